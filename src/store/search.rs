//! Finds articles by their words.

use super::list::{HEAD, Head, head};
use super::query::{expression, parse};
use super::snippet::{Snippet, snippet};
use super::{Store, StoreError};
use crate::model::ArticleId;

/// An article that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub head: Head,
    /// The line of its body that shows why.
    pub snippet: Snippet,
}

impl Store {
    /// At most `limit` articles that hold everything in `query`, newest first.
    ///
    /// `word` finds the word in every spelling that readers take as the same and in every form in
    /// which texts write it ([`super::Rules::forms`]), words that are a known name also the thing under
    /// its other names ([`super::Rules::names`]), `"two words"` a phrase, `beg*` a beginning of two letters or more; all must be there. A query without any
    /// letter or digit finds nothing.
    ///
    /// # Errors
    /// Where the database fails; never because of what `query` holds.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let terms = parse(query, &self.rules);
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {HEAD}, article.body FROM words JOIN article ON article.place = words.rowid \
             LEFT JOIN mark USING (id) WHERE words MATCH ?1 ORDER BY words.rowid DESC LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let hits = statement.query_map((expression(&terms), limit as i64), |row| {
            let body: String = row.get(11)?;
            Ok(Hit { head: head(row)?, snippet: snippet(&body, &terms, self.rules.fold) })
        })?;
        Ok(hits.collect::<Result<_, _>>()?)
    }

    /// The keys of the articles that [`Store::search`] gives, in its order, without reading their
    /// texts: for lists that are narrowed while somebody types.
    ///
    /// # Errors
    /// Where the database fails; never because of what `query` holds.
    pub fn found(&self, query: &str, limit: usize) -> Result<Vec<ArticleId>, StoreError> {
        let terms = parse(query, &self.rules);
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT article.id FROM words JOIN article ON article.place = words.rowid \
                   WHERE words MATCH ?1 ORDER BY words.rowid DESC LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map((expression(&terms), limit as i64), |row| Ok(ArticleId(row.get(0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
