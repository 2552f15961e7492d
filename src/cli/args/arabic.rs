//! The part of the command line that is about Arabic on the screen.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What `marsad show --help` ends with.
pub(in crate::cli) const SHOW: &str = "\
On a terminal the article is sent as this terminal needs it; if Arabic is wrong there, run `marsad bidi-test`.
A pipe gets joined letters in the order of the screen, whatever the terminal is; --bidi says otherwise.

Examples:
  marsad show article.html | less -R
  marsad show 3f1c --width 60 --justify
  marsad --bidi off show article.html > article.txt      letters as they are stored";

/// What `marsad bidi-test --help` ends with.
pub(in crate::cli) const BIDI_TEST: &str = "\
Terminals disagree about Arabic: some reverse its letters, some its words, some nothing, and some fonts lack the
joined letters. The test draws one sentence in several ways and says what the right one looks like; no Arabic is
needed. You press the number of the right one, and --bidi, --marks and --shape follow it on this terminal, in the
dashboard too, unless an option or the settings say otherwise. Esc leaves all as it was.

The file is terminals.toml beside settings.toml; `marsad doctor` says where.

Examples:
  marsad bidi-test                    look and choose
  marsad bidi-test --list             what is remembered
  marsad bidi-test --forget           ask this terminal again
  marsad bidi-test --forget kitty     forget another one";

/// What `marsad layout --help` ends with.
pub(in crate::cli) const LAYOUT: &str = "\
Every line of standard input is {\"id\",\"logical\",\"base\"}, base being ltr, rtl or auto, and gives
{\"id\",\"visual\",\"par_level\"}: the characters from left to right, Arabic letters in their joined forms.

Example:
  echo '{\"id\":1,\"logical\":\"في 2 مارس\",\"base\":\"rtl\"}' | marsad layout --jsonl";

/// Who orders Arabic on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum BidiArg {
    /// What suits the terminal: it is asked, and bidi-test is remembered; a pipe gets `app`
    Auto,
    /// This program, for terminals that draw letter after letter: xterm, foot, alacritty, most others
    App,
    /// This program, and the terminal is told to leave letters in place: GNOME Terminal, mintty, Konsole, mlterm
    Explicit,
    /// This program orders words, the terminal turns the letters of each: kitty
    Word,
    /// This program, with rows that the terminal turns back: Apple Terminal, tmux in GNOME Terminal
    Inverse,
    /// The terminal orders rows and joins letters
    Terminal,
    /// Nobody: letters in the order they are stored in, unjoined, for whoever reads the bytes
    Off,
}

/// What becomes of vowel marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MarksArg {
    /// Drawn where the terminal can
    Auto,
    /// Drawn
    Keep,
    /// Left out
    Strip,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ShapeArg {
    /// Joined
    On,
    /// As stored
    Off,
}

/// `marsad show`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// A file, or the key of a stored article or its beginning
    #[arg(value_name = "FILE|ID")]
    pub what: PathBuf,
    /// Columns to fill [default: the terminal's, 80 elsewhere]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(8..))]
    pub width: Option<u16>,
    /// Stretch the lines of Arabic paragraphs to both margins, as newspapers do: letters that may be
    /// drawn longer are
    #[arg(long)]
    pub justify: bool,
}

/// `marsad layout`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LayoutArgs {
    /// Read JSON lines from standard input; the only way so far
    #[arg(long, required = true)]
    pub jsonl: bool,
}

/// `marsad bidi-test`.
#[derive(Debug, Args)]
pub(in crate::cli) struct BidiTestArgs {
    /// Forget what was said of this terminal, or of the one named
    #[arg(long, conflicts_with = "list")]
    pub forget: bool,
    /// List the terminals of which something is remembered
    #[arg(long)]
    pub list: bool,
    /// With --forget: another terminal, as --list names it
    #[arg(value_name = "TERMINAL", requires = "forget")]
    pub terminal: Option<String>,
}
