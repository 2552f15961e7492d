//! Texts with dates and names marked in them, for tests: `{2021-03-02|Tuesday}` is a date,
//! `{2021-03|March}` a month, `{2021-02-26/2021-02-28|those days}` a stretch, `{?|the day before}`
//! an open one, `[org:microsoft|Microsoft]` a name.

use chrono::{Datelike, NaiveDate};

use crate::model::{Anchor, EntityId, EntityType, How, Interval, LinkedBy, Mention, Precision, Span, Timex, TimexType};

/// A text and what is marked in it.
#[derive(Default)]
pub(super) struct Marked {
    pub(super) body: String,
    pub(super) dates: Vec<Timex>,
    pub(super) mentions: Vec<Mention>,
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

/// Reads a marked text.
pub(super) fn marked(text: &str) -> Marked {
    let mut out = Marked::default();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[']) {
        let (plain, marked) = rest.split_at(at);
        out.body.push_str(plain);
        let close = if marked.starts_with('{') { '}' } else { ']' };
        let (inner, after) = marked.get(1..).and_then(|inner| inner.split_once(close)).expect("a mark is closed");
        let (what, surface) = inner.split_once('|').expect("a mark has a text");
        let span = Span::new(out.body.len(), out.body.len() + surface.len());
        out.body.push_str(surface);
        if close == '}' {
            out.dates.push(timex(what, span));
        } else {
            out.mentions.push(mention(what, surface, span));
        }
        rest = after;
    }
    out.body.push_str(rest);
    out
}

fn timex(value: &str, span: Span) -> Timex {
    let time = match value.len() {
        _ if value == "?" => None,
        7 => {
            let first = day(&format!("{value}-01"));
            let last = (28..=31).rev().find_map(|d| first.with_day(d)).expect("a month ends");
            Some((Interval::days(first, last), Precision::Month))
        }
        10 => Some((Interval::day(day(value)), Precision::Day)),
        _ => {
            let (first, last) = value.split_once('/').expect("a stretch of days");
            Some((Interval::days(day(first), day(last)), Precision::Days))
        }
    };
    Timex {
        span,
        kind: TimexType::Date,
        value: if value == "?" { "XXXX-XX-XX".into() } else { value.into() },
        modifier: None,
        interval: time.map(|(interval, _)| interval),
        precision: time.map(|(_, precision)| precision),
        how: How { rule: "test".into(), anchor: if time.is_some() { Anchor::Absolute } else { Anchor::Open } },
    }
}

fn mention(what: &str, surface: &str, span: Span) -> Mention {
    let (kind, id) = what.split_once(':').expect("a name has a kind");
    let kind = match kind {
        "person" => EntityType::Person,
        "org" => EntityType::Org,
        "gpe" => EntityType::Gpe,
        "norp" => EntityType::Norp,
        "actor" => EntityType::Actor,
        "product" => EntityType::Product,
        "cve" => EntityType::Cve,
        "qty" => EntityType::Qty,
        other => panic!("no such kind: {other}"),
    };
    let arabic = surface.chars().any(|c| ('\u{621}'..='\u{64A}').contains(&c));
    let name = if kind == EntityType::Qty { id } else { surface };
    Mention {
        span,
        kind,
        id: EntityId(id.into()),
        name: name.into(),
        name_ar: arabic.then(|| surface.into()),
        score: 1.0,
        by: LinkedBy::List,
        role: None,
        quantity: (kind == EntityType::Qty).then(|| crate::model::Quantity::parse(name)).flatten(),
    }
}
