//! Layout of text that is made to break it: floods, controls, broken bytes, no room.

use std::iter::repeat_n;

use marsad::bidi::{Base, Line, Marks, Options, Paragraph, Text, article_base, controls, isolate, visual};

const BASES: [Base; 3] = [Base::Ltr, Base::Rtl, Base::Auto];

fn all_options() -> impl Iterator<Item = Options> {
    BASES.into_iter().flat_map(|base| {
        (0..16_u8).map(move |bits| {
            let marks = if bits & 1 == 0 { Marks::Keep } else { Marks::Strip };
            Options { base, marks, shape: bits & 2 == 0, order: bits & 4 == 0, justify: bits & 8 == 0 }
        })
    })
}

/// Lays `text` out in every way and at some widths, and holds what must hold of any layout.
fn check(text: &str) {
    for options in all_options() {
        let paragraph = Paragraph::new(text, options);
        for width in [0, 1, 2, 3, 17, 80, usize::MAX] {
            let lines = paragraph.layout(width);
            let mut at = 0;
            for line in &lines {
                assert_eq!(line.span.start, at, "{text:?} {options:?} {width}");
                at = line.span.end;
                fits(line, text, width);
            }
            assert_eq!(at, text.len());
            fits(&paragraph.single(width), text, width);
        }
    }
}

fn fits(line: &Line, text: &str, width: usize) {
    assert!(line.width() <= width, "{text:?} at {width}");
    for cell in &line.cells {
        assert!(text.get(cell.src.clone()).is_some(), "{text:?}: {:?} cuts a character", cell.src);
        assert!(!cell.symbol.chars().any(char::is_control), "{text:?} draws a control");
        assert_eq!(controls(&cell.symbol).count(), 0, "{text:?} draws a control");
    }
}

#[test]
fn any_bytes_can_be_laid_out() {
    let lone_surrogates: &[u8] = b"a\xED\xA0\x80b\xED\xBF\xBF\xD8\xA7\xED\xA0\xBD";
    let cut: &[u8] = b"\xD8\xA7\xD9 \xF0\x9F\x98 \xC0\x80 \xFF\xFE";
    for bytes in [lone_surrogates, cut, b"\0", b"\0\0ab\0", b"\x1b[2J\x07\x9b31m", b"\xEF\xBF\xBD\xD8\xA8"] {
        check(&String::from_utf8_lossy(bytes));
    }
    for text in
        ["", " ", "\n", "\u{FFFD}", "ب\0ب", "\u{FEFF}ب", "\u{10FFFF}", "\t\t", "\u{2028}\u{2029}", "漢", "👩‍👩‍👧", "🇮🇶🇮"]
    {
        check(text);
    }
}

#[test]
fn every_control_in_every_place_is_laid_out() {
    let all: Vec<char> =
        "\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}"
            .chars()
            .collect();
    for first in &all {
        check(&format!("{first}"));
        check(&format!("خبر{first}ا(ب)1{first}"));
        for second in &all {
            let text = format!("{first}ab (ل{second}ا) 12{second}{first} c");
            assert_eq!(controls(&text).count(), 4);
            for base in BASES {
                let (shown, _) = visual(&text, base);
                assert_eq!(controls(&shown).count(), 0);
                assert_eq!(shown.chars().filter(char::is_ascii_digit).count(), 2, "{}", text.escape_unicode());
            }
        }
    }
}

#[test]
fn a_letter_with_any_number_of_marks_is_one_cell() {
    for letter in ['ب', 'e', 'ل'] {
        let text: String = [letter].into_iter().chain(repeat_n('\u{64E}', 100_000)).collect();
        let lines = Paragraph::new(&text, Options::base(Base::Rtl)).layout(10);
        let cells: Vec<_> = lines.iter().flat_map(|line| &line.cells).collect();
        assert_eq!(cells.len(), 1);
        assert_eq!(cells[0].src, 0..text.len());
        assert!(cells[0].symbol.chars().count() <= 12);
    }
    let only_marks: String = repeat_n('\u{301}', 100_000).collect();
    assert_eq!(Paragraph::new(&only_marks, Options::default()).single(10).cells.len(), 1);
}

#[test]
fn a_flood_on_one_line_costs_what_its_length_costs() {
    let deep =
        |open: char, close: char| -> String { (0..10_000).map(|n| if n < 5000 { open } else { close }).collect() };
    let floods = [
        "كلمة word 12, ".repeat(55_000),
        "ب".repeat(20_000),
        "(".repeat(20_000),
        "\u{202B}ب\u{202C}a".repeat(10_000),
        "\u{2067}ب\u{2069}a(".repeat(10_000),
        "\u{202E}\u{202D}".repeat(10_000),
        deep('\u{2068}', '\u{2069}'),
        deep('(', ')'),
        "ب\u{200D}".repeat(10_000),
        "ل\u{64E}ا".repeat(10_000),
    ];
    for text in floods {
        let paragraph = Paragraph::new(&text, Options { justify: true, ..Options::default() });
        let lines: usize = paragraph.lines(80).inspect(|line| assert!(line.width() <= 80)).count();
        assert!(lines >= 1 && lines <= text.len());
        assert!(paragraph.single(80).width() <= 80);
        assert_eq!(paragraph.layout(usize::MAX).len(), 1);
        let _ = (article_base(&text), isolate(&text));
        assert!(!Text::new(&text, Options::default()).layout(40).is_empty());
    }
}
