//! Folding: one spelling for what readers take as the same word.
//!
//! The rules are those that Arabic search engines share (Lucene's `ArabicNormalizer`, Larkey et al.
//! 2002): alef with hamza or madda as bare alef, alef maksura as ya, ta marbuta as ha, no short
//! vowels, no tatweel. Further: hamza on waw and ya as their seats and a lone hamza as nothing
//! (careless sites leave it out), Persian and Urdu keyboard letters as the Arabic ones,
//! presentation forms as their letters, all digits as ASCII ones, Latin letters in lower case and
//! without accents. Each folded byte leads back to the original.

use crate::model::Span;

/// A folded text and the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For every byte of `text`, the original byte at which its character began; one more for the end.
    starts: Vec<u32>,
    /// For every byte of `text`, the original byte after its character and the marks it swallowed.
    ends: Vec<u32>,
}

impl Folded {
    /// The span of the original that `folded`, a span of `text`, stands for. Marks on the last
    /// letter belong to it. An empty span stays empty.
    pub fn original(&self, folded: Span) -> Span {
        let start = self.starts.get(folded.start).or(self.starts.last()).copied().unwrap_or(0) as usize;
        if folded.is_empty() {
            return Span::new(start, start);
        }
        let end = self.ends.get(folded.end.saturating_sub(1)).or(self.ends.last()).copied().unwrap_or(0) as usize;
        Span::new(start, end)
    }
}

/// Folds `original`; linear in its length. Texts are capped far below 4 GiB where they come in;
/// what lies beyond that is not folded.
pub fn fold(original: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(original.len()),
        starts: Vec::with_capacity(original.len() + 1),
        ends: Vec::with_capacity(original.len()),
    };
    let mut at = 0;
    while let Some(rest) = original.get(at..).filter(|rest| !rest.is_empty()) {
        let run = rest.bytes().take_while(u8::is_ascii).count();
        let Ok(end) = u32::try_from(at + run.max(MOST_BYTES)) else { break };
        if run > 0 {
            push_ascii(rest.get(..run).unwrap_or(""), &mut folded.text);
            folded.starts.extend(at as u32..(at + run) as u32);
            folded.ends.extend(at as u32 + 1..=(at + run) as u32);
            at += run;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        let start = at as u32;
        at += c.len_utf8();
        let end = end.min(at as u32);
        if is_plain_arabic(c) {
            folded.text.push(c);
            folded.starts.extend([start; 2]);
            folded.ends.extend([end; 2]);
        } else if is_dropped(c) {
            // A mark or a tatweel belongs to the letter before it.
            if let Some(last) = folded.ends.last().copied() {
                for slot in folded.ends.iter_mut().rev().take_while(|slot| **slot == last) {
                    *slot = end;
                }
            }
        } else {
            push_folded(c, &mut folded.text);
            folded.starts.resize(folded.text.len(), start);
            folded.ends.resize(folded.text.len(), end);
        }
    }
    folded.starts.push(folded.ends.last().copied().unwrap_or(0));
    folded
}

/// The folded text alone: a key for looking words up and for searching.
pub fn fold_key(original: &str) -> String {
    let mut out = String::with_capacity(original.len());
    for c in original.chars() {
        if is_plain_arabic(c) {
            out.push(c);
        } else if !is_dropped(c) {
            push_folded(c, &mut out);
        }
    }
    out
}

/// Bytes of the longest character.
const MOST_BYTES: usize = 4;

fn push_ascii(run: &str, out: &mut String) {
    let start = out.len();
    out.push_str(run);
    if let Some(pushed) = out.get_mut(start..) {
        pushed.make_ascii_lowercase();
    }
}

/// Arabic letters, of two bytes each, that stay as they are: most of an Arabic text.
const fn is_plain_arabic(c: char) -> bool {
    matches!(c, '\u{627}' | '\u{628}' | '\u{62A}'..='\u{63A}' | '\u{641}'..='\u{648}' | '\u{64A}')
}

/// Marks, tatweel, the lone hamza and invisible characters.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{621}' | '\u{610}'..='\u{61A}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{300}'..='\u{36F}' | '\u{AD}'
        | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FE70}'..='\u{FE80}' | '\u{E0000}'..='\u{E0FFF}')
}

fn push_folded(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => out.push('ا'),
        'ى' | 'ی' | 'ې' | 'ۍ' | 'ئ' => out.push('ي'),
        'ة' | 'ہ' | 'ۂ' | 'ۃ' | 'ە' | 'ھ' => out.push('ه'),
        'ؤ' => out.push('و'),
        'ک' | 'ڪ' => out.push('ك'),
        '٠'..='٩' => push_digit(c, '٠', out),
        '۰'..='۹' => push_digit(c, '۰', out),
        '０'..='９' => push_digit(c, '０', out),
        '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2009}' => out.push(' '),
        // Neither has capitals.
        '\u{600}'..='\u{6FF}' | '\u{2010}'..='\u{205F}' => out.push(c),
        '\u{FB50}'..='\u{FDFF}' | '\u{FE81}'..='\u{FEFC}' => push_presentation(c, out),
        'À'..='ɏ' => push_latin(c, out),
        _ => out.extend(c.to_lowercase()),
    }
}

fn push_digit(c: char, zero: char, out: &mut String) {
    out.push(char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c));
}

/// Latin letters without their accents, for the European names of the news.
fn push_latin(c: char, out: &mut String) {
    let plain = match c.to_lowercase().next().unwrap_or(c) {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ľ' | 'ł' | 'ļ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' | 'ŕ' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return out.extend(c.to_lowercase()),
    };
    out.push_str(plain);
}

/// The order of the letters in the block FE81..FEF4 and the number of forms of each (Unicode,
/// Arabic Presentation Forms-B).
const FORMS_B: [(char, u32); 36] = [
    ('ا', 2),
    ('ا', 2),
    ('و', 2),
    ('ا', 2),
    ('ي', 4),
    ('ا', 2),
    ('ب', 4),
    ('ه', 2),
    ('ت', 4),
    ('ث', 4),
    ('ج', 4),
    ('ح', 4),
    ('خ', 4),
    ('د', 2),
    ('ذ', 2),
    ('ر', 2),
    ('ز', 2),
    ('س', 4),
    ('ش', 4),
    ('ص', 4),
    ('ض', 4),
    ('ط', 4),
    ('ظ', 4),
    ('ع', 4),
    ('غ', 4),
    ('ف', 4),
    ('ق', 4),
    ('ك', 4),
    ('ل', 4),
    ('م', 4),
    ('ن', 4),
    ('ه', 4),
    ('و', 2),
    ('ي', 2),
    ('ي', 4),
    ('\0', 0),
];

fn push_presentation(c: char, out: &mut String) {
    let code = c as u32;
    match code {
        0xFEF5..=0xFEFC => return out.push_str("لا"),
        0xFB8E..=0xFB91 => return out.push('ك'),
        0xFBFC..=0xFBFF => return out.push('ي'),
        0xFBA6..=0xFBAD => return out.push('ه'),
        0xFDF2 => return out.push_str("الله"),
        _ => {}
    }
    let mut first = 0xFE81;
    for (letter, forms) in FORMS_B {
        if (first..first + forms).contains(&code) {
            return out.push(letter);
        }
        first += forms;
    }
    out.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (left, right) in [
            ("الإثنين", "الاثنين"),
            ("مُـحَـمَّـد", "محمد"),
            ("أكتوبر", "اكتوبر"),
            ("الثلاثاء", "الثلاثا"),
            ("هيئة", "هييه"),
            ("٢٠٢١", "2021"),
            ("۲۰۲۱", "2021"),
            ("کی", "كي"),
            ("ﻣﺎﺭﺱ", "مارس"),
            ("ﺍﻟﺴﻼﻡ", "السلام"),
            ("ﻻ", "لا"),
            ("Schönböhm", "SCHONBOHM"),
            ("مصطفى", "مصطفي"),
            ("Micro\u{200B}soft", "microsoft"),
        ] {
            assert_eq!(fold_key(left), fold_key(right), "{left} {right}");
        }
        assert_ne!(fold_key("آب"), fold_key("أبت"));
    }

    #[test]
    fn every_letter_of_the_presentation_block_has_a_letter() {
        for code in 0xFE81..=0xFEFC_u32 {
            let form = char::from_u32(code).expect("inside the block");
            let key = fold_key(&form.to_string());
            assert!(key.chars().all(|c| ('\u{621}'..='\u{64A}').contains(&c)), "{code:x} gave {key}");
        }
    }

    #[test]
    fn marks_belong_to_the_letter_before_them() {
        let text = "في مارسَ.";
        let folded = fold(text);
        let at = folded.text.find("مارس").expect("the month is there");
        let span = folded.original(Span::new(at, at + "مارس".len()));
        assert_eq!(span.of(text), "مارسَ");
    }

    #[test]
    fn letters_that_are_kept_are_what_the_rules_say_of_them() {
        for c in (0x600..=0x6FF_u32).filter_map(char::from_u32).filter(|c| is_plain_arabic(*c)) {
            let mut by_rule = String::new();
            push_folded(c, &mut by_rule);
            assert!(!is_dropped(c) && by_rule == c.to_string() && c.len_utf8() == 2, "{c}");
        }
    }

    proptest! {
        #[test]
        fn every_folded_place_leads_to_a_letter_of_the_original(text in "(?s).{0,60}") {
            let folded = fold(&text);
            prop_assert_eq!(&folded.text, &fold_key(&text));
            for (at, c) in folded.text.char_indices() {
                let span = folded.original(Span::new(at, at + c.len_utf8()));
                prop_assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()));
            }
            let whole = folded.original(Span::new(0, folded.text.len()));
            prop_assert!(text.get(whole.start..whole.end).is_some());
        }
    }
}
