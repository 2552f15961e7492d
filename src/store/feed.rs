//! What is known of feeds.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError, row};
use crate::model::{Health, Validators};

impl Store {
    /// Keeps the state of a feed.
    ///
    /// # Errors
    /// Where the store can only be read or the database fails.
    pub fn set_health(&self, health: &Health) -> Result<(), StoreError> {
        self.writable()?;
        let sql = "INSERT OR REPLACE INTO health (source, checked_at, ok_at, error, items) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection.prepare_cached(sql)?.execute(params![
            health.source,
            row::moment_text(health.checked_at),
            row::moment_text(health.ok_at),
            row::reason_text(&health.error),
            health.items as i64,
        ])?;
        Ok(())
    }

    /// The state of every feed that was asked, by address.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn health(&self) -> Result<Vec<Health>, StoreError> {
        let sql = "SELECT source, checked_at, ok_at, error, items FROM health ORDER BY source";
        let mut statement = self.connection.prepare_cached(sql)?;
        let all = statement.query_map([], health)?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// Keeps what the next request to a feed must say.
    ///
    /// # Errors
    /// Where the store can only be read or the database fails.
    pub fn set_validators(&self, url: &str, validators: &Validators) -> Result<(), StoreError> {
        self.writable()?;
        let sql = "INSERT OR REPLACE INTO validators (url, etag, last_modified, body, not_before, gone) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.connection.prepare_cached(sql)?.execute(params![
            url,
            validators.etag,
            validators.last_modified,
            validators.body.map(u64::cast_signed),
            row::moment_text(validators.not_before),
            validators.gone,
        ])?;
        Ok(())
    }

    /// What the next request to a feed must say; nothing for a feed that was never asked.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn validators(&self, url: &str) -> Result<Validators, StoreError> {
        let sql = "SELECT etag, last_modified, body, not_before, gone FROM validators WHERE url = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([url], validators).optional()?.unwrap_or_default())
    }
}

fn health(row: &Row<'_>) -> rusqlite::Result<Health> {
    Ok(Health {
        source: row.get(0)?,
        checked_at: row::moment(row.get(1)?),
        ok_at: row::moment(row.get(2)?),
        error: row::reason(row.get(3)?),
        items: usize::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
    })
}

fn validators(row: &Row<'_>) -> rusqlite::Result<Validators> {
    Ok(Validators {
        etag: row.get(0)?,
        last_modified: row.get(1)?,
        body: row.get::<_, Option<i64>>(2)?.map(i64::cast_unsigned),
        not_before: row::moment(row.get(3)?),
        gone: row.get(4)?,
    })
}
