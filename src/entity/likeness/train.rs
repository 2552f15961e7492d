//! Learns the costs from pairs of names (expectation and maximisation over all ways to read a pair).

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use super::costs::{Costs, END, Step, contexts, spelling_contexts, written};
use super::letters::{LONGEST, arabic, bare, latin, unmarked};
use super::table::cost;

/// Rounds with the letter and its neighbour only, then with all contexts.
const ROUNDS: (usize, usize) = (4, 3);

/// Weight of a pair as careless texts write it: without marks, without hamza.
const CARELESS: f64 = 0.5;

/// A pair whose letters cost more than this each, in nats, is no transliteration.
const STRANGE: f64 = 3.0;

/// A chance below this, and a context met less often, is left out of the table.
const RARE: (f64, f64) = (4e-3, 6.0);

/// How much a context trusts what it seldom saw.
const CAUTION: f64 = 1.0;

type Counts = HashMap<u32, BTreeMap<u32, f64>>;

/// The rows in the order of their contexts.
fn ordered(counts: &Counts) -> Vec<(&u32, &BTreeMap<u32, f64>)> {
    let mut out: Vec<_> = counts.iter().collect();
    out.sort_by_key(|(key, _)| **key);
    out
}

/// The letters of a pair and its weight.
struct Pair {
    latin: Vec<u8>,
    arabic: Vec<u8>,
    weight: f64,
}

/// The table of costs that `pairs`, Latin and Arabic words of one name each, teach. The same pairs
/// in the same order give the same table.
pub fn train(pairs: &[(String, String)]) -> String {
    let mut pairs = spellings(pairs);
    let mut table = table(&guesses(&pairs), 2, 0.0);
    for round in 0..ROUNDS.0 + ROUNDS.1 {
        let costs = Costs::parse(&table);
        let mut counts = Counts::new();
        for pair in &mut pairs {
            count(pair, &costs, &mut counts);
        }
        let depth = if round < ROUNDS.0 { 2 } else { 4 };
        let last = round + 1 == ROUNDS.0 + ROUNDS.1;
        table = self::table(&counts, depth, if last { RARE.0 } else { 1e-5 });
    }
    table + &spelling_table(&pairs)
}

fn spellings(pairs: &[(String, String)]) -> Vec<Pair> {
    let mut out = Vec::new();
    for (name, spelling) in pairs {
        let (latin, arabic) = (latin(name), arabic(spelling));
        if latin.is_empty() || arabic.is_empty() || latin.len() >= LONGEST || arabic.len() >= LONGEST {
            continue;
        }
        let plain: Vec<u8> = latin.iter().copied().map(unmarked).collect();
        let hamzas: Vec<u8> = arabic.iter().copied().map(bare).collect();
        if plain != latin {
            out.push(Pair { latin: plain, arabic: arabic.clone(), weight: CARELESS });
        }
        if hamzas != arabic {
            out.push(Pair { latin: latin.clone(), arabic: hamzas, weight: CARELESS });
        }
        out.push(Pair { latin, arabic, weight: 1.0 });
    }
    out
}

/// First counts: letters that stand at about the same part of both words.
fn guesses(pairs: &[Pair]) -> Counts {
    let mut counts = Counts::new();
    for pair in pairs {
        for at in 0..pair.latin.len() {
            let part = at as f64 / pair.latin.len() as f64;
            for done in 0..=pair.arabic.len() {
                let far = (part - done as f64 / pair.arabic.len() as f64).abs();
                if far > 0.25 {
                    continue;
                }
                for (taken, wrote, share) in [(1, 1, 1.0), (1, 0, 0.2), (2, 1, 0.3), (1, 2, 0.1), (3, 1, 0.05)] {
                    let (Some(letters), true) = (pair.arabic.get(done..done + wrote), at + taken <= pair.latin.len())
                    else {
                        continue;
                    };
                    let step = step(taken, letters);
                    add(&mut counts, &contexts(&pair.latin, at), step.symbol(), share * (1.0 - far));
                }
            }
        }
    }
    counts
}

fn step(taken: usize, letters: &[u8]) -> Step {
    let letter = |at: usize| letters.get(at).copied().unwrap_or(0);
    Step { taken: taken as u8, written: [letter(0), letter(1)], chance: 0.0 }
}

fn add(counts: &mut Counts, keys: &[u32], symbol: u32, weight: f64) {
    for key in keys {
        *counts.entry(*key).or_default().entry(symbol).or_default() += weight;
    }
}

/// Adds what one pair teaches; a pair that is no transliteration loses its weight.
fn count(pair: &mut Pair, costs: &Costs, counts: &mut Counts) {
    let sounds = costs.sounds(&pair.latin);
    let (rows, width) = (sounds.steps.len() + 1, pair.arabic.len() + 1);
    let mut ahead = vec![vec![0.0_f64; width]; rows];
    let mut behind = ahead.clone();
    ahead[0][0] = 1.0;
    behind[rows - 1][width - 1] = 1.0;
    for at in 0..rows - 1 {
        for done in 0..width {
            for step in sounds.steps[at].iter().filter(|step| step.fits(&pair.arabic[done..])) {
                let here = ahead[at][done] * step.chance;
                ahead[at + usize::from(step.taken)][done + step.len()] += here;
            }
        }
    }
    let whole = ahead[rows - 1][width - 1];
    if whole <= 0.0 || -whole.ln() > STRANGE * pair.arabic.len().max(2) as f64 {
        return;
    }
    for at in (0..rows - 1).rev() {
        for done in 0..width {
            for step in sounds.steps[at].iter().filter(|step| step.fits(&pair.arabic[done..])) {
                let there = behind[at + usize::from(step.taken)][done + step.len()] * step.chance;
                behind[at][done] += there;
                let share = pair.weight * ahead[at][done] * there / whole;
                if share > 1e-6 {
                    add(counts, &contexts(&pair.latin, at), step.symbol(), share);
                }
            }
        }
    }
}

/// The counts of contexts up to `depth` as a table (Witten and Bell's share for the shorter context).
fn table(counts: &Counts, depth: usize, least: f64) -> String {
    let depth_of = |key: u32| key.to_be_bytes().iter().filter(|letter| **letter != b'.').count();
    let mut out = String::new();
    for (key, row) in ordered(counts).into_iter().filter(|(key, _)| depth_of(**key) <= depth) {
        let sum: f64 = row.values().sum();
        if sum < if least > 1e-4 { RARE.1 } else { 1.0 } {
            continue;
        }
        let kinds: f64 = row.values().map(|count| count.min(1.0)).sum::<f64>() * CAUTION;
        let all = sum + kinds;
        let shortest = depth_of(*key) == 1;
        line(&mut out, *key, if shortest { 1e-9 } else { kinds / all }, row, all, least);
    }
    out
}

fn line(out: &mut String, key: u32, rest: f64, row: &BTreeMap<u32, f64>, all: f64, least: f64) {
    let mut chances: Vec<(u32, f64)> =
        row.iter().map(|(symbol, count)| (*symbol, count / all)).filter(|(_, chance)| *chance > least).collect();
    chances.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let fields: Vec<String> =
        chances.iter().map(|(symbol, chance)| format!("{}{}", written(key, *symbol).1, cost(*chance))).collect();
    let _ = writeln!(out, "{}\t{}\t{}", written(key, 0).0, cost(rest), fields.join(" "));
}

/// The chances of Arabic letters after one another.
fn spelling_table(pairs: &[Pair]) -> String {
    let mut counts = Counts::new();
    for pair in pairs {
        let mut before = [0_u8; 2];
        for letter in pair.arabic.iter().copied().chain([END]) {
            add(&mut counts, &spelling_contexts(before), u32::from(letter), pair.weight);
            before = [before[1], letter];
        }
    }
    let mut out = String::new();
    for (key, row) in ordered(&counts) {
        let sum: f64 = row.values().sum();
        let kinds: f64 = row.values().map(|count| count.min(1.0)).sum();
        if sum >= RARE.1 {
            line(&mut out, *key, if *key == 0 { 1e-9 } else { kinds / (sum + kinds) }, row, sum + kinds, 3e-3);
        }
    }
    out
}

/// A table of costs with which pairs are compared: what the training command measures.
#[derive(Debug)]
pub struct Judge(Costs);

impl Judge {
    /// Reads a table that [`train`] gave.
    pub fn parse(table: &str) -> Self {
        Self(Costs::parse(table))
    }

    /// How much better a Latin word is explained as each of `spellings` than as another name, in
    /// nats, in their order.
    pub fn compare(&self, word: &str, spellings: &[&str]) -> Vec<f32> {
        let sounds = self.0.sounds(&latin(word));
        spellings.iter().map(|spelling| self.0.likeness(&sounds, &arabic(spelling))).collect()
    }
}
