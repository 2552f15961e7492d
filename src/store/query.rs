//! What the user types into the search field, as safe terms.
//!
//! All terms must be found. `word` is one term, `"two words"` a phrase, `beg*` a beginning of at
//! least [`MIN_PREFIX`] letters; quotes may be of any kind. No sign has another meaning: what FTS5
//! would take as an operator is always quoted.

/// Shortest beginning that is searched: one letter matches so much that it takes most of a second
/// over 100,000 articles.
const MIN_PREFIX: usize = 2;

/// Most terms of one query; more only cost time.
const MAX_TERMS: usize = 32;

/// One thing that must be found: words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The words, folded; never empty.
    pub words: Vec<String>,
    /// Whether the last word may go on.
    pub prefix: bool,
}

/// Reads a query.
pub(super) fn parse(query: &str, fold: fn(&str) -> String) -> Vec<Term> {
    let mut terms = Vec::new();
    for (index, part) in query.split(['"', '“', '”', '„', '«', '»']).enumerate() {
        // Quotes open and close in turn; one that is never closed is closed by the end.
        if index % 2 == 1 {
            // `"two words"*` is not told apart from `"two words" *`.
            terms.extend(term(part, fold));
        } else {
            terms.extend(part.split_whitespace().filter_map(|word| term(word, fold)));
        }
    }
    terms.truncate(MAX_TERMS);
    terms
}

fn term(text: &str, fold: fn(&str) -> String) -> Option<Term> {
    let text = text.trim_end();
    let folded = fold(text.trim_end_matches('*'));
    let words: Vec<String> = words(&folded).map(|(_, word)| word.to_owned()).collect();
    let last = words.last()?;
    let prefix = text.ends_with('*') && last.chars().count() >= MIN_PREFIX;
    Some(Term { words, prefix })
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

/// The terms in the language of FTS5.
pub(super) fn expression(terms: &[Term]) -> String {
    let term = |term: &Term| {
        // The words are letters and digits alone: nothing in them can end the quotes.
        let phrase = format!("\"{}\"", term.words.join(" "));
        if term.prefix { phrase + "*" } else { phrase }
    };
    terms.iter().map(term).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
