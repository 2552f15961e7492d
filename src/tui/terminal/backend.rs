//! Sends frames in the manner of the terminal.
//!
//! Ratatui hands over the cells that changed, in the order of the screen. Where the terminal orders
//! rows, a row with right-to-left letters has to be adapted as a whole, so this keeps the rows as they
//! were laid out and the rows as they were sent, and sends where the latter change. Everything above,
//! tests included, sees the order of the screen only.

use std::collections::HashSet;
use std::io;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::invert::{WALL, send, turns};
use super::manner::{Manner, Transport};
use super::simulate::{Glyph, Place};

/// A backend that sends what `inner` has to get so that its terminal shows what was drawn.
#[derive(Debug)]
pub struct BidiBackend<B> {
    inner: B,
    manner: Manner,
    rows: Vec<Row>,
    inexact: usize,
}

/// A row of the screen.
#[derive(Clone, Debug, Default)]
struct Row {
    /// As it was laid out.
    wanted: Vec<Cell>,
    /// As it was sent; the second half of a wide cell is empty.
    sent: Vec<Cell>,
    /// For every column, where the cell that is laid out there was sent to.
    columns: Vec<u16>,
    /// Whether it was sent in another order than it was laid out in.
    adapted: bool,
}

impl<B: Backend<Error = io::Error>> BidiBackend<B> {
    /// Sends to `inner` in this manner.
    pub fn new(inner: B, manner: Manner) -> Self {
        Self { inner, manner, rows: Vec::new(), inexact: 0 }
    }

    /// The backend that gets what is sent.
    pub fn inner(&self) -> &B {
        &self.inner
    }

    /// Rows so far that the terminal cannot be made to show as they were laid out.
    pub fn inexact(&self) -> usize {
        self.inexact
    }

    /// Keeps what was laid out; the rows that changed.
    fn keep<'a>(&mut self, content: impl Iterator<Item = (u16, u16, &'a Cell)>) -> Vec<usize> {
        // A terminal that does not know its size is as wide as what is drawn.
        let width = self.inner.size().map_or(0, |size| usize::from(size.width));
        let mut changed: Vec<usize> = Vec::new();
        for (x, y, cell) in content {
            let (at, y) = (usize::from(x), usize::from(y));
            let columns = width.max(at + 1);
            if self.rows.len() <= y {
                self.rows.resize(y + 1, Row::default());
            }
            let Some(row) = self.rows.get_mut(y) else { continue };
            if row.wanted.len() < columns {
                row.wanted.resize(columns, Cell::default());
                row.sent.resize(columns, Cell::default());
            }
            if let Some(place) = row.wanted.get_mut(at) {
                place.clone_from(cell);
            }
            // What a wide cell covers is gone, and is not told.
            if let Some(half) = row.wanted.get_mut(at + 1).filter(|_| is_wide(cell)) {
                half.set_symbol(" ");
            }
            if changed.last() != Some(&y) {
                changed.push(y);
            }
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    fn forget(&mut self) {
        self.rows.clear();
    }

    /// Sends cells as they are. Strokes of right-to-left letters reach out of their cells, and terminals
    /// that draw cell by cell clear no other than the one they draw: where such a letter goes, its
    /// neighbours are sent again, before what is new.
    fn draw_clean<'a>(&mut self, content: impl Iterator<Item = (u16, u16, &'a Cell)>) -> io::Result<()> {
        let content: Vec<(u16, u16, &Cell)> = content.collect();
        let mut about: Vec<(u16, u16)> = Vec::new();
        for (x, y, cell) in &content {
            let old = self.rows.get(usize::from(*y)).and_then(|row| row.wanted.get(usize::from(*x)));
            if old.is_some_and(|old| old.symbol() != cell.symbol() && old.symbol().chars().any(turns)) {
                about.extend([(*x, y.wrapping_sub(1)), (*x, y + 1), (x.wrapping_sub(1), *y), (x + 1, *y)]);
            }
        }
        self.keep(content.iter().copied());
        let new: HashSet<(u16, u16)> = content.iter().map(|(x, y, _)| (*x, *y)).collect();
        about.sort_unstable_by_key(|(x, y)| (*y, *x));
        about.dedup();
        let (rows, blank, size) = (&self.rows, &Cell::default(), self.inner.size()?);
        let inside = |(x, y): &(u16, u16)| *x < size.width && *y < size.height;
        let cells = about.into_iter().filter(|place| inside(place) && !new.contains(place)).filter_map(|(x, y)| {
            let row = rows.get(usize::from(y)).map_or(&[][..], |row| &row.wanted);
            // Half of a wide cell is no cell to send.
            let half = usize::from(x).checked_sub(1).and_then(|left| row.get(left)).is_some_and(is_wide);
            (!half).then(|| (x, y, row.get(usize::from(x)).unwrap_or(blank)))
        });
        self.inner.draw(cells.chain(content.iter().copied()))
    }
}

impl Row {
    /// Brings `sent` up to date; the columns that have to go out, and whether the terminal will show
    /// the row as it was laid out.
    fn adapt(&mut self, manner: &Manner) -> (Vec<usize>, bool) {
        let (sent, columns, exact) = if self.wanted.iter().any(|cell| cell.symbol().chars().any(turns)) {
            arranged(&self.wanted, manner)
        } else {
            (straight(&self.wanted), Vec::new(), true)
        };
        let differ = sent.iter().zip(&self.sent).enumerate().filter(|(_, (new, old))| new != old);
        let changed = differ.filter(|(_, (new, _))| !new.symbol().is_empty()).map(|(at, _)| at).collect();
        self.adapted = !columns.is_empty();
        self.columns = columns;
        self.sent = sent;
        (changed, exact)
    }
}

fn is_wide(cell: &Cell) -> bool {
    !cell.symbol().is_ascii() && cell.symbol().width() > 1
}

/// The units of a row: every cell but the second halves of wide ones, with its column.
fn units(row: &[Cell]) -> Vec<(usize, Glyph)> {
    let mut units = Vec::with_capacity(row.len());
    let mut at = 0;
    while let Some(cell) = row.get(at) {
        let columns = if is_wide(cell) { 2 } else { 1 };
        let face = (cell.modifier & (Modifier::BOLD | Modifier::ITALIC)).bits() as u8;
        units.push((at, Glyph::new(cell.symbol(), columns, face)));
        at += usize::from(columns);
    }
    units
}

/// The row as it stands, wide cells marked.
fn straight(row: &[Cell]) -> Vec<Cell> {
    let mut sent = row.to_vec();
    let mut at = 0;
    while let Some(cell) = row.get(at) {
        at += 1;
        if let Some(half) = sent.get_mut(at).filter(|_| is_wide(cell)) {
            half.set_symbol("");
            at += 1;
        }
    }
    sent
}

/// The row as the terminal has to get it, and for every column of the screen the column that it was sent
/// to.
fn arranged(row: &[Cell], manner: &Manner) -> (Vec<Cell>, Vec<u16>, bool) {
    let units = units(row);
    let glyphs: Vec<Glyph> = units.iter().map(|(_, glyph)| *glyph).collect();
    let order = send(manner, &glyphs);
    let mut sent = Vec::with_capacity(row.len());
    let mut columns: Vec<u16> = (0..row.len()).map(|at| at as u16).collect();
    for place in &order.places {
        let Some((from, glyph)) = units.get(place.glyph) else { continue };
        let style = units.get(place.style).map_or(*from, |(at, _)| *at);
        // Where the terminal leaves styles in place it leaves the cursor there too.
        if let Some(column) = columns.get_mut(style) {
            *column = sent.len() as u16;
        }
        sent.push(cell(row, *from, style, *place));
        if glyph.columns > 1 {
            let mut half = sent.last().cloned().unwrap_or_default();
            half.set_symbol("");
            sent.push(half);
        }
    }
    // A wide cell in the last column has no second half.
    sent.truncate(row.len());
    (sent, columns, order.exact)
}

fn cell(row: &[Cell], from: usize, style: usize, place: Place) -> Cell {
    let mut cell = row.get(style).cloned().unwrap_or_default();
    let symbol = row.get(from).map_or(" ", Cell::symbol);
    match place.sign {
        None => cell.set_symbol(symbol),
        Some(sign) => {
            let marks = symbol.chars().skip(1);
            cell.set_symbol(&std::iter::once(sign).chain(marks).collect::<String>())
        }
    };
    // A font without the blank that separates would show a box.
    if place.sign == Some(WALL) {
        cell.modifier.insert(Modifier::HIDDEN);
    }
    cell
}

impl<B: Backend<Error = io::Error>> Backend for BidiBackend<B> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        match self.manner.transport {
            Transport::Strict | Transport::Off => return self.draw_clean(content),
            // Terminals with a switch draw whole rows.
            Transport::Switch(_) => return self.inner.draw(content),
            Transport::Word | Transport::Inverse | Transport::Terminal => {}
        }
        let mut changes: Vec<(u16, u16)> = Vec::new();
        for y in self.keep(content) {
            let Some(row) = self.rows.get_mut(y) else { continue };
            let (columns, exact) = row.adapt(&self.manner);
            self.inexact += usize::from(!exact);
            changes.extend(columns.into_iter().map(|x| (x as u16, y as u16)));
        }
        let rows = &self.rows;
        let cells = changes.into_iter().filter_map(|(x, y)| {
            let cell = rows.get(usize::from(y))?.sent.get(usize::from(x))?;
            Some((x, y, cell))
        });
        self.inner.draw(cells)
    }

    fn append_lines(&mut self, lines: u16) -> io::Result<()> {
        self.forget();
        self.inner.append_lines(lines)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    /// A terminal that orders draws the cursor where it draws the cell, so it is put on the cell that
    /// was sent.
    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        let row = self.rows.get(usize::from(y)).filter(|row| row.adapted);
        let x = row.and_then(|row| row.columns.get(usize::from(x)).copied()).unwrap_or(x);
        self.inner.set_cursor_position(Position { x, y })
    }

    fn clear(&mut self) -> io::Result<()> {
        self.forget();
        self.inner.clear()
    }

    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        self.forget();
        self.inner.clear_region(part)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::{Base, Options, Paragraph};
    use crate::tui::terminal::simulate::{Order, simulate};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    const SIZE: Size = Size { width: 24, height: 3 };

    /// A terminal: what stands in its cells, and what it got last.
    struct Fake {
        cells: Buffer,
        got: Vec<(u16, u16)>,
        cursor: Position,
    }

    impl Backend for Fake {
        type Error = io::Error;

        fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
        where
            I: Iterator<Item = (u16, u16, &'a Cell)>,
        {
            self.got.clear();
            for (x, y, cell) in content {
                self.got.push((x, y));
                self.cells[(x, y)] = cell.clone();
            }
            Ok(())
        }

        fn hide_cursor(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn show_cursor(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn get_cursor_position(&mut self) -> io::Result<Position> {
            Ok(self.cursor)
        }

        fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
            self.cursor = position.into();
            Ok(())
        }

        fn clear(&mut self) -> io::Result<()> {
            self.cells.reset();
            Ok(())
        }

        fn clear_region(&mut self, _part: ClearType) -> io::Result<()> {
            self.clear()
        }

        fn size(&self) -> io::Result<Size> {
            Ok(SIZE)
        }

        fn window_size(&mut self) -> io::Result<WindowSize> {
            Ok(WindowSize { columns_rows: SIZE, pixels: Size::default() })
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A terminal that orders rows, and the program's side of it.
    struct Desk {
        backend: BidiBackend<Fake>,
        order: Order,
        before: Buffer,
    }

    impl Desk {
        fn new(order: Order) -> Self {
            let area = Rect::new(0, 0, SIZE.width, SIZE.height);
            let transport = if order == Order::Kitty { Transport::Word } else { Transport::Inverse };
            let fake = Fake { cells: Buffer::empty(area), got: Vec::new(), cursor: Position::ORIGIN };
            let manner = Manner { transport, order, ..Manner::default() };
            Self { backend: BidiBackend::new(fake, manner), order, before: Buffer::empty(area) }
        }

        /// Draws rows of text with a style on some columns, and checks that the terminal shows them; how
        /// many cells went out.
        #[track_caller]
        fn draw(&mut self, rows: &[&str], styled: std::ops::Range<u16>) -> usize {
            let mut next = Buffer::empty(self.before.area);
            for (y, text) in (0..).zip(rows) {
                let line = Paragraph::new(text, Options::base(Base::Ltr)).single(usize::from(SIZE.width));
                for (columns, cell) in line.placed() {
                    next[(columns.start as u16, y)].set_symbol(cell.symbol.as_str());
                }
                for x in styled.clone() {
                    next[(x, y)].set_style(Style::new().fg(Color::Red));
                }
            }
            self.backend.draw(self.before.diff(&next).into_iter()).expect("a fake takes everything");
            self.before = next;
            for y in 0..rows.len() as u16 {
                assert_eq!(self.seen(y), Self::row(&self.before, y), "row {y}");
            }
            self.backend.inner.got.len()
        }

        /// A row as symbols with their colours.
        fn row(buffer: &Buffer, y: u16) -> Vec<(String, Color)> {
            let cells: Vec<Cell> = (0..SIZE.width).map(|x| buffer[(x, y)].clone()).collect();
            units(&cells).into_iter().map(|(at, _)| (cells[at].symbol().to_owned(), cells[at].fg)).collect()
        }

        /// A row as the terminal shows it.
        fn seen(&self, y: u16) -> Vec<(String, Color)> {
            let cells: Vec<Cell> = (0..SIZE.width).map(|x| self.backend.inner.cells[(x, y)].clone()).collect();
            let units = units(&cells);
            let glyphs: Vec<Glyph> = units.iter().map(|(_, glyph)| *glyph).collect();
            let shown = simulate(self.order, &glyphs).into_iter().map(|place| {
                let cell = cell(&cells, units[place.glyph].0, units[place.style].0, place);
                (cell.symbol().replace('\u{2800}', " "), cell.fg)
            });
            shown.collect()
        }
    }

    const ORDERS: [Order; 3] = [Order::Standard, Order::Konsole, Order::Kitty];

    #[test]
    fn the_terminal_shows_what_was_drawn_with_its_colours() {
        for order in ORDERS {
            let mut desk = Desk::new(order);
            desk.draw(&["a خادم سليم b", "│سلام│", "only latin"], 2..5);
            desk.draw(&["خَادِم 12 ab", "│漢字 سلام│", "سلام"], 0..3);
            desk.draw(&["ab", "漢", "x漢"], 0..9);
        }
    }

    #[test]
    fn where_a_letter_goes_its_neighbours_are_cleaned_first() {
        let inner = Fake { cells: Buffer::empty(Rect::new(0, 0, 24, 3)), got: Vec::new(), cursor: Position::ORIGIN };
        let mut backend = BidiBackend::new(inner, Manner::default());
        let [letter, blank, latin, wide] = ["ﺏ", " ", "a", "漢"].map(|symbol| {
            let mut cell = Cell::default();
            cell.set_symbol(symbol);
            cell
        });
        backend.draw([(5, 1, &letter), (4, 0, &wide), (7, 1, &latin)].into_iter()).expect("a fake never fails");
        assert_eq!(backend.inner().got, [(5, 1), (4, 0), (7, 1)]);
        backend.draw([(5, 1, &blank), (6, 1, &latin)].into_iter()).expect("a fake never fails");
        // Above lies half of a wide letter, at the right what is new anyway.
        assert_eq!(backend.inner().got, [(4, 1), (5, 2), (5, 1), (6, 1)]);
        backend.draw([(7, 1, &blank)].into_iter()).expect("a fake never fails");
        assert_eq!(backend.inner().got, [(7, 1)], "Latin letters stay in their cells");
    }

    #[test]
    fn only_what_changed_on_the_way_to_the_terminal_goes_out() {
        for order in ORDERS {
            let mut desk = Desk::new(order);
            desk.draw(&["a خادم سليم b", "latin", ""], 0..0);
            assert_eq!(desk.draw(&["a خادم سليم b", "latin", ""], 0..0), 0, "a still frame");
            assert_eq!(desk.draw(&["a خادم سليم c", "latin", ""], 0..0), 1, "a letter outside");
            assert_eq!(desk.draw(&["a خادم سليم c", "latih", ""], 0..0), 1, "a row without Arabic");
            assert_eq!(desk.draw(&["a خادن سليم c", "latih", ""], 0..0), 1, "a letter of the last word");
            assert_eq!(desk.backend.inexact(), 0);
        }
    }

    #[test]
    fn what_was_cleared_goes_out_again() {
        let mut desk = Desk::new(Order::Standard);
        let sent = desk.draw(&["a خادم سليم b"], 0..0);
        desk.backend.clear().expect("a fake is cleared");
        desk.before.reset();
        assert_eq!(desk.draw(&["a خادم سليم b"], 0..0), sent);
    }

    #[test]
    fn the_cursor_stands_on_the_cell_that_is_shown_there() {
        for (order, expect) in [(Order::Standard, 5), (Order::Kitty, 2)] {
            let mut desk = Desk::new(order);
            desk.draw(&["a خادم b", "latin"], 0..0);
            desk.backend.set_cursor_position((2, 0)).expect("a fake has a cursor");
            assert_eq!(desk.backend.inner.cursor, Position::new(expect, 0), "{order:?}");
            desk.backend.set_cursor_position((7, 0)).expect("a fake has a cursor");
            assert_eq!(desk.backend.inner.cursor, Position::new(7, 0));
            desk.backend.set_cursor_position((2, 1)).expect("a fake has a cursor");
            assert_eq!(desk.backend.inner.cursor, Position::new(2, 1));
        }
    }

    #[test]
    fn no_font_can_show_the_blank_that_separates() {
        let mut desk = Desk::new(Order::Standard);
        let mut buffer = Buffer::empty(desk.before.area);
        for (x, c) in (0..).zip("a בא 12".chars()) {
            buffer[(x, 0)].set_char(c);
        }
        desk.backend.draw(desk.before.diff(&buffer).into_iter()).expect("a fake takes everything");
        let cells = &desk.backend.inner.cells.content;
        let hidden: Vec<&str> =
            cells.iter().filter(|cell| cell.modifier.contains(Modifier::HIDDEN)).map(Cell::symbol).collect();
        assert_eq!(hidden, ["\u{2800}"]);
    }

    #[test]
    fn rows_that_cannot_be_shown_are_counted() {
        let mut desk = Desk::new(Order::Standard);
        let mut buffer = Buffer::empty(desk.before.area);
        for (x, c) in (0..).zip("ab באז1".chars()) {
            buffer[(x, 0)].set_char(c);
        }
        desk.backend.draw(desk.before.diff(&buffer).into_iter()).expect("a fake takes everything");
        assert_eq!(desk.backend.inexact(), 1);
    }

    #[test]
    fn a_terminal_that_leaves_cells_in_place_gets_them_untouched() {
        let mut desk = Desk::new(Order::Standard);
        desk.backend.manner.transport = Transport::Strict;
        let mut buffer = Buffer::empty(desk.before.area);
        for (x, c) in (0..).zip("בא 1".chars()) {
            buffer[(x, 0)].set_char(c);
        }
        desk.backend.draw(desk.before.diff(&buffer).into_iter()).expect("a fake takes everything");
        assert_eq!(desk.backend.inner.cells, buffer);
    }
}
