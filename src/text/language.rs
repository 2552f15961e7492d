//! Which language a text is in.
//!
//! Script first, then words: a trigram model that sees the Latin product names of an Arabic
//! headline calls it German, so only the words of the leading script are shown to it, and letters
//! that a language has for itself decide the near cases.

use whatlang::{Detector, Lang as Guess};

use crate::model::Lang;

/// Characters of the body that are looked at beside the title.
const BODY_SAMPLE: usize = 400;

/// The language of an article, from its title and the head of its body.
pub fn language(title: &str, body: &str) -> Lang {
    let sample: String = title.chars().chain(std::iter::once(' ')).chain(body.chars().take(BODY_SAMPLE)).collect();
    let arabic = sample.chars().filter(|c| is_arabic(*c)).count();
    let latin = sample.chars().filter(|c| c.is_alphabetic() && (*c as u32) < 0x250).count();
    if arabic == 0 && latin == 0 {
        return Lang::Unknown;
    }
    // Arabic news is full of Latin names; English news has hardly an Arabic letter.
    if arabic * 3 >= latin { arabic_script(&sample) } else { latin_script(&sample) }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn arabic_script(sample: &str) -> Lang {
    let has = |letters: &str| sample.chars().any(|c| letters.contains(c));
    if has("ڕڵێۆ") {
        return Lang::Kurdish;
    }
    if has("ٹڈڑںےہھ") {
        return Lang::Urdu;
    }
    let words: String =
        sample.split_whitespace().filter(|word| word.chars().any(is_arabic)).collect::<Vec<_>>().join(" ");
    let detector = Detector::with_allowlist(vec![Guess::Ara, Guess::Pes, Guess::Urd]);
    let (persian, arabic) = (has("پچژگیک"), has("كةىأإي"));
    match detector.detect_lang(&words) {
        Some(Guess::Ara) | None if persian && !has("ةيك") => Lang::Persian,
        Some(Guess::Pes | Guess::Urd) if !persian && arabic => Lang::Arabic,
        Some(Guess::Pes) => Lang::Persian,
        Some(Guess::Urd) => Lang::Urdu,
        _ => Lang::Arabic,
    }
}

/// Languages in Latin letters that news on an incident is likely to be in; all but English are
/// only told apart from it.
const LATIN: [Guess; 9] =
    [Guess::Eng, Guess::Deu, Guess::Fra, Guess::Spa, Guess::Ita, Guess::Por, Guess::Nld, Guess::Tur, Guess::Ind];

fn latin_script(sample: &str) -> Lang {
    let info = Detector::with_allowlist(LATIN.to_vec()).detect(sample);
    match info {
        Some(info) if info.lang() == Guess::Eng => Lang::English,
        // A short headline of names says little: English is what is left.
        Some(info) if info.confidence() < 0.1 => Lang::English,
        Some(_) => Lang::Unknown,
        None => Lang::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_full_of_product_names_keep_their_language() {
        for (title, body, expect) in [
            ("ثغرة في Microsoft Exchange Server تهدد آلاف الخوادم", "", Lang::Arabic),
            ("Microsoft Exchange Server: ثغرة خطيرة", "", Lang::Arabic),
            (
                "Microsoft patches four Exchange flaws",
                "The company said on Tuesday that attackers used them.",
                Lang::English,
            ),
            (
                "Microsoft schließt Lücken im Exchange Server",
                "Das Bundesamt warnt vor Angriffen auf die Server der Firmen.",
                Lang::Unknown,
            ),
            ("مایکروسافت وصله امنیتی منتشر کرد", "این شرکت می‌گوید که هکرها از چین هستند", Lang::Persian),
            ("مائیکروسافٹ نے اپ ڈیٹ جاری کر دی", "کمپنی کا کہنا ہے", Lang::Urdu),
            ("2021", "", Lang::Unknown),
            ("", "", Lang::Unknown),
        ] {
            assert_eq!(language(title, body), expect, "{title}");
        }
    }
}
