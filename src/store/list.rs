//! Lists of articles without their texts.

use rusqlite::Row;

use super::{Store, StoreError, row};
use crate::model::{ArticleId, ArticleMark, Lang, Published, Source, headline};

/// An article as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its key.
    pub id: ArticleId,
    /// Headline; may be empty.
    pub title: String,
    /// What the article is called by: its headline, else its first words.
    pub headline: String,
    /// Language.
    pub lang: Lang,
    /// Its day, as it came in or as the analysis inferred it.
    pub published: Published,
    /// Publisher and way in.
    pub source: Source,
    /// Web address.
    pub address: Option<String>,
    /// What the user did with it.
    pub mark: ArticleMark,
}

/// The columns of a head, in the order in which [`head`] reads them.
pub(super) const HEAD: &str = "article.id, article.title, article.lang, article.dated, article.source, article.kind, article.address, \
     mark.read, mark.bookmarked, mark.note, CASE WHEN trim(article.title) = '' THEN substr(article.body, 1, 400) ELSE '' END";

/// Reads [`HEAD`].
pub(super) fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    let title: String = row.get(1)?;
    Ok(Head {
        id: ArticleId(row.get(0)?),
        headline: headline(&title, &row.get::<_, String>(10)?).into_owned(),
        title,
        lang: row::lang(&row.get::<_, String>(2)?),
        published: row::published(&row.get::<_, String>(3)?),
        source: row::source(row.get(4)?, &row.get::<_, String>(5)?),
        address: row.get(6)?,
        mark: ArticleMark {
            read: row.get::<_, Option<bool>>(7)?.unwrap_or_default(),
            bookmarked: row.get::<_, Option<bool>>(8)?.unwrap_or_default(),
            note: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
        },
    })
}

impl Store {
    /// At most `limit` articles after the first `offset`, by published day, newest first, and then
    /// by their coming in; those without a day come last.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn heads(&self, offset: usize, limit: usize) -> Result<Vec<Head>, StoreError> {
        // The inner query walks the index alone to the offset.
        let sql = format!(
            "SELECT {HEAD} FROM article LEFT JOIN mark USING (id) WHERE place IN \
             (SELECT place FROM article ORDER BY place DESC LIMIT ?2 OFFSET ?1) ORDER BY place DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let heads = statement.query_map([offset as i64, limit as i64], head)?;
        Ok(heads.collect::<Result<_, _>>()?)
    }
}
