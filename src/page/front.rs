//! Front matter: the flat part of YAML that writers of Markdown use.
//!
//! `key: value`, quoted or not, and `key:` followed by `- item` lines. Nested maps, anchors and
//! folded scalars are not read: their lines are passed over, with a word.

use std::collections::HashMap;

/// Lines that front matter may have.
const MAX_LINES: usize = 500;

/// Front matter and the text behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Front<'a> {
    /// Values by key, in lower case; more than one for a list.
    values: HashMap<String, Vec<String>>,
    /// The text behind the second fence.
    pub rest: &'a str,
    /// Lines that were passed over.
    pub strange: Vec<String>,
}

impl Front<'_> {
    /// The first value of the first of `keys` that has one.
    pub fn one(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.values.get(*key)?.iter().map(String::as_str).find(|value| !value.is_empty()))
    }

    /// All values of `key`.
    pub fn all(&self, key: &str) -> Vec<String> {
        self.values.get(key).cloned().unwrap_or_default()
    }
}

/// Reads front matter; without a second fence everything is text.
pub(super) fn read(text: &str) -> Front<'_> {
    let text = text.trim_start();
    let Some((head, rest)) = fenced(text) else { return Front { rest: text, ..Front::default() } };
    let mut front = Front { rest, ..Front::default() };
    let mut list: Option<String> = None;
    for line in head.lines() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if let (Some(item), Some(key)) = (bare.strip_prefix("- ").or((bare == "-").then_some("")), &list) {
            front.values.entry(key.clone()).or_default().push(scalar(item));
            continue;
        }
        let indented = line.starts_with([' ', '\t']);
        match bare.split_once(':').filter(|(key, _)| !indented && is_key(key)) {
            Some((key, value)) => {
                let key = key.trim().to_lowercase();
                list = Some(key.clone());
                front.values.entry(key).or_default().extend(values(value.trim()));
            }
            None => front.strange.push(bare.to_owned()),
        }
    }
    front
}

/// The lines between the two fences, and the text behind them.
fn fenced(text: &str) -> Option<(&str, &str)> {
    let (first, body) = text.split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = 0;
    for line in body.split_inclusive('\n').take(MAX_LINES) {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((body.get(..at)?, body.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

/// `[a, b]`, a scalar, or nothing.
fn values(value: &str) -> Vec<String> {
    if let Some(inner) = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        return inner.split(',').map(|item| scalar(item.trim())).filter(|item| !item.is_empty()).collect();
    }
    if value.is_empty() { Vec::new() } else { vec![scalar(value)] }
}

/// A scalar without its quotes; a comment behind an unquoted one goes.
fn scalar(value: &str) -> String {
    let value = value.trim();
    if let Some(inner) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
        return unescaped(inner);
    }
    if let Some(inner) = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        return inner.replace("''", "'");
    }
    value.split(" #").next().unwrap_or(value).trim_end().to_owned()
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n' | 't') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_lists_and_quotes() {
        let front = read(
            "---\ntitle: \"A \\\"quoted\\\" title: with colon\"\nlang: ar\nPublished: 2021-03-10 # the day\n\
             source: 'it''s'\ncites:\n  - https://a.example/x#y\n- \"b\"\nempty:\ntags: [one, 'two']\n---\n\nText.\n",
        );
        assert_eq!(front.one(&["title"]), Some("A \"quoted\" title: with colon"));
        assert_eq!(front.one(&["date", "published"]), Some("2021-03-10"));
        assert_eq!(front.one(&["source"]), Some("it's"));
        assert_eq!(front.all("cites"), ["https://a.example/x#y", "b"]);
        assert_eq!(front.all("tags"), ["one", "two"]);
        assert_eq!(front.one(&["empty"]), None);
        assert_eq!(front.rest.trim(), "Text.");
        assert!(front.strange.is_empty());
    }

    #[test]
    fn what_is_not_flat_is_passed_over() {
        let front = read("---\ntitle: A\nnested:\n  key: value\n  more\n---\ntext");
        assert_eq!((front.one(&["title"]), front.strange.len()), (Some("A"), 2));
        assert_eq!(read("---\ntitle: A\nnever closed").rest, "---\ntitle: A\nnever closed");
        assert_eq!(read("---\r\ntitle: A\r\n---\r\ntext").one(&["title"]), Some("A"));
        assert_eq!(read("---\n---\n").rest, "");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(---\n|[a-z]{1,3}: [\"'a-z\\\\\\[\\]]{0,4}\n|- x\n|\\PC{0,4}\n){0,8}") {
            let front = read(&text);
            prop_assert!(text.ends_with(front.rest));
        }
    }
}
