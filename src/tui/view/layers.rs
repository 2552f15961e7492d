//! What lies on top of a view.

use ratatui::layout::{Position, Rect};

use super::super::input::Input;
use super::super::model::{Ask, Choice, Layer, Model};
use super::super::rich::{self, Canvas, Rows, base};
use super::super::theme::Theme;
use super::super::update::{Item, items};
use super::super::words::say;
use super::{Hit, detail, help, layout, reader};
use crate::model::{Clean, OpenItem};

/// Draws `layer` and says where the cursor stands, if a line is being typed in it.
pub fn draw(model: &Model, layer: &Layer, canvas: &mut Canvas<'_>, look: &Theme) -> Option<Position> {
    let area = layout::layer(model, layer);
    canvas.clear(area, look.text.0);
    let lang = model.lang();
    match layer {
        Layer::Reader { scroll, .. } => {
            reader::draw(model, area, *scroll, canvas, look);
            None
        }
        Layer::Help { scroll } => {
            frame(canvas, area, say(lang, "title-help"), look);
            let inside = layout::inside(area);
            canvas.lines(inside, help::lines(model, look).get(*scroll..).unwrap_or(&[]));
            None
        }
        Layer::Open { at } => {
            frame(canvas, area, say(lang, "title-open"), look);
            open_items(model, *at, canvas, layout::inside(area), look);
            None
        }
        Layer::Confirm { address } => {
            frame(canvas, area, say(lang, "title-browse"), look);
            let inside = layout::inside(area);
            let lines = model.pen().wrapped(&Clean::line(address), inside.width, base(false), look.accent.0, &[]);
            canvas.lines(Rect { height: inside.height.saturating_sub(1), ..inside }, &lines);
            let last = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inside };
            canvas.label(last, say(lang, "browse-keys"), look.key.0);
            None
        }
        Layer::Prompt { ask, input, error } => Some(prompt(model, *ask, input, error, canvas, area, look)),
        Layer::Chooser { choice, input, at } => Some(chooser(model, *choice, input, *at, canvas, area, look)),
    }
}

fn frame(canvas: &mut Canvas<'_>, area: Rect, title: &str, look: &Theme) {
    canvas.frame(area, look.focus.0);
    let place = Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area };
    canvas.label(place, &format!(" {title} "), look.title.0);
}

/// Columns that a typed line keeps beside what is wrong with it.
const TYPED: u16 = 12;

/// Draws the line being typed behind its name and gives the cursor's place.
fn prompt(
    model: &Model,
    ask: Ask,
    input: &Input,
    error: &str,
    canvas: &mut Canvas<'_>,
    area: Rect,
    look: &Theme,
) -> Position {
    let lang = model.lang();
    let name = match ask {
        Ask::Search => say(lang, "ask-search"),
        Ask::Day => say(lang, "ask-day"),
        Ask::Note => say(lang, "ask-note"),
        Ask::Import => say(lang, "ask-import"),
        Ask::Names => say(lang, "ask-names"),
        Ask::Spelling => say(lang, "ask-spelling"),
    };
    let used = canvas.label(
        Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area },
        &format!("{name}: "),
        look.key.0,
    );
    let x = area.x + 1 + used;
    let mut place = Rect { x, width: area.right().saturating_sub(x + 1), ..area };
    if !error.is_empty() {
        let wide = (model.pen().width(error) + 1).min(place.width.saturating_sub(TYPED));
        canvas.label(Rect { x: place.right() - wide, width: wide, ..place }, error, look.error.0);
        place.width -= wide;
    }
    line(model, input, canvas, place, look)
}

/// Draws a typed line and gives the place of its cursor.
fn line(model: &Model, input: &Input, canvas: &mut Canvas<'_>, place: Rect, look: &Theme) -> Position {
    let (text, map) = Clean::mapped(input.text());
    canvas.typed(place, &rich::caret(model.pen(), &text, map.at(input.cursor()), look.text.0))
}

fn chooser(
    model: &Model,
    choice: Choice,
    input: &Input,
    at: usize,
    canvas: &mut Canvas<'_>,
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
        Choice::Same => say(lang, "choose-same"),
    };
    frame(canvas, area, title, look);
    let inside = layout::inside(area);
    canvas.sign(inside.x, inside.y, "›", look.key.0);
    let typed = Rect { x: inside.x + 2, width: inside.width.saturating_sub(2), height: 1, ..inside };
    let cursor = line(model, input, canvas, typed, look);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let items = items(model, choice, input.text());
    if items.is_empty() {
        canvas.label(Rect { height: 1, ..list }, say(lang, "nothing-fits"), look.dim.0);
    }
    for (row, place) in Rows::new(list, 1, at, items.len()).visible() {
        let Some(item) = items.get(row) else { continue };
        item_row(model, item, canvas, place, look);
        if row == at {
            canvas.choose(place, look.selected.0);
        }
    }
    cursor
}

fn item_row(model: &Model, item: &Item, canvas: &mut Canvas<'_>, place: Rect, look: &Theme) {
    let open = item.closed.is_empty();
    let hint = if open { item.hint.clone() } else { format!("{} {}", item.closed, item.hint) };
    let width = (model.pen().width(&hint) + 1).min(place.width / 2);
    let label = rich::mixed(&item.label);
    let style = if open { look.text.0 } else { look.dim.0 };
    canvas.put(Rect { width: place.width - width, ..place }, &label, model.pen().own(), style);
    let key = if open { look.key.0 } else { look.dim.0 };
    canvas.label(Rect { x: place.right() - width + 1, width: width - 1, ..place }, &hint, key);
}

fn open_items(model: &Model, at: usize, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let Some(data) = &model.data else { return };
    let items = &data.timeline.open;
    if items.is_empty() {
        canvas.label(Rect { height: 1, ..area }, say(model.lang(), "nothing-open"), look.dim.0);
        return;
    }
    for (row, place) in Rows::new(area, OPEN, at, items.len()).visible() {
        if let Some(item) = items.get(row) {
            open_item(model, item, row == at, canvas, place, look);
        }
    }
}

/// Lines of an open item: what it is, and why it is open.
const OPEN: u16 = 3;

fn open_item(model: &Model, item: &OpenItem, chosen: bool, canvas: &mut Canvas<'_>, place: Rect, look: &Theme) {
    let first = Rect { height: 1.min(place.height), ..place };
    let what = Clean::line(what(model, item));
    canvas.put(first, &what, model.pen().base_of(&what), look.text.0);
    if chosen {
        canvas.choose(first, look.selected.0);
    }
    let published = detail::published(model.lang(), &item.published);
    let reason = item.reason.say(model.lang(), &rich::quoted);
    // Where the article's own day is open, the reason tells what is known of it.
    let why = if item.text.is_empty() { reason } else { format!("{published} · {reason}") };
    let why = rich::mixed(&why);
    let (x, y) = (place.x + 2, place.y + 1);
    let inner = Rect { x, y, width: place.width.saturating_sub(2), height: OPEN - 1 }.intersection(place);
    canvas.lines(inner, &model.pen().wrapped(&why, inner.width, model.pen().own(), look.dim.0, &[]));
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
            Rows::new(inside, OPEN, *at, length).at(place.y).map_or(Hit::Nothing, Hit::Row)
        }
        _ => Hit::Nothing,
    }
}
