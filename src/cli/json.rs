//! The JSON of `extract`: offsets count code points, and every part repeats the words it stands for.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use crate::model::{
    Analysis, Article, Basis, Certainty, Claim, CodePoints, EntityId, EntityType, IndicatorKind, Interval, Lang,
    LinkedBy, Mention, Modifier, Precision, Published, Quantity, Report, Rung, Span, Timex, TimexType,
};

/// What `extract` says of one document.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    id: Value,
    source: &'a str,
    lang: Lang,
    title: &'a str,
    published: Day,
    text: &'a str,
    dates: Vec<Date<'a>>,
    entities: Vec<Entity<'a>>,
    claims: Vec<ClaimRow<'a>>,
    diagnostics: Vec<Remark<'a>>,
}

#[derive(Debug, Serialize)]
struct Day {
    value: Option<NaiveDate>,
    from: Rung,
    range: Option<[Option<NaiveDate>; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moment: Option<String>,
    reason: String,
}

/// Code points of a place, and the words there.
#[derive(Debug, Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Date<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(rename = "type")]
    kind: TimexType,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<Modifier>,
    interval: Option<Interval>,
    precision: Option<Precision>,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct Entity<'a> {
    /// The whole words of the name.
    #[serde(flatten)]
    place: Place<'a>,
    /// Letters at the front that are no part of the name.
    #[serde(skip_serializing_if = "is_zero")]
    clitics: usize,
    #[serde(rename = "type")]
    kind: EntityType,
    id: &'a EntityId,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_ar: Option<&'a str>,
    /// An indicator's kind, the form of it that nobody can click, and its STIX pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    indicator: Option<IndicatorKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    defanged: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<&'a Quantity>,
    /// What ties it to the entity.
    by: LinkedBy,
    /// 1 for a certain link; less where it is only probable.
    score: f64,
    /// What the text says that it is or does.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

/// The Arabic letters that are written to the front of a name: and, so, by, to, like.
const PROCLITICS: [char; 5] = ['و', 'ف', 'ب', 'ل', 'ك'];

/// Where the word begins in which a name stands, and how many letters of it are no part of the name.
/// Corpora of Arabic names count whole words, and so does the JSON; who wants the bare name leaves
/// the letters out.
fn whole_word(text: &str, name: Span) -> (Span, usize) {
    let before = text.get(..name.start).unwrap_or("");
    let letters = before.chars().rev().take_while(|c| c.is_alphanumeric()).count();
    let bare = before.trim_end_matches(char::is_alphanumeric);
    let clitics = before.get(bare.len()..).unwrap_or("");
    let fits = (1..=2).contains(&letters) && clitics.chars().all(|c| PROCLITICS.contains(&c));
    if fits { (Span::new(bare.len(), name.end), letters) } else { (name, 0) }
}

#[derive(Debug, Serialize)]
struct ClaimRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    interval: Interval,
    precision: Precision,
    basis: Basis,
    /// Index in `dates`.
    date: Option<usize>,
    /// Indices in `entities`.
    entities: &'a [usize],
    speaker: Option<Voice<'a>>,
    certainty: Certainty,
}

#[derive(Debug, Serialize)]
struct Voice<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    name: &'a str,
    id: Option<&'a EntityId>,
    report: Report,
}

#[derive(Debug, Serialize)]
struct Remark<'a> {
    start: usize,
    end: usize,
    code: &'a str,
    message: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A text with its code points counted.
struct Counted<'a> {
    text: &'a str,
    points: CodePoints,
}

impl<'a> Counted<'a> {
    fn place(&self, span: Span) -> Place<'a> {
        Place { start: self.points.at(span.start), end: self.points.at(span.end), text: span.of(self.text) }
    }

    fn date(&self, date: &'a Timex) -> Date<'a> {
        Date {
            place: self.place(date.span),
            kind: date.kind,
            value: &date.value,
            modifier: date.modifier,
            interval: date.interval,
            precision: date.precision,
            rule: &date.how.rule,
        }
    }

    fn entity(&self, mention: &'a Mention) -> Entity<'a> {
        let indicator = mention.kind.indicator(&mention.name);
        let counted = matches!(mention.kind, EntityType::Qty | EntityType::Ioc | EntityType::Cve);
        let (span, clitics) = if counted { (mention.span, 0) } else { whole_word(self.text, mention.span) };
        Entity {
            place: self.place(span),
            clitics,
            kind: mention.kind,
            id: &mention.id,
            name: &mention.name,
            name_ar: mention.name_ar.as_deref(),
            indicator,
            defanged: indicator.map(|kind| kind.defang(&mention.name)),
            pattern: indicator.and_then(|kind| kind.stix_pattern(&mention.name)),
            quantity: mention.quantity.as_ref(),
            by: mention.by,
            // As it reads: .87 and not .8700000047683716.
            score: (f64::from(mention.score) * 1000.0).round() / 1000.0,
            role: mention.role.map(|role| role.of(self.text)).filter(|role| !role.is_empty()),
        }
    }

    fn claim(&self, claim: &'a Claim) -> ClaimRow<'a> {
        let speaker = claim.speaker.as_ref().map(|speaker| Voice {
            place: self.place(speaker.span),
            name: &speaker.name,
            id: speaker.entity.as_ref(),
            report: speaker.report,
        });
        ClaimRow {
            place: self.place(claim.sentence),
            interval: claim.when.interval,
            precision: claim.when.precision,
            basis: claim.basis,
            date: claim.timex,
            entities: &claim.mentions,
            speaker,
            certainty: claim.certainty,
        }
    }
}

impl<'a> Document<'a> {
    /// The document `id`, whose article and analysis these are.
    pub(super) fn new(id: Value, article: &'a Article, analysis: &'a Analysis) -> Self {
        let counted = Counted { text: &article.body, points: CodePoints::new(&article.body) };
        let remark = |diagnostic: &'a crate::model::Diagnostic| {
            let Place { start, end, .. } = counted.place(diagnostic.span);
            Remark { start, end, code: &diagnostic.code, message: diagnostic.message.to_string() }
        };
        Self {
            id,
            source: &article.read_from,
            lang: analysis.lang,
            title: &article.title,
            published: day(&analysis.published),
            text: &article.body,
            dates: analysis.dates.iter().map(|date| counted.date(date)).collect(),
            entities: analysis.mentions.iter().map(|mention| counted.entity(mention)).collect(),
            claims: analysis.claims.iter().map(|claim| counted.claim(claim)).collect(),
            diagnostics: analysis.diagnostics.iter().map(remark).collect(),
        }
    }
}

fn day(published: &Published) -> Day {
    let known = published.first.is_some() || published.last.is_some();
    Day {
        value: published.day(),
        from: published.rung,
        range: known.then_some([published.first, published.last]),
        moment: published.moment.map(|moment| moment.to_rfc3339()),
        reason: published.reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, How, Interval};

    #[test]
    fn offsets_count_code_points_of_the_text() {
        let body = "صدر في 2 مارس 2021.";
        let at = body.find('2').expect("the day is there");
        let day: NaiveDate = "2021-03-02".parse().expect("a date");
        let date = Timex {
            span: Span::new(at, body.len() - 1),
            kind: TimexType::Date,
            value: "2021-03-02".into(),
            modifier: None,
            interval: Some(Interval::day(day)),
            precision: Some(Precision::Day),
            how: How { rule: "day".into(), anchor: Anchor::Absolute },
        };
        let article = Article { body: body.into(), ..Article::default() };
        let analysis = Analysis { lang: Lang::Arabic, dates: vec![date], ..Analysis::default() };
        let json = serde_json::to_value(Document::new(Value::from(7), &article, &analysis)).expect("it is JSON");
        assert_eq!(json["id"], 7);
        assert_eq!(json["lang"], "ar");
        assert_eq!(json["published"]["value"], Value::Null);
        assert_eq!(json["published"]["range"], Value::Null);
        let date = &json["dates"][0];
        assert_eq!((date["start"].as_u64(), date["end"].as_u64()), (Some(7), Some(18)));
        assert_eq!(
            (&date["text"], &date["type"], &date["value"]),
            (&"2 مارس 2021".into(), &"DATE".into(), &"2021-03-02".into())
        );
    }

    #[test]
    fn a_name_covers_its_whole_word_and_says_what_is_no_part_of_it() {
        for (body, name, expect) in [
            ("قالت وهافنيوم مجموعة", "هافنيوم", ("وهافنيوم", 1)),
            ("وبمايكروسوفت", "مايكروسوفت", ("وبمايكروسوفت", 2)),
            ("هاجمت هافنيوم", "هافنيوم", ("هافنيوم", 0)),
            ("المستهافنيوم", "هافنيوم", ("هافنيوم", 0)),
            ("لـ Microsoft", "Microsoft", ("Microsoft", 0)),
        ] {
            let at = body.find(name).expect("the name is there");
            let (span, clitics) = whole_word(body, Span::new(at, at + name.len()));
            assert_eq!((span.of(body), clitics), expect, "{body}");
        }
    }
}
