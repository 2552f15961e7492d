//! Events and the timeline that they make.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ArticleId, Basis, Certainty, EntityCard, EntityId, Lang, Phase, Published, Reason, Source, Span, Speaker, Timex,
    When, Window,
};

/// One article's sentence behind an event: enough to judge it without opening the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub title: String,
    /// Its publisher and way in.
    pub source: Source,
    /// Origins behind it, for counting independent sources.
    pub origins: Vec<String>,
    /// Its web address, else the first page that it cites.
    pub address: Option<String>,
    /// Its language.
    pub lang: Lang,
    /// When it was published.
    pub published: Published,
    /// The sentence.
    pub sentence: String,
    /// Where the sentence stands in the article's body.
    pub place: Span,
    /// When it says that it happened.
    pub when: When,
    /// Why it stands there.
    pub basis: Basis,
    /// The date expression, its span within `sentence`.
    pub timex: Option<Timex>,
    /// The names, their spans within `sentence`.
    pub names: Vec<(Span, EntityId)>,
    /// Who says so.
    pub speaker: Option<Speaker>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// The kind of a disagreement between two pieces of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DisputeKind {
    /// Two counts of the same thing that cannot both hold.
    Number,
    /// One says that it is so, the other that it is not.
    Negation,
    /// Somebody denies what somebody else says.
    Denial,
    /// The same source later said otherwise.
    Superseded,
}

/// A disagreement within an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Its kind.
    pub kind: DisputeKind,
    /// Index of one side in [`Event::evidence`].
    pub left: usize,
    /// Index of the other side.
    pub right: usize,
    /// What they disagree about, for the reader.
    pub about: String,
}

/// Something that happened: the claims of all articles about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// A key that stays the same while its evidence does.
    pub id: String,
    /// When it happened.
    pub when: When,
    /// The sentence or headline that tells it best; its language is that of `evidence[lead]`.
    pub title: String,
    /// Index of the evidence that `title` comes from.
    pub lead: usize,
    /// The phase that it belongs to.
    pub phase: Option<String>,
    /// What it is about, most named first.
    pub entities: Vec<EntityId>,
    /// The claims, best first; never empty.
    pub evidence: Vec<Evidence>,
    /// Where they disagree.
    pub disputes: Vec<Dispute>,
}

impl Event {
    /// Number of different articles behind it.
    pub fn articles(&self) -> usize {
        distinct(self.evidence.iter().map(|e| &e.article))
    }

    /// Number of different origins behind it.
    pub fn origins(&self) -> usize {
        distinct(self.evidence.iter().flat_map(|e| &e.origins))
    }

    /// The languages of its evidence, each once, in order.
    pub fn langs(&self) -> Vec<Lang> {
        let mut langs: Vec<Lang> = self.evidence.iter().map(|e| e.lang).collect();
        langs.sort_unstable();
        langs.dedup();
        langs
    }

    /// The day that it is listed under.
    pub fn day(&self) -> NaiveDate {
        self.when.interval.first_day()
    }
}

fn distinct<'a, T: Ord + 'a>(items: impl Iterator<Item = &'a T>) -> usize {
    let mut seen: Vec<&T> = items.collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

/// Something that has no place on the axis yet, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenItem {
    /// The article.
    pub article: ArticleId,
    /// Its headline; may be empty.
    pub title: String,
    /// What the article is called by: its headline, else its first words.
    #[serde(default)]
    pub headline: String,
    /// The sentence or expression that stays open; empty where the article as a whole does.
    pub text: String,
    /// What is known of its day.
    pub published: Published,
    /// Why it is open, for the reader.
    pub reason: Reason,
}

/// The whole case in order of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// The time that the case is about.
    pub window: Window,
    /// Its phases, in order.
    pub phases: Vec<Phase>,
    /// Events, in order of time.
    pub events: Vec<Event>,
    /// What has no date.
    pub open: Vec<OpenItem>,
    /// Every entity that an event or an article names, most named first.
    pub entities: Vec<EntityCard>,
    /// Articles read, Arabic and English and other.
    pub articles: [usize; 3],
}
