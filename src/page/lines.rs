//! Lines of a text made into paragraphs, and a headline told from them.

/// Words that a headline has at most.
const MAX_HEADLINE_WORDS: usize = 30;

/// Characters of a headline.
const MAX_HEADLINE: usize = 250;

/// Marks of breaking news before a headline, as their own word.
const BREAKING: &str = include_str!("../../assets/lexicon/breaking.txt");

/// The paragraphs of `text`, one a line: blanks at line ends and empty lines go, the words stay.
/// Lines that a program wrapped at a fixed width are one paragraph again.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.split(['\n', '\u{2028}', '\u{2029}']).map(clean_ends).collect();
    let blocks: Vec<&[&str]> = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()).collect();
    if is_wrapped(&blocks) {
        return blocks.iter().map(|block| block.join(" ")).collect();
    }
    blocks.concat().into_iter().map(str::to_owned).collect()
}

/// Blanks, carriage returns and marks of direction at the ends of a line are no words.
fn clean_ends(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\0')
    })
}

/// Whether the lines were wrapped at a fixed width: in blocks of several lines nearly all but the
/// last are about as long as the longest, and that is the width of a page and not of a paragraph.
fn is_wrapped(blocks: &[&[&str]]) -> bool {
    let inner = blocks.iter().filter_map(|block| block.split_last()).flat_map(|(_, inner)| inner.iter());
    let inner: Vec<usize> = inner.map(|line| line.chars().count()).collect();
    let Some(longest) = inner.iter().copied().max() else { return false };
    let full = inner.iter().filter(|length| **length * 10 >= longest * 8).count();
    inner.len() >= 3 && (50..=110).contains(&longest) && full * 10 >= inner.len() * 9
}

/// A headline without marks of breaking news, and whether it had one.
pub(super) fn headline(line: &str) -> (&str, bool) {
    let line = line.trim_start_matches(|c: char| c == '#' || c.is_whitespace()).trim_end();
    for mark in BREAKING.lines() {
        let Some(rest) = strip_word(line, mark) else { continue };
        let bare = rest.trim_start();
        let rest = bare
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '|' | ':' | '-' | '–' | '—' | '!' | '.'));
        // "Breaking the code" is a headline of its own: the mark needs a sign behind it.
        if rest.len() < bare.len() && !rest.is_empty() {
            return (rest, true);
        }
    }
    (line, false)
}

fn strip_word<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = line.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

/// Whether `line` reads as the headline of the text that follows it: short, without a full stop,
/// and followed by more.
pub(super) fn is_headline(line: &str, rest: &[String]) -> bool {
    let words = line.split_whitespace().count();
    let ends = matches!(last_sign(line), Some('.' | '。' | '،' | ',' | ':' | ';' | '؛' | '…'));
    let longer = !is_dateline(line) && rest.iter().any(|paragraph| paragraph.len() > line.len());
    (1..=MAX_HEADLINE_WORDS).contains(&words) && line.chars().count() <= MAX_HEADLINE && !ends && longer
}

/// Whether `line` is the place and the agency of a report: "LONDON - The Agency". It is part of the
/// text, for it dates nothing and heads nothing.
fn is_dateline(line: &str) -> bool {
    let parts: Vec<&str> = line.split(['-', '–', '—', 'ـ']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let words = |part: &&str| part.split_whitespace().count();
    let [place, agency] = parts.as_slice() else { return false };
    let latin = place.starts_with(|c: char| c.is_ascii_alphabetic());
    let shouted = !latin || *place == place.to_uppercase();
    words(place) <= 2 && words(agency) <= 3 && shouted
}

/// Whether `line` ends as a sentence does.
pub(super) fn ends_sentence(line: &str) -> bool {
    matches!(last_sign(line), Some('.' | '!' | '?' | '؟' | '…' | '۔' | '。'))
}

/// The last character but closing quotes and brackets.
fn last_sign(line: &str) -> Option<char> {
    line.trim_end().trim_end_matches(['"', '”', '»', '\'', '’', ')']).chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_are_lines_without_their_ends() {
        assert_eq!(paragraphs(" one  two \r\n\r\n\n\u{200F}ثلاثة \u{FEFF}\nfour"), ["one  two", "ثلاثة", "four"]);
        assert!(paragraphs(" \n\t\n").is_empty());
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let wrapped = "The agency said on Tuesday that its servers had been reached by strangers\n\
                       and that it had taken them off the network while the inquiry goes on. It\n\
                       did not say who they were or how long they had been inside, and added on\n\
                       Friday nothing.\n\nA second paragraph.";
        let paragraphs = paragraphs(wrapped);
        assert_eq!(paragraphs.len(), 2);
        assert!(paragraphs[0].contains("strangers and that"));
    }

    #[test]
    fn verses_and_lists_stay_lines() {
        assert_eq!(paragraphs("- one\n- two\n- a longer third\n- four").len(), 4);
        assert_eq!(paragraphs(&"long ".repeat(60).lines().chain(["short"]).collect::<Vec<_>>().join("\n")).len(), 2);
    }

    #[test]
    fn headlines_lose_their_breaking_mark() {
        for (line, expect) in [
            ("عاجل| هجوم على خوادم البريد", ("هجوم على خوادم البريد", true)),
            ("عاجل : هجوم", ("هجوم", true)),
            ("BREAKING: servers hit", ("servers hit", true)),
            ("Breaking the code", ("Breaking the code", false)),
            ("عاجل", ("عاجل", false)),
            ("# A heading", ("A heading", false)),
        ] {
            assert_eq!(headline(line), expect, "{line}");
        }
    }

    #[test]
    fn a_headline_is_short_open_and_followed() {
        let rest = ["A paragraph that is longer than its headline.".to_owned()];
        for (line, expect) in [
            ("Servers hit again", true),
            ("\"We were hit\"", true),
            ("They were hit.", false),
            ("قال المتحدث \"أصبنا.\"", false),
            ("", false),
        ] {
            assert_eq!(is_headline(line, &rest), expect, "{line}");
        }
        assert!(!is_headline("Alone", &[]));
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[a-zا-ي \n\r\u{200F}]{0,80}") {
            let before: Vec<String> = text.split_whitespace().map(|word| clean_ends(word).to_owned()).filter(|word| !word.is_empty()).collect();
            let after = paragraphs(&text).join(" ");
            let after: Vec<String> = after.split_whitespace().map(|word| clean_ends(word).to_owned()).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(before, after);
        }
    }
}
