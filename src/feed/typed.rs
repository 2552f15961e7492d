//! Texts of Atom: plain, HTML, XHTML or packed, in the words of Atom 1.0. Version 0.3 has a mode
//! beside the type, and writers of both forget to say what they write.

use super::escape;
use super::xml::Tag;

/// Elements that hold text of a stated type.
pub(super) const TEXTS: [&str; 5] = ["title", "subtitle", "summary", "content", "rights"];

/// A text while its element is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// Where its element and its content begin in the output.
    start: usize,
    content: usize,
    /// Whether elements inside are written as elements: XHTML.
    pub markup: bool,
    /// Whether the content is base64.
    packed: bool,
}

impl Held {
    /// What is to be known of element `name` at its end; `None` if it is no text.
    pub fn new(tag: &Tag, name: &str) -> Option<Self> {
        let kind = tag.get("type").unwrap_or("").to_ascii_lowercase();
        let foreign = kind.contains('/') && !kind.starts_with("text/") && !kind.contains("xml");
        let packed = foreign || tag.get("mode").is_some_and(|mode| mode.eq_ignore_ascii_case("base64"));
        let markup = text_type(tag, name) == "xhtml";
        TEXTS.contains(&name).then_some(Self { start: 0, content: 0, markup, packed })
    }

    /// The same text, its places known.
    pub fn placed(self, start: usize, content: usize) -> Self {
        Self { start, content, ..self }
    }

    /// Makes a plain text one of HTML: elements came in it, unannounced.
    pub fn make_html(self, xml: &mut String) {
        self.retype(xml, "type=\"text\"");
    }

    /// Unpacks the text at its end.
    pub fn finish(self, xml: &mut String) {
        let Some(text) = xml.get(self.content..).filter(|_| self.packed).and_then(base64) else { return };
        xml.truncate(self.content);
        escape::literal(&text, xml);
        let tag = xml.get(self.start..self.content).unwrap_or("");
        let kind =
            tag.split_once("type=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(kind, _)| kind.to_owned());
        self.retype(xml, &format!("type=\"{}\"", kind.unwrap_or_default()));
    }

    fn retype(self, xml: &mut String, from: &str) {
        let Some(at) = xml.get(self.start..self.content).and_then(|tag| tag.find(from)) else { return };
        let place = self.start + at..self.start + at + from.len();
        xml.replace_range(place, "type=\"html\"");
    }
}

/// The type of text element `name`.
pub(super) fn text_type(tag: &Tag, name: &str) -> String {
    let kind = tag.get("type").unwrap_or("text").trim().to_ascii_lowercase();
    let escaped = tag.get("mode").is_some_and(|mode| mode.eq_ignore_ascii_case("escaped"));
    match kind.as_str() {
        "html" | "text/html" => "html".to_owned(),
        "xhtml" | "application/xhtml+xml" | "text/xhtml" if escaped => "html".to_owned(),
        "xhtml" | "application/xhtml+xml" | "text/xhtml" => "xhtml".to_owned(),
        _ if kind.ends_with("+xml") || kind.ends_with("/xml") => "xhtml".to_owned(),
        _ if name == "content" && kind.contains('/') && kind != "text/plain" => kind.replace(['"', '<', '&'], ""),
        _ => "text".to_owned(),
    }
}

/// The text that `packed` holds in base64 (RFC 4648), if it is that and the text is UTF-8.
fn base64(packed: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(packed.len()), 0_u32, 0_u32);
    for byte in packed.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
            held &= (1 << bits) - 1;
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::xml::{Token, tokens};
    use super::*;

    #[test]
    fn types_are_those_of_the_newer_version() {
        for (tag, expect) in [
            ("<title>", "text"),
            ("<title type='text/html' mode='escaped'>", "html"),
            ("<content type='application/xhtml+xml' mode='xml'>", "xhtml"),
            ("<content type='application/xhtml+xml' mode='escaped'>", "html"),
            ("<content type='image/svg+xml'>", "xhtml"),
            ("<content type='image/png'>", "image/png"),
            ("<title type='image/png'>", "text"),
        ] {
            let Some(Token::Start(tag)) = tokens(tag).next() else { panic!("a tag") };
            assert_eq!(text_type(&tag, tag.name), expect, "{tag:?}");
        }
    }

    #[test]
    fn packed_texts_are_unpacked() {
        for (packed, expect) in [
            ("U2VydmVycyBoaXQ=", Some("Servers hit")),
            ("2YXYp9ix2LM", Some("مارس")),
            ("//8", None),
            ("no base!", None),
            ("", None),
        ] {
            assert_eq!(base64(packed).as_deref(), expect, "{packed}");
        }
    }
}
