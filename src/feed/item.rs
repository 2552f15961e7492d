//! An item of a feed as an article.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Link};

use crate::model::{Article, Lang, Published, RawDocument, Reason, Rung, Source};
use crate::text::stamp::Stamp;
use crate::text::{hash, language, plain};

use super::engine::Parsed;

/// Characters of a headline.
const MAX_TITLE: usize = 500;

/// Bytes of one item's text that are read; the rest is said to be left out by the feed's own site.
const MAX_TEXT: usize = 1 << 20;

/// The articles of a feed, in its order; an item that comes twice comes once. `name` is the
/// publisher's, `lang` what the feed says its language is.
pub(super) fn articles(parsed: &Parsed, document: &RawDocument, name: &str, lang: Lang) -> Vec<Article> {
    let mut seen = HashSet::new();
    let entries = parsed.feed.entries.iter();
    let fresh = entries.filter(|entry| seen.insert(identity(entry)));
    fresh.map(|entry| article(entry, &parsed.stamps, document, name, lang)).collect()
}

/// What makes an item itself: its stated identity, else its link, else its words and day.
fn identity(entry: &Entry) -> String {
    if !entry.id.trim().is_empty() {
        return entry.id.trim().to_owned();
    }
    if let Some(link) = address(entry) {
        return link;
    }
    let title = entry.title.as_ref().map_or("", |title| title.content.as_str());
    let summary = entry.summary.as_ref().map_or("", |summary| summary.content.as_str());
    format!("{:016x} {:?}", hash(&format!("{title}\n{summary}")), entry.published.or(entry.updated))
}

fn article(
    entry: &Entry,
    stamps: &BTreeMap<DateTime<Utc>, Stamp>,
    document: &RawDocument,
    name: &str,
    lang: Lang,
) -> Article {
    let title = entry.title.as_ref().map(|title| plain(head(&title.content))).unwrap_or_default();
    let title: String = title.replace('\n', " ").chars().take(MAX_TITLE).collect();
    let body = body(entry);
    let found = language(&title, &body);
    Article {
        lang: if found == Lang::Unknown { lang } else { found },
        published: published(entry, stamps),
        title,
        body,
        source: Source { name: name.to_owned(), kind: document.source.kind },
        address: address(entry),
        cites: Vec::new(),
        read_from: document.name.clone(),
    }
    .with_web_addresses()
}

/// The item's text in paragraphs: its content, or its summary where that says more.
fn body(entry: &Entry) -> String {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref()).map(|text| plain(head(text)));
    let summary = entry.summary.as_ref().map(|summary| plain(head(&summary.content))).unwrap_or_default();
    content.filter(|content| content.len() * 2 > summary.len()).unwrap_or(summary)
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// When the item says it was published, else when it was changed, in the zone of its own date line.
fn published(entry: &Entry, stamps: &BTreeMap<DateTime<Utc>, Stamp>) -> Published {
    let Some(moment) = entry.published.or(entry.updated) else { return Published::default() };
    let stamp = stamps.get(&moment);
    let day = stamp.map_or_else(|| moment.date_naive(), |stamp| stamp.day);
    let said = stamp.and_then(|stamp| stamp.moment).map_or_else(|| day.to_string(), |moment| moment.to_rfc3339());
    let reason = match entry.published {
        Some(_) => Reason::of("feed-published", [said.into()]),
        None => Reason::of("feed-updated", [said.into()]),
    };
    Published {
        moment: stamp.map_or_else(|| Some(moment.fixed_offset()), |stamp| stamp.moment),
        ..Published::on(day, Rung::Feed, reason)
    }
}

/// The page of the item: its alternate link, else its first, else an identity that is an address.
fn address(entry: &Entry) -> Option<String> {
    let links = || entry.links.iter().filter(|link| link.target.is_none() && !link.href.trim().is_empty());
    let is = |link: &&Link, rel: &str| link.rel.as_deref() == Some(rel);
    let page = links()
        .find(|link| link.rel.is_none() || is(link, "alternate"))
        .or_else(|| links().find(|link| !is(link, "enclosure") && !is(link, "self") && !is(link, "replies")));
    let id = entry.id.trim();
    let id = (id.starts_with("http://") || id.starts_with("https://")).then(|| id.to_owned());
    page.map(|link| link.href.trim().to_owned()).or(id)
}
