//! Lines of Arabic that reach both margins, as in a newspaper.

use super::cluster::{Cluster, Kind};
use super::join::TATWEEL;

/// A line is left ragged when more than one column in so many would be filled: stretched so far it
/// reads worse than it looks.
const SHARE: usize = 4;
/// The most columns that one word is stretched by, and the letters it needs for each of them.
const WORD: usize = 3;
const LETTERS: usize = 2;
/// The most columns that a blank between two words grows by.
const GAP: usize = 2;

/// A cluster behind which the line can be stretched.
#[derive(Clone, Copy)]
struct Place {
    /// The cluster.
    at: usize,
    /// How good the place is, 1 the best.
    rank: u8,
    /// Columns it can take, and those it has taken.
    room: usize,
    taken: usize,
}

/// The clusters of one line with fills between them, so that it is exactly `width` columns wide;
/// nothing if it is that already, or would look silly.
///
/// Columns go to tatweels first, one place a word, the best places of the line first and evenly over
/// it; what is left widens the blanks between words. Only right-to-left words and the blanks at
/// their sides are stretched, so that foreign names, numbers and addresses stay as they are.
pub(super) fn stretched(line: &[Cluster], width: usize) -> Option<Vec<Cluster>> {
    let used: usize = line.iter().map(|cluster| usize::from(cluster.width)).sum();
    let free = width.checked_sub(used).filter(|free| *free > 0 && free * SHARE <= width)?;
    let mut words = joins(line);
    let mut gaps = gaps(line);
    let left = spread(&mut words, free);
    let left = spread(&mut gaps, left);
    if left > 0 {
        return None;
    }
    let mut places: Vec<Place> = words.into_iter().chain(gaps).filter(|place| place.taken > 0).collect();
    places.sort_unstable_by_key(|place| place.at);
    Some(filled(line, &places, free))
}

/// The best place of every word that has one; of equal ones the last, which is nearest to the word's
/// end.
fn joins(line: &[Cluster]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut begin = 0;
    for word in line.split(|cluster| cluster.kind != Kind::Ink) {
        // The join behind the last letter of a line leads to the next line.
        let inner = word.len().saturating_sub(1);
        let ranked = word.iter().take(inner).enumerate().filter(|(_, cluster)| cluster.stretch > 0);
        if let Some((at, best)) = ranked.min_by_key(|(at, cluster)| (cluster.stretch, usize::MAX - at)) {
            let room = (word.len() / LETTERS).clamp(1, WORD);
            places.push(Place { at: begin + at, rank: best.stretch, room, taken: 0 });
        }
        begin += word.len() + 1;
    }
    places
}

/// The blanks between words that run from right to left.
fn gaps(line: &[Cluster]) -> Vec<Place> {
    let begin = line.iter().position(|cluster| cluster.kind == Kind::Ink).unwrap_or(line.len());
    let blanks = line.iter().enumerate().skip(begin);
    let blanks = blanks.filter(|(_, cluster)| cluster.kind == Kind::Blank && cluster.level.is_rtl());
    blanks.map(|(at, _)| Place { at, rank: 0, room: GAP, taken: 0 }).collect()
}

/// Gives every place one column after the other; gives back what they cannot take. Where the last
/// columns are fewer than the places, the better places get them, and of equal ones every so many.
fn spread(places: &mut [Place], mut columns: usize) -> usize {
    while columns > 0 {
        let mut open: Vec<&mut Place> = places.iter_mut().filter(|place| place.taken < place.room).collect();
        if open.is_empty() {
            break;
        }
        open.sort_by_key(|place| place.rank);
        for equal in open.chunk_by_mut(|one, other| one.rank == other.rank) {
            let (count, given) = (equal.len(), columns.min(equal.len()));
            for (index, place) in equal.iter_mut().enumerate() {
                // True for `given` of the `count` places, evenly spaced.
                if (index + 1) * given / count > index * given / count {
                    place.taken += 1;
                }
            }
            columns -= given;
        }
    }
    columns
}

fn filled(line: &[Cluster], places: &[Place], free: usize) -> Vec<Cluster> {
    let mut out = Vec::with_capacity(line.len() + free);
    let mut places = places.iter().peekable();
    for (at, cluster) in line.iter().enumerate() {
        out.push(*cluster);
        if let Some(place) = places.next_if(|place| place.at == at) {
            let shown = if cluster.kind == Kind::Ink { TATWEEL } else { ' ' };
            let bytes = (cluster.start as usize, cluster.end as usize);
            let fill = Cluster::new(shown, bytes, 1, Kind::Fill, cluster.level);
            out.extend(std::iter::repeat_n(fill, place.taken));
        }
    }
    out
}
