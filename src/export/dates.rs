//! Dates of events as ISO 8601 writes them.

use chrono::Datelike;

use crate::model::{Precision, Published, When};

/// The value of a date at its precision: `2021-03-02`, `2021-03`, `2021-W09`, `2021`, else the
/// first and the last day as `2021-02-26/2021-02-28`.
pub(super) fn value(when: When) -> String {
    let (first, last) = (when.interval.first_day(), when.interval.last_day());
    let week = first.iso_week();
    match when.precision {
        _ if first == last => first.to_string(),
        Precision::Week if (last - first).num_days() == 6 && first.weekday() == chrono::Weekday::Mon => {
            format!("{}-W{:02}", week.year(), week.week())
        }
        Precision::Month if (first.year(), first.month()) == (last.year(), last.month()) => {
            first.format("%Y-%m").to_string()
        }
        Precision::Year if first.year() == last.year() => first.year().to_string(),
        _ => format!("{first}/{last}"),
    }
}

/// The day of publication, or its bounds with `/` between, empty where nothing is known.
pub(super) fn published(published: &Published) -> String {
    let side = |day: Option<chrono::NaiveDate>| day.map_or("..".to_string(), |day| day.to_string());
    match (published.day(), published.first, published.last) {
        (Some(day), ..) => day.to_string(),
        (None, None, None) => String::new(),
        (None, first, last) => format!("{}/{}", side(first), side(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Interval;

    #[test]
    fn a_value_says_no_more_than_is_known() {
        for (first, last, precision, expect) in [
            ("2021-03-02", "2021-03-02", Precision::Day, "2021-03-02"),
            ("2021-03-01", "2021-03-31", Precision::Month, "2021-03"),
            ("2021-03-01", "2021-03-07", Precision::Week, "2021-W09"),
            ("2021-01-01", "2021-12-31", Precision::Year, "2021"),
            ("2021-02-26", "2021-02-28", Precision::Days, "2021-02-26/2021-02-28"),
            ("2021-02-21", "2021-02-28", Precision::PartOfMonth, "2021-02-21/2021-02-28"),
        ] {
            let day = |text: &str| text.parse().expect("a test date");
            let interval = Interval::days(day(first), day(last));
            assert_eq!(value(When { interval, precision }), expect);
        }
    }
}
