//! The algebra: what an expression says before anything is known of its document.

use super::lexicon::{DayPart, Reference, Season, Unit};
use crate::model::Modifier;

/// One field of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Slot {
    /// Not said.
    #[default]
    Open,
    /// Said outright.
    Is(i32),
    /// So many units from where we are.
    Rel(i32),
}

impl Slot {
    /// Whether it says anything.
    pub fn is_set(self) -> bool {
        self != Self::Open
    }

    /// The one of the two that is set; `None` where both are and differ.
    fn merge(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Open, one) | (one, Self::Open) => Some(one),
            (one, two) => (one == two).then_some(one),
        }
    }
}

/// What a direction counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum From {
    /// The day of the document.
    #[default]
    Now,
    /// The date named last.
    Focus,
}

/// The n-th unit or weekday within what the other fields say; negative from the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nth {
    /// The n-th of a unit.
    Unit(i32, Unit),
    /// The n-th of a weekday.
    Weekday(i32, i32),
}

/// A point or stretch of the calendar: the finest field that is set is its grain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    /// Whether year, month and day are of the Hijri calendar.
    pub hijri: bool,
    /// Whether day and month are digits that can be read the other way round.
    pub either_order: bool,
    /// First year of a decade or century and which of them; relative ones in their own count.
    pub era: Option<(Unit, Slot)>,
    /// Year.
    pub year: Slot,
    /// Half of a year, quarter, season: one of them at most.
    pub half: Slot,
    /// Quarter.
    pub quarter: Slot,
    /// Season.
    pub season: Option<Season>,
    /// Month.
    pub month: Slot,
    /// Week.
    pub week: Slot,
    /// Weekend.
    pub weekend: Slot,
    /// Weekday, Monday is 1.
    pub weekday: Option<i32>,
    /// Day of the month, or days from here.
    pub day: Slot,
    /// The n-th of something in it.
    pub nth: Option<Nth>,
    /// Last, this or next of what is named without its year or week.
    pub direction: Option<i32>,
    /// What relative fields count from.
    pub from: From,
    /// How many days from here the text says that its date is: "أمس الجمعة 5 مارس".
    pub beside: Option<i32>,
    /// Whether the year counts from the document's day although what is finer counts from the date named last.
    pub year_from_now: bool,
}

impl Point {
    /// Both together; `None` where they say different things or one of them twice.
    pub fn merge(self, other: Self) -> Option<Self> {
        let one_of = |a: Option<i32>, b: Option<i32>| match (a, b) {
            (Some(_), Some(_)) if a != b => None,
            _ => Some(a.or(b)),
        };
        if self.nth.is_some() && other.nth.is_some() || self.season.is_some() && other.season.is_some() {
            return None;
        }
        let era = match (self.era, other.era) {
            (Some(_), Some(_)) => return None,
            (one, two) => one.or(two),
        };
        Some(Self {
            hijri: self.hijri || other.hijri,
            either_order: self.either_order || other.either_order,
            era,
            year: self.year.merge(other.year)?,
            half: self.half.merge(other.half)?,
            quarter: self.quarter.merge(other.quarter)?,
            season: self.season.or(other.season),
            month: self.month.merge(other.month)?,
            week: self.week.merge(other.week)?,
            weekend: self.weekend.merge(other.weekend)?,
            weekday: one_of(self.weekday, other.weekday)?,
            day: self.day.merge(other.day)?,
            nth: self.nth.or(other.nth),
            direction: one_of(self.direction, other.direction)?,
            beside: self.beside.or(other.beside),
            year_from_now: self.from == From::Focus && other.from == From::Now && matches!(other.year, Slot::Rel(_)),
            from: if other.from == From::Focus { From::Focus } else { self.from },
        })
    }

    /// The finest unit that it names; `None` for an empty one.
    pub fn grain(&self) -> Option<Unit> {
        let fields = [
            (self.day.is_set() || self.weekday.is_some(), Unit::Day),
            (matches!(self.nth, Some(Nth::Weekday(..))), Unit::Day),
            (self.weekend.is_set(), Unit::Weekend),
            (self.week.is_set(), Unit::Week),
            (self.month.is_set(), Unit::Month),
            (self.season.is_some(), Unit::Season),
            (self.quarter.is_set(), Unit::Quarter),
            (self.half.is_set(), Unit::Half),
            (self.year.is_set(), Unit::Year),
        ];
        let nth = match self.nth {
            Some(Nth::Unit(_, unit)) => Some(unit),
            _ => None,
        };
        let named = fields.into_iter().find(|(set, _)| *set).map(|(_, unit)| unit);
        nth.or(named).or(self.era.map(|(unit, _)| unit))
    }

    /// Sets the field of a unit.
    pub fn set(&mut self, unit: Unit, slot: Slot) {
        match unit {
            Unit::Day => self.day = slot,
            Unit::Weekend => self.weekend = slot,
            Unit::Week => self.week = slot,
            Unit::Month => self.month = slot,
            Unit::Quarter => self.quarter = slot,
            Unit::Half => self.half = slot,
            Unit::Year => self.year = slot,
            Unit::Decade | Unit::Century => self.era = Some((unit, slot)),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Season => {}
        }
    }

    /// Takes over what the other end of a range says and this one leaves out: the month of a day,
    /// the year of a month.
    pub fn complete_from(&mut self, other: &Self) {
        if self.nth.is_some() || other.nth.is_some() {
            return;
        }
        if matches!(self.day, Slot::Is(_)) && !self.month.is_set() && self.weekday.is_none() {
            self.month = other.month;
            self.hijri = other.hijri;
            self.direction = self.direction.or(other.direction);
        }
        if self.weekday.is_some() && other.weekday.is_some() && !self.day.is_set() && !other.day.is_set() {
            self.direction = self.direction.or(other.direction);
        }
        let yearly = self.month.is_set() || self.quarter.is_set() || self.season.is_some() || self.half.is_set();
        if yearly && !self.year.is_set() && self.direction.is_none() {
            self.year = other.year;
            if other.month.is_set() && self.month.is_set() {
                self.direction = other.direction;
            }
        }
    }
}

/// So many of a unit; `None` for some.
pub(super) type Amount = (Option<f64>, Unit);

/// An amount of time: up to four parts, coarse first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Duration {
    /// Its parts.
    pub parts: Vec<Amount>,
}

impl Duration {
    /// The finest unit.
    pub fn grain(&self) -> Option<Unit> {
        self.parts.iter().map(|(_, unit)| *unit).min()
    }
}

/// A time within a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// A part of the day.
    Part(DayPart),
    /// Hour and minute; whether the half of the day is known; minutes east of Greenwich, where said.
    Clock {
        /// Hour, 0 to 23.
        hour: u32,
        /// Minute.
        minute: u32,
        /// Whether a word said which half of the day.
        half_known: bool,
        /// Whether it is in universal time.
        utc: bool,
    },
}

impl Time {
    /// A clock time in a part of the day: "tonight at eight" is 20:00.
    pub fn within(self, part: Self) -> Option<Self> {
        let (Self::Clock { hour, minute, half_known, utc }, Self::Part(part)) = (self, part) else { return None };
        let hour = if half_known { hour } else { part.hour(hour) };
        Some(Self::Clock { hour, minute, half_known: true, utc })
    }
}

/// What recurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Recurrence {
    /// Every so many of a unit.
    Every(Option<f64>, Unit),
    /// Every such month.
    Month(i32),
    /// Every such weekday.
    Weekday(i32),
    /// Every year on such a day of such a month.
    Yearly(i32, i32),
    /// Every such part of the day.
    Part(DayPart),
}

/// The core of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Core {
    /// Nothing but a time of day or a modifier.
    Bare,
    /// The calendar.
    Point(Point),
    /// An amount.
    Duration(Duration),
    /// An amount before (-1) or after (1) something.
    Offset {
        /// The amount.
        duration: Duration,
        /// The way.
        sign: i32,
        /// From where.
        from: From,
        /// Whether it counts so only in talk of the future ("in two days").
        soft: bool,
    },
    /// A recurring time.
    Set(Recurrence),
    /// A vague time.
    Reference(Reference),
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expr {
    /// What it names.
    pub core: Core,
    /// The time of day.
    pub time: Option<Time>,
    /// The modifier.
    pub modifier: Option<Modifier>,
}

impl Expr {
    /// An expression of that core alone.
    pub fn of(core: Core) -> Self {
        Self { core, time: None, modifier: None }
    }

    /// Its point, where it has one.
    pub fn point(&self) -> Option<&Point> {
        if let Core::Point(point) = &self.core { Some(point) } else { None }
    }
}
