//! Refusals: years that are versions of a product, numbers that count things.
//!
//! Some numbers are no years before any rule sees them: one in words before another word, after a
//! comma or where it is a round thousand that nothing calls a year ("5 March, two thousand firms"), and
//! one that counts the noun after it.

use super::expr::Slot;
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
        // "Release 12.4.2019": a date with points is a version too.
        let version = item.bare || item.range.len() == 1 && marks.is_dotted(scan, item);
        let number =
            version && marks.is_version(&scan.lexemes, item) || item.bare && marks.counts(scan, item.range.end - 1);
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
        // "مليونا عام 1990": what stands before the head of a year counts no years.
        let headed = scan.lexemes.get(at + 1).is_some_and(|head| head.classes.meets(marks.head) && !head.breaks);
        let year = [Class::YEAR, Class::HYEAR].map(ClassSet::of).into_iter().fold(ClassSet::NONE, ClassSet::union);
        let amount = scan.lexemes[at].whole().is_some_and(|number| number > 31);
        if headed && amount && scan.lexemes.get(at + 2).is_some_and(|next| next.classes.meets(year)) {
            scan.lexemes[at].classes.remove(Class::NUM);
        }
        // "In April. One of them": a sentence begins there.
        let begins = scan.lexemes[at].capital && scan.lexemes[at - 1].classes.has(Class::STOP);
        if (counts || begins) && is_spelled(&scan.lexemes[at]) {
            scan.lexemes[at].classes.remove(Class::DAY);
        }
    }
}

/// Whether a number stands in words.
fn is_spelled(lexeme: &Lexeme) -> bool {
    lexeme.kind == TokenKind::Word && lexeme.number.is_some_and(|number| !number.ordinal)
}

/// Whether a word ends as an Arabic noun does that a number from 11 to 99 counts; names of countries and the
/// adverbs of adjectives end so too.
fn is_object(word: &str) -> bool {
    const OTHER: [&str; 6] = ["يا", "ها", "ما", "وا", "با", "ذا"];
    word.ends_with('ا') && word.chars().count() > 3 && !OTHER.iter().any(|end| word.ends_with(end))
}

/// What may stand between the years of a list, and what ends a noun phrase.
struct Marks {
    list: ClassSet,
    after: ClassSet,
    comma: ClassSet,
    head: ClassSet,
    venue: ClassSet,
    person: ClassSet,
    naming: ClassSet,
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
            venue: set("venue"),
            person: set("person"),
            naming: set("the").union(set("dash")),
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
        if self.arabic {
            return self.is_called(lexemes, item);
        }
        if item.range.len() > 1 || !word.classes.has(Class::MONTH) {
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

    /// Whether a month's name alone stands right behind a word for a person: "said Miss April".
    fn is_called(&self, lexemes: &[Lexeme], item: &Item) -> bool {
        let word = &lexemes[item.range.start];
        let before = item.range.start.checked_sub(1).map(|at| &lexemes[at]).filter(|_| !word.breaks);
        let month = word.classes.has(Class::MONTH) || word.classes.has(Class::WMONTH);
        item.range.len() == 1 && month && before.is_some_and(|before| before.classes.meets(self.person))
    }

    /// Whether the item is a date in digits with points between them.
    fn is_dotted(&self, scan: &Scan, item: &Item) -> bool {
        let lexeme = &scan.lexemes[item.range.start];
        self.arabic && lexeme.shape.is_some() && scan.key(lexeme).contains('.')
    }

    /// Whether a day of a month, or a weekday, is the name of what stands right before it: "26 July Street".
    fn is_place(&self, lexemes: &[Lexeme], item: &Item) -> bool {
        let Some(before) = item.range.start.checked_sub(1).map(|at| &lexemes[at]) else { return false };
        if lexemes[item.range.start].breaks || !before.classes.meets(self.venue) {
            return false;
        }
        item.expr.point().is_some_and(|point| {
            let dated = matches!((point.day, point.month), (Slot::Is(_), Slot::Is(_)));
            (dated || point.weekday.is_some()) && point.direction.is_none()
        })
    }

    /// Whether the number at `at` counts the noun after it: "2021 شركة", "2020 organisations".
    fn counts(&self, scan: &Scan, at: usize) -> bool {
        let counted = scan.lexemes[at].number.and(scan.lexemes.get(at + 1));
        let Some(next) = counted.filter(|next| !next.breaks) else { return false };
        if next.kind != TokenKind::Word || next.glued || next.classes.meets(self.after) {
            return false;
        }
        let word = scan.key(next);
        // "The 1992 protests", "the post-1959 politics": what is known by its year.
        let named = at.checked_sub(1).map(|before| &scan.lexemes[before]).filter(|_| !scan.lexemes[at].breaks);
        let modern = !self.arabic && scan.lexemes[at].classes.has(Class::MODERN);
        if modern && named.is_some_and(|word| word.classes.meets(self.naming)) {
            return false;
        }
        if self.arabic {
            // A counted noun has no article; a word of the lexicon is no counted noun.
            let hundred = scan.lexemes[at].whole().map_or(0, |number| number % 100);
            // From 3 to 10 it is a plural, from 11 to 99 an object: "2010 دولارات", "2023 متجرا".
            let plural = (3..=10).contains(&hundred) && word.ends_with("ات") && word.chars().count() > 4;
            let object = (11..=99).contains(&hundred) && is_object(word);
            let counted = word.ends_with('ه') || plural || object;
            return next.classes.is_empty() && !word.starts_with("ال") && counted;
        }
        !next.capital && next.classes.is_empty() && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
    }
}
