//! Classes: what a lexeme can be in the eyes of a rule.

use std::collections::HashMap;

/// One class, a bit of a [`ClassSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::timex) struct Class(u8);

/// Words of 64 bits in a [`ClassSet`].
const WORDS: usize = 3;

/// Classes that one language can have.
pub(in crate::timex) const ROOM: u8 = 64 * WORDS as u8;

/// Some classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::timex) struct ClassSet([u64; WORDS]);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Place { $($name),* }
        impl Class {
            $($(#[$doc])* pub(in crate::timex) const $name: Self = Self(Place::$name as u8);)*
        }
        /// The classes whose meaning the engine knows, by name, in the order of their bits.
        const BUILT_IN: &[&str] = &[$(stringify!($name)),*];
    };
}

classes! {
    /// A month of the Gregorian calendar, by a name that is nothing else.
    MONTH,
    /// A month by a word that is also something else (May, March): needs a neighbour or a preposition.
    WMONTH,
    /// The same where the language writes it with a capital and the text does not.
    LMONTH,
    /// A month of the Hijri calendar.
    HMONTH,
    /// A weekday.
    WEEKDAY,
    /// A weekday by a word that is also something else (sat, Sun; "one", "two" in Arabic).
    WABBR,
    /// The same where the language writes it with a capital and the text does not.
    LABBR,
    /// A cardinal number word.
    CARD,
    /// An ordinal number word.
    ORD,
    /// Some weekdays of one name: Fridays.
    WEEKDAYS,
    /// A day of the year by its name: Christmas.
    HOLIDAY,
    /// A word for a month that a number can follow: شهر ثلاثة.
    MONTHOF,
    /// A word for a week or a century that a number or a date can follow: week 10, the week of 1 March.
    WEEKOF,
    /// Any number, in digits or words.
    NUM,
    /// A number that can be the day of a month.
    DAY,
    /// An ordinal that can be the day of a month.
    ORDDAY,
    /// The same in digits: 19th.
    NTH,
    /// A number that can be a year: four digits or the words of as much.
    YEAR,
    /// Four digits that are a year of our time, also without a word that says so.
    MODERN,
    /// A number that can be a year of the Hijri calendar.
    HYEAR,
    /// Two digits for a year after an apostrophe.
    YEAR2,
    /// Four digits that are an hour and a minute.
    HOUR4,
    /// A number that can be an hour.
    HOUR,
    /// A number that can be a minute.
    MINUTE,
    /// A date in digits.
    DATE,
    /// Day and month in digits.
    DAYMONTH,
    /// The same where only one order makes a date: 22/4.
    CLEARDAY,
    /// A clock time in digits.
    CLOCK,
    /// A number with a point that is a clock time where the neighbours say so.
    DOTCLOCK,
    /// A decade: 1990s.
    DECADE,
    /// A last, this or next.
    DIR,
    /// The same, counted from the last date named: the following.
    FDIR,
    /// The same, behind its noun only: before last, after next.
    PDIR,
    /// A part of a period: early, late.
    PART,
    /// The same by a word that is also something else: the end of.
    WPART,
    /// A day by its distance from today.
    DAYWORD,
    /// A part of the day.
    DAYPART,
    /// Before and after noon.
    AMPM,
    /// A season.
    SEASON,
    /// A season by a word that is also something else (fall, spring).
    WSEASON,
    /// A unit, singular.
    UNIT,
    /// A unit, plural.
    UNITS,
    /// A unit that ordinals tell apart: the third quarter.
    COUNTED,
    /// The same by a word that is also something else: the first half.
    WCOUNTED,
    /// Two of a unit in one word.
    DUAL,
    /// A unit, singular, with the article in it.
    TUNIT,
    /// A unit, plural, with the article in it.
    TUNITS,
    /// Two of a unit, with the article in it.
    TDUAL,
    /// A word for some, a few.
    SOME,
    /// A recurring time in one word.
    SETWORD,
    /// A time that no calendar has: recently.
    REF,
    /// The same by a word that is also something else: the past.
    WREF,
    /// A period that stands for the quarter named last: the latest period.
    PERIOD,
    /// A quarter that stands for the one named last: for the quarter.
    QUARTER,
    /// The same a year before: year-earlier.
    YEARAGO,
    /// A day by its distance from the one named last.
    STORYDAY,
    /// The same by words that an event can follow: the day before.
    WSTORYDAY,
    /// A clock time by its name: noon.
    NOON,
    /// A weekend without a word that says which.
    WEEKEND,
    /// "To" or "less" between an hour and a part of it.
    EXCEPT,
    /// About, more than.
    APPROX,
    /// A word before a duration that counts it from now or from a date.
    LEAD,
    /// A word after a duration that does so.
    TRAIL,
    /// A time zone.
    ZONE,
    /// What begins a name in which a year is a version.
    PRODUCT,
    /// A sign that parts sentences.
    STOP,
    /// Speaks for the future.
    FUTURE,
    /// Speaks for the past.
    PAST,
    /// Speaks for the present, or with a day for what is planned.
    PRESENT,
    /// A day of a month by a name of its own: the first.
    DAYNAME,
    /// The month of the date named last, behind a day: the tenth of it.
    OFIT,
}

impl ClassSet {
    /// No class.
    pub const NONE: Self = Self([0; WORDS]);

    /// One class.
    pub const fn of(class: Class) -> Self {
        let mut set = Self::NONE;
        set.0[(class.0 / 64) as usize] = 1 << (class.0 % 64);
        set
    }

    /// Adds a class.
    pub const fn insert(&mut self, class: Class) {
        self.0[(class.0 / 64) as usize] |= 1 << (class.0 % 64);
    }

    /// Takes a class away.
    pub const fn remove(&mut self, class: Class) {
        self.0[(class.0 / 64) as usize] &= !(1 << (class.0 % 64));
    }

    /// Both together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1], self.0[2] | other.0[2]])
    }

    /// Whether they share a class.
    pub const fn meets(self, other: Self) -> bool {
        (self.0[0] & other.0[0]) | (self.0[1] & other.0[1]) | (self.0[2] & other.0[2]) != 0
    }

    /// Whether the class is in it.
    pub const fn has(self, class: Class) -> bool {
        self.has_bit(class.0)
    }

    /// Whether it is empty.
    pub const fn is_empty(self) -> bool {
        self.0[0] | self.0[1] | self.0[2] == 0
    }

    /// Whether the class of that bit is in it.
    pub const fn has_bit(self, bit: u8) -> bool {
        self.0[(bit / 64) as usize] & (1 << (bit % 64)) != 0
    }

    /// The bits of its classes, lowest first.
    pub fn bits(self) -> impl Iterator<Item = u8> {
        self.0.into_iter().zip((0..).step_by(64)).flat_map(|(mut left, base): (u64, u8)| {
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as u8)?;
                left &= left - 1;
                Some(base + bit)
            })
        })
    }
}

/// The classes of one language by name: those of the engine and the marks that its data add.
#[derive(Clone, Debug)]
pub(in crate::timex) struct Classes {
    places: HashMap<String, u8>,
}

impl Classes {
    /// The engine's classes.
    pub fn new() -> Self {
        Self { places: BUILT_IN.iter().zip(0..).map(|(name, place)| ((*name).to_owned(), place)).collect() }
    }

    /// The class of that name, where there is one.
    pub fn find(&self, name: &str) -> Option<Class> {
        self.places.get(name).copied().map(Class)
    }

    /// The class of that name, new if need be. A name in capitals must be one of the engine's.
    pub fn intern(&mut self, name: &str) -> Result<Class, String> {
        if let Some(class) = self.find(name) {
            return Ok(class);
        }
        let place = u8::try_from(self.places.len()).unwrap_or(u8::MAX);
        if place >= ROOM {
            return Err(format!("more than {ROOM} classes at {name}"));
        }
        if name.chars().any(char::is_uppercase) {
            return Err(format!("the engine has no class {name}"));
        }
        self.places.insert(name.to_owned(), place);
        Ok(Class(place))
    }
}
