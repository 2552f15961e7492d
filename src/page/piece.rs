//! A page cut into tags, text and comments, in one pass.
//!
//! This is no HTML parser: it builds no tree and repairs nothing. It reads what stands there, each
//! byte once, so that its time is linear on any input; the limits of [`super::scan`] and the
//! metadata of [`super::meta`] rest on it.

use crate::text::plain;

/// Attributes of one tag that are kept; a page with more is made to slow parsers down.
pub(super) const MAX_ATTRIBUTES: usize = 256;

/// Elements whose content is text up to their own end tag (HTML standard, 13.2.5.2 and following).
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"];

/// One piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag's name, in lower case.
    Close(String),
    /// Text between tags, its references not yet read.
    Text(&'a str),
    /// The content of a script, a style, a title: text up to the end tag.
    Raw(&'a str),
    /// A comment's content.
    Comment(&'a str),
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Name in lower case.
    pub name: String,
    /// Attributes with their values as written, at most [`MAX_ATTRIBUTES`].
    pub attributes: Vec<(&'a str, &'a str)>,
    /// Whether more attributes were there.
    pub cut: bool,
    /// Whether it ends in `/>`.
    pub closed: bool,
}

impl Tag<'_> {
    /// The value of the first attribute `name`, its references read.
    pub fn get(&self, name: &str) -> Option<String> {
        self.raw(name).map(plain)
    }

    /// The value of the first attribute `name` as written.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// Cuts `html` into pieces.
pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html, raw: None }
}

/// The pieces of a page, in order.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// The element whose raw content comes next.
    raw: Option<String>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.raw.take() {
            let (content, rest) = cut(self.rest, raw_end(self.rest, &name));
            self.rest = rest;
            if !content.is_empty() {
                return Some(Piece::Raw(content));
            }
        }
        if self.rest.is_empty() {
            return None;
        }
        if !opens(self.rest) {
            // A `<` that opens nothing is a sign of the text.
            let skip = usize::from(self.rest.starts_with('<'));
            let (text, rest) = cut(self.rest, next_markup(self.rest, skip));
            self.rest = rest;
            return Some(Piece::Text(text));
        }
        Some(self.markup())
    }
}

impl<'a> Pieces<'a> {
    /// The tag or comment at the head of the rest.
    fn markup(&mut self) -> Piece<'a> {
        let inner = self.rest.get(1..).unwrap_or("");
        if let Some(comment) = inner.strip_prefix("!--") {
            let (content, rest) = comment.split_once("-->").unwrap_or((comment, ""));
            self.rest = rest;
            return Piece::Comment(content);
        }
        if inner.starts_with(['!', '?']) {
            let (content, rest) = inner.split_once('>').unwrap_or((inner, ""));
            self.rest = rest;
            return Piece::Comment(content);
        }
        if let Some(close) = inner.strip_prefix('/') {
            let (content, rest) = close.split_once('>').unwrap_or((close, ""));
            self.rest = rest;
            let name = content.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
            return Piece::Close(name.to_ascii_lowercase());
        }
        let (tag, rest) = start_tag(inner);
        self.rest = rest;
        if RAW.contains(&tag.name.as_str()) {
            self.raw = Some(tag.name.clone());
        }
        Piece::Open(tag)
    }
}

fn cut(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

fn opens(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('<') else { return false };
    let tag = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    tag(inner) || inner.starts_with(['!', '?']) || inner.strip_prefix('/').is_some_and(tag)
}

/// Where the next markup begins at or after `from`.
fn next_markup(text: &str, from: usize) -> usize {
    let tail = text.get(from..).unwrap_or("");
    let mut signs = tail.match_indices('<').map(|(at, _)| from + at);
    signs.find(|at| text.get(*at..).is_some_and(opens)).unwrap_or(text.len())
}

/// Where `</name` stands in `text`, else its end.
fn raw_end(text: &str, name: &str) -> usize {
    let is_end = |at: &usize| {
        let tail = text.as_bytes().get(at + 2..at + 2 + name.len());
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(name.as_bytes()))
    };
    text.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(text.len())
}

/// Reads the start tag whose name begins `text`, and what follows it.
fn start_tag(text: &str) -> (Tag<'_>, &str) {
    let end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
    let (name, mut rest) = cut(text, end);
    let mut tag = Tag { name: name.to_ascii_lowercase(), attributes: Vec::new(), cut: false, closed: false };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('/') {
            tag.closed = after.starts_with('>');
            rest = after;
            continue;
        }
        let (attribute, after) = attribute(rest);
        rest = after;
        if tag.attributes.len() < MAX_ATTRIBUTES {
            tag.attributes.push(attribute);
        } else {
            tag.cut = true;
        }
    }
}

/// Reads one attribute; always takes at least one character.
fn attribute(text: &str) -> ((&str, &str), &str) {
    let first = text.chars().next().map_or(1, char::len_utf8);
    let tail = text.get(first..).unwrap_or("");
    let end = tail.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=')).unwrap_or(tail.len());
    let (name, rest) = cut(text, first + end);
    let blank = |c: char| c.is_ascii_whitespace();
    let Some(value) = rest.trim_start_matches(blank).strip_prefix('=') else { return ((name, ""), rest) };
    let value = value.trim_start_matches(blank);
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, rest) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return ((name, value), rest);
        }
    }
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
    let (value, rest) = cut(value, end);
    ((name, value), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pieces in short: `<name a=b>`, `</name>`, text, `!comment`, `=raw`.
    fn check(html: &str, expect: &[&str]) {
        let short: Vec<String> = pieces(html)
            .map(|piece| match piece {
                Piece::Open(tag) => {
                    let attributes: String = tag
                        .attributes
                        .iter()
                        .map(|(key, value)| format!(" {key}={value}"))
                        .collect::<Vec<_>>()
                        .concat();
                    format!("<{}{attributes}>", tag.name)
                }
                Piece::Close(name) => format!("</{name}>"),
                Piece::Text(text) => text.to_owned(),
                Piece::Raw(text) => format!("={text}"),
                Piece::Comment(text) => format!("!{text}"),
            })
            .collect();
        assert_eq!(short, expect, "{html}");
    }

    #[test]
    fn pages_fall_into_pieces() {
        check("<P class='x y' id=z>one</P>", &["<p class=x y id=z>", "one", "</p>"]);
        check("<a title=\"a > b\" href=/x/>t", &["<a title=a > b href=/x/>", "t"]);
        check("1 < 2 <b>and</b> 3 <4", &["1 < 2 ", "<b>", "and", "</b>", " 3 <4"]);
        check("<script>if (a<b) '</p>'</SCRIPT >x", &["<script>", "=if (a<b) '</p>'", "</script>", "x"]);
        check("<title>A <b> B</title>", &["<title>", "=A <b> B", "</title>"]);
        check("<!doctype html><!-- <p> --><?php x ?>y", &["!!doctype html", "! <p> ", "!?php x ?", "y"]);
        check("<br/><input disabled value = 'v' />", &["<br>", "<input disabled= value=v>"]);
        check("</>x</ p>", &["</>x</ p>"]);
    }

    #[test]
    fn what_never_ends_ends_with_the_page() {
        check("<a href=\"never", &["<a href=never>"]);
        check("<!-- never", &["! never"]);
        check("<script>never", &["<script>", "=never"]);
        check("<a", &["<a>"]);
        check("<", &["<"]);
        check("<a =x>", &["<a =x=>"]);
    }

    #[test]
    fn attributes_are_capped() {
        let html = format!("<p {}>", "a=1 ".repeat(5000));
        let Some(Piece::Open(tag)) = pieces(&html).next() else { panic!("a tag opens the page") };
        assert!(tag.cut && tag.attributes.len() == MAX_ATTRIBUTES);
    }

    proptest! {
        #[test]
        fn any_text_falls_into_pieces(html in "[<>/a-d!=\"' -]{0,60}|(?s).{0,60}") {
            prop_assert!(pieces(&html).count() <= html.len());
        }
    }
}
