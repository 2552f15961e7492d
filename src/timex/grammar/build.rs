//! From the lexemes of a match to an expression.

use super::Make;
use super::clock::{clock_words, time};
use crate::timex::expr::{Core, Duration, Expr, From, Nth, Point, Recurrence, Slot, Time};
use crate::timex::lexicon::{Class, ClassSet, Reference, Sense, Unit};
use crate::timex::scan::{Lexeme, Shape};

/// A lexeme as a rule took it: in these classes.
pub(super) type Taken<'a> = (&'a Lexeme, ClassSet);

/// Builds the expression that a rule makes of its lexemes; `None` where they do not fit each other.
pub(super) fn build(make: Make, taken: &[Taken]) -> Option<Expr> {
    match make {
        Make::Point | Make::Nth => point(taken, make == Make::Nth),
        Make::Time => time(taken),
        Make::ClockWords => clock_words(taken),
        Make::Duration => duration(taken).map(|duration| Expr::of(Core::Duration(duration))),
        Make::Set => set(taken).map(|every| Expr::of(Core::Set(every))),
        Make::Reference => reference(taken).map(|reference| Expr::of(Core::Reference(reference))),
        Make::Prefix => prefix(taken),
        Make::Nothing => None,
    }
}

/// What the first lexeme taken in a class says.
pub(super) fn first<T>(taken: &[Taken], class: Class, read: impl Fn(Sense) -> Option<T>) -> Option<T> {
    taken
        .iter()
        .filter(|(_, classes)| classes.has(class))
        .find_map(|(lexeme, _)| lexeme.meaning(ClassSet::of(class)).and_then(|meaning| read(meaning.sense)))
}

/// A vague time, by its own word or as last, these or coming units.
fn reference(taken: &[Taken]) -> Option<Reference> {
    let vague = |sense| if let Sense::Reference(reference) = sense { Some(reference) } else { None };
    let way = [Class::DIR, Class::FDIR];
    first(taken, Class::REF, vague).or_else(|| first(taken, Class::WREF, vague)).or_else(|| {
        way.into_iter().find_map(|class| {
            first(taken, class, |sense| match sense {
                Sense::Number(direction) if direction < 0 => Some(Reference::Past),
                Sense::Number(0) if class == Class::DIR => Some(Reference::Present),
                Sense::Number(1..) => Some(Reference::Future),
                _ => None,
            })
        })
    })
}

fn prefix(taken: &[Taken]) -> Option<Expr> {
    let classes = [Class::PART, Class::WPART, Class::APPROX];
    let modifier = classes.into_iter().find_map(|class| first(taken, class, Sense::modifier))?;
    Some(Expr { modifier: Some(modifier), ..Expr::of(Core::Bare) })
}

/// What a point rule has gathered besides the fields of the point.
#[derive(Default)]
struct Loose {
    unit: Option<(i32, Unit)>,
    ordinal: Option<i32>,
    number: Option<i32>,
    direction: Option<i32>,
    trail: Option<i32>,
    part: Option<crate::model::Modifier>,
    time: Option<Time>,
}

fn point(taken: &[Taken], nth: bool) -> Option<Expr> {
    let (mut point, mut loose) = (Point::default(), Loose::default());
    for (lexeme, classes) in taken {
        gather(lexeme, *classes, &mut point, &mut loose)?;
    }
    // "Three Fridays from now"
    if let (Some(count), Some(sign), Some(_)) = (loose.number, loose.trail, point.weekday) {
        point.direction = Some(in_range(count, 60)? * sign);
        return Some(Expr::of(Core::Point(point)));
    }
    let place = loose.ordinal.or(loose.number);
    if let (Some((Unit::Decade, Slot::Is(decade))), Some((_, Unit::Century))) = (point.era, loose.unit) {
        // Decade words mean the last century unless another one is named.
        let century = place.map_or(if loose.direction == Some(0) { 2000 } else { 1900 }, |place| {
            place.saturating_sub(1).saturating_mul(100)
        });
        point.era = Some((Unit::Decade, Slot::Is(century + decade.rem_euclid(100))));
        return Some(Expr { modifier: loose.part, ..Expr::of(Core::Point(point)) });
    }
    match (loose.unit, place, loose.direction) {
        // "The last minute of the match"
        (Some((_, unit)), ..) if nth && unit.is_clock() => return None,
        (Some((_, unit)), Some(place), _) if nth && !matches!(unit, Unit::Quarter | Unit::Half) => {
            // "The third last week of the year"
            let from_end = loose.direction == Some(-1) && place > 0;
            point.nth = Some(Nth::Unit(if from_end { -place } else { place }, unit));
        }
        // "The last quarter of 2020"
        (Some((_, Unit::Quarter)), None, Some(-1)) if nth => point.quarter = Slot::Is(4),
        (Some((_, Unit::Half)), None, Some(-1)) if nth => point.half = Slot::Is(2),
        (Some((_, unit)), None, Some(direction)) if nth => {
            point.nth = Some(Nth::Unit(direction.signum(), unit));
            point.direction = Some(direction);
        }
        (Some((_, Unit::Century)), Some(place), _) => {
            point.era = Some((Unit::Century, Slot::Is(place.saturating_sub(1).saturating_mul(100))));
        }
        (Some((_, Unit::Quarter)), Some(place), _) => point.quarter = Slot::Is(in_range(place, 4)?),
        (Some((_, Unit::Half)), Some(place), _) => point.half = Slot::Is(in_range(place, 2)?),
        (Some((_, Unit::Month)), Some(place), None) => point.month = Slot::Is(in_range(place, 12)?),
        (Some((_, Unit::Week)), Some(place), None) => point.week = Slot::Is(in_range(place, 53)?),
        (Some((count, unit)), _, direction) => point.set(unit, Slot::Rel(direction.unwrap_or(0).saturating_mul(count))),
        (None, Some(place), direction) if nth => point.nth = Some(weekday_of(&mut point, place, direction)?),
        (None, None, Some(direction)) if nth => {
            point.nth = Some(weekday_of(&mut point, direction, None)?);
            point.direction = Some(direction);
        }
        // "this evening", "tomorrow night"
        (None, _, Some(direction)) if loose.time.is_some() && point.grain().is_none() => {
            point.day = Slot::Rel(direction);
        }
        (None, _, direction) => point.direction = direction,
    }
    name_month(&mut point, taken)?;
    let says_something = point.grain().is_some() || loose.time.is_some();
    says_something.then_some(Expr { core: Core::Point(point), time: loose.time, modifier: loose.part })
}

/// Of the days that stand with a year alone only "the first of next year" has a month.
fn name_month(point: &mut Point, taken: &[Taken]) -> Option<()> {
    if point.year.is_set() && !point.month.is_set() && point.day.is_set() {
        point.month = first(taken, Class::DAYNAME, Some).map(|_| Slot::Is(1))?;
    }
    Some(())
}

fn in_range(place: i32, most: i32) -> Option<i32> {
    (1..=most).contains(&place).then_some(place)
}

fn weekday_of(point: &mut Point, place: i32, direction: Option<i32>) -> Option<Nth> {
    let weekday = point.weekday.take()?;
    Some(Nth::Weekday(if direction == Some(-1) { -place } else { place }, weekday))
}

/// The Gregorian month that a lexeme names, by whichever of its classes a rule took it.
fn month(lexeme: &Lexeme, classes: ClassSet) -> Option<i32> {
    let months = [Class::MONTH, Class::WMONTH, Class::LMONTH];
    months.into_iter().find(|class| classes.has(*class) && lexeme.classes.has(*class))?;
    lexeme.meanings.iter().find_map(|meaning| match (meaning.class, meaning.sense) {
        (Class::MONTH | Class::WMONTH, Sense::Number(month)) => Some(month),
        _ => None,
    })
}

/// Puts what one lexeme says where it belongs; `None` where its number fits no field.
fn gather(lexeme: &Lexeme, classes: ClassSet, point: &mut Point, loose: &mut Loose) -> Option<()> {
    let shaped =
        [Class::DATE, Class::DAYMONTH, Class::CLEARDAY, Class::DECADE].into_iter().any(|class| classes.has(class));
    if let Some(shape) = lexeme.shape.filter(|_| shaped) {
        return by_shape(shape, point);
    }
    if let Some(month) = month(lexeme, classes) {
        point.month = Slot::Is(month);
        return Some(());
    }
    let lower = ClassSet::of(Class::LABBR);
    if classes.meets(lower) && lexeme.classes.meets(lower) {
        let named = lexeme.meanings.iter().find(|meaning| meaning.class == Class::WABBR)?;
        by_meaning(named.class, named.sense, point, loose);
        return Some(());
    }
    if let Some(meaning) = lexeme.meaning(classes)
        && by_meaning(meaning.class, meaning.sense, point, loose)
    {
        return Some(());
    }
    by_number(lexeme, classes, point, loose);
    Some(())
}

/// Takes a meaning of the lexicon; false where the class says nothing to a point.
fn by_meaning(class: Class, sense: Sense, point: &mut Point, loose: &mut Loose) -> bool {
    match (class, sense) {
        (Class::HMONTH, Sense::Number(month)) => (point.month, point.hijri) = (Slot::Is(month), true),
        (Class::WEEKDAY | Class::WABBR | Class::WEEKDAYS, Sense::Number(weekday)) => {
            point.weekday.get_or_insert(weekday);
        }
        (Class::DIR | Class::PDIR, Sense::Number(direction)) => loose.direction = Some(direction),
        (Class::FDIR, Sense::Number(direction)) => {
            loose.direction = Some(direction);
            point.from = From::Focus;
        }
        (Class::TRAIL, Sense::Number(code)) => {
            loose.trail = Some(code.signum());
            point.from = if code.abs() == 2 { From::Focus } else { From::Now };
        }
        (Class::HOLIDAY, Sense::DayOfYear(month, day)) => {
            (point.month, point.day) = (Slot::Is(month), Slot::Is(day));
        }
        (Class::HOLIDAY, Sense::WeekdayOfYear(month, place, weekday)) => {
            (point.month, point.nth) = (Slot::Is(month), Some(Nth::Weekday(place, weekday)));
        }
        (Class::STORYDAY | Class::WSTORYDAY, Sense::Number(days)) => {
            (point.day, point.from) = (Slot::Rel(days), From::Focus);
        }
        (Class::YEARAGO, Sense::Number(years)) => point.year = Slot::Rel(years),
        (Class::DAYWORD, Sense::Number(days)) => point.day = Slot::Rel(days),
        (Class::DAYNAME, Sense::Number(day)) => point.day = Slot::Is(day),
        (Class::OFIT, Sense::Number(months)) => (point.month, point.from) = (Slot::Rel(months), From::Focus),
        (Class::SEASON | Class::WSEASON, Sense::Season(season)) => point.season = Some(season),
        (
            Class::UNIT
            | Class::UNITS
            | Class::TUNIT
            | Class::TUNITS
            | Class::DUAL
            | Class::TDUAL
            | Class::COUNTED
            | Class::WCOUNTED
            | Class::PERIOD
            | Class::QUARTER
            | Class::MONTHOF
            | Class::WEEKOF,
            Sense::Amount(count, unit),
        ) => {
            loose.unit = Some((count, unit));
        }
        (Class::ORD, Sense::Number(place)) if place < 0 => loose.ordinal = Some(place),
        (Class::WEEKEND, _) => point.weekend = Slot::Is(0),
        (Class::PART | Class::WPART, Sense::Modifier(part)) => loose.part = Some(part),
        (Class::DAYPART, Sense::DayPart(part, days)) => {
            loose.time = Some(Time::Part(part));
            if let Some(days) = days {
                point.day = Slot::Rel(days);
            }
        }
        (Class::DECADE, Sense::Number(year)) => point.era = Some((Unit::Decade, Slot::Is(year))),
        _ => return false,
    }
    true
}

fn by_number(lexeme: &Lexeme, classes: ClassSet, point: &mut Point, loose: &mut Loose) {
    let Some(number) = lexeme.whole() else { return };
    let fits = |class| classes.has(class) && lexeme.classes.has(class);
    if fits(Class::YEAR) || fits(Class::MODERN) {
        point.year = Slot::Is(number);
    } else if fits(Class::HYEAR) {
        (point.year, point.hijri) = (Slot::Is(number), true);
    } else if fits(Class::YEAR2) && !fits(Class::DAY) {
        point.year = Slot::Is(number + if number < 40 { 2000 } else { 1900 });
    } else if fits(Class::DAY) || fits(Class::ORDDAY) || fits(Class::NTH) {
        point.day = Slot::Is(number);
    } else if fits(Class::ORD) {
        loose.ordinal = Some(number);
    } else if fits(Class::NUM) {
        loose.number = Some(number);
    }
}

/// Reads a date in digits. Day and month stay as they are written, day first; the resolver turns them
/// where only the other order makes a date or where the sentence asks for it.
fn by_shape(shape: Shape, point: &mut Point) -> Option<()> {
    let (year, month, day) = match shape {
        Shape::Date([year, month, day], 3..) => (year, month, Some(day)),
        Shape::Date([day, month, year], _) => {
            let year = if year < 100 { year + if year < 70 { 2000 } else { 1900 } } else { year };
            point.either_order = day <= 12 && month <= 12;
            if month > 12 { (year, day, Some(month)) } else { (year, month, Some(day)) }
        }
        Shape::Pair(year @ 100.., month) | Shape::Pair(month, year @ 100..) => (year, month, None),
        Shape::Pair(day, month) => {
            let (day, month) = if month > 12 { (month, day) } else { (day, month) };
            (point.day, point.month) = (Slot::Is(day), Slot::Is(month));
            point.either_order = day <= 12;
            return Some(());
        }
        Shape::Decade(year) => {
            point.era = Some((Unit::Decade, Slot::Is(year)));
            return Some(());
        }
        Shape::Clock(..) => return None,
    };
    point.hijri = (1300..1500).contains(&year);
    (point.year, point.month) = (Slot::Is(year), Slot::Is(in_range(month, 12)?));
    if let Some(day) = day {
        point.day = Slot::Is(in_range(day, 31)?);
    }
    Some(())
}

fn duration(taken: &[Taken]) -> Option<Duration> {
    let mut parts: Vec<(Option<f64>, Unit)> = Vec::new();
    let (mut number, mut some, mut add) = (None, false, 0.0);
    for (lexeme, classes) in taken {
        let meaning = lexeme.meaning(*classes);
        match meaning.map(|meaning| (meaning.class, meaning.sense)) {
            Some((Class::SOME, Sense::Mark)) => some = true,
            Some((Class::SOME, Sense::Number(half))) => add = f64::from(half) / 60.0,
            Some((class, Sense::Amount(count, unit))) => {
                let plural = matches!(class, Class::UNITS | Class::TUNITS);
                let amount = if some || plural && number.is_none() { None } else { Some(number.unwrap_or(1.0)) };
                parts.push((amount.map(|amount: f64| amount * f64::from(count)), unit));
                (number, some) = (None, false);
            }
            _ if classes.has(Class::NUM) && lexeme.number.is_some() => {
                number = lexeme.number.map(|number| number.value);
            }
            _ => {}
        }
    }
    let last = parts.last_mut()?;
    if let (None, Some(number)) = (last.0, number) {
        last.0 = Some(number);
    }
    last.0 = last.0.map(|amount| amount + add);
    parts.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit));
    Some(Duration { parts })
}

fn set(taken: &[Taken]) -> Option<Recurrence> {
    let amount = |sense| if let Sense::Amount(count, unit) = sense { Some((count, unit)) } else { None };
    if let Some((count, unit)) = first(taken, Class::SETWORD, amount) {
        return Some(Recurrence::Every(if count == 0 { None } else { Some(f64::from(count)) }, unit));
    }
    let number = |sense| if let Sense::Number(number) = sense { Some(number) } else { None };
    let weekdays = [Class::WEEKDAY, Class::WABBR, Class::WEEKDAYS];
    if let Some(weekday) = weekdays.into_iter().find_map(|class| first(taken, class, number)) {
        return Some(Recurrence::Weekday(weekday));
    }
    if let Some(month) = [Class::MONTH, Class::WMONTH].into_iter().find_map(|class| first(taken, class, number)) {
        let is_day = |class| taken.iter().find(|(day, classes)| classes.has(class) && day.classes.has(class));
        let day = [Class::DAY, Class::ORDDAY].into_iter().find_map(is_day).and_then(|(day, _)| day.whole());
        return Some(day.map_or(Recurrence::Month(month), |day| Recurrence::Yearly(month, day)));
    }
    let part = |sense| if let Sense::DayPart(part, _) = sense { Some(part) } else { None };
    if let Some(part) = first(taken, Class::DAYPART, part) {
        return Some(Recurrence::Part(part));
    }
    let (count, unit) = *duration(taken)?.parts.first()?;
    Some(Recurrence::Every(count, unit))
}
