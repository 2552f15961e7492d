//! CSV after RFC 4180: one row a piece of evidence, the event's columns repeated.
//!
//! A cell that a spreadsheet would run as a formula gets a quotation mark before it (OWASP, "CSV
//! Injection"). No byte order mark is written; lines end in CR LF.

use std::io::{self, Write};

use super::json::distinct;
use super::{Names, Request, dates};
use crate::model::{Clean, Event, Evidence};

/// The columns, in order.
const COLUMNS: [&str; 23] = [
    "event",
    "date",
    "first",
    "last",
    "precision",
    "phase",
    "title",
    "articles",
    "origins",
    "languages",
    "names",
    "disputes",
    "source",
    "language",
    "published",
    "sentence",
    "expression",
    "value",
    "rule",
    "speaker",
    "report",
    "certainty",
    "address",
];

/// Writes the header and one row a piece of evidence.
///
/// # Errors
///
/// Only those of `out`.
pub fn csv(request: &Request, out: &mut dyn Write) -> io::Result<()> {
    row(out, &COLUMNS.map(String::from))?;
    let names = Names::of(request);
    for event in request.events() {
        let shared = event_cells(&names, event);
        for evidence in &event.evidence {
            row(out, &[shared.clone(), evidence_cells(evidence)].concat())?;
        }
    }
    Ok(())
}

fn event_cells<'a>(all: &Names<'a>, event: &'a Event) -> Vec<String> {
    let names = event.entities.iter().map(|id| all.name(&id.0));
    let disputes =
        event.disputes.iter().map(|dispute| format!("{}: {}", name(&dispute.kind), all.about(&dispute.about)));
    vec![
        event.id.clone(),
        dates::value(event.when),
        event.when.interval.first_day().to_string(),
        event.when.interval.last_day().to_string(),
        name(&event.when.precision),
        event.phase.clone().unwrap_or_default(),
        event.title.clone(),
        event.articles().to_string(),
        distinct(event.evidence.iter().flat_map(|e| &e.origins).map(String::as_str)).len().to_string(),
        event.langs().iter().map(|lang| lang.code()).collect::<Vec<_>>().join(" "),
        names.collect::<Vec<_>>().join("; "),
        disputes.collect::<Vec<_>>().join("; "),
    ]
}

fn evidence_cells(evidence: &Evidence) -> Vec<String> {
    let timex = evidence.timex.as_ref();
    let speaker = evidence.speaker.as_ref();
    vec![
        evidence.source.name.clone(),
        evidence.lang.code().to_string(),
        dates::published(&evidence.published),
        evidence.sentence.clone(),
        timex.map_or(String::new(), |timex| timex.span.of(&evidence.sentence).to_string()),
        timex.map_or(String::new(), |timex| timex.value.clone()),
        timex.map_or(String::new(), |timex| timex.how.rule.clone()),
        speaker.map_or(String::new(), |speaker| speaker.name.clone()),
        speaker.map_or(String::new(), |speaker| name(&speaker.report)),
        name(&evidence.certainty),
        evidence.address.clone().unwrap_or_default(),
    ]
}

/// The JSON name of a value of the model.
fn name(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_string()
}

fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    write!(out, "{}\r\n", cells.join(","))
}

/// One cell: cleaned, made harmless, quoted where it must be.
fn cell(text: &str) -> String {
    let clean = Clean::line(text);
    let clean = clean.as_str().trim();
    let runs = clean.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r']);
    let safe = if runs { format!("'{clean}") } else { clean.to_string() };
    if safe.contains([',', '"', '\n', '\r', ';', '\'']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_and_run_nothing() {
        for (text, expect) in [
            ("plain", "plain"),
            ("one, two", "\"one, two\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("\t=1+1", "\"'=1+1\""),
            ("\tplain", "\"'plain\""),
            ("@cmd", "\"'@cmd\""),
            ("-2", "\"'-2\""),
            ("two\nlines", "two lines"),
            ("\u{1B}[31mred", "␛red"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expect, "{text:?}");
        }
    }
}
