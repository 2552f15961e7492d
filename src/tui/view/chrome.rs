//! The frame of the screen: title and tabs, the filters that are set, the bottom line.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::command::{self, Command};
use super::super::model::{Layer, Model, Tab};
use super::super::rich::{self, Canvas};
use super::super::theme::Theme;
use super::super::update;
use super::super::words::{fill, say};
use super::Hit;
use crate::model::{Clean, Lang, Step};

/// A piece of a row with its words and its style.
struct Piece<T> {
    start: u16,
    width: u16,
    text: String,
    what: T,
}

/// The tabs, with their place.
fn tabs(model: &Model) -> Vec<Piece<(Tab, Command)>> {
    let lang = model.lang();
    let names = [
        (Tab::Timeline, Command::ViewTimeline, say(lang, "title-timeline")),
        (Tab::Articles, Command::ViewArticles, say(lang, "title-articles")),
        (Tab::Entities, Command::ViewEntities, say(lang, "title-entities")),
        (Tab::Sources, Command::ViewSources, say(lang, "title-sources")),
    ];
    let mut start = 1;
    let pieces = names.into_iter().enumerate().map(|(number, (tab, command, name))| {
        let text = format!(" {} {name} ", number + 1);
        let piece = Piece { start, width: model.pen().width(&text), text, what: (tab, command) };
        start += piece.width + 1;
        piece
    });
    pieces.collect()
}

/// Draws the tabs, then the case's title and the figures at the far end.
pub fn header(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let mut end = 0;
    for tab in tabs(model) {
        let style = if tab.what.0 == model.tab { look.selected.0 } else { look.dim.0 };
        canvas.label(Rect { x: tab.start, width: tab.width.min(area.width), ..area }, &tab.text, style);
        end = tab.start + tab.width;
    }
    let room = area.width.saturating_sub(end + 2);
    let figures = figures(model).into_iter().find(|words| model.pen().width(words) <= room).unwrap_or_default();
    let width = model.pen().width(&figures);
    canvas.label(Rect { x: area.width - width, width, ..area }, &figures, look.dim.0);
    let rest = Rect { x: end + 1, width: room.saturating_sub(width), ..area };
    let title = Clean::line(model.case.title.get(model.lang()));
    let setting = model.pen().base_of(&title);
    if rest.width >= 12 {
        canvas.put(rest, &title, setting, look.title.0);
    }
}

/// How much there is, in words that need less and less room.
fn figures(model: &Model) -> Vec<String> {
    let Some(data) = &model.data else { return Vec::new() };
    let lang = model.lang();
    let [shown, all] = [model.shown.events.len(), data.timeline.events.len()].map(|count| count.to_string());
    let [arabic, english, other] = data.timeline.articles.map(|count| count.to_string());
    let other = if other == "0" { String::new() } else { format!(" +{other}") };
    let events = fill(lang, "events", &[&shown, &all]);
    vec![
        format!("{events} · {}{other} ", fill(lang, "languages", &[&arabic, &english])),
        format!("{events} "),
        format!("{} ", fill(lang, "events-short", &[&shown, &all])),
    ]
}

/// The tab at a column.
pub fn tab_at(model: &Model, column: u16) -> Hit {
    let tab = tabs(model).into_iter().find(|tab| (tab.start..tab.start + tab.width).contains(&column));
    tab.map_or(Hit::Nothing, |tab| Hit::Tab(tab.what.1))
}

fn chip_pieces(model: &Model) -> Vec<Piece<update::Chip>> {
    let mut start = model.pen().width(say(model.lang(), "filters")) + 2;
    let pieces = update::chips(model).into_iter().map(|(chip, words)| {
        let text = format!("[{words} ×]");
        let piece = Piece { start, width: model.pen().width(&text), text, what: chip };
        start += piece.width + 1;
        piece
    });
    pieces.collect()
}

/// Draws the filters that are set in one line; how many find no room is told at its end.
pub fn chips(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    if area.is_empty() {
        return;
    }
    canvas.label(Rect { x: 1, width: area.width - 1, ..area }, say(model.lang(), "filters"), look.dim.0);
    let all = chip_pieces(model);
    let end = area.width.saturating_sub(MORE);
    let fits = |chip: &&Piece<update::Chip>| chip.start + chip.width <= if all.len() > 1 { end } else { area.width };
    let shown = all.iter().take_while(fits).count().max(1);
    for chip in all.iter().take(shown) {
        let width = area.width.saturating_sub(chip.start).min(chip.width);
        canvas.label(Rect { x: chip.start.min(area.width), width, ..area }, &chip.text, look.accent.0);
    }
    let hidden = all.len().saturating_sub(shown);
    if hidden > 0 {
        canvas.label(Rect { x: end, width: MORE, ..area }, &format!(" +{hidden}"), look.accent.0);
    }
}

/// Columns at the end of the line of filters for the number of those that do not fit.
const MORE: u16 = 4;

/// The filter at a column.
pub fn chip_at(model: &Model, column: u16) -> Hit {
    let chip = chip_pieces(model).into_iter().find(|chip| (chip.start..chip.start + chip.width).contains(&column));
    chip.map_or(Hit::Nothing, |chip| Hit::Chip(chip.what))
}

/// Draws the bottom line: running work, else what there is to tell, else the keys by their rank.
pub fn footer(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    if let Some(work) = &model.work {
        return progress(model, work, canvas, area, look);
    }
    if !model.notice.text.is_empty() {
        let style = if model.notice.bad { look.error.0 } else { look.accent.0 };
        let text = rich::mixed(&format!("{} {}", if model.notice.bad { "✗" } else { "•" }, model.notice.text));
        canvas.put(Rect { x: 1, width: area.width - 1, ..area }, &text, model.pen().own(), style);
        return;
    }
    keys(model, canvas, area, look);
}

fn progress(model: &Model, work: &crate::model::Progress, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let done = if work.total == 0 { work.done.to_string() } else { format!("{}/{}", work.done, work.total) };
    let bar = match work.total {
        0 => String::new(),
        total => {
            let full = (work.done * 20 / total).min(20);
            format!("{}{} ", "█".repeat(full), "░".repeat(20 - full))
        }
    };
    let state = match &work.step {
        Step::Failed(reason) => format!(" ✗ {}", reason.say(model.lang(), &rich::quoted)),
        _ => String::new(),
    };
    let name = if work.name.is_empty() { say(model.lang(), "building").to_owned() } else { rich::foreign(&work.name) };
    let text = rich::mixed(&format!("{bar}{done} {name}{state}"));
    let stop =
        model.keys_of(Command::Back).iter().map(ToString::to_string).find(|key| key == "esc").unwrap_or_default();
    canvas.put(Rect { x: 1, width: area.width.saturating_sub(8), ..area }, &text, model.pen().own(), look.accent.0);
    let width = model.pen().width(&stop) + 1;
    canvas.label(Rect { x: area.width.saturating_sub(width), width, ..area }, &stop, look.key.0);
}

fn keys(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let lang: Lang = model.lang();
    let context = model.context();
    let mut entries: Vec<&command::Entry> =
        command::table().iter().filter(|entry| entry.rank.is_some() && entry.works_in(context)).collect();
    entries.sort_by_key(|entry| entry.rank);
    let reading = matches!(model.layers.last(), Some(Layer::Reader { .. }));
    // At the top level there is nowhere to go back to.
    entries.retain(|entry| entry.name != Command::Back || reading);
    if reading {
        entries.retain(|entry| {
            !matches!(entry.name, Command::Open | Command::NextPane | Command::ClearFilter | Command::FilterLanguage)
        });
    }
    let more = say(lang, "more");
    let limit = area.width.saturating_sub(model.pen().width(more) + 2);
    let mut x = 1;
    for entry in entries {
        let Some(key) = model.keys_of(entry.name).first().map(ToString::to_string) else { continue };
        let words = format!(" {}  ", entry.short(lang));
        let width = model.pen().width(&key) + model.pen().width(&words);
        if x + width > limit {
            canvas.label(Rect { x: limit + 1, width: area.width - limit - 1, ..area }, more, look.dim.0);
            return;
        }
        x += piece(canvas, area, x, &key, look.key.0);
        x += piece(canvas, area, x, &words, look.dim.0);
    }
}

fn piece(canvas: &mut Canvas<'_>, area: Rect, x: u16, text: &str, style: Style) -> u16 {
    canvas.label(Rect { x, width: area.width.saturating_sub(x), ..area }, text, style)
}
