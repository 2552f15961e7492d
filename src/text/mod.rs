//! Text: charset, plain text of HTML fragments, language, folding with a way back to the
//! original, tokens, sentences.
//!
//! It refuses to know what a date or a name is. Everything is total: any string gives an answer.
//!
//! ```
//! use marsad::text::{fold, fold_key};
//! let folded = fold("قالت الإدارة");
//! assert_eq!(folded.text, "قالت الاداره");
//! assert_eq!(fold_key("الآلاف"), fold_key("الالاف"));
//! ```

mod charset;
mod fold;
mod language;
mod markup;
mod sentence;
pub mod stamp;
mod token;

pub use charset::{Decoded, decode};
pub use fold::{Folded, fold, fold_key};
pub use language::language;
pub use markup::{plain, reference_character};
pub use sentence::sentences;
pub use token::{Token, TokenKind, tokens};

/// FNV-1a, 64 bits: a hash that is the same on every machine and in every release, for keys that
/// are stored. Not for defence against chosen collisions: compare the text as well.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(super::hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(super::hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
