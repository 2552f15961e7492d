//! What a character does to the cells of a text.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_width::UnicodeWidthChar;

use super::cluster::Kind;

/// What a character does to the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Begins a cell: what is drawn, its columns, and what it is to the order.
    Base { shown: char, width: u8, kind: Kind },
    /// Goes on the cell before it.
    Mark,
    /// Has a place in the order, and no cell.
    Unseen(Kind),
    /// Has neither.
    Dropped,
}

/// What `c` does wherever it stands.
pub(super) fn role(c: char) -> Role {
    let base = |shown, width: usize, kind| Role::Base { shown, width: width as u8, kind };
    match c {
        ' ' => base(c, 1, Kind::Blank),
        // Most of any text here: no table has to be asked for its letters.
        '!'..='~' | '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' => base(c, 1, Kind::Ink),
        '\t' | '\n' | '\u{85}' | '\u{2029}' => base(' ', 1, Kind::Separator),
        '\u{2028}' => base(' ', 1, Kind::Blank),
        '\u{200E}' | '\u{200F}' | '\u{61C}' => Role::Unseen(Kind::Unseen),
        '\u{2066}'..='\u{2069}' => Role::Unseen(Kind::Isolate),
        _ if c.is_control() || is_steering(c) => Role::Dropped,
        // Signs that are drawn over the digits behind them have the width of a letter.
        '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}' | '\u{891}' | '\u{8E2}' => base(c, 1, Kind::Ink),
        _ => match c.width().unwrap_or(0) {
            0 => Role::Mark,
            _ if is_arabic(c) => base(c, 1, Kind::Ink),
            width if c.is_whitespace() && bidi_class(c) == BidiClass::WS => base(c, width, Kind::Blank),
            width => base(c, width, Kind::Ink),
        },
    }
}

/// The Arabic block, whose letters have presentation forms and are always one column.
pub(super) const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}')
}

/// Two of them are a flag.
pub(super) const fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Changes the colour of the person before it.
pub(super) const fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Vowel signs and notes of recitation. Hamza and madda (U+0653..0655) are parts of letters.
pub(super) const fn is_vowel_sign(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8CA}'..='\u{8E1}'
        | '\u{8E3}'..='\u{8FF}')
}

/// Characters that draw nothing and steer their neighbours: joiners, bidi controls, invisible
/// separators, variation selectors, tags (`Default_Ignorable_Code_Point` without the letters in it).
const fn is_steering(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}
