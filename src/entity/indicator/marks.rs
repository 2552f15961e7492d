//! Numbers and marks of known shape: CVE, ATT&CK, digests.

use crate::model::IndicatorKind;

use super::scan::Scan;

/// How far from the id of a technique the word may stand that says what it is, in bytes.
const NEAR: usize = 90;

impl Scan<'_> {
    /// The CVE number whose letters stand at `at`: where it ends, and its plain form.
    pub(super) fn cve(&self, at: usize) -> Option<(usize, String)> {
        let glued = at.checked_sub(1).and_then(|before| self.bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric);
        let joint = |place: usize| usize::from(matches!(self.bytes.get(place), Some(b'-' | b' ' | b'_' | b':')));
        let year = at + 3 + joint(at + 3) + usize::from(self.bytes.get(at + 3..at + 5) == Some(b": "));
        let number = year + 4 + joint(year + 4);
        let digits = self.bytes.get(number..)?.iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
        let year = self.of(year, year + 4);
        let century = year.starts_with("19") || year.starts_with("20");
        let good = !glued && century && number > at + 8 && year.bytes().all(|byte| byte.is_ascii_digit());
        let separated = self.bytes.get(number - 1).is_some_and(|byte| !byte.is_ascii_digit());
        (good && separated && (4..=7).contains(&digits))
            .then(|| (number + digits, format!("CVE-{year}-{}", self.of(number, number + digits))))
    }

    /// Whether the atom is the id of a technique or tactic: `T1505.003` and `TA0001` are, `T1190` is
    /// where the words around speak of techniques.
    pub(super) fn is_technique(&self, start: usize, end: usize) -> bool {
        let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
        match self.bytes.get(start..end).unwrap_or(&[]) {
            [b'T', b'A', b'0', rest @ ..] => rest.len() == 3 && digits(rest),
            [b'T', b'1', one, two, three, rest @ ..] if digits(&[*one, *two, *three]) && *one < b'8' => match rest {
                [b'.', sub @ ..] => sub.len() == 3 && digits(sub),
                [] => self.speaks_of_techniques(start, end),
                _ => false,
            },
            _ => false,
        }
    }

    fn speaks_of_techniques(&self, start: usize, end: usize) -> bool {
        let last =
            self.found.last().is_some_and(|it| it.kind == IndicatorKind::Technique && start - it.span.end < NEAR);
        let around = [(start.saturating_sub(NEAR), start), (end, (end + NEAR).min(self.bytes.len()))];
        let says = |cue: &[u8]| {
            around.iter().any(|(from, to)| {
                let near = self.bytes.get(*from..*to).unwrap_or(&[]);
                near.windows(cue.len()).any(|piece| piece.eq_ignore_ascii_case(cue))
            })
        };
        last || self.lists.of("technique").iter().any(|cue| says(cue.as_bytes()))
    }

    /// The digest that the atom is.
    pub(super) fn digest(&self, start: usize, end: usize) -> Option<IndicatorKind> {
        let kind = match end - start {
            32 => IndicatorKind::Md5,
            40 => IndicatorKind::Sha1,
            64 => IndicatorKind::Sha256,
            128 => IndicatorKind::Sha512,
            _ => return None,
        };
        let atom = self.bytes.get(start..end)?;
        let mixed = atom.iter().any(u8::is_ascii_digit) && atom.iter().any(u8::is_ascii_alphabetic);
        (mixed && atom.iter().all(u8::is_ascii_hexdigit)).then_some(kind)
    }
}
