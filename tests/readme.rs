//! The README says what is so: its keys are those of the table of commands, its case can be read,
//! and its commands exist. `UPDATE_README=1 cargo test --test readme` writes the keys anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use marsad::config::{parse_case, parse_settings};
use marsad::model::Lang;
use marsad::tui::{Context, commands};

const BEGIN: &str = "<!-- keys: made from assets/ui/commands.toml; a test holds the two together -->\n";
const END: &str = "<!-- end of keys -->";

fn readme() -> String {
    fs::read_to_string(path()).expect("the README is there")
}

fn path() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))
}

/// The table of keys as Markdown.
fn keys() -> String {
    let mut out = String::from("| keys | what they do | where |\n|---|---|---|\n");
    for entry in commands() {
        let keys: Vec<String> = entry.keys.iter().map(|key| format!("`{key}`")).collect();
        let places: Vec<&str> = entry
            .contexts
            .iter()
            .map(|context| match context {
                Context::Any => "everywhere",
                Context::Timeline => "timeline",
                Context::Articles => "articles",
                Context::Entities => "names",
                Context::Sources => "sources",
                Context::Reader => "reader",
            })
            .collect();
        writeln!(out, "| {} | {} | {} |", keys.join(" "), entry.description(Lang::English), places.join(", "))
            .expect("a string takes what is written to it");
    }
    out
}

#[test]
fn the_keys_are_those_of_the_program() {
    let text = readme();
    let (before, rest) = text.split_once(BEGIN).expect("the README has a place for the keys");
    let (shown, after) = rest.split_once(END).expect("the place has an end");
    let expect = keys();
    #[expect(clippy::disallowed_methods, reason = "whoever runs the test says so that way")]
    let update = std::env::var_os("UPDATE_README").is_some();
    if update {
        fs::write(path(), format!("{before}{BEGIN}{expect}{END}{after}")).expect("the README can be written");
        return;
    }
    assert_eq!(shown, expect, "run: UPDATE_README=1 cargo test --test readme");
}

/// The blocks of the README in the language `lang`.
fn blocks(text: &str, lang: &str) -> Vec<String> {
    let fence = format!("```{lang}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
}

#[test]
fn the_case_and_the_settings_can_be_read() {
    let tomls = blocks(&readme(), "toml");
    let case = tomls.iter().find(|block| block.contains("[case]")).expect("a case is shown");
    let case = parse_case(case, "README.md").expect("the case is sound");
    assert_eq!(case.phases.len(), 1);
    let settings = tomls.iter().find(|block| block.contains("theme")).expect("settings are shown");
    let (settings, warnings) = parse_settings(settings, "README.md").expect("the settings are sound");
    assert!(warnings.is_empty(), "{warnings:?}");
    assert_eq!(settings.keys["quit"], "ctrl-q");
}

#[test]
fn the_commands_exist() {
    let shown = blocks(&readme(), "sh").join("\n");
    let mut seen = 0;
    for line in shown.lines().filter_map(|line| line.strip_prefix("marsad ")) {
        let word = line.split_whitespace().next().unwrap_or("");
        if word.starts_with(['-', '#']) {
            continue;
        }
        let help =
            std::process::Command::new(env!("CARGO_BIN_EXE_marsad")).args([word, "--help"]).output().expect("it runs");
        assert!(help.status.success(), "marsad {word}");
        seen += 1;
    }
    assert!(seen >= 6, "{seen} commands are shown");
}

#[test]
fn the_files_it_names_exist() {
    let text = readme();
    for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(link);
        assert!(file.exists(), "{link} is not there");
    }
}
