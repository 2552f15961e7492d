//! The bidi controls of a text, told to those who want to know.
//!
//! A control turns the order of what it encloses and draws nothing itself: it can make a name, an
//! address or a number read as another one. None of them gets a cell, so a view that must not be
//! deceived asks here, of the text as it came in: cleaned text has lost most of them.

use std::fmt;

/// A character that does nothing but steer the order (`Bidi_Control` of the Unicode Character
/// Database).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Control {
    /// U+061C Arabic letter mark.
    Alm,
    /// U+200E left-to-right mark.
    Lrm,
    /// U+200F right-to-left mark.
    Rlm,
    /// U+202A left-to-right embedding.
    Lre,
    /// U+202B right-to-left embedding.
    Rle,
    /// U+202C end of an embedding or override.
    Pdf,
    /// U+202D left-to-right override.
    Lro,
    /// U+202E right-to-left override.
    Rlo,
    /// U+2066 left-to-right isolate.
    Lri,
    /// U+2067 right-to-left isolate.
    Rli,
    /// U+2068 first strong isolate.
    Fsi,
    /// U+2069 end of an isolate.
    Pdi,
}

impl Control {
    /// Every control with its character and short name.
    const TABLE: [(Self, char, &'static str); 12] = [
        (Self::Alm, '\u{61C}', "ALM"),
        (Self::Lrm, '\u{200E}', "LRM"),
        (Self::Rlm, '\u{200F}', "RLM"),
        (Self::Lre, '\u{202A}', "LRE"),
        (Self::Rle, '\u{202B}', "RLE"),
        (Self::Pdf, '\u{202C}', "PDF"),
        (Self::Lro, '\u{202D}', "LRO"),
        (Self::Rlo, '\u{202E}', "RLO"),
        (Self::Lri, '\u{2066}', "LRI"),
        (Self::Rli, '\u{2067}', "RLI"),
        (Self::Fsi, '\u{2068}', "FSI"),
        (Self::Pdi, '\u{2069}', "PDI"),
    ];

    /// The control that `c` is, if it is one.
    pub fn of(c: char) -> Option<Self> {
        // Most of any text is told apart by one comparison.
        if c < '\u{61C}' {
            return None;
        }
        Self::TABLE.iter().find(|(_, character, _)| *character == c).map(|(control, ..)| *control)
    }

    /// Its character.
    pub fn character(self) -> char {
        self.row().1
    }

    /// The short name by which the standard calls it, three capital letters.
    pub fn name(self) -> &'static str {
        self.row().2
    }

    /// Whether it forces letters into an order that is not theirs, as hidden changes of names and
    /// program texts do: the two overrides.
    pub const fn is_override(self) -> bool {
        matches!(self, Self::Lro | Self::Rlo)
    }

    fn row(self) -> (Self, char, &'static str) {
        Self::TABLE[self as usize]
    }
}

impl fmt::Display for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The controls in `text` with the bytes at which they stand, in the order of the text.
///
/// ```
/// use marsad::bidi::{Control, controls};
/// let found: Vec<_> = controls("invoice\u{202E}fdp.exe").collect();
/// assert_eq!(found, [(7, Control::Rlo)]);
/// assert_eq!(found[0].1.name(), "RLO");
/// ```
pub fn controls(text: &str) -> impl Iterator<Item = (usize, Control)> {
    text.char_indices().filter_map(|(at, c)| Some((at, Control::of(c)?)))
}

#[cfg(test)]
mod tests {
    use super::super::{Base, visual};
    use super::*;

    #[test]
    fn every_control_is_told_and_none_is_drawn() {
        for (row, (control, c, name)) in Control::TABLE.into_iter().enumerate() {
            assert_eq!((control as usize, control.character(), control.name()), (row, c, name));
            let text = format!("ab{c}خ");
            assert_eq!(controls(&text).collect::<Vec<_>>(), [(2, control)]);
            for base in [Base::Ltr, Base::Rtl, Base::Auto] {
                assert!(!visual(&text, base).0.contains(c), "{name}");
            }
        }
    }

    #[test]
    fn joiners_and_other_unseen_characters_are_no_bidi_controls() {
        for c in ['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{206A}', '\u{FEFF}', '\0', 'خ', '\u{61B}'] {
            assert_eq!(Control::of(c), None, "{c:?}");
        }
    }
}
