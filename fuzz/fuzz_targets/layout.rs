//! Any text in cells, at any width: no line is wider than it may be, every cell stands for bytes of
//! the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use marsad::bidi::{Base, Line, Marks, Options, Paragraph, Text};

fn check(text: &str, width: usize, line: &Line) {
    assert!(line.width() <= width, "{} columns in {width}", line.width());
    for cell in &line.cells {
        assert!(text.get(cell.src.clone()).is_some(), "{:?} in {text:?}", cell.src);
    }
}

fuzz_target!(|input: (u8, bool, bool, &str)| {
    let (width, strip, shape, text) = input;
    let width = usize::from(width);
    let marks = if strip { Marks::Strip } else { Marks::Keep };
    for base in [Base::Auto, Base::Rtl, Base::Ltr] {
        let options = Options { base, marks, shape };
        let paragraph = Paragraph::new(text, options);
        for line in paragraph.layout(width) {
            check(text, width, &line);
        }
        check(text, width, &paragraph.single(width));
        for line in Text::new(text, options).layout(width) {
            check(text, width, &line);
        }
    }
});
