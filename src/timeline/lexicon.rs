//! The word lists of this module, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::Book;
use crate::model::Report;
use crate::text::fold_key;

/// Index of an action in [`Actions::ids`].
pub(super) type Action = u16;

/// Reporting verbs and the words around them.
pub(super) static REPORTING: LazyLock<Reporting> = LazyLock::new(|| {
    let file: ReportingFile = parse(include_str!("../../assets/lexicon/reporting.toml"));
    Reporting::new(&file)
});

/// Hedges and denials.
pub(super) static CERTAINTY: LazyLock<CertaintyWords> = LazyLock::new(|| {
    let file: CertaintyFile = parse(include_str!("../../assets/lexicon/certainty.toml"));
    CertaintyWords {
        hedges: file.hedge.book(),
        denials: file.denial.book(),
        exceptions: file.except.book(),
        modals: file.modal.set(),
        perfect: file.perfect.set(),
        imperfect: file.imperfect.set(),
    }
});

/// What happens in a sentence.
pub(super) static ACTIONS: LazyLock<Actions> = LazyLock::new(|| {
    let file: ActionFile = parse(include_str!("../../assets/lexicon/actions.toml"));
    let phrases = file.action.iter().enumerate();
    let book = Book::new(phrases.flat_map(|(index, a)| a.phrases.iter().map(move |p| (p.as_str(), index as Action))));
    Actions { ids: file.action.into_iter().map(|action| action.id).collect(), book }
});

/// What the verbs and words of `reporting.toml` do.
pub(super) struct Reporting {
    /// Verb forms.
    pub(super) verbs: Book<Report>,
    /// "According to" and its kin.
    pub(super) sources: Book<()>,
    /// Words before what is said.
    pub(super) complements: HashSet<String>,
    /// Words that end an Arabic subject.
    pub(super) stops: HashSet<String>,
    /// Words between an English subject and its verb.
    pub(super) between: HashSet<String>,
    /// Words before a verb form that is none.
    pub(super) passive: HashSet<String>,
    /// Words after which an English clause begins.
    pub(super) clauses: HashSet<String>,
    /// Pronouns and nouns for something named before; `true` for a person.
    pub(super) anaphors: HashMap<String, bool>,
    /// Heads of phrases that can speak.
    pub(super) roles: HashSet<String>,
}

/// What `certainty.toml` says.
pub(super) struct CertaintyWords {
    /// Hedges.
    pub(super) hedges: Book<()>,
    /// Denials.
    pub(super) denials: Book<()>,
    /// What looks like a denial and is none.
    pub(super) exceptions: Book<()>,
    /// May and might.
    pub(super) modals: HashSet<String>,
    /// Perfect verbs that look like imperfect ones.
    pub(super) perfect: HashSet<String>,
    /// Imperfect verbs that look like perfect ones.
    pub(super) imperfect: HashSet<String>,
}

/// What `actions.toml` says.
pub(super) struct Actions {
    /// The keys of the actions.
    pub(super) ids: Vec<String>,
    /// Their phrases.
    pub(super) book: Book<Action>,
}

#[derive(Deserialize)]
struct Verb {
    report: Report,
    en: Vec<String>,
    ar: Vec<String>,
}

#[derive(Deserialize)]
struct Pair {
    en: Vec<String>,
    ar: Vec<String>,
}

#[derive(Deserialize)]
struct WordList {
    words: Vec<String>,
}

impl WordList {
    fn set(&self) -> HashSet<String> {
        self.words.iter().map(|word| fold_key(word)).collect()
    }
}

#[derive(Deserialize)]
struct PhraseList {
    phrases: Vec<String>,
}

impl PhraseList {
    fn book(&self) -> Book<()> {
        Book::new(self.phrases.iter().map(|phrase| (phrase.as_str(), ())))
    }
}

#[derive(Deserialize)]
struct Anaphors {
    person: Vec<String>,
    other: Vec<String>,
}

#[derive(Deserialize)]
struct ReportingFile {
    verb: Vec<Verb>,
    source: Pair,
    complement: WordList,
    stop: WordList,
    between: WordList,
    passive: WordList,
    clause: WordList,
    anaphor: Anaphors,
    role: WordList,
}

#[derive(Deserialize)]
struct CertaintyFile {
    hedge: PhraseList,
    modal: WordList,
    denial: PhraseList,
    except: PhraseList,
    perfect: WordList,
    imperfect: WordList,
}

#[derive(Deserialize)]
struct ActionEntry {
    id: String,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
struct ActionFile {
    action: Vec<ActionEntry>,
}

impl Reporting {
    fn new(file: &ReportingFile) -> Self {
        let verbs = file
            .verb
            .iter()
            .flat_map(|verb| verb.en.iter().chain(&verb.ar).map(move |form| (form.as_str(), verb.report)));
        let person = file.anaphor.person.iter().map(|word| (fold_key(word), true));
        let other = file.anaphor.other.iter().map(|word| (fold_key(word), false));
        Self {
            verbs: Book::verbs(verbs),
            sources: Book::new(file.source.en.iter().chain(&file.source.ar).map(|phrase| (phrase.as_str(), ()))),
            complements: file.complement.set(),
            stops: file.stop.set(),
            between: file.between.set(),
            passive: file.passive.set(),
            clauses: file.clause.set(),
            anaphors: person.chain(other).collect(),
            roles: file.role.set(),
        }
    }
}

/// A list that ships with the program is right, or no test passes.
fn parse<T: for<'a> Deserialize<'a>>(text: &str) -> T {
    toml_edit::de::from_str(text).expect("the word lists of the program are well-formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_are_read() {
        assert!(REPORTING.anaphors.len() > 20 && REPORTING.stops.len() > 20);
        assert!(CERTAINTY.perfect.contains("تم"));
        let mut ids = ACTIONS.ids.clone();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), ACTIONS.ids.len(), "an action has one entry");
    }
}
