//! Counts of things: a number, the thing counted, and what bounds the number.
//!
//! The span holds number and thing; the bound ("at least") stands in the normalised name alone.
//! Nothing that is no count gets in: dates, years, versions, durations, duals, bare numbers.

mod number;
mod place;
#[cfg(test)]
mod tests;

use crate::model::{EntityType, LinkedBy};

use crate::entity::candidate::{Candidate, Link};
use crate::entity::lexicon::Lexicon;
use crate::entity::quantity::number::{Amount, Number, number, range};
pub(in crate::entity) use crate::entity::quantity::place::structure;
use crate::entity::words::Words;

/// How many words may stand between an English number and its thing ("four new zero-day flaws").
const MODIFIERS: usize = 4;
/// The longest bound, in words.
const BOUND: usize = 4;

/// Every quantity of the text.
pub(in crate::entity) fn find(words: &Words, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let read = number(at, words, lexicon);
        let read = read.map(|first| range(&first, words, lexicon).unwrap_or(first));
        let read = read.filter(|number| is_count(number, words, lexicon));
        let found = read.and_then(|number| quantity(&number, words, lexicon));
        at = found.as_ref().map_or(at + 1, |candidate| candidate.to);
        out.extend(found);
    }
    out
}

/// Whether the number can count something: no year, no piece of a date, version or label.
fn is_count(number: &Number, words: &Words, lexicon: &Lexicon) -> bool {
    let Some(before) = number.from.checked_sub(1) else { return true };
    let sign = words.key(before);
    if words.is_glued(number.from)
        && !matches!(sign, "$" | "€" | "£" | "(" | "[" | "\"" | "“" | "«" | "و" | "ب" | "ل" | "~" | ">")
    {
        return false;
    }
    let year = number.bare
        && matches!(number.amount, Amount::Exact(value) if (1900.0..2100.0).contains(&value))
        && bound_before(number.from, words, lexicon).is_none();
    let labelled = words.is_close(number.from) && lexicon.no_count_after.contains(sign);
    // "No. 10"
    let numbered = sign == "." && before.checked_sub(1).is_some_and(|at| words.key(at) == "no" && words.is_capital(at));
    !(year || (labelled || numbered) && words.is_number(number.from))
}

fn quantity(number: &Number, words: &Words, lexicon: &Lexicon) -> Option<Candidate> {
    let money = number.from.checked_sub(1).filter(|at| words.is_glued(at + 1)).and_then(|at| currency(words.key(at)));
    let open = words.key(number.to) == "or" && words.key(number.to + 1) == "more";
    let (thing, to) = match money {
        Some(currency) => (currency, number.to),
        None => thing(if open { number.to + 2 } else { number.to }, words, lexicon)?,
    };
    let from = if money.is_some() { number.from - 1 } else { number.from };
    // "more than a quarter of a million"
    let article = from.checked_sub(1).filter(|at| matches!(words.key(*at), "a" | "an"));
    let bound = bound_before(article.unwrap_or(from), words, lexicon)
        .or(open.then_some(">="))
        .or_else(|| bound_after(to, words, lexicon));
    let bound = bound.map_or(String::new(), |sign| format!("{sign} "));
    if matches!(number.amount, Amount::Share(_)) && matches!(thing, "percent" | "dollars" | "euros" | "pounds") {
        return None;
    }
    Some(Candidate {
        from,
        to,
        span: words.span(from, to, number.clitics),
        kind: EntityType::Qty,
        link: Link::New(format!("{bound}{} {thing}", amount(number.amount)), None),
        score: 0.9,
        by: LinkedBy::Itself,
    })
}

/// "30000", "tens of 10000".
fn amount(amount: Amount) -> String {
    match amount {
        Amount::Exact(value) => format!("{value}"),
        Amount::Range(low, high) => format!("{low}..{high}"),
        Amount::Share(share) => format!("{} percent of", (share * 100.0).round()),
        Amount::Vague(unit, size) => {
            let word = match unit as u64 {
                10 => "tens",
                100 => "hundreds",
                1000 => "thousands",
                1_000_000 => "millions",
                _ => "billions",
            };
            format!("{word} of {size}")
        }
    }
}

fn currency(sign: &str) -> Option<&'static str> {
    match sign {
        "$" => Some("dollars"),
        "€" => Some("euros"),
        "£" => Some("pounds"),
        _ => None,
    }
}

/// The thing counted behind word `at`: the longest listed phrase; in English a few modifiers may
/// stand before it.
fn thing(at: usize, words: &Words, lexicon: &Lexicon) -> Option<(&'static str, usize)> {
    let at = if matches!(words.key(at), "of" | "من") { at + 1 } else { at };
    let arabic = words.get(at).is_some_and(|word| word.arabic);
    let mut steps = 0;
    let mut place = at;
    while steps <= MODIFIERS && words.is_close(place) {
        if let Some(found) = listed(place, words, lexicon) {
            return Some(found);
        }
        if arabic || !is_modifier(place, words, lexicon) {
            return None;
        }
        place += 1;
        // Dots of "U.S." and hyphens do not count.
        steps += usize::from(words.is_word(place));
    }
    None
}

/// Longest listed phrase that begins at word `at`.
fn listed(at: usize, words: &Words, lexicon: &Lexicon) -> Option<(&'static str, usize)> {
    let mut node = lexicon.counted.enter(lexicon.counted.word(words.key(at)))?;
    let mut best = None;
    let mut next = at + 1;
    loop {
        if let Some(thing) = lexicon.counted.ends(node).first() {
            best = lexicon.things.get(*thing as usize).map(|thing| (*thing, next));
        }
        let hyphen = usize::from(words.key(next) == "-" && words.is_glued(next));
        match lexicon.counted.step(node, lexicon.counted.word(words.key(next + hyphen))) {
            Some(further) if words.is_close(next) => (node, next) = (further, next + hyphen + 1),
            _ => return best,
        }
    }
}

/// A word that may stand between a number and its thing: any that is no function word or verb form
/// that ends the phrase.
fn is_modifier(at: usize, words: &Words, lexicon: &Lexicon) -> bool {
    let key = words.key(at);
    if !words.is_word(at) {
        return (key == "." && words.is_capital(at.wrapping_sub(1)) && words.raw(at.wrapping_sub(1)).len() == 1)
            || (key == "-" && words.is_glued(at));
    }
    // "US" is no "us", and the day of "zero-day" is none.
    let tied = at.checked_sub(1).is_some_and(|before| words.key(before) == "-") && words.is_glued(at);
    tied || words.get(at).is_some_and(|word| word.shout) || !lexicon.function_words.contains(key)
}

/// The sign of the longest bound that ends before word `from`.
fn bound_before(from: usize, words: &Words, lexicon: &Lexicon) -> Option<&'static str> {
    (1..=BOUND).rev().find_map(|count| {
        let start = from.checked_sub(count)?;
        let phrase = (start..from).map(|at| words.key(at)).collect::<Vec<_>>().join(" ");
        let bare = || phrase.strip_prefix(['و', 'ب', 'ل', 'ف']).and_then(|rest| lexicon.bounds_before.get(rest));
        lexicon.bounds_before.get(&phrase).or_else(bare).copied()
    })
}

/// The sign of a bound right behind the thing, or behind one more word ("عشر مجموعات قرصنة على الأقل").
fn bound_after(to: usize, words: &Words, lexicon: &Lexicon) -> Option<&'static str> {
    let further = if words.is_word(to) && words.is_close(to) { to + 1 } else { to };
    [(to, 2), (to, 1), (further, 2)].into_iter().find_map(|(start, count)| {
        let phrase = (start..start + count).map(|at| words.key(at)).collect::<Vec<_>>().join(" ");
        lexicon.bounds_after.get(&phrase).copied()
    })
}
