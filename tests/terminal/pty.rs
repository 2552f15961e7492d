//! A program in a pseudo terminal: its screen as a terminal shows it, and the bytes as it sent them.
//!
//! Nothing here sleeps: a thread reads the terminal and whoever waits is woken by what it reads.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

/// How long a silent program is waited for, also on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_mins(2);

/// A program and the terminal in which it runs; both end with it.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: Parser,
    sent: Vec<u8>,
    /// What the terminal answers, until it did.
    answer: Option<String>,
}

/// The last question of those that are asked together: what a terminal can.
const QUESTION: &[u8] = b"\x1B[c";

/// What every terminal answers to it.
pub const ANSWER: &str = "\u{1B}[?62;22c";

impl Session {
    /// Starts `argv` in a terminal of that many columns and rows, with `home` as its home and
    /// nothing of the user's environment but what `environment` adds.
    pub fn start(home: &Path, size: (u16, u16), argv: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::answering(home, size, argv, environment, Some(ANSWER))
    }

    /// The same in a terminal that answers with these words, or with none.
    pub fn answering(
        home: &Path,
        size: (u16, u16),
        argv: &[&str],
        environment: &[(&str, &str)],
        answer: Option<&str>,
    ) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).expect("the system has pseudo terminals");
        let mut command = CommandBuilder::from_argv(argv.iter().map(Into::into).collect());
        command.env_clear();
        command.cwd(home);
        command.env("HOME", home);
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        // The reader only learns of the program's end when nobody else holds its side.
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().expect("a terminal can be read");
        let keyboard = pair.master.take_writer().expect("a terminal can be written to");
        let (rows, columns) = cells(size);
        let parser = Parser::new(rows, columns, 0);
        let answer = answer.map(str::to_owned);
        Self { master: pair.master, keyboard, child, output: listen(reader), parser, sent: Vec::new(), answer }
    }

    /// The screen as it stands.
    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// Every byte that the program has sent.
    pub fn sent(&self) -> &[u8] {
        &self.sent
    }

    /// Types `keys`, as a terminal sends them.
    pub fn send(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keyboard.flush().expect("the terminal takes keys");
    }

    /// Makes the terminal larger or smaller.
    pub fn resize(&mut self, size: (u16, u16)) {
        let (rows, columns) = cells(size);
        self.parser.set_size(rows, columns);
        self.master.resize(pty_size(size)).expect("a terminal changes its size");
    }

    /// Reads until the screen is as `wanted` says; fails with the screen when `what` never comes.
    /// A frame of which a part is still to come is never looked at.
    #[track_caller]
    pub fn wait(&mut self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        while !(self.is_between_frames() && wanted(self.screen())) {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{what} never came ({error}); the screen:\n{}", self.screen().contents()),
            }
        }
    }

    /// Reads until `words` stand somewhere on the screen.
    #[track_caller]
    pub fn wait_for(&mut self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    /// Reads until the program has closed the terminal; its exit code.
    #[track_caller]
    pub fn end(&mut self) -> u32 {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(error) => panic!("the program does not end ({error}):\n{}", self.screen().contents()),
            }
        }
        self.child.wait().expect("a child can be waited for").exit_code()
    }

    /// Sends the signal called `name` to the processes in the foreground of the terminal.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let group = self.master.process_group_leader().expect("somebody is in the foreground");
        let kill = format!("kill -{name} -{group}");
        let status = std::process::Command::new("sh").args(["-c", &kill]).status().expect("there is a shell");
        assert!(status.success(), "{kill}");
    }

    /// Whether nobody is drawing: every frame ends by hiding the cursor, or by showing and placing it.
    fn is_between_frames(&self) -> bool {
        let tail = self.sent.get(self.sent.len().saturating_sub(24)..).unwrap_or_default();
        let place = |at: usize| tail.get(at..).is_some_and(|rest| rest.starts_with(b"\x1B[") && rest.ends_with(b"H"));
        let shows = b"\x1B[?25h";
        let placed =
            tail.windows(shows.len()).rposition(|part| part == shows).is_some_and(|at| place(at + shows.len()));
        !self.screen().alternate_screen() || tail.ends_with(b"\x1B[?25l") || placed
    }

    fn take(&mut self, bytes: &[u8]) {
        let new = self.sent.len().saturating_sub(QUESTION.len());
        self.sent.extend_from_slice(bytes);
        self.parser.process(bytes);
        let asked = self.sent.get(new..).is_some_and(|new| new.windows(QUESTION.len()).any(|part| part == QUESTION));
        if let Some(answer) = self.answer.take_if(|_| asked) {
            self.send(&answer);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A thread that reads until there is nobody left who could write.
fn listen(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, output) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    output
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells((columns, rows): (u16, u16)) -> (NonZeroU16, NonZeroU16) {
    let cells = |count| NonZeroU16::new(count).expect("a terminal has cells");
    (cells(rows), cells(columns))
}
