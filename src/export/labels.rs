//! The words of the exported texts, in both languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Lang;

static LABELS: LazyLock<File> = LazyLock::new(|| {
    toml_edit::de::from_str(include_str!("../../assets/export/labels.toml"))
        .expect("the program's labels are well-formed")
});

#[derive(Deserialize)]
struct File {
    en: Labels,
    ar: Labels,
}

/// Labels of one language: sentences with `{}` to fill, and single words.
#[derive(Deserialize)]
pub(super) struct Labels {
    words: BTreeMap<String, String>,
    #[serde(flatten)]
    lines: BTreeMap<String, String>,
}

impl Labels {
    /// The labels of `lang`: Arabic, else English.
    pub(super) fn of(lang: Lang) -> &'static Self {
        if lang == Lang::Arabic { &LABELS.ar } else { &LABELS.en }
    }

    /// The line `key` with its blanks filled in order.
    pub(super) fn line(&self, key: &str, fill: &[&str]) -> String {
        let mut out = String::new();
        let mut fill = fill.iter();
        let mut rest = self.lines.get(key).map_or(key, String::as_str);
        while let Some((before, after)) = rest.split_once("{}") {
            out.push_str(before);
            out.push_str(fill.next().copied().unwrap_or(""));
            rest = after;
        }
        out + rest
    }

    /// The word for a value of the model, by its name in JSON.
    pub(super) fn word(&self, value: &impl serde::Serialize) -> String {
        let name = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string));
        name.map(|name| self.words.get(&name).cloned().unwrap_or(name)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Certainty, DisputeKind, Precision, Report};

    #[test]
    fn both_languages_have_the_same_labels() {
        let keys = |map: &BTreeMap<String, String>| map.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&LABELS.en.lines), keys(&LABELS.ar.lines));
        assert_eq!(keys(&LABELS.en.words), keys(&LABELS.ar.words));
        for (key, line) in &LABELS.en.lines {
            let arabic = LABELS.ar.lines.get(key).map_or(0, |line| line.matches("{}").count());
            assert_eq!(arabic, line.matches("{}").count(), "{key}");
        }
    }

    #[test]
    fn values_of_the_model_have_words() {
        let labels = Labels::of(Lang::Arabic);
        assert_eq!(labels.word(&Precision::PartOfMonth), "جزء من شهر");
        assert_eq!(labels.word(&Certainty::Hedged), "محتمل");
        assert_eq!(labels.word(&Report::Urge), "يدعو");
        assert_eq!(labels.word(&DisputeKind::Superseded), "قال لاحقا غير ذلك");
        assert_eq!(Labels::of(Lang::English).line("window", &["a"]), "a to ");
    }
}
