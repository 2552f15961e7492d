//! Refusals: years that are versions of a product, numbers that count things.
//!
//! Some numbers are no years before any rule sees them: one in words before another word, after a
//! comma or where it is a round thousand that nothing calls a year ("5 March, two thousand firms"), and
//! one that counts the noun after it.

use super::grammar::Item;
use super::lexicon::{Class, ClassSet, Lexicon};
use super::scan::{Lexeme, Scan};
use crate::text::TokenKind;

/// How many members of a list of years are followed back to its head.
const LIST: usize = 12;

/// Takes out what is no date.
pub(super) fn refuse(mut items: Vec<Item>, scan: &Scan, lexicon: &Lexicon) -> Vec<Item> {
    let marks = Marks::of(lexicon);
    items.retain(|item| {
        let number = item.bare && (marks.is_version(&scan.lexemes, item) || marks.counts(scan, item.range.end - 1));
        !number && !marks.is_person(&scan.lexemes, item) && !marks.is_place(&scan.lexemes, item)
    });
    items
}

/// Takes the class of a year, or of a day, from numbers that only count.
pub(super) fn count(scan: &mut Scan, lexicon: &Lexicon) {
    let marks = Marks::of(lexicon);
    for at in 1..scan.lexemes.len() {
        let counts = marks.counts(scan, at);
        if marks.is_no_year(&scan.lexemes, at, counts) {
            for year in [Class::YEAR, Class::MODERN, Class::HYEAR] {
                scan.lexemes[at].classes.remove(year);
            }
        }
        if counts && is_spelled(&scan.lexemes[at]) {
            scan.lexemes[at].classes.remove(Class::DAY);
        }
    }
}

/// Whether a number stands in words.
fn is_spelled(lexeme: &Lexeme) -> bool {
    lexeme.kind == TokenKind::Word && lexeme.number.is_some_and(|number| !number.ordinal)
}

/// What may stand between the years of a list, and what ends a noun phrase.
struct Marks {
    list: ClassSet,
    after: ClassSet,
    comma: ClassSet,
    head: ClassSet,
    place: ClassSet,
    arabic: bool,
}

impl Marks {
    fn of(lexicon: &Lexicon) -> Self {
        let set = |name: &str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
        Self {
            list: set("and").union(set("comma")).union(set("or")).union(set("slash")),
            after: set("after-year"),
            comma: set("comma"),
            head: set("yearhead").union(set("yearword")).union(set("in")),
            place: set("place-head"),
            arabic: lexicon.number_joint,
        }
    }

    /// Whether the year stands behind the name of a product, itself or with other years in a list.
    fn is_version(&self, lexemes: &[Lexeme], item: &Item) -> bool {
        let mut at = item.range.start;
        for _ in 0..LIST {
            let Some(before) = at.checked_sub(1).map(|at| &lexemes[at]) else { return false };
            if lexemes[at].breaks {
                return false;
            }
            if before.classes.has(Class::PRODUCT) {
                return true;
            }
            // A Latin name in Arabic text right before a year is a product far more often than an event.
            if self.arabic && before.kind == TokenKind::Word && before.capital {
                return true;
            }
            if !before.classes.meets(self.list) && !before.classes.has(Class::YEAR) {
                return false;
            }
            at -= 1;
        }
        false
    }

    /// Whether a day stands in the name of a place.
    fn is_place(&self, lexemes: &[Lexeme], item: &Item) -> bool {
        let before = item.range.start.checked_sub(1).map(|at| &lexemes[at]);
        before.is_some_and(|before| before.classes.meets(self.place)) && !lexemes[item.range.start].breaks
    }

    /// Whether the number at `at` is no year, given whether it counts the noun after it.
    fn is_no_year(&self, lexemes: &[Lexeme], at: usize, counts: bool) -> bool {
        let (lexeme, before) = (&lexemes[at], &lexemes[at - 1]);
        let parted = !lexeme.breaks && before.classes.meets(self.comma);
        let round = lexeme.whole().is_some_and(|value| value % 1000 == 0);
        if is_spelled(lexeme) {
            let called = !lexeme.breaks && before.classes.meets(self.head);
            let next = lexemes.get(at + 1).filter(|next| !next.breaks && next.kind == TokenKind::Word);
            let apart = parted && next.is_none();
            return lexeme.whole() == Some(1000) || !apart && (parted || round && !called);
        }
        parted && counts && (round || !lexeme.classes.has(Class::MODERN))
    }

    /// Whether a month's name alone is a first name: "April Smith", and no word before it says a time.
    fn is_person(&self, lexemes: &[Lexeme], item: &Item) -> bool {
        let word = &lexemes[item.range.start];
        if self.arabic || item.range.len() > 1 || !word.classes.has(Class::MONTH) {
            return false;
        }
        let before = item.range.start.checked_sub(1).map(|at| &lexemes[at]).filter(|_| !word.breaks);
        let timed = before.is_some_and(|before| {
            // "Met June Carter": a verb says no time.
            !before.classes.is_empty() && !before.classes.meets(ClassSet::of(Class::PAST))
        });
        let next = lexemes.get(item.range.end).filter(|next| !next.breaks);
        !timed && next.is_some_and(|next| next.capital && next.classes.is_empty())
    }

    /// Whether the number at `at` counts the noun after it: "2021 شركة", "2020 organisations".
    fn counts(&self, scan: &Scan, at: usize) -> bool {
        let counted = scan.lexemes[at].number.and(scan.lexemes.get(at + 1));
        let Some(next) = counted.filter(|next| !next.breaks) else { return false };
        if next.kind != TokenKind::Word || next.glued || next.classes.meets(self.after) {
            return false;
        }
        let word = scan.key(next);
        if self.arabic {
            // A counted noun has no article; a word of the lexicon is no counted noun.
            return next.classes.is_empty() && !word.starts_with("ال") && word.ends_with('ه');
        }
        !next.capital && next.classes.is_empty() && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
    }
}
