//! A short string that a cell shows.

use std::fmt;
use std::ops::Deref;

/// Room for a letter and nine Arabic marks; a text in any language needs three.
const ROOM: usize = 21;

/// What one cell shows: a character in its form for the place, and the marks on it. It lives in the
/// cell itself, and marks past the room for them are not drawn, so that a flood of them costs
/// nothing.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Symbol {
    len: u8,
    bytes: [u8; ROOM],
}

impl Symbol {
    /// The symbol as text, for a cell of the screen.
    pub fn as_str(&self) -> &str {
        // Only whole characters are ever stored, so the bytes are always UTF-8.
        self.bytes.get(..usize::from(self.len)).and_then(|used| std::str::from_utf8(used).ok()).unwrap_or("")
    }

    /// Puts a character behind what is there, if there is room.
    pub(super) fn push(&mut self, c: char) {
        if let Some(free) = self.bytes.get_mut(usize::from(self.len)..)
            && c.len_utf8() <= free.len()
        {
            self.len += c.encode_utf8(free).len() as u8;
        }
    }
}

impl From<char> for Symbol {
    fn from(c: char) -> Self {
        let mut first = [0; 4];
        let len = c.encode_utf8(&mut first).len() as u8;
        let [a, b, c, d] = first;
        // One value that is written as a whole: a cell a letter is made of it.
        let mut bytes = [0; ROOM];
        [bytes[0], bytes[1], bytes[2], bytes[3]] = [a, b, c, d];
        Self { len, bytes }
    }
}

impl Deref for Symbol {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_pile_up_to_the_room_there_is() {
        let mut symbol = Symbol::from('ﺏ');
        for count in 1..=40 {
            symbol.push('\u{64E}');
            assert_eq!(symbol.chars().count(), 1 + count.min(9));
        }
        assert!(symbol.starts_with('ﺏ'));
    }
}
