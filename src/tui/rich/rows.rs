//! Lists and tables: which rows are on the screen, and where their columns stand.

use ratatui::layout::Rect;

/// The visible rows of a list, each of the same height; drawing and the mouse ask the same answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    area: Rect,
    height: u16,
    first: usize,
    length: usize,
}

impl Rows {
    /// The rows of a list of `length` rows of `height` lines in `area`, scrolled so that row `chosen`
    /// is visible: it stays in the middle where the list is long enough on both sides.
    pub fn new(area: Rect, height: u16, chosen: usize, length: usize) -> Self {
        let height = height.max(1);
        let room = usize::from(area.height / height).max(1);
        let first = chosen.saturating_sub(room / 2).min(length.saturating_sub(room));
        Self { area, height, first, length }
    }

    /// The visible rows: their number and their place.
    pub fn visible(self) -> impl Iterator<Item = (usize, Rect)> {
        let room = self.area.height.div_ceil(self.height);
        (0..room)
            .map(move |line| {
                let y = self.area.y + line * self.height;
                let height = self.height.min(self.area.bottom() - y);
                (self.first + usize::from(line), Rect { y, height, ..self.area })
            })
            .take_while(move |(row, _)| *row < self.length)
    }

    /// The row at the line `y` of the screen.
    pub fn at(self, y: u16) -> Option<usize> {
        let line = y.checked_sub(self.area.y).filter(|_| y < self.area.bottom())?;
        let row = self.first + usize::from(line / self.height);
        (row < self.length).then_some(row)
    }
}

/// The columns of a table, from the side where reading begins, with a blank between neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns<const N: usize>([Rect; N]);

impl<const N: usize> Columns<N> {
    /// Columns of these widths in `area`, each with the blank behind it.
    pub fn new(area: Rect, widths: [u16; N]) -> Self {
        let mut x = area.x;
        Self(widths.map(|width| {
            let room = area.right().saturating_sub(x).min(width.saturating_sub(1));
            let place = Rect { x: x.min(area.right()), width: room, ..area };
            x = x.saturating_add(width);
            place
        }))
    }

    /// The cells of the row in `row`.
    pub fn row(self, row: Rect) -> [Rect; N] {
        self.0.map(|place| Rect { y: row.y, height: row.height, ..place })
    }

    /// The width of column number `at`.
    pub fn width(self, at: usize) -> u16 {
        self.0.get(at).map_or(0, |place| place.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_is_always_on_the_screen() {
        for length in 0..30_usize {
            for lines in 1..12 {
                for height in 1..4 {
                    for chosen in 0..length {
                        let rows = Rows::new(Rect::new(0, 3, 9, lines), height, chosen, length);
                        let seen: Vec<(usize, Rect)> = rows.visible().collect();
                        let place = seen.iter().find(|(row, _)| *row == chosen).map(|(_, place)| *place);
                        let place = place.unwrap_or_else(|| panic!("{chosen} of {length} in {lines}"));
                        assert_eq!(rows.at(place.y), Some(chosen));
                        assert!(seen.iter().all(|(row, place)| *row < length && place.bottom() <= lines + 3));
                    }
                    assert_eq!(Rows::new(Rect::new(0, 3, 9, lines), height, 0, length).at(2), None);
                }
            }
        }
    }

    #[test]
    fn columns_stay_inside_their_area() {
        let columns = Columns::new(Rect::new(2, 0, 10, 1), [4, 5, 6]);
        let row = columns.row(Rect::new(2, 7, 10, 1));
        assert_eq!(row.map(|place| (place.x, place.width, place.y)), [(2, 3, 7), (6, 4, 7), (11, 1, 7)]);
    }
}
