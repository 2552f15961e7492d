//! A trie over words: the names of the knowledge base as paths of word numbers.

use std::collections::HashMap;

/// No word, no node.
pub(in crate::entity) const NONE: u32 = 0;

/// Paths of words with numbers at their ends.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Trie {
    words: HashMap<Box<str>, u32>,
    /// The node behind each first word: nearly every word of a text stops here.
    first: Vec<u32>,
    edges: HashMap<(u32, u32), u32>,
    /// What ends at each node.
    ends: Vec<Vec<u32>>,
}

impl Trie {
    /// An empty trie.
    pub fn new() -> Self {
        Self { words: HashMap::new(), first: vec![NONE], edges: HashMap::new(), ends: vec![Vec::new()] }
    }

    /// Adds a path that ends in `value`; an empty path is nothing.
    pub fn insert<'a>(&mut self, path: impl Iterator<Item = &'a str>, value: u32) {
        let mut node = NONE;
        for word in path {
            let word = self.learn(word);
            node = if node == NONE { self.open_first(word) } else { self.open(node, word) };
        }
        if node != NONE
            && let Some(ends) = self.ends.get_mut(node as usize)
        {
            ends.push(value);
        }
    }

    /// The number of a word, [`NONE`] where no path has it.
    pub fn word(&self, key: &str) -> u32 {
        self.words.get(key).copied().unwrap_or(NONE)
    }

    /// The node that paths beginning with `word` lead through.
    pub fn enter(&self, word: u32) -> Option<u32> {
        self.first.get(word as usize).copied().filter(|node| *node != NONE)
    }

    /// The node after `node` by `word`.
    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        if word == NONE { None } else { self.edges.get(&(node, word)).copied() }
    }

    /// What ends at `node`.
    pub fn ends(&self, node: u32) -> &[u32] {
        self.ends.get(node as usize).map_or(&[], Vec::as_slice)
    }

    fn learn(&mut self, word: &str) -> u32 {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let number = self.first.len() as u32;
        self.words.insert(word.into(), number);
        self.first.push(NONE);
        number
    }

    fn open_first(&mut self, word: u32) -> u32 {
        let fresh = self.ends.len() as u32;
        let Some(slot) = self.first.get_mut(word as usize) else { return NONE };
        if *slot == NONE {
            *slot = fresh;
            self.ends.push(Vec::new());
        }
        *slot
    }

    fn open(&mut self, node: u32, word: u32) -> u32 {
        let fresh = self.ends.len() as u32;
        let found = *self.edges.entry((node, word)).or_insert(fresh);
        if found == fresh {
            self.ends.push(Vec::new());
        }
        found
    }
}
