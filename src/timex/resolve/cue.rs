//! Whether a sentence speaks of the past or of the future, near a given place, and whether it was added
//! to a document later.

use std::ops::Range;

use crate::timex::lexicon::{Class, ClassSet, Lexicon};
use crate::timex::scan::Lexeme;

/// How far a word of past or future reaches, in lexemes, before and after the date.
const REACH: (usize, usize) = (25, 14);

/// How near the begin of its sentence and its date a word such as "correction" must stand, in lexemes.
const NOTE_REACH: (usize, usize) = (4, 5);

/// How far before "in four days" a rank or a share speaks for it, in lexemes.
const TALLY_REACH: usize = 4;

/// How far before "on 4 March" a verb of the past tells what happened then, in lexemes.
const TOLD_REACH: usize = 4;

/// How far before it a verb of the present makes it one ahead, in lexemes.
const PRESENT_REACH: usize = 7;

/// What a sentence says of its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cue {
    /// Nothing.
    #[default]
    None,
    /// It tells what was.
    Past,
    /// It tells what is planned, or what is so.
    Present,
    /// It tells what will be.
    Future,
}

impl Cue {
    /// Whether a day named there is meant as the next one of its name.
    pub const fn is_ahead(self) -> bool {
        matches!(self, Self::Present | Self::Future)
    }
}

/// How many lexemes before a verb of the present a word such as "did not" makes it tell of the past.
const NOT_NOW: usize = 3;

/// How many lexemes after a date a verb of the present still speaks for it.
const BEHIND: usize = 2;

/// The words that change what a verb says of its time.
struct Words {
    being: ClassSet,
    not_now: ClassSet,
    clause: ClassSet,
    goes_back: ClassSet,
    defer: ClassSet,
    to: ClassSet,
    since: ClassSet,
}

impl Words {
    fn of(lexicon: &Lexicon) -> Self {
        let set = |name: &str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
        Self {
            being: being(lexicon),
            not_now: set("not-now"),
            clause: set("clause"),
            goes_back: set("goes-back"),
            defer: set("defer"),
            to: set("to"),
            since: set("since"),
        }
    }

    /// Whether "since" stands right before an item.
    fn since(&self, lexemes: &[Lexeme], item: &Range<usize>) -> bool {
        let before = item.start.checked_sub(1).map(|at| lexemes[at].classes);
        before.is_some_and(|before| before.meets(self.since) && before.has(Class::LEAD))
    }

    /// Whether "to" stands right before an item.
    fn until(&self, lexemes: &[Lexeme], item: &Range<usize>) -> bool {
        item.start.checked_sub(1).is_some_and(|before| lexemes[before].classes.meets(self.to))
    }

    /// Whether the item is the end of what lasts or is put off, in its sentence.
    fn lasts(&self, lexemes: &[Lexeme], item: &Range<usize>) -> bool {
        let from = item.start.saturating_sub(REACH.0);
        let mut before = lexemes[from..item.start].iter().rev().take_while(|word| !word.classes.has(Class::STOP));
        self.until(lexemes, item) && before.any(|word| word.classes.meets(self.defer))
    }

    /// What the lexeme at `at` says of the time of an item at `item`.
    fn cue(&self, lexemes: &[Lexeme], at: usize, item: &Range<usize>) -> Option<Cue> {
        let word = lexemes[at].classes;
        if word.meets(self.goes_back) && self.until(lexemes, item) {
            return Some(Cue::Past);
        }
        let plain = of(lexemes, at, self.being);
        if plain.is_some() || !word.has(Class::PRESENT) || at >= item.end + BEHIND {
            return plain;
        }
        // "Before it ended": the tense is that of the verb before.
        if at.checked_sub(1).is_some_and(|before| lexemes[before].classes.meets(self.clause)) {
            return None;
        }
        let ahead = lexemes[at.saturating_sub(NOT_NOW)..at].iter().rev();
        let told = ahead.take_while(|word| !word.classes.has(Class::STOP)).any(|word| word.classes.meets(self.not_now));
        Some(if told { Cue::Past } else { Cue::Present })
    }
}

/// The cue for the item at `range`: the nearest one before it in its sentence, else the nearest after it.
pub(super) fn cue(lexemes: &[Lexeme], range: &Range<usize>, lexicon: &Lexicon) -> Cue {
    let words = Words::of(lexicon);
    if words.since(lexemes, range) {
        return Cue::Past;
    }
    // "Friday will be": what follows at once speaks for the day.
    let next = lexemes.get(range.end).filter(|next| !next.breaks);
    let will = lexicon.number_joint && next.is_some_and(|next| next.classes.has(Class::FUTURE));
    if will || words.lasts(lexemes, range) {
        return Cue::Future;
    }
    let from = range.start.saturating_sub(REACH.0);
    for at in (from..range.start).rev() {
        if lexemes[at + 1].breaks || lexemes[at].classes.has(Class::STOP) && at + 1 < range.start {
            break;
        }
        if let Some(cue) = words.cue(lexemes, at, range) {
            return cue;
        }
    }
    for (at, lexeme) in lexemes.iter().enumerate().skip(range.end).take(REACH.1) {
        if lexeme.breaks || lexeme.classes.has(Class::STOP) {
            break;
        }
        if let Some(cue) = words.cue(lexemes, at, range) {
            return cue;
        }
    }
    Cue::None
}

/// Whether the item at `range` dates a note that was added to the document later: "Correction, 11 March: ...".
pub(in crate::timex) fn is_note(lexemes: &[Lexeme], range: &Range<usize>, lexicon: &Lexicon) -> bool {
    let note = lexicon.classes.find("note").map_or(ClassSet::NONE, ClassSet::of);
    let first = range.start.saturating_sub(NOTE_REACH.0 + NOTE_REACH.1);
    let begins = |at: &usize| lexemes[*at].breaks || *at == 0 || lexemes[*at - 1].classes.has(Class::STOP);
    let Some(begin) = (first..=range.start).rev().find(begins) else { return false };
    let head = begin..range.start.min(begin + NOTE_REACH.0);
    head.rev().find(|at| lexemes[*at].classes.meets(note)).is_some_and(|at| range.start - at <= NOTE_REACH.1)
}

/// Whether "in four days" at `range` says how long something took: after a rank, a share or a change.
pub(super) fn is_tally(lexemes: &[Lexeme], range: &Range<usize>, lexicon: &Lexicon) -> bool {
    let change = lexicon.classes.find("change").map_or(ClassSet::NONE, ClassSet::of);
    let counted = change.union(ClassSet::of(Class::ORD)).union(ClassSet::of(Class::NUM));
    let begin = range.start.saturating_sub(TALLY_REACH);
    let ends = |at: &usize| lexemes[*at].classes.has(Class::STOP) || lexemes[at + 1].breaks;
    (begin..range.start).rev().take_while(|at| !ends(at)).any(|at| lexemes[at].classes.meets(counted))
}

/// Whether the words right before the item at `range` tell what happened then: "was shut on 4 March".
pub(super) fn is_told(lexemes: &[Lexeme], range: &Range<usize>, lexicon: &Lexicon) -> bool {
    let set = |name: &str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
    let be = being(lexicon);
    let (on, told) = (set("on").union(set("in")), ClassSet::of(Class::PAST));
    let before = |steps: usize| range.start.checked_sub(steps).and_then(|at| lexemes.get(at));
    let on = before(1).is_some_and(|word| word.classes.meets(on)) && !lexemes[range.start].breaks;
    // Arabic verbs of the past do not show it by their letters: where no other verb stands before it, "on" is enough.
    let verb = |steps: usize| {
        before(steps).is_some_and(|word| word.classes.meets(told))
            && !before(steps + 1).is_some_and(|word| word.classes.meets(be))
    };
    let ahead = |steps: usize| before(steps).is_some_and(|word| word.classes.has(Class::PRESENT));
    let unsaid = lexicon.number_joint && !(2..=PRESENT_REACH).any(ahead);
    let beside = !lexicon.number_joint && verb(1) && !lexemes[range.start].breaks;
    beside || on && (unsaid || (2..=TOLD_REACH).any(verb))
}

/// What makes the participle after it one: "be released", "may be released".
fn being(lexicon: &Lexicon) -> ClassSet {
    let be = lexicon.classes.find("be").map_or(ClassSet::NONE, ClassSet::of);
    be.union(ClassSet::of(Class::FUTURE))
}

fn of(lexemes: &[Lexeme], at: usize, be: ClassSet) -> Option<Cue> {
    if lexemes[at].classes.has(Class::FUTURE) {
        return Some(Cue::Future);
    }
    // "to be released": the participle says nothing, what stands before it does.
    let participle = at.checked_sub(1).and_then(|at| lexemes.get(at)).is_some_and(|word| word.classes.meets(be));
    (lexemes[at].classes.has(Class::PAST) && !participle).then_some(Cue::Past)
}
