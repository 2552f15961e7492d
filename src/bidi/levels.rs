//! Embedding levels and the order on the screen (UAX#9).

use unicode_bidi::{BidiInfo, Level, ParagraphBidiInfo};

use super::Base;
use super::shape::{Cluster, Kind};

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
pub(super) fn resolve(text: &str, base: Base) -> Levels {
    if base != Base::Rtl && !text.chars().any(may_turn) {
        return Levels::as_stored();
    }
    let default = match base {
        Base::Ltr => Some(Level::ltr()),
        Base::Rtl => Some(Level::rtl()),
        Base::Auto => None,
    };
    let info = ParagraphBidiInfo::new(text, default);
    Levels { paragraph: info.paragraph_level, bytes: info.levels }
}

/// The order on the screen of the clusters of one line: positions in `line`, from left to right.
/// Blanks at its end go to the end of the paragraph (rule L1).
pub(super) fn order(line: &[&Cluster], paragraph: Level) -> Vec<usize> {
    let mut levels: Vec<Level> = line.iter().map(|cluster| cluster.level).collect();
    let mut at_end = true;
    for (level, cluster) in levels.iter_mut().zip(line).rev() {
        match cluster.kind {
            Kind::Ink | Kind::Unseen => at_end = false,
            Kind::Separator => at_end = true,
            Kind::Blank | Kind::Isolate => {}
        }
        if at_end {
            *level = paragraph;
        }
    }
    BidiInfo::reorder_visual(&levels)
}

/// Whether `c` can put anything above level 0: the blocks that hold, or are set aside for,
/// right-to-left letters and Arabic digits, and the bidi controls.
const fn may_turn(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
