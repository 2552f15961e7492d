//! The word lists of the pass over the whole text, in one table: the hash of a folded word to the
//! lists it stands in.
//!
//! Words are hashed from their end, so that one run over an Arabic word also gives the hashes of what
//! stands behind its clitics. A chance collision of two 64-bit hashes is not guarded against.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::fold_key;

use crate::entity::kb::{field, rows};

const ROLES: &str = include_str!("../../../assets/lexicon/roles.tsv");

/// A map whose keys are hashes already.
pub(in crate::entity) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Plain>>;

/// Takes a key for its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::entity) struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }

    fn write_u64(&mut self, value: u64) {
        // The table takes its place from the low bits and its tag from the high ones.
        self.0 = value ^ (value >> 32);
    }
}

const PRIME: u64 = 0x0100_0000_01b3;
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a folded word, from its last byte to its first.
pub(in crate::entity) fn hash(word: &str) -> u64 {
    word.bytes().rev().fold(SEED, further)
}

const fn further(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(PRIME)
}

/// One hash of two, in their order.
pub(in crate::entity) const fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(PRIME)
}

/// The hashes of an Arabic word behind none, one and two of its clitics, each with the bytes left out.
pub(in crate::entity) fn readings(word: &str) -> [Option<(u64, usize)>; 3] {
    let one = word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).map_or(0, |_| 2);
    let pair = one > 0 && word.starts_with(['و', 'ف']);
    let two = word.get(one..).filter(|rest| pair && rest.starts_with(['ب', 'ل', 'ك'])).map_or(0, |_| 4);
    let (mut behind_one, mut behind_two) = (None, None);
    let mut hash = SEED;
    for (left, byte) in (0..word.len()).rev().zip(word.bytes().rev()) {
        hash = further(hash, byte);
        if left == one && one > 0 {
            behind_one = Some((hash, one));
        }
        if left == two && two > 0 {
            behind_two = Some((hash, two));
        }
    }
    [Some((hash, 0)), behind_one, behind_two]
}

/// The hash of `start` and the word that has the hash `hash`, as one word.
pub(in crate::entity) fn extended(hash: u64, start: &str) -> u64 {
    start.bytes().rev().fold(hash, further)
}

/// The lists a word stands in, a bit each.
pub(in crate::entity) type Bits = u16;

/// A noun for what a person does; for what an organisation is.
pub(in crate::entity) const HEAD: Bits = 1;
pub(in crate::entity) const THING: Bits = 1 << 1;
/// Words before an English head; words inside an Arabic role; words that no role holds.
pub(in crate::entity) const MODIFIER: Bits = 1 << 2;
pub(in crate::entity) const INSIDE: Bits = 1 << 3;
pub(in crate::entity) const STOP: Bits = 1 << 4;
/// Words between a long form and its acronym; those that say that one is coming.
pub(in crate::entity) const MARKER: Bits = 1 << 5;
pub(in crate::entity) const STRONG: Bits = 1 << 6;
/// Surnames that are words as well, and those that stand first.
pub(in crate::entity) const DOUBTFUL: Bits = 1 << 7;
pub(in crate::entity) const FAMILY: Bits = 1 << 8;
/// Given names that stand for the person; given names of women; titles.
pub(in crate::entity) const ALONE: Bits = 1 << 9;
pub(in crate::entity) const SHE: Bits = 1 << 10;
pub(in crate::entity) const MADAM: Bits = 1 << 11;
pub(in crate::entity) const SIR: Bits = 1 << 12;
/// Words inside a person's name that are no names.
pub(in crate::entity) const PARTICLE: Bits = 1 << 13;
/// Titles before one word of a name.
pub(in crate::entity) const TITLE: Bits = 1 << 14;
/// Verbs of speech.
pub(in crate::entity) const SPEECH: Bits = 1 << 15;

/// Words of the language, and no names.
pub(in crate::entity) const ALL_WORDS: Bits = HEAD | THING | MODIFIER | INSIDE | STOP | PARTICLE | TITLE | SPEECH;

const LABELS: [(&str, Bits); 18] = [
    ("head", HEAD),
    ("thing", THING),
    ("modifier", MODIFIER),
    ("inside", INSIDE),
    ("stop", STOP),
    ("marker", MARKER),
    ("strong", STRONG),
    ("doubtful", DOUBTFUL),
    ("family", FAMILY),
    ("alone", ALONE),
    ("she", SHE),
    ("madam", MADAM),
    ("sir", SIR),
    ("particle", PARTICLE),
    ("connector", PARTICLE),
    ("one", TITLE),
    ("two", TITLE),
    ("speech", SPEECH),
];

/// Every list of the pass.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Lists {
    bits: HashedMap<Bits>,
}

impl Lists {
    /// Reads the embedded lists.
    pub fn embedded() -> Self {
        let mut bits = HashedMap::default();
        for fields in rows(ROLES) {
            let Some((_, bit)) = LABELS.iter().find(|(label, _)| *label == field(&fields, 0)) else { continue };
            for word in field(&fields, 1).split_whitespace() {
                *bits.entry(hash(&fold_key(word))).or_insert(0) |= bit;
            }
        }
        Self { bits }
    }

    /// The lists that the word with this hash stands in.
    pub fn bits(&self, hash: u64) -> Bits {
        self.bits.get(&hash).copied().unwrap_or(0)
    }

    /// Whether the folded word stands in one of `lists`.
    pub fn has(&self, word: &str, lists: Bits) -> bool {
        !word.is_empty() && self.bits(hash(word)) & lists != 0
    }

    /// Whether the word, or what stands behind one clitic of an Arabic word, stands in one of
    /// `lists`; the bytes of the clitic.
    pub fn behind(&self, word: &str, lists: Bits) -> Option<usize> {
        readings(word).into_iter().flatten().find(|(hash, _)| self.bits(*hash) & lists != 0).map(|(_, clitics)| clitics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_word_is_that_of_its_end_behind_clitics() {
        let [whole, one, two] = readings("وبالصين");
        assert_eq!(whole, Some((hash("وبالصين"), 0)));
        assert_eq!(one, Some((hash("بالصين"), 2)));
        assert_eq!(two, Some((hash("الصين"), 4)));
        assert_eq!(readings("krebs"), [Some((hash("krebs"), 0)), None, None]);
    }

    #[test]
    fn there_are_heads_enough_in_both_languages() {
        let lines = rows(ROLES).filter(|fields| field(fields, 0) == "head");
        let heads: Vec<&str> =
            lines.flat_map(|fields| field(&fields, 1).split_whitespace().collect::<Vec<_>>()).collect();
        let english = heads.iter().filter(|head| head.is_ascii()).count();
        assert!(english >= 150 && heads.len() - english >= 150, "{english} of {}", heads.len());
        let lists = Lists::embedded();
        assert!(lists.has("spokeswoman", HEAD) && lists.has(&fold_key("المتحدثة"), HEAD));
        assert!(lists.has("krebs", HEAD | THING | STOP | MODIFIER).eq(&false));
    }
}
