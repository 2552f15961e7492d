//! Amounts of time: how they are written, and where they lead from a day.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::ground::Place;
use super::period::{Period, monday, shift_days, shift_months};
use super::{Meant, of_period, undated};
use crate::model::{Modifier, TimexType};
use crate::timex::expr::{Amount, Duration, Expr, From};
use crate::timex::lexicon::{Reference, Unit};

/// The TIMEX3 value of an amount: `P2M`, `PT3H`, `P1Y1M21D`, `PXD`.
pub(super) fn value(parts: &[Amount]) -> String {
    let mut out = "P".to_owned();
    for (amount, unit) in parts {
        if unit.is_clock() && !out.contains('T') {
            out.push('T');
        }
        match amount {
            // Halves and the like: at most two digits after the point.
            Some(amount) => out += &((amount * 100.0).round() / 100.0).to_string(),
            None => out.push('X'),
        }
        out.push_str(letter(*unit));
    }
    out
}

const fn letter(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "S",
        Unit::Minute | Unit::Month => "M",
        Unit::Hour => "H",
        Unit::Day => "D",
        Unit::Weekend | Unit::Week => "W",
        Unit::Season | Unit::Quarter => "Q",
        Unit::Half | Unit::Year => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
    }
}

/// An amount as a duration.
pub(super) fn meant(duration: &Duration, modifier: Option<Modifier>) -> Meant {
    undated(TimexType::Duration, value(&duration.parts), modifier)
}

/// Where an amount leads from a day: as fine as its finest unit.
pub(super) fn shifted(
    duration: &Duration,
    sign: i32,
    from: From,
    place: &Place,
    expr: &Expr,
    moment: Option<DateTime<FixedOffset>>,
) -> Option<Meant> {
    let Some(parts) = whole(duration) else {
        // "A few days later" counts from the story, and how far is all that it says.
        if from == From::Focus && sign > 0 {
            return Some(meant(duration, expr.modifier));
        }
        let vague = if sign < 0 { Reference::Past } else { Reference::Future };
        return Some(undated(TimexType::Date, vague.value().to_owned(), expr.modifier));
    };
    let here = place.here(from)?;
    let (mut months, mut days, mut minutes) = (0_i64, 0_i64, 0_i64);
    for (count, unit) in &parts {
        match unit {
            Unit::Century => months += count * 1200,
            Unit::Decade => months += count * 120,
            Unit::Year => months += count * 12,
            Unit::Half => months += count * 6,
            Unit::Quarter | Unit::Season => months += count * 3,
            Unit::Month => months += count,
            Unit::Week | Unit::Weekend => days += count * 7,
            Unit::Day => days += count,
            Unit::Hour => minutes += count * 60,
            Unit::Minute => minutes += count,
            Unit::Second => {}
        }
    }
    let sign = i64::from(sign);
    let grain = parts.iter().map(|(_, unit)| *unit).min()?;
    if grain.is_clock() {
        return hours_away(sign * minutes, days == 0 && months == 0, place, from, expr, moment);
    }
    let day = shift_months(here, i32::try_from(sign * months).ok()?)?;
    let day = shift_days(day, sign * days)?;
    // Who asks for "a week ago" means the day; news means about then.
    let period = match grain {
        Unit::Week | Unit::Weekend | Unit::Month if place.manner.alone => Period::Day(day),
        Unit::Week | Unit::Weekend => Period::Week(monday(day)),
        Unit::Day => Period::Day(day),
        Unit::Month | Unit::Quarter | Unit::Season | Unit::Half => {
            Period::Month(chrono::Datelike::year(&day), chrono::Datelike::month(&day))
        }
        _ => Period::Year(chrono::Datelike::year(&day)),
    };
    Some(of_period(period, place.anchor(from), expr))
}

/// Some hours away: the minute, where the document's own is known, else the day.
fn hours_away(
    minutes: i64,
    alone: bool,
    place: &Place,
    from: From,
    expr: &Expr,
    moment: Option<DateTime<FixedOffset>>,
) -> Option<Meant> {
    let here = place.here(from)?;
    let moment = moment.map(|moment| moment.naive_local()).filter(|moment| moment.date() == here && alone);
    let then = match moment {
        Some(moment) => moment.checked_add_signed(TimeDelta::minutes(minutes))?,
        None => return Some(of_period(Period::Day(shift_days(here, minutes / (24 * 60))?), place.anchor(from), expr)),
    };
    let time = crate::timex::expr::Time::Clock {
        hour: chrono::Timelike::hour(&then),
        minute: chrono::Timelike::minute(&then),
        half_known: true,
        utc: false,
    };
    let expr = Expr { time: Some(time), ..expr.clone() };
    Some(of_period(Period::Day(then.date()), place.anchor(from), &expr))
}

/// The parts as whole numbers of some unit; `None` where one is unknown. A half of a unit counts in the
/// next finer one.
fn whole(duration: &Duration) -> Option<Vec<(i64, Unit)>> {
    duration
        .parts
        .iter()
        .map(|(amount, unit)| {
            let amount = amount.filter(|amount| amount.abs() < 100_000.0)?;
            if amount.fract() == 0.0 {
                return Some((amount as i64, *unit));
            }
            let (factor, finer) = match unit {
                Unit::Century | Unit::Decade | Unit::Year | Unit::Half => (12.0, Unit::Month),
                Unit::Month | Unit::Quarter | Unit::Season => (30.0, Unit::Day),
                Unit::Week | Unit::Weekend => (7.0, Unit::Day),
                Unit::Day => (24.0, Unit::Hour),
                Unit::Hour | Unit::Minute | Unit::Second => (60.0, Unit::Minute),
            };
            Some(((amount * factor).round() as i64, finer))
        })
        .collect()
}
