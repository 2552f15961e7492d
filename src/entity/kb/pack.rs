//! Packs the tables of the knowledge base for [`Packed`], at build time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::entity::kb::packed::{COUNTRY, Counts, EXACT, GUARDS, Guard, NONE, NUMBER, OPEN, SLOT, hash, place};
use crate::entity::kb::spelling::path;
use crate::entity::kb::table::Tables;

/// Slots for every two words: a word that no name has is told from the others at first sight.
const SLOTS_FOR_TWO: usize = 3;

/// The tables as bytes, or what does not fit.
pub fn pack(tables: &Tables) -> Result<Vec<u8>, String> {
    let paths: Vec<Vec<String>> = tables.aliases.iter().map(|alias| path(&alias.text)).collect();
    let words = Words::of(&paths);
    let trie = Trie::of(&paths, &words);
    let mut pool = Pool::default();
    let slots = slots(&words);
    let word_refs = words.list.iter().map(|word| pool.add(word)).collect::<Result<Vec<_>, _>>()?;
    let mut order: Vec<usize> = (0..tables.entities.len()).collect();
    order.sort_by_key(|entity| &tables.entities[*entity].id);
    let mut numbers = vec![0; order.len()];
    for (number, entity) in order.iter().enumerate() {
        numbers[*entity] = number;
    }
    let entities = entities(tables, &order, &mut pool)?;
    let aliases = aliases(tables, &trie, &numbers, &mut pool)?;
    let counts = Counts {
        words: words.list.len() as u32 - 1,
        firsts: words.firsts,
        nodes: trie.words.len() as u32,
        aliases: tables.aliases.len() as u32,
        entities: tables.entities.len() as u32,
        slots: (slots.len() / SLOT) as u32,
        pool: pool.bytes.len() as u32,
    };
    let mut out: Vec<u8> = counts.list().into_iter().flat_map(u32::to_le_bytes).collect();
    out.extend(slots);
    numbers_of(&word_refs, &mut out);
    numbers_of(&trie.words, &mut out);
    numbers_of(&trie.starts, &mut out);
    out.extend(aliases);
    out.extend(entities);
    out.extend(pool.bytes);
    Ok(out)
}

/// Words by number; the first place is [`NONE`].
struct Words<'t> {
    list: Vec<&'t str>,
    numbers: HashMap<&'t str, u32>,
    firsts: u32,
}

impl<'t> Words<'t> {
    fn of(paths: &'t [Vec<String>]) -> Self {
        let firsts: BTreeSet<&str> = paths.iter().filter_map(|path| path.first()).map(String::as_str).collect();
        let others: BTreeSet<&str> = paths.iter().flatten().map(String::as_str).collect();
        let others = others.difference(&firsts).copied();
        let list: Vec<&str> = [""].into_iter().chain(firsts.iter().copied()).chain(others).collect();
        let numbers = list.iter().enumerate().map(|(number, word)| (*word, number as u32)).collect();
        Self { list, numbers, firsts: firsts.len() as u32 }
    }
}

/// Nodes level by level.
struct Trie {
    /// The word that leads to each node; the root has none.
    words: Vec<u32>,
    /// First child and first name of each node, and of the end.
    starts: Vec<u32>,
    /// The names in the order of their nodes.
    order: Vec<usize>,
}

impl Trie {
    fn of(paths: &[Vec<String>], words: &Words) -> Self {
        let mut out = Self { words: vec![NONE], starts: Vec::new(), order: Vec::new() };
        // The names below each node of the level, by what is left of their paths.
        let mut level: Vec<Vec<usize>> = vec![(0..paths.len()).collect()];
        let mut depth = 0;
        while !level.is_empty() {
            let mut below = Vec::new();
            for names in level {
                out.starts.push(out.words.len() as u32);
                out.starts.push(out.order.len() as u32);
                let mut children: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
                for name in names {
                    match paths[name].get(depth) {
                        Some(word) => children.entry(words.numbers[word.as_str()]).or_default().push(name),
                        None => out.order.push(name),
                    }
                }
                for (word, names) in children {
                    out.words.push(word);
                    below.push(names);
                }
            }
            (level, depth) = (below, depth + 1);
        }
        out.starts.push(out.words.len() as u32);
        out.starts.push(out.order.len() as u32);
        out
    }
}

/// Strings, each one once.
struct Pool {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Default for Pool {
    fn default() -> Self {
        Self { bytes: vec![0], known: HashMap::from([(String::new(), NONE)]) }
    }
}

impl Pool {
    fn add(&mut self, text: &str) -> Result<u32, String> {
        if let Some(known) = self.known.get(text) {
            return Ok(*known);
        }
        let length = u8::try_from(text.len()).map_err(|_| format!("longer than 255 bytes: {text}"))?;
        let at = self.bytes.len() as u32;
        self.bytes.push(length);
        self.bytes.extend(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        Ok(at)
    }
}

fn slots(words: &Words) -> Vec<u8> {
    let count = words.list.len() * SLOTS_FOR_TWO / 2 + 1;
    let mut slots = vec![0; count * SLOT];
    for (number, word) in words.list.iter().enumerate().skip(1) {
        let hash = hash(word.as_bytes());
        let mut slot = place(hash, count as u32) as usize;
        while slots[slot * SLOT + 1..(slot + 1) * SLOT] != [0; NUMBER] {
            slot = (slot + 1) % count;
        }
        slots[slot * SLOT] = hash as u8;
        slots[slot * SLOT + 1..(slot + 1) * SLOT].copy_from_slice(&(number as u32).to_le_bytes()[..NUMBER]);
    }
    slots
}

fn entities(tables: &Tables, order: &[usize], pool: &mut Pool) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    for entity in order.iter().map(|entity| &tables.entities[*entity]) {
        for text in [&entity.id, &entity.name, &entity.name_ar, &entity.editions, &entity.ids.join(";")] {
            numbers_of(&[pool.add(text)?], &mut out);
        }
        out.push(entity.kind | if entity.country { COUNTRY } else { 0 } | if entity.open { OPEN } else { 0 });
    }
    Ok(out)
}

fn aliases(tables: &Tables, trie: &Trie, numbers: &[usize], pool: &mut Pool) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    for alias in trie.order.iter().map(|alias| &tables.aliases[*alias]) {
        numbers_of(&[pool.add(&alias.text)?, numbers[alias.entity] as u32], &mut out);
        let guard = match alias.guard {
            Guard::With(other) => u16::try_from(numbers[other]).ok().filter(|code| *code < 0xFFF0),
            named => GUARDS.into_iter().find(|(_, guard)| *guard == named).map(|(code, _)| code),
        };
        out.extend(guard.ok_or("too many entities for a guard")?.to_le_bytes());
        out.push(alias.kind | if alias.exact { EXACT } else { 0 });
    }
    Ok(out)
}

fn numbers_of(numbers: &[u32], out: &mut Vec<u8>) {
    for number in numbers {
        out.extend(number.to_le_bytes().into_iter().take(NUMBER));
    }
}
