//! Claims: one a sentence and date.

use std::ops::Range;

use super::certainty::{certainty, is_correction};
use super::speaker::{Scene, Speakers};
use super::times::{Part, parts};
use super::words::Words;
use crate::model::{
    Basis, Certainty, Claim, Interval, Lang, Mention, Precision, Published, Report, Span, Speaker, Timex, When,
};

/// A sentence with more names is a list; its first ones are kept.
const MOST_NAMES: usize = 40;

/// Bytes before a name that opens a sentence: "The ".
const OPENING: usize = 4;

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
        let inside = take(input.dates, &mut date, *sentence, |timex| timex.span);
        let names = take(input.mentions, &mut name, *sentence, |mention| mention.span);
        let words = Words::new(sentence.of(input.body), sentence.start);
        let parts = parts(*sentence, input.dates, inside, &words);
        let alone = parts.len() == 1;
        let mut readings: Vec<(Part, Option<Speaker>, Certainty)> = Vec::new();
        for part in parts {
            let own = if alone { None } else { Some(Words::new(part.span.of(input.body), part.span.start)) };
            let words = own.as_ref().unwrap_or(&words);
            let before = readings.last().and_then(|(_, speaker, _)| speaker.clone());
            let topic = index.checked_sub(1).and_then(|before| input.topic(*input.sentences.get(before)?));
            let speaker = speakers.next(&input.scene(words, part.span, topic)).or(before);
            let report = speaker.as_ref().map(|speaker| speaker.report);
            let told = !part.times.is_empty() || lead == Some(index);
            let certainty = if told {
                certainty(part.span.of(input.body), words, part.span.start, report).certainty
            } else {
                Certainty::Asserted
            };
            readings.push((part, speaker, certainty));
        }
        speak_for_all(&mut readings);
        if is_correction(&words) {
            continue;
        }
        let dated = readings.iter().any(|(part, ..)| !part.times.is_empty());
        let mentions: Vec<usize> = names.take(MOST_NAMES).collect();
        for (part, speaker, certainty) in readings {
            let told = part.times.iter().map(|(when, timex)| (*when, Basis::Expression, Some(*timex)));
            let own = published(input).filter(|_| !dated && lead == Some(index));
            out.extend(told.chain(own).map(|(when, basis, timex)| Claim {
                sentence: *sentence,
                when,
                basis,
                timex,
                mentions: mentions.clone(),
                speaker: speaker.clone(),
                certainty,
            }));
        }
    }
    out
}

impl<'a> ClaimInput<'a> {
    /// The name that opens `sentence`, an article before it apart.
    fn topic(&self, sentence: Span) -> Option<&'a Mention> {
        let first = self.mentions.get(within(self.mentions, sentence, |mention| mention.span).start)?;
        (first.span.start <= sentence.start + OPENING).then_some(first)
    }

    fn scene<'s>(&'s self, words: &'s Words, span: Span, topic: Option<&'s Mention>) -> Scene<'s> {
        let mentions = within(self.mentions, span, |mention| mention.span);
        Scene {
            body: self.body,
            words,
            topic,
            before: self.mentions.get(..mentions.end).unwrap_or(&[]),
            mentions: self.mentions.get(mentions).unwrap_or(&[]),
            dates: self.dates.get(within(self.dates, span, |timex| timex.span)).unwrap_or(&[]),
        }
    }
}

/// "It was seen in January, and patched in March, X said": who speaks at the end speaks for all
/// that a comma joins, where the verb reports and does not accuse or deny.
fn speak_for_all(readings: &mut [(Part, Option<Speaker>, Certainty)]) {
    for at in (1..readings.len()).rev() {
        let Some((part, Some(speaker), _)) = readings.get(at) else { continue };
        let reports = matches!(speaker.report, Report::State | Report::Announce | Report::Reveal);
        let speaker = speaker.clone();
        if reports
            && !part.apart
            && let Some((_, slot @ None, _)) = readings.get_mut(at - 1)
        {
            *slot = Some(speaker);
        }
    }
}

/// The indices of what lies within `sentence`; `from` moves past it.
fn take<T>(all: &[T], from: &mut usize, sentence: Span, span: impl Fn(&T) -> Span) -> Range<usize> {
    while all.get(*from).is_some_and(|item| span(item).start < sentence.start) {
        *from += 1;
    }
    let first = *from;
    while all.get(*from).is_some_and(|item| span(item).end <= sentence.end) {
        *from += 1;
    }
    first..*from
}

/// The indices of what lies within `span`.
fn within<T>(all: &[T], span: Span, place: impl Fn(&T) -> Span) -> Range<usize> {
    let first = all.partition_point(|item| place(item).start < span.start);
    first..all.partition_point(|item| place(item).end <= span.end).max(first)
}

/// The first sentence that is one.
fn lead(input: &ClaimInput) -> Option<usize> {
    let words = |span: &Span| span.of(input.body).split_whitespace().count();
    let first = input.sentences.iter().take(LEAD_WITHIN);
    first.enumerate().find(|(_, span)| words(span) >= LEAD_WORDS).map(|(index, _)| index)
}

/// The article's own day, for its lead.
fn published(input: &ClaimInput) -> Option<(When, Basis, Option<usize>)> {
    let day = input.published.day()?;
    Some((When { interval: Interval::day(day), precision: Precision::Day }, Basis::Published, None))
}
