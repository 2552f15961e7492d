//! Names in news of other incidents than the default case, in both languages: how many the program
//! finds as two annotators did.
//!
//! `tests/data/names-other/GUIDELINES.md` says how the texts were annotated. `cargo test --test
//! names_other -- --nocapture` prints the figures.

use std::collections::{BTreeMap, BTreeSet};

use marsad::entity::Base;
use marsad::model::{CodePoints, Lang};
use serde::Deserialize;

const GOLD: &str = include_str!("data/names-other/gold.jsonl");
const PASSES: [&str; 2] =
    [include_str!("data/names-other/pass-1.jsonl"), include_str!("data/names-other/pass-2.jsonl")];

/// The shares that were reached, Arabic and English; they never fall.
const FLOORS: [(Lang, f64); 2] = [(Lang::Arabic, 0.80), (Lang::English, 0.84)];

#[derive(Deserialize)]
struct Item {
    id: String,
    lang: Lang,
    text: String,
    gold: Vec<Name>,
}

/// Code points from the beginning of the text, end exclusive, and the kind.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

fn read(lines: &str) -> Vec<Item> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a line of the gold")).collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, gold: usize, found: usize, right: usize) {
        self.gold += gold;
        self.found += found;
        self.right += right;
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

fn found(base: &Base, item: &Item) -> BTreeSet<Name> {
    let points = CodePoints::new(&item.text);
    let mentions = base.tag(&item.text, item.lang);
    let name = |mention: &marsad::model::Mention| Name {
        start: points.at(mention.span.start),
        end: points.at(mention.span.end),
        kind: mention.kind.code().to_owned(),
    };
    mentions.iter().map(name).collect()
}

#[test]
fn names_of_other_incidents_are_found_in_both_languages() {
    let base = Base::new(&[]);
    let mut by_lang: BTreeMap<&str, Score> = BTreeMap::new();
    let mut by_kind: BTreeMap<String, Score> = BTreeMap::new();
    for item in read(GOLD) {
        let gold: BTreeSet<Name> = item.gold.iter().cloned().collect();
        let found = found(&base, &item);
        let right = gold.intersection(&found).count();
        by_lang.entry(item.lang.code()).or_default().add(gold.len(), found.len(), right);
        for name in &gold {
            by_kind.entry(name.kind.clone()).or_default().add(1, 0, usize::from(found.contains(name)));
        }
        for name in &found {
            by_kind.entry(name.kind.clone()).or_default().add(0, 1, 0);
        }
    }
    let lines = by_lang.iter().map(|(name, score)| (*name, score));
    for (name, score) in lines.chain(by_kind.iter().map(|(name, score)| (name.as_str(), score))) {
        println!("{name:<8} {:>4} names  found {:>4}  F1 {:.3}", score.gold, score.found, score.f1());
    }
    for (lang, floor) in FLOORS {
        let reached = by_lang.get(lang.code()).map_or(0.0, |score| score.f1());
        assert!(reached >= floor, "{lang:?}: {reached:.3}, the floor is {floor}");
    }
}

#[test]
fn the_two_annotations_agree_as_the_guidelines_say() {
    let passes = PASSES.map(read);
    let names = |items: &[Item]| -> BTreeSet<(String, Name)> {
        items.iter().flat_map(|item| item.gold.iter().map(|name| (item.id.clone(), name.clone()))).collect()
    };
    let [first, second] = passes.each_ref().map(|items| names(items));
    let gold = names(&read(GOLD));
    let both = first.intersection(&second).count();
    let agreement = 2.0 * both as f64 / (first.len() + second.len()) as f64;
    println!("{} and {} names, agreement {agreement:.3}, {} settled", first.len(), second.len(), gold.len());
    assert!(agreement >= 0.85);
    let taken_from = gold.iter().filter(|name| first.contains(name) || second.contains(name)).count();
    assert!(taken_from as f64 >= 0.97 * gold.len() as f64, "the settled set is a third annotation");
}
