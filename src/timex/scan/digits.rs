//! Digits and the signs between them: dates, clock times, decimals, decades.
//!
//! A number that touches letters or more signs than these (`CVE-2021-1`, `15.2.721.2`, `KB50`) stays
//! without a value, so that no rule can take it for a day or a year.

use super::{Lexeme, Number, Shape};
use crate::model::Span;
use crate::text::TokenKind;
use crate::timex::lexicon::{Class, ClassSet};

/// Gives numbers their values and joins what digits and signs make together.
pub(super) fn join(lexemes: &[Lexeme], folded: &str) -> Vec<Lexeme> {
    let mut out: Vec<Lexeme> = Vec::with_capacity(lexemes.len());
    let mut at = 0;
    while at < lexemes.len() {
        if lexemes[at].kind == TokenKind::Number {
            at = run(lexemes, at, folded, &mut out);
        } else {
            out.push(lexemes[at].clone());
            at += 1;
        }
    }
    out
}

/// The numbers and signs that touch each other from `at` on.
struct Run {
    numbers: Vec<(i64, u8)>,
    signs: Vec<u8>,
    /// One past its last lexeme.
    end: usize,
}

fn read(lexemes: &[Lexeme], at: usize, folded: &str) -> Run {
    let mut run = Run { numbers: vec![value(&lexemes[at], folded)], signs: Vec::new(), end: at + 1 };
    while let (Some(sign), Some(number)) = (lexemes.get(run.end), lexemes.get(run.end + 1)) {
        let joint = matches!(sign.key.of(folded), "/" | "-" | "." | ":" | "," | "٫" | "٬" | "‑" | "–");
        if !joint || !sign.glued || !number.glued || number.kind != TokenKind::Number {
            break;
        }
        run.signs.push(match sign.key.of(folded) {
            "٫" => b'.',
            "٬" => b',',
            "‑" | "–" => b'-',
            sign => sign.as_bytes()[0],
        });
        run.numbers.push(value(number, folded));
        run.end += 2;
    }
    run
}

fn value(lexeme: &Lexeme, folded: &str) -> (i64, u8) {
    let digits = lexeme.key.of(folded);
    (digits.parse().unwrap_or(i64::MAX), digits.len().min(99) as u8)
}

/// Reads the run at `at` into `out`; gives the next lexeme to read.
fn run(lexemes: &[Lexeme], at: usize, folded: &str, out: &mut Vec<Lexeme>) -> usize {
    let run = read(lexemes, at, folded);
    if is_code(lexemes, at, run.end, folded) {
        out.extend(lexemes[at..run.end].iter().cloned());
        return run.end;
    }
    let whole = Span::new(lexemes[at].key.start, lexemes[run.end - 1].key.end);
    let mut joined = Lexeme {
        key: whole,
        span: Span::new(lexemes[at].span.start, lexemes[run.end - 1].span.end),
        ..lexemes[at].clone()
    };
    if shape(&run, &mut joined) {
        out.push(joined);
    } else if run.signs.len() < 2 && run.signs.iter().all(|sign| *sign == b'-') || is_two_years(&run) {
        // A range: each number for itself, the sign between them.
        for lexeme in &lexemes[at..run.end] {
            let mut lexeme = lexeme.clone();
            if lexeme.kind == TokenKind::Number {
                let (number, digits) = value(&lexeme, folded);
                classify(number as f64, digits, &mut lexeme);
            }
            out.push(lexeme);
        }
    } else {
        out.extend(lexemes[at..run.end].iter().cloned());
    }
    run.end
}

/// Whether the run touches a letter or sign that makes it part of a code, an amount of money or a share.
fn is_code(lexemes: &[Lexeme], at: usize, end: usize, folded: &str) -> bool {
    let before = at.checked_sub(1).and_then(|at| lexemes.get(at)).filter(|_| lexemes[at].glued);
    let after = lexemes.get(end).filter(|next| next.glued);
    let hyphened = before.is_some_and(|sign| {
        matches!(sign.key.of(folded), "-" | "_" | "." | "/" | "=")
            && sign.glued
            && at.checked_sub(2).and_then(|at| lexemes.get(at)).is_some_and(|word| {
                word.kind == TokenKind::Number || word.kind == TokenKind::Word && word.classes.is_empty()
            })
    });
    let glued_word = before.is_some_and(|word| word.kind == TokenKind::Word && word.classes.is_empty());
    let money = before.is_some_and(|sign| matches!(sign.key.of(folded), "$" | "€" | "£" | "¥" | "#"));
    let share = after.is_some_and(|sign| matches!(sign.key.of(folded), "%" | "٪" | "°" | "_" | "="));
    let unit = after.is_some_and(|word| word.kind == TokenKind::Word && word.classes.is_empty());
    hyphened || glued_word || money || share || unit
}

/// Gives `joined` the shape or the value of the whole run, where it has one.
fn shape(run: &Run, joined: &mut Lexeme) -> bool {
    let numbers: Vec<i32> = run.numbers.iter().map(|(value, _)| i32::try_from(*value).unwrap_or(i32::MAX)).collect();
    match (numbers.as_slice(), run.signs.as_slice()) {
        ([_], []) => {
            let (value, digits) = run.numbers[0];
            classify(value as f64, digits, joined);
        }
        (&[first, second, third], b"//" | b"--" | b"..") if is_date(run) => {
            give(joined, Shape::Date([first, second, third], run.numbers[0].1), Class::DATE);
        }
        (&[hour, minute] | &[hour, minute, _], [b':', rest @ ..])
            if rest.iter().all(|sign| *sign == b':') && hour < 25 && minute < 60 && run.numbers[1].1 == 2 =>
        {
            give(joined, Shape::Clock(hour as u32 % 24, minute as u32), Class::CLOCK);
        }
        (&[a, b], b"/" | b"-") if is_year_and_month(run) => give(joined, Shape::Pair(a, b), Class::DATE),
        (&[a, b], b"/") if (1..=31).contains(&a) && (1..=31).contains(&b) && a.min(b) <= 12 => {
            give(joined, Shape::Pair(a, b), Class::DAYMONTH);
            // Not round the clock, all week, and no share of sixteen.
            if a.max(b) > 12 && !matches!((a, b), (24, 7) | (_, 16 | 24)) {
                joined.classes.insert(Class::CLEARDAY);
            }
        }
        _ => return decimal(run, joined),
    }
    true
}

fn give(joined: &mut Lexeme, shape: Shape, class: Class) {
    joined.shape = Some(shape);
    joined.classes = ClassSet::of(class);
}

/// Whether the three numbers can be a date in some order.
fn is_date(run: &Run) -> bool {
    let [(a, a_digits), (b, b_digits), (c, c_digits)] = run.numbers[..] else { return false };
    let small = |value: i64, digits: u8| (1..=31).contains(&value) && digits <= 2;
    // With points, only a year of our time makes it a date and no version.
    let years = if run.signs == b".." { 1900..2100 } else { 1000..2200 };
    let year = |value: i64, digits: u8| digits == 4 && years.contains(&value);
    let first = year(a, a_digits) && small(b, b_digits) && small(c, c_digits) && b <= 12;
    let last = small(a, a_digits) && small(b, b_digits) && a.min(b) <= 12;
    first || last && (year(c, c_digits) || c_digits == 2 && (run.signs == b"//" || a_digits.max(b_digits) == 2))
}

/// Whether it is "2017/2018", the two years of a season.
fn is_two_years(run: &Run) -> bool {
    let [(a, 4), (b, 4)] = run.numbers[..] else { return false };
    run.signs == b"/" && (1900..2100).contains(&a) && b == a + 1
}

/// Whether the two numbers are a year and a month, or a month and a year.
fn is_year_and_month(run: &Run) -> bool {
    let [(a, a_digits), (b, b_digits)] = run.numbers[..] else { return false };
    let is_year = |value, digits| digits == 4 && (1900..2100).contains(&value);
    let is_month = |value| (1..=12).contains(&value);
    let first = is_year(a, a_digits)
        && is_month(b)
        && (b_digits == 2 || run.signs == b"/")
        && (run.signs == b"/" || b != a % 100 + 1);
    first || run.signs == b"/" && is_year(b, b_digits) && is_month(a)
}

/// A number with thousands or decimals: an amount, never a day or a year.
fn decimal(run: &Run, joined: &mut Lexeme) -> bool {
    let Some(sign) = run.signs.first().filter(|sign| matches!(sign, b'.' | b',')) else { return false };
    if run.signs.iter().any(|other| other != sign) && run.signs.len() != 2 {
        return false;
    }
    let thousands = run.numbers.iter().skip(1).all(|(_, digits)| *digits == 3) && run.numbers[0].1 <= 3;
    let value = if thousands {
        run.numbers.iter().fold(0.0, |sum, (value, _)| sum * 1000.0 + *value as f64)
    } else if let [(whole, _), (part, digits)] = run.numbers[..] {
        whole as f64 + part as f64 / 10_f64.powi(i32::from(digits.min(9)))
    } else {
        return false;
    };
    joined.number = Some(Number { value, digits: 0, ordinal: false });
    joined.classes = ClassSet::of(Class::NUM);
    if let [(hour @ 0..24, 1..=2), (minute @ 0..60, 2)] = run.numbers[..]
        && *sign == b'.'
    {
        joined.shape = Some(Shape::Clock(hour as u32, minute as u32));
        joined.classes.insert(Class::DOTCLOCK);
    }
    true
}

/// Gives a lexeme the value of a number and the classes that go with it.
pub(super) fn classify(value: f64, digits: u8, lexeme: &mut Lexeme) {
    lexeme.number = Some(Number { value, digits, ordinal: false });
    lexeme.classes.insert(Class::NUM);
    let whole = if value.fract() == 0.0 && value < 1e6 { value as i32 } else { return };
    let mut mark = |holds: bool, class: Class| {
        if holds {
            lexeme.classes.insert(class);
        }
    };
    let year_digits = digits == 4 || digits == 0;
    mark((1..=31).contains(&whole) && digits <= 2, Class::DAY);
    mark(whole <= 24 && digits <= 2, Class::HOUR);
    mark(whole < 60 && digits <= 2, Class::MINUTE);
    mark((1000..2200).contains(&whole) && year_digits, Class::YEAR);
    mark((1900..2100).contains(&whole) && digits == 4, Class::MODERN);
    mark((1200..1600).contains(&whole) && year_digits, Class::HYEAR);
    mark(digits == 2, Class::YEAR2);
    mark(digits == 4 && whole < 2400 && whole % 100 < 60, Class::HOUR4);
}
