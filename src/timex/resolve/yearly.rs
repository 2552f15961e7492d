//! What comes once a year, where its year is not said: which of them is meant.

use chrono::{Datelike, NaiveDate};

use super::cue::Cue;
use super::ground::{Place, hijri_period, in_year, is_said};
use super::period::{Period, is_weekday};
use crate::model::{Anchor, Window};
use crate::timex::expr::Point;

/// How many days back a date is just past.
const JUST_PAST_DAYS: i64 = 62;

/// How many days ahead a day, or a month, is just ahead.
const JUST_AHEAD_DAYS: i64 = 92;
/// The same in talk of what is planned.
const PLANNED_DAYS: i64 = 183;
/// The same for a month.
const JUST_AHEAD_MONTH: i64 = 31;

/// How many days after its own a document's text can be added to and still name a day without its year.
const SOON_DAYS: i64 = 92;

/// A month, day and month, quarter or season that comes once a year; second, whether the window chose.
pub(super) fn yearly(point: &Point, here: Option<NaiveDate>, place: &Place) -> Option<(Period, Option<Anchor>)> {
    let Some(here) = here else {
        // "Last summer" of a day that is not known is no summer of the case's time.
        return by_window(point, place.window.filter(|_| point.direction.is_none() || point.weekday.is_some())?);
    };
    if point.direction == Some(0) {
        return in_or_hijri(point, here.year()).map(|period| (period, None));
    }
    let candidates = || (here.year() - 4..=here.year() + 4).filter_map(|year| in_or_hijri(point, year));
    if point.hijri && point.direction.is_none() && matches!(place.cue, Cue::None | Cue::Present) {
        // Feasts are named around their time, before it and after it.
        return candidates().min_by_key(|period| distance(*period, here)).map(|period| (period, None));
    }
    let usual = choose(candidates(), here, point.direction, place.cue)?;
    if let (Some(weekday), Period::Day(day)) = (point.weekday, usual)
        && !is_weekday(day, weekday)
    {
        let fits = |period: &Period| matches!(period, Period::Day(day) if is_weekday(*day, weekday));
        let near = candidates().filter(fits).min_by_key(|period| distance(*period, here));
        let near = near.filter(|period| distance(*period, here) < 400);
        return Some((near.unwrap_or(usual), None));
    }
    if let Some(near) = just_past(point, usual, here).or_else(|| just_ahead(point, usual, here, place)) {
        return Some((near, None));
    }
    Some(soon_after(point, usual, here, place).unwrap_or((usual, None)))
}

/// The day or quarter a few weeks ago, where the next one of that name is most of a year away: talk of the
/// future that names it without its year does not leap so far.
fn just_past(point: &Point, usual: Period, here: NaiveDate) -> Option<Period> {
    let dated = is_said(point.month) && is_said(point.day) || is_said(point.quarter);
    let (next, _) = usual.days()?;
    let past = in_year(point, next.year() - 1).filter(|_| dated && point.direction.is_none() && !point.hijri)?;
    let (_, last) = past.days()?;
    (next > here && (here - last).num_days() <= JUST_PAST_DAYS).then_some(past)
}

/// The day or month a few weeks ahead, where the last one of that name is most of a year away: who names it
/// without its year does not look so far back ("the offer was extended to Nov. 16").
fn just_ahead(point: &Point, usual: Period, here: NaiveDate, place: &Place) -> Option<Period> {
    let (first, _) = usual.days()?;
    let named = point.direction.is_none() && is_said(point.month) && point.nth.is_none() && !point.hijri;
    let told = place.manner.told && place.cue != Cue::Present;
    let next = in_year(point, first.year() + 1).filter(|_| named && first < here && !told)?;
    let days = (next.days()?.0 - here).num_days();
    let reach = match place.cue {
        Cue::Present => (here - first).num_days().min(PLANNED_DAYS),
        _ if is_said(point.day) => JUST_AHEAD_DAYS,
        Cue::Past => 0,
        _ => JUST_AHEAD_MONTH,
    };
    (days > 0 && days <= reach).then_some(next)
}

/// The day soon after that of the document, where a day and month without a year would lie before the
/// case's time and that day lies in it, or where a note that was added later names it.
fn soon_after(point: &Point, usual: Period, here: NaiveDate, place: &Place) -> Option<(Period, Option<Anchor>)> {
    let Period::Day(before) = usual else { return None };
    if point.direction.is_some() || !is_said(point.month) || !is_said(point.day) || before >= here {
        return None;
    }
    let days = (here.year()..=here.year() + 1).filter_map(|year| match in_or_hijri(point, year)? {
        Period::Day(day) if day > here => Some(day),
        _ => None,
    });
    let day = days.min().filter(|day| (*day - here).num_days() <= SOON_DAYS)?;
    let chosen = place.window.is_some_and(|window| !window.contains(before) && window.contains(day));
    let anchor = chosen.then(|| Anchor::Window { year: day.year() });
    (chosen || place.manner.note).then_some((Period::Day(day), anchor))
}

pub(super) fn distance(period: Period, here: NaiveDate) -> i64 {
    period.days().map_or(i64::MAX, |(first, _)| (first - here).num_days().abs())
}

/// The point in a Gregorian year, also where it is of the Hijri calendar.
fn in_or_hijri(point: &Point, year: i32) -> Option<Period> {
    if !point.hijri {
        return in_year(point, year);
    }
    // A Hijri year is shorter: one or two of them begin in each Gregorian one.
    let estimate = (year - 622) * 33 / 32;
    (estimate - 1..=estimate + 2)
        .filter_map(|hijri| hijri_period(point, hijri))
        .find(|period| period.days().is_some_and(|(first, _)| first.year() == year))
}

/// The one of the candidates that a direction or a cue asks for.
pub(super) fn choose(
    candidates: impl Iterator<Item = Period>,
    here: NaiveDate,
    direction: Option<i32>,
    cue: Cue,
) -> Option<Period> {
    let dated = candidates.filter_map(|period| period.days().map(|(first, last)| (period, first, last)));
    let (forward, strict) = match direction {
        Some(direction) => (direction > 0, true),
        None => (cue == Cue::Future, false),
    };
    let chosen = if forward {
        dated
            .filter(|(_, first, last)| if strict { *first > here } else { *last >= here })
            .min_by_key(|(_, first, _)| *first)
    } else {
        dated
            .filter(|(_, first, last)| if strict { *last < here } else { *first <= here })
            .max_by_key(|(_, first, _)| *first)
    };
    chosen.map(|(period, ..)| period)
}

/// The one year of the window in which the point lies, where there is just one.
fn by_window(point: &Point, window: Window) -> Option<(Period, Option<Anchor>)> {
    let fits = |period: &Period| {
        period.days().is_some_and(|(first, last)| first <= window.to && window.from <= last)
            && match (point.weekday, period) {
                (Some(weekday), Period::Day(day)) => is_weekday(*day, weekday),
                _ => true,
            }
    };
    let years = window.from.year()..=window.to.year().min(window.from.year().saturating_add(200));
    let mut fitting = years.filter_map(|year| in_or_hijri(point, year).filter(fits).map(|period| (year, period)));
    match (fitting.next(), fitting.next()) {
        (Some((year, period)), None) => Some((period, Some(Anchor::Window { year }))),
        _ => None,
    }
}
