//! The Hijri calendar: that of Umm al-Qura, which states and news agencies go by, for the years of its
//! table (`assets/calendar/`, 1343 to 1500); before and after it the tabular reckoning, months of 30 and
//! 29 days in turn and eleven leap years in thirty (Reingold and Dershowitz, "Calendrical Calculations").

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::period::shift_days;

/// Days from the common era's first day (chrono's count) to 1 Muharram of the year 1: 16 July 622, Julian.
const EPOCH: i64 = 227_015;

/// One year of the table.
struct Year {
    number: i32,
    first: NaiveDate,
    lengths: Vec<u8>,
}

static TABLE: LazyLock<Vec<Year>> =
    LazyLock::new(|| include_str!("../../../assets/calendar/umm_al_qura.tsv").lines().filter_map(read).collect());

fn read(line: &str) -> Option<Year> {
    let mut fields = line.split('\t');
    let (number, first) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let lengths = fields.next()?.split(' ').filter_map(|days| days.parse().ok()).collect();
    Some(Year { number, first, lengths })
}

fn table(year: i32) -> Option<&'static Year> {
    let at = year.checked_sub(TABLE.first()?.number)?;
    TABLE.get(usize::try_from(at).ok()?)
}

/// The day of a Hijri date; `None` where the month or the day is none.
pub(super) fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) || !(1..3000).contains(&year) {
        return None;
    }
    match table(year) {
        Some(year) => {
            let before: i64 = year.lengths.iter().take(month as usize - 1).map(|days| i64::from(*days)).sum();
            shift_days(year.first, before + i64::from(day) - 1)
        }
        None => by_rule(i64::from(year), i64::from(month), i64::from(day)),
    }
}

fn by_rule(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
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
    fn days_of_the_table_are_exact() {
        for (hijri, gregorian) in [
            ((1442, 1, 1), "2020-08-20"),
            ((1442, 7, 18), "2021-03-02"),
            ((1442, 9, 1), "2021-04-13"),
            ((1443, 1, 1), "2021-08-09"),
            ((1400, 1, 1), "1979-11-20"),
            ((1343, 1, 1), "1924-08-01"),
        ] {
            let got = day(hijri.0, hijri.1, hijri.2).map(|day| day.to_string());
            assert_eq!(got.as_deref(), Some(gregorian), "{hijri:?}");
        }
    }

    #[test]
    fn the_table_has_no_gap_and_the_rule_goes_on_from_it() {
        for pair in TABLE.windows(2) {
            let days: i64 = pair[0].lengths.iter().map(|days| i64::from(*days)).sum();
            assert_eq!(shift_days(pair[0].first, days), Some(pair[1].first), "{}", pair[0].number);
            let by_rule = by_rule(i64::from(pair[1].number), 1, 1).expect("a day of the table");
            assert!((by_rule - pair[1].first).num_days().abs() <= 2, "{}", pair[1].number);
        }
        assert_eq!(TABLE.len(), 158);
    }

    #[test]
    fn years_outside_the_table_follow_the_rule() {
        assert_eq!(day(1, 1, 1).map(|day| day.to_string()).as_deref(), Some("0622-07-19"));
        assert_eq!(day(1442, 13, 1), None);
        assert_eq!(day(1501, 1, 1).map(|day| day.to_string()).as_deref(), Some("2077-11-17"));
    }
}
