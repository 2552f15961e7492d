//! The names of the case: how often each language names them, and when.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::data::Data;
use super::super::model::Model;
use super::super::rich::{self, Setting};
use super::super::theme::Theme;
use super::super::words::say;
use super::{first_row, heads};
use crate::model::{Clean, EntityCard, EntityId};
use crate::timeline::Unit;

/// Eighths of a cell.
const BLOCKS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Draws the list under a line of column names.
pub fn draw(model: &Model, buf: &mut Buffer, area: Rect, look: &Theme) {
    let Some(data) = &model.data else { return };
    let lang = model.lang();
    let columns = columns(area);
    let names = ["", say(lang, "column-name"), "", "ar", "en", say(lang, "articles"), say(lang, "column-over-time")];
    heads(buf, &columns, names, look);
    let height = usize::from(area.height.saturating_sub(1));
    let rows = &model.shown.entities;
    let first = first_row(model.chosen[1], rows.len(), height);
    let card = |at: usize| rows.get(at).and_then(|row| data.timeline.entities.get(*row));
    let visible = (first..rows.len()).take(height);
    let ids = visible.clone().filter_map(card).map(|card| &card.id);
    let curves = over_time(model, data, ids, usize::from(columns[6].width));
    for (line, at) in visible.enumerate() {
        let Some(card) = card(at) else { continue };
        let y = area.y + 1 + line as u16;
        let counts = curves.get(&card.id).map_or(&[][..], Vec::as_slice);
        draw_row(model, card, counts, buf, &columns.map(|place| Rect { y, height: 1, ..place }), look);
        if at == model.chosen[1] {
            rich::choose(buf, Rect { y, height: 1, ..area }, look.selected.0);
        }
    }
}

/// Columns of the curve: what the names can spare, in whole weeks of a long case at most.
const fn curve_width(width: u16) -> u16 {
    let rest = width.saturating_sub(72);
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

fn columns(area: Rect) -> [Rect; 7] {
    let curve = curve_width(area.width);
    let articles = if area.width < 90 { 0 } else { 9 };
    let names = area.width.saturating_sub(1 + 9 + 5 + 5 + articles + curve + 2);
    let mut x = area.x + 1;
    [9, names / 2, names - names / 2, 5, 5, articles, curve].map(|width| {
        let place = Rect { x, width: width.saturating_sub(1), ..area };
        x += width;
        place
    })
}

fn draw_row(model: &Model, card: &EntityCard, counts: &[usize], buf: &mut Buffer, places: &[Rect; 7], look: &Theme) {
    let [kind, name, arabic, ar, en, articles, over] = places;
    rich::label(buf, *kind, card.kind.code(), look.dim.0);
    let setting = Setting::rtl(false, model.look.marks);
    rich::put(buf, *name, &Clean::line(&card.name), setting, look.name.0);
    if let Some(name_ar) = &card.name_ar {
        rich::put(buf, *arabic, &Clean::line(name_ar), Setting::rtl(true, model.look.marks), Style::new());
    }
    rich::label(buf, *ar, &format!("{:>4}", card.arabic), look.arabic.0);
    rich::label(buf, *en, &format!("{:>4}", card.english), look.english.0);
    rich::label(buf, *articles, &format!("{:>4}", card.articles), look.dim.0);
    if over.width > 0 {
        rich::label(buf, *over, &curve(counts), look.accent.0);
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
