//! The knowledge base as the build packs it: flat arrays in one run of bytes, read where they lie.
//!
//! A name is a path of words through a trie whose nodes are numbered level by level, so that the
//! children of a node stand side by side, sorted by word; words that begin a name have the numbers
//! of their nodes. Names are sorted by the node they end at, entities by their key. Numbers are
//! little-endian, of three bytes where nothing else is said.

/// No word, no node, no string.
pub const NONE: u32 = 0;
/// Bytes of a number.
pub const NUMBER: usize = 3;
/// Bytes of a slot of the word table: one of the hash, then the word's number.
pub const SLOT: usize = 4;
/// Bytes of a name: text, entity, guard (two), kind.
pub const ALIAS: usize = 9;
/// Bytes of an entity: key, name, Arabic name, editions, ids, kind.
pub const ENTITY: usize = 16;
/// The bit beside a name's kind: its capitals must be met.
pub const EXACT: u8 = 0x80;
/// The bit beside an entity's kind: it is a country.
pub const COUNTRY: u8 = 0x80;
/// The bit beside an entity's kind: only open data has it.
pub const OPEN: u8 = 0x40;
/// Guards that are no number of an entity.
pub const GUARDS: [(u16, Guard); 3] = [(0xFFFF, Guard::Free), (0xFFFE, Guard::Cue), (0xFFFD, Guard::Doc)];

/// What a text must show before a name counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Nothing.
    Free,
    /// A cue word beside it, quotes around it, or the entity under another name.
    Cue,
    /// The entity under another name.
    Doc,
    /// The entity with this number.
    With(usize),
}

/// One name of one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias<'k> {
    /// As the table writes it.
    pub text: &'k str,
    /// The number of the entity.
    pub entity: usize,
    /// The kind of the mention, a place in the list of kinds: a demonym is a NORP though its entity
    /// is a country.
    pub kind: u8,
    /// What a text must show as well.
    pub guard: Guard,
    /// Whether the capitals of `text` must be met.
    pub exact: bool,
}

/// One thing that has names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity<'k> {
    /// Its key.
    pub id: &'k str,
    /// Its place in the list of kinds.
    pub kind: u8,
    /// Canonical English name.
    pub name: &'k str,
    /// Arabic name, where there is one.
    pub name_ar: Option<&'k str>,
    /// Years that name editions of a product, parted by commas: `Exchange Server 2013`.
    pub editions: &'k str,
    /// Ids elsewhere (Wikidata, ATT&CK), parted by `;`.
    pub ids: &'k str,
    /// Whether it is a country, whose bodies are named by it.
    pub country: bool,
    /// Whether only open data has it.
    pub open: bool,
}

/// How many there are of each thing, in the order of the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words; their numbers begin with 1.
    pub words: u32,
    /// Words that begin a name: the lowest numbers.
    pub firsts: u32,
    /// Nodes, the root with them.
    pub nodes: u32,
    /// Names.
    pub aliases: u32,
    /// Entities.
    pub entities: u32,
    /// Slots of the word table.
    pub slots: u32,
    /// Bytes of the strings.
    pub pool: u32,
}

impl Counts {
    /// As the header has them.
    pub const fn list(self) -> [u32; 7] {
        [self.words, self.firsts, self.nodes, self.aliases, self.entities, self.slots, self.pool]
    }

    /// Bytes of each section, in their order.
    const fn sizes(self) -> [usize; 7] {
        let Self { words, nodes, aliases, entities, slots, pool, .. } = self;
        [
            slots as usize * SLOT,
            (words as usize + 1) * NUMBER,
            nodes as usize * NUMBER,
            (nodes as usize + 1) * 2 * NUMBER,
            aliases as usize * ALIAS,
            entities as usize * ENTITY,
            pool as usize,
        ]
    }
}

/// The packed base.
#[derive(Clone, Copy, Debug)]
pub struct Packed<'k> {
    counts: Counts,
    slots: &'k [u8],
    words: &'k [u8],
    node_words: &'k [u8],
    /// For every node its first child and its first name; the next node's are the ends.
    node_starts: &'k [u8],
    aliases: &'k [u8],
    entities: &'k [u8],
    pool: &'k [u8],
}

impl<'k> Packed<'k> {
    /// Reads the header; bytes that are no base give an empty one.
    pub fn new(bytes: &'k [u8]) -> Self {
        let mut header = bytes.chunks_exact(4).map(|four| number(four, 0, 4));
        let mut next = || header.next().unwrap_or(0);
        let counts = Counts {
            words: next(),
            firsts: next(),
            nodes: next(),
            aliases: next(),
            entities: next(),
            slots: next(),
            pool: next(),
        };
        let mut rest = bytes.get(4 * counts.list().len()..).unwrap_or(&[]);
        let sections = counts.sizes().map(|size| {
            let (section, after) = rest.split_at_checked(size).unwrap_or((&[], &[]));
            rest = after;
            section
        });
        let [slots, words, node_words, node_starts, aliases, entities, pool] = sections;
        Self { counts, slots, words, node_words, node_starts, aliases, entities, pool }
    }

    /// How many there are of each thing.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// The number of a folded word, [`NONE`] where no name has it.
    pub fn word(&self, key: &str) -> u32 {
        let hash = hash(key.as_bytes());
        let mut slot = place(hash, self.counts.slots);
        loop {
            let at = slot as usize * SLOT;
            let word = number(self.slots, at + 1, NUMBER);
            if word == NONE {
                return NONE;
            }
            if self.slots.get(at).is_some_and(|tag| *tag == hash as u8) && self.word_bytes(word) == key.as_bytes() {
                return word;
            }
            slot = if slot + 1 == self.counts.slots { 0 } else { slot + 1 };
        }
    }

    fn word_bytes(&self, word: u32) -> &'k [u8] {
        self.bytes(number(self.words, word as usize * NUMBER, NUMBER))
    }

    /// The node of the names that begin with `word`.
    pub const fn enter(&self, word: u32) -> Option<u32> {
        if word == NONE || word > self.counts.firsts { None } else { Some(word) }
    }

    /// The node after `node` by `word`.
    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        if word == NONE {
            return None;
        }
        let (mut from, mut to) = (self.start(node, 0), self.start(node + 1, 0));
        while from < to {
            let middle = u32::midpoint(from, to);
            match number(self.node_words, middle as usize * NUMBER, NUMBER).cmp(&word) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The numbers of the names that end at `node`.
    pub fn ends(&self, node: u32) -> std::ops::Range<u32> {
        self.start(node, 1)..self.start(node + 1, 1)
    }

    fn start(&self, node: u32, which: usize) -> u32 {
        number(self.node_starts, (node as usize * 2 + which) * NUMBER, NUMBER)
    }

    /// Name `at`.
    pub fn alias(&self, at: usize) -> Option<Alias<'k>> {
        let row = self.aliases.get(at * ALIAS..(at + 1) * ALIAS)?;
        let guard = number(row, 6, 2) as u16;
        let named = GUARDS.into_iter().find(|(code, _)| *code == guard).map(|(_, guard)| guard);
        let kind = row.last().copied().unwrap_or(0);
        Some(Alias {
            text: self.text(row, 0),
            entity: number(row, 3, NUMBER) as usize,
            kind: kind & !EXACT,
            guard: named.unwrap_or(Guard::With(usize::from(guard))),
            exact: kind & EXACT != 0,
        })
    }

    /// Entity `at`.
    pub fn entity(&self, at: usize) -> Option<Entity<'k>> {
        let row = self.entities.get(at * ENTITY..(at + 1) * ENTITY)?;
        let kind = row.last().copied().unwrap_or(0);
        Some(Entity {
            id: self.text(row, 0),
            kind: kind & !(COUNTRY | OPEN),
            name: self.text(row, 1),
            name_ar: Some(self.text(row, 2)).filter(|name| !name.is_empty()),
            editions: self.text(row, 3),
            ids: self.text(row, 4),
            country: kind & COUNTRY != 0,
            open: kind & OPEN != 0,
        })
    }

    /// The number of the entity with this key.
    pub fn find(&self, id: &str) -> Option<usize> {
        let (mut from, mut to) = (0, self.counts.entities as usize);
        while from < to {
            let middle = usize::midpoint(from, to);
            let row = self.entities.get(middle * ENTITY..)?;
            match self.bytes(number(row, 0, NUMBER)).cmp(id.as_bytes()) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    fn text(&self, row: &[u8], field: usize) -> &'k str {
        std::str::from_utf8(self.bytes(number(row, field * NUMBER, NUMBER))).unwrap_or("")
    }

    /// A string of the pool: its length in one byte, then its bytes.
    fn bytes(&self, at: u32) -> &'k [u8] {
        let at = at as usize;
        let length = self.pool.get(at).copied().map_or(0, usize::from);
        self.pool.get(at + 1..at + 1 + length).unwrap_or(&[])
    }
}

/// The slot where the search for a word begins.
pub const fn place(hash: u64, slots: u32) -> u32 {
    (((hash >> 32) * slots as u64) >> 32) as u32
}

/// A hash of a word, eight bytes at a step, in the manner of the compiler's own tables (`FxHash`).
pub fn hash(bytes: &[u8]) -> u64 {
    const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = bytes.len() as u64;
    for eight in bytes.chunks(8) {
        let mut padded = [0; 8];
        if let Some(place) = padded.get_mut(..eight.len()) {
            place.copy_from_slice(eight);
        }
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(padded)).wrapping_mul(SEED);
    }
    // The high bits choose the slot, the low ones tell words in one slot apart.
    hash ^ (hash >> 29)
}

/// The number in `size` bytes at `at`; nothing is 0.
fn number(bytes: &[u8], at: usize, size: usize) -> u32 {
    let Some(bytes) = bytes.get(at..at + size) else { return 0 };
    bytes.iter().rev().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}
