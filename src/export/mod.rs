//! Writes a timeline in the formats that others read.
//!
//! Every format is one function from a [`Request`] to a writer. All text that came from outside
//! passes [`Clean`](crate::model::Clean), so that a file that is shown in a terminal steers
//! nothing. It reads no files, knows no command line and changes nothing in a timeline.

mod csv;
mod dates;
mod json;
mod labels;
mod markdown;
mod text;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

pub use csv::csv;
pub use json::json;
pub use markdown::markdown;
pub use text::text;

use crate::model::{Case, EntityCard, Event, Filter, Lang, Speaker, Timeline};

/// What to write.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The case that the timeline is of.
    pub case: &'a Case,
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Which of its events.
    pub filter: &'a Filter,
    /// Language of labels and of names where both are known: Arabic, else English.
    pub lang: Lang,
}

impl<'a> Request<'a> {
    /// The events that are wanted, in order of time.
    fn events(&self) -> impl Iterator<Item = &'a Event> {
        let filter = self.filter;
        self.timeline.events.iter().filter(move |event| filter.admits(event))
    }

    /// A phase's title in the wanted language.
    fn phase(&self, id: Option<&'a str>) -> Option<&'a str> {
        let phase = self.timeline.phases.iter().find(|phase| Some(phase.id.as_str()) == id);
        phase.map(|phase| phase.title.get(self.lang)).or(id)
    }
}

/// The entity cards of a timeline by their keys.
struct Names<'a> {
    cards: HashMap<&'a str, &'a EntityCard>,
    lang: Lang,
}

impl<'a> Names<'a> {
    fn of(request: &Request<'a>) -> Self {
        let cards = request.timeline.entities.iter().map(|card| (card.id.0.as_str(), card));
        Self { cards: cards.collect(), lang: request.lang }
    }

    fn card(&self, id: &str) -> Option<&'a EntityCard> {
        self.cards.get(id).copied()
    }

    /// An entity's name in the wanted language, else its key; an indicator's is defanged.
    fn name<'b>(&'b self, id: &'b str) -> Cow<'b, str> {
        match self.card(id) {
            None => Cow::Borrowed(id),
            Some(EntityCard { name_ar: Some(arabic), .. }) if self.lang == Lang::Arabic => Cow::Borrowed(arabic),
            Some(card) => card.kind.shown(&card.name),
        }
    }

    /// What a disagreement is about, with its entity by name: an entity's key, or that, a colon and
    /// what is counted of it.
    fn about(&self, about: &str) -> String {
        crate::model::about(self.lang, about, &|id| self.name(id).into_owned())
    }

    /// A speaker's name in the wanted language where both are known, else as the article has it.
    fn speaker<'b>(&'b self, speaker: &'b Speaker) -> &'b str {
        let card = speaker.entity.as_ref().and_then(|id| self.card(&id.0));
        match card.and_then(|card| card.name_ar.as_deref()) {
            Some(arabic) if self.lang == Lang::Arabic => arabic,
            _ => &speaker.name,
        }
    }
}

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain lines; also for screen readers.
    Text,
    /// One JSON object.
    Json,
    /// One row a piece of evidence.
    Csv,
    /// Markdown.
    Markdown,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Text, Self::Json, Self::Csv, Self::Markdown];

    /// The name that a command line gives it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }

    /// Writes `request` to `out`.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn write(self, request: &Request, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Text => text(request, out),
            Self::Json => json(request, out),
            Self::Csv => csv(request, out),
            Self::Markdown => markdown(request, out),
        }
    }
}
