//! Puts articles in and takes them out.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::row::{self, ARTICLE};
use super::{Store, StoreError};
use crate::model::{Analysed, Analysis, Article, ArticleId, Lang, Rung};

/// What became of an article that was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its key.
    pub id: ArticleId,
    /// Whether it was not there before.
    pub new: bool,
}

/// From this length on, in bytes, a body is a text of its own, known again under any headline and
/// from anywhere. A shorter one ("Read more") is told apart by its headline and its address.
const OWN_TEXT: usize = 200;

/// Where a text stands, or would stand.
enum Slot {
    Taken(ArticleId),
    Free(ArticleId),
}

impl Store {
    /// Puts an article and its analysis in, in one transaction. The same text a second time changes
    /// nothing, but for a day that is stated where the first one's was only inferred.
    ///
    /// # Errors
    /// Where the store can only be read or the database fails; the store is then as before.
    pub fn add(&self, article: &Article, analysis: &Analysis) -> Result<Added, StoreError> {
        self.writable()?;
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let added = match self.slot(article)? {
            Slot::Free(id) => {
                self.insert(&transaction, &id, article, analysis)?;
                Added { id, new: true }
            }
            Slot::Taken(id) => {
                self.date_better(&transaction, &id, article, analysis)?;
                Added { id, new: false }
            }
        };
        transaction.commit()?;
        Ok(added)
    }

    /// The key of an article with the same text, where there is one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn known(&self, article: &Article) -> Result<Option<ArticleId>, StoreError> {
        Ok(match self.slot(article)? {
            Slot::Taken(id) => Some(id),
            Slot::Free(_) => None,
        })
    }

    /// An article with its analysis.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn article(&self, id: &ArticleId) -> Result<Option<Analysed>, StoreError> {
        let sql = format!("SELECT {ARTICLE}, content FROM article LEFT JOIN analysis USING (n) WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([&id.0], analysed).optional()?)
    }

    /// Calls `take` with every article, newest first, one at a time.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn each(&self, mut take: impl FnMut(Analysed)) -> Result<(), StoreError> {
        let sql = format!("SELECT {ARTICLE}, content FROM article LEFT JOIN analysis USING (n) ORDER BY place DESC");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(analysed(row)?);
        }
        Ok(())
    }

    /// Every article, newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn all(&self) -> Result<Vec<Analysed>, StoreError> {
        let mut all = Vec::new();
        self.each(|analysed| all.push(analysed))?;
        Ok(all)
    }

    /// Articles whose analysis is of another version than [`super::Rules::analysis`].
    ///
    /// # Errors
    /// Where the database fails.
    pub fn stale(&self) -> Result<Vec<ArticleId>, StoreError> {
        let sql = "SELECT id FROM analysis JOIN article USING (n) WHERE version < ?1 OR version > ?1 ORDER BY n";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([self.rules.analysis], |row| Ok(ArticleId(row.get(0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Puts a new analysis in the place of an article's old one.
    ///
    /// # Errors
    /// Where the store can only be read or the database fails; the store is then as before.
    pub fn reanalyse(&self, id: &ArticleId, analysis: &Analysis) -> Result<(), StoreError> {
        self.writable()?;
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        self.replace(&transaction, id, analysis)?;
        Ok(transaction.commit()?)
    }

    /// Looks for the text. Other texts with the same hash only move the key on to the next number.
    fn slot(&self, article: &Article) -> Result<Slot, StoreError> {
        let text = own_text(&article.title, &article.body, article.address.as_deref());
        let mut hash = (self.rules.hash)(&text);
        let mut statement = self.connection.prepare_cached("SELECT title, body, address FROM article WHERE id = ?1")?;
        loop {
            let id = ArticleId(format!("{hash:016x}"));
            let other = statement.query_row([&id.0], |row| {
                let (title, body): (String, String) = (row.get(0)?, row.get(1)?);
                Ok(own_text(&title, &body, row.get::<_, Option<String>>(2)?.as_deref()))
            });
            match other.optional()? {
                None => return Ok(Slot::Free(id)),
                Some(other) if other == text => return Ok(Slot::Taken(id)),
                Some(_) => hash = hash.wrapping_add(1),
            }
        }
    }

    fn insert(&self, db: &Connection, id: &ArticleId, article: &Article, found: &Analysis) -> Result<(), StoreError> {
        let n: i64 = db.query_row("SELECT coalesce(max(n), 0) + 1 FROM article", [], |row| row.get(0))?;
        let place = row::place(&found.published, n);
        // A language that did not come with the article was worked out.
        let lang = if article.lang == Lang::Unknown { found.lang } else { article.lang };
        db.prepare_cached(
            "INSERT INTO article (n, place, id, lang, source, kind, title, dated, published, address, cites, \
             read_from, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            n,
            place,
            id.0,
            lang.code(),
            article.source.name,
            row::kind(article.source.kind),
            article.title,
            serde_json::to_string(&found.published)?,
            serde_json::to_string(&article.published)?,
            article.address,
            serde_json::to_string(&article.cites)?,
            article.read_from,
            article.body,
        ])?;
        db.prepare_cached("INSERT INTO analysis (n, version, content) VALUES (?1, ?2, ?3)")?.execute(params![
            n,
            self.rules.analysis,
            serde_json::to_string(found)?
        ])?;
        self.index(db, place, &article.title, &article.body)
    }

    fn index(&self, db: &Connection, place: i64, title: &str, body: &str) -> Result<(), StoreError> {
        let fold = self.rules.fold;
        db.prepare_cached("INSERT INTO words (rowid, title, body) VALUES (?1, ?2, ?3)")?.execute(params![
            place,
            fold(title),
            fold(body)
        ])?;
        Ok(())
    }

    /// Takes over the day of `article` where it is stated and the stored one's is not.
    fn date_better(
        &self,
        db: &Connection,
        id: &ArticleId,
        article: &Article,
        found: &Analysis,
    ) -> Result<(), StoreError> {
        let stored: String = db.query_row("SELECT dated FROM article WHERE id = ?1", [&id.0], |row| row.get(0))?;
        let guessed = |rung: Rung| rung.is_inferred() || rung == Rung::Unknown;
        if !guessed(row::published(&stored).rung) || guessed(article.published.rung) {
            return Ok(());
        }
        db.prepare_cached("UPDATE article SET published = ?2 WHERE id = ?1")?
            .execute(params![id.0, serde_json::to_string(&article.published)?])?;
        self.replace(db, id, found)
    }

    fn replace(&self, db: &Connection, id: &ArticleId, found: &Analysis) -> Result<(), StoreError> {
        let row = db
            .prepare_cached("SELECT n, place, title, body FROM article WHERE id = ?1")?
            .query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        let Some((n, old_place, title, body)): Option<(i64, i64, String, String)> = row else { return Ok(()) };
        let place = row::place(&found.published, n);
        db.prepare_cached("UPDATE article SET dated = ?2, place = ?3 WHERE n = ?1")?.execute(params![
            n,
            serde_json::to_string(&found.published)?,
            place
        ])?;
        db.prepare_cached("UPDATE analysis SET version = ?2, content = ?3 WHERE n = ?1")?.execute(params![
            n,
            self.rules.analysis,
            serde_json::to_string(found)?
        ])?;
        if place != old_place {
            db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([old_place])?;
            self.index(db, place, &title, &body)?;
        }
        Ok(())
    }
}

/// The key that `article` gets in a store with this `hash`, unless another text with the same hash
/// took it before.
pub fn key(article: &Article, hash: fn(&str) -> u64) -> ArticleId {
    ArticleId(format!("{:016x}", hash(&own_text(&article.title, &article.body, article.address.as_deref()))))
}

/// What makes two articles the same one: their words, whatever the blanks between them.
fn own_text(title: &str, body: &str, address: Option<&str>) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = words(body);
    if body.len() >= OWN_TEXT { body } else { [&words(title), &body, address.unwrap_or("")].join("\n") }
}

/// Reads [`ARTICLE`] and the analysis after it. An analysis of a version that cannot be read any
/// more is empty until it is rebuilt.
fn analysed(row: &rusqlite::Row<'_>) -> rusqlite::Result<Analysed> {
    let (id, article) = row::article(row)?;
    let content: Option<String> = row.get(10)?;
    let analysis = content.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    Ok(Analysed { id, article, analysis })
}
