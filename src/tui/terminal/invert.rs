//! The row of cells that a terminal that orders turns into the one that was laid out.

use super::manner::{Manner, Transport};
use super::simulate::{Glyph, Order, Place, Script, image, runs, script, simulate, turn};
use crate::bidi::{Class, class, letter, row_order};

/// A blank that counts as a letter from left to right: it keeps a number from being drawn into the
/// right-to-left text before it.
pub(super) const WALL: char = '\u{2800}';

/// What is sent for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The cells, from the left.
    pub places: Vec<Place>,
    /// Whether the terminal will show the row as it was laid out; else it is the best that is known.
    pub exact: bool,
}

/// What to send a terminal so that it shows `row`.
pub fn send(manner: &Manner, row: &[Glyph]) -> Sent {
    match manner.transport {
        Transport::Strict | Transport::Switch(_) | Transport::Off => as_is(row),
        Transport::Word => invert(Order::Kitty, row),
        Transport::Inverse => invert(manner.order, row),
        Transport::Terminal => {
            let mut sent = invert(manner.order, row);
            for place in &mut sent.places {
                let plain = row.get(place.glyph).map(|glyph| (glyph.base, letter(glyph.base)));
                place.sign = place.sign.or(plain.and_then(|(form, letter)| (form != letter).then_some(letter)));
            }
            sent
        }
    }
}

/// The row that a terminal which orders by `order` turns into `row`.
pub fn invert(order: Order, row: &[Glyph]) -> Sent {
    if !row.iter().any(|glyph| turns(glyph.base)) {
        return as_is(row);
    }
    if order == Order::Kitty {
        return checked(order, row, words(row));
    }
    let first = checked(order, row, paragraph(order, row, &[Side::BeforeDigit]));
    if first.exact {
        return first;
    }
    let second = checked(order, row, paragraph(order, row, &[Side::Behind, Side::Before]));
    if second.exact { second } else { first }
}

fn as_is(row: &[Glyph]) -> Sent {
    Sent { places: (0..row.len()).map(Place::own).collect(), exact: true }
}

/// Whether a terminal that orders could move anything because of `c`.
pub(super) fn turns(c: char) -> bool {
    !c.is_ascii() && matches!(class(c), Class::Right | Class::Arabic | Class::ArabicDigit)
}

/// Whether `places` come out as `row`.
fn checked(order: Order, row: &[Glyph], places: Vec<Place>) -> Sent {
    let shown = |place: &Place| {
        let own = row.get(place.glyph).copied().unwrap_or(Glyph { base: ' ', columns: 1, face: 0 });
        // Where styles stay, the face is that of the place.
        let face = row.get(place.style).map_or(own.face, |glyph| glyph.face);
        Glyph { base: place.sign.unwrap_or(own.base), face, ..own }
    };
    let sent: Vec<Glyph> = places.iter().map(shown).collect();
    let seen = simulate(order, &sent);
    let exact = seen.len() == row.len()
        && seen.iter().zip(row).enumerate().all(|(at, (seen, truth))| {
            let glyph = places.get(seen.glyph).map(|place| place.glyph);
            let style = places.get(seen.style).map(|place| place.style);
            let base = seen.sign.or_else(|| sent.get(seen.glyph).map(|glyph| glyph.base));
            let base = base.map(|base| if base == WALL && truth.base == ' ' { ' ' } else { base });
            glyph == Some(at) && style == Some(at) && base == Some(truth.base)
        });
    Sent { places, exact }
}

/// Every run that the terminal would turn, turned beforehand.
fn words(row: &[Glyph]) -> Vec<Place> {
    let mut places: Vec<Place> = (0..row.len()).map(Place::own).collect();
    for (start, run) in runs(row) {
        // The last letter is the first of what is sent, and that decides.
        if run.iter().rev().find_map(|glyph| script(glyph.base)) == Some(Script::Rtl) {
            turn(&mut places, start, run);
        }
    }
    places
}

/// Where a wall is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Between a right-to-left stretch and a number behind it.
    BeforeDigit,
    /// Behind every stretch.
    Behind,
    /// Before every stretch.
    Before,
}

/// The stretches of right-to-left text turned round, numbers in them kept, as the algorithm would do it
/// to a row that is not ordered yet.
fn paragraph(order: Order, row: &[Glyph], walls: &[Side]) -> Vec<Place> {
    let classes: Vec<Class> = row.iter().map(|glyph| kind(order, glyph.base)).collect();
    let stretches = stretches(&classes);
    let mut levels = vec![0; row.len()];
    for (start, end) in &stretches {
        for level in levels.iter_mut().take(*end).skip(*start) {
            *level = 1;
        }
        raise_numbers(&classes, *start, *end, &mut levels);
    }
    let mut signs: Vec<Option<char>> = vec![None; row.len()];
    let mirrors = order != Order::Konsole;
    for ((sign, glyph), level) in signs.iter_mut().zip(row).zip(&levels) {
        *sign = image(glyph.base).filter(|_| mirrors && level % 2 == 1);
    }
    for at in wall_places(order, row, &classes, &stretches, walls) {
        if let Some(sign) = signs.get_mut(at) {
            *sign = Some(WALL);
        }
    }
    let place = |at: usize| Place { sign: signs.get(at).copied().flatten(), ..Place::own(at) };
    row_order(&levels).into_iter().map(place).collect()
}

fn kind(order: Order, c: char) -> Class {
    if order.separates(c) { Class::Left } else { class(c) }
}

/// Stretches from one right-to-left letter to the last one before a letter of the other direction.
fn stretches(classes: &[Class]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, class) in classes.iter().enumerate() {
        match class {
            Class::Right | Class::Arabic | Class::ArabicDigit => {
                open = Some((open.map_or(at, |(start, _)| start), at + 1));
            }
            Class::Left => found.extend(open.take()),
            _ => {}
        }
    }
    found.extend(open);
    found
}

/// Gives the numbers of a stretch their level. What belongs to a number depends on the letter that
/// will stand before it, which is the next one on its right (rules W2 to W5).
fn raise_numbers(classes: &[Class], start: usize, end: usize, levels: &mut [u8]) {
    let is_digit = |at: usize| matches!(classes.get(at), Some(Class::Digit | Class::ArabicDigit));
    let mut arabic = true;
    for at in (start..end).rev() {
        let class = classes.get(at).copied().unwrap_or(Class::Neutral);
        let inside = at > start && at + 1 < end && is_digit(at - 1) && is_digit(at + 1);
        let number = match class {
            Class::Arabic | Class::Right => {
                arabic = class == Class::Arabic;
                false
            }
            Class::Digit | Class::ArabicDigit => true,
            Class::Separator => inside,
            Class::Sign => inside && !arabic,
            Class::Terminator => !arabic && touches_digit(classes, at),
            _ => false,
        };
        if let Some(level) = levels.get_mut(at).filter(|_| number) {
            *level = 2;
        }
    }
}

/// Whether only signs of its own kind lie between this sign and a digit.
fn touches_digit(classes: &[Class], at: usize) -> bool {
    let digit = |class: Option<&Class>| class == Some(&Class::Digit);
    let other = |class: &&Class| **class != Class::Terminator;
    digit(classes.iter().skip(at).find(other)) || digit(classes.iter().take(at).rev().find(other))
}

/// The blanks that have to separate.
fn wall_places(
    order: Order,
    row: &[Glyph],
    classes: &[Class],
    stretches: &[(usize, usize)],
    walls: &[Side],
) -> Vec<usize> {
    let blank = |at: &usize| row.get(*at).is_some_and(|glyph| glyph.base == ' ');
    let strong = |at: &usize| matches!(classes.get(*at), Some(Class::Left | Class::Digit));
    let mut places = Vec::new();
    for (index, (start, end)) in stretches.iter().enumerate() {
        let next = (*end..row.len()).find(strong);
        let digit = next.is_some_and(|at| classes.get(at) == Some(&Class::Digit));
        if walls.contains(&Side::Behind) || walls.contains(&Side::BeforeDigit) && digit {
            places.extend((*end..next.unwrap_or(row.len())).find(blank));
        }
        let first = order.looks(row) && index == 0 && !(0..*start).any(|at| classes.get(at) == Some(&Class::Left));
        if walls.contains(&Side::Before) || first {
            let last = (0..*start).rev().find(strong).map_or(0, |at| at + 1);
            places.extend((last..*start).rev().find(blank));
        }
    }
    places
}
