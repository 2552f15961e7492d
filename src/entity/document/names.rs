//! Repeats: a name accepted once is found everywhere in its text, behind clitics, without its quotes
//! and hyphens, in capitals; a short form of a firm's name without "Inc."; surnames and acronyms, whose
//! meaning `people` and `acronym` have settled.

use crate::model::{EntityType, LinkedBy};
use crate::text::TokenKind;

use super::acronym::Short;
use super::lists::{Bits, DOUBTFUL, HashedMap, Lists, PARTICLE, SPEECH, TITLE, hash, pair, readings};
use super::people::People;
use super::role::Page;
use super::{clitics, hashes, is_skipped};
use crate::entity::candidate::{Candidate, Link};
use crate::entity::lexicon::Lexicon;
use crate::entity::words::{Gap, Words, is_quote};

/// From this score on a name is more than a guess.
pub(super) const SURE: f32 = 0.7;

/// So many names that begin with the same two words are looked for.
const MOST_ALIKE: usize = 8;

const LEGAL: [&str; 8] = ["inc", "corp", "ltd", "llc", "plc", "gmbh", "co", "ag"];

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
struct Entry {
    words: std::ops::Range<usize>,
    target: Target,
    /// A word of the text where the name stands: gives its capitals.
    model: usize,
    next: Option<usize>,
    /// The text also has the word in small letters; and with a capital inside a sentence.
    small: bool,
    inside: bool,
}

/// Names to look for.
#[derive(Default)]
pub(super) struct Index {
    pool: Vec<u64>,
    entries: Vec<Entry>,
    single: HashedMap<usize>,
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
    fn longest(&self, first: u64, second: u64, at: usize, words: &Words) -> Option<(usize, usize)> {
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

fn behind_sign(at: usize, words: &Words) -> usize {
    if is_skipped(words.key(at)) { at + 1 } else { at }
}

/// A place where an entry stands.
struct Place {
    entry: usize,
    from: usize,
    to: usize,
    clitics: usize,
}

/// Everything that one run over the text needs.
struct Run<'a> {
    page: Page<'a>,
    index: Index,
    people: People,
    shorts: &'a [Short],
    /// What was found, its entry, and whether a sentence opens with it.
    found: Vec<(Candidate, usize, bool)>,
    edits: Vec<(usize, Link, LinkedBy)>,
}

/// Adds to `chosen` what follows from it.
pub(super) fn spread(chosen: &mut Vec<Candidate>, shorts: Vec<Short>, words: &Words, lexicon: &Lexicon, lists: &Lists) {
    let page = Page { words, lists, lexicon, chosen };
    let mut index = Index::default();
    for (number, short) in shorts.iter().enumerate() {
        let name: Vec<u64> =
            (short.from..short.to).map(|at| words.key(at)).filter(|key| !is_skipped(key)).map(hash).collect();
        index.add(&name, Target::Short(number), short.from);
    }
    let people = note(&page, &mut index);
    if index.entries.is_empty() {
        return;
    }
    let mut run = Run { page, index, people, shorts: &shorts, found: Vec::new(), edits: Vec::new() };
    run.whole();
    let Run { index, mut found, edits, .. } = run;
    found.retain(|(_, entry, opens)| {
        index.entries.get(*entry).is_some_and(|entry| !opens || (!entry.small || entry.inside))
    });
    for (at, link, by) in edits {
        if let Some(candidate) = chosen.get_mut(at) {
            (candidate.link, candidate.by) = (link, by);
        }
    }
    if !found.is_empty() {
        chosen.extend(found.into_iter().map(|(candidate, ..)| candidate));
        chosen.sort_by_key(|candidate| candidate.from);
    }
}

/// The names of the text that may be looked for elsewhere.
fn note(page: &Page, index: &mut Index) -> People {
    let mut count: HashedMap<u32> = HashedMap::default();
    let mut name = Vec::new();
    let spreads = |candidate: &Candidate| {
        let known = matches!(candidate.link, Link::Known(_));
        candidate.kind == EntityType::Person || (!known && is_spreading(candidate.kind))
    };
    for candidate in page.chosen.iter().filter(|candidate| spreads(candidate)) {
        *count.entry(hashes(candidate, page.words).fold(0, pair)).or_insert(0) += 1;
    }
    let mut people = People::default();
    if count.is_empty() {
        return people;
    }
    let seen = |name: &[u64]| count.get(&name.iter().copied().fold(0, pair)).copied().unwrap_or(0);
    // People first: "Mr Krebs" is no name of its own where "Brian Krebs" stands.
    let persons = |candidate: &Candidate| candidate.kind == EntityType::Person && candidate.to - candidate.from > 1;
    for (number, candidate) in page.chosen.iter().enumerate().filter(|(_, candidate)| persons(candidate)) {
        name.clear();
        name.extend(hashes(candidate, page.words));
        if name.len() > 1 {
            people.note(page, number, candidate, &name, seen(&name) > 1, index);
        }
    }
    for (number, candidate) in page.chosen.iter().enumerate().filter(|(_, candidate)| spreads(candidate)) {
        name.clear();
        name.extend(hashes(candidate, page.words));
        let seen = seen(&name);
        if matches!(candidate.link, Link::New(..)) && is_trusted(page, candidate, &name, seen) {
            index.add(&name, Target::Repeat(number), candidate.from);
            let legal = name.last().is_some_and(|last| LEGAL.iter().any(|form| hash(form) == *last));
            if legal && candidate.kind == EntityType::Org {
                index.add(name.get(..name.len() - 1).unwrap_or(&[]), Target::Repeat(number), candidate.from);
            }
        }
    }
    people
}

const fn is_spreading(kind: EntityType) -> bool {
    use EntityType::{Cve, Gpe, Ioc, Loc, Norp, Qty};
    !matches!(kind, Cve | Ioc | Qty | Norp | Gpe | Loc)
}

/// A name of two words is hardly met again by chance. A single one must have been found with a cue,
/// in quotes or twice, and must be no word of the language as far as the lists tell.
fn is_trusted(page: &Page, candidate: &Candidate, name: &[u64], seen: u32) -> bool {
    if name.len() > 1 {
        return candidate.score >= 0.6 || seen > 1;
    }
    let words = page.words;
    let before = candidate.from.checked_sub(1);
    let quoted = before.is_some_and(|at| is_quote(words.key(at))) && is_quote(words.key(candidate.to));
    let cued = before.is_some_and(|at| page.lexicon.org_outside.contains(words.key(at)));
    let sure = candidate.score >= SURE || quoted || cued || seen > 1;
    sure && !is_common(page, candidate.from, clitics(candidate, words))
}

/// Whether the single word is a word of the language as far as the lists tell.
fn is_common(page: &Page, at: usize, clitics: usize) -> bool {
    let key = page.words.key(at);
    let key = key.get(clitics..).unwrap_or(key);
    let arabic = page.words.get(at).is_some_and(|word| word.arabic);
    let listed = super::lists::ALL_WORDS | if arabic { DOUBTFUL } else { 0 };
    let lexicon = page.lexicon;
    key.chars().count() < if arabic { 4 } else { 2 }
        || lexicon.function_words.contains(key)
        || page.lists.has(key, listed)
        || key.starts_with("ال")
        || (arabic
            && (lexicon.weak_names.contains(key)
                || lexicon.first_names.contains(key)
                || lexicon.org_heads.contains(key)
                || lexicon.counted.word(key) != 0))
}

impl Run<'_> {
    /// Looks at every word once.
    fn whole(&mut self) {
        let chosen = self.page.chosen;
        let (mut at, mut next) = (0, 0);
        while at < self.page.words.len() {
            if let Some(candidate) = chosen.get(next).filter(|candidate| candidate.from <= at) {
                self.again(next, candidate);
                at = candidate.to.max(at + 1);
                next += 1;
                continue;
            }
            let limit = chosen.get(next).map_or(usize::MAX, |candidate| candidate.from);
            at = self.look(at, limit).unwrap_or(at + 1);
        }
    }

    /// A name that is there already: the person to whom a surname behind it leads; a surname that a
    /// rule found without knowing whose; an acronym that the text defines itself.
    fn again(&mut self, number: usize, candidate: &Candidate) {
        if self.people.meet(number) {
            return;
        }
        let short = candidate.to - candidate.from <= 4;
        if !short {
            return;
        }
        let name: Vec<u64> = hashes(candidate, self.page.words).collect();
        match self.index.find(&name) {
            Some(Target::Surname(group)) if candidate.kind == EntityType::Person => {
                if let Some(link) = self.people.relink(&self.page, group, candidate) {
                    self.edits.push((number, link, LinkedBy::Surname));
                }
            }
            Some(Target::Short(short)) => {
                let Some(short) = self.shorts.get(short) else { return };
                let same = self.page.words.raw(short.from) == self.page.words.raw(candidate.from);
                if same && candidate.link != short.long.link && candidate.from != short.from {
                    self.edits.push((number, short.long.link.clone(), LinkedBy::Acronym));
                }
            }
            _ => {}
        }
    }

    /// Looks for an entry that begins at word `at` and ends before `limit`; the word behind it.
    fn look(&mut self, at: usize, limit: usize) -> Option<usize> {
        let words = self.page.words;
        let word = words.get(at).filter(|word| word.token.kind == TokenKind::Word)?;
        let second = behind_sign(at + 1, words);
        let second =
            words.get(second).filter(|word| word.token.kind != TokenKind::Punct).map_or(0, |_| hash(words.key(second)));
        let key = words.key(at);
        let readings = if word.arabic { arabic(key) } else { [Some((hash(key), 0)), None, None, None] };
        for (first, clitics) in readings.into_iter().flatten() {
            let found = self.index.longest(first, second, at, words).filter(|(_, to)| *to <= limit);
            let found = found.or_else(|| self.index.single.get(&first).map(|entry| (*entry, at + 1)));
            if let Some((entry, to)) = found
                && self.accept(&Place { entry, from: at, to, clitics })
            {
                return Some(to);
            }
        }
        None
    }

    /// Adds the candidate at `place` if its neighbours let it stand.
    fn accept(&mut self, place: &Place) -> bool {
        let Some(entry) = self.index.entries.get_mut(place.entry) else { return false };
        let (words, target) = (self.page.words, entry.target);
        let latin = words.get(place.from).is_some_and(|word| !word.arabic);
        let single = place.to == place.from + 1;
        if latin && single && !words.is_capital(place.from) {
            entry.small = true;
        }
        if !has_case(place, entry.model, target, words) || !stands_alone(&self.page, place, target) {
            return false;
        }
        let opens = latin && single && words.opens_sentence(place.from);
        entry.inside |= latin && single && !opens;
        let found = match target {
            Target::Repeat(model) => {
                self.page.chosen.get(model).map(|model| moved(model, place, LinkedBy::Repeat, words))
            }
            Target::Short(short) => {
                self.shorts.get(short).map(|short| moved(&short.long, place, LinkedBy::Acronym, words))
            }
            Target::Surname(group) => self.people.alone(&self.page, group, place.from, place.to, place.clitics),
        };
        let Some(found) = found else { return false };
        let doubtful = opens && (self.page.has(place.from, DOUBTFUL) && !is_speaking(&self.page, place.to));
        if doubtful && !self.index.entries.get(place.entry).is_some_and(|entry| entry.inside) {
            return false;
        }
        self.found.push((found, place.entry, opens));
        true
    }
}

fn is_speaking(page: &Page, at: usize) -> bool {
    page.has(at, SPEECH) || matches!(page.words.key(at), "'" | "’")
}

/// A candidate like `model` at another place.
pub(super) fn moved(model: &Candidate, place: &impl Spot, by: LinkedBy, words: &Words) -> Candidate {
    let (from, to, clitics) = place.spot();
    Candidate {
        from,
        to,
        span: words.span(from, to, clitics),
        kind: model.kind,
        link: model.link.clone(),
        score: (model.score - 0.1).clamp(0.5, 0.9),
        by,
    }
}

/// Words `from..to` without the first bytes.
pub(super) trait Spot {
    fn spot(&self) -> (usize, usize, usize);
}

impl Spot for Place {
    fn spot(&self) -> (usize, usize, usize) {
        (self.from, self.to, self.clitics)
    }
}

impl Spot for (usize, usize, usize) {
    fn spot(&self) -> (usize, usize, usize) {
        *self
    }
}

/// The readings of an Arabic word, and that of its fused article: للهيئة as الهيئة, whose letters
/// stay in the name.
fn arabic(key: &str) -> [Option<(u64, usize)>; 4] {
    let [whole, one, two] = readings(key);
    let bare = key.strip_prefix(['و', 'ف']).unwrap_or(key);
    let fused = bare.strip_prefix("لل").map(|noun| (hash_behind(noun), key.len() - bare.len()));
    let long = |(_, clitics): &(u64, usize)| key.len() - clitics >= 8;
    [whole, one.filter(long), two.filter(long), fused]
}

/// The hash of `noun` behind the article.
fn hash_behind(noun: &str) -> u64 {
    super::lists::extended(hash(noun), "ال")
}

/// A Latin name is met again only with its capitals, and an acronym only with all of them.
fn has_case(place: &Place, model: usize, target: Target, words: &Words) -> bool {
    let Some(word) = words.get(place.from) else { return false };
    if word.arabic {
        // The preposition على folds to the name علي, and شيء to شي.
        let (raw, known) = (words.raw(place.from), words.raw(model));
        let short = word.token.key.len() <= 6;
        return known.ends_with(raw) || !(short || (raw.ends_with('ى') && known.ends_with('ي')));
    }
    match target {
        Target::Short(_) => words.raw(place.from) == words.raw(model),
        Target::Repeat(_) if !words.is_capital(model) => words.raw(place.from) == words.raw(model),
        // "van der Berg" is "Van der Berg" at the head of a sentence.
        _ => words.is_capital(place.from) || (place.to > place.from + 1 && words.is_capital(place.to - 1)),
    }
}

/// Whether the words beside a single word leave it a name of its own: "Krebs Street" and "Quentin
/// Krebs" are others.
fn stands_alone(page: &Page, place: &Place, target: Target) -> bool {
    let words = page.words;
    let (from, to) = (place.from, place.to);
    let joined = |at: usize| matches!(words.key(at), "-" | "." | "@" | "/" | "_" | "#") && words.is_glued(at);
    let tail = joined(to) && words.is_glued(to + 1) && (words.key(to) != "-" || words.is_capital(to + 1));
    if matches!(target, Target::Short(_)) {
        return !(joined(to) && words.is_glued(to + 1) && words.is_number(to + 1));
    }
    let head = words.is_glued(from)
        && from.checked_sub(1).is_some_and(|at| matches!(words.key(at), "-" | "." | "@" | "/" | "_" | "#"));
    if tail || head {
        return false;
    }
    if words.get(from).is_some_and(|word| word.arabic) {
        return to - from > 1 || stands_arabic(page, place, target);
    }
    if to - from > 1 && matches!(target, Target::Repeat(_)) {
        return true;
    }
    let helps = |at: usize| {
        page.owner(at).is_some_and(|owner| owner.kind != EntityType::Person)
            || page.lexicon.function_words.contains(words.key(at))
            || page.has(at, super::lists::ALL_WORDS & !PARTICLE)
    };
    let before = from.checked_sub(1).filter(|_| words.is_close(from));
    let crowded_before = before.is_some_and(|at| words.is_capital(at) && !helps(at));
    let crowded_after = words.is_close(to)
        && words.is_capital(to)
        && !(page.owner(to).is_some() || page.lexicon.function_words.contains(words.key(to)));
    !(crowded_before || crowded_after) || is_headline(page, from)
}

/// An Arabic word alone: behind another given name it is another person's; a name that is a word as
/// well needs a verb or a title before it.
fn stands_arabic(page: &Page, place: &Place, target: Target) -> bool {
    let words = page.words;
    let key = words.key(place.from);
    let key = key.get(place.clitics..).unwrap_or(key);
    let before = place.from.checked_sub(1).filter(|_| words.is_close(place.from));
    let given = |at: usize| page.owner(at).is_none() && page.lexicon.first_names.contains(words.key(at));
    if before.is_some_and(given) || page.lexicon.function_words.contains(key) {
        return false;
    }
    let doubtful = page.lists.has(key, DOUBTFUL) || page.lexicon.weak_names.contains(key) || key.chars().count() < 3;
    let wanted: Bits = TITLE | SPEECH | super::lists::HEAD;
    let called = before.is_some_and(|at| page.lists.behind(words.key(at), wanted).is_some());
    !matches!(target, Target::Surname(_)) || !doubtful || (called && place.clitics == 0)
}

/// Whether the words around `at` in its line have capitals throughout.
fn is_headline(page: &Page, at: usize) -> bool {
    let words = page.words;
    let line = |at: usize| words.get(at).is_some_and(|word| word.gap >= Gap::Line);
    let from = (at.saturating_sub(6)..=at).rev().find(|at| line(*at)).unwrap_or(at.saturating_sub(6));
    let to = (at + 1..at + 8).find(|at| line(*at) || *at >= words.len()).unwrap_or(at + 8);
    let (capital, small): (Vec<usize>, Vec<usize>) =
        (from..to).filter(|at| words.is_word(*at) && words.raw(*at).len() > 3).partition(|at| words.is_capital(*at));
    capital.len() >= 4 && small.is_empty()
}
