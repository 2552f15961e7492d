//! Indicators: CVE numbers, addresses, domains, URLs, e-mail addresses, hashes, file names of
//! programs; as they are and defanged (`hxxp://`, `[.]`, `(dot)`, `[at]`).
//!
//! A piece of the text without blanks is looked at only if it has a dot inside, an `@` or a long
//! run of hexadecimal digits; a version (`1.2.3`), a time or two sentences glued together are none.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{EntityType, Span};

use crate::entity::lexicon::Lexicon;

/// An indicator and its plain form.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::entity) struct Indicator {
    pub span: Span,
    pub kind: EntityType,
    pub name: String,
}

static CVE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)CVE[-\u{2010}-\u{2015} ]?((?:19|20)\d\d)[-\u{2010}-\u{2015} ](\d{4,7})"));
static DEFANGED: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)[\[({]\s?(?:\.|dot)\s?[\])}]"));
static AT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)[\[({]\s?(?:@|at)\s?[\])}]"));
static URL: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?i)^(?:https?|hxxps?|ftp|fxp)(?:\[:\]|:)(?://|\[//\])[^\s"<>«»،؛]+"#));
static EMAIL: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^[a-z0-9._%+-]+@((?:[a-z0-9-]+\.)+)([a-z]{2,18})$"));
static DOMAIN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^((?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+)([a-z]{2,18})(/[^\s]*)?$"));
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:[:/]\d{1,5})?$"));
static HASH: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$"));
static FILE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^[a-z0-9_%-]+(?:\.[a-z0-9_-]+)*\.(?:exe|dll|aspx|asp|ashx|asmx|jsp|php|ps1|bat|vbs|scr|apk|sys|dmp|hta|lnk)$",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of this module are written out and tested")
}

/// Every indicator in `text`, in order, without overlap.
pub(in crate::entity) fn find(text: &str, lexicon: &Lexicon) -> Vec<Indicator> {
    let mut found: Vec<Indicator> = CVE
        .captures_iter(text)
        .filter_map(|parts| {
            let whole = parts.get(0)?;
            let alone =
                text.get(..whole.start()).is_none_or(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()));
            let span = Span::new(whole.start(), whole.end());
            let name = format!("CVE-{}-{}", parts.get(1)?.as_str(), parts.get(2)?.as_str());
            alone.then_some(Indicator { span, kind: EntityType::Cve, name })
        })
        .collect();
    let cves = found.clone();
    for piece in pieces(text) {
        let next = cves.partition_point(|cve| cve.span.end <= piece.start);
        let named = cves.get(next).is_some_and(|cve| cve.span.start < piece.end);
        if let Some((span, name)) = read(text, piece, lexicon).filter(|_| !named) {
            found.push(Indicator { span, kind: EntityType::Ioc, name });
        }
    }
    found.sort_by_key(|indicator| indicator.span);
    found
}

/// Runs without blanks that may hold an indicator.
fn pieces(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_whitespace() {
            let piece = Span::new(start, at);
            if is_promising(piece.of(text)) {
                out.push(piece);
            }
            start = at + c.len_utf8();
        }
    }
    out
}

fn is_promising(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    let inner = bytes.windows(3).any(|three| match three {
        [before, b'.' | b'@', after] => is_part(*before) && is_part(*after),
        [b':', b'/' | b'[', _] => true,
        _ => false,
    });
    inner || bytes.split(|byte| !byte.is_ascii_hexdigit()).any(|run| run.len() >= 32)
}

const fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'[' | b']' | b'(' | b')' | b'_' | b'-')
}

/// Reads one piece: trims the signs around it, takes the defanging away and tries the kinds.
fn read(text: &str, piece: Span, lexicon: &Lexicon) -> Option<(Span, String)> {
    let span = trim(text, piece);
    let raw = span.of(text);
    if let Some(url) = URL.find(raw) {
        let url = balanced(url.as_str());
        return Some((Span::new(span.start, span.start + url.len()), refang(url)));
    }
    let plain = refang(raw);
    let defanged = plain.len() != raw.len();
    let good = HASH.is_match(&plain)
        && plain.bytes().any(|b| b.is_ascii_digit())
        && plain.bytes().any(|b| b.is_ascii_alphabetic())
        || is_address(&plain)
        || FILE.is_match(&plain)
        || EMAIL.captures(&plain).is_some_and(|parts| is_tld(parts.get(2), lexicon))
        || DOMAIN
            .captures(&plain)
            .is_some_and(|parts| is_tld(parts.get(2), lexicon) && (defanged || is_lone_domain(&plain, parts.get(2))));
    good.then(|| (span, plain.to_lowercase()))
}

/// Strips brackets, quotes and stops from both ends; a bracket that belongs to `[.]` is inside.
fn trim(text: &str, piece: Span) -> Span {
    let raw = piece.of(text);
    let keep = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_');
    let start = raw.find(keep).unwrap_or(0);
    let end = raw.rfind(keep).map_or(raw.len(), |at| at + 1);
    let inner = raw.get(start..end).unwrap_or("");
    // Arabic letters glued to the front ("بـevil.com") and to the end are clitics and not the name.
    let front = inner.char_indices().rev().find(|(_, c)| !c.is_ascii()).map_or(0, |(at, c)| at + c.len_utf8());
    let front = if front == inner.len() { 0 } else { front };
    let start = start + front + inner.get(front..).and_then(|rest| rest.find(keep)).unwrap_or(0);
    Span::new(piece.start + start, piece.start + end)
}

/// A URL without a closing bracket that it did not open, and without the stop after it.
fn balanced(url: &str) -> &str {
    let mut url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…']);
    while let Some(rest) = url.strip_suffix(')').filter(|rest| !rest.contains('(')) {
        url = rest;
    }
    url
}

fn refang(raw: &str) -> String {
    let plain = DEFANGED.replace_all(raw, ".");
    let plain = AT.replace_all(&plain, "@").replace("[:]", ":").replace("[//]", "//").replace("[/]", "/");
    match plain.get(..4) {
        Some(head) if head.eq_ignore_ascii_case("hxxp") => format!("http{}", plain.get(4..).unwrap_or("")),
        _ => plain,
    }
}

fn is_address(plain: &str) -> bool {
    ADDRESS.captures(plain).is_some_and(|parts| {
        let octets: Vec<u16> = parts.iter().skip(1).flatten().filter_map(|part| part.as_str().parse().ok()).collect();
        // 0.x and versions such as 1.2.3.4 written with a leading nought are no addresses.
        octets.len() == 4
            && octets.iter().all(|octet| *octet < 256)
            && octets.first().is_some_and(|first| *first > 0)
            && octets.iter().any(|octet| *octet > 9)
    })
}

fn is_tld(part: Option<regex::Match>, lexicon: &Lexicon) -> bool {
    part.is_some_and(|part| lexicon.tlds.contains(part.as_str().to_lowercase().as_str()))
}

/// Two sentences glued by a full stop look like a domain ("attack.It"); a domain keeps its ending
/// in small letters, or is in capitals altogether.
fn is_lone_domain(plain: &str, ending: Option<regex::Match>) -> bool {
    let Some(ending) = ending.map(|part| part.as_str()) else { return false };
    let first = plain.split('.').next().unwrap_or("");
    let small = ending.chars().all(|c| c.is_ascii_lowercase());
    first.len() > 1
        && (small || plain.chars().all(|c| !c.is_ascii_lowercase()))
        && !first.bytes().all(|b| b.is_ascii_digit())
        && !plain.eq_ignore_ascii_case("asp.net")
}
