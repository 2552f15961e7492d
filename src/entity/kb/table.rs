//! The tables of the knowledge base, as people write them: read, checked and spread out into all
//! forms of the names. This happens when the program is built; a mistake in a table stops the build
//! and names its file and line.
//!
//! One entity a line, names parted by `;`, flags after a name (`!case` exact capitals, `!cue` only
//! beside a cue word, `!doc` only where the text names the thing in full as well, `!with=NAME` only
//! where the text names NAME). The first lines of the files say so. Tables made from open data give
//! way: a name that a hand-written table has is not theirs.

use std::collections::{HashMap, HashSet};

use crate::entity::kb::country;
use crate::entity::kb::packed::Guard;
use crate::entity::kb::rows::{field, numbered, values};
use crate::entity::kb::spelling::{path, slug};
use crate::text::fold_key;

/// The kinds of entities, by the words of the tables; an entity's kind is a place in this list.
pub const KINDS: [&str; 10] = ["PERSON", "ORG", "GPE", "LOC", "NORP", "ACTOR", "MALWARE", "PRODUCT", "VULN", "EVENT"];

/// The files under `assets/kb`, and how their rows are read. Order matters: the first row of a key
/// gives the canonical name.
pub const FILES: [(&str, Shape); 9] = [
    ("countries.tsv", Shape::Countries),
    ("places.tsv", Shape::Things),
    ("organisations.tsv", Shape::Things),
    ("products.tsv", Shape::Things),
    ("threats.tsv", Shape::Things),
    ("people.tsv", Shape::People),
    ("ids.tsv", Shape::Ids),
    ("open-threats.tsv", Shape::Open),
    ("open-places.tsv", Shape::Open),
];

/// What the columns of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Name, Arabic name, other names, English demonyms, Arabic demonyms, capital.
    Countries,
    /// Kind, name, Arabic name, other names.
    Things,
    /// Name, Arabic name, other names.
    People,
    /// Name, ids.
    Ids,
    /// Kind, name, Arabic name, other names, ids; made from open data.
    Open,
}

impl Shape {
    const fn columns(self) -> std::ops::RangeInclusive<usize> {
        match self {
            Self::Countries => 6..=6,
            Self::Things => 3..=4,
            Self::People => 2..=3,
            Self::Ids => 2..=2,
            Self::Open => 5..=5,
        }
    }
}

/// An entity as the tables have it.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    pub id: String,
    pub kind: u8,
    pub name: String,
    pub name_ar: String,
    pub editions: String,
    pub ids: Vec<String>,
    pub country: bool,
    /// Whether only open data has it.
    pub open: bool,
}

/// A name as the tables have it, or as its forms are derived from them.
#[derive(Clone, Debug)]
pub struct Alias {
    pub text: String,
    pub entity: usize,
    pub kind: u8,
    pub guard: Guard,
    pub exact: bool,
}

/// Everything the tables say.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    pub entities: Vec<Entity>,
    pub aliases: Vec<Alias>,
    /// Mistakes, each with its file and line.
    pub mistakes: Vec<String>,
    /// Demonyms in the accusative ("صينيا"), which give way to a country of the same letters ("سوريا").
    pub accusatives: Vec<(usize, String)>,
    by_id: HashMap<String, usize>,
    /// Names of entities that rows have opened, with the place of the row.
    opened: HashMap<usize, String>,
    /// `!with` flags, settled when every entity is known: alias, wanted name, place.
    waiting: Vec<(usize, String, String)>,
    /// The file and line of the row being read, and whether its table gives way.
    place: String,
    open: bool,
    /// Paths of names with the entity that has them and whether that is open data's doing; filled
    /// when the open tables begin.
    taken: HashMap<String, (usize, bool)>,
}

/// The place of a kind in [`KINDS`].
pub fn kind(code: &str) -> Option<u8> {
    KINDS.iter().position(|kind| *kind == code).map(|at| at as u8)
}

impl Tables {
    /// Reads the files of [`FILES`]; `text` gives the content of one.
    pub fn read<'t>(text: impl Fn(&str) -> &'t str) -> Self {
        let mut out = Self::default();
        for (file, shape) in FILES {
            out.table(file, shape, text(file));
        }
        out.settle();
        out
    }

    fn table(&mut self, file: &str, shape: Shape, text: &str) {
        if shape == Shape::Open && !self.open {
            self.settle();
            self.open = true;
        }
        for (line, fields) in numbered(text) {
            self.place = format!("assets/kb/{file}:{line}");
            let columns = shape.columns();
            if !columns.contains(&fields.len()) {
                let (least, most) = columns.into_inner();
                self.mistake(&format!("{} columns where {least} to {most} are wanted", fields.len()));
                continue;
            }
            match shape {
                Shape::Countries => country::add(self, &fields),
                Shape::People => self.row(kind("PERSON"), &fields),
                Shape::Things | Shape::Open => {
                    self.row(kind(field(&fields, 0)), fields.get(1..).unwrap_or(&[]));
                }
                Shape::Ids => self.ids(field(&fields, 0), field(&fields, 1)),
            }
        }
    }

    /// Notes a mistake in the row being read.
    pub fn mistake(&mut self, what: &str) {
        self.mistakes.push(format!("{}: {what}", self.place));
    }

    /// Adds the entity unless its key is known, and gives its number.
    pub fn entity(&mut self, kind: u8, name: &str, name_ar: &str) -> usize {
        let id = slug(name);
        if id.is_empty() {
            self.mistake("the name is missing");
        }
        if let Some(known) = self.by_id.get(&id) {
            return *known;
        }
        self.by_id.insert(id.clone(), self.entities.len());
        let (name, name_ar) = (name.to_owned(), name_ar.to_owned());
        self.entities.push(Entity { id, kind, name, name_ar, open: self.open, ..Entity::default() });
        self.entities.len() - 1
    }

    /// Notes that the row being read is the one of `entity`: a second row of one key is a mistake,
    /// unless it comes from open data, which adds to a row, or names the people of a place.
    fn open_row(&mut self, entity: usize, kind: u8) {
        if is_people(kind) {
            return;
        }
        if self.entities.get(entity).is_some_and(|known| known.kind != kind) {
            self.mistake("a row of another kind has this key");
        }
        if self.open && self.entities.get(entity).is_some_and(|known| !known.open) {
            return;
        }
        if let Some(before) = self.opened.insert(entity, self.place.clone()) {
            self.mistake(&format!("the key has a row already, {before}"));
        }
    }

    /// Adds one name, with its flags.
    pub fn alias(&mut self, entity: usize, kind: u8, name: &str) {
        let (text, flags) = parted(name);
        let key = path(text).join(" ");
        if text.is_empty() {
            return;
        }
        if key.is_empty() {
            self.mistake(&format!("no word in {text:?}"));
        }
        if self.open {
            // What a table by hand has is not open data's to give, nor what another row has.
            let owner = self.taken.entry(key).or_insert((entity, true));
            if *owner != (entity, true) {
                return;
            }
        }
        let mut alias = Alias { text: text.to_owned(), entity, kind, guard: Guard::Free, exact: false };
        for flag in flags.split(" !").filter(|flag| !flag.is_empty()) {
            match flag.split_once('=').unwrap_or((flag, "")) {
                ("case", "") => alias.exact = true,
                ("cue", "") => alias.guard = Guard::Cue,
                ("doc", "") => alias.guard = Guard::Doc,
                ("with", wanted) => self.waiting.push((self.aliases.len(), slug(wanted), self.place.clone())),
                _ => self.mistake(&format!("unknown flag !{flag} of {text:?}")),
            }
        }
        self.aliases.push(alias);
    }

    /// A row `name, Arabic name, other names, ids`. A NORP row names its place or people: its first
    /// two names are for the card and not for texts.
    fn row(&mut self, kind: Option<u8>, fields: &[&str]) {
        let Some(kind) = kind else { return self.mistake("unknown kind") };
        let (name, arabic) = (field(fields, 0), field(fields, 1));
        let (plain, flags) = parted(name);
        let entity = self.entity(kind, plain, parted(arabic).0);
        self.open_row(entity, kind);
        if let Some(years) = flags.strip_prefix("editions=")
            && let Some(entity) = self.entities.get_mut(entity)
        {
            years.clone_into(&mut entity.editions);
        } else if !flags.is_empty() {
            self.mistake(&format!("unknown flag !{flags}"));
        }
        let others: Vec<&str> = values(field(fields, 2)).collect();
        if !is_people(kind) {
            // A name that its own line lists again with a flag is not free.
            for given in [plain, arabic] {
                let key = fold_key(given);
                let flagged = |other: &&str| !parted(other).1.is_empty() && fold_key(parted(other).0) == key;
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
        self.add_ids(entity, field(fields, 3));
    }

    /// Names with a hole: `{X} سيرفر` for every Arabic spelling of one word on the line.
    fn cross(&mut self, entity: usize, kind: u8, pattern: &str, arabic: &str, others: &[&str]) {
        let words = others.iter().copied().chain([arabic]);
        for word in words.filter(|word| !word.is_ascii() && !word.contains([' ', '{'])) {
            self.alias(entity, kind, &pattern.replace("{X}", word));
        }
    }

    fn ids(&mut self, name: &str, ids: &str) {
        match self.by_id.get(&slug(name)) {
            Some(entity) => self.add_ids(*entity, ids),
            None => self.mistake(&format!("no entity is named {name:?}")),
        }
    }

    fn add_ids(&mut self, entity: usize, ids: &str) {
        for id in values(ids) {
            let (letter, digits) = id.split_at_checked(1).unwrap_or(("", ""));
            if !["Q", "G", "S"].contains(&letter) || digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
                self.mistake(&format!("{id:?} is no Wikidata or ATT&CK id"));
            } else if let Some(entity) = self.entities.get_mut(entity)
                && !entity.ids.iter().any(|known| known == id)
            {
                entity.ids.push(id.to_owned());
            }
        }
    }

    /// Turns the wanted names of `!with` into entities, adds the accusatives that are free, and
    /// looks for names with two owners.
    fn settle(&mut self) {
        for (alias, wanted, place) in std::mem::take(&mut self.waiting) {
            match (self.by_id.get(&wanted), self.aliases.get_mut(alias)) {
                (Some(other), Some(alias)) => alias.guard = Guard::With(*other),
                _ => self.mistakes.push(format!("{place}: !with={wanted} names no entity")),
            }
        }
        let plain = self.aliases.iter().filter(|alias| !alias.exact);
        let known: HashSet<String> = plain.map(|alias| fold_key(&alias.text)).collect();
        for (entity, demonym) in std::mem::take(&mut self.accusatives) {
            if !known.contains(&fold_key(&demonym)) {
                self.alias(entity, kind("NORP").unwrap_or_default(), &demonym);
            }
        }
        self.owners();
    }

    /// A name that needs no capitals and no cue has one owner.
    fn owners(&mut self) {
        if !self.open {
            let taken = self.aliases.iter().map(|alias| (path(&alias.text).join(" "), (alias.entity, false)));
            self.taken = taken.collect();
        }
        let mut free: HashMap<String, usize> = HashMap::new();
        for alias in self.aliases.iter().filter(|alias| alias.guard == Guard::Free && !alias.exact) {
            let owner = *free.entry(path(&alias.text).join(" ")).or_insert(alias.entity);
            let named = |entity: usize| self.entities.get(entity).map_or("", |entity| entity.name.as_str());
            if named(owner) != named(alias.entity) {
                let mistake = format!("{:?} names {} and {}", alias.text, named(owner), named(alias.entity));
                if !self.mistakes.contains(&mistake) {
                    self.mistakes.push(mistake);
                }
            }
        }
    }
}

fn is_people(kind: u8) -> bool {
    KINDS.get(usize::from(kind)) == Some(&"NORP")
}

/// A name and its flags.
pub fn parted(name: &str) -> (&str, &str) {
    let (text, flags) = name.split_once(" !").unwrap_or((name, ""));
    (text.trim(), flags)
}
