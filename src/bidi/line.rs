//! A laid-out line: cells in the order of the screen, and the ways between columns and bytes.

use std::ops::Range;

use super::Symbol;

/// One thing on the screen: a character with its marks, or a lam-alef ligature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What to draw.
    pub symbol: Symbol,
    /// Columns it takes: 1, or 2 for wide characters.
    pub width: u8,
    /// The bytes of the text it stands for.
    pub src: Range<usize>,
    /// Whether it only stretches the line: a tatweel or a blank that the text does not have. Its bytes
    /// are those of the cell before it in reading order, which it belongs to for highlights and hits;
    /// who collects the text of cells leaves it out.
    pub fill: bool,
}

/// One line of a paragraph, in the order of the screen from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The cells from left to right.
    pub cells: Vec<Cell>,
    /// Whether its paragraph runs from right to left, so that the line belongs to the right margin.
    pub rtl: bool,
    /// The bytes of the text it covers; blanks at its end and characters without a cell belong to it.
    pub span: Range<usize>,
}

impl Line {
    /// Columns in use; where a right-to-left line is drawn, they end at the right margin.
    pub fn width(&self) -> usize {
        self.cells.iter().map(|cell| usize::from(cell.width)).sum()
    }

    /// The cell that covers `column`, counted from the line's own left end.
    pub fn cell_at(&self, column: usize) -> Option<&Cell> {
        self.placed().find(|(columns, _)| columns.contains(&column)).map(|(_, cell)| cell)
    }

    /// The first byte of what is drawn at `column`, counted from the line's own left end.
    pub fn byte_at(&self, column: usize) -> Option<usize> {
        self.cell_at(column).map(|cell| cell.src.start)
    }

    /// The columns that show `bytes` of the text, from left to right; one logical range can be
    /// several pieces on the screen. A cell counts when it shares a byte with the range.
    pub fn columns(&self, bytes: Range<usize>) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for (columns, cell) in self.placed() {
            if cell.src.start >= bytes.end || bytes.start >= cell.src.end {
                continue;
            }
            match pieces.last_mut() {
                Some(last) if last.end == columns.start => last.end = columns.end,
                _ => pieces.push(columns),
            }
        }
        pieces
    }

    /// The cells with the columns they take.
    pub fn placed(&self) -> impl Iterator<Item = (Range<usize>, &Cell)> {
        self.cells.iter().scan(0, |column, cell| {
            let start = *column;
            *column += usize::from(cell.width);
            Some((start..*column, cell))
        })
    }

    /// The symbols in a row, as a terminal that does not reorder shows them.
    pub fn text(&self) -> String {
        self.cells.iter().map(|cell| cell.symbol.as_str()).collect()
    }

    /// The same line of a text in which its own begins at byte `origin`.
    #[must_use]
    pub(super) fn shifted(mut self, origin: usize) -> Self {
        for range in self.cells.iter_mut().map(|cell| &mut cell.src).chain([&mut self.span]) {
            *range = range.start + origin..range.end + origin;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Options, Paragraph};

    #[test]
    fn one_logical_range_can_be_two_pieces() {
        let text = "قال Tom Burt أمس";
        let line = Paragraph::new(text, Options::base(Base::Rtl)).single(80);
        let from = text.find('ل').expect("the verb is there");
        let to = text.find("om").expect("the name is there");
        // The last letter of the verb and the blank stand right of the name, its T at the name's left.
        assert_eq!(line.columns(from..to), [4..5, 12..14]);
        assert_eq!(line.byte_at(4), text.find('T'));
        assert_eq!(line.byte_at(99), None);
    }
}
