//! What the pass remembers of a text: the days and quarters that later expressions count from.

use chrono::NaiveDate;

use super::Meant;
use super::quote::Quotes;
use crate::model::{Precision, TimexType};
use crate::timex::expr::{Core, Expr, From};
use crate::timex::grammar::Item;
use crate::timex::lexicon::Class;
use crate::timex::scan::Lexeme;

/// How many lexemes back, across paragraphs, "the same day" finds the day it means.
const LOOK_BACK: usize = 200;

/// How many lexemes after a quarter "a year ago" means that quarter a year ago.
const COMPARED: usize = 80;

/// A day so much older than the one that the story was at is a look back, and the next paragraph comes back from it.
const FLASHBACK_DAYS: i64 = 92;

/// A day and the lexeme after the expression that named it.
type Named = (NaiveDate, usize);

/// The days that the text has named so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Memory {
    /// The day named last.
    focus: Option<Named>,
    /// The same without looks back at long ago.
    story: Option<Named>,
    /// The begin of the last date, of any grain.
    named: Option<Named>,
    /// The begin of the month of the last date that names one, of days or months.
    month: Option<Named>,
    /// The newest quarter that is over.
    quarter: Option<Named>,
    /// The day of a document that may be quoted next.
    statement: Option<Named>,
}

impl Memory {
    /// Keeps what later expressions count from; `last` is the last day the document can be of.
    pub fn keep(&mut self, item: &Item, meant: &Meant, dated: bool, last: Option<NaiveDate>) {
        let Some((interval, precision)) = meant.time else { return };
        let (first, end) = (interval.first_day(), item.range.end);
        if matches!(meant.kind, TimexType::Duration | TimexType::Set) {
            return;
        }
        if matches!(precision, Precision::Day | Precision::Time) && interval.is_one_day() {
            self.focus = Some((first, end));
            if self.story.is_none_or(|(day, _)| (day - first).num_days() < FLASHBACK_DAYS) {
                self.story = Some((first, end));
            }
            if dated {
                self.statement = Some((first, end));
            }
        }
        if meant.kind == TimexType::Date {
            let quarter = item.expr.point().is_some_and(|point| point.quarter.is_set());
            // "The latest quarter" is one that is over.
            let over = last.is_none_or(|last| interval.last_day() < last);
            let newest = self.quarter.is_none_or(|(day, _)| day <= first);
            if quarter && over && newest && precision == Precision::PartOfYear {
                self.quarter = Some((first, end));
            }
            self.named = Some((first, end));
            if matches!(precision, Precision::Month | Precision::PartOfMonth | Precision::Day) {
                self.month = Some((first, end));
            }
        }
    }

    /// The day that an item counts from where it counts from a day named before.
    pub fn focus(&self, lexemes: &[Lexeme], item: &Item) -> Option<NaiveDate> {
        let bare = item.expr.core == Core::Bare;
        let start = item.range.start;
        // What counts from the date named last ("the same day", "two days later") looks back farther than that.
        let far = |end: usize| looks_back(&item.expr) && start.saturating_sub(end) < LOOK_BACK;
        let (day, end) = self.focus?;
        if is_near(lexemes, end, start, bare) {
            return Some(day);
        }
        let story = self.story.filter(|(_, end)| far(*end));
        story.or(Some((day, end)).filter(|(_, end)| far(*end))).map(|(day, _)| day)
    }

    /// The begin of the last date of any grain.
    pub fn named(&self, start: usize) -> Option<NaiveDate> {
        near(self.named, start, LOOK_BACK)
    }

    /// A day of the month named last.
    pub fn month(&self, start: usize) -> Option<NaiveDate> {
        near(self.month, start, LOOK_BACK)
    }

    /// The quarter that the text is about.
    pub fn quarter(&self, start: usize) -> Option<NaiveDate> {
        near(self.quarter, start, LOOK_BACK)
    }

    /// The same where it is so near that amounts are compared with it.
    pub fn compared(&self, start: usize) -> Option<NaiveDate> {
        near(self.quarter, start, COMPARED)
    }

    /// The day of the document in whose quote the place `start` lies.
    pub fn quoted(&self, quotes: &Quotes, lexemes: &[Lexeme], start: usize) -> Option<NaiveDate> {
        self.statement.filter(|(_, end)| quotes.holds(lexemes, *end, start)).map(|(day, _)| day)
    }
}

fn near(named: Option<Named>, start: usize, reach: usize) -> Option<NaiveDate> {
    named.filter(|(_, end)| start.saturating_sub(*end) < reach).map(|(day, _)| day)
}

/// Whether an expression counts from the date named last.
fn looks_back(expr: &Expr) -> bool {
    match &expr.core {
        Core::Point(point) => point.from == From::Focus,
        Core::Offset { from, .. } => *from == From::Focus,
        _ => false,
    }
}

/// Whether no paragraph (or, for a bare clock time, no sentence) ends between two places.
pub(super) fn is_near(lexemes: &[Lexeme], from: usize, to: usize, same_sentence: bool) -> bool {
    let between = lexemes.get(from..=to).unwrap_or(&[]);
    between.len() < LOOK_BACK
        && !between.iter().any(|lexeme| lexeme.breaks || same_sentence && lexeme.classes.has(Class::STOP))
}
