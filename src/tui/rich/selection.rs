//! A choice of letters.

use std::ops::Range;
use std::rc::Rc;

/// Letters chosen with the mouse, in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The text, in logical order.
    pub text: Rc<str>,
    /// The bytes of the letter at which it began.
    pub anchor: Range<usize>,
    /// The bytes of the letter at which it ends, on either side of the first.
    pub head: Range<usize>,
}

impl Selection {
    /// The bytes from the one letter to the other, both included.
    pub fn range(&self) -> Range<usize> {
        self.anchor.start.min(self.head.start)..self.anchor.end.max(self.head.end)
    }
}
