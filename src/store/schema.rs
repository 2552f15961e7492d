//! The shape of the file, as a list of numbered steps.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::StoreError;
use crate::model::Reason;

/// One step a schema version; only ever append. The version of a file is the number of steps that
/// made it.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("migrations/0001.sql")];

/// Tells a store from other SQLite files: "mrsd".
const APPLICATION: i64 = 0x6d72_7364;

/// The schema version of the file, 0 for a new one.
pub(super) fn version(connection: &Connection, path: &Path) -> Result<usize, StoreError> {
    let read = |pragma: &str| connection.pragma_query_value::<i64, _>(None, pragma, |row| row.get(0));
    let (version, application) = (read("user_version")?, read("application_id")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && tables > 0 {
        return Err(StoreError::open(path, Reason::of("store-foreign", [])));
    }
    Ok(usize::try_from(version).unwrap_or(0))
}

/// Brings the file from version `from` to the end of `steps`, all or nothing, with a copy of the
/// old file beside it.
pub(super) fn migrate(connection: &Connection, path: &Path, from: usize, steps: &[&str]) -> Result<(), StoreError> {
    if from >= steps.len() {
        return Ok(());
    }
    if from > 0 {
        back_up(connection, path, from)?;
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // Another process may have migrated it while this one waited.
    let from = version(&transaction, path)?;
    for step in steps.iter().skip(from) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len().max(from) as i64)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    Ok(transaction.commit()?)
}

/// The copy that is made before a file of version `from` is changed.
pub(super) fn backup_path(path: &Path, from: usize) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".v{from}.bak"));
    name.into()
}

fn back_up(connection: &Connection, path: &Path, from: usize) -> Result<(), StoreError> {
    let target = backup_path(path, from);
    let part = target.with_extension("part");
    let failed =
        |error: std::io::Error| StoreError::open(path, Reason::of("store-no-copy", [error.to_string().into()]));
    // A copy that a killed process left half done is in the way of the new one.
    if let Err(error) = fs::remove_file(&part)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(failed(error));
    }
    connection.execute("VACUUM INTO ?1", [part.to_string_lossy()])?;
    fs::rename(&part, &target).map_err(failed)
}
