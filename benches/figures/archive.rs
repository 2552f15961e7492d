//! As many articles of both languages as are asked for, put together from the sentences of the
//! sample archives.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use chrono::{Days, NaiveDate};
use marsad::analyse::Analyser;
use marsad::config::default_case;
use marsad::ingest::{self, Work};
use marsad::model::{Article, Lang, Published, Rung, Source, SourceKind};

/// Bytes of a body, about.
const LENGTH: usize = 2000;

/// What articles are made of; the same number always gives the same article.
pub struct Archive {
    arabic: Pool,
    english: Pool,
}

#[derive(Default)]
struct Pool {
    titles: Vec<String>,
    sentences: Vec<String>,
}

impl Archive {
    pub fn new() -> Self {
        let mut archive = Self { arabic: Pool::default(), english: Pool::default() };
        for article in samples() {
            let pool = if article.lang == Lang::Arabic { &mut archive.arabic } else { &mut archive.english };
            let sentences = marsad::text::sentences(&article.body);
            pool.sentences.extend(sentences.into_iter().map(|span| span.of(&article.body).to_owned()));
            pool.titles.push(article.title.replace('"', ""));
        }
        archive
    }

    /// Article number `n`; every second one is Arabic.
    pub fn article(&self, n: usize) -> Article {
        let mut dice = Dice(n as u64);
        let (pool, lang) =
            if n.is_multiple_of(2) { (&self.arabic, Lang::Arabic) } else { (&self.english, Lang::English) };
        let mut body = String::with_capacity(LENGTH + 500);
        for number in 1_usize.. {
            let sentence = dice.pick(&pool.sentences);
            body.push_str(&dice.renumbered(sentence));
            if body.len() >= LENGTH {
                break;
            }
            body.push(if number.is_multiple_of(3) { '\n' } else { ' ' });
        }
        Article {
            title: format!("{} ({n})", dice.pick(&pool.titles)),
            body,
            lang,
            published: Published::on(day(n), Rung::Metadata, ""),
            source: Source { name: format!("Source {}", n % 40), kind: SourceKind::Saved },
            address: Some(format!("https://news-{}.example/{n}", n % 40)),
            cites: Vec::new(),
            read_from: String::new(),
        }
    }

    /// Articles `0..count`.
    pub fn articles(&self, count: usize) -> Vec<Article> {
        (0..count).map(|n| self.article(n)).collect()
    }

    /// An article as a saved file.
    pub fn file(&self, n: usize) -> String {
        let Article { title, body, lang, source, .. } = self.article(n);
        let mut file = format!("---\ntitle: \"{title}\"\nlang: {}\npublished: {}\n", lang.code(), day(n));
        let _ = writeln!(file, "source: \"{}\"\n---\n{}", source.name, body.replace('\n', "\n\n"));
        file
    }
}

/// The days of the articles go round a good half of a year.
fn day(n: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2021, 1, 4).expect("a day of the calendar");
    first.checked_add_days(Days::new(n as u64 * 7 % 200)).expect("a day of the calendar")
}

/// The articles of all sample archives.
fn samples() -> Vec<Article> {
    let folder = tempfile::tempdir().expect("a folder for the samples");
    let store = ingest::open_store(&folder.path().join("samples.sqlite")).expect("a new store");
    let analyser = Analyser::new(&default_case());
    let mut progress = |_| {};
    let mut work =
        Work { store: &store, analyser: &analyser, cancel: &AtomicBool::new(false), progress: &mut progress };
    for name in ingest::samples() {
        ingest::sample(&mut work, name).expect("the samples come in");
    }
    store.all().expect("the samples are read").into_iter().map(|analysed| analysed.article).collect()
}

/// Writes the articles `from..to` as files of `folder`.
pub fn write(archive: &Archive, folder: &Path, from: usize, to: usize) {
    for n in from..to {
        std::fs::write(folder.join(format!("{n:07}.md")), archive.file(n)).expect("a file of the bench");
    }
}

/// Numbers that look like chance and are none (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn pick<'a>(&mut self, from: &'a [String]) -> &'a str {
        let at = self.roll() as usize % from.len().max(1);
        from.get(at).map_or("", String::as_str)
    }

    /// The sentence with other days and small numbers, so that articles differ in what they say.
    fn renumbered(&mut self, sentence: &str) -> String {
        let mut out = String::with_capacity(sentence.len());
        let mut digits = String::new();
        for c in sentence.chars().map(Some).chain([None]) {
            if let Some(c) = c.filter(char::is_ascii_digit) {
                digits.push(c);
                continue;
            }
            match digits.len() {
                1..=2 => out.push_str(&(1 + self.roll() % 28).to_string()),
                _ => out.push_str(&digits),
            }
            digits.clear();
            out.extend(c);
        }
        out
    }
}
