//! What is read in an article for its timeline, at one go: its words are folded once for all that
//! asks for them.

use super::copies::{Trigrams, trigrams};
use super::lexicon::ACTIONS;
use super::phases::Phases;
use super::words::Words;
use crate::model::{Analysed, Span};

/// The actions of a sentence, by index in the lexicon, and where they stand in the body.
pub(super) type Actions = Vec<(usize, Span)>;

/// What a sentence with a claim tells.
pub(super) struct Told {
    /// What happens in it.
    pub(super) actions: Actions,
    /// Cues of phases in it, each once, in order.
    pub(super) cues: Vec<usize>,
}

/// What was read in an article.
pub(super) struct Reading {
    told: Vec<Told>,
    /// Index in `told` of each claim's sentence.
    claims: Vec<usize>,
    trigrams: Trigrams,
}

impl Reading {
    /// Reads one of `all` articles.
    pub(super) fn of(article: &Analysed, phases: &Phases, all: usize) -> Self {
        let body = Words::new(&article.article.body, 0);
        let (mut told, mut claims) = (Vec::new(), Vec::new());
        let mut last = None;
        for claim in &article.analysis.claims {
            if last != Some(claim.sentence) {
                let words = body.within(claim.sentence);
                told.push(Told { actions: actions(&words), cues: phases.cues(&words) });
                last = Some(claim.sentence);
            }
            claims.push(told.len() - 1);
        }
        Self { told, claims, trigrams: trigrams(&body, all) }
    }

    /// What the sentence of each claim tells, in order of the claims.
    pub(super) fn claims(&self) -> impl Iterator<Item = &Told> {
        self.claims.iter().filter_map(|at| self.told.get(*at))
    }

    /// Its trigrams, which it has no longer.
    pub(super) fn take_trigrams(&mut self) -> Trigrams {
        std::mem::take(&mut self.trigrams)
    }
}

/// What happens in a sentence.
pub(super) fn actions(words: &Words) -> Actions {
    let hits = ACTIONS.book.all(words);
    hits.into_iter().map(|hit| (hit.value, words.range(hit.start, hit.end))).collect()
}
