//! Groups claims of one day into happenings: leader clustering against the sum of each group's
//! vectors (cosine), with a gate on what is shared, so that a busy day does not run together.
//!
//! Claims meet only groups that share a key with them, so the work grows with the shared keys and
//! not with the square of the claims.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::evidence::Item;
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

/// Sentences at the head of an article that tell its own news.
const NEWS: usize = 6;

/// The days that claims of one group have in common.
pub(super) type Days = (NaiveDate, NaiveDate);

/// The days of an interval.
pub(super) fn days(interval: Interval) -> Days {
    (interval.first_day(), interval.last_day())
}

/// The sum of a group's weights of one key.
#[derive(Clone, Copy)]
struct Sum {
    key: u32,
    weight: f32,
    /// Place of the group among the postings of the key.
    slot: usize,
}

/// Groups that hold a key, each with its sum.
type Postings = HashMap<u32, Vec<(usize, f32)>>;

/// A group of claims.
#[derive(Clone, Default)]
pub(super) struct Group {
    /// Indices of its claims.
    pub(super) items: Vec<usize>,
    /// In order of keys.
    sum: Vec<Sum>,
    /// Sum of the squares of `sum`.
    square: f32,
}

impl Group {
    /// Adds `weights`, in order of keys, to the group, which is number `at` in `postings`.
    fn grow(&mut self, at: usize, weights: impl Iterator<Item = (u32, f32)>, postings: &mut Postings) {
        let mut from = 0;
        for (key, weight) in weights {
            let list = postings.entry(key).or_default();
            from += self.sum.get(from..).map_or(0, |rest| rest.partition_point(|sum| sum.key < key));
            if self.sum.get(from).is_none_or(|sum| sum.key != key) {
                self.sum.insert(from, Sum { key, weight: 0.0, slot: list.len() });
                list.push((at, 0.0));
            }
            let Some(sum) = self.sum.get_mut(from) else { continue };
            self.square += weight * (2.0 * sum.weight + weight);
            sum.weight += weight;
            if let Some(posting) = list.get_mut(sum.slot) {
                posting.1 = sum.weight;
            }
        }
    }

    /// The sum of the weights of `key`.
    fn sum(&self, key: u32) -> f32 {
        let at = self.sum.partition_point(|sum| sum.key < key);
        self.sum.get(at).filter(|sum| sum.key == key).map_or(0.0, |sum| sum.weight)
    }

    /// The cosine between the group and a claim.
    pub(super) fn likeness(&self, vector: &Vector) -> f32 {
        let dot: f32 = vector.iter().map(|(key, weight)| weight * self.sum(*key)).sum();
        self.cosine(dot, square(vector))
    }

    fn cosine(&self, dot: f32, square: f32) -> f32 {
        let size = (self.square * square).sqrt();
        if size > 0.0 { dot / size } else { 0.0 }
    }

    /// The mean weights of the keys that its claims have in common.
    fn held(&self, keys: &Keys) -> Vector {
        let claims = self.items.len() as f32;
        let held = self.sum.iter().filter(|sum| sum.weight >= HELD * claims * keys.weight(sum.key));
        held.map(|sum| (sum.key, sum.weight / claims)).collect()
    }

    /// What share of its claims holds a key.
    pub(super) fn share(&self, key: u32, keys: &Keys) -> f32 {
        let full = self.items.len() as f32 * keys.weight(key);
        if full > 0.0 { (self.sum(key) / full).min(1.0) } else { 0.0 }
    }

    /// Whether enough that is specific is shared.
    fn admits(&self, shared: impl Iterator<Item = u32>, keys: &Keys) -> bool {
        let claims = self.items.len() as f32;
        let (mut specific, mut total) = (0, 0.0);
        for key in shared {
            let weight = keys.weight(key);
            let held = self.sum(key) >= HELD * claims * weight;
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
    postings: Postings,
    /// The groups that hold an article's own news, by article.
    news: HashMap<usize, Vec<usize>>,
}

impl Bucket {
    /// Puts a claim into the group that is most like it, or into a new one.
    pub(super) fn put(&mut self, index: usize, item: &Item, keys: &Keys) {
        let at = self.best(&item.vector, keys, ALIKE).unwrap_or_else(|| {
            self.groups.push(Group::default());
            self.groups.len() - 1
        });
        self.put_at(at, index, item);
    }

    /// Puts a claim into group `at`.
    pub(super) fn put_at(&mut self, at: usize, index: usize, item: &Item) {
        let Some(group) = self.groups.get_mut(at) else { return };
        group.items.push(index);
        group.grow(at, item.vector.iter().copied(), &mut self.postings);
        if item.position() < NEWS {
            self.news.entry(item.article).or_default().push(at);
        }
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
        let mut dots = vec![(0.0_f32, false); self.groups.len()];
        let mut touched: Vec<usize> = Vec::new();
        for (key, weight) in vector {
            let telling = keys.weight(*key) >= SPECIFIC;
            for (at, sum) in self.postings.get(key).into_iter().flatten() {
                let Some((dot, seen)) = dots.get_mut(*at) else { continue };
                *dot += weight * sum;
                if telling && !*seen {
                    *seen = true;
                    touched.push(*at);
                }
            }
        }
        let square = square(vector);
        let cosine = |at: usize| Some((at, self.groups.get(at)?.cosine(dots.get(at)?.0, square)));
        touched.into_iter().filter_map(cosine).collect()
    }

    /// The group that holds other news of the claim's article and is most like the claim.
    pub(super) fn holding(&self, item: &Item) -> Option<(usize, f32)> {
        let with = self.news.get(&item.article).into_iter().flatten();
        let with = with.filter_map(|at| Some((*at, self.groups.get(*at)?.likeness(&item.vector))));
        with.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    /// Joins groups that became alike while they grew, and gives all up.
    pub(super) fn finish(self, keys: &Keys) -> Vec<Group> {
        let mut merged = Self::default();
        let mut order: Vec<Group> = self.groups;
        order.sort_by_key(|group| std::cmp::Reverse(group.items.len()));
        for group in order {
            let at = merged.best(&group.held(keys), keys, SAME).unwrap_or_else(|| {
                merged.groups.push(Group::default());
                merged.groups.len() - 1
            });
            merged.absorb(at, group);
        }
        merged.groups
    }

    fn absorb(&mut self, at: usize, group: Group) {
        let Some(own) = self.groups.get_mut(at) else { return };
        own.items.extend(group.items);
        own.grow(at, group.sum.into_iter().map(|sum| (sum.key, sum.weight)), &mut self.postings);
    }
}

/// The sum of the squares of a claim's weights.
fn square(vector: &Vector) -> f32 {
    vector.iter().map(|(_, weight)| weight * weight).sum()
}
