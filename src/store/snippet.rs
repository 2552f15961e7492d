//! The piece of a text around what was searched.

use super::query::{Term, Wanted, words};
use crate::model::Span;

/// Characters before the place that was found.
const BEFORE: usize = 50;

/// Characters in all.
const LENGTH: usize = 160;

/// No more of a body than this many bytes is looked through for the place to show.
const REACH: usize = 64 * 1024;

/// One line of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The line, with `…` where it is cut.
    pub text: String,
    /// What was searched, in `text`; `None` where it stands only in the headline or far below.
    pub found: Option<Span>,
}

/// The line of `body` around the first of what is wanted that stands in it, else its begin; a whole
/// name comes before single words.
pub(super) fn snippet(body: &str, wanted: &[Wanted], fold: fn(&str) -> String) -> Snippet {
    let reach = floor(body, REACH);
    let near = body.get(..reach).unwrap_or("");
    let spelled: Vec<(Span, String)> =
        words(near).map(|(at, word)| (Span::new(at, at + word.len()), fold(word))).collect();
    let found = wanted.iter().find_map(|wanted| {
        let whole = whole(&spelled, &wanted.all);
        let mut terms = wanted.names.iter().chain(&wanted.all);
        whole.or_else(|| terms.find_map(|term| find(&spelled, term)))
    });
    let at = found.map_or(0, |span| span.start);
    let start = back(body, at, BEFORE);
    let end = forward(body, start, LENGTH).max(found.map_or(0, |span| span.end));
    let lead = if start > 0 { "…" } else { "" };
    let tail = if end < body.len() { "…" } else { "" };
    let line = body.get(start..end).unwrap_or("").replace(['\n', '\r', '\t'], " ");
    let found = found.map(|span| span.relative_to(start).shifted(lead.len()));
    Snippet { text: format!("{lead}{line}{tail}"), found }
}

/// The first place where several terms follow each other, each of one word.
fn whole(spelled: &[(Span, String)], terms: &[Term]) -> Option<Span> {
    if terms.len() < 2 {
        return None;
    }
    let matches = |window: &&[(Span, String)]| window.iter().zip(terms).all(|((_, word), term)| term.matches(0, word));
    let window = spelled.windows(terms.len()).find(matches)?;
    Some(Span::new(window.first()?.0.start, window.last()?.0.end))
}

/// The first place where the words of `term` follow each other.
fn find(spelled: &[(Span, String)], term: &Term) -> Option<Span> {
    let matches =
        |window: &&[(Span, String)]| window.iter().enumerate().all(|(index, (_, word))| term.matches(index, word));
    let window = spelled.windows(term.len()).find(matches)?;
    Some(Span::new(window.first()?.0.start, window.last()?.0.end))
}

/// The begin of the word `count` characters or fewer before byte `at`.
fn back(text: &str, at: usize, count: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let Some((start, _)) = before.char_indices().rev().nth(count) else { return 0 };
    let blank = before.get(start..).and_then(|rest| rest.find(char::is_whitespace));
    blank.map_or(at, |blank| floor(text, start + blank + 1))
}

/// The end of the last whole word within `count` characters after byte `at`.
fn forward(text: &str, at: usize, count: usize) -> usize {
    let after = text.get(at..).unwrap_or("");
    let Some((end, _)) = after.char_indices().nth(count) else { return text.len() };
    let blank = after.get(..end).and_then(|piece| piece.rfind(char::is_whitespace));
    at + blank.unwrap_or(end)
}

/// The last place not after `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests;
