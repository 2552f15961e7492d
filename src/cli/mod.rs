//! The command line: arguments, commands without a screen, messages, exit codes.
//!
//! What the user typed (`args`) becomes what the program will do (`setup`); only that step
//! looks at the environment. Data goes to standard output, messages to standard error, and all text
//! from outside passes through [`Clean`](crate::model::Clean) or is escaped JSON. It holds no rules
//! about dates, names or pages: it calls those who do.

mod args;
mod bidi_test;
mod bring;
mod dashboard;
mod doctor;
mod entities;
mod extract;
mod failure;
mod feeds;
mod held;
mod json;
mod layout;
mod library;
mod lines;
mod lists;
mod manner;
mod output;
mod remember;
mod screen;
mod setup;
mod show;
mod timeline;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::{CommandFactory, Parser};
use clap_complete::Shell;

use crate::model::Clean;
use args::{ColorArg, Command, CommandLine, FeedsCommand};
use failure::Failure;
use output::{Notes, Out};
use setup::{Config, Environment};

/// What the program starts with; nothing else of it reads a clock or the arguments.
pub struct Start<'a> {
    /// The arguments, the program's name first.
    pub args: Vec<OsString>,
    /// Tells the time of day.
    pub clock: fn() -> DateTime<Utc>,
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
    /// The system asked to end, with this signal.
    Signal(i32),
}

/// Runs the command that the arguments name: 0 done, 1 nothing found, 2 error.
pub fn run(start: &Start<'_>) -> ExitCode {
    let environment = Environment::read();
    let mut notes = Notes::new();
    let result = match CommandLine::try_parse_from(&start.args) {
        Ok(line) => {
            let config = Config::new(line.globals, line.lang, environment, start.elapsed);
            let mut out = Out::new(config.color());
            let performed = perform(line.command, &config, &mut out, &mut notes);
            // Also after a failure the terminal is given back.
            let finished = out.finish();
            performed.and_then(|outcome| finished.map(|()| outcome))
        }
        Err(told) => tell(&told, &environment, &mut notes),
    };
    match result {
        Ok(Outcome::Done) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        // As shells tell it of a program that a signal has ended.
        Ok(Outcome::Signal(number)) => ExitCode::from(128 + u8::try_from(number).unwrap_or(0)),
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
    let text = if out.color() { text.ansi().to_string() } else { text.to_string() };
    out.put(&text)?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn perform(command: Option<Command>, config: &Config, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    match command {
        None => dashboard::run(config, notes),
        Some(Command::Import(args)) => bring::import(config, notes, &args.paths),
        Some(Command::Fetch(args)) => bring::fetch(config, notes, &args.feeds),
        Some(Command::Timeline(args)) => timeline::run(config, &args, out, notes),
        Some(Command::Articles(args)) => lists::articles(config, &args, out, notes),
        Some(Command::Search(args)) => lists::search(config, &args, out, notes),
        Some(Command::Entities(args)) => entities::run(config, &args, out, notes),
        Some(Command::Extract(args)) => extract::run(config, &args, out, notes),
        Some(Command::Show(args)) => show::run(config, &args, out, notes),
        Some(Command::Layout(_)) => layout::run(out),
        Some(Command::BidiTest(args)) => bidi_test::run(config, &args, out, notes),
        Some(Command::Feeds(FeedsCommand::List { format })) => feeds::list(config, format, out, notes),
        Some(Command::Feeds(FeedsCommand::Parse(args))) => feeds::parse(&args, out, notes),
        Some(Command::Doctor) => doctor::run(config, out, notes),
        Some(Command::Completions { shell }) => completions(shell, out),
    }
}

fn completions(shell: Shell, out: &mut Out) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "marsad", &mut script);
    out.put(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
