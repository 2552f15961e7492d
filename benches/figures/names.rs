//! Names: words a second through all layers, the cost of the base, and the scan for indicators.

use std::hint::black_box;
use std::process::{Command, Stdio};

use marsad::config::default_case;
use marsad::entity::Base;
use marsad::model::Lang;
use marsad::text;

use super::Size;
use super::archive::Archive;
use super::print::{figure, millis};
use super::watch::{Watch, best, resident};

/// Asks this program to be a process that reads the base and nothing else.
pub const ASKED: &str = "--read-base";
/// Rounds over all articles; the best counts.
const ROUNDS: usize = 3;

pub fn figures(archive: &Archive, size: Size) {
    let program = std::env::current_exe().expect("this program has a path");
    let done = Command::new(program).arg(ASKED).stdin(Stdio::null()).status();
    assert!(done.expect("this program starts again").success(), "the second process failed");

    let base = Base::new(&default_case().names);
    for (name, lang) in [("names-arabic", Lang::Arabic), ("names-english", Lang::English)] {
        let articles = archive.articles(size.analysed);
        let bodies: Vec<&str> = articles.iter().filter(|a| a.lang == lang).map(|a| a.body.as_str()).collect();
        let words: usize = bodies.iter().map(|body| text::tokens(&text::fold(body)).len()).sum();
        let spent = best(ROUNDS, || bodies.iter().for_each(|body| drop(black_box(base.tag(body, lang)))));
        figure(name, words as f64 / spent.as_secs_f64(), "tokens/s", ">=500000 (aim 1000000)");
    }
}

/// What the base costs in a process that has done nothing else.
pub fn run() {
    let before = resident();
    let watch = Watch::start();
    let base = Base::new(&[]);
    millis("names-base", watch.cpu(), "<=5");
    for (text, lang) in [("قال جون إن الشركة", Lang::Arabic), ("John said the company", Lang::English)] {
        black_box(base.tag(text, lang));
    }
    millis("names-first-text", watch.cpu(), "-");
    if let (Some((before, _)), Some((after, _))) = (before, resident()) {
        figure("names-resident", after - before, "MiB", "<=40");
    }
}
