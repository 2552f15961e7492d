//! The Hijri calendar, tabular: months of 30 and 29 days in turn, eleven leap years in thirty
//! (the civil reckoning; Reingold and Dershowitz, "Calendrical Calculations"). The calendar of Umm
//! al-Qura, which states go by, differs from it by a day at most in most months.

use chrono::NaiveDate;

/// Days from the common era's first day (chrono's count) to 1 Muharram of the year 1: 16 July 622, Julian.
const EPOCH: i64 = 227_015;

/// The day of a Hijri date; `None` where the month or the day is none.
pub(super) fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) || !(1..3000).contains(&year) {
        return None;
    }
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let count = EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2 + day;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(count).ok()?)
}

/// First and last day of a Hijri month.
pub(super) fn month(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let next = if month == 12 { day(year + 1, 1, 1)? } else { day(year, month + 1, 1)? };
    Some((day(year, month, 1)?, next.pred_opt()?))
}

/// First and last day of a Hijri year.
pub(super) fn year(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((day(year, 1, 1)?, day(year + 1, 1, 1)?.pred_opt()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (hijri, gregorian) in [
            ((1442, 1, 1), "2020-08-20"),
            ((1443, 1, 1), "2021-08-10"),
            ((1400, 1, 1), "1979-11-21"),
            ((1, 1, 1), "0622-07-19"),
        ] {
            let got = day(hijri.0, hijri.1, hijri.2).expect("a date of the table");
            let want: NaiveDate = gregorian.parse().expect("a test date");
            assert!((got - want).num_days().abs() <= 1, "{hijri:?} gave {got}");
        }
        assert_eq!(day(1442, 13, 1), None);
    }
}
