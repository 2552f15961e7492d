//! The word lists of indicators, from `assets/lexicon/`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::entity::kb::{field, rows};
use crate::model::FILE_ENDINGS;

/// What the ending of a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// That it is a domain.
    Plain,
    /// It is also a word, or the ending of a file.
    Word,
    /// A domain in Arabic letters.
    Arabic,
}

pub(super) struct Lists {
    endings: HashMap<&'static str, Ending>,
    files: HashSet<&'static str>,
    words: HashMap<&'static str, Vec<&'static str>>,
}

pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(Lists::embedded);

impl Lists {
    fn embedded() -> Self {
        let mut endings = HashMap::new();
        for fields in rows(include_str!("../../../assets/lexicon/domains.tsv")) {
            let ending = match field(&fields, 0) {
                "plain" => Ending::Plain,
                "word" => Ending::Word,
                _ => Ending::Arabic,
            };
            endings.extend(field(&fields, 1).split(' ').map(|name| (name, ending)));
        }
        let mut words: HashMap<&str, Vec<&str>> = HashMap::new();
        for fields in rows(include_str!("../../../assets/lexicon/indicators.tsv")) {
            words.entry(field(&fields, 0)).or_default().extend(field(&fields, 1).split(' '));
        }
        Self { endings, files: FILE_ENDINGS.split_whitespace().collect(), words }
    }

    /// What the ending of a domain name says, in any case; `None` for one that IANA does not list.
    pub fn ending(&self, name: &str) -> Option<Ending> {
        let mut small = [0; 24];
        match lower(name, &mut small) {
            Some(name) if name.starts_with("xn--") => Some(Ending::Plain),
            Some(name) => self.endings.get(name).copied(),
            None => self.endings.get(name).copied(),
        }
    }

    /// Whether a name that ends so is that of a file.
    pub fn is_file(&self, ending: &str) -> bool {
        let mut small = [0; 8];
        lower(ending, &mut small).is_some_and(|ending| self.files.contains(ending))
    }

    /// Whether `word`, or what is behind its one Arabic clitic, is in a list.
    pub fn has(&self, list: &str, word: &str) -> bool {
        let bare = word.strip_prefix(['و', 'ف', 'ب', 'ل']).unwrap_or(word);
        let mut known = self.of(list).iter();
        known.any(|known| known.eq_ignore_ascii_case(word) || *known == bare)
    }

    /// The words of a list.
    pub fn of(&self, list: &str) -> &[&'static str] {
        self.words.get(list).map_or(&[], Vec::as_slice)
    }
}

/// Small letters of a short ASCII name, without an allocation.
fn lower<'b>(name: &str, place: &'b mut [u8]) -> Option<&'b str> {
    let place = place.get_mut(..name.len()).filter(|_| name.is_ascii())?;
    place.copy_from_slice(name.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).ok()
}
