//! Whether a name may be read where its letters stand: its capitals, and the words beside it.

use super::index::Target;
use super::lists::{ALL_WORDS, Bits, DOUBTFUL, HEAD, PARTICLE, SPEECH, TITLE};
use super::names::Place;
use super::role::Page;
use crate::model::EntityType;

use crate::entity::words::{Gap, Words};

/// Whether a verb of speech or a genitive stands at `at`.
pub(super) fn is_speaking(page: &Page, at: usize) -> bool {
    page.has(at, SPEECH) || matches!(page.words.key(at), "'" | "’")
}

/// A Latin name is met again only with its capitals, and an acronym only with all of them.
pub(super) fn has_case(place: &Place, model: usize, target: Target, words: &Words) -> bool {
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
pub(super) fn stands_alone(page: &Page, place: &Place, target: Target) -> bool {
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
            || page.has(at, ALL_WORDS & !PARTICLE)
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
    let wanted: Bits = TITLE | SPEECH | HEAD;
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
