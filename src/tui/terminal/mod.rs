//! The terminal: entered once, and given back as it was whatever happens.
//!
//! On quitting, on an error, on a panic of this thread, on SIGTERM and SIGHUP and before sleeping,
//! [`leave`] undoes what [`Screen::enter`] did, in the reverse order. A panic of another thread
//! leaves the screen alone: there it is caught and told.

mod host;
mod manner;
mod signals;
mod simulate;

use std::io::{self, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

pub use manner::{Answers, Client, Manner, Surroundings, Switch, Tmux, Transport, Wish, decide};
pub use signals::{Signal, signals, sleep};
pub use simulate::{Glyph, Order, Place};

use super::Model;
use crate::model::Clean;

/// Whether the terminal is in our hands.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The screen of the terminal, in raw mode and on its second page.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// Where the terminal cannot be set; it is then as it was.
    pub fn enter(mouse: bool, title: &Clean) -> io::Result<Self> {
        restore_on_panic();
        take(mouse, title).inspect_err(|_| leave())?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout())).inspect_err(|_| leave())?;
        Ok(Self { terminal })
    }

    /// The columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.terminal.size().map_or((0, 0), |size| (size.width, size.height))
    }

    /// Draws `model`; only cells that changed are sent.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn draw(&mut self, model: &Model) -> io::Result<()> {
        self.terminal.draw(|frame| {
            if let Some(cursor) = super::draw(model, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Forgets what was sent, so that the next frame draws everything.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal where its cursor is, and the thread that reads keys would
        // swallow the answer until the next key: a fresh terminal has nothing to ask.
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(())
    }

    /// Gives the terminal back, sleeps until the user calls, and takes it again.
    ///
    /// # Errors
    /// Where the terminal cannot be set.
    pub fn suspend(&mut self, mouse: bool, title: &Clean) -> io::Result<()> {
        leave();
        sleep();
        take(mouse, title)?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn take(mouse: bool, title: &Clean) -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, SetTitle(title), cursor::Hide)?;
    if mouse { set_mouse(true) } else { Ok(()) }
}

/// Captures the mouse, or lets it go so that the terminal can select text.
///
/// # Errors
/// Where the terminal cannot be written to.
pub fn set_mouse(on: bool) -> io::Result<()> {
    if on { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
}

/// Puts `text` on the clipboard of the user's terminal (OSC 52), also over ssh.
///
/// # Errors
/// Where the terminal cannot be written to.
pub fn copy(text: &Clean) -> io::Result<()> {
    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text.as_str()))
}

/// Gives the terminal back; harmless when it is not ours. Every step is tried, whatever the others
/// did: there is nobody left to tell.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    drop(execute!(out, DisableMouseCapture));
    drop(execute!(out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show));
    drop(out.flush());
    drop(disable_raw_mode());
}

/// Before a panic of the thread that draws is told, the terminal is given back.
fn restore_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let drawing: ThreadId = thread::current().id();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().id() == drawing {
                leave();
                before(info);
            }
        }));
    });
}
