//! The lexicons: the words of each language, in the classes that the rules speak of.
//!
//! They are data under `assets/lexicon/`, one folder a language, read once. A word file has a table
//! a class, in it a key that says the sense ([`Sense::read`]), and the words of that sense as people
//! write them; they are folded on reading. A phrase of several words is found before its parts.

mod class;
mod load;
mod sense;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::grammar::Grammar;
use crate::model::Lang;

pub(in crate::timex) use class::{Class, ClassSet, Classes, ROOM};
pub(in crate::timex) use sense::{DayPart, Reference, Season, Sense, Unit};

/// One class of a word with what it says there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::timex) struct Meaning {
    pub class: Class,
    pub sense: Sense,
}

/// The meanings of one word or phrase.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::timex) struct Meanings {
    pub classes: ClassSet,
    pub list: Vec<Meaning>,
}

impl Meanings {
    fn add(&mut self, meaning: Meaning) {
        self.classes.insert(meaning.class);
        self.list.push(meaning);
    }
}

/// What begins with one word: the word itself and the phrases, longest first.
#[derive(Clone, Debug, Default)]
pub(in crate::timex) struct Entry {
    /// The word alone.
    pub alone: Meanings,
    /// The other words of a phrase and its meanings.
    pub phrases: Vec<(Vec<String>, Meanings)>,
}

/// Letters that Arabic writes onto the next word.
#[derive(Clone, Debug, Default)]
pub(in crate::timex) struct Clitics {
    /// Those that come first ("and").
    pub outer: Vec<String>,
    /// Those that come next ("in", "to", "as").
    pub inner: Vec<String>,
    /// A clitic that has swallowed a letter of the word: as written, the clitic, what to put before the rest.
    pub merged: Vec<(String, String, String)>,
}

/// Words and rules of one language.
#[derive(Clone, Debug)]
pub(in crate::timex) struct Lexicon {
    words: HashMap<String, Entry>,
    /// Letters written onto words.
    pub clitics: Clitics,
    /// First letters that make a verb of the future, and words that only look like one.
    pub future_prefixes: Vec<String>,
    /// First letters that make a verb of the present.
    pub present_prefixes: Vec<String>,
    /// Last letters that make a verb of the past.
    pub past_suffixes: Vec<String>,
    /// Words with such an ending that are no verbs of the past.
    pub not_past: Vec<String>,
    /// Last letters that are the object of a verb.
    pub object_suffixes: Vec<String>,
    /// Whether "and" must stand between the parts of a number.
    pub number_joint: bool,
    /// Whether a date in digits has its day first, also where that lies ahead.
    pub day_first: bool,
    /// Spellings that are another word, with the class that they must not have.
    pub not_spelled: Vec<(Class, String)>,
    /// The names of its classes.
    pub classes: Classes,
    /// The rules.
    pub grammar: Grammar,
}

impl Lexicon {
    /// What begins with that folded word.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.words.get(key)
    }

    /// The lexicon of a language; `None` for one that has none, so that Persian is not misread as
    /// Arabic. Text in an unknown language is read by its letters.
    pub fn of(lang: Lang, text: &str) -> Option<&'static Self> {
        let arabic = match lang {
            Lang::Arabic => true,
            Lang::English => false,
            Lang::Persian | Lang::Urdu | Lang::Kurdish => return None,
            Lang::Unknown => {
                text.chars().filter(|c| c.is_alphabetic()).take(200).any(|c| ('\u{620}'..='\u{6FF}').contains(&c))
            }
        };
        Some(if arabic { &ARABIC } else { &ENGLISH })
    }
}

macro_rules! assets {
    ($lang:literal: $($file:literal),*) => {
        &[$(($file, include_str!(concat!("../../../assets/lexicon/", $lang, "/", $file, ".toml")))),*]
    };
}

/// Every word file of a language, with the settings and the rules last.
type Files = &'static [(&'static str, &'static str)];

const ARABIC_FILES: Files =
    assets!("ar": "months", "weekdays", "numbers", "units", "relative", "times", "marks", "names", "grammar");
const ENGLISH_FILES: Files =
    assets!("en": "months", "weekdays", "numbers", "units", "relative", "times", "marks", "names", "grammar");

static ARABIC: LazyLock<Lexicon> =
    LazyLock::new(|| load::load(ARABIC_FILES).expect("the Arabic lexicon is well formed"));
static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| load::load(ENGLISH_FILES).expect("the English lexicon is well formed"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lexicons_are_well_formed() {
        for files in [ARABIC_FILES, ENGLISH_FILES] {
            if let Err(why) = load::load(files) {
                panic!("{why}");
            }
        }
    }

    #[test]
    fn a_text_of_no_language_is_read_by_its_letters() {
        let reads =
            |text: &str, word: &str| Lexicon::of(Lang::Unknown, text).and_then(|words| words.entry(word)).is_some();
        assert!(reads("في مارس", "شباط"));
        assert!(reads("in March", "february"));
        assert!(Lexicon::of(Lang::Persian, "در مارس").is_none());
    }
}
