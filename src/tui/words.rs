//! The words of the interface, in both languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Lang, phrase};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    en: String,
    ar: String,
}

static WORDS: LazyLock<BTreeMap<String, Pair>> = LazyLock::new(|| {
    toml_edit::de::from_str(include_str!("../../assets/ui/words.toml"))
        .expect("the words are part of the program and their test reads them")
});

/// The words under `key` in `lang`; a key that is missing shows itself.
pub fn say(lang: Lang, key: &'static str) -> &'static str {
    match WORDS.get(key) {
        Some(pair) if lang == Lang::Arabic => &pair.ar,
        Some(pair) => &pair.en,
        None => key,
    }
}

/// The words under `key` with their gaps filled with `values`: see [`phrase::fill`].
pub fn fill(lang: Lang, key: &'static str, values: &[&str]) -> String {
    phrase::fill(lang, say(lang, key), values)
}

/// The sign of a text's language for narrow columns; one that is neither Arabic nor English keeps its code.
pub fn code(lang: Lang, of: Lang) -> &'static str {
    match of {
        Lang::Arabic => say(lang, "code-arabic"),
        Lang::English => say(lang, "code-english"),
        other => other.code(),
    }
}

/// The language of a text, in a sentence.
pub fn tongue(lang: Lang, of: Lang) -> &'static str {
    match of {
        Lang::Arabic => say(lang, "tongue-arabic"),
        Lang::English => say(lang, "tongue-english"),
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key that a source file of the screen asks for.
    fn asked() -> Vec<String> {
        let mut keys = Vec::new();
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tui"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let source = std::fs::read_to_string(&path).expect("a source file");
                let source = source.split("#[cfg(test)]").next().unwrap_or("");
                for call in ["say(", "fill("] {
                    for tail in source.split(call).skip(1) {
                        // The key stands in the call's own statement; so do the keys of its branches.
                        let statement = tail.split([';', '\n']).next().unwrap_or("");
                        let literals = statement.split('"').skip(1).step_by(2);
                        let is_key =
                            |text: &&str| text.len() > 3 && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                        keys.extend(literals.filter(is_key).map(str::to_owned));
                    }
                }
            }
        }
        keys
    }

    #[test]
    fn every_key_has_words_in_both_languages_and_every_word_is_used() {
        let asked = asked();
        assert!(asked.len() > 30, "the search for keys found {}", asked.len());
        for key in &asked {
            assert!(WORDS.contains_key(key), "no words for \"{key}\"");
        }
        for (key, pair) in WORDS.iter() {
            assert!(asked.contains(key), "nothing says \"{key}\"");
            assert!(!pair.en.is_empty() && !pair.ar.is_empty(), "{key}");
            assert_eq!(phrase::gaps(&pair.en), phrase::gaps(&pair.ar), "{key}");
            assert!(!pair.ar.contains([',', ';', '?']), "{key}: a sign of the other script");
            let (letters, arabic) = (char::is_alphabetic, |c: char| ('\u{0620}'..='\u{064A}').contains(&c));
            assert!(!pair.en.contains(letters) || pair.ar.contains(arabic) || pair.ar.contains("{}"), "{key}");
        }
    }

    #[test]
    fn values_fill_the_gaps_in_order() {
        assert_eq!(fill(Lang::English, "too-small", &["60", "15", "40", "10"]).matches("60").count(), 1);
    }
}
