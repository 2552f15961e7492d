//! Names and what they stand for.

use std::borrow::{Borrow, Cow};
use std::fmt;

use chrono::NaiveDate;
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

    /// All ties, the strongest first: what a list or the analyst says, then what the text says, then
    /// what letters alone say.
    pub const BY_STRENGTH: [Self; 8] = [
        Self::Case,
        Self::List,
        Self::Country,
        Self::Acronym,
        Self::Surname,
        Self::Repeat,
        Self::Likeness,
        Self::Itself,
    ];

    /// Its place in [`LinkedBy::BY_STRENGTH`].
    pub const fn rank(self) -> usize {
        match self {
            Self::Case => 0,
            Self::List => 1,
            Self::Country => 2,
            Self::Acronym => 3,
            Self::Surname => 4,
            Self::Repeat => 5,
            Self::Likeness => 6,
            Self::Itself => 7,
        }
    }

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

/// A way in which texts write an entity's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// The letters of the texts.
    pub text: String,
    /// How often they stand there.
    pub count: usize,
    /// The strongest tie of these letters to the entity.
    pub by: LinkedBy,
}

impl Spelling {
    /// Whether it is written in Arabic letters.
    pub fn is_arabic(&self) -> bool {
        self.text.chars().any(|c| ('\u{620}'..='\u{6D3}').contains(&c))
    }
}

/// What texts say that an entity is or does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The words of a text.
    pub text: String,
    /// How often it is said.
    pub count: usize,
}

/// How many mentions a tie brought to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The tie.
    pub by: LinkedBy,
    /// Mentions.
    pub count: usize,
}

/// An entity that is named beside another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Its key.
    pub id: EntityId,
    /// Sentences that name both.
    pub count: usize,
}

/// An entity that is probably the same as another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Likely {
    /// Its key.
    pub id: EntityId,
    /// Its canonical English name.
    pub name: String,
    /// How sure that is, below 1.
    pub score: f32,
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
    /// Its ids elsewhere, where they are certain: Wikidata, ATT&CK. Filled by who knows the base.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// Mentions in Arabic articles.
    pub arabic: usize,
    /// Mentions in English articles.
    pub english: usize,
    /// Articles that name it.
    pub articles: usize,
    /// First day of the timeline on which something is said of it: of the claims that name it, those
    /// that are known to the month before vaguer ones; without a claim, of its articles.
    #[serde(default)]
    pub first: Option<NaiveDate>,
    /// Last such day.
    #[serde(default)]
    pub last: Option<NaiveDate>,
    /// The ways in which texts write it, most used first.
    #[serde(default)]
    pub spellings: Vec<Spelling>,
    /// What texts say that it is or does, most said first.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// What its mentions are linked by, strongest tie first.
    #[serde(default)]
    pub ties: Vec<Tie>,
    /// What is named in the same sentences, most often first.
    #[serde(default)]
    pub beside: Vec<Beside>,
    /// Entities that are probably the same one, likeliest first.
    #[serde(default)]
    pub likely: Vec<Likely>,
}

impl EntityCard {
    /// A card without figures.
    pub fn new(id: EntityId, kind: EntityType, name: String) -> Self {
        Self {
            id,
            kind,
            name,
            name_ar: None,
            ids: Vec::new(),
            arabic: 0,
            english: 0,
            articles: 0,
            first: None,
            last: None,
            spellings: Vec::new(),
            roles: Vec::new(),
            ties: Vec::new(),
            beside: Vec::new(),
            likely: Vec::new(),
        }
    }
}
