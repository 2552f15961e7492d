//! Places in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, in the original text it was found in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never smaller than `start`.
    pub end: usize,
}

impl Span {
    /// The span `start..end`; an inverted pair gives the empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The text under the span, or `""` where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same place seen from byte `origin` of the text; parts before it are cut off.
    #[must_use]
    pub const fn relative_to(self, origin: usize) -> Self {
        Self::new(self.start.saturating_sub(origin), self.end.saturating_sub(origin))
    }

    /// The same place in a text where this one's text begins at byte `origin`.
    #[must_use]
    pub const fn shifted(self, origin: usize) -> Self {
        Self::new(self.start + origin, self.end + origin)
    }
}

/// Turns byte offsets of one text into code-point offsets, the unit of the JSON contracts.
#[derive(Clone, Debug)]
pub struct CodePoints {
    starts: Vec<usize>,
    len: usize,
}

impl CodePoints {
    /// Indexes `text`; linear in its length.
    pub fn new(text: &str) -> Self {
        Self { starts: text.char_indices().map(|(at, _)| at).collect(), len: text.len() }
    }

    /// The number of code points that begin before byte `byte`.
    pub fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start < byte)
    }

    /// The byte at which code point number `index` begins; past the end gives the text's length.
    pub fn byte(&self, index: usize) -> usize {
        self.starts.get(index).copied().unwrap_or(self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_letters_and_not_bytes() {
        let text = "في 2 مارس";
        let points = CodePoints::new(text);
        let at = text.find('2').expect("the text holds a 2");
        assert_eq!((at, points.at(at), points.byte(3)), (5, 3, 5));
        assert_eq!(points.at(text.len()), 9);
        assert_eq!(points.byte(99), text.len());
    }

    #[test]
    fn a_span_that_does_not_fit_reads_as_nothing() {
        assert_eq!(Span::new(1, 3).of("مارس"), "");
        assert_eq!(Span::new(2, 99).of("ab"), "");
        assert_eq!(Span::new(5, 2), Span::new(5, 5));
    }

    #[test]
    fn overlap_needs_a_shared_byte() {
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
    }
}
