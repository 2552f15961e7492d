//! The real program in a real terminal: what it shows, what keys do, and how it leaves.
#![cfg(unix)]

#[path = "terminal/asking.rs"]
mod asking;
#[path = "terminal/bytes.rs"]
mod bytes;
#[path = "terminal/leaving.rs"]
mod leaving;
#[path = "terminal/pty.rs"]
mod pty;

use std::path::Path;
use std::process::Command;

use marsad::bidi::{Options, Paragraph};
use pty::Session;
use tempfile::TempDir;
use vt100::Screen;

use bytes::{Sequence, colors, ours, sequences};

const PROGRAM: &str = env!("CARGO_BIN_EXE_marsad");

/// The dashboard in a home of its own, which is gone with it.
struct Dashboard {
    session: Session,
    _home: TempDir,
}

/// A new home; what is imported there beforehand keeps the sample archive out.
fn home() -> TempDir {
    TempDir::new().expect("a folder")
}

/// Starts the dashboard without network in `home`.
fn start(home: TempDir, size: (u16, u16), environment: &[(&str, &str)]) -> Dashboard {
    let session = Session::start(home.path(), size, &ARGUMENTS, environment);
    Dashboard { session, _home: home }
}

const ARGUMENTS: [&str; 6] = [PROGRAM, "--offline", "--lang", "en", "--data", "data"];

/// The dashboard with the sample archive loaded.
#[track_caller]
fn opened(size: (u16, u16)) -> Dashboard {
    let mut dashboard = start(home(), size, &[]);
    dashboard.session.wait("the sample archive", |screen| figures(screen).is_some());
    dashboard
}

impl Dashboard {
    /// Goes to `day` of the case's year and waits until its mark stands under the chart.
    #[track_caller]
    fn go_to(&mut self, day: &str) {
        self.session.send("t");
        self.session.wait_for("Go to day");
        self.session.send(&format!("{day}\r"));
        self.session.wait_for(&format!("▲{}", day.get(5..).expect("a day with its year")));
    }
}

/// The rows of the screen as they stand, blanks at the end cut.
fn rows(screen: &Screen) -> Vec<String> {
    screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect()
}

/// The column behind the last letter of a row: a letter and its marks share one.
fn end(screen: &Screen, row: u16) -> u16 {
    let stands = |column: &u16| screen.cell(row, *column).is_some_and(|cell| !cell.contents().trim().is_empty());
    (0..screen.size().1.get()).rev().find(stands).map_or(0, |column| column + 1)
}

/// The events that are shown and all events, from the first row: `9/195 events · ar 42 en 42`.
fn figures(screen: &Screen) -> Option<(usize, usize)> {
    let head = rows(screen).into_iter().next()?;
    let (before, _) = head.split_once(" events · ar ")?;
    let (shown, all) = before.rsplit(' ').next()?.split_once('/')?;
    Some((shown.parse().ok()?, all.parse().ok()?))
}

/// The rows of the list of events.
fn events(screen: &Screen) -> Vec<String> {
    rows(screen).into_iter().filter(|row| row.starts_with('▌')).collect()
}

fn is_arabic(row: &str) -> bool {
    row.chars().any(|c| matches!(c, '\u{600}'..='\u{6FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

/// How many columns of the overview lie in the stretch that the chart shows.
fn stretch(screen: &Screen) -> usize {
    let overview = rows(screen).into_iter().find(|row| row.contains(['━', '◆'])).unwrap_or_default();
    overview.chars().filter(|c| matches!(c, '━' | '╋' | '◆')).count()
}

/// The number behind the words of a search: `[(5) … ×]`.
fn found(screen: &Screen) -> Option<usize> {
    let filters = rows(screen).into_iter().find(|row| row.starts_with(" Filters"))?;
    let (_, rest) = filters.split_once('(')?;
    rest.split_once(')')?.0.parse().ok()
}

/// `text` as the program puts it on a line: in the order of the screen, its letters joined.
fn drawn(text: &str) -> String {
    let line = Paragraph::new(text, Options::default()).single(200);
    line.cells.iter().map(|cell| cell.symbol.as_str()).collect()
}

#[test]
fn a_first_start_shows_the_sample_in_both_languages_without_network() {
    let mut dashboard = opened((120, 40));
    dashboard.session.wait("events of both languages", |screen| {
        let (arabic, other): (Vec<_>, Vec<_>) = events(screen).into_iter().partition(|row| is_arabic(row));
        arabic.len() > 1 && other.len() > 1
    });
    let (shown, all) = figures(dashboard.session.screen()).expect("figures");
    assert!(shown == all && all > 50, "{shown} of {all} events");
    assert!(dashboard.session.screen().alternate_screen() && dashboard.session.screen().bracketed_paste());
}

#[test]
fn zooming_in_and_out_changes_the_stretch_and_keeps_the_day() {
    let mut dashboard = opened((120, 40));
    dashboard.go_to("2021-03-07");
    let whole = stretch(dashboard.session.screen());
    dashboard.session.send("+");
    dashboard.session.wait("a shorter stretch", |screen| stretch(screen) < whole);
    let part = stretch(dashboard.session.screen());
    dashboard.session.send("-");
    dashboard.session.wait("a longer stretch", |screen| stretch(screen) > part);
    dashboard.session.send("+++");
    dashboard.session.wait("a much shorter stretch", |screen| stretch(screen) < part);
    dashboard.session.send("0");
    dashboard.session.wait("the whole time", |screen| stretch(screen) >= whole);
    dashboard.session.wait_for("▲03-07");
}

#[test]
fn a_day_is_gone_to_in_digits_of_either_language() {
    let mut dashboard = opened((120, 40));
    dashboard.go_to("2021-03-07");
    dashboard.session.wait_for(" 2021-03-07 Sun");
    dashboard.session.send("t٢٠٢١-٠٧-١٩\r");
    dashboard.session.wait_for("▲07-19");
    dashboard.session.wait_for(" 2021-07-19 Mon");
    dashboard.session.send("tnever\r");
    dashboard.session.wait_for("Not a day");
    dashboard.session.send("\u{1B}");
    dashboard.session.wait_for("▲07-19");
}

#[test]
fn a_search_finds_arabic_words_in_any_spelling() {
    let mut dashboard = opened((120, 40));
    let (_, all) = figures(dashboard.session.screen()).expect("figures");
    // What is pasted is searched for at once, so that this count is that of all its letters.
    dashboard.session.send("/\u{1B}[200~الهيئة المصرفية\u{1B}[201~\r");
    dashboard.session.wait("fewer events", |screen| {
        found(screen).is_some_and(|found| found > 0) && figures(screen).is_some_and(|(shown, _)| shown < all)
    });
    let counts = |screen: &Screen| (found(screen), figures(screen));
    let expected = counts(dashboard.session.screen());
    for words in ["الهيئة المصرفيه", "الهيئه المصرفية"] {
        dashboard.session.send("X");
        dashboard.session.wait("all events", |screen| figures(screen) == Some((all, all)));
        dashboard.session.send("/");
        dashboard.session.wait_for("Search:");
        dashboard.session.send(words);
        let typed = drawn(words);
        dashboard.session.wait("the words in order", |screen| screen.contents().contains(&typed));
        dashboard.session.send("\r");
        dashboard.session.wait("the same count", |screen| counts(screen) == expected);
    }
}

#[test]
fn the_language_filter_shows_one_language_and_is_cleared() {
    let mut dashboard = opened((120, 40));
    let (_, all) = figures(dashboard.session.screen()).expect("figures");
    dashboard.session.send("f");
    dashboard.session.wait("Arabic alone", |screen| {
        let events = events(screen);
        screen.contents().contains("[Arabic ×]")
            && figures(screen).is_some_and(|(shown, _)| shown < all)
            && !events.is_empty()
            && events.iter().all(|row| row.contains(" ar"))
    });
    dashboard.session.send("f");
    dashboard.session.wait("English alone", |screen| {
        screen.contents().contains("[English ×]") && events(screen).iter().all(|row| row.contains("en"))
    });
    dashboard.session.send("x");
    dashboard.session.wait("all events", |screen| {
        figures(screen) == Some((all, all)) && !rows(screen).iter().any(|row| row.starts_with(" Filters"))
    });
}

#[test]
fn the_reader_puts_an_arabic_article_at_the_right_margin() {
    let mut dashboard = opened((120, 40));
    dashboard.session.send("f2");
    dashboard.session.wait("a list of articles", |screen| {
        events(screen).is_empty() && rows(screen).iter().filter(|row| is_arabic(row)).count() > 5
    });
    dashboard.session.send("\r");
    // The measure of 92 columns stands in the middle of 120.
    dashboard.session.wait("an article from right to left", |screen| {
        let rows = rows(screen);
        let body = (4..).zip(rows.iter().skip(4)).filter(|(_, row)| is_arabic(row)).map(|(at, _)| end(screen, at));
        body.clone().count() > 3 && body.clone().all(|end| end == 106) && screen.contents().contains("· ar ·")
    });
    dashboard.session.send("\u{1B}");
    dashboard.session.wait("the list again", |screen| !screen.contents().contains("· ar ·"));
    dashboard.session.send("1");
    dashboard.session.wait_for("Evidence");
}

#[test]
fn every_size_keeps_the_chosen_day() {
    let mut dashboard = opened((80, 24));
    dashboard.go_to("2021-03-07");
    for size in [(200, 60), (40, 12), (120, 40), (80, 24)] {
        dashboard.session.resize(size);
        if size == (40, 12) {
            dashboard.session.wait_for("this is 40x12");
        } else {
            dashboard.session.wait("the day at the new size", |screen| {
                let text = screen.contents();
                let reached = rows(screen).iter().any(|row| row.chars().count() + 2 > usize::from(size.0));
                text.contains("▲03-07") && text.contains(" 2021-03-07 Sun") && reached
            });
        }
    }
}

#[test]
fn ctrl_l_draws_everything_anew() {
    let mut dashboard = opened((80, 24));
    let clears = |sent: &[u8]| sequences(sent).iter().filter(|s| **s == Sequence::Control("2".into(), 'J')).count();
    let before = clears(dashboard.session.sent());
    dashboard.session.send("\u{C}");
    dashboard.go_to("2021-03-07");
    assert_eq!(clears(dashboard.session.sent()), before + 1);
    dashboard.session.wait_for("1 Timeline");
}

#[test]
fn one_cell_is_enough_to_start_and_to_leave() {
    let mut dashboard = start(home(), (1, 1), &[]);
    dashboard.session.wait("the screen", Screen::alternate_screen);
    dashboard.session.send("q");
    assert_eq!(dashboard.session.end(), 0);
}

#[test]
fn no_color_sends_no_color() {
    let mut dashboard = start(home(), (120, 40), &[("NO_COLOR", "1")]);
    dashboard.session.wait("the sample archive", |screen| figures(screen).is_some());
    dashboard.go_to("2021-03-07");
    dashboard.session.send("/patch\r");
    dashboard.session.wait("a search", |screen| found(screen).is_some_and(|found| found > 0));
    dashboard.session.send("\r");
    dashboard.session.wait_for("published");
    dashboard.session.send("q");
    assert_eq!(dashboard.session.end(), 0);
    for sequence in sequences(dashboard.session.sent()) {
        let Sequence::Control(words, 'm') = &sequence else { continue };
        // 39 and 49 give the terminal's own colours back.
        let colored = |number: &u8| matches!(number, 30..=38 | 40..=48 | 90..=107);
        assert!(!colors(words).iter().any(colored), "{sequence:?}");
    }
}

/// Steals the clipboard, clears the scrollback, colours, renames the window, in seven and in eight
/// bits, and turns the words behind it round.
const HOSTILE: &str = "\u{1B}]52;c;c3RvbGVu\u{7}\u{1B}[3J\u{1B}[38;2;6;6;6m\u{1B}]0;stolen\u{1B}\\\
    \u{9B}?5h\u{9D}52;c;c3RvbGVu\u{9C}\u{1B}P+q544e\u{1B}\\\u{202E}\u{2066}\u{200F}\u{8}\u{7F}";

/// Imports a note and a feed that are full of what a terminal obeys.
fn import_hostile(home: &Path) {
    let words = format!("Servers {HOSTILE}in the north were closed on 2 March 2021, the operator said.");
    let note =
        format!("---\ntitle: Closed {HOSTILE}servers\ndate: 2021-03-03\n---\n\n{words}\n\nسُدّت {HOSTILE} الثغرة أمس.\n");
    let item = serde_json::json!({
        "id": format!("a{HOSTILE}"), "url": "https://example.org/a", "title": format!("Reopened {HOSTILE}servers"),
        "content_text": words, "date_published": "2021-03-04T10:00:00Z",
    });
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": format!("Feed {HOSTILE}"), "items": [item],
    });
    std::fs::write(home.join("note.md"), note).expect("a file");
    std::fs::write(home.join("feed.json"), feed.to_string()).expect("a file");
    let mut command = Command::new(PROGRAM);
    command.args(["--data", "data", "import", "note.md", "feed.json"]).current_dir(home);
    let output = command.env_clear().env("HOME", home).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn nothing_hostile_passes_for_ours() {
    let found = sequences(HOSTILE.as_bytes());
    assert!(found.len() > 10 && !found.iter().any(ours), "{found:?}");
}

#[test]
fn a_hostile_article_says_nothing_to_the_terminal() {
    let home = home();
    import_hostile(home.path());
    let mut dashboard = start(home, (120, 40), &[]);
    dashboard.session.wait("the two articles", |screen| figures(screen).is_some());
    dashboard.go_to("2021-03-02");
    dashboard.session.send(&format!("/\u{1B}[200~pasted {HOSTILE}\u{1B}[201~"));
    dashboard.session.wait_for("Search: pasted");
    dashboard.session.send("\u{1B}");
    dashboard.session.wait("no search", |screen| !screen.contents().contains("Search:"));
    dashboard.session.send("432g");
    dashboard.session.wait("the list of articles", |screen| {
        screen.contents().contains("Reopened") && !screen.contents().contains("the operator said")
    });
    for _ in 0..2 {
        dashboard.session.send("\r");
        dashboard.session.wait_for("the operator said");
        // The invisible characters are shown as their code points, and hidden again.
        dashboard.session.send("v");
        dashboard.session.wait_for("U+001B");
        dashboard.session.send("v\u{1B}");
        dashboard.session.wait("the list", |screen| !screen.contents().contains("the operator said"));
        dashboard.session.send("j");
    }
    dashboard.session.send("q");
    assert_eq!(dashboard.session.end(), 0);
    let foreign: Vec<Sequence> = sequences(dashboard.session.sent()).into_iter().filter(|s| !ours(s)).collect();
    assert_eq!(foreign, []);
}
