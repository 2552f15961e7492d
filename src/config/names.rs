//! Names that a case adds, written into its file: "this name is that entity".
//!
//! ```
//! use marsad::config::{with_name, without_name};
//! use marsad::model::{CaseName, EntityId, EntityType};
//! let text = "[case] # mine\nid = \"a\"\ntitle = { en = \"A\" }\nfrom = 2021-01-01\nto = 2021-12-31\n";
//! let name = CaseName {
//!     id: EntityId("port-office".into()),
//!     kind: EntityType::Org,
//!     name: "Port Office".into(),
//!     aliases: vec!["مكتب المرفأ".into()],
//! };
//! let written = with_name(text, "feeds.toml", &name)?;
//! assert!(written.starts_with(text) && written.contains("aliases = [\"مكتب المرفأ\"]"));
//! assert_eq!(without_name(&written, "feeds.toml", &name)?, text);
//! # Ok::<(), marsad::config::ConfigError>(())
//! ```

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::case::parse_case;
use super::error::{ConfigError, Source};
use crate::model::CaseName;

/// Said above an entry that the program adds.
const REMARK: &str = "\n# Added by the analyst: these names are that entity.\n";

/// The text of a case file in which `name` is one of the case's names. An entry with its key gets the
/// aliases that it lacks; an alias that another entry lists moves. Everything else stays, comments too;
/// a second time changes nothing.
///
/// # Errors
/// Where `text` has a mistake, or would get one: it is not written over.
pub fn with_name(text: &str, file: &str, name: &CaseName) -> Result<String, ConfigError> {
    let mut document = document(text, file)?;
    let end = document.trailing().as_str().unwrap_or_default().to_owned();
    let tables = entries(&mut document, text, file)?;
    for table in tables.iter_mut().filter(|table| !is(table, name)) {
        for alias in &name.aliases {
            take(table, alias);
        }
    }
    if let Some(at) = place(tables, name) {
        tables.get_mut(at).into_iter().for_each(|table| add(table, &name.aliases));
    } else if tables.is_empty() {
        // The first entry comes to the end of the file, behind the comments that stand there.
        tables.push(entry(name, &end));
        document.set_trailing("");
    } else {
        tables.push(entry(name, ""));
    }
    let written = document.to_string();
    parse_case(&written, file)?;
    Ok(written)
}

/// The text of a case file without the aliases of `name` under its key; an entry that is left with no
/// alias goes, unless it names the entity otherwise.
///
/// # Errors
/// Where `text` has a mistake: it is not written over.
pub fn without_name(text: &str, file: &str, name: &CaseName) -> Result<String, ConfigError> {
    let mut document = document(text, file)?;
    let tables = entries(&mut document, text, file)?;
    let mut end = None;
    if let Some(at) = place(tables, name)
        && let Some(table) = tables.get_mut(at)
    {
        for alias in &name.aliases {
            take(table, alias);
        }
        let bare = table.get("aliases").and_then(Item::as_array).is_none_or(Array::is_empty);
        let above = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("");
        let before = above.strip_suffix(REMARK).map(str::to_owned);
        if bare && before.is_some() {
            tables.remove(at);
            end = before;
        }
    }
    if tables.is_empty() {
        document.remove("name");
        let end = format!("{}{}", end.unwrap_or_default(), document.trailing().as_str().unwrap_or_default());
        document.set_trailing(end);
    }
    Ok(document.to_string())
}

/// The text as a document to change, if it is a case without a mistake.
fn document(text: &str, file: &str) -> Result<DocumentMut, ConfigError> {
    parse_case(text, file)?;
    let source = Source { name: file, text };
    text.parse().map_err(|error: toml_edit::TomlError| {
        source.error(error.span(), &format!("this is no TOML: {}", error.message()), "mend this line")
    })
}

/// The `[[name]]` tables; `name = [{ … }]` on one line is turned into them.
fn entries<'a>(document: &'a mut DocumentMut, text: &str, file: &str) -> Result<&'a mut ArrayOfTables, ConfigError> {
    let item = document.entry("name").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if !item.is_array_of_tables() {
        let tables = std::mem::take(item).into_array_of_tables();
        *item = tables.map_or_else(|item| item, Item::ArrayOfTables);
    }
    let source = Source { name: file, text };
    item.as_array_of_tables_mut()
        .ok_or_else(|| source.error(None, "`name` is no list of names", "write [[name]] above each of them"))
}

fn is(table: &Table, name: &CaseName) -> bool {
    table.get("id").and_then(Item::as_str) == Some(name.id.0.as_str())
}

/// The number of the entry with the key of `name`.
fn place(tables: &ArrayOfTables, name: &CaseName) -> Option<usize> {
    tables.iter().position(|table| is(table, name))
}

/// A new entry, with `above` over it.
fn entry(name: &CaseName, above: &str) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix(format!("{above}{REMARK}"));
    table.insert("id", value(name.id.0.as_str()));
    table.insert("type", value(name.kind.code()));
    table.insert("name", value(name.name.as_str()));
    table.insert("aliases", value(name.aliases.iter().collect::<Array>()));
    table
}

/// Adds what a list lacks, in the manner in which its last entry stands there.
fn add(table: &mut Table, aliases: &[String]) {
    let list = table.entry("aliases").or_insert_with(|| value(Array::new()));
    let Some(list) = list.as_array_mut() else { return };
    for alias in aliases {
        if list.iter().any(|known| known.as_str() == Some(alias)) {
            continue;
        }
        // What stands before the last entry, without the comment on the one before it.
        let before = list.iter().last().and_then(|entry| entry.decor().prefix()?.as_str());
        let blanks =
            before.map(|prefix| prefix.rsplit_once('\n').map_or_else(|| prefix.to_owned(), |(_, b)| format!("\n{b}")));
        match blanks.filter(|_| list.len() > 1) {
            Some(blanks) => list.push_formatted(Value::from(alias.as_str()).decorated(blanks, "")),
            None => list.push(alias.as_str()),
        }
    }
}

fn take(table: &mut Table, alias: &str) {
    if let Some(list) = table.get_mut("aliases").and_then(Item::as_array_mut) {
        let at = list.iter().position(|known| known.as_str() == Some(alias));
        at.map(|at| list.remove(at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityId, EntityType};

    const HEAD: &str = "[case] # mine\nid = \"a\"\ntitle = { en = \"A\" }\nfrom = 2021-01-01\nto = 2021-12-31\n";

    fn name(id: &str, aliases: &[&str]) -> CaseName {
        CaseName {
            id: EntityId(id.into()),
            kind: EntityType::Org,
            name: "Port Office".into(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        }
    }

    #[test]
    fn the_rest_of_the_file_stays_and_a_second_time_changes_nothing() {
        let own = "\n# the port\n[[name]] # first\nid = \"port-office\"  # key\ntype = \"ORG\"\nname = \"Port Office\"\n\
                   aliases = [\n  \"PO\", # short\n  \"Office\",\n]\n\n[[feed]] # last\nurl = \"https://example.org/a\"\n";
        for (text, expect) in [
            (HEAD.to_owned(), format!("{HEAD}{REMARK}[[name]]\nid = \"port-office\"\ntype = \"ORG\"\nname = \"Port Office\"\naliases = [\"مكتب\", \"P. O.\"]\n")),
            (format!("{HEAD}# the end\n"), format!("{HEAD}# the end\n{REMARK}[[name]]\nid = \"port-office\"\ntype = \"ORG\"\nname = \"Port Office\"\naliases = [\"مكتب\", \"P. O.\"]\n")),
            (
                format!("{HEAD}{}", own.replace("port-office", "x")),
                format!("{HEAD}{}", own.replace("port-office", "x").replace("]\n\n[[feed", &format!("]\n{REMARK}[[name]]\nid = \"port-office\"\ntype = \"ORG\"\nname = \"Port Office\"\naliases = [\"مكتب\", \"P. O.\"]\n\n[[feed"))),
            ),
            (format!("{HEAD}{own}"), format!("{HEAD}{}", own.replace("  \"Office\",\n", "  \"Office\",\n  \"مكتب\",\n  \"P. O.\",\n"))),
        ] {
            let wanted = name("port-office", &["مكتب", "P. O."]);
            let written = with_name(&text, "t.toml", &wanted).expect("the file is sound");
            assert_eq!(written, expect);
            assert_eq!(with_name(&written, "t.toml", &wanted).as_ref(), Ok(&written));
            assert_eq!(without_name(&written, "t.toml", &wanted).as_ref(), Ok(&text), "undone");
        }
    }

    #[test]
    fn every_form_of_a_list_takes_a_name() {
        for list in ["aliases = []", "aliases = [\"PO\"]", "", "aliases = [ \"PO\", \"Office\" ]"] {
            let text =
                format!("{HEAD}[[name]]\nid = \"port-office\"\ntype = \"ORG\"\nname = \"Port Office\"\n{list}\n");
            let written = with_name(&text, "t.toml", &name("port-office", &["مكتب"])).expect("the file is sound");
            let case = parse_case(&written, "t.toml").expect("it was just written");
            assert!(case.names[0].aliases.contains(&"مكتب".to_owned()), "{written}");
            assert_eq!(case.names.len(), 1);
        }
        let inline = format!("name = [{{ id = \"x\", type = \"ORG\", name = \"X\" }}]\n{HEAD}");
        if parse_case(&inline, "t.toml").is_ok() {
            let written = with_name(&inline, "t.toml", &name("x", &["مكتب"])).expect("the file is sound");
            assert_eq!(parse_case(&written, "t.toml").expect("sound").names[0].aliases, ["مكتب"]);
        }
    }

    #[test]
    fn the_last_word_on_a_name_counts() {
        let first = with_name(HEAD, "t.toml", &name("port-office", &["مكتب", "PO"])).expect("sound");
        let second = with_name(&first, "t.toml", &name("post-office", &["مكتب"])).expect("sound");
        let case = parse_case(&second, "t.toml").expect("sound");
        let aliases: Vec<_> = case.names.iter().map(|name| (name.id.0.as_str(), name.aliases.join(" "))).collect();
        assert_eq!(aliases, [("port-office", "PO".to_owned()), ("post-office", "مكتب".to_owned())]);
    }

    #[test]
    fn what_texts_say_cannot_break_the_file() {
        for odd in ["a \"quote\"", "back\\slash", "]] # \n[case]", "\u{202E}x", "'''"] {
            let written = with_name(HEAD, "t.toml", &name("port-office", &[odd])).expect("sound");
            assert_eq!(parse_case(&written, "t.toml").expect("sound").names[0].aliases, [odd.trim()], "{written}");
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_nothing_is_written_over_it() {
        for (text, place) in [("[case\n", "t.toml:1:6"), (&format!("{HEAD}colour = 3\n"), "t.toml:6:1")] {
            for result in
                [with_name(text, "t.toml", &name("a", &["b"])), without_name(text, "t.toml", &name("a", &["b"]))]
            {
                let error = result.expect_err("a mistake").to_string();
                assert!(error.starts_with(place), "{error}");
            }
        }
        let error = with_name(HEAD, "t.toml", &name("No Key", &["b"])).expect_err("no key").to_string();
        assert!(error.contains("`No Key` is no good id"), "{error}");
    }
}
