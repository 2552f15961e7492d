//! Paths of Windows and Unix, and keys of the registry.

use crate::model::IndicatorKind;

use super::scan::{Scan, is_arabic};

/// How many words with blanks between them one part of a path may have ("Program Files").
const WORDS: usize = 3;
/// The longest name of a variable (`%TEMP%`).
const VARIABLE: usize = 32;

impl Scan<'_> {
    /// The first path or registry key that begins in `start..end`; it may go on behind `end`, over
    /// blanks.
    pub(super) fn path(&self, start: usize, end: usize) -> Option<(usize, usize, IndicatorKind)> {
        let piece = self.bytes.get(start..end)?;
        if let Some(step) = piece.iter().position(|byte| *byte == b'\\') {
            return self.windows(start, start + step);
        }
        if piece.contains(&b'/') { self.unix(start, end) } else { None }
    }

    fn windows(&self, start: usize, slash: usize) -> Option<(usize, usize, IndicatorKind)> {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(b' ');
        let head = self.run_back(start, slash, |b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
        let colon = slash.checked_sub(1).filter(|at| byte(*at) == b':');
        let drive = colon.map(|colon| self.run_back(start, colon, |b| b.is_ascii_alphanumeric() || b == b'_'));
        let is_hive = |from: usize, to: usize| self.lists.of("hive").contains(&self.of(from, to));
        let variable = slash.checked_sub(1).filter(|at| byte(*at) == b'%').and_then(|close| {
            let from = close.saturating_sub(VARIABLE).max(start);
            self.bytes.get(from..close)?.iter().rposition(|b| *b == b'%').map(|step| from + step)
        });
        let (from, kind) = match (drive, colon) {
            _ if is_hive(head, slash) => (head, IndicatorKind::Registry),
            (Some(from), Some(colon)) if is_hive(from, colon) => (from, IndicatorKind::Registry),
            (Some(from), Some(colon)) if colon - from == 1 && byte(from).is_ascii_alphabetic() => {
                (from, IndicatorKind::Path)
            }
            _ if variable.is_some() => (variable?, IndicatorKind::Path),
            _ if byte(slash + 1) == b'\\' && byte(slash + 2).is_ascii_alphanumeric() && head == slash => {
                (slash, IndicatorKind::Path)
            }
            _ => {
                let to = self.windows_end(head.min(slash));
                let ending = self.of(head, to).rsplit(['\\', '.']).next().unwrap_or("");
                let file = self.of(head, to).contains('.') && self.lists.is_file(ending);
                return (file && to > slash).then_some((head, to, IndicatorKind::Path));
            }
        };
        let to = self.windows_end(from);
        (to > slash + 1).then_some((from, to, kind))
    }

    fn run_back(&self, start: usize, end: usize, part: impl Fn(u8) -> bool) -> usize {
        let run = self.bytes.get(start..end).unwrap_or(&[]).iter().rev().take_while(|byte| part(**byte)).count();
        end - run
    }

    /// Where a Windows path ends: at a sign that no path has, or at a blank behind which no further
    /// backslash belongs to it.
    fn windows_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut after = start;
        for (step, c) in self.of(start, self.bytes.len()).char_indices() {
            let at = start + step;
            let part = !c.is_control()
                && !c.is_whitespace()
                && !is_arabic(c)
                && !matches!(
                    c,
                    '"' | '<' | '>' | '|' | '*' | '?' | ',' | ';' | '«' | '»' | '“' | '”' | '’' | '\'' | '`' | ')'
                );
            if !(part || at < after || c == ' ' && self.goes_on(at, &mut after)) {
                break;
            }
            end = at + c.len_utf8();
        }
        end - self.of(start, end).bytes().rev().take_while(|b| matches!(b, b'.' | b':' | b'!' | b'-' | b'\\')).count()
    }

    /// Whether the words behind the blank at `blank` belong to the path: a backslash follows soon
    /// that begins no path of its own. `after` becomes the place of that backslash.
    fn goes_on(&self, blank: usize, after: &mut usize) -> bool {
        let rest = self.bytes.get(blank + 1..).unwrap_or(&[]);
        let mut words = 0;
        for (step, byte) in rest.iter().take(64).enumerate() {
            match byte {
                b' ' => words += 1,
                b'\\' if step > 0 && rest.get(step - 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b')') => {
                    *after = blank + 1 + step;
                    return true;
                }
                b if b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'(' | b')' | b'&' | b'-' | b'+') => {}
                _ => return false,
            }
            if words >= WORDS {
                return false;
            }
        }
        false
    }

    /// A path from the root or from the home folder, at the beginning of the piece.
    fn unix(&self, start: usize, end: usize) -> Option<(usize, usize, IndicatorKind)> {
        let piece = self.of(start, end);
        let opening = |c: char| is_arabic(c) || matches!(c, '(' | '[' | '{' | '\'' | '=' | ':');
        let from = start + (piece.len() - piece.trim_start_matches(opening).len());
        let part = |b: &u8| {
            b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'~' | b'/' | b'%' | b'+' | b'@' | b'=')
        };
        let run = self.bytes.get(from..end)?.iter().take_while(|byte| part(byte)).count();
        let path = self.of(from, from + run).trim_end_matches(['.', '-', '/', '=']);
        let inner = path.strip_prefix("~/").or_else(|| path.strip_prefix('/'))?;
        let mut parts = inner.split('/');
        let first = parts.next()?;
        let deep = parts.next().is_some_and(|second| !second.is_empty());
        let ending = inner.rsplit(['/', '.']).next().unwrap_or("");
        let file = inner.contains('.') && self.lists.is_file(ending);
        let known = self.lists.of("root").contains(&first) || path.starts_with('~');
        (!first.is_empty() && deep && (known || file)).then_some((from, from + path.len(), IndicatorKind::Path))
    }
}
