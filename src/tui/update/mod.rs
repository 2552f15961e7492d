//! What happens when something happens: the state changes, and effects are asked for.
//!
//! Nothing here reads a clock, a file or the terminal, so that a test can press keys and look.

mod act;
mod choose;
mod layers;
mod mouse;
mod moves;
mod names;
mod narrow;
mod select;
mod time;

pub use choose::{Item, items};
pub use names::{Walk, events as events_of, walks};
pub use narrow::{Chip, chips, entity_name, speaker_name};

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::command::Command;
use super::data::Data;
use super::keys::Key;
use super::look::Flow;
use super::model::{Layer, Model, Notice, Tab};
use super::msg::{Effect, Msg};
use super::rich::{self, Digits};
use super::theme;
use super::words::{fill, say};
use crate::model::Lang;

/// Takes `msg` in and says what has to be done outside.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(event) => key(model, event),
        Msg::Mouse(event) => mouse::mouse(model, event),
        Msg::Paste(text) => layers::paste(model, &text),
        Msg::Resize(columns, rows) => {
            model.look.size = (columns, rows);
            Vec::new()
        }
        Msg::Loaded(data) => loaded(model, *data),
        Msg::Found { query, ids } => narrow::found(model, &query, ids),
        Msg::Opened(article) => layers::read(model, article),
        Msg::Progress(progress) => {
            model.work = Some(progress);
            Vec::new()
        }
        Msg::Named { name, add } => {
            names::said(model, name, add);
            Vec::new()
        }
        Msg::Rest => {
            model.work = None;
            Vec::new()
        }
        Msg::Done { words, bad } => {
            model.work = None;
            model.notice = Notice { text: words.say(model.lang(), &rich::quoted), bad };
            vec![Effect::Load]
        }
        Msg::Notice { words, bad } => {
            model.notice = Notice { text: words.say(model.lang(), &rich::quoted), bad };
            Vec::new()
        }
    }
}

fn key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    if event.kind == KeyEventKind::Release {
        return Vec::new();
    }
    model.notice = Notice::default();
    if event.code == KeyCode::Char('c') && event.modifiers.contains(KeyModifiers::CONTROL) {
        return vec![Effect::Quit];
    }
    if matches!(model.layers.last(), Some(Layer::Prompt { .. } | Layer::Chooser { .. })) {
        return layers::typed(model, event);
    }
    match model.command(Key::of(event)) {
        Some(command) => on_top(model, command),
        None => Vec::new(),
    }
}

/// What lies on top gets the key first: a box takes the commands that mean something in it, and the
/// view below does not change behind it.
fn on_top(model: &mut Model, command: Command) -> Vec<Effect> {
    use Command as C;
    let moves = matches!(
        command,
        C::Down | C::Up | C::PageDown | C::PageUp | C::HalfPageDown | C::HalfPageUp | C::First | C::Last
    );
    let always = moves
        || matches!(
            command,
            C::Quit | C::Back | C::Redraw | C::Suspend | C::Theme | C::Language | C::Digits | C::TimeFlow
        );
    match (model.layers.last(), command) {
        // The key that opened a box closes it.
        (Some(Layer::Help { .. }), C::Help) | (Some(Layer::Open { .. }), C::ShowOpen) => layers::back(model),
        // The help is searched by the palette, which knows the same table.
        (Some(Layer::Help { .. }), C::Search | C::Palette) => {
            model.layers.pop();
            perform(model, C::Palette)
        }
        (Some(Layer::Confirm { .. }), C::Open) | (Some(Layer::Open { .. }), C::Open | C::Bookmark | C::Note) => {
            perform(model, command)
        }
        (Some(Layer::Help { .. } | Layer::Open { .. } | Layer::Confirm { .. }), _) if !always => Vec::new(),
        _ => perform(model, command),
    }
}

/// Does what `command` says, however it was given.
pub fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    use Command as C;
    match command {
        C::Quit => return vec![Effect::Quit],
        C::Back => return layers::back(model),
        C::ViewTimeline => show(model, Tab::Timeline),
        C::ViewArticles => show(model, Tab::Articles),
        C::ViewEntities => show(model, Tab::Entities),
        C::ViewSources => show(model, Tab::Sources),
        C::NextPane | C::PreviousPane => moves::other_pane(model),
        C::Down | C::Up | C::PageDown | C::PageUp | C::HalfPageDown | C::HalfPageUp | C::First | C::Last => {
            moves::scroll(model, command);
        }
        C::Open => return act::open(model),
        C::Earlier
        | C::Later
        | C::PreviousEvent
        | C::NextEvent
        | C::ZoomIn
        | C::ZoomOut
        | C::PanEarlier
        | C::PanLater
        | C::Fit => {
            time::go(model, command);
        }
        C::Help | C::Palette | C::GoToDate | C::Search | C::Note | C::Import | C::ShowOpen | C::ShowHidden => {
            layers::show(model, command);
        }
        C::FilterLanguage
        | C::FilterEntity
        | C::FilterSource
        | C::FilterPhase
        | C::FilterRange
        | C::FilterSources
        | C::FilterBookmarks
        | C::ClearFilter
        | C::ClearFilters => narrow::narrow(model, command),
        C::FilterKind | C::FilterNames | C::SameName | C::AddSpelling | C::UndoName => {
            return names::perform(model, command);
        }
        C::NextMatch => return act::next_match(model, 1),
        C::PreviousMatch => return act::next_match(model, -1),
        C::Bookmark => return act::bookmark(model),
        C::OpenBrowser => act::ask_to_browse(model),
        C::CopyCitation => return act::copy(model),
        C::Refresh => return act::refresh(model),
        C::Theme => next_theme(model),
        C::Language => model.look.lang = if model.look.lang == Lang::Arabic { Lang::English } else { Lang::Arabic },
        C::Digits | C::TimeFlow | C::Justify => turn(model, command),
        C::Mouse => {
            model.look.mouse = !model.look.mouse;
            let word = if model.look.mouse { say(model.lang(), "mouse-on") } else { say(model.lang(), "mouse-off") };
            word.clone_into(&mut model.notice.text);
            return vec![Effect::Mouse(model.look.mouse)];
        }
        C::Redraw => return vec![Effect::Redraw],
        C::Suspend => return vec![Effect::Suspend],
    }
    Vec::new()
}

fn show(model: &mut Model, tab: Tab) {
    model.layers.clear();
    if model.tab == Tab::Articles && tab == Tab::Timeline {
        time::follow_article(model);
    }
    model.tab = tab;
    model.pane = super::model::Pane::List;
    if tab == Tab::Articles {
        moves::choose_article_of_the_day(model);
    }
}

/// Turns a way of writing round.
fn turn(model: &mut Model, command: Command) {
    match command {
        Command::Digits => {
            model.look.pen.digits = match model.look.pen.digits {
                Digits::Western => Digits::ArabicIndic,
                Digits::ArabicIndic => Digits::Western,
            }
        }
        Command::Justify => model.look.pen.justify = !model.look.pen.justify,
        _ => model.look.time = if model.time_is_rtl() { Flow::LeftToRight } else { Flow::RightToLeft },
    }
}

fn next_theme(model: &mut Model) {
    let at = theme::NAMES.iter().position(|name| *name == model.look.theme).unwrap_or(0);
    let next = theme::NAMES[(at + 1) % theme::NAMES.len()];
    next.clone_into(&mut model.look.theme);
    let lang = model.lang();
    let name = match next {
        "dark" => say(lang, "theme-dark"),
        "light" => say(lang, "theme-light"),
        "mono" => say(lang, "theme-mono"),
        _ => say(lang, "theme-terminal"),
    };
    model.notice.text = fill(lang, "theme", &[name]);
}

/// New data keep the place: the chosen event by its key, else the chosen day.
fn loaded(model: &mut Model, data: Data) -> Vec<Effect> {
    let chosen = model.event().map(|event| event.id.clone());
    // A large store shows its articles before its timeline: the first events are what counts.
    let first = model.data.as_ref().is_none_or(|data| data.timeline.events.is_empty());
    let article = (model.tab == Tab::Articles).then(|| model.article()).flatten();
    model.data = Some(data);
    model.refresh_shown();
    let events = model.data.as_ref().map_or(&[][..], |data| &data.timeline.events);
    model.time.event = chosen.and_then(|id| events.iter().position(|event| event.id == id));
    if first {
        time::fit(model);
        time::choose_first(model);
    } else if model.time.event.is_none() {
        time::choose_near_day(model);
    }
    moves::clamp(model);
    if let Some(id) = model.names.follow.take() {
        names::choose(model, &id);
    }
    if let Some(id) = article {
        moves::choose_article(model, &id);
    }
    if model.narrow.query.is_empty() { Vec::new() } else { vec![Effect::Search(model.narrow.query.clone())] }
}
