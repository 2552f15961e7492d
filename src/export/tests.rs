//! All formats over the same timeline.

use super::{Format, Request};
use crate::model::{
    Anchor, ArticleId, Basis, Case, Certainty, Dispute, DisputeKind, EntityCard, EntityId, EntityType, Event, Evidence,
    Filter, How, Interval, Lang, OpenItem, Phase, Precision, Published, Report, Rung, Source, SourceKind, Span,
    Speaker, Timeline, Timex, TimexType, Titles, When, Window,
};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a test date")
}

fn when(text: &str) -> When {
    When { interval: Interval::day(day(text)), precision: Precision::Day }
}

fn window() -> Window {
    Window { from: day("2021-01-01"), to: day("2021-07-31") }
}

fn phase() -> Phase {
    let title = Titles { en: "Answer".into(), ar: "الاستجابة".into() };
    Phase { id: "answer".into(), title, from: day("2021-03-01"), to: day("2021-05-01"), cues: Vec::new() }
}

fn case() -> Case {
    Case {
        id: "ports".into(),
        title: Titles { en: "The port affair".into(), ar: "قضية المرافئ".into() },
        window: window(),
        terms: Vec::new(),
        other_terms: Vec::new(),
        phases: vec![phase()],
        feeds: Vec::new(),
        saved: Vec::new(),
        names: Vec::new(),
        sample: None,
    }
}

fn evidence(source: &str, lang: Lang, sentence: &str, word: &str) -> Evidence {
    let at = sentence.find(word).expect("the sentence holds its date");
    Evidence {
        article: ArticleId(format!("article of {source}")),
        title: "Headline".into(),
        source: Source { name: source.into(), kind: SourceKind::Saved },
        origins: vec![source.to_lowercase()],
        address: Some("https://example.org/a".into()),
        lang,
        published: Published::on(day("2021-03-03"), Rung::Dateline, "Porto, 3 March"),
        sentence: sentence.into(),
        place: Span::new(0, sentence.len()),
        when: when("2021-03-02"),
        basis: Basis::Expression,
        timex: Some(Timex {
            span: Span::new(at, at + word.len()),
            kind: TimexType::Date,
            value: "2021-03-02".into(),
            modifier: None,
            interval: Some(Interval::day(day("2021-03-02"))),
            precision: Some(Precision::Day),
            how: How { rule: "weekday".into(), anchor: Anchor::Dct { day: day("2021-03-03") } },
        }),
        names: Vec::new(),
        speaker: None,
        certainty: Certainty::Asserted,
    }
}

/// Two events: one of two languages with a dispute and hostile text, one outside the window.
fn timeline() -> Timeline {
    let mut first =
        evidence("=Gazette", Lang::English, "The port, \u{1B}[31mit said, lost *90* cranes on Tuesday.", "Tuesday");
    first.speaker = Some(Speaker {
        span: Span::default(),
        name: "Port office".into(),
        entity: Some(EntityId("port-office".into())),
        report: Report::Announce,
    });
    let mut second = evidence("الجريدة", Lang::Arabic, "نفى المرفأ فقدان رافعات يوم الثلاثاء.", "الثلاثاء");
    second.certainty = Certainty::Denied;
    let old =
        Evidence { when: when("2019-05-05"), ..evidence("Gazette", Lang::English, "It opened that Sunday.", "Sunday") };
    let event = |id: &str, date: &str, title: &str, evidence: Vec<Evidence>| Event {
        id: id.into(),
        when: when(date),
        title: title.into(),
        lead: 0,
        phase: None,
        entities: Vec::new(),
        evidence,
        disputes: Vec::new(),
    };
    let mut main = event("e2", "2021-03-02", "Port loses <b>cranes</b>", vec![first, second]);
    main.phase = Some("answer".into());
    main.entities = vec![EntityId("port-office".into()), EntityId("unknown-thing".into())];
    main.disputes = vec![Dispute { kind: DisputeKind::Denial, left: 0, right: 1, about: "port-office".into() }];
    Timeline {
        window: window(),
        phases: vec![phase()],
        events: vec![event("e1", "2019-05-05", "Port opens", vec![old]), main],
        open: vec![OpenItem {
            article: ArticleId("u1".into()),
            title: String::new(),
            headline: "The port has …".into(),
            text: String::new(),
            published: Published::default(),
            reason: "nothing tells the day".into(),
        }],
        entities: vec![EntityCard {
            name_ar: Some("مكتب المرفأ".into()),
            arabic: 1,
            english: 1,
            articles: 2,
            ..EntityCard::new(EntityId("port-office".into()), EntityType::Org, "Port office".into())
        }],
        articles: [1, 1, 0],
    }
}

fn write(format: Format, filter: &Filter, lang: Lang) -> String {
    let (case, timeline) = (case(), timeline());
    let mut out = Vec::new();
    let request = Request { case: &case, timeline: &timeline, filter, lang };
    format.write(&request, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("the formats are UTF-8")
}

#[test]
fn no_format_lets_a_control_character_out() {
    for format in Format::ALL {
        for lang in [Lang::Arabic, Lang::English] {
            let out = write(format, &Filter::default(), lang);
            assert!(out.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r')), "{format:?}");
            assert!(out.contains("نفى المرفأ") && out.contains("␛"), "{format:?}");
        }
    }
}

#[test]
fn every_format_keeps_to_the_filter() {
    let arabic = Filter { lang: Some(Lang::Arabic), ..Filter::default() };
    for format in Format::ALL {
        assert!(write(format, &Filter::default(), Lang::English).contains("Port opens"), "{format:?}");
        assert!(!write(format, &arabic, Lang::English).contains("Port opens"), "{format:?}");
    }
}

#[test]
fn text_is_complete_and_linear() {
    let expect = "\
The port affair
2021-01-01 to 2021-07-31
articles read: 1 Arabic, 1 English, 0 other
events: 1

2021-03-02 · Answer
Port loses <b>cranes</b>
2 articles, 2 origins, languages: ar en
names: Port office, unknown-thing
1. =Gazette, en, published 2021-03-03, inferred:
   The port, ␛it said, lost *90* cranes on Tuesday.
   date: “Tuesday” read as 2021-03-02, counted from the article's day 2021-03-03
   speaker: Port office (announces)
   certainty: asserted
   https://example.org/a
2. الجريدة, ar, published 2021-03-03, inferred:
   نفى المرفأ فقدان رافعات يوم الثلاثاء.
   date: “الثلاثاء” read as 2021-03-02, counted from the article's day 2021-03-03
   speaker: not named
   certainty: denied
   https://example.org/a
disputed (denial): Port office; evidence 1 against 2

Without a place on the time line
- The port has …: (nothing tells the day)
";
    let filter = Filter { phase: Some("answer".into()), ..Filter::default() };
    assert_eq!(write(Format::Text, &filter, Lang::English), expect);
    let arabic = write(Format::Text, &filter, Lang::Arabic);
    assert!(arabic.starts_with("قضية المرافئ\nمن 2021-01-01 إلى 2021-07-31\n"));
    assert!(arabic.contains("الأسماء: مكتب المرفأ، unknown-thing"));
    assert!(
        arabic.contains("القائل: مكتب المرفأ (إعلان)") && arabic.contains("خلاف (اتهام وإنكار): مكتب المرفأ؛"),
        "{arabic}"
    );
    assert!(arabic.contains("2021-03-02 · الاستجابة"), "{arabic}");
}

#[test]
fn a_disagreement_names_its_entity() {
    let (case, timeline) = (case(), timeline());
    let request = Request { case: &case, timeline: &timeline, filter: &Filter::default(), lang: Lang::Arabic };
    let names = super::Names::of(&request);
    for (about, expect) in [
        ("port-office", "مكتب المرفأ"),
        ("port-office: cranes", "مكتب المرفأ: cranes"),
        ("cranes", "cranes"),
        ("unknown-thing: x", "unknown-thing: x"),
    ] {
        assert_eq!(names.about(about), expect);
    }
}

#[test]
fn what_is_only_bounded_is_said_so() {
    let (case, mut timeline) = (case(), timeline());
    let (first, last) = (day("2021-02-21"), day("2021-02-28"));
    let event = &mut timeline.events[1];
    event.when = When { interval: Interval::days(first, last), precision: Precision::PartOfMonth };
    event.evidence.truncate(1);
    event.disputes.clear();
    let evidence = &mut event.evidence[0];
    evidence.published = Published { first: Some(first), last: Some(last), rung: Rung::Bounds, ..Published::default() };
    let timex = evidence.timex.as_mut().expect("it has one");
    timex.how.anchor = Anchor::Between { first, last };
    let request = Request { case: &case, timeline: &timeline, filter: &Filter::default(), lang: Lang::English };
    for format in [Format::Text, Format::Markdown] {
        let mut out = Vec::new();
        format.write(&request, &mut out).expect("memory takes everything");
        let out = String::from_utf8(out).expect("the formats are UTF-8");
        for words in [
            "2021-02-21 to 2021-02-28, part of a month · Answer",
            "1 article, 1 origin, languages: en",
            "published from 2021-02-21 to 2021-02-28, day not known",
            "counted from the article's day, which lies from 2021-02-21 to 2021-02-28",
        ] {
            assert!(out.contains(words), "{words} is not in\n{out}");
        }
        assert!(!out.contains("<br>"), "{out}");
    }
}

#[test]
fn json_has_the_documented_shape() {
    let value: serde_json::Value =
        serde_json::from_str(&write(Format::Json, &Filter::default(), Lang::English)).expect("it is JSON");
    assert_eq!(value["case"]["id"], "ports");
    assert_eq!(value["window"]["from"], "2021-01-01");
    assert_eq!(value["counts"]["events"], 2);
    assert_eq!(value["counts"]["evidence"], 3);
    assert_eq!(value["counts"]["articles"]["ar"], 1);
    let event = &value["events"][1];
    assert_eq!(
        event["date"],
        serde_json::json!({
            "value": "2021-03-02", "first": "2021-03-02", "last": "2021-03-02", "precision": "day"
        })
    );
    assert_eq!(
        event["entities"][0],
        serde_json::json!({
            "id": "port-office", "name": "Port office", "name_ar": "مكتب المرفأ", "type": "ORG"
        })
    );
    assert_eq!(event["langs"], serde_json::json!(["ar", "en"]));
    assert_eq!((event["lang"].as_str(), event["articles"].as_u64()), (Some("en"), Some(2)));
    assert_eq!((&event["background"], &value["events"][0]["background"]), (&false.into(), &true.into()));
    assert_eq!(
        event["disputes"][0],
        serde_json::json!({
            "kind": "denial", "left": 0, "right": 1, "about": "port-office"
        })
    );
    let evidence = &event["evidence"][0];
    assert_eq!(evidence["expression"], "Tuesday");
    assert_eq!(evidence["anchor"], serde_json::json!({"from": "dct", "day": "2021-03-03"}));
    assert_eq!(evidence["published"]["inferred"], true);
    assert_eq!(evidence["speaker"]["report"], "announce");
    assert_eq!(value["open"][0]["published"]["first"], serde_json::Value::Null);
}

#[test]
fn csv_has_one_row_a_piece_of_evidence() {
    let out = write(Format::Csv, &Filter::default(), Lang::English);
    let rows: Vec<&str> = out.split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[0].starts_with("event,date,first,last,precision,phase,title,"));
    assert!(rows[2].contains("\"'=Gazette\"") && rows[2].contains("denial: Port office"));
}

#[test]
fn markdown_shows_markup_from_outside_as_text() {
    let out = write(Format::Markdown, &Filter::default(), Lang::English);
    assert!(out.contains("**Port loses \\<b\\>cranes\\</b\\>**"));
    assert!(out.contains("> The port, ␛it said, lost \\*90\\* cranes on Tuesday."));
    assert!(out.contains("> - <https://example.org/a>"));
    assert!(out.contains("## 2019-05-05 · outside the case's days"));
}

#[test]
fn an_empty_choice_is_said_and_not_an_error() {
    let none = Filter { source: Some("nobody".into()), ..Filter::default() };
    assert!(write(Format::Text, &none, Lang::English).contains("No event fits."));
    let value: serde_json::Value = serde_json::from_str(&write(Format::Json, &none, Lang::Arabic)).expect("it is JSON");
    assert_eq!(value["events"], serde_json::json!([]));
}
