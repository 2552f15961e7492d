//! Names and what they stand for.

use std::borrow::{Borrow, Cow};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{IndicatorKind, Quantity, Span};

/// The kind of an entity, in the words of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntityType {
    /// A person.
    Person,
    /// An organisation.
    Org,
    /// A country, city or other governed place.
    Gpe,
    /// Another place.
    Loc,
    /// Adjective or name of a nation, a faith or a party.
    Norp,
    /// A threat actor.
    Actor,
    /// Malicious software.
    Malware,
    /// A product.
    Product,
    /// A vulnerability with a name.
    Vuln,
    /// A vulnerability's CVE number.
    Cve,
    /// An indicator of compromise: address, domain, hash, file.
    Ioc,
    /// A count of something.
    Qty,
    /// A named event.
    Event,
}

impl EntityType {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Person,
        Self::Org,
        Self::Gpe,
        Self::Loc,
        Self::Norp,
        Self::Actor,
        Self::Malware,
        Self::Product,
        Self::Vuln,
        Self::Cve,
        Self::Ioc,
        Self::Qty,
        Self::Event,
    ];

    /// The contract's word for it, such as `PERSON`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Org => "ORG",
            Self::Gpe => "GPE",
            Self::Loc => "LOC",
            Self::Norp => "NORP",
            Self::Actor => "ACTOR",
            Self::Malware => "MALWARE",
            Self::Product => "PRODUCT",
            Self::Vuln => "VULN",
            Self::Cve => "CVE",
            Self::Ioc => "IOC",
            Self::Qty => "QTY",
            Self::Event => "EVENT",
        }
    }

    /// What kind of indicator an entity of this type and name is; `None` for all other entities.
    pub fn indicator(self, name: &str) -> Option<IndicatorKind> {
        matches!(self, Self::Cve | Self::Ioc).then(|| IndicatorKind::of(name))
    }

    /// The name as it may be shown: an indicator's is defanged ([`IndicatorKind::defang`]).
    pub fn shown(self, name: &str) -> Cow<'_, str> {
        self.indicator(name).map_or(Cow::Borrowed(name), |kind| Cow::Owned(kind.defang(name)))
    }
}

/// The key of an entity: the same for its Arabic and its English names (`microsoft`,
/// `european-banking-authority`, `cve-2021-26855`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub String);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for EntityId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// What ties a mention to its entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkedBy {
    /// Nothing but its own letters: no list has the name.
    #[default]
    Itself,
    /// A name of the knowledge base.
    List,
    /// A name that the case adds, from its file or by the analyst's hand.
    Case,
    /// A body named by its country: "the Chinese government".
    Country,
    /// Short letters whose long form the text gives.
    Acronym,
    /// A surname whose full name the text gives.
    Surname,
    /// The same name, or its longer form, elsewhere in the text.
    Repeat,
    /// It sounds like the entity's name in the other script: probable, with a score below 1.
    Likeness,
}

impl LinkedBy {
    /// All ties.
    pub const ALL: [Self; 8] = [
        Self::Itself,
        Self::List,
        Self::Case,
        Self::Country,
        Self::Acronym,
        Self::Surname,
        Self::Repeat,
        Self::Likeness,
    ];

    /// Its word in the JSON contract, such as `list`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::List => "list",
            Self::Case => "case",
            Self::Country => "country",
            Self::Acronym => "acronym",
            Self::Surname => "surname",
            Self::Repeat => "repeat",
            Self::Likeness => "likeness",
        }
    }
}

/// One place in a text that names an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands in the original text, without proclitics.
    pub span: Span,
    /// What kind of thing it names.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Which entity.
    pub id: EntityId,
    /// The entity's canonical English name; the surface form where no other is known.
    pub name: String,
    /// The entity's Arabic name, where one is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name_ar: Option<String>,
    /// 1.0 for a certain link; less where the link is only probable.
    pub score: f32,
    /// What ties it to the entity.
    #[serde(default)]
    pub by: LinkedBy,
    /// The words of the text that say what the entity is or does, beside its name ("White House
    /// spokeswoman").
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<Span>,
    /// What a count says, where the mention is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quantity: Option<Quantity>,
}

/// An entity with its figures over a whole case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityCard {
    /// Its key.
    pub id: EntityId,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Canonical English name.
    pub name: String,
    /// Arabic name, where one is known or was read.
    pub name_ar: Option<String>,
    /// Mentions in Arabic articles.
    pub arabic: usize,
    /// Mentions in English articles.
    pub english: usize,
    /// Articles that name it.
    pub articles: usize,
    /// Names that were merged in because they only probably are this entity.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub likely: Vec<Likely>,
}

/// A name that probably is an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Likely {
    /// The key of its mentions before they were merged.
    pub id: EntityId,
    /// The name as a text writes it.
    pub name: String,
    /// How sure that is, from 0 to 1.
    pub score: f32,
}
