//! Indicators against the set in `tests/data/indicators.jsonl`, whose own lines come with decoys.

use std::collections::HashSet;

use proptest::prelude::*;
use serde::Deserialize;

use super::find;
use crate::model::{IndicatorKind, Span};

#[derive(Deserialize)]
struct Line {
    text: String,
    indicators: Vec<Gold>,
}

/// Places are code points.
#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    kind: IndicatorKind,
    name: String,
}

fn set() -> Vec<Line> {
    let lines = include_str!("../../../tests/data/indicators.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).expect("a line of the set")).collect()
}

fn byte(text: &str, point: usize) -> usize {
    text.char_indices().nth(point).map_or(text.len(), |(at, _)| at)
}

/// Right, wrong and missed indicators: place, kind and plain form must fit.
fn score<'l>(lines: impl Iterator<Item = &'l Line>) -> f64 {
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for line in lines {
        let place = |gold: &Gold| Span::new(byte(&line.text, gold.start), byte(&line.text, gold.end));
        let gold: HashSet<_> = line.indicators.iter().map(|it| (place(it), it.kind, it.name.clone())).collect();
        let found: HashSet<_> = find(&line.text).into_iter().map(|it| (it.span, it.kind, it.name)).collect();
        right += gold.intersection(&found).count();
        wrong += found.difference(&gold).count();
        missed += gold.difference(&found).count();
        for it in gold.symmetric_difference(&found) {
            println!("{it:?} in {}", line.text);
        }
    }
    2.0 * f64::from(u32::try_from(right).expect("few"))
        / f64::from(u32::try_from(2 * right + wrong + missed).expect("few"))
}

#[test]
fn the_set_of_indicators_is_read() {
    let lines = set();
    let half = |which| score(lines.iter().enumerate().filter(|(at, _)| at / 2 % 2 == which).map(|(_, line)| line));
    let (first, second) = (half(0), half(1));
    println!("indicators: F1 {first:.4} and {second:.4} on the halves of {} lines", lines.len());
    assert!(lines.len() >= 250 && first >= 0.98 && second >= 0.98);
}

#[test]
fn the_kind_of_a_name_is_that_of_its_indicator() {
    for line in set() {
        for gold in line.indicators {
            let reads_as_file =
                gold.kind == IndicatorKind::Domain && IndicatorKind::of(&gold.name) == IndicatorKind::File;
            assert!(IndicatorKind::of(&gold.name) == gold.kind || reads_as_file, "{}", gold.name);
            assert!(!gold.kind.defang(&gold.name).contains("http"), "{}", gold.name);
        }
    }
}

/// Defanged and found again, an indicator is the same.
#[test]
fn a_defanged_indicator_is_read_back() {
    for line in set() {
        for gold in line.indicators.iter().filter(|gold| gold.kind != IndicatorKind::Technique) {
            let text = format!("- {} -", gold.kind.defang(&gold.name));
            let found: Vec<_> = find(&text).into_iter().map(|it| (it.kind, it.name)).collect();
            assert_eq!(found, [(gold.kind, gold.name.clone())], "{text}");
        }
    }
}

/// Each of these is linear, or the test would not end in a debug build.
#[test]
fn no_text_is_too_strange() {
    for piece in [
        "[.]",
        "(dot",
        "a.",
        "://",
        "http://",
        "\\",
        "C:\\ ",
        "%",
        "cve",
        "CVE-2021-",
        "a@",
        "::",
        ":1",
        "/etc/",
        "T1190 ",
        "[",
        "((",
        ")",
        "٢.",
        "\u{200B}",
        "\u{AD}",
        "d.com/",
        "http://a(",
        "ا.exe",
        "a\\.b",
        "1.1.1.1-",
    ] {
        let text = piece.repeat(60_000);
        let found = find(&text);
        assert!(found.windows(2).all(|two| matches!(two, [a, b] if a.span.end <= b.span.start)), "{piece}");
    }
}

proptest! {
    #[test]
    fn spans_are_in_order_and_on_letters(
        text in "(?s)([a-zA-Z0-9 .:/@\\\\%\\-\\[\\]()]|hxxps?://|\\[\\.\\]|CVE-2021-|evil\\.com|10\\.0\\.0\\.12|C:\\\\|[ء-ي]|٢|\u{200B}|\u{2011}|\\PC){0,50}"
    ) {
        let mut end = 0;
        for indicator in find(&text) {
            let span = indicator.span;
            prop_assert!(span.start >= end && text.get(span.start..span.end).is_some_and(|it| !it.is_empty()), "{:?}", indicator);
            prop_assert!(!indicator.name.is_empty());
            end = span.end;
        }
    }
}
