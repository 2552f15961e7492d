//! Lines laid out like GNU FriBidi lays them out.
//!
//! `data/bidi_lines.jsonl` has, for texts of our own, what FriBidi makes of them: the level of the
//! paragraph and the visual line, joined and mirrored, without characters that draw nothing; where
//! there is a width, also the lines of that width, each reordered by FriBidi on its own. It is ASCII,
//! so that no editor reorders it.
//!
//! One difference is meant: FriBidi's table of ligatures knows lam and alef only side by side, so that
//! a vowel sign on the lam leaves two letters. Every font makes one of them, and so does the program.

use marsad::bidi::{Base, Options, Paragraph, visual};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    logical: String,
    base: String,
    level: u8,
    visual: String,
    width: Option<usize>,
    #[serde(default)]
    lines: Vec<String>,
}

impl Case {
    fn base(&self) -> Base {
        match self.base.as_str() {
            "ltr" => Base::Ltr,
            "rtl" => Base::Rtl,
            _ => Base::Auto,
        }
    }
}

fn cases() -> impl Iterator<Item = Case> {
    include_str!("data/bidi_lines.jsonl").lines().map(|line| serde_json::from_str(line).expect("a case a line"))
}

/// The reference with lam, its marks and alef as one ligature.
fn ligated(visual: &str) -> String {
    let is_mark = |c: &char| matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}');
    let mut out = String::new();
    let mut rest = visual.chars().peekable();
    while let Some(c) = rest.next() {
        // On the screen the alef, in its final form, stands left of the lam.
        let alone = match c {
            '\u{FE82}' => '\u{FEF5}',
            '\u{FE84}' => '\u{FEF7}',
            '\u{FE88}' => '\u{FEF9}',
            '\u{FE8E}' => '\u{FEFB}',
            _ => {
                out.push(c);
                continue;
            }
        };
        let take_marks = |rest: &mut std::iter::Peekable<std::str::Chars>| -> String {
            std::iter::from_fn(|| rest.next_if(is_mark)).collect()
        };
        let on_alef = take_marks(&mut rest);
        let Some(lam) = rest.next_if(|lam| matches!(lam, '\u{FEDF}' | '\u{FEE0}')) else {
            out.extend([c.to_string(), on_alef]);
            continue;
        };
        let on_lam = take_marks(&mut rest);
        let joined = u32::from(lam == '\u{FEE0}');
        let ligature = char::from_u32(alone as u32 + joined).expect("the joined form follows the other one");
        if on_lam.is_empty() {
            out.extend([c.to_string(), on_alef, lam.to_string()]);
        } else {
            out.extend([ligature.to_string(), on_lam, on_alef]);
        }
    }
    out
}

#[test]
fn unwrapped_lines_equal_the_reference() {
    for case in cases() {
        assert_eq!(visual(&case.logical, case.base()), (ligated(&case.visual), case.level), "{:?}", case.logical);
    }
}

#[test]
fn wrapped_lines_equal_the_reference() {
    for case in cases() {
        let Some(width) = case.width else { continue };
        let lines = Paragraph::new(&case.logical, Options::base(case.base())).layout(width);
        let shown: Vec<String> = lines.iter().map(marsad::bidi::Line::text).collect();
        assert_eq!(shown, case.lines, "{:?}", case.logical);
        assert!(lines.iter().all(|line| line.width() <= width && line.rtl == (case.level == 1)));
    }
}
