//! Standard output and standard error: all that the commands say goes through here.

use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use clap::builder::styling::Style;
use serde::Serialize;

use super::Failure;
use super::failure::During;
use super::held::release_on_signals;
use crate::model::{Clean, Progress, Step, Tally};
use crate::tui::terminal::{Manner, switch_back, switch_on};

/// Standard output, for data.
pub(super) struct Out {
    inner: BufWriter<StdoutLock<'static>>,
    color: bool,
    /// What makes the terminal order letters again, while it was told not to.
    release: Option<&'static str>,
}

impl Out {
    /// Standard output, in colour or without.
    pub(super) fn new(color: bool) -> Self {
        Self { inner: BufWriter::with_capacity(1 << 16, io::stdout().lock()), color, release: None }
    }

    /// Tells the terminal to leave letters where they are, if it is spoken to in that manner, until
    /// [`Out::finish`].
    pub(super) fn hold(&mut self, manner: &Manner) -> Result<(), Failure> {
        let (hold, release) = (switch_on(manner), switch_back(manner));
        if hold.is_empty() || self.release.is_some() {
            return Ok(());
        }
        release_on_signals(hold, release).during(|| "cannot watch for signals".to_owned())?;
        self.release = Some(release);
        self.put(hold)
    }

    /// Hands everything over, and the terminal back as it was.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        if let Some(release) = self.release.take() {
            self.put(release)?;
        }
        self.flush()
    }

    /// Whether colour is wanted.
    pub(super) fn color(&self) -> bool {
        self.color
    }

    /// One line of text.
    pub(super) fn line(&mut self, text: &Clean) -> Result<(), Failure> {
        self.put(&format!("{text}\n"))
    }

    /// Text of a [`Screen`](super::screen::Screen) in `style`, where colour is wanted.
    pub(super) fn styled(&mut self, text: &str, style: Style) -> Result<(), Failure> {
        if self.color { self.put(&format!("{style}{text}{style:#}")) } else { self.put(text) }
    }

    /// One JSON value on one line.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let line = json(value)?;
        self.put(&format!("{line}\n"))
    }

    /// Lines that were made by [`json`] or for completions, as they are.
    pub(super) fn put(&mut self, text: &str) -> Result<(), Failure> {
        self.inner.write_all(text.as_bytes()).map_err(|error| Failure::output(&error))
    }

    /// What `write` puts out.
    pub(super) fn with(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        write(&mut self.inner).map_err(|error| Failure::output(&error))
    }

    /// Hands everything over to whoever reads it.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.inner.flush().map_err(|error| Failure::output(&error))
    }
}

/// A value as JSON on one line, in which control characters and bidi controls are escaped, so that
/// a terminal that shows the line does not obey them.
pub(super) fn json(value: &impl Serialize) -> Result<String, Failure> {
    let line = serde_json::to_string(value)?;
    if line.is_ascii() && !line.contains('\u{7F}') {
        return Ok(line);
    }
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if steers(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Ok(out)
}

/// Whether a terminal or a renderer could obey `c` rather than draw it.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Standard error, for messages.
#[derive(Debug)]
pub(super) struct Notes {
    terminal: bool,
    /// Columns of the progress line that stands there now.
    drawn: usize,
}

/// Columns of a progress line; no terminal in use is narrower.
const PROGRESS: usize = 78;

impl Notes {
    pub(super) fn new() -> Self {
        Self { terminal: io::stderr().is_terminal(), drawn: 0 }
    }

    /// Says one thing. Where standard error is closed there is nobody to tell.
    pub(super) fn say(&mut self, text: &str) {
        self.wipe();
        let _ = writeln!(io::stderr().lock(), "marsad: {}", Clean::line(text));
    }

    /// Says several lines as they are.
    pub(super) fn lines(&mut self, text: &Clean) {
        self.wipe();
        let _ = writeln!(io::stderr().lock(), "{}", text.as_str().trim_end());
    }

    /// Shows how far long work is, where somebody looks on; failures are said in any case.
    pub(super) fn progress(&mut self, progress: &Progress) {
        if let Step::Failed(reason) = &progress.step {
            self.say(&format!("{}: {reason}", progress.name));
        }
        if !self.terminal {
            return;
        }
        let of = if progress.total > 0 { format!("/{}", progress.total) } else { String::new() };
        let line = Clean::line(&format!("{}{of}  {}", progress.done, progress.name));
        let line: String = line.as_str().chars().take(PROGRESS).collect();
        let width = line.chars().count();
        let _ = write!(io::stderr().lock(), "\r{line}{}", " ".repeat(self.drawn.saturating_sub(width)));
        self.drawn = width;
    }

    /// Says how long work ended.
    pub(super) fn tally(&mut self, tally: Tally) {
        self.say(&format!("{} new, {} known, {} failed", tally.added, tally.known, tally.failed));
    }

    fn wipe(&mut self) {
        if self.drawn > 0 {
            let _ = write!(io::stderr().lock(), "\r{}\r", " ".repeat(self.drawn));
            self.drawn = 0;
        }
    }
}

impl Drop for Notes {
    fn drop(&mut self) {
        self.wipe();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_nothing_that_steers_a_terminal_and_means_the_same() {
        for text in ["plain", "في 2 مارس", "a\u{1B}]0;x\u{7}b", "c1 \u{9B}2J \u{7F}", "\u{202E}rtl\u{2066}\u{2028}"]
        {
            let line = json(&text).expect("a text is JSON");
            assert!(!line.chars().any(steers), "{line:?}");
            assert_eq!(serde_json::from_str::<String>(&line).expect("it parses"), text);
        }
    }
}
