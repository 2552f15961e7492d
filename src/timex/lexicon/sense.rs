//! Senses: what a word of the lexicon says.

use crate::model::Modifier;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::timex) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A season, by TIMEX3's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::timex) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

/// A part of the day, by TIMEX3's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::timex) enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// A time that no calendar has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::timex) enum Reference {
    Past,
    Present,
    Future,
}

/// What one word says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::timex) enum Sense {
    /// Nothing but its class.
    Mark,
    /// A number: of a month, a weekday (Monday is 1), an amount, a direction.
    Number(i32),
    /// So many of a unit.
    Amount(i32, Unit),
    /// A day of the year: month and day.
    DayOfYear(i32, i32),
    /// A day of the year by its month, its place there and its weekday.
    WeekdayOfYear(i32, i32, i32),
    /// A season.
    Season(Season),
    /// A part of the day, so many days from today.
    DayPart(DayPart, Option<i32>),
    /// A modifier.
    Modifier(Modifier),
    /// A vague time.
    Reference(Reference),
}

impl Sense {
    /// The modifier, where it is one.
    pub const fn modifier(self) -> Option<Modifier> {
        if let Self::Modifier(modifier) = self { Some(modifier) } else { None }
    }

    /// Reads the key under which the lexicon lists its words: `3`, `-1`, `day`, `2 week`, `EV`, `NI -1`,
    /// `12-25`, `11 4 4` (the fourth Thursday of November), `SP`, `start`, `past`, or `mark`.
    pub fn read(key: &str) -> Option<Self> {
        if let Ok(number) = key.parse() {
            return Some(Self::Number(number));
        }
        if let Some((Ok(month), Ok(day))) = key.split_once('-').map(|(month, day)| (month.parse(), day.parse())) {
            return Some(Self::DayOfYear(month, day));
        }
        if let [month, place, weekday] = key.split(' ').collect::<Vec<_>>()[..]
            && let (Ok(month), Ok(place), Ok(weekday)) = (month.parse(), place.parse(), weekday.parse())
        {
            return Some(Self::WeekdayOfYear(month, place, weekday));
        }
        let (first, rest) = key.split_once(' ').unwrap_or((key, ""));
        if let Some(part) = DayPart::read(first) {
            return Some(Self::DayPart(part, rest.parse().ok()));
        }
        if let (Ok(count), Some(unit)) = (first.parse(), Unit::read(rest)) {
            return Some(Self::Amount(count, unit));
        }
        if let Some(unit) = Unit::read(key) {
            return Some(Self::Amount(1, unit));
        }
        named(key)
    }
}

fn named(key: &str) -> Option<Sense> {
    Some(match key {
        "mark" => Sense::Mark,
        "SP" => Sense::Season(Season::Spring),
        "SU" => Sense::Season(Season::Summer),
        "FA" => Sense::Season(Season::Fall),
        "WI" => Sense::Season(Season::Winter),
        "start" => Sense::Modifier(Modifier::Start),
        "mid" => Sense::Modifier(Modifier::Mid),
        "end" => Sense::Modifier(Modifier::End),
        "so-far" => Sense::Modifier(Modifier::OnOrBefore),
        "from-here" => Sense::Modifier(Modifier::OnOrAfter),
        "approx" => Sense::Modifier(Modifier::Approx),
        "less" => Sense::Modifier(Modifier::LessThan),
        "more" => Sense::Modifier(Modifier::MoreThan),
        "at-most" => Sense::Modifier(Modifier::EqualOrLess),
        "at-least" => Sense::Modifier(Modifier::EqualOrMore),
        "past" => Sense::Reference(Reference::Past),
        "present" => Sense::Reference(Reference::Present),
        "future" => Sense::Reference(Reference::Future),
        _ => return None,
    })
}

impl Unit {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "month" => Self::Month,
            "season" => Self::Season,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }

    /// Whether it is shorter than a day.
    pub const fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

impl DayPart {
    fn read(letters: &str) -> Option<Self> {
        Some(match letters {
            "MO" => Self::Morning,
            "MI" => Self::Midday,
            "AF" => Self::Afternoon,
            "EV" => Self::Evening,
            "NI" => Self::Night,
            _ => return None,
        })
    }

    /// TIMEX3's letters.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }

    /// Its first and last hour, the last one excluded; a night ends on the next day.
    pub const fn hours(self) -> (u32, u32) {
        match self {
            Self::Morning => (5, 12),
            Self::Midday => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Evening => (17, 22),
            Self::Night => (20, 30),
        }
    }
}

impl DayPart {
    /// The hour of the day that an hour of the clock is in it: three in the afternoon is 15, two at
    /// night is 2, ten at night is 22.
    pub const fn hour(self, hour: u32) -> u32 {
        let noon = matches!(self, Self::Midday) && hour <= 4;
        let late = (self.hours().0 >= 12 || noon) && !(matches!(self, Self::Night) && hour <= 5);
        if late && hour < 12 { hour + 12 } else { hour }
    }
}

impl Season {
    /// TIMEX3's letters.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first month on the northern half of the earth, by whole months; a winter begins in
    /// December of the year before.
    pub const fn first_month(self) -> u32 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Fall => 9,
            Self::Winter => 12,
        }
    }
}

impl Reference {
    /// TIMEX3's value.
    pub const fn value(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}
