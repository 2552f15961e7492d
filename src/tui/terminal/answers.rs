//! Tells the answers of a terminal from the keys that are typed meanwhile.

use super::manner::Answers;

/// Bytes of one answer that are kept; no terminal needs so many.
const LONGEST: usize = 256;

/// Letters of a name that are kept.
const NAME: usize = 64;

/// Where in an answer the bytes ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Open {
    /// Between answers.
    #[default]
    No,
    /// Inside a control sequence, which ends with a letter.
    Control,
    /// Inside a string, which ends with `ESC \`.
    Words,
}

/// Takes bytes as they come from the terminal.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// What was answered so far.
    pub answers: Answers,
    /// Bytes that are no answers.
    pub typed: Vec<u8>,
    pending: Vec<u8>,
}

/// What a beginning of bytes is.
enum Piece {
    /// An answer of so many bytes.
    Answer(usize),
    /// So many bytes of keys.
    Typed(usize),
    /// More is to come.
    Open(Open),
}

impl Scanner {
    /// Takes `bytes`.
    pub fn take(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        while !self.pending.is_empty() {
            let count = match piece(&self.pending) {
                Piece::Open(_) => return self.shorten(),
                Piece::Answer(count) => {
                    let answer: Vec<u8> = self.pending.iter().copied().take(count).collect();
                    self.answer(&answer);
                    count
                }
                Piece::Typed(count) => {
                    self.typed.extend(self.pending.iter().take(count));
                    count
                }
            };
            self.pending.drain(..count.min(self.pending.len()));
        }
    }

    /// Drops the middle of an answer that does not end; its last byte may be half of its end.
    fn shorten(&mut self) {
        if self.pending.len() > LONGEST {
            let last = self.pending.pop();
            self.pending.truncate(LONGEST / 2);
            self.pending.extend(last);
        }
    }

    /// Ends the conversation: where in an answer it broke off. What cannot become one is keys.
    pub fn end(&mut self) -> Open {
        let pending = std::mem::take(&mut self.pending);
        match piece(&pending) {
            Piece::Open(open) if open != Open::No && pending.len() > 2 => open,
            _ => {
                self.typed.extend(pending);
                Open::No
            }
        }
    }

    fn answer(&mut self, bytes: &[u8]) {
        let printable = |words: &[u8], most: usize| -> String {
            words.iter().take_while(|byte| (b' '..=b'~').contains(*byte)).take(most).map(|b| char::from(*b)).collect()
        };
        match bytes {
            [0x1B, b'[', words @ .., b'$', b'y'] => {
                let words = printable(words, NAME);
                if let Some(state) = words.strip_prefix("8;").and_then(|state| state.parse().ok()) {
                    self.answers.bdsm = Some(state);
                }
            }
            [0x1B, b'[', b'?', .., b'c'] => self.answers.device = true,
            [0x1B, b'P', b'!', b'|', words @ ..] => {
                self.answers.unit = Some(printable(words, NAME)).filter(|unit| !unit.is_empty());
            }
            [0x1B, b'P', b'>', b'|', words @ ..] => {
                self.answers.version = Some(printable(words, NAME)).filter(|version| !version.is_empty());
            }
            _ => {}
        }
    }
}

/// What `bytes`, of which there is at least one, begin with.
fn piece(bytes: &[u8]) -> Piece {
    match bytes {
        [0x1B] | [0x1B, b'P'] => Piece::Open(Open::No),
        [0x1B, b'[', rest @ ..] => control(rest),
        [0x1B, b'P', b'!' | b'>' | b'0'..=b'9', rest @ ..] => words(rest),
        [0x1B, ..] => Piece::Typed(2),
        _ => Piece::Typed(bytes.iter().take_while(|byte| **byte != 0x1B).count().max(1)),
    }
}

/// A control sequence: an answer, or a key such as an arrow.
fn control(rest: &[u8]) -> Piece {
    let Some(last) = rest.iter().position(|byte| !(0x20..=0x3F).contains(byte)) else {
        return Piece::Open(Open::Control);
    };
    let count = last + 3;
    match (rest.first(), rest.get(last)) {
        (_, Some(b'y')) | (Some(b'?' | b'>' | b'='), Some(b'c')) => Piece::Answer(count),
        // An arrow with its number missing, or an escape in the middle: what follows is read anew.
        (_, Some(0x40..=0x7E)) => Piece::Typed(count),
        _ => Piece::Typed(count - 1),
    }
}

/// A string, up to its end in either spelling.
fn words(rest: &[u8]) -> Piece {
    let end = rest.windows(2).position(|pair| pair == [0x1B, b'\\']).map(|at| at + 5);
    let bell = rest.iter().position(|byte| *byte == 0x07).map(|at| at + 4);
    match (end, bell) {
        (Some(end), Some(bell)) => Piece::Answer(end.min(bell)),
        (Some(end), None) | (None, Some(end)) => Piece::Answer(end),
        (None, None) => Piece::Open(Open::Words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answers and the keys in `bytes`, the same whether they come at once or one by one.
    fn read(bytes: &[u8]) -> (Answers, Vec<u8>, Open) {
        let mut at_once = Scanner::default();
        at_once.take(bytes);
        let mut one_by_one = Scanner::default();
        for byte in bytes {
            one_by_one.take(&[*byte]);
        }
        let (open, other) = (at_once.end(), one_by_one.end());
        assert_eq!((&at_once.answers, &at_once.typed, open), (&one_by_one.answers, &one_by_one.typed, other));
        (at_once.answers, at_once.typed, open)
    }

    #[test]
    fn answers_are_told_from_keys() {
        let (answers, typed, open) =
            read(b"q\x1B[8;1$y\x1B[A\x1BP!|7E4B4445\x1B\\\xD8\xA8\x1BP>|kitty(0.26.5)\x1B\\\x1B[?62;c\x1B");
        let expect = Answers {
            bdsm: Some(1),
            unit: Some("7E4B4445".into()),
            version: Some("kitty(0.26.5)".into()),
            device: true,
            tmux: None,
        };
        assert_eq!((answers, open), (expect, Open::No));
        assert_eq!(typed, b"q\x1B[A\xD8\xA8\x1B");
    }

    #[test]
    fn what_is_no_answer_to_us_says_nothing() {
        for bytes in [&b"\x1B[12;1$y"[..], b"\x1B[?2026;2$y", b"\x1B[>1;10;0c", b"\x1BP1$r0m\x1B\\", b"\x1BP>|\x1B\\"] {
            assert_eq!(read(bytes), (Answers::default(), vec![], Open::No), "{bytes:?}");
        }
    }

    #[test]
    fn keys_that_look_like_answers_stay_keys() {
        for bytes in [&b"\x1BPx"[..], b"\x1BP", b"\x1B[", b"\x1B[1;5A", b"\x1B\x1B[A", b"\x1Bq", b"\x1B[\x1B[B"] {
            assert_eq!(read(bytes), (Answers::default(), bytes.to_vec(), Open::No), "{bytes:?}");
        }
    }

    #[test]
    fn an_answer_that_breaks_off_is_told() {
        for (bytes, expect) in
            [(&b"a\x1BP>|kit"[..], Open::Words), (b"\x1B[?6", Open::Control), (b"\x1BP!|7E\x1B", Open::Words)]
        {
            let (_, typed, open) = read(bytes);
            assert_eq!((open, typed.len()), (expect, usize::from(bytes[0] == b'a')), "{bytes:?}");
        }
    }

    #[test]
    fn a_flood_ends() {
        let flood = [b"\x1BP>|".to_vec(), vec![b'x'; 100_000]].concat();
        assert_eq!(read(&flood), (Answers::default(), vec![], Open::Words));
        let (answers, typed, _) = read(&[flood, b"\x1B\\q".to_vec()].concat());
        assert_eq!((answers.version.map(|name| name.len()), typed), (Some(NAME), b"q".to_vec()));
    }
}
