//! Claims: one a sentence and date.

use super::certainty::certainty;
use super::speaker::{Scene, Speakers};
use super::words::Words;
use crate::model::{Basis, Claim, Interval, Lang, Mention, Precision, Published, Span, Timex, TimexType, When};

/// A sentence with more dates is a list; its first ones are kept.
const MOST_DATES: usize = 8;

/// A sentence with more names is a list; its first ones are kept.
const MOST_NAMES: usize = 40;

/// A lead sentence has so many words at least; less is a dateline or a caption.
const LEAD_WORDS: usize = 5;

/// The lead is looked for among so many sentences.
const LEAD_WITHIN: usize = 3;

/// What is known of an article before its claims.
#[derive(Clone, Copy, Debug)]
pub struct ClaimInput<'a> {
    /// The text.
    pub body: &'a str,
    /// Its language.
    pub lang: Lang,
    /// Its day.
    pub published: &'a Published,
    /// Its sentences, in order, without overlap.
    pub sentences: &'a [Span],
    /// Its date expressions, in order, without overlap.
    pub dates: &'a [Timex],
    /// Its names, in order, without overlap.
    pub mentions: &'a [Mention],
}

/// The claims of an article, in order of its sentences. A range of two dates ("from A to B") is
/// one claim; a lead without any date stands at the article's own day.
pub fn claims(input: &ClaimInput) -> Vec<Claim> {
    let lead = lead(input);
    let mut speakers = Speakers::default();
    let mut out = Vec::new();
    let (mut date, mut name) = (0, 0);
    for (index, sentence) in input.sentences.iter().enumerate() {
        let dates = take(input.dates, &mut date, *sentence, |timex| timex.span);
        let names = take(input.mentions, &mut name, *sentence, |mention| mention.span);
        let words = Words::new(sentence.of(input.body), sentence.start);
        let scene = Scene {
            body: input.body,
            words: &words,
            mentions: input.mentions.get(names.clone()).unwrap_or(&[]),
            dates: input.dates.get(dates.clone()).unwrap_or(&[]),
            before: input.mentions.get(..names.end).unwrap_or(&[]),
        };
        let speaker = speakers.next(&scene);
        let mut times = times(input, dates, &words);
        if times.is_empty() && lead == Some(index) {
            times.extend(published(input));
        }
        let report = speaker.as_ref().map(|speaker| speaker.report);
        for (when, basis, timex) in times {
            out.push(Claim {
                sentence: *sentence,
                when,
                basis,
                timex,
                mentions: names.clone().take(MOST_NAMES).collect(),
                speaker: speaker.clone(),
                certainty: certainty(sentence.of(input.body), &words, sentence.start, report).certainty,
            });
        }
    }
    out
}

type Time = (When, Basis, Option<usize>);

/// The indices of what lies within `sentence`; `from` moves past it.
fn take<T>(all: &[T], from: &mut usize, sentence: Span, span: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    while all.get(*from).is_some_and(|item| span(item).start < sentence.start) {
        *from += 1;
    }
    let first = *from;
    while all.get(*from).is_some_and(|item| span(item).end <= sentence.end) {
        *from += 1;
    }
    first..*from
}

/// The first sentence that is one.
fn lead(input: &ClaimInput) -> Option<usize> {
    let words = |span: &Span| span.of(input.body).split_whitespace().count();
    let first = input.sentences.iter().take(LEAD_WITHIN);
    first.enumerate().find(|(_, span)| words(span) >= LEAD_WORDS).map(|(index, _)| index)
}

/// The article's own day, for its lead.
fn published(input: &ClaimInput) -> Option<Time> {
    let day = input.published.day()?;
    Some((When { interval: Interval::day(day), precision: Precision::Day }, Basis::Published, None))
}

/// The times that a sentence speaks of, each once.
fn times(input: &ClaimInput, dates: std::ops::Range<usize>, words: &Words) -> Vec<Time> {
    let mut out: Vec<Time> = Vec::new();
    let mut at = dates.start;
    while at < dates.end && out.len() < MOST_DATES {
        let Some(timex) = input.dates.get(at) else { break };
        let range = input.dates.get(at + 1).filter(|_| at + 1 < dates.end).and_then(|next| hull(timex, next, words));
        let when = range.or_else(|| when(timex));
        if let Some(when) = when
            && !out.iter().any(|(other, ..)| same_days(other.interval, when.interval))
        {
            out.push((when, Basis::Expression, Some(at)));
        }
        at += if range.is_some() { 2 } else { 1 };
    }
    out
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

/// "From A to B", "between A and B", "من A إلى B", "بين A وB": the stretch from A's begin to B's end.
fn hull(left: &Timex, right: &Timex, words: &Words) -> Option<When> {
    let (first, last) = (when(left)?, when(right)?);
    if last.interval.end < first.interval.begin || same_days(first.interval, last.interval) {
        return None;
    }
    let start = words.index_at(left.span.start);
    let opener = (start.saturating_sub(2)..start).rev().find_map(|at| Opener::of(words.key(at)))?;
    let middle: Vec<&str> =
        (words.index_at(left.span.end)..words.index_at(right.span.start)).map(|at| words.key(at)).collect();
    if !opener.joins(&middle) {
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
