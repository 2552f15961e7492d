//! Looks words and phrases up, and takes clitics off words that are known.

use super::{Lexeme, plain};
use crate::model::Span;
use crate::text::{Folded, Token, TokenKind};
use crate::timex::lexicon::{Class, ClassSet, Entry, Lexicon, Meanings};

/// One lexeme a token, or a phrase, or a clitic and its word.
pub(super) fn look_up(text: &str, folded: &Folded, tokens: &[Token], lexicon: &'static Lexicon) -> Vec<Lexeme> {
    let mut looker = Looker { text, folded, tokens, lexicon, out: Vec::with_capacity(tokens.len() + 8) };
    let mut at = 0;
    while at < tokens.len() {
        at = looker.step(at);
    }
    looker.out
}

struct Looker<'t> {
    text: &'t str,
    folded: &'t Folded,
    tokens: &'t [Token],
    lexicon: &'static Lexicon,
    out: Vec<Lexeme>,
}

impl Looker<'_> {
    /// Reads the token at `at` and what belongs to it; gives the next token to read.
    fn step(&mut self, at: usize) -> usize {
        let token = self.tokens[at];
        if token.kind == TokenKind::Number {
            self.out.push(plain(self.text, &token, self.out.last()));
            return at + 1;
        }
        let key = token.key.of(&self.folded.text);
        if let Some(entry) = self.lexicon.entry(key) {
            return self.push(at, token, entry);
        }
        if token.kind == TokenKind::Word
            && let Some(next) = self.without_clitics(at, key)
        {
            return next;
        }
        let mut lexeme = plain(self.text, &token, self.out.last());
        if token.kind == TokenKind::Word {
            self.mark_verb(key, &mut lexeme);
        }
        self.out.push(lexeme);
        at + 1
    }

    /// Pushes the longest phrase that begins at `at` with the word `token`.
    fn push(&mut self, at: usize, token: Token, entry: &'static Entry) -> usize {
        let phrase = entry.phrases.iter().find(|(rest, _)| self.follows(at, rest));
        let (more, meanings) = phrase.map_or((0, &entry.alone), |(rest, meanings)| (rest.len(), meanings));
        let mut lexeme = plain(self.text, &token, self.out.last());
        if more > 0 {
            let end = self.tokens[at + more];
            lexeme.span.end = end.span.end;
            lexeme.key.end = end.key.end;
        }
        self.give(meanings, &mut lexeme);
        self.out.push(lexeme);
        at + 1 + more
    }

    fn follows(&self, at: usize, rest: &[String]) -> bool {
        let Some(tokens) = self.tokens.get(at + 1..at + 1 + rest.len()) else { return false };
        tokens.iter().zip(rest).all(|(token, word)| token.key.of(&self.folded.text) == word)
            && tokens.last().is_some_and(|last| !self.breaks(self.tokens[at].span.end, last.span.start))
    }

    fn breaks(&self, from: usize, to: usize) -> bool {
        Span::new(from, to).of(self.text).contains('\n')
    }

    fn give(&self, meanings: &'static Meanings, lexeme: &mut Lexeme) {
        lexeme.classes = meanings.classes;
        lexeme.meanings = &meanings.list;
        let word = lexeme.span.of(self.text);
        if word.starts_with(|c: char| c.is_ascii_lowercase()) {
            if lexeme.classes.has(Class::WMONTH) {
                lexeme.classes.remove(Class::WMONTH);
                lexeme.classes.insert(Class::LMONTH);
            }
            if lexeme.classes.has(Class::WABBR) {
                lexeme.classes.remove(Class::WABBR);
                lexeme.classes.insert(Class::LABBR);
            }
        }
        if lexeme.classes.has(Class::WMONTH) || lexeme.classes.has(Class::DAYPART) {
            let wrong = self.lexicon.not_spelled.iter().filter(|(_, spelling)| spelling == word);
            wrong.for_each(|(class, _)| lexeme.classes.remove(*class));
        }
    }

    /// Reads the word at `at` as clitics and a known word, where it is that.
    fn without_clitics(&mut self, at: usize, key: &str) -> Option<usize> {
        let clitics = &self.lexicon.clitics;
        let outer =
            clitics.outer.iter().find_map(|clitic| key.strip_prefix(clitic.as_str()).map(|rest| (clitic, rest)));
        if let Some((clitic, rest)) = outer {
            if let Some(entry) = self.lexicon.entry(rest) {
                return Some(self.push_parts(at, &[clitic], rest.len(), entry));
            }
            if let Some((inner, left, entry)) = self.inner(rest) {
                return Some(self.push_parts(at, &[clitic, inner], left, entry));
            }
        }
        let (inner, left, entry) = self.inner(key)?;
        Some(self.push_parts(at, &[inner], left, entry))
    }

    /// An inner clitic, the number of bytes after it, and the entry of the word.
    fn inner(&self, key: &str) -> Option<(&'static str, usize, &'static Entry)> {
        let clitics = &self.lexicon.clitics;
        for clitic in &clitics.inner {
            if let Some(rest) = key.strip_prefix(clitic.as_str())
                && let Some(entry) = self.lexicon.entry(rest)
            {
                return Some((clitic, rest.len(), entry));
            }
        }
        let (written, clitic, before) =
            clitics.merged.iter().find(|(written, ..)| key.starts_with(written.as_str()))?;
        let rest = key.strip_prefix(written.as_str())?;
        let entry = self.lexicon.entry(&format!("{before}{rest}"))?;
        Some((clitic, key.len() - clitic.len(), entry))
    }

    /// Pushes the clitics of the token at `at` and then the word that its last `left` bytes are.
    fn push_parts(&mut self, at: usize, clitics: &[&'static str], left: usize, entry: &'static Entry) -> usize {
        let token = self.tokens[at];
        let mut start = token.key.start;
        for clitic in clitics {
            let key = Span::new(start, start + clitic.len());
            let part = Token { span: self.folded.original(key), key, kind: TokenKind::Word };
            let mut lexeme = plain(self.text, &part, self.out.last());
            if let Some(entry) = self.lexicon.entry(clitic) {
                self.give(&entry.alone, &mut lexeme);
            }
            self.out.push(lexeme);
            start = key.end;
        }
        let key = Span::new(token.key.end - left, token.key.end);
        self.push(at, Token { span: self.folded.original(key), key, kind: TokenKind::Word }, entry)
    }

    /// Whether a word ends as verbs of the past do, or is a known one with its object written onto it.
    fn is_past(&self, key: &str) -> bool {
        let known = |verb: &str| self.lexicon.entry(verb).is_some_and(|entry| entry.alone.classes.has(Class::PAST));
        let (ends, objects) = (&self.lexicon.past_suffixes, &self.lexicon.object_suffixes);
        let excepted = self.lexicon.not_past.iter().any(|word| word == key);
        key.len() > 4 && !excepted && ends.iter().any(|end| key.ends_with(end.as_str()))
            || objects.iter().any(|object| key.strip_suffix(object.as_str()).is_some_and(known))
    }

    /// Marks a verb that says past or future by its letters.
    fn mark_verb(&self, key: &str, lexeme: &mut Lexeme) {
        if self.lexicon.future_prefixes.iter().any(|prefix| key.starts_with(prefix.as_str())) && key.chars().count() > 4
        {
            lexeme.classes = ClassSet::of(Class::FUTURE);
        } else if self.is_past(key) {
            lexeme.classes = ClassSet::of(Class::PAST);
        } else if self.lexicon.present_prefixes.iter().any(|prefix| key.starts_with(prefix.as_str()))
            && key.chars().count() > 3
        {
            lexeme.classes = ClassSet::of(Class::PRESENT);
        }
    }
}
