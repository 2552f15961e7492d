//! Grounding: which period of the calendar a point is, seen from a day.

use chrono::{Datelike, NaiveDate};

use super::cue::Cue;
use super::hijri;
use super::period::{Period, is_weekday, monday, shift_days, shift_months};
use super::yearly::{choose, distance, yearly};
use crate::model::{Anchor, Window};
use crate::timex::expr::{From, Nth, Point, Slot};
use crate::timex::lexicon::Unit;

/// How a text speaks at some place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// Whether the text is one expression and nothing else.
    pub alone: bool,
    /// Whether the words before the place tell what happened then.
    pub told: bool,
    /// Whether the sentence is a note that was added to the document later.
    pub note: bool,
}

/// What is known where a point stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// The day of the document.
    pub now: Option<NaiveDate>,
    /// Whether that is the day of a document that is quoted here.
    pub quoted: bool,
    /// The day named last.
    pub focus: Option<NaiveDate>,
    /// Whether the day named last fits the tense.
    pub fits: bool,
    /// The quarter named last, as any day of it.
    pub quarter: Option<NaiveDate>,
    /// The same where it is so near that amounts are compared with it.
    pub compared: Option<NaiveDate>,
    /// The begin of the last date named, of any grain.
    pub named: Option<NaiveDate>,
    /// A day of the month named last.
    pub month: Option<NaiveDate>,
    /// The time that the case is about.
    pub window: Option<Window>,
    /// Past or future.
    pub cue: Cue,
    /// In what manner the text speaks there.
    pub manner: Manner,
}

impl Place {
    /// The day that a direction counts from.
    pub fn here(&self, from: From) -> Option<NaiveDate> {
        match from {
            From::Now => self.now,
            From::Focus if self.cue == Cue::Future && !self.fits => self.now.or(self.focus),
            From::Focus => self.focus.or(self.now),
        }
    }

    /// What such a day is, for the evidence.
    pub fn anchor(&self, from: From) -> Anchor {
        match (self.here(from), from) {
            (Some(day), From::Focus) if self.focus == Some(day) => Anchor::Focus { day },
            (Some(day), _) if self.quoted => Anchor::Focus { day },
            (Some(day), _) => Anchor::Dct { day },
            (None, _) => Anchor::Open,
        }
    }
}

/// The period of `point` at `place` and what it was counted from; `None` where too little is known.
pub(super) fn ground(point: &Point, place: &Place) -> Option<(Period, Anchor)> {
    if point.week.is_set() && is_said(point.month) && is_said(point.day) {
        // "The week of 1 March"
        let (day, anchor) = ground(&Point { week: Slot::Open, ..*point }, place)?;
        return day.days().map(|(first, _)| (Period::Week(monday(first)), anchor));
    }
    let here = place.here(point.from);
    let relative = place.anchor(point.from);
    if let Slot::Rel(days) = point.day {
        return Some((Period::Day(shift_days(here?, i64::from(days))?), relative));
    }
    if let Some(found) = same_of_year(point, place) {
        return Some(found);
    }
    if let (From::Focus, Slot::Rel(quarters)) = (point.from, point.quarter) {
        return quarter_of_focus(point, quarters, place);
    }
    if let (From::Focus, Slot::Rel(-1), Some(_)) = (point.from, point.year, place.compared) {
        return quarter_of_focus(point, 0, place);
    }
    if let (From::Focus, Slot::Rel(years @ 0..), Some(named)) = (point.from, point.year, place.named) {
        let anchor = Anchor::Focus { day: named };
        return in_year(point, named.year() + years).map(|period| (period, anchor));
    }
    if let (From::Focus, Slot::Rel(months), Slot::Open, Some(day)) = (point.from, point.month, point.day, place.month) {
        // "Prices fell in March. The following month they rose", "the same month last year".
        let years = match point.year {
            Slot::Is(year) => year - day.year(),
            Slot::Rel(years) => years,
            Slot::Open => 0,
        };
        let month = shift_months(day, months + years * 12)?;
        return Some((month_of(month), Anchor::Focus { day }));
    }
    if let Some((unit, slot)) = point.era {
        return era(unit, slot, here).map(|period| (period, if is_said(slot) { Anchor::Absolute } else { relative }));
    }
    let year = match point.year {
        Slot::Is(year) => Some(year),
        Slot::Rel(years) => Some(here?.year() + years),
        Slot::Open => None,
    };
    if let Some(year) = year {
        let anchor = if is_said(point.year) { Anchor::Absolute } else { relative };
        return in_year(point, year).map(|period| (period, anchor));
    }
    match point.grain()? {
        _ if point.nth.is_some() && !is_said(point.month) => nth_of_now(point, here?).map(|period| (period, relative)),
        Unit::Day if point.weekday.is_some() && !point.day.is_set() && point.nth.is_none() => {
            weekday(point, here?, place.cue).map(|period| (period, relative))
        }
        Unit::Week if point.nth.is_none() => week(point, here?).map(|period| (period, relative)),
        Unit::Weekend => weekend(point, here?, place.cue).map(|period| (period, relative)),
        _ if relative_unit(point).is_some() => by_unit(point, here?).map(|period| (period, relative)),
        Unit::Day if !point.month.is_set() => day_of_month(point, here?, place.cue).map(|period| (period, relative)),
        _ => yearly(point, here, place).map(|(period, window)| (period, window.unwrap_or(relative))),
    }
}

/// "The same quarter of 2021", "the same month of last year": what was named last, in the year that is named.
fn same_of_year(point: &Point, place: &Place) -> Option<(Period, Anchor)> {
    let year = match point.year {
        Slot::Is(year) => year,
        Slot::Rel(years) if point.year_from_now => place.now?.year() + years,
        _ => return None,
    };
    if point.from != From::Focus {
        return None;
    }
    let (day, period) = match (point.month, point.quarter, point.half) {
        (Slot::Rel(0), ..) => (place.focus?, Period::Month(year, place.focus?.month())),
        (_, Slot::Rel(0), _) => {
            let day = place.quarter.or(place.focus)?;
            (day, Period::Quarter(year, day.month0() / 3 + 1))
        }
        (.., Slot::Rel(0)) => (place.focus?, Period::Half(year, place.focus?.month0() / 6 + 1)),
        _ => return None,
    };
    Some((period, Anchor::Focus { day }))
}

/// The quarter named last, or else the last one that is over, so many quarters and years on.
fn quarter_of_focus(point: &Point, quarters: i32, place: &Place) -> Option<(Period, Anchor)> {
    let (base, anchor) = match (place.quarter, place.now) {
        (Some(day), _) => (day, Anchor::Focus { day }),
        (None, now) => (shift_months(now?, -3)?, Anchor::Dct { day: now? }),
    };
    // "The 1988 quarter" is the one named last, in that year; where none was, the year is all that is known.
    let years = match point.year {
        Slot::Is(year) if place.quarter.is_none() => return Some((Period::Year(year), Anchor::Absolute)),
        Slot::Is(year) => year - base.year(),
        Slot::Rel(years) => years,
        Slot::Open => 0,
    };
    let day = shift_months(base, quarters * 3 + years * 12)?;
    Some((Period::Quarter(day.year(), day.month0() / 3 + 1), anchor))
}

pub(super) const fn is_said(slot: Slot) -> bool {
    matches!(slot, Slot::Is(_))
}

fn era(unit: Unit, slot: Slot, here: Option<NaiveDate>) -> Option<Period> {
    let length = if unit == Unit::Century { 100 } else { 10 };
    let first = match slot {
        Slot::Is(year) => year,
        Slot::Rel(steps) => (here?.year().div_euclid(length) + steps) * length,
        Slot::Open => return None,
    };
    Some(if unit == Unit::Century { Period::Century(first) } else { Period::Decade(first) })
}

/// The point in a year that is known.
pub(super) fn in_year(point: &Point, year: i32) -> Option<Period> {
    if point.hijri {
        return hijri_period(point, year);
    }
    let (month, day) = (said(point.month), said(point.day));
    if let Some(nth) = point.nth {
        let whole = month.map_or(Period::Year(year), |month| Period::Month(year, month));
        return nth_in(nth, whole);
    }
    match (month, day) {
        (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day).map(Period::Day),
        (Some(month), None) => Some(Period::Month(year, month)),
        (None, Some(_)) => None,
        (None, None) => Some(part_of_year(point, year)),
    }
}

fn said(slot: Slot) -> Option<u32> {
    if let Slot::Is(number) = slot { u32::try_from(number).ok() } else { None }
}

fn part_of_year(point: &Point, year: i32) -> Period {
    if let Some(season) = point.season {
        Period::Season(year, season)
    } else if let Some(quarter) = said(point.quarter) {
        Period::Quarter(year, quarter)
    } else if let Some(half) = said(point.half) {
        Period::Half(year, half)
    } else if let Some(week) = said(point.week) {
        NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon).map_or(Period::Year(year), Period::Week)
    } else {
        Period::Year(year)
    }
}

pub(super) fn hijri_period(point: &Point, year: i32) -> Option<Period> {
    match (said(point.month), said(point.day)) {
        (Some(month), Some(day)) => hijri::day(year, month, day).map(Period::Day),
        (Some(month), None) => hijri::month(year, month).map(|(first, last)| Period::HijriMonth(first, last)),
        _ => hijri::year(year).map(|(first, last)| Period::HijriYear(first, last)),
    }
}

/// The n-th day, week or weekday of a period.
fn nth_in(nth: Nth, whole: Period) -> Option<Period> {
    let (first, last) = whole.days()?;
    let (place, step, start) = match nth {
        Nth::Weekday(place, weekday) => {
            let ahead = i64::from((weekday - first.weekday().number_from_monday() as i32).rem_euclid(7));
            let back = i64::from((last.weekday().number_from_monday() as i32 - weekday).rem_euclid(7));
            (place, 7, if place > 0 { shift_days(first, ahead)? } else { shift_days(last, -back)? })
        }
        Nth::Unit(place, Unit::Day) => (place, 1, if place > 0 { first } else { last }),
        // A week belongs to the month or year that holds its Thursday.
        Nth::Unit(place, Unit::Week) => {
            let thursday = |day: NaiveDate| shift_days(monday(day), 3);
            let (early, late) = (thursday(first)?, thursday(last)?);
            let early = if early < first { shift_days(early, 7)? } else { early };
            let late = if late > last { shift_days(late, -7)? } else { late };
            (place, 7, if place > 0 { early } else { late })
        }
        Nth::Unit(place, Unit::Month) => return nth_month(place, first, whole),
        Nth::Unit(..) => return None,
    };
    let offset = if place > 0 { i64::from(place) - 1 } else { i64::from(place) + 1 };
    let day = shift_days(start, offset * step)?;
    let week = matches!(nth, Nth::Unit(_, Unit::Week));
    (first <= day && day <= last).then_some(if week { Period::Week(monday(day)) } else { Period::Day(day) })
}

fn nth_month(place: i32, first: NaiveDate, whole: Period) -> Option<Period> {
    let Period::Year(year) = whole else { return None };
    let month = if place > 0 { first.month() as i32 + place - 1 } else { 13 + place };
    (1..=12).contains(&month).then_some(Period::Month(year, month as u32))
}

/// The n-th of something in a month that is named by its distance, or in this one.
fn nth_of_now(point: &Point, here: NaiveDate) -> Option<Period> {
    let whole = match point.month {
        Slot::Open if point.week.is_set() => week(point, here)?,
        Slot::Is(month) => Period::Month(here.year(), month as u32),
        Slot::Rel(months) => month_of(shift_months(here, months)?),
        Slot::Open => month_of(here),
    };
    nth_in(point.nth?, whole)
}

fn month_of(day: NaiveDate) -> Period {
    Period::Month(day.year(), day.month())
}

fn weekday(point: &Point, here: NaiveDate, cue: Cue) -> Option<Period> {
    let weekday = point.weekday?;
    let ahead = (weekday - here.weekday().number_from_monday() as i32).rem_euclid(7);
    let days = match (point.week, point.direction) {
        (Slot::Rel(weeks), _) => {
            let first = shift_days(monday(here), i64::from(weeks) * 7)?;
            return shift_days(first, i64::from(weekday) - 1).map(Period::Day);
        }
        // "That same Tuesday" is the one named, or the last one before what was named.
        (_, Some(0)) if point.from == From::Focus => -((7 - ahead) % 7),
        // "This Monday" of talk of the future is the next one where that of this week is over.
        (_, Some(0)) if cue == Cue::Future => ahead,
        (_, Some(0)) => weekday - here.weekday().number_from_monday() as i32,
        (_, Some(direction @ 1..)) => (ahead + 6) % 7 + 1 + 7 * (direction - 1),
        (_, Some(direction)) => ahead + 7 * direction,
        (_, None) if cue.is_ahead() || ahead == 0 => ahead,
        (_, None) => ahead - 7,
    };
    shift_days(here, i64::from(days)).map(Period::Day)
}

fn weekend(point: &Point, here: NaiveDate, cue: Cue) -> Option<Period> {
    let weeks = match point.weekend {
        Slot::Rel(weeks) => i64::from(weeks),
        // The one that has begun, else the one before or, in talk of the future, after this day.
        _ if cue.is_ahead() || here.weekday().number_from_monday() >= 6 => 0,
        _ => -1,
    };
    shift_days(monday(here), weeks * 7).map(Period::Weekend)
}

fn week(point: &Point, here: NaiveDate) -> Option<Period> {
    match point.week {
        Slot::Rel(weeks) => shift_days(monday(here), i64::from(weeks) * 7).map(Period::Week),
        Slot::Is(week) => {
            NaiveDate::from_isoywd_opt(here.year(), u32::try_from(week).ok()?, chrono::Weekday::Mon).map(Period::Week)
        }
        Slot::Open => None,
    }
}

/// The unit that a point names by its distance alone.
fn relative_unit(point: &Point) -> Option<(Unit, i32)> {
    [(Unit::Month, point.month), (Unit::Quarter, point.quarter), (Unit::Half, point.half)]
        .into_iter()
        .find_map(|(unit, slot)| if let Slot::Rel(steps) = slot { Some((unit, steps)) } else { None })
}

fn by_unit(point: &Point, here: NaiveDate) -> Option<Period> {
    let (unit, steps) = relative_unit(point)?;
    match unit {
        Unit::Quarter => {
            let day = shift_months(here, steps * 3)?;
            Some(Period::Quarter(day.year(), day.month0() / 3 + 1))
        }
        Unit::Half => {
            let day = shift_months(here, steps * 6)?;
            Some(Period::Half(day.year(), day.month0() / 6 + 1))
        }
        _ => {
            let month = shift_months(here, steps)?;
            match said(point.day) {
                Some(day) => NaiveDate::from_ymd_opt(month.year(), month.month(), day).map(Period::Day),
                None => Some(month_of(month)),
            }
        }
    }
}

/// A day of the month without its month.
fn day_of_month(point: &Point, here: NaiveDate, cue: Cue) -> Option<Period> {
    let day = said(point.day)?;
    let candidates = |any: bool| {
        (-2..=2).filter_map(move |months| {
            let month = shift_months(here, months)?;
            let day = NaiveDate::from_ymd_opt(month.year(), month.month(), day)?;
            let fits = any || point.weekday.is_none_or(|weekday| is_weekday(day, weekday));
            fits.then_some(Period::Day(day))
        })
    };
    let near = choose(candidates(false), here, point.direction, cue);
    let by_weekday =
        || candidates(false).filter(|_| point.weekday.is_some()).min_by_key(|period| distance(*period, here));
    near.or_else(by_weekday).or_else(|| choose(candidates(true), here, point.direction, cue))
}
