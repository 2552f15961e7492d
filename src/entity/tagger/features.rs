//! What the tagger looks at: for one word, the hashes of everything that may speak for a label.
//!
//! Training and tagging call the same function, and nothing is allocated. The numbers of the
//! templates are part of the format of the model files.

use crate::entity::tagger::hash::feature;
use crate::entity::tagger::sheet::{Cell, Sheet};

/// The most features of one word.
pub(super) const MOST: usize = 160;

/// The features of one word.
#[derive(Clone, Debug)]
pub(super) struct Features {
    list: [u64; MOST],
    count: usize,
}

impl Default for Features {
    fn default() -> Self {
        Self { list: [0; MOST], count: 0 }
    }
}

impl Features {
    /// The hashes, in the order of the templates.
    pub fn list(&self) -> &[u64] {
        self.list.get(..self.count).unwrap_or(&[])
    }

    fn add(&mut self, template: u64, a: u64, b: u64) {
        if let Some(slot) = self.list.get_mut(self.count) {
            *slot = feature(template, a, b);
            self.count += 1;
        }
    }

    /// A feature that says something only where `a` is anything.
    fn some(&mut self, template: u64, a: u64, b: u64) {
        if a != 0 {
            self.add(template, a, b);
        }
    }

    /// Reads word `at` of the sentence `from..to`.
    pub fn read(&mut self, at: usize, (from, to, arabic): (usize, usize, bool), sheet: &Sheet) {
        self.count = 0;
        let outside = Cell::default();
        let cell = |step: isize| {
            let at = at.checked_add_signed(step).filter(|at| (from..to).contains(at));
            at.and_then(|at| sheet.cells.get(at)).unwrap_or(&outside)
        };
        let window = [cell(-2), cell(-1), cell(0), cell(1), cell(2)];
        self.words(window);
        self.lists(window);
        self.classes(window);
        if arabic {
            self.arabic(window, cell(-3));
        } else {
            self.english(at, window, sheet, (from, to));
        }
    }

    fn words(&mut self, [before2, before, word, after, after2]: [&Cell; 5]) {
        self.add(1, 0, 0);
        self.add(2, word.key, 0);
        self.add(3, before.key, 0);
        self.add(4, after.key, 0);
        self.add(5, before2.key, 0);
        self.add(6, after2.key, 0);
        self.add(7, before.key, word.key);
        self.add(8, word.key, after.key);
        for (size, (start, end)) in word.starts.iter().zip(word.ends).enumerate() {
            self.some(10 + size as u64, *start, 0);
            self.some(14 + size as u64, end, 0);
        }
        self.add(18, word.shape, u64::from(word.first));
    }

    fn lists(&mut self, [before2, before, word, after, after2]: [&Cell; 5]) {
        let of = |cell: &Cell| u64::from(cell.listed);
        self.some(20, of(word), 0);
        self.some(21, of(before), 0);
        self.some(22, of(after), 0);
        self.some(23, of(word), word.shape);
        self.some(24, of(word), of(before) << 8 | of(after));
        self.some(25, of(word), before.key);
        self.some(26, of(word), after.key);
        for (template, cell) in [(30, word), (31, before), (32, after), (33, before2), (34, after2)] {
            let mut bits = cell.lists;
            while bits != 0 {
                self.add(template, u64::from(bits.trailing_zeros()), 0);
                bits &= bits - 1;
            }
        }
        self.some(36, u64::from(word.lists), word.shape);
        self.some(37, u64::from(before.lists), word.shape);
        self.some(38, u64::from(after.lists), word.shape);
        self.some(39, u64::from(word.lists), u64::from(after.lists));
    }

    fn classes(&mut self, [before2, before, word, after, after2]: [&Cell; 5]) {
        let fine = |cell: &Cell| u64::from(cell.class.fine);
        let coarse = |cell: &Cell| u64::from(cell.class.coarse);
        self.add(40, fine(word), word.look as u64);
        self.some(41, fine(before), 0);
        self.some(42, fine(after), 0);
        self.some(43, fine(before2), 0);
        self.some(44, fine(after2), 0);
        self.add(45, coarse(word), word.look as u64);
        self.add(46, coarse(before) << 8 | coarse(word), word.look as u64);
        self.add(47, coarse(word) << 8 | coarse(after), word.look as u64);
        self.add(48, coarse(before) << 8 | coarse(after), word.look as u64);
        self.some(49, fine(before), fine(word));
        self.some(50, fine(word), fine(after));
    }

    fn english(&mut self, at: usize, window: [&Cell; 5], sheet: &Sheet, (from, to): (usize, usize)) {
        let [before2, before, word, after, _] = window;
        let look = |cell: &Cell| cell.look as u64;
        self.add(60, look(before) << 8 | look(word), look(after));
        self.add(61, look(before2) << 8 | look(before), look(word));
        self.add(62, word.shape, u64::from(word.case) << 1 | u64::from(word.first));
        self.add(63, before.shape, word.shape);
        self.add(64, word.shape, after.shape);
        self.brown(window);
        let (start, end) = (word.run.0 as usize, word.run.1 as usize);
        let get = |at: Option<usize>| at.filter(|at| (from..to).contains(at)).and_then(|at| sheet.cells.get(at));
        let outside = Cell::default();
        let first = get(Some(start)).unwrap_or(&outside);
        let last = get(end.checked_sub(1)).unwrap_or(&outside);
        let left = get(start.checked_sub(1)).unwrap_or(&outside);
        let right = get(Some(end)).unwrap_or(&outside);
        let place = (at - start.min(at)).min(3) as u64 | ((end.max(at) - at).min(3) as u64) << 4;
        let length = end.saturating_sub(start).min(6) as u64;
        let look_place = place << 8 | look(word);
        self.add(80, place, length << 8 | u64::from(first.first) << 4 | u64::from(word.case));
        self.add(81, last.key, place & 3);
        self.add(82, first.key, place & 3);
        self.add(83, left.key, length.min(3));
        self.add(84, right.key, length.min(3));
        self.some(85, u64::from(last.class.fine), look_place);
        self.some(86, u64::from(left.class.fine), look_place);
        self.some(87, u64::from(right.class.fine), look_place);
        self.some(88, u64::from(first.class.fine), look_place);
        self.some(89, u64::from(last.lists), place & 3);
        self.some(90, u64::from(first.lists), place & 3);
        self.some(91, u64::from(left.lists), length.min(3));
        self.some(92, u64::from(right.lists), length.min(3));
        self.some(93, u64::from(last.listed), place);
        self.some(94, u64::from(first.listed), place);
        self.add(95, u64::from(left.class.coarse) << 8 | u64::from(right.class.coarse), length.min(3));
        self.add(96, u64::from(first.class.coarse) << 8 | u64::from(last.class.coarse), place);
    }

    /// Brown classes: prefixes of the path of the form that the text has.
    fn brown(&mut self, [before2, before, word, after, after2]: [&Cell; 5]) {
        let path = |cell: &Cell| u64::from(if cell.look as u8 == 3 { cell.class.lower } else { cell.class.title });
        let cut = |path: u64, bits: u32| path & ((1 << bits) - 1);
        let look = word.look as u64;
        self.add(65, path(word), look);
        self.add(66, cut(path(word), 6), look);
        self.add(67, cut(path(word), 4), look);
        self.some(68, path(before), 0);
        self.some(69, path(after), 0);
        self.some(70, cut(path(before), 6), look);
        self.some(71, cut(path(after), 6), look);
        self.some(72, cut(path(before2), 6), 0);
        self.some(73, cut(path(after2), 6), 0);
        self.add(74, cut(path(before), 6), cut(path(word), 6));
        self.add(75, cut(path(word), 6), cut(path(after), 6));
        self.add(76, u64::from(word.class.lower), look << 1 | u64::from(word.first));
        self.add(77, cut(u64::from(word.class.lower), 6), look << 1 | u64::from(word.first));
    }

    fn arabic(&mut self, window: [&Cell; 5], before3: &Cell) {
        let [before2, before, word, after, after2] = window;
        let clitics = |cell: &Cell| u64::from(cell.clitics);
        self.add(100, word.stem, 0);
        self.add(101, word.stem, clitics(word));
        self.add(102, clitics(before) << 8 | clitics(word), clitics(after));
        self.add(103, before.stem, 0);
        self.add(104, after.stem, 0);
        self.add(105, before2.stem, 0);
        self.add(106, after2.stem, 0);
        self.add(107, before.stem, word.stem);
        self.add(108, word.stem, after.stem);
        self.add(109, before2.stem, before.stem);
        self.add(110, before.stem, clitics(word));
        self.add(111, before.ends[1], word.ends[1]);
        self.add(112, before.ends[2], clitics(word));
        self.add(113, after.ends[2], after.starts[1]);
        self.add(114, word.ends[0], u64::from(word.clitics) << 8 | word.shape);
        self.add(115, before3.stem, 0);
        self.some(116, u64::from(before3.lists), 0);
        self.some(117, u64::from(before2.lists | before3.lists), clitics(word));
        self.add(118, before.stem, after.stem);
        self.add(119, word.starts[2], word.ends[1]);
        // The lists of persons' names that have the word.
        let name = |cell: &Cell| u64::from(cell.class.title);
        self.some(120, name(word), clitics(word));
        self.some(121, name(before), 0);
        self.some(122, name(after), 0);
        self.add(123, name(before) << 8 | name(word), name(after));
        self.some(124, name(word), before.stem);
        self.some(125, name(word), u64::from(word.class.coarse));
        self.some(126, u64::from(before.class.fine), clitics(word));
        self.some(127, u64::from(before.class.coarse), name(word));
    }
}
