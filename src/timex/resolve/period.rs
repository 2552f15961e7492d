//! Periods of the calendar: how they are written, how long they are.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

use crate::model::{Interval, Modifier, Precision};
use crate::timex::lexicon::Season;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// One day.
    Day(NaiveDate),
    /// The Saturday and Sunday after that Monday.
    Weekend(NaiveDate),
    /// The ISO week from that Monday.
    Week(NaiveDate),
    /// A month of a year.
    Month(i32, u32),
    /// A month of the Hijri calendar: first and last day.
    HijriMonth(NaiveDate, NaiveDate),
    /// A season of a year.
    Season(i32, Season),
    /// A quarter of a year.
    Quarter(i32, u32),
    /// A half of a year.
    Half(i32, u32),
    /// A year.
    Year(i32),
    /// A year of the Hijri calendar: first and last day.
    HijriYear(NaiveDate, NaiveDate),
    /// The ten years from that one.
    Decade(i32),
    /// The hundred years from that one.
    Century(i32),
}

/// The Monday on or before a day.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).checked_first_day().unwrap_or(day)
}

/// The day so many days away.
pub(super) fn shift_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let span = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(span) } else { day.checked_add_days(span) }
}

/// The same day of the month so many months away, or the last one of a shorter month.
pub(super) fn shift_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let span = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(span) } else { day.checked_add_months(span) }
}

fn month_span(year: i32, month: u32, months: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(months))?.pred_opt()?))
}

fn years(first: i32, count: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first + count - 1, 12, 31)?))
}

impl Period {
    /// Its first and last day; `None` beyond the calendar that chrono has.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Weekend(monday) => Some((shift_days(monday, 5)?, shift_days(monday, 6)?)),
            Self::Week(monday) => Some((monday, shift_days(monday, 6)?)),
            Self::Month(year, month) => month_span(year, month, 1),
            Self::HijriMonth(first, last) | Self::HijriYear(first, last) => Some((first, last)),
            Self::Season(year, Season::Winter) => month_span(year - 1, 12, 3),
            Self::Season(year, season) => month_span(year, season.first_month(), 3),
            Self::Quarter(year, quarter) => month_span(year, quarter * 3 - 2, 3),
            Self::Half(year, half) => month_span(year, half * 6 - 5, 6),
            Self::Year(year) => years(year, 1),
            Self::Decade(year) => years(year, 10),
            Self::Century(year) => years(year, 100),
        }
    }

    /// Its TIMEX3 value. A Hijri month or year is given as the Gregorian one that holds most of it.
    pub fn value(self) -> String {
        match self {
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Weekend(monday) => monday.format("%G-W%V-WE").to_string(),
            Self::Week(monday) => monday.format("%G-W%V").to_string(),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::HijriMonth(first, last) => middle(first, last).format("%Y-%m").to_string(),
            Self::Season(year, season) => format!("{year:04}-{}", season.letters()),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Year(year) => format!("{year:04}"),
            Self::HijriYear(first, last) => middle(first, last).format("%Y").to_string(),
            Self::Decade(year) => format!("{:03}", year.div_euclid(10)),
            Self::Century(year) => format!("{:02}", year.div_euclid(100)),
        }
    }

    /// How fine it is.
    pub const fn precision(self) -> Precision {
        match self {
            Self::Day(_) => Precision::Day,
            Self::Weekend(_) => Precision::Days,
            Self::Week(_) => Precision::Week,
            Self::Month(..) | Self::HijriMonth(..) => Precision::Month,
            Self::Season(..) | Self::Quarter(..) | Self::Half(..) => Precision::PartOfYear,
            Self::Year(_) | Self::HijriYear(..) => Precision::Year,
            Self::Decade(_) | Self::Century(_) => Precision::Era,
        }
    }

    /// The time it covers and how fine that is, of its early, middle or late third where `part` says so.
    pub fn interval(self, part: Option<Modifier>) -> Option<(Interval, Precision)> {
        let (first, last) = self.days()?;
        let thirds = match part {
            Some(Modifier::Start) => 0,
            Some(Modifier::Mid) => 1,
            Some(Modifier::End) => 2,
            _ => return Some((Interval::days(first, last), self.precision())),
        };
        let precision = match self {
            Self::Day(_) => return Some((Interval::day(first), Precision::Day)),
            Self::Week(_) | Self::Weekend(_) => Precision::Days,
            Self::Month(..) | Self::HijriMonth(..) => Precision::PartOfMonth,
            _ => Precision::PartOfYear,
        };
        let length = (last - first).num_days() + 1;
        let cut = |part: i64| shift_days(first, length * part / 3);
        let end = if thirds == 2 { last } else { cut(thirds + 1)?.pred_opt()? };
        Some((Interval::days(cut(thirds)?, end), precision))
    }
}

fn middle(first: NaiveDate, last: NaiveDate) -> NaiveDate {
    shift_days(first, (last - first).num_days() / 2).unwrap_or(first)
}

/// The time of some hours of a day; an end past 24 lies on the next day.
pub(super) fn hours(day: NaiveDate, from: u32, to: u32) -> Interval {
    let at = |hour: u32| {
        let day = if hour < 24 { day } else { day.succ_opt().unwrap_or(day) };
        day.and_time(NaiveTime::from_hms_opt(hour % 24, 0, 0).unwrap_or(NaiveTime::MIN))
    };
    Interval { begin: at(from), end: at(to) }
}

/// Whether the ISO weekday (Monday is 1) is that of the day.
pub(super) fn is_weekday(day: NaiveDate, weekday: i32) -> bool {
    i64::from(day.weekday().number_from_monday()) == i64::from(weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a test date")
    }

    #[test]
    fn values_are_those_of_timex3() {
        for (period, value) in [
            (Period::Day(day("2021-03-02")), "2021-03-02"),
            (Period::Week(day("2021-03-01")), "2021-W09"),
            (Period::Weekend(day("2021-03-01")), "2021-W09-WE"),
            (Period::Week(day("2018-12-31")), "2019-W01"),
            (Period::Month(2021, 2), "2021-02"),
            (Period::Quarter(2020, 4), "2020-Q4"),
            (Period::Season(2020, Season::Fall), "2020-FA"),
            (Period::Year(987), "0987"),
            (Period::Decade(1990), "199"),
            (Period::Century(2000), "20"),
        ] {
            assert_eq!(period.value(), value);
        }
    }

    #[test]
    fn a_third_of_a_month_is_ten_days_or_so() {
        let (late, precision) = Period::Month(2021, 2).interval(Some(Modifier::End)).expect("in the calendar");
        assert_eq!((late.first_day(), late.last_day()), (day("2021-02-19"), day("2021-02-28")));
        assert_eq!(precision, Precision::PartOfMonth);
        let (mid, _) = Period::Month(2021, 1).interval(Some(Modifier::Mid)).expect("in the calendar");
        assert_eq!((mid.first_day(), mid.last_day()), (day("2021-01-11"), day("2021-01-20")));
    }
}
