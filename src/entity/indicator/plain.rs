//! The text with its defanging taken away, and the way back to the original.
//!
//! `[.]`, `(dot)`, `{at}`, `[:]//`, half brackets (`example[.com`), marks without width, look-alike
//! hyphens and dots, and Arabic digits beside a dot or hyphen are changed; all else stays. A text
//! without any of them is not copied.

use std::borrow::Cow;

use crate::model::Span;

/// One change.
#[derive(Clone, Copy, Debug)]
struct Edit {
    original: Span,
    plain: Span,
    /// Whether it takes a defanging away, and not a mere mark or digit.
    defanging: bool,
}

/// A text without defanging.
pub(super) struct Plain<'t> {
    pub text: Cow<'t, str>,
    edits: Vec<Edit>,
}

/// What stands at a place: bytes `start..end` are to be replaced.
struct Change {
    start: usize,
    end: usize,
    by: By,
}

#[derive(Clone, Copy, PartialEq)]
enum By {
    Sign(&'static str),
    Mark(&'static str),
    /// The same digits in ASCII.
    Digits,
}

/// Bytes at which a change may begin.
const TRIGGERS: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = *b"[({]\\\xC2\xE2\xE3\xEF\xD9\xDB";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

impl<'t> Plain<'t> {
    pub fn read(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let (mut out, mut edits, mut copied) = (String::new(), Vec::new(), 0);
        let mut at = 0;
        while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| TRIGGERS[usize::from(*b)])) {
            at += step;
            let Some(change) = change(bytes, at, copied) else {
                at += 1;
                continue;
            };
            out.push_str(text.get(copied..change.start).unwrap_or(""));
            let start = out.len();
            match change.by {
                By::Sign(sign) | By::Mark(sign) => out.push_str(sign),
                By::Digits => out.extend(text.get(change.start..change.end).unwrap_or("").chars().map(ascii_digit)),
            }
            edits.push(Edit {
                original: Span::new(change.start, change.end),
                plain: Span::new(start, out.len()),
                defanging: matches!(change.by, By::Sign(_)),
            });
            (copied, at) = (change.end, change.end);
        }
        if edits.is_empty() {
            return Self { text: Cow::Borrowed(text), edits };
        }
        out.push_str(text.get(copied..).unwrap_or(""));
        Self { text: Cow::Owned(out), edits }
    }

    /// The place in the original of a place in the plain text, without marks at its ends.
    pub fn original(&self, plain: Span) -> Span {
        let before = self.edits.partition_point(|edit| edit.plain.end <= plain.start);
        let start = match before.checked_sub(1).and_then(|at| self.edits.get(at)) {
            Some(edit) => edit.original.end + (plain.start - edit.plain.end),
            None => plain.start,
        };
        let inside = self.edits.get(before).filter(|edit| edit.plain.start < plain.start);
        let start = inside.map_or(start, |edit| edit.original.start);
        let before = self.edits.partition_point(|edit| edit.plain.start < plain.end);
        let end = match before.checked_sub(1).and_then(|at| self.edits.get(at)) {
            Some(edit) if edit.plain.end > plain.end => edit.original.end,
            Some(edit) => edit.original.end + (plain.end - edit.plain.end),
            None => plain.end,
        };
        Span::new(start, end)
    }

    /// Whether a defanging was taken away in here.
    pub fn is_defanged(&self, plain: Span) -> bool {
        let first = self.edits.partition_point(|edit| edit.plain.end <= plain.start);
        let rest = self.edits.get(first..).unwrap_or(&[]);
        rest.iter().take_while(|edit| edit.plain.start < plain.end).any(|edit| edit.defanging)
    }
}

fn change(bytes: &[u8], at: usize, copied: usize) -> Option<Change> {
    match *bytes.get(at)? {
        b'[' | b'(' | b'{' => bracket(bytes, at, copied),
        b']' => {
            let half = is_name(bytes, at.checked_sub(2)?) && bytes.get(at - 1) == Some(&b'.') && is_name(bytes, at + 1);
            half.then_some(Change { start: at, end: at + 1, by: By::Sign("") })
        }
        b'\\' => escaped_dot(bytes, at),
        0xD9 | 0xDB => arabic_digits(bytes, at),
        _ => mark(bytes, at),
    }
}

/// What may stand in brackets, and what it stands for.
const INSIDE: [(&[u8], &str); 9] = [
    (b"://", "://"),
    (b"//", "//"),
    (b"dot", "."),
    (b"at", "@"),
    (b".", "."),
    (b"@", "@"),
    (b":", ":"),
    (b"/", "/"),
    (b"s", "s"),
];

fn bracket(bytes: &[u8], at: usize, copied: usize) -> Option<Change> {
    let blank = |place: usize| usize::from(bytes.get(place) == Some(&b' '));
    let inner = at + 1 + blank(at + 1);
    let (word, sign) = INSIDE
        .iter()
        .find(|(word, _)| bytes.get(inner..inner + word.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(word)))?;
    let after = inner + word.len();
    let close = after + blank(after);
    let before = at.checked_sub(1)?;
    if !matches!(bytes.get(close), Some(b']' | b')' | b'}')) {
        // "example[.com": a bracket that nobody closed.
        let half = *sign == "." && bytes.get(at) == Some(&b'[') && is_name(bytes, before) && is_name(bytes, after);
        return half.then_some(Change { start: at, end: after, by: By::Sign(".") });
    }
    let end = close + 1;
    match *sign {
        "." | "@" => {
            let start = if blank(before) == 1 && before > copied { before } else { at };
            let end = end + blank(end);
            let joins =
                start.checked_sub(1).is_some_and(|place| is_name(bytes, place) || bytes.get(place) == Some(&b']'));
            (joins && is_name(bytes, end)).then_some(Change { start, end, by: By::Sign(sign) })
        }
        "s" => {
            let scheme = matches!(bytes.get(before), Some(b'p' | b'P')) && matches!(bytes.get(end), Some(b':' | b'['));
            scheme.then_some(Change { start: at, end, by: By::Sign(sign) })
        }
        _ => {
            let joins = matches!(bytes.get(before), Some(b) if b.is_ascii_alphanumeric() || matches!(b, b':' | b'/' | b']' | b'*'));
            joins.then_some(Change { start: at, end, by: By::Sign(sign) })
        }
    }
}

/// `evil\.com`, but not the folders of `C:\dir\.hidden`.
fn escaped_dot(bytes: &[u8], at: usize) -> Option<Change> {
    let dot = is_name(bytes, at.checked_sub(1)?) && bytes.get(at + 1) == Some(&b'.') && is_name(bytes, at + 2);
    let near = bytes.get(at.saturating_sub(40)..at)?.rsplit(u8::is_ascii_whitespace).next()?;
    let folder = |pair: &[u8]| pair.first() == Some(&b'\\') && pair.get(1) != Some(&b'.');
    let path = near.windows(2).any(folder) || near.contains(&b':') || near.contains(&b'%');
    (dot && !path).then_some(Change { start: at, end: at + 1, by: By::Sign("") })
}

fn arabic_digits(bytes: &[u8], at: usize) -> Option<Change> {
    let is_digit = |place: usize| is_arabic_digit(bytes, place);
    let mut end = at;
    while is_digit(end) {
        end += 2;
    }
    let joint = |byte: Option<&u8>| matches!(byte, Some(b'.' | b'-' | b':'));
    let joined = joint(at.checked_sub(1).and_then(|before| bytes.get(before))) || joint(bytes.get(end));
    (end > at && joined).then_some(Change { start: at, end, by: By::Digits })
}

fn is_arabic_digit(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 2), Some([0xD9, 0xA0..=0xA9] | [0xDB, 0xB0..=0xB9]))
}

fn ascii_digit(c: char) -> char {
    let value = match c {
        '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(c) - 0x6F0,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

/// Marks without width go; a look-alike of the hyphen goes where a CVE number has one, a look-alike
/// of the dot or `@` inside a name.
fn mark(bytes: &[u8], at: usize) -> Option<Change> {
    let (len, by) = match bytes.get(at..at + 3).or_else(|| bytes.get(at..at + 2))? {
        [0xC2, 0xAD, ..] if !is_cve_joint(bytes, at, at + 2) => (2, ""),
        [0xC2, 0xAD, ..] => (2, "-"),
        [0xE2, 0x80, 0x8B..=0x8F | 0xAA..=0xAE] | [0xE2, 0x81, 0xA0 | 0xA6..=0xA9] | [0xEF, 0xBB, 0xBF] => (3, ""),
        [0xE2, 0x80, 0x90..=0x95] | [0xE2, 0x88, 0x92] | [0xEF, 0xBC, 0x8D] | [0xEF, 0xB9, 0xA3] => {
            (3, if is_cve_joint(bytes, at, at + 3) { "-" } else { return None })
        }
        [0xE2, 0x80, 0xA4] | [0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x8E] | [0xEF, 0xBD, 0xA1] => (3, "."),
        [0xEF, 0xBC, 0xA0] => (3, "@"),
        _ => return None,
    };
    let (before, after) = (at.checked_sub(1), at + len);
    let graphic = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_graphic);
    let near = before.is_some_and(graphic) || graphic(after);
    let inside = before.is_some_and(|place| is_name(bytes, place)) && is_name(bytes, after);
    (near && (inside || !matches!(by, "." | "@"))).then_some(Change { start: at, end: after, by: By::Mark(by) })
}

/// Whether a hyphen at `at..after` follows `CVE` or a year and stands before digits.
fn is_cve_joint(bytes: &[u8], at: usize, after: usize) -> bool {
    let cve = at.checked_sub(3).and_then(|start| bytes.get(start..at)).is_some_and(|b| b.eq_ignore_ascii_case(b"cve"));
    let year =
        at.checked_sub(4).and_then(|start| bytes.get(start..at)).is_some_and(|b| b.iter().all(u8::is_ascii_digit))
            || at.checked_sub(2).is_some_and(|start| is_arabic_digit(bytes, start));
    (cve || year) && (bytes.get(after).is_some_and(u8::is_ascii_digit) || is_arabic_digit(bytes, after))
}

/// A letter or digit of a name: ASCII, or a letter of another script.
fn is_name(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, plain: &str) {
        assert_eq!(Plain::read(text).text, plain, "{text}");
    }

    #[test]
    fn defanging_is_taken_away_and_nothing_else() {
        for (text, plain) in [
            ("a[.]b", "a.b"),
            ("a(dot)b {at} c[ . ]d", "a.b@c.d"),
            ("a [.] b", "a.b"),
            ("hxxp[:]//a[.com", "hxxp://a.com"),
            ("http[s]://a.]com", "https://a.com"),
            ("evil\\.com C:\\a\\.b", "evil.com C:\\a\\.b"),
            ("CVE‑2021–1234", "CVE-2021-1234"),
            ("CVE\u{AD}2021\u{AD}1234", "CVE-2021-1234"),
            ("CVE-٢٠٢١-١٢٣٤ عام ٢٠٢١", "CVE-2021-1234 عام ٢٠٢١"),
            ("b\u{200B}ad.com", "bad.com"),
            ("a (at home) [see] (.net) x – y", "a (at home) [see] (.net) x – y"),
        ] {
            check(text, plain);
        }
    }

    #[test]
    fn places_lead_back() {
        let text = "x \u{200E}a[.]b\u{200E} y";
        let plain = Plain::read(text);
        let at = plain.text.find("a.b").expect("it is there");
        let span = Span::new(at, at + 3);
        assert_eq!(plain.original(span).of(text), "a[.]b");
        assert!(plain.is_defanged(span) && !plain.is_defanged(Span::new(0, 1)));
    }
}
