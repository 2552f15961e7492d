//! What part of a timeline is wanted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EntityId, Event, Lang};

/// A choice of events; every part that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// At least one piece of evidence in this language.
    pub lang: Option<Lang>,
    /// This entity is named.
    pub entity: Option<EntityId>,
    /// At least one piece of evidence from this source.
    pub source: Option<String>,
    /// Belongs to this phase.
    pub phase: Option<String>,
    /// At least so many articles behind it.
    pub min_sources: Option<usize>,
}

impl Filter {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether `event` is wanted. An event that only touches the range counts as inside.
    pub fn admits(&self, event: &Event) -> bool {
        self.from.is_none_or(|from| event.when.interval.last_day() >= from)
            && self.to.is_none_or(|to| event.when.interval.first_day() <= to)
            && self.lang.is_none_or(|lang| event.evidence.iter().any(|e| e.lang == lang))
            && self.entity.as_ref().is_none_or(|id| event.entities.contains(id))
            && self.source.as_ref().is_none_or(|name| event.evidence.iter().any(|e| &e.source.name == name))
            && self.phase.as_ref().is_none_or(|id| event.phase.as_ref() == Some(id))
            && self.min_sources.is_none_or(|least| event.articles() >= least)
    }
}
