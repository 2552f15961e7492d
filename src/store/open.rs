//! Opens the file of a store, for writing where that is possible.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Access, Rules, Store, StoreError, schema};
use crate::model::Reason;

/// How long a write waits for another process.
const PATIENCE: Duration = Duration::from_secs(5);

/// How a file is opened for reading.
const READ: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

impl Store {
    /// Opens the store in the file `path`, and makes it, with its folder, where there is none.
    ///
    /// A file or folder that cannot be written to, and a store of a newer version of the program,
    /// open for reading only: see [`Store::access`].
    ///
    /// # Errors
    /// Where the file is no store, is damaged, or cannot even be read.
    pub fn open(path: &Path, rules: Rules) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent()
            && let Err(error) = fs::create_dir_all(folder)
        {
            return Err(StoreError::open(path, Reason::of("store-no-folder", [error.to_string().into()])));
        }
        // A pipe would never answer, and SQLite calls a folder an input error.
        if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
            return Err(StoreError::open(path, Reason::of("store-no-file", [])));
        }
        match open_writable(path, schema::MIGRATIONS) {
            Ok(connection) => Ok(Self { connection, path: path.to_owned(), access: Access::ReadWrite, rules }),
            Err(Refused::Unwritable(reason)) => Self::open_read_only(path, rules, reason),
            Err(Refused::Unusable(error)) => Err(explained(path, error)),
        }
    }

    /// Opens the store in the file `path` for reading, and gives `reason` to who wants to write.
    pub(super) fn open_read_only(path: &Path, rules: Rules, reason: Reason) -> Result<Self, StoreError> {
        let usual = Connection::open_with_flags(path, READ).map_err(StoreError::from).and_then(|connection| {
            configure(&connection)?;
            schema::version(&connection, path)?;
            Ok(connection)
        });
        // In a folder that cannot be written to, SQLite reads a file in WAL mode only on the
        // promise that nobody changes it.
        let connection = match usual {
            Ok(connection) => connection,
            Err(_) => immutable(path).map_err(|error| explained(path, error))?,
        };
        Ok(Self { connection, path: path.to_owned(), access: Access::ReadOnly(reason), rules })
    }

    /// What SQLite finds wrong in the whole file; empty when all is well. Reads everything: for
    /// `doctor`, not for every start.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let lines = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }
}

enum Refused {
    Unwritable(Reason),
    Unusable(StoreError),
}

impl<E: Into<StoreError>> From<E> for Refused {
    fn from(error: E) -> Self {
        let error = error.into();
        match &error {
            StoreError::Database(cause) if cannot_write(cause) => Self::Unwritable(Reason::of("store-unwritable", [])),
            _ => Self::Unusable(error),
        }
    }
}

fn cannot_write(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied))
}

fn open_writable(path: &Path, steps: &[&str]) -> Result<Connection, Refused> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    if connection.is_readonly("main")? {
        return Err(Refused::Unwritable(Reason::of("store-file-unwritable", [])));
    }
    configure(&connection)?;
    let version = schema::version(&connection, path)?;
    if version > steps.len() {
        return Err(Refused::Unwritable(Reason::of("store-newer", [])));
    }
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    schema::migrate(&connection, path, version, steps)?;
    Ok(connection)
}

/// Opens a file that nobody changes, without a lock or a file beside it.
pub(super) fn immutable(path: &Path) -> Result<Connection, StoreError> {
    let mut address = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            _ => address.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    let connection = Connection::open_with_flags(address + "?immutable=1", READ | OpenFlags::SQLITE_OPEN_URI)?;
    configure(&connection)?;
    schema::version(&connection, path)?;
    Ok(connection)
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}

/// The settings that hold for every connection.
fn configure(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

/// The error in words for the user.
fn explained(path: &Path, error: StoreError) -> StoreError {
    let StoreError::Database(cause) = &error else { return error };
    match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::open(path, Reason::of("store-no-sqlite", [])),
        Some(ErrorCode::DatabaseCorrupt) => StoreError::open(path, Reason::of("store-damaged", [])),
        Some(ErrorCode::CannotOpen) => StoreError::open(path, Reason::of("store-unopened", [])),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::open(path, Reason::of("store-busy", []))
        }
        _ => error,
    }
}
