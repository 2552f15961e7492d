//! Which phase of the case an event belongs to: days first, then words.

use super::disputes::Draft;
use super::words::{Book, Words};
use crate::model::{Interval, Phase};

/// A day inside the phase's range weighs this much.
const INSIDE: f32 = 1.0;

/// A phase so many days away is out of the question.
const FAR: f32 = 14.0;

/// How much more an event's sentences use a phase's words than all events do weighs this much.
const WORDS: f32 = 1.5;

/// The phases of a case, ready to be asked.
pub(super) struct Phases<'a> {
    all: &'a [Phase],
    /// Which phase each cue speaks for.
    speaks: Vec<usize>,
    cues: Book<usize>,
}

impl<'a> Phases<'a> {
    /// Reads the phases' cues; a cue may end in `*`.
    pub(super) fn new(phases: &'a [Phase]) -> Self {
        let all = phases.iter().enumerate().flat_map(|(phase, p)| p.cues.iter().map(move |cue| (cue.as_str(), phase)));
        let all: Vec<(&str, usize)> = all.collect();
        let cues = Book::new(all.iter().enumerate().map(|(cue, (text, _))| (*text, cue)));
        Self { all: phases, speaks: all.into_iter().map(|(_, phase)| phase).collect(), cues }
    }

    /// Gives every event its phase; none to what is far from all of them. A word that is everywhere
    /// ("announced") says little and a phase of many such words is held against how usual they are.
    pub(super) fn assign(&self, drafts: &mut [Draft]) {
        let titles: Vec<Vec<usize>> =
            drafts.iter().map(|draft| self.cues(&Words::new(&draft.event.title, 0))).collect();
        // How many events have a cue, and the last that was counted.
        let mut events = vec![(0_u32, usize::MAX); self.speaks.len()];
        for (number, (draft, title)) in drafts.iter().zip(&titles).enumerate() {
            for cue in sentences(draft, title).flatten() {
                if let Some(slot) = events.get_mut(*cue).filter(|slot| slot.1 != number) {
                    *slot = (slot.0 + 1, number);
                }
            }
        }
        let all = drafts.len() as f32 + 1.0;
        let weights: Vec<f32> = events.iter().map(|(count, _)| (all / (*count as f32 + 1.0)).ln() / all.ln()).collect();
        let told = drafts.iter().zip(&titles);
        let shares: Vec<Vec<f32>> = told.map(|(draft, title)| self.shares(draft, title, &weights)).collect();
        let usual = |phase: usize| shares.iter().filter_map(|shares| shares.get(phase)).sum::<f32>() / all;
        let usual: Vec<f32> = (0..self.all.len()).map(usual).collect();
        for (draft, shares) in drafts.iter_mut().zip(&shares) {
            draft.event.phase = self.best(draft.event.when.interval, shares, &usual);
        }
    }

    fn best(&self, interval: Interval, shares: &[f32], usual: &[f32]) -> Option<String> {
        let scored = self.all.iter().zip(shares.iter().zip(usual)).filter_map(|(phase, (share, usual))| {
            let near = nearness(phase, interval)?;
            Some((near + WORDS * (share - usual), phase))
        });
        let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        Some(best.1.id.clone())
    }

    /// The cues of a sentence, each once, in order.
    pub(super) fn cues(&self, words: &Words) -> Vec<usize> {
        let mut cues: Vec<usize> = self.cues.all(words).iter().map(|hit| hit.value).collect();
        cues.sort_unstable();
        cues.dedup();
        cues
    }

    /// How much of an event's sentences speaks for each phase. A second word of a phase in one
    /// sentence adds less than the first.
    fn shares(&self, draft: &Draft, title: &[usize], weights: &[f32]) -> Vec<f32> {
        let mut shares = vec![0.0_f32; self.all.len()];
        let mut missing = vec![1.0_f32; self.all.len()];
        let mut count = 0;
        for cues in sentences(draft, title) {
            count += 1;
            missing.fill(1.0);
            for cue in cues {
                let phase = self.speaks.get(*cue).and_then(|phase| missing.get_mut(*phase));
                if let Some(left) = phase {
                    *left *= 1.0 - weights.get(*cue).copied().unwrap_or(0.0);
                }
            }
            for (share, left) in shares.iter_mut().zip(&missing) {
                *share += 1.0 - left;
            }
        }
        shares.into_iter().map(|share| share / count as f32).collect()
    }
}

/// The cues of an event's title and of each of its sentences.
fn sentences<'d>(draft: &'d Draft, title: &'d [usize]) -> impl Iterator<Item = &'d [usize]> {
    let told = draft.facts.iter().map(|facts| facts.item.told.cues.as_slice());
    std::iter::once(title).chain(told)
}

/// [`INSIDE`] for a day in range, less the farther it lies outside, `None` where it is far.
fn nearness(phase: &Phase, interval: Interval) -> Option<f32> {
    let before = (phase.from - interval.last_day()).num_days().max(0);
    let after = (interval.first_day() - phase.to).num_days().max(0);
    let away = before.max(after) as f32;
    (away <= FAR).then(|| INSIDE - if away > 0.0 { 0.5 + away / FAR } else { 0.0 })
}
