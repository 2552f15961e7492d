//! How likely the letters of one script are to be written so in the other.
//!
//! A Latin word is read from left to right: at each place some letters are taken together (`sh`,
//! `ough`) and written as none, one or two Arabic letters, with a chance that depends on the letter
//! before and the two after. The sum over all ways to read it so is the chance of the Arabic
//! spelling; divided by the chance of that spelling among all Arabic names, its logarithm is how
//! much better the two are explained as one name than as two (pointwise mutual information). It is
//! the same whichever of the two is looked for, and common names gain nothing by being common.
//!
//! The table `assets/models/likeness.tsv` is learned by `train`; its head says from what.

use std::sync::LazyLock;

use super::letters::{ARABIC, LONGEST};
use super::table::{Table, chance};

static EMBEDDED: LazyLock<Costs> = LazyLock::new(|| Costs::parse(include_str!("../../../assets/models/likeness.tsv")));

/// Chance that an Arabic letter is written for which no Latin one stands, whatever it is.
const STRAY: f64 = 3e-5;

/// Chance that the Arabic form of a name has an article that the Latin form lacks.
const ARTICLE: f64 = 0.02;

/// Chance that a Latin letter is passed over against all experience.
const DROPPED: f64 = 2e-4;

/// Chance that a Latin letter is written as one that never stands for it.
const WRONG: f64 = 1e-5;

/// One way to go on at a place of a Latin word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Latin letters taken.
    pub taken: u8,
    /// Arabic letters written, 0 for none.
    pub written: [u8; 2],
    pub chance: f64,
}

impl Step {
    pub const fn len(&self) -> usize {
        (self.written[0] > 0) as usize + (self.written[1] > 0) as usize
    }

    /// Whether it writes what `letters` begin with.
    pub fn fits(&self, letters: &[u8]) -> bool {
        let [first, second] = self.written;
        (first == 0 || letters.first() == Some(&first)) && (second == 0 || letters.get(1) == Some(&second))
    }

    pub const fn symbol(self) -> u32 {
        (self.taken as u32) << 16 | (self.written[0] as u32) << 8 | self.written[1] as u32
    }

    const fn of(symbol: u32, chance: f32) -> Self {
        let [_, taken, first, second] = symbol.to_be_bytes();
        Self { taken, written: [first, second], chance: chance as f64 }
    }
}

/// A Latin word with all ways to write it.
pub(super) struct Sounds {
    /// The ways to go on, by place.
    pub steps: Vec<Vec<Step>>,
}

/// The learned chances.
#[derive(Clone, Debug, Default)]
pub(super) struct Costs {
    steps: Table,
    spelling: Table,
}

impl Costs {
    /// The table of the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a table; lines that are none are left out. `prev cur next next` or `+ before before`,
    /// the cost of falling back, and what may follow with its cost.
    pub fn parse(table: &str) -> Self {
        let mut out = Self::default();
        for line in table.lines() {
            let mut fields = line.split('\t');
            let (Some(context), Some(rest)) = (fields.next(), fields.next()) else { continue };
            let Ok(rest) = rest.parse() else { continue };
            let pairs = fields.next().unwrap_or("").split(' ').filter_map(entry);
            match context.strip_prefix('+') {
                Some(before) => out.spelling.push(arabic_key(before), chance(rest), pairs),
                None => out.steps.push(latin_key(context), chance(rest), pairs),
            }
        }
        out.steps.sort();
        out.spelling.sort();
        out
    }

    /// All ways to write `latin`.
    pub fn sounds(&self, latin: &[u8]) -> Sounds {
        let place = |at: usize| {
            let found = self.steps.spread(&contexts(latin, at));
            let whole = found.into_iter().map(|(symbol, chance)| Step::of(symbol, chance));
            whole.filter(|step| at + usize::from(step.taken) <= latin.len()).collect()
        };
        Sounds { steps: (0..latin.len().min(LONGEST)).map(place).collect() }
    }

    /// The natural logarithm of how much better `latin` and `arabic` are one name than two;
    /// nothing like each other is far below 0.
    pub fn likeness(&self, latin: &Sounds, arabic: &[u8]) -> f32 {
        (forward(latin, arabic).ln() - self.spelling(arabic)) as f32
    }

    /// The logarithm of the chance of a spelling among Arabic names.
    pub fn spelling(&self, arabic: &[u8]) -> f64 {
        let mut before = [0_u8; 2];
        let mut sum = 0.0;
        for letter in arabic.iter().copied().chain([END]) {
            let keys = spelling_contexts(before);
            sum += (f64::from(self.spelling.chance(&keys, u32::from(letter))) + 1e-5).ln();
            before = [before[1], letter];
        }
        sum
    }
}

/// The letters of the Arabic article.
const ALEF: u8 = 1;
const LAM: u8 = 26;

/// Stands behind the last letter of an Arabic name.
pub(super) const END: u8 = 63;

/// The chance of `arabic` given the Latin word, over all ways to read it.
fn forward(latin: &Sounds, arabic: &[u8]) -> f64 {
    let width = arabic.len() + 1;
    if arabic.is_empty() || latin.steps.is_empty() || arabic.len() > LONGEST || latin.steps.len() >= LONGEST {
        return 1e-300;
    }
    let mut sums = vec![0.0_f64; width * (latin.steps.len() + 1)];
    if let Some(first) = sums.first_mut() {
        *first = 1.0;
    }
    if let (true, Some(behind)) = (arabic.starts_with(&[ALEF, LAM]), sums.get_mut(2)) {
        *behind = ARTICLE;
    }
    for at in 0..=latin.steps.len() {
        for done in 0..width {
            let here = sums.get(at * width + done).copied().unwrap_or(0.0);
            if here <= 0.0 {
                continue;
            }
            let mut add = |taken: usize, written: usize, chance: f64| {
                if let Some(sum) =
                    sums.get_mut((at + taken) * width + done + written).filter(|_| done + written < width)
                {
                    *sum += here * chance;
                }
            };
            add(0, 1, STRAY);
            let rest = arabic.get(done..).unwrap_or(&[]);
            for step in latin.steps.get(at).into_iter().flatten().filter(|step| step.fits(rest)) {
                add(usize::from(step.taken), step.len(), step.chance);
            }
            if at < latin.steps.len() {
                add(1, 0, DROPPED);
                add(1, 1, WRONG);
            }
        }
    }
    sums.last().copied().unwrap_or(0.0).max(1e-300)
}

/// The contexts of place `at`, the shortest first: the letter; with the next; with the one before
/// as well; with two behind it.
pub(super) fn contexts(latin: &[u8], at: usize) -> [u32; 4] {
    let letter = |at: usize| latin.get(at).copied().unwrap_or(b'$');
    let before = at.checked_sub(1).map_or(b'^', letter);
    let key = |before, next, second| u32::from_be_bytes([before, letter(at), next, second]);
    let (next, second) = (letter(at + 1), letter(at + 2));
    [key(b'.', b'.', b'.'), key(b'.', next, b'.'), key(before, next, b'.'), key(before, next, second)]
}

/// The contexts of the next letter of an Arabic name, the shortest first.
pub(super) fn spelling_contexts([far, near]: [u8; 2]) -> [u32; 3] {
    let key = |far: u8, near: u8| u32::from_be_bytes([0, 1, far, near]);
    [u32::from_be_bytes([0, 0, 0, 0]), u32::from_be_bytes([0, 0, 1, near]), key(far, near)]
}

fn latin_key(context: &str) -> u32 {
    context.bytes().take(4).fold(0, |key, letter| key << 8 | u32::from(letter))
}

/// Nothing (a first guess), `ب` (one letter before) or two letters; `^` stands before the name.
fn arabic_key(before: &str) -> u32 {
    let mut letters = before.chars().map(number);
    match (letters.next(), letters.next()) {
        (Some(far), Some(near)) => spelling_contexts([far, near])[2],
        (Some(near), None) => spelling_contexts([0, near])[1],
        _ => 0,
    }
}

fn number(c: char) -> u8 {
    match c {
        '$' => END,
        _ => ARABIC.iter().position(|letter| *letter == c).map_or(0, |at| at as u8 + 1),
    }
}

/// `2ش17`: two Latin letters taken, ش written, at a cost of 17; `1-40`: one taken, none written;
/// `ش12` in a row of the spelling.
fn entry(field: &str) -> Option<(u32, f32)> {
    let taken = field.bytes().next().filter(u8::is_ascii_digit).map_or(0, |digit| digit - b'0');
    let rest = if taken == 0 { field } else { field.get(1..)? };
    let letters = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let cost = rest.strip_prefix(letters)?.parse().ok()?;
    let mut numbers = letters.chars().map(number).filter(|letter| *letter > 0);
    let written = [numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)];
    let symbol = if taken == 0 { u32::from(written[0]) } else { Step { taken, written, chance: 0.0 }.symbol() };
    Some((symbol, chance(cost)))
}

/// A context and a symbol as the table writes them.
pub(super) fn written(key: u32, symbol: u32) -> (String, String) {
    let letter = |number: u8| match number {
        END => '$',
        _ => usize::from(number).checked_sub(1).and_then(|at| ARABIC.get(at)).copied().unwrap_or('^'),
    };
    let bytes = key.to_be_bytes();
    let step = Step::of(symbol, 0.0);
    if bytes[0] > 0 {
        let letters: String = step.written.iter().filter(|number| **number > 0).map(|number| letter(*number)).collect();
        let letters = if letters.is_empty() { "-".to_owned() } else { letters };
        return (bytes.iter().map(|byte| char::from(*byte)).collect(), format!("{}{letters}", step.taken));
    }
    let before = match bytes {
        [_, 1, far, near] => format!("+{}{}", letter(far), letter(near)),
        [_, _, 1, near] => format!("+{}", letter(near)),
        _ => "+".to_owned(),
    };
    (before, letter(step.written[1]).to_string())
}
