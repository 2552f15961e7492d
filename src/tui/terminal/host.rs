//! Which terminal it is, and whether something stands between it and the program.

use super::manner::{Answers, Client, Surroundings};

/// What a terminal does with Arabic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// GNOME Terminal and the others of its library: orders, and stops when told.
    Vte,
    /// Orders, and stops when told.
    Mintty,
    /// Orders in a way of its own, and stops when told in a way of its own.
    Konsole,
    /// Orders, and stops when told in a way of its own.
    Mlterm,
    /// Orders and cannot be told.
    Apple,
    /// Turns words.
    Kitty,
    /// Leaves cells where they are.
    Plain,
}

/// A terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Terminal {
    pub name: String,
    pub kind: Kind,
    /// Whether vowel marks stand on their letters.
    pub puts_marks: bool,
}

/// Where the program runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Host {
    /// What stands between.
    pub multiplexer: Option<&'static str>,
    /// Whether sequences pass through it.
    pub passthrough: bool,
    /// The terminals that show it; at least one.
    pub terminals: Vec<Terminal>,
}

/// Terminals by the beginning of their names, with the name to know them by; what is not here leaves
/// cells where they are.
const KINDS: [(&str, &str, Kind); 9] = [
    ("vte", "vte", Kind::Vte),
    ("gnome", "vte", Kind::Vte),
    ("konsole", "konsole", Kind::Konsole),
    ("mlterm", "mlterm", Kind::Mlterm),
    ("kitty", "kitty", Kind::Kitty),
    ("xterm-kitty", "kitty", Kind::Kitty),
    ("mintty", "mintty", Kind::Mintty),
    ("apple_terminal", "apple-terminal", Kind::Apple),
    ("nsterm", "apple-terminal", Kind::Apple),
];

/// Units of terminals (DA3): the ASCII letters of their names in hexadecimal.
const UNITS: [(&str, &str); 3] = [("7E4B4445", "konsole"), ("7E565445", "vte"), ("464F4F54", "foot")];

/// Values of `TERM` that many terminals share, and so name none.
const SHARED: [&str; 10] = ["xterm", "screen", "tmux", "vt1", "vt2", "ansi", "dumb", "rxvt", "linux", "putty"];

/// The first kitty that puts vowel marks on their letters.
const KITTY_MARKS: (u32, u32) = (0, 36);

/// Letters of a name that are kept.
const NAME: usize = 24;

impl Host {
    pub(super) fn of(around: &Surroundings, answers: &Answers) -> Self {
        let multiplexer = multiplexer(around, answers);
        let tmux = answers.tmux.clone().unwrap_or_default();
        let terminals = match multiplexer {
            None => vec![direct(around, answers)],
            Some("tmux") if !tmux.clients.is_empty() => {
                tmux.clients.iter().map(|client| attached(client, around)).collect()
            }
            Some(_) => vec![inherited(around).unwrap_or_else(unknown)],
        };
        Self { multiplexer, passthrough: tmux.passthrough, terminals }
    }

    /// The kind of the first terminal that is more than plain.
    pub(super) fn kind(&self) -> Kind {
        self.terminals.iter().map(|terminal| terminal.kind).find(|kind| *kind != Kind::Plain).unwrap_or(Kind::Plain)
    }

    /// A name for it, such as `foot` or `tmux:vte`.
    pub(super) fn name(&self) -> String {
        let kind = self.kind();
        let terminal = self.terminals.iter().find(|terminal| terminal.kind == kind);
        let name = terminal.map_or("terminal", |terminal| terminal.name.as_str());
        self.multiplexer.map_or_else(|| name.to_owned(), |between| format!("{between}:{name}"))
    }
}

/// What stands between. `TMUX` and `STY` are inherited by terminals started from within, which then
/// answer for themselves.
fn multiplexer(around: &Surroundings, answers: &Answers) -> Option<&'static str> {
    if let Some(version) = &answers.version {
        return version.starts_with("tmux").then_some("tmux");
    }
    let answered = answers.unit.is_some() || matches!(answers.bdsm, Some(1..));
    let term = around.get("TERM").unwrap_or_default();
    let shared = ["screen", "tmux", "xterm"].into_iter().any(|name| term.split('-').next() == Some(name));
    if answered || !shared || named_by_term(term).is_some() {
        return None;
    }
    match () {
        () if around.has("TMUX") || term.starts_with("tmux") => Some("tmux"),
        () if around.has("STY") || term.starts_with("screen") => Some("screen"),
        () => None,
    }
}

/// The terminal that the program speaks to without anything between.
fn direct(around: &Surroundings, answers: &Answers) -> Terminal {
    let unit = answers.unit.as_deref();
    let unit = unit.and_then(|unit| UNITS.into_iter().find(|(digits, _)| unit.eq_ignore_ascii_case(digits)));
    let term = around.get("TERM").unwrap_or_default();
    let answered = answers.version.as_deref().and_then(terminal);
    answered
        .or_else(|| unit.and_then(|(_, name)| terminal(name)))
        .or_else(|| named_by_term(term))
        // No other terminal is known that knows the mode and does not say its name.
        .or_else(|| matches!(answers.bdsm, Some(1..)).then(|| terminal("vte")).flatten())
        .or_else(|| inherited(around).filter(|terminal| terminal.kind != Kind::Vte || !answers.device))
        .unwrap_or_else(unknown)
}

/// A terminal attached to tmux. One that did not say its name to tmux is the one that the variables
/// speak of, which tmux has from the first terminal of the session.
fn attached(client: &Client, around: &Surroundings) -> Terminal {
    terminal(&client.version)
        .or_else(|| named_by_term(&client.term))
        .or_else(|| inherited(around))
        .unwrap_or_else(unknown)
}

fn named_by_term(term: &str) -> Option<Terminal> {
    let shared = SHARED.into_iter().any(|name| term.split('-').next().is_some_and(|head| head.starts_with(name)));
    let own = term.split_once('-').filter(|(head, _)| *head == "xterm").map(|(_, own)| own);
    match own {
        Some("kitty" | "ghostty") => own.and_then(terminal),
        _ if shared => None,
        // What follows is about colours.
        _ => term.split('-').next().and_then(terminal),
    }
}

/// The terminal of which the variables speak.
fn inherited(around: &Surroundings) -> Option<Terminal> {
    let program = around.get("TERM_PROGRAM").filter(|program| *program != "tmux" && *program != "screen");
    let named = program.and_then(terminal);
    let by = |variable: &str, name: &str| around.has(variable).then(|| terminal(name)).flatten();
    named
        .or_else(|| by("XTERM_VERSION", "xterm"))
        .or_else(|| by("ALACRITTY_WINDOW_ID", "alacritty"))
        .or_else(|| by("MLTERM", "mlterm"))
        .or_else(|| by("VTE_VERSION", "vte"))
        .or_else(|| by("KONSOLE_VERSION", "konsole"))
        .or_else(|| by("KITTY_WINDOW_ID", "kitty"))
        .or_else(|| by("WT_SESSION", "windows-terminal"))
}

/// The terminal of this name and perhaps version, such as `kitty(0.26.5)` or `Konsole 22.12.3`.
fn terminal(words: &str) -> Option<Terminal> {
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name: String = words.chars().take_while(fits).take(NAME).collect::<String>().to_ascii_lowercase();
    if name.is_empty() {
        return None;
    }
    let known = KINDS.into_iter().find(|(begins, ..)| name.starts_with(begins));
    let (name, kind) = known.map_or((name, Kind::Plain), |(_, name, kind)| (name.to_owned(), kind));
    let puts_marks = match kind {
        Kind::Kitty => version(words).is_some_and(|version| version >= KITTY_MARKS),
        _ => name != "alacritty",
    };
    Some(Terminal { name, kind, puts_marks })
}

/// The first two numbers in `words`.
fn version(words: &str) -> Option<(u32, u32)> {
    let digits = words.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut numbers = digits.split(|c: char| !c.is_ascii_digit()).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn unknown() -> Terminal {
    Terminal { name: "terminal".to_owned(), kind: Kind::Plain, puts_marks: true }
}
