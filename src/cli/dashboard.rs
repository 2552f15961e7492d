//! `marsad` without a command: the dashboard.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::failure::During;
use super::manner::{memory, wish};
use super::setup::Config;
use super::{Failure, Notes, Outcome};
use crate::config::{self, Settings, Theme, TimeFlow};
use crate::gather::{Limits, SystemClock};
use crate::ingest::Network;
use crate::model::Lang;
use crate::tui::run::{self, Options};
use crate::tui::{Digits, Flow, KeyMap, Look, Pen, THEMES};

/// Opens the dashboard, where there is a terminal to open it in; with `timing`, tells afterwards
/// how long the first frame took.
pub(super) fn run(config: &Config, notes: &mut Notes) -> Result<Outcome, Failure> {
    if !config.environment.terminal || !config.environment.keyboard {
        let cure = "this is no terminal; `marsad timeline` prints the timeline as text";
        return Err(Failure::new(format!("cannot open the dashboard: {cure}")));
    }
    let case = config.case()?;
    let settings = config.settings(notes)?;
    let keys =
        KeyMap::new(&keys(&settings)).map_err(|reason| Failure::new(format!("settings.toml, [keys]: {reason}")))?;
    let options = Options {
        folder: config.case_folder(),
        file: config.case_file(),
        store: config.paths()?.store(&case.id),
        look: look(config, &settings),
        keys,
        network: Network {
            offline: config.globals.offline,
            limits: Limits::default(),
            clock: Arc::new(SystemClock::default()),
        },
        wish: wish(&settings),
        surroundings: config.environment.surroundings.clone(),
        remembered: memory(config).map_or_else(|| Ok(BTreeMap::new()), |memory| memory.all(notes))?,
        case,
    };
    let mut first = Duration::ZERO;
    let elapsed = config.elapsed;
    let outcome = run::run(options, elapsed, || first = elapsed()).during(|| "cannot use the terminal".to_owned())?;
    if config.globals.timing {
        notes.say(&format!("first frame after {:.1} ms", first.as_secs_f64() * 1000.0));
    }
    Ok(match outcome {
        run::Outcome::Quit => Outcome::Done,
        run::Outcome::Signal(number) => Outcome::Signal(number),
    })
}

/// A setting holds the keys of a command with blanks between them.
fn keys(settings: &Settings) -> BTreeMap<String, Vec<String>> {
    let split = |keys: &String| keys.split_whitespace().map(str::to_owned).collect();
    settings.keys.iter().map(|(command, keys)| (command.clone(), split(keys))).collect()
}

fn look(config: &Config, settings: &Settings) -> Look {
    let theme = match settings.theme {
        _ if !config.color() => "mono",
        Theme::Auto | Theme::Terminal => THEMES[0],
        Theme::Dark => "dark",
        Theme::Light => "light",
        Theme::Mono => "mono",
    };
    Look {
        size: (0, 0),
        lang: settings.lang.unwrap_or(Lang::English),
        theme: theme.to_owned(),
        mouse: settings.mouse,
        pen: Pen { justify: settings.justify, digits: digits(settings.digits), ..Pen::default() },
        time: flow(settings.time),
    }
}

/// Technical texts have Western digits, so these are what the program finds fit.
const fn digits(digits: config::Digits) -> Digits {
    match digits {
        config::Digits::Auto | config::Digits::Western => Digits::Western,
        config::Digits::ArabicIndic => Digits::ArabicIndic,
    }
}

const fn flow(time: TimeFlow) -> Flow {
    match time {
        TimeFlow::Auto => Flow::Reading,
        TimeFlow::Ltr => Flow::LeftToRight,
        TimeFlow::Rtl => Flow::RightToLeft,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_gives_a_command_several_keys_or_none() {
        let mut settings = Settings::default();
        settings.keys.insert("quit".into(), " ctrl-q  Q ".into());
        settings.keys.insert("mouse".into(), String::new());
        let keys = keys(&settings);
        assert_eq!(keys["quit"], ["ctrl-q", "Q"]);
        assert!(keys["mouse"].is_empty());
    }
}
