//! The names of a case that no list knows, joined to one another and to the knowledge base where
//! they are probably one.
//!
//! Names meet only in a bucket of their consonants, so the work is near-linear; a bucket that holds
//! many names compares the first of each script. A join is refused where two names of one script
//! that differ stand in one article, as these are two people there, and where it would make two
//! entities of the base one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::costs::Costs;
use super::names::{Heard, Name};
use super::skeleton::{arabic_key, latin_keys};
use crate::entity::base;
use crate::entity::kb::Guard;
use crate::model::{EntityId, EntityType};

static EMBEDDED: LazyLock<Linker> = LazyLock::new(of_base);

/// The linker of the embedded base: names that need no cue, without demonyms.
fn of_base() -> Linker {
    let kb = base::embedded();
    let free = kb.aliases().filter(|alias| alias.guard == Guard::Free && alias.kind != EntityType::Norp);
    Linker::new(free.filter_map(|alias| Some((kb.entity(alias.entity)?.id, alias.kind, alias.text))))
}

/// A join below this is not probable.
pub const PROBABLE: f32 = 0.7;

/// Names of each script that are compared in one bucket.
const BUCKET: usize = 12;

/// A name joins another one than its best only where that is so near to the best.
const NEAR_BEST: f32 = 0.1;

/// Letters of the shortest name of one word that is compared.
const SHORTEST: usize = 4;

/// How sure a shared acronym makes that two organisations are one.
const ACRONYM: f32 = 0.75;

/// A name of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The key of its mentions.
    pub id: EntityId,
    /// As the text writes it.
    pub name: String,
    /// What it names.
    pub kind: EntityType,
    /// The numbers of the articles that name it, in order.
    pub articles: Vec<u32>,
    /// Short letters that a text gives it in brackets, in capitals.
    pub acronym: Option<String>,
}

/// A name that probably is another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Joined {
    /// The key of the name.
    pub from: EntityId,
    /// The key that it joins: of the base, or of the Latin name that most articles have.
    pub to: EntityId,
    /// How sure that is, from 0 to 1.
    pub score: f32,
    /// Both names, the joining one first.
    pub names: (String, String),
}

/// What is known of a name of the base.
#[derive(Debug)]
struct Known {
    id: EntityId,
    name: String,
}

/// Joins the names of a case.
#[derive(Debug)]
pub struct Linker {
    known: Vec<Known>,
    /// Names of the base by kind and key.
    buckets: HashMap<(EntityType, u64), Vec<usize>>,
}

impl Linker {
    /// A linker that knows the entities `base`: key, kind and name, one entry for each name.
    pub fn new<'a>(base: impl IntoIterator<Item = (&'a str, EntityType, &'a str)>) -> Self {
        let mut out = Self { known: Vec::new(), buckets: HashMap::new() };
        for (id, kind, name) in base {
            let Some((kind, letters)) = class(kind).zip(Name::read(name)) else { continue };
            if !is_telling(kind, &letters) {
                continue;
            }
            for key in keys(&letters) {
                out.buckets.entry((kind, key)).or_default().push(out.known.len());
            }
            out.known.push(Known { id: EntityId(id.to_owned()), name: name.to_owned() });
        }
        out
    }

    /// The linker of the embedded base.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The English and the Arabic name of an entity of the embedded base.
    pub fn name(id: &EntityId) -> Option<(String, Option<String>)> {
        let kb = base::embedded();
        let entity = kb.find(&id.0).and_then(|number| kb.entity(number))?;
        Some((entity.name.to_owned(), entity.name_ar.map(str::to_owned)))
    }

    /// The probable joins of `names`, in the order of the joining keys. The order of `names` does
    /// not matter.
    pub fn join(&self, names: &[Unknown]) -> Vec<Joined> {
        let mut sorted: Vec<&Unknown> = names.iter().collect();
        sorted.sort_by(|a, b| a.id.cmp(&b.id));
        let read: Vec<Option<Name>> = sorted.iter().map(|unknown| letters(unknown)).collect();
        let mut pairs = self.pairs(&sorted, &read);
        pairs.extend(acronyms(&sorted));
        pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.one, a.other).cmp(&(b.one, b.other))));
        let mut groups = Groups::new(self, &sorted, &read);
        let mut best: HashMap<Node, f32> = HashMap::new();
        for pair in &pairs {
            let near =
                |node: Node, best: &HashMap<Node, f32>| best.get(&node).is_none_or(|b| pair.score + NEAR_BEST >= *b);
            if near(pair.one, &best) && near(pair.other, &best) && groups.join(pair) {
                for node in [pair.one, pair.other] {
                    best.entry(node).or_insert(pair.score);
                }
            }
        }
        groups.finish()
    }

    fn pairs(&self, names: &[&Unknown], read: &[Option<Name>]) -> Vec<Pair> {
        let mut buckets: BTreeMap<(EntityType, u64), [Vec<usize>; 2]> = BTreeMap::new();
        for (at, (unknown, name)) in names.iter().zip(read).enumerate() {
            let (Some(kind), Some(name)) = (class(unknown.kind), name) else { continue };
            for key in keys(name) {
                let bucket = buckets.entry((kind, key)).or_default();
                let side = if name.arabic { &mut bucket[1] } else { &mut bucket[0] };
                if side.len() < BUCKET {
                    side.push(at);
                }
            }
        }
        let mut seen = HashSet::new();
        let mut compared = Comparer { costs: Costs::embedded(), heard: HashMap::new() };
        let mut out = Vec::new();
        for (key, [latin, arabic]) in &buckets {
            let known = self.buckets.get(key).map_or(&[][..], Vec::as_slice);
            let known =
                known.iter().take(BUCKET).filter_map(|at| Some((Node::Known(*at), self.known.get(*at)?.name.as_str())));
            let mut all: Vec<(Node, Name)> = known.filter_map(|(node, name)| Some((node, Name::read(name)?))).collect();
            let own = latin.iter().chain(arabic).filter_map(|at| Some((Node::Own(*at), read.get(*at)?.clone()?)));
            all.extend(own);
            for (at, (one, first)) in all.iter().enumerate() {
                for (other, second) in all.iter().skip(at + 1) {
                    let both_known = matches!((one, other), (Node::Known(_), Node::Known(_)));
                    if !both_known && seen.insert((*one, *other)) {
                        let score = compared.score((*one, first), (*other, second));
                        out.extend((score >= PROBABLE).then_some(Pair { one: *one, other: *other, score }));
                    }
                }
            }
        }
        out
    }
}

/// A name of the base or of the case, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Node {
    Known(usize),
    Own(usize),
}

/// Two names that may be one.
struct Pair {
    one: Node,
    other: Node,
    score: f32,
}

struct Comparer {
    costs: &'static Costs,
    heard: HashMap<Node, Heard>,
}

impl Comparer {
    fn score(&mut self, (one, first): (Node, &Name), (other, second): (Node, &Name)) -> f32 {
        if first.arabic == second.arabic {
            return first.variant(second);
        }
        let ((node, latin), arabic) = if second.arabic { ((one, first), second) } else { ((other, second), first) };
        let costs = self.costs;
        self.heard.entry(node).or_insert_with(|| Heard::new(costs, latin)).agreement(costs, arabic)
    }
}

/// Names that were joined: each name's group, and what is known of each group.
struct Groups<'a> {
    linker: &'a Linker,
    names: &'a [&'a Unknown],
    read: &'a [Option<Name>],
    /// By name: the number of its group.
    group: Vec<usize>,
    /// By group: its names with the score of their join.
    members: Vec<Vec<(usize, f32)>>,
    /// By group: the entity of the base.
    known: Vec<Option<usize>>,
}

impl<'a> Groups<'a> {
    fn new(linker: &'a Linker, names: &'a [&'a Unknown], read: &'a [Option<Name>]) -> Self {
        Self {
            linker,
            names,
            read,
            group: (0..names.len()).collect(),
            members: (0..names.len()).map(|at| vec![(at, 1.0)]).collect(),
            known: vec![None; names.len()],
        }
    }

    fn of(&self, at: usize) -> usize {
        self.group.get(at).copied().unwrap_or(at)
    }

    /// Joins a pair; false where that may not be.
    fn join(&mut self, pair: &Pair) -> bool {
        match (pair.one, pair.other) {
            (Node::Known(entity), Node::Own(at)) | (Node::Own(at), Node::Known(entity)) => {
                self.name(at, entity, pair.score)
            }
            (Node::Own(one), Node::Own(other)) => self.unite(one, other, pair.score),
            _ => false,
        }
    }

    fn same_entity(&self, one: usize, other: usize) -> bool {
        let id = |at: usize| self.linker.known.get(at).map(|known| &known.id);
        id(one) == id(other)
    }

    fn name(&mut self, at: usize, entity: usize, score: f32) -> bool {
        let group = self.of(at);
        if let Some(Some(own)) = self.known.get(group).copied() {
            return self.same_entity(own, entity);
        }
        if let (Some(slot), Some(members)) = (self.known.get_mut(group), self.members.get_mut(group)) {
            *slot = Some(entity);
            for (_, own) in members.iter_mut() {
                *own = own.min(score);
            }
        }
        true
    }

    fn unite(&mut self, one: usize, other: usize, score: f32) -> bool {
        let (into, from) = (self.of(one).min(self.of(other)), self.of(one).max(self.of(other)));
        if into == from {
            return true;
        }
        let known = |group: usize| self.known.get(group).copied().flatten();
        let clash = known(into).zip(known(from)).is_some_and(|(a, b)| !self.same_entity(a, b));
        if clash || self.stand_together(into, from) {
            return false;
        }
        let entity = known(into).or(known(from));
        let moved = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
        for (at, _) in &moved {
            if let Some(group) = self.group.get_mut(*at) {
                *group = into;
            }
        }
        if let (Some(members), Some(slot)) = (self.members.get_mut(into), self.known.get_mut(into)) {
            members.extend(moved);
            for (_, own) in members.iter_mut() {
                *own = own.min(score);
            }
            *slot = entity;
        }
        true
    }

    /// Whether one article has two names of one script, one of each group.
    fn stand_together(&self, into: usize, from: usize) -> bool {
        let members = |group: usize| self.members.get(group).map_or(&[][..], Vec::as_slice);
        let arabic = |at: usize| self.read.get(at).and_then(Option::as_ref).map(|name| name.arabic);
        members(into).iter().any(|(one, _)| {
            members(from).iter().any(|(other, _)| arabic(*one) == arabic(*other) && self.share_article(*one, *other))
        })
    }

    fn share_article(&self, one: usize, other: usize) -> bool {
        let articles = |at: usize| self.names.get(at).map_or(&[][..], |name| name.articles.as_slice());
        let (few, many) = if articles(one).len() < articles(other).len() { (one, other) } else { (other, one) };
        articles(few).iter().any(|article| articles(many).binary_search(article).is_ok())
    }

    fn finish(self) -> Vec<Joined> {
        let mut out = Vec::new();
        for (members, known) in self.members.iter().zip(&self.known) {
            let known = known.and_then(|at| self.linker.known.get(at));
            let weight = |at: usize| {
                let latin = self.read.get(at).and_then(Option::as_ref).is_none_or(|name| !name.arabic);
                self.names.get(at).map_or((latin, 0), |name| (latin, name.articles.len()))
            };
            let head = members.iter().map(|(at, _)| *at).reduce(|a, b| if weight(b) > weight(a) { b } else { a });
            let head = head.and_then(|at| self.names.get(at));
            let target = known.map(|k| (&k.id, &k.name)).or(head.map(|unknown| (&unknown.id, &unknown.name)));
            let Some((to, name)) = target else { continue };
            for (at, score) in members {
                if let Some(own) = self.names.get(*at).filter(|own| own.id != *to) {
                    let names = (own.name.clone(), name.clone());
                    out.push(Joined { from: own.id.clone(), to: to.clone(), score: *score, names });
                }
            }
        }
        out.sort_by(|a, b| a.from.cmp(&b.from));
        out
    }
}

/// Organisations of two scripts to which texts give the same short letters, which no third one has.
fn acronyms(names: &[&Unknown]) -> Vec<Pair> {
    let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, unknown) in names.iter().enumerate().filter(|(_, unknown)| unknown.kind == EntityType::Org) {
        if let Some(acronym) = unknown.acronym.as_deref().filter(|acronym| acronym.len() >= 3) {
            owners.entry(acronym).or_default().push(at);
        }
    }
    let arabic = |at: usize| names.get(at).and_then(|name| Name::read(&name.name)).is_some_and(|name| name.arabic);
    let two = owners.values().filter_map(|owners| match owners.as_slice() {
        [one, other] if arabic(*one) != arabic(*other) => Some((*one, *other)),
        _ => None,
    });
    two.map(|(one, other)| Pair { one: Node::Own(one), other: Node::Own(other), score: ACRONYM }).collect()
}

/// Kinds that may be one: places are not told apart.
const fn class(kind: EntityType) -> Option<EntityType> {
    match kind {
        EntityType::Person | EntityType::Org => Some(kind),
        EntityType::Gpe | EntityType::Loc => Some(EntityType::Gpe),
        _ => None,
    }
}

fn letters(unknown: &Unknown) -> Option<Name> {
    let kind = class(unknown.kind)?;
    Name::read(&unknown.name).filter(|name| is_telling(kind, name))
}

/// Whether a name says enough to be compared: a person's given name and surname, a word that is not short.
fn is_telling(kind: EntityType, name: &Name) -> bool {
    match kind {
        EntityType::Person => name.words.len() > 1,
        _ => name.words.iter().map(Vec::len).sum::<usize>() >= SHORTEST,
    }
}

pub(super) fn keys(name: &Name) -> Vec<u64> {
    if name.arabic { vec![arabic_key(&name.words)] } else { latin_keys(&name.words) }
}
