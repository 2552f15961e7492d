//! Cases of both languages, in tables; sentences of our own.

mod arabic;
mod english;
mod known;
mod news;

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

/// Whether a value is one of the forms that TIMEX3 has: a date, week, quarter, season, part or time of the day
/// with an X for what is open, an amount, or a reference.
fn is_timex_value(value: &str) -> bool {
    let refs = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];
    let amount = value.strip_prefix('P').is_some_and(|rest| {
        let rest = rest.replace('T', "");
        let units = rest.replace("DE", "Y").replace("CE", "Y");
        units.ends_with(['Y', 'M', 'W', 'D', 'Q', 'H', 'S']) && units.contains(|c: char| c.is_ascii_digit() || c == 'X')
    });
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let timed = time.is_empty()
        || ["MO", "MI", "AF", "EV", "NI"].contains(&time)
        || time.trim_end_matches('Z').chars().all(|c| c.is_ascii_digit() || c == ':');
    let mut parts = day.split('-');
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit() || c == 'X');
    let year = parts.next().is_some_and(|year| (2..=6).contains(&year.len()) && digits(year) || day.is_empty());
    let rest = parts
        .all(|part| digits(part.trim_start_matches(['W', 'Q', 'H'])) || ["SP", "SU", "FA", "WI", "WE"].contains(&part));
    refs.contains(&value) || amount || timed && year && rest
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
                "last", "Tuesday", "the", "first", "of", "week", "in", "two", "hundred", "million", "century", "every", "early", "years", "later",
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
                prop_assert!(dates.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", dates);
            }
            infer_published("", &text, &Context { window: Some(window()), ..context(lang, None) });
        }
    }

    #[test]
    fn every_answer_keeps_the_promises_of_a_timex(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "2", "31", "2021", "1442", "12", "3:45", "22/4", "2021-02-30", "/", "-", ".", "،", "(", ")", "\n", "«", "»", "'", "“", "”",
                "March", "last", "next", "the", "day", "that", "year", "a year ago", "third", "quarter", "latest", "period", "noon", "at",
                "statement", "dated", "yesterday", "Friday", "fri", "night", "mid", "week", "of", "in", "two", "every", "1990s", "Labor Day",
                "مــارس", "مَارِس", "آذار/مارس", "أمس", "الجمعة", "٢٣", "۲۳", "و", "بيان", "بتاريخ", "رجب", "هـ", "الموافق", "قبل", "يومين", "الشهر",
                "الماضي", "الأول", "من", "الساعة", "مساء", "كل", "عام", "منذ", "ـ", "\u{64b}", "\u{200f}",
            ]), 0..16),
        glue in proptest::bool::ANY,
    ) {
        let text = words.join(if glue { "" } else { " " });
        for lang in [Lang::Arabic, Lang::English] {
            for day in [None, Some("2021-03-12"), Some("0001-01-01"), Some("9999-12-31")] {
                let context = Context { window: Some(window()), ..context(lang, day) };
                let dates = tag(&text, &context);
                prop_assert_eq!(&dates, &tag(&text, &context));
                let mut end = 0;
                for date in &dates {
                    prop_assert!(date.span.start >= end && date.span.end <= text.len(), "{:?}", date);
                    prop_assert!(!date.span.of(&text).trim().is_empty(), "{:?}", date);
                    prop_assert!(date.interval.is_none_or(|time| time.begin < time.end), "{:?}", date);
                    prop_assert!(is_timex_value(&date.value), "{:?}", date);
                    end = date.span.end;
                }
            }
        }
    }

    #[test]
    fn folding_moves_no_span(marks in proptest::collection::vec(0..5_usize, 12)) {
        // Tatweel, vowel signs and other digits change the letters between two spans and not what they hold.
        const WORDS: [&str; 4] = ["وصل", "في", "مارس", "بعد"];
        let signs = ["", "\u{640}", "\u{64e}", "\u{651}", "\u{200f}"];
        let mut at = marks.iter().cycle();
        let mut decorated = |word: &str| -> String {
            word.chars().flat_map(|letter| [letter.to_string(), signs[*at.next().unwrap_or(&0)].to_owned()]).collect()
        };
        let date = format!("٢٣ {} 2020", decorated(WORDS[2]));
        let text = format!("{} {} {date} {}", decorated(WORDS[0]), WORDS[1], decorated(WORDS[3]));
        let dates = tag(&text, &context(Lang::Arabic, Some("2021-03-12")));
        prop_assert_eq!(dates.len(), 1, "{}", text);
        prop_assert_eq!(dates[0].span.of(&text), date.as_str());
        prop_assert_eq!(dates[0].value.as_str(), "2020-03-23");
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
