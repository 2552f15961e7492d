//! Acronyms with their long form: "Long Form (ABC)", "ABC (Long Form)", "Long Form, or ABC,",
//! "Long Form, known as ABC", "الوكالة الفلانية المعروفة اختصارا بـ «ABC»".
//!
//! Latin letters must fit the words of a Latin long form. An Arabic long form is taken at the word of
//! the brackets. Where one of the two is in the base, the other is linked to it; where both are and
//! differ, the text is right.

use crate::model::{EntityType, LinkedBy};

use super::lists::{Lists, MARKER, STRONG};
use super::role::Page;
use crate::entity::candidate::{Candidate, Link};
use crate::entity::kb::Kb;
use crate::entity::lexicon::Lexicon;
use crate::entity::words::{Gap, Words, is_quote};

/// The most letters of an acronym, words of a long form and words between the two.
const LETTERS: usize = 10;
const LONGEST: usize = 12;
const BETWEEN: usize = 6;

/// A long form and the words of its acronym.
#[derive(Clone, Debug)]
pub(super) struct Short {
    pub from: usize,
    pub to: usize,
    pub long: Candidate,
}

/// Finds what the text defines; corrects `chosen` by it and adds long forms and acronyms to it.
pub(super) fn define(
    chosen: &mut Vec<Candidate>,
    words: &Words,
    lexicon: &Lexicon,
    lists: &Lists,
    kb: &Kb,
) -> Vec<Short> {
    let page = Page { words, lists, lexicon, chosen };
    let mut found = Vec::new();
    for open in 0..words.len() {
        if words.key(open) == "(" {
            found.extend(bracket(&page, open));
        }
    }
    found.extend(chosen.iter().filter(|name| can_be_long(name)).filter_map(|name| marked(&page, name)));
    if found.is_empty() {
        return found;
    }
    found.sort_by_key(|short: &Short| short.from);
    let mut out: Vec<Short> = Vec::with_capacity(found.len());
    let mut names = Vec::with_capacity(2 * found.len());
    for mut short in found {
        if out.last().is_none_or(|other| other.to <= short.from) {
            names.extend(settle(chosen, &mut short, words, kb));
            out.push(short);
        }
    }
    put(chosen, names);
    out
}

fn can_be_long(name: &Candidate) -> bool {
    use EntityType::{Cve, Ioc, Norp, Qty};
    name.to - name.from > 1 && !matches!(name.kind, Cve | Ioc | Norp | Qty)
}

/// What stands before and in the brackets that open at word `open`.
fn bracket(page: &Page, open: usize) -> Option<Short> {
    let words = page.words;
    let inside = if is_quote(words.key(open + 1)) { open + 2 } else { open + 1 };
    if let Some(end) = letters(words, inside) {
        let close = if is_quote(words.key(end)) { end + 1 } else { end };
        let closed = matches!(words.key(close), ")" | "," | "،" | ";");
        let long = closed.then(|| long_before(page, open, inside, end)).flatten();
        return long.map(|long| Short { from: inside, to: end, long });
    }
    // "CISA (Cybersecurity and Infrastructure Security Agency)"
    let last = open.checked_sub(1)?;
    let from = if words.is_number(last) { last.checked_sub(1)? } else { last };
    letters(words, from).filter(|end| *end == open)?;
    let close = (open + 2..open + 2 + LONGEST).find(|at| words.key(*at) == ")")?;
    let start = if words.key(open + 1) == "the" { open + 2 } else { open + 1 };
    let raw = joined(words, from, open);
    let listed = page.owner(start).filter(|name| name.from == start && name.to == close && can_be_long(name));
    if let Some(long) = listed.filter(|long| fits(words, &raw, long.from, long.to)) {
        return Some(Short { from, to: open, long: long.clone() });
    }
    let begin = initials(words, &raw, close).filter(|begin| *begin == start)?;
    Some(Short { from, to: open, long: fresh(page, begin, close)? })
}

/// The end of the acronym at word `from`: mostly capitals, at least two, a number perhaps behind.
fn letters(words: &Words, from: usize) -> Option<usize> {
    let word = words.get(from).filter(|word| word.capital)?;
    let raw = word.token.span.of(words.text);
    let capitals = raw.chars().filter(|c| c.is_uppercase()).count();
    let hyphen = words.key(from + 1) == "-" && words.is_glued(from + 1) && words.is_glued(from + 2);
    let number = from + 1 + usize::from(hyphen);
    let numbered = words.is_number(number) && (words.is_glued(number) || raw == "APT");
    let all = raw.chars().count();
    let good = all <= LETTERS && 2 * capitals >= all && (capitals > 1 || numbered);
    good.then_some(if numbered { number + 1 } else { from + 1 })
}

fn joined(words: &Words, from: usize, to: usize) -> String {
    (from..to).map(|at| words.raw(at)).collect()
}

/// The long form that ends before word `open`: a name, corrected by the letters where they fit other
/// words, or words that no rule has found.
fn long_before(page: &Page, open: usize, from: usize, to: usize) -> Option<Candidate> {
    let words = page.words;
    let end = if open.checked_sub(1).is_some_and(|at| is_quote(words.key(at))) { open - 1 } else { open };
    let raw = joined(words, from, to);
    let name = page.owner(end.checked_sub(1)?).filter(|name| name.to == end && can_be_long(name));
    let arabic = words.get(end - 1).is_some_and(|word| word.arabic);
    if arabic {
        return name.filter(|name| name.kind != EntityType::Person).cloned();
    }
    let begin = initials(words, &raw, end);
    match (name, begin) {
        (Some(name), _) if begin == Some(name.from) || fits(words, &raw, name.from, name.to) => Some(name.clone()),
        (_, Some(begin)) => fresh(page, begin, end),
        // "Italian Communist Party (PCI)": the letters are of another language.
        (Some(name), None) => {
            let free = page.owner(from).is_none_or(|own| matches!(own.link, Link::New(..)));
            (free && name.kind == EntityType::Org && shares(words, &raw, name)).then(|| name.clone())
        }
        (None, None) => None,
    }
}

/// Whether half of the letters at least are initials of the name, in whatever order.
fn shares(words: &Words, acronym: &str, name: &Candidate) -> bool {
    let initial = |c: char| (name.from..name.to).any(|at| words.is_capital(at) && words.key(at).starts_with(c));
    let letters = acronym.chars().flat_map(char::to_lowercase);
    2 * letters.clone().filter(|c| initial(*c)).count() >= letters.count()
}

/// A long form that no rule has found: its words must name a body, or a piece of them be a name.
fn fresh(page: &Page, from: usize, to: usize) -> Option<Candidate> {
    let words = page.words;
    let ends = |at: usize| page.lexicon.org_last.contains(words.key(at));
    let governs = |at: usize| ends(at) && matches!(words.key(at + 1), "of" | "for" | "in");
    let is_body = ends(to - 1) || page.lexicon.org_first.contains(words.key(from)) || (from..to).any(governs);
    let is_org = page.owner(to - 1).is_some_and(|name| name.kind == EntityType::Org);
    let good = to - from > 1 && (is_body || is_org);
    let span = words.span(from, to, 0);
    let name = span.of(words.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let link = Link::New(name, None);
    good.then_some(Candidate { from, to, span, kind: EntityType::Org, link, score: 0.85, by: LinkedBy::Itself })
}

/// Where the words begin whose initials, without the small words, are the letters of `acronym`, and
/// which end before word `end`.
fn initials(words: &Words, acronym: &str, end: usize) -> Option<usize> {
    let mut at = end;
    let mut letters = acronym.chars().rev().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.peek().copied() {
        at = at.checked_sub(1).filter(|at| end - at <= LONGEST)?;
        let key = words.key(at);
        if !words.is_close(at + 1) && at + 1 < end {
            return None;
        }
        if key.starts_with(letter) && words.is_capital(at) {
            letters.next();
        } else if !matches!(key, "of" | "the" | "and" | "for" | "in" | "on" | "de" | "-" | "&" | ",") {
            return None;
        }
    }
    Some(at)
}

/// Whether the letters stand in the words `from..to` in their order, the first at the beginning of the
/// first word (Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions").
fn fits(words: &Words, acronym: &str, from: usize, to: usize) -> bool {
    if words.get(from).is_some_and(|word| word.arabic) {
        return true;
    }
    let key = acronym.to_lowercase();
    let mut letters = key.chars().filter(char::is_ascii_alphanumeric).rev().peekable();
    let mut started = false;
    for at in (from..to).rev() {
        for (place, c) in words.key(at).char_indices().rev() {
            if letters.peek() == Some(&c) {
                letters.next();
                started = place == 0 && letters.peek().is_none();
                if letters.peek().is_none() && !(started && at == from) {
                    // The first letter must open the first word: look on.
                    letters = key.get(..1).unwrap_or("").chars().filter(char::is_ascii_alphanumeric).rev().peekable();
                    started = false;
                }
            }
        }
    }
    started
}

/// "…, known as ABC", "…, or ABC,", "… "ABC"", "… المعروفة اختصارا بـ ABC" behind a name.
fn marked(page: &Page, name: &Candidate) -> Option<Short> {
    let words = page.words;
    let mut at = name.to;
    let comma = matches!(words.key(at), "," | "،");
    if comma || words.key(at) == "(" {
        at += 1;
    }
    let mut strong = is_quote(words.key(at)) && at == name.to;
    let or = comma && matches!(words.key(at), "or" | "او");
    if or {
        at += 1;
    }
    for _ in 0..BETWEEN {
        if page.has(at, STRONG) {
            strong = true;
        } else if !page.has(at, MARKER) {
            break;
        }
        at += 1;
    }
    let quoted = is_quote(words.key(at));
    let from = if quoted { at + 1 } else { at };
    let to = letters(words, from).or_else(|| arabic_letters(page, from, quoted && at > name.to))?;
    let closed = page.closes(to) || !or;
    let paragraph = words.get(from).is_some_and(|word| word.gap >= Gap::Line);
    let raw = joined(words, from, to);
    let good = (strong || or) && closed && !paragraph && (!quoted || is_quote(words.key(to)));
    (good && fits(words, &raw, name.from, name.to)).then(|| Short { from, to, long: name.clone() })
}

/// An acronym in Arabic letters ("إيكاو") behind its marker, in quotes.
fn arabic_letters(page: &Page, from: usize, quoted: bool) -> Option<usize> {
    let key = page.words.key(from);
    let word = page.words.get(from).filter(|word| word.arabic && quoted)?;
    let plain = !page.lexicon.function_words.contains(key) && !key.starts_with("ال") && word.token.key.len() >= 6;
    (plain && page.owner(from).is_none()).then_some(from + 1)
}

/// Gives both forms one link: the two mentions.
fn settle(chosen: &[Candidate], short: &mut Short, words: &Words, kb: &Kb) -> [Candidate; 2] {
    let own = chosen.get(chosen.partition_point(|name| name.from < short.from));
    let own = own.filter(|name| (name.from, name.to) == (short.from, short.to));
    if let (Link::New(..), Some(own)) = (&short.long.link, own)
        && let Link::Known(entity) = own.link
        && is_same(&short.long, entity, words, kb)
    {
        short.long.link = own.link.clone();
        short.long.kind = own.kind;
        short.long.by = LinkedBy::Acronym;
    }
    let long = short.long.clone();
    let letters = match own {
        Some(own) if own.link == long.link => own.clone(),
        _ => {
            let span = words.span(short.from, short.to, 0);
            let score = (long.score - 0.1).max(0.5);
            Candidate { from: short.from, to: short.to, span, score, by: LinkedBy::Acronym, ..long.clone() }
        }
    };
    [long, letters]
}

/// Puts `names` in the places of what they overlap.
fn put(chosen: &mut Vec<Candidate>, mut names: Vec<Candidate>) {
    names.sort_by_key(|name| name.from);
    let mut end = 0;
    names.retain(|name| {
        let free = name.from >= end;
        end = if free { name.to } else { end };
        free
    });
    chosen.retain(|other| {
        let next = names.get(names.partition_point(|name| name.to <= other.from));
        next.is_none_or(|next| other.to <= next.from)
    });
    chosen.append(&mut names);
    chosen.sort_by_key(|name| name.from);
}

/// Whether a long form that no list knows is the entity of the acronym: most of its words are in the
/// entity's name. Arabic renderings differ too much for that test.
fn is_same(long: &Candidate, entity: usize, words: &Words, kb: &Kb) -> bool {
    let Some(entity) = kb.entity(entity) else { return false };
    if words.get(long.from).is_some_and(|word| word.arabic) {
        return true;
    }
    let name = crate::text::fold_key(entity.name);
    let content: Vec<&str> = (long.from..long.to).map(|at| words.key(at)).filter(|key| key.len() > 3).collect();
    let shared =
        content.iter().filter(|key| name.split(|c: char| !c.is_alphanumeric()).any(|word| word == **key)).count();
    shared * 5 >= content.len() * 3
}
