//! The terminal: entered once, and given back as it was whatever happens.
//!
//! Terminals differ in what they do with Arabic, so each is asked what it is, and spoken to in its
//! [`Manner`]; everything above this module sees one order only, that of the screen.
//!
//! On quitting, on an error, on a panic of this thread, on SIGTERM and SIGHUP and before sleeping,
//! [`leave`] undoes what [`Screen::enter`] did, in the reverse order. A panic of another thread
//! leaves the screen alone: there it is caught and told.

mod answers;
mod ask;
mod backend;
mod host;
mod invert;
mod late;
mod manner;
mod signals;
mod simulate;
mod stage;
mod switch;
mod typed;

use std::collections::BTreeMap;
use std::io::{self, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, KeyEvent,
};
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

pub use ask::{Asked, DEADLINE, ask};
pub use backend::BidiBackend;
pub use invert::{Sent, invert, send};
pub use late::Late;
pub use manner::{Answers, Client, Manner, Surroundings, Switch, Tmux, Transport, Wish, decide};
pub use signals::{Signal, signals, sleep};
pub use simulate::{Glyph, Order, Place, simulate};
pub use stage::Stage;
pub use switch::{enter as switch_on, leave as switch_back};

use super::Model;
use crate::config::Remembered;
use crate::model::Clean;

/// Whether the terminal is in our hands.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// What has to be sent so that the terminal orders rows as it did before.
static SWITCH_BACK: Mutex<&str> = Mutex::new("");

/// What the terminal is asked with, and what its answers are judged by.
pub struct Greeting<'a> {
    /// What the user wants.
    pub wish: Wish,
    /// What surrounds the program.
    pub surroundings: &'a Surroundings,
    /// What the user saw on terminals, by name.
    pub remembered: &'a BTreeMap<String, Remembered>,
    /// The time since any beginning.
    pub elapsed: &'a dyn Fn() -> Duration,
}

impl Greeting<'_> {
    /// Asks the terminal, which is in raw mode, how it wants to be spoken to.
    fn ask(&self) -> (Manner, Vec<KeyEvent>, Late) {
        let asked = ask(self.wish, self.surroundings, self.elapsed);
        let manner = decide(self.wish, self.surroundings, &asked.answers, &|name| self.remembered.get(name).copied());
        (manner, asked.typed, asked.late)
    }
}

/// Asks the terminal what it does with Arabic, and leaves it as it was: for a program that prints lines.
/// The cursor has to stand at the beginning of an empty one. `elapsed` says the time from any beginning.
///
/// # Errors
/// Where the terminal cannot be set.
pub fn inquire(surroundings: &Surroundings, elapsed: &dyn Fn() -> Duration) -> io::Result<Answers> {
    enable_raw_mode()?;
    let asked = ask(Wish::default(), surroundings, elapsed);
    // Some terminals print a letter of a question that they do not know.
    let cleared = execute!(io::stdout(), Print('\r'), Clear(ClearType::CurrentLine));
    disable_raw_mode().and(cleared)?;
    Ok(asked.answers)
}

/// The screen of the terminal, in raw mode and on its second page.
pub struct Screen {
    terminal: Terminal<BidiBackend<CrosstermBackend<Stdout>>>,
    manner: Manner,
}

/// What was typed before anybody listened, and what may still be answered.
pub struct Before {
    /// The keys, in order.
    pub typed: Vec<KeyEvent>,
    /// Takes late answers out of the keys that follow.
    pub late: Late,
}

impl Screen {
    /// Takes the terminal and asks it how it wants to be spoken to. Nobody else may read keys yet.
    ///
    /// # Errors
    /// Where the terminal cannot be set; it is then as it was.
    pub fn enter(mouse: bool, title: &Clean, greeting: &Greeting<'_>) -> io::Result<(Self, Before)> {
        restore_on_panic();
        raw().inspect_err(|_| leave())?;
        // On the second page, which is cleared: some terminals print a letter of a question.
        let (manner, typed, late) = greeting.ask();
        take(mouse, title, &manner).inspect_err(|_| leave())?;
        let terminal = terminal(&manner).inspect_err(|_| leave())?;
        Ok((Self { terminal, manner }, Before { typed, late }))
    }

    /// How the terminal is spoken to.
    pub fn manner(&self) -> &Manner {
        &self.manner
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
        self.terminal = terminal(&self.manner)?;
        Ok(())
    }

    /// Gives the terminal back, sleeps until the user calls, and takes it again.
    ///
    /// # Errors
    /// Where the terminal cannot be set.
    pub fn suspend(&mut self, mouse: bool, title: &Clean) -> io::Result<()> {
        leave();
        sleep();
        raw()?;
        take(mouse, title, &self.manner)?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn terminal(manner: &Manner) -> io::Result<Terminal<BidiBackend<CrosstermBackend<Stdout>>>> {
    Terminal::new(BidiBackend::new(CrosstermBackend::new(io::stdout()), manner.clone()))
}

/// Takes the keys and the second page.
fn raw() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)
}

/// Sets everything else.
fn take(mouse: bool, title: &Clean, manner: &Manner) -> io::Result<()> {
    let (on, back) = (switch_on(manner), switch_back(manner));
    *SWITCH_BACK.lock().unwrap_or_else(PoisonError::into_inner) = back;
    let mut out = io::stdout();
    execute!(out, EnableBracketedPaste, SetTitle(title), Print(on), cursor::MoveTo(0, 0), Clear(ClearType::All))?;
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
    let back = std::mem::take(&mut *SWITCH_BACK.lock().unwrap_or_else(PoisonError::into_inner));
    if !back.is_empty() {
        // A row keeps the order in which it was cleared, and tmux draws its first page into these rows.
        drop(execute!(out, Print(back), Clear(ClearType::All)));
    }
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
