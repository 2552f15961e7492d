//! Everything that the screen shows, as plain values.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::model::{Analysed, ArticleId, Case, EntityCard, EntityId, Event, Evidence, Filter, Lang, Progress, Window};
use crate::text::fold_key;
use crate::timeline::View;

use super::command::{Command, Context};
use super::data::{Data, Row};
use super::input::Input;
use super::keys::{Key, KeyMap};
use super::look::{Flow, Look};
use super::names::Names;
use super::rich::{Pen, Selection};

/// The four views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The timeline.
    Timeline,
    /// The articles.
    Articles,
    /// The names.
    Entities,
    /// The sources.
    Sources,
}

/// Which pane of a view has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The list.
    List,
    /// What the chosen row of the list is about.
    Detail,
}

/// Where in time the screen looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The stretch on the screen.
    pub view: View,
    /// The chosen day: it survives every change of view.
    pub day: NaiveDate,
    /// Index of the chosen event in the timeline.
    pub event: Option<usize>,
    /// Index of the chosen evidence of that event.
    pub evidence: usize,
}

/// What narrows the lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrow {
    /// The filter on events.
    pub filter: Filter,
    /// The words searched for; empty for no search.
    pub query: String,
    /// The articles found, best order of the store; `None` without a search.
    pub found: Option<Vec<ArticleId>>,
    /// Only bookmarked articles.
    pub bookmarked: bool,
}

/// What the lists show after narrowing; always derived, never set by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Indices of events, in order of time.
    pub events: Vec<usize>,
    /// Indices of article rows.
    pub rows: Vec<usize>,
    /// Indices of entities.
    pub entities: Vec<usize>,
}

/// What a typed line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Words to search for.
    Search,
    /// A day to go to.
    Day,
    /// A note on the chosen article.
    Note,
    /// A path to import.
    Import,
    /// Letters of the names to show.
    Names,
    /// Another spelling of the chosen name.
    Spelling,
}

/// What a list to choose from is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Any command.
    Command,
    /// An entity to filter by.
    Entity,
    /// A source to filter by.
    Source,
    /// A phase to filter by.
    Phase,
    /// A filter to take away.
    Filter,
    /// The entity that the chosen name is.
    Same,
}

/// Something on top of the view; the topmost gets the keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Layer {
    /// The keys of the view below.
    Help {
        /// First line shown.
        scroll: usize,
    },
    /// A line to type.
    Prompt {
        /// What for.
        ask: Ask,
        /// The line.
        input: Input,
        /// Why the last try was refused; empty for none.
        error: String,
    },
    /// A list to choose from, narrowed by typing.
    Chooser {
        /// What for.
        choice: Choice,
        /// The words typed.
        input: Input,
        /// The chosen row.
        at: usize,
    },
    /// An article.
    Reader {
        /// The article with what was found in it.
        article: Box<Analysed>,
        /// First line shown.
        scroll: usize,
        /// Whether invisible characters are shown.
        hidden: bool,
    },
    /// What has no date yet.
    Open {
        /// The chosen row.
        at: usize,
    },
    /// An address, shown before it is opened.
    Confirm {
        /// The address.
        address: String,
    },
}

/// What the bottom line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The words; empty for none.
    pub text: String,
    /// Whether they tell of a failure.
    pub bad: bool,
}

/// The whole state of the screen.
#[derive(Clone, Debug)]
pub struct Model {
    /// The case.
    pub case: Case,
    /// What was loaded; `None` until it is.
    pub data: Option<Data>,
    /// How the screen looks.
    pub look: Look,
    /// The view.
    pub tab: Tab,
    /// The pane with the focus.
    pub pane: Pane,
    /// Where in time it looks.
    pub time: Time,
    /// What narrows the lists.
    pub narrow: Narrow,
    /// What the lists show.
    pub shown: Shown,
    /// Chosen rows of articles, entities and sources.
    pub chosen: [usize; 3],
    /// The view of names.
    pub names: Names,
    /// What lies on top, bottom first.
    pub layers: Vec<Layer>,
    /// Long work that is running.
    pub work: Option<Progress>,
    /// What the bottom line says.
    pub notice: Notice,
    /// What keys mean.
    pub keys: KeyMap,
    /// Letters chosen with the mouse.
    pub selection: Option<Selection>,
}

impl Model {
    /// The state before anything is loaded.
    pub fn new(case: Case, look: Look, keys: KeyMap) -> Self {
        let time = Time {
            view: View::fit(case.window, usize::from(look.size.0)),
            day: case.window.from,
            event: None,
            evidence: 0,
        };
        Self {
            case,
            data: None,
            look,
            tab: Tab::Timeline,
            pane: Pane::List,
            time,
            narrow: Narrow::default(),
            shown: Shown::default(),
            chosen: [0; 3],
            names: Names::default(),
            layers: Vec::new(),
            work: None,
            notice: Notice::default(),
            keys,
            selection: None,
        }
    }

    /// The language of the interface.
    pub fn lang(&self) -> Lang {
        self.look.lang
    }

    /// How text is laid out.
    pub fn pen(&self) -> Pen {
        Pen { rtl: self.look.lang.is_rtl(), ..self.look.pen }
    }

    /// Whether time runs from right to left.
    pub fn time_is_rtl(&self) -> bool {
        match self.look.time {
            Flow::Reading => self.look.lang.is_rtl(),
            Flow::LeftToRight => false,
            Flow::RightToLeft => true,
        }
    }

    /// What `key` means now. Keys that point to a side go to that side of the screen, whichever way
    /// time runs.
    pub fn command(&self, key: Key) -> Option<Command> {
        let command = self.keys.command(self.context(), key)?;
        Some(command.opposite().filter(|_| key.is_sideways() && self.time_is_rtl()).unwrap_or(command))
    }

    /// The keys of `command` as they work now.
    pub fn keys_of(&self, command: Command) -> Vec<Key> {
        let own = self.keys.keys(command);
        let Some(opposite) = command.opposite().filter(|_| self.time_is_rtl()) else { return own };
        let sideways = self.keys.keys(opposite).into_iter().filter(|key| key.is_sideways());
        own.into_iter().filter(|key| !key.is_sideways()).chain(sideways).collect()
    }

    /// Where keys count now.
    pub fn context(&self) -> Context {
        match self.layers.last() {
            Some(Layer::Reader { .. }) | None => self.context_below(),
            Some(_) => Context::Any,
        }
    }

    /// Where keys count in what lies under prompts and lists to choose from.
    pub fn context_below(&self) -> Context {
        if self.layers.iter().any(|layer| matches!(layer, Layer::Reader { .. })) {
            return Context::Reader;
        }
        match self.tab {
            Tab::Timeline => Context::Timeline,
            Tab::Articles => Context::Articles,
            Tab::Entities => Context::Entities,
            Tab::Sources => Context::Sources,
        }
    }

    /// How far one can move in time: the time of the case and of every event within ten years of it.
    pub fn limits(&self) -> Window {
        let mut limits = self.case.window;
        let Some(data) = &self.data else { return limits };
        let far = Days::new(3653);
        let (least, most) = (limits.from.checked_sub_days(far), limits.to.checked_add_days(far));
        let near = |day: &NaiveDate| least.is_none_or(|least| *day >= least) && most.is_none_or(|most| *day <= most);
        for event in &data.timeline.events {
            let stretch = event.when.interval;
            limits.from = [stretch.first_day()].into_iter().find(near).map_or(limits.from, |day| day.min(limits.from));
            limits.to = [stretch.last_day()].into_iter().find(near).map_or(limits.to, |day| day.max(limits.to));
        }
        limits
    }

    /// The chosen event.
    pub fn event(&self) -> Option<&Event> {
        self.data.as_ref()?.timeline.events.get(self.time.event?)
    }

    /// The chosen name.
    pub fn entity(&self) -> Option<&EntityCard> {
        self.data.as_ref()?.timeline.entities.get(*self.shown.entities.get(self.chosen[1])?)
    }

    /// The chosen evidence of the chosen event.
    pub fn evidence(&self) -> Option<&Evidence> {
        self.event()?.evidence.get(self.time.evidence)
    }

    /// The chosen article: the one being read, else that of the chosen row or evidence.
    pub fn article(&self) -> Option<ArticleId> {
        if let Some(Layer::Reader { article, .. }) =
            self.layers.iter().rev().find(|layer| matches!(layer, Layer::Reader { .. }))
        {
            return Some(article.id.clone());
        }
        let data = self.data.as_ref()?;
        if let Some(Layer::Open { at }) = self.layers.last() {
            return data.timeline.open.get(*at).map(|item| item.article.clone());
        }
        match self.tab {
            Tab::Timeline => self.evidence().map(|evidence| evidence.article.clone()),
            Tab::Articles => {
                let row = *self.shown.rows.get(self.chosen[0])?;
                data.rows.get(row).map(|row| row.id.clone())
            }
            Tab::Entities | Tab::Sources => None,
        }
    }

    /// The indices of events that the list of the timeline shows: those of the visible stretch.
    pub fn visible(&self) -> Vec<usize> {
        let Some(data) = &self.data else { return Vec::new() };
        let stretch = self.time.view.interval();
        let inside =
            |index: &usize| data.timeline.events.get(*index).is_some_and(|event| event.when.interval.overlaps(stretch));
        self.shown.events.iter().copied().filter(inside).collect()
    }

    /// Works out what the lists show after narrowing. Call it after any change of it or of the data.
    pub fn refresh_shown(&mut self) {
        let Some(data) = &self.data else { return };
        let found: Option<BTreeSet<&ArticleId>> = self.narrow.found.as_ref().map(|ids| ids.iter().collect());
        let marked = |id: &ArticleId| data.marks.get(id).is_some_and(|mark| mark.bookmarked);
        let admits = |id: &ArticleId| {
            found.as_ref().is_none_or(|found| found.contains(id)) && (!self.narrow.bookmarked || marked(id))
        };
        let narrowed = found.is_some() || self.narrow.bookmarked;
        let filter = &self.narrow.filter;
        let events = data.timeline.events.iter().enumerate().filter(|(_, event)| {
            filter.admits(event) && (!narrowed || event.evidence.iter().any(|evidence| admits(&evidence.article)))
        });
        let events: Vec<usize> = events.map(|(index, _)| index).collect();
        let rows = self.shown_rows(data, &admits, &events);
        let named: BTreeSet<&EntityId> = events
            .iter()
            .filter_map(|index| data.timeline.events.get(*index))
            .flat_map(|event| &event.entities)
            .collect();
        let everything = filter.is_empty() && !narrowed;
        let words = fold_key(&self.names.words);
        let shows = |card: &EntityCard| (everything || named.contains(&card.id)) && self.names.admits(card, &words);
        let entities = data.timeline.entities.iter().enumerate().filter(|(_, card)| shows(card));
        self.shown = Shown { entities: entities.map(|(index, _)| index).collect(), events, rows };
    }

    fn shown_rows(&self, data: &Data, admits: &dyn Fn(&ArticleId) -> bool, events: &[usize]) -> Vec<usize> {
        let filter = &self.narrow.filter;
        // Filters that only events can meet: an article stays when one of the shown events rests on it.
        let by_event = filter.entity.is_some() || filter.phase.is_some() || filter.min_sources.is_some();
        let behind: BTreeSet<&ArticleId> = if by_event {
            let shown = events.iter().filter_map(|index| data.timeline.events.get(*index));
            shown.flat_map(|event| &event.evidence).map(|evidence| &evidence.article).collect()
        } else {
            BTreeSet::new()
        };
        let keeps = |row: &Row| {
            admits(&row.id)
                && filter.lang.is_none_or(|lang| row.lang == lang)
                && filter.source.as_ref().is_none_or(|source| &row.source == source)
                && filter.from.is_none_or(|from| row.published.last.is_none_or(|last| last >= from))
                && filter.to.is_none_or(|to| row.published.first.is_none_or(|first| first <= to))
                && (!by_event || behind.contains(&row.id))
        };
        data.rows.iter().enumerate().filter(|(_, row)| keeps(row)).map(|(index, _)| index).collect()
    }
}
