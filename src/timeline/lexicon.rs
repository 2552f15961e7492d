//! The word lists of this module, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::words::Book;
use crate::model::Report;
use crate::text::fold_key;

/// Reporting verbs and the words around them.
pub(super) static REPORTING: LazyLock<Reporting> =
    LazyLock::new(|| Reporting::new(&Lists::read(include_str!("../../assets/lexicon/reporting.tsv"))));

/// Hedges and denials.
pub(super) static CERTAINTY: LazyLock<CertaintyWords> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../assets/lexicon/certainty.tsv"));
    CertaintyWords {
        hedges: lists.book("hedge"),
        denials: lists.book("denial"),
        exceptions: lists.book("except"),
        nothing: lists.book("nothing"),
        undone: lists.book("undone"),
        relatives: lists.set("relative"),
        auxiliaries: lists.set("auxiliary"),
        corrections: lists.book("correction"),
        modals: lists.set("modal"),
        perfect: lists.set("perfect"),
        imperfect: lists.set("imperfect"),
    }
});

/// What happens in a sentence.
pub(super) static ACTIONS: LazyLock<Actions> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../assets/lexicon/actions.tsv"));
    let mut ids: Vec<String> = Vec::new();
    let mut phrases = Vec::new();
    for (name, words) in &lists.0 {
        let known = ids.iter().position(|id| id == name);
        let action = known.unwrap_or_else(|| {
            ids.push((*name).to_string());
            ids.len() - 1
        });
        phrases.extend(words.iter().map(|phrase| (*phrase, action)));
    }
    Actions { ids, book: Book::new(phrases) }
});

/// Words that say that a count is of the whole world.
pub(super) static WORLD: LazyLock<Book<()>> =
    LazyLock::new(|| Lists::read(include_str!("../../assets/lexicon/scope.tsv")).book("world"));

/// The lines of a list file: the list's name and its phrases.
struct Lists<'a>(Vec<(&'a str, Vec<&'a str>)>);

impl<'a> Lists<'a> {
    /// Reads `name TAB phrase | phrase`; lines that begin with `#` are comments.
    fn read(text: &'a str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        Self(lines.map(|(name, words)| (name, words.split('|').map(str::trim).collect())).collect())
    }

    fn of(&self, list: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| *name == list).flat_map(|(_, words)| words.iter().copied())
    }

    fn set(&self, list: &str) -> HashSet<String> {
        self.of(list).map(fold_key).collect()
    }

    fn book(&self, list: &str) -> Book<()> {
        Book::new(self.of(list).map(|phrase| (phrase, ())))
    }
}

/// The lists of verbs, by what they do.
const REPORTS: [(&str, Report); 7] = [
    ("verb state", Report::State),
    ("verb announce", Report::Announce),
    ("verb reveal", Report::Reveal),
    ("verb warn", Report::Warn),
    ("verb accuse", Report::Accuse),
    ("verb deny", Report::Deny),
    ("verb urge", Report::Urge),
];

/// What the verbs and words of `reporting.tsv` do.
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

/// What `certainty.tsv` says.
pub(super) struct CertaintyWords {
    /// Hedges.
    pub(super) hedges: Book<()>,
    /// Denials.
    pub(super) denials: Book<()>,
    /// What looks like a denial and is none.
    pub(super) exceptions: Book<()>,
    /// "No … was", a denial where something done follows.
    pub(super) nothing: Book<()>,
    /// What was not done.
    pub(super) undone: Book<()>,
    /// Words whose clause only describes a name.
    pub(super) relatives: HashSet<String>,
    /// Verbs between such a word and a denial.
    pub(super) auxiliaries: HashSet<String>,
    /// What is said about an earlier wording of the article.
    pub(super) corrections: Book<()>,
    /// May and might.
    pub(super) modals: HashSet<String>,
    /// Perfect verbs that look like imperfect ones.
    pub(super) perfect: HashSet<String>,
    /// Imperfect verbs that look like perfect ones.
    pub(super) imperfect: HashSet<String>,
}

/// What `actions.tsv` says.
pub(super) struct Actions {
    /// The keys of the actions.
    pub(super) ids: Vec<String>,
    /// Their phrases.
    pub(super) book: Book<usize>,
}

impl Reporting {
    fn new(lists: &Lists) -> Self {
        let verbs = REPORTS.iter().flat_map(|(list, report)| lists.of(list).map(move |form| (form, *report)));
        let person = lists.of("person").map(|word| (fold_key(word), true));
        let other = lists.of("anaphor").map(|word| (fold_key(word), false));
        Self {
            verbs: Book::verbs(verbs),
            sources: lists.book("source"),
            complements: lists.set("complement"),
            stops: lists.set("stop"),
            between: lists.set("between"),
            passive: lists.set("passive"),
            clauses: lists.set("clause"),
            anaphors: person.chain(other).collect(),
            roles: lists.set("role"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_are_read() {
        assert!(REPORTING.anaphors.len() > 20 && REPORTING.stops.len() > 20);
        assert!(CERTAINTY.perfect.contains("تم"));
        assert!(CERTAINTY.imperfect.contains("نجد") && CERTAINTY.modals.contains("may"));
        assert!(ACTIONS.ids.len() > 20 && ACTIONS.ids.iter().all(|id| id.is_ascii()));
    }
}
