//! Puts foreign text on rows of the terminal: Arabic in order and joined, whoever does it.
//!
//! A row is first made as it is to be seen, and then sent as this terminal has to get it so that it
//! shows just that, by the same way as the dashboard's rows.

use std::fmt::Write;

use clap::builder::styling::{Effects, Style};

use crate::bidi::{self, Base, Cell, Line, Options, Paragraph, Symbol, Text, article_base};
use crate::model::{Clean, Span};
use crate::tui::terminal::{Glyph, Manner, Order, Transport, send};

/// How text is put on rows.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    /// Columns.
    pub width: usize,
    /// How the terminal is spoken to.
    pub manner: Manner,
    /// Whether styles are sent.
    pub color: bool,
    /// Whether Arabic paragraphs fill both margins.
    pub justify: bool,
}

/// A style and what it covers in a text.
pub(super) type Highlight = (Span, Style);

/// A row as it is to be seen, from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    cells: Vec<Seen>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    symbol: Symbol,
    columns: u8,
    style: Option<Style>,
}

impl Row {
    fn of(line: &Line, highlights: &[Highlight]) -> Self {
        let seen = |cell: &Cell| Seen { symbol: cell.symbol, columns: cell.width, style: style(cell, highlights) };
        Self { cells: line.cells.iter().map(seen).collect() }
    }

    /// Puts `count` blanks behind what is there.
    pub(super) fn blanks(mut self, count: usize) -> Self {
        self.cells.extend(std::iter::repeat_n(Seen::blank(), count));
        self
    }

    /// Puts words of the program's own, in Latin letters, behind what is there.
    pub(super) fn words(mut self, words: &str) -> Self {
        self.cells.extend(words.chars().map(|c| Seen { symbol: Symbol::from(c), ..Seen::blank() }));
        self
    }

    /// Puts another row behind this one.
    pub(super) fn then(mut self, other: Self) -> Self {
        self.cells.extend(other.cells);
        self
    }

    /// Columns in use.
    pub(super) fn width(&self) -> usize {
        self.cells.iter().map(|cell| usize::from(cell.columns)).sum()
    }

    /// The row without the blanks at its right end.
    pub(super) fn trimmed(mut self) -> Self {
        let ink = self.cells.iter().rposition(|cell| !cell.is_blank());
        self.cells.truncate(ink.map_or(0, |last| last + 1));
        self
    }

    fn glyphs(&self) -> Vec<Glyph> {
        self.cells.iter().map(Seen::glyph).collect()
    }
}

impl Seen {
    fn blank() -> Self {
        Self { symbol: Symbol::from(' '), columns: 1, style: None }
    }

    fn is_blank(&self) -> bool {
        self.symbol.as_str() == " "
    }

    fn glyph(&self) -> Glyph {
        let effects = self.style.map_or_else(Effects::new, Style::get_effects);
        let face = u8::from(effects.contains(Effects::BOLD)) | u8::from(effects.contains(Effects::ITALIC)) << 1;
        Glyph { base: self.symbol.chars().next().unwrap_or(' '), columns: self.columns, face }
    }
}

impl Screen {
    /// One line of `text` in at most `width` columns, with blanks up to `width`.
    pub(super) fn field(&self, text: &Clean, width: usize) -> Row {
        let line = Paragraph::new(text.as_str(), self.options(Base::Auto)).single(width);
        let blanks = width.saturating_sub(line.width());
        Row::of(&line, &[]).blanks(blanks)
    }

    /// One line of `text` in `width` columns, at the margin where reading begins.
    pub(super) fn aligned(&self, text: &Clean, base: Base, width: usize) -> Row {
        let line = Paragraph::new(text.as_str(), self.options(base)).single(width);
        let blanks = width.saturating_sub(line.width());
        let row = Row::of(&line, &[]);
        if line.rtl { Row::default().blanks(blanks).then(row) } else { row.blanks(blanks) }
    }

    /// All rows of `text`, broken at the width, with an empty one between paragraphs, ready to be
    /// printed; those of a right-to-left text end at the right margin.
    pub(super) fn page(&self, text: &Clean, highlights: &[Highlight]) -> Vec<String> {
        let options = Options { justify: self.justify, ..self.options(article_base(text.as_str())) };
        let lines = Text::new(text.as_str(), options).layout(self.width);
        let mut drawn: Vec<String> = Vec::new();
        let mut end = 0;
        for line in &lines {
            // Only a line feed lies between two lines and in neither.
            if line.span.start > end && !line.cells.is_empty() && drawn.last().is_some_and(|last| !last.is_empty()) {
                drawn.push(String::new());
            }
            end = line.span.end;
            let near = |(span, _): &&Highlight| span.start < line.span.end && line.span.start < span.end;
            let near: Vec<Highlight> = highlights.iter().filter(near).copied().collect();
            let margin = if line.rtl { self.width.saturating_sub(line.width()) } else { 0 };
            drawn.push(self.send(&Row::default().blanks(margin).then(Row::of(line, &near))));
        }
        drawn
    }

    /// What is printed so that the terminal shows `row`.
    pub(super) fn send(&self, row: &Row) -> String {
        let mut row = row.clone().trimmed();
        if self.looks_at_each_row() && !row.cells.is_empty() {
            // A short row would be put at the other margin, and one without a blank before its letters
            // cannot be told from one that reads from right to left.
            let missing = self.width.saturating_sub(row.width());
            row = Row::default().blanks(1).then(row).blanks(missing);
        }
        let mut out = String::new();
        let mut style: Option<Style> = None;
        for place in send(&self.manner, &row.glyphs()).places {
            let Some(cell) = row.cells.get(place.glyph) else { continue };
            let wanted = row.cells.get(place.style).and_then(|cell| cell.style).filter(|_| self.color);
            if wanted != style {
                switch(&mut out, style, wanted);
                style = wanted;
            }
            let mut letters = cell.symbol.chars();
            out.extend(letters.next().map(|own| place.sign.unwrap_or(own)).into_iter().chain(letters));
        }
        switch(&mut out, style, None);
        out
    }

    /// Whether the terminal looks for the direction of each row, and so needs a column of its own at the
    /// left, beside those of the width.
    pub(super) fn looks_at_each_row(&self) -> bool {
        let turns = matches!(self.manner.transport, Transport::Inverse | Transport::Terminal);
        turns && self.manner.order == Order::FirstStrong
    }

    fn options(&self, base: Base) -> Options {
        let marks = if self.manner.marks { bidi::Marks::Keep } else { bidi::Marks::Strip };
        let order = self.manner.transport != Transport::Off;
        Options { marks, shape: self.manner.shape, order, ..Options::base(base) }
    }
}

fn style(cell: &Cell, highlights: &[Highlight]) -> Option<Style> {
    let covers = |(span, _): &&Highlight| span.start < cell.src.end && cell.src.start < span.end;
    highlights.iter().find(covers).map(|(_, style)| *style)
}

/// Ends one style and begins another.
fn switch(out: &mut String, old: Option<Style>, new: Option<Style>) {
    // Writing to a text cannot fail.
    let _ = old.map_or(Ok(()), |old| write!(out, "{old:#}"));
    let _ = new.map_or(Ok(()), |new| write!(out, "{new}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(width: usize, transport: Transport, color: bool) -> Screen {
        let manner = Manner { transport, shape: transport != Transport::Off, ..Manner::default() };
        Screen { width, manner, color, justify: false }
    }

    #[track_caller]
    fn check(transport: Transport, text: &str, expect: &str) {
        let screen = screen(40, transport, false);
        assert_eq!(screen.send(&screen.field(&Clean::line(text), 40)), expect, "{transport:?}");
    }

    #[test]
    fn every_terminal_gets_what_it_shows_rightly() {
        let text = "خادم Exchange سليم";
        check(Transport::Strict, text, "ﻢﻴﻠﺳ Exchange ﻡﺩﺎﺧ");
        check(Transport::Switch(crate::tui::terminal::Switch::Explicit), text, "ﻢﻴﻠﺳ Exchange ﻡﺩﺎﺧ");
        check(Transport::Off, text, text);
        check(Transport::Word, text, "ﺳﻠﻴﻢ Exchange ﺧﺎﺩﻡ");
        check(Transport::Inverse, text, "ﺳﻠﻴﻢ Exchange ﺧﺎﺩﻡ");
        check(Transport::Terminal, text, "سليم Exchange خادم");
        check(Transport::Inverse, "from left", "from left");
    }

    #[test]
    fn a_right_to_left_page_ends_at_the_right_margin() {
        let page = |transport| screen(20, transport, false).page(&Clean::text("خادم سليم\n\nخادم"), &[]);
        assert_eq!(page(Transport::Strict), ["           ﻢﻴﻠﺳ ﻡﺩﺎﺧ", "", "                ﻡﺩﺎﺧ"]);
        assert_eq!(page(Transport::Off), ["خادم سليم", "", "خادم"]);
    }

    #[test]
    fn rows_keep_a_column_for_terminals_that_look_at_each_row() {
        let manner = Manner { transport: Transport::Inverse, order: Order::FirstStrong, ..Manner::default() };
        let screen = Screen { width: 9, manner, color: false, justify: false };
        let row = screen.page(&Clean::text("خادم سليم"), &[]).concat();
        assert!(row.chars().count() == 10 && row.starts_with('\u{2800}') && row.ends_with('ﻢ'), "{row:?}");
    }

    #[test]
    fn paragraphs_stand_apart() {
        let screen = screen(8, Transport::Strict, false);
        for text in ["one and two\nthree", "one and two\n\nthree"] {
            assert_eq!(screen.page(&Clean::text(text), &[]), ["one and", "two", "", "three"], "{text:?}");
        }
    }

    #[test]
    fn highlights_follow_their_letters_and_need_colour() {
        let bold = Style::new().bold();
        let text = Clean::text("a bcd e");
        let plain = screen(20, Transport::Strict, false).page(&text, &[(Span::new(2, 5), bold)]);
        assert_eq!(plain, ["a bcd e"]);
        let bright = screen(20, Transport::Strict, true).page(&text, &[(Span::new(2, 5), bold)]);
        assert_eq!(bright, [format!("a {bold}bcd{bold:#} e")]);
    }

    #[test]
    fn marks_and_joined_letters_are_left_out_as_the_terminal_needs_it() {
        let text = Clean::line("فُتِح");
        for (marks, shape, expect) in [
            (true, true, "\u{FEA2}\u{FE98}\u{650}\u{FED3}\u{64F}"),
            (false, true, "\u{FEA2}\u{FE98}\u{FED3}"),
            (true, false, "\u{62D}\u{62A}\u{650}\u{641}\u{64F}"),
            (false, false, "\u{62D}\u{62A}\u{641}"),
        ] {
            let manner = Manner { marks, shape, ..Manner::default() };
            let screen = Screen { width: 9, manner, color: false, justify: false };
            assert_eq!(screen.send(&screen.field(&text, 9)), expect);
        }
    }
}
