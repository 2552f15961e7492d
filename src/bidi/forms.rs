//! Tables from the Unicode Character Database: presentation forms and mirror images.

use std::sync::LazyLock;

/// Rows of `letter(s) isolated final initial medial`, hexadecimal; `make_forms.py` writes the file.
const FORMS: &str = include_str!("../../assets/bidi/forms.tsv");
/// Rows of `sign mirror`, hexadecimal; `make_mirrors.pl` writes the file.
const MIRRORS: &str = include_str!("../../assets/bidi/mirrors.tsv");

const FIRST_LETTER: u32 = 0x621;
const LAST_LETTER: u32 = 0x6FF;
const LAM: char = '\u{644}';

/// On which sides a letter is joined to its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Joins {
    /// To the letter before it in reading order.
    pub before: bool,
    /// To the letter after it.
    pub after: bool,
}

impl Joins {
    /// The column of the form table: isolated, final, initial, medial.
    const fn column(self) -> usize {
        self.before as usize + 2 * self.after as usize
    }
}

/// The forms of one letter by [`Joins::column`].
type Forms = [Option<char>; 4];

struct FormTable {
    letters: Vec<Forms>,
    lam_alef: Vec<(char, Forms)>,
    /// Forms with their letters, in order of the forms.
    forms: Vec<(char, char)>,
}

static TABLE: LazyLock<FormTable> = LazyLock::new(|| read_forms(FORMS));
static MIRROR: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut pairs: Vec<_> = rows(MIRRORS)
        .filter_map(|row| {
            let (sign, image) = row.split_once('\t')?;
            Some((hex(sign)?, hex(image)?))
        })
        .collect();
    pairs.sort_unstable();
    pairs
});

/// The presentation form of `letter` for these joins; a letter without that form stays as it is.
pub(super) fn form(letter: char, joins: Joins) -> char {
    (letter as u32)
        .checked_sub(FIRST_LETTER)
        .and_then(|index| TABLE.letters.get(index as usize))
        .and_then(|forms| forms.get(joins.column()).copied().flatten())
        .unwrap_or(letter)
}

/// The ligature of `lam` with the alef `next`, if the two are such a pair. The alef ends the join.
pub(super) fn lam_alef(lam: char, next: char, joined_before: bool) -> Option<char> {
    if lam != LAM {
        return None;
    }
    let (_, forms) = TABLE.lam_alef.iter().find(|(alef, _)| *alef == next)?;
    forms.get(Joins { before: joined_before, after: false }.column()).copied().flatten()
}

/// The letter that has `form`; a ligature and anything else is itself.
pub(super) fn letter(form: char) -> char {
    let forms = &TABLE.forms;
    let found = forms.binary_search_by_key(&form, |(form, _)| *form).ok().and_then(|at| forms.get(at));
    found.map_or(form, |(_, letter)| *letter)
}

/// The sign drawn for `sign` in right-to-left text (UAX#9 rule L4).
pub(super) fn mirror(sign: char) -> char {
    MIRROR
        .binary_search_by_key(&sign, |(from, _)| *from)
        .ok()
        .and_then(|at| MIRROR.get(at))
        .map_or(sign, |(_, image)| *image)
}

fn read_forms(source: &str) -> FormTable {
    let letters = vec![[None; 4]; (LAST_LETTER - FIRST_LETTER + 1) as usize];
    let mut table = FormTable { letters, lam_alef: Vec::new(), forms: Vec::new() };
    for row in rows(source) {
        let mut columns = row.split('\t');
        let letters = columns.next().unwrap_or("");
        let mut forms: Forms = [None; 4];
        for (slot, column) in forms.iter_mut().zip(columns) {
            *slot = hex(column);
        }
        if let Some((_, alef)) = letters.split_once(' ') {
            table.lam_alef.extend(hex(alef).map(|alef| (alef, forms)));
        } else if let Some(slot) = hex(letters)
            .and_then(|letter| (letter as u32).checked_sub(FIRST_LETTER))
            .and_then(|index| table.letters.get_mut(index as usize))
        {
            *slot = forms;
        }
    }
    for (letter, forms) in (FIRST_LETTER..).filter_map(char::from_u32).zip(&table.letters) {
        table.forms.extend(forms.iter().flatten().map(|form| (*form, letter)));
    }
    table.forms.sort_unstable();
    table
}

fn rows(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|row| !row.starts_with('#') && !row.is_empty())
}

fn hex(column: &str) -> Option<char> {
    u32::from_str_radix(column, 16).ok().and_then(char::from_u32)
}

/// The place of a presentation form in its word, if `c` is one.
#[cfg(test)]
pub(super) fn place(c: char) -> Option<&'static str> {
    let mut letters = TABLE.letters.iter().chain(TABLE.lam_alef.iter().map(|(_, forms)| forms));
    let at = letters.find_map(|forms| forms.iter().position(|form| *form == Some(c)))?;
    ["isolated", "final", "initial", "medial"].get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_joins() {
        let joins = |before, after| Joins { before, after };
        for (letter, joins, expect) in [
            ('ب', joins(false, false), 'ﺏ'),
            ('ب', joins(true, false), 'ﺐ'),
            ('ب', joins(false, true), 'ﺑ'),
            ('ب', joins(true, true), 'ﺒ'),
            ('گ', joins(true, true), '\u{FB95}'),
            ('ے', joins(true, false), '\u{FBAF}'),
            ('د', joins(true, false), 'ﺪ'),
            ('ـ', joins(true, true), 'ـ'),
            ('z', joins(true, true), 'z'),
        ] {
            assert_eq!(form(letter, joins), expect, "{letter} {joins:?}");
        }
    }

    #[test]
    fn lam_takes_its_four_alefs_and_nothing_else() {
        for (alef, alone, joined) in
            [('ا', '\u{FEFB}', '\u{FEFC}'), ('أ', '\u{FEF7}', '\u{FEF8}'), ('إ', '\u{FEF9}', '\u{FEFA}')]
        {
            assert_eq!(lam_alef('ل', alef, false), Some(alone));
            assert_eq!(lam_alef('ل', alef, true), Some(joined));
        }
        assert_eq!(lam_alef('ل', 'ب', false), None);
        assert_eq!(lam_alef('ب', 'ا', false), None);
    }

    #[test]
    fn mirroring_is_its_own_inverse_for_signs_in_news() {
        for (sign, image) in [('(', ')'), ('«', '»'), ('<', '>'), ('[', ']'), ('≤', '≥')] {
            assert_eq!((mirror(sign), mirror(image)), (image, sign));
        }
        assert_eq!((mirror('"'), mirror('ا')), ('"', 'ا'));
    }
}
