//! The pre-scan: makes a page harmless before a parser sees it.
//!
//! HTML parsers are quadratic in the depth of nesting and in the number of formatting elements that
//! were never closed; a hundred kilobytes can hold a core for half a minute. The scan reads a page
//! once, leaves out what no article needs (scripts, styles, pictures inside the text, endless
//! attributes) and flattens nesting beyond the depth that browsers allow. What it keeps it keeps
//! as written, so that a page of the usual kind comes out as it was.

use std::collections::HashMap;

use crate::model::Reason;

use super::piece::{Piece, Tag, pieces};

/// Nesting that browsers allow; deeper elements are flattened.
pub(super) const MAX_DEPTH: usize = 512;

/// Depths of all elements added up, as a measure of a parser's work: a long page of the usual kind
/// has a third of it. A page beyond it is kept flat.
const MAX_WORK: usize = 1_000_000;
const FLAT: usize = 64;

/// Bytes of a page that go to the parsers, scripts and pictures apart.
pub(super) const MAX_BYTES: usize = 4 << 20;

/// Elements of a page.
pub(super) const MAX_ELEMENTS: usize = 60_000;

/// Bytes of one attribute's value; a longer one holds data for a script.
const MAX_VALUE: usize = 8 << 10;

/// Elements without content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that a parser opens again in every later paragraph until they are closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose start ends an open paragraph.
const ENDS_PARAGRAPH: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Elements that end their own kind, and the elements that shield an outer one from it.
const ENDS_OWN_KIND: [(&str, &[&str], &[&str]); 7] = [
    ("li", &["li"], &["ul", "ol"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("tr", &["tr", "td", "th"], &["table"]),
    ("td", &["td", "th"], &["table", "tr"]),
    ("th", &["td", "th"], &["table", "tr"]),
    ("option", &["option"], &["select"]),
];

/// Elements that shield a paragraph outside them from ends inside them.
const SHIELDS_PARAGRAPH: [&str; 6] = ["table", "td", "th", "caption", "button", "object"];

/// A page made harmless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scanned {
    /// The page.
    pub html: String,
    /// The deepest nesting that was kept.
    pub depth: usize,
    /// The depths of all elements that were kept, added up.
    pub work: usize,
    /// Elements that were flattened because they lay too deep.
    pub flattened: usize,
    /// Tags whose attributes were cut.
    pub cut_tags: usize,
}

/// Makes `html` harmless, or says why it is given up.
pub(super) fn scan(html: &str) -> Result<Scanned, Reason> {
    let mut scanner = Scanner::default();
    let mut elements = 0_usize;
    let mut keep_raw = true;
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) => {
                elements += 1;
                keep_raw = keeps(&tag);
                if keep_raw {
                    scanner.open(&tag);
                }
            }
            Piece::Close(name) => scanner.close(&name),
            Piece::Text(text) => scanner.out.html.push_str(text),
            Piece::Raw(text) if keep_raw => scanner.out.html.push_str(text),
            Piece::Raw(_) | Piece::Comment(_) => {}
        }
        if elements > MAX_ELEMENTS {
            return Err(Reason::of("page-elements", [MAX_ELEMENTS.into()]));
        }
        if scanner.out.html.len() > MAX_BYTES {
            return Err(Reason::of("page-large", [(MAX_BYTES >> 20).into()]));
        }
    }
    Ok(scanner.out)
}

/// Whether the element is of use for an article. Of scripts only the described data is.
fn keeps(tag: &Tag) -> bool {
    match tag.name.as_str() {
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => false,
        "script" => tag.raw("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")),
        _ => true,
    }
}

/// An element that is open.
struct Open {
    name: String,
    /// Whether its tags are kept; flattened elements leave none.
    kept: bool,
    /// Closed already by an end tag of its own that crossed others.
    dead: bool,
}

#[derive(Default)]
struct Scanner {
    out: Scanned,
    stack: Vec<Open>,
    /// For each name the places in the stack of its living elements.
    living: HashMap<String, Vec<usize>>,
    /// Kept living elements.
    depth: usize,
}

impl Scanner {
    fn open(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if ENDS_PARAGRAPH.contains(&name) {
            self.end_implied(&["p"], &SHIELDS_PARAGRAPH);
        }
        if let Some((_, ends, shields)) = ENDS_OWN_KIND.iter().find(|(own, ..)| *own == name) {
            self.end_implied(ends, shields);
        }
        if VOID.contains(&name) {
            self.write(tag);
            return;
        }
        let kept = self.depth < if self.out.work < MAX_WORK { MAX_DEPTH } else { FLAT };
        if kept {
            self.write(tag);
            self.depth += 1;
            self.out.work += self.depth;
            self.out.depth = self.out.depth.max(self.depth);
        } else {
            self.out.flattened += 1;
            // What was a paragraph of its own stays one.
            if ENDS_PARAGRAPH.contains(&name) && !self.out.html.ends_with("<br>") {
                self.out.html.push_str("<br>");
            }
        }
        self.living.entry(tag.name.clone()).or_default().push(self.stack.len());
        self.stack.push(Open { name: tag.name.clone(), kept, dead: false });
    }

    /// Ends the outermost of `names` that no element of `shields` shields.
    fn end_implied(&mut self, names: &[&str], shields: &[&str]) {
        let last = |name: &&str| self.living.get(*name).and_then(|places| places.last()).copied();
        let shield = shields.iter().filter_map(last).max();
        let outermost = names.iter().filter_map(last).filter(|place| shield.is_none_or(|shield| *place > shield)).min();
        if let Some(place) = outermost {
            // The parser ends the element itself; only what formats inside it needs an end.
            self.pop_to(place, false);
        }
    }

    fn close(&mut self, name: &str) {
        let Some(place) = self.living.get(name).and_then(|places| places.last()).copied() else { return };
        if !FORMATTING.contains(&name) || place + 1 == self.stack.len() {
            self.pop_to(place, true);
            return;
        }
        // An end tag that crosses other elements ends its own alone.
        self.forget(name);
        let Some(open) = self.stack.get_mut(place) else { return };
        open.dead = true;
        if open.kept {
            self.depth -= 1;
            self.write_end(name);
        }
    }

    /// Takes everything from `place` on from the stack; writes the ends of formatting elements and,
    /// if `own`, that of the element at `place`.
    fn pop_to(&mut self, place: usize, own: bool) {
        while self.stack.len() > place {
            let Some(open) = self.stack.pop() else { return };
            if open.dead {
                continue;
            }
            self.forget(&open.name);
            if !open.kept {
                continue;
            }
            self.depth -= 1;
            if (own && self.stack.len() == place) || FORMATTING.contains(&open.name.as_str()) {
                self.write_end(&open.name);
            }
        }
    }

    fn forget(&mut self, name: &str) {
        if let Some(places) = self.living.get_mut(name) {
            places.pop();
        }
    }

    fn write_end(&mut self, name: &str) {
        self.out.html.push_str("</");
        self.out.html.push_str(name);
        self.out.html.push('>');
    }

    fn write(&mut self, tag: &Tag) {
        self.out.html.push('<');
        self.out.html.push_str(&tag.name);
        self.out.cut_tags += usize::from(tag.cut);
        for (name, value) in tag.attributes.iter().filter(|(_, value)| !is_ballast(value)) {
            self.out.html.push(' ');
            self.out.html.push_str(name);
            if value.is_empty() {
                continue;
            }
            let quote = if value.contains('"') { '\'' } else { '"' };
            self.out.html.extend(['=', quote]);
            if quote == '\'' && value.contains('\'') {
                self.out.html.push_str(&value.replace('\'', "&#39;"));
            } else {
                self.out.html.push_str(value);
            }
            self.out.html.push(quote);
        }
        self.out.html.push('>');
    }
}

/// Pictures inside the page and data for scripts.
fn is_ballast(value: &str) -> bool {
    value.len() > MAX_VALUE || value.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("data:"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(html: &str, expect: &str) {
        assert_eq!(scan(html).map(|scanned| scanned.html).as_deref(), Ok(expect), "{html}");
    }

    /// The deepest nesting of start and end tags, as written.
    fn depth_as_written(html: &str) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for piece in pieces(html) {
            match piece {
                Piece::Open(tag) if !VOID.contains(&tag.name.as_str()) => depth += 1,
                Piece::Close(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        deepest
    }

    #[test]
    fn a_usual_page_comes_out_as_it_was() {
        for html in [
            "<html><body><p class=\"a\">one <b>two</b></p><p>three</p></body></html>",
            "<ul><li>one</li><li>two <a href=\"/x?a=1&amp;b\">three</a></li></ul>",
            "<table><tr><td>1<td>2</tr></table>",
            "<script type=\"application/ld+json\">{\"a\":\"<p>\"}</script><p>x</p>",
        ] {
            check(html, html);
        }
    }

    #[test]
    fn ballast_goes() {
        check("<p>a</p><script>alert('</p>')</script><style>p{}</style><!-- c --><p>b</p>", "<p>a</p><p>b</p>");
        check("<img src='data:image/png;base64,AAAA' alt=x>", "<img alt=\"x\">");
        check(&format!("<p data-json='{}'>a</p>", "x".repeat(9000)), "<p>a</p>");
        check("<a title='say \"hi\"' rel=x>a</a>", "<a title='say \"hi\"' rel=\"x\">a</a>");
    }

    #[test]
    fn stray_and_crossing_ends_do_not_pile_up() {
        check("</div></b>a", "a");
        check("<p><b>a</p><p>b</b></p>", "<p><b>a</b></p><p>b</p>");
        check("<b>a<i>b</b>c</i>", "<b>a<i>b</b>c</i>");
        check("<p><font size=1>a<p><font size=2>b", "<p><font size=\"1\">a</font><p><font size=\"2\">b");
    }

    #[test]
    fn a_hundred_kilobytes_of_nesting_stay_flat() {
        for tag in ["<div>", "<ul><li>", "<b>", "<span x=1>", "<table><tr><td>", "<blockquote>"] {
            let html = format!("{}text", tag.repeat(100_000 / tag.len()));
            let scanned = scan(&html).expect("within the other limits");
            assert!(scanned.depth <= MAX_DEPTH && scanned.flattened > 0, "{tag}: {}", scanned.depth);
            assert!(depth_as_written(&scanned.html) <= MAX_DEPTH, "{tag}");
            assert!(scanned.html.ends_with("text"));
        }
    }

    #[test]
    fn many_deep_branches_are_little_work() {
        let branch = format!("{}x{}", "<div>".repeat(400), "</div>".repeat(400));
        let scanned = scan(&branch.repeat(100)).expect("within the other limits");
        assert!(scanned.work < MAX_WORK + 100 * 400 * FLAT, "{}", scanned.work);
        assert!(scanned.flattened > 20_000);
    }

    #[test]
    fn old_pages_without_end_tags_are_not_deep() {
        let html = format!("<body>{}", "<p>one<li>two<tr><td>x<td>y<dt>a<dd>b".repeat(2000));
        let scanned = scan(&html).expect("within the limits");
        assert!(scanned.depth < 10 && scanned.flattened == 0, "{}", scanned.depth);
        let html = format!("<body>{}", "<p><b>bold<p>plain".repeat(2000));
        assert!(scan(&html).is_ok_and(|scanned| scanned.depth < 10));
    }

    #[test]
    fn a_page_beyond_the_limits_is_given_up_in_words() {
        let words = scan(&"text of a page ".repeat(400_000)).expect_err("more than 4 MiB");
        assert!(words.to_string().contains("4 MiB"), "{words}");
        let words = scan(&"<i></i>".repeat(MAX_ELEMENTS + 1)).expect_err("too many elements");
        assert!(words.to_string().contains("elements"), "{words}");
        let pictures = format!("<p>a</p><img src=\"data:{}\">", "A".repeat(6 << 20));
        assert!(scan(&pictures).is_ok_and(|scanned| scanned.html.len() < 100));
    }

    proptest! {
        #[test]
        fn any_text_is_scanned(html in "(</?[abpdivultr]{1,3}[ =x]{0,3}>|[a-z<>&]){0,60}|(?s).{0,60}") {
            let scanned = scan(&html).expect("small");
            prop_assert!(scanned.html.len() <= 3 * html.len() + 16);
            prop_assert!(scan(&scanned.html).is_ok());
        }
    }
}
