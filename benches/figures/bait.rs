//! Texts made to be slow: twice the text should cost twice the time.

use std::hint::black_box;
use std::time::Duration;

use marsad::analyse::Analyser;
use marsad::bidi::{Options, Paragraph};
use marsad::config::default_case;
use marsad::model::{Article, Clean, RawDocument, Source};
use marsad::{feed, page};

use super::Size;
use super::print::figure;
use super::watch::best;

/// Pieces of text that are repeated, each with a name.
type Baits = &'static [(&'static str, &'static str)];

const TEXTS: Baits = &[
    ("digits", "7"),
    ("numbers", "12 3 "),
    ("grouped", "1,000,"),
    ("slashes", "1/2/3/"),
    ("hyphens", "2021-03-"),
    ("colons", "12:30:"),
    ("weekdays", "Monday Tuesday الثلاثاء "),
    ("months", "March 2 مارس 3 "),
    ("relative", "two days before three weeks after قبل يومين من "),
    ("brackets", "("),
    ("pairs", "[(«“"),
    ("quotes", "\"a' "),
    ("long-word", "a"),
    ("long-arabic", "ل"),
    ("prefixes", "وبال"),
    ("marks", "\u{64B}"),
    ("marked", "ب\u{651}\u{64E}\u{5B7}"),
    ("joiners", "👩\u{200D}"),
    ("isolates", "\u{2067}a"),
    ("overrides", "\u{202E}a\u{202C}"),
    ("capitals", "Alpha Beta "),
    ("chain", "Bank of the Ministry of "),
    ("initials", "A. B. "),
    ("hosts", "a.b-c."),
    ("mail", "a@b."),
    ("hashes", "deadbeef"),
    ("sayings", "he said that she said "),
    ("lines", "\n"),
    ("blanks", " \t"),
];

const PAGES: Baits = &[
    ("divs", "<div>"),
    ("lists", "<ul><li>"),
    ("formats", "<b><i>"),
    ("tables", "<table><tr><td>"),
    ("open-tags", "<"),
    ("attributes", "<p a=1 b=2 c=3"),
    ("comments", "<!--"),
    ("references", "&amp;&#x41;&a"),
    ("scripts", "<script>"),
    ("paragraphs", "<p>A sentence of some words, on 2 March 2021.</p>"),
];

const FEEDS: Baits = &[
    ("items", "<item>"),
    ("deep", "<a>"),
    ("references", "&lt;&x;"),
    ("open-tags", "<"),
    ("declarations", "<?xml version=\"1.0\"?>"),
    ("cdata", "<![CDATA["),
    ("entries", "<item><title>A title</title><pubDate>2 Mar 2021</pubDate></item>"),
];

pub fn figures(size: Size) {
    let analyser = Analyser::new(&default_case());
    group("analyse", TEXTS, size, |bait| {
        let article = Article { body: bait.to_owned(), ..Article::default() };
        black_box(analyser.run(&article));
    });
    group("layout", TEXTS, size, |bait| drop(black_box(Paragraph::new(bait, Options::default()).layout(98))));
    group("clean", TEXTS, size, |bait| drop(black_box(Clean::text(bait))));
    group("page", PAGES, size, |bait| {
        drop(black_box(page::read(&document(format!("<!DOCTYPE html><html><body>{bait}")))));
    });
    group("feed", FEEDS, size, |bait| {
        drop(black_box(feed::parse(&document(format!("<rss version=\"2.0\"><channel>{bait}")))));
    });
}

fn document(text: String) -> RawDocument {
    RawDocument {
        name: "bait".to_owned(),
        address: None,
        content_type: None,
        source: Source::default(),
        fetched_at: None,
        bytes: text.into_bytes(),
    }
}

/// The growth of every bait, and what the dearest one costs.
fn group(name: &str, baits: Baits, size: Size, mut work: impl FnMut(&str)) {
    let mut worst = (Duration::ZERO, "");
    for (bait, piece) in baits {
        let once = time(piece, size.bait, &mut work);
        let twice = time(piece, 2 * size.bait, &mut work);
        let growth = twice.as_secs_f64() / once.as_secs_f64().max(1e-9);
        figure(&format!("linear-{name}-{bait}"), growth, "times", "<=2.3");
        worst = worst.max((twice, bait));
    }
    let hundred = worst.0.as_secs_f64() * 1e3 * 50_000.0 / size.bait as f64;
    figure(&format!("bait-{name}-dearest ({})", worst.1), hundred, "ms/100kB", "<=50");
}

fn time(piece: &str, length: usize, work: &mut impl FnMut(&str)) -> Duration {
    let bait = piece.repeat(length / piece.len());
    let first = best(1, || work(&bait));
    // A second of work says enough.
    if first > Duration::from_secs(1) { first } else { first.min(best(4, || work(&bait))) }
}
