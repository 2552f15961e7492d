//! The embedding level of every character of a paragraph: rules P2 to I2 of UAX#9.
//!
//! The classes and brackets are those of the crate `unicode-bidi`. Its resolution of levels is not
//! used here: where brackets follow an isolate (version 0.3.18), it looks for the strong letter before
//! them in the wrong order, and disagrees with ICU and FriBidi; and it keeps a level and two classes a
//! byte, where one a character is enough.

mod explicit;
mod neutral;
mod sequences;
mod weak;

use unicode_bidi::{BidiClass, Level, bidi_class};

use super::Base;

/// A character that takes part in the order; embeddings and what has no width are left out, as rule
/// X9 allows.
#[derive(Clone, Copy)]
struct Unit {
    c: char,
    /// Its number among the characters of the paragraph.
    number: u32,
    /// What it is to the rules so far.
    class: BidiClass,
    /// What it was to begin with.
    original: BidiClass,
    /// Its embedding level, and at the end its own.
    level: u8,
}

impl Unit {
    const fn opens_isolate(&self) -> bool {
        opens_isolate(self.original)
    }

    const fn is_of_isolate(&self) -> bool {
        self.opens_isolate() || matches!(self.original, BidiClass::PDI)
    }
}

const fn opens_isolate(class: BidiClass) -> bool {
    matches!(class, BidiClass::LRI | BidiClass::RLI | BidiClass::FSI)
}

/// The direction of a level, as a class.
const fn direction(level: u8) -> BidiClass {
    if level.is_multiple_of(2) { BidiClass::L } else { BidiClass::R }
}

/// The level of the paragraph `text`, and one of each of its bytes.
pub(super) fn levels(text: &str, base: Base) -> (Level, Vec<Level>) {
    let classes: Vec<BidiClass> = text.chars().map(class).collect();
    let closers = explicit::closers(&classes);
    let paragraph = match base {
        Base::Ltr => 0,
        Base::Rtl => 1,
        Base::Auto => explicit::first_strong(&classes, &closers, 0..classes.len()),
    };
    let mut units = explicit::units(text, &classes, &closers, paragraph);
    sequences::each(&mut units, &closers, paragraph, |sequence, begin, end| {
        weak::resolve(sequence, begin);
        neutral::resolve(sequence, begin, end);
    });
    let mut bytes = Vec::with_capacity(text.len());
    let mut units = units.iter().map(|unit| (unit.number as usize, implicit(unit))).peekable();
    let mut last = level(paragraph);
    for (number, c) in text.chars().enumerate() {
        if let Some((_, own)) = units.next_if(|(unit, _)| *unit == number) {
            last = level(own);
        }
        bytes.extend(std::iter::repeat_n(last, c.len_utf8()));
    }
    (level(paragraph), bytes)
}

/// The class of `c`; most of any text is told without a look at the table.
fn class(c: char) -> BidiClass {
    match c {
        'a'..='z' | 'A'..='Z' => BidiClass::L,
        '\u{620}'..='\u{64A}' => BidiClass::AL,
        ' ' => BidiClass::WS,
        c => bidi_class(c),
    }
}

/// The level that a character of a resolved class takes (rules I1 and I2).
const fn implicit(unit: &Unit) -> u8 {
    match (unit.level % 2, unit.class) {
        (0, BidiClass::R) | (1, BidiClass::L | BidiClass::EN | BidiClass::AN) => unit.level + 1,
        (0, BidiClass::EN | BidiClass::AN) => unit.level + 2,
        _ => unit.level,
    }
}

fn level(number: u8) -> Level {
    Level::new(number).unwrap_or(Level::ltr())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraph's level and that of each character of `text`.
    fn check(text: &str, base: Base, paragraph: u8, expect: &[u8]) {
        let (own, bytes) = levels(text, base);
        let levels: Vec<u8> = text.char_indices().map(|(at, _)| bytes[at].number()).collect();
        assert_eq!((own.number(), levels.as_slice(), bytes.len()), (paragraph, expect, text.len()), "{text:?}");
    }

    #[test]
    fn the_letter_before_brackets_is_looked_for_behind_isolates_too() {
        check("שa\u{2067}ב\u{2069}[ש]", Base::Ltr, 0, &[1, 0, 0, 1, 0, 0, 1, 0]);
        check("aש\u{2067}b\u{2069}[ש]", Base::Ltr, 0, &[0, 1, 1, 2, 1, 1, 1, 1]);
    }

    #[test]
    fn what_is_too_deep_stays_at_the_deepest_level() {
        let deep = "\u{202B}".repeat(200);
        let (_, bytes) = levels(&format!("{deep}a"), Base::Ltr);
        assert_eq!(bytes.last().map(Level::number), Some(124 + 2));
        let closed = format!("{}a{}b", "\u{2066}".repeat(200), "\u{2069}".repeat(200));
        let (_, bytes) = levels(&closed, Base::Ltr);
        assert_eq!((bytes[600].number(), bytes.last().map(Level::number)), (124, Some(0)));
    }

    #[test]
    fn an_isolate_without_a_letter_runs_from_left_to_right() {
        check("ا \u{2068}+12\u{2069}", Base::Rtl, 1, &[1, 1, 1, 2, 2, 2, 1]);
    }
}
