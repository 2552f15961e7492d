//! Training: an averaged structured perceptron with a margin (Collins 2002; the margin that costs
//! a missed name more than a false one is that of Mohit et al. 2012).
//!
//! Where a training text does not say everything (a set without products says nothing about
//! them), the gold labels are the best of those that it leaves open. Equal input gives equal bytes.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::model::{EntityType, Span};

use crate::entity::tagger::features::Features;
use crate::entity::tagger::model::Model;
use crate::entity::tagger::sheet::{Same, Sheet};
use crate::entity::tagger::viterbi::{ANY, LABELS, Lattice, Mask, Row, Steps};
use crate::entity::tagger::{OTHER, label_of};
use crate::entity::words::Words;

/// A text whose names are known.
#[derive(Clone, Debug)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Its names: place and kind; `None` for a name of another kind than the tagger's.
    pub names: Vec<(Span, Option<EntityType>)>,
    /// Places about which nothing is known.
    pub unknown: Vec<Span>,
    /// The kinds that are marked in the text wherever they stand; `None` for all other names.
    pub marked: Vec<Option<EntityType>>,
    /// How much it weighs.
    pub weight: i32,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the examples.
    pub epochs: usize,
    /// Features met less often are left out.
    pub least: u32,
    /// By how much the gold labels must win.
    pub margin: i32,
    /// The same where a word of a name would be left outside.
    pub miss: i32,
    /// How many times sixty-four bytes the weights may take.
    pub buckets: usize,
    /// Types of names; 4 without products and malicious software, 6 with them.
    pub types: usize,
    /// How many in a hundred features are hidden at each look, so that none is relied on alone.
    pub hidden: u64,
    /// Learners with other orders, whose weights are averaged.
    pub learners: usize,
    /// Where the order of the examples begins.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 8, least: 2, margin: 6, miss: 8, buckets: 15_500, types: 4, hidden: 20, learners: 1, seed: 5 }
    }
}

/// A run of words that are looked at together.
#[derive(Debug, Default)]
struct Run {
    /// The numbers of the features, all words' behind each other, and where each word's end.
    features: Vec<u32>,
    ends: Vec<u32>,
    masks: Vec<Mask>,
    weight: i32,
}

impl Run {
    /// A copy of `other` without the features that chance hides.
    fn thin(&mut self, other: &Run, hidden: u64, random: &mut u64) {
        self.features.clear();
        self.ends.clear();
        self.weight = other.weight;
        for word in 0..other.ends.len() {
            for feature in other.of(word) {
                if hidden == 0 || next(random) % 100 >= hidden {
                    self.features.push(*feature);
                }
            }
            self.ends.push(self.features.len() as u32);
        }
    }

    fn of(&self, word: usize) -> &[u32] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        self.features.get(start..self.ends[word] as usize).unwrap_or(&[])
    }
}

/// The hashes of features, numbered.
type Numbers = HashMap<u64, u32, BuildHasherDefault<Same>>;

/// Examples as runs. `read` gives the words and the sheet of a text.
pub(super) struct Runs {
    runs: Vec<Run>,
    features: Vec<u64>,
}

impl Runs {
    /// Reads the examples.
    pub fn read(sheets: &[(Sheet, Vec<Mask>, i32)], settings: Settings) -> Self {
        let mut counts = Numbers::default();
        let mut features = Features::default();
        for (sheet, ..) in sheets {
            for (sentence, from, to) in sheet.open_runs() {
                for at in from..to {
                    features.read(at, sentence, sheet);
                    features.list().iter().for_each(|hash| *counts.entry(*hash).or_default() += 1);
                }
            }
        }
        counts.retain(|_, count| *count >= settings.least);
        let mut kept: Vec<u64> = counts.into_keys().collect();
        kept.sort_unstable();
        Self::numbered(sheets, kept)
    }

    fn numbered(sheets: &[(Sheet, Vec<Mask>, i32)], kept: Vec<u64>) -> Self {
        let numbers: Numbers = kept.iter().enumerate().map(|(number, hash)| (*hash, number as u32)).collect();
        let mut features = Features::default();
        let mut runs = Vec::new();
        for (sheet, masks, weight) in sheets {
            for (sentence, from, to) in sheet.open_runs() {
                let masks = masks.get(from..to).unwrap_or(&[]).to_vec();
                let mut run = Run { features: Vec::new(), ends: Vec::new(), masks, weight: *weight };
                for at in from..to {
                    features.read(at, sentence, sheet);
                    run.features.extend(features.list().iter().filter_map(|hash| numbers.get(hash)));
                    run.ends.push(run.features.len() as u32);
                }
                runs.push(run);
            }
        }
        Self { runs, features: kept }
    }
}

/// The labels that the gold leaves open for every word.
pub(super) fn masks(example: &Example, words: &Words, types: usize) -> Vec<Mask> {
    let all = ANY & ((1 << (1 + 2 * types)) - 1);
    let bits = |kind: usize, inside: bool| 1 << (1 + 2 * kind + usize::from(inside));
    let is_marked = |kind: usize| {
        example.marked.iter().any(|marked| label_of(*marked) == Some(kind))
            || (kind > OTHER && example.marked.contains(&None))
    };
    let free =
        (0..types).filter(|kind| !is_marked(*kind)).fold(1, |mask, kind| mask | bits(kind, false) | bits(kind, true));
    let mut out = vec![free; words.len()];
    let place = |byte: usize| words.list.partition_point(|word| word.token.span.end <= byte);
    let covered = |span: Span| place(span.start)..place(span.end.saturating_sub(1)) + 1;
    for span in &example.unknown {
        if let Some(masks) = out.get_mut(covered(*span)) {
            masks.fill(all);
        }
    }
    for (span, kind) in &example.names {
        let Some(kind) = label_of(*kind).filter(|kind| *kind < types) else { continue };
        let Some(masks) = out.get_mut(covered(*span)) else { continue };
        for (at, mask) in masks.iter_mut().enumerate() {
            *mask = bits(kind, at > 0);
            // Other names may be of the kinds that the set does not know.
            if kind == OTHER {
                (OTHER + 1..types)
                    .filter(|kind| !example.marked.iter().any(|marked| label_of(*marked) == Some(*kind)))
                    .for_each(|kind| *mask |= bits(kind, at > 0));
            }
        }
    }
    out
}

/// Weights while they are learned, with their sums over time.
struct Learner {
    now: Vec<Row>,
    sums: Vec<[i64; LABELS]>,
    steps: Steps,
    step_sums: [[i64; LABELS]; LABELS],
    time: i64,
}

impl Learner {
    fn new(features: usize) -> Self {
        Self {
            now: vec![[0; LABELS]; features],
            sums: vec![[0; LABELS]; features],
            steps: [[0; LABELS]; LABELS],
            step_sums: [[0; LABELS]; LABELS],
            time: 1,
        }
    }

    fn score(&self, run: &Run, scores: &mut Vec<Row>) {
        scores.clear();
        for word in 0..run.ends.len() {
            let mut row = [0; LABELS];
            for feature in run.of(word) {
                for (sum, weight) in row.iter_mut().zip(&self.now[*feature as usize]) {
                    *sum += weight;
                }
            }
            scores.push(row);
        }
    }

    fn update(&mut self, run: &Run, path: &[u8], sign: i32) {
        let delta = sign * run.weight;
        let late = i64::from(delta) * self.time;
        let mut before = 0;
        for (word, label) in path.iter().enumerate() {
            let label = usize::from(*label);
            for feature in run.of(word) {
                self.now[*feature as usize][label] += delta;
                self.sums[*feature as usize][label] += late;
            }
            self.steps[before][label] += delta;
            self.step_sums[before][label] += late;
            before = label;
        }
    }

    fn average(&self, now: i32, sum: i64) -> f32 {
        (f64::from(now) - sum as f64 / self.time as f64) as f32
    }
}

/// Learns weights and gives the bytes of a model.
pub(super) fn learn(sheets: &[(Sheet, Vec<Mask>, i32)], settings: Settings) -> Vec<u8> {
    let runs = Runs::read(sheets, settings);
    let weighty = weightiest(&runs, &learners(&runs, settings), settings.buckets * 4);
    // The kept features learn again: they take over what the others had.
    let kept = Runs::numbered(sheets, weighty);
    write(&kept, &learners(&kept, settings), settings)
}

/// Averaged weights.
struct Weights {
    rows: Vec<[f32; LABELS]>,
    steps: [[f32; LABELS]; LABELS],
}

/// The mean of learners that met the examples in other orders.
fn learners(runs: &Runs, settings: Settings) -> Weights {
    let mut out = Weights { rows: vec![[0.0; LABELS]; runs.features.len()], steps: [[0.0; LABELS]; LABELS] };
    let count = settings.learners.max(1);
    let seen = (100 - settings.hidden.min(99)) as f32 / 100.0;
    for number in 0..count {
        let learner = epochs(runs, Settings { seed: settings.seed + 2 * number as u64, ..settings });
        for (row, (now, sums)) in out.rows.iter_mut().zip(learner.now.iter().zip(&learner.sums)) {
            for (label, weight) in row.iter_mut().enumerate() {
                *weight += learner.average(now[label], sums[label]) * seen / count as f32;
            }
        }
        for (from, row) in out.steps.iter_mut().enumerate() {
            for (to, weight) in row.iter_mut().enumerate() {
                *weight += learner.average(learner.steps[from][to], learner.step_sums[from][to]) / count as f32;
            }
        }
    }
    out
}

fn epochs(runs: &Runs, settings: Settings) -> Learner {
    let labels = 1 + 2 * settings.types;
    let mut learner = Learner::new(runs.features.len());
    let mut order: Vec<usize> = (0..runs.runs.len()).collect();
    let mut random = settings.seed | 1;
    let mut run = Run::default();
    let (mut scores, mut gold, mut path, mut lattice) = (Vec::new(), Vec::new(), Vec::new(), Lattice::default());
    for _ in 0..settings.epochs {
        shuffle(&mut order, &mut random);
        for whole in order.iter().filter_map(|at| runs.runs.get(*at)) {
            run.thin(whole, settings.hidden, &mut random);
            learner.score(&run, &mut scores);
            lattice.decode(&scores, &whole.masks, &learner.steps, labels, &mut gold);
            for (row, label) in scores.iter_mut().zip(&gold) {
                for (other, score) in row.iter_mut().enumerate().filter(|(other, _)| *other != usize::from(*label)) {
                    *score += if other == 0 { settings.miss } else { settings.margin };
                }
            }
            lattice.decode(&scores, &vec![ANY; scores.len()], &learner.steps, labels, &mut path);
            if path != gold {
                learner.update(&run, &gold, 1);
                learner.update(&run, &path, -1);
            }
            learner.time += 1;
        }
    }
    learner
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        order.swap(at, (next(random) % (at as u64 + 1)) as usize);
    }
}

/// The next number of a row that looks like chance (xorshift, Marsaglia 2003).
fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random >> 11
}

fn heaviest(row: &[f32; LABELS]) -> f32 {
    row.iter().fold(0.0, |most, weight| most.max(weight.abs()))
}

/// The features with their weights, the weightiest first.
fn ranked(runs: &Runs, weights: &Weights) -> Vec<(u64, [f32; LABELS])> {
    let mut out: Vec<_> = runs.features.iter().copied().zip(weights.rows.iter().copied()).collect();
    out.sort_by(|(a, left), (b, right)| heaviest(right).total_cmp(&heaviest(left)).then(a.cmp(b)));
    out
}

fn weightiest(runs: &Runs, weights: &Weights, most: usize) -> Vec<u64> {
    let mut out: Vec<u64> = ranked(runs, weights).into_iter().take(most).map(|(feature, _)| feature).collect();
    out.sort_unstable();
    out
}

fn write(runs: &Runs, weights: &Weights, settings: Settings) -> Vec<u8> {
    let rows = ranked(runs, weights);
    // A handful of rows may be cut off at the top, for the sake of a finer grain for all.
    let heavy = rows.get(20).or(rows.last()).map_or(1.0, |(_, row)| heaviest(row).max(0.1));
    let scale = (127.0 / heavy).clamp(1.0, 64.0).round();
    Model::write(1 + 2 * settings.types, settings.buckets, scale, &weights.steps, &rows)
}
