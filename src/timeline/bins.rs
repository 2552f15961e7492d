//! What to draw for a stretch of the axis: counts a bin, labels, phases.

use chrono::NaiveDate;

use super::calendar::Unit;
use super::view::View;
use crate::model::{Event, Filter, Interval, Lang, Phase, Precision, Timeline};

/// One column of the histogram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin {
    /// The days it covers: whole calendar units.
    pub interval: Interval,
    /// Pieces of evidence in Arabic, of the events in `events`.
    pub arabic: usize,
    /// Pieces of evidence in English.
    pub english: usize,
    /// Pieces of evidence in other languages.
    pub other: usize,
    /// The events that begin here and are no coarser than a bin, as indices into
    /// [`Timeline::events`]. An event is in one bin at most.
    pub events: Vec<usize>,
    /// Events coarser than a bin that touch it ("in March" over a bin of one day): background, in
    /// no count.
    pub coarse: Vec<usize>,
}

impl Bin {
    /// Pieces of evidence in all languages.
    pub fn total(&self) -> usize {
        self.arabic + self.english + self.other
    }

    /// Whether `day` lies in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.interval.first_day() <= day && day <= self.interval.last_day()
    }
}

/// A label of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The bin it stands at.
    pub bin: usize,
    /// The label of the bin.
    pub label: String,
    /// What begins here: a month over days and weeks, a year over months; empty where nothing does.
    pub heading: String,
}

/// The bins of `view` in order, one a unit, without gaps: they cover the view. Where it has more
/// than `width` units, as many years as needed share a bin after [`View::refit`]. Events that
/// `filter` refuses are left out.
pub fn bins(timeline: &Timeline, view: &View, width: usize, filter: &Filter) -> Vec<Bin> {
    let mut out = empty_bins(view, width);
    let (Some(first), Some(last)) = (out.first().map(|b| b.interval), out.last().map(|b| b.interval)) else {
        return out;
    };
    let shown = Interval { begin: first.begin, end: last.end };
    for (index, event) in timeline.events.iter().enumerate() {
        if !event.when.interval.overlaps(shown) || !filter.admits(event) {
            continue;
        }
        let at = out.partition_point(|bin| bin.interval.end <= event.when.interval.begin);
        if is_coarse(event, out.get(at).map_or(first, |bin| bin.interval)) {
            let touched = out.iter_mut().skip(at).take_while(|bin| bin.interval.begin < event.when.interval.end);
            touched.for_each(|bin| bin.coarse.push(index));
        } else if let Some(bin) = out.get_mut(at).filter(|bin| bin.interval.begin <= event.when.interval.begin) {
            add(bin, index, event);
        }
    }
    out
}

/// The labels of `bins`, one a bin.
pub fn ticks(bins: &[Bin], unit: Unit, lang: Lang) -> Vec<Tick> {
    let mut above = String::new();
    let mut out = Vec::with_capacity(bins.len());
    for (index, bin) in bins.iter().enumerate() {
        let day = bin.interval.first_day();
        let heading = unit.heading(day, lang);
        let begins = heading != above;
        above.clone_from(&heading);
        out.push(Tick {
            bin: index,
            label: unit.label(day, lang),
            heading: if begins { heading } else { String::new() },
        });
    }
    out
}

/// For every bin the phase that most of its days belong to, as an index into `phases`; of equals,
/// the shortest, which says most about its days.
pub fn phase_band(phases: &[Phase], bins: &[Bin]) -> Vec<Option<usize>> {
    bins.iter()
        .map(|bin| {
            let days = |phase: &Phase| {
                let first = phase.from.max(bin.interval.first_day());
                let last = phase.to.min(bin.interval.last_day());
                (last - first).num_days() + 1
            };
            let inside = phases.iter().enumerate().filter(|(_, phase)| days(phase) > 0);
            inside.max_by_key(|(_, phase)| (days(phase), phase.from - phase.to)).map(|(index, _)| index)
        })
        .collect()
}

fn empty_bins(view: &View, width: usize) -> Vec<Bin> {
    let view = view.refit(width);
    let (first, last) = view.indices();
    let step = view.units().div_ceil(width.max(1)).max(1) as i64;
    let mut out = Vec::new();
    let mut at = first;
    while at <= last {
        let end = (at + step - 1).min(last);
        let interval = Interval::days(view.unit.start(at), view.unit.end(end));
        out.push(Bin { interval, arabic: 0, english: 0, other: 0, events: Vec::new(), coarse: Vec::new() });
        at = end + 1;
    }
    out
}

/// Whether the event's date is too coarse for a bin: a stretch of some days that the text names
/// as days begins on a day all the same.
fn is_coarse(event: &Event, bin: Interval) -> bool {
    let length = |interval: Interval| interval.end - interval.begin;
    event.when.precision > Precision::Days && length(event.when.interval) > length(bin)
}

fn add(bin: &mut Bin, index: usize, event: &Event) {
    bin.events.push(index);
    for evidence in &event.evidence {
        match evidence.lang {
            Lang::Arabic => bin.arabic += 1,
            Lang::English => bin.english += 1,
            _ => bin.other += 1,
        }
    }
}
