//! Answers that come when nobody waits for them any more.
//!
//! To the reader of keys an answer such as `ESC P > | kitty ESC \` is Alt-P, and then every letter a
//! key. So where a terminal has not said everything in time, its keys go through here.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyModifiers};

use super::answers::Open;

/// How long the rest of an answer can be behind its beginning; no hand types so fast.
const GAP: Duration = Duration::from_millis(30);

/// Keys that one answer can look like at most.
const LONGEST: usize = 256;

/// Takes late answers out of what is typed.
#[derive(Debug, Default)]
pub struct Late {
    /// Whether anything is still to come.
    awaited: bool,
    open: Open,
    ready: VecDeque<Event>,
}

impl Late {
    /// For a terminal that has said everything.
    pub fn none() -> Self {
        Self::default()
    }

    /// For a terminal that broke off here.
    pub fn after(open: Open) -> Self {
        Self { awaited: true, open, ready: VecDeque::new() }
    }

    /// The next event that is no answer. `read` gives the next event, or `None` where it takes longer
    /// than what it is given.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn next(&mut self, read: &mut dyn FnMut(Option<Duration>) -> io::Result<Option<Event>>) -> io::Result<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            let Some(event) = read(None)? else { continue };
            if !self.awaited {
                return Ok(event);
            }
            if self.open != Open::No {
                let open = std::mem::take(&mut self.open);
                self.skip(open, Some(event), read)?;
                continue;
            }
            self.begin(event, read)?;
        }
    }

    /// Takes `event`, and what belongs to it if it begins an answer.
    fn begin(
        &mut self,
        event: Event,
        read: &mut dyn FnMut(Option<Duration>) -> io::Result<Option<Event>>,
    ) -> io::Result<()> {
        let mut taken = vec![event];
        loop {
            match opens(&taken) {
                Begun::No => {
                    self.ready.extend(taken);
                    return Ok(());
                }
                Begun::Perhaps => {
                    let Some(event) = read(Some(GAP))? else {
                        self.ready.extend(taken);
                        return Ok(());
                    };
                    taken.push(event);
                }
                Begun::Yes(open) => return self.skip(open, None, read),
            }
        }
    }

    /// Drops everything up to the end of an answer, or until nothing comes any more.
    fn skip(
        &mut self,
        open: Open,
        first: Option<Event>,
        read: &mut dyn FnMut(Option<Duration>) -> io::Result<Option<Event>>,
    ) -> io::Result<()> {
        let mut event = if first.is_some() { first } else { read(Some(GAP))? };
        let mut escaped = false;
        for _ in 0..LONGEST {
            let Some(now) = event else { return Ok(()) };
            let ends = match (open, pressed(&now)) {
                (_, None) => {
                    self.ready.push_back(now);
                    false
                }
                (Open::Control, Some((KeyCode::Char('@'..='~'), _)))
                | (Open::Words, Some((KeyCode::Char('g'), KeyModifiers::CONTROL))) => true,
                (Open::Words, Some((KeyCode::Char('\\'), held))) => escaped || held.contains(KeyModifiers::ALT),
                (_, Some((code, _))) => {
                    escaped = code == KeyCode::Esc;
                    false
                }
            };
            if ends {
                return Ok(());
            }
            event = read(Some(GAP))?;
        }
        Ok(())
    }
}

/// Whether some events are an answer.
enum Begun {
    No,
    Perhaps,
    Yes(Open),
}

fn pressed(event: &Event) -> Option<(KeyCode, KeyModifiers)> {
    match event {
        Event::Key(key) => Some((key.code, key.modifiers)),
        _ => None,
    }
}

/// Whether `events` begin an answer: `ESC P` with `!` or `>`, as Alt-P or, where it came in two parts,
/// as two keys; or `ESC` and `[` in two parts.
fn opens(events: &[Event]) -> Begun {
    let keys: Vec<Option<(KeyCode, KeyModifiers)>> = events.iter().map(pressed).collect();
    let is = |at: usize, c: char| matches!(keys.get(at), Some(Some((KeyCode::Char(key), _))) if *key == c);
    let alt = matches!(keys.first(), Some(Some((KeyCode::Char('P'), held))) if held.contains(KeyModifiers::ALT));
    let escape = matches!(keys.first(), Some(Some((KeyCode::Esc, _))));
    let kind = |at: usize| match keys.get(at) {
        None => Begun::Perhaps,
        Some(_) if is(at, '!') || is(at, '>') => Begun::Yes(Open::Words),
        Some(_) => Begun::No,
    };
    match keys.len() {
        _ if alt => kind(1),
        1 if escape => Begun::Perhaps,
        2.. if escape && is(1, '[') => Begun::Yes(Open::Control),
        2.. if escape && is(1, 'P') => kind(2),
        _ => Begun::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEvent;

    /// Events as they are typed: `^` stands for the escape key, `~` before a letter for Alt, and `_`
    /// for a pause.
    fn events(words: &str) -> VecDeque<Option<Event>> {
        let mut events = VecDeque::new();
        let mut letters = words.chars();
        while let Some(c) = letters.next() {
            events.push_back(match c {
                '_' => None,
                '^' => Some(Event::Key(KeyCode::Esc.into())),
                '~' => {
                    let letter = letters.next().expect("a letter");
                    Some(Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::ALT)))
                }
                c => Some(Event::Key(KeyCode::Char(c).into())),
            });
        }
        events
    }

    /// What is left of `words` when late answers are taken out.
    fn check(mut late: Late, words: &str, expect: &str) {
        let mut coming = events(words);
        let mut read = |within: Option<Duration>| match (coming.pop_front(), within) {
            (Some(event), _) => Ok(event),
            (None, Some(_)) => Ok(None),
            (None, None) => Err(io::Error::other("the end")),
        };
        let mut left = VecDeque::new();
        while let Ok(event) = late.next(&mut read) {
            left.push_back(Some(event));
        }
        let expect: VecDeque<_> = events(expect).into_iter().flatten().map(Some).collect();
        assert_eq!(left, expect, "{words}");
    }

    #[test]
    fn nothing_is_taken_from_a_terminal_that_said_everything() {
        check(Late::none(), "a~P>|q^[x", "a~P>|q^[x");
    }

    #[test]
    fn late_answers_are_taken_out() {
        let late = || Late::after(Open::No);
        check(late(), "a~P>|kitty(q)~\\b", "ab");
        check(late(), "~P!|7E4B4445~\\~P>|q~\\q", "q");
        check(late(), "~P>|foot^\\q", "q");
        check(late(), "^P!|00^\\q", "q");
        check(late(), "^[8;1$yq", "q");
        check(late(), "~P>|kitt_q", "q");
    }

    #[test]
    fn keys_pass() {
        let late = || Late::after(Open::No);
        check(late(), "q~P_>", "q~P>");
        check(late(), "~Pq", "~Pq");
        check(late(), "^_[q", "^[q");
        check(late(), "^^q~x", "^^q~x");
    }

    #[test]
    fn the_rest_of_an_answer_is_taken_out() {
        check(Late::after(Open::Words), "tty(0.26)~\\q", "q");
        check(Late::after(Open::Control), "2;cq", "q");
        check(Late::after(Open::Words), "x_q", "q");
    }
}
