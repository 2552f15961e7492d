//! The calendar units of the axis, as numbered boxes: unit number `n` begins on [`Unit::start`]`(n)`.

use chrono::{Datelike, Days, NaiveDate};

use crate::model::{Interval, Lang};

/// Days from the first day of the common era to the Monday that begins ISO week number 0 here.
const WEEK_SHIFT: i64 = 6;

/// A unit of the calendar, finest first. Weeks begin on Monday (ISO 8601).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// One day.
    Day,
    /// Monday to Sunday.
    #[default]
    Week,
    /// A calendar month.
    Month,
    /// January to March and so on.
    Quarter,
    /// A calendar year.
    Year,
}

impl Unit {
    /// All units, finest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The next finer unit.
    pub const fn finer(self) -> Option<Self> {
        match self {
            Self::Day => None,
            Self::Week => Some(Self::Day),
            Self::Month => Some(Self::Week),
            Self::Quarter => Some(Self::Month),
            Self::Year => Some(Self::Quarter),
        }
    }

    /// The next coarser unit.
    pub const fn coarser(self) -> Option<Self> {
        match self {
            Self::Day => Some(Self::Week),
            Self::Week => Some(Self::Month),
            Self::Month => Some(Self::Quarter),
            Self::Quarter => Some(Self::Year),
            Self::Year => None,
        }
    }

    /// The number of the unit that holds `day`.
    pub fn index(self, day: NaiveDate) -> i64 {
        let year = i64::from(day.year());
        match self {
            Self::Day => i64::from(day.num_days_from_ce()),
            Self::Week => (i64::from(day.num_days_from_ce()) + WEEK_SHIFT).div_euclid(7),
            Self::Month => year * 12 + i64::from(day.month0()),
            Self::Quarter => year * 4 + i64::from(day.month0() / 3),
            Self::Year => year,
        }
    }

    /// The first day of unit number `index`; past the ends of the calendar its first or last day.
    pub fn start(self, index: i64) -> NaiveDate {
        let found = match self {
            Self::Day => day_number(index),
            Self::Week => day_number(index.saturating_mul(7).saturating_sub(WEEK_SHIFT)),
            Self::Month => month_start(index.div_euclid(12), index.rem_euclid(12)),
            Self::Quarter => month_start(index.div_euclid(4), index.rem_euclid(4) * 3),
            Self::Year => month_start(index, 0),
        };
        found.unwrap_or(if index < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
    }

    /// The last day of unit number `index`.
    pub fn end(self, index: i64) -> NaiveDate {
        let next = self.start(index.saturating_add(1));
        next.checked_sub_days(Days::new(1)).unwrap_or(next).max(self.start(index))
    }

    /// How many units the days `from..=to` touch; 0 where the range is inverted.
    pub fn count(self, from: NaiveDate, to: NaiveDate) -> usize {
        usize::try_from(self.index(to) - self.index(from) + 1).unwrap_or(0)
    }

    /// The label of the unit that begins on `day`, without what [`Unit::heading`] says: `9`, `Mar`,
    /// `Q1`, `2021`. A week is named by its Monday.
    pub fn label(self, day: NaiveDate, lang: Lang) -> String {
        match self {
            Self::Day | Self::Week => day.day().to_string(),
            Self::Month => month_name(day, lang).to_string(),
            Self::Quarter => {
                let quarter = day.month0() / 3 + 1;
                if lang == Lang::Arabic { format!("ر{quarter}") } else { format!("Q{quarter}") }
            }
            Self::Year => day.year().to_string(),
        }
    }

    /// What stands over a run of labels: month and year over days and weeks, the year over months
    /// and quarters, nothing over years.
    pub fn heading(self, day: NaiveDate, lang: Lang) -> String {
        match self {
            Self::Day | Self::Week => format!("{} {}", month_name(day, lang), day.year()),
            Self::Month | Self::Quarter => day.year().to_string(),
            Self::Year => String::new(),
        }
    }
}

/// A stretch of days in words: `2 Mar 2021`, `26 Feb – 4 Mar 2021`.
pub fn span_label(interval: Interval, lang: Lang) -> String {
    let (first, last) = (interval.first_day(), interval.last_day());
    let day = |d: NaiveDate| format!("{} {}", d.day(), month_name(d, lang));
    if first == last {
        format!("{} {}", day(first), first.year())
    } else if first.year() == last.year() {
        format!("{} – {} {}", day(first), day(last), last.year())
    } else {
        format!("{} {} – {} {}", day(first), first.year(), day(last), last.year())
    }
}

fn month_name(day: NaiveDate, lang: Lang) -> &'static str {
    let names = if lang == Lang::Arabic { &ARABIC_MONTHS } else { &ENGLISH_MONTHS };
    names.get(day.month0() as usize).copied().unwrap_or("")
}

/// CLDR abbreviated month names, `en`.
const ENGLISH_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// CLDR month names, `ar` (the set of Egypt and the Gulf).
const ARABIC_MONTHS: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

fn day_number(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)
}

fn month_start(year: i64, month0: i64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, u32::try_from(month0 + 1).ok()?, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a test date")
    }

    #[test]
    fn a_unit_begins_on_its_first_day_and_ends_before_the_next() {
        for (unit, of, first, last) in [
            (Unit::Day, "2021-03-02", "2021-03-02", "2021-03-02"),
            (Unit::Week, "2021-03-02", "2021-03-01", "2021-03-07"),
            (Unit::Week, "2021-03-07", "2021-03-01", "2021-03-07"),
            (Unit::Week, "2020-12-31", "2020-12-28", "2021-01-03"),
            (Unit::Month, "2020-02-29", "2020-02-01", "2020-02-29"),
            (Unit::Quarter, "2021-06-30", "2021-04-01", "2021-06-30"),
            (Unit::Year, "2021-07-19", "2021-01-01", "2021-12-31"),
        ] {
            let index = unit.index(day(of));
            assert_eq!((unit.start(index), unit.end(index)), (day(first), day(last)), "{unit:?} of {of}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        for unit in Unit::ALL {
            for at in [NaiveDate::MIN, NaiveDate::MAX] {
                let index = unit.index(at);
                assert!(unit.start(index) <= unit.end(index), "{unit:?}");
            }
            assert_eq!(unit.start(i64::MAX), NaiveDate::MAX);
        }
    }

    #[test]
    fn labels_and_headings_complete_each_other() {
        let at = day("2021-03-01");
        for (unit, lang, label, heading) in [
            (Unit::Day, Lang::English, "1", "Mar 2021"),
            (Unit::Week, Lang::Arabic, "1", "مارس 2021"),
            (Unit::Month, Lang::English, "Mar", "2021"),
            (Unit::Quarter, Lang::Arabic, "ر1", "2021"),
            (Unit::Year, Lang::English, "2021", ""),
        ] {
            assert_eq!((unit.label(at, lang).as_str(), unit.heading(at, lang).as_str()), (label, heading));
        }
        assert_eq!(
            span_label(Interval::days(day("2021-02-26"), day("2021-03-04")), Lang::English),
            "26 Feb – 4 Mar 2021"
        );
        assert_eq!(span_label(Interval::day(at), Lang::Arabic), "1 مارس 2021");
    }
}
