//! Plain lines, complete and without any box or column: for reading from top to bottom, by eye or
//! by a screen reader.

use std::io::{self, Write};

use super::json::{distinct, is_background};
use super::labels::Labels;
use super::{Names, Request, dates};
use crate::model::{Anchor, Clean, Dispute, Event, Evidence, Lang, Precision, Published, Timex, When};

/// Writes all that the timeline knows, an event a paragraph.
///
/// # Errors
///
/// Only those of `out`.
pub fn text(request: &Request, out: &mut dyn Write) -> io::Result<()> {
    let labels = Labels::of(request.lang);
    let window = request.timeline.window;
    writeln!(out, "{}", Clean::line(request.case.title.get(request.lang)))?;
    writeln!(out, "{}", labels.line("window", &[&window.from.to_string(), &window.to.to_string()]))?;
    let [arabic, english, other] = request.timeline.articles.map(|count| count.to_string());
    writeln!(out, "{}", labels.line("articles", &[&arabic, &english, &other]))?;
    let count = request.events().count();
    let line = if count == 0 { labels.line("none", &[]) } else { labels.line("events", &[&count.to_string()]) };
    writeln!(out, "{line}")?;
    let names = Names::of(request);
    for event in request.events() {
        writeln!(out)?;
        writeln!(out, "{}", heading(request, labels, event))?;
        paragraph(&names, labels, event, out)?;
    }
    if !request.timeline.open.is_empty() {
        writeln!(out, "\n{}", labels.line("open", &[]))?;
    }
    for item in &request.timeline.open {
        let what = if item.text.is_empty() { String::new() } else { format!(" {}", Clean::line(&item.text)) };
        writeln!(out, "- {}:{what} ({})", Clean::line(&item.headline), Clean::line(&item.reason.text(request.lang)))?;
    }
    Ok(())
}

fn paragraph<'a>(names: &Names<'a>, labels: &Labels, event: &'a Event, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", Clean::line(&event.title))?;
    writeln!(out, "{}", sources(labels, event))?;
    if !event.entities.is_empty() {
        let words: Vec<_> = event.entities.iter().map(|id| names.name(&id.0)).collect();
        let comma = if names.lang == Lang::Arabic { "، " } else { ", " };
        writeln!(out, "{}", Clean::line(&labels.line("entities", &[&words.join(comma)])))?;
    }
    for (index, evidence) in event.evidence.iter().enumerate() {
        let source = Clean::line(&evidence.source.name);
        let published = published(labels, &evidence.published);
        let number = (index + 1).to_string();
        writeln!(
            out,
            "{}",
            labels.line("evidence", &[&number, source.as_str(), &labels.word(&evidence.lang), &published])
        )?;
        writeln!(out, "   {}", Clean::line(&evidence.sentence))?;
        for line in about(names, labels, evidence) {
            writeln!(out, "   {}", Clean::line(&line))?;
        }
    }
    for line in disputes(names, labels, event) {
        writeln!(out, "{}", Clean::line(&line))?;
    }
    Ok(())
}

/// A date in words: its value, and how fine it is where that is no day.
fn date(labels: &Labels, when: When) -> String {
    let value = dates::value(when);
    let value = value.split_once('/').map_or(value.clone(), |(first, last)| labels.line("between", &[first, last]));
    match when.precision {
        Precision::Day => value,
        precision => labels.line("precision", &[&value, &labels.word(&precision)]),
    }
}

/// Date, precision and phase of an event.
pub(super) fn heading(request: &Request, labels: &Labels, event: &Event) -> String {
    let mut line = date(labels, event.when);
    if let Some(phase) = request.phase(event.phase.as_deref()) {
        line.push_str(" · ");
        line.push_str(Clean::line(phase).as_str());
    }
    if is_background(event, request.timeline.window) {
        line.push_str(" · ");
        line.push_str(&labels.line("background", &[]));
    }
    line
}

/// How many articles, origins and languages stand behind an event.
pub(super) fn sources(labels: &Labels, event: &Event) -> String {
    let origins = distinct(event.evidence.iter().flat_map(|e| &e.origins).map(String::as_str)).len().to_string();
    let langs: Vec<String> = event.langs().iter().map(|lang| labels.word(lang)).collect();
    labels.line("sources", &[&event.articles().to_string(), &origins, &langs.join(&labels.line("joint", &[]))])
}

/// When the article came out.
pub(super) fn published(labels: &Labels, published: &Published) -> String {
    match dates::published(published) {
        day if day.is_empty() => labels.line("published_unknown", &[]),
        day if day.contains('/') => {
            let (first, last) = day.split_once('/').unwrap_or_default();
            labels.line("published_between", &[first, last])
        }
        day if published.rung.is_inferred() => labels.line("published_inferred", &[&day]),
        day => labels.line("published", &[&day]),
    }
}

/// How the date was read, who says so, how sure it is, where it stands.
pub(super) fn about(names: &Names, labels: &Labels, evidence: &Evidence) -> Vec<String> {
    let read = evidence.timex.as_ref().map_or_else(
        || labels.line("report_day", &[]),
        |timex| {
            let words = timex.span.of(&evidence.sentence);
            labels.line("read_as", &[words, &timex.value, &anchor(labels, timex)])
        },
    );
    let speaker = evidence.speaker.as_ref().map_or_else(
        || labels.line("nobody", &[]),
        |speaker| labels.line("speaker", &[names.speaker(speaker), &labels.word(&speaker.report)]),
    );
    let mut lines = vec![read, speaker, labels.line("certainty", &[&labels.word(&evidence.certainty)])];
    lines.extend(evidence.address.clone());
    lines
}

/// The disagreements of an event; pieces of evidence are numbered from 1.
pub(super) fn disputes(names: &Names, labels: &Labels, event: &Event) -> Vec<String> {
    let line = |dispute: &Dispute| {
        let sides = [(dispute.left + 1).to_string(), (dispute.right + 1).to_string()];
        labels.line("dispute", &[&labels.word(&dispute.kind), &names.about(&dispute.about), &sides[0], &sides[1]])
    };
    event.disputes.iter().map(line).collect()
}

fn anchor(labels: &Labels, timex: &Timex) -> String {
    match timex.how.anchor {
        Anchor::Absolute => labels.line("absolute", &[]),
        Anchor::Dct { day } => labels.line("dct", &[&day.to_string()]),
        Anchor::Between { first, last } => labels.line("dct_between", &[&first.to_string(), &last.to_string()]),
        Anchor::Focus { day } => labels.line("focus", &[&day.to_string()]),
        Anchor::Window { year } => labels.line("year", &[&year.to_string()]),
        Anchor::Open => labels.line("unanchored", &[]),
    }
}
