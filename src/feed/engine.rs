//! The parser behind its front end: repaired text in, a feed out, never a panic.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use feed_rs::model::Feed;
use feed_rs::parser;

use crate::model::Reason;
use crate::text::stamp::{self, Stamp};

use super::repair::{MAX_ITEMS, Repaired, repair};

/// A parsed feed.
pub(super) struct Parsed {
    /// The feed in the parser's model.
    pub feed: Feed,
    /// What the date lines said, by the moment that stands for them in the model.
    pub stamps: BTreeMap<DateTime<Utc>, Stamp>,
    /// Items that the text begins.
    pub seen: usize,
    /// `RSS2`, `RSS1`, `RSS0`, `Atom` or `JSON`.
    pub version: &'static str,
    /// Why the feed could not be read as a whole, where its items were read one by one.
    pub broken: Option<Reason>,
    /// Whether the text ends inside an item.
    pub cut: bool,
}

/// Reads a feed from its text; `base` is its address.
pub(super) fn parse(text: &str, base: Option<&str>) -> Result<Parsed, Reason> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if text.starts_with('{') {
        return json(text, base);
    }
    let Some(repaired) = repair(text) else {
        return Err(if is_page(text) { Reason::of("feed-is-page", []) } else { Reason::of("feed-is-none", []) });
    };
    let mut dates = Dates::default();
    let (feed, broken) = match run(&repaired.xml, base, &dates) {
        Ok(feed) => (feed, None),
        Err(reason) => (one_by_one(&repaired, base, &dates).ok_or_else(|| reason.clone())?, Some(reason)),
    };
    let stamps = dates.take();
    Ok(Parsed { feed, stamps, seen: repaired.seen, version: repaired.version, broken, cut: repaired.cut })
}

fn json(text: &str, base: Option<&str>) -> Result<Parsed, Reason> {
    let mut dates = Dates::default();
    let mut feed = run(text, base, &dates)?;
    let seen = feed.entries.len();
    feed.entries.truncate(MAX_ITEMS);
    Ok(Parsed { feed, stamps: dates.take(), seen, version: "JSON", broken: None, cut: false })
}

/// Whether `text` begins as a web page does.
pub(super) fn is_page(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    head.contains("<html") || head.contains("<!doctype html") || head.contains("<body")
}

/// Date lines seen by the parser, kept because its model knows only moments.
#[derive(Clone, Default)]
struct Dates(Arc<Mutex<BTreeMap<DateTime<Utc>, Stamp>>>);

impl Dates {
    fn read(&self, line: &str) -> Option<DateTime<Utc>> {
        let stamp = stamp::parse(line).or_else(|| stamp::find(line))?;
        let moment = stamp.utc();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(moment).or_insert(stamp);
        Some(moment)
    }

    fn take(&mut self) -> BTreeMap<DateTime<Utc>, Stamp> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One run of the parser. A panic in it is an error in words.
fn run(text: &str, base: Option<&str>, dates: &Dates) -> Result<Feed, Reason> {
    let dates = dates.clone();
    let base = base.filter(|base| base.starts_with("http://") || base.starts_with("https://"));
    let builder = parser::Builder::new()
        .base_uri(base)
        .timestamp_parser(move |line| dates.read(line))
        // Without an identity an entry would be new at every visit: its own is made later.
        .id_generator(|_, _, _| String::new());
    match catch_unwind(AssertUnwindSafe(|| builder.build().parse(text.as_bytes()))) {
        Ok(Ok(feed)) => Ok(feed),
        Ok(Err(error)) => Err(Reason::of("feed-broken", [error.to_string().into()])),
        Err(_) => Err(Reason::of("feed-parser-gave-up", [])),
    }
}

/// Each item in a feed of its own, so that one bad item costs only itself.
fn one_by_one(repaired: &Repaired, base: Option<&str>, dates: &Dates) -> Option<Feed> {
    let first = repaired.items.first()?.start;
    let head = repaired.xml.get(..first)?;
    let close = if repaired.version == "Atom" { "</feed>" } else { "</channel></rss>" };
    let open = head.split_inclusive('>').take(if repaired.version == "Atom" { 1 } else { 2 }).collect::<String>();
    let shell = |inner: &str| format!("{open}{inner}{close}");
    let mut feed = run(&format!("{head}{close}"), base, dates).or_else(|_| run(&shell(""), base, dates)).ok()?;
    for place in &repaired.items {
        let item = repaired.xml.get(place.clone()).unwrap_or("");
        feed.entries.extend(run(&shell(item), base, dates).map(|feed| feed.entries).unwrap_or_default());
    }
    (!feed.entries.is_empty()).then_some(feed)
}
