//! What a paragraph is made of: the characters of one cell, in the order of the text.

use unicode_bidi::Level;

use super::Symbol;

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
    /// A tatweel or blank that only stretches its line.
    Fill,
}

impl Kind {
    /// Whether it is drawn as a blank.
    pub const fn is_blank(self) -> bool {
        matches!(self, Self::Blank | Self::Separator)
    }
}

/// The characters of one cell, or one character that has none but takes part in the order. It is
/// kept small, because a text has as many of them as letters: what is rare lies in [`Clusters`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    /// The character drawn, in its form for the place.
    pub shown: char,
    /// The first byte.
    pub start: u32,
    /// The byte behind the last one.
    pub end: u32,
    /// Where its marks are in [`Clusters`], counted from 1; 0 without any.
    marks: u32,
    /// Columns; 0 for what has no cell.
    pub width: u8,
    pub kind: Kind,
    /// The embedding level of its base character.
    pub level: Level,
    pub line_break: Break,
    /// How good a place for a tatweel is behind it: 1 is the best, 0 is none.
    pub stretch: u8,
}

impl Cluster {
    /// One character at the bytes from `start` to `end`.
    pub const fn new(shown: char, (start, end): (usize, usize), width: u8, kind: Kind, level: Level) -> Self {
        let (start, end) = (start as u32, end as u32);
        Self { shown, start, end, marks: 0, width, kind, level, line_break: Break::No, stretch: 0 }
    }

    /// Whether there is anything on its base character.
    pub const fn has_marks(&self) -> bool {
        self.marks != 0
    }
}

/// The clusters of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    pub list: Vec<Cluster>,
    marks: Vec<Symbol>,
}

impl Clusters {
    /// No clusters, with room for `count`.
    pub fn with_capacity(count: usize) -> Self {
        Self { list: Vec::with_capacity(count), marks: Vec::new() }
    }

    /// Puts `mark` on the last cluster.
    pub fn add_mark(&mut self, mark: char) {
        let Some(last) = self.list.last_mut() else { return };
        if last.marks == 0 {
            self.marks.push(Symbol::default());
            last.marks = self.marks.len() as u32;
        }
        if let Some(marks) = self.marks.get_mut(last.marks as usize - 1) {
            marks.push(mark);
        }
    }

    /// What the cell of `cluster` shows.
    #[inline]
    pub fn symbol(&self, cluster: &Cluster) -> Symbol {
        if cluster.has_marks() { self.marked(cluster) } else { Symbol::from(cluster.shown) }
    }

    fn marked(&self, cluster: &Cluster) -> Symbol {
        let mut symbol = Symbol::from(cluster.shown);
        if let Some(marks) = self.marks.get(cluster.marks as usize - 1) {
            marks.chars().for_each(|mark| symbol.push(mark));
        }
        symbol
    }
}

/// How many clusters there are up to the last one that draws anything.
pub(super) fn ink(clusters: &[Cluster]) -> usize {
    clusters.iter().rposition(|cluster| cluster.kind == Kind::Ink).map_or(0, |last| last + 1)
}
