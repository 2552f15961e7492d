//! Numbers of both languages in digits, in words and mixed: "30,000", "30.000", "30 ألف",
//! "خمسة وعشرون ألف", "ربع مليون", "tens of thousands".

use crate::entity::lexicon::{Lexicon, Numeral};
use crate::entity::words::Words;

/// The most digits, scales and words of one number: longer runs are no counts, and reading them again
/// from each of their words would cost the square of their length.
const LONGEST: usize = 12;
const SCALES: usize = 3;
const SPELLED: usize = 16;

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::entity) enum Amount {
    /// So many.
    Exact(f64),
    /// "tens of 10000": the unit and the size of one of them.
    Vague(f64, f64),
    /// From one to the other.
    Range(f64, f64),
    /// So much of all of them.
    Share(f64),
}

/// A number in the text: words `from..to`, without `clitics` bytes at its start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::entity) struct Number {
    pub amount: Amount,
    pub from: usize,
    pub to: usize,
    pub clitics: usize,
    /// Whether it is written in plain digits alone, as a year is.
    pub bare: bool,
}

/// Reads the number that begins at word `from`.
pub(in crate::entity) fn number(from: usize, words: &Words, lexicon: &Lexicon) -> Option<Number> {
    if words.is_number(from) {
        return digits(from, words, lexicon);
    }
    let (first, clitics) = words.is_word(from).then(|| lexicon.numeral(words.key(from)))??;
    let done = |amount, to| Some(Number { amount, from, to, clitics, bare: false });
    match first {
        Numeral::Vague(unit) => {
            let (size, to) = vague_scale(from + 1, words, lexicon);
            done(Amount::Vague(unit, unit * size), to)
        }
        Numeral::Many(size) => done(Amount::Vague(size, size), from + 1),
        Numeral::Part(share) => {
            let at = skip(from + 1, words, &["a", "of", "ال"]);
            let at = skip(at, words, &["a"]);
            match lexicon.numeral(words.key(at)) {
                Some((Numeral::Scale(size), 0)) => done(Amount::Exact(share * size), at + 1),
                _ => done(Amount::Share(share), of_all(from + 1, words)?),
            }
        }
        Numeral::Scale(size) if size >= 100.0 && from.checked_sub(1).is_some_and(|at| is_some(words.key(at))) => {
            done(Amount::Vague(size, size), from + 1)
        }
        Numeral::Small(_) | Numeral::Scale(_) => {
            let (value, to) = spelled(from, words, lexicon);
            let piece = skip(to, words, &["-"]);
            match lexicon.numeral(words.key(piece)) {
                Some((Numeral::Pieces(share), 0)) => done(Amount::Share(value * share), of_all(piece + 1, words)?),
                _ => done(Amount::Exact(value), to),
            }
        }
        Numeral::Pieces(_) => None,
    }
}

/// Whether the word before a scale leaves open how many of them: "several thousand".
fn is_some(key: &str) -> bool {
    matches!(key, "several" | "few" | "many" | "بضعه" | "بضع" | "عده")
}

/// The word behind "of the", which an English share needs; an Arabic one stands before its thing.
fn of_all(at: usize, words: &Words) -> Option<usize> {
    if words.get(at)?.arabic {
        return Some(at);
    }
    let of = skip(at, words, &["of"]);
    (of > at).then(|| skip(of, words, &["the", "its", "their", "all", "those", "these", "his", "her", "our"]))
}

/// The range that begins with `first`: "20-30 ألف", "between 20,000 and 30,000".
pub(in crate::entity) fn range(first: &Number, words: &Words, lexicon: &Lexicon) -> Option<Number> {
    let Amount::Exact(low) = first.amount else { return None };
    let before = first.from.checked_sub(1).map_or("", |at| words.key(at));
    let between = matches!(before, "between" | "بين" | "وبين");
    let joins = match words.key(first.to) {
        "-" | "–" | "—" | "to" | "الي" | "الى" | "إلى" => !matches!(before, "from" | "من" | "-"),
        "and" | "و" => between,
        _ => false,
    };
    let second = number(first.to + 1, words, lexicon).filter(|_| joins && words.is_close(first.to + 1))?;
    let Amount::Exact(high) = second.amount else { return None };
    // "20-30 ألف": the scale behind the second number is that of both.
    let written = words.key(first.to + 1).parse::<f64>().ok().filter(|written| *written > 0.0);
    let scale = written.map_or(1.0, |written| high / written);
    let low = if scale >= 1000.0 && low < 1000.0 && low < high / scale { low * scale } else { low };
    let year = |value: f64| (1900.0..2100.0).contains(&value);
    let dated = first.bare && year(low) || words.key(second.to) == "-" && words.is_number(second.to + 1);
    (low < high && !dated).then_some(Number { amount: Amount::Range(low, high), to: second.to, bare: false, ..*first })
}

/// "of thousands", "آلاف", "من الآلاف" behind "tens".
fn vague_scale(at: usize, words: &Words, lexicon: &Lexicon) -> (f64, usize) {
    let after = skip(at, words, &["of", "من"]);
    match lexicon.numeral(words.key(after)) {
        Some((Numeral::Many(size), 0)) if words.is_close(after) => (size, after + 1),
        _ => (1.0, at),
    }
}

fn skip(at: usize, words: &Words, which: &[&str]) -> usize {
    if which.contains(&words.key(at)) { at + 1 } else { at }
}

/// Digits with their groups and fraction, and the scales behind them.
fn digits(from: usize, words: &Words, lexicon: &Lexicon) -> Option<Number> {
    let first = words.key(from);
    if first.len() > LONGEST {
        return None;
    }
    let (mut text, mut at) = (first.to_owned(), from + 1);
    let mut grouped = false;
    while text.len() <= LONGEST && words.is_glued(at) && words.is_glued(at + 1) && words.is_number(at + 1) {
        let (sign, next) = (words.key(at), words.key(at + 1));
        // Three digits behind a sign are thousands in both languages' news; "1.5" is a fraction.
        match sign {
            "," | "." | "٬" | "٫" | "'" | "’" | "،" if next.len() == 3 && first.len() <= 3 && first != "0" => {
                text.push_str(next);
                grouped = true;
            }
            "." | "," | "٫" if !grouped && next.len() < 3 && !text.contains('.') => {
                text.push('.');
                text.push_str(next);
            }
            "-" | "–" => break,
            _ => return None,
        }
        at += 2;
    }
    while text.len() <= LONGEST && !text.contains('.') && spaced_group(at, words) && (grouped || first.len() <= 3) {
        text.push_str(words.key(at));
        grouped = true;
        at += 1;
    }
    let value = text.parse::<f64>().ok()?;
    let (value, to) = scales(value, at, words, lexicon);
    let bare = to == from + 1;
    Some(Number { amount: Amount::Exact(value), from, to, clitics: 0, bare })
}

/// Three digits behind a single blank: "30 000".
fn spaced_group(at: usize, words: &Words) -> bool {
    words.is_number(at) && words.key(at).len() == 3 && words.is_close(at) && !words.is_glued(at + 1)
}

/// Multiplies by the scales that follow.
fn scales(mut value: f64, mut at: usize, words: &Words, lexicon: &Lexicon) -> (f64, usize) {
    let last = at + SCALES;
    while at < last && words.is_close(at) {
        match lexicon.numeral(words.key(at)) {
            Some((Numeral::Scale(size) | Numeral::Many(size), 0)) => value *= size,
            _ => break,
        }
        at += 1;
    }
    (value, at)
}

/// A number in words: small ones are added, scales multiply what was added before them.
fn spelled(from: usize, words: &Words, lexicon: &Lexicon) -> (f64, usize) {
    let (mut total, mut current, mut at) = (0.0, 0.0, from);
    while at < from + SPELLED {
        let joint = skip_joint(at, from, words);
        match lexicon.numeral(words.key(joint)).filter(|_| joint == from || words.is_close(joint)) {
            Some((Numeral::Small(value), _)) => current += value,
            Some((Numeral::Scale(size), _)) if size < 1000.0 => current = f64::max(current, 1.0) * size,
            Some((Numeral::Scale(size) | Numeral::Many(size), clitics)) if joint == from || clitics == 0 => {
                total += f64::max(current, 1.0) * size;
                current = 0.0;
            }
            _ => break,
        }
        at = joint + 1;
    }
    (total + current, at)
}

/// "two hundred and five", "twenty-five": the word after the joint.
fn skip_joint(at: usize, from: usize, words: &Words) -> usize {
    if at > from && matches!(words.key(at), "and" | "-" | "و") { at + 1 } else { at }
}
