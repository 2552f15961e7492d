//! What stays without a day.

use crate::model::{Analysed, Anchor, OpenItem, Published, Reason, Timex, TimexType};

/// Articles whose day is not known and expressions that could not be counted from anything.
pub(super) fn open_items(articles: &[&Analysed]) -> Vec<OpenItem> {
    let mut out = Vec::new();
    for article in articles {
        let item = |text: &str, reason: Reason| OpenItem {
            article: article.id.clone(),
            title: article.article.title.clone(),
            headline: article.article.headline().into_owned(),
            text: text.to_string(),
            published: article.analysis.published.clone(),
            reason,
        };
        if article.analysis.published.day().is_none() {
            out.push(item("", unknown_day(&article.analysis.published)));
        }
        for date in article.analysis.dates.iter().filter(|date| is_open(date)) {
            let sentences = &article.analysis.sentences;
            let at = sentences.partition_point(|sentence| sentence.end < date.span.end);
            let sentence = sentences.get(at).filter(|sentence| sentence.contains(date.span));
            let text = sentence.copied().unwrap_or(date.span).of(&article.article.body);
            out.push(item(text, open_reason(date, &article.article.body)));
        }
    }
    out
}

fn unknown_day(published: &Published) -> Reason {
    let bounds = match (published.first, published.last) {
        (Some(first), Some(last)) => Reason::of("open-between", [first.into(), last.into()]),
        (Some(first), None) => Reason::of("open-after", [first.into()]),
        (None, Some(last)) => Reason::of("open-before", [last.into()]),
        (None, None) => return Reason::of("open-nothing", []),
    };
    if published.reason.is_empty() { bounds } else { Reason::of("colon", [bounds, published.reason.clone()]) }
}

/// Whether a date was meant and not found; words such as "recently" mean none.
fn is_open(date: &Timex) -> bool {
    let dated = matches!(date.kind, TimexType::Date | TimexType::Time);
    dated && date.interval.is_none() && !date.value.ends_with("_REF") && !date.value.is_empty()
}

fn open_reason(date: &Timex, body: &str) -> Reason {
    let words = date.span.of(body);
    match date.how.anchor {
        Anchor::Open => Reason::of("open-anchor", [words.into()]),
        _ => Reason::of("open-part", [words.into(), date.value.as_str().into()]),
    }
}
