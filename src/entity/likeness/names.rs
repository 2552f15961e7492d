//! Whether two full names agree: every word of the one with words of the other.

use super::costs::{Costs, Sounds};
use super::letters::{arabic, latin};

/// Words of a name that are compared; a longer name is like nothing.
const MOST_WORDS: usize = 6;

/// Words that stand for one word of the other script at most: "Jinping" and "جين بينغ".
const JOINED: usize = 3;

/// Likeness a letter at which it is even whether two names are one, and how fast doubt ends.
const EVEN: f32 = 0.75;
const SLOPE: f32 = 4.0;

/// Share of the words that agree least; the rest is that of the whole name.
const WEAKEST: f32 = 0.65;

/// Words that are less like each other, a letter, are not one, whatever the others are.
const HOPE: f32 = -1.0;

/// Loss of likeness a letter where words are joined.
const SEAM: f32 = 0.15;

/// Articles and their like before an Arab surname, which stand in its Arabic word.
const ARTICLES: [&[u8]; 5] = [b"al", b"el", b"ad", b"as", b"ar"];

/// A name as words of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub arabic: bool,
    pub words: Vec<Vec<u8>>,
}

impl Name {
    /// Reads a name; nothing where it is empty, too long, of neither script or has an initial for a word.
    pub fn read(name: &str) -> Option<Self> {
        let arabic_script =
            name.chars().find(|c| c.is_alphabetic()).is_some_and(|c| ('\u{600}'..='\u{6FF}').contains(&c));
        let parts = || name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–')).take(MOST_WORDS * 2);
        let mut words: Vec<Vec<u8>> =
            parts().map(if arabic_script { arabic } else { latin }).filter(|word| !word.is_empty()).collect();
        if !arabic_script && words.len() > 1 {
            let initial = words.first().is_some_and(|word| word.len() == 1);
            words.retain(|word| word.len() > 1 && !ARTICLES.contains(&word.as_slice()));
            if initial {
                return None;
            }
        }
        (!words.is_empty() && words.len() <= MOST_WORDS).then_some(Self { arabic: arabic_script, words })
    }
}

/// How sure it is, from 0 to 1, that `one` and `other`, full names in the two scripts, are one
/// name; 0 for two names of one script. Every word must agree: a surname alone is never enough.
///
/// ```
/// use marsad::entity::likeness::agreement;
/// assert!(agreement("Chris Krebs", "كريس كريبس") > 0.8);
/// assert!(agreement("Chris Krebs", "براين كريبس") < 0.2);
/// ```
pub fn agreement(one: &str, other: &str) -> f32 {
    let costs = Costs::embedded();
    let (Some(one), Some(other)) = (Name::read(one), Name::read(other)) else { return 0.0 };
    if one.arabic == other.arabic {
        return 0.0;
    }
    let (latin, arabic) = if one.arabic { (other, one) } else { (one, other) };
    Heard::new(costs, &latin).agreement(costs, &arabic)
}

/// A Latin name with the sounds of its words and of neighbouring words joined.
pub(super) struct Heard {
    /// By first word and by number of words, from 1.
    groups: Vec<Vec<Sounds>>,
}

impl Heard {
    pub fn new(costs: &Costs, name: &Name) -> Self {
        let joined =
            |from: usize, words: usize| costs.sounds(&name.words.get(from..from + words).unwrap_or(&[]).concat());
        let groups = (0..name.words.len())
            .map(|from| (1..=JOINED.min(name.words.len() - from)).map(|words| joined(from, words)).collect());
        Self { groups: groups.collect() }
    }

    /// How sure it is, from 0 to 1, that an Arabic name is this one. The words that agree least count most.
    pub fn agreement(&self, costs: &Costs, arabic: &Name) -> f32 {
        let (rows, width) = (self.groups.len(), arabic.words.len());
        let mut best = vec![vec![Agreement::NONE; width + 1]; rows + 1];
        if let Some(first) = best.first_mut().and_then(|row| row.first_mut()) {
            *first = Agreement { least: f32::INFINITY, ..Agreement::NONE };
        }
        for at in 0..rows {
            for done in 0..width {
                let Some(here) = best.get(at).and_then(|row| row.get(done)).copied().filter(|here| here.least > HOPE)
                else {
                    continue;
                };
                for (taken, sounds) in self.groups.get(at).into_iter().flatten().enumerate().map(|(n, s)| (n + 1, s)) {
                    let most = if taken > 1 { 1 } else { JOINED.min(width - done) };
                    for wrote in 1..=most {
                        let letters = arabic.words.get(done..done + wrote).unwrap_or(&[]).concat();
                        let seams = (taken + wrote - 2) as f32;
                        let next = here.and(costs.likeness(sounds, &letters), letters.len().max(1) as f32, seams);
                        let slot = best.get_mut(at + taken).and_then(|row| row.get_mut(done + wrote));
                        slot.into_iter().filter(|slot| slot.least < next.least).for_each(|slot| *slot = next);
                    }
                }
            }
        }
        best.last().and_then(|row| row.last()).map_or(0.0, |whole| whole.sureness())
    }
}

/// Words that were compared.
#[derive(Clone, Copy)]
struct Agreement {
    /// Likeness a letter of the words that agree least.
    least: f32,
    /// Likeness and letters of all.
    sum: f32,
    letters: f32,
}

impl Agreement {
    const NONE: Self = Self { least: f32::NEG_INFINITY, sum: 0.0, letters: 0.0 };

    fn and(self, like: f32, letters: f32, seams: f32) -> Self {
        let like = like - SEAM * seams * letters;
        Self { least: self.least.min(like / letters), sum: self.sum + like, letters: self.letters + letters }
    }

    fn sureness(self) -> f32 {
        let like = WEAKEST * self.least + (1.0 - WEAKEST) * self.sum / self.letters.max(1.0);
        1.0 / (1.0 + (-(like - EVEN) * SLOPE).exp())
    }
}

impl Name {
    /// How sure it is, from 0 to 1, that another name of the same script is this one in another
    /// spelling: as many words, and of each the same consonants with few letters changed.
    pub fn variant(&self, other: &Self) -> f32 {
        if self.words.len() != other.words.len() {
            return 0.0;
        }
        let mut changed = 0;
        let mut whole = 0;
        for (one, two) in self.words.iter().zip(&other.words) {
            let apart = distance(one, two);
            let short = one.len().min(two.len());
            if apart > short / 3 || apart > 0 && short < 4 {
                return 0.0;
            }
            changed += apart;
            whole += short;
        }
        (1.0 - changed as f32 / whole.max(1) as f32 * 1.2).max(0.0)
    }
}

/// Levenshtein's distance.
fn distance(one: &[u8], two: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut corner = at;
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
        let mut left = at + 1;
        for (slot, other) in row.iter_mut().skip(1).zip(two) {
            let best = (corner + usize::from(letter != other)).min(left + 1).min(*slot + 1);
            corner = std::mem::replace(slot, best);
            left = best;
        }
    }
    row.last().copied().unwrap_or(0)
}
