//! What the user did with articles.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError};
use crate::model::{ArticleId, ArticleMark};

impl Store {
    /// Keeps a mark; an empty one is forgotten. When this returns, the mark is on the disk, even
    /// if the power fails the next moment.
    ///
    /// # Errors
    /// Where the store can only be read or the database fails.
    pub fn set_mark(&self, id: &ArticleId, mark: &ArticleMark) -> Result<(), StoreError> {
        self.writable()?;
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let kept = self.keep_mark(id, mark);
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        kept
    }

    fn keep_mark(&self, id: &ArticleId, mark: &ArticleMark) -> Result<(), StoreError> {
        if *mark == ArticleMark::default() {
            self.connection.prepare_cached("DELETE FROM mark WHERE id = ?1")?.execute([&id.0])?;
        } else {
            self.connection
                .prepare_cached("INSERT OR REPLACE INTO mark (id, read, bookmarked, note) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![id.0, mark.read, mark.bookmarked, mark.note])?;
        }
        Ok(())
    }

    /// The mark of an article; an empty one where there is none.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn mark(&self, id: &ArticleId) -> Result<ArticleMark, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, read, bookmarked, note FROM mark WHERE id = ?1")?;
        Ok(statement.query_row([&id.0], mark).optional()?.map(|(_, mark)| mark).unwrap_or_default())
    }

    /// All marks, also of articles that are not in the store.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn marks(&self) -> Result<Vec<(ArticleId, ArticleMark)>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, read, bookmarked, note FROM mark ORDER BY id")?;
        let marks = statement.query_map([], mark)?;
        Ok(marks.collect::<Result<_, _>>()?)
    }
}

fn mark(row: &Row<'_>) -> rusqlite::Result<(ArticleId, ArticleMark)> {
    Ok((ArticleId(row.get(0)?), ArticleMark { read: row.get(1)?, bookmarked: row.get(2)?, note: row.get(3)? }))
}
