//! Articles as JSON: one object, a list of them, or one a line, as extraction tools write them.

use serde_json::{Map, Value};

use crate::model::{Article, Diagnostic, RawDocument, Reason, Rung};

use super::{dating, notice, prose};

/// Articles of one file.
pub(super) const MAX_ARTICLES: usize = 100_000;

/// Names of the fields, the usual one first.
const TITLE: [&str; 3] = ["title", "headline", "name"];
const TEXT: [&str; 7] = ["text", "maintext", "body", "content_text", "articleBody", "raw_text", "content"];
const DATE: [&str; 8] =
    ["published", "date_publish", "date", "date_published", "publish_date", "datePublished", "pubDate", "created_at"];
const SOURCE: [&str; 5] = ["source", "source_domain", "sitename", "publisher", "hostname"];
const ADDRESS: [&str; 4] = ["url", "link", "address", "source_url"];

/// Reads the articles of `text`; lines that are none are said.
pub(super) fn read(text: &str, document: &RawDocument, notes: &mut Vec<Diagnostic>) -> Result<Vec<Article>, Reason> {
    let mut articles = Vec::new();
    let mut bad = Vec::new();
    let mut take = |value: &Value, place: Reason, notes: &mut Vec<Diagnostic>| match article(value, document, notes) {
        Some(article) => articles.push(article),
        None => bad.push(place),
    };
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(values)) => {
            values
                .iter()
                .take(MAX_ARTICLES)
                .enumerate()
                .for_each(|(at, value)| take(value, Reason::of("json-item", [(at + 1).into()]), notes));
        }
        Ok(value) => take(&value, Reason::of("json-object", []), notes),
        Err(error) => {
            let lines = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).take(MAX_ARTICLES);
            if lines().take(2).count() < 2 {
                return Err(Reason::of("json-broken", [error.to_string().into()]));
            }
            for (at, line) in lines() {
                let value = serde_json::from_str(line).unwrap_or(Value::Null);
                take(&value, Reason::of("json-line", [(at + 1).into()]), notes);
            }
        }
    }
    if articles.is_empty() {
        return Err(Reason::of("json-bare", []));
    }
    if !bad.is_empty() {
        let some = bad.iter().take(5).cloned().reduce(|one, next| Reason::of("comma", [one, next])).unwrap_or_default();
        notes.push(notice("bad-line", Reason::of("json-bad-places", [bad.len().into(), some])));
    }
    Ok(articles)
}

fn article(value: &Value, document: &RawDocument, notes: &mut Vec<Diagnostic>) -> Option<Article> {
    let object = value.as_object()?;
    let text = first(object, &TEXT)?;
    let title = first(object, &TITLE).unwrap_or_default();
    let mut article =
        prose::plain(&text, document, Some(&title).filter(|title| !title.is_empty()).map(String::as_str), notes)
            .ok()?;
    if let Some(published) = DATE.iter().find_map(|name| dating::said(&first(object, &[name])?, Rung::Metadata, name)) {
        article.published = published;
    }
    article.address = first(object, &ADDRESS).or(article.address);
    article.source.name = first(object, &SOURCE).unwrap_or(article.source.name);
    if let Some(Value::Array(cites)) = object.get("cites") {
        article.cites = cites.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    if let Some(id) = first(object, &["id"]) {
        article.read_from = format!("{}#{id}", document.name);
    }
    Some(article)
}

/// The first of `names` that holds words or a number.
fn first(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => inner.get("name").or_else(|| inner.get("title"))?.as_str().map(str::to_owned),
        _ => None,
    })
}
