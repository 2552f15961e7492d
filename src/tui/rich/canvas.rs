//! Where a view draws: reading columns in, cells of the screen out.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Base;
use super::pen::{Drawn, Pen};
use super::selection::Selection;
use super::text::{Show, mixed};
use crate::model::Clean;

/// A line of text as it was painted, for whoever asks what is written at a place.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The row of the screen.
    pub y: u16,
    /// The column of the screen at which the line's first cell stands.
    pub left: u16,
    /// The columns of the screen that were set aside for it.
    pub room: Range<u16>,
    /// The line.
    pub drawn: Drawn,
}

/// The cells of the screen, for views that count columns from the side where reading begins.
pub struct Canvas<'b> {
    buf: &'b mut Buffer,
    /// How text is laid out.
    pub pen: Pen,
    /// Letters that have another look, and that look.
    selected: Option<(Selection, Style)>,
    seen: Option<Vec<Seen>>,
}

impl<'b> Canvas<'b> {
    /// A canvas over all of `buf`.
    pub fn new(buf: &'b mut Buffer, pen: Pen) -> Self {
        Self { buf, pen, selected: None, seen: None }
    }

    /// The same, with chosen letters in another look.
    #[must_use]
    pub fn selecting(self, selected: Option<(Selection, Style)>) -> Self {
        Self { selected, ..self }
    }

    /// The same, remembering every line of text that is painted.
    #[must_use]
    pub fn watching(self) -> Self {
        Self { seen: Some(Vec::new()), ..self }
    }

    /// The lines that were painted since [`Canvas::watching`], those on top last.
    pub fn seen(self) -> Vec<Seen> {
        self.seen.unwrap_or_default()
    }

    /// The whole canvas.
    pub fn area(&self) -> Rect {
        self.buf.area
    }

    /// The columns of the screen of reading columns; the same function leads back.
    fn turn(&self, area: Rect) -> Rect {
        turn(self.pen.rtl, self.buf.area.width, area)
    }

    /// Paints `drawn` into the first row of `area`; what does not fit is left out.
    pub fn paint(&mut self, area: Rect, drawn: &Drawn) {
        let area = self.turn(area.intersection(self.buf.area));
        if area.is_empty() {
            return;
        }
        let width = drawn.line.width() as u16;
        let free = area.width.saturating_sub(width).saturating_sub(drawn.indent);
        let left = area.x + if drawn.line.rtl { free } else { drawn.indent.min(area.width) };
        if let Some(seen) = &mut self.seen {
            seen.push(Seen { y: area.y, left, room: area.x..area.right(), drawn: drawn.clone() });
        }
        let selected = self.selected.as_ref().filter(|(of, _)| drawn.text.as_ref() == Some(&of.text));
        let selected = selected.map(|(of, style)| (of.range(), *style));
        for (columns, cell) in drawn.line.placed() {
            let x = left.saturating_add(columns.start as u16);
            if x.saturating_add(u16::from(cell.width)) > area.right() {
                break;
            }
            let mut style = drawn.style;
            for (range, mark) in drawn.marks.iter().chain(&selected) {
                if range.start < cell.src.end && cell.src.start < range.end {
                    style = style.patch(*mark);
                }
            }
            if let Some(target) = self.buf.cell_mut((x, area.y)) {
                target.set_symbol(cell.symbol.as_str()).set_style(style);
            }
            // The second half of a wide character holds nothing of its own.
            if cell.width > 1
                && let Some(target) = self.buf.cell_mut((x + 1, area.y))
            {
                target.set_symbol("").set_style(style);
            }
        }
    }

    /// Paints lines one below the other, as many as `area` has rows.
    pub fn lines(&mut self, area: Rect, lines: &[Drawn]) {
        for (row, drawn) in lines.iter().take(usize::from(area.height)).enumerate() {
            self.paint(Rect { y: area.y + row as u16, height: 1, ..area }, drawn);
        }
    }

    /// Paints one line of `text` and says how many columns it took.
    pub fn put(&mut self, area: Rect, text: &impl Show, base: Base, style: Style) -> u16 {
        let drawn = self.pen.single(text, area.width, base, style);
        self.paint(area, &drawn);
        drawn.line.width() as u16
    }

    /// Paints a name in the direction of its own letters, on the side where reading begins.
    pub fn name(&mut self, area: Rect, text: &Clean, style: Style) {
        let drawn = self.pen.single(text, area.width, self.pen.base_of(text), style);
        self.paint(Rect { width: area.width.min(drawn.line.width() as u16), ..area }, &drawn);
    }

    /// Paints words of the interface in its direction and says how many columns they took.
    pub fn label(&mut self, area: Rect, words: &str, style: Style) -> u16 {
        self.put(area, &mixed(words), self.pen.own(), style)
    }

    /// Sets one sign that is no text, turned round with the canvas.
    pub fn sign(&mut self, x: u16, y: u16, sign: &str, style: Style) {
        let place = self.turn(Rect::new(x, y, 1, 1));
        let sign = if self.pen.rtl { mirrored(sign) } else { sign };
        if x < self.buf.area.width
            && let Some(cell) = self.buf.cell_mut((place.x, y))
        {
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// Marks `area` as chosen: one look for the whole row, whatever its parts looked like.
    pub fn choose(&mut self, area: Rect, style: Style) {
        let area = self.turn(area.intersection(self.buf.area));
        self.buf.set_style(area, Style::reset().patch(style));
    }

    /// Gives every cell of `area` the style.
    pub fn tint(&mut self, area: Rect, style: Style) {
        let area = self.turn(area.intersection(self.buf.area));
        self.buf.set_style(area, style);
    }

    /// Empties `area`.
    pub fn clear(&mut self, area: Rect, style: Style) {
        let area = self.turn(area.intersection(self.buf.area));
        for place in area.positions() {
            if let Some(cell) = self.buf.cell_mut(place) {
                cell.reset();
                cell.set_style(style);
            }
        }
        if let Some(seen) = &mut self.seen {
            seen.retain(|line| !area.contains(Position::new(line.left, line.y)));
        }
    }

    /// Draws a box along the inner edge of `area`.
    pub fn frame(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buf.area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for x in area.x..=right {
            self.sign(x, area.y, "─", style);
            self.sign(x, bottom, "─", style);
        }
        for y in area.y..=bottom {
            self.sign(area.x, y, "│", style);
            self.sign(right, y, "│", style);
        }
        for (x, y, corner) in [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
        {
            self.sign(x, y, corner, style);
        }
    }

    /// The place on the screen of a column of it inside `area`, counted from the left end of that area.
    pub(super) fn place(&self, area: Rect, column: u16) -> Position {
        let area = self.turn(area.intersection(self.buf.area));
        Position::new(area.x + column.min(area.width.saturating_sub(1)), area.y)
    }
}

/// The columns of the screen of reading columns, and back.
pub(super) fn turn(rtl: bool, width: u16, area: Rect) -> Rect {
    if rtl { Rect { x: width.saturating_sub(area.right()), ..area } } else { area }
}

/// Signs that point or stand to one side, as they are on the other.
fn mirrored(sign: &str) -> &str {
    const PAIRS: [(&str, &str); 7] =
        [("▌", "▐"), ("▎", "▕"), ("┌", "┐"), ("└", "┘"), ("├", "┤"), ("→", "←"), ("‹", "›")];
    let pair = PAIRS.iter().find_map(|(left, right)| match sign {
        _ if sign == *left => Some(*right),
        _ if sign == *right => Some(*left),
        _ => None,
    });
    pair.unwrap_or(sign)
}

#[cfg(test)]
mod tests {
    use super::super::base;
    use super::*;
    use crate::model::Clean;
    use ratatui::style::Modifier;

    fn row(rtl: bool, draw: impl Fn(&mut Canvas<'_>)) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 1));
        draw(&mut Canvas::new(&mut buf, Pen { rtl, ..Pen::default() }));
        (0..20).map(|x| buf[(x, 0)].symbol().to_owned()).collect()
    }

    #[test]
    fn a_mark_stays_on_its_letters_in_arabic() {
        let text = Clean::line("هجوم في مارس 2021");
        let at = text.as_str().find("مارس").expect("the month is there");
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let pen = Pen::default();
        let drawn = pen.wrapped(&text, 20, base(true), Style::new(), &[(at..at + 8, bold)]);
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 1));
        Canvas::new(&mut buf, pen).paint(Rect::new(0, 0, 20, 1), &drawn[0]);
        let marked: Vec<u16> = (0..20).filter(|x| buf[(*x, 0)].modifier.contains(Modifier::BOLD)).collect();
        // From the right: the eight columns of the first two words and their blanks, then the month.
        assert_eq!(marked, [8, 9, 10, 11]);
        assert_eq!(buf[(19, 0)].symbol(), "\u{FEEB}", "the first letter stands at the right margin");
        assert_eq!(buf[(3, 0)].symbol(), "2", "digits keep their order");
    }

    #[test]
    fn reading_columns_begin_at_the_side_of_the_interface() {
        let draw = |canvas: &mut Canvas<'_>| {
            canvas.sign(0, 0, "▌", Style::new());
            canvas.label(Rect::new(2, 0, 6, 1), "ab", Style::new());
            canvas.put(Rect::new(10, 0, 10, 1), &Clean::line("cd"), base(false), Style::new());
        };
        assert_eq!(row(false, draw), "▌ ab      cd        ");
        assert_eq!(row(true, draw), "cd              ab ▐");
    }

    #[test]
    fn nothing_is_painted_outside_of_the_buffer() {
        for rtl in [false, true] {
            let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
            let mut canvas = Canvas::new(&mut buf, Pen { rtl, ..Pen::default() });
            let text = Clean::line("日本語 text");
            canvas.put(Rect::new(50, 50, 9, 9), &text, base(false), Style::new());
            canvas.put(Rect::new(2, 0, 90, 9), &text, base(false), Style::new());
            canvas.sign(90, 90, "x", Style::new());
            canvas.frame(Rect::new(4, 0, 90, 90), Style::new());
            canvas.clear(Rect::new(4, 0, 90, 90), Style::new());
            assert_eq!(buf[(if rtl { 0 } else { 2 }, 0)].symbol(), "日");
        }
    }

    #[test]
    fn a_selection_is_of_one_text_and_a_watcher_knows_where_it_stands() {
        let text = Clean::line("one two");
        let pen = Pen::default();
        let drawn = pen.single(&text, 20, base(false), Style::new());
        let selected = drawn.text.clone().map(|text| Selection { text, anchor: 6..7, head: 4..5 });
        let selected = selected.map(|it| (it, Style::new().add_modifier(Modifier::REVERSED)));
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 2));
        let mut canvas = Canvas::new(&mut buf, pen).selecting(selected).watching();
        canvas.paint(Rect::new(3, 0, 17, 1), &drawn);
        canvas.put(Rect::new(0, 1, 20, 1), &Clean::line("one two three"), base(false), Style::new());
        let seen = canvas.seen();
        assert_eq!((seen[0].left, seen[0].y, seen[0].room.clone()), (3, 0, 3..20));
        assert_eq!(seen.len(), 2);
        let marked: Vec<(u16, u16)> = buf
            .area
            .positions()
            .filter(|place| buf[*place].modifier.contains(Modifier::REVERSED))
            .map(|p| (p.x, p.y))
            .collect();
        assert_eq!(marked, [(7, 0), (8, 0), (9, 0)]);
    }
}
