//! The consonants of a name, so coarse that both scripts give the same: the key under which names
//! that may be one are found.

/// Ways to read a name that are tried at most.
const READINGS: usize = 8;

/// A class of consonants.
type Class = u8;

const LIPS: Class = 1;
const TEETH: Class = 2;
const HISS: Class = 3;
const THROAT: Class = 4;
const M: Class = 5;
const N: Class = 6;
const L: Class = 7;
const R: Class = 8;

/// The keys of a Latin name, whose words are `words`: one for each way to read `ch`, `gh` and `w`.
pub(super) fn latin_keys(words: &[Vec<u8>]) -> Vec<u64> {
    let mut keys = vec![0_u64];
    for word in words {
        let mut at = 0;
        while at < word.len() {
            let (taken, readings) = heard(word, at);
            at += taken;
            keys = branch(&keys, readings);
        }
    }
    keys
}

/// The key of an Arabic name; articles do not count.
pub(super) fn arabic_key(words: &[Vec<u8>]) -> u64 {
    let mut key = 0;
    for word in words {
        let bare = word.strip_prefix(&[1, 26]).filter(|rest| rest.len() >= 2).unwrap_or(word);
        for letter in bare {
            key = push(key, written(*letter));
        }
    }
    key
}

fn branch(keys: &[u64], readings: &[&[Class]]) -> Vec<u64> {
    let readings = if keys.len() * readings.len() > READINGS { readings.get(..1).unwrap_or(&[]) } else { readings };
    let mut out = Vec::with_capacity(keys.len() * readings.len());
    for classes in readings {
        out.extend(keys.iter().map(|key| classes.iter().fold(*key, |key, class| push(key, *class))));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// A class after others; the same twice is one, and a stop before a hiss is part of it (`ts`, تش).
const fn push(key: u64, class: Class) -> u64 {
    let last = (key & 15) as Class;
    if class == 0 || class == last {
        return key;
    }
    if class == HISS && last == TEETH {
        let before = key >> 4;
        return if (before & 15) as Class == HISS { before } else { before << 4 | HISS as u64 };
    }
    key << 4 | class as u64
}

/// The class of an Arabic letter, by its number; 0 for vowels and breaths.
const fn written(letter: u8) -> Class {
    match letter {
        5 | 23 | 38 => LIPS,
        6 | 7 | 11 | 12 | 18 | 19 => TEETH,
        14..=17 | 20 | 37 => HISS,
        8 | 10 | 22 | 24 | 25 => THROAT,
        26 => L,
        27 => M,
        28 => N,
        13 => R,
        _ => 0,
    }
}

/// What is heard at a place of a Latin word: letters taken, and the ways to hear them.
fn heard(word: &[u8], at: usize) -> (usize, &'static [&'static [Class]]) {
    let rest = word.get(at..).unwrap_or(&[]);
    let next = rest.get(1).copied().unwrap_or(b'$');
    match rest.first().copied().unwrap_or(b'$') {
        b's' if rest.starts_with(b"sch") => (3, &[&[HISS], &[HISS, THROAT]]),
        b't' if next == b'h' => (2, &[&[TEETH]]),
        b'c' if next == b'h' => (2, &[&[HISS], &[THROAT]]),
        b'g' if next == b'h' => (2, &[&[THROAT], &[]]),
        b'p' if next == b's' && at == 0 => (1, &[&[]]),
        b'k' if next == b'n' && at == 0 => (1, &[&[], &[THROAT]]),
        b'c' if matches!(next, b'e' | b'i' | b'y' | b'E') => (1, &[&[HISS]]),
        b'c' if next == b'z' => (2, &[&[HISS]]),
        b'w' if at == 0 => (1, &[&[], &[LIPS]]),
        b'j' if at == 0 => (1, &[&[THROAT], &[]]),
        b'b' | b'p' | b'f' | b'v' => (1, &[&[LIPS]]),
        b't' | b'd' => (1, &[&[TEETH]]),
        b's' | b'z' | b'S' | b'C' | b'Z' | b'Q' => (1, &[&[HISS]]),
        b'c' | b'k' | b'q' | b'g' | b'j' | b'G' => (1, &[&[THROAT]]),
        b'x' => (1, &[&[THROAT, HISS], &[HISS]]),
        b'm' => (1, &[&[M]]),
        b'n' | b'N' => (1, &[&[N]]),
        b'l' => (1, &[&[L]]),
        b'r' => (1, &[&[R]]),
        _ => (1, &[&[]]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::likeness::letters::{arabic, latin};

    fn check(name: &str, spelling: &str) {
        let words = |f: fn(&str) -> Vec<u8>, name: &str| name.split(' ').map(f).collect::<Vec<_>>();
        let key = arabic_key(&words(arabic, spelling));
        assert!(latin_keys(&words(latin, name)).contains(&key), "{name}: {spelling}");
    }

    #[test]
    fn both_scripts_give_one_key() {
        for (name, spelling) in [
            ("Jen Psaki", "جين ساكي"),
            ("Chris Krebs", "كريس كريبس"),
            ("Chuck Schumer", "تشاك شومر"),
            ("Jens Stoltenberg", "ينس ستولتنبرغ"),
            ("Assad", "الأسد"),
            ("Mohammed", "محمد"),
            ("Wright", "رايت"),
            ("Geert Wilders", "خيرت فيلدرز"),
        ] {
            check(name, spelling);
        }
    }

    #[test]
    fn a_long_name_has_few_keys() {
        let words = vec![b"chghchwchgh".repeat(1000)];
        assert!(latin_keys(&words).len() <= READINGS);
    }
}
