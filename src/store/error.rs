//! What can go wrong with a store.

use std::error::Error;
use std::path::{Path, PathBuf};

use crate::model::{Clean, Reason};

/// A store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file cannot be used as a store.
    #[error("{}", unusable(.path, .reason))]
    Open {
        /// The file.
        path: PathBuf,
        /// Why not, for the user.
        reason: Reason,
    },
    /// The store can only be read; nothing was changed.
    #[error("{}", unsaved(.0))]
    ReadOnly(Reason),
    /// SQLite failed: a full disk, a damaged file, another program that holds it.
    #[error("{}", failed(.0))]
    Database(#[from] rusqlite::Error),
    /// An analysis cannot be written as JSON.
    #[error("{}", unwritten(.0))]
    Json(#[from] serde_json::Error),
}

impl StoreError {
    pub(super) fn open(path: &Path, reason: Reason) -> Self {
        Self::Open { path: path.to_owned(), reason }
    }

    /// What it says, for readers of any language.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Open { path, reason } => unusable(path, reason),
            Self::ReadOnly(reason) => unsaved(reason),
            Self::Database(error) => failed(error),
            Self::Json(error) => unwritten(error),
        }
    }
}

fn unusable(path: &Path, reason: &Reason) -> Reason {
    Reason::of("store-unusable", [Clean::line(&path.to_string_lossy()).into_string().into(), reason.clone()])
}

fn unsaved(reason: &Reason) -> Reason {
    Reason::of("store-unsaved", [reason.clone()])
}

fn failed(error: &dyn Error) -> Reason {
    Reason::of("store-failed", [error.to_string().into()])
}

fn unwritten(error: &dyn Error) -> Reason {
    Reason::of("store-unwritten", [error.to_string().into()])
}
