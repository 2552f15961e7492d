//! JSON-LD: what a page says about its article in schema.org's words.

use serde_json::{Map, Value};

/// Nesting that is followed.
const MAX_DEPTH: usize = 8;

/// Bytes of one script.
const MAX_BYTES: usize = 1 << 20;

/// What the article, or else the page, says; the first to speak of a field has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Described {
    /// `datePublished` of an article, else of the page.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// `headline`.
    pub headline: Option<String>,
    /// `publisher`'s name.
    pub publisher: Option<String>,
    /// The article's address.
    pub address: Option<String>,
    /// Whether an article spoke, and not only the page around it.
    article: bool,
}

/// Reads one script into `described`. Scripts with errors in them are common: their dates are
/// looked for as text.
pub(super) fn read(script: &str, described: &mut Described) {
    let Some(script) = script.get(..script.len().min(MAX_BYTES)) else { return };
    let script = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    match serde_json::from_str::<Value>(script.trim().trim_end_matches("-->").trim_end_matches("//]]>").trim()) {
        Ok(value) => walk(&value, 0, described),
        Err(_) => scavenge(script, described),
    }
}

fn walk(value: &Value, depth: usize, described: &mut Described) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, depth + 1, described)),
        Value::Object(object) => {
            take(object, described);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
                if let Some(inner) = object.get(key) {
                    walk(inner, depth + 1, described);
                }
            }
        }
        _ => {}
    }
}

fn take(object: &Map<String, Value>, described: &mut Described) {
    let kind = kinds(object);
    let article = kind.contains("article") || kind.contains("posting") || kind.contains("report");
    if !article && !kind.contains("webpage") {
        return;
    }
    if article && !described.article {
        *described = Described { article: true, publisher: described.publisher.take(), ..Described::default() };
    } else if described.article && !article {
        return;
    }
    let text = |key: &str| object.get(key).and_then(string);
    fill(&mut described.published, text("datePublished").or_else(|| text("dateCreated")));
    fill(&mut described.modified, text("dateModified"));
    fill(&mut described.headline, text("headline"));
    fill(&mut described.publisher, object.get("publisher").and_then(name));
    fill(&mut described.address, text("url").or_else(|| object.get("mainEntityOfPage").and_then(address)));
}

fn kinds(object: &Map<String, Value>) -> String {
    match object.get("@type") {
        Some(Value::String(kind)) => kind.to_lowercase(),
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ").to_lowercase()
        }
        _ => String::new(),
    }
}

fn fill(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}

fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => return values.iter().find_map(string),
        Value::Object(object) => object.get("@value").and_then(Value::as_str)?.to_owned(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => object.get("name").and_then(string),
        Value::Array(values) => values.iter().find_map(name),
        Value::String(_) => string(value),
        _ => None,
    }
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => object.get("@id").and_then(string),
        _ => string(value).filter(|address| address.starts_with("http")),
    }
}

/// Takes the values of the first fields out of a script that is no JSON.
fn scavenge(script: &str, described: &mut Described) {
    let field = |key: &str| {
        let (_, rest) = script.split_once(key)?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        value.split('"').next().filter(|value| !value.is_empty() && value.len() < 300).map(str::to_owned)
    };
    fill(&mut described.published, field("\"datePublished\""));
    fill(&mut described.modified, field("\"dateModified\""));
    fill(&mut described.headline, field("\"headline\""));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(scripts: &[&str]) -> Described {
        let mut described = Described::default();
        for script in scripts {
            read(script, &mut described);
        }
        described
    }

    #[test]
    fn an_article_speaks_before_its_page() {
        let found = described(&[r#"{"@context":"x","@graph":[
            {"@type":"WebPage","datePublished":"2020-01-01","url":"https://a.example/"},
            {"@type":["NewsArticle"],"headline":"A","datePublished":"2021-03-10T08:00:00Z",
             "publisher":{"@type":"Organization","name":"The Paper"},"mainEntityOfPage":{"@id":"https://a.example/1"}},
            {"@type":"NewsArticle","headline":"Another","datePublished":"2019-01-01"}]}"#]);
        assert_eq!(found.published.as_deref(), Some("2021-03-10T08:00:00Z"));
        assert_eq!(found.headline.as_deref(), Some("A"));
        assert_eq!(found.publisher.as_deref(), Some("The Paper"));
        assert_eq!(found.address.as_deref(), Some("https://a.example/1"));
    }

    #[test]
    fn a_page_is_better_than_nothing() {
        let found = described(&[r#"[{"@type":"WebPage","datePublished":"2020-01-01"}]"#, r#"{"@type":"Person"}"#]);
        assert_eq!(found.published.as_deref(), Some("2020-01-01"));
    }

    #[test]
    fn broken_scripts_still_tell_their_date() {
        let found =
            described(&["{\"@type\":\"NewsArticle\",\n\"headline\": \"a\tb\",\"datePublished\" : \"2021-03-10\",}"]);
        assert_eq!(found.published.as_deref(), Some("2021-03-10"));
        assert_eq!(described(&["", "{", "[[[[", "\"datePublished\""]), Described::default());
        let deep = "[".repeat(100_000);
        assert_eq!(described(&[&deep]), Described::default());
    }
}
