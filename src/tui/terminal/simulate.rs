//! What a terminal that orders makes of a row.

/// How a terminal orders a row that it gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the Unicode algorithm (UAX#9), each row as a paragraph from left to right: VTE, Apple Terminal,
    /// mintty, iTerm2.
    #[default]
    Standard,
    /// The same, but box drawing counts as letters from left to right and nothing is mirrored.
    Konsole,
    /// By the Unicode algorithm, each row in the direction of its first letter: mlterm.
    FirstStrong,
    /// Each run of right-to-left letters between blanks is turned round in place; styles stay.
    Kitty,
}

/// What matters of a cell for its place in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its character, without the marks on it.
    pub base: char,
    /// Columns it takes, 1 or 2.
    pub columns: u8,
    /// Whether it is bold or italic or both, as any number: letters of two faces are never one run.
    pub face: u8,
}

/// What goes, or is seen, at one place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The glyph, by its place in the row that was handed in.
    pub glyph: usize,
    /// The glyph whose colours and attributes it has.
    pub style: usize,
    /// The character in place of the glyph's own, its marks kept: a mirror image, a plain letter, a
    /// blank that separates.
    pub sign: Option<char>,
}
