//! The plain text of a small HTML fragment: a title or a summary.
//!
//! Whole pages are another room's work; this one drops tags, reads character references and keeps
//! the breaks of block elements. It is linear and cannot fail.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Elements whose begin or end breaks a line.
const BLOCKS: [&str; 16] =
    ["p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section"];

/// Elements whose content is no text.
const HIDDEN: [&str; 2] = ["script", "style"];

/// The text of `fragment`, blanks folded, one line a block.
pub fn plain(fragment: &str) -> String {
    let mut out = String::with_capacity(fragment.len());
    let mut rest = fragment;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, tail) = rest.split_at(at);
        push_text(before, &mut out);
        rest = if tail.starts_with('&') { reference(tail, &mut out) } else { tag(tail, &mut out) };
    }
    push_text(rest, &mut out);
    tidy(&out)
}

fn push_text(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
}

/// Skips the tag or comment at the head of `tail`; a `<` that opens none stays a sign.
fn tag<'a>(tail: &'a str, out: &mut String) -> &'a str {
    if let Some(comment) = tail.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    if let Some(data) = tail.strip_prefix("<![CDATA[") {
        let (text, rest) = data.split_once("]]>").unwrap_or((data, ""));
        push_text(text, out);
        return rest;
    }
    let inner = tail.get(1..).unwrap_or("");
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        out.push('<');
        return inner;
    }
    let (content, rest) = inner.split_once('>').unwrap_or((inner, ""));
    let name = content.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    let name = name.to_ascii_lowercase();
    if BLOCKS.contains(&name.as_str()) {
        out.push('\n');
    }
    if HIDDEN.contains(&name.as_str()) && !content.starts_with('/') {
        return closing(rest, &name);
    }
    rest
}

/// What is left of `rest` from the end tag of the element `name` on; nothing where none comes.
fn closing<'a>(rest: &'a str, name: &str) -> &'a str {
    let is_end = |at: &usize| {
        let tag = rest.get(at + 2..).and_then(|after| after.get(..name.len()));
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    let found = rest.match_indices("</").map(|(at, _)| at).find(is_end);
    found.and_then(|at| rest.get(at..)).unwrap_or("")
}

/// Reads the character reference at the head of `tail`, or keeps the ampersand.
fn reference<'a>(tail: &'a str, out: &mut String) -> &'a str {
    let inner = tail.get(1..).unwrap_or("");
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(inner.len());
    let name = inner.get(..end).unwrap_or("");
    let rest = inner.get(end..).unwrap_or("");
    let Some(c) = reference_character(name) else {
        out.push('&');
        return inner;
    };
    out.push(if c.is_whitespace() { ' ' } else { c });
    rest.strip_prefix(';').unwrap_or(rest)
}

/// The character that a reference names: `amp`, `#1605`, `#x645`, without the signs around it.
/// Numbers 128 to 159 are what careless writers meant, the windows-1252 characters of that number.
pub fn reference_character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED.get(name).or_else(|| SHOUTED.iter().find(|(key, _)| *key == name).map(|(_, c)| c)).copied();
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    if let Ok(byte @ 0x80..=0x9F) = u8::try_from(code) {
        return encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
    }
    char::from_u32(code).filter(|c| *c != '\0')
}

/// References that the HTML standard also has in capitals.
const SHOUTED: [(&str, char); 4] = [("AMP", '&'), ("LT", '<'), ("GT", '>'), ("QUOT", '"')];

/// The named references of `assets/lexicon/references.tsv`.
static NAMED: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/references.tsv").lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let (name, code) = line.split_once('\t')?;
        Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
    };
    lines.filter_map(read).collect()
});

fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_go_and_text_stays() {
        for (fragment, expect) in [
            ("<p>Patch <b>now</b></p><p>or later</p>", "Patch now\nor later"),
            ("a &amp; b &lt;c&gt; &#x645;&#1575; &unknown; &", "a & b <c> ما &unknown; &"),
            ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
            ("<script>var a = '<p>';</script>text<style>p{}</style>", "text"),
            ("<SCRIPT>if (a </b) { }</Script >text<style>never closed</b>", "text"),
            ("<!-- <b>x</b> -->y<![CDATA[z < w]]>", "yz < w"),
            ("one<br/>two", "one\ntwo"),
            ("never closed <a href='x", "never closed"),
            ("&#0;&#xD800;", "&#0;&#xD800;"),
            ("&Eacute;t&eacute; &alefsym; &#146;", "Été ℵ ’"),
        ] {
            assert_eq!(plain(fragment), expect, "{fragment}");
        }
    }

    /// With a look at the rest of the text for each of them this would be 100 thousand million steps.
    #[test]
    fn very_many_scripts_are_read_in_one_go() {
        let fragment = "<script>a</script>b<style></style>".repeat(100_000);
        assert_eq!(plain(&fragment).len(), 100_000);
    }

    proptest! {
        #[test]
        fn any_fragment_gives_a_text(fragment in "(?s)[<>&#;a-z/!\\[\\]\" \\PC]{0,80}") {
            let _ = plain(&fragment);
        }
    }
}
