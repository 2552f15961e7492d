//! Text of a feed as XML wants it: references that XML does not know as characters, lone
//! ampersands escaped, characters that XML forbids left out.

use crate::text::reference_character;

/// Writes `text`, which may hold references, to `out`.
pub(super) fn text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('&') {
        literal(before, out);
        let end = tail.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(tail.len());
        let (name, after) = tail.split_at_checked(end).unwrap_or((tail, ""));
        let closed = after.strip_prefix(';');
        // Without its semicolon only a number is a reference, or "AT&Taste" would lose letters.
        let character = if closed.is_some() || name.starts_with('#') { reference_character(name) } else { None };
        if let Some(c) = character {
            push(c, out);
            rest = closed.unwrap_or(after);
        } else {
            out.push_str("&amp;");
            rest = tail;
        }
    }
    literal(rest, out);
}

/// Writes `text`, in which an ampersand is an ampersand, to `out`.
pub(super) fn literal(text: &str, out: &mut String) {
    text.chars().for_each(|c| push(c, out));
}

fn push(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\t' | '\n' | '\r' => out.push(c),
        // Controls that old programs wrote for quotes and dashes.
        '\u{80}'..='\u{9F}' => {
            out.extend(reference_character(&format!("#{}", u32::from(c))).filter(|c| !c.is_control()));
        }
        _ if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_become_characters() {
        for (given, expect) in [
            ("a &amp; b &lt;c&gt; &quot;", "a &amp; b &lt;c&gt; &quot;"),
            ("&eacute;&nbsp;&#x645;&#1575;", "é\u{A0}ما"),
            ("AT&T &unknown; & &copy", "AT&amp;T &amp;unknown; &amp; &amp;copy"),
            ("a\u{0}\u{1B}\u{8}b\tc", "ab\tc"),
            ("don\u{92}t &#146;", "don’t ’"),
            ("&#0;&#27;&#xFFFF;", "&amp;#0;"),
        ] {
            let mut out = String::new();
            text(given, &mut out);
            assert_eq!(out, expect, "{given}");
        }
    }

    proptest! {
        #[test]
        fn nothing_open_is_left(given in "(&[a-z#0-9x]{0,5};?|[<>a-z]|\\PC){0,20}") {
            let mut out = String::new();
            text(&given, &mut out);
            prop_assert!(!out.contains(['<', '>']));
        }
    }
}
