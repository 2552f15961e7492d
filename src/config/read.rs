//! Reads the values of a TOML table one by one and says precisely which one is not as it should be.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use toml_edit::{Item, TableLike, Value};

use super::error::{ConfigError, Source};

/// A value and the bytes it stands at.
#[derive(Clone, Debug)]
pub(super) struct Located<T> {
    pub value: T,
    pub span: Option<Range<usize>>,
}

/// One table of a file.
#[derive(Clone)]
pub(super) struct Section<'a> {
    pub source: Source<'a>,
    /// The table as the user writes it, such as `[[feed]]`.
    pub name: &'a str,
    pub span: Option<Range<usize>>,
    table: &'a dyn TableLike,
}

impl<'a> Section<'a> {
    pub(super) fn new(source: Source<'a>, name: &'a str, table: &'a dyn TableLike, span: Option<Range<usize>>) -> Self {
        Self { source, name, span, table }
    }

    /// The first key that is none of `known`.
    pub(super) fn unknown_keys(&self, known: &[&str]) -> Vec<ConfigError> {
        let strangers = self.table.iter().filter(|(key, item)| !item.is_none() && !known.contains(key));
        strangers.map(|(key, _)| self.unknown_key(key, known)).collect()
    }

    fn unknown_key(&self, key: &str, known: &[&str]) -> ConfigError {
        let span = self.key_span(key);
        let problem = format!("unknown key `{key}` in {}", self.name);
        self.source.error(span, &problem, &suggest(key, known))
    }

    /// Fails on the first key that is none of `known`.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), ConfigError> {
        self.unknown_keys(known).into_iter().next().map_or(Ok(()), Err)
    }

    fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.table.key(key).and_then(toml_edit::Key::span)
    }

    fn item(&self, key: &str) -> Option<&'a Item> {
        self.table.get(key).filter(|item| !item.is_none())
    }

    fn wrong_kind(&self, key: &str, item: &Item, wanted: &str, example: &str) -> ConfigError {
        let problem = format!("`{key}` in {} must be {wanted}, not {}", self.name, kind(item));
        self.source.error(item.span().or_else(|| self.key_span(key)), &problem, &format!("write {example}"))
    }

    /// The value of a key that must be there.
    pub(super) fn required<T>(&self, key: &str, value: Option<T>, example: &str) -> Result<T, ConfigError> {
        let problem = format!("{} has no `{key}`", self.name);
        value.ok_or_else(|| self.source.error(self.span.clone(), &problem, &format!("add {example}")))
    }

    /// A text; blanks at its ends do not count, and an empty one is an error.
    pub(super) fn text(&self, key: &str) -> Result<Option<Located<String>>, ConfigError> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let example = format!("{key} = \"…\"");
        let text = item.as_str().ok_or_else(|| self.wrong_kind(key, item, "a text in quotes", &example))?.trim();
        if text.is_empty() {
            let problem = format!("`{key}` in {} is empty", self.name);
            return Err(self.source.error(item.span(), &problem, &format!("write {example} or take the line out")));
        }
        Ok(Some(Located { value: text.to_owned(), span: item.span() }))
    }

    /// A list of texts; a missing one is empty.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, ConfigError> {
        let Some(item) = self.item(key) else { return Ok(Vec::new()) };
        let example = format!("{key} = [\"…\", \"…\"]");
        let array = item.as_array().ok_or_else(|| self.wrong_kind(key, item, "a list of texts in quotes", &example))?;
        array.iter().map(|value| self.entry(key, value, &example)).collect()
    }

    fn entry(&self, key: &str, value: &Value, example: &str) -> Result<String, ConfigError> {
        let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
        let problem = format!("every entry of `{key}` in {} must be a text in quotes", self.name);
        text.map(str::to_owned).ok_or_else(|| self.source.error(value.span(), &problem, &format!("write {example}")))
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, key: &str) -> Result<Option<bool>, ConfigError> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let example = format!("{key} = true or {key} = false");
        item.as_bool().map(Some).ok_or_else(|| self.wrong_kind(key, item, "true or false", &example))
    }

    /// A day, `2021-03-02` with or without quotes.
    pub(super) fn date(&self, key: &str) -> Result<Option<Located<NaiveDate>>, ConfigError> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let example = format!("{key} = 2021-03-02 (year-month-day)");
        let written = match item.as_value() {
            Some(Value::Datetime(date)) => date.value().to_string(),
            Some(Value::String(text)) => text.value().trim().to_owned(),
            _ => return Err(self.wrong_kind(key, item, "a day", &example)),
        };
        let value = NaiveDate::parse_from_str(&written, "%Y-%m-%d").map_err(|_| {
            let problem = format!("`{written}` is no day of the calendar");
            self.source.error(item.span(), &problem, &format!("write {example}"))
        })?;
        Ok(Some(Located { value, span: item.span() }))
    }

    /// The table under `key`, such as `[case]` or `title = { … }`.
    pub(super) fn table(&self, key: &str, name: &'a str, example: &str) -> Result<Option<Section<'a>>, ConfigError> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let table = item.as_table_like().ok_or_else(|| self.wrong_kind(key, item, "a table", example))?;
        Ok(Some(Section::new(self.source, name, table, item.span().or_else(|| self.key_span(key)))))
    }

    /// The tables under `[[key]]`, in order.
    pub(super) fn tables(&self, key: &str, name: &'a str) -> Result<Vec<Section<'a>>, ConfigError> {
        match self.item(key) {
            None => Ok(Vec::new()),
            Some(Item::ArrayOfTables(tables)) => {
                Ok(tables.iter().map(|table| Section::new(self.source, name, table, table.span())).collect())
            }
            Some(item) => Err(self.wrong_kind(key, item, "a list of tables", &format!("a line {name} before it"))),
        }
    }

    /// All pairs of key and text.
    pub(super) fn pairs(&self) -> Result<BTreeMap<String, String>, ConfigError> {
        let mut pairs = BTreeMap::new();
        for (key, _) in self.table.iter() {
            if let Some(text) = self.text(key)? {
                pairs.insert(key.to_owned(), text.value);
            }
        }
        Ok(pairs)
    }
}

fn kind(item: &Item) -> &'static str {
    match item {
        Item::Value(value) => match value.type_name() {
            "string" => "a text",
            "integer" | "float" => "a number",
            "boolean" => "true or false",
            "datetime" => "a date",
            "array" => "a list",
            _ => "a table",
        },
        _ => "a table",
    }
}

/// The cure for an unknown word: the known word that looks most like it, else all of them.
pub(super) fn suggest(word: &str, known: &[&str]) -> String {
    let nearest = known.iter().map(|name| (distance(word, name), *name)).min();
    match nearest {
        Some((steps, name)) if steps * 3 <= name.chars().count().max(3) => format!("did you mean `{name}`?"),
        _ => format!("known are {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// Damerau-Levenshtein distance, with the swap of neighbours as one step (optimal string alignment).
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut best = (rows[i][j] + usize::from(a != b)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && left[i - 1] == *b && right[j - 1] == *a {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}
