//! From text to lexemes: words with their meanings, numbers with their values.

mod digits;
mod doublet;
mod number;
mod words;

use super::lexicon::{Class, ClassSet, Lexicon, Meaning, Sense};
use crate::model::Span;
use crate::text::{Folded, Token, TokenKind, fold, tokens};

/// A number of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// Its value.
    pub value: f64,
    /// How many digits it is written with; 0 for words.
    pub digits: u8,
    /// Whether it is an ordinal.
    pub ordinal: bool,
}

/// Digits and signs that say a date or a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    /// First, second, third number of a date and how many digits the first one has.
    Date([i32; 3], u8),
    /// Two numbers of a date: day and month in one or the other order, or month and year.
    Pair(i32, i32),
    /// Hour and minute.
    Clock(u32, u32),
    /// The first year of a decade.
    Decade(i32),
}

/// A word, a number or a sign with what it can be.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    /// Where it stands in the original.
    pub span: Span,
    /// Where it stands in the folded text.
    pub key: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// What it can be.
    pub classes: ClassSet,
    /// What the lexicon says of it.
    pub meanings: &'static [Meaning],
    /// Its value, for a number.
    pub number: Option<Number>,
    /// What its digits say.
    pub shape: Option<Shape>,
    /// Whether it touches the lexeme before it.
    pub glued: bool,
    /// Whether a line ends before it.
    pub breaks: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Lexeme {
    /// What it says as a member of one of the classes.
    pub fn meaning(&self, classes: ClassSet) -> Option<Meaning> {
        self.meanings.iter().copied().find(|meaning| classes.has(meaning.class) && self.classes.has(meaning.class))
    }

    /// Its number in one class, whether the lexicon or its digits say it.
    pub fn number_as(&self, class: Class) -> Option<i32> {
        match self.meaning(ClassSet::of(class)).map(|meaning| meaning.sense) {
            Some(Sense::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// Its value as a whole number.
    pub fn whole(&self) -> Option<i32> {
        let value = self.number?.value;
        (value.fract() == 0.0 && value.abs() < 1e9).then_some(value as i32)
    }
}

/// A scanned text.
pub(super) struct Scan {
    /// The folded text, to which the keys belong.
    pub folded: Folded,
    /// Its lexemes, in order.
    pub lexemes: Vec<Lexeme>,
}

impl Scan {
    /// The folded word of a lexeme.
    pub fn key(&self, lexeme: &Lexeme) -> &str {
        lexeme.key.of(&self.folded.text)
    }
}

/// Scans `text` with the words of `lexicon`.
pub(super) fn scan(text: &str, lexicon: &'static Lexicon) -> Scan {
    let folded = fold(text);
    let tokens = tokens(&folded);
    let lexemes = words::look_up(text, &folded, &tokens, lexicon);
    let lexemes = digits::join(&lexemes, &folded.text);
    let lexemes = number::join(&lexemes, &folded.text, lexicon);
    Scan { lexemes: doublet::join(lexemes, lexicon), folded }
}

/// A lexeme for a token without any meaning yet.
fn plain(text: &str, token: &Token, last: Option<&Lexeme>) -> Lexeme {
    let from = last.map_or(0, |last| last.span.end);
    let gap = Span::new(from, token.span.start).of(text);
    Lexeme {
        span: token.span,
        key: token.key,
        kind: token.kind,
        classes: ClassSet::NONE,
        meanings: &[],
        number: None,
        shape: None,
        glued: gap.is_empty() && last.is_some(),
        breaks: gap.contains('\n'),
        capital: token.kind == TokenKind::Word && token.span.of(text).starts_with(char::is_uppercase),
    }
}
