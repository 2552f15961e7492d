//! What the user said of terminals, `terminals.toml`: one table a terminal, by its name.
//!
//! ```
//! use marsad::config::{BidiMode, Remembered, parse_terminals, with_terminal};
//! let seen = Remembered { bidi: BidiMode::Word, ..Remembered::default() };
//! let text = with_terminal("", "terminals.toml", "kitty", Some(seen)).expect("an empty file has no mistakes");
//! let (terminals, _) = parse_terminals(&text, "terminals.toml").expect("it was just written");
//! assert_eq!(terminals.get("kitty"), Some(&seen));
//! ```

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, Table, TableLike, value};

use super::case::document;
use super::error::{ConfigError, Source};
use super::read::Section;
use super::settings::{BIDI, BidiMode, MARKS, Marks, SHAPE, word};

/// What was seen on one terminal; what says `Auto` or `None` was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// Who orders Arabic there.
    pub bidi: BidiMode,
    /// What becomes of vowel marks there.
    pub marks: Marks,
    /// Whether this program joins letters there.
    pub shape: Option<bool>,
}

const KEYS: &[&str] = &["bidi", "marks", "shape"];

/// The head of a new file.
const HEAD: &str =
    "# What `marsad bidi-test` was told, by terminal. `marsad bidi-test --forget` takes an entry out.\n\n";

/// Reads a file of terminals, with a warning for every key that this version does not know; `name`
/// is the file's name for errors.
///
/// # Errors
/// The first mistake, with its line, column and cure.
pub fn parse_terminals(
    text: &str,
    name: &str,
) -> Result<(BTreeMap<String, Remembered>, Vec<ConfigError>), ConfigError> {
    let source = Source { name, text };
    let document = document(source)?;
    let root = document.as_table();
    let mut terminals = BTreeMap::new();
    let mut warnings = Vec::new();
    for (terminal, item) in root {
        let span = item.span().or_else(|| root.key(terminal).and_then(toml_edit::Key::span));
        let table = item.as_table_like().ok_or_else(|| no_table(source, terminal, span.clone()))?;
        let title = format!("[{terminal}]");
        let section = Section::new(source, &title, table, span);
        warnings.extend(section.unknown_keys(KEYS));
        terminals.insert(terminal.to_owned(), entry(&section)?);
    }
    Ok((terminals, warnings))
}

fn no_table(source: Source<'_>, terminal: &str, span: Option<std::ops::Range<usize>>) -> ConfigError {
    let problem = format!("`{terminal}` is no table of a terminal");
    source.error(span, &problem, "write [\"name of the terminal\"] and below it lines such as bidi = \"app\"")
}

fn entry(section: &Section<'_>) -> Result<Remembered, ConfigError> {
    Ok(Remembered {
        bidi: word(section, "bidi", BIDI)?.unwrap_or_default(),
        marks: word(section, "marks", MARKS)?.unwrap_or_default(),
        shape: word(section, "shape", SHAPE)?.flatten(),
    })
}

/// The text of a file of terminals in which `terminal` is remembered as `what`, or forgotten.
/// Everything else in it stays, comments too.
///
/// # Errors
/// Where `text` has a mistake: it is not written over.
pub fn with_terminal(text: &str, name: &str, terminal: &str, what: Option<Remembered>) -> Result<String, ConfigError> {
    parse_terminals(text, name)?;
    let source = Source { name, text };
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        source.error(error.span(), &format!("this is no TOML: {}", error.message()), "mend this line")
    })?;
    let Some(what) = what else { return Ok(without(document, terminal)) };
    // What stands in a file without entries belongs before the first one.
    let head = match text {
        "" => HEAD,
        comments if document.is_empty() => {
            document = DocumentMut::new();
            comments
        }
        _ => "",
    };
    let item = document.entry(terminal).or_insert_with(|| Item::Table(Table::new()));
    let table = item.as_table_like_mut().ok_or_else(|| no_table(source, terminal, None))?;
    put(table, "bidi", name_of(BIDI, &what.bidi));
    put(table, "marks", name_of(MARKS, &what.marks));
    put(table, "shape", name_of(SHAPE, &what.shape));
    Ok(format!("{head}{document}"))
}

/// The text without `terminal`. What is said above the first entry may be said of the whole file, and stays.
fn without(mut document: DocumentMut, terminal: &str) -> String {
    let first = document.iter().next().is_some_and(|(name, _)| name == terminal);
    let removed = document.remove(terminal);
    let prefix = removed.as_ref().and_then(Item::as_table).and_then(|table| table.decor().prefix()?.as_str());
    format!("{}{document}", prefix.filter(|_| first).unwrap_or(""))
}

/// The word for `meaning`; none for the first one of the choices, which says nothing.
fn name_of<T: PartialEq>(choices: &[(&'static str, T)], meaning: &T) -> Option<&'static str> {
    choices.iter().skip(1).find(|(_, one)| one == meaning).map(|(name, _)| *name)
}

fn put(table: &mut dyn TableLike, key: &str, word: Option<&str>) {
    match word {
        None => drop(table.remove(key)),
        // A value that stands there keeps its comment.
        Some(word) => match table.get_mut(key).and_then(Item::as_value_mut) {
            Some(old) => {
                let decor = old.decor().clone();
                *old = word.into();
                *old.decor_mut() = decor;
            }
            None => drop(table.insert(key, value(word))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: Remembered = Remembered { bidi: BidiMode::Word, marks: Marks::Strip, shape: Some(false) };

    #[test]
    fn what_is_written_is_read_again() {
        for name in ["kitty", "kitty 0.26.5", "a.b", "", "\u{1B}[31m\"\\\n", "عربي"] {
            for what in [
                WORD,
                Remembered::default(),
                Remembered { bidi: BidiMode::Explicit, ..Remembered::default() },
                Remembered { shape: Some(true), ..Remembered::default() },
            ] {
                let text = with_terminal("", "t.toml", name, Some(what)).expect("an empty file is sound");
                let (read, warnings) = parse_terminals(&text, "t.toml").expect("it was just written");
                assert_eq!((read.get(name), read.len(), warnings), (Some(&what), 1, vec![]), "{text}");
                let forgotten = with_terminal(&text, "t.toml", name, None).expect("it is sound");
                assert_eq!(parse_terminals(&forgotten, "t.toml").map(|(read, _)| read.len()), Ok(0), "{forgotten}");
            }
        }
    }

    #[test]
    fn the_rest_of_the_file_stays() {
        let text =
            "# mine\n[foot]\nbidi = \"app\"  # looked right\n\n[\"kitty\"]\nbidi = \"app\" # hm\nshape = \"on\"\n";
        let written = with_terminal(text, "t.toml", "kitty", Some(WORD)).expect("it is sound");
        assert_eq!(
            written,
            "# mine\n[foot]\nbidi = \"app\"  # looked right\n\n[\"kitty\"]\nbidi = \"word\" # hm\nshape = \"off\"\nmarks = \"strip\"\n"
        );
        let forgotten = with_terminal(&written, "t.toml", "kitty", None).expect("it is sound");
        assert_eq!(forgotten, "# mine\n[foot]\nbidi = \"app\"  # looked right\n");
        assert_eq!(with_terminal(text, "t.toml", "unknown", None).as_deref(), Ok(text));
        let first = with_terminal(&forgotten, "t.toml", "foot", None).expect("it is sound");
        assert_eq!(first, "# mine\n");
        assert_eq!(with_terminal("# mine\n", "t.toml", "foot", None).as_deref(), Ok("# mine\n"));
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_nothing_is_written_over_it() {
        for (text, expect) in [
            (
                "kitty = 3\n",
                "t.toml:1:9: `kitty` is no table of a terminal; write [\"name of the terminal\"] and below it lines such as bidi = \"app\"",
            ),
            ("[kitty]\nbidi = \"wrod\"\n", "t.toml:2:8: `bidi` does not know `wrod`; did you mean `word`?"),
            ("[kitty\n", "t.toml:1:7: this is no TOML: "),
        ] {
            for result in [parse_terminals(text, "t.toml").err(), with_terminal(text, "t.toml", "x", None).err()] {
                let error = result.expect("a mistake").to_string();
                assert!(error.starts_with(expect), "{error}");
            }
        }
        let (_, warnings) = parse_terminals("[kitty]\nbdi = \"word\"\n", "t.toml").expect("only a warning");
        let told: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["t.toml:2:1: unknown key `bdi` in [kitty]; did you mean `bidi`?"]);
    }
}
