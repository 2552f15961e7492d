//! What a program says to a terminal beside letters.

/// A sequence that a terminal obeys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sequence {
    /// `ESC [`, parameters, and the letter that says what to do.
    Control(String, char),
    /// `ESC ]` and its words.
    System(String),
    /// `ESC P` and its words, doubled escapes as one.
    Wrapped(String),
    /// `ESC` and anything else, or a control character that stands alone.
    Other(char),
}

/// All sequences in `sent`, in order; line ends of plain text are none.
///
/// # Panics
/// Where `sent` is no UTF-8: a terminal would read the rest as it likes.
pub fn sequences(sent: &[u8]) -> Vec<Sequence> {
    let text = std::str::from_utf8(sent).expect("what is sent is UTF-8");
    let mut letters = text.chars();
    let mut found = Vec::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1B}' => match letters.next() {
                Some('[') => {
                    let mut words = String::new();
                    let last = letters.by_ref().find(|c| {
                        let ends = ('@'..='~').contains(c);
                        if !ends {
                            words.push(*c);
                        }
                        ends
                    });
                    found.push(Sequence::Control(words, last.unwrap_or('\0')));
                }
                Some(']') => {
                    let words = letters.by_ref().take_while(|c| !matches!(c, '\u{7}' | '\u{1B}' | '\u{9C}'));
                    found.push(Sequence::System(words.collect()));
                }
                Some('P') => {
                    let mut words = String::new();
                    // The end is an escape that is not doubled, and a backslash.
                    while let Some(letter) = letters.next() {
                        match (letter, letters.clone().next()) {
                            ('\u{1B}', Some('\\')) => break,
                            ('\u{1B}', Some('\u{1B}')) => drop(letters.next()),
                            _ => {}
                        }
                        words.push(letter);
                    }
                    letters.next();
                    found.push(Sequence::Wrapped(words));
                }
                other => found.push(Sequence::Other(other.unwrap_or('\0'))),
            },
            '\r' | '\n' => {}
            _ if steers(letter) => found.push(Sequence::Other(letter)),
            _ => {}
        }
    }
    found
}

/// Whether a terminal obeys this letter, or turns the letters round it because of it.
fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether `sequence` is one that the program itself has use for.
pub fn ours(sequence: &Sequence) -> bool {
    match sequence {
        // The questions.
        Sequence::Control(words, 'p') => words == "8$",
        Sequence::Control(words, 'c') => matches!(words.as_str(), "=" | ""),
        Sequence::Control(words, 'q') => words == ">",
        Sequence::Control(words, 'h' | 'l') => {
            matches!(words.as_str(), "8" | "?25" | "?1000" | "?1002" | "?1003" | "?1006" | "?1015" | "?1049" | "?2004")
        }
        Sequence::Control(words, 'H') => words.split(';').all(|number| number.parse::<u16>().is_ok()),
        Sequence::Control(words, 'J') => words == "2",
        Sequence::Control(words, 'm') => colors(words).iter().all(|number| *number < 60),
        Sequence::System(words) => words.starts_with("0;marsad · "),
        _ => false,
    }
}

/// The numbers of `ESC [ … m` that choose a style, without those that belong to a chosen colour;
/// a colour by its three parts counts as 255, which is none.
pub fn colors(words: &str) -> Vec<u8> {
    let mut numbers = words.split(';').map(|number| number.parse().unwrap_or(0));
    let mut styles = Vec::new();
    while let Some(number) = numbers.next() {
        styles.push(number);
        if matches!(number, 38 | 48 | 58) {
            match numbers.next() {
                Some(5) => drop(numbers.next()),
                _ => styles.push(u8::MAX),
            }
        }
    }
    styles
}
