//! The hash of words, letters and features. It is part of the format of the model files: whoever
//! changes it trains the models anew.

const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const SECOND: u64 = 0xD6E8_FEB8_6659_FD93;

/// Takes one byte into a running hash.
pub(super) const fn push(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ byte as u64).wrapping_mul(FIRST)
}

/// The hash of a word.
pub(super) fn word(text: &str) -> u64 {
    text.bytes().fold(FIRST, push)
}

/// The hash of feature `template` with the values `a` and `b`.
pub(super) const fn feature(template: u64, a: u64, b: u64) -> u64 {
    let hash = (a ^ template.wrapping_mul(SECOND)).wrapping_mul(FIRST);
    let hash = (hash.rotate_left(25) ^ b).wrapping_mul(SECOND);
    hash ^ (hash >> 29)
}

/// A number below `places` that `hash` alone decides; its low half.
pub(super) const fn place(hash: u64, places: usize) -> usize {
    (((hash & 0xFFFF_FFFF) * places as u64) >> 32) as usize
}

/// What tells hashes of one place apart; its top bits, never 0.
pub(super) const fn mark(hash: u64) -> u16 {
    let mark = (hash >> 48) as u16;
    if mark == 0 { 1 } else { mark }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_the_models_were_trained_with() {
        assert_eq!(word(""), FIRST);
        assert_eq!(
            [word("geneva"), feature(7, word("geneva"), 2)],
            [5_852_084_769_938_661_122, 1_908_527_506_293_045_710]
        );
    }
}
