//! Text on the screen: the only way by which text from outside reaches a cell.
//!
//! A [`Pen`] lays text out by [`crate::bidi`] and styles it by logical ranges, so that a mark stays
//! on its letters wherever the order of the screen puts them. A [`Canvas`] paints it. Views give
//! places in *reading columns*, counted from the side where reading begins; only the canvas knows on
//! which side of the screen that is, so that one view serves both directions.

mod cache;
mod canvas;
mod line;
mod pen;
mod rows;
mod selection;
mod text;

pub use canvas::{Canvas, Seen};
pub use line::caret;
pub use pen::{Digits, Drawn, Letters, Pen};
pub use rows::{Columns, Rows};
pub use selection::Selection;
pub use text::{Show, figure, foreign, links, matches, mixed, quoted};

pub use crate::bidi::Base;

/// The direction of an article in a right-to-left language or not.
pub const fn base(rtl: bool) -> Base {
    if rtl { Base::Rtl } else { Base::Ltr }
}
