//! The part of the axis that is on screen, as a pure value. It knows nothing of cells but their
//! number.
//!
//! The unit is the scale: one step of zoom is one unit, about a focused day that keeps its place.

use chrono::NaiveDate;

use super::calendar::Unit;
use crate::model::{Interval, Window};

/// How many units one zoom step in shows at most, whatever the width: more would only be finer
/// than an eye can follow.
const fn shown(unit: Unit) -> usize {
    match unit {
        Unit::Day => 45,
        Unit::Month => 36,
        Unit::Quarter => 24,
        Unit::Week | Unit::Year => 40,
    }
}

/// A stretch of whole calendar units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// First day; the first of its unit.
    pub from: NaiveDate,
    /// Last day; the last of its unit.
    pub to: NaiveDate,
    /// The scale: what one bin covers.
    pub unit: Unit,
}

impl View {
    /// All of `window`, at the finest unit of which at most `width` fill it.
    pub fn fit(window: Window, width: usize) -> Self {
        let fits = |unit: &Unit| unit.count(window.from, window.to) <= width.max(1);
        let unit = Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Year);
        Self::of(unit, unit.index(window.from), unit.index(window.to))
    }

    /// One unit finer about `cursor`, at most `width` units of it; at [`Unit::Day`] half the days,
    /// down to a week.
    #[must_use]
    pub fn zoom_in(self, cursor: NaiveDate, width: usize) -> Self {
        let Some(unit) = self.unit.finer() else {
            let units = (self.units() / 2).max(7).min(self.units());
            return self.about(Unit::Day, units, cursor);
        };
        let most = shown(unit).min(width.max(1));
        self.about(unit, unit.count(self.from, self.to).min(most), cursor)
    }

    /// One unit coarser about `cursor`, at most `width` units of it and no farther than `limits`;
    /// the same view where all of `limits` is shown and a coarser unit would leave fewer than three.
    #[must_use]
    pub fn zoom_out(self, cursor: NaiveDate, width: usize, limits: Window) -> Self {
        let all = self.from <= limits.from && limits.to <= self.to;
        let Some(unit) = self.unit.coarser() else { return self };
        let whole = unit.count(limits.from, limits.to);
        if all && whole < 3 {
            return self;
        }
        let units = whole.min(shown(unit)).min(width.max(1)).max(unit.count(self.from, self.to));
        let wider = self.about(unit, units, cursor);
        let (first, last) = wider.indices();
        Self::inside(unit, first, last - first, limits)
    }

    /// `units` units later (earlier where negative), but not past `limits`.
    #[must_use]
    pub fn pan(self, units: i64, limits: Window) -> Self {
        let (first, last) = self.indices();
        Self::inside(self.unit, first.saturating_add(units), last - first, limits)
    }

    /// As it is where `day` is in view, else moved so that `day` stands in the middle, as far as
    /// `limits` let it.
    #[must_use]
    pub fn jump(self, day: NaiveDate, limits: Window) -> Self {
        if self.contains(day) {
            return self;
        }
        let (first, last) = self.indices();
        let middle = first + (last - first) / 2;
        self.pan(self.unit.index(day).saturating_sub(middle), limits)
    }

    /// The same stretch at the finest unit of which at most `width` fill it: for a changed screen.
    #[must_use]
    pub fn refit(self, width: usize) -> Self {
        if self.units() <= width.max(1) { self } else { Self::fit(Window { from: self.from, to: self.to }, width) }
    }

    /// Whether `day` is in view.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The days in view.
    pub fn interval(self) -> Interval {
        Interval::days(self.from, self.to)
    }

    /// How many units are in view.
    pub fn units(self) -> usize {
        self.unit.count(self.from, self.to)
    }

    /// The numbers of the first and the last unit in view.
    pub(super) fn indices(self) -> (i64, i64) {
        (self.unit.index(self.from), self.unit.index(self.to))
    }

    fn of(unit: Unit, first: i64, last: i64) -> Self {
        Self { from: unit.start(first), to: unit.end(last.max(first)), unit }
    }

    /// `units` units with `cursor` at the same share of the width as now, in the middle where it is
    /// out of view.
    fn about(self, unit: Unit, units: usize, cursor: NaiveDate) -> Self {
        let days = (self.to - self.from).num_days().max(1);
        let before = (cursor - self.from).num_days();
        let share = if self.contains(cursor) { before as f64 / days as f64 } else { 0.5 };
        let at = unit.index(cursor);
        let units = units.max(1) as i64;
        let first = at - ((units - 1) as f64 * share).round() as i64;
        Self::of(unit, first, first + units - 1)
    }

    /// The view from unit number `first` over `length` further ones, moved back inside `limits`
    /// (whole units), cut to them where it is longer.
    fn inside(unit: Unit, first: i64, length: i64, limits: Window) -> Self {
        let (least, most) = (unit.index(limits.from), unit.index(limits.to));
        let length = length.min(most - least).max(0);
        let first = first.min(most - length).max(least);
        Self::of(unit, first, first + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a test date")
    }

    fn window(from: &str, to: &str) -> Window {
        Window { from: day(from), to: day(to) }
    }

    #[test]
    fn fit_takes_the_finest_unit_that_fits_the_width() {
        let all = window("2021-01-03", "2021-07-31");
        for (width, unit) in [
            (300, Unit::Day),
            (209, Unit::Week),
            (31, Unit::Week),
            (20, Unit::Month),
            (4, Unit::Quarter),
            (1, Unit::Year),
        ] {
            let view = View::fit(all, width);
            assert_eq!(view.unit, unit, "width {width}");
            assert!(view.from <= all.from && all.to <= view.to && view.units() <= width);
        }
    }

    #[test]
    fn zoom_steps_through_the_units_and_stops_at_both_ends() {
        let all = window("2019-01-01", "2022-12-31");
        let cursor = day("2021-03-02");
        let mut view = View::fit(all, 20);
        assert_eq!(view.unit, Unit::Quarter);
        for unit in [Unit::Month, Unit::Week, Unit::Day, Unit::Day, Unit::Day] {
            view = view.zoom_in(cursor, 20);
            assert_eq!(view.unit, unit);
            assert!(view.contains(cursor));
        }
        assert_eq!(view.units(), 7);
        assert_eq!(view.zoom_in(cursor, 20).units(), 7);
        for unit in [Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Year] {
            view = view.zoom_out(cursor, 20, all);
            assert_eq!(view.unit, unit);
            assert!(view.contains(cursor));
        }
        assert_eq!((view.from, view.to), (all.from, all.to));
    }

    #[test]
    fn a_short_case_is_not_zoomed_out_to_one_bar() {
        let all = window("2021-01-01", "2021-07-31");
        let quarters = View::fit(all, 3);
        assert_eq!(quarters.unit, Unit::Quarter);
        assert_eq!(quarters.zoom_out(day("2021-03-02"), 80, all), quarters);
    }

    #[test]
    fn panning_stops_at_the_limits_and_keeps_the_length() {
        let all = window("2021-01-01", "2021-07-31");
        let view = View::fit(all, 300).zoom_in(day("2021-03-02"), 300);
        let units = view.units();
        for steps in [1, -1, 7, -500, 500, i64::MAX, i64::MIN] {
            let moved = view.pan(steps, all);
            assert_eq!(moved.units(), units, "by {steps}");
            assert!(all.from <= moved.from && moved.to <= all.to);
        }
        assert_eq!(view.pan(1, all).from, view.from.succ_opt().expect("a day later"));
    }

    #[test]
    fn a_jump_brings_the_day_into_view() {
        let all = window("2021-01-01", "2021-07-31");
        let view = View::fit(all, 300).zoom_in(day("2021-03-02"), 30);
        assert_eq!(view.jump(day("2021-03-02"), all), view);
        for to in ["2021-01-01", "2021-05-11", "2021-07-31"] {
            let moved = view.jump(day(to), all);
            assert!(moved.contains(day(to)) && moved.units() == view.units());
        }
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (730_000_i32..740_000).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(n).expect("in range"))
    }

    proptest! {
        #[test]
        fn the_focused_day_survives_any_zoom(
            from in any_day(), length in 0_i64..3000, at in 0.0_f64..=1.0, width in 1_usize..300,
            steps in proptest::collection::vec(any::<bool>(), 0..12),
        ) {
            let to = from + chrono::TimeDelta::days(length);
            let cursor = from + chrono::TimeDelta::days((length as f64 * at) as i64);
            let limits = Window { from, to };
            let mut view = View::fit(limits, width);
            for inwards in steps {
                view = if inwards { view.zoom_in(cursor, width) } else { view.zoom_out(cursor, width, limits) };
                prop_assert!(view.contains(cursor));
                prop_assert!(view.units() >= 1 && view.from <= view.to);
            }
        }
    }
}
