//! Values of what stays open: an X for each digit that nothing says.

use super::{Meant, undated};
use crate::model::TimexType;
use crate::timex::expr::{Core, Expr, Point, Slot, Time};
use crate::timex::lexicon::Unit;

/// What an expression means where no day is known to count from.
pub(super) fn meant(expr: &Expr) -> Meant {
    let mut kind = TimexType::Date;
    let mut value = match &expr.core {
        Core::Point(point) => of_point(point),
        Core::Offset { duration, .. } => match duration.grain() {
            Some(Unit::Year) => "XXXX".to_owned(),
            Some(Unit::Month) => "XXXX-XX".to_owned(),
            Some(Unit::Week) => "XXXX-WXX".to_owned(),
            _ => "XXXX-XX-XX".to_owned(),
        },
        _ => String::new(),
    };
    if let Some(time) = expr.time {
        kind = TimexType::Time;
        if value.is_empty() && matches!(time, Time::Part(_)) {
            value.push_str("XXXX-XX-XX");
        }
        value.push('T');
        match time {
            Time::Part(part) => value.push_str(part.letters()),
            Time::Clock { hour, minute, .. } => value = format!("{value}{hour:02}:{minute:02}"),
        }
    }
    let meant = undated(kind, value, expr.modifier);
    Meant { anchor: crate::model::Anchor::Open, ..meant }
}

fn of_point(point: &Point) -> String {
    let digits = |slot: Slot, width: usize| match slot {
        Slot::Is(number) if !point.hijri => format!("{number:0width$}"),
        _ => "X".repeat(width),
    };
    let year = digits(point.year, 4);
    match point.grain() {
        Some(Unit::Day) if !point.day.is_set() => match point.weekday {
            Some(weekday) => format!("{year}-WXX-{weekday}"),
            None => format!("{year}-{}-XX", digits(point.month, 2)),
        },
        Some(Unit::Day) => format!("{year}-{}-{}", digits(point.month, 2), digits(point.day, 2)),
        Some(Unit::Weekend) => format!("{year}-WXX-WE"),
        Some(Unit::Week) => format!("{year}-W{}", digits(point.week, 2)),
        Some(Unit::Month) => format!("{year}-{}", digits(point.month, 2)),
        Some(Unit::Season) => format!("{year}-{}", point.season.map_or("XX", crate::timex::lexicon::Season::letters)),
        Some(Unit::Quarter) => format!("{year}-Q{}", digits(point.quarter, 1)),
        Some(Unit::Half) => format!("{year}-H{}", digits(point.half, 1)),
        Some(Unit::Decade) => "XXX".to_owned(),
        Some(Unit::Century) => "XX".to_owned(),
        _ => year,
    }
}
