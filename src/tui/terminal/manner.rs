//! How a terminal is spoken to, decided from what the user wants, what the terminal answered and what
//! surrounds the program. Pure: the asking is elsewhere.
//!
//! A terminal's own answers win over the environment, because variables are inherited: an xterm that
//! was started from Konsole has `KONSOLE_VERSION`. What nobody answers, `TERM` says, which every
//! terminal sets itself, and then the rest.

use std::collections::BTreeMap;

use super::host::{Host, Kind};
use super::simulate::Order;
use crate::config::{BidiMode, Marks, Remembered};

/// What the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Who orders Arabic.
    pub bidi: BidiMode,
    /// What becomes of vowel marks.
    pub marks: Marks,
    /// Whether letters are joined; `None` for what suits the terminal.
    pub shape: Option<bool>,
}

impl Wish {
    /// Whether the terminal's answers could change anything.
    pub fn asks(self) -> bool {
        !matches!(self.bidi, BidiMode::App | BidiMode::Off) || self.marks == Marks::Auto
    }

    /// Puts what is remembered where nothing is wanted.
    fn filled(self, known: Remembered) -> Self {
        Self {
            bidi: if self.bidi == BidiMode::Auto { known.bidi } else { self.bidi },
            marks: if self.marks == Marks::Auto { known.marks } else { self.marks },
            shape: self.shape.or(known.shape),
        }
    }
}

/// The sequence by which a terminal is told to leave cells where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// ECMA-48 BDSM: VTE, mintty, wezterm.
    Explicit,
    /// Konsole's profile property.
    Konsole,
    /// mlterm's configuration protocol.
    Mlterm,
}

/// What is done so that a terminal shows the cells as they were laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Nothing: it shows them as they come.
    Strict,
    /// It is told to show them as they come.
    Switch(Switch),
    /// It turns each right-to-left word round; so words are sent turned round.
    Word,
    /// It orders rows; so rows are sent as it will turn them back.
    Inverse,
    /// The same with plain letters, which it joins itself.
    Terminal,
    /// Letters go in the order they are stored in, and nobody turns them.
    Off,
}

/// How a terminal is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manner {
    /// How cells are sent.
    pub transport: Transport,
    /// How the terminal orders what it gets, where the transport has to know.
    pub order: Order,
    /// Whether vowel marks are drawn.
    pub marks: bool,
    /// Whether letters take presentation forms.
    pub shape: bool,
    /// Whether switches are wrapped, to pass through tmux.
    pub tmux: bool,
    /// The terminal, such as `kitty` or `tmux:vte`: ASCII, fit for messages and as the key under which a
    /// choice is remembered. Without a version, so that a choice outlives an update.
    pub name: String,
}

impl Default for Manner {
    /// Cells as they come.
    fn default() -> Self {
        Self {
            transport: Transport::Strict,
            order: Order::Standard,
            marks: true,
            shape: true,
            tmux: false,
            name: "terminal".to_owned(),
        }
    }
}

impl Manner {
    /// Whether text is laid out in the order of the screen; else it stays in the order it is stored in.
    pub fn orders(&self) -> bool {
        self.transport != Transport::Off
    }
}

/// The variables by which terminals make themselves known, as values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings(BTreeMap<&'static str, String>);

/// The variables that are looked at.
const VARIABLES: [&str; 13] = [
    "TERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "KITTY_WINDOW_ID",
    "MLTERM",
    "WT_SESSION",
    "TMUX",
    "TMUX_PANE",
    "STY",
    "XTERM_VERSION",
    "ALACRITTY_WINDOW_ID",
];

impl Surroundings {
    /// Takes what `get` knows; empty values count as none.
    pub fn of(get: impl Fn(&str) -> Option<String>) -> Self {
        let known = VARIABLES.into_iter().filter_map(|name| Some((name, get(name)?)));
        Self(known.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Whether a variable is set.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// What a terminal said; `None` where it said nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The state of mode 8 (BDSM, by DECRQM): 0 unknown, 1 implicit, 2 explicit, 3 and 4 the same for good.
    pub bdsm: Option<u8>,
    /// The unit, as hexadecimal digits (DA3).
    pub unit: Option<String>,
    /// Name and version (XTVERSION).
    pub version: Option<String>,
    /// Whether it said what it can (DA1), which every terminal does, and last: so it said all it will say.
    pub device: bool,
    /// What tmux said about the terminals that show it.
    pub tmux: Option<Tmux>,
}

/// What tmux said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tmux {
    /// The terminals attached to the session.
    pub clients: Vec<Client>,
    /// Whether sequences may pass through it.
    pub passthrough: bool,
}

/// A terminal attached to tmux.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// What it answered to XTVERSION; empty for nothing.
    pub version: String,
    /// Its `TERM`.
    pub term: String,
}

/// Decides how to speak to the terminal. An explicit wish wins over what `remembered` says about the
/// terminal's name, and that over what is known about terminals.
pub fn decide(
    wish: Wish,
    surroundings: &Surroundings,
    answers: &Answers,
    remembered: &dyn Fn(&str) -> Option<Remembered>,
) -> Manner {
    let host = Host::of(surroundings, answers);
    let wish = wish.filled(remembered(&host.name()).unwrap_or_default());
    let transport = match wish.bidi {
        BidiMode::Auto => auto(&host, answers),
        BidiMode::App => Transport::Strict,
        BidiMode::Explicit => Transport::Switch(switch(host.kind())),
        BidiMode::Word => Transport::Word,
        BidiMode::Inverse => Transport::Inverse,
        BidiMode::Terminal => Transport::Terminal,
        BidiMode::Off => Transport::Off,
    };
    let marks = match wish.marks {
        Marks::Auto => host.terminals.iter().all(|terminal| terminal.puts_marks),
        Marks::Keep => true,
        Marks::Strip => false,
    };
    Manner {
        transport,
        order: order(transport, host.kind()),
        marks,
        shape: wish.shape.unwrap_or(true) && transport != Transport::Off,
        tmux: host.multiplexer == Some("tmux"),
        name: host.name(),
    }
}

fn order(transport: Transport, kind: Kind) -> Order {
    match (transport, kind) {
        (Transport::Word, _) => Order::Kitty,
        (_, Kind::Konsole) => Order::Konsole,
        (_, Kind::Mlterm) => Order::FirstStrong,
        _ => Order::Standard,
    }
}

fn auto(host: &Host, answers: &Answers) -> Transport {
    match (host.multiplexer, answers.bdsm) {
        (None, Some(1)) => Transport::Switch(Switch::Explicit),
        (None, Some(2 | 4)) => Transport::Strict,
        (None, Some(3)) => Transport::Inverse,
        _ => {
            host.terminals.iter().map(|terminal| known(terminal.kind, host)).reduce(worse).unwrap_or(Transport::Strict)
        }
    }
}

/// What is known about a kind of terminal.
fn known(kind: Kind, host: &Host) -> Transport {
    let switches = host.multiplexer.is_none() || host.passthrough;
    match kind {
        Kind::Vte | Kind::Mintty | Kind::Konsole | Kind::Mlterm if switches => Transport::Switch(switch(kind)),
        Kind::Vte | Kind::Mintty | Kind::Konsole | Kind::Mlterm | Kind::Apple => Transport::Inverse,
        Kind::Kitty => Transport::Word,
        Kind::Plain => Transport::Strict,
    }
}

const fn switch(kind: Kind) -> Switch {
    match kind {
        Kind::Konsole => Switch::Konsole,
        Kind::Mlterm => Switch::Mlterm,
        _ => Switch::Explicit,
    }
}

/// Of two terminals that show one tmux session the one that does most to a row is served.
fn worse(one: Transport, other: Transport) -> Transport {
    let rank = |transport| match transport {
        Transport::Strict | Transport::Off => 0,
        Transport::Switch(_) => 1,
        Transport::Word => 2,
        Transport::Inverse | Transport::Terminal => 3,
    };
    match (one, other) {
        // They need different sequences, and both would get both.
        (Transport::Switch(first), Transport::Switch(second)) if first != second => Transport::Inverse,
        _ if rank(other) > rank(one) => other,
        _ => one,
    }
}

#[cfg(test)]
#[path = "manner_tests.rs"]
mod tests;
