//! English names that no list knows: persons by given name, title or verb of speech;
//! organisations by the word that ends or begins their name, or by who speaks for them.

use crate::model::{EntityType, LinkedBy};

use crate::entity::candidate::{Candidate, Link};
use crate::entity::lexicon::Lexicon;
use crate::entity::words::{Gap, Words};

/// The longest run of capitalised words that is read as one name.
const LONGEST: usize = 8;

/// Every name the rules see. `taken` marks words that begin a listed name.
pub(in crate::entity) fn find(words: &Words, lexicon: &Lexicon, listed: &[bool]) -> Vec<Candidate> {
    let mut out = Vec::new();
    let headline = headlines(words);
    let mut at = 0;
    while at < words.len() {
        if !words.is_capital(at) || headline.get(at).copied().unwrap_or(false) {
            at += 1;
            continue;
        }
        let end = run(at, words, lexicon);
        let found = organisation(at, end, words, lexicon).or_else(|| person(at, end, words, lexicon, listed));
        let next = found.as_ref().map_or(at + 1, |candidate| candidate.to);
        out.extend(found);
        at = next.max(at + 1);
    }
    out
}

/// The words of lines that are capitalised throughout, as headlines are: there a capital says nothing.
fn headlines(words: &Words) -> Vec<bool> {
    let mut out = vec![false; words.len()];
    let mut start = 0;
    for end in 1..=words.len() {
        if words.get(end).is_some_and(|word| word.gap < Gap::Line) {
            continue;
        }
        let long = |at: &usize| words.is_word(*at) && words.raw(*at).len() > 3;
        let (capital, small): (Vec<usize>, Vec<usize>) =
            (start..end).filter(long).partition(|at| words.is_capital(*at));
        if capital.len() > 4
            && capital.len() > 6 * small.len()
            && words.key(end - 1) != "."
            && let Some(line) = out.get_mut(start..end)
        {
            line.fill(true);
        }
        start = end;
    }
    out
}

/// The end of the run of capitalised words that begins at `from`; initials with their dots,
/// hyphens, "&" and particles ("van", "bin") inside.
fn run(from: usize, words: &Words, lexicon: &Lexicon) -> usize {
    let mut end = from + 1;
    let mut at = end;
    while at < from + LONGEST && words.is_close(at) {
        let key = words.key(at);
        if words.is_capital(at) {
            end = at + 1;
        } else if key == "." && words.raw(at - 1).len() == 1 && words.is_capital(at - 1) {
            // The dot of an initial belongs to the run only if a name goes on behind it.
        } else if !(lexicon.particles.contains(key) || matches!(key, "-" | "&" | "'" | "’")) {
            break;
        }
        at += 1;
    }
    end
}

fn candidate(from: usize, to: usize, kind: EntityType, words: &Words, score: f32) -> Candidate {
    let span = words.span(from, to, 0);
    let name = span.of(words.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Candidate { from, to, span, kind, link: Link::New(name, None), score, by: LinkedBy::Itself }
}

/// A function word that is capitalised only because it opens the sentence is no part of a name.
fn start(from: usize, end: usize, words: &Words, lexicon: &Lexicon) -> usize {
    let leads =
        |at: usize| lexicon.function_words.contains(words.key(at)) && !lexicon.weak_names.contains(words.key(at));
    if from + 1 < end && leads(from) { from + 1 } else { from }
}

fn organisation(from: usize, end: usize, words: &Words, lexicon: &Lexicon) -> Option<Candidate> {
    let from = start(from, end, words, lexicon);
    let last = end.checked_sub(1)?;
    let first_of =
        lexicon.org_first.contains(words.key(from)) && matches!(words.key(end), "of" | "for") && from + 1 == end;
    if first_of && words.is_close(end) {
        let mut name = end + 1;
        if words.key(name) == "the" {
            name += 1;
        }
        if words.is_capital(name) && words.is_close(name) {
            let mut to = run(name, words, lexicon);
            // "Ministry of Trade and Industry"
            if words.key(to) == "and" && words.is_capital(to + 1) {
                to = run(to + 1, words, lexicon);
            }
            return Some(candidate(from, to, EntityType::Org, words, 0.7));
        }
    }
    let ending = (from + 1..=last).rev().find(|at| lexicon.org_last.contains(words.key(*at)))?;
    let mut to = ending + 1;
    // "Bank of England", "Liberal Party of Canada"
    let names = if words.key(to + 1) == "the" { to + 2 } else { to + 1 };
    if words.key(to) == "of" && words.is_capital(names) && words.is_close(names) {
        return Some(candidate(from, run(names, words, lexicon), EntityType::Org, words, 0.7));
    }
    if words.key(to) == "." && matches!(words.key(ending), "inc" | "corp" | "ltd" | "co") {
        to += 1;
    }
    Some(candidate(from, to, EntityType::Org, words, 0.7))
}

fn person(from: usize, end: usize, words: &Words, lexicon: &Lexicon, listed: &[bool]) -> Option<Candidate> {
    let key = words.key(from);
    let starts_listed = |at: usize| listed.get(at).copied().unwrap_or(false);
    if lexicon.one_titles.contains(key) {
        // "Mr. Smith", "President Jane Smith"
        let name = if words.key(from + 1) == "." { from + 2 } else { from + 1 };
        let end = if name > end { run(name, words, lexicon) } else { end };
        let titled = lexicon.one_titles.contains(words.key(name));
        let good = !titled && words.is_capital(name) && words.is_close(name) && !starts_listed(name) && end > name;
        return good.then(|| candidate(name, end, EntityType::Person, words, 0.7));
    }
    let mut from = start(from, end, words, lexicon);
    let end = (from..end).find(|at| words.key(*at) == "&").unwrap_or(end);
    while from + 2 < end
        && (lexicon.two_titles.contains(words.key(from)) || lexicon.one_titles.contains(words.key(from)))
    {
        from += 1;
    }
    let key = words.key(from);
    let length = end - from;
    let all_caps = (from..end).all(|at| words.get(at).is_some_and(|word| word.shout));
    if !(2..=5).contains(&length) || all_caps || lexicon.function_words.contains(words.key(end - 1)) {
        return None;
    }
    let given = lexicon.first_names.contains(key) || (lexicon.weak_names.contains(key) && !words.opens_sentence(from));
    let cued = is_cued(from, end, words, lexicon) && length <= 3 && !(from..end).any(starts_listed);
    (given || cued).then(|| candidate(from, end, EntityType::Person, words, if given { 0.75 } else { 0.6 }))
}

/// A role word before the name, or a verb of speech or the age behind it.
fn is_cued(from: usize, end: usize, words: &Words, lexicon: &Lexicon) -> bool {
    let before = from.checked_sub(1).filter(|_| words.is_close(from)).map_or("", |at| words.key(at));
    let speaks = |key: &str| lexicon.speech.contains(key);
    let after_comma = words.key(end) == "," && words.is_number(end + 1) && words.key(end + 2) == ",";
    let after = words.get(end).filter(|word| word.gap < Gap::Line).map_or("", |_| words.key(end));
    lexicon.two_titles.contains(before) || speaks(before) || speaks(after) || after_comma
}
