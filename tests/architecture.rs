//! Holds the sources against the rules of the house: who imports whom, what only one place may do,
//! and how long a file and a function may be.

#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/source.rs"]
mod source;

use std::path::Path;

use source::{Source, read_tree};

fn tree() -> Vec<Source> {
    read_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// Runs one rule over every source of the project.
fn holds(rule: fn(&Source) -> Vec<String>) {
    let found: Vec<String> = tree().iter().flat_map(rule).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Runs one rule over sources made to break it, and over others made to keep it.
fn bites(rule: fn(&Source) -> Vec<String>, bad: &[(&str, &str)], good: &[(&str, &str)]) {
    for (path, text) in bad {
        assert!(!rule(&Source::new(path, text)).is_empty(), "nothing was found in {path}: {text}");
    }
    for (path, text) in good {
        assert_eq!(rule(&Source::new(path, text)), [""; 0], "{path}: {text}");
    }
}

#[test]
fn modules_import_what_the_table_allows() {
    bites(
        rules::arrows,
        &[
            ("timex/mod.rs", "use crate::entity::Base;"),
            ("model/span.rs", "use crate::{model::Lang, text::fold};"),
            ("feed/a.rs", "fn a() { crate::page::read(); }"),
            ("store/a.rs", "use crate::{model::{A, B}, text::{fold, tokens}};"),
            ("tui/view/list.rs", "use crate::store::Store;"),
            ("bidi/a.rs", "use crate::model::Span;"),
            ("text/a.rs", "use crate::nothing::Known;"),
            ("main.rs", "use marsad::store::Store;"),
            ("timex/a.rs", "#[cfg(test)] mod tests { use crate::analyse::Analyser; }"),
            ("timex/a.rs", "#[cfg(test)] mod tests { use crate::entity::Base; }"),
        ],
        &[
            ("timex/mod.rs", "use crate::model::Span; use crate::timex::lexicon; use std::fmt;"),
            ("timex/mod.rs", "use crate::{model::{Span, entity::X}, text};"),
            ("store/a.rs", "#[cfg(test)] mod tests { use crate::text::fold; }"),
            ("tui/run.rs", "use crate::store::Store; use crate::ingest;"),
            ("tui/run/effects.rs", "use crate::store::Store;"),
            ("cli/mod.rs", "use crate::tui; // crate::nothing::known"),
            ("main.rs", "fn main() { marsad::cli::main() }"),
        ],
    );
    holds(rules::arrows);
}

#[test]
fn no_module_imports_itself_by_way_of_others() {
    let pair = [Source::new("a/mod.rs", "use crate::b::B;"), Source::new("b/c.rs", "use crate::{a::A, b::B};")];
    assert_eq!(rules::cycles(&pair).len(), 2);
    let found = rules::cycles(&tree());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn super_stays_within_its_module() {
    bites(
        rules::supers,
        &[
            ("text/mod.rs", "use super::model::Span;"),
            ("text/fold.rs", "use super::super::model::Span;"),
            ("text/fold.rs", "use super::{fold, super::{model}};"),
            ("text/fold.rs", "mod tests { fn a() { super::super::super::x(); } }"),
        ],
        &[
            ("text/fold.rs", "use super::token; mod tests { use super::*; use super::super::token; }"),
            ("text/a/b.rs", "use super::super::token;"),
            ("text/mod.rs", "mod tests { use super::fold; }"),
        ],
    );
    holds(rules::supers);
}

#[test]
fn files_are_short() {
    let long = "fn a() {}\n".repeat(401);
    let tests = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}\n", "fn b() {}\n".repeat(500));
    bites(rules::files, &[("text/a.rs", &long)], &[("text/a.rs", &tests)]);
    holds(rules::files);
}

#[test]
fn functions_are_short() {
    let long = format!("fn a() {{\n{}}}\n", "    b();\n".repeat(60));
    let fits = format!("trait T {{ fn c(x: [u8; 2]); }}\nfn a() {{\n{}}}\n", "    b();\n".repeat(58));
    let test = format!("#[cfg(test)]\nmod tests {{\n{long}}}\n");
    bites(rules::functions, &[("text/a.rs", &long)], &[("text/a.rs", &fits), ("text/a.rs", &test)]);
    holds(rules::functions);
}

#[test]
fn no_code_names_one_incident() {
    bites(
        rules::incident,
        &[("text/a.rs", "const X: &str = \"by Hafnium\";"), ("text/a.rs", "fn is_proxylogon() {}")],
        &[("text/a.rs", "#[cfg(test)] mod tests { const X: &str = \"Hafnium\"; }"), ("text/a.rs", "fn exchange() {}")],
    );
    holds(rules::incident);
}

#[test]
fn only_the_command_line_prints() {
    bites(
        rules::printing,
        &[("store/a.rs", "fn a() { println!(\"x\") }"), ("main.rs", "fn a() { eprint!(\"x\") }")],
        &[("cli/a.rs", "fn a() { println!(\"x\") }"), ("store/a.rs", "fn a() { write!(f, \"println!\") }")],
    );
    holds(rules::printing);
}

#[test]
fn crates_stay_with_their_owners() {
    bites(
        rules::crates,
        &[
            ("export/a.rs", "use rusqlite::Connection;"),
            ("bidi/a.rs", "use ratatui::text::Line;"),
            ("cli/a.rs", "use crossterm::terminal::EnterAlternateScreen;"),
            ("tui/view/a.rs", "fn a() { enable_raw_mode() }"),
        ],
        &[
            ("tui/terminal/mod.rs", "use crossterm::terminal::EnterAlternateScreen;"),
            ("store/a.rs", "use rusqlite::params;"),
        ],
    );
    holds(rules::crates);
}

#[test]
fn text_reaches_the_screen_by_one_way() {
    bites(
        rules::raw_text,
        &[
            ("tui/view/a.rs", "use ratatui::widgets::Paragraph;"),
            ("tui/view/a.rs", "fn a() { buf.set_string(0, 0, title, style) }"),
            ("tui/update/a.rs", "use ratatui::text::Line;"),
        ],
        &[
            ("tui/rich/a.rs", "fn a() { cell.set_symbol(x) }"),
            ("tui/view/a.rs", "fn a() { canvas.put(area, &title, base, style) }"),
            ("store/a.rs", "struct Line;"),
        ],
    );
    holds(rules::raw_text);
}

#[test]
fn only_the_store_speaks_sql() {
    bites(
        rules::sql,
        &[("ingest/a.rs", "let q = \"SELECT id FROM article\";")],
        &[
            ("store/a.rs", "let q = \"SELECT id FROM article\";"),
            ("ingest/a.rs", "// SELECT x\nlet q = \"Select one\";"),
        ],
    );
    holds(rules::sql);
}

#[test]
fn the_lower_floors_know_no_outside() {
    bites(
        rules::purity,
        &[
            ("timex/a.rs", "use std::fs;"),
            ("page/a.rs", "use std::{fmt, env};"),
            ("analyse/a.rs", "fn a() { std::thread::sleep(x) }"),
            ("store/a.rs", "fn a() { let t = Utc::now(); }"),
            ("timex/a.rs", "use std::net::{Ipv4Addr, TcpStream};"),
        ],
        &[
            ("entity/a.rs", "use std::net::{Ipv4Addr, Ipv6Addr};"),
            ("timex/a.rs", "use std::fmt; fn a() { now(); }"),
            ("main.rs", "fn main() { let t = Utc::now(); }"),
            ("gather/a.rs", "fn a() { std::fs::read(p); Instant::now(); }"),
        ],
    );
    holds(rules::purity);
}
