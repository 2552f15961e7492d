//! Which language a text is in.
//!
//! Script first, then words: a trigram model that sees the Latin product names of an Arabic
//! headline calls it German, so only the words of the leading script are shown to it, and letters
//! that a language has for itself decide the near cases.

use std::collections::HashMap;
use std::sync::LazyLock;

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
    let (persian, arabic) = (has("پچژگیک"), has("كةىأإي"));
    // Letters that Persian and Urdu write otherwise, and none of theirs: the costly model has no say.
    if arabic && !persian {
        return Lang::Arabic;
    }
    let words: String =
        sample.split_whitespace().filter(|word| word.chars().any(is_arabic)).collect::<Vec<_>>().join(" ");
    let detector = Detector::with_allowlist(vec![Guess::Ara, Guess::Pes, Guess::Urd]);
    match detector.detect_lang(&words) {
        Some(Guess::Ara) | None if persian && !has("ةيك") => Lang::Persian,
        Some(Guess::Pes) => Lang::Persian,
        Some(Guess::Urd) => Lang::Urdu,
        _ => Lang::Arabic,
    }
}

/// Languages in Latin letters that news on an incident is likely to be in; all but English are
/// only told apart from it.
const LATIN: [Guess; 9] =
    [Guess::Eng, Guess::Deu, Guess::Fra, Guess::Spa, Guess::Ita, Guess::Por, Guess::Nld, Guess::Tur, Guess::Ind];

/// Confidence from which the trigram model is believed against English on a short text that has
/// no common word of any language.
const SURE: f64 = 0.4;

/// Common words by language, of `assets/text/latin-words.tsv`.
static COMMON: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Vec<&str>> = HashMap::new();
    let lines = include_str!("../../assets/text/latin-words.tsv").lines().filter(|line| !line.starts_with('#'));
    for (code, line) in lines.filter_map(|line| line.split_once('\t')) {
        for word in line.split(' ') {
            words.entry(word).or_default().push(code);
        }
    }
    words
});

/// English, or a language that is not read. Common words decide first: on few words the trigram
/// model takes names of products for German or Dutch.
fn latin_script(sample: &str) -> Lang {
    let counts = common_words(sample);
    let count = |code: &str| counts.get(code).copied().unwrap_or(0);
    let english = count("en");
    let other = counts.iter().filter(|(code, _)| **code != "en").map(|(_, count)| *count).max().unwrap_or(0);
    if english != other {
        return if english > other { Lang::English } else { Lang::Unknown };
    }
    let info = Detector::with_allowlist(LATIN.to_vec()).detect(sample);
    let foreign_letters = sample.chars().any(|c| FOREIGN.contains(c));
    match info {
        Some(info) if info.lang() == Guess::Eng => Lang::English,
        Some(_) if foreign_letters || other > 0 => Lang::Unknown,
        Some(info) if info.confidence() >= SURE => Lang::Unknown,
        // A short headline of names says little: English is what is left.
        _ => Lang::English,
    }
}

/// Letters that English news has only in names.
const FOREIGN: &str = "äöüßàâçèéêëîïôûùœñáíóúãõğışİ";

fn common_words(sample: &str) -> HashMap<&'static str, usize> {
    let mut counts = HashMap::new();
    let lower = sample.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        for code in COMMON.get(word).into_iter().flatten() {
            *counts.entry(*code).or_default() += 1;
        }
    }
    counts
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

    #[test]
    fn a_short_text_is_english_unless_it_speaks_another_language() {
        for (text, expect) in [
            ("Microsoft patched on 6 March 2021. HAFNIUM hit Exchange servers in many places.", Lang::English),
            ("HAFNIUM hits Exchange servers", Lang::English),
            ("Servers breached worldwide", Lang::English),
            ("Patch now, agency tells firms", Lang::English),
            ("Exchange Server zero-days exploited", Lang::English),
            ("Prime minister condemns cyberattack", Lang::English),
            ("Ransomware gangs join Exchange attacks", Lang::English),
            ("Hackerangriff trifft Behörden", Lang::Unknown),
            ("Microsoft veröffentlicht Notfallpatches", Lang::Unknown),
            ("Attaques massives, entreprises touchées", Lang::Unknown),
            ("Siber saldırılar sürüyor", Lang::Unknown),
            ("Microsoft yamalar yayımladı", Lang::Unknown),
            ("Microsoft issues emergency patch", Lang::English),
            ("Exchange hack: 30,000 victims", Lang::English),
            ("CISA orders agencies to act", Lang::English),
            ("Norway's parliament hit again", Lang::English),
            ("Hackers breach Prague's mail servers", Lang::English),
            ("Hacker greifen tausende Server an", Lang::Unknown),
            ("Tausende Firmen sind noch ungeschützt", Lang::Unknown),
            ("Angriffe auf Exchange-Server", Lang::Unknown),
            ("Microsoft corrige quatre failles", Lang::Unknown),
            ("Des milliers de serveurs sont touchés", Lang::Unknown),
            ("Piratage de Microsoft Exchange", Lang::Unknown),
            ("Miles de servidores siguen expuestos", Lang::Unknown),
            ("Ataque a los servidores de correo", Lang::Unknown),
            ("Microsoft sunucularına saldırı", Lang::Unknown),
            ("Binlerce sunucu hâlâ savunmasız", Lang::Unknown),
        ] {
            assert_eq!(language(text, ""), expect, "{text}");
        }
    }
}
