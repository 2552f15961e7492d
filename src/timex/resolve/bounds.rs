//! One meaning where the day of the document is known by its bounds only.

use super::{Meant, open};
use crate::model::{Interval, Precision};
use crate::timex::expr::Expr;

/// The longest stretch, in days, that is still shown for an expression whose day is open.
const HULL_DAYS: i64 = 31;

/// One meaning of those from the first and from the last possible day and of the one that needs no day.
pub(super) fn between(expr: &Expr, early: Option<Meant>, late: Option<Meant>, without: Option<Meant>) -> Meant {
    // The case's own time gives a year where the document's day leaves a choice between two.
    let allowed = |meant: &Meant| [&early, &late].into_iter().flatten().any(|other| other.value == meant.value);
    if let Some(meant) = without.filter(allowed) {
        return meant;
    }
    match (early, late) {
        (Some(early), Some(late)) if early.value == late.value => {
            let time = early.time.zip(late.time).map(|(early, late)| (span_of(early.0, late.0), early.1));
            Meant { time, ..early }
        }
        (early, late) => {
            let hull = early.zip(late).and_then(|(early, late)| hull(early.time?, late.time?));
            Meant { time: hull, ..open::meant(expr) }
        }
    }
}

fn span_of(early: Interval, late: Interval) -> Interval {
    Interval { begin: early.begin.min(late.begin), end: early.end.max(late.end) }
}

/// From the begin of the one to the end of the other, where that is short enough to say something.
fn hull(early: (Interval, Precision), late: (Interval, Precision)) -> Option<(Interval, Precision)> {
    let interval = span_of(early.0, late.0);
    let days = (interval.last_day() - interval.first_day()).num_days() + 1;
    (days <= HULL_DAYS).then_some((interval, Precision::Days.max(early.1)))
}
