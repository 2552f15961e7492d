//! Cases of both languages, in tables; sentences of our own.

mod arabic;
mod english;
mod known;

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

use super::{Context, infer_published, tag};
use crate::model::{Anchor, Interval, Lang, Published, Rung, Window};

fn context(lang: Lang, day: Option<&str>) -> Context {
    let day = day.map(|day| day.parse().expect("a test date"));
    let published = day.map(|day| Published::on(day, Rung::Feed, "")).unwrap_or_default();
    Context { lang, published, window: None }
}

fn window() -> Window {
    Window { from: "2021-01-01".parse().expect("a date"), to: "2021-07-31".parse().expect("a date") }
}

/// Each case: a text in which `<` and `>` stand around the expressions wanted, then their values.
/// All cases of a table are tried before it fails.
fn check(lang: Lang, day: &str, cases: &[(&str, &str)]) {
    let context = context(lang, Some(day));
    let mut wrong = Vec::new();
    for (marked, values) in cases {
        let text = marked.replace(['<', '>'], "");
        let parts = marked.split(['<', '>']).skip(1).step_by(2);
        let wanted: Vec<(&str, &str)> = parts.zip(values.split(' ').filter(|value| !value.is_empty())).collect();
        let got = tag(&text, &context);
        let got: Vec<(&str, &str)> = got.iter().map(|date| (date.span.of(&text), date.value.as_str())).collect();
        if got != wanted {
            wrong.push(format!("{text}\n   wanted {wanted:?}\n   got    {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn any_text_is_read_and_its_spans_fit(text in "(?s).{0,80}") {
        for lang in [Lang::Arabic, Lang::English, Lang::Unknown] {
            let dates = tag(&text, &context(lang, Some("2021-03-12")));
            prop_assert!(dates.iter().all(|date| !date.span.of(&text).is_empty()));
            prop_assert!(dates.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }

    #[test]
    fn words_of_dates_in_any_order_are_read(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "2", "31", "2021", "0", "99999999999999999999", "/", "-", ":", ".", ",", "(", ")", "\n", " ", "March", "May", "ago",
                "last", "Tuesday", "the", "first", "of", "week", "in", "two", "hundred", "million", "century", "every", "early",
                "مارس", "شباط", "و", "من", "إلى", "الماضي", "يوم", "الاثنين", "قبل", "عام", "ألف", "عشرين", "أوائل", "الساعة", "هـ",
                "رجب", "1442", "الربع", "الأول", "كل", "المقبل", "منذ", "am", "Q", "s", "th", "'", "2/30", "30/2/2021",
            ]), 0..14),
        glue in proptest::bool::ANY,
    ) {
        let text = words.join(if glue { "" } else { " " });
        for lang in [Lang::Arabic, Lang::English] {
            for day in [None, Some("2021-03-12"), Some("0001-01-01"), Some("9999-12-31")] {
                let dates = tag(&text, &Context { window: Some(window()), ..context(lang, day) });
                prop_assert!(dates.iter().all(|date| !date.span.of(&text).is_empty() && !date.value.is_empty()));
            }
            infer_published("", &text, &Context { window: Some(window()), ..context(lang, None) });
        }
    }

    #[test]
    fn a_written_day_is_read_back(days in 0..73_000_i64, arabic in proptest::bool::ANY) {
        const LEVANT: [&str; 12] = [
            "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
            "كانون الأول",
        ];
        let day = NaiveDate::from_ymd_opt(1900, 1, 1).and_then(|first| first.checked_add_days(Days::new(days as u64)));
        let day = day.expect("a day of these two centuries");
        let (lang, written) = if arabic {
            (Lang::Arabic, format!("{} {} {}", day.day(), LEVANT[day.month0() as usize], day.year()))
        } else {
            (Lang::English, day.format("%B %-d, %Y").to_string())
        };
        for text in [written, day.format("%Y-%m-%d").to_string(), day.format("%d/%m/%Y").to_string()] {
            let context = Context { published: Published::on(day, Rung::Feed, ""), ..context(lang, None) };
            let dates = tag(&text, &context);
            prop_assert_eq!(dates.len(), 1, "{}", text);
            prop_assert_eq!(dates[0].value.parse().ok(), Some(day), "{}", text);
            prop_assert_eq!(dates[0].interval, Some(Interval::day(day)));
        }
    }
}

#[test]
fn a_bound_of_the_documents_day_is_not_the_day_counted_from() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a test date");
    let (first, last) = (day("2021-01-01"), day("2021-07-31"));
    let between = Anchor::Between { first, last };
    let published = Published { first: Some(first), last: Some(last), rung: Rung::Bounds, ..Published::default() };
    for (lang, text, value, anchor) in [
        (Lang::English, "The port was built last year.", "2020", between),
        (Lang::Arabic, "بني المرفأ العام الماضي.", "2020", between),
        (Lang::English, "The port was built on 4 May 2020.", "2020-05-04", Anchor::Absolute),
        (Lang::English, "The port was closed yesterday.", "XXXX-XX-XX", Anchor::Open),
    ] {
        let dates = tag(text, &Context { lang, published: published.clone(), window: None });
        let read: Vec<_> = dates.iter().map(|date| (date.value.as_str(), date.how.anchor)).collect();
        assert_eq!(read, [(value, anchor)], "{text}");
    }
    let known = tag("It came last year.", &context(Lang::English, Some("2021-03-02")));
    assert_eq!(known.first().map(|date| date.how.anchor), Some(Anchor::Dct { day: day("2021-03-02") }));
}
