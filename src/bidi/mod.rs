//! Lays logical text out in terminal cells: shape, order, wrap, find a cell again.
//!
//! A terminal draws one cell after the other from the left. Arabic and mixed text must therefore be
//! turned into cells in the order of the screen, joined letters already in their form. This module
//! does that by the Unicode algorithms: levels (UAX#9) on the logical text, then shapes, then line
//! breaks (UAX#14) on the logical text, and last, line by line, the order. It keeps for every cell the
//! bytes it stands for, so that highlights, the mouse and copies work on the text and not on the
//! screen. It knows no terminal, no widget and no style, measures no font, and places no line: a
//! right-to-left [`Line`] says that it belongs to the right margin, the caller puts it there.
//!
//! ```
//! use marsad::bidi::{Base, Options, Paragraph};
//! let lines = Paragraph::new("قال Tom إن الخادم سليم", Options::base(Base::Rtl)).layout(12);
//! assert_eq!(lines.iter().map(|line| line.text()).collect::<Vec<_>>(), ["ﻥﺇ Tom ﻝﺎﻗ", "ﻢﻴﻠﺳ ﻡﺩﺎﺨﻟﺍ"]);
//! assert!(lines.iter().all(|line| line.rtl));
//! ```

mod base;
mod cluster;
mod controls;
mod forms;
mod join;
mod justify;
mod levels;
mod line;
mod paragraph;
mod resolve;
mod role;
mod row;
mod shape;
mod symbol;
mod truncate;
mod wrap;

pub use base::{article_base, isolate};
pub use controls::{Control, controls};
pub use line::{Cell, Line};
pub use paragraph::{Paragraph, Text};
pub use row::{Class, class, letter, mirror, row_levels, row_order};
pub use symbol::Symbol;

/// Which way a paragraph runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Base {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
    /// As its first letter outside isolates does (UAX#9 rules P2 and P3).
    #[default]
    Auto,
}

/// Whether vowel signs are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marks {
    /// On their letters.
    #[default]
    Keep,
    /// Not at all, for terminals that put them in the wrong place; hamza and madda stay.
    Strip,
}

/// How to lay a paragraph out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// The direction of the paragraph.
    pub base: Base,
    /// Vowel signs.
    pub marks: Marks,
    /// Whether Arabic letters take presentation forms; off for fonts that lack them.
    pub shape: bool,
    /// Whether lines are put in the order of the screen and signs mirrored. Off, cells stay in the
    /// order of the text, and every line runs from left to right.
    pub order: bool,
    /// Whether lines of right-to-left paragraphs are stretched to the full width, the last one apart.
    pub justify: bool,
}

impl Options {
    /// Shaped and ordered, with vowel signs, ragged, in this direction.
    pub const fn base(base: Base) -> Self {
        Self { base, marks: Marks::Keep, shape: true, order: true, justify: false }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::base(Base::Auto)
    }
}

/// The whole of `logical` as one unwrapped line in the order of the screen, and the embedding level
/// of its paragraph: 0 from left to right, 1 from right to left.
pub fn visual(logical: &str, base: Base) -> (String, u8) {
    let paragraph = Paragraph::new(logical, Options::base(base));
    (paragraph.single(usize::MAX).text(), u8::from(paragraph.is_rtl()))
}

#[cfg(test)]
mod properties;
