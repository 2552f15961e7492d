//! The rules of the house, as tables and as functions from sources to findings.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Kind, Source, Token};

/// A module of the house: its floor, its name, and what it may import.
pub const HOUSE: &[(usize, &str, &[&str])] = &[
    (0, "model", &[]),
    (1, "text", &["model"]),
    (1, "bidi", &[]),
    (2, "timex", &["model", "text"]),
    (2, "entity", &["model", "text"]),
    (2, "feed", &["model", "text"]),
    (2, "page", &["model", "text"]),
    (3, "timeline", &["model", "text", "entity"]),
    (4, "analyse", PURE),
    (5, "config", &["model"]),
    (5, "gather", &["model"]),
    (5, "store", &["model"]),
    (5, "export", &["model"]),
    (6, "ingest", BELOW_INGEST),
    (7, "tui", &["model", "bidi", "text", "timeline", "config", "export"]),
    (7, "cli", ALL),
];

const PURE: &[&str] = &["model", "text", "bidi", "timex", "entity", "feed", "page", "timeline"];
const BELOW_INGEST: &[&str] = &[
    "model", "text", "bidi", "timex", "entity", "feed", "page", "timeline", "analyse", "config", "gather", "store",
    "export",
];
const ALL: &[&str] = &[
    "model", "text", "bidi", "timex", "entity", "feed", "page", "timeline", "analyse", "config", "gather", "store",
    "export", "ingest", "tui",
];

/// Places inside a module that may import more than the rest of it.
const GATES: &[(&str, &[&str])] = &[("tui/run", &["analyse", "ingest", "store"]), ("main", &["cli"])];

/// Crates that only some places may name.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("reqwest", &["gather"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui", "cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("feed_rs", &["feed"]),
    ("libreadability", &["page"]),
    ("trafilatura", &["page"]),
    ("unicode_bidi", &["bidi"]),
    ("whatlang", &["text"]),
];

/// What changes the state of a terminal, and so must be undone by the one place that knows how.
const TERMINAL_STATE: &[&str] = &[
    "EnterAlternateScreen",
    "LeaveAlternateScreen",
    "enable_raw_mode",
    "disable_raw_mode",
    "EnableMouseCapture",
    "DisableMouseCapture",
    "EnableBracketedPaste",
    "DisableBracketedPaste",
    "EnableFocusChange",
    "DisableFocusChange",
    "PushKeyboardEnhancementFlags",
    "PopKeyboardEnhancementFlags",
    "BeginSynchronizedUpdate",
    "EndSynchronizedUpdate",
    "SetTitle",
    "CopyToClipboard",
];

/// Types of `std::net` that are values.
const ADDRESSES: &[&str] = &["IpAddr", "Ipv4Addr", "Ipv6Addr"];

/// Paths of the standard library that reach outside; floors 0 to 4 name none of them.
const OUTSIDE: &[&str] = &["fs", "net", "env", "process", "thread", "os"];

const INCIDENT: &[&str] = &["hafnium", "proxylogon", "exchange server", "exchange_server", "هافنيوم", "إكستشينج"];

const SQL: &[&str] = &["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM", "CREATE TABLE", "CREATE INDEX", "PRAGMA "];

const MAX_FILE: usize = 400;
const MAX_FUNCTION: usize = 60;

/// Whether `source` may import the module `name`. Its tests may also use what lies on lower floors,
/// as the program around it does, but nothing beside or above it.
fn allows(source: &Source, name: &str, test: bool) -> bool {
    let gates = GATES.iter().filter(|(place, _)| source.within(place));
    let own = HOUSE.iter().find(|(_, module, _)| *module == source.module());
    let floor = HOUSE.iter().find(|(_, module, _)| *module == name).map(|(floor, ..)| *floor);
    let below = own.zip(floor).is_some_and(|((own, ..), floor)| floor < *own);
    own.is_some_and(|(_, _, names)| names.contains(&name))
        || gates.into_iter().any(|(_, names)| names.contains(&name))
        || test && below
}

fn finding(source: &Source, line: usize, what: &str) -> String {
    format!("src/{}:{line}: {what}", source.path)
}

/// Imports that the table does not allow.
pub fn arrows(source: &Source) -> Vec<String> {
    let module = source.module();
    let strange = imports(source).into_iter().filter(|(name, at)| name != module && !allows(source, name, at.test));
    strange.map(|(name, at)| finding(source, at.line, &format!("`{module}` may not import `{name}`"))).collect()
}

/// The top modules that a source names, with the tokens that do.
fn imports(source: &Source) -> Vec<(String, &Token)> {
    let tokens = &source.tokens;
    let root = if source.module() == "main" { "marsad" } else { "crate" };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let starts = token.word() == Some(root) && !at.checked_sub(1).is_some_and(|before| tokens[before].is(':'));
        if starts && is_path(tokens, at + 1) {
            found.extend(heads(tokens, at + 3).into_iter().map(|(name, at)| (name, &tokens[at])));
        }
    }
    found
}

fn is_path(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is(':')) && tokens.get(at + 1).is_some_and(|t| t.is(':'))
}

/// The first names of the path, or of every path of the braces, at `at`.
fn heads(tokens: &[Token], at: usize) -> Vec<(String, usize)> {
    let Some(first) = tokens.get(at) else { return Vec::new() };
    if !first.is('{') {
        return first.word().map(|word| (word.to_owned(), at)).into_iter().collect();
    }
    let (mut found, mut depth) = (Vec::new(), 0);
    for (at, token) in tokens.iter().enumerate().skip(at) {
        match token.kind {
            Kind::Sign('{') => depth += 1,
            Kind::Sign('}') if depth == 1 => break,
            Kind::Sign('}') => depth -= 1,
            _ => {}
        }
        let opens = token.is('{') || token.is(',');
        if depth == 1 && opens {
            found.extend(tokens.get(at + 1).and_then(Token::word).map(|word| (word.to_owned(), at + 1)));
        }
    }
    found
}

/// Modules that lead back to themselves.
pub fn cycles(sources: &[Source]) -> Vec<String> {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !matches!(source.module(), "lib" | "main")) {
        let code = imports(source).into_iter().filter(|(_, at)| !at.test);
        let names = code.map(|(name, _)| name).filter(|name| name != source.module());
        arrows.entry(source.module().to_owned()).or_default().extend(names);
    }
    let back = |start: &String| reaches(&arrows, start, start, &mut BTreeSet::new());
    arrows.keys().filter(|name| back(name)).map(|name| format!("`{name}` imports itself by way of others")).collect()
}

fn reaches(arrows: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str, seen: &mut BTreeSet<String>) -> bool {
    let next = arrows.get(from).into_iter().flatten();
    next.into_iter().any(|name| name == to || seen.insert(name.clone()) && reaches(arrows, name, to, seen))
}

/// `super` paths that climb out of their top module.
pub fn supers(source: &Source) -> Vec<String> {
    let (mut found, mut inline, mut depth) = (Vec::new(), Vec::new(), 0_usize);
    for (at, token) in source.tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('{') => {
                let named = at.checked_sub(2).is_some_and(|mod_at| source.tokens[mod_at].word() == Some("mod"));
                if named {
                    inline.push(depth);
                }
                depth += 1;
            }
            Kind::Sign('}') => {
                depth = depth.saturating_sub(1);
                if inline.last() == Some(&depth) {
                    inline.pop();
                }
            }
            _ => {}
        }
        let climbs = climb(&source.tokens, at);
        if climbs > 0 && climbs >= source.depth() + inline.len() {
            found.push(finding(source, token.line, "`super` leaves the module"));
        }
    }
    found
}

/// How many modules the path that begins at `at` climbs; 0 where none begins there.
fn climb(tokens: &[Token], at: usize) -> usize {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    if word(at) != Some("super") || at.checked_sub(1).is_some_and(|before| tokens[before].is(':')) {
        return 0;
    }
    let (mut at, mut steps) = (at, 1);
    while is_path(tokens, at + 1) {
        at += 3;
        let nested = heads(tokens, at).into_iter().find(|(name, _)| name == "super");
        let Some((_, next)) = nested else { break };
        steps += 1;
        at = next;
    }
    steps
}

/// Files that are too long, their tests apart.
pub fn files(source: &Source) -> Vec<String> {
    let lines = source.lines - source.test_lines;
    let long = lines > MAX_FILE;
    long.then(|| finding(source, 1, &format!("{lines} lines without tests, {MAX_FILE} are allowed")))
        .into_iter()
        .collect()
}

/// Functions that are too long, tests apart.
pub fn functions(source: &Source) -> Vec<String> {
    let tokens: Vec<&Token> = source.code().collect();
    let starts = (0..tokens.len()).filter(|at| tokens[*at].word() == Some("fn"));
    let found = starts.filter_map(|at| {
        let name = tokens.get(at + 1)?.word()?;
        let lines = body_end(&tokens, at)? + 1 - tokens[at].line;
        let what = format!("`{name}` has {lines} lines, {MAX_FUNCTION} are allowed");
        (lines > MAX_FUNCTION).then(|| finding(source, tokens[at].line, &what))
    });
    found.collect()
}

/// The line of the brace that closes the body of the function at `at`; `None` for a bare signature.
fn body_end(tokens: &[&Token], at: usize) -> Option<usize> {
    let (mut braces, mut others) = (0_usize, 0_usize);
    for token in tokens.iter().skip(at) {
        match token.kind {
            Kind::Sign('(' | '[') => others += 1,
            Kind::Sign(')' | ']') => others = others.saturating_sub(1),
            Kind::Sign('{') => braces += 1,
            Kind::Sign('}') => {
                braces = braces.saturating_sub(1);
                if braces == 0 {
                    return Some(token.line);
                }
            }
            Kind::Sign(';') if braces == 0 && others == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Words of one incident in code.
pub fn incident(source: &Source) -> Vec<String> {
    let named = |token: &&Token| match &token.kind {
        Kind::Word(text) | Kind::Text(text) => INCIDENT.iter().any(|word| text.to_lowercase().contains(word)),
        Kind::Sign(_) => false,
    };
    source
        .code()
        .filter(named)
        .map(|token| finding(source, token.line, "names one incident; that is the case's"))
        .collect()
}

/// Printing past the command line's own writer.
pub fn printing(source: &Source) -> Vec<String> {
    if source.module() == "cli" {
        return Vec::new();
    }
    let prints = |pair: &&[Token]| {
        pair[1].is('!')
            && pair[0].word().is_some_and(|word| matches!(word, "println" | "eprintln" | "print" | "eprint"))
    };
    let found = source.tokens.windows(2).filter(prints);
    found.filter(|pair| !pair[0].test).map(|pair| finding(source, pair[0].line, "prints; only `cli` does")).collect()
}

/// Crates and terminal states that belong to other places.
pub fn crates(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| !token.test) {
        let Some(word) = token.word() else { continue };
        let owners = CRATES.iter().find(|(name, _)| *name == word && is_path(&source.tokens, at + 1));
        if owners.is_some_and(|(_, places)| !places.contains(&source.module())) {
            found.push(finding(source, token.line, &format!("`{}` may not name the crate `{word}`", source.module())));
        }
        if TERMINAL_STATE.contains(&word) && !source.within("tui/terminal") {
            found.push(finding(source, token.line, &format!("`{word}` belongs to tui/terminal")));
        }
    }
    found
}

/// Ratatui's own ways of putting text into cells: its modules and the setters of its buffer. The
/// screen has a room for that, which lays text out first.
const RAW_MODULES: &[&str] = &["widgets", "text", "buffer", "prelude", "Frame"];
const RAW_SETTERS: &[&str] = &["set_string", "set_stringn", "set_line", "set_span", "set_symbol", "set_char"];

/// Places of the screen that may name them: the room itself, the entrance of the views that hands it
/// the buffer, and what sends cells to the terminal.
const TEXT_PLACES: &[&str] = &["tui/rich", "tui/terminal", "tui/view/mod"];

/// Text that reaches cells past the room that lays it out.
pub fn raw_text(source: &Source) -> Vec<String> {
    if source.module() != "tui" || TEXT_PLACES.iter().any(|place| source.within(place)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| !token.test) {
        let Some(word) = token.word() else { continue };
        let module = word == "ratatui"
            && is_path(&source.tokens, at + 1)
            && heads(&source.tokens, at + 3).iter().any(|(name, _)| RAW_MODULES.contains(&name.as_str()));
        if module || RAW_SETTERS.contains(&word) {
            found.push(finding(source, token.line, "puts text into cells past tui/rich"));
        }
    }
    found
}

/// SQL outside of the store.
pub fn sql(source: &Source) -> Vec<String> {
    let speaks = |token: &&Token| match &token.kind {
        Kind::Text(text) => SQL.iter().any(|word| text.contains(word)),
        _ => false,
    };
    let strings = source.code().filter(|_| source.module() != "store").filter(speaks);
    strings.map(|token| finding(source, token.line, "speaks SQL; only `store` does")).collect()
}

/// Clocks, files, the network and the environment in modules that must not know them.
pub fn purity(source: &Source) -> Vec<String> {
    let module = source.module();
    let pure = PURE.contains(&module) || module == "analyse";
    let clock = !matches!(module, "main" | "gather") && !source.within("tui/run");
    let mut found = Vec::new();
    for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| !token.test) {
        // An address is a value: reading one opens nothing.
        let address = |at: usize| {
            is_path(&source.tokens, at + 1)
                && heads(&source.tokens, at + 3).iter().all(|(name, _)| ADDRESSES.contains(&name.as_str()))
        };
        let outside = token.word() == Some("std")
            && is_path(&source.tokens, at + 1)
            && heads(&source.tokens, at + 3)
                .iter()
                .any(|(name, at)| OUTSIDE.contains(&name.as_str()) && !(name == "net" && address(*at)));
        if pure && outside {
            found.push(finding(source, token.line, "reaches outside; floors 0 to 4 do not"));
        }
        let from_path = at >= 2 && is_path(&source.tokens, at - 2);
        if clock && from_path && token.word() == Some("now") {
            found.push(finding(source, token.line, "reads a clock; it is handed down from main.rs"));
        }
    }
    found
}
