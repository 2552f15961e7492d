//! Hosts and what is made of them: addresses, domains, URLs, e-mail addresses; and names of files,
//! which look like domains.

use std::net::Ipv6Addr;

use crate::model::{IndicatorKind, Span};

use super::lists::Ending;
use super::scan::{Scan, is_arabic};

/// The longest domain name, and the longest label of one (RFC 1035).
const DOMAIN: usize = 253;
const LABEL: usize = 63;
/// Schemes of URLs and what they stand for.
const SCHEMES: [(&str, &str); 17] = [
    ("https", "https"),
    ("http", "http"),
    ("hxxps", "https"),
    ("hxxp", "http"),
    ("htxps", "https"),
    ("hxtp", "http"),
    ("htxp", "http"),
    ("h**ps", "https"),
    ("h**p", "http"),
    ("meow", "http"),
    ("ftps", "ftps"),
    ("sftp", "sftp"),
    ("ftp", "ftp"),
    ("fxp", "ftp"),
    ("wss", "wss"),
    ("ldap", "ldap"),
    ("tcp", "tcp"),
];
/// Addresses of small numbers that are hosts everybody knows.
const RESOLVERS: [&str; 4] = ["1.1.1.1", "1.0.0.1", "8.8.8.8", "9.9.9.9"];

impl Scan<'_> {
    /// The scheme that ends at `colon`: where it begins, and what it stands for.
    pub(super) fn scheme(&self, start: usize, colon: usize) -> Option<(usize, &'static str)> {
        SCHEMES.iter().find_map(|(written, meant)| {
            let from = colon.checked_sub(written.len()).filter(|from| *from >= start)?;
            let known = self.bytes.get(from..colon)?.eq_ignore_ascii_case(written.as_bytes());
            let glued = from > start && self.bytes.get(from - 1).is_some_and(u8::is_ascii_alphanumeric);
            (known && !glued).then_some((from, *meant))
        })
    }

    /// Reads the URL with its scheme at `start` and its host at `host`; returns where it ends.
    pub(super) fn url(&mut self, start: usize, scheme: &str, host: usize, end: usize) -> usize {
        let rest = self.of(host, end);
        let next = rest.find("://").and_then(|step| self.scheme(host, host + step)).map_or(end, |(at, _)| at);
        let rest = balanced(self.of(host, next));
        let split = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (name, path) = rest.split_at_checked(split).unwrap_or((rest, ""));
        if !name.chars().any(char::is_alphanumeric) {
            return host;
        }
        let to = host + rest.len();
        self.emit(start, to, IndicatorKind::Url, format!("{scheme}://{}{path}", name.to_lowercase()));
        to
    }

    /// Tries the kinds on a run of letters, digits and the signs of names.
    pub(super) fn atom(&mut self, start: usize, end: usize) {
        let raw = self.of(start, end);
        let before = start.checked_sub(1).and_then(|at| self.bytes.get(at));
        if raw.starts_with('@') || before == Some(&b'#') {
            return;
        }
        if self.arabic_file(start, end) {
            return;
        }
        let edge = ['.', '-', '_', '/', ':', '%', '+', '~'];
        let (start, end) = if raw.starts_with("::") {
            (start, start + raw.trim_end_matches(edge).len())
        } else {
            let kept = raw.trim_start_matches(edge);
            (end - kept.len(), end - kept.len() + kept.trim_end_matches(edge).len())
        };
        let atom = self.of(start, end);
        if atom.contains('@') {
            self.email(start, end);
        } else if !self.address6(start, end) {
            let mut from = start;
            for part in atom.split(':') {
                // "evil.com:8080/a.php" is one, "MD5:…" and "host:443" are not.
                let port = self.of(from + part.len() + 1, end);
                let path = port.trim_start_matches(|c: char| c.is_ascii_digit());
                if path.len() < port.len() && path.starts_with('/') && self.is_host(from, from + part.len()) {
                    self.host_and_path(from, end, part.len());
                    return;
                }
                self.slashes(from, from + part.len());
                from += part.len() + 1;
            }
        }
    }

    fn slashes(&mut self, start: usize, end: usize) {
        let atom = self.of(start, end);
        let Some(first) = atom.find('/') else { return self.single(start, end) };
        let rest = self.of(start + first + 1, end);
        let next = start + first + 1;
        let second = next + rest.find('/').unwrap_or(rest.len());
        let prefix = rest.parse::<u8>().is_ok_and(|bits| bits <= 32) && rest.len() <= 2;
        if self.is_host(start, start + first) && !rest.is_empty() {
            if prefix && self.octets(start, start + first) {
                self.emit(start, end, IndicatorKind::Ipv4, atom.to_owned());
                return;
            }
            let list = self.octets(next, second) || self.domain(next, second, false) && !self.is_file(next, second);
            if !list && !prefix {
                self.host_and_path(start, end, first);
                return;
            }
        }
        let mut from = start;
        for part in atom.split('/') {
            self.single(from, from + part.len());
            from += part.len() + 1;
        }
    }

    /// A host of `length` bytes with a path and without a scheme.
    fn host_and_path(&mut self, start: usize, end: usize, length: usize) {
        let host = self.of(start, start + length).to_lowercase();
        let path = self.of(start + length, end);
        self.emit(start, end, IndicatorKind::Url, format!("{host}{path}"));
    }

    /// An atom without `@`, `:` and `/`.
    fn single(&mut self, start: usize, end: usize) {
        let raw = self.of(start, end);
        let kept = raw.trim_start_matches(['.', '-', '_', '+', '~', '%']);
        let start = end - kept.len();
        let end = start + kept.trim_end_matches(['.', '-', '_', '+', '~', '%']).len();
        let atom = self.of(start, end);
        if atom.len() < 4 {
            return;
        }
        if self.is_technique(start, end) {
            self.emit(start, end, IndicatorKind::Technique, atom.to_owned());
        } else if let Some(kind) = self.digest(start, end) {
            self.emit(start, end, kind, atom.to_ascii_lowercase());
        } else if self.is_file(start, end) {
            self.emit(start, end, IndicatorKind::File, atom.to_owned());
        } else if self.is_address(start, end) {
            self.emit(start, end, IndicatorKind::Ipv4, atom.to_owned());
        } else if self.domain(start, end, false) {
            self.emit(start, end, IndicatorKind::Domain, atom.to_lowercase());
        } else if let Some((first, last)) = atom.split_once('-') {
            let second = end - last.len();
            if self.is_address(start, start + first.len()) && self.is_address(second, end) {
                self.emit(start, start + first.len(), IndicatorKind::Ipv4, first.to_owned());
                self.emit(second, end, IndicatorKind::Ipv4, last.to_owned());
            }
        }
    }

    /// Four numbers below 256 without noughts in front.
    fn octets(&self, start: usize, end: usize) -> bool {
        let atom = self.of(start, end);
        let good = |part: &str| {
            part.bytes().all(|b| b.is_ascii_digit())
                && part.parse::<u8>().is_ok()
                && (part.len() == 1 || !part.starts_with('0'))
        };
        atom.len() <= 15 && atom.split('.').count() == 4 && atom.split('.').all(good) && !atom.starts_with('0')
    }

    /// Whether four numbers are an address, and no version and no section.
    fn is_address(&self, start: usize, end: usize) -> bool {
        if !self.octets(start, end) {
            return false;
        }
        if self.plain.is_defanged(Span::new(start, end)) {
            return true;
        }
        let before = self.word_before(start);
        let atom = self.of(start, end);
        let large = atom.split('.').any(|part| part.len() > 1) || RESOLVERS.contains(&atom);
        !self.lists.has("version", before) && (large || self.lists.has("address", before))
    }

    fn is_host(&self, start: usize, end: usize) -> bool {
        self.octets(start, end) || self.domain(start, end, true) && !self.is_file(start, end)
    }

    /// Whether the atom is a domain name. One that is followed by a path or was defanged may have
    /// any ending of IANA's list; another one needs more if its ending is a word.
    fn domain(&self, start: usize, end: usize, path: bool) -> bool {
        let atom = self.of(start, end);
        let Some((rest, last)) = atom.rsplit_once('.').filter(|_| atom.len() <= DOMAIN) else { return false };
        let Some(ending) = self.lists.ending(last).filter(|ending| *ending != Ending::Arabic) else { return false };
        let label = |part: &str| {
            let signs = part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            signs && !part.is_empty() && part.len() <= LABEL && !part.starts_with('-') && !part.ends_with('-')
        };
        if !rest.split('.').all(label) || rest.split('.').all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
            let number = rest.bytes().all(|b| b.is_ascii_digit()) && matches!(last, "com" | "net" | "cn" | "org");
            return number;
        }
        if self.plain.is_defanged(Span::new(start, end)) {
            return true;
        }
        let small = last.chars().all(|c| !c.is_uppercase());
        let shouted = atom.chars().all(|c| !c.is_lowercase());
        let first = rest.split('.').next().unwrap_or("");
        let long = rest.split('.').any(|part| part.len() > 1) && (first.len() > 1 || path)
            || rest.len() == 1 && small && matches!(last, "com" | "org" | "net" | "co" | "io" | "me");
        if !(small || shouted) || !long || self.lists.of("never").iter().any(|name| name.eq_ignore_ascii_case(atom)) {
            return false;
        }
        ending == Ending::Plain
            || path
            || rest.contains(['.', '-'])
            || rest.bytes().any(|b| b.is_ascii_digit())
            || self.lists.has("host", self.word_before(start))
    }

    fn is_file(&self, start: usize, end: usize) -> bool {
        let atom = self.of(start, end);
        let Some((rest, last)) = atom.rsplit_once('.') else { return false };
        let one_case = last.chars().all(|c| !c.is_uppercase()) || last.chars().all(|c| !c.is_lowercase());
        let named = rest.chars().any(char::is_alphanumeric) && one_case && self.lists.is_file(last);
        named
            && !self.lists.of("never").iter().any(|name| name.eq_ignore_ascii_case(atom))
            && !(self.plain.is_defanged(Span::new(start, end)) && self.lists.ending(last).is_some())
    }

    /// ".exe" right behind Arabic letters: the name of a file in Arabic.
    fn arabic_file(&mut self, start: usize, end: usize) -> bool {
        let Some(ending) = self.of(start, end).strip_prefix('.') else { return false };
        if !self.lists.is_file(ending) {
            return false;
        }
        let letters =
            self.of(0, start).chars().rev().take(60).take_while(|c| is_arabic(*c) && c.is_alphanumeric() || *c == '_');
        let length: usize = letters.map(char::len_utf8).sum();
        let from = (start - length).max(self.resume);
        if length > 2 && from < start {
            self.emit(from, end, IndicatorKind::File, self.of(from, end).to_owned());
        }
        length > 2
    }

    /// A domain in Arabic letters, where the text marks it as one.
    pub(super) fn arabic_domain(&mut self, start: usize, end: usize) {
        let part = |c: char| is_arabic(c) && c.is_alphabetic() || matches!(c, '.' | '-') || c.is_ascii_digit();
        let piece = self.of(start, end);
        let from = start + piece.find(part).unwrap_or(0);
        let run: usize = self.of(from, end).chars().take_while(|c| part(*c)).map(char::len_utf8).sum();
        let name = self.of(from, from + run).trim_end_matches(['.', '-']);
        let Some((rest, last)) = name.rsplit_once('.') else { return };
        if !rest.is_empty() && name.len() <= DOMAIN && self.lists.ending(last) == Some(Ending::Arabic) {
            self.emit(from, from + name.len(), IndicatorKind::Domain, name.to_owned());
        }
    }

    fn email(&mut self, start: usize, end: usize) {
        let atom = self.of(start, end);
        let Some((local, host)) = atom.split_once('@').filter(|(_, host)| !host.contains('@')) else { return };
        let local = local.rsplit([':', '/']).next().unwrap_or("");
        let start = start + atom.find('@').unwrap_or(0) - local.len();
        let host = host.split([':', '/']).next().unwrap_or("");
        let from = start + local.len() + 1;
        let named = local.starts_with(|c: char| c.is_ascii_alphanumeric()) && local.is_ascii();
        if named && self.domain(from, from + host.len(), true) {
            let to = from + host.len();
            self.emit(start, to, IndicatorKind::Email, self.of(start, to).to_lowercase());
        }
    }

    /// Reads an IPv6 address; a time, a network card and `a::b` are none.
    fn address6(&mut self, start: usize, end: usize) -> bool {
        let atom = self.of(start, end);
        if atom.len() > 60 || atom.bytes().filter(|b| *b == b':').take(2).count() < 2 {
            return false;
        }
        let (bare, bits) = atom.split_once('/').unwrap_or((atom, ""));
        let address = bare.split('%').next().unwrap_or("");
        if address.parse::<Ipv6Addr>().is_err() || bits.parse::<u8>().is_ok_and(|bits| bits > 128) {
            return false;
        }
        let digits = address.bytes().filter(|b| *b != b':').count();
        let mixed = address.bytes().any(|b| b.is_ascii_digit());
        let long = address.split(':').any(|group| group.len() > 2) || address.bytes().any(|b| b.is_ascii_alphabetic());
        let certain = self.plain.is_defanged(Span::new(start, end)) || address == "::1";
        if !(certain || mixed && long && digits >= 5) {
            return false;
        }
        self.emit(start, end, IndicatorKind::Ipv6, atom.to_ascii_lowercase());
        true
    }
}

/// A URL without the stop after it and without closing brackets that it did not open.
fn balanced(url: &str) -> &str {
    let mut open = url.bytes().filter(|b| *b == b'(').count();
    let mut close = url.bytes().filter(|b| *b == b')').count();
    let mut url = url;
    loop {
        let kept = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '}']);
        match kept.strip_suffix(')').filter(|_| close > open) {
            Some(rest) => (url, close) = (rest, close - 1),
            None => match kept.strip_suffix('(') {
                Some(rest) => (url, open) = (rest, open - 1),
                None => return kept.strip_suffix(']').filter(|rest| !rest.contains('[')).unwrap_or(kept),
            },
        }
    }
}
