//! Reasons: sentences of the program about what it found, kept as data until somebody reads them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Lang, phrase};

/// Why something is as it is: words from outside as they are, or a sentence of the program, which is a
/// key of `assets/text/reasons.tsv` with what fills its gaps.
///
/// It reads as English where nobody asks for a language. In JSON words are a string and a sentence is a
/// list, its key first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Words from outside: of a text, of a server, of a library.
    Words(String),
    /// A sentence: its key, and what fills its gaps.
    Sentence(&'static str, Vec<Reason>),
}

/// A sentence in both languages.
struct Pair {
    english: &'static str,
    arabic: &'static str,
}

static SENTENCES: LazyLock<BTreeMap<&'static str, Pair>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/text/reasons.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?, Pair { english: cells.next()?, arabic: cells.next()? }))
    };
    lines.filter_map(row).collect()
});

impl Reason {
    /// The sentence `key` of the table, its gaps filled with `values`, in order.
    pub fn of<const N: usize>(key: &'static str, values: [Self; N]) -> Self {
        let gaps = SENTENCES.get(key).map(|pair| phrase::gaps(pair.english));
        debug_assert_eq!(gaps, Some(N), "the sentence \"{key}\" of the table and its values");
        Self::Sentence(key, values.into())
    }

    /// Several reasons as one; none is nothing.
    pub fn all(reasons: impl IntoIterator<Item = Self>) -> Self {
        let mut reasons = reasons.into_iter().filter(|reason| !reason.is_empty());
        let first = reasons.next().unwrap_or_default();
        reasons.fold(first, |one, next| Self::of("and", [one, next]))
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Words(words) if words.is_empty())
    }

    /// The sentence in Arabic, else in English. Words from outside go through `quote`, numbers do not.
    pub fn say(&self, lang: Lang, quote: &dyn Fn(&str) -> String) -> String {
        match self {
            Self::Words(words) if words.bytes().all(|byte| byte.is_ascii_digit()) => words.clone(),
            Self::Words(words) => quote(words),
            Self::Sentence(key, values) => {
                let template = SENTENCES.get(key).map_or(*key, |pair| pair.of(lang));
                let values: Vec<String> = values.iter().map(|value| value.say(lang, quote)).collect();
                phrase::fill(lang, template, &values.iter().map(String::as_str).collect::<Vec<_>>())
            }
        }
    }

    /// The sentence in Arabic, else in English.
    pub fn text(&self, lang: Lang) -> String {
        self.say(lang, &str::to_owned)
    }
}

impl Pair {
    fn of(&self, lang: Lang) -> &'static str {
        if lang == Lang::Arabic { self.arabic } else { self.english }
    }
}

impl Default for Reason {
    fn default() -> Self {
        Self::Words(String::new())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::English))
    }
}

impl From<&str> for Reason {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Reason {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<NaiveDate> for Reason {
    fn from(day: NaiveDate) -> Self {
        Self::Words(day.to_string())
    }
}

impl From<usize> for Reason {
    fn from(number: usize) -> Self {
        Self::Words(number.to_string())
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Stored::from(self.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Stored::deserialize(deserializer).map(Self::from)
    }
}

/// A reason in JSON.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Words(String),
    Sentence(Vec<Stored>),
}

impl From<Reason> for Stored {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Words(words) => Self::Words(words),
            Reason::Sentence(key, values) => {
                let key = Self::Words(key.to_owned());
                Self::Sentence(std::iter::once(key).chain(values.into_iter().map(Self::from)).collect())
            }
        }
    }
}

impl From<Stored> for Reason {
    /// A sentence that the table does not have any more is the words in it.
    fn from(stored: Stored) -> Self {
        let values = match stored {
            Stored::Words(words) => return Self::Words(words),
            Stored::Sentence(values) => values,
        };
        let known = match values.first() {
            Some(Stored::Words(key)) => SENTENCES.get_key_value(key.as_str()),
            _ => None,
        };
        let key = known.map(|(key, _)| *key);
        let values: Vec<Self> = values.into_iter().skip(1).map(Self::from).collect();
        match key {
            Some(key) => Self::Sentence(key, values),
            None => Self::Words(
                values.iter().map(Self::to_string).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · "),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_read_in_either_language_and_quotes_what_is_not_its_own() {
        let day: NaiveDate = "2021-03-02".parse().expect("a day");
        let reason = Reason::all([Reason::of("open-after", [day.into()]), "الثلاثاء".into(), Reason::default()]);
        assert_eq!(reason.to_string(), "published on 2021-03-02 or later; الثلاثاء");
        let quoted = reason.say(Lang::Arabic, &|words| format!("<{words}>"));
        assert_eq!(quoted, "نُشر في <2021-03-02> أو بعده؛ <الثلاثاء>");
        assert!(Reason::all([]).is_empty() && !reason.is_empty());
    }

    #[test]
    fn a_reason_keeps_its_parts_in_json() {
        let reason = Reason::of("and", ["a".into(), Reason::of("open-nothing", [])]);
        let json = serde_json::to_string(&reason).expect("plain data");
        assert_eq!(json, r#"["and","a",["open-nothing"]]"#);
        for (json, expect) in [
            (json.as_str(), reason),
            (r#""old words""#, "old words".into()),
            (r#"["gone","a",["b"]]"#, "a".into()),
            ("[]", Reason::default()),
        ] {
            assert_eq!(serde_json::from_str::<Reason>(json).expect("a reason"), expect, "{json}");
        }
    }

    /// All source files of the program without their tests, as one text.
    fn sources() -> String {
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        let mut all = String::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    let source = std::fs::read_to_string(entry.path()).expect("a source file");
                    all.push_str(source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(""));
                }
            }
        }
        all
    }

    #[test]
    fn every_sentence_is_there_in_both_languages_and_is_used() {
        let sources = sources();
        let asked = sources.split("Reason::of(").skip(1).filter_map(|tail| tail.trim_start().strip_prefix('"'));
        let asked: Vec<&str> = asked.filter_map(|tail| tail.split('"').next()).collect();
        assert!(asked.len() > 40, "the search for sentences found {}", asked.len());
        for key in asked {
            assert!(SENTENCES.contains_key(key), "no sentence \"{key}\"");
        }
        for (key, pair) in SENTENCES.iter() {
            assert!(sources.contains(&format!("\"{key}\"")), "nothing says \"{key}\"");
            assert_eq!(phrase::gaps(pair.english), phrase::gaps(pair.arabic), "{key}");
            let arabic = |c: char| ('\u{0620}'..='\u{064A}').contains(&c);
            assert!(!pair.english.contains(arabic), "{key}");
            assert!(pair.arabic.contains(arabic) || phrase::gaps(pair.arabic) > 1, "{key}");
            assert!(!pair.arabic.contains([',', ';', '?']), "{key}: a sign of the other script");
        }
    }
}
