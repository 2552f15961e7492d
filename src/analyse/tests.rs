use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::model::{Rung, Titles};

fn analyser() -> Analyser {
    Analyser::new(&Case {
        id: "test".into(),
        title: Titles::default(),
        window: Window { from: day("2021-01-01"), to: day("2021-07-31") },
        terms: vec![],
        other_terms: vec![],
        phases: vec![],
        feeds: vec![],
        saved: vec![],
        names: vec![],
        sample: None,
    })
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn article(body: &str, published: Option<&str>) -> Article {
    let published = published.map(|text| Published::on(day(text), Rung::Metadata, "")).unwrap_or_default();
    Article { body: body.to_owned(), published, ..Article::default() }
}

fn codes(analysis: &Analysis) -> Vec<&str> {
    analysis.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

#[test]
fn both_languages_give_the_same_dates_and_names() {
    for (body, lang) in [
        ("The update for the mail servers was shipped by Microsoft on 2 March 2021.", Lang::English),
        ("طرحت مايكروسوفت التحديث الخاص بخوادم البريد في 2 مارس 2021.", Lang::Arabic),
    ] {
        let analysis = analyser().run(&article(body, Some("2021-03-03")));
        assert_eq!(analysis.lang, lang, "{body}");
        let values: Vec<&str> = analysis.dates.iter().map(|date| date.value.as_str()).collect();
        assert_eq!(values, ["2021-03-02"], "{body}");
        assert!(analysis.mentions.iter().any(|mention| mention.id.0 == "microsoft"), "{:?}", analysis.mentions);
        assert_eq!(analysis.claims.len(), 1, "{body}");
        assert!(codes(&analysis).is_empty(), "{:?}", analysis.diagnostics);
    }
}

#[test]
fn what_is_seen_and_not_resolved_is_said() {
    for (text, code) in [
        ("He left on Friday.", "open-date"),
        ("He left yesterday evening.", "open-date"),
        ("He left last week.", "open-date"),
        ("He left last month.", "open-date"),
        ("He left last weekend.", "open-date"),
        ("He left two days ago.", "open-date"),
        ("He left at 5 p.m. from the port.", "open-date"),
        ("He left on the 15th of the month.", "open-date"),
        ("He left the same day.", "open-date"),
        ("Profit fell in the latest quarter.", "open-date"),
        ("He left on 30 September, on 31 September 2021.", "no-such-day"),
        ("غادر الوزير الجمعة.", "open-date"),
        ("غادر الوزير مساء أمس.", "open-date"),
        ("غادر الوزير قبل يومين.", "open-date"),
        ("غادر الوزير في الشهر الماضي.", "open-date"),
        ("غادر الوزير في اليوم التالي.", "open-date"),
        ("غادر الوزير في 30 فبراير 2021.", "no-such-day"),
    ] {
        let analysis = analyser().run(&article(text, None));
        let date = analysis.diagnostics.iter().find(|diagnostic| diagnostic.code == code);
        assert!(date.is_some_and(|found| found.span.end > found.span.start), "{text} {:?}", analysis.diagnostics);
    }
}

#[test]
fn the_day_that_came_with_the_article_anchors_its_text() {
    let analysis = analyser().run(&article("The servers were cleaned yesterday.", Some("2021-04-14")));
    assert_eq!(analysis.dates.first().map(|date| date.value.as_str()), Some("2021-04-13"));
}

#[test]
fn a_number_inside_an_identifier_is_no_date() {
    let analysis = analyser().run(&article("The flaw CVE-2021-26855 was rated critical.", Some("2021-03-03")));
    assert_eq!(analysis.dates, []);
}

#[test]
fn what_is_strange_is_said() {
    let unknown =
        analyser().run(&article("Der Dienst wurde am Montag wieder eingeschaltet, sagte der Betreiber.", None));
    assert!(codes(&unknown).contains(&"unread-language"), "{:?}", unknown.diagnostics);
    assert_eq!(codes(&analyser().run(&article(" \n", None))), ["empty-text"]);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_all_spans_fit(title in "(?s).{0,40}", body in "(?s).{0,300}") {
        let article = Article { title, body, ..Article::default() };
        let analysis = SHARED.run(&article);
        let spans = analysis.dates.iter().map(|date| date.span)
            .chain(analysis.mentions.iter().map(|mention| mention.span))
            .chain(analysis.sentences.iter().copied())
            .chain(analysis.diagnostics.iter().map(|diagnostic| diagnostic.span));
        for span in spans {
            prop_assert!(article.body.get(span.start..span.end).is_some());
        }
    }
}

static SHARED: std::sync::LazyLock<Analyser> = std::sync::LazyLock::new(analyser);
