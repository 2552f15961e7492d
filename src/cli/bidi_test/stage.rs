//! Plays the test on the terminal: pages out, keys in, and everything given back at the end.

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crossterm::cursor::{Hide, MoveTo};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType};

use super::super::Failure;
use super::super::failure::During;
use super::test::{Next, Page, Test};
use crate::config::Remembered;
use crate::model::Clean;
use crate::tui::terminal::{self, Signal, Stage, switch_back, switch_on};

/// How the test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The user has looked.
    Seen(Remembered),
    /// The user does not want to.
    Left,
    /// The system asked to end, with this signal.
    Signal(i32),
}

enum Input {
    Key(char),
    Redraw,
    Signal(Signal),
}

/// The signal that Ctrl-C stands for.
const INTERRUPT: i32 = 2;

/// Plays `test` to its end.
pub(super) fn play(test: &mut Test) -> Result<Verdict, Failure> {
    let attempt = || "cannot use the terminal".to_owned();
    let mut stage = Stage::enter(&Clean::line("marsad bidi-test")).during(attempt)?;
    let (sender, inputs) = mpsc::channel();
    listen(&sender).during(attempt)?;
    let verdict = turn(test, &mut stage, &inputs).during(attempt);
    drop(stage);
    verdict
}

/// Threads for keys and signals.
fn listen(sender: &Sender<Input>) -> io::Result<()> {
    let signal = sender.clone();
    terminal::signals(move |what| drop(signal.send(Input::Signal(what))))?;
    let keys = sender.clone();
    thread::Builder::new().name("keys".to_owned()).spawn(move || {
        while let Ok(event) = crossterm::event::read() {
            if let Some(input) = input(&event)
                && keys.send(input).is_err()
            {
                return;
            }
        }
        // The terminal is gone: nobody is there to look.
        drop(keys.send(Input::Signal(Signal::End(1))));
    })?;
    Ok(())
}

fn input(event: &Event) -> Option<Input> {
    match event {
        Event::Resize(..) => Some(Input::Redraw),
        Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press | KeyEventKind::Repeat, .. }) => {
            let control = modifiers.contains(KeyModifiers::CONTROL);
            match code {
                KeyCode::Char('c') if control => Some(Input::Signal(Signal::End(INTERRUPT))),
                KeyCode::Char('z') if control => Some(Input::Signal(Signal::Sleep)),
                KeyCode::Char('l') if control => Some(Input::Redraw),
                KeyCode::Char(c) if !control => Some(Input::Key(western(c.to_ascii_lowercase()))),
                KeyCode::Esc => Some(Input::Key('\u{1B}')),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The key of an Arabic keyboard as the one that it lies on, and its digits as digits.
fn western(c: char) -> char {
    match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
        'غ' => 'y',
        'ى' => 'n',
        'س' => 's',
        c => c,
    }
}

fn turn(test: &mut Test, stage: &mut Stage, inputs: &Receiver<Input>) -> io::Result<Verdict> {
    draw(&test.page(), stage)?;
    while let Ok(input) = inputs.recv() {
        match input {
            Input::Signal(Signal::End(number)) => return Ok(Verdict::Signal(number)),
            Input::Signal(Signal::Sleep) => stage.suspend()?,
            Input::Redraw => {}
            Input::Key(key) => match test.press(key) {
                Next::Same => continue,
                Next::Turned => {}
                Next::Seen(seen) => return Ok(Verdict::Seen(seen)),
                Next::Left => return Ok(Verdict::Left),
            },
        }
        draw(&test.page(), stage)?;
    }
    Ok(Verdict::Left)
}

fn draw(page: &Page, stage: &mut Stage) -> io::Result<()> {
    stage.speak(&page.manner)?;
    let mut out = io::stdout().lock();
    queue!(out, Clear(ClearType::All))?;
    for (line, y) in page.lines.iter().zip(0..) {
        queue!(out, MoveTo(0, y))?;
        let (on, back) = line.held.as_ref().map_or(("", ""), |manner| (switch_on(manner), switch_back(manner)));
        write!(out, "{on}{}", line.text)?;
        if !back.is_empty() {
            // The terminal keeps the order with the row that the cursor is in.
            queue!(out, MoveTo(0, y + 1))?;
            write!(out, "{back}")?;
        }
    }
    queue!(out, Hide)?;
    out.flush()
}
