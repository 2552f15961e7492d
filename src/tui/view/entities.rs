//! The names of the case: how often each language names them, and when.

use std::collections::HashMap;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::data::Data;
use super::super::model::Model;
use super::super::rich::{Canvas, Columns};
use super::super::theme::Theme;
use super::super::words::{code, say};
use super::{heads, inner, rows};
use crate::model::{Clean, EntityCard, EntityId, Lang, term};
use crate::timeline::Unit;

/// Eighths of a cell.
const BLOCKS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Draws the list under a line of column names.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let Some(data) = &model.data else { return };
    let lang = model.lang();
    let columns = columns(area);
    let names = [
        "",
        say(lang, "column-name"),
        "",
        code(lang, Lang::Arabic),
        code(lang, Lang::English),
        say(lang, "articles"),
        say(lang, "column-over-time"),
    ];
    heads(canvas, area, &columns, names, look);
    let card = |at: usize| model.shown.entities.get(at).and_then(|row| data.timeline.entities.get(*row));
    let ids = rows(model, area).visible().filter_map(|(at, _)| card(at)).map(|card| &card.id);
    let curves = over_time(model, data, ids, usize::from(columns.width(6)));
    for (at, line) in rows(model, area).visible() {
        let Some(card) = card(at) else { continue };
        let counts = curves.get(&card.id).map_or(&[][..], Vec::as_slice);
        draw_row(model, card, counts, canvas, &columns.row(line), look);
        if at == model.chosen[1] {
            canvas.choose(line, look.selected.0);
        }
    }
}

/// Columns of the curve: half of what the names can spare, in whole weeks of a long case at most.
const fn curve_width(width: u16) -> u16 {
    let rest = width.saturating_sub(72) / 2;
    if width < 72 {
        0
    } else if rest < 8 {
        8
    } else if rest > 44 {
        44
    } else {
        rest
    }
}

fn columns(area: Rect) -> Columns<7> {
    let curve = curve_width(area.width);
    let articles = if area.width < 90 { 0 } else { 9 };
    let names = area.width.saturating_sub(1 + 9 + 5 + 5 + articles + curve + 2);
    Columns::new(inner(area), [9, names / 2, names - names / 2, 5, 5, articles, curve])
}

fn draw_row(
    model: &Model,
    card: &EntityCard,
    counts: &[usize],
    canvas: &mut Canvas<'_>,
    places: &[Rect; 7],
    look: &Theme,
) {
    let [kind, name, other, ar, en, articles, over] = places;
    canvas.label(*kind, term(model.lang(), "kind", card.kind.code()).unwrap_or(card.kind.code()), look.dim.0);
    // The name in the language of the interface comes first.
    let shown = card.kind.shown(&card.name);
    let (first, second) = match &card.name_ar {
        Some(name) if model.lang() == Lang::Arabic => (name.as_str(), Some(&*shown)),
        other => (&*shown, other.as_deref()),
    };
    canvas.name(*name, &Clean::line(first), look.name.0);
    if let Some(second) = second.map(Clean::line) {
        canvas.name(*other, &second, Style::new());
    }
    canvas.label(*ar, &model.pen().number(card.arabic, 4), look.arabic.0);
    canvas.label(*en, &model.pen().number(card.english, 4), look.english.0);
    canvas.label(*articles, &model.pen().number(card.articles, 4), look.dim.0);
    if over.width > 0 {
        canvas.label(*over, &curve(counts), look.accent.0);
    }
}

/// How many pieces of evidence name each of `ids`, over the time of the case, in `width` columns.
fn over_time<'a>(
    model: &Model,
    data: &Data,
    ids: impl Iterator<Item = &'a EntityId>,
    width: usize,
) -> HashMap<&'a EntityId, Vec<usize>> {
    let mut curves: HashMap<&EntityId, Vec<usize>> = ids.map(|id| (id, vec![0; width])).collect();
    let window = model.case.window;
    let days = Unit::Day.count(window.from, window.to).max(1);
    for event in data.timeline.events.iter().filter(|event| window.contains(event.day())) {
        let at = (Unit::Day.count(window.from, event.day()).saturating_sub(1)) * width / days;
        for id in &event.entities {
            let count = curves.get_mut(id).and_then(|counts| counts.get_mut(at.min(width.saturating_sub(1))));
            if let Some(count) = count {
                *count += event.evidence.len();
            }
        }
    }
    curves
}

fn curve(counts: &[usize]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    counts.iter().map(|count| BLOCKS[(count * 8).div_ceil(most)]).collect()
}
