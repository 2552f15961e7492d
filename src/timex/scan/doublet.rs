//! Two names of one month are one word: "آذار/مارس", "نيسان (أبريل)", "أكتوبر تشرين الأول".

use super::Lexeme;
use crate::timex::lexicon::{Class, ClassSet, Lexicon};

/// Joins doublets; the first name stays and covers both.
pub(super) fn join(mut lexemes: Vec<Lexeme>, lexicon: &Lexicon) -> Vec<Lexeme> {
    let set = |name: &str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
    let (joint, open, close) = (set("slash").union(set("dash")).union(set("or")), set("open"), set("close"));
    let months = ClassSet::of(Class::MONTH).union(ClassSet::of(Class::WMONTH));
    let mut kept = 0;
    let mut at = 0;
    while at < lexemes.len() {
        let end = match lexemes.get(at..) {
            Some([first, second, ..]) if !second.breaks && same(first, second, months) => Some(at + 1),
            Some([first, sign, second, ..]) if sign.classes.meets(joint) && same(first, second, months) => Some(at + 2),
            Some([first, sign, second, last, ..])
                if sign.classes.meets(open) && last.classes.meets(close) && same(first, second, months) =>
            {
                Some(at + 3)
            }
            _ => None,
        };
        if let Some(end) = end {
            let last = lexemes[end].clone();
            let first = &mut lexemes[at];
            first.span.end = last.span.end;
            first.key.end = last.key.end;
            first.classes.insert(Class::MONTH);
        }
        lexemes.swap(kept, at);
        kept += 1;
        at = end.map_or(at, |end| end) + 1;
    }
    lexemes.truncate(kept);
    lexemes
}

fn same(first: &Lexeme, second: &Lexeme, months: ClassSet) -> bool {
    let month = |lexeme: &Lexeme| lexeme.meaning(months).map(|meaning| meaning.sense);
    month(first).is_some() && month(first) == month(second)
}
