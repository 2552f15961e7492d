//! Groups claims of one day into happenings: leader clustering against the sum of each group's
//! vectors (cosine), with a gate on what is shared, so that a busy day does not run together.
//!
//! Claims meet only groups that share a key with them, so the work grows with the shared keys and
//! not with the square of the claims.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::keys::{Keys, Vector};
use crate::model::Interval;

/// Least cosine between a claim and a group that it joins.
const ALIKE: f32 = 0.36;

/// Least cosine between two groups that become one.
const SAME: f32 = 0.5;

/// A claim this like a group belongs to it, however little it says.
const CLEAR: f32 = 0.6;

/// A shared key of this weight is enough alone.
const RARE: f32 = 0.45;

/// Shared keys of this weight count.
const SPECIFIC: f32 = 0.12;

/// So much weight must be shared by two or more keys that count.
const SHARED: f32 = 0.34;

/// A group holds a key that so much of its claims have.
const HELD: f32 = 0.25;

/// The days that claims of one group have in common.
pub(super) type Days = (NaiveDate, NaiveDate);

/// The days of an interval.
pub(super) fn days(interval: Interval) -> Days {
    (interval.first_day(), interval.last_day())
}

/// A group of claims.
#[derive(Clone, Default)]
pub(super) struct Group {
    /// Indices of its claims.
    pub(super) items: Vec<usize>,
    sum: BTreeMap<u32, f32>,
    /// Sum of the squares of `sum`.
    square: f32,
}

impl Group {
    fn add(&mut self, item: usize, vector: &Vector) {
        self.items.push(item);
        self.grow(vector.iter().copied());
    }

    fn grow(&mut self, weights: impl Iterator<Item = (u32, f32)>) {
        for (key, weight) in weights {
            let sum = self.sum.entry(key).or_default();
            self.square += weight * (2.0 * *sum + weight);
            *sum += weight;
        }
    }

    fn absorb(&mut self, other: Self) {
        self.items.extend(other.items);
        self.grow(other.sum.into_iter());
    }

    /// The cosine between the group and a claim.
    pub(super) fn likeness(&self, vector: &Vector) -> f32 {
        let dot: f32 = vector.iter().map(|(key, weight)| weight * self.sum.get(key).copied().unwrap_or(0.0)).sum();
        let size = (self.square * vector.iter().map(|(_, weight)| weight * weight).sum::<f32>()).sqrt();
        if size > 0.0 { dot / size } else { 0.0 }
    }

    /// The keys that its claims have in common, each with its share of the claims.
    pub(super) fn held<'a>(&'a self, keys: &'a Keys) -> impl Iterator<Item = u32> + 'a {
        let claims = self.items.len() as f32;
        self.sum.iter().filter(move |(key, sum)| **sum >= HELD * claims * keys.weight(**key)).map(|(key, _)| *key)
    }

    /// What share of its claims holds a key.
    pub(super) fn share(&self, key: u32, keys: &Keys) -> f32 {
        let full = self.items.len() as f32 * keys.weight(key);
        let sum = self.sum.get(&key).copied().unwrap_or(0.0);
        if full > 0.0 { (sum / full).min(1.0) } else { 0.0 }
    }

    /// Whether enough that is specific is shared.
    fn admits(&self, shared: impl Iterator<Item = u32>, keys: &Keys) -> bool {
        let claims = self.items.len() as f32;
        let (mut specific, mut total) = (0, 0.0);
        for key in shared {
            let weight = keys.weight(key);
            let held = self.sum.get(&key).copied().unwrap_or(0.0) >= HELD * claims * weight;
            if !held || weight < SPECIFIC {
                continue;
            }
            if weight >= RARE {
                return true;
            }
            specific += 1;
            total += weight;
        }
        specific >= 2 && total >= SHARED
    }
}

/// The groups of one stretch of days.
#[derive(Default)]
pub(super) struct Bucket {
    groups: Vec<Group>,
    index: HashMap<u32, Vec<usize>>,
}

impl Bucket {
    /// Puts a claim into the group that is most like it, or into a new one.
    pub(super) fn put(&mut self, item: usize, vector: &Vector, keys: &Keys) {
        let at = self.best(vector, keys, ALIKE).unwrap_or_else(|| {
            self.groups.push(Group::default());
            self.groups.len() - 1
        });
        self.put_at(at, item, vector);
    }

    /// Puts a claim into group `at`.
    pub(super) fn put_at(&mut self, at: usize, item: usize, vector: &Vector) {
        let Some(group) = self.groups.get_mut(at) else { return };
        for (key, _) in vector.iter().filter(|(key, _)| !group.sum.contains_key(key)) {
            self.index.entry(*key).or_default().push(at);
        }
        group.add(item, vector);
    }

    /// The group most like `vector` that shares enough with it.
    pub(super) fn best(&self, vector: &Vector, keys: &Keys, least: f32) -> Option<usize> {
        let mut order = self.candidates(vector, keys);
        order.retain(|(_, likeness)| *likeness >= least);
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let found = order.into_iter().find(|(at, likeness)| {
            let shared = vector.iter().map(|(key, _)| *key);
            *likeness >= CLEAR || self.groups.get(*at).is_some_and(|group| group.admits(shared, keys))
        });
        found.map(|(at, _)| at)
    }

    /// The groups that share a key that tells something, with their likeness.
    fn candidates(&self, vector: &Vector, keys: &Keys) -> Vec<(usize, f32)> {
        let telling = vector.iter().filter(|(key, _)| keys.weight(*key) >= SPECIFIC);
        let mut touched: Vec<usize> = telling.filter_map(|(key, _)| self.index.get(key)).flatten().copied().collect();
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().filter_map(|at| Some((at, self.groups.get(at)?.likeness(vector)))).collect()
    }

    /// The group that holds a claim of `wanted` and is most like `vector`.
    pub(super) fn holding(&self, wanted: impl Fn(usize) -> bool, vector: &Vector) -> Option<(usize, f32)> {
        let with = self.groups.iter().enumerate().filter(|(_, group)| group.items.iter().any(|item| wanted(*item)));
        with.map(|(at, group)| (at, group.likeness(vector))).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    /// Joins groups that became alike while they grew, and gives all up.
    pub(super) fn finish(self, keys: &Keys) -> Vec<Group> {
        let mut merged = Self::default();
        let mut order: Vec<Group> = self.groups;
        order.sort_by_key(|group| std::cmp::Reverse(group.items.len()));
        for group in order {
            let vector: Vector = group.sum.iter().map(|(key, sum)| (*key, *sum / group.items.len() as f32)).collect();
            let held: Vector =
                group.held(keys).filter_map(|key| vector.iter().find(|(k, _)| *k == key).copied()).collect();
            let at = merged.best(&held, keys, SAME).unwrap_or_else(|| {
                merged.groups.push(Group::default());
                merged.groups.len() - 1
            });
            merged.absorb(at, group);
        }
        merged.groups
    }

    fn absorb(&mut self, at: usize, group: Group) {
        let Some(own) = self.groups.get_mut(at) else { return };
        for key in group.sum.keys().filter(|key| !own.sum.contains_key(key)) {
            self.index.entry(*key).or_default().push(at);
        }
        own.absorb(group);
    }
}
