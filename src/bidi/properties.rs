//! What holds for any text at any width.

use proptest::prelude::*;

use super::{Base, Line, Marks, Options, Paragraph, Text, visual};

/// Text as it comes: any characters, and often the ones that matter here.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ابتلدأإآهيء]{1,6}",
        2 => "[a-zA-Z]{1,8}",
        1 => "[0-9٠-٩.,/%-]{1,5}",
        2 => "[ \t]{1,3}",
        1 => "[\u{64B}-\u{652}\u{670}]{1,3}",
        1 => "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]{1,2}",
        1 => "[()«»\\[\\]:!؟،]",
        1 => "[漢字👍🏽🇮🇶\u{FE0F}]{1,3}",
        1 => "\\PC{0,4}",
        1 => "(?s).{0,2}",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = Options> {
    let base = prop_oneof![Just(Base::Ltr), Just(Base::Rtl), Just(Base::Auto)];
    (base, any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(base, strip, shape, order, justify)| {
            let marks = if strip { Marks::Strip } else { Marks::Keep };
            Options { base, marks, shape, order, justify }
        },
    )
}

/// The cells of some lines without blanks, in an order that does not depend on the screen.
fn ink<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Vec<(usize, usize, String)> {
    let mut cells: Vec<_> = lines
        .into_iter()
        .flat_map(|line| &line.cells)
        .filter(|cell| !cell.fill && cell.symbol.chars().any(|c| !c.is_whitespace()))
        .map(|cell| (cell.src.start, cell.src.end, cell.symbol.to_string()))
        .collect();
    cells.sort_unstable();
    cells
}

const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether every tatweel of the line's own stands between two forms that join.
fn tatweels_join(line: &Line) -> bool {
    let joins = |cell: Option<&super::Cell>, places: &[&str]| {
        let Some(c) = cell.and_then(|cell| cell.symbol.chars().next()) else { return false };
        c == '\u{640}' || super::forms::place(c).is_some_and(|place| places.contains(&place))
    };
    line.cells.iter().enumerate().filter(|(_, cell)| cell.fill && cell.symbol.as_str() != " ").all(|(at, _)| {
        let (left, right) = (at.checked_sub(1).and_then(|left| line.cells.get(left)), line.cells.get(at + 1));
        joins(right, &["initial", "medial"]) && joins(left, &["final", "medial"])
    })
}

/// Every column leads to a byte, and that byte leads back to the column.
fn goes_round(line: &Line, text: &str) -> Result<(), TestCaseError> {
    for column in 0..line.width() {
        let Some(byte) = line.byte_at(column) else { return Err(TestCaseError::fail("a column without a byte")) };
        prop_assert!(text.is_char_boundary(byte) && line.span.contains(&byte));
        prop_assert!(line.columns(byte..byte + 1).iter().any(|piece| piece.contains(&column)));
    }
    prop_assert_eq!(line.byte_at(line.width()), None);
    Ok(())
}

proptest! {
    #[test]
    fn wrapping_keeps_every_cluster_and_the_limit(text in texts(), options in options(), width in 2_usize..40) {
        let paragraph = Paragraph::new(&text, options);
        let lines = paragraph.layout(width);
        prop_assert_eq!(ink(&lines), ink([&paragraph.single(usize::MAX)]));
        let mut at = 0;
        for line in &lines {
            prop_assert!(line.width() <= width);
            prop_assert_eq!(line.span.start, at);
            at = line.span.end;
            goes_round(line, &text)?;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn a_line_is_full_or_as_if_it_were_never_justified(text in texts(), options in options(), width in 1_usize..40) {
        let justified = Paragraph::new(&text, Options { justify: true, ..options }).layout(width);
        let ragged = Paragraph::new(&text, Options { justify: false, ..options }).layout(width);
        prop_assert_eq!(justified.len(), ragged.len());
        for (full, ragged) in justified.iter().zip(&ragged) {
            if full != ragged {
                prop_assert!(full.width() == width && ragged.width() < width);
            }
            let kept: Vec<_> = full.cells.iter().filter(|cell| !cell.fill).collect();
            prop_assert_eq!(kept, ragged.cells.iter().collect::<Vec<_>>());
            if options.shape {
                prop_assert!(tatweels_join(full), "{:?}", full.text());
            }
        }
    }

    #[test]
    fn narrow_columns_neither_overflow_nor_hang(text in texts(), options in options(), width in 0_usize..3) {
        let paragraph = Paragraph::new(&text, options);
        let lines = paragraph.layout(width);
        prop_assert!(!lines.is_empty() && lines.len() <= text.len() + 1);
        prop_assert!(lines.iter().all(|line| line.width() <= width));
        prop_assert!(paragraph.single(width).width() <= width);
    }

    #[test]
    fn one_line_fits_and_says_so_when_it_is_cut(text in texts(), options in options(), width in 0_usize..60) {
        let paragraph = Paragraph::new(&text, options);
        let (whole, line) = (paragraph.single(usize::MAX), paragraph.single(width));
        prop_assert!(line.width() <= width);
        prop_assert_eq!(&line.span, &(0..text.len()));
        if whole.width() <= width {
            prop_assert_eq!(line, whole);
        } else if width > 0 {
            prop_assert!(line.text().contains('…') || ink([&line]) == ink([&whole]));
            goes_round(&line, &text)?;
        }
    }

    #[test]
    fn paragraphs_of_a_text_keep_their_place(text in texts(), other in texts(), width in 1_usize..40) {
        let text = format!("{text}\n{other}");
        let lines = Text::new(&text, Options::default()).layout(width);
        let mut at = 0;
        for line in &lines {
            prop_assert!(line.span.start >= at && line.span.end <= text.len());
            at = line.span.end;
            goes_round(line, &text)?;
        }
        prop_assert!(lines.iter().all(|line| line.rtl == lines[0].rtl) || super::article_base(&text) == Base::Auto);
    }

    #[test]
    fn no_control_reaches_the_screen(text in "(?s).*", options in options()) {
        let shown = Paragraph::new(&text, options).single(usize::MAX).text();
        prop_assert!(!shown.chars().any(|c| c.is_control() || is_bidi_control(c)));
    }

    #[test]
    fn plain_text_is_left_alone(text in "[ -~]*") {
        prop_assert_eq!(visual(&text, Base::Auto), (text.clone(), 0));
        // The short way for ASCII gives what the long one gives.
        let long = Paragraph::new(&format!("{text}é"), Options::default()).single(usize::MAX).text();
        prop_assert_eq!(long, format!("{text}é"));
    }
}
