//! Brings articles into a store: gather, read, analyse, store, with progress.
//!
//! Saved files and the sample archive come in without any network; feeds are asked by [`fetch`]
//! alone, and not when the user works offline. What is wrong with one document is said of it and
//! stops nothing, even where a library panics on it; only a store that fails ends the work.

mod fetch;
mod forms;
mod import;
mod names;
mod read;
mod sample;
mod work;

use std::path::Path;

pub use fetch::{Network, fetch};
pub use import::{import, import_saved};
pub use names::{Change, NameChange, NameError, holding, replace, reread};
pub use read::{Document, read};
pub use sample::{sample, samples};
pub use work::{Work, rebuild};

use crate::model::Reason;
use crate::store::{Rules, Store, StoreError};
use crate::{entity, text};

/// Goes up by one whenever the pure path finds other things in the same text, so that stored
/// analyses are rebuilt.
pub const ANALYSIS_VERSION: u32 = 3;

/// What the store is told about texts.
const RULES: Rules = Rules {
    fold: text::fold_key,
    forms: forms::forms,
    names: entity::known_name,
    hash: text::hash,
    analysis: ANALYSIS_VERSION,
};

/// Long work could not go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// The store failed; what it had acknowledged is in it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network was asked for while working offline.
    #[error("{}", offline())]
    Offline,
    /// The network cannot be used at all.
    #[error(transparent)]
    Network(#[from] crate::gather::GatherError),
    /// There is no such sample archive in the program.
    #[error("{}", no_sample(.0))]
    NoSample(String),
}

impl IngestError {
    /// What it says, for readers of any language.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Store(error) => error.reason(),
            Self::Network(error) => error.reason(),
            Self::Offline => offline(),
            Self::NoSample(name) => no_sample(name),
        }
    }
}

fn offline() -> Reason {
    Reason::of("offline", ["--offline".into()])
}

fn no_sample(name: &str) -> Reason {
    Reason::of("no-sample", [name.into()])
}

/// Opens the store in the file `path` with the rules of this program for texts.
///
/// # Errors
/// See [`Store::open`].
pub fn open_store(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, RULES)
}

#[cfg(test)]
mod tests;
