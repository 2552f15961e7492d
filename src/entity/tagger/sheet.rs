//! A text as the tagger reads it: for every word its letters, shape, classes and lists as numbers,
//! and which words can be part of a name at all.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::TokenKind;

use crate::entity::candidate::Candidate;
use crate::entity::lexicon::Lexicon;
use crate::entity::tagger::classes::{Class, Classes};
use crate::entity::tagger::hash;
use crate::entity::tagger::stem::stem;
use crate::entity::words::{Gap, Words};

/// The longest run of capitalised words that is looked at as one.
const LONGEST: usize = 12;

/// What the letters of a word look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    #[default]
    Sign,
    Number,
    Arabic,
    Small,
    Capital,
    Shout,
    Letter,
    Mixed,
}

/// One word as numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    pub key: u64,
    /// Its first and last letters, one to four; 0 where it has no more.
    pub starts: [u64; 4],
    pub ends: [u64; 4],
    /// Capitals, small letters and other signs in their order, each run as one.
    pub shape: u64,
    pub look: Look,
    pub class: Class,
    /// The lists of trigger words that have it, as bits.
    pub lists: u32,
    /// Kind and place of the listed name it belongs to.
    pub listed: u8,
    /// Arabic: the word without clitics and article, and which of these it has.
    pub stem: u64,
    pub clitics: u8,
    /// The run of capitalised words around it.
    pub run: (u32, u32),
    /// Whether it begins a sentence or a line.
    pub first: bool,
    /// Whether it could be a part of a name.
    pub open: bool,
    /// How its sentence is capitalised.
    pub case: u8,
}

impl Cell {
    /// Whether it has a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.look, Look::Capital | Look::Shout | Look::Mixed | Look::Letter)
    }

    /// Whether it alone can be a name. Small English words are none unless a list has them.
    fn is_core(&self, arabic: bool) -> bool {
        self.is_capital() || (arabic && self.look == Look::Arabic) || (self.listed > 0 && self.look != Look::Sign)
    }
}

/// Opens what can stand inside of a name or at its end: one or two small words or signs between
/// open words, a number beside one, the stop of an initial.
fn bridge(cells: &mut [Cell], from: usize, arabic: bool, words: &Words) {
    for at in 0..cells.len() {
        let core = |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| cell.is_core(arabic));
        let (before, after) = (core(at.checked_sub(1)), core(Some(at + 1)));
        let near = (before || core(at.checked_sub(2))) && (after || core(Some(at + 2)));
        let Some(look) = cells.get(at).map(|cell| cell.look) else { continue };
        let sign = || matches!(words.key(from + at), "-" | "." | "&");
        let opens = match look {
            Look::Number => before || after,
            Look::Sign if arabic => before && after && sign(),
            Look::Sign if words.key(from + at) == "." => near || (at > 0 && cells[at - 1].look == Look::Letter),
            _ => near,
        };
        if let Some(cell) = cells.get_mut(at) {
            cell.open |= opens;
        }
    }
}

/// Hashes are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash::push(hash, *byte));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Trigger words by their hash: the lists that have them as bits.
#[derive(Clone, Debug, Default)]
pub(super) struct Triggers {
    lists: HashMap<u64, u32, BuildHasherDefault<Same>>,
}

impl Triggers {
    /// The lists of `lexicon` that speak of names.
    pub fn new(lexicon: &Lexicon) -> Self {
        let lists = [
            &lexicon.first_names,
            &lexicon.weak_names,
            &lexicon.one_titles,
            &lexicon.two_titles,
            &lexicon.particles,
            &lexicon.connectors,
            &lexicon.speech,
            &lexicon.org_last,
            &lexicon.org_first,
            &lexicon.org_heads,
            &lexicon.org_outside,
            &lexicon.actor_families,
            &lexicon.malware_after,
            &lexicon.malware_before,
            &lexicon.function_words,
        ];
        let mut out = Self::default();
        for (bit, list) in lists.into_iter().enumerate() {
            for word in list {
                *out.lists.entry(hash::word(word)).or_default() |= 1 << bit;
            }
        }
        out
    }

    fn of(&self, word: u64) -> u32 {
        self.lists.get(&word).copied().unwrap_or(0)
    }
}

/// A sentence: first word, the word after the last, and whether it is Arabic.
pub(super) type Sentence = (usize, usize, bool);

/// All words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub cells: Vec<Cell>,
    pub sentences: Vec<Sentence>,
}

impl Sheet {
    /// Reads a text; `listed` are the names of the knowledge base in it.
    pub fn read(words: &Words, listed: &[Candidate], triggers: &Triggers, classes: [&Classes; 2]) -> Self {
        let mut out = Self { cells: Vec::with_capacity(words.len()), sentences: Vec::new() };
        for at in 0..words.len() {
            out.cells.push(cell(at, words, triggers, classes));
        }
        for candidate in listed {
            out.list(candidate);
        }
        let mut start = 0;
        for at in 1..=words.len() {
            if at == words.len() || parts(at, words) {
                out.close(start, at, words);
                start = at;
            }
        }
        out
    }

    /// The runs of words that can be parts of names: their sentence, first word and the word after
    /// the last.
    pub fn open_runs(&self) -> impl Iterator<Item = (Sentence, usize, usize)> {
        self.sentences.iter().flat_map(move |sentence| {
            let (mut at, to, _) = *sentence;
            std::iter::from_fn(move || {
                let open = |at: usize| at < to && self.cells.get(at).is_some_and(|cell| cell.open);
                while at < to && !open(at) {
                    at += 1;
                }
                let start = at;
                while open(at) {
                    at += 1;
                }
                (at > start).then_some((*sentence, start, at))
            })
        })
    }

    fn list(&mut self, candidate: &Candidate) {
        let Some(cells) = self.cells.get_mut(candidate.from..candidate.to) else { return };
        let kind = (candidate.kind as u8 + 1) * 4;
        let whole = cells.len();
        for (at, cell) in cells.iter_mut().enumerate() {
            let place = if whole == 1 { 0 } else { 1 + u8::from(at > 0) };
            // The longer of two overlapping names counts.
            if cell.listed == 0 || cell.listed % 4 == 0 {
                cell.listed = kind + place;
            }
        }
    }

    fn close(&mut self, from: usize, to: usize, words: &Words) {
        let Some(cells) = self.cells.get_mut(from..to) else { return };
        let arabic = cells.iter().filter(|cell| cell.look == Look::Arabic).count();
        let latin = cells.iter().filter(|cell| cell.look as u8 > Look::Arabic as u8).count();
        let case = capitals(cells);
        let is_arabic = arabic > latin;
        for (at, cell) in cells.iter_mut().enumerate() {
            cell.case = case;
            cell.first = at == 0 || words.opens_sentence(from + at);
            cell.run = ((from + at) as u32, (from + at) as u32 + 1);
            cell.open = cell.is_core(is_arabic);
        }
        bridge(cells, from, is_arabic, words);
        self.sentences.push((from, to, is_arabic));
        if !is_arabic {
            self.runs(from, to, words);
        }
    }

    /// Marks the runs of capitalised words; small words inside ("of", "and the", "-") belong to them.
    fn runs(&mut self, from: usize, to: usize, words: &Words) {
        let capital = |cells: &[Cell], at: usize| at < to && cells.get(at).is_some_and(Cell::is_capital);
        let mut at = from;
        while at < to {
            if !capital(&self.cells, at) {
                at += 1;
                continue;
            }
            let start = at;
            let mut end = at + 1;
            while end < to && end - start < LONGEST {
                let joint = is_joint(words.key(end));
                if capital(&self.cells, end) {
                    end += 1;
                } else if joint && capital(&self.cells, end + 1) {
                    end += 2;
                } else {
                    break;
                }
            }
            if let Some(cells) = self.cells.get_mut(start..end) {
                for cell in cells {
                    cell.run = (start as u32, end as u32);
                }
            }
            at = end;
        }
    }
}

fn is_joint(key: &str) -> bool {
    matches!(
        key,
        "of" | "for" | "de" | "van" | "von" | "der" | "al" | "bin" | "-" | "&" | "'" | "’" | "." | "la" | "du"
    )
}

/// Whether a sentence begins at word `at`.
fn parts(at: usize, words: &Words) -> bool {
    let Some(word) = words.get(at) else { return true };
    if word.gap >= Gap::Line {
        return true;
    }
    match words.key(at - 1) {
        "!" | "?" | "؟" => true,
        // The stop of an initial or of a short title ends nothing.
        "." => {
            let before = at.checked_sub(2).map_or("", |before| words.raw(before));
            let short = before.len() <= 3 && before.starts_with(|c: char| c.is_ascii_uppercase());
            !short && (word.capital || word.arabic) && word.gap >= Gap::Blank
        }
        _ => false,
    }
}

/// 0 as sentences are, 1 without capitals, 2 nearly all words with a capital, 3 all in capitals.
fn capitals(cells: &[Cell]) -> u8 {
    let count = |looks: &[Look]| cells.iter().filter(|cell| looks.contains(&cell.look)).count();
    let (small, capital, shout) = (count(&[Look::Small]), count(&[Look::Capital, Look::Mixed]), count(&[Look::Shout]));
    if small + capital + shout < 4 {
        0
    } else if shout > 4 * (small + capital) {
        3
    } else if capital + shout > 3 * small {
        2
    } else {
        u8::from(capital + shout == 0)
    }
}

fn cell(at: usize, words: &Words, triggers: &Triggers, [english, arabic]: [&Classes; 2]) -> Cell {
    let Some(word) = words.get(at) else { return Cell::default() };
    let text = words.key(at);
    let key = hash::word(text);
    let mut cell =
        Cell { key, stem: key, shape: u64::from(text.as_bytes().first().copied().unwrap_or(0)), ..Cell::default() };
    match word.token.kind {
        TokenKind::Punct => {}
        TokenKind::Number => {
            cell.look = Look::Number;
            cell.shape = 0x100 + text.len().min(5) as u64;
        }
        TokenKind::Word if word.arabic => {
            cell.look = Look::Arabic;
            cell.shape = 0x200 + (text.len() / 2).min(9) as u64;
            letters(text, &mut cell);
            let (stem, clitics) = stem(text);
            cell.clitics = clitics;
            if clitics > 0 {
                cell.stem = hash::word(stem);
            }
            cell.class = arabic.of(key);
            if cell.class == Class::default() && clitics > 0 {
                cell.class = arabic.of(cell.stem);
            }
            cell.lists = triggers.of(key);
            if cell.lists == 0 && clitics > 0 && clitics < 5 {
                cell.lists = triggers.of(cell.stem);
            }
        }
        TokenKind::Word => {
            (cell.look, cell.shape) = shape(words.raw(at));
            letters(text, &mut cell);
            cell.class = english.of(key);
            cell.lists = triggers.of(key);
        }
    }
    cell
}

/// Fills the first and last letters.
fn letters(text: &str, cell: &mut Cell) {
    let mut running = 3;
    for (slot, c) in cell.starts.iter_mut().zip(text.chars()) {
        running = hash::push(running, c as u8);
        running = hash::push(running, (c as u32 >> 8) as u8);
        *slot = running;
    }
    let mut running = 5;
    for (slot, c) in cell.ends.iter_mut().zip(text.chars().rev()) {
        running = hash::push(running, c as u8);
        running = hash::push(running, (c as u32 >> 8) as u8);
        *slot = running;
    }
}

/// The look of a Latin word and its shape.
fn shape(raw: &str) -> (Look, u64) {
    let (mut capitals, mut smalls, mut shape, mut last) = (0, 0, 9, 0);
    let mut first = false;
    for (at, c) in raw.chars().enumerate() {
        let kind = if c.is_uppercase() { 1 } else { 2 };
        capitals += usize::from(kind == 1);
        smalls += usize::from(kind == 2);
        first |= at == 0 && kind == 1;
        if kind != last && at < 12 {
            shape = hash::push(shape, kind);
            last = kind;
        }
    }
    let look = match (capitals, smalls) {
        (0, _) => Look::Small,
        (1, 0) => Look::Letter,
        (_, 0) => Look::Shout,
        (1, _) if first => Look::Capital,
        _ => Look::Mixed,
    };
    (look, shape ^ (capitals.min(5) as u64) << 40)
}
