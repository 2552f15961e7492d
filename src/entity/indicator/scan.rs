//! The pass over the text: runs without blanks, pieces between quotes and commas, atoms.

use crate::model::{IndicatorKind, Span};

use super::Indicator;
use super::lists::{LISTS, Lists};
use super::plain::Plain;

/// Signs that a run without blanks may hold: bits of the class of a byte.
const BLANK: u8 = 1;
const SIGN: u8 = 2;
const V: u8 = 4;
const T: u8 = 8;
const DIGIT: u8 = 16;

const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\n' | b'\t' | b'\r' | 0x0B | 0x0C => BLANK,
            b'.' | b':' | b'@' | b'/' | b'\\' => SIGN,
            b'v' | b'V' => V,
            b'T' => T,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// The shortest digest.
const DIGEST: usize = 32;
/// How far back the word before an atom may reach, in letters.
const WORD: usize = 32;

/// A pass over one text.
pub(super) struct Scan<'p> {
    pub plain: &'p Plain<'p>,
    pub text: &'p str,
    pub bytes: &'p [u8],
    pub lists: &'static Lists,
    pub found: Vec<Indicator>,
    /// Up to here the text has been read already.
    pub resume: usize,
}

impl<'p> Scan<'p> {
    pub fn new(plain: &'p Plain<'p>) -> Self {
        let text: &str = &plain.text;
        Self { plain, text, bytes: text.as_bytes(), lists: &LISTS, found: Vec::new(), resume: 0 }
    }

    /// Every indicator, in places of the plain text, in order.
    pub fn run(mut self) -> Vec<Indicator> {
        let (mut start, mut flags) = (0, 0);
        let bytes = self.bytes;
        for (at, byte) in bytes.iter().enumerate() {
            let class = CLASS[usize::from(*byte)];
            if class == BLANK {
                self.consider(start, at, flags);
                (start, flags) = (at + 1, 0);
            } else {
                flags |= class;
            }
        }
        self.consider(start, bytes.len(), flags);
        self.found.sort_by_key(|indicator| indicator.span);
        self.found
    }

    #[inline]
    fn consider(&mut self, start: usize, end: usize, flags: u8) {
        let technique = T | DIGIT;
        if flags & (SIGN | V) != 0 || flags & technique == technique || end - start >= DIGEST {
            self.examine(start, end, flags);
        }
    }

    /// A run without blanks with a sign in it: worth a closer look if the sign is inside.
    fn examine(&mut self, start: usize, end: usize, flags: u8) {
        let run = self.bytes.get(start..end).unwrap_or(&[]);
        let technique = flags & (T | DIGIT) == T | DIGIT;
        let last = run.iter().rposition(|b| b.is_ascii_alphanumeric() || *b >= 0x80).unwrap_or(0);
        let sign = flags & SIGN != 0 && run.iter().take(last).any(|b| CLASS[usize::from(*b)] == SIGN);
        let cve = || flags & V != 0 && run.windows(3).any(|three| three.eq_ignore_ascii_case(b"cve"));
        if !(sign || technique || cve() || run.len() >= DIGEST) {
            return;
        }
        let mut from = start.max(self.resume);
        for (at, c) in self.of(start, end).char_indices() {
            if is_cut(c) {
                self.piece(from, start + at);
                from = start + at + c.len_utf8();
            }
        }
        self.piece(from, end);
    }

    /// A piece between quotes: its URLs, and what stands between them.
    fn piece(&mut self, start: usize, end: usize) {
        let mut from = start.max(self.resume);
        while from < end {
            let Some(step) = self.of(from, end).find("://") else {
                self.between(from, end);
                return;
            };
            let colon = from + step;
            if let Some((scheme, name)) = self.scheme(from, colon) {
                self.between(from, scheme);
                from = self.url(scheme, name, colon + 3, end).max(colon + 3);
            } else {
                self.between(from, colon);
                from = colon + 3;
            }
        }
    }

    /// A piece without URLs: its CVE numbers, and what stands between them.
    fn between(&mut self, start: usize, end: usize) {
        let mut from = start.max(self.resume);
        let mut at = from;
        while let Some(step) = self
            .bytes
            .get(at..end)
            .and_then(|rest| rest.windows(3).position(|three| three.eq_ignore_ascii_case(b"cve")))
        {
            at += step;
            match self.cve(at) {
                Some((to, name)) => {
                    self.local(from, at);
                    self.emit(at, to, IndicatorKind::Cve, name);
                    (from, at) = (to, to);
                }
                None => at += 3,
            }
        }
        self.local(from, end);
    }

    /// A piece without either: one path, and what stands around it.
    fn local(&mut self, start: usize, end: usize) {
        let start = start.max(self.resume);
        if start >= end {
            return;
        }
        match self.path(start, end) {
            Some((from, to, kind)) => {
                self.atoms(start, from);
                let name = self.of(from, to).to_owned();
                self.emit(from, to, kind, name);
                self.atoms(to, end);
            }
            None => self.atoms(start, end),
        }
    }

    fn atoms(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let known = self.found.len();
        let mut from = None;
        for (at, c) in self.of(start, end).char_indices().chain([(end - start, ' ')]) {
            let part = c.is_ascii_alphanumeric()
                || matches!(c, '.' | '-' | '_' | '@' | ':' | '/' | '%' | '+' | '~')
                || c > '\u{7F}' && c.is_alphanumeric() && !is_arabic(c);
            match (part, from) {
                (true, None) => from = Some(start + at),
                (false, Some(first)) => {
                    self.atom(first, start + at);
                    from = None;
                }
                _ => {}
            }
        }
        if self.found.len() == known && self.plain.is_defanged(Span::new(start, end)) {
            self.arabic_domain(start, end);
        }
    }

    /// Bytes `start..end` of the plain text; nothing where they are none.
    pub fn of(&self, start: usize, end: usize) -> &'p str {
        self.text.get(start..end).unwrap_or("")
    }

    pub fn emit(&mut self, start: usize, end: usize, kind: IndicatorKind, name: String) {
        self.resume = self.resume.max(end);
        self.found.push(Indicator { span: Span::new(start, end), kind, name });
    }

    /// The word before byte `at`, over blanks, brackets and colons.
    pub fn word_before(&self, at: usize) -> &'p str {
        let before = self.of(0, at);
        let mut end = None;
        let mut start = at;
        for (place, c) in before.char_indices().rev().take(WORD) {
            match (end, c.is_alphanumeric()) {
                (None, false) if matches!(c, ' ' | '(' | '[' | ':' | '"' | '«' | 'ـ' | '\'') => {}
                (None, true) => (end, start) = (Some(place + c.len_utf8()), place),
                (Some(_), true) => start = place,
                _ => break,
            }
        }
        end.map_or("", |end| self.of(start, end))
    }
}

/// Whether the letter is Arabic: between a clitic and a Latin name, no part of the name.
pub(super) const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

const fn is_cut(c: char) -> bool {
    matches!(
        c,
        '"' | '<'
            | '>'
            | '|'
            | '`'
            | '«'
            | '»'
            | '،'
            | '؛'
            | '؟'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '…'
            | '–'
            | '—'
            | '\u{A0}'
    )
}
