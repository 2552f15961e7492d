//! Who says that what happened when.

use serde::{Deserialize, Serialize};

use super::{EntityId, Interval, Precision, Span};

/// How sure the text is of what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Said as a fact.
    #[default]
    Asserted,
    /// Said as possible, likely or believed.
    Hedged,
    /// Said not to be so.
    Denied,
}

/// What a reporting verb does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Report {
    /// Said, wrote, added.
    State,
    /// Announced, published.
    Announce,
    /// Revealed, found.
    Reveal,
    /// Warned.
    Warn,
    /// Accused, blamed.
    Accuse,
    /// Denied, rejected.
    Deny,
    /// Urged, asked, ordered.
    Urge,
}

/// The speaker of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Where the speaker is named, in the body.
    pub span: Span,
    /// The speaker in the text's own words, or the entity's canonical name.
    pub name: String,
    /// The entity, where the speaker is one that is known.
    pub entity: Option<EntityId>,
    /// What the verb does.
    pub report: Report,
}

/// Why a claim stands at its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A date expression of its sentence.
    Expression,
    /// No expression: the article's own day, as the day of the report.
    Published,
}

/// A time and how fine it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The stretch of time.
    pub interval: Interval,
    /// How fine it is.
    pub precision: Precision,
}

/// One sentence about one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The sentence, in the body.
    pub sentence: Span,
    /// When it says that it happened.
    pub when: When,
    /// Why the claim stands there.
    pub basis: Basis,
    /// Index of the date expression in [`super::Analysis::dates`].
    pub timex: Option<usize>,
    /// Indices of the sentence's names in [`super::Analysis::mentions`].
    pub mentions: Vec<usize>,
    /// Who says so, where the text tells.
    pub speaker: Option<Speaker>,
    /// How sure it is.
    pub certainty: Certainty,
}
