//! Known names of one or several words that somebody looks for, with all that texts call the same
//! thing in both languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::entity::base;
use crate::entity::kb::{Alias, Guard, Kb};
use crate::model::EntityType;
use crate::text::{fold_key, hash};

/// Words of the longest name that is looked for.
const LONGEST: usize = 8;

/// Letters of the shortest name: short ones mean too much.
const SHORTEST: usize = 4;

/// Letters of the shortest acronym that a long name is also looked for by.
const ACRONYM: usize = 3;

/// Words that mean nothing alone: no acronym that is written like one is looked for.
const FUNCTION_WORDS: &str = include_str!("../../../assets/lexicon/function-words.tsv");

/// Hashes of folded names, with the one entity that each names.
static OWNERS: LazyLock<HashMap<u64, Option<usize>>> = LazyLock::new(|| owners(base::embedded()));

/// The longest known name that `words`, folded, begin with: how many of them it takes, and what else
/// texts of both languages call the same thing, folded. `None` where they begin with no name of the
/// knowledge base, or with one of several things, or with one that is a name only now and then.
pub fn known_name(words: &[&str]) -> Option<(usize, Vec<String>)> {
    (1..=words.len().min(LONGEST)).rev().find_map(|count| {
        let name = words.get(..count)?.join(" ");
        let owner = OWNERS.get(&hash(&name)).copied().flatten()?;
        let others = others(base::embedded(), owner, &name);
        (!others.is_empty()).then_some((count, others))
    })
}

fn owners(kb: &Kb) -> HashMap<u64, Option<usize>> {
    let mut owners: HashMap<u64, Option<usize>> = HashMap::new();
    for alias in kb.aliases().filter(|alias| sure(alias)) {
        let key = spaced(alias.text);
        if key.chars().count() < SHORTEST {
            continue;
        }
        let owner = owners.entry(hash(&key)).or_insert(Some(alias.entity));
        if *owner != Some(alias.entity) {
            *owner = None;
        }
    }
    owners
}

/// A demonym is no other name of its country: who looks for one wants it.
fn sure(alias: &Alias<'_>) -> bool {
    alias.guard == Guard::Free && !alias.exact && alias.kind != EntityType::Norp
}

fn others(kb: &Kb, entity: usize, name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for alias in kb.aliases().filter(|alias| alias.entity == entity) {
        let key = spaced(alias.text);
        let fits = if alias.exact {
            is_acronym(alias.text) && !FUNCTION_WORDS.split_whitespace().any(|word| word == key)
        } else {
            sure(&alias) && key.chars().count() >= SHORTEST
        };
        if fits && key != name && !out.contains(&key) {
            out.push(key);
        }
    }
    out
}

fn is_acronym(text: &str) -> bool {
    text.len() >= ACRONYM && text.chars().all(|c| c.is_ascii_uppercase())
}

/// The folded words of a name, as an index cuts them.
fn spaced(text: &str) -> String {
    let folded = fold_key(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(query: &str) -> Option<(usize, Vec<String>)> {
        let folded = fold_key(query);
        known_name(&folded.split_whitespace().collect::<Vec<_>>())
    }

    #[test]
    fn a_name_of_several_words_is_known_in_both_languages() {
        for (query, count, others) in [
            ("European Banking Authority breach", 3, &["الهيئة المصرفية الأوروبية", "EBA"][..]),
            ("الهيئة المصرفية الأوروبية", 3, &["European Banking Authority", "eba"]),
            ("البيت الأبيض", 2, &["White House"]),
            ("hafnium", 1, &["هافنيوم"]),
        ] {
            let (found, known) = find(query).unwrap_or_else(|| panic!("{query} is known"));
            assert_eq!(found, count, "{query}");
            for other in others {
                assert!(known.contains(&spaced(other)), "{query}: {other} is not among {known:?}");
            }
        }
    }

    #[test]
    fn what_names_nothing_for_sure_is_none() {
        for query in ["", "banking authority", "update", "chinese", "the european banking authority", "من"] {
            assert_eq!(find(query), None, "{query}");
        }
        let (_, known) = find("World Health Organization").expect("it is known");
        assert!(!known.contains(&"who".to_owned()), "every text has that word: {known:?}");
    }
}
