//! The chart above the list: how much evidence there is a day, week or month, in each language,
//! and in which phase.

use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::data::Data;
use super::super::model::Model;
use super::super::rich::Canvas;
use super::super::theme::Theme;
use super::super::words::code;
use super::layout::{Areas, GUTTER, chart_width};
use crate::model::{Clean, Filter, Lang};
use crate::timeline::{Bin, bins, phase_band, ticks};

/// Eighths of a cell, from nothing to full.
const BLOCKS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Columns of the mark under the chosen day.
const CURSOR: u16 = 6;

/// The bins on the screen, counting only what the lists show.
fn shown_bins(model: &Model, data: &Data) -> Vec<Bin> {
    let mut all = bins(&data.timeline, &model.time.view, chart_width(model), &Filter::default());
    if model.shown.events.len() == data.timeline.events.len() {
        return all;
    }
    for bin in &mut all {
        bin.events.retain(|event| model.shown.events.binary_search(event).is_ok());
        let evidence =
            || bin.events.iter().filter_map(|at| data.timeline.events.get(*at)).flat_map(|event| &event.evidence);
        let count = |lang| evidence().filter(|evidence| evidence.lang == lang).count();
        (bin.arabic, bin.english) = (count(Lang::Arabic), count(Lang::English));
        bin.other = evidence().count() - bin.arabic - bin.english;
    }
    all
}

/// Where bins stand, in reading columns.
#[derive(Clone, Copy)]
struct Scale {
    count: usize,
    width: usize,
    /// Whether time runs against the direction of reading.
    turned: bool,
}

impl Scale {
    fn new(model: &Model, count: usize) -> Self {
        Self { count: count.max(1), width: chart_width(model), turned: model.time_is_rtl() != model.pen().rtl }
    }

    /// The columns of the bins `first` to `last`, its end exclusive.
    fn columns(self, first: usize, last: usize) -> (u16, u16) {
        let (from, to) = (first * self.width / self.count, (last + 1) * self.width / self.count);
        self.turn(from as u16, to as u16)
    }

    fn turn(self, from: u16, to: u16) -> (u16, u16) {
        let end = GUTTER + self.width as u16;
        if self.turned { (end - to, end - from) } else { (GUTTER + from, GUTTER + to) }
    }
}

/// Draws overview, bars, phases and axis.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>, areas: &Areas, look: &Theme) {
    let Some(data) = &model.data else { return };
    let bins = shown_bins(model, data);
    let most = bins.iter().map(|bin| bin.arabic.max(bin.english)).max().unwrap_or(0);
    overview(model, data, canvas, areas.overview, look);
    bars(model, canvas, areas.arabic, &bins, most, |bin| bin.arabic, look.arabic.0, look);
    bars(model, canvas, areas.english, &bins, most, |bin| bin.english, look.english.0, look);
    gutter(canvas, areas.arabic, code(model.lang(), Lang::Arabic), look.arabic.0);
    gutter(canvas, areas.english, code(model.lang(), Lang::English), look.english.0);
    band(model, canvas, areas.band, &bins, look);
    axis(model, canvas, areas.axis, &bins, look);
}

fn gutter(canvas: &mut Canvas<'_>, area: Rect, name: &str, style: Style) {
    if !area.is_empty() {
        canvas.label(Rect { x: 1, y: area.bottom() - 1, width: GUTTER - 1, height: 1 }, name, style);
    }
}

#[expect(clippy::too_many_arguments, reason = "one call a language: what differs is named at the call")]
fn bars(
    model: &Model,
    canvas: &mut Canvas<'_>,
    area: Rect,
    bins: &[Bin],
    most: usize,
    of: impl Fn(&Bin) -> usize,
    style: Style,
    look: &Theme,
) {
    let scale = Scale::new(model, bins.len());
    let levels = usize::from(area.height) * 8;
    for (at, bin) in bins.iter().enumerate() {
        let (from, to) = scale.columns(at, at);
        let here = bin.contains(model.time.day);
        let style = if here { look.cursor.0 } else { style };
        // Whatever is there shows at least one level, so that a single report is not lost.
        let level = if most == 0 { 0 } else { (of(bin) * levels).div_ceil(most) };
        for row in 0..area.height {
            let below = usize::from(area.height - 1 - row) * 8;
            let symbol = BLOCKS[level.saturating_sub(below).min(8)];
            // A gap between wide bars keeps neighbours apart.
            let end = if to - from > 2 { to - 1 } else { to };
            for x in from..end {
                canvas.sign(x, area.y + row, symbol, style);
            }
        }
    }
}

/// The phases as a band, with as much of their names as there is room for.
fn band(model: &Model, canvas: &mut Canvas<'_>, area: Rect, bins: &[Bin], look: &Theme) {
    if area.is_empty() {
        return;
    }
    let scale = Scale::new(model, bins.len());
    let phases = &model.case.phases;
    let band = phase_band(phases, bins);
    let mut at = 0;
    while at < band.len() {
        let length =
            band.get(at..).map_or(0, |rest| rest.iter().take_while(|phase| **phase == band[at]).count()).max(1);
        let (from, to) = scale.columns(at, at + length - 1);
        if let Some(phase) = band[at].and_then(|index| phases.get(index).map(|phase| (index, phase))) {
            let style = phase_style(look, phase.0);
            for x in from..to {
                canvas.sign(x, area.y, "▔", style);
            }
            let name = Clean::line(phase.1.title.get(model.lang()));
            let place = Rect { x: from, y: area.y, width: (to - from).saturating_sub(1), height: 1 };
            if place.width >= 4 {
                canvas.put(place, &name, model.pen().base_of(&name), style);
            }
        }
        at += length;
    }
}

/// The style of the phase number `index`.
pub fn phase_style(look: &Theme, index: usize) -> Style {
    look.phases.get(index % look.phases.len().max(1)).map_or(Style::new(), |phase| phase.0)
}

/// Names of months, weeks or days, and the chosen day under its bar.
fn axis(model: &Model, canvas: &mut Canvas<'_>, area: Rect, bins: &[Bin], look: &Theme) {
    if area.is_empty() {
        return;
    }
    let scale = Scale::new(model, bins.len());
    let cursor = bins.iter().position(|bin| bin.contains(model.time.day)).map(|at| {
        let (from, to) = scale.columns(at, at);
        (from + (to - from) / 2).saturating_sub(2).min(area.right().saturating_sub(CURSOR))
    });
    // What begins a month or a year comes first; single units fill what is left between.
    let mut taken: Vec<(u16, u16)> = cursor.map(|x| (x, x + CURSOR)).into_iter().collect();
    let all = ticks(bins, model.time.view.unit, model.lang());
    let (headings, labels): (Vec<_>, Vec<_>) = all.into_iter().partition(|tick| !tick.heading.is_empty());
    for tick in headings.into_iter().chain(labels) {
        let words = if tick.heading.is_empty() { tick.label } else { tick.heading };
        let length = model.pen().width(&words);
        let (from, to) = scale.columns(tick.bin, tick.bin);
        // A label begins where its time does.
        let x = if scale.turned { to.saturating_sub(length).max(GUTTER) } else { from };
        let end = x + length;
        // Two blanks part neighbours: a label has one within itself.
        let free = taken.iter().all(|(from, to)| end + 1 < *from || *to + 1 < x);
        if free && end <= area.right() {
            canvas.label(Rect { x, width: length, ..area }, &words, look.dim.0);
            taken.push((x, end));
        }
    }
    if let Some(x) = cursor {
        let words = format!("▲{}", model.time.day.format("%m-%d"));
        canvas.label(Rect { x, width: CURSOR, ..area }, &words, look.cursor.0.add_modifier(Modifier::BOLD));
    }
}

/// One line for the whole time of the case, with the stretch on the screen marked.
fn overview(model: &Model, data: &Data, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    if area.is_empty() {
        return;
    }
    let scale = Scale::new(model, 1);
    let width = scale.width;
    let limits = model.limits();
    let days = (limits.to - limits.from).num_days().max(1);
    let column = |day: NaiveDate| {
        let at = (day - limits.from).num_days().clamp(0, days) as usize * width.saturating_sub(1) / days as usize;
        scale.turn(at as u16, at as u16 + 1).0
    };
    let (begin, end) = (column(model.time.view.from), column(model.time.view.to));
    let (from, to) = (begin.min(end), begin.max(end));
    for x in GUTTER..GUTTER + width as u16 {
        let inside = (from..=to).contains(&x);
        canvas.sign(x, area.y, if inside { "━" } else { "─" }, if inside { look.accent.0 } else { look.border.0 });
    }
    for event in model.shown.events.iter().filter_map(|at| data.timeline.events.get(*at)) {
        let x = column(event.day());
        let inside = (from..=to).contains(&x);
        canvas.sign(x, area.y, if inside { "╋" } else { "┼" }, if inside { look.accent.0 } else { look.dim.0 });
    }
    canvas.sign(column(model.time.day), area.y, "◆", look.cursor.0);
}

/// The day drawn at a column of the chart.
pub fn day_at(model: &Model, column: u16) -> Option<NaiveDate> {
    let data = model.data.as_ref()?;
    let bins = shown_bins(model, data);
    let scale = Scale::new(model, bins.len());
    let at = (0..bins.len()).find(|at| {
        let (from, to) = scale.columns(*at, *at);
        (from..to).contains(&column)
    })?;
    bins.get(at).map(|bin| bin.interval.first_day().max(model.limits().from))
}
