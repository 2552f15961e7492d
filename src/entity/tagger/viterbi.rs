//! The best labels of a run of words: Viterbi's algorithm over begin, inside and outside labels.
//!
//! Label 0 is outside; type `t` (from 0) begins with `1 + 2t` and goes on with `2 + 2t`. An inside
//! label follows a label of its own type only.

/// The most labels: outside, and six types.
pub(super) const LABELS: usize = 14;

/// A score for each label; unused ones are never looked at.
pub(super) type Row = [i32; LABELS];

/// Below every score that words can sum up to.
const NEVER: i32 = i32::MIN / 4;

/// The labels that a word may have, as bits.
pub(super) type Mask = u16;

/// Every label.
pub(super) const ANY: Mask = 0x3FFF;

/// Scores of a label behind another: `steps[before][label]`.
pub(super) type Steps = [Row; LABELS];

/// Reused memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Lattice {
    best: Vec<Row>,
    back: Vec<[u8; LABELS]>,
}

#[cfg(test)]
/// Whether `label` may follow `before`.
pub(super) const fn follows(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

impl Lattice {
    /// The best labels for the words with `scores` among those that `masks` allow, written to
    /// `path`. The words before and behind are outside of names.
    pub fn decode(&mut self, scores: &[Row], masks: &[Mask], steps: &Steps, labels: usize, path: &mut Vec<u8>) {
        self.best.clear();
        self.back.clear();
        let mut before = [NEVER; LABELS];
        before[0] = 0;
        for (row, mask) in scores.iter().zip(masks) {
            let (best, back) = advance(&before, row, *mask, steps, labels);
            self.best.push(best);
            self.back.push(back);
            before = best;
        }
        path.clear();
        path.resize(self.back.len(), 0);
        let mut label = (0..labels).max_by_key(|label| (before[*label], std::cmp::Reverse(*label))).unwrap_or(0);
        for (slot, back) in path.iter_mut().zip(&self.back).rev() {
            *slot = label as u8;
            label = usize::from(back[label]);
        }
    }
}

fn advance(before: &Row, row: &Row, mask: Mask, steps: &Steps, labels: usize) -> (Row, [u8; LABELS]) {
    let mut best = [NEVER; LABELS];
    let mut back = [0; LABELS];
    for (from, old) in before.iter().enumerate().take(labels) {
        if *old <= NEVER {
            continue;
        }
        let step = &steps[from];
        let mut offer = |label: usize| {
            let score = old + step[label];
            if score > best[label] {
                best[label] = score;
                back[label] = from as u8;
            }
        };
        offer(0);
        (1..labels).step_by(2).for_each(&mut offer);
        if from > 0 {
            offer(if from % 2 == 1 { from + 1 } else { from });
        }
    }
    for label in 0..labels {
        let allowed = mask >> label & 1 == 1 && best[label] > NEVER;
        best[label] = if allowed { best[label] + row[label] } else { NEVER };
    }
    (best, back)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decode(scores: &[Row], masks: &[Mask], steps: &Steps) -> Vec<u8> {
        let mut path = Vec::new();
        Lattice::default().decode(scores, masks, steps, 13, &mut path);
        path
    }

    fn is_valid(path: &[u8]) -> bool {
        let before = std::iter::once(&0).chain(path);
        before.zip(path).all(|(before, label)| follows(usize::from(*before), usize::from(*label)))
    }

    #[test]
    fn a_strong_inside_label_draws_its_beginning_along() {
        let mut scores = [[0; LABELS]; 3];
        scores[1][2] = 50;
        assert_eq!(decode(&scores, &[ANY; 3], &[[0; LABELS]; LABELS]), [1, 2, 0]);
        scores[0][1] = -90;
        assert_eq!(decode(&scores, &[ANY; 3], &[[0; LABELS]; LABELS])[1], 0);
    }

    #[test]
    fn masks_and_steps_are_kept() {
        let mut steps = [[0; LABELS]; LABELS];
        steps[1][3] = 20;
        let mut scores = [[0; LABELS]; 2];
        scores[0][0] = 10;
        assert_eq!(decode(&scores, &[ANY; 2], &steps), [1, 3]);
        assert_eq!(decode(&scores, &[1, ANY], &steps), [0, 0]);
        assert_eq!(decode(&[], &[], &steps), [0; 0]);
    }

    proptest! {
        #[test]
        fn no_name_goes_on_that_has_not_begun(
            scores in prop::collection::vec(prop::array::uniform14(-999..999_i32), 0..40),
            steps in prop::array::uniform14(prop::array::uniform14(-999..999_i32)),
        ) {
            let path = decode(&scores, &vec![ANY; scores.len()], &steps);
            prop_assert!(is_valid(&path), "{path:?}");
            prop_assert_eq!(path.len(), scores.len());
        }
    }
}
