//! The weights of one language: a table from the hash of a feature to a row of small numbers, one a
//! label, and the scores of one label behind another.
//!
//! File: `MNW1`; the number of labels, the number of buckets and the scale (u32 each,
//! little-endian); the steps (`labels * labels`, i16); the buckets: four marks (u16) and four rows
//! of fourteen i8. A feature's bucket is its place, and its row the one with its mark.

use super::hash;
use super::viterbi::{LABELS, Row, Steps};

const MAGIC: &[u8; 4] = b"MNW1";
/// Rows of a bucket.
const ROWS: usize = 4;
/// Bytes of a bucket: one line of the processor's cache.
const BYTES: usize = ROWS * (2 + LABELS);

#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Bucket {
    marks: [u16; ROWS],
    rows: [[i8; LABELS]; ROWS],
}

/// The weights of one language.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub labels: usize,
    /// What a score is divided by to get the trainer's numbers back.
    pub scale: f32,
    pub steps: Box<Steps>,
    buckets: Vec<Bucket>,
}

impl Model {
    /// Reads a file; `None` if it is not what its header says.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (head, rest) = rest.split_at_checked(12)?;
        let mut sizes = head.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four) as usize);
        let (labels, buckets, scale) = (sizes.next()?, sizes.next()?, sizes.next()?);
        if labels > LABELS || labels % 2 == 0 || buckets == 0 || scale == 0 {
            return None;
        }
        let (table, rest) = rest.split_at_checked(labels * labels * 2)?;
        if rest.len() != buckets.checked_mul(BYTES)? {
            return None;
        }
        let mut steps = Box::new([[0; LABELS]; LABELS]);
        for (at, two) in table.as_chunks::<2>().0.iter().enumerate() {
            steps[at / labels][at % labels] = i32::from(i16::from_le_bytes(*two));
        }
        let buckets = rest.as_chunks::<BYTES>().0.iter().map(bucket).collect();
        Some(Self { labels, scale: scale as f32, steps, buckets })
    }

    /// The sum of the rows of `features`.
    pub fn score(&self, features: &[u64]) -> Row {
        let mut sum = [0_i16; LABELS];
        for feature in features {
            let Some(bucket) = self.buckets.get(hash::place(*feature, self.buckets.len())) else { continue };
            let mark = hash::mark(*feature);
            let found = bucket.marks.iter().position(|known| *known == mark);
            if let Some(row) = found.and_then(|at| bucket.rows.get(at)) {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += i16::from(*weight);
                }
            }
        }
        sum.map(i32::from)
    }

    /// The bytes of a model with `buckets` buckets: the rows of `weights`, the weightiest first, as
    /// many as find a place, and `steps`; all in the trainer's numbers times `scale`.
    pub fn write(
        labels: usize,
        buckets: usize,
        scale: f32,
        steps: &[[f32; LABELS]; LABELS],
        weights: &[(u64, [f32; LABELS])],
    ) -> Vec<u8> {
        let mut table = vec![Bucket { marks: [0; ROWS], rows: [[0; LABELS]; ROWS] }; buckets];
        for (feature, row) in weights {
            let Some(bucket) = table.get_mut(hash::place(*feature, buckets)) else { continue };
            let mark = hash::mark(*feature);
            let free = bucket.marks.iter().position(|known| *known == 0);
            if let Some(at) = free.filter(|_| !bucket.marks.contains(&mark)) {
                bucket.marks[at] = mark;
                bucket.rows[at] = row.map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8);
            }
        }
        let mut out = MAGIC.to_vec();
        for size in [labels as u32, buckets as u32, scale.round() as u32] {
            out.extend(size.to_le_bytes());
        }
        for step in steps.iter().take(labels).flat_map(|row| row.iter().take(labels)) {
            out.extend(((step * scale).round() as i16).to_le_bytes());
        }
        for bucket in &table {
            out.extend(bucket.marks.iter().flat_map(|mark| mark.to_le_bytes()));
            out.extend(bucket.rows.iter().flatten().map(|weight| *weight as u8));
        }
        out
    }
}

fn bucket(bytes: &[u8; BYTES]) -> Bucket {
    let mut out = Bucket { marks: [0; ROWS], rows: [[0; LABELS]; ROWS] };
    let (marks, rows) = bytes.split_at(2 * ROWS);
    for (mark, two) in out.marks.iter_mut().zip(marks.as_chunks::<2>().0) {
        *mark = u16::from_le_bytes(*two);
    }
    for (weight, byte) in out.rows.iter_mut().flatten().zip(rows) {
        *weight = *byte as i8;
    }
    out
}
