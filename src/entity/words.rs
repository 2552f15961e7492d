//! A text as the rules see it: words with their folded keys, their capitals and their clitics.

use crate::model::Span;
use crate::text::{Folded, Token, TokenKind, fold, tokens};

use crate::entity::kb::names::Names;

pub(super) use crate::entity::kb::spelling::{is_loose, is_quote, path};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    Glued,
    /// Blanks.
    Blank,
    /// One line end.
    Line,
    /// A blank line, or the beginning of the text.
    Paragraph,
}

/// A way to read a word: as a known word of the knowledge base behind so many bytes of clitics.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    pub word: u32,
    /// Bytes of the folded key that are no part of the name.
    pub clitics: usize,
}

/// A word, number or sign of the text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub token: Token,
    pub gap: Gap,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether it has capitals only and more than one letter.
    pub shout: bool,
    pub arabic: bool,
    /// The known word that it is as it stands.
    pub known: u32,
    /// Known words behind its clitics.
    pub readings: [Reading; 3],
}

/// A text with its words.
pub(super) struct Words<'t> {
    pub text: &'t str,
    pub folded: Folded,
    pub list: Vec<Word>,
}

impl<'t> Words<'t> {
    /// Reads `text` with the words that `trie` knows.
    pub fn read(text: &'t str, trie: &Names) -> Self {
        let folded = fold(text);
        let mut list = Vec::with_capacity(folded.text.len() / 5);
        let mut end = None;
        for token in tokens(&folded) {
            let gap = end.map_or(Gap::Paragraph, |end| gap(Span::new(end, token.span.start).of(text)));
            end = Some(token.span.end);
            list.push(word(text, &folded, token, gap, trie));
        }
        Self { text, folded, list }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Word `at`.
    pub fn get(&self, at: usize) -> Option<&Word> {
        self.list.get(at)
    }

    /// The folded letters of word `at`, `""` past either end.
    pub fn key(&self, at: usize) -> &str {
        self.get(at).map_or("", |word| word.token.key.of(&self.folded.text))
    }

    /// The letters of word `at` as the text has them.
    pub fn raw(&self, at: usize) -> &'t str {
        self.get(at).map_or("", |word| word.token.span.of(self.text))
    }

    /// The original place of the words `from..to`, without `clitics` folded bytes at its start.
    pub fn span(&self, from: usize, to: usize, clitics: usize) -> Span {
        let (Some(first), Some(last)) = (self.get(from), to.checked_sub(1).and_then(|at| self.get(at))) else {
            return Span::default();
        };
        let start = if clitics == 0 {
            first.token.span.start
        } else {
            self.folded.original(Span::new(first.token.key.start + clitics, first.token.key.end)).start
        };
        Span::new(start, last.token.span.end)
    }

    /// Whether word `at` is a word and not a number or sign.
    pub fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| word.token.kind == TokenKind::Word)
    }

    /// Whether word `at` is a run of digits.
    pub fn is_number(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| word.token.kind == TokenKind::Number)
    }

    /// Whether word `at` follows its neighbour with blanks at most.
    pub fn is_close(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| word.gap <= Gap::Blank)
    }

    /// Whether word `at` touches its neighbour.
    pub fn is_glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| word.gap == Gap::Glued)
    }

    /// Whether word `at` is a Latin word with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| word.capital)
    }

    /// Whether word `at` begins a line or follows a full stop; one quotation mark may stand between.
    pub fn opens_sentence(&self, at: usize) -> bool {
        let quoted = at.checked_sub(1).filter(|before| is_quote(self.key(*before)));
        let at = quoted.unwrap_or(at);
        let Some(word) = self.get(at) else { return false };
        let stop = |before: usize| matches!(self.key(before), "." | "!" | "?" | ":" | "؟");
        word.gap >= Gap::Line || at.checked_sub(1).is_some_and(stop)
    }
}

fn gap(between: &str) -> Gap {
    match between.bytes().filter(|byte| *byte == b'\n').count() {
        0 if between.is_empty() => Gap::Glued,
        0 => Gap::Blank,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    }
}

fn word(text: &str, folded: &Folded, token: Token, gap: Gap, trie: &Names) -> Word {
    let key = token.key.of(&folded.text);
    let arabic = token.kind == TokenKind::Word && key.chars().next().is_some_and(|c| c >= '\u{600}');
    let raw = token.span.of(text);
    let latin = token.kind == TokenKind::Word && !arabic;
    let capital = latin && raw.chars().next().is_some_and(char::is_uppercase);
    let shout = capital && raw.len() > 1 && !raw.chars().any(char::is_lowercase);
    let readings = if arabic { readings(key, trie) } else { Default::default() };
    Word { token, gap, capital, shout, arabic, known: trie.word(key), readings }
}

/// The known words behind one clitic, behind two, and behind the fused article (للبيت, read
/// as البيت, whose letters stay in the name).
fn readings(key: &str, trie: &Names) -> [Reading; 3] {
    let mut out = [Reading::default(); 3];
    let mut letters = key.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return out };
    if !matches!(first, 'و' | 'ف' | 'ب' | 'ل' | 'ك') {
        return out;
    }
    let one = first.len_utf8();
    let two = one + second.len_utf8();
    let rest = key.get(one..).unwrap_or("");
    let pair = matches!(first, 'و' | 'ف') && matches!(second, 'ب' | 'ل' | 'ك');
    let (fused, clitics) = if matches!(first, 'و' | 'ف') { (rest, one) } else { (key, 0) };
    let [single, double, article] = &mut out;
    *single = Reading { word: trie.word(rest), clitics: one };
    if pair {
        *double = Reading { word: trie.word(key.get(two..).unwrap_or("")), clitics: two };
    }
    if let Some(noun) = fused.strip_prefix("لل") {
        *article = Reading { word: trie.word(&format!("ال{noun}")), clitics };
    }
    out
}
