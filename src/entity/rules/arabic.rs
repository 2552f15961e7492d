//! Arabic names that no list knows: institutions by the word that heads them, firms and papers in
//! quotes or Latin letters behind their cue word, persons by given names and role words.

use crate::model::{EntityType, LinkedBy};

use crate::entity::candidate::{Candidate, Link};
use crate::entity::lexicon::Lexicon;
use crate::entity::words::{Words, is_quote};

/// The most words of an institution's name.
const LONGEST: usize = 6;

/// The score of a person behind a role word, whose surname alone may be looked for.
pub(in crate::entity) const SURE: f32 = 0.7;

/// Every name the rules see. `listed` marks the words of listed names.
pub(in crate::entity) fn find(words: &Words, lexicon: &Lexicon, listed: &[bool]) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words.get(at).is_some_and(|word| word.arabic) {
            at += 1;
            continue;
        }
        let found = institution(at, words, lexicon)
            .or_else(|| outside(at, words, lexicon, listed))
            .or_else(|| person(at, words, lexicon, listed));
        at = found.as_ref().map_or(at + 1, |candidate| candidate.to.max(at + 1));
        out.extend(found);
    }
    out
}

fn candidate(from: usize, to: usize, clitics: usize, kind: EntityType, words: &Words, score: f32) -> Candidate {
    let span = words.span(from, to, clitics);
    let name = span.of(words.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Candidate { from, to, span, kind, link: Link::New(name.clone(), Some(name)), score, by: LinkedBy::Itself }
}

/// The key without one clitic, where `test` holds for that and not for the whole.
fn bare(key: &str, test: impl Fn(&str) -> bool) -> Option<(&str, usize)> {
    if test(key) {
        return Some((key, 0));
    }
    let rest = key.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])?;
    test(rest).then_some((rest, key.len() - rest.len()))
}

/// Head word, then definite words: "وزارة التربية والتعليم". A clock or calendar word ends it.
fn institution(at: usize, words: &Words, lexicon: &Lexicon) -> Option<Candidate> {
    let (_, clitics) = bare(words.key(at), |key| lexicon.org_heads.contains(key))?;
    let mut end = at + 1;
    while end < at + LONGEST && words.is_close(end) {
        if is_definite(end, words, lexicon) {
            end += 1;
        } else if end > at + 1
            && is_joined(end, words)
            && words.is_close(end + 1)
            && is_definite(end + 1, words, lexicon)
        {
            end += 2;
        } else {
            break;
        }
    }
    let good = end > at + 1 && words.key(at + 1).starts_with("ال");
    good.then(|| candidate(at, end, clitics, EntityType::Org, words, 0.6))
}

/// "وتقنية" of "هيئة الاتصالات وتقنية المعلومات": a feminine noun; no verb ends like it.
fn is_joined(at: usize, words: &Words) -> bool {
    words.key(at).starts_with('و') && words.raw(at).ends_with('ة')
}

fn is_definite(at: usize, words: &Words, lexicon: &Lexicon) -> bool {
    let key = words.key(at);
    let definite =
        ["ال", "وال", "لل"].iter().any(|article| key.strip_prefix(article).is_some_and(|rest| rest.len() > 4));
    definite && !lexicon.function_words.contains(key)
}

/// Cue word, then a name in quotes or Latin letters, which alone is the span.
fn outside(at: usize, words: &Words, lexicon: &Lexicon, listed: &[bool]) -> Option<Candidate> {
    if !lexicon.org_outside.contains(words.key(at)) || listed.get(at + 1).copied().unwrap_or(false) {
        return None;
    }
    if is_quote(words.key(at + 1)) {
        let from = at + 2;
        let to = (from..from + 5).find(|end| is_quote(words.key(*end)))?;
        let plain = (from..to).all(|at| words.is_word(at) && !listed.get(at).copied().unwrap_or(false));
        return (plain && to > from).then(|| candidate(from, to, 0, EntityType::Org, words, 0.6));
    }
    let mut to = at + 1;
    while to < at + 5 && words.is_close(to) && words.is_capital(to) {
        to += 1;
    }
    (to > at + 1).then(|| candidate(at + 1, to, 0, EntityType::Org, words, 0.6))
}

/// Given names and at most one unknown word behind them; a given name that is a word as well
/// needs a role word before it or another given name behind it.
fn person(at: usize, words: &Words, lexicon: &Lexicon, listed: &[bool]) -> Option<Candidate> {
    let role = at.checked_sub(1).is_some_and(|before| {
        words.is_close(at) && bare(words.key(before), |key| lexicon.one_titles.contains(key)).is_some()
    });
    let known = |key: &str| lexicon.first_names.contains(key);
    let weak = |key: &str| lexicon.weak_names.contains(key);
    let (key, clitics) = bare(words.key(at), |key| known(key) || weak(key))?;
    if is_preposition(at, words) {
        return None;
    }
    if clitics > 0 && weak(key) && !role {
        return None;
    }
    let mut end = at + 1;
    let mut given = usize::from(known(key));
    while end < at + 5 && words.is_close(end) && !listed.get(end).copied().unwrap_or(false) {
        let key = words.key(end);
        let joins = (known(key) || weak(key)) && !is_preposition(end, words);
        given += usize::from(joins);
        if !joins && !lexicon.connectors.contains(key) {
            break;
        }
        end += 1;
    }
    let connected = end > at + 1 && lexicon.connectors.contains(words.key(end - 1));
    let surname = words.is_close(end) && !listed.get(end).copied().unwrap_or(false) && is_surname(end, words, lexicon);
    if surname && (given > 0 || role || connected) {
        end += 1;
    }
    let strong = given > 0 || role;
    (strong && end > at + 1)
        .then(|| candidate(at, end, clitics, EntityType::Person, words, if role { SURE } else { 0.6 }))
}

/// The preposition على folds to the name علي; its last letter tells them apart.
fn is_preposition(at: usize, words: &Words) -> bool {
    words.key(at) == "علي" && words.raw(at).ends_with('ى')
}

/// A word that may end a person's name: no function word, no role, no noun that is counted, no
/// conjunction with a word behind it.
fn is_surname(at: usize, words: &Words, lexicon: &Lexicon) -> bool {
    let key = words.key(at);
    let Some(word) = words.get(at) else { return false };
    word.arabic
        && key.chars().count() >= 3
        && !lexicon.function_words.contains(key)
        && !lexicon.one_titles.contains(key)
        && !lexicon.org_heads.contains(key)
        && lexicon.counted.word(key) == 0
        && !is_verb_or_noun(key, words.raw(at))
}

/// Shapes that surnames hardly have: a conjunction or preposition in front, verbs of the present,
/// verbal nouns, plurals, and words with a pronoun behind them.
fn is_verb_or_noun(key: &str, raw: &str) -> bool {
    let starts = |list: &[&str]| list.iter().any(|start| key.starts_with(start));
    let raw_starts = |list: &[&str]| list.iter().any(|start| raw.starts_with(start));
    starts(&["و", "بال", "لل", "است", "يت", "يست", "سي", "الاست"])
        || raw_starts(&["لإ", "لأ", "بأ", "الإ"])
        || (key.starts_with("الت") && !key.ends_with('ي'))
        || (raw.ends_with('ه') && key.chars().count() > 3)
        || ["ها", "هم", "ات", "وا", "ون", "ًا", "اً"].iter().any(|end| raw.ends_with(end))
}
