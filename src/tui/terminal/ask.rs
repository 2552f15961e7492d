//! Asks the terminal itself what it does with Arabic, in the time in which nobody notices.
//!
//! The last question is one that every terminal answers, so waiting ends as soon as that answer is
//! there. What is typed meanwhile is handed on as keys; answers that are later than the deadline are
//! for [`Late`].

use std::io;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::answers::Scanner;
use super::late::Late;
use super::manner::{Answers, Surroundings, Tmux, Wish};
use super::typed;

/// The longest that asking takes, in all.
pub const DEADLINE: Duration = Duration::from_millis(150);

/// Mode 8 (DECRQM), the unit (DA3), the version (XTVERSION), and last what it can (DA1).
const QUESTIONS: &[u8] = b"\x1B[8$p\x1B[=c\x1B[>q\x1B[c";

/// What came of asking.
#[derive(Debug, Default)]
pub struct Asked {
    /// What the terminal said.
    pub answers: Answers,
    /// Keys that were typed meanwhile, in order.
    pub typed: Vec<KeyEvent>,
    /// Takes out what it says later.
    pub late: Late,
}

/// A line to a terminal.
pub(super) trait Wire {
    /// Sends bytes.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Waits so long for bytes; none where the time is over.
    fn receive(&mut self, within: Duration) -> io::Result<Vec<u8>>;
}

/// Asks over `wire`, while `elapsed` says the time.
fn converse(wire: &mut dyn Wire, elapsed: &dyn Fn() -> Duration) -> Asked {
    let end = elapsed() + DEADLINE;
    let mut scanner = Scanner::default();
    if wire.send(QUESTIONS).is_err() {
        return Asked::default();
    }
    while !scanner.answers.device {
        let left = end.saturating_sub(elapsed());
        if left.is_zero() {
            break;
        }
        match wire.receive(left) {
            Ok(bytes) if !bytes.is_empty() => scanner.take(&bytes),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    let open = scanner.end();
    let late = if scanner.answers.device { Late::none() } else { Late::after(open) };
    Asked { answers: scanner.answers, typed: typed::keys(&scanner.typed), late }
}

/// Asks the terminal at standard input and output, which has to be in raw mode; `elapsed` says the time
/// from any beginning. Asks nothing where no answer could change anything, and on systems whose
/// terminals do not order.
pub fn ask(wish: Wish, surroundings: &Surroundings, elapsed: &dyn Fn() -> Duration) -> Asked {
    if wish.asks() { system::ask(surroundings, elapsed) } else { Asked::default() }
}

#[cfg(unix)]
mod system {
    use std::io::{Read, Write};
    use std::os::fd::AsFd;
    use std::process::{Child, Command, Stdio};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::{Asked, DEADLINE, Duration, Surroundings, Wire, converse, io, tmux};

    /// Bytes that tmux is listened to for.
    const MOST: u64 = 4096;

    struct Tty;

    impl Wire for Tty {
        fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
            let mut out = io::stdout().lock();
            out.write_all(bytes)?;
            out.flush()
        }

        fn receive(&mut self, within: Duration) -> io::Result<Vec<u8>> {
            let stdin = io::stdin();
            if !readable(&stdin, within)? {
                return Ok(Vec::new());
            }
            let mut bytes = vec![0; 1024];
            match rustix::io::read(&stdin, &mut bytes)? {
                0 => Err(io::ErrorKind::UnexpectedEof.into()),
                count => {
                    bytes.truncate(count);
                    Ok(bytes)
                }
            }
        }
    }

    /// Whether `what` has something to read within this time.
    fn readable(what: &impl AsFd, within: Duration) -> io::Result<bool> {
        let mut fds = [PollFd::new(what, PollFlags::IN)];
        let within = Timespec::try_from(within).map_err(io::Error::other)?;
        match poll(&mut fds, Some(&within)) {
            Err(rustix::io::Errno::INTR) | Ok(0) => Ok(false),
            Err(error) => Err(error.into()),
            // Some systems cannot wait for some terminals.
            Ok(_) if fds.iter().any(|fd| fd.revents().contains(PollFlags::NVAL)) => {
                Err(io::ErrorKind::Unsupported.into())
            }
            Ok(_) => Ok(true),
        }
    }

    pub(super) fn ask(surroundings: &Surroundings, elapsed: &dyn Fn() -> Duration) -> Asked {
        let end = elapsed() + DEADLINE;
        let tmux = surroundings.has("TMUX").then(|| start(surroundings)).flatten();
        let mut asked = converse(&mut Tty, elapsed);
        asked.answers.tmux = tmux.and_then(|child| finish(child, &|| end.saturating_sub(elapsed())));
        asked
    }

    fn start(surroundings: &Surroundings) -> Option<Child> {
        let pane = surroundings.get("TMUX_PANE").filter(|pane| pane.starts_with('%')).unwrap_or("");
        let mut command = Command::new("tmux");
        command.args(tmux::arguments(pane)).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().ok()
    }

    /// What `child` says while there is time `left`; it is ended then.
    fn finish(mut child: Child, left: &dyn Fn() -> Duration) -> Option<super::Tmux> {
        let mut said = Vec::new();
        let mut ended = false;
        if let Some(mut out) = child.stdout.take() {
            while !ended && (said.len() as u64) < MOST && readable(&out, left()).is_ok_and(|is| is) {
                let mut bytes = [0; 1024];
                match out.read(&mut bytes) {
                    Ok(count @ 1..) => said.extend(bytes.iter().take(count)),
                    _ => ended = true,
                }
            }
        }
        // It has said all, or it is too late; either way nobody waits for it.
        drop(child.kill());
        drop(child.wait());
        ended.then(|| tmux::read(&String::from_utf8_lossy(&said)))
    }
}

#[cfg(not(unix))]
mod system {
    use super::{Asked, Duration, Surroundings};

    pub(super) fn ask(_surroundings: &Surroundings, _elapsed: &dyn Fn() -> Duration) -> Asked {
        Asked::default()
    }
}

#[cfg_attr(not(unix), allow(dead_code, reason = "nobody asks there"))]
mod tmux {
    use super::Tmux;
    use crate::tui::terminal::manner::Client;

    /// What tmux is asked: the terminals attached to the session of `pane`, and whether sequences may pass.
    pub(super) fn arguments(pane: &str) -> Vec<String> {
        let target = |words: &[&str]| -> Vec<String> {
            let pane: &[&str] = if pane.is_empty() { &[] } else { &["-t", pane] };
            words.iter().chain(pane).map(|word| (*word).to_owned()).collect()
        };
        let mut arguments = target(&["list-clients", "-F", "#{client_termname}|#{client_termtype}"]);
        arguments.push(";".to_owned());
        arguments.extend(target(&["show-options", "-Apqv"]));
        arguments.push("allow-passthrough".to_owned());
        arguments
    }

    /// Reads what tmux said: a line for each terminal, and one word.
    pub(super) fn read(said: &str) -> Tmux {
        let clean = |word: &str| word.chars().filter(|c| matches!(c, ' '..='~')).take(64).collect::<String>();
        let mut tmux = Tmux::default();
        for line in said.lines() {
            match line.split_once('|') {
                Some((term, version)) => tmux.clients.push(Client { version: clean(version), term: clean(term) }),
                None => tmux.passthrough = matches!(line.trim(), "on" | "all"),
            }
        }
        tmux
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// A terminal that answers with these bytes, each after so many milliseconds.
    struct Fake<'c> {
        clock: &'c Cell<u64>,
        asked: Vec<u8>,
        answers: Vec<(u64, &'static [u8])>,
    }

    impl Wire for Fake<'_> {
        fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
            self.asked.extend_from_slice(bytes);
            Ok(())
        }

        fn receive(&mut self, within: Duration) -> io::Result<Vec<u8>> {
            let now = self.clock.get();
            let end = now + within.as_millis() as u64;
            match self.answers.first().copied() {
                Some((at, bytes)) if at <= end => {
                    self.answers.remove(0);
                    self.clock.set(at.max(now));
                    Ok(bytes.to_vec())
                }
                _ => {
                    self.clock.set(end);
                    Ok(Vec::new())
                }
            }
        }
    }

    /// Asks a terminal with these answers: what came of it, and how long it took.
    fn conversation(answers: Vec<(u64, &'static [u8])>) -> (Asked, u64) {
        let clock = Cell::new(1000);
        let answers = answers.into_iter().map(|(at, bytes)| (at + 1000, bytes)).collect();
        let mut fake = Fake { clock: &clock, asked: Vec::new(), answers };
        let asked = converse(&mut fake, &|| Duration::from_millis(clock.get()));
        assert_eq!(fake.asked, QUESTIONS);
        (asked, clock.get() - 1000)
    }

    #[test]
    fn waiting_ends_with_the_last_answer() {
        let (asked, took) = conversation(vec![(2, b"\x1B[8;1$y\x1B[?6"), (3, b"2;c"), (90, b"q")]);
        assert_eq!((asked.answers.bdsm, asked.answers.device, took), (Some(1), true, 3));
        assert_eq!(asked.typed, []);
    }

    #[test]
    fn a_silent_terminal_costs_the_deadline() {
        let (asked, took) = conversation(vec![(100, b"q")]);
        assert_eq!((asked.answers, took), (Answers::default(), 150));
        assert_eq!(asked.typed.len(), 1, "the key is handed on");
    }

    #[test]
    fn nothing_is_asked_where_nothing_depends_on_it() {
        use crate::config::{BidiMode, Marks};
        for (bidi, marks, expect) in [
            (BidiMode::App, Marks::Keep, false),
            (BidiMode::Off, Marks::Strip, false),
            (BidiMode::App, Marks::Auto, true),
            (BidiMode::Auto, Marks::Keep, true),
        ] {
            assert_eq!(Wish { bidi, marks, shape: None }.asks(), expect, "{bidi:?} {marks:?}");
        }
    }

    #[test]
    fn tmux_says_who_shows_it() {
        let client = |term: &str, version: &str| Client { term: term.into(), version: version.into() };
        for (said, clients, passthrough) in [
            ("xterm-kitty|kitty(0.26.5)\non\n", vec![client("xterm-kitty", "kitty(0.26.5)")], true),
            ("xterm-256color|\nfoot|\noff\n", vec![client("xterm-256color", ""), client("foot", "")], false),
            ("a|\u{1B}]52;c;x\u{7}b\nall", vec![client("a", "]52;c;xb")], true),
            ("", vec![], false),
        ] {
            assert_eq!(tmux::read(said), Tmux { clients, passthrough }, "{said:?}");
        }
        assert_eq!(
            tmux::arguments("%1").join(" "),
            "list-clients -F #{client_termname}|#{client_termtype} -t %1 ; show-options -Apqv -t %1 allow-passthrough"
        );
    }

    use super::super::manner::Client;
}
