//! The names of a case beside those of the packed base: a second trie over the same words.

use std::collections::HashMap;

use crate::entity::kb::packed::{NONE, Packed};

/// The bit that marks nodes of the second trie.
const ADDED: u32 = 1 << 31;

/// The names of both, by their words. Words and names of the packed base keep their numbers; those
/// that a case adds have the numbers behind.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Names {
    packed: Packed<'static>,
    words: HashMap<Box<str>, u32>,
    edges: HashMap<(u32, u32), u32>,
    /// What ends at each node of the second trie; its root is 0.
    ends: Vec<Vec<u32>>,
}

impl Names {
    /// The names of the packed base.
    pub fn new(packed: Packed<'static>) -> Self {
        Self { packed, words: HashMap::new(), edges: HashMap::new(), ends: vec![Vec::new()] }
    }

    /// Adds a path that ends in `value`; an empty path is nothing.
    pub fn insert(&mut self, path: &[String], value: u32) {
        let mut node = 0;
        for word in path {
            let word = self.learn(word);
            let fresh = self.ends.len() as u32;
            node = *self.edges.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        if node != 0
            && let Some(ends) = self.ends.get_mut(node as usize)
        {
            ends.push(value);
        }
    }

    fn learn(&mut self, word: &str) -> u32 {
        let known = self.word(word);
        if known != NONE {
            return known;
        }
        let number = self.packed.counts().words + 1 + self.words.len() as u32;
        self.words.insert(word.into(), number);
        number
    }

    /// The number of a folded word, [`NONE`] where no name has it.
    pub fn word(&self, key: &str) -> u32 {
        let word = self.packed.word(key);
        if word != NONE || self.words.is_empty() { word } else { self.words.get(key).copied().unwrap_or(NONE) }
    }

    /// The nodes that names beginning with `word` lead through.
    pub fn enter(&self, word: u32) -> impl Iterator<Item = u32> {
        let added = if self.edges.is_empty() { None } else { self.edges.get(&(0, word)) };
        self.packed.enter(word).into_iter().chain(added.map(|node| node | ADDED))
    }

    /// The node after `node` by `word`.
    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        if node & ADDED == 0 {
            return self.packed.step(node, word);
        }
        self.edges.get(&(node & !ADDED, word)).map(|node| node | ADDED)
    }

    /// The numbers of the names that end at `node`.
    pub fn ends(&self, node: u32) -> impl Iterator<Item = u32> {
        let added = if node & ADDED == 0 { None } else { self.ends.get((node & !ADDED) as usize) };
        let packed = if node & ADDED == 0 { self.packed.ends(node) } else { 0..0 };
        packed.chain(added.into_iter().flatten().copied())
    }
}
