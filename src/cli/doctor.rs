//! `marsad doctor`: what is in use, and whether it is well.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::bidi_test;
use super::manner::{Speech, memory};
use super::output::Out;
use super::setup::Config;
use super::{Failure, Notes, Outcome};
use crate::config::Settings;
use crate::ingest::open_store;
use crate::model::{Case, Clean};
use crate::store::{Access, Store};

struct Report<'a> {
    out: &'a mut Out,
    /// Whether anything is wrong.
    ill: bool,
}

impl Report<'_> {
    fn say(&mut self, what: &str, value: impl Display) -> Result<(), Failure> {
        self.out.line(&Clean::line(&format!("{what:<14}{value}")))
    }

    fn bad(&mut self, what: &str, value: impl Display) -> Result<(), Failure> {
        self.ill = true;
        self.say(what, format!("PROBLEM: {value}"))
    }
}

/// Prints the report; 2 where something is wrong.
pub(super) fn run(config: &Config, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let elapsed = config.elapsed;
    let begin = elapsed();
    let mut report = Report { out, ill: false };
    report.say("marsad", env!("CARGO_PKG_VERSION"))?;
    let case = config.case();
    match &case {
        Ok(case) => about_case(&mut report, config, case)?,
        Err(failure) => report.bad("case", failure)?,
    }
    match (config.paths(), case) {
        (Ok(paths), Ok(case)) => {
            report.say("data", paths.data.display())?;
            about_store(&mut report, &paths.store(&case.id), elapsed)?;
            let file = paths.settings();
            let state = if file.exists() { "" } else { " (none: defaults)" };
            report.say("settings", format!("{}{state}", file.display()))?;
        }
        (Err(failure), _) => report.bad("data", failure)?,
        (Ok(paths), Err(_)) => report.say("data", paths.data.display())?,
    }
    if let Err(failure) = config.settings(notes) {
        report.bad("settings", failure)?;
    }
    report.say("network", if config.globals.offline { "off (--offline)" } else { "only for `fetch`" })?;
    about_terminal(&mut report, config, notes)?;
    report.say("start", format!("{:.1} ms to the first line", begin.as_secs_f64() * 1e3))?;
    if report.ill { Err(Failure::Told) } else { Ok(Outcome::Done) }
}

fn about_case(report: &mut Report<'_>, config: &Config, case: &Case) -> Result<(), Failure> {
    let file = config.case_in_use().map_or_else(|| "inside the program".to_owned(), |path| path.display().to_string());
    report.say("case", format!("{} · {} ({file})", case.id, case.title.en))?;
    report.say("window", format!("{} to {}", case.window.from, case.window.to))?;
    let enabled = case.feeds.iter().filter(|feed| feed.enabled).count();
    report.say("feeds", format!("{} ({enabled} enabled)", case.feeds.len()))
}

fn about_store(report: &mut Report<'_>, path: &Path, elapsed: &dyn Fn() -> Duration) -> Result<(), Failure> {
    let file = match fs::metadata(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return report.say("store", format!("{} (not made yet)", path.display()));
        }
        Err(error) => {
            return report.bad("store", format!("{}: {error}; name a folder with --data", path.display()));
        }
    };
    report.say("store", format!("{} ({} KiB)", path.display(), file.len().div_ceil(1024)))?;
    let before = elapsed();
    let store = match open_store(path) {
        Ok(store) => store,
        Err(error) => return report.bad("store", error),
    };
    let took = elapsed().saturating_sub(before);
    report.say("opened in", format!("{:.1} ms", took.as_secs_f64() * 1e3))?;
    match store.access() {
        Access::ReadWrite => report.say("access", "read and write")?,
        Access::ReadOnly(reason) => report.bad("access", format!("only read: {reason}"))?,
    }
    if let Err(failure) = counts(report, &store) {
        report.bad("store", failure)?;
    }
    Ok(())
}

fn counts(report: &mut Report<'_>, store: &Store) -> Result<(), Failure> {
    let counts = store.counts()?;
    let other = counts.articles - counts.arabic - counts.english;
    let (arabic, english) = (counts.arabic, counts.english);
    report.say("articles", format!("{} ({arabic} Arabic, {english} English, {other} other)", counts.articles))?;
    let problems = store.check()?;
    for problem in problems.iter().take(5) {
        report.bad("store", problem)?;
    }
    Ok(())
}

fn about_terminal(report: &mut Report<'_>, config: &Config, notes: &mut Notes) -> Result<(), Failure> {
    let environment = &config.environment;
    let kind = if environment.terminal { "yes" } else { "no: plain data for other programs" };
    report.say("terminal", kind)?;
    report.say("TERM", if environment.term.is_empty() { "(not set)" } else { &environment.term })?;
    report.say("width", environment.width().map_or_else(|| "unknown (80)".to_owned(), |width| width.to_string()))?;
    report.say("colour", if config.color() { "on" } else { "off" })?;
    if let Ok(settings) = config.settings(notes) {
        report.say("language", settings.lang.unwrap_or_default().code())?;
        about_arabic(report, config, &settings, notes)?;
    }
    Ok(())
}

/// How Arabic reaches the screen, and why that way.
fn about_arabic(
    report: &mut Report<'_>,
    config: &Config,
    settings: &Settings,
    notes: &mut Notes,
) -> Result<(), Failure> {
    let memory = memory(config);
    let terminals = match memory.as_ref().map_or_else(|| Ok(BTreeMap::new()), |memory| memory.all(notes)) {
        Ok(terminals) => terminals,
        Err(failure) => return report.bad("remembered", failure),
    };
    let speech = Speech::new(config, settings, notes)?;
    report.say("speaks to", &speech.manner.name)?;
    report.say("it answers", speech.answered())?;
    if let Some(memory) = memory {
        let known = terminals.get(&speech.manner.name);
        let what =
            known.map_or_else(|| "nothing of it; `marsad bidi-test` asks".to_owned(), |seen| bidi_test::tell(*seen));
        report.say("remembered", format!("{what} ({})", memory.file().display()))?;
    }
    report.say("arabic", format!("{}: {}", speech.transport(), speech.reason()))?;
    let letters = if speech.manner.shape { "joined by this program" } else { "as stored" };
    report.say("letters", letters)?;
    report.say("vowel marks", if speech.manner.marks { "drawn" } else { "left out" })
}
