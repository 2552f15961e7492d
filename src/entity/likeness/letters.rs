//! Names as the letters that the costs know: one byte each, in either script.
//!
//! Latin letters are their own small letters; a letter whose mark changes its sound (š, ç, ø) is a
//! capital of its own. Arabic letters are numbered by their place in [`ARABIC`]; a hamza stays, as
//! it tells which vowel begins a name.

/// Letters of the longest word that is compared; longer ones are like nothing.
pub(super) const LONGEST: usize = 32;

/// The Arabic letters that are told apart, numbered from 1.
pub(super) const ARABIC: [char; 38] = [
    'ا', 'أ', 'إ', 'آ', 'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف',
    'ق', 'ك', 'ل', 'م', 'ن', 'ه', 'و', 'ي', 'ة', 'ى', 'ء', 'ئ', 'ؤ', 'چ', 'ڤ',
];

/// Latin letters that are written as others, by the letter that stands for them.
const LATIN: [(&str, &str); 32] = [
    ("š", "S"),
    ("ş", "S"),
    ("ș", "S"),
    ("č", "C"),
    ("ć", "C"),
    ("ç", "Q"),
    ("ž", "Z"),
    ("ż", "Z"),
    ("ź", "Z"),
    ("ñ", "N"),
    ("ń", "N"),
    ("ğ", "G"),
    ("ö", "O"),
    ("ø", "O"),
    ("ő", "O"),
    ("ü", "U"),
    ("ű", "U"),
    ("é", "E"),
    ("àáâãäåāăą", "a"),
    ("èêëēėęěə", "e"),
    ("ìíîïĩīįı", "i"),
    ("òóôõōŏ", "o"),
    ("ùúûũūŭůųư", "u"),
    ("ýÿ", "y"),
    ("ďđð", "d"),
    ("łľļ", "l"),
    ("ňņ", "n"),
    ("řŕ", "r"),
    ("śŝ", "S"),
    ("ťţț", "t"),
    ("ģġǧ", "g"),
    ("ķ", "k"),
];

/// Letters that stand for two.
const PAIRS: [(char, &str); 4] = [('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('þ', "th")];

/// The letters of a Latin word; what is no letter is left out.
pub(super) fn latin(word: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        if c.is_ascii() {
            out.extend(c.is_ascii_lowercase().then_some(c as u8));
        } else if let Some((_, two)) = PAIRS.iter().find(|(letter, _)| *letter == c) {
            out.extend(two.bytes());
        } else if let Some((_, one)) = LATIN.iter().find(|(letters, _)| letters.contains(c)) {
            out.extend(one.bytes());
        }
    }
    out
}

/// The letter without its mark, as English texts mostly write it.
pub(super) const fn unmarked(letter: u8) -> u8 {
    match letter {
        b'Q' => b'c',
        _ => letter.to_ascii_lowercase(),
    }
}

/// The letters of an Arabic word; short vowels and what is no letter are left out.
pub(super) fn arabic(word: &str) -> Vec<u8> {
    let place = |c: char| ARABIC.iter().position(|letter| *letter == c).map(|at| at as u8 + 1);
    word.chars().filter_map(|c| place(plain(c))).collect()
}

/// Persian, Urdu and keyboard letters as the Arabic ones.
const fn plain(c: char) -> char {
    match c {
        'ی' | 'ې' | 'ۍ' => 'ي',
        'ک' | 'ڪ' | 'گ' => 'ك',
        'ہ' | 'ھ' | 'ە' => 'ه',
        'پ' => 'ب',
        'ژ' => 'ج',
        'ٱ' => 'ا',
        _ => c,
    }
}

/// The number of an Arabic letter without its hamza, as careless sites write it.
pub(super) const fn bare(letter: u8) -> u8 {
    match letter {
        2..=4 => 1,
        33 | 35 => 31,
        36 => 30,
        32 => 29,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_changes_a_sound_makes_a_letter_of_its_own() {
        assert_eq!(latin("Šefčovič"), b"SefCoviC");
        assert_eq!(latin("O'Neill"), b"oneill");
        assert_eq!(latin("Großß"), b"grossss");
        assert_eq!(latin("كريبس"), b"");
        assert_eq!(unmarked(b'S'), b's');
    }

    #[test]
    fn arabic_letters_are_numbered_and_marks_fall_away() {
        assert_eq!(arabic("مُحمّد"), arabic("محمد"));
        assert_eq!(arabic("کریمی"), arabic("كريمي"));
        assert_eq!(arabic("Krebs"), Vec::<u8>::new());
        let letter = |c| arabic(c).first().copied().map(bare);
        for (marked, plain) in [("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ئ", "ي"), ("ؤ", "و"), ("ة", "ه")]
        {
            assert_eq!(letter(marked), letter(plain), "{marked}");
        }
    }
}
