//! What the user types into the search field, as safe terms.
//!
//! All terms must be found. `word` is one term, `"two words"` a phrase, `beg*` a beginning of at
//! least [`MIN_PREFIX`] letters; quotes may be of any kind. No sign has another meaning: what FTS5
//! would take as an operator is always quoted.

use super::Rules;

/// Shortest beginning that is searched: one letter matches so much that it takes most of a second
/// over 100,000 articles.
const MIN_PREFIX: usize = 2;

/// Most terms of one query; more only cost time.
const MAX_TERMS: usize = 32;

/// Most other names of one thing.
const MAX_NAMES: usize = 24;

/// Something to be found: words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The first word, folded.
    pub word: String,
    /// The same in every form in which texts write it; never empty.
    pub first: Vec<String>,
    /// The words after it, folded.
    pub rest: Vec<String>,
    /// Whether the last word may go on.
    pub prefix: bool,
}

/// What one part of a query wants: all of its terms, or one of its other names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Terms that must all be found; never empty.
    pub all: Vec<Term>,
    /// Names of the thing that the words of `all` name together; one is enough.
    pub names: Vec<Term>,
}

/// Reads a query.
pub(super) fn parse(query: &str, rules: &Rules) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (index, part) in query.split(['"', '“', '”', '„', '«', '»']).enumerate() {
        // Quotes open and close in turn; one that is never closed is closed by the end.
        if index % 2 == 1 {
            // `"two words"*` is not told apart from `"two words" *`.
            wanted.extend(term(part, rules).map(|term| Wanted { all: vec![term], names: Vec::new() }));
        } else {
            wanted.extend(spoken(part, rules));
        }
    }
    wanted.truncate(MAX_TERMS);
    wanted
}

/// Words without quotes: known names first, then what is left of them.
fn spoken(part: &str, rules: &Rules) -> Vec<Wanted> {
    let terms: Vec<Term> = part.split_whitespace().filter_map(|word| term(word, rules)).take(MAX_TERMS).collect();
    // A word with a sign in it is several words of a name.
    let plain: Vec<&str> =
        terms.iter().map(|term| if term.rest.is_empty() { term.word.as_str() } else { "" }).collect();
    let mut wanted = Vec::new();
    let mut at = 0;
    while at < terms.len() {
        let name = (rules.names)(plain.get(at..).unwrap_or(&[])).filter(|(count, _)| *count > 0);
        let (count, others) = name.unwrap_or((1, Vec::new()));
        let all = terms.get(at..(at + count).min(terms.len())).unwrap_or(&[]).to_vec();
        let names = others.iter().take(MAX_NAMES).filter_map(|name| term(name, rules));
        wanted.push(Wanted { names: names.collect(), all });
        at += count;
    }
    wanted
}

fn term(text: &str, rules: &Rules) -> Option<Term> {
    let text = text.trim_end();
    let folded = (rules.fold)(text.trim_end_matches('*'));
    let mut words = words(&folded).map(|(_, word)| word.to_owned());
    let first = words.next()?;
    let rest: Vec<String> = words.collect();
    let last = rest.last().unwrap_or(&first);
    let prefix = text.ends_with('*') && last.chars().count() >= MIN_PREFIX;
    Some(Term { first: (rules.forms)(&first), word: first, rest, prefix })
}

impl Term {
    /// Whether the word number `index` of the term is written `word`.
    pub(super) fn matches(&self, index: usize, word: &str) -> bool {
        let may_go_on = self.prefix && index == self.rest.len();
        let same = |wanted: &String| if may_go_on { word.starts_with(wanted.as_str()) } else { word == wanted };
        match index.checked_sub(1) {
            None => self.first.iter().any(same),
            Some(index) => self.rest.get(index).is_some_and(same),
        }
    }

    /// The number of its words.
    pub(super) fn len(&self) -> usize {
        1 + self.rest.len()
    }
}

/// The words of a text and where they begin, as the index cuts it: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        // Each piece but the last is followed by one sign; its length is found in the text.
        let start = at;
        at += word.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// The query in the language of FTS5.
pub(super) fn expression(wanted: &[Wanted]) -> String {
    let one = |wanted: &Wanted| {
        let all = wanted.all.iter().map(phrase).collect::<Vec<_>>().join(" AND ");
        if wanted.names.is_empty() {
            return all;
        }
        let names: Vec<String> = wanted.names.iter().map(phrase).collect();
        format!("(({all}) OR {})", names.join(" OR "))
    };
    wanted.iter().map(one).collect::<Vec<_>>().join(" AND ")
}

/// A term in the language of FTS5.
fn phrase(term: &Term) -> String {
    let end = if term.prefix { "\"*" } else { "\"" };
    let form = |first: &String| {
        // The words are letters and digits alone: nothing in them can end the quotes.
        format!("\"{}{end}", [std::slice::from_ref(first), &term.rest].concat().join(" "))
    };
    let forms: Vec<String> = term.first.iter().map(form).collect();
    if forms.len() > 1 { format!("({})", forms.join(" OR ")) } else { forms.concat() }
}

#[cfg(test)]
mod tests;
