//! JSON: one object, an event a line.
//!
//! Shape (stable; fields may be added):
//!
//! ```json
//! {"case": {"id", "title"}, "window": {"from", "to"},
//!  "events": [{"id", "date": {"value", "first", "last", "precision"}, "title", "lang", "phase",
//!    "background", "entities": [{"id", "name", "name_ar", "type"}], "articles", "sources", "origins", "langs",
//!    "evidence": [{"article", "headline", "source", "lang",
//!      "published": {"first", "last", "inferred", "reason"}, "sentence", "basis", "expression",
//!      "value", "rule", "anchor", "speaker": {"name", "entity", "report"}, "certainty", "address"}],
//!    "disputes": [{"kind", "left", "right", "about"}]}],
//!  "open": [{"article", "headline", "text", "published", "reason"}],
//!  "counts": {"events", "evidence", "open", "articles": {"ar", "en", "other"}}}
//! ```
//!
//! Days are ISO 8601 and included at both ends; `left` and `right` are places in `evidence`;
//! what is not known is `null`.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::{Names, Request, dates};
use crate::model::{
    Anchor, Basis, Certainty, Clean, Dispute, DisputeKind, EntityType, Event, Evidence, IndicatorKind, Lang, OpenItem,
    Precision, Published, Report, Window,
};

/// Writes one JSON object of the shape that the module's text says.
///
/// # Errors
///
/// Only those of `out`.
pub fn json(request: &Request, out: &mut dyn Write) -> io::Result<()> {
    let case = Case { id: Clean::line(&request.case.id), title: Clean::line(request.case.title.get(request.lang)) };
    write!(out, "{{\"case\":")?;
    part(out, &case)?;
    write!(out, ",\n\"window\":")?;
    part(out, &request.timeline.window)?;
    write!(out, ",\n\"events\":[")?;
    let names = Names::of(request);
    let (mut events, mut evidence) = (0, 0);
    for event in request.events() {
        write!(out, "{}", if events == 0 { "\n" } else { ",\n" })?;
        part(out, &event_part(&names, request.timeline.window, event))?;
        events += 1;
        evidence += event.evidence.len();
    }
    write!(out, "],\n\"open\":[")?;
    for (index, item) in request.timeline.open.iter().enumerate() {
        write!(out, "{}", if index == 0 { "\n" } else { ",\n" })?;
        part(out, &OpenPart::of(item))?;
    }
    let [ar, en, other] = request.timeline.articles;
    let counts = Counts { events, evidence, open: request.timeline.open.len(), articles: Articles { ar, en, other } };
    write!(out, "],\n\"counts\":")?;
    part(out, &counts)?;
    writeln!(out, "}}")
}

fn part(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)
}

#[derive(Serialize)]
struct Case {
    id: Clean,
    title: Clean,
}

#[derive(Serialize)]
struct Counts {
    events: usize,
    evidence: usize,
    open: usize,
    articles: Articles,
}

#[derive(Serialize)]
struct Articles {
    ar: usize,
    en: usize,
    other: usize,
}

#[derive(Serialize)]
struct DatePart {
    value: String,
    first: NaiveDate,
    last: NaiveDate,
    precision: Precision,
}

#[derive(Serialize)]
struct EntityPart {
    id: Clean,
    name: Clean,
    name_ar: Option<Clean>,
    #[serde(rename = "type")]
    kind: Option<EntityType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicator: Option<IndicatorKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    defanged: Option<Clean>,
}

#[derive(Serialize)]
struct EventPart {
    id: Clean,
    date: DatePart,
    title: Clean,
    lang: Option<Lang>,
    phase: Option<Clean>,
    background: bool,
    entities: Vec<EntityPart>,
    articles: usize,
    sources: Vec<Clean>,
    origins: Vec<Clean>,
    langs: Vec<Lang>,
    evidence: Vec<EvidencePart>,
    disputes: Vec<DisputePart>,
}

#[derive(Serialize)]
struct PublishedPart {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    inferred: bool,
    reason: Clean,
}

#[derive(Serialize)]
struct SpeakerPart {
    name: Clean,
    entity: Option<Clean>,
    report: Report,
}

#[derive(Serialize)]
struct EvidencePart {
    article: Clean,
    headline: Clean,
    source: Clean,
    lang: Lang,
    published: PublishedPart,
    sentence: Clean,
    basis: Basis,
    expression: Option<Clean>,
    value: Option<Clean>,
    rule: Option<Clean>,
    anchor: Option<Anchor>,
    speaker: Option<SpeakerPart>,
    certainty: Certainty,
    address: Option<Clean>,
}

#[derive(Serialize)]
struct DisputePart {
    kind: DisputeKind,
    left: usize,
    right: usize,
    about: Clean,
}

#[derive(Serialize)]
struct OpenPart {
    article: Clean,
    headline: Clean,
    text: Clean,
    published: PublishedPart,
    reason: Clean,
}

fn event_part(names: &Names, window: Window, event: &Event) -> EventPart {
    EventPart {
        id: Clean::line(&event.id),
        date: DatePart {
            value: dates::value(event.when),
            first: event.when.interval.first_day(),
            last: event.when.interval.last_day(),
            precision: event.when.precision,
        },
        title: Clean::line(&event.title),
        lang: event.evidence.get(event.lead).map(|lead| lead.lang),
        phase: event.phase.as_deref().map(Clean::line),
        background: is_background(event, window),
        entities: event.entities.iter().map(|id| entity_part(names, &id.0)).collect(),
        articles: event.articles(),
        sources: distinct(event.evidence.iter().map(|e| e.source.name.as_str())),
        origins: distinct(event.evidence.iter().flat_map(|e| &e.origins).map(String::as_str)),
        langs: event.langs(),
        evidence: event.evidence.iter().map(EvidencePart::of).collect(),
        disputes: event.disputes.iter().map(DisputePart::of).collect(),
    }
}

/// Whether an event lies wholly outside the days of the case.
pub(super) fn is_background(event: &Event, window: Window) -> bool {
    !event.when.interval.overlaps(window.interval())
}

fn entity_part(names: &Names, id: &str) -> EntityPart {
    let card = names.card(id);
    let indicator = card.and_then(|card| card.kind.indicator(&card.name));
    EntityPart {
        id: Clean::line(id),
        name: Clean::line(card.map_or(id, |card| &card.name)),
        name_ar: card.and_then(|card| card.name_ar.as_deref()).map(Clean::line),
        kind: card.map(|card| card.kind),
        indicator,
        defanged: card.zip(indicator).map(|(card, kind)| Clean::line(&kind.defang(&card.name))),
    }
}

/// Different names in order, cleaned.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Clean> {
    let mut out: Vec<Clean> = names.map(Clean::line).collect();
    out.sort();
    out.dedup();
    out
}

impl PublishedPart {
    fn of(published: &Published) -> Self {
        Self {
            first: published.first,
            last: published.last,
            inferred: published.rung.is_inferred(),
            reason: Clean::line(&published.reason.to_string()),
        }
    }
}

impl EvidencePart {
    fn of(evidence: &Evidence) -> Self {
        let timex = evidence.timex.as_ref();
        Self {
            article: Clean::line(&evidence.article.0),
            headline: Clean::line(&evidence.title),
            source: Clean::line(&evidence.source.name),
            lang: evidence.lang,
            published: PublishedPart::of(&evidence.published),
            sentence: Clean::line(&evidence.sentence),
            basis: evidence.basis,
            expression: timex.map(|timex| Clean::line(timex.span.of(&evidence.sentence))),
            value: timex.map(|timex| Clean::line(&timex.value)),
            rule: timex.map(|timex| Clean::line(&timex.how.rule)),
            anchor: timex.map(|timex| timex.how.anchor),
            speaker: evidence.speaker.as_ref().map(|speaker| SpeakerPart {
                name: Clean::line(&speaker.name),
                entity: speaker.entity.as_ref().map(|id| Clean::line(&id.0)),
                report: speaker.report,
            }),
            certainty: evidence.certainty,
            address: evidence.address.as_deref().map(Clean::line),
        }
    }
}

impl DisputePart {
    fn of(dispute: &Dispute) -> Self {
        Self { kind: dispute.kind, left: dispute.left, right: dispute.right, about: Clean::line(&dispute.about) }
    }
}

impl OpenPart {
    fn of(item: &OpenItem) -> Self {
        Self {
            article: Clean::line(&item.article.0),
            headline: Clean::line(&item.title),
            text: Clean::line(&item.text),
            published: PublishedPart::of(&item.published),
            reason: Clean::line(&item.reason.to_string()),
        }
    }
}
