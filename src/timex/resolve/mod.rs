//! Resolution: one pass over the expressions of a text, from what they say to what they mean.
//!
//! The day of the document may be an interval. An expression is then read from its first and from its
//! last day; where both give the same value it is that, and where they differ it stays open (the values
//! in between lie in between, for every rule moves with the day).

mod amount;
mod bounds;
mod cue;
mod ground;
mod hijri;
mod memory;
mod open;
mod period;
mod quote;
mod recur;
mod story;
mod yearly;

pub(super) use self::cue::is_note;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use self::bounds::between;
use self::cue::{Cue, cue, is_tally, is_told};
use self::ground::{Manner, Place, ground};
use self::memory::{Memory, is_near};
use self::period::Period;
use self::quote::Quotes;
use self::recur::{end_of_range, recurs};
use self::story::Tale;
use super::Context;
use super::alone::is_alone;
use super::expr::{Core, Expr, Point, Recurrence, Slot, Time};
use super::grammar::Item;
use super::lexicon::{Class, ClassSet, Lexicon, Unit};
use super::scan::{Lexeme, Scan};
use crate::model::{Anchor, How, Interval, Modifier, Precision, Span, Timex, TimexType};

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
struct Meant {
    kind: TimexType,
    value: String,
    modifier: Option<Modifier>,
    time: Option<(Interval, Precision)>,
    anchor: Anchor,
}

/// Resolves the items of a text, in order.
pub(super) fn resolve(items: &[Item], scan: &Scan, lexicon: &Lexicon, context: &Context) -> Vec<Timex> {
    let mut pass = Pass::new(context, &scan.lexemes, items, lexicon);
    items.iter().enumerate().map(|(at, item)| pass.item(at, item)).collect()
}

/// Whether the sentence speaks of the future at an item.
pub(super) fn is_ahead(item: &Item, scan: &Scan, lexicon: &Lexicon) -> bool {
    let pointed = item.expr.point().and_then(|point| point.direction).is_some_and(|direction| direction > 0);
    pointed || cue(&scan.lexemes, &item.range, lexicon) == Cue::Future
}

/// The state of the pass.
struct Pass<'a> {
    context: &'a Context,
    lexemes: &'a [Lexeme],
    items: &'a [Item],
    lexicon: &'a Lexicon,
    /// What it has read so far.
    memory: Memory,
    tale: Option<Tale>,
    quotes: Quotes,
    /// Whether the text is one expression and nothing else.
    alone: bool,
    /// Whether some date in digits of this text has its month first.
    month_first: bool,
}

impl<'a> Pass<'a> {
    fn new(context: &'a Context, lexemes: &'a [Lexeme], items: &'a [Item], lexicon: &'a Lexicon) -> Self {
        let month_first = lexemes.iter().any(|lexeme| match lexeme.shape {
            Some(super::scan::Shape::Date([first, second, _], ..=2)) => first <= 12 && second > 12,
            _ => false,
        });
        Self {
            context,
            lexemes,
            items,
            lexicon,
            memory: Memory::default(),
            tale: Tale::new(lexicon),
            quotes: Quotes::of(lexicon),
            alone: is_alone(items, lexemes, lexicon),
            month_first,
        }
    }

    fn item(&mut self, at: usize, item: &Item) -> Timex {
        let cue = if self.alone { Cue::Future } else { cue(self.lexemes, &item.range, self.lexicon) };
        let meant = self.meant(at, item, cue);
        let meant = if meant.time.is_none_or(|(time, _)| is_writable(time)) { meant } else { open::meant(&item.expr) };
        let dated = self.quotes.is_dated(self.lexemes, &item.range);
        self.memory.keep(item, &meant, dated, self.context.published.last);
        if let Some(tale) = &mut self.tale {
            tale.keep(self.lexemes, item, &meant);
        }
        // "In" before an amount that is none of talk of the future counts nothing and lies outside.
        let lead = match item.expr.core {
            Core::Offset { soft, .. } if meant.kind == TimexType::Duration => {
                let leads = |word: &&Lexeme| word.classes.has(Class::LEAD) || word.classes.has(Class::APPROX);
                let arabic = self.lexemes[item.range.clone()].iter().take_while(leads).count();
                if self.tale.is_some() { arabic } else { usize::from(soft) }
            }
            _ => 0,
        };
        let first = &self.lexemes[item.range.start + lead];
        let last = &self.lexemes[item.range.end - 1];
        Timex {
            span: Span::new(first.span.start, last.span.end),
            kind: meant.kind,
            value: meant.value,
            modifier: meant.modifier,
            interval: meant.time.map(|(interval, _)| interval),
            precision: meant.time.map(|(_, precision)| precision),
            how: How { rule: item.rule.name.clone(), anchor: meant.anchor },
        }
    }

    /// What the item means, seen from every day on which the text may have been written.
    fn meant(&self, at: usize, item: &Item, cue: Cue) -> Meant {
        let expr = self.in_past_month(item, self.in_order(&item.expr, cue), cue);
        let published = &self.context.published;
        if let Some(meant) = self.in_story(at, item, &expr, cue) {
            return meant;
        }
        let (first, last) = (published.first, published.last);
        let tally = cue == Cue::None && is_tally(self.lexemes, &item.range, self.lexicon);
        if let (Core::Offset { duration, soft: true, .. }, true) = (&expr.core, tally) {
            return amount::meant(duration, expr.modifier);
        }
        let begin = self.memory.focus(self.lexemes, item);
        if let Some(day) = end_of_range(self.items, at, self.lexemes, self.lexicon, begin, cue) {
            return of_period(Period::Day(day), Anchor::Focus { day }, &expr);
        }
        let clock = matches!((&expr.core, expr.time), (Core::Bare, Some(Time::Clock { .. })));
        if clock && recurs(self.items, at, self.lexemes, self.lexicon) {
            return open::meant(&expr);
        }
        if let Some(meant) = self.apposed(at, cue) {
            return meant;
        }
        let read = |now: Option<NaiveDate>| self.read(&expr, &self.place(at, item, now, cue));
        let (Some(first), Some(last)) = (first, last) else {
            return read(None).unwrap_or_else(|| open::meant(&expr));
        };
        if first == last {
            return read(Some(first)).unwrap_or_else(|| open::meant(&expr));
        }
        let meant = between(&expr, read(Some(first)), read(Some(last)), read(None));
        // Neither bound is the day that it was counted from.
        let counted = matches!(meant.anchor, Anchor::Dct { .. });
        if counted { Meant { anchor: Anchor::Between { first, last }, ..meant } } else { meant }
    }

    /// What the item means in the year that the text tells of.
    fn in_story(&self, at: usize, item: &Item, expr: &Expr, cue: Cue) -> Option<Meant> {
        let (now, tale) = (self.context.published.day()?, self.tale.as_ref()?);
        let (point, day) = tale.in_story(expr.point()?, self.lexemes, item, cue, now)?;
        let expr = Expr { core: Core::Point(point), ..expr.clone() };
        let meant = self.read(&expr, &self.place(at, item, Some(now), cue))?;
        Some(Meant { anchor: Anchor::Focus { day }, ..meant })
    }

    /// The day that says an amount of days again, right beside it: "a day earlier, on March 3", "5 April,
    /// that is, in five days".
    fn apposed(&self, at: usize, cue: Cue) -> Option<Meant> {
        let item = &self.items[at];
        let Core::Offset { duration, .. } = &item.expr.core else { return None };
        if duration.grain() != Some(Unit::Day) {
            return None;
        }
        let set = |name: &str| self.lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
        let (again, sign) = (set("that-is"), set("comma").union(set("open")).union(set("link")).union(set("that-is")));
        let signs = |left: &Item, right: &Item| {
            let between = self.lexemes.get(left.range.end..right.range.start).unwrap_or(&[]);
            let near = (1..=3).contains(&between.len());
            let joined = between.iter().all(|word| word.classes.meets(sign) && !word.breaks);
            (near && joined).then(|| between.iter().any(|word| word.classes.meets(again)))
        };
        let after = self.items.get(at + 1).filter(|next| signs(item, next).is_some());
        let before = || self.items.get(at.checked_sub(1)?).filter(|last| signs(last, item) == Some(true));
        let other = after.or_else(before)?;
        let point =
            other.expr.point().filter(|point| matches!((point.month, point.day), (Slot::Is(_), Slot::Is(_))))?;
        let place = self.place(at, other, self.context.published.day(), cue);
        let manner = Manner { note: false, told: false, ..place.manner };
        let place = Place { manner, ..place };
        match ground(point, &place)? {
            (Period::Day(day), _) => Some(of_period(Period::Day(day), Anchor::Focus { day }, &item.expr)),
            _ => None,
        }
    }

    /// What is known where the item stands.
    fn place(&self, at: usize, item: &Item, now: Option<NaiveDate>, cue: Cue) -> Place {
        let (start, memory) = (item.range.start, &self.memory);
        let later = || (item.expr.core == Core::Bare).then(|| self.day_ahead(at, now, cue)).flatten();
        let quoted = memory.quoted(&self.quotes, self.lexemes, start);
        let mut place = Place {
            now: quoted.or(now),
            quoted: quoted.is_some(),
            manner: self.manner(item),
            focus: memory.focus(self.lexemes, item),
            quarter: memory.quarter(start),
            compared: memory.compared(start),
            named: memory.named(start),
            month: memory.month(start),
            window: self.context.window,
            cue,
            fits: false,
        };
        if let Some(tale) = &self.tale {
            tale.tell(&mut place, self.lexemes, item);
        }
        place.focus = place.focus.or_else(later);
        place
    }

    /// How the text speaks where the item stands.
    fn manner(&self, item: &Item) -> Manner {
        Manner {
            alone: self.alone,
            told: is_told(self.lexemes, &item.range, self.lexicon),
            note: is_note(self.lexemes, &item.range, self.lexicon),
        }
    }

    /// The day that the sentence names after a bare clock time.
    fn day_ahead(&self, at: usize, now: Option<NaiveDate>, cue: Cue) -> Option<NaiveDate> {
        let (item, next) = (self.items.get(at)?, self.items.get(at + 1)?);
        if !is_near(self.lexemes, item.range.end, next.range.start, true) {
            return None;
        }
        let place = Place { now, cue, window: self.context.window, ..Place::default() };
        match ground(next.expr.point()?, &place) {
            Some((Period::Day(day), _)) => Some(day),
            _ => None,
        }
    }

    /// Turns day and month of a date in digits where the other order is meant: the text has such dates, or
    /// the day would lie ahead in talk of the past, or only the other order has the weekday that is named.
    fn in_order(&self, expr: &Expr, cue: Cue) -> Expr {
        let Core::Point(point) = &expr.core else { return expr.clone() };
        if !point.either_order {
            return expr.clone();
        }
        let turned = Point { day: point.month, month: point.day, ..*point };
        let day = |point: &Point| match (point.year, point.month, point.day) {
            (Slot::Is(year), Slot::Is(month), Slot::Is(day)) => {
                NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs())
            }
            _ => None,
        };
        let (Some(here), Some(there)) = (day(point), day(&turned)) else { return expr.clone() };
        let ahead = self.context.published.last.is_some_and(|last| here > last && there <= last);
        let by_weekday = point
            .weekday
            .is_some_and(|weekday| !period::is_weekday(here, weekday) && period::is_weekday(there, weekday));
        let turn = by_weekday || self.month_first || ahead && !cue.is_ahead() && !self.lexicon.day_first;
        if turn { Expr { core: Core::Point(turned), ..expr.clone() } } else { expr.clone() }
    }

    /// "The tenth of the month" that lies ahead in talk of the past is that of the month before.
    fn in_past_month(&self, item: &Item, expr: Expr, cue: Cue) -> Expr {
        let (Core::Point(point), Some(now)) = (&expr.core, self.context.published.day()) else { return expr };
        let here = || self.lexemes[item.range.clone()].iter().any(|lexeme| lexeme.classes.has(Class::DIR));
        match (point.month, point.day) {
            (Slot::Rel(0), Slot::Is(day))
                if day > now.day() as i32 && !cue.is_ahead() && point.from == super::expr::From::Now && !here() =>
            {
                Expr { core: Core::Point(Point { month: Slot::Rel(-1), ..*point }), ..expr }
            }
            _ => expr,
        }
    }

    fn read(&self, expr: &Expr, place: &Place) -> Option<Meant> {
        match &expr.core {
            Core::Bare => bare(expr, place),
            Core::Point(point) => {
                let (period, anchor) = ground(point, place)?;
                Some(of_period(period, anchor, expr))
            }
            Core::Offset { duration, sign, from, soft } => {
                if let (Some(day), [(Some(1.0), Unit::Year)], -1) = (place.compared, duration.parts.as_slice(), *sign) {
                    return year_before(day, expr);
                }
                let vague = duration.parts.iter().any(|(amount, _)| amount.is_none());
                // "Two days later" of an event that no date is near: the amount alone is known.
                let loose = *from == super::expr::From::Focus && *sign > 0 && place.focus.is_none();
                let hours = self.tale.is_some() && duration.grain().is_some_and(Unit::is_clock) && *sign > 0;
                if (loose || hours && *from == super::expr::From::Focus) && place.cue == Cue::Past {
                    return Some(amount::meant(duration, expr.modifier));
                }
                if *soft && (place.cue == Cue::Past || vague && place.cue == Cue::None) {
                    return Some(amount::meant(duration, expr.modifier));
                }
                amount::shifted(duration, *sign, *from, place, expr, self.context.published.moment)
            }
            Core::Duration(duration) => Some(amount::meant(duration, expr.modifier)),
            Core::Set(every) => Some(recurring(*every)),
            Core::Reference(reference) => Some(undated(TimexType::Date, reference.value().to_owned(), expr.modifier)),
        }
    }
}

/// Whether TIMEX3 can write its years: four digits, and none before the first.
fn is_writable(time: Interval) -> bool {
    let years = 1..=9999;
    years.contains(&time.first_day().year()) && years.contains(&time.last_day().year())
}

/// "Income in the third quarter was 3 million, up from 2 million a year earlier": that quarter a year before.
fn year_before(day: NaiveDate, expr: &Expr) -> Option<Meant> {
    let then = period::shift_months(day, -12)?;
    let quarter = Period::Quarter(then.year(), then.month0() / 3 + 1);
    Some(of_period(quarter, Anchor::Focus { day }, expr))
}

/// A time of day without its day: that of the sentence, else that of the document.
fn bare(expr: &Expr, place: &Place) -> Option<Meant> {
    let day = place.focus.or(place.now)?;
    let anchor = if place.focus.is_some() { Anchor::Focus { day } } else { Anchor::Dct { day } };
    expr.time.is_some().then(|| of_period(Period::Day(day), anchor, expr))
}

/// An expression that no calendar has.
fn undated(kind: TimexType, value: String, modifier: Option<Modifier>) -> Meant {
    Meant { kind, value, modifier, time: None, anchor: Anchor::Absolute }
}

fn recurring(every: Recurrence) -> Meant {
    let value = match every {
        Recurrence::Every(count, unit) => amount::value(&[(count, unit)]),
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Yearly(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Recurrence::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Recurrence::Part(part) => format!("XXXX-XX-XXT{}", part.letters()),
    };
    undated(TimexType::Set, value, None)
}

/// "Earlier this year" ends and "later this year" begins with the day it is counted from.
fn cut(interval: Interval, modifier: Option<Modifier>, anchor: Anchor) -> Interval {
    let (Anchor::Dct { day } | Anchor::Focus { day }) = anchor else { return interval };
    let today = Interval::day(day);
    match modifier {
        _ if !interval.overlaps(today) => interval,
        Some(Modifier::OnOrBefore) => Interval { end: today.end.min(interval.end), ..interval },
        Some(Modifier::OnOrAfter) => Interval { begin: today.begin.max(interval.begin), ..interval },
        _ => interval,
    }
}

/// A period with the time of day and the modifier of its expression.
fn of_period(period: Period, anchor: Anchor, expr: &Expr) -> Meant {
    let modifier = expr.modifier;
    let time = period.interval(modifier).map(|(interval, precision)| (cut(interval, modifier, anchor), precision));
    let dated = Meant { kind: TimexType::Date, value: period.value(), modifier, time, anchor };
    let (Some(time), Period::Day(day)) = (expr.time, period) else { return dated };
    let (letters, time) = match time {
        Time::Part(part) => {
            let (from, to) = part.hours();
            (part.letters().to_owned(), period::hours(day, from, to))
        }
        Time::Clock { hour, minute, utc, .. } => {
            let begin = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN));
            let end = begin.checked_add_signed(TimeDelta::minutes(1)).unwrap_or(begin);
            (format!("{hour:02}:{minute:02}{}", if utc { "Z" } else { "" }), Interval { begin, end })
        }
    };
    Meant {
        kind: TimexType::Time,
        value: format!("{}T{letters}", dated.value),
        time: Some((time, Precision::Time)),
        ..dated
    }
}
