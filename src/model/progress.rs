//! How long work is getting on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Reason;

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
    Failed(Reason),
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
    /// What went wrong last; empty when all is well. It is a warning where the feed came all the same:
    /// see [`Health::warning`].
    pub error: Reason,
    /// Items that the last answer held.
    pub items: usize,
}

impl Health {
    /// Why the feed did not come when it was asked last.
    pub fn failure(&self) -> Option<&Reason> {
        (!self.error.is_empty() && !self.came()).then_some(&self.error)
    }

    /// What was wrong with the feed though it came: it was broken, or items were lost.
    pub fn warning(&self) -> Option<&Reason> {
        (!self.error.is_empty() && self.came()).then_some(&self.error)
    }

    fn came(&self) -> bool {
        self.ok_at.is_some() && self.ok_at == self.checked_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_that_came_broken_has_a_warning_and_no_failure() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0);
        for (checked_at, ok_at, error, failure, warning) in [
            (at(9), at(9), "", None, None),
            (at(9), at(9), "cut", None, Some("cut")),
            (at(9), at(5), "404", Some("404"), None),
            (at(9), None, "404", Some("404"), None),
            (None, None, "odd", Some("odd"), None),
        ] {
            let health = Health { checked_at, ok_at, error: error.into(), ..Health::default() };
            assert_eq!(
                (
                    health.failure().map(Reason::to_string).as_deref(),
                    health.warning().map(Reason::to_string).as_deref()
                ),
                (failure, warning),
                "{health:?}"
            );
        }
    }
}
