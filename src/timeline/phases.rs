//! Which phase of the case an event belongs to: days first, then words.

use super::words::{Book, Words};
use crate::model::{Interval, Phase};

/// A day inside the phase's range weighs this much beside the share of sentences with a cue.
const INSIDE: f32 = 1.0;

/// A phase so many days away is out of the question.
const FAR: f32 = 14.0;

/// The phases of a case, ready to be asked.
pub(super) struct Phases<'a> {
    phases: &'a [Phase],
    cues: Book<usize>,
}

impl<'a> Phases<'a> {
    /// Reads the phases' cues; a cue may end in `*`.
    pub(super) fn new(phases: &'a [Phase]) -> Self {
        let all = phases.iter().enumerate();
        let cues = Book::new(all.flat_map(|(index, phase)| phase.cues.iter().map(move |cue| (cue.as_str(), index))));
        Self { phases, cues }
    }

    /// The phase of what happened in `interval` and is told by `sentences`; `None` for what is far
    /// from all of them.
    pub(super) fn of<'s>(&self, interval: Interval, sentences: impl Iterator<Item = &'s str>) -> Option<String> {
        let mut shares = vec![0.0_f32; self.phases.len()];
        let mut count = 0.0_f32;
        for sentence in sentences {
            count += 1.0;
            let mut seen: Vec<usize> = self.cues.all(&Words::new(sentence, 0)).iter().map(|hit| hit.value).collect();
            seen.sort_unstable();
            for cues in seen.chunk_by(|a, b| a == b) {
                // A second and a third word of a phase add less than the first.
                if let Some(share) = cues.first().and_then(|phase| shares.get_mut(*phase)) {
                    *share += 1.0 - 0.5_f32.powi(cues.len() as i32);
                }
            }
        }
        let scored = self.phases.iter().zip(&shares).filter_map(|(phase, share)| {
            let near = nearness(phase, interval)?;
            Some((near + share / count.max(1.0), phase))
        });
        let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        Some(best.1.id.clone())
    }
}

/// [`INSIDE`] for a day in range, less the farther it lies outside, `None` where it is far.
fn nearness(phase: &Phase, interval: Interval) -> Option<f32> {
    let before = (phase.from - interval.last_day()).num_days().max(0);
    let after = (interval.first_day() - phase.to).num_days().max(0);
    let away = before.max(after) as f32;
    (away <= FAR).then(|| INSIDE - if away > 0.0 { 0.5 + away / FAR } else { 0.0 })
}
