//! How long work is getting on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What happened to one document or feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Work on it has begun.
    Started,
    /// It went in as so many new articles.
    Added(usize),
    /// Nothing in it was new.
    Known,
    /// It was skipped, with the reason.
    Failed(String),
}

/// Counts of a whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Articles that went in.
    pub added: usize,
    /// Articles that were there already.
    pub known: usize,
    /// Documents or feeds that failed.
    pub failed: usize,
}

/// One message of long work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// File, feed or step it speaks of.
    pub name: String,
    /// What happened to it.
    pub step: Step,
    /// Pieces finished.
    pub done: usize,
    /// Pieces in all; 0 while unknown.
    pub total: usize,
}

/// The state of a feed after its last refresh.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The feed's address, or the folder's path.
    pub source: String,
    /// Last time it was asked.
    pub checked_at: Option<DateTime<Utc>>,
    /// Last time it answered well.
    pub ok_at: Option<DateTime<Utc>>,
    /// What went wrong last; empty when all is well.
    pub error: String,
    /// Items that the last answer held.
    pub items: usize,
}
