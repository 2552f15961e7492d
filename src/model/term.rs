//! Words for what has a name in the code or the lexicon, in both languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Lang;

/// English and Arabic words, by group and name.
static TERMS: LazyLock<HashMap<(&'static str, &'static str), [&'static str; 2]>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/text/terms.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some(((cells.next()?, cells.next()?), [cells.next()?, cells.next()?]))
    };
    lines.filter_map(row).collect()
});

/// The words of `assets/text/terms.tsv` for `name` in Arabic, else in English; `None` for a name that the
/// group does not have.
///
/// Groups are `rule` (how a date was read), `kind` (of a name), `matter` and `unit` (what a disagreement
/// is about).
pub fn term(lang: Lang, group: &str, name: &str) -> Option<&'static str> {
    let [english, arabic] = TERMS.get(&(group, name))?;
    Some(if lang == Lang::Arabic { arabic } else { english })
}

/// What a disagreement is about, in words: `about` is an entity's key, or that or a unit, a colon and the
/// matter. Keys go through `name`.
pub fn about(lang: Lang, about: &str, name: &dyn Fn(&str) -> String) -> String {
    let (who, matter) = about.split_once(": ").map_or((about, None), |(who, matter)| (who, Some(matter)));
    let Some(matter) = matter else { return name(who) };
    let who = term(lang, "unit", who).map_or_else(|| name(who), str::to_owned);
    format!("{who}: {}", term(lang, "matter", matter).unwrap_or(matter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityType;

    /// Holds one group against the names that it must have, no fewer and no more.
    fn check<'a>(group: &str, names: impl Iterator<Item = &'a str>) {
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        let mut own: Vec<&str> = TERMS.keys().filter(|(of, _)| *of == group).map(|(_, name)| *name).collect();
        own.sort_unstable();
        assert_eq!(own, names, "{group}");
    }

    fn first_cells(table: &'static str) -> impl Iterator<Item = &'static str> {
        let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        lines.filter_map(|line| line.split('\t').next())
    }

    #[test]
    fn every_rule_unit_and_kind_has_words() {
        let rules = [
            include_str!("../../assets/lexicon/ar/grammar.toml"),
            include_str!("../../assets/lexicon/en/grammar.toml"),
        ];
        let lines = rules.iter().flat_map(|rules| rules.lines());
        check("rule", lines.filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')));
        check("unit", first_cells(include_str!("../../assets/lexicon/counted.tsv")));
        check("kind", EntityType::ALL.iter().map(|kind| kind.code()));
    }

    #[test]
    fn words_are_arabic_and_matters_are_actions() {
        let actions: Vec<&str> = first_cells(include_str!("../../assets/lexicon/actions.tsv")).collect();
        for ((group, name), [english, arabic]) in TERMS.iter() {
            assert!(!english.is_empty() && arabic.contains(|c: char| ('\u{0620}'..='\u{064A}').contains(&c)), "{name}");
            assert!(*group != "matter" || actions.contains(name), "{name}");
        }
    }

    #[test]
    fn what_a_disagreement_is_about_is_told_in_words() {
        let name = |id: &str| format!("<{id}>");
        for (text, expect) in [
            ("china", "<china>"),
            ("acme: take", "<acme>: أخذ البيانات"),
            ("servers: 30000 – 60000", "خوادم: 30000 – 60000"),
            ("strange: thing", "<strange>: thing"),
        ] {
            assert_eq!(about(Lang::Arabic, text, &name), expect);
        }
        assert_eq!(about(Lang::English, "acme: take", &name), "<acme>: data taken");
    }
}
