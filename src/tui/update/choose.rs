//! Lists to choose from, narrowed by typing: the palette and the filters.

use super::super::command;
use super::super::model::{Choice, Model};
use super::super::msg::Effect;
use super::super::rich::{figure, foreign};
use super::super::words::fill;
use super::{names, narrow};
use crate::model::{EntityId, term};
use crate::text::fold_key;

/// A row to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// What is told beside it: a key, a count.
    pub hint: String,
    /// Why it cannot be chosen now; empty when it can.
    pub closed: String,
    /// What it stands for.
    pub pick: Pick,
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A command.
    Command(command::Command),
    /// An entity.
    Entity(EntityId),
    /// The entity that the chosen name is.
    Same(EntityId),
    /// A source.
    Source(String),
    /// A phase.
    Phase(String),
    /// A filter.
    Chip(narrow::Chip),
}

/// The rows that `choice` offers for the words `query`, best first.
pub fn items(model: &Model, choice: Choice, query: &str) -> Vec<Item> {
    let mut rows: Vec<(u32, Item)> = all(model, choice)
        .into_iter()
        .filter_map(|(words, item)| Some((rank(&fold_key(query), &fold_key(&words))?, item)))
        .collect();
    rows.sort_by_key(|(rank, _)| *rank);
    rows.into_iter().map(|(_, item)| item).collect()
}

/// How well `text` fits `query`, both folded: 0 is best; `None` does not fit. Words in any order
/// come before letters in their order.
fn rank(query: &str, text: &str) -> Option<u32> {
    if query.trim().is_empty() {
        return Some(0);
    }
    if let Some(at) = text.find(query.trim()) {
        return Some(u32::from(at > 0));
    }
    if query.split_whitespace().all(|word| text.contains(word)) {
        return Some(2);
    }
    let mut letters = text.chars();
    query.chars().filter(|c| !c.is_whitespace()).all(|wanted| letters.any(|c| c == wanted)).then_some(3)
}

fn all(model: &Model, choice: Choice) -> Vec<(String, Item)> {
    match choice {
        Choice::Command => commands(model),
        Choice::Entity => entities(model),
        Choice::Same => same(model),
        Choice::Source => sources(model),
        Choice::Phase => phases(model),
        Choice::Filter => {
            let chips = narrow::chips(model).into_iter();
            chips.map(|(chip, label)| (label.clone(), item(label, String::new(), Pick::Chip(chip)))).collect()
        }
    }
}

fn item(label: String, hint: String, pick: Pick) -> Item {
    Item { label, hint, closed: String::new(), pick }
}

fn commands(model: &Model) -> Vec<(String, Item)> {
    let context = model.context_below();
    let rows = command::table().iter().map(|entry| {
        let keys: Vec<String> = model.keys_of(entry.name).iter().take(2).map(ToString::to_string).collect();
        let label = entry.description(model.lang()).to_owned();
        let words = format!("{label} {} {}", command::name(entry.name), entry.description(crate::model::Lang::English));
        let mut item = item(label, foreign(&keys.join(" ")), Pick::Command(entry.name));
        if !entry.works_in(context) {
            super::super::words::say(model.lang(), "not-here").clone_into(&mut item.closed);
        }
        (words, item)
    });
    rows.collect()
}

fn entities(model: &Model) -> Vec<(String, Item)> {
    let Some(data) = &model.data else { return Vec::new() };
    let rows = data.timeline.entities.iter().map(|card| {
        let arabic = card.name_ar.as_deref().unwrap_or("");
        let label = match arabic {
            "" => foreign(&card.name),
            arabic => format!("{} · {}", foreign(&card.name), foreign(arabic)),
        };
        let hint = format!("{} {}", term(model.lang(), "kind", card.kind.code()).unwrap_or_default(), card.articles);
        (format!("{} {arabic} {}", card.name, card.id), item(label, hint, Pick::Entity(card.id.clone())))
    });
    rows.collect()
}

/// What the chosen name can be: first what is probably the same, then of its own kind, then the others.
fn same(model: &Model) -> Vec<(String, Item)> {
    let Some(card) = model.entity() else { return Vec::new() };
    let cards = model.data.as_ref().map_or(&[][..], |data| &data.timeline.entities);
    let kind_of = |id: &EntityId| cards.iter().find(|card| &card.id == id).map(|card| card.kind);
    let mut rows: Vec<(usize, (String, Item))> = Vec::new();
    for (words, mut row) in entities(model) {
        let Pick::Entity(id) = &row.pick else { continue };
        if id == &card.id {
            continue;
        }
        let likely = card.likely.iter().position(|likely| &likely.id == id);
        let place = likely.unwrap_or(card.likely.len() + usize::from(kind_of(id) != Some(card.kind)));
        row.pick = Pick::Same(id.clone());
        rows.push((place, (words, row)));
    }
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn sources(model: &Model) -> Vec<(String, Item)> {
    let Some(data) = &model.data else { return Vec::new() };
    let named = data.sources.iter().filter(|source| source.counts.iter().sum::<usize>() > 0);
    named
        .map(|source| {
            let hint = source.counts.iter().sum::<usize>().to_string();
            (source.name.clone(), item(foreign(&source.name), hint, Pick::Source(source.name.clone())))
        })
        .collect()
}

fn phases(model: &Model) -> Vec<(String, Item)> {
    let rows = model.case.phases.iter().map(|phase| {
        let label = phase.title.get(model.lang()).to_owned();
        let hint = fill(model.lang(), "days", &[&figure(&phase.from.to_string()), &figure(&phase.to.to_string())]);
        (
            format!("{} {} {}", phase.title.en, phase.title.ar, phase.id),
            item(label, hint, Pick::Phase(phase.id.clone())),
        )
    });
    rows.collect()
}

/// Does what the chosen row stands for.
pub fn pick(model: &mut Model, pick: Pick) -> Vec<Effect> {
    match pick {
        Pick::Command(command) => return super::perform(model, command),
        Pick::Entity(id) => model.narrow.filter.entity = Some(id),
        Pick::Same(id) => return names::same(model, &id),
        Pick::Source(name) => model.narrow.filter.source = Some(name),
        Pick::Phase(id) => model.narrow.filter.phase = Some(id),
        Pick::Chip(chip) => {
            narrow::clear(model, chip);
            return Vec::new();
        }
    }
    narrow::changed(model);
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_come_before_scattered_letters() {
        assert_eq!(rank("zoom", "zoom in about the day"), Some(0));
        assert_eq!(rank("day", "zoom in about the day"), Some(1));
        assert_eq!(rank("day zoom", "zoom in about the day"), Some(2));
        assert_eq!(rank("zmd", "zoom in about the day"), Some(3));
        assert_eq!(rank("xyz", "zoom in about the day"), None);
        assert_eq!(rank("", "anything"), Some(0));
    }

    #[test]
    fn arabic_is_found_without_its_marks_and_hamzas() {
        let fits = |query: &str, text: &str| rank(&fold_key(query), &fold_key(text)).is_some();
        assert!(fits("ايران", "إيران") && fits("امن", "أمن المعلومات") && fits("الهيئة", "الهيئه"));
    }
}
