//! Keys typed while the terminal was asked, which nobody else will read any more.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The keys that `bytes` are, in the form in which terminals send keys before any of their modes is
/// changed; what is none of them is dropped.
pub(super) fn keys(mut bytes: &[u8]) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    while !bytes.is_empty() {
        let (key, count) = key(bytes);
        keys.extend(key);
        bytes = bytes.get(count.max(1)..).unwrap_or_default();
    }
    keys
}

/// The first key, if it is known, and its bytes.
fn key(bytes: &[u8]) -> (Option<KeyEvent>, usize) {
    match bytes {
        [0x1B, b'[', rest @ ..] => {
            let count = rest.iter().position(|byte| (0x40..=0x7E).contains(byte)).map_or(rest.len(), |at| at + 1);
            (control(rest.get(..count).unwrap_or_default()), count + 2)
        }
        [0x1B, b'O', letter, ..] => (named(*letter).map(Into::into), 3),
        [0x1B, 0x1B, ..] | [0x1B] => (Some(KeyCode::Esc.into()), 1),
        [0x1B, rest @ ..] => {
            let (key, count) = key(rest);
            let alt = |key: KeyEvent| KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT);
            (key.map(alt), count + 1)
        }
        [byte @ (0..=0x1F | 0x7F), ..] => (Some(steering(*byte)), 1),
        _ => letter(bytes),
    }
}

fn letter(bytes: &[u8]) -> (Option<KeyEvent>, usize) {
    let count = match bytes.first() {
        Some(0xC0..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..) => 4,
        _ => 1,
    };
    let letter = bytes.get(..count).and_then(|bytes| std::str::from_utf8(bytes).ok()).and_then(|s| s.chars().next());
    let event = |c: char| {
        let shift = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
        KeyEvent::new(KeyCode::Char(c), shift)
    };
    (letter.map(event), if letter.is_some() { count } else { 1 })
}

fn steering(byte: u8) -> KeyEvent {
    let ctrl = |c: u8| KeyEvent::new(KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
    match byte {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        0x7F => KeyCode::Backspace.into(),
        0 => ctrl(b' '),
        1..=0x1A => ctrl(byte - 1 + b'a'),
        _ => ctrl(byte - 0x1C + b'4'),
    }
}

/// The key of a control sequence: parameters and the letter that ends them.
fn control(words: &[u8]) -> Option<KeyEvent> {
    let (last, words) = words.split_last()?;
    let mut numbers = std::str::from_utf8(words).ok()?.split(';').map(|number| number.parse::<u8>().ok());
    let first = numbers.next().flatten();
    let modifiers = numbers.next().flatten().unwrap_or(1).saturating_sub(1);
    let code = match (last, first) {
        (b'Z', _) => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        (b'~', Some(number)) => numbered(number)?,
        (letter, _) => named(*letter)?,
    };
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        if modifiers & bit != 0 {
            held |= modifier;
        }
    }
    Some(KeyEvent::new(code, held))
}

const fn named(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

const fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_sent() {
        let plain = |code: KeyCode| KeyEvent::from(code);
        let with = |code, modifiers| KeyEvent::new(code, modifiers);
        for (bytes, expect) in [
            (&b"q"[..], plain(KeyCode::Char('q'))),
            (b"Q", with(KeyCode::Char('Q'), KeyModifiers::SHIFT)),
            ("ب".as_bytes(), plain(KeyCode::Char('ب'))),
            (b"\x03", with(KeyCode::Char('c'), KeyModifiers::CONTROL)),
            (b"\r", plain(KeyCode::Enter)),
            (b"\t", plain(KeyCode::Tab)),
            (b"\x7F", plain(KeyCode::Backspace)),
            (b"\x1B", plain(KeyCode::Esc)),
            (b"\x1B[A", plain(KeyCode::Up)),
            (b"\x1BOA", plain(KeyCode::Up)),
            (b"\x1BOQ", plain(KeyCode::F(2))),
            (b"\x1B[1;5C", with(KeyCode::Right, KeyModifiers::CONTROL)),
            (b"\x1B[6~", plain(KeyCode::PageDown)),
            (b"\x1B[24~", plain(KeyCode::F(12))),
            (b"\x1B[Z", with(KeyCode::BackTab, KeyModifiers::SHIFT)),
            (b"\x1Bx", with(KeyCode::Char('x'), KeyModifiers::ALT)),
        ] {
            assert_eq!(keys(bytes), [expect], "{bytes:?}");
        }
    }

    #[test]
    fn several_keys_stay_in_order_and_strange_bytes_are_dropped() {
        let codes: Vec<KeyCode> = keys(b"a\xFF\x1B[99~\x1B\x1B[Bz").into_iter().map(|key| key.code).collect();
        assert_eq!(codes, [KeyCode::Char('a'), KeyCode::Esc, KeyCode::Down, KeyCode::Char('z')]);
    }
}
