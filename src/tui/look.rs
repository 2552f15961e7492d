//! How the screen looks, as the user wants it.

use super::rich::Pen;
use crate::model::Lang;

/// How the screen looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns and rows.
    pub size: (u16, u16),
    /// Language of the interface.
    pub lang: Lang,
    /// Name of the theme.
    pub theme: String,
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// How text is laid out; its direction is that of the language.
    pub pen: Pen,
    /// Which way time runs.
    pub time: Flow,
}

/// Which way time runs on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flow {
    /// As the language of the interface is read.
    #[default]
    Reading,
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}
