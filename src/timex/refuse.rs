//! Refusals: years that are versions of a product, numbers that count things.

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
        let number = item.bare && (marks.is_version(&scan.lexemes, item) || marks.is_count(scan, item));
        !number && !marks.is_person(&scan.lexemes, item)
    });
    items
}

/// What may stand between the years of a list, and what ends a noun phrase.
struct Marks {
    list: ClassSet,
    after: ClassSet,
    arabic: bool,
}

impl Marks {
    fn of(lexicon: &Lexicon) -> Self {
        let set = |name: &str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
        Self {
            list: set("and").union(set("comma")).union(set("or")).union(set("slash")),
            after: set("after-year"),
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

    /// Whether a month's name alone is a first name: "April Smith", and no word before it says a time.
    fn is_person(&self, lexemes: &[Lexeme], item: &Item) -> bool {
        let word = &lexemes[item.range.start];
        if self.arabic || item.range.len() > 1 || !word.classes.has(Class::MONTH) {
            return false;
        }
        let before = item.range.start.checked_sub(1).map(|at| &lexemes[at]).filter(|_| !word.breaks);
        let timed = before.is_some_and(|before| !before.classes.is_empty());
        let next = lexemes.get(item.range.end).filter(|next| !next.breaks);
        !timed && next.is_some_and(|next| next.capital && next.classes.is_empty())
    }

    /// Whether the number counts the noun after it: "2021 شركة", "2020 organisations".
    fn is_count(&self, scan: &Scan, item: &Item) -> bool {
        let Some(next) = scan.lexemes.get(item.range.end).filter(|next| !next.breaks) else { return false };
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
