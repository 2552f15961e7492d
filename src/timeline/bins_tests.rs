use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::bins::{bins, phase_band, ticks};
use super::{Unit, View};
use crate::model::{Event, Evidence, Filter, Interval, Lang, Phase, Precision, Timeline, Titles, When, Window};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn evidence(lang: Lang, when: When) -> Evidence {
    Evidence {
        article: crate::model::ArticleId::default(),
        title: String::new(),
        source: crate::model::Source::default(),
        origins: Vec::new(),
        address: None,
        lang,
        published: crate::model::Published::default(),
        sentence: String::new(),
        place: crate::model::Span::default(),
        when,
        basis: crate::model::Basis::Expression,
        timex: None,
        names: Vec::new(),
        speaker: None,
        certainty: crate::model::Certainty::Asserted,
    }
}

fn event(first: NaiveDate, last: NaiveDate, precision: Precision, langs: &[Lang]) -> Event {
    let when = When { interval: Interval::days(first, last), precision };
    Event {
        id: String::new(),
        when,
        title: String::new(),
        lead: 0,
        phase: None,
        entities: Vec::new(),
        evidence: langs.iter().map(|lang| evidence(*lang, when)).collect(),
        disputes: Vec::new(),
    }
}

fn timeline(events: Vec<Event>) -> Timeline {
    Timeline {
        window: Window { from: day("2021-01-01"), to: day("2021-07-31") },
        phases: Vec::new(),
        events,
        open: Vec::new(),
        entities: Vec::new(),
        articles: [0; 3],
    }
}

#[test]
fn an_event_counts_in_the_bin_where_it_begins() {
    let march = timeline(vec![
        event(day("2021-02-26"), day("2021-03-02"), Precision::Days, &[Lang::Arabic]),
        event(day("2021-03-01"), day("2021-03-31"), Precision::Month, &[Lang::English]),
        event(day("2021-03-02"), day("2021-03-02"), Precision::Day, &[Lang::Arabic, Lang::English, Lang::Unknown]),
    ]);
    let view = View { from: day("2021-02-22"), to: day("2021-03-07"), unit: Unit::Week };
    let weeks = bins(&march, &view, 80, &Filter::default());
    let figures: Vec<_> =
        weeks.iter().map(|b| (b.arabic, b.english, b.other, b.events.clone(), b.coarse.clone())).collect();
    assert_eq!(figures, [(1, 0, 0, vec![0], vec![]), (1, 1, 1, vec![2], vec![1])]);
    let months = bins(
        &march,
        &View { from: day("2021-02-01"), to: day("2021-03-31"), unit: Unit::Month },
        80,
        &Filter::default(),
    );
    assert_eq!(months.iter().map(super::Bin::total).collect::<Vec<_>>(), [1, 4]);
    let arabic = Filter { lang: Some(Lang::Arabic), ..Filter::default() };
    assert_eq!(bins(&march, &view, 80, &arabic).iter().map(|b| b.coarse.len()).sum::<usize>(), 0);
}

#[test]
fn too_narrow_a_screen_takes_a_coarser_unit() {
    let view = View { from: day("2021-01-01"), to: day("2021-07-31"), unit: Unit::Day };
    assert_eq!(bins(&timeline(Vec::new()), &view, 7, &Filter::default()).len(), 7);
    assert_eq!(bins(&timeline(Vec::new()), &view, 0, &Filter::default()).len(), 1);
    let ages = View { from: day("1000-01-01"), to: day("2999-12-31"), unit: Unit::Year };
    let centuries = bins(&timeline(Vec::new()), &ages, 20, &Filter::default());
    assert_eq!(centuries.len(), 20);
    assert_eq!(centuries.last().map(|b| b.interval.last_day()), Some(day("2999-12-31")));
}

#[test]
fn a_heading_stands_where_its_month_begins() {
    let view = View { from: day("2021-02-27"), to: day("2021-03-02"), unit: Unit::Day };
    let days = bins(&timeline(Vec::new()), &view, 80, &Filter::default());
    let labels: Vec<_> = ticks(&days, Unit::Day, Lang::English).into_iter().map(|t| (t.label, t.heading)).collect();
    let expect = [("27", "Feb 2021"), ("28", ""), ("1", "Mar 2021"), ("2", "")];
    assert_eq!(labels, expect.map(|(a, b)| (a.to_string(), b.to_string())));
}

#[test]
fn a_bin_belongs_to_the_phase_of_most_of_its_days() {
    let phase = |id: &str, from, to| Phase {
        id: id.into(),
        title: Titles::default(),
        from: day(from),
        to: day(to),
        cues: Vec::new(),
    };
    let phases = [phase("first", "2021-01-01", "2021-03-02"), phase("second", "2021-03-03", "2021-03-31")];
    let view = View { from: day("2021-02-22"), to: day("2021-04-11"), unit: Unit::Week };
    let weeks = bins(&timeline(Vec::new()), &view, 80, &Filter::default());
    assert_eq!(phase_band(&phases, &weeks), [Some(0), Some(1), Some(1), Some(1), Some(1), Some(1), None]);
}

prop_compose! {
    fn any_event()(
        at in -900_i64..900, length in 0_i64..100, precision in 0_usize..4, arabic in 0_usize..3, english in 0_usize..3,
    ) -> Event {
        let first = day("2021-03-02") + TimeDelta::days(at);
        let precision = [Precision::Day, Precision::Days, Precision::Month, Precision::Year][precision];
        let langs = [vec![Lang::Arabic; arabic], vec![Lang::English; english + 1]].concat();
        event(first, first + TimeDelta::days(length), precision, &langs)
    }
}

proptest! {
    #[test]
    fn bins_cover_the_view_without_gaps_and_counts_add_up(
        events in proptest::collection::vec(any_event(), 0..40),
        from in -900_i64..900, length in 0_i64..2000, unit in 0_usize..5, width in 1_usize..260,
    ) {
        let timeline = timeline(events);
        let from = day("2021-03-02") + TimeDelta::days(from);
        let view = View { from, to: from + TimeDelta::days(length), unit: Unit::ALL[unit] };
        let bins = bins(&timeline, &view, width, &Filter::default());
        prop_assert!(!bins.is_empty() && bins.len() <= width);
        prop_assert!(bins[0].interval.first_day() <= view.from);
        prop_assert!(bins[bins.len() - 1].interval.last_day() >= view.to);
        for pair in bins.windows(2) {
            prop_assert_eq!(pair[0].interval.end, pair[1].interval.begin);
        }
        let shown = Interval { begin: bins[0].interval.begin, end: bins[bins.len() - 1].interval.end };
        for (index, event) in timeline.events.iter().enumerate() {
            let counted = bins.iter().filter(|bin| bin.events.contains(&index)).count();
            let behind = bins.iter().filter(|bin| bin.coarse.contains(&index)).count();
            prop_assert!(counted <= 1 && (counted == 0 || behind == 0));
            if event.when.interval.begin >= shown.begin && event.when.interval.overlaps(shown) {
                prop_assert!(counted + behind >= 1);
            }
        }
        for bin in &bins {
            let evidence: usize = bin.events.iter().map(|index| timeline.events[*index].evidence.len()).sum();
            prop_assert_eq!(bin.total(), evidence);
        }
    }
}
