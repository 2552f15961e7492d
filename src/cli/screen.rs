//! Puts foreign text on lines of the terminal, Arabic in order and joined, whoever does it.

use std::fmt::Write;

use clap::builder::styling::Style;

use crate::bidi::{self, Base, Cell, Line, Options, Paragraph, Text, article_base};
use crate::config::{BidiMode, Marks};
use crate::model::{Clean, Span};

/// How text is put on lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    /// Columns.
    pub width: usize,
    /// Who orders; never [`BidiMode::Auto`].
    mode: BidiMode,
    marks: Marks,
    color: bool,
}

/// A style and what it covers in a text.
pub(super) type Highlight = (Span, Style);

impl Screen {
    pub(super) fn new(width: usize, mode: BidiMode, marks: Marks, color: bool) -> Self {
        Self { width, mode, marks, color }
    }

    /// One line of `text` in at most `width` columns, with blanks up to `width`.
    pub(super) fn field(&self, text: &Clean, width: usize) -> String {
        let line = Paragraph::new(text.as_str(), self.options(Base::Auto)).single(width);
        let blanks = " ".repeat(width.saturating_sub(line.width()));
        format!("{}{blanks}", self.draw(text, &line, &[]))
    }

    /// All lines of `text`, broken at the width, with an empty one between paragraphs; the lines of a
    /// right-to-left text end at the right margin.
    pub(super) fn page(&self, text: &Clean, highlights: &[Highlight]) -> Vec<String> {
        let lines = Text::new(text.as_str(), self.options(article_base(text.as_str()))).layout(self.width);
        let mut drawn: Vec<String> = Vec::new();
        let mut end = 0;
        for line in &lines {
            // Only a line feed lies between two lines and in neither.
            if line.span.start > end && !line.cells.is_empty() && drawn.last().is_some_and(|last| !last.is_empty()) {
                drawn.push(String::new());
            }
            end = line.span.end;
            let margin = if line.rtl { self.width.saturating_sub(line.width()) } else { 0 };
            let near = |(span, _): &&Highlight| span.start < line.span.end && line.span.start < span.end;
            let near: Vec<Highlight> = highlights.iter().filter(near).copied().collect();
            let cells = self.draw(text, line, &near);
            drawn.push(if cells.is_empty() { cells } else { format!("{}{cells}", " ".repeat(margin)) });
        }
        drawn
    }

    fn options(&self, base: Base) -> Options {
        let marks = if self.marks == Marks::Strip { bidi::Marks::Strip } else { bidi::Marks::Keep };
        Options { marks, ..Options::base(base) }
    }

    /// The cells of `line` in the order in which this terminal has to get them.
    fn draw(&self, text: &Clean, line: &Line, highlights: &[Highlight]) -> String {
        let mut cells: Vec<&Cell> = line.cells.iter().collect();
        let logical = match self.mode {
            BidiMode::Terminal | BidiMode::Off => {
                cells.sort_by_key(|cell| cell.src.start);
                true
            }
            BidiMode::Word => {
                cells.chunk_by_mut(|left, right| !is_blank(left) && !is_blank(right)).for_each(turn_word);
                true
            }
            BidiMode::Inverse if is_turned(&cells) => {
                cells.reverse();
                false
            }
            BidiMode::Inverse | BidiMode::App | BidiMode::Explicit | BidiMode::Auto => false,
        };
        let mut out = String::new();
        let mut style: Option<Style> = None;
        for cell in cells {
            let wanted = self.style(cell, highlights);
            if wanted != style {
                switch(&mut out, style, wanted);
                style = wanted;
            }
            // What the program put in itself, such as an ellipsis, stands for more than one character.
            let letters = text.as_str().get(cell.src.clone()).unwrap_or("");
            let shaped = letters.chars().count() <= 2 && is_rtl(letters);
            out.push_str(if logical && shaped { letters } else { cell.symbol.as_str() });
        }
        switch(&mut out, style, None);
        out
    }

    fn style(&self, cell: &Cell, highlights: &[Highlight]) -> Option<Style> {
        let covers = |(span, _): &&Highlight| span.start < cell.src.end && cell.src.start < span.end;
        highlights.iter().find(covers).filter(|_| self.color).map(|(_, style)| *style)
    }
}

/// Ends one style and begins another.
fn switch(out: &mut String, old: Option<Style>, new: Option<Style>) {
    // Writing to a text cannot fail.
    let _ = old.map_or(Ok(()), |old| write!(out, "{old:#}"));
    let _ = new.map_or(Ok(()), |new| write!(out, "{new}"));
}

/// Whether a terminal that orders for itself would turn this line round.
fn is_turned(cells: &[&Cell]) -> bool {
    cells.windows(2).any(|pair| matches!(pair, [left, right] if left.src.start > right.src.start))
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol.as_str() == " "
}

/// Gives a right-to-left word back its order of reading: the terminal turns it round.
fn turn_word(word: &mut [&Cell]) {
    if is_turned(word) {
        word.sort_by_key(|cell| cell.src.start);
    }
}

fn is_rtl(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mode: BidiMode, text: &str, expect: &str) {
        let screen = Screen::new(40, mode, Marks::Auto, false);
        assert_eq!(screen.field(&Clean::line(text), 40).trim_end(), expect, "{mode:?}");
    }

    #[test]
    fn every_terminal_gets_what_it_shows_rightly() {
        let text = "خادم Exchange سليم";
        check(BidiMode::App, text, "ﻢﻴﻠﺳ Exchange ﻡﺩﺎﺧ");
        check(BidiMode::Terminal, text, text);
        check(BidiMode::Off, text, text);
        check(BidiMode::Word, text, "سليم Exchange خادم");
        check(BidiMode::Inverse, text, "ﺧﺎﺩﻡ egnahcxE ﺳﻠﻴﻢ");
        check(BidiMode::Inverse, "from left", "from left");
    }

    #[test]
    fn a_right_to_left_page_ends_at_the_right_margin() {
        let screen = Screen::new(20, BidiMode::App, Marks::Auto, false);
        let lines = screen.page(&Clean::text("خادم سليم\n\nخادم"), &[]);
        assert_eq!(lines, ["           ﻢﻴﻠﺳ ﻡﺩﺎﺧ", "", "                ﻡﺩﺎﺧ"]);
    }

    #[test]
    fn paragraphs_stand_apart() {
        let screen = Screen::new(8, BidiMode::App, Marks::Auto, false);
        for text in ["one and two\nthree", "one and two\n\nthree"] {
            assert_eq!(screen.page(&Clean::text(text), &[]), ["one and", "two", "", "three"], "{text:?}");
        }
    }

    #[test]
    fn highlights_follow_their_letters_and_need_colour() {
        let bold = Style::new().bold();
        let text = Clean::text("a bcd e");
        let plain = Screen::new(20, BidiMode::App, Marks::Auto, false).page(&text, &[(Span::new(2, 5), bold)]);
        assert_eq!(plain, ["a bcd e"]);
        let bright = Screen::new(20, BidiMode::App, Marks::Auto, true).page(&text, &[(Span::new(2, 5), bold)]);
        assert_eq!(bright, [format!("a {bold}bcd{bold:#} e")]);
    }
}
