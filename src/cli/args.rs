//! What the user typed, word for word.

mod arabic;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(super) use arabic::{BidiArg, BidiTestArgs, LayoutArgs, MarksArg, ShapeArg, ShowArgs};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "marsad", bin_name = "marsad", version, max_term_width = 100, about = ABOUT, long_about = LONG_ABOUT)]
#[command(
    after_help = "Examples:\n  marsad                        open the dashboard\n  marsad --lang ar timeline     \
    the timeline as text, in Arabic\n  marsad extract page.html      what one page says\n\n`marsad --help` says more."
)]
#[command(after_long_help = EXAMPLES, subcommand_help_heading = "Commands", disable_help_subcommand = true)]
pub(super) struct CommandLine {
    #[command(flatten)]
    pub globals: Globals,
    /// Language of the interface, its headings and its names [default: your settings, else the system's].
    /// It stands before the command; --lang after a command picks articles by their language
    #[arg(long, value_enum, value_name = "LANG", help_heading = "Options")]
    pub lang: Option<LangArg>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const ABOUT: &str = "Who says what happened when: a timeline of the news on one incident, in Arabic and English";

const LONG_ABOUT: &str = "\
marsad reads Arabic and English news about one incident, finds every date and every name in it, and
draws what happened, when, and who says so. Without a command it opens the dashboard. A first start
has no articles yet: the sample archive inside the program is then opened, without any network.

Data goes to standard output and messages to standard error. The exit code is 0 when something was
done or found, 1 when nothing was found, and 2 after an error.";

const EXAMPLES: &str = "\
Examples:
  marsad                                           open the dashboard
  marsad import saved-pages/                       take saved articles into the case
  marsad timeline --from 2021-03-01 --to 2021-03-31
  marsad timeline --entity microsoft --min-sources 2 --format md > events.md
  marsad search 'web shell'                        hits, newest first
  marsad extract page.html | jq .dates             analyse a page without storing it
  marsad extract --jsonl < in.jsonl > out.jsonl    the same for a stream of texts
  marsad --case other.toml import articles/        another incident is another file

Files:
  $XDG_DATA_HOME/marsad/CASE.sqlite     the articles of a case (~/.local/share without the variable)
  $XDG_CONFIG_HOME/marsad/settings.toml your settings          (~/.config without the variable)
`marsad doctor` prints the places in use.";

/// Options that every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options for every command")]
pub(super) struct Globals {
    /// The case to work on: a feeds.toml [default: the one inside the program]
    #[arg(long, global = true, value_name = "FILE")]
    pub case: Option<PathBuf>,
    /// Folder for the stores, instead of the user's data folder
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Make any use of the network an error
    #[arg(long, global = true)]
    pub offline: bool,
    /// Colour in what is printed
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub color: ColorArg,
    /// Who puts Arabic in order on this terminal; `marsad bidi-test` finds out [default: your
    /// settings, else what bidi-test was told, else what the terminal answers]
    #[arg(long, global = true, value_enum, value_name = "MODE")]
    pub bidi: Option<BidiArg>,
    /// What becomes of Arabic vowel marks, which some terminals put on the wrong letters
    #[arg(long, global = true, value_enum, value_name = "WHAT")]
    pub marks: Option<MarksArg>,
    /// Whether this program joins Arabic letters; off for fonts that show boxes in their place
    #[arg(long, global = true, value_enum, value_name = "SWITCH")]
    pub shape: Option<ShapeArg>,
    /// Tell, after the dashboard is left, how long its first frame took
    #[arg(long)]
    pub timing: bool,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A language that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    /// Arabic
    Ar,
    /// English
    En,
}

/// A command.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take saved articles into the case: files and folders
    #[command(after_help = IMPORT)]
    Import(ImportArgs),
    /// Ask the feeds of the case once for new articles
    #[command(after_help = FETCH)]
    Fetch(FetchArgs),
    /// Print the timeline: as text (also for screen readers), JSON, CSV or Markdown
    #[command(after_help = TIMELINE)]
    Timeline(TimelineArgs),
    /// List the articles, newest first
    Articles(ListArgs),
    /// Find articles by words of title and text, newest first
    #[command(after_help = SEARCH)]
    Search(SearchArgs),
    /// List names and indicators, most named first; show one; or say that a name is an entity
    #[command(after_help = ENTITIES)]
    Entities(EntitiesArgs),
    /// Analyse documents without storing them: one JSON object a document
    #[command(after_help = EXTRACT)]
    Extract(ExtractArgs),
    /// Lay an article out for this terminal
    #[command(after_help = arabic::SHOW)]
    Show(ShowArgs),
    /// Put lines of mixed text into the order of the screen
    #[command(after_help = arabic::LAYOUT)]
    Layout(LayoutArgs),
    /// Find out by looking how this terminal shows Arabic, and remember it
    #[command(after_help = arabic::BIDI_TEST)]
    BidiTest(BidiTestArgs),
    /// Look after feeds
    #[command(subcommand, disable_help_subcommand = true)]
    Feeds(FeedsCommand),
    /// Say which files, store and terminal are in use, and how long the start took
    Doctor,
    /// Print completions for a shell
    #[command(after_help = "Example:\n  marsad completions bash > ~/.local/share/bash-completion/completions/marsad")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

const IMPORT: &str = "\
Reads HTML, MHTML, WARC, feeds, Markdown, text and JSONL, compressed or not.
Without a PATH it reads the saved folders that the case names.
What is in the store already is not taken twice.

Example:
  marsad import ~/Downloads/article.html archive/";

const FETCH: &str = "\
Each FEED is an address of the case's feeds, or a part of its title; without one all enabled feeds are asked.

Example:
  marsad fetch cisa";

const TIMELINE: &str = "\
Examples:
  marsad timeline --from 2021-03-01 --to 2021-03-15
  marsad timeline --entity european-banking-authority --format json
  marsad timeline --phase exploitation --lang ar --min-sources 2
  marsad --lang ar timeline --lang en       headings in Arabic, events that English articles tell";

const SEARCH: &str = "\
All words must occur; the forms of Arabic letters, vowel marks and case do not matter. A word that ends in * finds
every word that begins so.

Example:
  marsad search الاختراق
  marsad search 'vulnerab* mail'";

const ENTITIES: &str = "\
NAME is a key (such as european-banking-authority) or a name in either language and any spelling; its card says how
texts write it, what they say it is, when and beside whom it is named, and what its mentions are linked by.

--link writes into the case file that NAME is that ENTITY, and reads the articles again that hold NAME. The file is
that of --case; without it, your own copy of the program's case, which is made and used from then on:
$XDG_CONFIG_HOME/marsad/CASE.toml (`marsad doctor` prints it). --unlink takes it back. An ENTITY that nobody knows
becomes a new one when --type says what it is.

Examples:
  marsad entities --type ORG --limit 20
  marsad entities 'الهيئة المصرفية الأوروبية'
  marsad entities --link 'هيئة البنوك الأوروبية=european-banking-authority' --dry-run
  marsad entities --link 'Redmond giant=microsoft'
  marsad entities --link 'Port Office=port-office' --type ORG";

const EXTRACT: &str = "\
With --jsonl every line of standard input is {\"id\",\"text\",\"lang\"?,\"dct\"?,\"title\"?}, dct being the day of
publication, and gives one line of output in the same order. The text is taken as it is. A line that cannot be
read gives {\"error\",\"line\"}.

Offsets count code points of \"text\"; \"end\" is exclusive.

Examples:
  marsad extract page.html
  echo '{\"id\":1,\"dct\":\"2021-03-03\",\"text\":\"The patch came yesterday.\"}' | marsad extract --jsonl";

/// `marsad import`.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// Files and folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// `marsad fetch`.
#[derive(Debug, Args)]
pub(super) struct FetchArgs {
    /// Feeds to ask
    #[arg(value_name = "FEED")]
    pub feeds: Vec<String>,
}

/// `marsad timeline`.
#[derive(Debug, Args)]
pub(super) struct TimelineArgs {
    /// Only events on or after this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Option<NaiveDate>,
    /// Only events on or before this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub to: Option<NaiveDate>,
    /// Only events that an article in this language tells (for headings in a language: `marsad --lang ar timeline`)
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// Only events that name this entity: its key or its name in either language
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,
    /// Only events of this phase of the case
    #[arg(long, value_name = "PHASE")]
    pub phase: Option<String>,
    /// Only events that at least so many articles tell
    #[arg(long, value_name = "N")]
    pub min_sources: Option<usize>,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: TimelineFormat,
}

/// The form of a timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TimelineFormat {
    /// Plain text
    #[default]
    Text,
    /// One JSON object
    Json,
    /// One row a piece of evidence
    Csv,
    /// Markdown
    Md,
}

/// The form of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// One line an item, columns split by tabs when not on a terminal
    #[default]
    Text,
    /// One JSON object an item, one a line
    Json,
}

/// Options of the lists of articles.
#[derive(Clone, Debug, Args)]
pub(super) struct ListArgs {
    /// Only articles in this language (--lang before the command is that of the interface)
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ListFormat,
}

/// `marsad search`.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// Words to find
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    #[command(flatten)]
    pub list: ListArgs,
}

/// `marsad entities`.
#[derive(Debug, Args)]
pub(super) struct EntitiesArgs {
    /// Show the card of this one: its key, or its name in either language
    #[arg(value_name = "NAME", conflicts_with = "said")]
    pub name: Option<String>,
    /// Say that a name is an entity, in the case file: NAME=ENTITY
    #[arg(long, value_name = "NAME=ENTITY", value_parser = link, group = "said")]
    pub link: Option<Link>,
    /// Take back that a name is an entity
    #[arg(long, value_name = "NAME=ENTITY", value_parser = link, group = "said")]
    pub unlink: Option<Link>,
    /// With --link or --unlink: print what would change in the case file, and change nothing
    #[arg(long, requires = "said")]
    pub dry_run: bool,
    /// Only this type, such as ORG or CVE; with --link, what a new entity is
    #[arg(long = "type", value_name = "TYPE", ignore_case = true)]
    pub kind: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ListFormat,
}

/// A name and the entity that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The name.
    pub name: String,
    /// The entity's key or name.
    pub entity: String,
}

fn link(text: &str) -> Result<Link, String> {
    // A name may hold the sign; a key does not.
    let parts = text.rsplit_once('=').map(|(name, entity)| (name.trim(), entity.trim()));
    match parts.filter(|(name, entity)| !name.is_empty() && !entity.is_empty()) {
        Some((name, entity)) => Ok(Link { name: name.to_owned(), entity: entity.to_owned() }),
        None => Err("write NAME=ENTITY, such as 'Redmond giant=microsoft'".to_owned()),
    }
}

/// `marsad extract`.
#[derive(Debug, Args)]
pub(super) struct ExtractArgs {
    /// Files and folders
    #[arg(value_name = "PATH", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub paths: Vec<PathBuf>,
    /// Read JSON lines from standard input
    #[arg(long)]
    pub jsonl: bool,
    /// With --jsonl: exit with 2 if any line cannot be read
    #[arg(long, requires = "jsonl", conflicts_with = "paths")]
    pub strict: bool,
}

/// `marsad feeds`.
#[derive(Debug, Subcommand)]
pub(super) enum FeedsCommand {
    /// List the feeds of the case and how their last refresh went
    List {
        /// Form of the output
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
        format: ListFormat,
    },
    /// Print what saved feeds say: one JSON object a file
    #[command(after_help = FEEDS_PARSE)]
    Parse(FeedsParseArgs),
}

const FEEDS_PARSE: &str = "\
With --jsonl every line of standard input is {\"file\",\"base\"?,\"content_type\"?,\"headers\"?}: a path, and what a
server would have said of it.

Example:
  marsad feeds parse saved/*.xml";

/// `marsad feeds parse`.
#[derive(Debug, Args)]
pub(super) struct FeedsParseArgs {
    /// Feed files
    #[arg(value_name = "FILE", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub files: Vec<PathBuf>,
    /// Read JSON lines from standard input
    #[arg(long)]
    pub jsonl: bool,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "a day is written as in 2021-03-02".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_table_of_commands_is_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn every_option_and_command_says_what_it_is() {
        fn check(command: &clap::Command) {
            assert!(command.get_about().is_some(), "{} has no text", command.get_name());
            for arg in command.get_arguments() {
                assert!(arg.get_help().is_some(), "{} {} has no text", command.get_name(), arg.get_id());
            }
            command.get_subcommands().for_each(check);
        }
        check(&CommandLine::command());
    }

    #[test]
    fn the_interface_and_the_filter_have_languages_of_their_own() {
        let line = CommandLine::try_parse_from(["marsad", "--lang", "ar", "timeline", "--lang", "en"]);
        let line = line.expect("both are allowed");
        assert_eq!(line.lang, Some(LangArg::Ar));
        let Some(Command::Timeline(args)) = line.command else { panic!("another command") };
        assert_eq!(args.lang, Some(LangArg::En));
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        for line in [
            "marsad timeline --from yesterday",
            "marsad extract",
            "marsad extract --jsonl a.html",
            "marsad extract --strict a.html",
            "marsad layout",
            "marsad search",
            "marsad entities --link microsoft",
            "marsad entities --link =microsoft",
            "marsad entities microsoft --link a=b",
            "marsad entities --link a=b --unlink a=b",
            "marsad entities --dry-run",
            "marsad show a --width 2",
            "marsad nonsense",
        ] {
            assert!(CommandLine::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
