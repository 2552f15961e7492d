//! The terminal is given back as it was, however the program is left.

use std::path::Path;

use vt100::{MouseProtocolMode, Screen};

use crate::bytes::{Sequence, sequences};
use crate::pty::{ANSWER, Session};
use crate::{PROGRAM, figures, home, rows};

/// Runs the dashboard as a job of its own, as shells do, and tells what the terminal was set to
/// before and after. A job that sleeps ends with 128 and the signal's number, which is 17 to 20 on
/// the systems there are; it is woken by a line of input.
const SHELL: &str = "set -m; echo before $(stty -g); \"$0\" \"$@\"; code=$?; echo; echo after $(stty -g); \
    while case $code in 14[5-8]) ;; *) false;; esac; do echo sleeping; read wake; fg; code=$?; echo; \
    echo after $(stty -g); done; echo code=$code";

/// The dashboard in the shell, with the sample archive loaded.
fn in_shell(home: &Path) -> Session {
    let argv = ["sh", "-c", SHELL, PROGRAM, "--offline", "--lang", "en", "--data", "data"];
    let answer = format!("\u{1B}[8;1$y{ANSWER}");
    let mut session = Session::answering(home, (120, 40), &argv, &[], Some(&answer));
    session.wait("the sample archive", |screen| figures(screen).is_some());
    assert!(taken(session.screen()));
    session
}

/// Whether the terminal is in the program's hands.
fn taken(screen: &Screen) -> bool {
    screen.alternate_screen()
        && screen.bracketed_paste()
        && screen.hide_cursor()
        && screen.mouse_protocol_mode() != MouseProtocolMode::None
}

/// Fails unless the terminal is as it was.
#[track_caller]
fn given_back(screen: &Screen) {
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
    assert!(!screen.application_cursor() && !screen.application_keypad());
    let rows = rows(screen);
    let told = |word: &str| rows.iter().filter_map(|row| row.strip_prefix(word)).map(str::to_owned).collect::<Vec<_>>();
    let before = told("before ");
    let after = told("after ");
    assert!(before.len() == 1 && !after.is_empty(), "{rows:?}");
    assert!(before[0].contains(':') && after.iter().all(|state| *state == before[0]), "{before:?}, {after:?}");
}

/// Fails unless the terminal, which orders rows, was told not to, and at last to do so again, each on the
/// second page and before that was cleared.
#[track_caller]
fn switched_back(sent: &[u8]) {
    let mut switches: Vec<String> = sequences(sent)
        .into_iter()
        .filter_map(|sequence| match sequence {
            Sequence::Control(words, what @ ('h' | 'l')) if words == "8" || words == "?1049" => {
                Some(format!("{words}{what}"))
            }
            Sequence::Control(words, 'J') => Some(format!("{words}J")),
            _ => None,
        })
        .collect();
    switches.dedup();
    let turns = switches.chunks(6).all(|turn| turn == ["?1049h", "8l", "2J", "8h", "2J", "?1049l"]);
    assert!(turns && switches.len() >= 6, "{switches:?}");
}

#[track_caller]
fn leaves(leave: impl FnOnce(&mut Session), code: &str) {
    let home = home();
    let mut session = in_shell(home.path());
    leave(&mut session);
    assert_eq!(session.end(), 0, "of the shell");
    switched_back(session.sent());
    given_back(session.screen());
    assert!(rows(session.screen()).contains(&format!("code={code}")), "{}", session.screen().contents());
}

#[test]
fn q_leaves() {
    leaves(|session| session.send("q"), "0");
}

#[test]
fn ctrl_c_leaves() {
    leaves(|session| session.send("\u{3}"), "0");
}

#[test]
fn ctrl_c_leaves_while_a_search_is_typed() {
    leaves(|session| session.send("/week\u{3}"), "0");
}

#[test]
fn the_signals_of_the_system_leave() {
    for (name, code) in [("TERM", "143"), ("HUP", "129"), ("INT", "130"), ("QUIT", "131")] {
        leaves(|session| session.signal(name), code);
    }
}

#[test]
fn ctrl_z_sleeps_and_fg_wakes() {
    leaves(
        |session| {
            for time in 1..=3 {
                // The last time it is the system that asks.
                if time < 3 {
                    session.send("\u{1A}");
                } else {
                    session.signal("TSTP");
                }
                let slept = |screen: &Screen| rows(screen).iter().filter(|row| *row == "sleeping").count();
                session.wait("the shell", |screen| slept(screen) == time);
                given_back(session.screen());
                switched_back(session.sent());
                session.send("\n");
                session.wait("the dashboard", |screen| taken(screen) && figures(screen).is_some());
            }
            session.send("t2021-03-07\r");
            session.wait_for("▲03-07");
            session.send("q");
        },
        "0",
    );
}
