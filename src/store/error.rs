//! What can go wrong with a store.

use std::path::{Path, PathBuf};

use crate::model::Clean;

/// A store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file cannot be used as a store; the reason is a sentence for the user.
    #[error("cannot use {} as a store: {reason}", Clean::line(&path.to_string_lossy()))]
    Open {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The store can only be read; nothing was changed.
    #[error("nothing was saved: {0}")]
    ReadOnly(String),
    /// SQLite failed: a full disk, a damaged file, another program that holds it.
    #[error("the store failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// An analysis cannot be written as JSON.
    #[error("an analysis cannot be stored: {0}")]
    Json(#[from] serde_json::Error),
}

impl StoreError {
    pub(super) fn open(path: &Path, reason: impl Into<String>) -> Self {
        Self::Open { path: path.to_owned(), reason: reason.into() }
    }
}
