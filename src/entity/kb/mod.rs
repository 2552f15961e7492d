//! The knowledge base: entities and the names that texts give them.
//!
//! `assets/kb/*.tsv` are tables for people ([`table`] says how they are written). The build packs
//! them ([`pack`]) into flat arrays that are read where they lie ([`packed`]); a case's own names
//! stand beside ([`names`]).

#[cfg(test)]
mod country;
mod known;
pub(in crate::entity) mod matcher;
pub(in crate::entity) mod names;
#[cfg(test)]
mod pack;
mod packed;
pub(in crate::entity) mod rows;
pub(in crate::entity) mod spelling;
mod spellings;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;
pub(in crate::entity) mod trie;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::{CaseName, EntityType};

pub use known::known_name;
pub(in crate::entity) use packed::Guard;
use packed::Packed;
pub(in crate::entity) use rows::{field, rows};
pub(in crate::entity) use spelling::slug;
pub use spellings::spellings;

static PACKED: LazyLock<Packed<'static>> =
    LazyLock::new(|| Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"))));

/// The kinds by their places in the tables.
const KINDS: [EntityType; 10] = [
    EntityType::Person,
    EntityType::Org,
    EntityType::Gpe,
    EntityType::Loc,
    EntityType::Norp,
    EntityType::Actor,
    EntityType::Malware,
    EntityType::Product,
    EntityType::Vuln,
    EntityType::Event,
];

/// One thing that has names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entity) struct Entity<'k> {
    pub id: &'k str,
    pub kind: EntityType,
    pub name: &'k str,
    pub name_ar: Option<&'k str>,
    /// Years that name editions of a product, parted by commas: `Exchange Server 2013`.
    pub editions: &'k str,
    /// Ids elsewhere, parted by `;`.
    pub ids: &'k str,
    /// Whether it is a country, whose bodies are named by it.
    pub country: bool,
    /// Whether only open data has it, and no table by hand.
    pub open: bool,
}

/// One name of one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entity) struct Alias<'k> {
    /// As the table writes it.
    pub text: &'k str,
    pub entity: usize,
    /// The kind of the mention: a demonym is a NORP though its entity is a country.
    pub kind: EntityType,
    pub guard: Guard,
    /// Whether the capitals of `text` must be met.
    pub exact: bool,
}

/// All entities and their names: those of the packed base, then those of a case.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Kb {
    packed: Packed<'static>,
    /// What the case adds: key, kind and name of its own entities, and names.
    entities: Vec<(String, EntityType, String)>,
    aliases: Vec<(String, usize, EntityType)>,
    by_id: HashMap<String, usize>,
}

impl Kb {
    /// The packed base.
    pub fn embedded() -> Self {
        Self { packed: *PACKED, entities: Vec::new(), aliases: Vec::new(), by_id: HashMap::new() }
    }

    /// The packed base and the names of a case; a name with the key of a known entity adds
    /// spellings to it.
    pub fn with(names: &[CaseName]) -> Self {
        let mut kb = Self::embedded();
        for name in names {
            let entity = kb.find(&name.id.0).unwrap_or_else(|| kb.add(name));
            for alias in name.aliases.iter().chain([&name.name]) {
                kb.aliases.push((alias.trim().to_owned(), entity, name.kind));
            }
        }
        kb
    }

    fn add(&mut self, name: &CaseName) -> usize {
        let number = self.len();
        self.by_id.insert(name.id.0.clone(), number);
        self.entities.push((name.id.0.clone(), name.kind, name.name.clone()));
        number
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.packed.counts().entities as usize + self.entities.len()
    }

    /// Entity `number`.
    pub fn entity(&self, number: usize) -> Option<Entity<'_>> {
        if let Some(found) = self.packed.entity(number) {
            let packed::Entity { id, name, name_ar, editions, ids, country, open, .. } = found;
            return Some(Entity { id, kind: kind(found.kind), name, name_ar, editions, ids, country, open });
        }
        let (id, kind, name) = self.entities.get(number.checked_sub(self.packed.counts().entities as usize)?)?;
        Some(Entity { id, kind: *kind, name, name_ar: None, editions: "", ids: "", country: false, open: false })
    }

    /// Name `number`.
    pub fn alias(&self, number: usize) -> Option<Alias<'_>> {
        if let Some(found) = self.packed.alias(number) {
            let packed::Alias { text, entity, guard, exact, .. } = found;
            return Some(Alias { text, entity, kind: kind(found.kind), guard, exact });
        }
        let (text, entity, kind) = self.aliases.get(number.checked_sub(self.packed.counts().aliases as usize)?)?;
        Some(Alias { text, entity: *entity, kind: *kind, guard: Guard::Free, exact: false })
    }

    /// Every name, in the order of their numbers.
    pub fn aliases(&self) -> impl Iterator<Item = Alias<'_>> {
        (0..self.packed.counts().aliases as usize + self.aliases.len()).filter_map(|number| self.alias(number))
    }

    /// Every name of a text with its entity's number, its kind and whether it is Arabic: what names
    /// of other texts may be compared with.
    pub fn names(&self) -> impl Iterator<Item = (usize, EntityType, &str, bool)> {
        self.aliases().map(|alias| {
            let arabic = alias.text.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c));
            (alias.entity, alias.kind, alias.text, arabic)
        })
    }

    /// The number of the entity with this key.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.packed.find(id).or_else(|| self.by_id.get(id).copied())
    }
}

fn kind(place: u8) -> EntityType {
    KINDS.get(usize::from(place)).copied().unwrap_or(EntityType::Org)
}
