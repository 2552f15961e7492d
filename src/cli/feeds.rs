//! `marsad feeds`: the feeds of the case, and what saved feeds say.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::args::{FeedsParseArgs, ListFormat};
use super::lists::Columns;
use super::output::{Out, json};
use super::setup::Config;
use super::{Failure, Notes, Outcome, lines};
use crate::feed::{FeedRecord, record};
use crate::gather::read;
use crate::ingest::open_store;
use crate::model::{FeedSpec, Health, Lang, RawDocument, Reason, Source};

#[derive(Serialize)]
struct Row<'a> {
    url: &'a str,
    title: &'a str,
    lang: Lang,
    enabled: bool,
    #[serde(flatten)]
    health: Option<Health>,
}

/// The feeds of the case, and how their last refresh went.
pub(super) fn list(config: &Config, format: ListFormat, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let case = config.case()?;
    let health = health(config, &case.id)?;
    let columns = Columns::new(config, notes, format, &[3, 3, 28, 46])?;
    for feed in &case.feeds {
        let health = health.iter().find(|health| health.source == feed.url);
        match format {
            ListFormat::Text => columns.row(out, &cells(feed, health).each_ref().map(String::as_str))?,
            ListFormat::Json => {
                // The contract has a sentence here.
                let health = health.map(|health| Health { error: health.error.to_string().into(), ..health.clone() });
                out.json(&Row { url: &feed.url, title: &feed.title, lang: feed.lang, enabled: feed.enabled, health })?;
            }
        }
    }
    Ok(if case.feeds.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// The state of the feeds; a store that is not there yet is not made for it.
fn health(config: &Config, case: &str) -> Result<Vec<Health>, Failure> {
    let Ok(path) = config.paths().map(|paths| paths.store(case)) else { return Ok(Vec::new()) };
    if fs::metadata(&path).is_err() {
        return Ok(Vec::new());
    }
    Ok(open_store(&path)?.health()?)
}

/// How the feed came, and what was wrong with it.
fn came(health: &Health) -> String {
    let noun = if health.items == 1 { "item" } else { "items" };
    let at = health.ok_at.map_or_else(String::new, |at| at.format(", %Y-%m-%d %H:%M UTC").to_string());
    let warning = health.warning().map_or_else(String::new, |warning| format!("; warning: {warning}"));
    format!("{} {noun}{at}{warning}", health.items)
}

fn cells(feed: &FeedSpec, health: Option<&Health>) -> [String; 5] {
    let state = match health {
        None => "never asked".to_owned(),
        Some(health) => health.failure().map_or_else(|| came(health), Reason::to_string),
    };
    let enabled = if feed.enabled { "on" } else { "off" };
    [enabled.to_owned(), feed.lang.code().to_owned(), feed.title.clone(), feed.url.clone(), state]
}

/// A line of `feeds parse --jsonl`: a file, and what a server would have said of it.
#[derive(Default, Deserialize)]
struct Ask {
    file: String,
    base: Option<String>,
    content_type: Option<String>,
    headers: Option<BTreeMap<String, String>>,
}

impl Ask {
    /// The header `name`, whatever its case.
    fn header(&self, name: &str) -> Option<String> {
        let mut headers = self.headers.iter().flatten();
        headers.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
    }

    fn document(&self) -> Result<RawDocument, String> {
        let document =
            read(Path::new(&self.file), Source::default()).map_err(|(name, reason)| format!("{name}: {reason}"))?;
        let content_type = self.content_type.clone().or_else(|| self.header("content-type"));
        let address = self.base.clone().or_else(|| self.header("content-location"));
        Ok(RawDocument { address, content_type, ..document })
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    file: &'a str,
    #[serde(flatten)]
    record: FeedRecord,
}

/// Prints what saved feeds say: one JSON object a file.
pub(super) fn parse(args: &FeedsParseArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    if args.jsonl {
        let streamed = lines::stream(io::stdin().lock(), out, &answer)?;
        return Ok(if streamed.lines == 0 { Outcome::Nothing } else { Outcome::Done });
    }
    let mut done = 0;
    let mut feeds = 0;
    for file in &args.files {
        let ask = Ask { file: file.to_string_lossy().into_owned(), ..Ask::default() };
        match ask.document() {
            Ok(document) => {
                done += 1;
                let record = record(&document);
                match &record.error {
                    None => feeds += 1,
                    Some(reason) => notes.say(&format!("{}: {reason}", ask.file)),
                }
                out.json(&Answer { file: &ask.file, record })?;
            }
            Err(reason) => notes.say(&reason),
        }
    }
    match (done, feeds) {
        (0, _) => Err(Failure::Told),
        (_, 0) => Ok(Outcome::Nothing),
        _ => Ok(Outcome::Done),
    }
}

fn answer(line: &[u8]) -> Result<String, String> {
    let ask: Ask = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let record = record(&ask.document()?);
    json(&Answer { file: &ask.file, record }).map_err(|failure| failure.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn a_feed_says_how_it_came() {
        let at = DateTime::from_timestamp(1_614_686_400, 0);
        let health = |items, ok_at, error: &str| Health {
            source: "https://a.example/rss".into(),
            checked_at: at,
            ok_at,
            error: error.into(),
            items,
        };
        for (health, expect) in [
            (None, "never asked"),
            (Some(health(1, at, "")), "1 item, 2021-03-02 12:00 UTC"),
            (Some(health(7, at, "cut off")), "7 items, 2021-03-02 12:00 UTC; warning: cut off"),
            (Some(health(7, None, "404")), "404"),
        ] {
            assert_eq!(cells(&FeedSpec::default(), health.as_ref())[4], expect);
        }
    }
}
