//! The word lists of the rules, read once from `assets/lexicon/`.

use std::collections::{HashMap, HashSet};

use crate::model::EntityType;
use crate::text::fold_key;

use crate::entity::kb::trie::Trie;
use crate::entity::kb::{field, rows};
use crate::entity::words::path;

const NAMES: &str = include_str!("../../assets/lexicon/first-names.tsv");
const ROLES: &str = include_str!("../../assets/lexicon/roles.tsv");
const THREATS: &str = include_str!("../../assets/lexicon/threats.tsv");
const INSTITUTIONS: &str = include_str!("../../assets/lexicon/institutions.tsv");

/// What a word does in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Numeral {
    /// Is added: "thirty".
    Small(f64),
    /// Multiplies: "thousand".
    Scale(f64),
    /// Multiplies, and alone means "some": "thousands".
    Many(f64),
    /// "tens of".
    Vague(f64),
    /// A share of a scale or of things: "half a million", "half of the servers".
    Part(f64),
    /// Shares that are counted: "three quarters".
    Pieces(f64),
}

/// Every word list, folded.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    cues: HashMap<&'static str, HashSet<String>>,
    numerals: HashMap<String, Numeral>,
    /// Things that are counted; the values are places in `things`.
    pub counted: Trie,
    /// Their canonical plurals.
    pub things: Vec<&'static str>,
    /// Bounds before a number and bounds behind it: phrase to sign.
    pub bounds_before: HashMap<String, &'static str>,
    pub bounds_after: HashMap<String, &'static str>,
    /// Words that make the number behind them no count.
    pub no_count_after: HashSet<String>,
    /// Given names: those that are hardly anything else, and those that are words as well.
    pub first_names: HashSet<String>,
    pub weak_names: HashSet<String>,
    /// Titles and roles: before one word of a name, and before two at least.
    pub one_titles: HashSet<String>,
    pub two_titles: HashSet<String>,
    /// Words inside a person's name that are no names, of both languages.
    pub particles: HashSet<String>,
    pub connectors: HashSet<String>,
    /// Verbs of speech beside a person.
    pub speech: HashSet<String>,
    /// Words that end, begin or stand before the name of an organisation.
    pub org_last: HashSet<String>,
    pub org_first: HashSet<String>,
    pub org_heads: HashSet<String>,
    pub org_outside: HashSet<String>,
    /// Words of the names of threat actors, and beside those of malicious software.
    pub actor_schemes: HashSet<String>,
    pub actor_families: HashSet<String>,
    pub malware_after: HashSet<String>,
    pub malware_before: HashSet<String>,
    /// Words that no name is made of.
    pub function_words: HashSet<String>,
}

impl Lexicon {
    /// Reads the embedded lists.
    pub fn embedded() -> Self {
        let (counted, things) = counted(include_str!("../../assets/lexicon/counted.tsv"));
        let bounds = include_str!("../../assets/lexicon/bounds.tsv");
        Self {
            cues: cues(include_str!("../../assets/lexicon/cues.tsv")),
            numerals: numerals(include_str!("../../assets/lexicon/numbers.tsv")),
            counted,
            things,
            bounds_before: phrases(bounds, "before"),
            bounds_after: phrases(bounds, "after"),
            no_count_after: words(include_str!("../../assets/lexicon/quantity-stops.tsv")),
            first_names: labelled(NAMES, "strong"),
            weak_names: labelled(NAMES, "weak"),
            one_titles: labelled(ROLES, "one"),
            two_titles: labelled(ROLES, "two"),
            particles: labelled(ROLES, "particle"),
            connectors: labelled(ROLES, "connector"),
            speech: labelled(ROLES, "speech"),
            org_last: labelled(INSTITUTIONS, "last"),
            org_first: labelled(INSTITUTIONS, "first"),
            org_heads: labelled(INSTITUTIONS, "head"),
            org_outside: labelled(INSTITUTIONS, "outside"),
            actor_schemes: labelled(THREATS, "scheme"),
            actor_families: labelled(THREATS, "family"),
            malware_after: labelled(THREATS, "after"),
            malware_before: labelled(THREATS, "before"),
            function_words: words(include_str!("../../assets/lexicon/function-words.tsv")),
        }
    }

    /// Whether `key` beside a doubtful name of this kind makes it certain.
    pub fn is_cue(&self, kind: EntityType, key: &str) -> bool {
        !key.is_empty() && self.cues.get(kind.code()).is_some_and(|words| words.contains(key))
    }

    /// The numeral that `key` is, and how many bytes of clitic stand before it.
    pub fn numeral(&self, key: &str) -> Option<(Numeral, usize)> {
        if let Some(numeral) = self.numerals.get(key) {
            return Some((*numeral, 0));
        }
        let rest = key.strip_prefix(['و', 'ب', 'ل', 'ف', 'ك'])?;
        self.numerals.get(rest).map(|numeral| (*numeral, key.len() - rest.len()))
    }
}

fn listed(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(';').map(str::trim).filter(|word| !word.is_empty())
}

fn cues(table: &'static str) -> HashMap<&'static str, HashSet<String>> {
    rows(table).map(|fields| (field(&fields, 0), listed(field(&fields, 1)).map(fold_key).collect())).collect()
}

fn numerals(table: &'static str) -> HashMap<String, Numeral> {
    let mut out = HashMap::new();
    for fields in rows(table) {
        let Ok(value) = field(&fields, 1).parse::<f64>() else { continue };
        let numeral = match field(&fields, 0) {
            "small" => Numeral::Small(value),
            "scale" => Numeral::Scale(value),
            "many" => Numeral::Many(value),
            "vague" => Numeral::Vague(value),
            "pieces" => Numeral::Pieces(value),
            _ => Numeral::Part(value),
        };
        for word in listed(field(&fields, 2)) {
            out.entry(fold_key(word)).or_insert(numeral);
        }
    }
    out
}

/// The counted things: their English forms, and their Arabic ones with the article and, where the
/// singular may stand in the accusative ("خادما"), with its alef.
fn counted(table: &'static str) -> (Trie, Vec<&'static str>) {
    let mut trie = Trie::new();
    let mut things = Vec::new();
    for fields in rows(table) {
        let number = things.len() as u32;
        things.push(field(&fields, 0));
        let mut add = |form: &str| trie.insert(path(form).iter().map(String::as_str), number);
        for form in listed(field(&fields, 1)) {
            add(form);
        }
        for form in listed(field(&fields, 2)) {
            add(form);
            add(&format!("ال{form}"));
            if !form.contains(' ') && !form.ends_with(['ة', 'ا', 'ى']) {
                add(&format!("{form}ا"));
            }
        }
    }
    (trie, things)
}

fn phrases(table: &'static str, place: &str) -> HashMap<String, &'static str> {
    let mut out = HashMap::new();
    for fields in rows(table).filter(|fields| field(fields, 1) == place) {
        for phrase in listed(field(&fields, 2)) {
            out.insert(path(phrase).join(" "), field(&fields, 0));
        }
    }
    out
}

fn words(table: &'static str) -> HashSet<String> {
    rows(table).flat_map(|fields| field(&fields, 0).split_whitespace().map(fold_key).collect::<Vec<_>>()).collect()
}

/// The words of the lines that begin with `label`.
fn labelled(table: &'static str, label: &str) -> HashSet<String> {
    let lines = rows(table).filter(|fields| field(fields, 0) == label);
    lines.flat_map(|fields| field(&fields, 1).split_whitespace().map(fold_key).collect::<Vec<_>>()).collect()
}
