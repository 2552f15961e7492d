//! Embedding levels and the order on the screen (UAX#9).

use std::ops::Range;

use unicode_bidi::Level;

use super::cluster::{Cluster, Kind};
use super::{Base, resolve};

/// The level of a paragraph and of each of its bytes.
pub(super) struct Levels {
    pub paragraph: Level,
    /// Empty when every byte is at level 0.
    pub bytes: Vec<Level>,
}

impl Levels {
    /// Everything from left to right, whatever it is.
    pub fn as_stored() -> Self {
        Self { paragraph: Level::ltr(), bytes: Vec::new() }
    }
}

/// Resolves the levels of `text` as one paragraph.
pub(super) fn of(text: &str, base: Base) -> Levels {
    if base != Base::Rtl && !text.chars().any(may_turn) {
        return Levels::as_stored();
    }
    let (paragraph, bytes) = resolve::levels(text, base);
    Levels { paragraph, bytes }
}

/// Neighbours in a line that share a level: their places in it, and whether they run from right to
/// left.
pub(super) struct Run {
    pub places: Range<usize>,
    level: u8,
}

impl Run {
    pub const fn is_rtl(&self) -> bool {
        self.level % 2 == 1
    }
}

/// The runs of the clusters of one line from left to right on the screen (rules L1 and L2). Blanks at
/// the line's end, and before a tab, go with the paragraph.
pub(super) fn runs(line: &[Cluster], paragraph: Level) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at_end = true;
    for (place, cluster) in line.iter().enumerate().rev() {
        match cluster.kind {
            Kind::Ink | Kind::Unseen | Kind::Fill => at_end = false,
            Kind::Separator => at_end = true,
            Kind::Blank | Kind::Isolate => {}
        }
        let level = if at_end { paragraph } else { cluster.level }.number();
        match runs.last_mut().filter(|last| last.level == level) {
            Some(last) => last.places.start = place,
            None => runs.push(Run { places: place..place + 1, level }),
        }
    }
    runs.reverse();
    let highest = runs.iter().map(|run| run.level).max().unwrap_or(0);
    let lowest = runs.iter().map(|run| run.level).filter(|level| level % 2 == 1).min().unwrap_or(u8::MAX);
    for level in (lowest..=highest).rev() {
        runs.chunk_by_mut(|left, right| (left.level >= level) == (right.level >= level))
            .filter(|chunk| chunk.first().is_some_and(|run| run.level >= level))
            .for_each(<[Run]>::reverse);
    }
    runs
}

/// Whether `c` can put anything above level 0: the blocks that hold, or are set aside for,
/// right-to-left letters and Arabic digits, and the bidi controls.
const fn may_turn(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
