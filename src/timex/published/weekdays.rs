//! The rung of weekdays: what "last Tuesday" beside a date and "yesterday, Monday" leave of the bounds.
//!
//! A weekday beside its date alone bounds nothing, for a text of any day can say "Wednesday, 6 January".
//! A direction does: "last Tuesday, 2 March" was written in the two weeks after it (two, for some say it of
//! the Tuesday of last week and some of the one just past). "Yesterday, Monday" was written on a Tuesday.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::Reading;
use crate::model::{Published, Reason, Rung, Span};
use crate::timex::expr::{Point, Slot};
use crate::timex::grammar::Item;

/// The longest stretch, in days, that is searched for days of a weekday.
const SEARCH: i64 = 1000;

/// What one expression says of the day of its document.
struct Clue {
    /// The earliest and the latest day.
    days: Option<(NaiveDate, NaiveDate)>,
    /// The weekday, Monday is 1.
    weekday: Option<i32>,
    /// Its words.
    span: Span,
}

impl Clue {
    fn allows(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().number_from_monday() as i32;
        self.days.is_none_or(|(first, last)| first <= day && day <= last)
            && self.weekday.is_none_or(|wanted| wanted == weekday)
    }
}

/// Narrows `bounds` to the days on which every clue of the text is true; as they are where it has none
/// or where no day is left.
pub(super) fn narrow(reading: &Reading, bounds: Published) -> Published {
    let clues = clues(reading);
    let near = clues.iter().filter_map(|clue| clue.days);
    let first = near.clone().map(|(first, _)| first).chain(bounds.first).max();
    let last = near.map(|(_, last)| last).chain(bounds.last).min();
    let (Some(first), Some(last)) = (first, last) else { return bounds };
    if clues.is_empty() || (last - first).num_days() > SEARCH {
        return bounds;
    }
    let left = || first.iter_days().take_while(|day| *day <= last).filter(|day| clues.iter().all(|c| c.allows(*day)));
    let (Some(first), Some(last)) = (left().next(), left().last()) else { return bounds };
    if (bounds.first, bounds.last) == (Some(first), Some(last)) {
        return bounds;
    }
    let words = Reason::all(clues.iter().map(|clue| clue.span.of(reading.text).into()));
    if first == last {
        return Published::on(first, Rung::Weekday, Reason::of("weekday-day", [words]));
    }
    let narrowed = Reason::of("weekday-days", [first.into(), last.into(), words]);
    let reason = Reason::all([bounds.reason, narrowed]);
    Published { first: Some(first), last: Some(last), moment: None, rung: Rung::Weekday, reason }
}

/// Whether what the text says of weekdays is true of a document of that day.
pub(super) fn agree(reading: &Reading, day: NaiveDate) -> bool {
    clues(reading).iter().all(|clue| clue.allows(day))
}

fn clues(reading: &Reading) -> Vec<Clue> {
    let beside = reading.stated().filter_map(|(at, day)| beside(reading, at, day));
    let named = reading.items.iter().zip(&reading.dates).filter_map(|(item, date)| {
        let point = item.expr.point()?;
        let Slot::Rel(days) = point.day else { return None };
        let weekday = (point.weekday? - 1 - days).rem_euclid(7) + 1;
        Some(Clue { days: None, weekday: Some(weekday), span: date.span })
    });
    beside.chain(named).collect()
}

/// The clue of a weekday with a direction that is `day`, in one expression with it or right beside it.
fn beside(reading: &Reading, at: usize, day: NaiveDate) -> Option<Clue> {
    let span = |from: usize, to: usize| Span::new(reading.dates[from].span.start, reading.dates[to].span.end);
    let own = directed(&reading.items[at], day).map(|direction| (direction, span(at, at)));
    let before = || {
        let other = at.checked_sub(1).filter(|other| reading.touch(*other, at))?;
        Some((directed(&reading.items[other], day)?, span(other, at)))
    };
    let after = || {
        let other = (at + 1 < reading.items.len() && reading.touch(at, at + 1)).then_some(at + 1)?;
        Some((directed(&reading.items[other], day)?, span(at, other)))
    };
    let (direction, span) = own.or_else(before).or_else(after)?;
    // "Before last" lies a week farther back than "last".
    let (near, far) = match i64::from(direction.abs()) {
        0 => (-6, 6),
        weeks => (7 * weeks - 6, 7 * weeks + 6),
    };
    let shifted = |days: i64| day.checked_add_signed(TimeDelta::try_days(days)?);
    let days = if direction > 0 { (shifted(-far)?, shifted(-near)?) } else { (shifted(near)?, shifted(far)?) };
    Some(Clue { days: Some(days), weekday: None, span })
}

/// The direction of an item that names the weekday of `day` with one.
fn directed(item: &Item, day: NaiveDate) -> Option<i32> {
    let Point { weekday, direction, nth: None, .. } = item.expr.point()? else { return None };
    (*weekday == Some(day.weekday().number_from_monday() as i32)).then_some(*direction)?
}
