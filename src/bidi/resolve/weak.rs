//! Numbers, what stands in and beside them, and marks (rules W1 to W7).

use unicode_bidi::BidiClass::{self, AL, AN, CS, EN, ES, ET, L, NSM, ON, R};

use super::Unit;

/// Resolves the weak classes of one sequence that begins in the direction `begin`.
pub(super) fn resolve(units: &mut [Unit], begin: BidiClass) {
    marks_and_numbers(units, begin);
    separators(units);
    terminators(units);
    let mut strong = begin;
    for unit in units {
        match unit.class {
            L | R => strong = unit.class,
            // W7: numbers in left-to-right text are part of it.
            EN if strong == L => unit.class = L,
            // W6
            ES | ET | CS => unit.class = ON,
            _ => {}
        }
    }
}

/// W1 to W3: marks are what they stand on, digits behind Arabic letters are Arabic numbers, and Arabic
/// letters run from right to left.
fn marks_and_numbers(units: &mut [Unit], begin: BidiClass) {
    let mut before = begin;
    let mut strong = begin;
    for unit in units {
        if unit.class == NSM {
            unit.class = before;
        }
        before = if unit.is_of_isolate() { ON } else { unit.class };
        match unit.class {
            L | R => strong = unit.class,
            AL => {
                strong = AL;
                unit.class = R;
            }
            EN if strong == AL => unit.class = AN,
            _ => {}
        }
    }
}

/// W4: one separator between two numbers of a kind is part of them.
fn separators(units: &mut [Unit]) {
    for at in 1..units.len().saturating_sub(1) {
        if let Some([before, unit, after]) = units.get_mut(at - 1..=at + 1)
            && matches!(unit.class, ES | CS)
            && before.class == after.class
            && (before.class == EN || before.class == AN && unit.class == CS)
        {
            unit.class = before.class;
        }
    }
}

/// W5: signs such as that of percent beside a number are part of it.
fn terminators(units: &mut [Unit]) {
    let mut number_before = false;
    for chunk in units.chunk_by_mut(|one, other| (one.class == ET) == (other.class == ET)) {
        if chunk.first().is_some_and(|unit| unit.class == ET) {
            if number_before {
                for unit in chunk {
                    unit.class = EN;
                }
            }
        } else {
            number_before = chunk.last().is_some_and(|unit| unit.class == EN);
        }
    }
    let mut number_behind = false;
    for unit in units.iter_mut().rev() {
        if unit.class == ET && number_behind {
            unit.class = EN;
        }
        number_behind = unit.class == EN;
    }
}
