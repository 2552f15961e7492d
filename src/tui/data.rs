//! What the screen knows of the case: loaded at once, kept as plain values.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{ArticleId, ArticleMark, Health, Lang, Published, SourceKind, Timeline};

/// A row of the list of articles: what the list shows, without the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// Its language.
    pub lang: Lang,
    /// When it was published.
    pub published: Published,
    /// Its source's name.
    pub source: String,
    /// Its address.
    pub address: Option<String>,
}

/// A row of the list of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: SourceKind,
    /// Its address or path; empty where it has none.
    pub place: String,
    /// Whether a refresh asks it.
    pub enabled: bool,
    /// Arabic, English and other articles from it.
    pub counts: [usize; 3],
    /// Day of its newest article.
    pub newest: Option<NaiveDate>,
    /// How its last refresh went; `None` before the first.
    pub health: Option<Health>,
}

/// What was loaded from the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// The case in order of time.
    pub timeline: Timeline,
    /// All articles, newest first.
    pub rows: Vec<Row>,
    /// All sources.
    pub sources: Vec<SourceRow>,
    /// What the analyst did with articles.
    pub marks: BTreeMap<ArticleId, ArticleMark>,
}
