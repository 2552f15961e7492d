//! What lies on top of a view.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::input::Input;
use super::super::model::{Ask, Choice, Layer, Model};
use super::super::rich::{self, Setting};
use super::super::theme::Theme;
use super::super::update::{Item, items};
use super::super::words::say;
use super::{Hit, detail, first_row, help, layout, reader};
use crate::model::{Clean, OpenItem};

/// Draws `layer` and says where the cursor stands, if a line is being typed in it.
pub fn draw(model: &Model, layer: &Layer, buf: &mut Buffer, look: &Theme) -> Option<Position> {
    let area = layout::layer(model, layer);
    clear(buf, area, look);
    let lang = model.lang();
    match layer {
        Layer::Reader { scroll, .. } => {
            reader::draw(model, area, *scroll, buf, look);
            None
        }
        Layer::Help { scroll } => {
            frame(buf, area, say(lang, "title-help"), look);
            let inside = layout::inside(area);
            for (row, line) in
                help::lines(model, look).iter().skip(*scroll).take(usize::from(inside.height)).enumerate()
            {
                rich::paint(buf, Rect { y: inside.y + row as u16, height: 1, ..inside }, line);
            }
            None
        }
        Layer::Open { at } => {
            frame(buf, area, say(lang, "title-open"), look);
            open_items(model, *at, buf, layout::inside(area), look);
            None
        }
        Layer::Confirm { address } => {
            frame(buf, area, say(lang, "title-browse"), look);
            let inside = layout::inside(area);
            let lines =
                rich::wrapped(&Clean::line(address), inside.width, Setting::rtl(false, true), look.accent.0, &[]);
            for (row, line) in lines.iter().take(usize::from(inside.height.saturating_sub(1))).enumerate() {
                rich::paint(buf, Rect { y: inside.y + row as u16, height: 1, ..inside }, line);
            }
            let last = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inside };
            rich::label(buf, last, say(lang, "browse-keys"), look.key.0);
            None
        }
        Layer::Prompt { ask, input, error } => Some(prompt(model, *ask, input, error, buf, area, look)),
        Layer::Chooser { choice, input, at } => Some(chooser(model, *choice, input, *at, buf, area, look)),
    }
}

fn clear(buf: &mut Buffer, area: Rect, look: &Theme) {
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(look.text.0);
            }
        }
    }
}

fn frame(buf: &mut Buffer, area: Rect, title: &str, look: &Theme) {
    use ratatui::widgets::{Block, Widget};
    Block::bordered().border_style(look.focus.0).render(area, buf);
    let place = Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area };
    rich::label(buf, place, &format!(" {title} "), look.title.0);
}

/// Draws the line being typed behind its name and gives the cursor's place.
fn prompt(model: &Model, ask: Ask, input: &Input, error: &str, buf: &mut Buffer, area: Rect, look: &Theme) -> Position {
    let lang = model.lang();
    let name = match ask {
        Ask::Search => say(lang, "ask-search"),
        Ask::Day => say(lang, "ask-day"),
        Ask::Note => say(lang, "ask-note"),
        Ask::Import => say(lang, "ask-import"),
    };
    let used = rich::label(
        buf,
        Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area },
        &format!("{name}: "),
        look.key.0,
    );
    let x = area.x + 1 + used;
    let mut place = Rect { x, width: area.right().saturating_sub(x + 1), ..area };
    if !error.is_empty() {
        let text = Clean::line(error);
        let wide = place.width / 2;
        rich::put(
            buf,
            Rect { x: place.right() - wide, width: wide, ..place },
            &text,
            Setting::rtl(false, true),
            look.error.0,
        );
        place.width -= wide;
    }
    line(input, buf, place, look)
}

/// Draws a typed line so that its cursor is on the screen: the cursor stands before the letter
/// that the next one would push on.
fn line(input: &Input, buf: &mut Buffer, place: Rect, look: &Theme) -> Position {
    let text = Clean::line(input.text());
    let (_, map) = Clean::mapped(input.text());
    let cursor = map.at(input.cursor());
    // The line shows its end: what stands before the cursor matters while typing.
    let setting = Setting::rtl(false, true);
    let mut drawn = rich::single(&text, u16::MAX, setting, look.text.0);
    let columns = drawn.line.columns(cursor..cursor + 1).first().map(|columns| columns.start);
    let after = drawn.line.columns(cursor.saturating_sub(1)..cursor).first().map_or(0, |columns| {
        let rtl = drawn.line.cell_at(columns.start).is_some_and(|cell| {
            cell.symbol.as_str().chars().any(|c| ('\u{590}'..'\u{2000}').contains(&c) || c >= '\u{FB1D}')
        });
        if rtl { columns.start } else { columns.end }
    });
    let column = columns.unwrap_or(after);
    let skip = (column + 1).saturating_sub(usize::from(place.width));
    let mut left = 0;
    drawn.line.cells.retain(|cell| {
        left += usize::from(cell.width);
        left > skip
    });
    rich::paint(buf, place, &drawn);
    Position::new(place.x + (column - skip.min(column)) as u16, place.y)
}

fn chooser(
    model: &Model,
    choice: Choice,
    input: &Input,
    at: usize,
    buf: &mut Buffer,
    area: Rect,
    look: &Theme,
) -> Position {
    let lang = model.lang();
    let title = match choice {
        Choice::Command => say(lang, "choose-command"),
        Choice::Entity => say(lang, "choose-entity"),
        Choice::Source => say(lang, "choose-source"),
        Choice::Phase => say(lang, "choose-phase"),
        Choice::Filter => say(lang, "choose-filter"),
    };
    frame(buf, area, title, look);
    let inside = layout::inside(area);
    rich::label(buf, Rect { width: 2, height: 1, ..inside }, "› ", look.key.0);
    let cursor =
        line(input, buf, Rect { x: inside.x + 2, width: inside.width.saturating_sub(2), height: 1, ..inside }, look);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let items = items(model, choice, input.text());
    if items.is_empty() {
        rich::label(buf, Rect { height: 1, ..list }, say(lang, "nothing-fits"), look.dim.0);
    }
    let first = first_row(at, items.len(), usize::from(list.height));
    for (row, (index, item)) in items.iter().enumerate().skip(first).take(usize::from(list.height)).enumerate() {
        let place = Rect { y: list.y + row as u16, height: 1, ..list };
        item_row(model, item, buf, place, look);
        if index == at {
            rich::choose(buf, place, look.selected.0);
        }
    }
    cursor
}

fn item_row(model: &Model, item: &Item, buf: &mut Buffer, place: Rect, look: &Theme) {
    let open = item.closed.is_empty();
    let hint = if open { item.hint.clone() } else { format!("{} {}", item.closed, item.hint) };
    let width = (hint.chars().count() as u16 + 1).min(place.width / 2);
    let label = rich::mixed(&item.label);
    let style = if open { look.text.0 } else { look.dim.0 };
    let setting = Setting::rtl(model.lang().is_rtl(), model.look.marks);
    rich::put(buf, Rect { width: place.width - width, ..place }, &label, setting, style);
    let key = if open { look.key.0 } else { look.dim.0 };
    rich::label(buf, Rect { x: place.right() - width + 1, width: width - 1, ..place }, &hint, key);
}

fn open_items(model: &Model, at: usize, buf: &mut Buffer, area: Rect, look: &Theme) {
    let Some(data) = &model.data else { return };
    let items = &data.timeline.open;
    if items.is_empty() {
        rich::label(buf, Rect { height: 1, ..area }, say(model.lang(), "nothing-open"), look.dim.0);
        return;
    }
    let height = usize::from(area.height / OPEN).max(1);
    let first = first_row(at, items.len(), height);
    for (row, (index, item)) in items.iter().enumerate().skip(first).take(height).enumerate() {
        let place = Rect { y: area.y + OPEN * row as u16, height: OPEN, ..area }.intersection(area);
        open_item(model, item, index == at, buf, place, look);
    }
}

/// Lines of an open item: what it is, and why it is open.
const OPEN: u16 = 3;

fn open_item(model: &Model, item: &OpenItem, chosen: bool, buf: &mut Buffer, place: Rect, look: &Theme) {
    let first = Rect { height: 1.min(place.height), ..place };
    let what = Clean::line(what(model, item));
    rich::put(buf, first, &what, Setting::of(&what, model.look.marks), look.text.0);
    if chosen {
        rich::choose(buf, first, look.selected.0);
    }
    let published = detail::published(model.lang(), &item.published);
    let why = rich::mixed(&format!("{published} · {}", rich::foreign(&item.reason)));
    let setting = Setting::rtl(model.lang().is_rtl(), true);
    let inner = Rect { x: place.x + 2, width: place.width.saturating_sub(2), height: 1, ..place };
    let lines = rich::wrapped(&why, inner.width, setting, look.dim.0, &[]);
    for (line, drawn) in lines.iter().take(usize::from(OPEN) - 1).enumerate() {
        rich::paint(buf, Rect { y: place.y + 1 + line as u16, ..inner }.intersection(place), drawn);
    }
}

/// The sentence that is open, else what the article is called by.
fn what<'a>(model: &Model, item: &'a OpenItem) -> &'a str {
    let candidates = [item.text.as_str(), item.headline.as_str()];
    candidates.into_iter().find(|words| !words.is_empty()).unwrap_or(say(model.lang(), "untitled"))
}

/// What the mouse points at in `layer`.
pub fn hit(model: &Model, layer: &Layer, place: Position) -> Hit {
    let inside = layout::inside(layout::layer(model, layer));
    match layer {
        Layer::Open { at } if inside.contains(place) => {
            let length = model.data.as_ref().map_or(0, |data| data.timeline.open.len());
            let first = first_row(*at, length, usize::from(inside.height / OPEN).max(1));
            let row = first + usize::from((place.y - inside.y) / OPEN);
            if row < length { Hit::Row(row) } else { Hit::Nothing }
        }
        _ => Hit::Nothing,
    }
}
