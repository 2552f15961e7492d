//! A sentence as words, and phrases of the lexicons found in it.
//!
//! A phrase is words with blanks between; `stem*` takes any ending and `..` up to [`GAP`] words.
//! Arabic words are found with the proclitics that are written to them (و ف ب ك ل and the article).

use std::borrow::Cow;

use crate::model::Span;
use crate::text::{Token, TokenKind, fold, fold_key, tokens};

/// Words that `..` may stand for at most.
const GAP: usize = 4;

/// A text cut into folded tokens, or a part of one.
pub(super) struct Words<'a> {
    folded: Cow<'a, str>,
    tokens: Cow<'a, [Token]>,
    /// Byte at which the text begins in the body.
    origin: usize,
}

impl Words<'static> {
    /// Cuts `text`, which begins at byte `origin` of its body.
    pub(super) fn new(text: &str, origin: usize) -> Self {
        let folded = fold(text);
        let tokens = tokens(&folded);
        Self { folded: Cow::Owned(folded.text), tokens: Cow::Owned(tokens), origin }
    }
}

impl Words<'_> {
    /// The words of `span`, a span of the body that ends no word in the middle.
    pub(super) fn within(&self, span: Span) -> Words<'_> {
        let from = self.index_at(span.start);
        let to = self.index_at(span.end).max(from);
        let tokens = Cow::Borrowed(self.tokens.get(from..to).unwrap_or(&[]));
        Words { folded: Cow::Borrowed(&self.folded), tokens, origin: self.origin }
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The folded token at `index`, `""` past the end.
    pub(super) fn key(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.key.of(&self.folded))
    }

    /// Whether the token at `index` is a word or a number.
    pub(super) fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind != TokenKind::Punct)
    }

    /// Where the token at `index` stands in the body.
    pub(super) fn place(&self, index: usize) -> Span {
        self.tokens.get(index).map_or(Span::default(), |token| token.span.shifted(self.origin))
    }

    /// Where the tokens `from..to` stand in the body.
    pub(super) fn range(&self, from: usize, to: usize) -> Span {
        let last = self.place(to.saturating_sub(1));
        Span::new(self.place(from).start, last.end)
    }

    /// Whether blanks stand on both sides of the token at `index`.
    pub(super) fn is_spaced(&self, index: usize) -> bool {
        let place = |index: usize| self.tokens.get(index).map(|token| token.span);
        let before = index
            .checked_sub(1)
            .and_then(place)
            .is_none_or(|span| place(index).is_some_and(|own| span.end < own.start));
        before && place(index + 1).is_none_or(|span| place(index).is_some_and(|own| own.end < span.start))
    }

    /// The first token that begins at or after byte `at` of the body.
    pub(super) fn index_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start + self.origin < at)
    }

    /// Number of words and numbers.
    pub(super) fn count(&self) -> usize {
        self.tokens.iter().filter(|token| token.kind != TokenKind::Punct).count()
    }

    /// For every token whether it stands between quotation marks.
    pub(super) fn quoted(&self) -> Vec<bool> {
        let mut inside = false;
        let mut out = Vec::with_capacity(self.len());
        for index in 0..self.len() {
            match self.key(index) {
                "“" | "«" => inside = true,
                "”" | "»" => inside = false,
                "\"" => inside = !inside,
                _ => {}
            }
            out.push(inside);
        }
        out
    }
}

/// Whether `key` is written in Arabic letters.
pub(super) fn is_arabic(key: &str) -> bool {
    key.chars().next().is_some_and(|c| ('\u{621}'..='\u{6FF}').contains(&c))
}

/// A word and what is left of it without proclitics, longest first.
#[derive(Clone, Copy)]
pub(super) struct Forms<'a> {
    forms: [&'a str; 4],
    count: usize,
}

impl<'a> Forms<'a> {
    /// `key` without "and" before it.
    pub(super) fn verbal(key: &'a str) -> Self {
        let mut out = Self { forms: [key; 4], count: 1 };
        if is_arabic(key) {
            out.strip(&["و", "ف"]);
        }
        out
    }

    /// `key` without "and", preposition and article before it.
    pub(super) fn nominal(key: &'a str) -> Self {
        let mut out = Self::verbal(key);
        if is_arabic(key) {
            out.strip(&["ب", "ك", "ل"]);
            out.strip(&["ال", "ل"]);
        }
        out
    }

    /// Adds the last form without one of `prefixes`, where two letters are left.
    fn strip(&mut self, prefixes: &[&str]) {
        let Some(last) = self.forms.get(self.count - 1) else { return };
        let shorter = prefixes.iter().find_map(|prefix| last.strip_prefix(prefix));
        if let Some(rest) = shorter.filter(|rest| rest.chars().nth(1).is_some())
            && let Some(slot) = self.forms.get_mut(self.count)
        {
            *slot = rest;
            self.count += 1;
        }
    }

    /// The forms.
    pub(super) fn iter(self) -> impl Iterator<Item = &'a str> {
        self.forms.into_iter().take(self.count)
    }
}

enum Piece {
    Word(String),
    Stem(String),
    Gap,
}

impl Piece {
    fn fits(&self, form: &str) -> bool {
        match self {
            Self::Word(word) => word == form,
            Self::Stem(stem) => form.starts_with(stem.as_str()),
            Self::Gap => false,
        }
    }
}

struct Phrase<T> {
    pieces: Vec<Piece>,
    value: T,
}

/// Phrases with what they stand for.
pub(super) struct Book<T> {
    /// Whether the phrases begin with verbs, which take no article and no preposition.
    verbal: bool,
    /// Phrases by the first bytes of their first word.
    slots: Vec<Vec<Phrase<T>>>,
}

/// Slots of a book: enough that most words of a text meet an empty one.
const SLOTS: usize = 1024;

/// Bytes at the head of a word that choose its slot.
const HEAD: usize = 4;

fn slot(key: &str) -> usize {
    let head = key.bytes().take(HEAD);
    head.fold(0_usize, |slot, byte| slot.wrapping_mul(131).wrapping_add(byte as usize)) % SLOTS
}

/// A phrase found: tokens `start..end` and what they stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit<T> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: T,
}

impl<T: Copy> Book<T> {
    /// Reads phrases, each with its value.
    pub(super) fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Self::read(phrases, false)
    }

    /// Reads phrases that begin with a verb: "الكشف" (the discovery) is not "كشف" (revealed).
    pub(super) fn verbs<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Self::read(phrases, true)
    }

    fn read<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>, verbal: bool) -> Self {
        let mut slots: Vec<Vec<Phrase<T>>> = (0..SLOTS).map(|_| Vec::new()).collect();
        for (phrase, value) in phrases {
            let pieces = pieces(phrase);
            let first = match pieces.first() {
                Some(Piece::Word(first)) => first,
                Some(Piece::Stem(first)) if first.len() >= HEAD => first,
                _ => continue,
            };
            if let Some(phrases) = slots.get_mut(slot(first)) {
                phrases.push(Phrase { pieces, value });
            }
        }
        Self { verbal, slots }
    }

    /// The longest phrase that begins with the token at `start`.
    pub(super) fn at(&self, words: &Words, start: usize) -> Option<Hit<T>> {
        if !words.is_word(start) {
            return None;
        }
        let mut best: Option<Hit<T>> = None;
        let key = words.key(start);
        let forms = if self.verbal { Forms::verbal(key) } else { Forms::nominal(key) };
        for form in forms.iter() {
            for phrase in self.slots.get(slot(form)).into_iter().flatten() {
                let first = phrase.pieces.first().is_some_and(|piece| piece.fits(form));
                let rest = phrase.pieces.get(1..).unwrap_or(&[]);
                let Some(end) = first.then(|| rest_matches(words, start + 1, rest)).flatten() else { continue };
                if best.is_none_or(|hit| hit.end < end) {
                    best = Some(Hit { start, end, value: phrase.value });
                }
            }
        }
        best
    }

    /// All phrases, in order; a token belongs to one phrase at most.
    pub(super) fn all(&self, words: &Words) -> Vec<Hit<T>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let hit = self.at(words, at);
            at = hit.as_ref().map_or(at + 1, |hit| hit.end.max(at + 1));
            out.extend(hit);
        }
        out
    }
}

/// The end of a match of `pieces` from token `at` on.
fn rest_matches(words: &Words, at: usize, pieces: &[Piece]) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else { return Some(at) };
    match piece {
        Piece::Gap => (0..=GAP)
            .take_while(|gap| *gap == 0 || words.is_word(at + gap - 1))
            .find_map(|gap| rest_matches(words, at + gap, rest)),
        _ if Forms::nominal(words.key(at)).iter().any(|form| piece.fits(form)) => rest_matches(words, at + 1, rest),
        _ => None,
    }
}

fn pieces(phrase: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    for part in phrase.split_whitespace() {
        if part == ".." {
            out.push(Piece::Gap);
        } else if let Some(stem) = part.strip_suffix('*') {
            out.push(Piece::Stem(fold_key(stem)));
        } else {
            let folded = fold(part);
            out.extend(tokens(&folded).iter().map(|token| Piece::Word(token.key.of(&folded.text).to_string())));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrases: &[&str], sentence: &str, expect: &[&str]) {
        let book = Book::new(phrases.iter().map(|phrase| (*phrase, ())));
        let words = Words::new(sentence, 0);
        let got: Vec<&str> = book.all(&words).iter().map(|hit| words.range(hit.start, hit.end).of(sentence)).collect();
        assert_eq!(got, expect, "{sentence}");
    }

    #[test]
    fn phrases_take_endings_gaps_and_proclitics() {
        check(&["exploit*"], "They exploited it; exploits spread.", &["exploited", "exploits"]);
        check(&["no .. was"], "It said no customer data was taken.", &["no customer data was"]);
        check(&["no .. was"], "No, it was late.", &[]);
        check(&["no .. was"], "no one two three four five was", &[]);
        check(&["out-of-band"], "an out-of-band update", &["out-of-band"]);
        check(&["تصحيح*"], "وأصدرت الشركة التصحيحات وبالتصحيح", &["التصحيحات", "وبالتصحيح"]);
        check(&["ثغره"], "نشر للثغرة ولثغرة والثغرات", &["للثغرة", "ولثغرة"]);
        check(&["قال", "قال ان"], "فقال إن الأمر انتهى", &["فقال إن"]);
    }

    #[test]
    fn quotation_marks_of_all_kinds_are_followed() {
        let words = Words::new("a \"b c\" d «e» f “g” h", 0);
        let inside: Vec<&str> = words
            .quoted()
            .iter()
            .enumerate()
            .filter(|(index, quoted)| **quoted && words.is_word(*index))
            .map(|(index, _)| words.key(index))
            .collect();
        assert_eq!(inside, ["b", "c", "e", "g"]);
    }

    #[test]
    fn places_point_into_the_body() {
        let body = "first. قالت الهيئة";
        let words = Words::new("قالت الهيئة", 7);
        assert_eq!(words.range(0, 2).of(body), "قالت الهيئة");
        assert_eq!(words.index_at(words.place(1).start), 1);
    }
}
