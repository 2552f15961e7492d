//! The words of the exported texts, in both languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Lang;

static ENGLISH: LazyLock<Labels> = LazyLock::new(|| Labels::read(1));

static ARABIC: LazyLock<Labels> = LazyLock::new(|| Labels::read(2));

/// Labels of one language: sentences with blanks, and words for values of the model, whose keys
/// begin with a dot. A blank is `{}`, or `{one|many}` for a number with the noun that follows it.
pub(super) struct Labels(HashMap<&'static str, &'static str>);

impl Labels {
    /// The labels of `lang`: Arabic, else English.
    pub(super) fn of(lang: Lang) -> &'static Self {
        if lang == Lang::Arabic { &ARABIC } else { &ENGLISH }
    }

    fn read(column: usize) -> Self {
        let lines = include_str!("../../assets/export/labels.tsv").lines().filter(|line| !line.starts_with('#'));
        let pair = |line: &'static str| Some((line.split('\t').next()?, line.split('\t').nth(column)?));
        Self(lines.filter_map(pair).collect())
    }

    /// The line `key` with its blanks filled in order.
    pub(super) fn line(&self, key: &str, fill: &[&str]) -> String {
        let mut out = String::new();
        let mut fill = fill.iter();
        let mut rest = self.0.get(key).copied().unwrap_or(key);
        while let Some((before, (nouns, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?)))
        {
            let value = fill.next().copied().unwrap_or("");
            out.push_str(before);
            out.push_str(value);
            if let Some((one, many)) = nouns.split_once('|') {
                out.push(' ');
                out.push_str(if value == "1" { one } else { many });
            }
            rest = after;
        }
        out + rest
    }

    /// The word for a value of the model, by its name in JSON.
    pub(super) fn word(&self, value: &impl serde::Serialize) -> String {
        let name = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string));
        let word = |name: String| self.0.get(format!(".{name}").as_str()).map_or(name, |word| (*word).to_string());
        name.map(word).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Certainty, DisputeKind, Precision, Report};

    #[test]
    fn both_languages_have_the_same_labels() {
        assert_eq!(ARABIC.0.len(), ENGLISH.0.len());
        for (key, line) in &ENGLISH.0 {
            let arabic = ARABIC.0.get(key).map_or(0, |line| line.matches('{').count());
            assert_eq!(arabic, line.matches('{').count(), "{key}");
        }
    }

    #[test]
    fn values_of_the_model_have_words() {
        let labels = Labels::of(Lang::Arabic);
        assert_eq!(labels.word(&Precision::PartOfMonth), "جزء من شهر");
        assert_eq!(Labels::of(Lang::English).word(&Precision::PartOfMonth), "part of a month");
        assert_eq!(labels.word(&Certainty::Hedged), "محتمل");
        assert_eq!(labels.word(&Report::Urge), "يدعو");
        assert_eq!(labels.word(&DisputeKind::Superseded), "قال لاحقا غير ذلك");
        assert_eq!(Labels::of(Lang::English).line("window", &["a"]), "a to ");
    }

    #[test]
    fn numbers_have_the_noun_that_goes_with_them() {
        for (lang, count, expect) in [
            (Lang::English, "1", "1 article, 1 origin, languages: en"),
            (Lang::English, "2", "2 articles, 2 origins, languages: en"),
            (Lang::Arabic, "1", "المقالات: 1، المصادر المستقلة: 1، اللغات: en"),
        ] {
            assert_eq!(Labels::of(lang).line("sources", &[count, count, "en"]), expect);
        }
    }
}
