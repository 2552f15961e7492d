//! A name as a key: its folded words, and its letters in an entity's id.

use crate::text::{fold, fold_key, tokens};

/// Whether a sign is a quotation mark of either language.
pub fn is_quote(sign: &str) -> bool {
    matches!(sign, "\"" | "“" | "”" | "„" | "«" | "»" | "'" | "‘" | "’" | "`" | "``" | "''")
}

/// Whether a sign may stand inside a name that is listed without it.
pub fn is_loose(sign: &str) -> bool {
    is_quote(sign) || matches!(sign, "-" | "–" | "‑" | "‐")
}

/// The path of a name through the trie: its folded words without the loose signs.
pub fn path(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = tokens(&folded).into_iter().map(|token| token.key.of(&folded.text).to_owned());
    words.filter(|word| !is_loose(word)).collect()
}

/// The key of a name: folded letters and digits, other characters as single hyphens.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold_key(name).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}
