//! Arabic roles: the phrase between verb and name ("قال وزير الخارجية البريطاني دومينيك راب"), behind
//! the name between commas ("جيك سوليفان، مستشار الأمن القومي،"), or right behind a name that a verb
//! of speech introduces.

use super::lists::{Bits, HEAD, INSIDE, STOP, THING};
use super::role::{LONGEST, Page, Phrase};
use crate::entity::candidate::Candidate;
use crate::entity::words::is_quote;

/// What a word is to the phrase around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A head, with the bytes of clitics before it.
    Head(usize),
    /// A preposition.
    Joint,
    /// A word that a phrase may hold.
    Inner,
    /// An indefinite noun that no list knows.
    Unknown,
    /// A sign, a verb, a person: the phrase does not reach over it.
    End,
}

/// The role before the name.
pub(super) fn before(page: &Page, name: &Candidate, heads: Bits) -> Option<Phrase> {
    let first = page.words.get(name.from)?;
    // A name behind a clitic begins a phrase of its own ("التقى الوزير ببراد سميث").
    if name.span.start > first.token.span.start || !page.words.is_close(name.from) {
        return None;
    }
    let quoted = name.from.checked_sub(1).is_some_and(|at| is_quote(page.words.key(at)));
    let to = if quoted { name.from - 1 } else { name.from };
    let mut at = to;
    while let Some(before) = at.checked_sub(1).filter(|before| to - before <= LONGEST && page.words.is_close(at)) {
        if let Some(thing) = page.thing(before) {
            if heads == THING && before + 1 == to && thing.kind == name.kind {
                return None;
            }
            at = thing.from;
            continue;
        }
        match part(page, before, heads) {
            Part::Head(0) => return Some(clipped(page, (outermost(page, before, heads), to, 0), heads)),
            Part::Head(clitics) => return Some((before, to, clitics)),
            Part::Joint if before + 1 == to => return None,
            Part::Inner | Part::Joint => at = before,
            // "مدير مكتب ..." may hold one such noun right behind its head.
            Part::Unknown
                if before.checked_sub(1).is_some_and(|head| matches!(part(page, head, heads), Part::Head(_))) =>
            {
                at = before;
            }
            Part::Unknown | Part::End => return None,
        }
    }
    None
}

/// Clitics of the first word stay outside.
fn clipped(page: &Page, (from, to, _): Phrase, heads: Bits) -> Phrase {
    match part(page, from, heads) {
        Part::Head(clitics) => (from, to, clitics),
        _ => (from, to, 0),
    }
}

/// The head that governs the head at `head`: "نائب رئيس", "المتحدث باسم رئيس".
fn outermost(page: &Page, head: usize, heads: Bits) -> usize {
    let mut from = head;
    for _ in 0..3 {
        let Some(before) = from.checked_sub(1).filter(|_| page.words.is_close(from)) else { return from };
        let definite = page.words.key(before).starts_with("ال");
        from = match part(page, before, heads) {
            Part::Head(0) if !definite => before,
            Part::Head(_) if !definite => return before,
            Part::Joint => match governor(page, before, heads) {
                Some(found) => found,
                None => return from,
            },
            Part::Inner if !definite && page.has(before, INSIDE) => {
                match before.checked_sub(1).filter(|at| matches!(part(page, *at, heads), Part::Head(_))) {
                    Some(found) => found,
                    None => return from,
                }
            }
            _ => return from,
        };
    }
    from
}

/// The head before the preposition `joint`, over at most three adjectives.
fn governor(page: &Page, joint: usize, heads: Bits) -> Option<usize> {
    (1..=4).map_while(|back| joint.checked_sub(back)).take_while(|at| page.words.is_close(at + 1)).find_map(|at| {
        match part(page, at, heads) {
            Part::Head(_) => Some(Some(at)),
            Part::Inner => None,
            _ => Some(None),
        }
    })?
}

/// The role behind the name.
pub(super) fn after(page: &Page, name: &Candidate, heads: Bits) -> Option<Phrase> {
    let key = |at: usize| page.words.key(at);
    let mut at = name.to;
    let sign = matches!(key(at), "،" | "," | "(" | "-" | "–");
    if sign {
        at += 1;
        if matches!(key(at), "وهو" | "وهي" | "هو" | "هي") {
            at += 1;
        }
    } else {
        // Without a sign the words may be the object of a verb before the name.
        let speech = name.from.checked_sub(1).is_some_and(|verb| page.lists.behind(key(verb), STOP).is_some());
        if !speech || heads == THING || !page.words.is_close(at) {
            return None;
        }
    }
    if part(page, at, heads) != Part::Head(0) || page.owner(at).is_some() {
        return None;
    }
    let end = reach(page, at, heads)?;
    let told = matches!(key(end), "ان" | "بان");
    let relative = matches!(key(end), "الذي" | "التي");
    (page.closes(end) || told || (sign && relative)).then_some((at, end, 0))
}

/// The end of the phrase that begins with a head at `from`.
fn reach(page: &Page, from: usize, heads: Bits) -> Option<usize> {
    let mut at = from + 1;
    let mut unknown = 0;
    while at <= from + LONGEST {
        if page.closes(at) || !page.words.is_close(at) {
            return Some(at);
        }
        if page.is_person(at) {
            return None;
        }
        if let Some(thing) = page.thing(at) {
            at = thing.to;
            continue;
        }
        match part(page, at, heads) {
            Part::Head(_) | Part::Joint | Part::Inner => {}
            Part::Unknown if unknown < 2 => unknown += 1,
            Part::Unknown | Part::End => return Some(at),
        }
        at += 1;
    }
    None
}

fn part(page: &Page, at: usize, heads: Bits) -> Part {
    let key = page.words.key(at);
    let Some(word) = page.words.get(at) else { return Part::End };
    if page.is_person(at) || key.is_empty() {
        return Part::End;
    }
    if !word.arabic {
        let name = word.capital || is_quote(key) || key == "-";
        return if name { Part::Inner } else { Part::End };
    }
    if page.has(at, heads) {
        return Part::Head(0);
    }
    if matches!(key, "في" | "من" | "لدي" | "باسم") {
        return Part::Joint;
    }
    if page.lists.behind(key, STOP).is_some() {
        return Part::End;
    }
    if let Some(noun) = key.strip_prefix("لل")
        && page.lists.has(&format!("ال{noun}"), heads)
    {
        return Part::Head(0);
    }
    if let Some(clitics) = page.lists.behind(key, heads) {
        return Part::Head(clitics);
    }
    if page.lists.behind(key, INSIDE | HEAD | THING).is_some() || is_definite(key) || is_adjective(key) {
        return Part::Inner;
    }
    // A verb of the present, and words that no name or noun phrase is made of.
    let verb = key.starts_with('ي') || key.starts_with("سي") || key.starts_with("ست");
    if verb || page.lexicon.function_words.contains(key) { Part::End } else { Part::Unknown }
}

fn is_definite(key: &str) -> bool {
    ["ال", "لل", "وال", "بال"].iter().any(|article| key.strip_prefix(article).is_some_and(|noun| noun.len() >= 4))
}

/// The shape of a relative adjective ("سيبراني", "صينيه").
fn is_adjective(key: &str) -> bool {
    key.len() >= 8 && !key.starts_with('ي') && (key.ends_with('ي') || key.ends_with("يه"))
}
