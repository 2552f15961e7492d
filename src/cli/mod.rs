//! The command line: arguments, commands without a screen, messages, exit codes.
//!
//! What the user typed ([`args`]) becomes what the program will do ([`setup`]); only that step
//! looks at the environment. Data goes to standard output, messages to standard error, and all text
//! from outside passes through [`Clean`](crate::model::Clean) or is escaped JSON. It holds no rules
//! about dates, names or pages: it calls those who do.

mod args;
mod failure;
mod json;
mod layout;
mod lines;
mod output;
mod screen;
mod setup;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::{CommandFactory, Parser};

use crate::model::Clean;
use args::{ColorArg, Command, CommandLine};
use failure::Failure;
use output::{Notes, Out};
use setup::{Config, Environment};

/// What the program starts with; nothing else of it reads a clock or the arguments.
pub struct Start<'a> {
    /// The arguments, the program's name first.
    pub args: Vec<OsString>,
    /// The time of day.
    pub now: DateTime<Utc>,
    /// The time since the program began.
    pub elapsed: &'a dyn Fn() -> Duration,
}

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Something was done or found.
    Done,
    /// There was nothing to do or to find.
    Nothing,
}

/// Runs the command that the arguments name: 0 done, 1 nothing found, 2 error.
pub fn run(start: Start<'_>) -> ExitCode {
    let environment = Environment::read();
    let mut notes = Notes::new();
    let result = match CommandLine::try_parse_from(&start.args) {
        Ok(line) => {
            let config = Config::new(line.globals, line.lang, environment, start.now);
            let mut out = Out::new(config.color());
            perform(line.command, &config, &start, &mut out, &mut notes).and_then(|outcome| {
                out.flush()?;
                Ok(outcome)
            })
        }
        Err(told) => tell(&told, &environment, &mut notes),
    };
    match result {
        Ok(Outcome::Done) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(Failure::Told) => ExitCode::from(2),
        Err(failure) => {
            notes.say(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

/// Prints the help that was asked for, or what is wrong with the arguments.
fn tell(told: &clap::Error, environment: &Environment, notes: &mut Notes) -> Result<Outcome, Failure> {
    let text = told.render();
    if told.use_stderr() {
        // Clap quotes what was typed, whatever it holds.
        notes.lines(&Clean::text(&text.to_string()));
        return Err(Failure::Told);
    }
    let mut out = Out::new(environment.color(ColorArg::Auto));
    if out.color() {
        out.put(&text.ansi().to_string())?
    } else {
        out.put(&text.to_string())?
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn perform(
    command: Option<Command>,
    config: &Config,
    start: &Start<'_>,
    out: &mut Out,
    notes: &mut Notes,
) -> Result<Outcome, Failure> {
    match command {
        Some(Command::Layout(_)) => layout::run(out),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut CommandLine::command(), "marsad", &mut script);
            out.put(&String::from_utf8_lossy(&script))?;
            Ok(Outcome::Done)
        }
        _ => Err(Failure::new("not yet")),
    }
}
