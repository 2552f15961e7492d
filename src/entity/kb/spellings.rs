//! The other spellings of a name that somebody looks for, of both languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::entity::base;
use crate::entity::kb::{Alias, Guard, Kb};
use crate::model::EntityType;
use crate::text::fold_key;

/// Letters of the shortest name that is looked for under its other spellings: short ones mean too much.
const SHORTEST: usize = 4;

static SPELLINGS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| read(base::embedded()));

/// The other names of one word, folded, of the entity that `word`, folded, names: `hafnium` gives
/// what Arabic texts write. Nothing where the word names no entity of the knowledge base, or more
/// than one, or is a name only now and then.
pub fn spellings(word: &str) -> &'static [String] {
    SPELLINGS.get(word).map_or(&[], Vec::as_slice)
}

fn read(kb: &Kb) -> HashMap<String, Vec<String>> {
    let mut names: HashMap<usize, Vec<String>> = HashMap::new();
    let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
    // A demonym is no other name of its country: who looks for one wants it.
    let sure = |alias: &Alias| alias.guard == Guard::Free && !alias.exact && alias.kind != EntityType::Norp;
    for alias in kb.aliases().filter(sure) {
        let key = fold_key(alias.text);
        let one_word = key.chars().all(char::is_alphanumeric) && key.chars().count() >= SHORTEST;
        if !one_word {
            continue;
        }
        let known = names.entry(alias.entity).or_default();
        if !known.contains(&key) {
            known.push(key.clone());
        }
        let owners = owners.entry(key).or_default();
        if !owners.contains(&alias.entity) {
            owners.push(alias.entity);
        }
    }
    let only = owners.into_iter().filter_map(|(key, owners)| match owners.as_slice() {
        [owner] => {
            let others = names.get(owner)?.iter().filter(|name| **name != key).cloned().collect();
            Some((key, others))
        }
        _ => None,
    });
    only.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, others: &[&str]) {
        let found = spellings(&fold_key(word));
        for other in others {
            assert!(found.contains(&fold_key(other)), "{word}: {other} is not among {found:?}");
        }
        assert!(!found.contains(&fold_key(word)));
    }

    #[test]
    fn a_name_is_known_by_its_spellings_in_both_languages() {
        check("hafnium", &["هافنيوم"]);
        check("هافنيوم", &["hafnium"]);
        check("ميكروسوفت", &["مايكروسوفت", "microsoft"]);
        check("باريس", &["paris"]);
    }

    #[test]
    fn words_that_name_nothing_for_sure_have_none() {
        for word in ["update", "تحديث", "chinese", "tick", "من", ""] {
            assert!(spellings(&fold_key(word)).is_empty(), "{word}: {:?}", spellings(&fold_key(word)));
        }
    }
}
