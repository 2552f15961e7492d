//! Which way a text runs.

use unicode_bidi::{BidiClass, bidi_class};

use super::Base;

/// An article counts as right-to-left from this share of its letters on, one in so many: Arabic
/// news is full of Latin names, addresses and identifiers, English news quotes Arabic sparingly.
const RTL_SHARE: usize = 4;

const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

/// The direction of a whole article by the share of Arabic (or other right-to-left) letters. One
/// answer for all its paragraphs keeps one that starts with a Latin name at the right margin. A text
/// without letters is [`Base::Auto`].
pub fn article_base(text: &str) -> Base {
    let (mut rtl, mut letters) = (0, 0);
    for c in text.chars() {
        if c.is_ascii() {
            letters += usize::from(c.is_ascii_alphabetic());
        } else {
            match bidi_class(c) {
                BidiClass::R | BidiClass::AL => {
                    rtl += 1;
                    letters += 1;
                }
                BidiClass::L => letters += 1,
                _ => {}
            }
        }
    }
    match letters {
        0 => Base::Auto,
        _ if rtl * RTL_SHARE >= letters => Base::Rtl,
        _ => Base::Ltr,
    }
}

/// Wraps a string of any direction for use inside another one (first strong isolate), so that
/// neither disturbs the order of the other. Isolates that `text` leaves open are closed, and closers
/// without an opener are dropped, so that the wrapper cannot be broken out of.
pub fn isolate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 6);
    let mut open = 0_usize;
    out.push(FSI);
    for c in text.chars() {
        match c {
            '\u{2066}'..=FSI => open += 1,
            PDI if open == 0 => continue,
            PDI => open -= 1,
            _ => {}
        }
        out.push(c);
    }
    out.extend(std::iter::repeat_n(PDI, open + 1));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_runs_the_way_of_its_letters() {
        for (text, expect) in [
            ("Microsoft قالت إن الخوادم مصابة", Base::Rtl),
            ("The agency (الوكالة) warned every owner of a server.", Base::Ltr),
            ("صدر CVE-2021-26855 وأيضا Exchange Server", Base::Rtl),
            ("2021-03-02 12:30", Base::Auto),
            ("", Base::Auto),
        ] {
            assert_eq!(article_base(text), expect, "{text}");
        }
    }

    #[test]
    fn an_isolate_cannot_be_broken_out_of() {
        for (text, expect) in [
            ("ab", "\u{2068}ab\u{2069}"),
            ("a\u{2069}b", "\u{2068}ab\u{2069}"),
            ("a\u{2067}b", "\u{2068}a\u{2067}b\u{2069}\u{2069}"),
            ("\u{2066}a\u{2069}", "\u{2068}\u{2066}a\u{2069}\u{2069}"),
        ] {
            assert_eq!(isolate(text), expect);
        }
    }
}
