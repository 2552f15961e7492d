//! Tokens: words, numbers and signs of a folded text.

use crate::model::Span;

use super::Folded;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters of one script.
    Word,
    /// ASCII digits (after folding).
    Number,
    /// One sign.
    Punct,
}

/// A word, a number or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the original.
    pub span: Span,
    /// Where it stands in the folded text.
    pub key: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// Cuts a folded text into tokens, in order. Blanks separate and are no tokens. Letters of two
/// scripts or a letter and a digit side by side are two tokens ("2021م", "APT40").
pub fn tokens(folded: &Folded) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(folded.text.len() / 4);
    let mut last: Option<(Class, usize)> = None;
    for (at, c) in folded.text.char_indices() {
        let class = class(c);
        let end = at + c.len_utf8();
        let joins = last == Some((class, at)) && !matches!(class, Class::Sign);
        match (class, out.last_mut()) {
            (Class::Blank, _) => {}
            (_, Some(token)) if joins => token.key.end = end,
            _ => out.push(Token { span: Span::default(), key: Span::new(at, end), kind: class.kind() }),
        }
        last = Some((class, end));
    }
    for token in &mut out {
        token.span = folded.original(token.key);
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Digit,
    Arabic,
    Other,
    Sign,
}

impl Class {
    const fn kind(self) -> TokenKind {
        match self {
            Self::Digit => TokenKind::Number,
            Self::Arabic | Self::Other => TokenKind::Word,
            Self::Blank | Self::Sign => TokenKind::Punct,
        }
    }
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Other,
        ' ' | '\n' | '\t' | '\r' => Class::Blank,
        '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{66A}'..='\u{66D}' | '\u{6D4}' => Class::Sign,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' => Class::Arabic,
        _ if c.is_alphabetic() => Class::Other,
        _ if c.is_whitespace() => Class::Blank,
        _ => Class::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let folded = fold(text);
        let got: Vec<&str> = tokens(&folded).iter().map(|token| token.key.of(&folded.text)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn scripts_digits_and_signs_part() {
        check("يوم 5 آذار/مارس 2021م،", &["يوم", "5", "اذار", "/", "مارس", "2021", "م", "،"]);
        check("CVE-2021-26855", &["cve", "-", "2021", "-", "26855"]);
        check("لـMicrosoft", &["ل", "microsoft"]);
        check("Feb. 26-27", &["feb", ".", "26", "-", "27"]);
        check("30\u{A0}ألف", &["30", "الف"]);
        check("", &[]);
    }

    #[test]
    fn spans_point_into_the_original() {
        let text = "في مَارِس ٢٠٢١";
        let folded = fold(text);
        let words: Vec<&str> = tokens(&folded).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words, ["في", "مَارِس", "٢٠٢١"]);
    }
}
