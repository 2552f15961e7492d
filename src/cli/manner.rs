//! How the terminal is spoken to: what the user wants, what is remembered of the terminal, what it
//! answers.

use std::collections::BTreeMap;

use super::failure::During;
use super::remember::Memory;
use super::setup::Config;
use super::{Failure, Notes};
use crate::config::{BidiMode, Marks, Settings};
use crate::tui::terminal::{Answers, Manner, Switch, Transport, Wish, decide, inquire};

/// How it is spoken to, and why.
#[derive(Clone, Debug)]
pub(super) struct Speech {
    pub manner: Manner,
    /// What the terminal said; `None` where nobody was asked.
    pub answers: Option<Answers>,
    pub why: Why,
}

/// What decided on the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// No terminal reads it.
    Pipe,
    /// `--bidi`.
    Option,
    /// The settings.
    Setting,
    /// What `bidi-test` was told.
    Remembered,
    /// What the terminal answers, or is known for.
    Terminal,
}

impl Speech {
    /// Finds out, and asks the terminal where that can change anything.
    pub(super) fn new(config: &Config, settings: &Settings, notes: &mut Notes) -> Result<Self, Failure> {
        if !config.environment.terminal {
            return Ok(Self::to_pipe(config, settings));
        }
        let wish = wish(settings);
        Self::asked(config, wish, wish.asks(), notes)
    }

    /// Finds out as if the user wanted nothing in particular.
    pub(super) fn unbiased(config: &Config, notes: &mut Notes) -> Result<Self, Failure> {
        Self::asked(config, Wish::default(), true, notes)
    }

    fn asked(config: &Config, wish: Wish, asks: bool, notes: &mut Notes) -> Result<Self, Failure> {
        let surroundings = &config.environment.surroundings;
        let answers = if asks && config.environment.talks() {
            Some(inquire(surroundings, config.elapsed).during(|| "cannot ask the terminal".to_owned())?)
        } else {
            None
        };
        let terminals = memory(config).map_or_else(|| Ok(BTreeMap::new()), |memory| memory.all(notes))?;
        let said = answers.clone().unwrap_or_default();
        let manner = decide(wish, surroundings, &said, &|name| terminals.get(name).copied());
        let known = terminals.get(&manner.name).is_some_and(|known| known.bidi != BidiMode::Auto);
        let why = match wish.bidi {
            BidiMode::Auto if known => Why::Remembered,
            BidiMode::Auto => Why::Terminal,
            _ if config.globals.bidi.is_some() => Why::Option,
            _ => Why::Setting,
        };
        Ok(Self { manner, answers, why })
    }

    /// A pipe gets what most readers show rightly, unless an option says otherwise: settings are about
    /// the terminal.
    fn to_pipe(config: &Config, settings: &Settings) -> Self {
        let asked = config.globals.bidi.is_some();
        let bidi = if asked { settings.bidi } else { BidiMode::App };
        let bidi = if bidi == BidiMode::Auto { BidiMode::App } else { bidi };
        let marks = if settings.marks == Marks::Strip { Marks::Strip } else { Marks::Keep };
        let wish = Wish { bidi, marks, shape: settings.shape };
        let manner = decide(wish, &config.environment.surroundings, &Answers::default(), &|_| None);
        Self { manner, answers: None, why: if asked { Why::Option } else { Why::Pipe } }
    }

    /// The manner for rows that stay on the screen after the program has ended. Where the switch is one
    /// for the whole window, putting it back would turn them, so they are sent as it turns them back;
    /// only VTE keeps it with each row, and only where nobody draws the row anew.
    pub(super) fn printed(&self) -> Manner {
        let stays = !self.manner.tmux && self.manner.transport == Transport::Switch(Switch::Explicit);
        match self.manner.transport {
            Transport::Switch(_) if !stays => Manner { transport: Transport::Inverse, ..self.manner.clone() },
            _ => self.manner.clone(),
        }
    }
}

impl Speech {
    /// What the terminal said, in words.
    pub(super) fn answered(&self) -> String {
        let Some(answers) = &self.answers else { return "nothing: it was not asked".to_owned() };
        let mut said = Vec::new();
        said.extend(answers.version.as_ref().map(|version| format!("it is {version} (XTVERSION)")));
        said.extend(answers.unit.as_ref().map(|unit| format!("its unit is {unit} (DA3)")));
        said.extend(answers.bdsm.map(|state| {
            let meaning = match state {
                0 => "it knows no switch for the order",
                1 => "it orders, and can be told not to",
                2 | 4 => "it leaves letters in place",
                _ => "it orders, and cannot be told not to",
            };
            format!("{meaning} (DECRQM 8)")
        }));
        said.extend(answers.tmux.as_ref().map(|tmux| {
            let clients: Vec<&str> = tmux.clients.iter().map(|client| client.version.as_str()).collect();
            let passes = if tmux.passthrough { "lets switches pass" } else { "lets no switch pass" };
            format!("tmux {passes} and shows on {}", clients.join(", "))
        }));
        if said.is_empty() { "nothing".to_owned() } else { said.join("; ") }
    }

    /// The way in which rows are sent, in words.
    pub(super) fn transport(&self) -> &'static str {
        match self.manner.transport {
            Transport::Strict => "app, letter by letter",
            Transport::Switch(Switch::Explicit) => "explicit, told by CSI 8 l to leave letters in place",
            Transport::Switch(Switch::Konsole) => "explicit, told by Konsole's OSC 50 to leave letters in place",
            Transport::Switch(Switch::Mlterm) => "explicit, told by mlterm's OSC 5379 to leave letters in place",
            Transport::Word => "word, each word turned round for a terminal that turns it back",
            Transport::Inverse => "inverse, rows turned round for a terminal that turns them back",
            Transport::Terminal => "terminal, plain letters that it orders and joins",
            Transport::Off => "off, letters as they are stored",
        }
    }

    /// Why rows are sent in this way, in words.
    pub(super) fn reason(&self) -> &'static str {
        match self.why {
            Why::Pipe => "what a pipe gets",
            Why::Option => "as --bidi says",
            Why::Setting => "as settings.toml says",
            Why::Remembered => "as bidi-test was told",
            Why::Terminal if self.answers.as_ref().is_some_and(|answers| answers.device) => "as its answers say",
            Why::Terminal => "as is known of it",
        }
    }
}

/// What the settings and the options over them want.
pub(super) fn wish(settings: &Settings) -> Wish {
    Wish { bidi: settings.bidi, marks: settings.marks, shape: settings.shape }
}

/// Where terminals are remembered, if there is a place for files.
pub(super) fn memory(config: &Config) -> Option<Memory> {
    config.paths().ok().map(|paths| Memory::new(paths.terminals()))
}
