//! Rows as the model's types and back.

use chrono::{DateTime, Datelike, Utc};
use rusqlite::Row;

use crate::model::{Article, ArticleId, Lang, Published, Reason, Source, SourceKind};

/// The columns of an article, in the order in which [`article`] reads them.
pub(super) const ARTICLE: &str = "article.title, article.body, article.lang, article.published, article.source, article.kind, article.address, \
     article.cites, article.read_from, article.id";

/// Reads [`ARTICLE`].
pub(super) fn article(row: &Row<'_>) -> rusqlite::Result<(ArticleId, Article)> {
    let article = Article {
        title: row.get(0)?,
        body: row.get(1)?,
        lang: lang(&row.get::<_, String>(2)?),
        published: published(&row.get::<_, String>(3)?),
        source: source(row.get(4)?, &row.get::<_, String>(5)?),
        address: row.get(6)?,
        cites: serde_json::from_str(&row.get::<_, String>(7)?).unwrap_or_default(),
        read_from: row.get(8)?,
    };
    Ok((ArticleId(row.get(9)?), article))
}

pub(super) fn lang(code: &str) -> Lang {
    Lang::from_code(code)
}

/// A stored day that cannot be read is an unknown day and no reason to lose the article.
pub(super) fn published(json: &str) -> Published {
    serde_json::from_str(json).unwrap_or_default()
}

pub(super) fn source(name: String, kind: &str) -> Source {
    let kind = match kind {
        "feed" => SourceKind::Feed,
        "sample" => SourceKind::Sample,
        _ => SourceKind::Saved,
    };
    Source { name, kind }
}

pub(super) fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Feed => "feed",
        SourceKind::Saved => "saved",
        SourceKind::Sample => "sample",
    }
}

/// The place of article number `n` in the order of days; one without a day comes last.
pub(super) fn place(published: &Published, n: i64) -> i64 {
    let day = published.first.or(published.last).map_or(0, |day| i64::from(day.num_days_from_ce().max(0)));
    (day << 32) | n
}

pub(super) fn moment(text: Option<String>) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(&text?).ok().map(|moment| moment.to_utc())
}

/// A reason as text: words as they are, a sentence as JSON.
pub(super) fn reason_text(reason: &Reason) -> String {
    match reason {
        Reason::Words(words) => words.clone(),
        Reason::Sentence(..) => serde_json::to_string(reason).unwrap_or_else(|_| reason.to_string()),
    }
}

/// Reads what [`reason_text`] wrote; anything else is words.
pub(super) fn reason(text: String) -> Reason {
    let sentence = serde_json::from_str(&text).ok().filter(|reason| matches!(reason, Reason::Sentence(..)));
    sentence.unwrap_or(Reason::Words(text))
}

pub(super) fn moment_text(moment: Option<DateTime<Utc>>) -> Option<String> {
    moment.map(|moment| moment.to_rfc3339())
}
