//! The algorithm on a row of cells that is already laid out, as a terminal that orders applies it.

use unicode_bidi::{BidiClass, BidiInfo, Level, ParagraphBidiInfo, bidi_class};

use super::{Base, forms};

/// What a character is to the order of a row (UAX#9, table 4), as far as it matters where cells hold
/// no controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A letter from left to right.
    Left,
    /// A letter from right to left that is not Arabic.
    Right,
    /// An Arabic letter.
    Arabic,
    /// A European digit.
    Digit,
    /// An Arabic digit.
    ArabicDigit,
    /// A sign that can be part of a number from inside, as a decimal point or a colon (CS).
    Separator,
    /// A plus or minus sign (ES).
    Sign,
    /// A sign that can be part of a number from outside, as a percent sign (ET).
    Terminator,
    /// A blank.
    Blank,
    /// Anything else.
    Neutral,
}

/// The class of `c`.
pub fn class(c: char) -> Class {
    match bidi_class(c) {
        BidiClass::L => Class::Left,
        BidiClass::R => Class::Right,
        BidiClass::AL => Class::Arabic,
        BidiClass::EN => Class::Digit,
        BidiClass::AN => Class::ArabicDigit,
        BidiClass::CS => Class::Separator,
        BidiClass::ES => Class::Sign,
        BidiClass::ET => Class::Terminator,
        BidiClass::WS => Class::Blank,
        _ => Class::Neutral,
    }
}

/// The embedding level of each character of `row`, taken as one paragraph.
pub fn row_levels(row: &[char], base: Base) -> Vec<u8> {
    let default = match base {
        Base::Ltr => Some(Level::ltr()),
        Base::Rtl => Some(Level::rtl()),
        Base::Auto => None,
    };
    let text: String = row.iter().collect();
    let info = ParagraphBidiInfo::new(&text, default);
    text.char_indices().map(|(at, _)| info.levels.get(at).map_or(0, Level::number)).collect()
}

/// The order on the screen of characters at these levels (rule L2): the index of each, from the left.
pub fn row_order(levels: &[u8]) -> Vec<usize> {
    let levels: Vec<Level> = levels.iter().map(|level| Level::new(*level).unwrap_or(Level::ltr())).collect();
    BidiInfo::reorder_visual(&levels)
}

/// The sign drawn for `sign` in right-to-left text (rule L4); most characters have no other.
pub fn mirror(sign: char) -> char {
    forms::mirror(sign)
}

/// The letter of which `form` is a presentation form, as terminals that join letters want it; a
/// ligature has no single letter, and stays as it is.
pub fn letter(form: char) -> char {
    forms::letter(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_ordered_as_a_paragraph() {
        let shown = |row: &str, base| -> String {
            let row: Vec<char> = row.chars().collect();
            row_order(&row_levels(&row, base)).into_iter().filter_map(|at| row.get(at)).collect()
        };
        assert_eq!(shown("a אב 12 b", Base::Ltr), "a 12 בא b");
        assert_eq!(shown("a אב 12 גד b", Base::Ltr), "a דג 12 בא b");
        assert_eq!(shown("אב c", Base::Auto), "c בא");
        assert_eq!(shown("", Base::Auto), "");
    }

    #[test]
    fn a_form_leads_back_to_its_letter() {
        for (form, expect) in
            [('\u{FE91}', 'ب'), ('\u{FE90}', 'ب'), ('\u{FB95}', 'گ'), ('\u{FEFB}', '\u{FEFB}'), ('ب', 'ب'), ('a', 'a')]
        {
            assert_eq!(letter(form), expect, "{form}");
        }
    }

    #[test]
    fn classes_tell_digits_from_letters() {
        for (c, expect) in [
            ('a', Class::Left),
            ('א', Class::Right),
            ('\u{FE91}', Class::Arabic),
            ('1', Class::Digit),
            ('١', Class::ArabicDigit),
            (':', Class::Separator),
            ('-', Class::Sign),
            ('%', Class::Terminator),
            (' ', Class::Blank),
            ('│', Class::Neutral),
        ] {
            assert_eq!(class(c), expect, "{c}");
        }
    }
}
