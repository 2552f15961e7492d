//! A line of text being typed: where its cursor stands among letters of both directions.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::pen::{Drawn, Pen};
use crate::bidi::Line;
use crate::model::Clean;

/// A typed line laid out, with its cursor. One free column at the end of the line, left or right, is
/// part of it: there the cursor stands behind the last letter.
#[derive(Clone, Debug)]
pub struct Caret {
    drawn: Drawn,
    /// The column of the cursor from the left end, the free column counted.
    column: usize,
}

/// Lays out `text` with a cursor before its byte `at`: on the letter that the next one would push on,
/// or behind the last.
pub fn caret(pen: Pen, text: &Clean, at: usize, style: Style) -> Caret {
    let drawn = pen.single(text, u16::MAX, pen.base_of(text), style);
    let line = &drawn.line;
    let free = usize::from(line.rtl);
    let column = match line.columns(at..at + 1).first() {
        Some(columns) => columns.start + free,
        None if line.rtl => 0,
        None => line.width(),
    };
    Caret { drawn, column }
}

impl Canvas<'_> {
    /// Draws a typed line into `area` so that its cursor is visible, and says where on the screen the
    /// cursor stands.
    pub fn typed(&mut self, area: Rect, caret: &Caret) -> Position {
        let line = &caret.drawn.line;
        let room = usize::from(area.width).max(1);
        let total = line.width() + 1;
        // A short line stands at the margin where it begins; of a long one the part about its cursor.
        let (skip, pad) = match (total.checked_sub(room), line.rtl) {
            (None | Some(0), true) => (0, room - total),
            (None | Some(0), false) => (0, 0),
            (Some(over), true) => (caret.column.min(over), 0),
            (Some(_), false) => ((caret.column + 1).saturating_sub(room), 0),
        };
        let free = usize::from(line.rtl);
        let shown =
            |columns: &std::ops::Range<usize>| columns.start + free >= skip && columns.end + free <= skip + room;
        let mut cells = line.placed().filter(|(columns, _)| shown(columns)).peekable();
        let indent = cells.peek().map_or(0, |(columns, _)| columns.start + free + pad - skip);
        let cells = cells.map(|(_, cell)| cell.clone()).collect();
        let visible = Line { rtl: false, span: line.span.clone(), cells };
        self.paint(area, &Drawn { line: visible.into(), indent: indent as u16, text: None, ..caret.drawn.clone() });
        self.place(area, (caret.column + pad - skip) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;

    /// The row of a line of 8 columns with the cursor at each of its letters in turn, and behind.
    fn check(text: &str, at: usize, expect: &str, cursor: u16) {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        let mut canvas = Canvas::new(&mut buf, Pen::default());
        let caret = caret(Pen::default(), &Clean::line(text), at, Style::new());
        let place = canvas.typed(Rect::new(0, 0, 8, 1), &caret);
        let row: String = (0..8).map(|x| buf[(x, 0)].symbol().to_owned()).collect();
        assert_eq!((row.as_str(), place.x), (expect, cursor), "{text} at {at}");
    }

    #[test]
    fn the_cursor_stands_where_the_next_letter_comes() {
        check("", 0, "        ", 0);
        check("abc", 3, "abc     ", 3);
        check("abc", 1, "abc     ", 1);
        check("abcdefghij", 10, "defghij ", 7);
        check("abcdefghij", 0, "abcdefgh", 0);
        check("دار", 0, "     ﺭﺍﺩ", 7);
        check("دار", 6, "     ﺭﺍﺩ", 4);
        check("دار دار دار", 21, " ﺭﺍﺩ ﺭﺍﺩ", 0);
        check("دار دار دار", 0, "ﺍﺩ ﺭﺍﺩ ﺭﺍﺩ".chars().skip(2).collect::<String>().as_str(), 7);
    }
}
