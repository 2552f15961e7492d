//! The case file, `feeds.toml`.

use std::ops::Range;

use toml_edit::Document;

use super::check;
use super::error::{ConfigError, Source};
use super::read::{Located, Section};
use crate::model::{Case, CaseName, EntityId, EntityType, FeedSpec, Lang, Phase, SavedSpec, Titles, Window};

/// The case that the program comes with, as text.
pub const DEFAULT_CASE: &str = include_str!("../../feeds.toml");

const CASE: &[&str] = &["id", "title", "from", "to", "terms", "other_terms", "sample"];
const PHASE: &[&str] = &["id", "title", "from", "to", "cues"];
const FEED: &[&str] = &["url", "title", "lang", "enabled"];
const SAVED: &[&str] = &["path", "title"];
const NAME: &[&str] = &["id", "type", "name", "aliases"];

const LANGS: &[(&str, Lang)] = &[
    ("ar", Lang::Arabic),
    ("en", Lang::English),
    ("fa", Lang::Persian),
    ("ur", Lang::Urdu),
    ("ckb", Lang::Kurdish),
    ("und", Lang::Unknown),
];

const TYPES: &[EntityType] = &[
    EntityType::Person,
    EntityType::Org,
    EntityType::Gpe,
    EntityType::Loc,
    EntityType::Norp,
    EntityType::Actor,
    EntityType::Malware,
    EntityType::Product,
    EntityType::Vuln,
    EntityType::Cve,
    EntityType::Ioc,
    EntityType::Qty,
    EntityType::Event,
];

/// The case that the program comes with.
///
/// # Panics
/// Never in a released program: a test reads the same text.
pub fn default_case() -> Case {
    parse_case(DEFAULT_CASE, "feeds.toml").expect("the case inside the program is checked by a test")
}

/// The key of [`default_case`], without reading all of it.
pub fn default_id() -> &'static str {
    let id = DEFAULT_CASE.lines().find_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'));
    id.unwrap_or("case")
}

/// Reads a case file; `name` is the file's name for errors.
///
/// # Errors
/// The first mistake, with its line, column and cure.
pub fn parse_case(text: &str, name: &str) -> Result<Case, ConfigError> {
    let source = Source { name, text };
    let document = document(source)?;
    let root = Section::new(source, "the file", document.as_table(), None);
    root.only(&["case", "phase", "feed", "saved", "name"])?;
    let section = root.table("case", "[case]", "[case]")?;
    let section = root.required("case", section, "a table [case] with id, title, from and to")?;
    section.only(CASE)?;
    let window = days(&section)?.window;
    Ok(Case {
        id: id(&section)?.value,
        title: titles(&section)?,
        window,
        terms: section.texts("terms")?,
        other_terms: section.texts("other_terms")?,
        phases: phases(&root, window)?,
        feeds: feeds(&root)?,
        saved: saved(&root)?,
        names: names(&root)?,
        sample: section.text("sample")?.map(|sample| check::id(source, sample)).transpose()?,
    })
}

/// The text as TOML.
pub(super) fn document(source: Source<'_>) -> Result<Document<&str>, ConfigError> {
    Document::parse(source.text).map_err(|error| {
        let problem = format!("this is no TOML: {}", error.message());
        source.error(error.span(), &problem, "mend this line; texts stand in \"quotes\", lists in [ ]")
    })
}

fn id(section: &Section<'_>) -> Result<Located<String>, ConfigError> {
    let id = section.text("id")?;
    let id = section.required("id", id, "id = \"a-short-name\"")?;
    let span = id.span.clone();
    Ok(Located { value: check::id(section.source, id)?, span })
}

fn titles(section: &Section<'_>) -> Result<Titles, ConfigError> {
    let example = "title = { en = \"…\", ar = \"…\" }";
    let table = section.table("title", "title", example)?;
    let table = section.required("title", table, example)?;
    table.only(&["en", "ar"])?;
    let [en, ar] = [table.text("en")?, table.text("ar")?].map(|text| text.map(|text| text.value));
    table.required("en", en.as_ref().or(ar.as_ref()), "en = \"…\", ar = \"…\" or one of them")?;
    Ok(Titles { en: en.unwrap_or_default(), ar: ar.unwrap_or_default() })
}

struct Days {
    window: Window,
    span: Option<Range<usize>>,
}

fn days(section: &Section<'_>) -> Result<Days, ConfigError> {
    let from = section.date("from")?;
    let from = section.required("from", from, "from = 2021-01-01")?;
    let to = section.date("to")?;
    let to = section.required("to", to, "to = 2021-07-31")?;
    if from.value > to.value {
        let problem = format!("{} begins on {} but ends on {}", section.name, from.value, to.value);
        return Err(section.source.error(from.span, &problem, "swap `from` and `to`"));
    }
    Ok(Days { window: Window { from: from.value, to: to.value }, span: from.span })
}

fn phases(root: &Section<'_>, case: Window) -> Result<Vec<Phase>, ConfigError> {
    let mut ids = Vec::new();
    let mut phases = Vec::new();
    for section in root.tables("phase", "[[phase]]")? {
        section.only(PHASE)?;
        let id = id(&section)?;
        let Days { window, span } = days(&section)?;
        if window.to < case.from || case.to < window.from {
            let problem = format!("the phase `{}` lies outside the case, {} to {}", id.value, case.from, case.to);
            return Err(root.source.error(span, &problem, "move the phase or widen `from` and `to` of [case]"));
        }
        phases.push(Phase {
            id: id.value.clone(),
            title: titles(&section)?,
            from: window.from,
            to: window.to,
            cues: section.texts("cues")?,
        });
        ids.push(id);
    }
    check::unique(root.source, "the phase", ids.iter())?;
    Ok(phases)
}

fn feeds(root: &Section<'_>) -> Result<Vec<FeedSpec>, ConfigError> {
    let mut addresses = Vec::new();
    let mut feeds = Vec::new();
    for section in root.tables("feed", "[[feed]]")? {
        section.only(FEED)?;
        let url = section.text("url")?;
        let url = section.required("url", url, "url = \"https://…\"")?;
        let span = url.span.clone();
        let url = check::address(root.source, url)?;
        let lang = section.text("lang")?;
        feeds.push(FeedSpec {
            title: section.text("title")?.map_or_else(|| url.clone(), |title| title.value),
            lang: lang.map_or(Ok(Lang::Unknown), |lang| check::choice(root.source, "lang", &lang, LANGS))?,
            enabled: section.flag("enabled")?.unwrap_or(true),
            url: url.clone(),
        });
        addresses.push(Located { value: url, span });
    }
    check::unique(root.source, "the feed", addresses.iter())?;
    Ok(feeds)
}

fn saved(root: &Section<'_>) -> Result<Vec<SavedSpec>, ConfigError> {
    let read = |section: Section<'_>| {
        section.only(SAVED)?;
        let path = section.text("path")?;
        let path = section.required("path", path, "path = \"folder\"")?.value;
        let title = section.text("title")?.map_or_else(|| path.clone(), |title| title.value);
        Ok(SavedSpec { path, title })
    };
    root.tables("saved", "[[saved]]")?.into_iter().map(read).collect()
}

fn names(root: &Section<'_>) -> Result<Vec<CaseName>, ConfigError> {
    let types: Vec<(&str, EntityType)> = TYPES.iter().map(|kind| (kind.code(), *kind)).collect();
    let mut ids = Vec::new();
    let mut names = Vec::new();
    for section in root.tables("name", "[[name]]")? {
        section.only(NAME)?;
        let id = section.text("id")?;
        let id = section.required("id", id, "id = \"a-short-name\"")?;
        let id = Located { span: id.span.clone(), value: check::entity(section.source, id)? };
        let kind = section.text("type")?;
        let kind = section.required("type", kind, "type = \"ORG\"")?;
        let name = section.text("name")?;
        names.push(CaseName {
            id: EntityId(id.value.clone()),
            kind: check::choice(root.source, "type", &kind, &types)?,
            name: section.required("name", name, "name = \"…\"")?.value,
            aliases: section.texts("aliases")?,
        });
        ids.push(id);
    }
    check::unique(root.source, "the name", ids.iter())?;
    Ok(names)
}

#[cfg(test)]
mod tests;
