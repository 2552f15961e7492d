//! Candidates for mentions, and the choice among those that overlap.

use std::cmp::Reverse;

use crate::model::{EntityType, LinkedBy, Span};

/// What a candidate stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Link {
    /// An entity of the knowledge base.
    Known(usize),
    /// A name that no list has: canonical form as far as the text gives it, and the Arabic one.
    New(String, Option<String>),
}

/// A stretch of words that may be a mention.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// First word and the word after the last.
    pub from: usize,
    pub to: usize,
    pub span: Span,
    pub kind: EntityType,
    pub link: Link,
    /// 1.0 for a certain link.
    pub score: f32,
    /// What ties it to what it stands for.
    pub by: LinkedBy,
}

/// Keeps the longest of overlapping candidates, the better one where two are as long, and returns
/// them in order. `words` is the number of words of the text.
pub(super) fn choose(mut candidates: Vec<Candidate>, words: usize) -> Vec<Candidate> {
    candidates.sort_by(|a, b| {
        let rank = |c: &Candidate| (Reverse(c.to - c.from), Reverse((c.score * 100.0) as u32), c.from);
        rank(a).cmp(&rank(b))
    });
    let mut taken = vec![false; words];
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let Some(place) = taken.get_mut(candidate.from..candidate.to) else { continue };
        if !place.is_empty() && !candidate.span.is_empty() && !place.contains(&true) {
            place.fill(true);
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|candidate| candidate.from);
    kept
}
