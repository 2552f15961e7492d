//! The knowledge base: entities and the names that texts give them, read from `assets/kb/*.tsv`.
//!
//! The files are tables for people: one entity a line, names parted by `;`, flags after a name
//! (`!case` exact capitals, `!cue` only beside a cue word, `!doc` only where the text names the
//! thing in full as well, `!with=NAME` only where the text names NAME). Their first lines say so.

mod country;
pub(in crate::entity) mod matcher;
mod spellings;
pub(in crate::entity) mod trie;

use std::collections::{HashMap, HashSet};

use crate::model::{EntityId, EntityType};
use crate::text::fold_key;

pub use spellings::spellings;

const TABLES: [&str; 4] = [
    include_str!("../../../assets/kb/places.tsv"),
    include_str!("../../../assets/kb/organisations.tsv"),
    include_str!("../../../assets/kb/products.tsv"),
    include_str!("../../../assets/kb/threats.tsv"),
];
const COUNTRIES: &str = include_str!("../../../assets/kb/countries.tsv");
const PEOPLE: &str = include_str!("../../../assets/kb/people.tsv");

/// One thing that has names.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Entity {
    pub id: EntityId,
    pub kind: EntityType,
    pub name: String,
    pub name_ar: Option<String>,
    /// Years that name editions of a product: `Exchange Server 2013`.
    pub editions: Vec<String>,
    /// Whether it is a country, whose bodies are named by it.
    pub country: bool,
}

/// What a text must show before a name counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entity) enum Guard {
    /// Nothing.
    Free,
    /// A cue word beside it, quotes around it, or the entity under another name.
    Cue,
    /// The entity under another name.
    Doc,
    /// The entity with this number.
    With(usize),
}

/// One name of one entity.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Alias {
    /// As the table writes it.
    pub text: String,
    pub entity: usize,
    /// The kind of the mention: a demonym is a NORP though its entity is a country.
    pub kind: EntityType,
    pub guard: Guard,
    /// Whether the capitals of `text` must be met.
    pub exact: bool,
}

/// All entities and their names.
#[derive(Clone, Debug, Default)]
pub(in crate::entity) struct Kb {
    pub entities: Vec<Entity>,
    pub aliases: Vec<Alias>,
    by_id: HashMap<String, usize>,
    /// `!with` flags, settled when every entity is known: alias and wanted name.
    waiting: Vec<(usize, String)>,
    /// Demonyms in the accusative ("صينيا"), which give way to a country of the same letters ("سوريا").
    pub accusatives: Vec<(usize, String)>,
}

impl Kb {
    /// Reads the embedded tables.
    pub fn embedded() -> Self {
        let mut kb = Self::default();
        for fields in rows(COUNTRIES) {
            country::add(&mut kb, &fields);
        }
        for fields in TABLES.iter().flat_map(|table| rows(table)) {
            if let (Some(kind), Some(name)) = (fields.first().and_then(|code| kind(code)), fields.get(1)) {
                kb.add_row(kind, name, field(&fields, 2), field(&fields, 3));
            }
        }
        for fields in rows(PEOPLE) {
            kb.add_row(EntityType::Person, field(&fields, 0), field(&fields, 1), field(&fields, 2));
        }
        kb.settle();
        kb
    }

    /// The number of the entity with this key.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Adds the entity unless its key is known, and gives its number.
    pub fn entity(&mut self, id: &str, kind: EntityType, name: &str, name_ar: &str) -> usize {
        if let Some(known) = self.find(id) {
            return known;
        }
        let name_ar = (!name_ar.is_empty()).then(|| name_ar.to_owned());
        self.by_id.insert(id.to_owned(), self.entities.len());
        self.entities.push(Entity {
            id: EntityId(id.to_owned()),
            kind,
            name: name.to_owned(),
            name_ar,
            editions: Vec::new(),
            country: false,
        });
        self.entities.len() - 1
    }

    /// Adds one name, with its flags.
    pub fn alias(&mut self, entity: usize, kind: EntityType, name: &str) {
        let (text, flags) = name.split_once(" !").unwrap_or((name, ""));
        if text.trim().is_empty() {
            return;
        }
        let mut alias = Alias { text: text.trim().to_owned(), entity, kind, guard: Guard::Free, exact: false };
        for flag in flags.split(" !") {
            match flag.split_once('=').unwrap_or((flag, "")) {
                ("case", _) => alias.exact = true,
                ("cue", _) => alias.guard = Guard::Cue,
                ("doc", _) => alias.guard = Guard::Doc,
                ("with", wanted) => self.waiting.push((self.aliases.len(), slug(wanted))),
                _ => {}
            }
        }
        self.aliases.push(alias);
    }

    /// A line `kind, name, Arabic name, other names`. A NORP line names its place or people: its
    /// first two names are for the card and not for texts.
    fn add_row(&mut self, kind: EntityType, name: &str, arabic: &str, others: &str) {
        let (plain, flags) = name.split_once(" !").unwrap_or((name, ""));
        let (plain_ar, _) = arabic.split_once(" !").unwrap_or((arabic, ""));
        let entity = self.entity(&slug(plain), kind, plain, plain_ar);
        if let (Some(years), Some(entity)) = (flags.strip_prefix("editions="), self.entities.get_mut(entity)) {
            entity.editions = years.split(',').map(str::to_owned).collect();
        }
        let others: Vec<&str> = others.split(';').filter(|other| !other.is_empty()).collect();
        if kind != EntityType::Norp {
            // A name that its own line lists again with a flag is not free.
            for given in [plain, arabic] {
                let flagged =
                    |other: &&str| other.split_once(" !").is_some_and(|(text, _)| fold_key(text) == fold_key(given));
                if !others.iter().any(flagged) {
                    self.alias(entity, kind, given);
                }
            }
        }
        for other in &others {
            if other.contains("{X}") {
                self.cross(entity, kind, other, arabic, &others);
            } else {
                self.alias(entity, kind, other);
            }
        }
    }

    /// Names with a hole: `{X} سيرفر` for every Arabic spelling of one word on the line.
    fn cross(&mut self, entity: usize, kind: EntityType, pattern: &str, arabic: &str, others: &[&str]) {
        let words = others.iter().copied().chain([arabic]);
        for word in words.filter(|word| !word.is_ascii() && !word.contains([' ', '{'])) {
            self.alias(entity, kind, &pattern.replace("{X}", word));
        }
    }

    /// Turns the wanted names of `!with` into entities and adds the accusatives that are free.
    fn settle(&mut self) {
        for (alias, wanted) in std::mem::take(&mut self.waiting) {
            let guard = self.find(&wanted).map_or(Guard::Doc, Guard::With);
            if let Some(alias) = self.aliases.get_mut(alias) {
                alias.guard = guard;
            }
        }
        let plain = self.aliases.iter().filter(|alias| !alias.exact);
        let known: HashSet<String> = plain.map(|alias| fold_key(&alias.text)).collect();
        for (entity, demonym) in std::mem::take(&mut self.accusatives) {
            if !known.contains(&fold_key(&demonym)) {
                self.alias(entity, EntityType::Norp, &demonym);
            }
        }
    }
}

/// The key of a name: folded letters and digits, other characters as single hyphens.
pub(in crate::entity) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold_key(name).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

/// The lines of a table, cut into fields; comments and blank lines are left out.
pub(in crate::entity) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("# "))
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// Field `at`, or nothing.
pub(in crate::entity) fn field(fields: &[&'static str], at: usize) -> &'static str {
    fields.get(at).copied().unwrap_or("")
}

fn kind(code: &str) -> Option<EntityType> {
    use EntityType::{Actor, Event, Gpe, Loc, Malware, Norp, Org, Person, Product, Vuln};
    [Person, Org, Gpe, Loc, Norp, Actor, Malware, Product, Vuln, Event].into_iter().find(|kind| kind.code() == code)
}
