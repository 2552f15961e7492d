//! Sentences.
//!
//! A line break always ends one. A full stop ends one unless it stands in a number, after a known
//! abbreviation or an initial, or before a small letter. Arabic sites glue the stop to the next
//! word ("بيانات.وأوضحت"), so no blank is asked for where Arabic letters stand on both sides.

use crate::model::Span;

/// Abbreviations after which a stop ends no sentence; in lower case, without their last stop.
const ABBREVIATIONS: &str = include_str!("../../assets/lexicon/abbreviations.txt");

/// Signs that close what a sentence has opened: they belong to it.
const CLOSERS: [char; 9] = ['"', '\'', '”', '’', '»', ')', ']', '›', '“'];

/// Cuts `text` into sentences, in order, without the blanks around them.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = match c {
            '\n' | '\u{2029}' => Some(at),
            '!' | '?' | '؟' | '…' => Some(at + c.len_utf8()),
            '.' | '۔' if ends_sentence(text, start, at, c) => Some(at + c.len_utf8()),
            _ => None,
        };
        let Some(mut end) = end else { continue };
        while let Some((at, closer)) = chars.next_if(|(at, next)| c != '\n' && closes(text, *at, *next)) {
            end = at + closer.len_utf8();
        }
        push(text, Span::new(start, end), &mut out);
        start = end;
    }
    push(text, Span::new(start, text.len()), &mut out);
    out
}

/// Further stops and closing signs stay with their sentence; a quote that opens the next one (a
/// letter follows it at once) does not.
fn closes(text: &str, at: usize, c: char) -> bool {
    if matches!(c, '.' | '!' | '?' | '؟' | '…') {
        return true;
    }
    let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    CLOSERS.contains(&c) && !next.is_some_and(char::is_alphanumeric)
}

fn push(text: &str, span: Span, out: &mut Vec<Span>) {
    let raw = span.of(text);
    let lead = raw.len() - raw.trim_start().len();
    let trimmed = raw.trim();
    if trimmed.chars().any(char::is_alphanumeric) {
        out.push(Span::new(span.start + lead, span.start + lead + trimmed.len()));
    }
}

fn ends_sentence(text: &str, start: usize, at: usize, stop: char) -> bool {
    let before = text.get(start..at).unwrap_or("").trim_end_matches(CLOSERS);
    let after = text.get(at + stop.len_utf8()..).unwrap_or("");
    let last = before.chars().next_back();
    let next = after.chars().next();
    match next {
        None | Some('.') => return true,
        Some(c) if c.is_whitespace() || CLOSERS.contains(&c) => {}
        // Glued to the next word: a sentence only between two letters, of which one is Arabic.
        Some(c) => {
            return last.is_some_and(is_arabic) && (is_arabic(c) || "\"“«".contains(c))
                || last == Some(')') && is_arabic(c);
        }
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || "([\"“«".contains(c)).next().unwrap_or("");
    if word.is_empty() || is_abbreviation(word) {
        return false;
    }
    !after.trim_start_matches(|c: char| c.is_whitespace() && c != '\n').starts_with(char::is_lowercase)
}

fn is_abbreviation(word: &str) -> bool {
    let lower = word.to_lowercase();
    let initial = lower.chars().count() == 1 && lower.starts_with(char::is_alphabetic) && !lower.starts_with(is_arabic);
    // "U.S" or "a.m": single letters with stops between.
    let dotted = lower.contains('.') && lower.split('.').all(|part| part.chars().count() == 1);
    initial || dotted && lower.len() < 8 || ABBREVIATIONS.lines().any(|known| known == lower)
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{64A}' | '\u{64B}'..='\u{652}' | '\u{66E}'..='\u{6D3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[&str]) {
        let got: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn english_stops() {
        check("It began on Jan. 6. Then it grew.", &["It began on Jan. 6.", "Then it grew."]);
        check("The U.S. agency said so. Dr. A. Smith agreed.", &["The U.S. agency said so.", "Dr. A. Smith agreed."]);
        check("Version 15.2.858.5 is safe. Update!", &["Version 15.2.858.5 is safe.", "Update!"]);
        check("He said: \"Patch now.\" They did.", &["He said: \"Patch now.\"", "They did."]);
        check("See example.com. It helps... a lot.", &["See example.com.", "It helps...", "a lot."]);
        check("one\n\ntwo", &["one", "two"]);
    }

    #[test]
    fn arabic_stops_glued_to_the_next_word() {
        check("لم تسرق بيانات.وأوضحت الهيئة ذلك.", &["لم تسرق بيانات.", "وأوضحت الهيئة ذلك."]);
        check("بلغ العدد 30.000 خادم. هل انتهى؟ نعم", &["بلغ العدد 30.000 خادم.", "هل انتهى؟", "نعم"]);
        check("قال: \"انتهى الأمر\".\"ثم بدأ\" من جديد.", &["قال: \"انتهى الأمر\".", "\"ثم بدأ\" من جديد."]);
    }

    proptest! {
        #[test]
        fn sentences_are_in_order_and_leave_no_word_out(text in "(?s)[a-zA-Zء-ي0-9 .!?؟\"\n]{0,120}") {
            let found = sentences(&text);
            let mut last = 0;
            for span in &found {
                prop_assert!(span.start >= last && !span.is_empty());
                prop_assert!(text.get(last..span.start).is_some_and(|gap| !gap.chars().any(char::is_alphanumeric)));
                last = span.end;
            }
            prop_assert!(text.get(last..).is_some_and(|gap| !gap.chars().any(char::is_alphanumeric)));
        }
    }
}
