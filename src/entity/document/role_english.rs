//! English roles: "White House spokeswoman Jen Psaki", "the director, Jane Doe,", "Jane Doe, the
//! former director of CISA,", "Jane Doe is head of …".

use super::lists::{Bits, HEAD, MODIFIER, SPEECH, STOP, THING};
use super::role::{Page, Phrase};
use crate::entity::candidate::Candidate;

/// The most words before a head that an apposition may have.
const MODIFIERS: usize = 8;

/// Endings of adjectives and abstract nouns, which may stand before a head.
const ENDINGS: [&str; 10] = ["ity", "ence", "ance", "tion", "ment", "al", "ic", "ology", "ing", "ary"];

/// The role before the name.
pub(super) fn before(page: &Page, name: &Candidate, heads: Bits) -> Option<Phrase> {
    let last = name.from.checked_sub(1)?;
    match page.words.key(last) {
        ")" => return bracketed(page, last, heads),
        "," => return before_comma(page, name, last, heads),
        _ if !page.words.is_close(name.from) => return None,
        _ => {}
    }
    let head = if is_head(page, last, heads) { last } else { titled(page, last, heads)? };
    Some((start(page, head), name.from, 0))
}

/// "(CEO) Satya Nadella".
fn bracketed(page: &Page, close: usize, heads: Bits) -> Option<Phrase> {
    let head = close.checked_sub(1).filter(|head| is_head(page, *head, heads))?;
    let from = start(page, head);
    (from.checked_sub(1).is_some_and(|open| page.words.key(open) == "(")).then_some((from, close, 0))
}

/// "the minister of defence, Jane Doe, …": an article or owner before the phrase, a sign behind the name.
fn before_comma(page: &Page, name: &Candidate, comma: usize, heads: Bits) -> Option<Phrase> {
    if !page.closes(name.to) {
        return None;
    }
    if let Some(head) = comma.checked_sub(1).filter(|head| is_head(page, *head, heads)) {
        let from = start(page, head);
        let owned = (from..head).any(|at| is_owner(page, at));
        let article = from.checked_sub(1).is_some_and(|at| is_determiner(page.words.key(at)));
        return (owned || article).then_some((from, comma, 0));
    }
    let mut at = comma;
    for _ in 0..MODIFIERS {
        at = at.checked_sub(1)?;
        if is_determiner(page.words.key(at)) && page.has(at + 1, heads | MODIFIER) {
            break;
        }
        if page.closes(at) || page.has(at, STOP | SPEECH) {
            return None;
        }
    }
    let end = noun_phrase(page, at + 1, heads)?;
    (is_determiner(page.words.key(at)) && end == comma).then_some((at + 1, comma, 0))
}

/// "Secretary of State Antony Blinken": the head, "of", and words with capitals up to the name.
fn titled(page: &Page, last: usize, heads: Bits) -> Option<usize> {
    let capital = |at: usize| page.words.is_capital(at) || page.words.key(at) == "and";
    let mut at = last;
    for _ in 0..4 {
        if !capital(at) || page.is_person(at) || !page.words.is_close(at) {
            return None;
        }
        at = at.checked_sub(1)?;
        if matches!(page.words.key(at), "of" | "for") {
            let head = at.checked_sub(1)?;
            return (is_head(page, head, heads) && page.words.is_capital(head)).then_some(head);
        }
    }
    None
}

fn is_head(page: &Page, at: usize, heads: Bits) -> bool {
    page.has(at, heads) && page.owner(at).is_none_or(|owner| owner.to - owner.from > 1 && heads == THING)
}

fn is_determiner(key: &str) -> bool {
    matches!(key, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my")
}

/// Whether word `at` is the "s" of a genitive.
fn is_owner(page: &Page, at: usize) -> bool {
    page.words.raw(at) == "s"
        && page.words.is_glued(at)
        && at.checked_sub(1).is_some_and(|mark| matches!(page.words.key(mark), "'" | "’"))
}

fn is_hyphen(page: &Page, at: usize) -> bool {
    matches!(page.words.key(at), "-" | "‑" | "‐") && page.words.is_glued(at) && page.words.is_glued(at + 1)
}

/// The first word of the phrase whose head is word `head`: its modifiers, names and owner.
fn start(page: &Page, head: usize) -> usize {
    let mut from = head;
    while let Some(at) = from.checked_sub(1).filter(|at| head - at < MODIFIERS && page.words.is_close(from)) {
        if is_hyphen(page, at) {
            from = at.saturating_sub(1);
            continue;
        }
        if is_owner(page, at) {
            let owner = at.saturating_sub(2);
            return page.thing(owner).map_or(owner, |name| name.from);
        }
        if let Some(name) = page.thing(at) {
            from = name.from;
        } else if is_modifier(page, at) || (page.words.key(at) == "and" && is_modifier(page, at.saturating_sub(1))) {
            from = at;
        } else {
            break;
        }
    }
    from
}

/// A word that may belong to a head behind it.
fn is_modifier(page: &Page, at: usize) -> bool {
    let key = page.words.key(at);
    if page.owner(at).is_some() || !page.words.is_word(at) || page.lexicon.function_words.contains(key) {
        return false;
    }
    let bits = page.lists.bits(super::lists::hash(key));
    if bits & (MODIFIER | HEAD) != 0 {
        return true;
    }
    let adjective = key.len() > 5 && ENDINGS.iter().any(|end| key.ends_with(end)) && !key.ends_with("ing");
    bits & (STOP | SPEECH) == 0 && (page.words.is_capital(at) || adjective)
}

/// The role behind the name.
pub(super) fn after(page: &Page, name: &Candidate, heads: Bits) -> Option<Phrase> {
    let key = |at: usize| page.words.key(at);
    let is_copula = |at: usize| matches!(key(at), "is" | "was");
    let mut at = name.to;
    let mut copula = false;
    match key(at) {
        "," | "(" => at += 1,
        "–" | "—" | "-" if !page.words.is_glued(at) => at += 1,
        _ if is_copula(at) => {}
        _ => return None,
    }
    // "Jane Doe, 44, a lawyer"
    if page.words.is_number(at) && key(at + 1) == "," {
        at += 2;
    }
    if key(at) == "who" {
        at += 1;
    }
    if is_copula(at) {
        (at, copula) = (at + 1, true);
    }
    let article = is_determiner(key(at));
    if article {
        at += 1;
    }
    let based = is_hyphen(page, at + 1) && key(at + 2) == "based";
    if (heads == THING && !article && !based) || (copula && !article && !page.has(at, heads)) {
        return None;
    }
    let end = noun_phrase(page, at, heads)?;
    let relative = matches!(key(end), "who" | "which" | "that" | "until" | "since");
    (page.closes(end) || relative).then_some((at, end, 0))
}

/// The end of the noun phrase that begins at `from` and has a head of the list: modifiers, the
/// head, what hangs on it by prepositions, a second head behind "and".
fn noun_phrase(page: &Page, from: usize, heads: Bits) -> Option<usize> {
    let mut at = head_end(page, from, heads)?;
    loop {
        let next = page.words.key(at);
        if !page.words.is_word(at) || page.words.get(at).is_some_and(|word| word.gap > crate::entity::words::Gap::Line)
        {
            return Some(at);
        }
        if next == "and" {
            let second = if is_determiner(page.words.key(at + 1)) { at + 2 } else { at + 1 };
            let Some(end) = head_end(page, second, heads) else { return Some(at) };
            at = end;
        } else if is_preposition(next) {
            at = complement(page, at + 1)?;
        } else if is_participle(next) && is_preposition(page.words.key(at + 1)) {
            at = complement(page, at + 2)?;
        } else {
            return Some(at);
        }
    }
}

fn is_preposition(key: &str) -> bool {
    matches!(key, "of" | "at" | "for" | "in" | "with" | "from" | "to" | "on" | "by")
}

fn is_participle(key: &str) -> bool {
    matches!(key, "based" | "headquartered" | "owned" | "specialising" | "specializing" | "responsible" | "working")
}

/// The word behind the head of the phrase that begins at `from`.
fn head_end(page: &Page, from: usize, heads: Bits) -> Option<usize> {
    let mut at = from;
    while at < from + MODIFIERS {
        if page.is_person(at) || !page.words.is_close(at) {
            return None;
        }
        if let Some(name) = page.thing(at).filter(|name| !page.has(name.to - 1, heads) || name.to - name.from > 1) {
            at = name.to;
            continue;
        }
        let goes_on = is_hyphen(page, at + 1) || is_owner(page, at + 2) || page.has(at + 1, heads);
        if page.has(at, heads) && !goes_on {
            let second = page.words.key(at + 1) == "of" && page.words.key(at + 2) == "staff";
            return (!page.is_person(at + 1)).then_some(if second { at + 3 } else { at + 1 });
        }
        let sign = is_hyphen(page, at) || is_owner(page, at) || is_owner(page, at + 1);
        let known = page.has(at, MODIFIER | HEAD);
        let plain = page.words.is_word(at)
            && !page.has(at, STOP | SPEECH)
            && !page.lexicon.function_words.contains(page.words.key(at));
        if !(sign || known || plain) {
            return None;
        }
        at += 1;
    }
    None
}

/// The end of what a preposition governs: articles, names, plain words, and "and" between them.
fn complement(page: &Page, from: usize) -> Option<usize> {
    let mut at = from;
    let mut filled = false;
    while at < from + MODIFIERS {
        let key = page.words.key(at);
        if let Some(name) = page.owner(at) {
            (at, filled) = (name.to, true);
            continue;
        }
        let sign = is_hyphen(page, at) || is_owner(page, at) || is_owner(page, at + 1);
        let small = is_determiner(key) || (filled && key == "and" && !page.has(at + 1, STOP | SPEECH));
        let plain = page.words.is_word(at)
            && page.words.is_close(at)
            && !page.has(at, STOP | SPEECH)
            && !is_preposition(key)
            && !page.lexicon.function_words.contains(key);
        if !(sign || small || plain) {
            break;
        }
        filled |= plain;
        at += 1;
    }
    filled.then_some(at)
}
