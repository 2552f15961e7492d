//! Brackets, and what has no direction of its own (rules N0 to N2).

use unicode_bidi::BidiClass::{self, AN, B, EN, FSI, L, LRI, NSM, ON, PDI, R, RLI, S, WS};
use unicode_bidi::{BidiDataSource, HardcodedBidiData};

use super::{Unit, direction};

/// So many brackets can be open at once (BD16).
const OPEN: usize = 63;

/// Resolves the neutral classes of one sequence between these directions.
pub(super) fn resolve(units: &mut [Unit], begin: BidiClass, end: BidiClass) {
    let own = units.first().map_or(L, |unit| direction(unit.level));
    brackets(units, begin, own);
    let mut before = begin;
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        if !is_neutral(unit.class) {
            before = strong(unit.class).unwrap_or(before);
            at += 1;
            continue;
        }
        let rest = units.get(at..).unwrap_or(&[]);
        let length = rest.iter().position(|unit| !is_neutral(unit.class)).unwrap_or(rest.len());
        let after = rest.get(length).and_then(|unit| strong(unit.class)).unwrap_or(end);
        let class = if before == after { before } else { own };
        units.iter_mut().skip(at).take(length).for_each(|unit| unit.class = class);
        at += length;
    }
}

/// The direction that a class has to its neighbours: numbers count as right-to-left.
const fn strong(class: BidiClass) -> Option<BidiClass> {
    match class {
        L => Some(L),
        R | EN | AN => Some(R),
        _ => None,
    }
}

const fn is_neutral(class: BidiClass) -> bool {
    matches!(class, B | S | WS | ON | FSI | LRI | RLI | PDI)
}

/// N0: both brackets of a pair take the direction of what is in them.
fn brackets(units: &mut [Unit], begin: BidiClass, own: BidiClass) {
    for (open, close) in pairs(units) {
        let inside = units.get(open + 1..close).unwrap_or(&[]).iter().filter_map(|unit| strong(unit.class));
        let (mut same, mut other) = (false, false);
        for class in inside {
            other = true;
            same = class == own;
            if same {
                break;
            }
        }
        let class = match (same, other) {
            (true, _) => own,
            (false, true) => {
                let mut before = units.get(..open).unwrap_or(&[]).iter().rev();
                before.find_map(|unit| strong(unit.class)).unwrap_or(begin)
            }
            (false, false) => continue,
        };
        for bracket in [open, close] {
            let marks = units.iter_mut().skip(bracket).enumerate();
            let marks = marks.take_while(|(distance, unit)| *distance == 0 || unit.original == NSM);
            marks.for_each(|(_, unit)| unit.class = class);
        }
    }
}

/// The pairs of brackets by their places, in the order in which they open (BD16).
fn pairs(units: &[Unit]) -> Vec<(usize, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.class == ON) {
        let Some(bracket) = HardcodedBidiData.bidi_matched_opening_bracket(unit.c) else { continue };
        if bracket.is_open {
            if open.len() == OPEN {
                break;
            }
            open.push((bracket.opening, at));
        } else if let Some(depth) = open.iter().rposition(|(opening, _)| *opening == bracket.opening) {
            pairs.extend(open.get(depth).map(|(_, opener)| (*opener, at)));
            open.truncate(depth);
        }
    }
    pairs.sort_unstable();
    pairs
}
