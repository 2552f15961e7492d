//! Embeddings, overrides and isolates (rules P2 to X8).

use std::ops::Range;

use unicode_bidi::BidiClass;

use super::{Unit, opens_isolate};

/// The deepest level that an embedding can have (BD2).
const DEEPEST: u8 = 125;

/// For every character that opens an isolate the number of the one that closes it, or the number of
/// characters if nothing does; empty where nothing opens any (BD9).
pub(super) fn closers(classes: &[BidiClass]) -> Vec<u32> {
    if !classes.iter().any(|class| opens_isolate(*class)) {
        return Vec::new();
    }
    let mut closers = vec![classes.len() as u32; classes.len()];
    let mut open = Vec::new();
    for (number, class) in classes.iter().enumerate() {
        if opens_isolate(*class) {
            open.push(number);
        } else if *class == BidiClass::PDI
            && let Some(closer) = open.pop().and_then(|opener: usize| closers.get_mut(opener))
        {
            *closer = number as u32;
        }
    }
    closers
}

/// The level by the first letter in `range` outside of the isolates in it (rules P2 and P3).
pub(super) fn first_strong(classes: &[BidiClass], closers: &[u32], range: Range<usize>) -> u8 {
    let mut at = range.start;
    while at < range.end {
        match classes.get(at) {
            Some(BidiClass::L) => return 0,
            Some(BidiClass::R | BidiClass::AL) => return 1,
            Some(class) if opens_isolate(*class) => at = closers.get(at).map_or(range.end, |closer| *closer as usize),
            _ => {}
        }
        at += 1;
    }
    0
}

/// What an embedding, an override or an isolate that is open makes of the text in it.
#[derive(Clone, Copy)]
struct Status {
    level: u8,
    forced: Option<BidiClass>,
    isolate: bool,
}

/// What is open, the innermost last, and what is not counted because it is too deep.
struct Stack {
    open: Vec<Status>,
    isolates: usize,
    lost_isolates: usize,
    lost_embeddings: usize,
}

impl Stack {
    fn last(&self) -> Status {
        self.open.last().copied().unwrap_or(Status { level: 0, forced: None, isolate: false })
    }

    /// Opens one level more in the direction of `odd`.
    fn push(&mut self, odd: bool, forced: Option<BidiClass>, isolate: bool) {
        let level = self.last().level;
        let next = if (level % 2 == 1) == odd { level + 2 } else { level + 1 };
        if next <= DEEPEST && self.lost_isolates == 0 && self.lost_embeddings == 0 {
            self.isolates += usize::from(isolate);
            self.open.push(Status { level: next, forced, isolate });
        } else if isolate {
            self.lost_isolates += 1;
        } else if self.lost_isolates == 0 {
            self.lost_embeddings += 1;
        }
    }

    /// Closes the innermost embedding, if no isolate lies between (rule X7).
    fn close_embedding(&mut self) {
        if self.lost_isolates > 0 {
            return;
        }
        if self.lost_embeddings > 0 {
            self.lost_embeddings -= 1;
        } else if self.open.len() > 1 && !self.last().isolate {
            self.open.pop();
        }
    }

    /// Closes the innermost isolate and all embeddings in it (rule X6a).
    fn close_isolate(&mut self) {
        if self.lost_isolates > 0 {
            self.lost_isolates -= 1;
        } else if self.isolates > 0 {
            self.lost_embeddings = 0;
            while self.open.pop().is_some_and(|status| !status.isolate) {}
            self.isolates -= 1;
        }
    }
}

/// The characters that take part in the order, each with its embedding level.
pub(super) fn units(text: &str, classes: &[BidiClass], closers: &[u32], paragraph: u8) -> Vec<Unit> {
    let base = Status { level: paragraph, forced: None, isolate: false };
    let mut stack = Stack { open: vec![base], isolates: 0, lost_isolates: 0, lost_embeddings: 0 };
    let mut units = Vec::with_capacity(classes.len());
    for (number, (c, class)) in text.chars().zip(classes.iter().copied()).enumerate() {
        if class == BidiClass::PDI {
            stack.close_isolate();
        }
        let Status { level, forced, .. } = stack.last();
        match class {
            BidiClass::LRE => stack.push(false, None, false),
            BidiClass::RLE => stack.push(true, None, false),
            BidiClass::LRO => stack.push(false, Some(BidiClass::L), false),
            BidiClass::RLO => stack.push(true, Some(BidiClass::R), false),
            BidiClass::LRI => stack.push(false, None, true),
            BidiClass::RLI => stack.push(true, None, true),
            BidiClass::FSI => {
                let end = closers.get(number).map_or(classes.len(), |closer| *closer as usize);
                stack.push(first_strong(classes, closers, number + 1..end) == 1, None, true);
            }
            BidiClass::PDF => stack.close_embedding(),
            _ => {}
        }
        let number = number as u32;
        match class {
            BidiClass::LRE | BidiClass::RLE | BidiClass::LRO | BidiClass::RLO | BidiClass::PDF | BidiClass::BN => {}
            BidiClass::B => units.push(Unit { c, number, class, original: class, level: paragraph }),
            _ => units.push(Unit { c, number, class: forced.unwrap_or(class), original: class, level }),
        }
    }
    units
}
