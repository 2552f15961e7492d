//! Date and time expressions, after TIMEX3 (ISO-TimeML).

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::Span;

/// The kind of a temporal expression, TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar date of any grain.
    Date,
    /// A time of a day.
    Time,
    /// An amount of time.
    Duration,
    /// A recurring time.
    Set,
}

/// TIMEX3 `mod`: which part of the value is meant, or how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// Early in it.
    Start,
    /// In the middle of it.
    Mid,
    /// Late in it.
    End,
    /// About.
    Approx,
    /// Before it.
    Before,
    /// After it.
    After,
    /// No later than its end.
    OnOrBefore,
    /// From its begin on.
    OnOrAfter,
    /// Less than the amount.
    LessThan,
    /// More than the amount.
    MoreThan,
    /// At most the amount.
    EqualOrLess,
    /// At least the amount.
    EqualOrMore,
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// An hour or finer.
    Time,
    /// One day, or a part of it.
    Day,
    /// Some days: a weekend, a range of days.
    Days,
    /// A week.
    Week,
    /// A third of a month, as in "late February".
    PartOfMonth,
    /// A month.
    Month,
    /// A quarter, season, half or part of a year.
    PartOfYear,
    /// A year.
    Year,
    /// A decade or longer.
    Era,
}

/// A stretch of time `[begin, end)`, in the wall clock of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First moment.
    pub begin: NaiveDateTime,
    /// First moment after it.
    pub end: NaiveDateTime,
}

impl Interval {
    /// The days from `first` to `last`, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Self {
        let after = last.max(first).checked_add_days(Days::new(1)).unwrap_or(last);
        Self { begin: first.and_time(NaiveTime::MIN), end: after.and_time(NaiveTime::MIN) }
    }

    /// One whole day.
    pub fn day(day: NaiveDate) -> Self {
        Self::days(day, day)
    }

    /// The day in which it begins.
    pub fn first_day(self) -> NaiveDate {
        self.begin.date()
    }

    /// The last day that it touches.
    pub fn last_day(self) -> NaiveDate {
        let end = self.end.date();
        if self.end.time() == NaiveTime::MIN && end > self.first_day() { end.pred_opt().unwrap_or(end) } else { end }
    }

    /// Whether it lies within one day.
    pub fn is_one_day(self) -> bool {
        self.first_day() == self.last_day()
    }

    /// Whether the two share a moment.
    pub fn overlaps(self, other: Self) -> bool {
        self.begin < other.end && other.begin < self.end
    }
}

/// What a relative expression was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "from")]
pub enum Anchor {
    /// Nothing: the expression says the whole date itself.
    Absolute,
    /// The day the document was made.
    Dct {
        /// That day.
        day: NaiveDate,
    },
    /// A day of the document that is only known by its bounds, where each day between them means the same.
    Between {
        /// The first day it may be.
        first: NaiveDate,
        /// The last.
        last: NaiveDate,
    },
    /// A date named earlier in the text.
    Focus {
        /// That day.
        day: NaiveDate,
    },
    /// The time the case is about, which gave a missing year.
    Window {
        /// The year it gave.
        year: i32,
    },
    /// Nothing was known: the expression stays open.
    Open,
}

/// How a date was read: for the evidence pane and for `extract`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct How {
    /// The rule that read it, by the name it has in the lexicon.
    pub rule: String,
    /// What it was counted from.
    pub anchor: Anchor,
}

/// One temporal expression of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Timex {
    /// Where it stands in the original text.
    pub span: Span,
    /// TIMEX3 `type`.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// TIMEX3 `value`: `2021-03-02`, `2021-03`, `2021-W09`, `2021-03-02TEV`, `P2M`, `PAST_REF`;
    /// what stays open is written with `X`, as in `XXXX-03-02`.
    pub value: String,
    /// TIMEX3 `mod`.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none", default)]
    pub modifier: Option<Modifier>,
    /// The time it covers, where the value says one.
    pub interval: Option<Interval>,
    /// How fine the interval is; `None` without one.
    pub precision: Option<Precision>,
    /// How it was read.
    pub how: How,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a test date")
    }

    #[test]
    fn an_interval_of_days_ends_at_the_next_midnight() {
        let range = Interval::days(day("2021-02-26"), day("2021-02-28"));
        assert_eq!(range.end.date(), day("2021-03-01"));
        assert_eq!((range.first_day(), range.last_day()), (day("2021-02-26"), day("2021-02-28")));
        assert!(!range.is_one_day() && Interval::day(day("2021-02-26")).is_one_day());
    }

    #[test]
    fn neighbouring_days_do_not_overlap() {
        assert!(!Interval::day(day("2021-03-01")).overlaps(Interval::day(day("2021-03-02"))));
    }
}
