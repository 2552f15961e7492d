//! Repeats: a name accepted once is found everywhere in its text, behind clitics, without its quotes
//! and hyphens, in capitals; a short form of a firm's name without "Inc."; surnames and acronyms, whose
//! meaning `people` and `acronym` have settled.

use crate::model::{EntityType, LinkedBy};
use crate::text::TokenKind;

use super::acronym::Short;
use super::index::{Index, Target, behind_sign};
use super::lists::{DOUBTFUL, HashedMap, Lists, hash, pair, readings};
use super::neighbours::{has_case, is_speaking, stands_alone};
use super::people::People;
use super::role::Page;
use super::{clitics, hashes, is_skipped};
use crate::entity::candidate::{Candidate, Link};
use crate::entity::lexicon::Lexicon;
use crate::entity::words::{Words, is_quote};

/// From this score on a name is more than a guess.
pub(super) const SURE: f32 = 0.7;

const LEGAL: [&str; 8] = ["inc", "corp", "ltd", "llc", "plc", "gmbh", "co", "ag"];

/// A place where an entry stands.
pub(super) struct Place {
    pub entry: usize,
    pub from: usize,
    pub to: usize,
    pub clitics: usize,
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
pub(super) fn spread(chosen: &mut Vec<Candidate>, shorts: &[Short], words: &Words, lexicon: &Lexicon, lists: &Lists) {
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
    let mut run = Run { page, index, people, shorts, found: Vec::new(), edits: Vec::new() };
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
