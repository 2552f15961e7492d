//! What is known of the document's day decides what an expression can mean.

use super::{context, window};
use crate::model::{Anchor, Lang, Modifier, Precision, Published, Rung, TimexType};
use crate::timex::{Context, infer_published, tag};

fn bounded(lang: Lang, first: &str, last: &str) -> Context {
    let day = |day: &str| Some(day.parse().expect("a test date"));
    let published = Published { first: day(first), last: day(last), rung: Rung::Bounds, ..Published::default() };
    Context { lang, published, window: None }
}

fn first(text: &str, context: &Context) -> (String, Option<(String, String)>) {
    let dates = tag(text, context);
    let date = dates.first().expect("an expression");
    let days = date.interval.map(|time| (time.first_day().to_string(), time.last_day().to_string()));
    (date.value.clone(), days)
}

#[test]
fn an_interval_of_days_resolves_what_is_the_same_for_all_of_them() {
    let context = bounded(Lang::English, "2023-05-10", "2023-05-15");
    for (text, value) in [
        ("It happened last year.", "2022"),
        ("It happened on 3 April.", "2023-04-03"),
        ("It happened on Friday.", "XXXX-WXX-5"),
        ("It happened yesterday.", "XXXX-XX-XX"),
        ("It happened last week.", "XXXX-WXX"),
        ("It happened on 2 June 2019.", "2019-06-02"),
    ] {
        assert_eq!(first(text, &context).0, value, "{text}");
    }
    let (_, days) = first("It happened yesterday.", &context);
    assert_eq!(days, Some(("2023-05-09".into(), "2023-05-14".into())));
}

#[test]
fn without_a_day_the_window_gives_a_year_and_nothing_else() {
    let context = Context { window: Some(window()), ..context(Lang::Arabic, None) };
    let dates = tag("بدأ ذلك في 6 يناير ثم عاد في نوفمبر وتوقف الثلاثاء.", &context);
    let got: Vec<&str> = dates.iter().map(|date| date.value.as_str()).collect();
    assert_eq!(got, ["2021-01-06", "XXXX-11", "XXXX-WXX-2"]);
    assert_eq!(dates[0].how.anchor, Anchor::Window { year: 2021 });
    assert_eq!(dates[1].how.anchor, Anchor::Open);
    assert_eq!(dates[1].interval, None);
}

#[test]
fn the_window_speaks_for_a_day_soon_after_the_document() {
    let known = |lang, window| Context { window, ..context(lang, Some("2021-02-20")) };
    for (text, with, without) in [
        ("The bridge was shut on 4 March.", "2021-03-04", "2020-03-04"),
        ("The bridge was shut on 4 January.", "2021-01-04", "2021-01-04"),
        ("The bridge was shut on 4 July.", "2020-07-04", "2020-07-04"),
        ("The bridge was shut in March.", "2020-03", "2020-03"),
        ("Correction, 4 March: the bridge is open.", "2021-03-04", "2021-03-04"),
        ("It fell. Update (March 4): the bridge is open.", "2021-03-04", "2021-03-04"),
        ("This report was updated on March 4.", "2021-03-04", "2021-03-04"),
        ("Correction: a caption gave the wrong bridge. It fell on 4 March.", "2021-03-04", "2020-03-04"),
        ("Update, 4 July: the bridge is open.", "2020-07-04", "2020-07-04"),
        ("تصحيح، 4 مارس: الجسر مفتوح.", "2021-03-04", "2021-03-04"),
        ("جرى تحديث هذا الخبر في 4 مارس.", "2021-03-04", "2021-03-04"),
        ("أُغلق الجسر في 4 مارس.", "2021-03-04", "2020-03-04"),
    ] {
        let lang = if text.is_ascii() { Lang::English } else { Lang::Arabic };
        assert_eq!(first(text, &known(lang, Some(window()))).0, with, "{text}");
        assert_eq!(first(text, &known(lang, None)).0, without, "{text}");
    }
    let dates = tag("It was shut on 4 March.", &known(Lang::English, Some(window())));
    assert_eq!(dates[0].how.anchor, Anchor::Window { year: 2021 });
}

#[test]
fn evidence_comes_with_a_date() {
    let dates = tag("Prices fell in late February.", &context(Lang::English, Some("2023-05-17")));
    let date = &dates[0];
    assert_eq!(
        (date.kind, date.modifier, date.precision),
        (TimexType::Date, Some(Modifier::End), Some(Precision::PartOfMonth))
    );
    assert_eq!(date.how.rule, "month");
    let interval = date.interval.expect("a resolved date");
    assert_eq!(
        (interval.first_day().to_string(), interval.last_day().to_string()),
        ("2023-02-19".into(), "2023-02-28".into())
    );
}

#[test]
fn the_text_can_give_the_day_of_its_document() {
    for (lang, title, text, day, rung) in [
        (Lang::English, "Dam opens", "OSLO, March 8 — The dam opened.", "2021-03-08", Rung::Dateline),
        (Lang::English, "Dam opens", "March 08, 2021\nThe dam opened.", "2021-03-08", Rung::Dateline),
        (Lang::English, "Dam opens", "Published: 9 March 2021\nThe dam opened.", "2021-03-09", Rung::Labelled),
        (Lang::English, "Dam opens", "The dam opened today (March 10).", "2021-03-10", Rung::FirstDate),
        (Lang::English, "Dam opens", "The dam opened yesterday, March 10.", "2021-03-11", Rung::FirstDate),
        (Lang::English, "", "It broke on 7 March. As of Tuesday, 9 March, it was shut.", "2021-03-09", Rung::FirstDate),
        (Lang::Arabic, "افتتاح السد", "أوسلو - 8 مارس - افتتح السد.", "2021-03-08", Rung::Dateline),
        (Lang::Arabic, "افتتاح السد", "تاريخ النشر: 9 مارس 2021\nافتتح السد.", "2021-03-09", Rung::Labelled),
        (Lang::Arabic, "افتتاح السد", "افتتح السد اليوم الاثنين (8 آذار/مارس).", "2021-03-08", Rung::FirstDate),
        (Lang::Arabic, "افتتاح السد", "افتتح السد أمس الأحد 7 مارس.", "2021-03-08", Rung::FirstDate),
        (Lang::English, "", "By A. Writer | Posted on March 9, 2021 | 5 min", "2021-03-09", Rung::Labelled),
    ] {
        let context = Context { window: Some(window()), ..context(lang, None) };
        let published = infer_published(title, text, &context);
        assert_eq!(published.day().map(|day| day.to_string()).as_deref(), Some(day), "{text}");
        assert_eq!(published.rung, rung, "{text}");
        assert!(!published.reason.is_empty(), "{text}");
    }
}

#[test]
fn without_a_day_in_the_text_there_are_bounds() {
    let context = Context { window: Some(window()), ..context(Lang::English, None) };
    let text = "The dam failed on 2 March. The mayor spoke on Friday. A new one will open on 5 June.";
    let published = infer_published("Dam fails", text, &context);
    assert_eq!(published.rung, Rung::Bounds);
    assert_eq!(published.first.map(|day| day.to_string()).as_deref(), Some("2021-03-02"));
    assert_eq!(published.last, Some(window().to));
    assert!(published.reason.to_string().contains("2 March"));
    for (text, first) in [
        ("The dam opened on Monday 8 March.", "2021-03-08"),
        ("The works of Oslo, on Monday 8 March, opened it.", "2021-03-08"),
        ("The city issued a warning on 2 March and opened it on 8 March.", "2021-03-08"),
        ("As of 5 March it was shut. The dam opened on 8 March.", "2021-03-08"),
        ("The dam opened on 8 March. It must be paid for by 28 March.", "2021-03-08"),
        ("The dam opened on 8 March.\nCorrection, 11 March: an earlier version named the wrong dam.", "2021-03-08"),
        ("The dam opened on 8 March.\nUpdate: the mayor came. He left on 12 March.", "2021-03-08"),
    ] {
        let published = infer_published("", text, &context);
        let bounds = (published.first.map(|day| day.to_string()), published.last, published.rung);
        assert_eq!(bounds, (Some(first.to_owned()), Some(window().to), Rung::Bounds), "{text}");
    }
    let nothing = infer_published("", "The dam failed.", &Context { window: None, ..context });
    assert_eq!((nothing.first, nothing.last, nothing.rung), (None, None, Rung::Unknown));
}

#[test]
fn weekdays_with_a_direction_narrow_the_bounds() {
    for (text, first, last, rung) in [
        // 2 March 2021 was a Tuesday.
        ("The dam broke last Tuesday (2 March).", "2021-03-03", "2021-03-15", Rung::Weekday),
        ("The dam broke on 2 March, last Tuesday.", "2021-03-03", "2021-03-15", Rung::Weekday),
        ("It broke last Tuesday, 2 March. On 8 March it was mended.", "2021-03-08", "2021-03-15", Rung::Weekday),
        (
            "It broke last Tuesday, 2 March. It was mended yesterday, Wednesday.",
            "2021-03-04",
            "2021-03-11",
            Rung::Weekday,
        ),
        (
            "It broke last Tuesday, 2 March. On 8 March it was mended. It was opened today, Thursday.",
            "2021-03-11",
            "2021-03-11",
            Rung::Weekday,
        ),
        ("It will open next Friday, 12 March. It broke on 2 March.", "2021-03-02", "2021-03-11", Rung::Weekday),
        (
            "A date with its weekday alone bounds nothing. It broke on Tuesday, the second of March. It was mended on 7 March.",
            "2021-03-07",
            "2021-07-31",
            Rung::Bounds,
        ),
        ("It broke last Wednesday, 2 March.", "2021-01-01", "2021-07-31", Rung::Bounds),
        ("انهار السد يوم الثلاثاء الماضي، الموافق 2 مارس.", "2021-03-03", "2021-03-15", Rung::Weekday),
        (
            "انهار السد الثلاثاء الماضي (2 آذار). وقال الوزير أمس الاثنين إنه عاد.",
            "2021-03-09",
            "2021-03-09",
            Rung::Weekday,
        ),
    ] {
        let lang = if text.is_ascii() { Lang::English } else { Lang::Arabic };
        let context = Context { window: Some(window()), ..context(lang, None) };
        let published = infer_published("", text, &context);
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let got = (day(published.first), day(published.last), published.rung);
        assert_eq!(got, (first.to_owned(), last.to_owned(), rung), "{text}");
        assert!(!published.reason.is_empty(), "{text}");
    }
}

#[test]
fn a_known_day_stays() {
    let context = context(Lang::English, Some("2023-05-17"));
    assert_eq!(infer_published("", "Published: 1 May 2020", &context), context.published);
}
