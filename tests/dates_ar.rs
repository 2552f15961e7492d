//! Dates in Arabic news, in three writing habits: how many the program reads as two annotators did.
//!
//! `tests/data/dates-ar/GUIDELINES.md` says how the texts were annotated. `cargo test --test dates_ar
//! -- --nocapture` prints the figures.

use std::collections::BTreeMap;

use marsad::model::{Lang, Published, Rung};
use marsad::timex::{Context, tag};
use serde::Deserialize;

const GOLD: &str = include_str!("data/dates-ar/gold.jsonl");
const PASSES: [&str; 2] = [include_str!("data/dates-ar/pass-1.jsonl"), include_str!("data/dates-ar/pass-2.jsonl")];

/// The share that was reached; it never falls.
const FLOOR: f64 = 0.94;

#[derive(Deserialize)]
struct Item {
    id: String,
    class: String,
    dct: chrono::NaiveDate,
    text: String,
    gold: Vec<Date>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Date {
    /// Code points from the beginning of the text, end exclusive.
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    value: String,
    #[serde(default)]
    alt: Vec<String>,
}

impl Date {
    fn overlap(&self, start: usize, end: usize) -> usize {
        self.end.min(end).saturating_sub(self.start.max(start))
    }

    fn accepts(&self, value: &str) -> bool {
        let wanted = canonical(value);
        std::iter::once(&self.value).chain(&self.alt).any(|value| canonical(value) == wanted)
    }
}

fn read(lines: &str) -> Vec<Item> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a line of the gold")).collect()
}

/// A value in one spelling: a week is seven days, a year twelve months, a decade its first digits.
fn canonical(value: &str) -> String {
    let value = value.trim().to_uppercase();
    let value = value.strip_suffix("T00:00").unwrap_or(&value).to_owned();
    let amount = |unit: char| value.strip_prefix('P')?.strip_suffix(unit)?.parse::<f64>().ok();
    for (unit, times, base) in [('W', 7.0, 'D'), ('Y', 12.0, 'M'), ('Q', 3.0, 'M')] {
        if let Some(count) = amount(unit) {
            return format!("P{}{base}", count * times);
        }
    }
    let hours = value.strip_prefix("PT").and_then(|rest| rest.strip_suffix('H')?.parse::<f64>().ok());
    if let Some(hours) = hours {
        return if hours % 24.0 == 0.0 { format!("P{}D", hours / 24.0) } else { format!("PT{}M", hours * 60.0) };
    }
    let era = value.len() == 4 && value.ends_with('X') && value.starts_with(|c: char| c.is_ascii_digit());
    if era { value.trim_end_matches('X').to_owned() } else { value }
}

/// Spans that only one pass has, and spans to which the passes give different types or first values.
fn disagreements(first: &[Item], second: &[Item]) -> usize {
    let dates = |items: &[Item]| -> BTreeMap<(String, usize, usize), (String, String)> {
        let dates = items.iter().flat_map(|item| item.gold.iter().map(move |date| (item, date)));
        dates
            .map(|(item, date)| ((item.id.clone(), date.start, date.end), (date.kind.clone(), date.value.clone())))
            .collect()
    };
    let (first, second) = (dates(first), dates(second));
    let differs = |(key, date): &(&(String, usize, usize), &(String, String))| second.get(*key) != Some(*date);
    first.iter().filter(differs).count() + second.keys().filter(|key| !first.contains_key(*key)).count()
}

#[derive(Clone, Copy, Default)]
struct Score {
    gold: usize,
    found: usize,
    overlapping: usize,
    right: usize,
}

impl Score {
    fn f1(self, hits: usize) -> f64 {
        2.0 * hits as f64 / (self.gold + self.found).max(1) as f64
    }
}

fn score(item: &Item) -> Score {
    let context = Context {
        lang: Lang::Arabic,
        published: Published::on(item.dct, Rung::Feed, marsad::model::Reason::default()),
        window: None,
    };
    let points = |byte: usize| item.text.get(..byte).unwrap_or("").chars().count();
    let mut found: Vec<(usize, usize, String)> =
        tag(&item.text, &context).into_iter().map(|t| (points(t.span.start), points(t.span.end), t.value)).collect();
    let mut score = Score { gold: item.gold.len(), found: found.len(), ..Score::default() };
    for date in &item.gold {
        let best = found.iter().enumerate().max_by_key(|(_, (start, end, _))| date.overlap(*start, *end));
        let Some(at) = best.filter(|(_, (start, end, _))| date.overlap(*start, *end) > 0).map(|(at, _)| at) else {
            continue;
        };
        score.overlapping += 1;
        score.right += usize::from(date.accepts(&found.remove(at).2));
    }
    score
}

#[test]

fn the_dates_of_arabic_news_are_read_as_annotators_read_them() {
    let mut all: BTreeMap<String, Score> = BTreeMap::new();
    for item in read(GOLD) {
        let one = score(&item);
        for name in [item.class, "all".to_owned()] {
            let sum = all.entry(name).or_default();
            sum.gold += one.gold;
            sum.found += one.found;
            sum.overlapping += one.overlapping;
            sum.right += one.right;
        }
    }
    for (name, score) in &all {
        let (relaxed, value) = (score.f1(score.overlapping), score.f1(score.right));
        println!(
            "{name:<8} {:>4} dates  found {:>4}  span F1 {relaxed:.3}  value F1 {value:.3}",
            score.gold, score.found
        );
    }
    let value = all.get("all").map_or(0.0, |score| score.f1(score.right));
    assert!(value >= FLOOR, "value F1 {value:.3} fell under {FLOOR}");
}

#[test]
fn two_passes_that_did_not_see_each_other_agree() {
    let [first, second] = PASSES.map(read);
    let settled = read(GOLD);
    assert_eq!(settled.iter().map(|item| item.gold.len()).sum::<usize>(), 562);
    assert_eq!(disagreements(&first, &second), 10, "the number that GUIDELINES.md gives");
    assert_eq!(settled.iter().map(|item| item.class.as_str()).collect::<std::collections::BTreeSet<_>>().len(), 3);
    // What was settled is what one of the two said.
    for ((settled, first), second) in settled.iter().zip(&first).zip(&second) {
        assert!(
            settled.gold.iter().all(|date| first.gold.contains(date) || second.gold.contains(date)),
            "{}",
            settled.id
        );
    }
}

#[test]
fn values_are_compared_in_one_spelling() {
    for (value, expect) in
        [("P1W", "P7D"), ("P2Y", "P24M"), ("PT24H", "P1D"), ("199X", "199"), ("2021-03-02", "2021-03-02")]
    {
        assert_eq!(canonical(value), canonical(expect));
    }
    assert_ne!(canonical("2021-03"), canonical("2021-03-02"));
}
