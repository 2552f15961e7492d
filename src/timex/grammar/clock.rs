//! Times of the day from their lexemes.

use super::build::{Taken, first};
use crate::timex::expr::{Core, Expr, Point, Slot, Time};
use crate::timex::lexicon::{Class, ClassSet, Sense};
use crate::timex::scan::{Lexeme, Shape};

/// A clock time or a part of the day.
pub(super) fn time(taken: &[Taken]) -> Option<Expr> {
    let part = first(taken, Class::DAYPART, |sense| match sense {
        Sense::DayPart(part, days) => Some((part, days)),
        _ => None,
    });
    let half = first(taken, Class::AMPM, |sense| if let Sense::Number(half) = sense { Some(half) } else { None });
    let utc = first(taken, Class::ZONE, |sense| if let Sense::Number(hours) = sense { Some(hours) } else { None });
    let clock = taken.iter().find_map(|(lexeme, classes)| clock(lexeme, *classes));
    let time = match (clock, part) {
        (Some((hour, minute)), part) => {
            let hour = match (half, part, hour) {
                (Some(0), _, 12) => 0,
                (Some(1), _, hour @ 1..12) => hour + 12,
                (None, Some((part, _)), hour @ 1..) => part.hour(hour),
                (_, _, hour) => hour,
            };
            Time::Clock { hour, minute, half_known: half.is_some() || part.is_some(), utc: utc == Some(0) }
        }
        (None, Some((part, _))) => Time::Part(part),
        (None, None) => return None,
    };
    let mut core = Core::Bare;
    if let Some((_, Some(days))) = part {
        core = Core::Point(Point { day: Slot::Rel(days), ..Point::default() });
    }
    Some(Expr { time: Some(time), ..Expr::of(core) })
}

/// The clock time that one lexeme says.
fn clock(lexeme: &Lexeme, classes: ClassSet) -> Option<(u32, u32)> {
    if let Some(Shape::Clock(hour, minute)) = lexeme.shape {
        return Some((hour, minute));
    }
    if classes.has(Class::NOON)
        && let Some(hour) = lexeme.number_as(Class::NOON)
    {
        return u32::try_from(hour).ok().map(|hour| (hour % 24, 0));
    }
    let number = lexeme.whole().and_then(|number| u32::try_from(number).ok())?;
    if classes.has(Class::HOUR4) && lexeme.classes.has(Class::HOUR4) {
        return Some((number / 100, number % 100));
    }
    let hour = classes.has(Class::HOUR) || classes.has(Class::ORDDAY);
    (hour && number <= 24).then_some((number % 24, 0))
}

/// "half past three", "الثالثة والنصف": an hour and a part of it, which the classes `MINUTE` or a
/// number sense of `SOME` give in minutes, negative for "to".
pub(super) fn clock_words(taken: &[Taken]) -> Option<Expr> {
    let expr = time(taken)?;
    let shift =
        first(taken, Class::SOME, |sense| if let Sense::Number(minutes) = sense { Some(minutes) } else { None });
    let minute = [Class::MINUTE, Class::YEAR2, Class::CARD].map(ClassSet::of);
    let minute = minute.into_iter().fold(ClassSet::NONE, ClassSet::union);
    let minutes = taken.iter().filter(|(_, classes)| classes.meets(minute)).find_map(|(lexeme, _)| lexeme.whole());
    let sign = first(taken, Class::EXCEPT, |sense| if let Sense::Number(sign) = sense { Some(sign) } else { None });
    let shift = shift.or(minutes)? * sign.unwrap_or(1);
    let Some(Time::Clock { hour, minute, half_known, utc }) = expr.time else { return None };
    let total = (hour as i32 * 60 + minute as i32 + shift).rem_euclid(24 * 60) as u32;
    Some(Expr { time: Some(Time::Clock { hour: total / 60, minute: total % 60, half_known, utc }), ..expr })
}
