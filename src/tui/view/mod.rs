//! Drawing: the state in, cells out. Views change nothing and remember nothing.

mod articles;
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
use super::rich;
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
    rich::tint(buf, buf.area, look.text.0);
    let (columns, rows) = (buf.area.width, buf.area.height);
    if columns < layout::FLOOR.0 || rows < layout::FLOOR.1 {
        let numbers = [layout::FLOOR.0, layout::FLOOR.1, columns, rows].map(|number| number.to_string());
        let values: Vec<&str> = numbers.iter().map(String::as_str).collect();
        rich::label(
            buf,
            Rect { height: 1.min(rows), ..buf.area },
            &fill(model.lang(), "too-small", &values),
            look.text.0,
        );
        return None;
    }
    let areas = layout::areas(model);
    chrome::header(model, buf, areas.header, look);
    chrome::chips(model, buf, areas.chips, look);
    if model.data.is_none() {
        let middle = Rect { y: rows / 2, height: 1, ..buf.area };
        rich::label(buf, Rect { x: 2, width: columns - 2, ..middle }, say(model.lang(), "opening"), look.dim.0);
    } else {
        body(model, buf, &areas, look);
    }
    chrome::footer(model, buf, areas.footer, look);
    let mut cursor = None;
    for layer in &model.layers {
        cursor = layers::draw(model, layer, buf, look);
    }
    cursor
}

fn body(model: &Model, buf: &mut Buffer, areas: &layout::Areas, look: &Theme) {
    match model.tab {
        Tab::Timeline => {
            chart::draw(model, buf, areas, look);
            events::draw(model, buf, areas.list, look);
            detail::draw(model, buf, areas.detail, look);
        }
        Tab::Articles => articles::draw(model, buf, areas.list, look),
        Tab::Entities => entities::draw(model, buf, areas.list, look),
        Tab::Sources => sources::draw(model, buf, areas.list, look),
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
    let place = Position::new(column, row);
    let areas = layout::areas(model);
    if let Some(layer) = model.layers.last() {
        return layers::hit(model, layer, place);
    }
    if areas.header.contains(place) {
        return chrome::tab_at(model, column);
    }
    if areas.chips.contains(place) {
        return chrome::chip_at(model, column);
    }
    if areas.list.contains(place) {
        let line = usize::from(row - areas.list.y);
        return match model.tab {
            Tab::Timeline => events::row_at(model, areas.list, line),
            Tab::Articles | Tab::Entities | Tab::Sources => list_row(model, line),
        };
    }
    if areas.detail.contains(place) {
        return detail::piece_at(model, areas.detail, row);
    }
    if [areas.arabic, areas.english, areas.band, areas.axis].iter().any(|area| area.contains(place)) {
        return chart::day_at(model, column).map_or(Hit::Nothing, Hit::Day);
    }
    Hit::Nothing
}

fn list_row(model: &Model, line: usize) -> Hit {
    let (chosen, length) = match model.tab {
        Tab::Articles => (model.chosen[0], model.shown.rows.len()),
        Tab::Entities => (model.chosen[1], model.shown.entities.len()),
        _ => (model.chosen[2], model.data.as_ref().map_or(0, |data| data.sources.len())),
    };
    let height = page(model);
    let first = first_row(chosen, length, height);
    match line.checked_sub(1) {
        Some(line) if line < height && first + line < length => Hit::Row(first + line),
        _ => Hit::Nothing,
    }
}

/// Draws the names of a list's columns into its first line.
fn heads<const N: usize>(buf: &mut Buffer, columns: &[Rect; N], names: [&str; N], look: &Theme) {
    for (place, name) in columns.iter().zip(names) {
        rich::label(buf, Rect { height: 1, ..*place }, name, look.dim.0);
    }
}

/// The first row of a list of `length` rows that shows row `chosen` in `height` rows: the chosen
/// row stays in the middle where the list is long enough on both sides.
pub fn first_row(chosen: usize, length: usize, height: usize) -> usize {
    chosen.saturating_sub(height / 2).min(length.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::first_row;

    #[test]
    fn the_chosen_row_is_always_on_the_screen() {
        for length in 0..30_usize {
            for height in 1..12 {
                for chosen in 0..length {
                    let first = first_row(chosen, length, height);
                    assert!(first <= chosen && chosen < first + height, "{chosen} of {length} in {height}");
                    assert!(length <= height && first == 0 || first + height <= length || length < height);
                }
            }
        }
    }
}
