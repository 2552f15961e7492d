//! What a file holds, by its content; its name and its label are not asked.

use crate::model::Reason;

/// A kind of saved file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A web page.
    Html,
    /// One JSON value, or one a line.
    Json,
    /// Text between `---` lines, then the article.
    FrontMatter,
    /// Text.
    Plain,
}

/// First bytes of formats that are no text, and the sentence that names them and what to do.
const BINARY: [(&[u8], &str); 12] = [
    (b"\x89PNG", "is-png"),
    (b"\xFF\xD8\xFF", "is-jpeg"),
    (b"GIF8", "is-gif"),
    (b"%PDF-", "is-pdf"),
    (b"PK\x03\x04", "is-zip"),
    (b"\x1F\x8B", "is-gzip"),
    (b"BZh", "is-bzip2"),
    (b"\xFD7zXZ\0", "is-xz"),
    (b"\x28\xB5\x2F\xFD", "is-zstd"),
    (b"7z\xBC\xAF\x27\x1C", "is-7z"),
    (b"SQLite format 3\0", "is-database"),
    (b"\x7FELF", "is-program"),
];

/// Bytes in which a NUL is looked for.
const HEAD: usize = 4 << 10;

/// Why `bytes` are no text, and the cure; `None` if they may be text.
pub(super) fn binary(bytes: &[u8]) -> Option<Reason> {
    let (_, sentence) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic))?;
    Some(Reason::of(sentence, []))
}

/// Why decoded `text` is no text after all: control characters where letters should be.
pub(super) fn garbage(text: &str) -> Option<Reason> {
    let head = text.chars().take(HEAD);
    let (mut all, mut odd, mut nul) = (0, 0, 0);
    for c in head {
        all += 1;
        nul += usize::from(c == '\0');
        odd += usize::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{1B}') || c == '\u{FFFD}');
    }
    (nul > 0 || odd * 10 > all && all > 0).then(|| Reason::of("is-binary", []))
}

/// The kind of `text`, or why nothing here reads it.
pub(super) fn kind(text: &str) -> Result<Kind, Reason> {
    let head = text.trim_start();
    if head.starts_with("---") && front_matter_follows(head) {
        return Ok(Kind::FrontMatter);
    }
    if head.starts_with(['{', '[']) && json_follows(head) {
        return Ok(Kind::Json);
    }
    if head.starts_with('<') {
        if is_feed(head) {
            return Err(Reason::of("is-feed", []));
        }
        return Ok(if is_markup(head) { Kind::Html } else { Kind::Plain });
    }
    Ok(if has_page_tags(head) { Kind::Html } else { Kind::Plain })
}

/// A `---` line, then a `key:` line.
fn front_matter_follows(head: &str) -> bool {
    let mut lines = head.lines();
    let fence = lines.next().is_some_and(|line| line.trim_end() == "---");
    let key = lines.find(|line| !line.trim().is_empty());
    fence
        && key.is_some_and(|line| line.trim_end() == "---" || line.split_once(':').is_some_and(|(key, _)| is_key(key)))
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    !key.is_empty() && key.len() <= 40 && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// A value that begins with a quoted key, another value or an end; `[1]` and `{note}` are text.
fn json_follows(head: &str) -> bool {
    let inner = head.get(1..).unwrap_or("").trim_start();
    if head.starts_with('{') { inner.starts_with(['"', '}']) } else { inner.starts_with(['{', ']']) }
}

fn lower_head(head: &str, characters: usize) -> String {
    head.chars().take(characters).collect::<String>().to_ascii_lowercase()
}

/// The first element behind declarations and comments, as far as a look tells.
fn root(head: &str) -> &str {
    let mut rest = head;
    while let Some(inner) = rest.strip_prefix('<') {
        let end = if inner.starts_with("!--") { "-->" } else { ">" };
        if !inner.starts_with(['!', '?']) {
            return inner;
        }
        rest = rest.split_once(end).map_or("", |(_, rest)| rest).trim_start();
    }
    rest
}

fn is_feed(head: &str) -> bool {
    let root = lower_head(root(head), 8);
    ["rss", "feed", "rdf:rdf", "channel"].iter().any(|name| {
        root.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
    })
}

/// Whether a text that begins with `<` is a page or a piece of one.
fn is_markup(head: &str) -> bool {
    let lower = lower_head(head, 2_000);
    lower.starts_with("<!")
        || lower.starts_with("<?xml")
        || ["<html", "<head", "<body", "<div", "<p", "<article", "<main", "<section", "<h1", "<h2", "<meta", "<title"]
            .iter()
            .any(|tag| lower.contains(tag))
}

/// Whether a text that begins otherwise is a page all the same: a saved page with words before it.
fn has_page_tags(head: &str) -> bool {
    let lower = lower_head(head, 2_000);
    lower.contains("<!doctype html") || lower.contains("<html") && lower.contains("<head")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_content() {
        for (text, expect) in [
            ("<!DOCTYPE html><html>", Kind::Html),
            ("\n <!-- saved from url=(0030)https://a.example/ --><HTML>", Kind::Html),
            ("<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", Kind::Html),
            ("<p>A paragraph", Kind::Html),
            ("---\ntitle: A\n---\ntext", Kind::FrontMatter),
            ("---\n\"quoted\" text\n---", Kind::Plain),
            ("{\"title\": \"A\"}\n{\"title\": \"B\"}", Kind::Json),
            ("[{\"title\": \"A\"}]", Kind::Json),
            ("[1] A footnote opens this text", Kind::Plain),
            ("<3 hearts", Kind::Plain),
            ("A headline\n\nA text.", Kind::Plain),
            ("", Kind::Plain),
        ] {
            assert_eq!(kind(text), Ok(expect), "{text}");
        }
    }

    #[test]
    fn feeds_are_turned_away() {
        for text in
            ["<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "<feed xmlns=\"x\">", "<!-- a --><rdf:RDF xmlns='x'>"]
        {
            assert!(kind(text).is_err_and(|reason| reason.to_string().contains("feed")), "{text}");
        }
        assert_eq!(kind("<feedback><p>text</p></feedback>"), Ok(Kind::Html));
    }

    #[test]
    fn binary_files_are_refused_with_a_cure() {
        assert!(binary(b"%PDF-1.7").is_some_and(|reason| reason.to_string().contains("pdftotext")));
        assert!(binary(b"\x89PNG\r\n").is_some_and(|reason| reason.to_string().contains("picture")));
        assert_eq!(binary("نص".as_bytes()), None);
        assert!(garbage("MZ\0\0\u{3}").is_some());
        assert!(garbage("\u{FFFD}\u{FFFD}ab").is_some());
        assert_eq!(garbage("نص عادي\r\n\tوسطر"), None);
        assert_eq!(garbage(""), None);
    }
}
