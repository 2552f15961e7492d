//! What a page says about itself: title, address, site, language, and everything like a date.
//!
//! One pass over the pieces of the page. Nothing is decided here: [`super::dating`] and
//! [`super::title`] choose.

use crate::text::plain;

use super::ld::{self, Described};
use super::piece::{Piece, Tag, pieces};

/// Values of one kind that are kept.
const MAX_VALUES: usize = 200;

/// Characters of a value.
const MAX_VALUE: usize = 2_000;

/// Characters of text that a dated element may have.
const MAX_DATED: usize = 160;

/// Parts of class names that date elements have, and those of elements that date something else.
const DATED: [&str; 9] =
    ["date", "time", "publish", "posted", "byline", "entry-meta", "post-meta", "created", "dateline"];
const NOT_DATED: [&str; 10] =
    ["update", "modif", "sidebar", "related", "comment", "widget", "footer", "nav", "current", "popular"];

/// A `<time>` element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Time {
    /// Its `datetime`, else its text.
    pub value: String,
    /// Whether it says of itself that it is the day of publication.
    pub declared: bool,
    /// Whether it says of itself that it is another day.
    pub other: bool,
    /// Whether it stands behind the first heading.
    pub behind_heading: bool,
}

/// What a page says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Meta {
    /// `lang` of the page.
    pub lang: Option<String>,
    /// The `<title>`.
    pub title: String,
    /// First-level headings.
    pub headings: Vec<String>,
    /// `<meta>` elements: name, property or itemprop in lower case, and content.
    pub named: Vec<(String, String)>,
    /// `<link rel="canonical">`.
    pub canonical: Option<String>,
    /// The address in the comment that browsers leave in saved pages.
    pub saved_from: Option<String>,
    /// JSON-LD.
    pub described: Described,
    /// `<time>` elements.
    pub times: Vec<Time>,
    /// Texts of elements whose class speaks of a date.
    pub dated: Vec<String>,
}

impl Meta {
    /// The content of the first meta element with one of `names`, in the order of `names`.
    pub fn content(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            self.named
                .iter()
                .find(|(key, value)| key == name && !value.trim().is_empty())
                .map(|(_, value)| value.as_str())
        })
    }
}

/// Reads what `html` says about itself.
pub(super) fn meta(html: &str) -> Meta {
    let mut reader = Reader::default();
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) => reader.open(&tag),
            Piece::Close(name) => reader.close(&name),
            Piece::Text(text) => reader.text(text),
            Piece::Raw(text) => reader.raw(text),
            Piece::Comment(text) => reader.comment(text),
        }
    }
    reader.flush();
    reader.meta
}

/// Text being collected from an element until its end.
struct Collected {
    name: String,
    /// Elements of the same name inside.
    inner: usize,
    text: String,
    what: What,
}

enum What {
    Heading,
    Time(Time),
    Dated,
}

#[derive(Default)]
struct Reader {
    meta: Meta,
    collected: Option<Collected>,
    /// What the next raw content is.
    raw: &'static str,
    /// Inside a drawing, whose titles are not the page's.
    drawing: bool,
}

impl Reader {
    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "html" => self.meta.lang = tag.get("lang").or_else(|| tag.get("xml:lang")),
            "meta" => self.named(tag),
            "link" => self.link(tag),
            "svg" => self.drawing = true,
            "script" => self.raw = if is_described(tag) { "described" } else { "" },
            "title" if !self.drawing && self.meta.title.is_empty() => self.raw = "title",
            "h1" if self.meta.headings.len() < MAX_VALUES => self.collect(tag, What::Heading),
            "time" if self.meta.times.len() < MAX_VALUES => {
                let time = self.time(tag);
                self.collect(tag, What::Time(time));
            }
            _ => self.open_other(tag),
        }
    }

    fn open_other(&mut self, tag: &Tag) {
        if let Some(collected) = &mut self.collected
            && collected.name == tag.name
        {
            collected.inner += 1;
        }
        if let (Some(kind), Some(value)) = (tag.get("itemprop"), tag.get("content").or_else(|| tag.get("datetime"))) {
            self.push_named(&kind, value);
        }
        if self.collected.is_none() && self.meta.dated.len() < MAX_VALUES && is_dated(tag) {
            self.collect(tag, What::Dated);
        }
    }

    fn collect(&mut self, tag: &Tag, what: What) {
        // A time inside a dated element is the better witness: it takes over.
        self.flush();
        self.collected = Some(Collected { name: tag.name.clone(), inner: 0, text: String::new(), what });
    }

    fn text(&mut self, text: &str) {
        if let Some(collected) = &mut self.collected {
            collected.text.push_str(text);
            if collected.text.len() > MAX_VALUE {
                self.flush();
            }
        }
    }

    fn close(&mut self, name: &str) {
        self.drawing &= name != "svg";
        let Some(collected) = &mut self.collected else { return };
        if collected.name == name {
            if collected.inner == 0 {
                self.flush();
            } else {
                collected.inner -= 1;
            }
        } else {
            collected.text.push(' ');
        }
    }

    fn flush(&mut self) {
        let Some(collected) = self.collected.take() else { return };
        let text = plain(&collected.text).replace('\n', " ");
        match collected.what {
            What::Heading if !text.is_empty() => self.meta.headings.push(text),
            What::Time(mut time) => {
                if time.value.trim().is_empty() {
                    time.value = text;
                }
                self.meta.times.push(time);
            }
            What::Dated if !text.is_empty() && text.chars().count() <= MAX_DATED => self.meta.dated.push(text),
            _ => {}
        }
    }

    fn time(&self, tag: &Tag) -> Time {
        let said =
            [tag.raw("itemprop"), tag.raw("class"), tag.raw("id")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let said = said.to_ascii_lowercase();
        let other = ["modif", "update"].iter().any(|word| said.contains(word)) && !said.contains("publish");
        Time {
            value: tag.get("datetime").unwrap_or_default(),
            declared: !other
                && (said.contains("publish") || said.contains("entry-date") || tag.raw("pubdate").is_some()),
            other,
            behind_heading: !self.meta.headings.is_empty(),
        }
    }

    fn named(&mut self, tag: &Tag) {
        let content = tag.get("content").unwrap_or_default();
        for name in ["name", "property", "itemprop", "http-equiv"].iter().filter_map(|key| tag.get(key)) {
            self.push_named(&name, content.clone());
        }
    }

    fn push_named(&mut self, name: &str, value: String) {
        if self.meta.named.len() < MAX_VALUES && value.len() <= MAX_VALUE {
            self.meta.named.push((name.trim().to_lowercase(), value));
        }
    }

    fn link(&mut self, tag: &Tag) {
        let is_canonical = tag.raw("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if is_canonical && self.meta.canonical.is_none() {
            self.meta.canonical = tag.get("href");
        }
    }

    fn raw(&mut self, text: &str) {
        match std::mem::take(&mut self.raw) {
            "title" => self.meta.title = plain(text).replace('\n', " "),
            "described" => ld::read(text, &mut self.meta.described),
            _ => {}
        }
    }

    /// "saved from url=(0030)https://…" of browsers, "url: https://…" of `SingleFile`.
    fn comment(&mut self, text: &str) {
        let said = text.contains("saved from url=") || text.contains("Page saved with SingleFile");
        if said && self.meta.saved_from.is_none() {
            let at = text.find("http").and_then(|at| text.get(at..));
            self.meta.saved_from = at.and_then(|tail| tail.split_whitespace().next()).map(str::to_owned);
        }
    }
}

fn is_described(tag: &Tag) -> bool {
    tag.raw("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
}

fn is_dated(tag: &Tag) -> bool {
    if matches!(tag.name.as_str(), "html" | "body" | "main" | "article" | "a" | "input" | "img" | "button") {
        return false;
    }
    let class = [tag.raw("class"), tag.raw("id"), tag.raw("itemprop")].into_iter().flatten();
    let class = class.collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    !class.is_empty()
        && DATED.iter().any(|part| class.contains(part))
        && !NOT_DATED.iter().any(|part| class.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_speaks_about_itself() {
        let page = meta(
            "<!-- saved from url=(0024)https://a.example/news/1 --><html lang=\"ar-EG\"><head>\
             <title>A &amp; B | Site</title><meta property='og:title' content='A &amp; B'>\
             <meta name=Date content=2021-03-10><link rel=canonical href='https://a.example/1'>\
             <svg><title>icon</title></svg></head><body><h1>A <i>&amp;</i> B</h1>\
             <div class='post-date'>Posted <span>10 March 2021</span></div>\
             <time datetime='2021-03-10' class='published'>today</time><time>9 March 2021</time>\
             <div class='related-dates'>1 May 2020</div></body></html>",
        );
        assert_eq!(page.lang.as_deref(), Some("ar-EG"));
        assert_eq!((page.title.as_str(), page.headings.len()), ("A & B | Site", 1));
        assert_eq!(page.headings[0], "A & B");
        assert_eq!(page.content(&["none", "og:title"]), Some("A & B"));
        assert_eq!(page.content(&["date"]), Some("2021-03-10"));
        assert_eq!(page.canonical.as_deref(), Some("https://a.example/1"));
        assert_eq!(page.saved_from.as_deref(), Some("https://a.example/news/1"));
        assert_eq!(page.dated, ["Posted 10 March 2021"]);
        let times: Vec<_> = page.times.iter().map(|time| (time.value.as_str(), time.declared)).collect();
        assert_eq!(times, [("2021-03-10", true), ("9 March 2021", false)]);
        assert!(page.times.iter().all(|time| time.behind_heading && !time.other));
    }

    #[test]
    fn values_are_capped() {
        let page = meta(&"<meta name=a content=b><h1>x</h1><time>1</time>".repeat(1000));
        assert!(page.named.len() <= MAX_VALUES && page.headings.len() <= MAX_VALUES && page.times.len() <= MAX_VALUES);
    }

    proptest! {
        #[test]
        fn any_page_is_read(html in "(<(h1|time|meta|title|script|svg|div class=date)[ a-z='\"]{0,8}>|</[a-z1]{1,5}>|[a-z0-9]|\\PC){0,40}") {
            let _ = meta(&html);
        }
    }
}
