//! Whether a sentence speaks of the past or of the future, near a given place.

use std::ops::Range;

use crate::timex::lexicon::{Class, ClassSet, Lexicon};
use crate::timex::scan::Lexeme;

/// How far a word of past or future reaches, in lexemes, before and after the date.
const REACH: (usize, usize) = (25, 14);

/// What a sentence says of its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cue {
    /// Nothing.
    #[default]
    None,
    /// It tells what was.
    Past,
    /// It tells what will be.
    Future,
}

/// The cue for the item at `range`: the nearest one before it in its sentence, else the nearest after it.
pub(super) fn cue(lexemes: &[Lexeme], range: &Range<usize>, lexicon: &Lexicon) -> Cue {
    let be = lexicon.classes.find("be").map_or(ClassSet::NONE, ClassSet::of);
    let from = range.start.saturating_sub(REACH.0);
    for at in (from..range.start).rev() {
        if lexemes[at + 1].breaks || lexemes[at].classes.has(Class::STOP) && at + 1 < range.start {
            break;
        }
        if let Some(cue) = of(lexemes, at, be) {
            return cue;
        }
    }
    for (at, lexeme) in lexemes.iter().enumerate().skip(range.end).take(REACH.1) {
        if lexeme.breaks || lexeme.classes.has(Class::STOP) {
            break;
        }
        if let Some(cue) = of(lexemes, at, be) {
            return cue;
        }
    }
    Cue::None
}

fn of(lexemes: &[Lexeme], at: usize, be: ClassSet) -> Option<Cue> {
    if lexemes[at].classes.has(Class::FUTURE) {
        return Some(Cue::Future);
    }
    // "to be released": the participle says nothing, what stands before it does.
    let participle = at.checked_sub(1).and_then(|at| lexemes.get(at)).is_some_and(|word| word.classes.meets(be));
    (lexemes[at].classes.has(Class::PAST) && !participle).then_some(Cue::Past)
}
