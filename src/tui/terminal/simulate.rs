//! What a terminal that orders makes of a row.

use crate::bidi::{Base, Class, class, mirror, row_levels, row_order};

/// How a terminal orders a row that it gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the Unicode algorithm (UAX#9), each row as a paragraph from left to right: VTE, Apple Terminal,
    /// mintty, iTerm2.
    #[default]
    Standard,
    /// The same, but box drawing counts as letters from left to right and nothing is mirrored.
    Konsole,
    /// By the Unicode algorithm, each row in the direction of its first letter; but box drawing counts as
    /// letters from left to right, and a row with it runs from the left whatever comes first: mlterm.
    FirstStrong,
    /// Each run between blanks that begins with a right-to-left letter is turned round in place; colours
    /// stay. A run is in one font, for which the face stands here.
    Kitty,
}

impl Order {
    /// Whether `c` keeps what is on its one side from what is on its other.
    pub(super) const fn separates(self, c: char) -> bool {
        matches!(self, Self::Konsole | Self::FirstStrong) && is_box(c)
    }

    /// Whether the first letter of `row` decides its direction.
    pub(super) fn looks(self, row: &[Glyph]) -> bool {
        self == Self::FirstStrong && !row.iter().any(|glyph| is_box(glyph.base))
    }
}

/// What matters of a cell for its place in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its character, without the marks on it.
    pub base: char,
    /// Columns it takes, 1 or 2.
    pub columns: u8,
    /// Whether it is bold or italic or both, as any number: letters of two faces are never one run.
    pub face: u8,
}

impl Glyph {
    /// The glyph of what a cell shows; an empty cell is a blank.
    pub fn new(symbol: &str, columns: u8, face: u8) -> Self {
        Self { base: symbol.chars().next().unwrap_or(' '), columns, face }
    }
}

/// What goes, or is seen, at one place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The glyph, by its place in the row that was handed in.
    pub glyph: usize,
    /// The glyph whose colours and attributes it has.
    pub style: usize,
    /// The character in place of the glyph's own, its marks kept: a mirror image, a plain letter, a
    /// blank that separates.
    pub sign: Option<char>,
}

impl Place {
    /// The glyph `at` where it was.
    pub const fn own(at: usize) -> Self {
        Self { glyph: at, style: at, sign: None }
    }
}

/// What a terminal that orders by `order` shows, from left to right, when it gets `row`.
pub fn simulate(order: Order, row: &[Glyph]) -> Vec<Place> {
    match order {
        Order::Kitty => words(row),
        _ => paragraph(order, row),
    }
}

fn paragraph(order: Order, row: &[Glyph]) -> Vec<Place> {
    let strong = |glyph: &Glyph| if order.separates(glyph.base) { 'x' } else { glyph.base };
    let letters: Vec<char> = row.iter().map(strong).collect();
    let base = if order.looks(row) { Base::Auto } else { Base::Ltr };
    let levels = row_levels(&letters, base);
    let places = row_order(&levels).into_iter().map(|at| {
        let turned = order != Order::Konsole && levels.get(at).is_some_and(|level| level % 2 == 1);
        Place { sign: row.get(at).filter(|_| turned).and_then(|glyph| image(glyph.base)), ..Place::own(at) }
    });
    places.collect()
}

fn words(row: &[Glyph]) -> Vec<Place> {
    let mut places: Vec<Place> = (0..row.len()).map(Place::own).collect();
    for (start, run) in runs(row) {
        if run.iter().find_map(|glyph| script(glyph.base)) == Some(Script::Rtl) {
            turn(&mut places, start, run);
        }
    }
    places
}

/// Turns the glyphs of a run round, and leaves the styles where they are.
pub(super) fn turn(places: &mut [Place], start: usize, run: &[Glyph]) {
    let turned = run.iter().enumerate().rev();
    for ((at, glyph), place) in turned.zip(places.iter_mut().skip(start)) {
        place.glyph = start + at;
        place.sign = image(glyph.base);
    }
}

/// The runs of cells that are shaped as one, each with the place where it begins.
pub(super) fn runs(row: &[Glyph]) -> impl Iterator<Item = (usize, &[Glyph])> {
    let one = |left: &Glyph, right: &Glyph| joins(*left) && joins(*right) && left.face == right.face;
    row.chunk_by(one).scan(0, |start, run| {
        let at = *start;
        *start += run.len();
        Some((at, run))
    })
}

/// Whether a cell can be in one run with another. Wide ones come from a font of their own, and boxes
/// from none.
fn joins(glyph: Glyph) -> bool {
    glyph.columns == 1 && glyph.base != ' ' && !is_box(glyph.base)
}

/// What decides the direction of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Ltr,
    Rtl,
}

/// The script of a letter; digits and most signs have none.
pub(super) fn script(c: char) -> Option<Script> {
    match class(c) {
        // Tatweel belongs to several scripts, and so says nothing.
        Class::Right | Class::Arabic if c.is_alphabetic() && c != '\u{640}' => Some(Script::Rtl),
        Class::Left if c.is_alphabetic() => Some(Script::Ltr),
        _ => None,
    }
}

/// Box drawing and blocks.
pub(super) const fn is_box(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{259F}')
}

/// The mirror image of a sign that has one.
pub(super) fn image(sign: char) -> Option<char> {
    Some(mirror(sign)).filter(|image| *image != sign)
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
