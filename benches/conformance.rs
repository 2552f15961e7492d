//! Holds the layout of mixed text against the Unicode standard's test files and against GNU FriBidi,
//! and prints a table: what, cases, wrong.
//!
//! `cargo bench --bench conformance` reads `BidiTest.txt` and `BidiCharacterTest.txt` in the folder
//! `MARSAD_UCD`, or `/usr/share/unicode` where it is not set, and asks the program `fribidi` if there
//! is one. Nothing here passes or fails: what cannot be asked is told, and what differs is printed.

#[path = "../tests/conformance/cases.rs"]
mod cases;
#[path = "conformance/fribidi.rs"]
mod fribidi;
#[path = "conformance/texts.rs"]
mod texts;

use std::path::Path;

use cases::Case;
use marsad::bidi::{Base, Options, Paragraph};

/// Columns of the lines that FriBidi is asked about.
const WIDTHS: [usize; 3] = [17, 40, 80];
/// Every width up to this one is tried for lines that are too wide.
const NARROW: usize = 90;
/// How many differences are shown of each kind.
const SHOWN: usize = 5;

#[expect(clippy::disallowed_methods, reason = "a bench is a program of its own, with its own settings")]
fn main() {
    let folder = std::env::var("MARSAD_UCD").unwrap_or_else(|_| "/usr/share/unicode".to_owned());
    // Any other way of running this program only shows that it works.
    let whole = std::env::args().any(|argument| argument == "--bench");
    let step = if whole { 1 } else { 1000 };
    row("what", "cases", "wrong");
    standard(Path::new(&folder), "BidiCharacterTest.txt", |file| sum(cases::characters(file).step_by(step)));
    standard(Path::new(&folder), "BidiTest.txt", |file| sum(cases::classes(file).step_by(step)));
    let articles = texts::articles();
    let mixes = texts::mixes(if whole { 3000 } else { 30 }, false);
    let isolated = texts::mixes(if whole { 1000 } else { 10 }, true);
    for (name, texts) in [("articles", &articles), ("mixes", &mixes), ("mixes with isolates", &isolated)] {
        widths(name, texts);
        against_fribidi(name, texts);
    }
}

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn row(what: &str, cases: &str, wrong: &str) {
    println!("{what:<52} {cases:>9} {wrong:>7}");
}

fn count(what: &str, (cases, wrong): (usize, usize)) {
    row(what, &cases.to_string(), &wrong.to_string());
}

fn sum(cases: impl Iterator<Item = Case>) -> (usize, usize) {
    cases.fold((0, 0), |(ran, wrong), case| (ran + 1, wrong + usize::from(!case.holds())))
}

fn standard(folder: &Path, name: &str, run: impl Fn(&str) -> (usize, usize)) {
    match std::fs::read_to_string(folder.join(name)) {
        Ok(file) => count(name, run(&file)),
        Err(error) => row(&format!("{name}: {error}"), "-", "-"),
    }
}

/// Lines that are wider than asked, at every width from one column on.
fn widths(name: &str, texts: &[String]) {
    let (mut lines, mut wide) = (0, 0);
    for text in texts.iter().take(300) {
        let paragraph = Paragraph::new(text, Options { justify: true, ..Options::base(Base::Rtl) });
        for width in 1..=NARROW {
            for line in paragraph.lines(width) {
                lines += 1;
                wide += usize::from(line.width() > width);
            }
        }
    }
    count(&format!("{name}: lines wider than 1 to {NARROW} columns"), (lines, wide));
}

/// Lines whose order is not the one that FriBidi's levels give.
#[expect(clippy::print_stdout, reason = "what differs is to be looked at")]
fn against_fribidi(name: &str, texts: &[String]) {
    let mut differing = Vec::new();
    for (direction, base) in [("from right", Base::Rtl), ("from left", Base::Ltr), ("by itself", Base::Auto)] {
        let Some(levels) = fribidi::levels(texts, base) else {
            return row(&format!("{name}: there is no program fribidi"), "-", "-");
        };
        for width in WIDTHS {
            let (mut lines, mut wrong) = (0, 0);
            for (text, levels) in texts.iter().zip(&levels) {
                for line in Paragraph::new(text, Options::base(base)).lines(width) {
                    lines += 1;
                    if !fribidi::agrees(text, levels, &line) {
                        wrong += 1;
                        differing.push((direction, text.get(line.span.clone()).unwrap_or("").to_owned()));
                    }
                }
            }
            count(&format!("{name}: {direction}, {width} columns, FriBidi"), (lines, wrong));
        }
    }
    for (direction, line) in differing.iter().take(SHOWN) {
        println!("    {direction}: {}", line.escape_unicode());
    }
    if !differing.is_empty() {
        println!("    {}", fribidi::REASON);
    }
}
