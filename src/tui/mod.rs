//! The screen.
//!
//! [`Model`] is everything that it shows, [`Msg`] everything that can happen, and
//! [`update`](update::update) turns one into the next and names the [`Effect`]s that the edge has
//! to do. Views draw a model into cells. Nothing in here but [`run`] touches a file, a clock or a
//! thread, and nothing but [`terminal`] knows a terminal.

mod command;
mod data;
mod input;
mod keys;
mod look;
mod model;
mod msg;
mod names;
mod rich;
pub mod run;
pub mod terminal;
mod theme;
mod update;
mod view;
mod words;

pub use command::{Command, Context, Entry, name as command_name, table as commands};
pub use data::{Data, Row, SourceRow};
pub use keys::{Key, KeyMap};
pub use look::{Flow, Look};
pub use model::{Model, Tab};
pub use msg::{Effect, Msg};
pub use names::Names;
pub use rich::{Digits, Letters, Pen};
pub use theme::NAMES as THEMES;
pub use update::update;
pub use view::draw;
