//! Roles and appositions: the words beside a name that say what it is ("White House spokeswoman Jen
//! Psaki"; "جيك سوليفان، مستشار الأمن القومي الأمريكي،").
//!
//! A role has a head from the list, and ends where grammar ends it: at a comma, a verb, the name. A
//! phrase that does not end so is left alone: no role is better than a wrong one.

use crate::model::{EntityType, Span};

use super::lists::{Bits, HEAD, Lists, THING};
use super::{role_arabic, role_english};
use crate::entity::candidate::Candidate;
use crate::entity::lexicon::Lexicon;
use crate::entity::words::{Gap, Words};

/// The most words of a role.
pub(super) const LONGEST: usize = 12;

/// A text with its names, as the rules for roles read it.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub words: &'a Words<'a>,
    pub lists: &'a Lists,
    pub lexicon: &'a Lexicon,
    pub chosen: &'a [Candidate],
}

/// Words `from..to`, `clitics` bytes left out at the start.
pub(super) type Phrase = (usize, usize, usize);

impl<'a> Page<'a> {
    /// The name that word `at` belongs to.
    pub fn owner(&self, at: usize) -> Option<&'a Candidate> {
        let after = self.chosen.partition_point(|candidate| candidate.to <= at);
        self.chosen.get(after).filter(|candidate| candidate.from <= at)
    }

    /// The name other than of a person that word `at` belongs to.
    pub fn thing(&self, at: usize) -> Option<&'a Candidate> {
        self.owner(at).filter(|candidate| candidate.kind != EntityType::Person && candidate.kind != EntityType::Qty)
    }

    /// Whether word `at` belongs to a person's name.
    pub fn is_person(&self, at: usize) -> bool {
        self.owner(at).is_some_and(|candidate| candidate.kind == EntityType::Person)
    }

    /// Whether word `at` stands in one of `lists`.
    pub fn has(&self, at: usize, lists: Bits) -> bool {
        self.lists.has(self.words.key(at), lists)
    }

    /// Whether a sign, a line end or the end of the text comes at `at`.
    pub fn closes(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return true };
        let key = self.words.key(at);
        let dash = matches!(key, "-" | "–" | "—") && word.gap == Gap::Blank;
        word.gap >= Gap::Line
            || dash
            || matches!(key, "," | "." | ";" | ":" | ")" | "!" | "?" | "،" | "؛" | "؟" | "\"" | "”" | "»")
    }

    /// The role beside `candidate`.
    pub fn role(&self, candidate: &Candidate) -> Option<Span> {
        let (from, to, clitics) = self.phrase(candidate)?;
        let span = self.words.span(from, to, clitics);
        (!span.is_empty()).then_some(span)
    }

    /// The words of the role beside `candidate`.
    pub fn phrase(&self, candidate: &Candidate) -> Option<Phrase> {
        let heads = heads(candidate.kind)?;
        let arabic = (candidate.from.saturating_sub(1)..candidate.to + 2)
            .any(|at| self.words.get(at).is_some_and(|word| word.arabic));
        let found = if arabic {
            role_arabic::before(self, candidate, heads).or_else(|| role_arabic::after(self, candidate, heads))?
        } else {
            role_english::before(self, candidate, heads).or_else(|| role_english::after(self, candidate, heads))?
        };
        let length = found.1 - found.0;
        // "شركة" alone says of an organisation what everybody sees.
        (length <= LONGEST && (heads == HEAD || length > 1)).then_some(found)
    }
}

/// Which list has the heads of roles of this kind of name.
const fn heads(kind: EntityType) -> Option<Bits> {
    match kind {
        EntityType::Person => Some(HEAD),
        EntityType::Org | EntityType::Actor | EntityType::Malware => Some(THING),
        _ => None,
    }
}
