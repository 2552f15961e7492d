//! The view of names: what its list shows, where one can walk to from a name, and what the analyst
//! says of it.

use super::super::command::Command;
use super::super::input::Input;
use super::super::model::{Ask, Choice, Layer, Model, Pane, Tab};
use super::super::msg::Effect;
use super::super::words::say;
use super::{act, moves, narrow, time};
use crate::model::{CaseName, EntityCard, EntityId, EntityType, LinkedBy};

/// Events that a card lists; the timeline shows the others.
const EVENTS: usize = 40;

/// Something that one can walk to from the card of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Walk {
    /// The timeline, with the events of this name alone.
    Timeline,
    /// A name that is probably the same, by its place in [`EntityCard::likely`].
    Likely(usize),
    /// A name beside it, by its place in [`EntityCard::beside`].
    Beside(usize),
    /// An event, by its index in the timeline.
    Event(usize),
}

/// What one can walk to from the chosen name, in the order of the card.
pub fn walks(model: &Model) -> Vec<Walk> {
    let Some(card) = model.entity() else { return Vec::new() };
    let mut walks: Vec<Walk> = (0..card.likely.len()).map(Walk::Likely).collect();
    let events = events(model, &card.id);
    walks.extend((!events.is_empty()).then_some(Walk::Timeline));
    walks.extend((0..card.beside.len()).map(Walk::Beside));
    walks.extend(events.into_iter().take(EVENTS).map(Walk::Event));
    walks
}

/// The events that name `id`, in order of time.
pub fn events(model: &Model, id: &EntityId) -> Vec<usize> {
    let Some(data) = &model.data else { return Vec::new() };
    let named = data.timeline.events.iter().enumerate().filter(|(_, event)| event.entities.contains(id));
    named.map(|(index, _)| index).collect()
}

/// Enter: from the list into the card, and from the card to what is chosen there.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.pane == Pane::List {
        if model.entity().is_some() {
            model.pane = Pane::Detail;
            model.names.at = first_of_the_timeline(model);
        }
        return Vec::new();
    }
    let Some(card) = model.entity() else { return Vec::new() };
    let id = card.id.clone();
    match walks(model).get(model.names.at) {
        Some(Walk::Timeline) => {
            model.narrow.filter.entity = Some(id);
            act::to_timeline(model);
        }
        Some(Walk::Event(index)) => {
            let index = *index;
            model.narrow.filter.entity = Some(id);
            act::to_timeline(model);
            time::choose(model, index);
        }
        Some(Walk::Likely(at)) => {
            let next = card.likely.get(*at).map(|likely| likely.id.clone());
            if let Some(id) = next {
                choose(model, &id);
            }
        }
        Some(Walk::Beside(at)) => {
            let next = card.beside.get(*at).map(|beside| beside.id.clone());
            if let Some(id) = next {
                choose(model, &id);
            }
        }
        None => {}
    }
    Vec::new()
}

/// Where a card is entered: at its events, which are mostly wanted.
fn first_of_the_timeline(model: &Model) -> usize {
    walks(model).iter().position(|walk| *walk == Walk::Timeline).unwrap_or(0)
}

/// Chooses the name `id` in the list; what hides it there is taken away.
pub fn choose(model: &mut Model, id: &EntityId) {
    let Some(data) = &model.data else { return };
    let Some(card) = data.timeline.entities.iter().position(|card| &card.id == id) else { return };
    if !model.shown.entities.contains(&card) {
        model.names.kind = None;
        model.names.words.clear();
        model.refresh_shown();
    }
    if !model.shown.entities.contains(&card) {
        narrow::narrow(model, Command::ClearFilters);
    }
    if let Some(row) = model.shown.entities.iter().position(|index| *index == card) {
        model.chosen[1] = row;
        model.names.at = first_of_the_timeline(model);
    }
}

/// Does what `command` says of names.
pub fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::FilterKind => next_kind(model),
        Command::FilterNames => {
            let input = Input::new(model.names.words.clone());
            model.layers.push(Layer::Prompt { ask: Ask::Names, input, error: String::new() });
        }
        Command::UndoName => return undo(model),
        _ if model.entity().is_none() || model.tab != Tab::Entities => {
            say(model.lang(), "no-name").clone_into(&mut model.notice.text);
        }
        Command::SameName => {
            model.layers.push(Layer::Chooser { choice: Choice::Same, input: Input::default(), at: 0 });
        }
        _ => {
            model.layers.push(Layer::Prompt { ask: Ask::Spelling, input: Input::default(), error: String::new() });
        }
    }
    Vec::new()
}

/// The next kind of which there are names, after the last all of them.
fn next_kind(model: &mut Model) {
    let Some(data) = &model.data else { return };
    let there = |kind: &EntityType| data.timeline.entities.iter().any(|card| card.kind == *kind);
    let kinds: Vec<EntityType> = EntityType::ALL.into_iter().filter(there).collect();
    let at = model.names.kind.and_then(|kind| kinds.iter().position(|one| *one == kind)).map_or(0, |at| at + 1);
    model.names.kind = kinds.get(at).copied();
    changed(model);
}

/// Shows only names that hold `words`.
pub fn type_in(model: &mut Model, words: &str) {
    words.trim().clone_into(&mut model.names.words);
    changed(model);
}

/// Works the list out anew; the chosen name stays chosen where it is still there.
pub fn changed(model: &mut Model) {
    let chosen = model.entity().map(|card| card.id.clone());
    model.refresh_shown();
    keep(model, chosen.as_ref());
    moves::clamp(model);
}

/// Chooses the name `id` where the list shows it, else the first one.
pub fn keep(model: &mut Model, id: Option<&EntityId>) {
    let data = model.data.as_ref();
    let card = |index: &usize| data.and_then(|data| data.timeline.entities.get(*index)).map(|card| &card.id);
    let row = id.and_then(|id| model.shown.entities.iter().position(|index| card(index) == Some(id)));
    if row.is_none() {
        model.names.at = 0;
    }
    model.chosen[1] = row.unwrap_or(0);
}

/// The chosen name is the entity `id` from now on: so are all the ways in which texts write it.
pub fn same(model: &mut Model, id: &EntityId) -> Vec<Effect> {
    let Some(aliases) = model.entity().map(aliases) else { return Vec::new() };
    tell(model, id, aliases)
}

/// `spelling` names the chosen entity from now on.
pub fn spelling(model: &mut Model, spelling: &str) -> Vec<Effect> {
    let Some(id) = model.entity().map(|card| card.id.clone()).filter(|_| !spelling.is_empty()) else {
        return Vec::new();
    };
    tell(model, &id, vec![spelling.to_owned()])
}

fn tell(model: &mut Model, id: &EntityId, aliases: Vec<String>) -> Vec<Effect> {
    if model.work.is_some() {
        say(model.lang(), "busy").clone_into(&mut model.notice.text);
        return Vec::new();
    }
    let data = model.data.as_ref();
    let Some(card) = data.and_then(|data| data.timeline.entities.iter().find(|card| &card.id == id)) else {
        return Vec::new();
    };
    let name = CaseName { id: card.id.clone(), kind: card.kind, name: card.name.clone(), aliases };
    vec![Effect::Name { name, add: true }]
}

/// Takes back what was said last.
fn undo(model: &mut Model) -> Vec<Effect> {
    if model.work.is_some() {
        say(model.lang(), "busy").clone_into(&mut model.notice.text);
        return Vec::new();
    }
    let Some(name) = model.names.said.last().cloned() else {
        say(model.lang(), "nothing-said").clone_into(&mut model.notice.text);
        return Vec::new();
    };
    vec![Effect::Name { name, add: false }]
}

/// The case file was written.
pub fn said(model: &mut Model, name: CaseName, add: bool) {
    model.names.follow = Some(name.id.clone());
    if add {
        model.names.said.push(name);
    } else {
        model.names.said.retain(|one| *one != name);
    }
}

/// What texts call an entity by itself: not the letters that only their own text ties to it.
fn aliases(card: &EntityCard) -> Vec<String> {
    let own = |by: LinkedBy| matches!(by, LinkedBy::Itself | LinkedBy::List | LinkedBy::Case | LinkedBy::Likeness);
    let spelled = card.spellings.iter().filter(|spelling| own(spelling.by)).map(|spelling| &spelling.text);
    let mut aliases: Vec<String> = Vec::new();
    for name in spelled.chain([&card.name]).chain(&card.name_ar) {
        if !aliases.contains(name) {
            aliases.push(name.clone());
        }
    }
    aliases
}
