//! Any text, in either language, with and without a day of its own: spans are of the text, in order,
//! and no interval is empty.

#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use marsad::model::{Lang, Published, Reason, Rung};
use marsad::timex::{Context, infer_published, tag};

fuzz_target!(|text: &str| {
    let day = NaiveDate::from_ymd_opt(2021, 3, 12).expect("a day of the calendar");
    for lang in [Lang::Arabic, Lang::English, Lang::Unknown] {
        for published in [Published::default(), Published::on(day, Rung::Feed, Reason::default())] {
            let context = Context { lang, published, window: None };
            let mut end = 0;
            for date in tag(text, &context) {
                assert!(date.span.start >= end && date.span.end > date.span.start, "{date:?}");
                assert!(text.get(date.span.start..date.span.end).is_some(), "{date:?}");
                assert!(date.interval.is_none_or(|time| time.begin < time.end) && !date.value.is_empty(), "{date:?}");
                end = date.span.end;
            }
            infer_published("", text, &context);
        }
    }
    marsad::text::stamp::parse(text);
});
