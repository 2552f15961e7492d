//! From what the user typed and what surrounds the program to what it will do; the only place
//! that looks at the environment.

use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::args::{BidiArg, ColorArg, Globals, LangArg, MarksArg, ShapeArg};
use super::failure::During;
use super::manner::Speech;
use super::screen::Screen;
use super::{Failure, Notes};
use crate::config::{BidiMode, Marks, Paths, Places, Settings, default_case, default_id, parse_case, parse_settings};
use crate::model::{Case, Lang};
use crate::tui::terminal::Surroundings;

/// What surrounds the program.
#[derive(Clone, Debug, Default)]
pub(super) struct Environment {
    home: Option<OsString>,
    data_home: Option<OsString>,
    config_home: Option<OsString>,
    cache_home: Option<OsString>,
    no_color: bool,
    lang: String,
    /// `TERM`.
    pub term: String,
    columns: Option<usize>,
    /// The variables by which the terminal makes itself known.
    pub surroundings: Surroundings,
    /// Whether standard output is a terminal.
    pub terminal: bool,
    /// Whether standard input is one.
    pub keyboard: bool,
}

impl Environment {
    /// Looks.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    pub(super) fn read() -> Self {
        // An empty variable counts as none, as the XDG specification and no-color.org say.
        let get = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let text = |name: &str| get(name).map(|value| value.to_string_lossy().into_owned());
        let lang = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(text);
        Self {
            home: get("HOME").or_else(|| get("USERPROFILE")),
            data_home: get("XDG_DATA_HOME").or_else(|| get("LOCALAPPDATA")),
            config_home: get("XDG_CONFIG_HOME").or_else(|| get("APPDATA")),
            cache_home: get("XDG_CACHE_HOME").or_else(|| get("LOCALAPPDATA")),
            no_color: get("NO_COLOR").is_some(),
            lang: lang.unwrap_or_default(),
            term: text("TERM").unwrap_or_default(),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()),
            surroundings: Surroundings::of(text),
            terminal: io::stdout().is_terminal(),
            keyboard: io::stdin().is_terminal(),
        }
    }

    /// Whether to print in colour when the user wants `choice`.
    pub(super) fn color(&self, choice: ColorArg) -> bool {
        match choice {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => self.terminal && !self.no_color && self.term != "dumb",
        }
    }

    /// The columns of the terminal, else what `COLUMNS` says.
    pub(super) fn width(&self) -> Option<usize> {
        let asked = if self.terminal { crossterm::terminal::size().ok() } else { None };
        asked.map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0).or(self.columns)
    }

    /// Whether questions to the terminal can be answered.
    pub(super) fn talks(&self) -> bool {
        self.terminal && self.keyboard && self.term != "dumb"
    }

    fn lang(&self) -> Lang {
        if Lang::from_code(&self.lang) == Lang::Arabic { Lang::Arabic } else { Lang::English }
    }
}

/// Columns where no terminal says how many.
const WIDTH: usize = 80;

/// What the program will do it with.
pub(super) struct Config<'a> {
    pub globals: Globals,
    pub environment: Environment,
    /// The time since the program began.
    pub elapsed: &'a dyn Fn() -> Duration,
    ui: Option<LangArg>,
}

impl<'a> Config<'a> {
    pub(super) fn new(
        globals: Globals,
        ui: Option<LangArg>,
        environment: Environment,
        elapsed: &'a dyn Fn() -> Duration,
    ) -> Self {
        Self { globals, environment, elapsed, ui }
    }

    /// Whether to print in colour.
    pub(super) fn color(&self) -> bool {
        self.environment.color(self.globals.color)
    }

    /// The case: that of `--case`, else the user's copy of the program's own, else that one.
    pub(super) fn case(&self) -> Result<Case, Failure> {
        let Some(path) = self.case_in_use() else { return Ok(default_case()) };
        let (name, text) = read(&path)?;
        Ok(parse_case(&text, &name)?)
    }

    /// The file that the case is read from; `None` where it is the program's own.
    pub(super) fn case_in_use(&self) -> Option<PathBuf> {
        self.globals.case.clone().or_else(|| self.case_file().filter(|file| file.exists()))
    }

    /// The file that changes of the case are written to; it need not exist. `None` where there is no
    /// place for one.
    pub(super) fn case_file(&self) -> Option<PathBuf> {
        let copy = || self.paths().ok().map(|paths| paths.case(default_id()));
        self.globals.case.clone().or_else(copy)
    }

    /// The folder that the case's own paths start from.
    pub(super) fn case_folder(&self) -> PathBuf {
        let file = self.case_in_use();
        let folder = file.as_deref().and_then(Path::parent);
        folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    }

    /// The folders of the program.
    pub(super) fn paths(&self) -> Result<Paths, Failure> {
        let path = |value: &Option<OsString>| value.as_ref().map(PathBuf::from);
        Ok(Paths::new(&Places {
            data: self.globals.data.clone(),
            home: path(&self.environment.home),
            data_home: path(&self.environment.data_home),
            config_home: path(&self.environment.config_home),
            cache_home: path(&self.environment.cache_home),
        })?)
    }

    /// The user's settings with the options of this call put over them; keys that are not known
    /// are said.
    pub(super) fn settings(&self, notes: &mut Notes) -> Result<Settings, Failure> {
        let file = self.paths().map(|paths| paths.settings()).ok().filter(|file| file.exists());
        let mut settings = match file {
            None => Settings::default(),
            Some(file) => {
                let (name, text) = read(&file)?;
                let (settings, warnings) = parse_settings(&text, &name)?;
                for warning in warnings {
                    notes.say(&warning.to_string());
                }
                settings
            }
        };
        settings.bidi = self.globals.bidi.map_or(settings.bidi, bidi);
        settings.marks = self.globals.marks.map_or(settings.marks, marks);
        settings.shape = self.globals.shape.map(|shape| shape == ShapeArg::On).or(settings.shape);
        settings.lang = self.ui.map(lang).or(settings.lang).or(Some(self.environment.lang()));
        Ok(settings)
    }

    /// The rows of the terminal, or of a page with `width` columns.
    pub(super) fn screen(&self, notes: &mut Notes, width: Option<usize>) -> Result<Screen, Failure> {
        let settings = self.settings(notes)?;
        let manner = Speech::new(self, &settings, notes)?.printed();
        let width = width.or_else(|| self.environment.width()).unwrap_or(WIDTH);
        let screen = Screen { width, manner, color: self.color(), justify: settings.justify };
        let kept = usize::from(screen.looks_at_each_row());
        Ok(Screen { width: width.saturating_sub(kept), ..screen })
    }
}

/// A small file of the user as text, with its name for errors.
fn read(path: &Path) -> Result<(String, String), Failure> {
    let name = path.to_string_lossy().into_owned();
    let bytes = fs::read(path).during(|| format!("cannot read {name}"))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(_) => Err(Failure::new(format!("{name}: this is no text in UTF-8; save it as UTF-8"))),
    }
}

/// The language that an option names.
pub(super) const fn lang(arg: LangArg) -> Lang {
    match arg {
        LangArg::Ar => Lang::Arabic,
        LangArg::En => Lang::English,
    }
}

const fn bidi(arg: BidiArg) -> BidiMode {
    match arg {
        BidiArg::Auto => BidiMode::Auto,
        BidiArg::App => BidiMode::App,
        BidiArg::Explicit => BidiMode::Explicit,
        BidiArg::Terminal => BidiMode::Terminal,
        BidiArg::Word => BidiMode::Word,
        BidiArg::Inverse => BidiMode::Inverse,
        BidiArg::Off => BidiMode::Off,
    }
}

const fn marks(arg: MarksArg) -> Marks {
    match arg {
        MarksArg::Auto => Marks::Auto,
        MarksArg::Keep => Marks::Keep,
        MarksArg::Strip => Marks::Strip,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(terminal: bool, no_color: bool, term: &str) -> Environment {
        Environment { terminal, no_color, term: term.to_owned(), ..Environment::default() }
    }

    #[test]
    fn colour_is_for_terminals_that_want_it() {
        for (choice, surroundings, expect) in [
            (ColorArg::Auto, environment(true, false, "xterm"), true),
            (ColorArg::Auto, environment(false, false, "xterm"), false),
            (ColorArg::Auto, environment(true, true, "xterm"), false),
            (ColorArg::Auto, environment(true, false, "dumb"), false),
            (ColorArg::Always, environment(false, true, "dumb"), true),
            (ColorArg::Never, environment(true, false, "xterm"), false),
        ] {
            assert_eq!(surroundings.color(choice), expect, "{choice:?} {surroundings:?}");
        }
    }

    #[test]
    fn the_system_says_the_language() {
        for (lang, expect) in [("ar_EG.UTF-8", Lang::Arabic), ("de_DE", Lang::English), ("", Lang::English)] {
            assert_eq!(Environment { lang: lang.to_owned(), ..Environment::default() }.lang(), expect, "{lang}");
        }
    }
}
