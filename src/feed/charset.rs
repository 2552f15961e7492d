//! Bytes of a feed as text: byte order mark, then the sender's charset, then the declaration, then
//! a guess; UTF-8 that is valid is never doubted.

use crate::text::decode;

/// Bytes in which the XML declaration is looked for.
const HEAD: usize = 512;

/// A decoded feed.
pub(super) struct Decoded {
    /// The text.
    pub text: String,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// Whether some bytes could not be read.
    pub lossy: bool,
}

/// Decodes `bytes` that came with the content type `sent`.
pub(super) fn decoded(bytes: &[u8], sent: Option<&str>) -> Decoded {
    if let Some((text, encoding)) = utf32(bytes) {
        return Decoded { text, encoding, lossy: false };
    }
    // Blank lines before the declaration are common; for the decoder they are nothing.
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let bytes = bytes.get(start..).unwrap_or(bytes);
    let label = sent.and_then(charset).or_else(|| declaration(bytes));
    let decoded = decode(bytes, label.as_deref());
    Decoded { text: decoded.text, encoding: decoded.encoding, lossy: decoded.lossy }
}

/// The value of `charset=` in a content type.
fn charset(sent: &str) -> Option<String> {
    label(&sent.to_ascii_lowercase(), "charset")
}

/// The value of `encoding=` in the declaration at the head of `bytes`.
fn declaration(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(HEAD).map(|byte| char::from(*byte)).collect();
    let (_, declaration) = head.split_once("<?xml")?;
    label(&declaration.split("?>").next()?.to_ascii_lowercase(), "encoding")
}

fn label(text: &str, name: &str) -> Option<String> {
    let (_, value) = text.split_once(name)?;
    let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    // A label of UTF-16 that could be read so far is wrong: its bytes are ASCII.
    let wide = label.starts_with("utf-16") || label.starts_with("utf-32") || label.starts_with("ucs");
    (!label.is_empty() && !wide).then_some(label)
}

/// UTF-32, which the web's decoder does not know: by its mark or by the zeros around its first `<`.
fn utf32(bytes: &[u8]) -> Option<(String, &'static str)> {
    let (little, skip) = match bytes.get(..4)? {
        [0xFF, 0xFE, 0, 0] => (true, 4),
        [0, 0, 0xFE, 0xFF] => (false, 4),
        [b'<', 0, 0, 0] => (true, 0),
        [0, 0, 0, b'<'] => (false, 0),
        _ => return None,
    };
    let read = |unit: &[u8]| {
        let unit = [*unit.first()?, *unit.get(1)?, *unit.get(2)?, *unit.get(3)?];
        Some(if little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) })
    };
    let units = bytes.get(skip..)?.chunks_exact(4).filter_map(read);
    let text = units.map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some((text, if little { "UTF-32LE" } else { "UTF-32BE" }))
}
