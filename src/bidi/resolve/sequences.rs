//! Isolating run sequences: what is resolved together (rule X10).

use std::ops::Range;

use unicode_bidi::BidiClass;

use super::{Unit, direction};

/// Runs of one level that isolates part and that belong together.
struct Sequence {
    first: Range<usize>,
    /// Mostly none.
    later: Vec<Range<usize>>,
}

/// Calls `resolve` with the units of every sequence in a row, and with the directions at its begin and
/// its end.
pub(super) fn each(
    units: &mut [Unit],
    closers: &[u32],
    paragraph: u8,
    mut resolve: impl FnMut(&mut [Unit], BidiClass, BidiClass),
) {
    let mut row: Vec<Unit> = Vec::new();
    for sequence in sequences(units, closers) {
        let Sequence { first, later } = sequence;
        let last = later.last().unwrap_or(&first);
        let level = units.get(first.start).map_or(paragraph, |unit| unit.level);
        let before = first.start.checked_sub(1).and_then(|at| units.get(at)).map_or(paragraph, |unit| unit.level);
        // What an isolate that nothing closes is followed by, is the end of the paragraph.
        let closed = !units.get(last.end - 1).is_some_and(Unit::opens_isolate);
        let after = units.get(last.end).filter(|_| closed).map_or(paragraph, |unit| unit.level);
        let (begin, end) = (direction(level.max(before)), direction(level.max(after)));
        if later.is_empty() {
            resolve(units.get_mut(first).unwrap_or(&mut []), begin, end);
            continue;
        }
        row.clear();
        let runs = || std::iter::once(&first).chain(&later).cloned();
        runs().for_each(|run| row.extend_from_slice(units.get(run).unwrap_or(&[])));
        resolve(&mut row, begin, end);
        let mut resolved = row.iter();
        for run in runs() {
            let places = units.get_mut(run).unwrap_or(&mut []);
            places.iter_mut().zip(&mut resolved).for_each(|(place, unit)| *place = *unit);
        }
    }
}

fn sequences(units: &[Unit], closers: &[u32]) -> Vec<Sequence> {
    let mut sequences: Vec<Sequence> = Vec::new();
    // Those that wait for the character that closes their isolate.
    let mut waiting: Vec<(u32, usize)> = Vec::new();
    let mut start = 0;
    for chunk in units.chunk_by(|one, other| one.level == other.level) {
        let run = start..start + chunk.len();
        start = run.end;
        let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { continue };
        let resumed = waiting.pop_if(|(closer, _)| first.original == BidiClass::PDI && *closer == first.number);
        let own = resumed.map_or(sequences.len(), |(_, own)| own);
        match sequences.get_mut(own) {
            Some(sequence) => sequence.later.push(run),
            None => sequences.push(Sequence { first: run, later: Vec::new() }),
        }
        let closer = closers.get(last.number as usize).filter(|_| last.opens_isolate());
        if let Some(closer) = closer.filter(|closer| (**closer as usize) < closers.len()) {
            waiting.push((*closer, own));
        }
    }
    sequences
}
