//! Moving in lists.

use super::super::command::Command;
use super::super::model::{Layer, Model, Pane, Tab};
use super::super::view;
use super::{names, time};
use crate::model::ArticleId;

/// Moves the focus between the list and its detail.
pub fn other_pane(model: &mut Model) {
    if matches!(model.tab, Tab::Timeline | Tab::Entities) && model.layers.is_empty() {
        model.pane = if model.pane == Pane::List { Pane::Detail } else { Pane::List };
    }
}

/// Moves the chosen row or the first line, whichever the focus has.
pub fn scroll(model: &mut Model, command: Command) {
    let page = view::page(model).max(1);
    let count = length(model);
    let Some(last) = count.checked_sub(1) else { return };
    let at = position(model).unwrap_or(0);
    let to = match command {
        Command::Down => at + 1,
        Command::Up => at.saturating_sub(1),
        Command::PageDown => at + page,
        Command::PageUp => at.saturating_sub(page),
        Command::HalfPageDown => at + page.div_ceil(2),
        Command::HalfPageUp => at.saturating_sub(page.div_ceil(2)),
        Command::First => 0,
        _ => last,
    };
    set(model, to.min(last));
}

/// Moves by `lines`, as the wheel does.
pub fn by(model: &mut Model, lines: isize) {
    let Some(last) = length(model).checked_sub(1) else { return };
    let at = position(model).unwrap_or(0);
    set(model, at.saturating_add_signed(lines).min(last));
}

/// How many rows what has the focus holds.
pub fn length(model: &Model) -> usize {
    match (model.layers.last(), model.tab) {
        (Some(Layer::Reader { .. }), _) => view::reader_lines(model).saturating_sub(view::page(model)) + 1,
        (Some(Layer::Help { .. }), _) => view::help_lines(model).saturating_sub(view::page(model)) + 1,
        (Some(Layer::Open { .. }), _) => model.data.as_ref().map_or(0, |data| data.timeline.open.len()),
        (Some(_), _) => 0,
        (None, Tab::Timeline) if model.pane == Pane::Detail => model.event().map_or(0, |event| event.evidence.len()),
        (None, Tab::Timeline) => model.visible().len(),
        (None, Tab::Articles) => model.shown.rows.len(),
        (None, Tab::Entities) if model.pane == Pane::Detail => names::walks(model).len(),
        (None, Tab::Entities) => model.shown.entities.len(),
        (None, Tab::Sources) => model.data.as_ref().map_or(0, |data| data.sources.len()),
    }
}

fn position(model: &Model) -> Option<usize> {
    match (model.layers.last(), model.tab) {
        (Some(Layer::Reader { scroll, .. } | Layer::Help { scroll }), _) => Some(*scroll),
        (Some(Layer::Open { at }), _) => Some(*at),
        (Some(_), _) => None,
        (None, Tab::Timeline) if model.pane == Pane::Detail => Some(model.time.evidence),
        (None, Tab::Timeline) => {
            let event = model.time.event?;
            model.visible().iter().position(|index| *index == event)
        }
        (None, Tab::Articles) => Some(model.chosen[0]),
        (None, Tab::Entities) if model.pane == Pane::Detail => Some(model.names.at),
        (None, Tab::Entities) => Some(model.chosen[1]),
        (None, Tab::Sources) => Some(model.chosen[2]),
    }
}

/// Chooses row `to` of what has the focus.
pub fn set(model: &mut Model, to: usize) {
    let timeline_list = model.layers.is_empty() && model.tab == Tab::Timeline && model.pane == Pane::List;
    if timeline_list {
        if let Some(index) = model.visible().get(to).copied() {
            time::choose(model, index);
        }
        return;
    }
    match (model.layers.last_mut(), model.tab) {
        (Some(Layer::Reader { scroll, .. } | Layer::Help { scroll }), _) => *scroll = to,
        (Some(Layer::Open { at }), _) => *at = to,
        (Some(_), _) => {}
        (None, Tab::Timeline) => model.time.evidence = to,
        (None, Tab::Articles) => {
            model.chosen[0] = to;
            day_of_the_article(model);
        }
        (None, Tab::Entities) if model.pane == Pane::Detail => model.names.at = to,
        (None, Tab::Entities) => {
            model.chosen[1] = to;
            model.names.at = 0;
        }
        (None, Tab::Sources) => model.chosen[2] = to,
    }
}

/// The chosen day follows the chosen article, so that the timeline opens where the reader is.
fn day_of_the_article(model: &mut Model) {
    let Some(data) = &model.data else { return };
    let row = model.shown.rows.get(model.chosen[0]).and_then(|row| data.rows.get(*row));
    if let Some(day) = row.and_then(|row| row.published.day()) {
        model.time.day = day;
    }
}

/// Opening the list of articles chooses one of the chosen day's, unless the chosen one already is.
pub fn choose_article_of_the_day(model: &mut Model) {
    let Some(data) = &model.data else { return };
    let evidence = model.evidence().map(|evidence| evidence.article.clone());
    if let Some(id) =
        evidence.filter(|id| model.shown.rows.iter().any(|row| data.rows.get(*row).is_some_and(|row| &row.id == id)))
    {
        choose_article(model, &id);
    }
}

/// Chooses the article `id` in the list of articles, if it is shown.
pub fn choose_article(model: &mut Model, id: &ArticleId) {
    let Some(data) = &model.data else { return };
    if let Some(at) = model.shown.rows.iter().position(|row| data.rows.get(*row).is_some_and(|row| &row.id == id)) {
        model.chosen[0] = at;
    }
}

/// Keeps every chosen row inside its list after the lists changed.
pub fn clamp(model: &mut Model) {
    let lengths =
        [model.shown.rows.len(), model.shown.entities.len(), model.data.as_ref().map_or(0, |data| data.sources.len())];
    for (chosen, length) in model.chosen.iter_mut().zip(lengths) {
        *chosen = (*chosen).min(length.saturating_sub(1));
    }
    model.names.at = model.names.at.min(names::walks(model).len().saturating_sub(1));
    let pieces = model.event().map_or(0, |event| event.evidence.len());
    model.time.evidence = model.time.evidence.min(pieces.saturating_sub(1));
}
