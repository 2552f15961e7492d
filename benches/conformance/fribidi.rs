//! Asks GNU FriBidi for embedding levels and puts lines in order by them, by rules L1 and L2 of UAX#9
//! as the standard words them and not as the program has them.

use std::io::Write;
use std::process::{Command, Stdio};

use marsad::bidi::{Base, Line};

/// Why some texts differ.
pub const REASON: &str = "FriBidi 1.0.8 is known to depart from the standard, where ICU and the test files above agree \
                          with the program: brackets behind an embedding or with a mark behind them, marks and \
                          numbers at the begin of an isolate, a first strong isolate without a letter";

/// The level of the paragraph and of each character of every text, one paragraph each; nothing where
/// there is no FriBidi.
pub fn levels(texts: &[String], base: Base) -> Option<Vec<(u8, Vec<u8>)>> {
    let mut command = Command::new("fribidi");
    command.args(["--nobreak", "--novisual", "--basedir", "--levels"]);
    match base {
        Base::Rtl => drop(command.arg("--rtl")),
        Base::Ltr => drop(command.arg("--ltr")),
        Base::Auto => {}
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = child.stdin.take()?;
    let lines = texts.join("\n") + "\n";
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    let mut answers = Vec::new();
    let mut paragraph = 0;
    for line in answer.lines().map(str::trim) {
        if let Some(direction) = line.strip_prefix("Base direction: ") {
            paragraph = u8::from(direction == "R");
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            answers.push((paragraph, line.split(' ').filter_map(|level| level.parse().ok()).collect()));
        }
    }
    Some(answers).filter(|answers| answers.len() == texts.len())
}

/// Whether the cells of `line` stand in the order that the levels of its text give.
pub fn agrees(text: &str, (paragraph, levels): &(u8, Vec<u8>), line: &Line) -> bool {
    let shown: Vec<usize> = line.cells.iter().map(|cell| cell.src.start).collect();
    let mut own: Vec<(usize, char, u8)> = text
        .char_indices()
        .zip(levels)
        .map(|((at, c), level)| (at, c, *level))
        .filter(|(at, ..)| line.span.contains(at))
        .collect();
    // L1: blanks and isolate controls at the end go with the paragraph, whatever has no level aside.
    for (_, c, level) in own.iter_mut().rev() {
        if !is_blank(*c) && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200C}') {
            break;
        }
        *level = *paragraph;
    }
    // What the standard removes has no place in the order.
    own.retain(|(_, c, _)| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{200C}'));
    // L2: from the highest level to the lowest odd one, turn round all that is at it or above.
    let highest = own.iter().map(|(.., level)| *level).max().unwrap_or(0);
    for turned in (1..=highest).rev() {
        own.chunk_by_mut(|one, other| (one.2 >= turned) == (other.2 >= turned))
            .filter(|chunk| chunk.first().is_some_and(|first| first.2 >= turned))
            .for_each(<[_]>::reverse);
    }
    own.iter().map(|(at, ..)| *at).filter(|at| shown.contains(at)).eq(shown.iter().copied())
}

/// White space to the bidi algorithm; a blank that holds words together is none.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}')
}
