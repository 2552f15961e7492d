//! Whether a text is one expression and nothing else: not news but what someone asks for.
//!
//! "Friday at nine", "the 15th": who writes no more than that means the next one, where a sentence of news
//! means the last. Words that only join may stand around it.

use super::grammar::Item;
use super::lexicon::{ClassSet, Lexicon};
use super::scan::Lexeme;

/// More lexemes than that are no bare expression.
const LONGEST: usize = 16;

/// More expressions than that, before neighbours are put together, are a list.
const MOST: usize = 4;

/// The marks of the lexicon that may stand around or between.
const JOINS: &[&str] = &["the", "of", "a", "in", "on", "at", "prep", "for", "link", "comma", "open", "close", "span"];

/// Whether the text holds few expressions on one line and no word that says something else.
pub(super) fn is_alone(items: &[Item], lexemes: &[Lexeme], lexicon: &Lexicon) -> bool {
    if lexemes.len() > LONGEST || !(1..=MOST).contains(&items.len()) {
        return false;
    }
    let set = |name: &&str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
    let joins = JOINS.iter().map(set).fold(ClassSet::NONE, ClassSet::union);
    let inside = |at: usize| items.iter().any(|item| item.range.contains(&at));
    let fits =
        |(at, lexeme): (usize, &Lexeme)| (at == 0 || !lexeme.breaks) && (inside(at) || lexeme.classes.meets(joins));
    lexemes.iter().enumerate().all(fits)
}
