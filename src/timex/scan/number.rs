//! Number words: several of them into one number, and digits with a word after them.
//!
//! A number is built from places (ones, tens, hundreds, thousands). A word joins the number before it
//! as long as its place is free: "twenty-six", "ستة وعشرون", "ألف وتسعمئة وثمانية وسبعون"; two words
//! for one place are two numbers. Years that English says in two halves ("nineteen seventy-eight") are
//! read where the first half is a teen and the second a ten.

use super::{Lexeme, Number, Shape, digits};
use crate::model::Span;
use crate::text::TokenKind;
use crate::timex::lexicon::{Class, ClassSet, Lexicon};

/// Joins number words and gives each result its classes.
pub(super) fn join(lexemes: &[Lexeme], folded: &str, lexicon: &Lexicon) -> Vec<Lexeme> {
    let joints = Joints::of(folded, lexicon);
    let mut out = Vec::with_capacity(lexemes.len());
    let mut at = 0;
    while at < lexemes.len() {
        at = step(lexemes, at, &joints, &mut out);
    }
    out
}

/// What stands between or after the parts of a number.
struct Joints<'t> {
    folded: &'t str,
    and: ClassSet,
    dash: ClassSet,
    suffix: ClassSet,
    decade: ClassSet,
    needs_and: bool,
}

impl<'t> Joints<'t> {
    fn of(folded: &'t str, lexicon: &Lexicon) -> Self {
        let set = |name: &str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
        Self {
            folded,
            and: set("and"),
            dash: set("dash"),
            suffix: set("ordinal-suffix"),
            decade: set("decade-suffix"),
            needs_and: lexicon.number_joint,
        }
    }
}

fn step(lexemes: &[Lexeme], at: usize, joints: &Joints, out: &mut Vec<Lexeme>) -> usize {
    let lexeme = &lexemes[at];
    if word_value(lexeme).is_some() {
        return words(lexemes, at, joints, out);
    }
    let suffix = lexemes.get(at + 1).filter(|next| next.glued && lexeme.number.is_some());
    let mut joined = lexeme.clone();
    let Some(suffix) = suffix else {
        let next = scale(lexemes, at, &mut joined);
        out.push(joined);
        return next;
    };
    let whole = lexeme.whole().unwrap_or(0);
    if suffix.classes.meets(joints.suffix) && whole <= 31 {
        joined.number = joined.number.map(|number| Number { ordinal: true, ..number });
        joined.classes = ClassSet::of(Class::ORD);
        if lexeme.classes.has(Class::DAY) {
            joined.classes.insert(Class::ORDDAY);
            joined.classes.insert(Class::NTH);
        }
    } else if suffix.classes.meets(joints.decade) && whole % 10 == 0 && (whole < 100 || lexeme.classes.has(Class::YEAR))
    {
        joined.shape = Some(Shape::Decade(if whole < 100 { 1900 + whole } else { whole }));
        joined.classes = ClassSet::of(Class::DECADE);
    } else {
        out.push(joined);
        return at + 1;
    }
    joined.span.end = suffix.span.end;
    joined.key.end = suffix.key.end;
    out.push(joined);
    at + 2
}

/// Takes "thousand" or "million" after digits in: "30 ألف" is one amount.
fn scale(lexemes: &[Lexeme], at: usize, joined: &mut Lexeme) -> usize {
    let (Some(number), Some(next)) = (joined.number, lexemes.get(at + 1)) else { return at + 1 };
    let Some((factor, false)) = word_value(next).filter(|(value, _)| *value >= 100 && !next.breaks) else {
        return at + 1;
    };
    joined.number = Some(Number { value: number.value * f64::from(factor), digits: 0, ordinal: false });
    joined.classes = ClassSet::of(Class::NUM);
    joined.span.end = next.span.end;
    joined.key.end = next.key.end;
    at + 2
}

/// The value of a number word and whether it is an ordinal.
fn word_value(lexeme: &Lexeme) -> Option<(i32, bool)> {
    let cardinal = lexeme.number_as(Class::CARD).map(|value| (value, false));
    let value = cardinal.or_else(|| lexeme.number_as(Class::ORD).map(|value| (value, true)));
    // "The last" is an ordinal from the end and joins no number.
    value.filter(|(value, _)| *value >= 0)
}

/// Reads the number words from `at` on into `out`.
fn words(lexemes: &[Lexeme], at: usize, joints: &Joints, out: &mut Vec<Lexeme>) -> usize {
    let (mut sum, mut ordinal) = (Sum::default(), false);
    let mut end = at;
    let mut next = at;
    while let Some((value, is_ordinal)) = lexemes.get(next).and_then(word_value) {
        let joined_by_and = next > end;
        if end > at && joints.needs_and && !joined_by_and && !sum.multiplies(value) && value != 10 {
            break;
        }
        // "Three o'clock and fifty minutes" is no 53rd: the tens of an ordinal have its article.
        let apart = |number: &Lexeme| ordinal && !is_ordinal && !number.key.of(joints.folded).starts_with("ال");
        if joints.needs_and && joined_by_and && lexemes.get(next).is_some_and(apart) {
            break;
        }
        if end > at && ordinal && is_ordinal && !joints.needs_and {
            break;
        }
        // "Seven thirty" is no 37 where tens stand before ones.
        if end > at && !joints.needs_and && (20..100).contains(&value) && sum.ends_in_ones() || !sum.add(value) {
            break;
        }
        ordinal |= is_ordinal;
        end = next + 1;
        next = after_joint(lexemes, end, joints, &sum);
    }
    let mut joined = lexemes[at].clone();
    if end == at {
        out.push(joined);
        return at + 1;
    }
    joined.span = Span::new(lexemes[at].span.start, lexemes[end - 1].span.end);
    joined.key = Span::new(lexemes[at].key.start, lexemes[end - 1].key.end);
    if end > at + 1 {
        joined.meanings = &[];
        joined.classes = ClassSet::NONE;
    }
    finish(sum.value(), ordinal, &mut joined);
    // "Nineteen ninety-seven" is a year wherever it stands.
    if sum.years && (1700..2000).contains(&sum.value()) {
        joined.classes.insert(Class::MODERN);
    }
    out.push(joined);
    end
}

fn finish(value: i32, ordinal: bool, joined: &mut Lexeme) {
    if ordinal {
        joined.number = Some(Number { value: f64::from(value), digits: 0, ordinal });
        joined.classes.insert(Class::ORD);
        if (1..=31).contains(&value) {
            joined.classes.insert(Class::ORDDAY);
        }
    } else {
        digits::classify(f64::from(value), 0, joined);
    }
}

/// The place after a joint, if another number word can follow there.
fn after_joint(lexemes: &[Lexeme], at: usize, joints: &Joints, sum: &Sum) -> usize {
    let Some(joint) = lexemes.get(at).filter(|joint| joint.kind != TokenKind::Number && !joint.breaks) else {
        return at;
    };
    let and = joint.classes.meets(joints.and) && (joints.needs_and || sum.is_round());
    if and || joint.classes.meets(joints.dash) && joint.glued { at + 1 } else { at }
}

/// A number in the making.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    thousands: i32,
    below: i32,
    years: bool,
}

impl Sum {
    fn value(self) -> i32 {
        self.thousands.saturating_add(self.below)
    }

    fn ends_in_ones(self) -> bool {
        (1..10).contains(&self.below)
    }

    fn is_round(self) -> bool {
        self.value() % 100 == 0
    }

    /// Whether the next word multiplies what stands before it.
    fn multiplies(self, value: i32) -> bool {
        (value == 100 || value >= 1000) && self.below > 0
    }

    /// Adds the next word; false where it does not belong to the number.
    fn add(&mut self, value: i32) -> bool {
        let (ones, tens) = (self.below % 10, self.below / 10 % 10);
        match value {
            1_000.. => {
                if self.thousands > 0 {
                    return false;
                }
                // The dual "two thousand" is a word of its own: it multiplies nothing.
                let factor = if value % 1000 == 0 && value < 1_000_000 && self.below > 0 { self.below } else { 1 };
                self.thousands = factor.saturating_mul(value);
                self.below = 0;
            }
            100 if (2..10).contains(&self.below) => self.below *= 100,
            100..1_000 if self.below == 0 => self.below = value,
            10 if (1..10).contains(&(self.below % 100)) => self.below += 10,
            10..100 if tens == 0 && ones == 0 => self.below += value,
            20..100 if tens == 0 && value % 10 == 0 => self.below += value,
            10..100 if (10..=20).contains(&self.below) && self.thousands == 0 && !self.years => {
                self.below = self.below * 100 + value;
                self.years = true;
            }
            1..10 if ones == 0 && tens != 1 => self.below += value,
            0 if self.value() == 0 => {}
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Sum;

    fn check(words: &[i32], expect: Option<i32>) {
        let mut sum = Sum::default();
        let fits = words.iter().all(|word| sum.add(*word));
        assert_eq!(fits.then(|| sum.value()), expect, "{words:?}");
    }

    #[test]
    fn number_words_fill_places() {
        check(&[20, 6], Some(26));
        check(&[6, 20], Some(26));
        check(&[5, 10], Some(15));
        check(&[1000, 900, 8, 70], Some(1978));
        check(&[19, 70, 8], Some(1978));
        check(&[2, 1000, 20], Some(2020));
        check(&[2000, 20], Some(2020));
        check(&[3, 100, 5], Some(305));
        check(&[5, 6], None);
        check(&[20, 30], Some(2030));
        check(&[30, 20], None);
    }
}
