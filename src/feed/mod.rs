//! Feeds: RSS, Atom, RDF and JSON Feed, from bytes to articles.
//!
//! The bytes are decoded here and the feed is repaired before a parser sees it; the parser's model
//! never leaves this module. It knows nothing of the network, and it never fails: a feed that
//! cannot be read gives a reading with a reason, and items that were lost on the way are counted.
//!
//! ```
//! use marsad::model::{RawDocument, Source};
//! let document = RawDocument {
//!     name: "a.xml".into(),
//!     address: None,
//!     content_type: None,
//!     source: Source::default(),
//!     fetched_at: None,
//!     bytes: "<rss><channel><item><title>Servers hit</title><pubDate>2 Mar 2021</pubDate></item>".into(),
//! };
//! let reading = marsad::feed::parse(&document);
//! assert_eq!(reading.articles[0].title, "Servers hit");
//! ```

mod charset;
mod engine;
mod escape;
mod item;
mod meaning;
mod record;
mod repair;
mod typed;
mod xml;

#[cfg(test)]
mod tests;

use crate::model::{Article, Diagnostic, Lang, RawDocument, Reason, Span};
use crate::text::plain;

pub use record::{
    EntryFields, FeedFields, FeedRecord, FileField, GeneratorField, LinkField, MediaField, PersonField, PictureField,
    TagField, TextField, record,
};

/// Bytes of one feed that are read.
pub const MAX_BYTES: usize = 32 << 20;

/// Bytes by which a feed is known.
const SNIFFED: usize = 4 << 10;

/// What a feed gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedReading {
    /// Its title.
    pub title: String,
    /// The language it says it is in.
    pub lang: Lang,
    /// Its items as articles, in its order.
    pub articles: Vec<Article>,
    /// Items that its text begins; more than there are articles where some were lost or came twice.
    pub items_seen: usize,
    /// What was strange, for the reader; spans are empty.
    pub diagnostics: Vec<Diagnostic>,
    /// Addresses of feeds that a page names, where a page came instead of a feed.
    pub alternates: Vec<String>,
    /// Why it could not be read, and the cure.
    pub failure: Option<Reason>,
}

/// Whether the document is a feed, by the head of its content.
pub fn is_feed(document: &RawDocument) -> bool {
    let head = document.bytes.get(..document.bytes.len().min(SNIFFED)).unwrap_or(&[]);
    let text = charset::decoded(head, document.content_type.as_deref()).text;
    let text = text.trim_start();
    if text.starts_with('{') {
        return text.contains("jsonfeed.org/version");
    }
    text.starts_with('<') && repair::repair(text).is_some()
}

/// Reads a feed.
pub fn parse(document: &RawDocument) -> FeedReading {
    let mut reading = FeedReading::default();
    if document.bytes.len() > MAX_BYTES {
        reading.failure = Some(Reason::of("feed-large", [(MAX_BYTES >> 20).into()]));
        return reading;
    }
    let text = charset::decoded(&document.bytes, document.content_type.as_deref());
    if text.lossy {
        reading.note("charset", Reason::of("bad-bytes", [text.encoding.into()]));
    }
    match engine::parse(&text.text, document.address.as_deref()) {
        Ok(parsed) => reading.fill(&parsed, document),
        Err(reason) => {
            reading.alternates = alternates(&text.text);
            reading.failure = Some(match reading.alternates.first() {
                Some(address) => Reason::of("colon", [reason, address.as_str().into()]),
                None => reason,
            });
        }
    }
    reading
}

impl FeedReading {
    fn fill(&mut self, parsed: &engine::Parsed, document: &RawDocument) {
        let title = parsed.feed.title.as_ref().map(|title| plain(&title.content)).unwrap_or_default();
        self.title = title.replace('\n', " ");
        self.lang = parsed.feed.language.as_deref().map(Lang::from_code).unwrap_or_default();
        self.items_seen = parsed.seen;
        let given = document.source.name.trim();
        let name = if given.is_empty() { self.title.clone() } else { given.to_owned() };
        self.articles = item::articles(parsed, document, &name, self.lang);
        self.count(parsed);
    }

    /// Says what was lost between the items seen and the articles given.
    fn count(&mut self, parsed: &engine::Parsed) {
        let (seen, read) = (parsed.seen, parsed.feed.entries.len());
        if let Some(reason) = &parsed.broken {
            self.note("feed-broken", Reason::of("feed-one-by-one", [reason.clone()]));
        }
        if parsed.cut {
            self.note("feed-cut", Reason::of("feed-ends-early", []));
        }
        if seen > repair::MAX_ITEMS {
            self.note("items-capped", Reason::of("feed-capped", [repair::MAX_ITEMS.into(), seen.into()]));
        }
        let lost = seen.min(repair::MAX_ITEMS).saturating_sub(read);
        if lost > 0 {
            self.note("items-lost", Reason::of("feed-lost", [lost.into(), seen.into()]));
        }
        let twice = read.saturating_sub(self.articles.len());
        if twice > 0 {
            self.note("items-twice", Reason::of("feed-twice", [twice.into()]));
        }
        if seen == 0 && read == 0 {
            self.note("no-items", Reason::of("feed-empty", []));
        }
    }

    fn note(&mut self, code: &str, message: Reason) {
        self.diagnostics.push(Diagnostic { span: Span::default(), code: code.to_owned(), message });
    }
}

/// The feeds that a page names in its head.
fn alternates(text: &str) -> Vec<String> {
    let tags = xml::tokens(text).filter_map(|token| match token {
        xml::Token::Start(tag) if tag.name.eq_ignore_ascii_case("link") => Some(tag),
        _ => None,
    });
    let is_feed = |tag: &xml::Tag| {
        let kind = tag.get("type").unwrap_or("").to_ascii_lowercase();
        let rel = tag.get("rel").unwrap_or("").to_ascii_lowercase();
        rel.contains("alternate") && (kind.contains("rss") || kind.contains("atom") || kind.contains("feed+json"))
    };
    tags.filter(is_feed).filter_map(|tag| tag.get("href")).map(plain).take(10).collect()
}
