//! Where the articles come from, and how each source is.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::data::SourceRow;
use super::super::model::Model;
use super::super::rich::{self, Canvas, Columns};
use super::super::theme::Theme;
use super::super::words::{code, say};
use super::{heads, inner, rows};
use crate::model::{Clean, Lang, SourceKind};

/// Draws the list under a line of column names.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let Some(data) = &model.data else { return };
    let lang = model.lang();
    let columns = columns(area);
    let names = [
        "",
        say(lang, "column-name"),
        code(lang, Lang::Arabic),
        code(lang, Lang::English),
        say(lang, "column-newest"),
        say(lang, "column-health"),
    ];
    heads(canvas, area, &columns, names, look);
    for (at, line) in rows(model, area).visible() {
        let Some(source) = data.sources.get(at) else { continue };
        draw_row(model, source, canvas, &columns.row(line), look);
        if at == model.chosen[2] {
            canvas.choose(line, look.selected.0);
        }
    }
    if let Some(source) = data.sources.get(model.chosen[2]).filter(|_| area.height > 10) {
        below(model, source, canvas, area, look);
    }
}

/// Lines below the list that tell the chosen source in full.
const BELOW: u16 = 3;

/// Rows of the list: what its head and the lines below it leave.
pub fn height(area: Rect) -> u16 {
    area.height.saturating_sub(1 + if area.height > 10 { BELOW } else { 0 })
}

/// The chosen source in full: columns are too narrow for addresses and reasons.
fn below(model: &Model, source: &SourceRow, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let (words, style) = health(model, source, look);
    let sentence = match source.kind {
        SourceKind::Feed => format!("{} · {words}", rich::foreign(&source.place)),
        _ => words,
    };
    let (width, y) = (area.width.saturating_sub(2), area.bottom().saturating_sub(BELOW));
    let place = Rect { x: area.x + 1, y, width, height: BELOW }.intersection(area);
    let lines = model.pen().wrapped(&rich::mixed(&sentence), place.width, model.pen().own(), style, &[]);
    canvas.lines(place, &lines);
}

fn columns(area: Rect) -> Columns<6> {
    let state = (area.width / 3).max(14);
    let name = area.width.saturating_sub(1 + 8 + 5 + 5 + 12 + state + 1);
    Columns::new(inner(area), [8, name, 5, 5, 12, state])
}

fn draw_row(model: &Model, source: &SourceRow, canvas: &mut Canvas<'_>, places: &[Rect; 6], look: &Theme) {
    let lang = model.lang();
    let [kind, name, ar, en, newest, state] = places;
    let word = match source.kind {
        SourceKind::Feed => say(lang, "kind-feed"),
        SourceKind::Saved => say(lang, "kind-saved"),
        SourceKind::Sample => say(lang, "kind-sample"),
    };
    let style = if source.enabled { Style::new() } else { look.dim.0 };
    canvas.label(*kind, word, look.dim.0);
    let title = Clean::line(&source.name);
    canvas.name(*name, &title, style);
    canvas.label(*ar, &model.pen().number(source.counts[0], 4), look.arabic.0);
    canvas.label(*en, &model.pen().number(source.counts[1], 4), look.english.0);
    canvas.label(*newest, &source.newest.map_or_else(String::new, |day| day.to_string()), look.date.0);
    let (words, style) = health(model, source, look);
    canvas.put(*state, &rich::mixed(&words), model.pen().own(), style);
}

fn health(model: &Model, source: &SourceRow, look: &Theme) -> (String, Style) {
    let lang = model.lang();
    match &source.health {
        _ if source.kind != SourceKind::Feed => (rich::foreign(&source.place), look.dim.0),
        _ if !source.enabled => (say(lang, "feed-off").to_owned(), look.dim.0),
        None => (say(lang, "feed-never").to_owned(), look.dim.0),
        Some(health) if !health.error.is_empty() => {
            let sign = if health.failure().is_some() { '✗' } else { '!' };
            (format!("{sign} {}", health.error.say(lang, &rich::quoted)), look.error.0)
        }
        Some(health) => {
            let when = health.ok_at.map_or_else(String::new, |at| at.format(" %Y-%m-%d %H:%M").to_string());
            (format!("✓ {}{when} ({})", say(lang, "feed-fine"), health.items), look.accent.0)
        }
    }
}
