//! Narrowing the lists, and taking the filters away one by one.

use super::super::command::Command;
use super::super::input::Input;
use super::super::model::{Choice, Layer, Model, Tab};
use super::super::rich::{figure, foreign};
use super::super::words::{fill, say};
use super::{moves, names, time};
use crate::model::{ArticleId, Filter, Lang, Speaker, term};

/// One filter that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chip {
    /// Words searched for.
    Search,
    /// A language.
    Lang,
    /// An entity.
    Entity,
    /// A source.
    Source,
    /// A phase.
    Phase,
    /// A range of days.
    Range,
    /// A least number of articles.
    MinSources,
    /// Only bookmarks.
    Bookmarked,
    /// A kind of names.
    Kind,
    /// Letters of names.
    Words,
}

/// The filters that are set, in one order, with their words as parts of a sentence.
pub fn chips(model: &Model) -> Vec<(Chip, String)> {
    let lang = model.lang();
    let filter = &model.narrow.filter;
    let mut chips = Vec::new();
    if !model.narrow.query.is_empty() {
        let count = model.narrow.found.as_ref().map_or_else(|| "…".to_owned(), |ids| ids.len().to_string());
        chips.push((Chip::Search, format!("/{} ({count})", foreign(&model.narrow.query))));
    }
    if let Some(code) = filter.lang {
        chips.push((Chip::Lang, say(lang, if code == Lang::Arabic { "arabic" } else { "english" }).to_owned()));
    }
    if let Some(id) = &filter.entity {
        chips.push((Chip::Entity, foreign(&entity_name(model, id))));
    }
    if let Some(source) = &filter.source {
        chips.push((Chip::Source, foreign(source)));
    }
    if let Some(id) = &filter.phase {
        let phase = model.case.phases.iter().find(|phase| &phase.id == id);
        let title = phase.map_or(id.as_str(), |phase| phase.title.get(lang));
        chips.push((Chip::Phase, foreign(title)));
    }
    if filter.from.is_some() || filter.to.is_some() {
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| figure(&day.to_string()));
        chips.push((Chip::Range, fill(lang, "days", &[&day(filter.from), &day(filter.to)])));
    }
    if let Some(least) = filter.min_sources {
        chips.push((Chip::MinSources, fill(lang, "min-articles", &[&least.to_string()])));
    }
    if model.narrow.bookmarked {
        chips.push((Chip::Bookmarked, say(lang, "bookmarks").to_owned()));
    }
    if model.tab == Tab::Entities {
        if let Some(kind) = model.names.kind {
            chips.push((Chip::Kind, term(lang, "kind", kind.code()).unwrap_or(kind.code()).to_owned()));
        }
        if !model.names.words.is_empty() {
            chips.push((Chip::Words, format!("{} {}", say(lang, "column-name"), foreign(&model.names.words))));
        }
    }
    chips
}

/// An entity's name in the language of the interface.
pub fn entity_name(model: &Model, id: &crate::model::EntityId) -> String {
    let card = model.data.as_ref().and_then(|data| data.timeline.entities.iter().find(|card| &card.id == id));
    match card {
        Some(card) if model.lang() == Lang::Arabic => card.name_ar.clone().unwrap_or_else(|| card.name.clone()),
        Some(card) => card.kind.shown(&card.name).into_owned(),
        None => id.to_string(),
    }
}

/// A speaker's name in the language of the interface where it is known, else as the article has it.
pub fn speaker_name(model: &Model, speaker: &Speaker) -> String {
    let cards = model.data.as_ref().map_or(&[][..], |data| &data.timeline.entities);
    let card = speaker.entity.as_ref().and_then(|id| cards.iter().find(|card| &card.id == id));
    match card.and_then(|card| card.name_ar.as_ref()) {
        Some(name) if model.lang() == Lang::Arabic => name.clone(),
        _ => speaker.name.clone(),
    }
}

/// Sets a filter or takes one away.
pub fn narrow(model: &mut Model, command: Command) {
    let choose = |choice| Layer::Chooser { choice, input: Input::default(), at: 0 };
    match command {
        Command::FilterEntity => return model.layers.push(choose(Choice::Entity)),
        Command::FilterSource => return model.layers.push(choose(Choice::Source)),
        Command::FilterPhase => return model.layers.push(choose(Choice::Phase)),
        Command::ClearFilter => {
            let chips = chips(model);
            match chips.as_slice() {
                [] => say(model.lang(), "no-filter").clone_into(&mut model.notice.text),
                [(chip, _)] => clear(model, *chip),
                _ => model.layers.push(choose(Choice::Filter)),
            }
            return;
        }
        _ => {}
    }
    let filter = &mut model.narrow.filter;
    match command {
        Command::FilterLanguage => {
            filter.lang = match filter.lang {
                None => Some(Lang::Arabic),
                Some(Lang::Arabic) => Some(Lang::English),
                Some(_) => None,
            }
        }
        Command::FilterRange => {
            filter.from = Some(model.time.view.from);
            filter.to = Some(model.time.view.to);
        }
        Command::FilterSources => filter.min_sources = if filter.min_sources.is_none() { Some(2) } else { None },
        Command::FilterBookmarks => model.narrow.bookmarked = !model.narrow.bookmarked,
        _ => {
            *filter = Filter::default();
            model.narrow.query.clear();
            model.narrow.found = None;
            model.narrow.bookmarked = false;
            model.names.kind = None;
            model.names.words.clear();
        }
    }
    changed(model);
}

/// Takes one filter away.
pub fn clear(model: &mut Model, chip: Chip) {
    let narrow = &mut model.narrow;
    match chip {
        Chip::Search => {
            narrow.query.clear();
            narrow.found = None;
        }
        Chip::Lang => narrow.filter.lang = None,
        Chip::Entity => narrow.filter.entity = None,
        Chip::Source => narrow.filter.source = None,
        Chip::Phase => narrow.filter.phase = None,
        Chip::Range => {
            narrow.filter.from = None;
            narrow.filter.to = None;
        }
        Chip::MinSources => narrow.filter.min_sources = None,
        Chip::Bookmarked => narrow.bookmarked = false,
        Chip::Kind => model.names.kind = None,
        Chip::Words => model.names.words.clear(),
    }
    changed(model);
}

/// The answer of a search; an answer to older words is left out.
pub fn found(model: &mut Model, query: &str, ids: Vec<ArticleId>) -> Vec<super::Effect> {
    if model.narrow.query == query {
        model.narrow.found = Some(ids);
        changed(model);
        let typing = matches!(model.layers.last(), Some(Layer::Prompt { .. }));
        if !typing {
            super::act::first_match(model);
        }
    }
    Vec::new()
}

/// Works the lists out anew and keeps what was chosen, where it is still there.
pub fn changed(model: &mut Model) {
    let article = model.article();
    let name = model.entity().map(|card| card.id.clone());
    model.refresh_shown();
    names::keep(model, name.as_ref());
    let still = model.time.event.is_some_and(|event| model.visible().contains(&event));
    if !still {
        time::choose_near_day(model);
    }
    moves::clamp(model);
    if let Some(id) = article {
        moves::choose_article(model, &id);
    }
}
