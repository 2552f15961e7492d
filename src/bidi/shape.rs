//! From characters to cells: which characters share one, and what it shows.
//!
//! Arabic letters take their presentation form, because only those are one column wide and joined in
//! every terminal; lam with alef is one cell, as its ligature is one character. A pair that has
//! anything between, a mark or a joiner, stays two letters, like in FriBidi. Marks go on the cell
//! before them. Characters that only steer (controls, joiners, bidi controls, variation selectors)
//! work on their neighbours and get no cell: terminals do not agree on the width of what they make
//! of them, and an emoji sequence drawn as its parts is in line everywhere.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level, bidi_class};
use unicode_joining_type::{JoiningType, get_joining_type};
use unicode_width::UnicodeWidthChar;

use super::forms::{self, Joins};
use super::{Marks, Options, Symbol};

/// Where a line may end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Break {
    /// Not behind this cluster.
    #[default]
    No,
    /// Behind it, if need be.
    Allowed,
    /// Behind it, always.
    Mandatory,
}

/// What a cluster is to the order on the screen, and to blanks at a line's end (UAX#9 L1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anything that draws.
    Ink,
    /// White space.
    Blank,
    /// A tab or the end of a paragraph.
    Separator,
    /// A direction mark: a letter to the order, without a cell.
    Unseen,
    /// Opens or closes an isolate: has a place in the order, but no cell.
    Isolate,
}

impl Kind {
    /// Whether it is drawn as a blank.
    pub const fn is_blank(self) -> bool {
        matches!(self, Self::Blank | Self::Separator)
    }
}

/// The characters of one cell, or one character that has none but takes part in the order.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub symbol: Symbol,
    /// Columns; 0 for what has no cell.
    pub width: u8,
    pub src: Range<usize>,
    pub kind: Kind,
    /// The embedding level of its base character.
    pub level: Level,
    pub line_break: Break,
}

/// What a character does to the cells.
enum Role {
    Base { shown: char, width: u8, kind: Kind },
    Mark,
    Unseen(Kind),
    Dropped,
}

/// Cuts `logical` into clusters in logical order. `levels` has one embedding level a byte.
pub(super) fn clusters(logical: &str, levels: &[Level], options: Options) -> Vec<Cluster> {
    let mut shaper =
        Shaper { logical, levels, options, out: Vec::with_capacity(logical.len() / 2 + 1), joinable: false };
    let mut rest = logical.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        if shaper.take(at, c, next) {
            rest.next();
        }
    }
    shaper.out
}

/// The clusters of a text of printable ASCII at level 0.
pub(super) fn ascii_clusters(text: &str) -> Vec<Cluster> {
    let cell = |(at, byte): (usize, &u8)| Cluster {
        symbol: Symbol::from(char::from(*byte)),
        width: 1,
        src: at..at + 1,
        kind: if *byte == b' ' { Kind::Blank } else { Kind::Ink },
        level: Level::ltr(),
        line_break: Break::No,
    };
    text.as_bytes().iter().enumerate().map(cell).collect()
}

struct Shaper<'t> {
    logical: &'t str,
    levels: &'t [Level],
    options: Options,
    out: Vec<Cluster>,
    /// Whether the last letter joins to one that follows.
    joinable: bool,
}

impl Shaper<'_> {
    /// Takes the character `c` at byte `at`; true if it took `next` too.
    fn take(&mut self, at: usize, c: char, next: Option<char>) -> bool {
        let end = at + c.len_utf8();
        match self.role(c) {
            Role::Dropped => {}
            Role::Unseen(kind) => self.push(at..end, c, 0, kind),
            Role::Mark => {
                self.mark(at..end, c);
                return false;
            }
            Role::Base { shown, width, kind } => {
                if is_arabic(c) {
                    return self.letter(at, c, next);
                }
                self.joinable = false;
                if is_flag_letter(c) && next.is_some_and(is_flag_letter) {
                    self.push(at..end + c.len_utf8(), shown, 2 * width, Kind::Ink);
                    self.append(next);
                    return true;
                }
                let shown = if self.level(at).is_rtl() { forms::mirror(shown) } else { shown };
                self.push(at..end, shown, width, kind);
            }
        }
        if !c.is_ascii() {
            self.joinable = joins_on(c, self.joinable);
        }
        false
    }

    /// An Arabic letter, with the alef behind it if the two are a ligature.
    fn letter(&mut self, at: usize, c: char, next: Option<char>) -> bool {
        let end = at + c.len_utf8();
        if !self.options.shape {
            self.push(at..end, c, 1, Kind::Ink);
            return false;
        }
        let kind = get_joining_type(c);
        let before = self.joinable && joins_back(kind);
        if let Some(alef) = next
            && let Some(ligature) = forms::lam_alef(c, alef, before)
        {
            self.push(at..end + alef.len_utf8(), ligature, 1, Kind::Ink);
            self.joinable = false;
            return true;
        }
        let after = joins_forward(kind) && self.next_joins(end);
        let shown = match kind {
            JoiningType::NonJoining => c,
            _ => forms::form(c, Joins { before, after }),
        };
        self.push(at..end, shown, 1, Kind::Ink);
        self.joinable = joins_forward(kind);
        false
    }

    /// Puts a mark on the cell before it; without one, on a blank of its own.
    fn mark(&mut self, src: Range<usize>, c: char) {
        if self.options.marks == Marks::Strip && is_vowel_sign(c) {
            return;
        }
        match self.out.last_mut() {
            Some(cell) if matches!(cell.kind, Kind::Ink | Kind::Blank) => {
                cell.symbol.push(c);
                cell.src.end = src.end;
                cell.kind = Kind::Ink;
            }
            _ => {
                self.push(src, ' ', 1, Kind::Ink);
                self.append(Some(c));
            }
        }
    }

    fn role(&self, c: char) -> Role {
        let base = |shown, width: usize, kind| Role::Base { shown, width: width as u8, kind };
        match c {
            ' '..='~' => base(c, 1, if c == ' ' { Kind::Blank } else { Kind::Ink }),
            '\t' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => base(' ', 1, Kind::Separator),
            '\u{200E}' | '\u{200F}' | '\u{61C}' => Role::Unseen(Kind::Unseen),
            '\u{2066}'..='\u{2069}' => Role::Unseen(Kind::Isolate),
            _ if c.is_control() || is_steering(c) => Role::Dropped,
            // A skin tone is a cell of its own to some terminals and part of the person to others.
            '\u{1F3FB}'..='\u{1F3FF}' if self.out.last().is_some_and(|cell| cell.width == 2) => Role::Dropped,
            _ => match c.width().unwrap_or(0) {
                0 => Role::Mark,
                _ if is_arabic(c) => base(c, 1, Kind::Ink),
                width if c.is_whitespace() && bidi_class(c) == BidiClass::WS => base(c, width, Kind::Blank),
                width => base(c, width, Kind::Ink),
            },
        }
    }

    /// Whether what follows byte `from`, marks aside, is something to join to.
    fn next_joins(&self, from: usize) -> bool {
        let rest = self.logical.get(from..).unwrap_or("");
        rest.chars().map(get_joining_type).find(|kind| *kind != JoiningType::Transparent).is_some_and(joins_back)
    }

    fn level(&self, at: usize) -> Level {
        self.levels.get(at).copied().unwrap_or(Level::ltr())
    }

    fn push(&mut self, src: Range<usize>, shown: char, width: u8, kind: Kind) {
        let level = self.level(src.start);
        self.out.push(Cluster { symbol: Symbol::from(shown), width, src, kind, level, line_break: Break::No });
    }

    fn append(&mut self, c: Option<char>) {
        if let (Some(cell), Some(c)) = (self.out.last_mut(), c) {
            cell.symbol.push(c);
        }
    }
}

const fn joins_back(kind: JoiningType) -> bool {
    matches!(kind, JoiningType::RightJoining | JoiningType::DualJoining | JoiningType::JoinCausing)
}

const fn joins_forward(kind: JoiningType) -> bool {
    matches!(kind, JoiningType::LeftJoining | JoiningType::DualJoining | JoiningType::JoinCausing)
}

/// Whether a following letter finds something to join to after `c`, which is no Arabic letter.
fn joins_on(c: char, before: bool) -> bool {
    match get_joining_type(c) {
        JoiningType::Transparent => before,
        kind => joins_forward(kind),
    }
}

/// The Arabic block, whose letters have presentation forms and are always one column.
const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}')
}

const fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Vowel signs and notes of recitation. Hamza and madda (U+0653..0655) are parts of letters.
const fn is_vowel_sign(c: char) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of `text` as `symbol` or, for wide ones, `symbol=2`, in logical order.
    fn check(text: &str, options: Options, expect: &[&str]) {
        let cells: Vec<String> = clusters(text, &[], options)
            .iter()
            .filter(|cluster| cluster.width > 0)
            .map(|cluster| match cluster.width {
                1 => cluster.symbol.to_string(),
                width => format!("{}={width}", cluster.symbol),
            })
            .collect();
        assert_eq!(cells, expect, "{text:?}");
    }

    #[test]
    fn letters_join_across_marks_and_not_across_blanks() {
        let keep = Options::default();
        check("بَب ب", keep, &["\u{FE91}\u{64E}", "\u{FE90}", " ", "\u{FE8F}"]);
        check("دب", keep, &["\u{FEA9}", "\u{FE8F}"]);
        check("بـب", keep, &["\u{FE91}", "\u{640}", "\u{FE90}"]);
        check("ء", keep, &["\u{621}"]);
    }

    #[test]
    fn joiners_work_and_have_no_cell() {
        let keep = Options::default();
        check("ه\u{200D}", keep, &["\u{FEEB}"]);
        check("\u{200D}ه\u{200D}", keep, &["\u{FEEC}"]);
        check("می\u{200C}خ", keep, &["\u{FEE3}", "\u{FBFD}", "\u{FEA5}"]);
        check("ب\u{200F}ب", keep, &["\u{FE91}", "\u{FE90}"]);
    }

    #[test]
    fn lam_alef_is_one_cell_unless_something_is_between() {
        let keep = Options::default();
        check("سلام", keep, &["\u{FEB3}", "\u{FEFC}", "\u{FEE1}"]);
        check("لَا", keep, &["\u{FEDF}\u{64E}", "\u{FE8E}"]);
        check("لاً", keep, &["\u{FEFB}\u{64B}"]);
        check("ل\u{200D}ا", keep, &["\u{FEDF}", "\u{FE8E}"]);
        check("لا", Options { shape: false, ..keep }, &["ل", "ا"]);
    }

    #[test]
    fn stripping_takes_vowels_and_leaves_hamza() {
        let strip = Options { marks: Marks::Strip, ..Options::default() };
        check("بَّ", strip, &["\u{FE8F}"]);
        check("لَا", strip, &["\u{FEDF}", "\u{FE8E}"]);
        check("ا\u{654}", strip, &["\u{FE8D}\u{654}"]);
        check("e\u{301}", strip, &["e\u{301}"]);
    }

    #[test]
    fn wide_characters_are_cut_where_terminals_agree() {
        let keep = Options::default();
        check("漢a", keep, &["漢=2", "a"]);
        check("👍🏽👩\u{200D}💻", keep, &["👍=2", "👩=2", "💻=2"]);
        check("❤\u{FE0F}", keep, &["❤"]);
        check("🇮🇶", keep, &["🇮🇶=2"]);
        check("\u{64E}a", keep, &[" \u{64E}", "a"]);
        check("a\u{1B}[1m\u{0}\tb", keep, &["a", "[", "1", "m", " ", "b"]);
    }

    #[test]
    fn a_cell_knows_all_bytes_of_its_characters() {
        let cells = clusters("لاًب", &[], Options::default());
        assert_eq!(cells.iter().map(|cell| cell.src.clone()).collect::<Vec<_>>(), [0..6, 6..8]);
    }
}
