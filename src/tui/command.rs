//! The table of commands: everything a user can do, with its keys and its words.
//!
//! `assets/ui/commands.toml` is that table and nothing else is: the key map, the footer, the help,
//! the palette and the README read it. The tests hold it against [`Command`].

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Lang;

/// Something a user can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table in assets/ui/commands.toml says what each does, in both languages")]
pub enum Command {
    Quit,
    Back,
    Help,
    Palette,
    ViewTimeline,
    ViewArticles,
    ViewEntities,
    ViewSources,
    NextPane,
    PreviousPane,
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    First,
    Last,
    Open,
    Earlier,
    Later,
    PreviousEvent,
    NextEvent,
    ZoomIn,
    ZoomOut,
    PanEarlier,
    PanLater,
    Fit,
    GoToDate,
    Search,
    NextMatch,
    PreviousMatch,
    FilterLanguage,
    FilterEntity,
    FilterSource,
    FilterPhase,
    FilterRange,
    FilterSources,
    FilterKind,
    FilterNames,
    ClearFilter,
    ClearFilters,
    Bookmark,
    FilterBookmarks,
    Note,
    SameName,
    AddSpelling,
    UndoName,
    OpenBrowser,
    CopyCitation,
    ShowOpen,
    Refresh,
    Import,
    Theme,
    Language,
    Digits,
    TimeFlow,
    Justify,
    Mouse,
    ShowHidden,
    Redraw,
    Suspend,
}

impl Command {
    /// The command that goes the other way in time.
    pub const fn opposite(self) -> Option<Self> {
        match self {
            Self::Earlier => Some(Self::Later),
            Self::Later => Some(Self::Earlier),
            Self::PanEarlier => Some(Self::PanLater),
            Self::PanLater => Some(Self::PanEarlier),
            _ => None,
        }
    }
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// Everywhere but where text is typed.
    Any,
    /// The timeline.
    Timeline,
    /// The list of articles.
    Articles,
    /// The names.
    Entities,
    /// The sources.
    Sources,
    /// An article being read.
    Reader,
}

/// A row of the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The command.
    pub name: Command,
    /// Its default keys.
    pub keys: Vec<String>,
    /// Where they work.
    #[serde(rename = "where")]
    pub contexts: Vec<Context>,
    /// Place in the footer; `None` for commands that it leaves out.
    pub rank: Option<u8>,
    en: String,
    ar: String,
    #[serde(default)]
    short_en: String,
    #[serde(default)]
    short_ar: String,
}

impl Entry {
    /// What the command does.
    pub fn description(&self, lang: Lang) -> &str {
        if lang == Lang::Arabic { &self.ar } else { &self.en }
    }

    /// The footer's word for it.
    pub fn short(&self, lang: Lang) -> &str {
        if lang == Lang::Arabic { &self.short_ar } else { &self.short_en }
    }

    /// Whether it can be done in `context`.
    pub fn works_in(&self, context: Context) -> bool {
        self.contexts.contains(&Context::Any) || self.contexts.contains(&context)
    }
}

#[derive(Deserialize)]
struct Table {
    command: Vec<Entry>,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let table: Table = toml_edit::de::from_str(include_str!("../../assets/ui/commands.toml"))
        .expect("the command table is part of the program and its test reads it");
    table.command
});

/// All commands, in the order in which help shows them.
pub fn table() -> &'static [Entry] {
    &TABLE
}

/// The name of `command` as settings and the palette write it, such as `zoom-in`.
pub fn name(command: Command) -> String {
    let debug = format!("{command:?}");
    let mut name = String::with_capacity(debug.len() + 2);
    for (at, c) in debug.char_indices() {
        if c.is_ascii_uppercase() && at > 0 {
            name.push('-');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_complete_and_every_command_has_one() {
        let mut seen: Vec<Command> = table().iter().map(|entry| entry.name).collect();
        seen.sort_unstable();
        // The enum is in the order of the table and ends with Suspend.
        assert_eq!(seen.len(), Command::Suspend as usize + 1, "a command has no row");
        assert!(seen.windows(2).all(|pair| pair[0] != pair[1]), "a command has two rows");
        for entry in table() {
            assert!(!entry.en.is_empty() && !entry.ar.is_empty(), "{:?}", entry.name);
            assert_eq!(
                entry.rank.is_some(),
                !entry.short_en.is_empty() && !entry.short_ar.is_empty(),
                "{:?}",
                entry.name
            );
            assert!(!entry.contexts.is_empty());
            assert!(!entry.en.ends_with('.') && entry.en.len() < 90, "{:?}", entry.name);
        }
    }

    #[test]
    fn names_are_those_of_the_file() {
        assert_eq!(name(Command::ZoomIn), "zoom-in");
        for entry in table() {
            assert!(
                include_str!("../../assets/ui/commands.toml").contains(&format!("name = \"{}\"", name(entry.name)))
            );
        }
    }
}
