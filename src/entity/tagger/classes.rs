//! Classes of words: words that stand in the same places of large texts share their numbers, so
//! that what the training texts say of one holds for all of them.
//!
//! File: `MWC1`, the number of fine classes + 1, of paths + 1 and of slots (u32 each, little-endian);
//! the coarse class of each fine class (u8); the paths (u16); the slots: mark (u16) and three numbers of ten bits
//! (u32), the fine class and the places of the two paths.

use super::hash;

const MAGIC: &[u8; 4] = b"MWC1";
/// The most slots that are looked at for one word.
const REACH: usize = 24;
const TEN: u32 = 0x3FF;

/// The classes of one word; 0 where it has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class {
    pub fine: u16,
    pub coarse: u8,
    /// Brown path of the word with a capital, first branch in the lowest bit.
    pub title: u16,
    /// Brown path of the word in small letters.
    pub lower: u16,
}

/// Words by their hash.
#[derive(Clone, Debug, Default)]
pub(super) struct Classes {
    coarse: Vec<u8>,
    paths: Vec<u16>,
    slots: Vec<(u16, u32)>,
}

impl Classes {
    /// Reads a file; `None` if it is not what its header says.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (head, rest) = rest.split_at_checked(12)?;
        let mut sizes = head.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four) as usize);
        let (fine, paths, slots) = (sizes.next()?, sizes.next()?, sizes.next()?);
        let (coarse, rest) = rest.split_at_checked(fine)?;
        let (paths, rest) = rest.split_at_checked(paths.checked_mul(2)?)?;
        if rest.len() != slots.checked_mul(6)? || slots == 0 {
            return None;
        }
        let slot = |six: &[u8; 6]| {
            let [mark @ .., _, _, _, _] = *six;
            let [_, _, numbers @ ..] = *six;
            (u16::from_le_bytes(mark), u32::from_le_bytes(numbers))
        };
        Some(Self {
            coarse: coarse.to_vec(),
            paths: paths.as_chunks::<2>().0.iter().map(|two| u16::from_le_bytes(*two)).collect(),
            slots: rest.as_chunks::<6>().0.iter().map(slot).collect(),
        })
    }

    /// The classes of the word with this hash.
    pub fn of(&self, word: u64) -> Class {
        let places = self.slots.len();
        if places == 0 {
            return Class::default();
        }
        let (start, mark) = (hash::place(word, places), hash::mark(word));
        for at in start..start + REACH {
            match self.slots.get(if at < places { at } else { at - places }) {
                Some((found, numbers)) if *found == mark => return self.class(*numbers),
                Some((0, _)) | None => break,
                Some(_) => {}
            }
        }
        Class::default()
    }

    fn class(&self, numbers: u32) -> Class {
        let fine = (numbers & TEN) as u16;
        let path = |at: u32| self.paths.get((at & TEN) as usize).copied().unwrap_or(0);
        let coarse = self.coarse.get(usize::from(fine)).copied().unwrap_or(0);
        Class { fine, coarse, title: path(numbers >> 10), lower: path(numbers >> 20) }
    }

    /// Packs rows of word, fine class, coarse class and the two paths, the frequent words first:
    /// of two words with one key the first holds, and one that finds no slot is left out.
    pub fn pack(rows: &[(String, Class)]) -> Vec<u8> {
        let mut paths = vec![0_u16];
        let mut number = |path: u16| {
            let known = paths.iter().position(|known| *known == path).filter(|at| *at <= TEN as usize);
            known.unwrap_or_else(|| {
                paths.push(path);
                paths.len() - 1
            }) as u32
        };
        let mut out = Self { slots: vec![(0, 0); rows.len() * 10 / 9 + 1], ..Self::default() };
        for (word, class) in rows {
            let numbers = u32::from(class.fine) | (number(class.title) & TEN) << 10 | (number(class.lower) & TEN) << 20;
            let fine = usize::from(class.fine);
            if out.coarse.len() <= fine {
                out.coarse.resize(fine + 1, 0);
            }
            if let Some(coarse) = out.coarse.get_mut(fine) {
                *coarse = class.coarse;
            }
            out.insert(hash::word(word), numbers);
        }
        out.paths = paths;
        out.bytes()
    }

    fn insert(&mut self, word: u64, numbers: u32) {
        let places = self.slots.len();
        let (start, mark) = (hash::place(word, places), hash::mark(word));
        for at in start..start + REACH {
            match self.slots.get_mut(at % places) {
                Some(slot) if slot.0 == 0 => {
                    *slot = (mark, numbers);
                    return;
                }
                Some(slot) if slot.0 == mark => return,
                _ => {}
            }
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for size in [self.coarse.len(), self.paths.len(), self.slots.len()] {
            out.extend((size as u32).to_le_bytes());
        }
        out.extend(&self.coarse);
        out.extend(self.paths.iter().flat_map(|path| path.to_le_bytes()));
        for (mark, numbers) in &self.slots {
            out.extend(mark.to_le_bytes());
            out.extend(numbers.to_le_bytes());
        }
        out
    }
}
