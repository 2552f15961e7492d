//! Articles, analyses, notes and bookmarks in one SQLite file a case; the only module with SQL.
//!
//! What can be rebuilt (articles, analyses, the search index) and what the user made (marks) are
//! apart. An article goes in whole, with its analysis and its words, in one transaction; a killed
//! process loses none that was acknowledged. The store knows nothing of languages: how texts are
//! folded for search and hashed for keys is handed in.
//!
//! ```
//! use marsad::model::{Analysis, Article};
//! use marsad::store::{Rules, Store};
//! # let folder = tempfile::tempdir().expect("a folder");
//! # let path = folder.path().join("case.sqlite");
//! let rules = Rules {
//!     fold: marsad::text::fold_key,
//!     forms: |word| vec![word.to_owned()],
//!     names: |_| None,
//!     hash: marsad::text::hash,
//!     analysis: 1,
//! };
//! let store = Store::open(&path, rules)?;
//! let article = Article { title: "تقرير عن الآلاف".into(), ..Article::default() };
//! assert!(store.add(&article, &Analysis::default())?.new);
//! assert_eq!(store.search("الالاف", 10)?.len(), 1);
//! # Ok::<(), marsad::store::StoreError>(())
//! ```

mod article;
mod count;
mod error;
mod feed;
mod list;
mod mark;
mod open;
mod query;
mod row;
mod schema;
mod search;
mod snippet;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::model::Reason;

pub use article::{Added, key};
pub use count::{Counts, SourceCount};
pub use error::StoreError;
pub use list::Head;
pub use search::Hit;
pub use snippet::Snippet;

/// How many words a known name takes, and its other spellings, folded.
pub type Spelled = (usize, Vec<String>);

/// What the store is told about texts.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// One spelling for what readers take as the same word.
    pub fold: fn(&str) -> String,
    /// The ways in which texts write a folded word that somebody looks for, itself among them.
    pub forms: fn(&str) -> Vec<String>,
    /// The longest known name that folded words begin with: how many of them it takes, and its other
    /// spellings, folded.
    pub names: fn(&[&str]) -> Option<Spelled>,
    /// A hash that never changes, for the keys of articles.
    pub hash: fn(&str) -> u64,
    /// The version of the analyses that are put in; others are [`Store::stale`].
    pub analysis: u32,
}

/// Whether a store can be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can.
    ReadWrite,
    /// It cannot, for the reason given.
    ReadOnly(Reason),
}

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    access: Access,
    rules: Rules,
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can be written to.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Fails unless the store can be written to.
    fn writable(&self) -> Result<(), StoreError> {
        match &self.access {
            Access::ReadWrite => Ok(()),
            Access::ReadOnly(reason) => Err(StoreError::ReadOnly(reason.clone())),
        }
    }
}

#[cfg(test)]
mod tests;
