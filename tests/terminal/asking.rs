//! What the terminal answers decides how it is spoken to, and is never seen.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use tempfile::TempDir;
use vt100::Screen;

use crate::bytes::{Sequence, sequences};
use crate::pty::{ANSWER, Session};
use crate::{ARGUMENTS, Dashboard, drawn, figures, home};

/// The dashboard in a terminal that answers so before it says what every terminal says.
fn answered(home: TempDir, answer: &str, environment: &[(&str, &str)]) -> Dashboard {
    let answer = format!("{answer}{ANSWER}");
    let session = Session::answering(home.path(), (120, 40), &ARGUMENTS, environment, Some(&answer));
    let mut dashboard = Dashboard { session, _home: home };
    dashboard.session.wait("the sample archive", |screen| figures(screen).is_some());
    dashboard
}

/// Types a word of a search, and waits until it stands on the screen in this form.
#[track_caller]
fn search(dashboard: &mut Dashboard, word: &str, shown: &str) {
    dashboard.session.send(&format!("/{word}"));
    dashboard.session.wait(shown, |screen| screen.contents().contains(shown));
}

fn turned(word: &str) -> String {
    drawn(word).chars().rev().collect()
}

/// The dashboard still works, and nothing was typed into it.
#[track_caller]
fn untouched(dashboard: &mut Dashboard) {
    dashboard.session.send("t");
    dashboard.session.wait_for("Go to day");
    dashboard.session.send("2021-03-07\r");
    dashboard.session.wait_for("▲03-07");
    assert!(figures(dashboard.session.screen()).is_some_and(|(shown, all)| shown == all));
}

fn says(sent: &[u8], sequence: &Sequence) -> bool {
    sequences(sent).contains(sequence)
}

#[test]
fn answers_are_taken_as_answers_and_not_as_keys() {
    // Every letter of these would do something as a key.
    let answers = "\u{1B}[8;0$y\u{1B}P!|71717171\u{1B}\\\u{1B}P>|qqf(qt2)\u{1B}\\";
    let mut dashboard = answered(home(), answers, &[]);
    untouched(&mut dashboard);
    search(&mut dashboard, "الهيئة", &drawn("الهيئة"));
}

#[test]
fn what_is_typed_between_the_answers_counts() {
    let mut dashboard = answered(home(), "\u{1B}[8;0$y/ن\u{1B}P>|q\u{1B}\\ظام", &[]);
    let shown = drawn("نظام");
    dashboard
        .session
        .wait("the search", |screen| screen.contents().contains("Search:") && screen.contents().contains(&shown));
}

#[test]
fn a_terminal_that_turns_words_gets_them_turned() {
    let mut dashboard = answered(home(), "\u{1B}P>|kitty(0.40.0)\u{1B}\\", &[]);
    search(&mut dashboard, "الهيئة", &turned("الهيئة"));
}

#[test]
fn a_terminal_that_orders_is_told_not_to() {
    for (answer, expect) in [
        ("\u{1B}[8;1$y", Sequence::Control("8".into(), 'l')),
        ("\u{1B}P!|7E4B4445\u{1B}\\", Sequence::System("50;BidiRenderingEnabled=false".into())),
        ("\u{1B}P>|mlterm(3.9)\u{1B}\\", Sequence::System("5379;use_ctl=false".into())),
    ] {
        let mut dashboard = answered(home(), answer, &[]);
        assert!(says(dashboard.session.sent(), &expect), "{expect:?}");
        search(&mut dashboard, "الهيئة", &drawn("الهيئة"));
    }
}

#[test]
fn a_silent_terminal_is_not_waited_for_and_its_late_answers_are_dropped() {
    let home = home();
    let session = Session::answering(home.path(), (120, 40), &ARGUMENTS, &[], None);
    let mut dashboard = Dashboard { session, _home: home };
    dashboard.session.wait("the sample archive", |screen| figures(screen).is_some());
    dashboard.session.send(&format!("\u{1B}[8;1$y\u{1B}P!|00000000\u{1B}\\\u{1B}P>|qf2t(x/q)\u{1B}\\{ANSWER}"));
    untouched(&mut dashboard);
    // The terminal may still be slow, and a key is a key.
    dashboard.session.send("/\u{1B}P>|late(1)\u{1B}\\abc");
    dashboard.session.wait_for("Search: abc");
    dashboard.session.send("\u{1B}");
    dashboard.session.wait("no search", |screen: &Screen| !screen.contents().contains("Search:"));
    dashboard.session.send("q");
    assert_eq!(dashboard.session.end(), 0);
}

/// A folder with a `tmux` that does what `script` says.
fn tmux(script: &str) -> TempDir {
    let home = home();
    let program = home.path().join("tmux");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    home
}

/// The dashboard in a tmux which a terminal shows that orders rows, and that says what `script` says.
fn in_tmux(script: &str) -> Dashboard {
    let home = tmux(script);
    let path = format!("{}:/usr/bin:/bin", home.path().display());
    let environment =
        [("PATH", path.as_str()), ("TMUX", "/nowhere,1,0"), ("TERM", "tmux-256color"), ("VTE_VERSION", "7006")];
    answered(home, "\u{1B}P>|tmux 3.3a\u{1B}\\", &environment)
}

#[test]
fn a_switch_goes_through_tmux_where_it_may() {
    let mut dashboard = in_tmux("printf 'xterm-256color|\\non\\n'");
    assert!(says(dashboard.session.sent(), &Sequence::Wrapped("tmux;\u{1B}[8l".into())));
    search(&mut dashboard, "الهيئة", &drawn("الهيئة"));
    dashboard.session.send("\u{1B}");
    dashboard.session.wait("no search", |screen| !screen.contents().contains("Search:"));
    dashboard.session.send("q");
    assert_eq!(dashboard.session.end(), 0);
    assert!(says(dashboard.session.sent(), &Sequence::Wrapped("tmux;\u{1B}[8h".into())));
}

#[test]
fn rows_are_turned_where_tmux_lets_nothing_through_or_says_nothing() {
    for script in ["printf 'xterm-256color|\\noff\\n'", "exit 1", "exec tail -f /dev/null"] {
        let mut dashboard = in_tmux(script);
        search(&mut dashboard, "الهيئة", &turned("الهيئة"));
        let wrapped = sequences(dashboard.session.sent()).into_iter().any(|s| matches!(s, Sequence::Wrapped(_)));
        assert!(!wrapped, "{script}");
    }
}
