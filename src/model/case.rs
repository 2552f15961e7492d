//! The incident that the program is told to watch.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EntityId, EntityType, Interval, Lang};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titles {
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
}

impl Titles {
    /// The text in `lang`, or in the other language where that one is empty.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Arabic if !self.ar.is_empty() => &self.ar,
            _ if self.en.is_empty() => &self.ar,
            _ => &self.en,
        }
    }
}

/// The days that a case is about, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Window {
    /// Whether `day` lies inside.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The window as an interval.
    pub fn interval(self) -> Interval {
        Interval::days(self.from, self.to)
    }
}

/// A stage of the incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// Its key, as commands and filters name it.
    pub id: String,
    /// Its names.
    pub title: Titles,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Words of either language that speak for it.
    pub cues: Vec<String>,
}

/// A feed of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedSpec {
    /// Its address, http or https.
    pub url: String,
    /// Its name.
    pub title: String,
    /// The language that it is expected in.
    pub lang: Lang,
    /// Whether a refresh asks it.
    pub enabled: bool,
}

/// A folder or file of saved articles that belongs to the case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSpec {
    /// The path, relative to the case file.
    pub path: String,
    /// The name its articles are listed under.
    pub title: String,
}

/// A name that the case adds to the knowledge base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseName {
    /// The entity's key.
    pub id: EntityId,
    /// Its kind.
    pub kind: EntityType,
    /// Canonical English name.
    pub name: String,
    /// Every form in which texts write it, of both languages.
    pub aliases: Vec<String>,
}

/// One incident: what `feeds.toml` says, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Short key, used in file names: lower-case letters, digits and hyphens.
    pub id: String,
    /// Its titles.
    pub title: Titles,
    /// The days it is about.
    pub window: Window,
    /// Words that make an article belong to it.
    pub terms: Vec<String>,
    /// Words of other incidents, that tell a near miss apart.
    pub other_terms: Vec<String>,
    /// Stages, in order.
    pub phases: Vec<Phase>,
    /// Feeds.
    pub feeds: Vec<FeedSpec>,
    /// Saved folders.
    pub saved: Vec<SavedSpec>,
    /// Names of its own.
    pub names: Vec<CaseName>,
    /// The sample archive that fills an empty store; `None` for none.
    pub sample: Option<String>,
}
