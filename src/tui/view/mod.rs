//! Drawing: the state in, cells out. Views change nothing and remember nothing.

mod articles;
mod card;
mod chart;
mod chrome;
mod detail;
mod entities;
mod events;
mod help;
mod layers;
mod layout;
mod reader;
mod sources;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use layout::chart_width;

use super::command::Command;
use super::model::{Layer, Model, Pane, Tab};
use super::rich::{Canvas, Columns, Rows, Seen};
use super::theme::{Theme, theme};
use super::update::Chip;
use super::words::{fill, say};
use crate::model::Span;

/// What the mouse points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A tab.
    Tab(Command),
    /// A row of the list.
    Row(usize),
    /// A piece of evidence.
    Evidence(usize),
    /// Something on the card of a name that can be walked to.
    Walk(usize),
    /// A day of the chart.
    Day(NaiveDate),
    /// A filter.
    Chip(Chip),
    /// Nothing that can be chosen.
    Nothing,
}

/// Draws the whole screen and says where the cursor stands, if a line is being typed.
pub fn draw(model: &Model, buf: &mut Buffer) -> Option<Position> {
    let look = theme(&model.look.theme);
    let selected = model.selection.clone().map(|it| (it, look.selected.0));
    paint(model, &mut Canvas::new(buf, model.pen()).selecting(selected), look)
}

/// The lines of text on the screen, those on top last: what a selection can begin in.
pub fn seen(model: &Model) -> Vec<Seen> {
    let (columns, rows) = model.look.size;
    let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
    let mut canvas = Canvas::new(&mut buf, model.pen()).watching();
    paint(model, &mut canvas, theme(&model.look.theme));
    canvas.seen()
}

fn paint(model: &Model, canvas: &mut Canvas<'_>, look: &Theme) -> Option<Position> {
    let screen = canvas.area();
    canvas.tint(screen, look.text.0);
    let (columns, rows) = (screen.width, screen.height);
    if columns < layout::FLOOR.0 || rows < layout::FLOOR.1 {
        let numbers = [layout::FLOOR.0, layout::FLOOR.1, columns, rows].map(|number| number.to_string());
        let values: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let words = fill(model.lang(), "too-small", &values);
        canvas.label(Rect { height: 1.min(rows), ..screen }, &words, look.text.0);
        return None;
    }
    let areas = layout::areas(model);
    chrome::header(model, canvas, areas.header, look);
    chrome::chips(model, canvas, areas.chips, look);
    if model.data.is_none() {
        let middle = Rect { x: 2, y: rows / 2, width: columns - 2, height: 1 };
        canvas.label(middle, say(model.lang(), "opening"), look.dim.0);
    } else {
        body(model, canvas, &areas, look);
    }
    chrome::footer(model, canvas, areas.footer, look);
    let mut cursor = None;
    for layer in &model.layers {
        cursor = layers::draw(model, layer, canvas, look);
    }
    cursor
}

fn body(model: &Model, canvas: &mut Canvas<'_>, areas: &layout::Areas, look: &Theme) {
    match model.tab {
        Tab::Timeline => {
            chart::draw(model, canvas, areas, look);
            events::draw(model, canvas, areas.list, look);
            detail::draw(model, canvas, areas.detail, look);
        }
        Tab::Articles => articles::draw(model, canvas, areas.list, look),
        Tab::Entities => {
            entities::draw(model, canvas, areas.list, look);
            card::draw(model, canvas, areas.detail, look);
        }
        Tab::Sources => sources::draw(model, canvas, areas.list, look),
    }
}

/// Rows of one page of what has the focus.
pub fn page(model: &Model) -> usize {
    let areas = layout::areas(model);
    let height = match (model.layers.last(), model.tab) {
        (Some(layer @ Layer::Reader { .. }), _) => layout::layer(model, layer).height,
        (Some(layer), _) => layout::inside(layout::layer(model, layer)).height,
        (None, Tab::Timeline) if model.pane == Pane::Detail => 3,
        (None, Tab::Timeline) => areas.list.height,
        (None, Tab::Entities) if model.pane == Pane::Detail => areas.detail.height.saturating_sub(1),
        (None, Tab::Sources) => sources::height(areas.list),
        (None, _) => areas.list.height.saturating_sub(1),
    };
    usize::from(height)
}

/// Lines of the article being read, as wide as the screen shows it.
pub fn reader_lines(model: &Model) -> usize {
    reader::lines(model).len()
}

/// The line of the article being read in which `place` of its body begins.
pub fn reader_line_of(model: &Model, place: Span) -> usize {
    reader::line_of(model, place)
}

/// Lines of the help.
pub fn help_lines(model: &Model) -> usize {
    help::lines(model, theme(&model.look.theme)).len()
}

/// What is drawn at a place of the screen.
pub fn hit(model: &Model, column: u16, row: u16) -> Hit {
    // Views know reading columns only.
    let reading = if model.pen().rtl { model.look.size.0.saturating_sub(1).saturating_sub(column) } else { column };
    let place = Position::new(reading, row);
    let areas = layout::areas(model);
    if let Some(layer) = model.layers.last() {
        return layers::hit(model, layer, place);
    }
    if areas.header.contains(place) {
        return chrome::tab_at(model, reading);
    }
    if areas.chips.contains(place) {
        return chrome::chip_at(model, reading);
    }
    if areas.list.contains(place) {
        return rows(model, areas.list).at(row).map_or(Hit::Nothing, Hit::Row);
    }
    if areas.detail.contains(place) && model.tab == Tab::Entities {
        return card::piece_at(model, areas.detail, row);
    }
    if areas.detail.contains(place) {
        return detail::piece_at(model, areas.detail, row);
    }
    if [areas.arabic, areas.english, areas.band, areas.axis].iter().any(|area| area.contains(place)) {
        return chart::day_at(model, reading).map_or(Hit::Nothing, Hit::Day);
    }
    Hit::Nothing
}

/// The rows of the list of the view in `area`.
fn rows(model: &Model, area: Rect) -> Rows {
    match model.tab {
        Tab::Timeline => events::rows(model, area, &model.visible()),
        Tab::Articles => Rows::new(below_heads(area), 1, model.chosen[0], model.shown.rows.len()),
        Tab::Entities => Rows::new(below_heads(area), 1, model.chosen[1], model.shown.entities.len()),
        Tab::Sources => {
            let length = model.data.as_ref().map_or(0, |data| data.sources.len());
            let list = Rect { height: sources::height(area), ..below_heads(area) };
            Rows::new(list, 1, model.chosen[2], length)
        }
    }
}

/// What the line of column names leaves of a list.
fn below_heads(area: Rect) -> Rect {
    Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(1), ..area }
}

/// A column at either side of an area stays free.
fn inner(area: Rect) -> Rect {
    Rect { x: area.x + 1.min(area.width), width: area.width.saturating_sub(2), ..area }
}

/// Draws the names of a list's columns into its first line.
fn heads<const N: usize>(canvas: &mut Canvas<'_>, area: Rect, columns: &Columns<N>, names: [&str; N], look: &Theme) {
    for (place, name) in columns.row(Rect { height: 1.min(area.height), ..area }).into_iter().zip(names) {
        canvas.label(place, name, look.dim.0);
    }
}
