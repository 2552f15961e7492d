//! The pass over the whole text: a name accepted once is found everywhere; a surname alone is the
//! person whom the text names in full; an acronym is the long form beside it; the words beside a
//! name that say what it is are its role.
//!
//! It knows no list of names: what it spreads, a list, a rule or the tagger has found first. A name
//! that was only guessed, and only once, stays where it is.

mod acronym;
mod index;
mod lists;
mod names;
mod neighbours;
mod people;
mod role;
mod role_arabic;
mod role_english;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::model::{EntityType, LinkedBy, Span};

use crate::entity::candidate::{Candidate, Link};
use crate::entity::kb::Kb;
use crate::entity::lexicon::Lexicon;
use crate::entity::words::{Words, is_loose};
use lists::{HashedMap, Lists, hash, pair};
use role::Page;

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::embedded);

/// The mentions of the whole text: `chosen`, linked among themselves, and those that follow from
/// them. In order, without overlap.
pub(in crate::entity) fn settle(
    mut chosen: Vec<Candidate>,
    words: &Words,
    lexicon: &Lexicon,
    kb: &Kb,
) -> Vec<Candidate> {
    let lists = &*LISTS;
    let shorts = acronym::define(&mut chosen, words, lexicon, lists, kb);
    names::spread(&mut chosen, &shorts, words, lexicon, lists);
    lengthen(&mut chosen, words);
    chosen
}

/// The role of each of `chosen`, which are in order and do not overlap.
pub(in crate::entity) fn roles(chosen: &[Candidate], words: &Words, lexicon: &Lexicon) -> Vec<Option<Span>> {
    let page = Page { words, lists: &LISTS, lexicon, chosen };
    chosen.iter().map(|candidate| page.role(candidate)).collect()
}

/// The hashes of the words of a name, without quotes, hyphens and the dots of initials.
fn hashes<'w>(candidate: &Candidate, words: &'w Words) -> impl Iterator<Item = u64> + use<'w> {
    let (from, to) = (candidate.from, candidate.to);
    let clitics = clitics(candidate, words);
    (from..to).filter(|at| !is_skipped(words.key(*at))).map(move |at| {
        let key = words.key(at);
        hash(if at == from { key.get(clitics..).unwrap_or(key) } else { key })
    })
}

/// A sign that a name may have in one place and not in another.
fn is_skipped(key: &str) -> bool {
    key == "." || is_loose(key)
}

/// The folded bytes of the candidate's first word that are no part of it.
fn clitics(candidate: &Candidate, words: &Words) -> usize {
    let Some(first) = words.get(candidate.from).filter(|first| first.token.span.start < candidate.span.start) else {
        return 0;
    };
    crate::text::fold_key(Span::new(first.token.span.start, candidate.span.start).of(words.text)).len()
}

/// Links an organisation that no list knows to the longer name of the text that begins with it:
/// "وزارة العدل" after "وزارة العدل الأمريكية". Two such longer names leave it alone.
fn lengthen(chosen: &mut [Candidate], words: &Words) {
    let unknown = |candidate: &Candidate| {
        candidate.kind == EntityType::Org
            && candidate.to - candidate.from > 1
            && matches!(candidate.link, Link::New(..))
    };
    if !chosen.iter().any(unknown) {
        return;
    }
    // What each beginning of a longer name stands for; nothing where two disagree.
    let mut longer: HashedMap<Option<usize>> = HashedMap::default();
    for (number, candidate) in chosen.iter().enumerate().filter(|(_, candidate)| candidate.kind == EntityType::Org) {
        let length = hashes(candidate, words).count();
        let mut start = 0;
        for (count, word) in hashes(candidate, words).take(length.saturating_sub(1)).enumerate() {
            start = pair(start, word);
            if count > 0 {
                let known = longer.entry(start).or_insert(Some(number));
                let same = |other: &usize| chosen.get(*other).is_some_and(|other| other.link == candidate.link);
                if !known.as_ref().is_some_and(same) {
                    *known = None;
                }
            }
        }
    }
    for at in 0..chosen.len() {
        let Some(candidate) = chosen.get(at).filter(|candidate| unknown(candidate)) else { continue };
        let whole = hashes(candidate, words).fold(0, pair);
        let Some(link) =
            longer.get(&whole).copied().flatten().and_then(|long| chosen.get(long)).map(|long| long.link.clone())
        else {
            continue;
        };
        if let Some(candidate) = chosen.get_mut(at) {
            (candidate.link, candidate.score, candidate.by) = (link, 0.6, LinkedBy::Repeat);
        }
    }
}
