//! Remembers layouts, so that a frame in which a text stands still costs no layout.
//!
//! Layout is a pure function of text, width and options; this is its memory and changes no answer.
//! Two generations: what was asked for since the last change of generation is young; when the young
//! fill [`LIMIT`], the old are forgotten and the young become the old.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::rc::Rc;

use crate::bidi::{Line, Options, Paragraph, Text};

/// Cells of one generation, some 100 bytes each with their text.
const LIMIT: usize = 60_000;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Way {
    width: u16,
    options: Options,
    native: bool,
    single: bool,
}

type Lines = Rc<[Rc<Line>]>;

#[derive(Default)]
struct Memory {
    hasher: RandomState,
    young: HashMap<u64, (Way, Rc<str>, Lines)>,
    old: HashMap<u64, (Way, Rc<str>, Lines)>,
    cells: usize,
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// `text` as one line of at most `width` columns; `native` writes its digits outside of isolated
/// words as Arabic-Indic ones.
pub(super) fn single(text: &str, width: u16, options: Options, native: bool) -> (Rc<str>, Lines) {
    recall(text, Way { width, options, native, single: true })
}

/// `text` broken at `width`.
pub(super) fn wrapped(text: &str, width: u16, options: Options, native: bool) -> (Rc<str>, Lines) {
    recall(text, Way { width, options, native, single: false })
}

fn recall(text: &str, way: Way) -> (Rc<str>, Lines) {
    MEMORY.with_borrow_mut(|memory| {
        let key = memory.hasher.hash_one((text, way));
        let fits = |entry: &&(Way, Rc<str>, Lines)| entry.0 == way && &*entry.1 == text;
        if let Some((_, text, lines)) = memory.young.get(&key).filter(fits) {
            return (Rc::clone(text), Rc::clone(lines));
        }
        let (text, lines) = match memory.old.remove(&key).filter(|entry| fits(&entry)) {
            Some((_, text, lines)) => (text, lines),
            None => (Rc::from(text), lay_out(text, way)),
        };
        memory.keep(key, (way, Rc::clone(&text), Rc::clone(&lines)));
        (text, lines)
    })
}

impl Memory {
    fn keep(&mut self, key: u64, entry: (Way, Rc<str>, Lines)) {
        let cells = entry.2.iter().map(|line| line.cells.len() + 1).sum::<usize>() + entry.1.len() / 50;
        if self.cells + cells > LIMIT {
            self.old = std::mem::take(&mut self.young);
            self.cells = 0;
        }
        self.cells += cells;
        self.young.insert(key, entry);
    }
}

fn lay_out(text: &str, way: Way) -> Lines {
    let width = usize::from(way.width);
    let lines = if way.single {
        vec![Paragraph::new(text, way.options).single(width)]
    } else {
        Text::new(text, way.options).layout(width)
    };
    let native = |mut line: Line| {
        if way.native {
            super::text::native_digits(text, &mut line);
        }
        Rc::new(line)
    };
    lines.into_iter().map(native).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_laid_out_once_is_the_same_again_and_forgotten_in_the_end() {
        let first = wrapped("one two", 4, Options::default(), false);
        let again = wrapped("one two", 4, Options::default(), false);
        assert!(Rc::ptr_eq(&first.1, &again.1), "the second is remembered");
        assert_eq!(first.1.len(), 2);
        assert_eq!(wrapped("one two", 9, Options::default(), false).1.len(), 1);
        for number in 0..40_000 {
            single(&format!("text {number}"), 9, Options::default(), false);
        }
        MEMORY.with_borrow(|memory| {
            let cells = |part: &HashMap<u64, (Way, Rc<str>, Lines)>| -> usize {
                part.values().flat_map(|entry| entry.2.iter()).map(|line| line.cells.len()).sum()
            };
            assert!(cells(&memory.young) + cells(&memory.old) <= 2 * LIMIT);
        });
        assert!(!Rc::ptr_eq(&first.1, &wrapped("one two", 4, Options::default(), false).1));
    }
}
