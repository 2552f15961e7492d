//! The words of date lines.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold_key;

/// A half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// Before noon.
    Morning,
    /// From noon on.
    Afternoon,
}

/// The words of `assets/lexicon/stamp.tsv`.
#[derive(Default)]
pub(super) struct Words {
    /// Number of a month by its name, of one word or two.
    pub months: HashMap<String, u32>,
    /// Minutes east of Greenwich by a zone's name.
    pub zones: HashMap<String, i32>,
    /// Halves of the day.
    pub halves: HashMap<String, Half>,
    /// Words that say nothing about the day.
    pub pass: Vec<String>,
}

/// The words, read once.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for line in include_str!("../../../assets/lexicon/stamp.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(kind), Some(word)) = (fields.next(), fields.next().map(fold_key)) else { continue };
        let value: i32 = fields.next().and_then(|value| value.parse().ok()).unwrap_or(0);
        match kind {
            "month" => drop(words.months.insert(word, value as u32)),
            "zone" => drop(words.zones.insert(word, value)),
            "am" => drop(words.halves.insert(word, Half::Morning)),
            "pm" => drop(words.halves.insert(word, Half::Afternoon)),
            _ => words.pass.push(word),
        }
    }
    words
});
