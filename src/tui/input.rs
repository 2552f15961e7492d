//! A line of text being typed: logical text and a cursor at a grapheme border.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

/// The longest line that can be typed, in bytes; more is left out.
const MAX: usize = 2000;

/// A line of text with its cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    cursor: usize,
}

impl Input {
    /// A line that holds `text`, the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte at which the cursor stands.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts `text` in at the cursor; line breaks become blanks and other control characters go.
    pub fn insert(&mut self, text: &str) {
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            if !c.is_control() && self.text.len() + c.len_utf8() <= MAX {
                self.text.insert(self.cursor, c);
                self.cursor += c.len_utf8();
            }
        }
    }

    /// Does what `key` asks, in a line that runs from right to left or not; whether the text changed.
    pub fn key(&mut self, key: KeyEvent, rtl: bool) -> bool {
        let before = self.text.len();
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('u') if control => self.cut(0, self.cursor),
            KeyCode::Char('k') if control => self.cut(self.cursor, self.text.len()),
            KeyCode::Char('w') if control => self.cut(self.word_before(), self.cursor),
            KeyCode::Char('a') if control => self.cursor = 0,
            KeyCode::Char('e') if control => self.cursor = self.text.len(),
            KeyCode::Char(c) if !control && !key.modifiers.contains(KeyModifiers::ALT) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace => self.cut(self.before(), self.cursor),
            KeyCode::Delete => self.cut(self.cursor, self.after()),
            KeyCode::Left if rtl => self.cursor = self.after(),
            KeyCode::Right if rtl => self.cursor = self.before(),
            KeyCode::Left => self.cursor = self.before(),
            KeyCode::Right => self.cursor = self.after(),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = self.text.len(),
            _ => {}
        }
        self.text.len() != before
    }

    fn cut(&mut self, from: usize, to: usize) {
        if from <= to && self.text.is_char_boundary(from) && self.text.is_char_boundary(to) {
            self.text.replace_range(from..to, "");
            self.cursor = from;
        }
    }

    fn before(&self) -> usize {
        let head = self.text.get(..self.cursor).unwrap_or("");
        head.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let tail = self.text.get(self.cursor..).unwrap_or("");
        self.cursor + tail.graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let head = self.text.get(..self.cursor).unwrap_or("").trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn press(input: &mut Input, code: KeyCode, modifiers: KeyModifiers) -> bool {
        input.key(KeyEvent::new(code, modifiers), false)
    }

    #[test]
    fn editing_goes_by_graphemes_and_words() {
        let mut input = Input::new("هجوم مَارِس");
        press(&mut input, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(input.text(), "هجوم مَارِ");
        press(&mut input, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(input.text(), "هجوم مَا", "a letter goes with its mark");
        assert!(press(&mut input, KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert_eq!(input.text(), "هجوم ");
        press(&mut input, KeyCode::Home, KeyModifiers::NONE);
        input.insert("a\n\u{1B}b");
        assert_eq!(input.text(), "a bهجوم ");
    }

    proptest! {
        #[test]
        fn the_cursor_always_stands_between_letters(start in "\\PC{0,12}", keys in prop::collection::vec(0..8_u8, 0..30)) {
            let mut input = Input::new(start);
            for key in keys {
                let (code, modifiers) = [
                    (KeyCode::Left, KeyModifiers::NONE), (KeyCode::Right, KeyModifiers::NONE),
                    (KeyCode::Backspace, KeyModifiers::NONE), (KeyCode::Delete, KeyModifiers::NONE),
                    (KeyCode::Char('w'), KeyModifiers::CONTROL), (KeyCode::Char('ش'), KeyModifiers::NONE),
                    (KeyCode::Char('u'), KeyModifiers::CONTROL), (KeyCode::End, KeyModifiers::NONE),
                ][key as usize];
                press(&mut input, code, modifiers);
                prop_assert!(input.text().is_char_boundary(input.cursor()));
            }
        }
    }
}
