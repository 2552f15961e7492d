//! Text from outside, made safe to show.
//!
//! A terminal obeys what it is sent: an escape sequence in a headline can retitle the window, fill
//! the clipboard or ask the terminal to type. [`Clean`] is the only text that screens, standard
//! output, errors, exports and copies take, and [`Clean::text`] and [`Clean::line`] are the only
//! ways to make one. A whole escape sequence becomes one visible mark, so that no litter of it
//! stays and a reader sees that something was there. Bidi controls and other invisible characters
//! are taken out: they are for the layout to decide, not for the text. At most
//! [`MAX_MARKS`] combining marks stay on one letter.

use std::fmt;

use serde::Serialize;

use super::Span;

/// Combining marks kept on one base letter; Arabic needs three.
pub const MAX_MARKS: usize = 8;

/// Stands for one control character or one whole escape sequence.
const MARK: char = '\u{241B}';

/// Text without any control character, and without invisible ones but ZWNJ and ZWJ.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Clean(String);

/// Leads from places in the original text to places in its [`Clean`] form.
#[derive(Clone, Debug, Default)]
pub struct CleanMap {
    /// Pairs (byte in the original, byte in the clean text) at which the offset changes, in order.
    steps: Vec<(usize, usize)>,
}

impl CleanMap {
    /// The clean byte for a byte of the original.
    pub fn at(&self, original: usize) -> usize {
        let index = self.steps.partition_point(|(from, _)| *from <= original);
        let Some((from, to)) = index.checked_sub(1).and_then(|i| self.steps.get(i)) else { return original };
        // Steps come in pairs, begin and end of a changed piece: an odd count is inside one, and a
        // place inside a piece that was replaced as a whole is its end.
        match self.steps.get(index) {
            Some((_, end)) if index % 2 == 1 && original > *from => *end,
            _ => to + (original - from),
        }
    }

    /// The clean span for a span of the original.
    pub fn span(&self, original: Span) -> Span {
        Span::new(self.at(original.start), self.at(original.end))
    }
}

impl Clean {
    /// Cleans `raw` and keeps its line breaks.
    pub fn text(raw: &str) -> Self {
        clean(raw, true).0
    }

    /// Cleans `raw` into one line: every run of line breaks and tabs becomes a blank.
    pub fn line(raw: &str) -> Self {
        clean(raw, false).0
    }

    /// Like [`Clean::text`], with the way from places in `raw` to places in the result.
    pub fn mapped(raw: &str) -> (Self, CleanMap) {
        clean(raw, true)
    }

    /// Whether `c` stays as it is: it is no control character, and it draws something or joins letters.
    pub fn keeps(c: char) -> bool {
        !c.is_control() && !is_invisible(c) && !matches!(c, '\u{2028}' | '\u{2029}')
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the text up.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// What to do with the characters at a place.
enum Piece {
    Keep(char),
    Replace(char),
    Drop,
}

fn clean(raw: &str, breaks: bool) -> (Clean, CleanMap) {
    let mut out = String::with_capacity(raw.len());
    let mut steps = Vec::new();
    let mut rest = raw.char_indices().peekable();
    let mut marks = 0;
    while let Some((at, c)) = rest.next() {
        let mut width = c.len_utf8();
        let piece = if let Some(length) = escape_length(raw.get(at..).unwrap_or("")) {
            while rest.next_if(|(next, _)| *next < at + length).is_some() {}
            width = length;
            Piece::Replace(MARK)
        } else {
            piece(c, breaks, &mut marks)
        };
        let before = out.len();
        match piece {
            Piece::Keep(c) => {
                out.push(c);
                continue;
            }
            Piece::Replace(c) => out.push(c),
            Piece::Drop => {}
        }
        if out.len() - before != width || width > 1 {
            steps.push((at, before));
            steps.push((at + width, out.len()));
        }
    }
    (Clean(out), CleanMap { steps })
}

fn piece(c: char, breaks: bool, marks: &mut usize) -> Piece {
    if is_mark(c) {
        *marks += 1;
        return if *marks > MAX_MARKS { Piece::Drop } else { Piece::Keep(c) };
    }
    let piece = match c {
        '\n' if breaks => Piece::Keep(c),
        '\u{2028}' | '\u{2029}' if breaks => Piece::Replace('\n'),
        '\r' if breaks => Piece::Drop,
        '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Piece::Replace(' '),
        '\u{200C}' | '\u{200D}' => Piece::Keep(c),
        '\0' => Piece::Drop,
        _ if c.is_control() => Piece::Replace(MARK),
        _ if is_invisible(c) => Piece::Drop,
        _ => Piece::Keep(c),
    };
    // What leaves no trace between marks does not part them: they come to lie on one letter.
    if !matches!(piece, Piece::Drop | Piece::Keep('\u{200C}' | '\u{200D}')) {
        *marks = 0;
    }
    piece
}

/// The length in bytes of the escape sequence that `text` begins with (ECMA-48 5.3 to 5.6): CSI to
/// its final byte, a control string to its terminator, else the escape and its final byte.
fn escape_length(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    let (kind, body) = match first {
        '\u{1B}' => match chars.next() {
            Some((_, '[')) => ('[', 2),
            Some((_, ']' | 'P' | '^' | '_' | 'X')) => (']', 2),
            Some((_, ' '..='/')) => (' ', 2),
            Some((at, c @ '0'..='~')) => return Some(at + c.len_utf8()),
            _ => return Some(1),
        },
        '\u{9B}' => ('[', 2),
        '\u{90}' | '\u{98}' | '\u{9D}' | '\u{9E}' | '\u{9F}' => (']', 2),
        _ => return None,
    };
    let rest = text.get(body..)?;
    match kind {
        '[' => Some(
            body + rest.find(|c: char| !(' '..='?').contains(&c)).map_or(rest.len(), |end| end + final_byte(rest, end)),
        ),
        ' ' => Some(
            body + rest.find(|c: char| !(' '..='/').contains(&c)).map_or(rest.len(), |end| end + final_byte(rest, end)),
        ),
        _ => Some(body + string_length(rest)),
    }
}

/// 1 where `rest` has a final byte at `end`, else 0: a broken sequence ends before the stranger.
fn final_byte(rest: &str, end: usize) -> usize {
    usize::from(rest.get(end..).and_then(|tail| tail.chars().next()).is_some_and(|c| ('0'..='~').contains(&c)))
}

/// The length of a control string to its terminator; without one, to the end of its line, so that
/// a hostile opener cannot swallow the article.
fn string_length(rest: &str) -> usize {
    for (at, c) in rest.char_indices() {
        match c {
            '\u{7}' | '\u{9C}' => return at + c.len_utf8(),
            '\u{1B}' => return at + if rest.get(at + 1..).is_some_and(|tail| tail.starts_with('\\')) { 2 } else { 0 },
            '\n' => return at,
            _ => {}
        }
    }
    rest.len()
}

fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}'
        | '\u{6EA}'..='\u{6ED}' | '\u{8D3}'..='\u{8FF}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

/// Characters that draw nothing but steer a renderer or hide in a word.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180B}'..='\u{180F}' | '\u{200B}'
        | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_escape_sequence_becomes_one_mark() {
        for (raw, expect) in [
            ("a\u{1B}[31mb", "a␛b"),
            ("a\u{1B}]52;c;aGk=\u{7}b", "a␛b"),
            ("a\u{1B}]0;title\u{1B}\\b", "a␛b"),
            ("a\u{9D}8;;http://x\u{9C}b", "a␛b"),
            ("a\u{9B}2Jb", "a␛b"),
            ("a\u{1B}(Bb", "a␛b"),
            ("a\u{1B}cb", "a␛b"),
            ("a\u{1B}Pq#0\u{1B}\\b", "a␛b"),
            ("a\u{1B}", "a␛"),
            ("a\u{7}b\u{8}c", "a␛b␛c"),
            ("a\u{1B}[31", "a␛"),
            ("a\u{1B}]never ended\nnext line", "a␛\nnext line"),
        ] {
            assert_eq!(Clean::text(raw).as_str(), expect, "{raw:?}");
        }
    }

    #[test]
    fn invisible_characters_go_and_joiners_stay() {
        assert_eq!(Clean::text("Micro\u{200B}soft \u{202E}gnp\u{202C}\u{E0041}").as_str(), "Microsoft gnp");
        assert_eq!(Clean::text("می\u{200C}خواهم").as_str(), "می\u{200C}خواهم");
        assert_eq!(Clean::line("one\r\ntwo\tthree").as_str(), "one  two three");
        assert_eq!(Clean::text("one\r\ntwo").as_str(), "one\ntwo");
    }

    #[test]
    fn a_flood_of_marks_is_cut() {
        let flood = format!("م{}س", "\u{64E}".repeat(4000));
        assert_eq!(Clean::text(&flood).as_str().chars().count(), 2 + MAX_MARKS);
        for hidden in ["\u{200B}", "\0", "\r", "\u{202E}"] {
            let flood = format!("م{}س", format!("\u{64E}{hidden}").repeat(4000));
            assert_eq!(Clean::text(&flood).as_str().chars().count(), 2 + MAX_MARKS, "{hidden:?}");
        }
    }

    #[test]
    fn the_map_follows_what_was_cut() {
        let raw = "x\u{202E}مارس\u{1B}[1m 2021";
        let (clean, map) = Clean::mapped(raw);
        let at = raw.find("2021").expect("the year is there");
        assert_eq!(map.span(Span::new(at, at + 4)).of(clean.as_str()), "2021");
        let at = raw.find("مارس").expect("the month is there");
        assert_eq!(map.span(Span::new(at, at + 8)).of(clean.as_str()), "مارس");
    }

    proptest! {
        #[test]
        fn nothing_that_steers_a_terminal_is_left(raw in "(?s).*") {
            let (clean, map) = Clean::mapped(&raw);
            prop_assert!(clean.as_str().chars().all(|c| c == '\n' || !c.is_control() && !is_invisible(c)));
            prop_assert!(!Clean::line(&raw).as_str().contains('\n'));
            let mut last = 0;
            for (at, _) in raw.char_indices() {
                let to = map.at(at);
                prop_assert!(to >= last && clean.as_str().is_char_boundary(to));
                last = to;
            }
            prop_assert_eq!(map.at(raw.len()), clean.as_str().len());
        }
    }
}
