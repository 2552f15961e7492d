//! The words of the exported texts, in both languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::{Lang, phrase};

static ENGLISH: LazyLock<Labels> = LazyLock::new(|| Labels::read(Lang::English, 1));

static ARABIC: LazyLock<Labels> = LazyLock::new(|| Labels::read(Lang::Arabic, 2));

/// Labels of one language: sentences with blanks, and words for values of the model, whose keys
/// begin with a dot. Blanks are those of [`phrase::fill`].
pub(super) struct Labels {
    lang: Lang,
    lines: HashMap<&'static str, &'static str>,
}

impl Labels {
    /// The labels of `lang`: Arabic, else English.
    pub(super) fn of(lang: Lang) -> &'static Self {
        if lang == Lang::Arabic { &ARABIC } else { &ENGLISH }
    }

    fn read(lang: Lang, column: usize) -> Self {
        let lines = include_str!("../../assets/export/labels.tsv").lines().filter(|line| !line.starts_with('#'));
        let pair = |line: &'static str| Some((line.split('\t').next()?, line.split('\t').nth(column)?));
        Self { lang, lines: lines.filter_map(pair).collect() }
    }

    /// The line `key` with its blanks filled in order.
    pub(super) fn line(&self, key: &str, fill: &[&str]) -> String {
        phrase::fill(self.lang, self.lines.get(key).copied().unwrap_or(key), fill)
    }

    /// The word for a value of the model, by its name in JSON.
    pub(super) fn word(&self, value: &impl serde::Serialize) -> String {
        let name = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string));
        let word = |name: String| self.lines.get(format!(".{name}").as_str()).map_or(name, |word| (*word).to_string());
        name.map(word).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Certainty, DisputeKind, Precision, Report};

    #[test]
    fn both_languages_have_the_same_labels() {
        assert_eq!(ARABIC.lines.len(), ENGLISH.lines.len());
        for (key, line) in &ENGLISH.lines {
            let arabic = ARABIC.lines.get(key).map_or(0, |line| line.matches('{').count());
            assert_eq!(arabic, line.matches('{').count(), "{key}");
        }
    }

    #[test]
    fn values_of_the_model_have_words() {
        let labels = Labels::of(Lang::Arabic);
        assert_eq!(labels.word(&Precision::PartOfMonth), "جزء من شهر");
        assert_eq!(Labels::of(Lang::English).word(&Precision::PartOfMonth), "part of a month");
        assert_eq!(labels.word(&Certainty::Hedged), "محتمل");
        assert_eq!(labels.word(&Report::Urge), "دعوة");
        assert_eq!(labels.word(&DisputeKind::Superseded), "عُدِل عنه لاحقا");
        assert_eq!(Labels::of(Lang::English).line("window", &["a"]), "a to ");
    }

    #[test]
    fn numbers_have_the_noun_that_goes_with_them() {
        for (lang, count, expect) in [
            (Lang::English, "1", "1 article, 1 origin, languages: en"),
            (Lang::English, "2", "2 articles, 2 origins, languages: en"),
            (Lang::Arabic, "1", "مقال واحد، مصدر مستقل واحد، اللغات: en"),
            (Lang::Arabic, "3", "3 مقالات، 3 مصادر مستقلة، اللغات: en"),
        ] {
            assert_eq!(Labels::of(lang).line("sources", &[count, count, "en"]), expect);
        }
    }
}
