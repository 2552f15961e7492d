//! What can only be seen in a process of its own: the memory and the time of a whole start.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use marsad::config::default_case;
use marsad::ingest;
use marsad::tui::run::load;
use marsad::tui::{Msg, draw, update};
use ratatui::buffer::Buffer;

use super::print::{figure, millis};
use super::screen::{AREA, blank};
use super::watch::{Watch, resident};

/// Asks this program to be such a process; the store follows.
const ASKED: &str = "--start-with";

/// The store that this process was started for.
pub fn asked(arguments: &[String]) -> Option<PathBuf> {
    let at = arguments.iter().position(|argument| argument == ASKED)?;
    arguments.get(at + 1).map(PathBuf::from)
}

/// Starts the process, which prints its figures itself.
pub fn figures(store: &Path) {
    let program = std::env::current_exe().expect("this program has a path");
    let done = Command::new(program).arg(ASKED).arg(store).stdin(Stdio::null()).status();
    assert!(done.expect("this program starts again").success(), "the second process failed");
}

/// The start of the dashboard: a frame, the case, a frame.
pub fn run(path: &Path) {
    let watch = Watch::start();
    let mut model = blank();
    draw(&model, &mut Buffer::empty(AREA));
    millis("start-empty-frame", watch.cpu(), "-");
    let store = ingest::open_store(path).expect("the store opens");
    let data = load(&store, &default_case()).expect("the case is read");
    millis("start-case-loaded", watch.cpu(), "-");
    update(&mut model, Msg::Loaded(Box::new(data)));
    draw(&model, &mut Buffer::empty(AREA));
    millis("start-first-full-frame", watch.cpu(), "<=70");
    if let Some((now, most)) = resident() {
        figure("start-resident", now, "MiB", "<=64 (aim 37)");
        figure("start-resident-peak", most, "MiB", "-");
    }
}
