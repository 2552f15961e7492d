//! Reads a lexicon from its files.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{Class, Classes, Clitics, Entry, Files, Lexicon, Meaning, Sense};
use crate::text::{fold, fold_key, tokens};
use crate::timex::grammar::{Grammar, RuleSource};

/// A word file: class, sense, words.
type WordFile = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The grammar file: how words are written, then the rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrammarFile {
    #[serde(default)]
    writing: Writing,
    #[serde(default)]
    groups: BTreeMap<String, String>,
    #[serde(rename = "rule")]
    rules: Vec<RuleSource>,
}

/// How the language writes its words.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Writing {
    outer_clitics: Vec<String>,
    inner_clitics: Vec<String>,
    merged_clitics: Vec<[String; 3]>,
    future_prefixes: Vec<String>,
    present_prefixes: Vec<String>,
    past_suffixes: Vec<String>,
    not_past: Vec<String>,
    object_suffixes: Vec<String>,
    number_joint: bool,
    day_first: bool,
    not_spelled: BTreeMap<String, Vec<String>>,
}

/// Reads the files of one language; the last one is the grammar. An error names the place.
pub(super) fn load(files: Files) -> Result<Lexicon, String> {
    let (grammar, words) = files.split_last().ok_or("a language without files")?;
    let mut classes = Classes::new();
    let mut entries = HashMap::new();
    for (name, text) in words {
        let file: WordFile = toml_edit::de::from_str(text).map_err(|why| format!("{name}: {why}"))?;
        add_words(&file, &mut classes, &mut entries).map_err(|why| format!("{name}: {why}"))?;
    }
    for entry in entries.values_mut() {
        entry.phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    let file: GrammarFile = toml_edit::de::from_str(grammar.1).map_err(|why| format!("{}: {why}", grammar.0))?;
    finish(file, classes, entries)
}

fn finish(file: GrammarFile, classes: Classes, words: HashMap<String, Entry>) -> Result<Lexicon, String> {
    let grammar = Grammar::new(&file.groups, &file.rules, &classes)?;
    let writing = file.writing;
    let folded = |words: Vec<String>| words.iter().map(|word| fold_key(word)).collect();
    let mut not_spelled = Vec::new();
    for (class, spellings) in writing.not_spelled {
        let class = classes.find(&class).ok_or_else(|| format!("no class {class}"))?;
        not_spelled.extend(spellings.into_iter().map(|spelling| (class, spelling)));
    }
    Ok(Lexicon {
        words,
        clitics: Clitics {
            outer: folded(writing.outer_clitics),
            inner: folded(writing.inner_clitics),
            merged: writing.merged_clitics.into_iter().map(|[written, clitic, rest]| (written, clitic, rest)).collect(),
        },
        future_prefixes: folded(writing.future_prefixes),
        present_prefixes: folded(writing.present_prefixes),
        past_suffixes: folded(writing.past_suffixes),
        not_past: folded(writing.not_past),
        object_suffixes: folded(writing.object_suffixes),
        number_joint: writing.number_joint,
        day_first: writing.day_first,
        not_spelled,
        classes,
        grammar,
    })
}

fn add_words(file: &WordFile, classes: &mut Classes, words: &mut HashMap<String, Entry>) -> Result<(), String> {
    for (name, senses) in file {
        let class = classes.intern(name)?;
        for (key, phrases) in senses {
            let sense = Sense::read(key).ok_or_else(|| format!("{name}: no sense {key}"))?;
            for phrase in phrases {
                add_phrase(phrase, class, sense, words).ok_or_else(|| format!("{name}: no word in {phrase:?}"))?;
            }
        }
    }
    Ok(())
}

fn add_phrase(phrase: &str, class: Class, sense: Sense, words: &mut HashMap<String, Entry>) -> Option<()> {
    let folded = fold(phrase);
    let mut keys = tokens(&folded).into_iter().map(|token| token.key.of(&folded.text).to_owned());
    let entry = words.entry(keys.next()?).or_default();
    let rest: Vec<String> = keys.collect();
    let meaning = Meaning { class, sense };
    if rest.is_empty() {
        entry.alone.add(meaning);
    } else if let Some((_, meanings)) = entry.phrases.iter_mut().find(|(known, _)| *known == rest) {
        meanings.add(meaning);
    } else {
        let mut meanings = super::Meanings::default();
        meanings.add(meaning);
        entry.phrases.push((rest, meanings));
    }
    Some(())
}
