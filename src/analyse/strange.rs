//! What a reader should know about how far an analysis can be trusted.

use crate::model::{Anchor, Article, Diagnostic, Lang, Published, Span, Timex, TimexType};

pub(super) fn diagnostics(article: &Article, lang: Lang, published: &Published, dates: &[Timex]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if article.body.trim().is_empty() {
        found.push(whole("empty-text", "the document has no text to read".to_owned()));
        return found;
    }
    if !matches!(lang, Lang::Arabic | Lang::English) {
        let message = format!("the text is not read for dates and names: its language is `{}`", lang.code());
        found.push(whole("unread-language", message));
    }
    found.extend(day(published));
    found.extend(dates.iter().filter(|date| is_open(date)).map(|date| open(&article.body, date)));
    found
}

fn whole(code: &str, message: String) -> Diagnostic {
    Diagnostic { span: Span::default(), code: code.to_owned(), message }
}

fn day(published: &Published) -> Option<Diagnostic> {
    if published.day().is_none() {
        let message = match (published.first, published.last) {
            (Some(first), Some(last)) => format!("the day of publication is only known to lie in {first} to {last}"),
            (Some(first), None) => format!("the day of publication is only known to be {first} or later"),
            (None, Some(last)) => format!("the day of publication is only known to be {last} or earlier"),
            (None, None) => "the day of publication is not known".to_owned(),
        };
        return Some(whole("no-day", message));
    }
    let inferred = published.rung.is_inferred();
    inferred.then(|| whole("inferred-day", format!("the day was worked out from the text: {}", published.reason)))
}

/// Whether the expression means one date and the text does not say which.
fn is_open(date: &Timex) -> bool {
    matches!(date.kind, TimexType::Date | TimexType::Time)
        && date.interval.is_none()
        && (date.how.anchor == Anchor::Open || date.value.contains('X'))
}

fn open(body: &str, date: &Timex) -> Diagnostic {
    let message = format!("\"{}\" could be any of several dates: {}", date.span.of(body), date.value);
    Diagnostic { span: date.span, code: "open-date".to_owned(), message }
}
