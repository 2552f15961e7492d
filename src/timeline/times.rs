//! Which times a sentence speaks of, and which part of it speaks of each.

use std::ops::Range;

use super::words::Words;
use crate::model::{Interval, Precision, Span, Timex, TimexType, When};

/// A sentence with more dates is a list; its first ones are kept.
const MOST_DATES: usize = 8;

/// A part of a sentence has so many words at least; less is an apposition ("on Tuesday, 2 March").
const PART_WORDS: usize = 4;

/// A dateline or a label has so many tokens before its date at most.
const DATELINE: usize = 6;

/// A time of a sentence: when, and the index of its expression among all of the article.
pub(super) type Time = (When, usize);

/// A part of a sentence that speaks of its own dates.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Where it stands in the body.
    pub(super) span: Span,
    /// Its times.
    pub(super) times: Vec<Time>,
    /// Whether a semicolon, and not a comma, parts it from what stands before.
    pub(super) apart: bool,
}

/// Parts `sentence` at commas and semicolons between its dates; without two dates, or without a
/// sign between them, it is one part. `all` are the dates of the article, `inside` the indices of
/// the sentence's. Dates of a dateline are none of its times.
pub(super) fn parts(sentence: Span, all: &[Timex], inside: Range<usize>, words: &Words) -> Vec<Part> {
    let mut out = vec![Part { span: sentence, times: Vec::new(), apart: false }];
    let mut seen: Vec<Interval> = Vec::new();
    let mut at = inside.start;
    let mut before: Option<&Timex> = None;
    while at < inside.end && seen.len() < MOST_DATES {
        let Some(timex) = all.get(at) else { break };
        let range = all.get(at + 1).filter(|_| at + 1 < inside.end).and_then(|next| hull(timex, next, words));
        let step = if range.is_some() { 2 } else { 1 };
        let when = range.or_else(|| when(timex).filter(|_| !is_dateline(timex, words)));
        if let Some(when) = when.filter(|when| !seen.iter().any(|other| same_days(*other, when.interval))) {
            if let Some((border, apart)) = before.and_then(|before| border(before, timex, words)) {
                split(&mut out, border, apart, words);
            }
            seen.push(when.interval);
            if let Some(part) = out.last_mut() {
                part.times.push((when, at));
            }
        }
        before = Some(timex);
        at += step;
    }
    out
}

/// Cuts the last part at byte `border` of the body where both sides are long enough.
fn split(parts: &mut Vec<Part>, border: usize, apart: bool, words: &Words) {
    let Some(last) = parts.last_mut().filter(|part| !part.times.is_empty()) else { return };
    let long =
        |from: usize, to: usize| (words.index_at(from)..words.index_at(to)).filter(|at| words.is_word(*at)).count();
    if long(last.span.start, border) < PART_WORDS || long(border, last.span.end) < PART_WORDS {
        return;
    }
    let next = Part { span: Span::new(border, last.span.end), times: Vec::new(), apart };
    last.span.end = border;
    parts.push(next);
}

/// The byte after the last semicolon, else the last comma, between two dates, and whether it is a
/// semicolon.
fn border(left: &Timex, right: &Timex, words: &Words) -> Option<(usize, bool)> {
    let between = words.index_at(left.span.end)..words.index_at(right.span.start);
    let last = |signs: &[&str]| between.clone().rev().find(|at| signs.contains(&words.key(*at)));
    let strong = last(&[";", "؛"]);
    let sign = strong.or_else(|| last(&[",", "،"]))?;
    Some((words.place(sign).end, strong.is_some()))
}

/// Whether the date only labels what follows: "PORTO, March 8 - …", "Correction, 5 March: …".
fn is_dateline(timex: &Timex, words: &Words) -> bool {
    let start = words.index_at(timex.span.start);
    let end = words.index_at(timex.span.end);
    let closes = end >= words.len() || matches!(words.key(end), "-" | "–" | "—" | ":" | "(" | "|");
    let joined = (0..start).all(|at| !words.is_word(at) || is_label(words, at, start));
    start <= DATELINE && closes && joined
}

/// Whether the word at `at`, before a date at `start`, can belong to a dateline: places and labels
/// stand before a sign, and no preposition leads to the date.
fn is_label(words: &Words, at: usize, start: usize) -> bool {
    let leads =
        at + 1 == start && !matches!(words.key(at), "يوم" | "في" | "on" | "in" | "since" | "منذ" | "from" | "من");
    leads || at + 1 < start
}

fn same_days(left: Interval, right: Interval) -> bool {
    left.first_day() == right.first_day() && left.last_day() == right.last_day()
}

fn when(timex: &Timex) -> Option<When> {
    if !matches!(timex.kind, TimexType::Date | TimexType::Time) {
        return None;
    }
    Some(When { interval: timex.interval?, precision: timex.precision? })
}

/// "From A to B", "between A and B", "من A إلى B", "بين A وB", "26-27 February": the stretch from
/// A's begin to B's end.
fn hull(left: &Timex, right: &Timex, words: &Words) -> Option<When> {
    let (first, last) = (when(left)?, when(right)?);
    if last.interval.end < first.interval.begin || same_days(first.interval, last.interval) {
        return None;
    }
    let start = words.index_at(left.span.start);
    let opener = (start.saturating_sub(2)..start).rev().find_map(|at| Opener::of(words.key(at)));
    let between = words.index_at(left.span.end)..words.index_at(right.span.start);
    let middle: Vec<&str> = between.map(|at| words.key(at)).filter(|key| !matches!(*key, "," | "،")).collect();
    let neighbours = (last.interval.first_day() - first.interval.last_day()).num_days() <= 1;
    let dashed = matches!(middle[..], ["-" | "–"]) && neighbours;
    if !dashed && !opener?.joins(&middle) {
        return None;
    }
    let precision = match first.precision.max(last.precision) {
        Precision::Time | Precision::Day => Precision::Days,
        Precision::Month => Precision::PartOfYear,
        Precision::Year => Precision::Era,
        other => other,
    };
    let interval = Interval { begin: first.interval.begin, end: last.interval.end };
    Some(When { interval, precision })
}

/// How a range begins.
#[derive(Clone, Copy)]
enum Opener {
    From,
    Between,
}

impl Opener {
    fn of(key: &str) -> Option<Self> {
        match key.strip_prefix('و').unwrap_or(key) {
            "from" | "من" | "منذ" => Some(Self::From),
            "between" | "بين" => Some(Self::Between),
            _ => None,
        }
    }

    fn joins(self, middle: &[&str]) -> bool {
        match self {
            Self::From => matches!(
                middle,
                ["to" | "until" | "till" | "through" | "الي" | "حتي" | "والي" | "وحتي" | "-" | "–"]
                    | ["up", "to"]
                    | ["الي" | "حتي" | "والي" | "وحتي", "يوم"]
            ),
            // The Arabic "and" is written to the word after it, which may belong to the date.
            Self::Between => match middle {
                ["and" | "-" | "–"] => true,
                [first] | [first, "يوم"] => first.starts_with('و'),
                _ => false,
            },
        }
    }
}
