//! From bytes to text.
//!
//! Byte order mark, then strict UTF-8, then the declared label, then a vote between the encodings
//! that Arabic and western pages use. UTF-8 goes before the label because labels lie more often
//! than four-byte sequences fit by chance.

use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

/// Decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The WHATWG name of the encoding that was used.
    pub encoding: &'static str,
    /// Whether some bytes could not be read and became U+FFFD.
    pub lossy: bool,
}

/// Decodes `bytes`; `declared` is the label that came with them (of a header, a meta element or an
/// XML declaration), if any.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or(&[]));
    }
    if let Some(encoding) = utf16_pattern(bytes) {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains("\u{1B}$")
    {
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), lossy: false };
    }
    let label = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match label {
        Some(encoding) if encoding != UTF_8 && encoding != WINDOWS_1252 => {
            let decoded = with(encoding, bytes);
            if is_torn(&decoded) || is_mixed(&decoded.text) { vote(bytes, Some(encoding)) } else { decoded }
        }
        other => vote(bytes, other),
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), lossy }
}

/// UTF-16 without a mark: nearly every second byte of western or Arabic text is then 0 or 6.
fn utf16_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512) & !1)?;
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let high = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| matches!(**b, 0 | 6)).count();
    let zero = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    if high(1) * 10 >= pairs * 9 && zero(1) * 10 >= pairs && high(0) * 10 < pairs * 5 {
        Some(UTF_16LE)
    } else if high(0) * 10 >= pairs * 9 && zero(0) * 10 >= pairs && high(1) * 10 < pairs * 5 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The candidate whose text reads best. ISO-8859-6 and windows-1256 share the place of few letters,
/// so in the wrong one of them common words fall apart.
fn vote(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    // The declared one comes last: of equally good candidates `max_by_key` takes the last.
    let candidates = [Some(UTF_8), Some(ISO_8859_6), Some(WINDOWS_1256), Some(WINDOWS_1252), declared];
    candidates
        .into_iter()
        .flatten()
        .map(|encoding| with(encoding, bytes))
        .max_by_key(|decoded| plausibility(&decoded.text))
        .unwrap_or_else(|| with(WINDOWS_1252, bytes))
}

/// Whether more than one character in fifty could not be read: fewer are damage, not a wrong label.
fn is_torn(decoded: &Decoded) -> bool {
    let lost = decoded.text.chars().filter(|c| *c == '\u{FFFD}').count();
    decoded.lossy && lost * 50 > decoded.text.chars().count()
}

/// Whether accented Latin letters stand inside Arabic words: the sign of ISO-8859-6 read as
/// windows-1256, where every byte is some letter and none is an error.
fn is_mixed(text: &str) -> bool {
    let (mut joins, mut letters) = (0_usize, 0_usize);
    let mut before = ' ';
    for c in text.chars().take(20_000) {
        let arabic = |c: char| matches!(c, '\u{621}'..='\u{64A}');
        let accented = |c: char| matches!(c, 'à'..='ÿ');
        letters += usize::from(arabic(c));
        joins += usize::from(arabic(before) && accented(c) || accented(before) && arabic(c));
        before = c;
    }
    joins > 0 && joins * 20 >= letters
}

/// Frequent Arabic words; a wrong table never yields them by chance.
const ARABIC_WORDS: [&str; 10] = ["في", "من", "على", "إلى", "أن", "التي", "الذي", "عن", "هذا", "قال"];

fn plausibility(text: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    for c in text.chars().take(20_000) {
        score += match c {
            '\u{FFFD}' => -30,
            '\u{621}'..='\u{64A}' => 2,
            '\u{80}'..='\u{9F}' => -20,
            // Accented capitals inside words are what Arabic looks like in a western table.
            'À'..='ß' if before.is_alphabetic() => -6,
            '\u{A1}'..='\u{BF}' => -3,
            _ => 0,
        };
        before = c;
    }
    let words = text.split_whitespace().take(4_000).filter(|word| ARABIC_WORDS.contains(word)).count();
    score + 40 * words as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str =
        "أعلنت الشركة في بيان أن القراصنة استغلوا ثغرة في الخادم، وقالت إن التحديث متاح على موقعها منذ الثلاثاء.";

    fn check(bytes: &[u8], declared: Option<&str>, text: &str, encoding: &str) {
        let decoded = decode(bytes, declared);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding), "declared {declared:?}");
    }

    #[test]
    fn arabic_is_read_whatever_the_label_says() {
        let ansi = WINDOWS_1256.encode(NEWS).0.into_owned();
        let iso = ISO_8859_6.encode(NEWS).0.into_owned();
        for declared in [None, Some("windows-1256"), Some("utf-8"), Some("iso-8859-1"), Some("us-ascii")] {
            check(&ansi, declared, NEWS, "windows-1256");
            check(NEWS.as_bytes(), declared, NEWS, "UTF-8");
        }
        check(&iso, Some("iso-8859-6"), NEWS, "ISO-8859-6");
        check(&iso, None, NEWS, "ISO-8859-6");
        check(&iso, Some("iso-8859-1"), NEWS, "ISO-8859-6");
        check(&iso, Some("windows-1256"), NEWS, "ISO-8859-6");
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        for (little, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
            let pack = |text: &str| -> Vec<u8> {
                text.encode_utf16()
                    .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                    .collect()
            };
            check(&pack(NEWS), None, NEWS, name);
            check(&pack(&format!("\u{FEFF}{NEWS}")), Some("utf-8"), NEWS, name);
            check(&pack("Microsoft said on Tuesday"), None, "Microsoft said on Tuesday", name);
        }
    }

    #[test]
    fn western_pages_stay_western() {
        let text = "Arne Schönbohm sagte, die Behörde prüfe “alles”.";
        check(&WINDOWS_1252.encode(text).0, None, text, "windows-1252");
        check(&WINDOWS_1252.encode(text).0, Some("iso-8859-1"), text, "windows-1252");
        check(b"", None, "", "UTF-8");
    }
}
