//! `marsad bidi-test`: the user looks which way of drawing is right, and it is remembered.

mod stage;
mod test;
mod words;

use super::args::BidiTestArgs;
use super::manner::{Speech, memory};
use super::output::Out;
use super::remember::Memory;
use super::setup::Config;
use super::{Failure, Notes, Outcome};
use crate::config::{BidiMode, Marks, Remembered};
use crate::model::Clean;
use stage::Verdict;
use test::Test;

/// Shows the test, or what is remembered.
pub(super) fn run(config: &Config, args: &BidiTestArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let Some(memory) = memory(config) else {
        let cure = "name a folder with --data DIR, or set HOME";
        return Err(Failure::new(format!("there is no place to remember a terminal in; {cure}")));
    };
    if args.list {
        return list(&memory, out, notes);
    }
    if args.forget {
        return forget(config, &memory, args.terminal.as_deref(), out, notes);
    }
    test(config, &memory, out, notes)
}

fn test(config: &Config, memory: &Memory, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let environment = &config.environment;
    // What cannot be written later is said before anybody has answered.
    memory.all(notes)?;
    let speech = Speech::unbiased(config, notes)?;
    let answers = speech.answers.clone().unwrap_or_default();
    let columns = environment.width().unwrap_or(usize::MAX);
    let mut test = Test::new(&environment.surroundings, &answers, columns);
    if !environment.talks() {
        for row in test.rows() {
            out.put(&format!("{row}\n"))?;
        }
        out.flush()?;
        let cure = "run it in the terminal that is to be tested, with neither its output nor its input redirected";
        return Err(Failure::new(format!("nothing was asked and nothing remembered: this is no terminal; {cure}")));
    }
    let name = speech.manner.name;
    match stage::play(&mut test)? {
        Verdict::Seen(seen) => {
            memory.set(&name, Some(seen))?;
            let file = memory.file().display();
            out.line(&Clean::line(&format!("{name}: {}; remembered in {file}", tell(seen))))?;
            Ok(Outcome::Done)
        }
        Verdict::Left => {
            notes.say("nothing was chosen, and all stays as it was");
            Ok(Outcome::Nothing)
        }
        Verdict::Signal(number) => Ok(Outcome::Signal(number)),
    }
}

fn list(memory: &Memory, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let terminals = memory.all(notes)?;
    for (name, seen) in &terminals {
        out.line(&Clean::line(&format!("{name}: {}", tell(*seen))))?;
    }
    if terminals.is_empty() {
        notes.say("no terminal is remembered; `marsad bidi-test` asks about this one");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn forget(
    config: &Config,
    memory: &Memory,
    terminal: Option<&str>,
    out: &mut Out,
    notes: &mut Notes,
) -> Result<Outcome, Failure> {
    let name = match terminal {
        Some(name) => name.to_owned(),
        None => Speech::unbiased(config, notes)?.manner.name,
    };
    let terminals = memory.all(notes)?;
    if !terminals.contains_key(&name) {
        notes.say(&format!("nothing is remembered of {name}; `marsad bidi-test --list` lists what is"));
        return Ok(Outcome::Nothing);
    }
    memory.set(&name, None)?;
    out.line(&Clean::line(&format!("{name}: forgotten")))?;
    Ok(Outcome::Done)
}

/// What was seen, in words.
pub(super) fn tell(seen: Remembered) -> String {
    let order = match seen.bidi {
        BidiMode::Auto => "order not looked at",
        BidiMode::App => "app is right",
        BidiMode::Explicit => "explicit is right",
        BidiMode::Word => "word is right",
        BidiMode::Inverse => "inverse is right",
        BidiMode::Terminal => "terminal is right",
        BidiMode::Off => "order off",
    };
    let letters = match seen.shape {
        None => "",
        Some(true) => ", the font has the letters",
        Some(false) => ", the font lacks joined letters",
    };
    let marks = match seen.marks {
        Marks::Auto => "",
        Marks::Keep => ", marks are drawn",
        Marks::Strip => ", marks are left out",
    };
    format!("{order}{letters}{marks}")
}
