//! How much there is.

use super::{Store, StoreError, row};
use crate::model::{Lang, Source};

/// Figures of a whole store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Arabic ones.
    pub arabic: usize,
    /// English ones.
    pub english: usize,
    /// Articles that were opened.
    pub read: usize,
    /// Articles with a bookmark.
    pub bookmarked: usize,
    /// Articles with a note.
    pub noted: usize,
}

/// A source and the number of its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCount {
    /// The source.
    pub source: Source,
    /// Its articles.
    pub articles: usize,
}

impl Store {
    /// Counts everything.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let mut counts = Counts::default();
        let mut statement = self.connection.prepare_cached("SELECT lang, count(*) FROM article GROUP BY lang")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let articles = size(row.get(1)?);
            counts.articles += articles;
            match row::lang(&row.get::<_, String>(0)?) {
                Lang::Arabic => counts.arabic += articles,
                Lang::English => counts.english += articles,
                _ => {}
            }
        }
        let sql = "SELECT coalesce(sum(read), 0), coalesce(sum(bookmarked), 0), coalesce(sum(note <> ''), 0) \
                   FROM mark JOIN article USING (id)";
        let mut statement = self.connection.prepare_cached(sql)?;
        (counts.read, counts.bookmarked, counts.noted) =
            statement.query_row([], |row| Ok((size(row.get(0)?), size(row.get(1)?), size(row.get(2)?))))?;
        Ok(counts)
    }

    /// Every source with the number of its articles, most first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn sources(&self) -> Result<Vec<SourceCount>, StoreError> {
        let sql = "SELECT source, kind, count(*) AS articles FROM article GROUP BY source, kind \
                   ORDER BY articles DESC, source, kind";
        let mut statement = self.connection.prepare_cached(sql)?;
        let sources = statement.query_map([], |row| {
            let source = row::source(row.get(0)?, &row.get::<_, String>(1)?);
            Ok(SourceCount { source, articles: size(row.get(2)?) })
        })?;
        Ok(sources.collect::<Result<_, _>>()?)
    }
}

fn size(count: i64) -> usize {
    usize::try_from(count).unwrap_or(0)
}
