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
use crate::model::{FeedSpec, Health, Lang, RawDocument, Source};

#[derive(Serialize)]
struct Row<'a> {
    url: &'a str,
    title: &'a str,
    lang: Lang,
    enabled: bool,
    #[serde(flatten)]
    health: Option<&'a Health>,
}

/// The feeds of the case, and how their last refresh went.
pub(super) fn list(config: &Config, format: ListFormat, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let case = config.case()?;
    let health = health(config, &case.id)?;
    let columns = Columns::new(config, notes, &[3, 3, 28, 46])?;
    for feed in &case.feeds {
        let health = health.iter().find(|health| health.source == feed.url);
        match format {
            ListFormat::Text => columns.row(out, &cells(feed, health).each_ref().map(String::as_str))?,
            ListFormat::Json => {
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

fn cells(feed: &FeedSpec, health: Option<&Health>) -> [String; 5] {
    let state = match health {
        None => "never asked".to_owned(),
        Some(Health { error, .. }) if !error.is_empty() => error.clone(),
        Some(Health { ok_at: Some(at), items, .. }) => format!("{items} items on {}", at.date_naive()),
        Some(_) => String::new(),
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
    for file in &args.files {
        let ask = Ask { file: file.to_string_lossy().into_owned(), ..Ask::default() };
        match ask.document() {
            Ok(document) => {
                done += 1;
                out.json(&Answer { file: &ask.file, record: record(&document) })?;
            }
            Err(reason) => notes.say(&reason),
        }
    }
    if done == 0 { Err(Failure::Told) } else { Ok(Outcome::Done) }
}

fn answer(line: &[u8]) -> Result<String, String> {
    let ask: Ask = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let record = record(&ask.document()?);
    json(&Answer { file: &ask.file, record }).map_err(|failure| failure.to_string())
}
