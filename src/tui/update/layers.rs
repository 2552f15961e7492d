//! What lies on top of a view: prompts, choosers, the reader, the help.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::command::Command;
use super::super::input::Input;
use super::super::model::{Ask, Choice, Layer, Model, Pane};
use super::super::msg::Effect;
use super::super::rich::Base;
use super::super::rich::figure;
use super::super::view;
use super::super::words::{fill, say};
use super::{act, choose, names, narrow, time};
use crate::model::{Analysed, ArticleId, Clean};

/// Opens the layer that `command` asks for.
pub fn show(model: &mut Model, command: Command) {
    let prompt = |ask, text: String| Layer::Prompt { ask, input: Input::new(text), error: String::new() };
    let layer = match command {
        Command::Help => Layer::Help { scroll: 0 },
        Command::Palette => Layer::Chooser { choice: Choice::Command, input: Input::default(), at: 0 },
        Command::GoToDate => prompt(Ask::Day, String::new()),
        Command::Search => prompt(Ask::Search, model.narrow.query.clone()),
        Command::Import => prompt(Ask::Import, String::new()),
        Command::ShowOpen => Layer::Open { at: 0 },
        Command::Note => {
            let Some(id) = model.article() else {
                say(model.lang(), "no-article").clone_into(&mut model.notice.text);
                return;
            };
            prompt(Ask::Note, note_of(model, &id))
        }
        _ => {
            if let Some(Layer::Reader { hidden, .. }) = model.layers.last_mut() {
                *hidden = !*hidden;
            }
            return;
        }
    };
    model.layers.push(layer);
}

fn note_of(model: &Model, id: &ArticleId) -> String {
    let marks = model.data.as_ref().and_then(|data| data.marks.get(id));
    marks.map_or_else(String::new, |mark| mark.note.clone())
}

/// Puts an article on top, at the sentence of the chosen evidence; it is read from then on.
pub fn read(model: &mut Model, article: Box<Analysed>) -> Vec<Effect> {
    let id = article.id.clone();
    let place = model.evidence().filter(|evidence| evidence.article == article.id).map(|evidence| evidence.place);
    model.layers.retain(|layer| !matches!(layer, Layer::Reader { .. }));
    model.layers.push(Layer::Reader { article, scroll: 0, hidden: false });
    if let Some(place) = place {
        let line = view::reader_line_of(model, place);
        let page = view::page(model);
        let last = super::moves::length(model).saturating_sub(1);
        if let Some(Layer::Reader { scroll, .. }) = model.layers.last_mut() {
            *scroll = if line < page { 0 } else { line.saturating_sub(page / 3).min(last) };
        }
    }
    act::seen(model, id)
}

/// Closes the topmost layer, else stops work, else leaves the detail pane, else the search.
pub fn back(model: &mut Model) -> Vec<Effect> {
    if model.selection.take().is_some() {
        return Vec::new();
    }
    if model.layers.pop().is_some() {
        return Vec::new();
    }
    if model.work.is_some() {
        return vec![Effect::Cancel];
    }
    if model.pane == Pane::Detail {
        model.pane = Pane::List;
    } else if !model.narrow.query.is_empty() {
        narrow::clear(model, narrow::Chip::Search);
    }
    Vec::new()
}

/// Text was pasted: it goes into the line being typed.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Prompt { input, .. } | Layer::Chooser { input, .. }) => {
            input.insert(text);
            changed(model)
        }
        _ => Vec::new(),
    }
}

/// A key while a line is being typed.
pub fn typed(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    match (event.code, event.modifiers) {
        (KeyCode::Esc, _) => return abandon(model),
        (KeyCode::Enter, _) => return accept(model),
        (KeyCode::Down, _) | (KeyCode::Char('n'), KeyModifiers::CONTROL) => return move_choice(model, 1),
        (KeyCode::Up, _) | (KeyCode::Char('p'), KeyModifiers::CONTROL) => return move_choice(model, -1),
        _ => {}
    }
    let pen = model.pen();
    let Some(Layer::Prompt { input, .. } | Layer::Chooser { input, .. }) = model.layers.last_mut() else {
        return Vec::new();
    };
    // An arrow goes to its side of the screen.
    let rtl = pen.base_of(&Clean::line(input.text())) == Base::Rtl;
    if input.key(event, rtl) { changed(model) } else { Vec::new() }
}

/// The line changed: a search begins at two letters, a list begins at its first row.
fn changed(model: &mut Model) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Chooser { at, .. }) => *at = 0,
        Some(Layer::Prompt { ask: Ask::Search, input, .. }) => {
            let query = input.text().trim().to_owned();
            return search(model, query);
        }
        Some(Layer::Prompt { ask: Ask::Names, input, .. }) => {
            let words = input.text().to_owned();
            names::type_in(model, &words);
        }
        Some(Layer::Prompt { error, .. }) => error.clear(),
        _ => {}
    }
    Vec::new()
}

fn search(model: &mut Model, query: String) -> Vec<Effect> {
    if query.chars().count() < 2 {
        narrow::clear(model, narrow::Chip::Search);
        return Vec::new();
    }
    if model.narrow.query == query {
        return Vec::new();
    }
    model.narrow.query.clone_from(&query);
    vec![Effect::Search(query)]
}

fn move_choice(model: &mut Model, steps: isize) -> Vec<Effect> {
    let count = match model.layers.last() {
        Some(Layer::Chooser { choice, input, .. }) => choose::items(model, *choice, input.text()).len(),
        _ => 0,
    };
    if let Some(Layer::Chooser { at, .. }) = model.layers.last_mut()
        && count > 0
    {
        *at = at.saturating_add_signed(steps).min(count - 1);
    }
    Vec::new()
}

/// Esc while typing: a search or a filter that was being typed is taken back.
fn abandon(model: &mut Model) -> Vec<Effect> {
    match model.layers.pop() {
        Some(Layer::Prompt { ask: Ask::Search, .. }) => narrow::clear(model, narrow::Chip::Search),
        Some(Layer::Prompt { ask: Ask::Names, .. }) => narrow::clear(model, narrow::Chip::Words),
        _ => {}
    }
    Vec::new()
}

/// Enter: does what the line or the chosen row says.
fn accept(model: &mut Model) -> Vec<Effect> {
    match model.layers.last() {
        Some(Layer::Chooser { choice, input, at }) => {
            let chosen = choose::items(model, *choice, input.text()).into_iter().nth(*at);
            let Some(chosen) = chosen else { return Vec::new() };
            if !chosen.closed.is_empty() {
                model.notice.text = chosen.closed;
                return Vec::new();
            }
            model.layers.pop();
            choose::pick(model, chosen.pick)
        }
        Some(Layer::Prompt { ask, input, .. }) => {
            let (ask, text) = (*ask, input.text().trim().to_owned());
            answer(model, ask, &text)
        }
        _ => Vec::new(),
    }
}

fn answer(model: &mut Model, ask: Ask, text: &str) -> Vec<Effect> {
    use chrono::Datelike;
    match ask {
        Ask::Day => {
            let Some(day) = time::parse_day(text, model.case.window.from.year()) else {
                if let Some(Layer::Prompt { error, .. }) = model.layers.last_mut() {
                    *error = fill(model.look.lang, "no-day", &[&figure("2021-03-02"), &figure("2/3/2021")]);
                }
                return Vec::new();
            };
            model.layers.pop();
            model.layers.clear();
            model.tab = super::Tab::Timeline;
            time::go_to(model, day);
            let limits = model.limits();
            if day < limits.from || limits.to < day {
                let [from, to] = [limits.from, limits.to].map(|day| figure(&day.to_string()));
                model.notice.text = fill(model.lang(), "day-outside", &[&from, &to]);
            }
            Vec::new()
        }
        Ask::Search => {
            model.layers.pop();
            act::first_match(model);
            search(model, text.to_owned())
        }
        Ask::Note => {
            model.layers.pop();
            act::note(model, text)
        }
        Ask::Names => {
            model.layers.pop();
            Vec::new()
        }
        Ask::Spelling => {
            model.layers.pop();
            names::spelling(model, text)
        }
        Ask::Import if text.is_empty() => Vec::new(),
        Ask::Import => {
            model.layers.pop();
            vec![Effect::Import(text.to_owned())]
        }
    }
}
