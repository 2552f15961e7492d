//! What recurs or ranges without saying so: hours of every day, ranges of weekdays.

use chrono::NaiveDate;

use super::cue::Cue;
use super::period::{is_weekday, shift_days};
use crate::timex::expr::Core;
use crate::timex::grammar::Item;
use crate::timex::lexicon::{Class, ClassSet, Lexicon};
use crate::timex::scan::Lexeme;

/// How many lexemes before and after a clock time its sentence is looked at.
const SENTENCE: usize = 40;

/// Whether a bare clock time is one of every day: its sentence tells what recurs, or of opening hours.
pub(super) fn recurs(items: &[Item], at: usize, lexemes: &[Lexeme], lexicon: &Lexicon) -> bool {
    let Some(daily) = lexicon.classes.find("daily").map(ClassSet::of) else { return false };
    let here = &items[at].range;
    let ends = |lexeme: &Lexeme| lexeme.classes.has(Class::STOP) || lexeme.breaks;
    let from = here.start.saturating_sub(SENTENCE);
    let begin = lexemes[from..here.start].iter().rposition(ends).map_or(from, |at| from + at + 1);
    let last = (here.end + SENTENCE).min(lexemes.len());
    let end = lexemes[here.end..last].iter().position(ends).map_or(last, |at| here.end + at);
    let near = |item: &&Item| item.range.start >= begin && item.range.end <= end;
    let mut around = items[..at].iter().rev().take_while(near).chain(items[at..].iter().take_while(near));
    around.any(|item| matches!(item.expr.core, Core::Set(_)))
        || lexemes[begin..end].iter().any(|word| word.classes.meets(daily))
}

/// The end of a range of weekdays in talk of the future, the first such day after its begin: "from Sunday to
/// Thursday".
pub(super) fn end_of_range(
    items: &[Item],
    at: usize,
    lexemes: &[Lexeme],
    lexicon: &Lexicon,
    begin: Option<NaiveDate>,
    cue: Cue,
) -> Option<NaiveDate> {
    let only = |item: &Item| {
        let point = item.expr.point().filter(|point| point.direction.is_none() && !point.month.is_set())?;
        point.weekday.filter(|_| !point.day.is_set() && !point.week.is_set() && point.nth.is_none())
    };
    let (item, before) = (&items[at], items.get(at.checked_sub(1)?)?);
    let (weekday, _) = (only(item)?, only(before)?);
    let to = lexicon.classes.find("to").map(ClassSet::of)?;
    let joint = lexemes.get(before.range.end..item.range.start).filter(|between| between.len() == 1)?;
    let joined = cue.is_ahead() && joint[0].classes.meets(to) && !joint[0].breaks;
    let day = |days| shift_days(begin?, days).filter(|day| is_weekday(*day, weekday));
    if joined { (1..=7).find_map(day) } else { None }
}
