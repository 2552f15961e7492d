//! The day a page was published: the rungs of the ladder that a page itself has.
//!
//! Surest first: described data, meta elements, `<time>` elements, labelled lines, the address.
//! Where the first two disagree and the address takes a side, its side wins. A day of change is
//! taken only where nothing else is known. Clocks in page heads ("last update") are not asked.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Timelike};

use crate::model::{Published, Reason, Rung};
use crate::text::stamp::{self, Stamp};

use super::meta::Meta;
use super::noise::key;

/// Names of meta elements that give the day of publication, surest first.
const PUBLISHED: [&str; 31] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "article_date_original",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_time",
    "published_time_telegram",
    "publication_date",
    "publicationdate",
    "pubdate",
    "originalpublicationdate",
    "displaydate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "article.created",
    "date",
    "created",
];

/// Names of meta elements that give a day of change.
const CHANGED: [&str; 8] = [
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "modified",
    "lastmod",
];

/// Words behind a label among which its date is looked for.
const MAX_LABELLED: usize = 9;

/// Lines around the headline that may be its date line, and the words of such a line.
const LINES_BEHIND: usize = 8;
const LINES_BEFORE: usize = 3;
const SHORT: usize = 12;

/// Years of web pages.
const FIRST_YEAR: i32 = 1995;

/// Labels of `assets/lexicon/published.tsv`, as keys: those of publication, those of change.
struct Labels {
    published: Vec<String>,
    changed: Vec<String>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let mut labels = Labels { published: Vec::new(), changed: Vec::new() };
    for line in include_str!("../../assets/lexicon/published.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((kind, words)) = line.split_once('\t') else { continue };
        let list = if kind == "published" { &mut labels.published } else { &mut labels.changed };
        list.push(key(words));
    }
    labels
});

/// When the page was published, as far as it says; `lines` is its visible text.
pub(super) fn published(meta: &Meta, lines: &[String], title: &str, address: Option<&str>) -> Published {
    let found = ladder(meta, lines, title, address);
    // Greenwich midnight is not the site's: the day that the page itself shows is the reader's day.
    let Some(moment) = found.moment.filter(|moment| moment.offset().local_minus_utc() == 0) else { return found };
    let shown = beside_headline(lines, title).or_else(|| meta.dated.iter().find_map(|text| from_dated(text)));
    match shown.and_then(|shown| shown.day()) {
        Some(day) if (day - moment.date_naive()).num_days() == if moment.hour() < 12 { -1 } else { 1 } => {
            Published { first: Some(day), last: Some(day), ..found }
        }
        _ => found,
    }
}

fn ladder(meta: &Meta, lines: &[String], title: &str, address: Option<&str>) -> Published {
    let described = meta.described.published.as_deref().and_then(|value| said(value, Rung::Metadata, "datePublished"));
    let named = PUBLISHED.iter().find_map(|name| said(meta.content(&[name])?, Rung::Metadata, name));
    let in_address = address.and_then(from_address);
    if let (Some(first), Some(second), Some(judge)) = (&described, &named, &in_address)
        && first.day() != second.day()
        && second.day() == judge.day()
    {
        return second.clone();
    }
    described
        .or(named)
        .or_else(|| from_times(meta))
        .or_else(|| labelled(lines))
        .or_else(|| beside_headline(lines, title))
        .or_else(|| meta.dated.iter().find_map(|text| from_dated(text)))
        .or(in_address)
        .or_else(|| changed(meta))
        .unwrap_or_default()
}

/// The day that a labelled line among `lines` gives: "Published: 2 March 2021".
pub(super) fn labelled(lines: &[String]) -> Option<Published> {
    lines.iter().find_map(|line| {
        let words = key(line);
        let label = LABELS.published.iter().find(|label| starts(&words, label))?;
        // The date stands next to its label, or the label is a word of a sentence.
        let reach = label.split(' ').count() + MAX_LABELLED;
        let head: Vec<&str> = line.split_whitespace().take(reach).collect();
        dated(stamp::find(&head.join(" "))?, Rung::Labelled, line.as_str())
    })
}

/// A short line with a date beside the headline, the nearest behind it first.
fn beside_headline(lines: &[String], title: &str) -> Option<Published> {
    let title = key(title);
    // The last of several: the first may be the trail of links above the article.
    let at = lines.iter().rposition(|line| key(line) == title).filter(|_| !title.is_empty())?;
    let behind = lines.get(at + 1..)?.iter().take(LINES_BEHIND);
    let before = lines.get(..at)?.iter().rev().take(LINES_BEFORE);
    behind.chain(before).filter(|line| line.split_whitespace().count() <= SHORT).find_map(|line| from_dated(line))
}

fn starts(words: &str, label: &str) -> bool {
    words.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Front matter's and JSON's date fields use the same reading.
pub(super) fn said(value: &str, rung: Rung, name: &str) -> Option<Published> {
    let stamp = stamp::parse(value).or_else(|| stamp::find(value))?;
    dated(stamp, rung, Reason::of("colon", [name.into(), value.trim().into()]))
}

fn dated(stamp: Stamp, rung: Rung, reason: impl Into<Reason>) -> Option<Published> {
    let plausible = stamp.day.year() >= FIRST_YEAR;
    plausible.then(|| Published { moment: stamp.moment, ..Published::on(stamp.day, rung, reason) })
}

/// The declared `<time>`, else the first behind the heading, else the first.
fn from_times(meta: &Meta) -> Option<Published> {
    let read = |time: &super::meta::Time| {
        let stamp = stamp::parse(&time.value).or_else(|| stamp::find(&time.value))?;
        dated(stamp, Rung::TimeElement, time.value.as_str())
    };
    let times = || meta.times.iter().filter(|time| !time.other);
    times()
        .filter(|time| time.declared)
        .find_map(read)
        .or_else(|| times().filter(|time| time.behind_heading).find_map(read))
        .or_else(|| times().find_map(read))
}

/// A line or an element that is about a date; one of change says nothing.
fn from_dated(text: &str) -> Option<Published> {
    let words = key(text);
    let changed = LABELS.changed.iter().any(|label| starts(&words, label));
    if changed { None } else { dated(stamp::find(text)?, Rung::Labelled, text) }
}

fn changed(meta: &Meta) -> Option<Published> {
    let described = meta.described.modified.as_deref().and_then(|value| said(value, Rung::Metadata, "dateModified"));
    described.or_else(|| CHANGED.iter().find_map(|name| said(meta.content(&[name])?, Rung::Metadata, name)))
}

/// `/2021/03/02/`, `/2021-03-02`, `/20210302` in a path.
fn from_address(address: &str) -> Option<Published> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest).split(['?', '#']).next()?;
    let (_, path) = path.split_once('/')?;
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let day = numbers.iter().enumerate().find_map(|(at, number)| {
        let part = |offset: usize| numbers.get(at + offset).and_then(|number| number.parse::<u32>().ok());
        let date = |year: &str, month: u32, day: u32| NaiveDate::from_ymd_opt(year.parse().ok()?, month, day);
        match number.len() {
            4 => date(number, part(1)?, part(2)?),
            8.. => date(number.get(..4)?, number.get(4..6)?.parse().ok()?, number.get(6..8)?.parse().ok()?),
            _ => None,
        }
        .filter(|day| (FIRST_YEAR..2100).contains(&day.year()))
    })?;
    Some(Published::on(day, Rung::Address, address))
}

#[cfg(test)]
mod tests {
    use super::super::meta::meta;
    use super::*;

    fn check(html: &str, address: Option<&str>, expect: Option<(&str, Rung)>) {
        let lines: Vec<String> =
            super::super::paragraph::paragraphs(html).into_iter().map(|paragraph| paragraph.text).collect();
        let found = published(&meta(html), &lines, "A headline of the page", address);
        let day = found.day().map(|day| day.to_string());
        assert_eq!(day.as_deref().map(|day| (day, found.rung)), expect, "{html}");
    }

    const LD: &str =
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-03-10\"}</script>";

    #[test]
    fn the_ladder_goes_from_sure_to_weak() {
        let named = "<meta property=article:published_time content='2021-03-11T23:30:00+03:00'>";
        let time = "<h1>A</h1><time datetime=2021-03-12>x</time>";
        let line = "<p>Published: 13 March 2021 by staff</p>";
        let address = Some("https://a.example/2021/03/14/title");
        check(&format!("{named}{LD}{time}"), None, Some(("2021-03-10", Rung::Metadata)));
        check(&format!("{named}{time}{line}"), address, Some(("2021-03-11", Rung::Metadata)));
        check(&format!("{time}{line}"), address, Some(("2021-03-12", Rung::TimeElement)));
        check(line, address, Some(("2021-03-13", Rung::Labelled)));
        check("<p>A text.</p>", address, Some(("2021-03-14", Rung::Address)));
        check("<meta name=last-modified content=2021-03-15>", None, Some(("2021-03-15", Rung::Metadata)));
        check("<p>A text.</p>", None, None);
    }

    #[test]
    fn the_address_judges_between_two_sure_rungs() {
        let html = format!("{LD}<meta name=date content=2021-03-09>");
        check(&html, Some("https://a.example/2021/3/9/x"), Some(("2021-03-09", Rung::Metadata)));
        check(&html, Some("https://a.example/2021/3/8/x"), Some(("2021-03-10", Rung::Metadata)));
    }

    #[test]
    fn the_day_that_the_page_shows_is_the_reader_s_day() {
        let page = |shown: &str| {
            format!(
                "<meta property=article:published_time content='2021-03-11T02:54:29Z'><h1>A headline of the page</h1><p>{shown}</p>"
            )
        };
        check(&page("Wednesday, March 10, 2021"), None, Some(("2021-03-10", Rung::Metadata)));
        check(&page("Wednesday, March 3, 2021"), None, Some(("2021-03-11", Rung::Metadata)));
        check(&page("By staff"), None, Some(("2021-03-11", Rung::Metadata)));
    }

    #[test]
    fn labels_of_both_languages() {
        for (line, expect) in [
            ("<p>تاريخ النشر: الأربعاء 10 آذار/مارس 2021</p>", Some(("2021-03-10", Rung::Labelled))),
            ("<p>نُشر في: ١٠ مارس ٢٠٢١ - ٩:٠٠ ص</p>", Some(("2021-03-10", Rung::Labelled))),
            ("<p>Posted on March 10, 2021</p>", Some(("2021-03-10", Rung::Labelled))),
            ("<p>آخر تحديث: 10 مارس 2021</p>", None),
            ("<div class=date>آخر تحديث: 10 مارس 2021</div>", None),
            ("<div class=date>10 مارس 2021</div>", Some(("2021-03-10", Rung::Labelled))),
            (
                "<h1>A headline of the page</h1><p>By staff</p><p>March 10, 2021 | Mail</p>",
                Some(("2021-03-10", Rung::Labelled)),
            ),
            ("<p>10 March 2021</p><p>A text.</p>", None),
            ("<time class=updated datetime=2021-03-10>x</time>", None),
            ("<p>The report was published on 10 March 2021, said the agency.</p>", None),
        ] {
            check(line, None, expect);
        }
    }

    #[test]
    fn addresses_with_other_numbers_are_no_days() {
        for (address, expect) in [
            ("https://a.example/story/2021/8/4/title/4943459", Some("2021-08-04")),
            ("https://a.example/202103171044893040-title", Some("2021-03-17")),
            ("https://a.example/2021-03-10-1.387", Some("2021-03-10")),
            ("https://a.example/2021/14/99", None),
            ("https://2021.example/03/10", None),
            ("https://a.example/4943459", None),
            ("", None),
        ] {
            let day = from_address(address).and_then(|found| found.day()).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expect, "{address}");
        }
    }
}
