//! Lines laid out like GNU FriBidi lays them out.
//!
//! `data/bidi_lines.jsonl` has, for texts of our own, what FriBidi makes of them: the level of the
//! paragraph and the visual line, joined and mirrored, without characters that draw nothing; where
//! there is a width, also the lines of that width, each reordered by FriBidi on its own. It is ASCII,
//! so that no editor reorders it.

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

#[test]
fn unwrapped_lines_equal_the_reference() {
    for case in cases() {
        assert_eq!(visual(&case.logical, case.base()), (case.visual.clone(), case.level), "{:?}", case.logical);
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
