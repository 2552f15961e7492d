//! Names to look for, by the hashes of their words.

use super::is_skipped;
use super::lists::{HashedMap, hash, pair};
use crate::entity::words::{Gap, Words};

/// So many names that begin with the same two words are looked for.
const MOST_ALIKE: usize = 8;

/// What an entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The name of candidate `.0` again.
    Repeat(usize),
    /// The people of group `.0`.
    Surname(usize),
    /// The long form of acronym `.0`.
    Short(usize),
}

/// A name to look for: its words in the pool of hashes.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub words: std::ops::Range<usize>,
    pub target: Target,
    /// A word of the text where the name stands: gives its capitals.
    pub model: usize,
    pub next: Option<usize>,
    /// The text also has the word in small letters; and with a capital inside a sentence.
    pub small: bool,
    pub inside: bool,
}

/// Names to look for.
#[derive(Default)]
pub(super) struct Index {
    pool: Vec<u64>,
    pub entries: Vec<Entry>,
    pub single: HashedMap<usize>,
    double: HashedMap<usize>,
}

impl Index {
    /// Adds a name unless it is there. `model` is the word of the text at which it stands.
    pub fn add(&mut self, name: &[u64], target: Target, model: usize) {
        let number = self.entries.len();
        let (map, key) = match *name {
            [] => return,
            [one] => (&mut self.single, one),
            [one, two, ..] => (&mut self.double, pair(one, two)),
        };
        let mut next = None;
        if let Some(known) = map.get(&key).copied() {
            let mut alike = Some(known);
            for _ in 0..MOST_ALIKE {
                let Some(entry) = alike.and_then(|entry| self.entries.get(entry)) else { break };
                if self.pool.get(entry.words.clone()) == Some(name) {
                    return;
                }
                alike = entry.next;
            }
            if alike.is_some() {
                return;
            }
            next = Some(known);
        }
        map.insert(key, number);
        let start = self.pool.len();
        self.pool.extend_from_slice(name);
        let words = start..self.pool.len();
        self.entries.push(Entry { words, target, model, next, small: false, inside: false });
    }

    /// The longest entry that `first` and the words behind `at` spell; the word behind it.
    pub fn longest(&self, first: u64, second: u64, at: usize, words: &Words) -> Option<(usize, usize)> {
        let mut entry = self.double.get(&pair(first, second)).copied();
        let mut best: Option<(usize, usize)> = None;
        while let Some((number, known)) = entry.and_then(|number| Some((number, self.entries.get(number)?))) {
            let rest = self.pool.get(known.words.start + 1..known.words.end).unwrap_or(&[]);
            if let Some(end) = spelled(rest, at + 1, words).filter(|end| best.is_none_or(|(_, other)| *end > other)) {
                best = Some((number, end));
            }
            entry = known.next;
        }
        best
    }

    /// The entry of exactly these words.
    pub fn find(&self, name: &[u64]) -> Option<Target> {
        let mut entry = match *name {
            [] => None,
            [one] => self.single.get(&one).copied(),
            [one, two, ..] => self.double.get(&pair(one, two)).copied(),
        };
        while let Some(known) = entry.and_then(|number| self.entries.get(number)) {
            if self.pool.get(known.words.clone()) == Some(name) {
                return Some(known.target);
            }
            entry = known.next;
        }
        None
    }
}

/// The end of the words `rest` of a name from word `at` on; quotes, hyphens and dots may come or go.
fn spelled(rest: &[u64], mut at: usize, words: &Words) -> Option<usize> {
    for wanted in rest {
        at = behind_sign(at, words);
        let close = words.get(at).is_some_and(|word| word.gap < Gap::Paragraph);
        if !close || hash(words.key(at)) != *wanted {
            return None;
        }
        at += 1;
    }
    Some(at)
}

pub(super) fn behind_sign(at: usize, words: &Words) -> usize {
    if is_skipped(words.key(at)) { at + 1 } else { at }
}
