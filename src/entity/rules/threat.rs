//! Threat actors and malicious software that no list knows: by the scheme of their name (`APT40`,
//! `UNC2452`, "Ruby Typhoon") or by the word beside it ("Foo ransomware", "برمجية Foo").

use crate::model::{EntityType, LinkedBy};

use crate::entity::candidate::{Candidate, Link};
use crate::entity::lexicon::Lexicon;
use crate::entity::words::Words;

/// Every such name. `listed` marks the words of listed names.
pub(in crate::entity) fn find(words: &Words, lexicon: &Lexicon, listed: &[bool]) -> Vec<Candidate> {
    let free = |at: &usize| words.is_capital(*at) && !listed.get(*at).copied().unwrap_or(true);
    (0..words.len())
        .filter(free)
        .filter_map(|at| {
            numbered(at, words, lexicon).or_else(|| zoo(at, words, lexicon)).or_else(|| software(at, words, lexicon))
        })
        .collect()
}

fn named(from: usize, to: usize, kind: EntityType, name: String, words: &Words) -> Candidate {
    Candidate {
        from,
        to,
        span: words.span(from, to, 0),
        kind,
        link: Link::New(name, None),
        score: 0.85,
        by: LinkedBy::Itself,
    }
}

/// Letters of a numbering scheme and a number: "APT 40", "FIN7", "DEV-0537".
fn numbered(at: usize, words: &Words, lexicon: &Lexicon) -> Option<Candidate> {
    let scheme = words.raw(at);
    let hyphen = usize::from(words.key(at + 1) == "-" && words.is_glued(at + 1) && words.is_glued(at + 2));
    let number = at + 1 + hyphen;
    let fits = lexicon.actor_schemes.contains(words.key(at)) && words.get(at)?.shout;
    // Only the oldest scheme is written with a blank before its number.
    let close = words.is_glued(number) || (scheme == "APT" && words.is_close(number));
    let sign = if hyphen == 1 && scheme != "APT" { "-" } else { "" };
    let name = format!("{scheme}{sign}{}", words.key(number));
    (fits && close && words.is_number(number)).then(|| named(at, number + 1, EntityType::Actor, name, words))
}

/// A capitalised word and the last word of a naming scheme: "Ruby Typhoon", "Deep Panda".
fn zoo(at: usize, words: &Words, lexicon: &Lexicon) -> Option<Candidate> {
    let last = at + 1;
    let fits = words.is_capital(last) && words.is_close(last) && lexicon.actor_families.contains(words.key(last));
    let name = format!("{} {}", words.raw(at), words.raw(last));
    let plain = !lexicon.function_words.contains(words.key(at));
    (fits && plain).then(|| named(at, last + 1, EntityType::Actor, name, words))
}

/// A capitalised word right before or behind a word for malicious software. At the start of a
/// sentence the capital alone says nothing: the word must have one inside or a digit.
fn software(at: usize, words: &Words, lexicon: &Lexicon) -> Option<Candidate> {
    let raw = words.raw(at);
    let inner = raw.chars().skip(1).any(char::is_uppercase);
    let plain =
        raw.len() > 2 && !lexicon.function_words.contains(words.key(at)) && (inner || !words.opens_sentence(at));
    let behind =
        words.is_close(at + 1) && lexicon.malware_after.contains(words.key(at + 1)) && !words.is_capital(at + 1);
    let before = at
        .checked_sub(1)
        .is_some_and(|before| words.is_close(at) && lexicon.malware_before.contains(words.key(before)));
    let alone = !at.checked_sub(1).is_some_and(|before| words.is_capital(before) && words.is_close(at));
    (plain && (behind || before) && alone).then(|| named(at, at + 1, EntityType::Malware, raw.to_owned(), words))
}
