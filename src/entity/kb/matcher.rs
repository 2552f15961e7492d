//! Names of the knowledge base in a text: longest match over folded words.
//!
//! Arabic clitics are stripped only before a known word and stay outside the span; quotes and
//! hyphens inside a name may come or go. Guards decide afterwards, when it is known what else the
//! text names.

use std::collections::HashSet;

use crate::model::{EntityType, LinkedBy};

use crate::entity::candidate::{Candidate, Link};
use crate::entity::kb::names::Names;
use crate::entity::kb::{Alias, Guard, Kb};
use crate::entity::lexicon::Lexicon;
use crate::entity::words::{Gap, Words, is_loose, is_quote, path};

/// A doubtful name beside its cue word is better than a plain one of the same letters: "قناة
/// العربية" is the channel and not the people. Scores above 1 are cut off in the mention.
const CUED: f32 = 1.05;

/// The names of a knowledge base, ready for matching.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Gazetteer {
    pub trie: Names,
}

/// A place where a name stands: words `from..to`, `clitics` bytes left out at the start.
#[derive(Clone, Copy, Debug)]
struct Hit {
    from: usize,
    to: usize,
    clitics: usize,
    alias: usize,
}

impl Gazetteer {
    /// The names of `kb`: those of the packed base as they are, those of a case beside them.
    pub fn new(kb: &Kb) -> Self {
        let mut trie = Names::new(kb.packed);
        let first = kb.packed.counts().aliases;
        for (number, (text, ..)) in (first..).zip(&kb.aliases) {
            trie.insert(&path(text), number);
        }
        Self { trie }
    }

    /// The entity that has `name` for a name of its own, without a flag.
    pub fn known(&self, name: &str, kb: &Kb) -> Option<usize> {
        let path: Vec<u32> = path(name).iter().map(|word| self.trie.word(word)).collect();
        let (first, rest) = path.split_first()?;
        self.trie.enter(*first).find_map(|node| {
            let node = rest.iter().try_fold(node, |node, word| self.trie.step(node, *word))?;
            let mut owners = self.trie.ends(node).filter_map(|alias| kb.alias(alias as usize));
            owners.find(|alias| alias.guard == Guard::Free).map(|alias| alias.entity)
        })
    }

    /// Finds the names of `kb` in `words`.
    pub fn find(&self, words: &Words, kb: &Kb, lexicon: &Lexicon) -> Vec<Candidate> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            self.at(at, words, kb, &mut hits);
            at += 1;
        }
        admit(&hits, words, kb, lexicon)
    }

    /// All names that begin at word `at`, by every reading of it.
    fn at(&self, at: usize, words: &Words, kb: &Kb, hits: &mut Vec<Hit>) {
        let Some(word) = words.get(at) else { return };
        self.walk(at, word.known, 0, words, kb, hits);
        for reading in word.readings {
            self.walk(at, reading.word, reading.clitics, words, kb, hits);
        }
    }

    fn walk(&self, from: usize, word: u32, clitics: usize, words: &Words, kb: &Kb, hits: &mut Vec<Hit>) {
        for node in self.trie.enter(word) {
            self.walk_on(node, from, clitics, words, kb, hits);
        }
    }

    fn walk_on(&self, first: u32, from: usize, clitics: usize, words: &Words, kb: &Kb, hits: &mut Vec<Hit>) {
        let (mut node, mut at) = (first, from + 1);
        loop {
            for number in self.trie.ends(node) {
                let alias = number as usize;
                let fits = |alias: Alias| !alias.exact || spelled(alias, from, at, words);
                if kb.alias(alias).is_some_and(fits) && is_balanced(from, at, words) {
                    hits.push(Hit { from, to: at, clitics, alias });
                }
            }
            let Some(next) = words.get(at).filter(|next| next.gap < Gap::Paragraph) else { return };
            if let Some(further) = self.trie.step(node, next.known) {
                (node, at) = (further, at + 1);
                continue;
            }
            let skipped = words.get(at + 1).filter(|after| is_loose(words.key(at)) && after.gap < Gap::Line);
            let Some(further) = skipped.and_then(|after| self.trie.step(node, after.known)) else { return };
            (node, at) = (further, at + 2);
        }
    }
}

/// Whether every quotation mark inside has its fellow inside, or right before the name.
fn is_balanced(from: usize, to: usize, words: &Words) -> bool {
    let marks = |range: std::ops::Range<usize>| {
        range.filter(|at| is_quote(words.key(*at)) && !matches!(words.key(*at), "'" | "’"))
    };
    marks(from..to).count() % 2 == 0 || from.checked_sub(1).is_some_and(|before| is_quote(words.key(before)))
}

/// Whether the text writes the name with the capitals of the list.
fn spelled(alias: Alias, from: usize, to: usize, words: &Words) -> bool {
    let letter = |c: &char| !c.is_whitespace() && !is_loose_char(*c);
    words.span(from, to, 0).of(words.text).chars().filter(letter).eq(alias.text.chars().filter(letter))
}

fn is_loose_char(c: char) -> bool {
    let mut buffer = [0; 4];
    is_loose(c.encode_utf8(&mut buffer))
}

/// Lets the guarded names in: first those that need nothing, then those that hang on them.
fn admit(hits: &[Hit], words: &Words, kb: &Kb, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut named: HashSet<usize> = HashSet::new();
    let alias_of = |hit: &Hit| kb.alias(hit.alias);
    let free = hits
        .iter()
        .filter_map(|hit| alias_of(hit).filter(|alias| alias.guard == Guard::Free).map(|alias| (hit, alias)));
    let ends: HashSet<(usize, EntityType)> = free.clone().map(|(hit, alias)| (hit.to, alias.kind)).collect();
    let starts: HashSet<(usize, EntityType)> = free.map(|(hit, alias)| (hit.from, alias.kind)).collect();
    // In a list ("LuckyMouse, Tick and Calypso") the certain names vouch for the one between them.
    let listed = |hit: &Hit, kind: EntityType| {
        let before = joint_before(hit, words).is_some_and(|end| ends.contains(&(end, kind)));
        before || joint_after(hit, words).is_some_and(|start| starts.contains(&(start, kind)))
    };
    let has_cue = |hit: &Hit, kind: EntityType, words: &Words, lexicon: &Lexicon| {
        has_cue(hit, kind, words, lexicon) || (kind != EntityType::Gpe && listed(hit, kind))
    };
    for hit in hits {
        let Some(alias) = alias_of(hit) else { continue };
        if alias.guard == Guard::Free || (alias.guard == Guard::Cue && has_cue(hit, alias.kind, words, lexicon)) {
            named.insert(alias.entity);
        }
    }
    let mut out = Vec::new();
    for hit in hits {
        let Some(alias) = alias_of(hit) else { continue };
        let score = match alias.guard {
            Guard::Free => 1.0,
            Guard::Cue if has_cue(hit, alias.kind, words, lexicon) => CUED,
            Guard::Cue | Guard::Doc if named.contains(&alias.entity) => 0.95,
            Guard::With(other) if named.contains(&other) => 0.8,
            _ => continue,
        };
        // A reading without clitics is the better one of two that are as long.
        let score = if hit.clitics > 0 { score - 0.02 } else { score };
        let from = without_article(hit, words);
        out.push(Candidate {
            from,
            to: hit.to,
            span: words.span(from, hit.to, hit.clitics),
            kind: alias.kind,
            link: Link::Known(alias.entity),
            score,
            by: LinkedBy::List,
        });
    }
    out
}

/// The end of the name before a comma, "and" or a و at the front of this one.
fn joint_before(hit: &Hit, words: &Words) -> Option<usize> {
    let before = hit.from.checked_sub(1)?;
    let joint = matches!(words.key(before), "," | "،" | "and" | "or" | "و" | "او");
    let clitic = hit.clitics > 0 && words.key(hit.from).starts_with('و');
    if joint
        && words.key(before) != ","
        && words.key(before) != "،"
        && matches!(words.key(before.wrapping_sub(1)), "," | "،")
    {
        return Some(before - 1);
    }
    if joint { Some(before) } else { clitic.then_some(hit.from) }
}

/// The start of the name behind a comma, "and", or with a و at its front.
fn joint_after(hit: &Hit, words: &Words) -> Option<usize> {
    match words.key(hit.to) {
        "," | "،" | "and" | "or" | "و" | "او" => Some(hit.to + 1),
        next => next.starts_with('و').then_some(hit.to),
    }
}

/// "the" in small letters before a capitalised name is no part of it ("the Netherlands").
fn without_article(hit: &Hit, words: &Words) -> usize {
    let article = words.raw(hit.from) == "the" && words.is_capital(hit.from + 1) && hit.to > hit.from + 1;
    if article { hit.from + 1 } else { hit.from }
}

/// Whether a cue word of the kind stands beside the name, or quotes around it, or it is the source
/// in a dateline ("Dubai - Asharq").
fn has_cue(hit: &Hit, kind: EntityType, words: &Words, lexicon: &Lexicon) -> bool {
    if words.get(hit.from).is_some_and(|word| !word.arabic) && words.is_word(hit.from) && !words.is_capital(hit.from) {
        return false;
    }
    let before = hit.from.checked_sub(1).map_or("", |at| words.key(at));
    let after = words.key(hit.to);
    // Quotes that show their side quote the name even behind a blank.
    let sided = matches!((before, after), ("«", "»") | ("“", "”"));
    if sided || is_quote(before) && is_quote(after) && words.is_glued(hit.from) && words.is_glued(hit.to) {
        return true;
    }
    let quoted = if is_quote(before) { hit.from.checked_sub(2).map_or("", |at| words.key(at)) } else { "" };
    [before, quoted, after].iter().any(|key| lexicon.is_cue(kind, key))
        || (kind == EntityType::Org && is_dateline(hit, words))
}

/// `City - Source` alone at the beginning of a line.
fn is_dateline(hit: &Hit, words: &Words) -> bool {
    let dash = hit.from.checked_sub(1).is_some_and(|at| matches!(words.key(at), "-" | "–" | "—" | "ـ" | "/"));
    let ends = words.get(hit.to).is_none_or(|word| word.gap >= Gap::Line || matches!(words.key(hit.to), "-" | "–"));
    let opens = (2..=4)
        .any(|back| hit.from.checked_sub(back).is_some_and(|at| words.get(at).is_some_and(|w| w.gap >= Gap::Line)));
    dash && ends && opens
}
