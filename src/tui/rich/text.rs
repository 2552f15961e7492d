//! Texts that a pen can lay out, and places in them.

use std::ops::Range;

use crate::bidi::{Line, Symbol};
use crate::model::{Clean, Span};
use crate::text::{fold, fold_key};

/// Text that can be laid out.
pub trait Show {
    /// The text in logical order.
    fn logical(&self) -> &str;

    /// Whether it is the interface that speaks, isolated words aside.
    fn is_ours(&self) -> bool {
        false
    }
}

impl Show for Clean {
    fn logical(&self) -> &str {
        self.as_str()
    }
}

/// Words of the interface with words from outside between them, each of those isolated, so that
/// the order of neither disturbs the other (UAX#9 3.1.2). Made by [`mixed`].
#[derive(Clone, Debug)]
pub struct Mixed(String);

impl Show for Mixed {
    fn logical(&self) -> &str {
        &self.0
    }

    fn is_ours(&self) -> bool {
        true
    }
}

/// Stand for the ends of an isolate until the whole is clean; foreign text cannot bring its own.
const BEGIN: char = '\u{F0001}';
const END: char = '\u{F0002}';
const FIGURE: char = '\u{F0003}';

/// Begin and end of words from outside in a finished sentence.
const FSI: char = '\u{2068}';
const LRI: char = '\u{2066}';
const PDI: char = '\u{2069}';

/// Marks `text` as words from outside, for a sentence that [`mixed`] makes.
pub fn foreign(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push(BEGIN);
    out.extend(text.chars().filter(|c| !matches!(*c, BEGIN | END | FIGURE)));
    out.push(END);
    out
}

/// Marks `text` as a figure or date of the interface's own, which keeps its order in a sentence.
pub fn figure(text: &str) -> String {
    format!("{FIGURE}{text}{END}")
}

/// Marks what a sentence of the program tells of: a day as a [`figure`], anything else as [`foreign`].
pub fn quoted(text: &str) -> String {
    if text.parse::<chrono::NaiveDate>().is_ok() { figure(text) } else { foreign(text) }
}

/// A sentence of the interface; [`foreign`] words in it keep an order of their own.
pub fn mixed(sentence: &str) -> Mixed {
    let isolate = |c| match c {
        BEGIN => FSI,
        FIGURE => LRI,
        END => PDI,
        c => c,
    };
    Mixed(Clean::line(sentence).as_str().chars().map(isolate).collect())
}

/// The ranges of `text` that a search for `query` means: each of its words, in any spelling.
pub fn matches(text: &str, query: &str) -> Vec<Range<usize>> {
    let folded = fold(text);
    let mut ranges = Vec::new();
    for word in fold_key(query).split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1) {
        for (at, found) in folded.text.match_indices(word) {
            let span = folded.original(Span::new(at, at + found.len()));
            ranges.push(span.start..span.end);
        }
    }
    ranges
}

/// Writes the digits of `line`, which is from `text`, as Arabic-Indic ones. They keep the order that
/// European digits have, so that 2021-03-02 reads alike in both, and words from outside keep theirs:
/// what a source wrote is evidence.
pub(super) fn native_digits(text: &str, line: &mut Line) {
    let foreign = isolated(text);
    for cell in &mut line.cells {
        let digit = cell.symbol.as_str().parse::<u32>().ok().filter(|digit| *digit < 10);
        let theirs = foreign.iter().any(|range| range.contains(&cell.src.start));
        if let Some(native) = digit.filter(|_| !theirs).and_then(|digit| char::from_u32(0x660 + digit)) {
            cell.symbol = Symbol::from(native);
        }
    }
}

/// The ranges of isolated words in a finished sentence.
fn isolated(text: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut ranges = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            FSI => open.push(Some(at)),
            LRI => open.push(None),
            PDI => ranges.extend(open.pop().flatten().map(|from| from..at)),
            _ => {}
        }
    }
    ranges
}

/// The web addresses in `text`: what begins with a scheme, up to a blank or a sign that ends sentences.
pub fn links(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("://") {
        let head = text.get(..at).unwrap_or("");
        let Some(scheme) = ["https", "http"].into_iter().find(|scheme| head.ends_with(scheme)) else { continue };
        let start = at - scheme.len();
        let rest = text.get(start..).unwrap_or("");
        let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»،؛؟⟨⟩`{}|\\^\u{2068}\u{2069}".contains(c);
        let address = rest.split(ends).next().unwrap_or("");
        let length = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']']).len();
        if length > scheme.len() + 3 && found.last().is_none_or(|last| last.end <= start) {
            found.push(start..start + length);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Digits, Pen, base};
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn foreign_words_keep_their_own_order() {
        let sentence = mixed(&format!("“{}” → 2021-01-05", foreign("5 يناير")));
        let drawn = Pen::default().single(&sentence, 40, base(false), Style::new());
        let shown = drawn.line.text();
        assert!(shown.starts_with('“') && shown.ends_with("5” → 2021-01-05"), "{shown:?}");
        assert!(!shown.contains(['\u{2068}', '\u{2069}', BEGIN, END]));
        assert_eq!(foreign("a\u{F0002}b").matches(END).count(), 1, "foreign text cannot end its isolate");
    }

    #[test]
    fn the_interface_can_write_arabic_indic_digits_and_evidence_keeps_its_own() {
        let pen = Pen { digits: Digits::ArabicIndic, ..Pen::default() };
        let shown = |text: &str| pen.single(&mixed(text), 40, base(false), Style::new()).line.text();
        assert_eq!(shown("2021-03-02 x"), "٢٠٢١-٠٣-٠٢ x");
        assert_eq!(shown(&format!("17 {} 5", foreign("MS17-010"))), "١٧ MS17-010 ٥");
        let article = pen.single(&Clean::line("2021"), 40, base(false), Style::new());
        assert_eq!(article.line.text(), "2021");
    }

    #[test]
    fn matches_are_found_in_every_spelling() {
        let text = "الهيئة الأوروبية";
        let found = matches(text, "اوروبيه");
        assert_eq!(found.len(), 1);
        assert_eq!(text.get(found[0].clone()), Some("أوروبية"));
        assert!(matches(text, "ا").is_empty());
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expect) in [
            ("see https://example.org/a?b=c.", vec!["https://example.org/a?b=c"]),
            ("(http://example.org)، https://example.net", vec!["http://example.org", "https://example.net"]),
            ("ftp://example.org https:// javascript://x", vec![]),
            ("انظر https://example.org/خبر؟", vec!["https://example.org/خبر"]),
        ] {
            let found: Vec<&str> = links(text).into_iter().filter_map(|range| text.get(range)).collect();
            assert_eq!(found, expect, "{text}");
        }
    }
}
