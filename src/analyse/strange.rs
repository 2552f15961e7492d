//! What a reader should know about how far an analysis can be trusted.

use crate::model::{Anchor, Article, Diagnostic, Lang, Published, Reason, Span, Timex, TimexType};

pub(super) fn diagnostics(article: &Article, lang: Lang, published: &Published, dates: &[Timex]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if article.body.trim().is_empty() {
        found.push(whole("empty-text", Reason::of("no-text", [])));
        return found;
    }
    if !matches!(lang, Lang::Arabic | Lang::English) {
        let message = Reason::of("language-unread", [lang.code().into()]);
        found.push(whole("unread-language", message));
    }
    found.extend(day(published));
    found.extend(dates.iter().filter(|date| is_open(date)).map(|date| open(&article.body, date)));
    found
}

fn whole(code: &str, message: Reason) -> Diagnostic {
    Diagnostic { span: Span::default(), code: code.to_owned(), message }
}

fn day(published: &Published) -> Option<Diagnostic> {
    if published.day().is_none() {
        let message = match (published.first, published.last) {
            (Some(first), Some(last)) => Reason::of("day-between", [first.into(), last.into()]),
            (Some(first), None) => Reason::of("day-after", [first.into()]),
            (None, Some(last)) => Reason::of("day-before", [last.into()]),
            (None, None) => Reason::of("day-unknown", []),
        };
        return Some(whole("no-day", message));
    }
    let inferred = published.rung.is_inferred();
    inferred.then(|| whole("inferred-day", Reason::of("day-inferred", [published.reason.clone()])))
}

/// Whether the expression means one date and the text does not say which.
fn is_open(date: &Timex) -> bool {
    matches!(date.kind, TimexType::Date | TimexType::Time)
        && date.interval.is_none()
        && (date.how.anchor == Anchor::Open || date.value.contains('X'))
}

fn open(body: &str, date: &Timex) -> Diagnostic {
    let words = [date.span.of(body).into(), date.value.as_str().into()];
    if date.kind == TimexType::Date && date.how.anchor == Anchor::Open && !date.value.contains('X') {
        let message = Reason::of("date-impossible", words);
        return Diagnostic { span: date.span, code: "no-such-day".to_owned(), message };
    }
    let message = Reason::of("date-open", words);
    Diagnostic { span: date.span, code: "open-date".to_owned(), message }
}
