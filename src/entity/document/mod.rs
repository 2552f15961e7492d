//! The pass over the whole text: a name accepted once is found everywhere; a surname alone is the
//! person whom the text names in full; an acronym in brackets is the long form before it.

use std::collections::HashMap;

use crate::model::{EntityType, LinkedBy};
use crate::text::TokenKind;

use crate::entity::candidate::{Candidate, Link};
use crate::entity::lexicon::Lexicon;
use crate::entity::rules::arabic;
use crate::entity::words::{Words, is_quote};

/// Links an organisation that no list knows to the longer name of the text that begins with it:
/// "وزارة العدل" after "وزارة العدل الأمريكية". Two such longer names leave it alone.
pub(in crate::entity) fn lengthen(chosen: &mut [Candidate], words: &Words) {
    let keys = |candidate: &Candidate| (candidate.from..candidate.to).map(|at| words.key(at)).collect::<Vec<_>>();
    let mut longer: HashMap<Vec<&str>, Option<Link>> = HashMap::new();
    for candidate in chosen.iter().filter(|candidate| candidate.kind == EntityType::Org) {
        let keys = keys(candidate);
        for end in 2..keys.len() {
            let link =
                longer.entry(keys.get(..end).unwrap_or(&[]).to_vec()).or_insert_with(|| Some(candidate.link.clone()));
            if link.as_ref().is_some_and(|link| *link != candidate.link) {
                *link = None;
            }
        }
    }
    for candidate in chosen.iter_mut().filter(|candidate| candidate.kind == EntityType::Org) {
        let unknown = matches!(candidate.link, Link::New(..));
        if let Some(Some(link)) = longer.get(&keys(candidate)).filter(|_| unknown) {
            candidate.link = link.clone();
            candidate.score = 0.6;
            candidate.by = LinkedBy::Repeat;
        }
    }
}

/// What a word alone stands for, with the word from which on it does.
type Meanings = HashMap<String, Vec<(usize, Candidate)>>;

/// Further candidates that follow from `chosen`, outside of its words.
pub(in crate::entity) fn spread(chosen: &[Candidate], words: &Words, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut taken = vec![false; words.len()];
    for candidate in chosen {
        if let Some(place) = taken.get_mut(candidate.from..candidate.to) {
            place.fill(true);
        }
    }
    let mut out = acronyms(chosen, words, &taken);
    let mut surnames = Meanings::new();
    let mut whole: HashMap<String, Vec<(Vec<String>, Candidate)>> = HashMap::new();
    for candidate in chosen.iter().chain(&out) {
        note_surname(candidate, words, lexicon, &mut surnames);
        if matches!(candidate.link, Link::New(..)) && is_spreading(candidate.kind) {
            let keys: Vec<String> = (candidate.from..candidate.to).map(|at| words.key(at).to_owned()).collect();
            let Some(first) = keys.first().cloned() else { continue };
            let same = whole.entry(first).or_default();
            if same.len() < 8 && !same.iter().any(|(known, _)| *known == keys) {
                same.push((keys, candidate.clone()));
            }
        }
    }
    if surnames.is_empty() && whole.is_empty() {
        return out;
    }
    for at in (0..words.len()).filter(|at| !taken.get(*at).copied().unwrap_or(true)) {
        for (keys, candidate) in whole.get(words.key(at)).into_iter().flatten() {
            if keys.iter().enumerate().all(|(step, key)| words.key(at + step) == key) && same_case(at, candidate, words)
            {
                out.push(moved(candidate, (at, at + keys.len()), 0, LinkedBy::Repeat, words));
            }
        }
        out.extend(surname_at(at, words, &surnames));
    }
    out
}

const fn is_spreading(kind: EntityType) -> bool {
    matches!(kind, EntityType::Person | EntityType::Org)
}

/// A Latin name is met again only with its capital.
fn same_case(at: usize, candidate: &Candidate, words: &Words) -> bool {
    words.is_capital(at) == words.is_capital(candidate.from)
}

fn moved(candidate: &Candidate, (from, to): (usize, usize), clitics: usize, by: LinkedBy, words: &Words) -> Candidate {
    let span = words.span(from, to, clitics);
    Candidate { from, to, span, score: candidate.score - 0.1, by, ..candidate.clone() }
}

/// Notes the last word of a person's full name.
fn note_surname(candidate: &Candidate, words: &Words, lexicon: &Lexicon, surnames: &mut Meanings) {
    let Some(last) = candidate.to.checked_sub(1).filter(|last| *last > candidate.from) else { return };
    let key = words.key(last);
    // "آل مكتوم" is a house, and a surname that a rule only guessed is no surname to look for.
    let sure = candidate.score >= arabic::SURE && !lexicon.connectors.contains(words.key(last - 1));
    let long = sure && key.chars().count() >= 3;
    if candidate.kind != EntityType::Person || !long || key == "الله" || lexicon.function_words.contains(key) {
        return;
    }
    let people = surnames.entry(key.to_owned()).or_default();
    if people.last().is_none_or(|(_, known)| known.link != candidate.link) {
        people.push((candidate.from, candidate.clone()));
    }
}

/// A surname alone: the person of that name whom the text named last before it, or first of all.
fn surname_at(at: usize, words: &Words, surnames: &Meanings) -> Option<Candidate> {
    let word = words.get(at).filter(|word| word.token.kind == TokenKind::Word && (word.arabic || word.capital))?;
    let key = words.key(at);
    let clitic = if word.arabic { key.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']) } else { None };
    let (people, clitics) = if let Some(people) = surnames.get(key) {
        (people, 0)
    } else {
        let rest = clitic.filter(|rest| rest.chars().count() >= 4)?;
        (surnames.get(rest)?, key.len() - rest.len())
    };
    // The people stand in the order of the text.
    let before = people.partition_point(|(named, _)| *named < at);
    let (_, person) = people.get(before.saturating_sub(1))?;
    Some(moved(person, (at, at + 1), clitics, LinkedBy::Surname, words))
}

/// `Long Form (ACR)` and `Long Form "ACR"`, and the acronym wherever it stands.
fn acronyms(chosen: &[Candidate], words: &Words, taken: &[bool]) -> Vec<Candidate> {
    let mut known: HashMap<&str, &Candidate> = HashMap::new();
    for candidate in
        chosen.iter().filter(|candidate| candidate.kind == EntityType::Org && candidate.to - candidate.from > 1)
    {
        let (open, close) = (words.key(candidate.to), words.key(candidate.to + 2));
        let bracketed = (open == "(" && close == ")") || (is_quote(open) && is_quote(close));
        let acronym = words.raw(candidate.to + 1);
        let capitals = words.get(candidate.to + 1).is_some_and(|word| word.shout) && acronym.len() <= 8;
        if bracketed && capitals {
            known.entry(acronym).or_insert(candidate);
        }
    }
    if known.is_empty() {
        return Vec::new();
    }
    let free = (0..words.len()).filter(|at| !taken.get(*at).copied().unwrap_or(true));
    free.filter_map(|at| known.get(words.raw(at)).map(|long| moved(long, (at, at + 1), 0, LinkedBy::Acronym, words)))
        .collect()
}
