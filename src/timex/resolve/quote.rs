//! Quotes with a day of their own: "In a statement dated 5 March the agency said: 'We learnt of it yesterday'".
//!
//! A day counts for the quote where the text says that it is that of a document: a word for one, or for
//! being dated, stands right before it, and the quote begins soon after it in the same sentence.

use std::ops::Range;

use crate::timex::lexicon::{Class, ClassSet, Lexicon};
use crate::timex::scan::Lexeme;

/// How far before its date the word for a document may stand, in lexemes.
const HEAD: usize = 4;
/// How far after the date the quote may begin, in lexemes.
const LEAD_IN: usize = 25;
/// The longest quote, in lexemes.
const LONGEST: usize = 300;

/// The marks that open and close quotes and what dates them.
pub(super) struct Quotes {
    open: ClassSet,
    close: ClassSet,
    document: ClassSet,
}

impl Quotes {
    pub fn of(lexicon: &Lexicon) -> Self {
        let set = |name: &str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
        Self { open: set("quote-open"), close: set("quote-close"), document: set("document") }
    }

    /// Whether the item at `range` is the date of a document.
    pub fn is_dated(&self, lexemes: &[Lexeme], range: &Range<usize>) -> bool {
        let from = range.start.saturating_sub(HEAD);
        (from..range.start)
            .rev()
            .take_while(|at| !lexemes[at + 1].breaks && !lexemes[*at].classes.has(Class::STOP))
            .any(|at| lexemes[at].classes.meets(self.document))
    }

    /// Whether the place `at` lies in a quote that begins soon after `dated`, the end of a document's date.
    pub fn holds(&self, lexemes: &[Lexeme], dated: usize, at: usize) -> bool {
        let between = lexemes.get(dated..at).unwrap_or(&[]);
        if between.len() > LEAD_IN + LONGEST {
            return false;
        }
        let ends = |lexeme: &Lexeme| lexeme.breaks || lexeme.classes.has(Class::STOP);
        let Some(first) = between.iter().take(LEAD_IN).position(|lexeme| self.opens(lexeme)) else { return false };
        if between.iter().take(first).skip(1).any(ends) {
            return false;
        }
        let mut inside = false;
        for lexeme in between.iter().skip(first) {
            if lexeme.breaks && !inside {
                return false;
            }
            inside = if inside { !self.closes(lexeme) } else { self.opens(lexeme) };
        }
        inside
    }

    /// An apostrophe inside of a word opens nothing.
    fn opens(&self, lexeme: &Lexeme) -> bool {
        lexeme.classes.meets(self.open) && !(lexeme.glued && lexeme.classes.meets(self.close))
    }

    fn closes(&self, lexeme: &Lexeme) -> bool {
        lexeme.classes.meets(self.close)
    }
}
