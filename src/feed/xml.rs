//! A feed cut into tags and text, in one pass, whatever state it is in.
//!
//! Declarations, processing instructions, comments and the document type are passed over: nothing
//! here is ever expanded or loaded. Each byte is read once.

/// Attributes of one tag that are kept.
const MAX_ATTRIBUTES: usize = 128;

/// One piece of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag, or an empty element.
    Start(Tag<'a>),
    /// An end tag's name.
    End(&'a str),
    /// Text, its references not yet read.
    Text(&'a str),
    /// A CDATA section: text as it stands.
    Data(&'a str),
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Name as written, with its prefix.
    pub name: &'a str,
    /// Attributes with their values as written.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// Whether it ends in `/>`.
    pub empty: bool,
}

impl<'a> Tag<'a> {
    /// The value of attribute `name`, whatever its case.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// Cuts `text` into tokens.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text }
}

/// The tokens of a feed, in order.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            if !opens(self.rest) {
                let (text, rest) = cut(self.rest, text_end(self.rest));
                self.rest = rest;
                return Some(Token::Text(text));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }
}

impl<'a> Tokens<'a> {
    /// The markup at the head of the rest; `None` for what is passed over.
    fn markup(&mut self) -> Option<Token<'a>> {
        let inner = self.rest.get(1..).unwrap_or("");
        if let Some(data) = inner.strip_prefix("![CDATA[") {
            let (data, rest) = data.split_once("]]>").unwrap_or((data, ""));
            self.rest = rest;
            return Some(Token::Data(data));
        }
        if let Some(comment) = inner.strip_prefix("!--") {
            self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            return None;
        }
        if inner.starts_with('?') {
            self.rest = inner.split_once("?>").or_else(|| inner.split_once('>')).map_or("", |(_, rest)| rest);
            return None;
        }
        if inner.starts_with('!') {
            self.rest = after_type(inner);
            return None;
        }
        if let Some(close) = inner.strip_prefix('/') {
            let (name, rest) = close.split_once('>').unwrap_or((close, ""));
            self.rest = rest;
            return Some(Token::End(name.split_whitespace().next().unwrap_or("")));
        }
        let (tag, rest) = start_tag(inner);
        self.rest = rest;
        Some(Token::Start(tag))
    }
}

fn cut(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

fn opens(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('<') else { return false };
    let name = |c: char| c.is_alphabetic() || c == '_';
    inner.starts_with(name)
        || inner.starts_with(['!', '?'])
        || inner.strip_prefix('/').is_some_and(|rest| rest.starts_with(name))
}

/// Where the text at the head of `text` ends; a `<` that opens nothing belongs to it.
fn text_end(text: &str) -> usize {
    let is_markup = |(at, _): &(usize, &str)| text.get(*at..).is_some_and(opens);
    text.match_indices('<').find(is_markup).map_or(text.len(), |(at, _)| at)
}

/// What follows a document type, its internal subset passed over.
fn after_type(inner: &str) -> &str {
    let end = inner.find(['>', '[']).unwrap_or(inner.len());
    if inner.get(end..).is_some_and(|rest| rest.starts_with('[')) {
        let rest = inner.get(end..).unwrap_or("");
        let subset = rest.find("]>").map(|at| at + 2).or_else(|| {
            let at = rest.find(']')?;
            Some(at + rest.get(at..)?.find('>')? + 1)
        });
        return subset.and_then(|at| rest.get(at..)).unwrap_or("");
    }
    inner.get(end + 1..).unwrap_or("")
}

fn start_tag(text: &str) -> (Tag<'_>, &str) {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(text.len());
    let (name, mut rest) = cut(text, end);
    let mut tag = Tag { name, attributes: Vec::new(), empty: false };
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        if let Some(after) = rest.strip_prefix('/') {
            tag.empty = after.trim_start().starts_with('>');
            rest = after;
            continue;
        }
        // A tag that never ends gives way to the next one.
        if rest.is_empty() || rest.starts_with('<') {
            return (tag, rest);
        }
        let (attribute, after) = attribute(rest);
        rest = after;
        if tag.attributes.len() < MAX_ATTRIBUTES {
            tag.attributes.push(attribute);
        }
    }
}

/// Reads one attribute; always takes at least one character.
fn attribute(text: &str) -> ((&str, &str), &str) {
    let first = text.chars().next().map_or(1, char::len_utf8);
    let tail = text.get(first..).unwrap_or("");
    let end = tail.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '=' | '<')).unwrap_or(tail.len());
    let (name, rest) = cut(text, first + end);
    let Some(value) = rest.trim_start().strip_prefix('=') else { return ((name, ""), rest) };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, rest) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return ((name, value), rest);
        }
    }
    let end = value.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<')).unwrap_or(value.len());
    let (value, rest) = cut(value, end);
    ((name, value), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[&str]) {
        let short: Vec<String> = tokens(text)
            .map(|token| match token {
                Token::Start(tag) => {
                    let attributes: Vec<String> =
                        tag.attributes.iter().map(|(key, value)| format!(" {key}={value}")).collect();
                    format!("<{}{}{}>", tag.name, attributes.concat(), if tag.empty { "/" } else { "" })
                }
                Token::End(name) => format!("</{name}>"),
                Token::Text(text) => text.to_owned(),
                Token::Data(text) => format!("[{text}]"),
            })
            .collect();
        assert_eq!(short, expect, "{text}");
    }

    #[test]
    fn feeds_fall_into_tokens() {
        check("<?xml version='1.0'?><rss version=\"2.0\"><a:b/></rss>", &["<rss version=2.0>", "<a:b/>", "</rss>"]);
        check("<t>a &amp; b<![CDATA[<c>]]></t >", &["<t>", "a &amp; b", "[<c>]", "</t>"]);
        check("<!DOCTYPE rss [ <!ENTITY a \"b\"> ]><rss>", &["<rss>"]);
        check("<!DOCTYPE rss SYSTEM 'x'><rss><!-- <no> -->1 < 2</rss>", &["<rss>", "1 < 2", "</rss>"]);
    }

    #[test]
    fn broken_feeds_fall_into_tokens_too() {
        check("<a b=c d><e", &["<a b=c d=>", "<e>"]);
        check("<a <b>", &["<a>", "<b>"]);
        check("<![CDATA[never", &["[never]"]);
        check("<!-- never", &[]);
        check("<!DOCTYPE [ never", &[]);
        check("x <?xml never", &["x "]);
    }

    proptest! {
        #[test]
        fn any_text_falls_into_tokens(text in "[<>/a-c!\\[\\]=?\"' -]{0,60}|(?s).{0,60}") {
            prop_assert!(tokens(&text).count() <= text.len());
        }
    }
}
