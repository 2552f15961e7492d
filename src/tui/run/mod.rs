//! The loop: messages in, frames and effects out. The only place of the screen that does things.
//!
//! One thread waits for keys, one for signals, one keeps the store, and long work gets one of its
//! own with its own connection; all of them send messages to this one. The first frame is drawn
//! before any of them has done anything, and then only after a message: nothing ticks.

mod browse;
mod keeper;
mod load;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::Event;

use super::terminal::{self, Before, Greeting, Manner, Screen, Signal, Surroundings, Wish};
use super::{Effect, KeyMap, Letters, Look, Model, Msg, update};
use crate::bidi::Marks;
use crate::config::Remembered;
use crate::ingest::Network;
use crate::model::{Case, Clean};
use keeper::{Job, Keeper};
pub use load::load;

/// What the screen is given.
pub struct Options {
    /// The case.
    pub case: Case,
    /// The folder of the case file, which its saved folders are relative to.
    pub folder: PathBuf,
    /// The case file, where names are written to; it need not exist. `None` where there is no place for one.
    pub file: Option<PathBuf>,
    /// The store's file.
    pub store: PathBuf,
    /// How the screen looks at first; its size is asked of the terminal, and how text is laid out is
    /// decided by what the terminal is.
    pub look: Look,
    /// What keys mean.
    pub keys: KeyMap,
    /// How the network may be used, if at all.
    pub network: Network,
    /// What the user wants of Arabic on the terminal.
    pub wish: Wish,
    /// The variables by which terminals make themselves known.
    pub surroundings: Surroundings,
    /// What the user saw on terminals, by name.
    pub remembered: BTreeMap<String, Remembered>,
}

/// How the screen was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The user left.
    Quit,
    /// The system asked to end, with this signal.
    Signal(i32),
}

/// What reaches the loop.
enum Input {
    Event(Event),
    Msg(Box<Msg>),
    Signal(Signal),
}

/// Shows the case until the user leaves; `elapsed` says the time since any beginning, and `first_frame`
/// is called when the first frame was sent.
///
/// # Errors
/// Where the terminal cannot be taken or written to. What the store says is shown on the screen.
pub fn run(options: Options, elapsed: &dyn Fn() -> Duration, first_frame: impl FnOnce()) -> io::Result<Outcome> {
    let title = Clean::line(&format!("marsad · {}", options.case.title.get(options.look.lang)));
    let (sender, inputs) = mpsc::channel();
    // Before the terminal is taken, so that a signal finds somebody who gives it back.
    let signal = sender.clone();
    terminal::signals(move |what| drop(signal.send(Input::Signal(what))))?;
    let (mut screen, before) = Screen::enter(options.look.mouse, &title, &options.greeting(elapsed))?;
    let mut model = Model::new(options.case.clone(), options.look.clone(), options.keys.clone());
    suit(&mut model.look, screen.manner());
    model.look.size = screen.size();
    screen.draw(&model)?;
    first_frame();
    listen(&sender, before)?;
    let keeper = Keeper::start(options, sender);
    keeper.send(Job::Begin);
    let mut stage = Stage { screen, keeper, title };
    stage.turn(&mut model, &inputs)
}

impl Options {
    fn greeting<'a>(&'a self, elapsed: &'a dyn Fn() -> Duration) -> Greeting<'a> {
        let remembered = &self.remembered;
        Greeting { wish: self.wish, surroundings: &self.surroundings, remembered, elapsed }
    }
}

/// Lays text out as the terminal wants it.
fn suit(look: &mut Look, manner: &Manner) {
    look.pen.marks = if manner.marks { Marks::Keep } else { Marks::Strip };
    look.pen.letters = match (manner.orders(), manner.shape) {
        (false, _) => Letters::Stored,
        (true, true) => Letters::Shaped,
        (true, false) => Letters::Plain,
    };
}

/// A thread for keys; first come those that were typed before.
fn listen(sender: &Sender<Input>, before: Before) -> io::Result<()> {
    let keys = sender.clone();
    let Before { typed, mut late } = before;
    for key in typed {
        drop(keys.send(Input::Event(Event::Key(key))));
    }
    thread::Builder::new().name("keys".to_owned()).spawn(move || {
        let mut read = |within: Option<Duration>| match within {
            Some(within) if !crossterm::event::poll(within)? => Ok(None),
            _ => crossterm::event::read().map(Some),
        };
        while let Ok(event) = late.next(&mut read) {
            if keys.send(Input::Event(event)).is_err() {
                return;
            }
        }
        // The terminal is gone: nobody is there to look.
        drop(keys.send(Input::Signal(Signal::End(1))));
    })?;
    Ok(())
}

struct Stage {
    screen: Screen,
    keeper: Keeper,
    title: Clean,
}

impl Stage {
    fn turn(&mut self, model: &mut Model, inputs: &Receiver<Input>) -> io::Result<Outcome> {
        while let Ok(first) = inputs.recv() {
            // All that has arrived meanwhile is taken in before the next frame.
            for input in std::iter::once(first).chain(inputs.try_iter()) {
                if let Some(outcome) = self.take(model, input)? {
                    return Ok(outcome);
                }
            }
            self.screen.draw(model)?;
        }
        Ok(Outcome::Quit)
    }

    fn take(&mut self, model: &mut Model, input: Input) -> io::Result<Option<Outcome>> {
        let msg = match input {
            Input::Signal(Signal::End(number)) => return Ok(Some(Outcome::Signal(number))),
            Input::Signal(Signal::Sleep) => {
                self.screen.suspend(model.look.mouse, &self.title)?;
                model.look.size = self.screen.size();
                return Ok(None);
            }
            Input::Msg(msg) => *msg,
            Input::Event(Event::Key(key)) => Msg::Key(key),
            Input::Event(Event::Mouse(mouse)) => Msg::Mouse(mouse),
            Input::Event(Event::Paste(text)) => Msg::Paste(text),
            Input::Event(Event::Resize(columns, rows)) => Msg::Resize(columns, rows),
            Input::Event(_) => return Ok(None),
        };
        for effect in update(model, msg) {
            if self.perform(model, effect)? {
                return Ok(Some(Outcome::Quit));
            }
        }
        Ok(None)
    }

    /// Does `effect`; whether the user leaves.
    fn perform(&mut self, model: &mut Model, effect: Effect) -> io::Result<bool> {
        match effect {
            Effect::Quit => return Ok(true),
            Effect::Load => self.keeper.send(Job::Load),
            Effect::Search(query) => self.keeper.send(Job::Search(query)),
            Effect::Open(id) => self.keeper.send(Job::Open(id)),
            Effect::Mark(id, mark) => self.keeper.send(Job::Mark(id, mark)),
            Effect::Refresh => self.keeper.send(Job::Refresh),
            Effect::Import(path) => self.keeper.send(Job::Import(path)),
            Effect::Name { name, add } => self.keeper.send(Job::Name { name, add }),
            Effect::Cancel => self.keeper.cancel(),
            Effect::Copy(text) => terminal::copy(&text)?,
            Effect::Mouse(on) => terminal::set_mouse(on)?,
            Effect::Redraw => self.screen.clear()?,
            Effect::Suspend => {
                self.screen.suspend(model.look.mouse, &self.title)?;
                model.look.size = self.screen.size();
            }
            Effect::Browse(address) => {
                if let Err(error) = browse::open(&address) {
                    update(model, Msg::Notice { words: error, bad: true });
                }
            }
        }
        Ok(false)
    }
}
