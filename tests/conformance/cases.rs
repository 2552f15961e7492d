//! The cases of the Unicode Character Database's test files for UAX#9, held against the order in
//! which cells reach the screen.

use marsad::bidi::{Base, Options, Paragraph};

/// One text under one base direction, and what must come of it.
#[derive(Clone, Debug)]
pub struct Case {
    pub text: String,
    pub base: Base,
    /// The paragraph's level, where the file tells it.
    level: Option<u8>,
    /// The characters by their numbers, from left to right, without those that have no level.
    order: Vec<usize>,
}

impl Case {
    /// Whether the program's cells stand in the order of the file.
    pub fn holds(&self) -> bool {
        let paragraph = Paragraph::new(&self.text, Options::base(self.base));
        if self.level.is_some_and(|level| paragraph.is_rtl() != (level == 1)) {
            return false;
        }
        let number = |byte: usize| self.text.get(..byte).map_or(0, |before| before.chars().count());
        let shown: Vec<usize> = paragraph.single(usize::MAX).cells.iter().map(|cell| number(cell.src.start)).collect();
        // Controls have no cell of their own, and marks share the one of their letter.
        let expected = self.order.iter().copied().filter(|at| {
            shown.contains(at) || self.text.chars().nth(*at).is_none_or(|c| !is_control(c) && !is_mark(c))
        });
        expected.eq(shown.iter().copied())
    }
}

/// The cases of `BidiCharacterTest.txt`.
pub fn characters(file: &str) -> impl Iterator<Item = Case> {
    data(file).map(|line| {
        let mut fields = line.split(';');
        let mut field = || fields.next().expect("a line has five fields");
        let text = field().split(' ').map(|code| {
            u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character is a hexadecimal number")
        });
        let text = text.collect();
        let base = match field() {
            "0" => Base::Ltr,
            "1" => Base::Rtl,
            _ => Base::Auto,
        };
        let level = field().parse().ok();
        let order = numbers(fields.nth(1).expect("the order comes last"));
        Case { text, base, level, order }
    })
}

/// The cases of `BidiTest.txt`: every line under each of the directions it names.
pub fn classes(file: &str) -> impl Iterator<Item = Case> {
    let mut order = Vec::new();
    file.lines()
        .filter_map(move |line| {
            if let Some(reorder) = line.strip_prefix("@Reorder:") {
                order = numbers(reorder);
            }
            let (classes, bases) = line.split_once("; ").filter(|_| !line.starts_with(['#', '@']))?;
            let bases: u8 = bases.trim().parse().expect("the directions are a set of bits");
            let text: String = classes.split_whitespace().map(sample).collect();
            Some((text, bases, order.clone()))
        })
        .flat_map(|(text, bases, order)| {
            let named =
                [(1, Base::Auto), (2, Base::Ltr), (4, Base::Rtl)].into_iter().filter(move |(bit, _)| bases & bit != 0);
            named.map(move |(_, base)| Case { text: text.clone(), base, level: None, order: order.clone() })
        })
}

/// A character of a class; those that draw take one cell each.
fn sample(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ب',
        "EN" => '1',
        "ES" => '+',
        "ET" => '%',
        "AN" => '٢',
        "CS" => ',',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "BN" => '\u{AD}',
        "NSM" => '\u{300}',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("{other} is no class"),
    }
}

fn data(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '@']))
}

fn numbers(list: &str) -> Vec<usize> {
    list.split_whitespace().map(|number| number.parse().expect("the order is of numbers")).collect()
}

const fn is_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}')
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20F0}' | '\u{64B}'..='\u{65F}')
}
