//! The real program in terminals that answer as real ones do: what is printed there, the whole
//! conversation of `bidi-test`, and that what was chosen is used from then on.
#![cfg(unix)]

#[path = "bidi_test/fake.rs"]
mod fake;
#[path = "terminal/pty.rs"]
mod pty;

use std::fs;
use std::path::Path;

use fake::{Fake, KITTY, KONSOLE, VTE, XTERM};
use pty::Session;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_marsad");

const NOTE: &str = "---\ntitle: هيئة تغلق خوادمها\ndate: 2021-03-10\nlang: ar\n---\n\n\
    أُغلِقت خوادم (Exchange) في 7 مارس 2021.\n";

/// A home with a note in it.
fn home() -> TempDir {
    let home = TempDir::new().expect("a folder");
    fs::write(home.path().join("note.md"), NOTE).expect("a file");
    home
}

/// The file in which terminals are remembered.
fn remembered(home: &Path) -> Option<String> {
    fs::read_to_string(home.join(".config/marsad/terminals.toml")).ok()
}

fn test(home: &Path, terminal: Fake) -> Session {
    let mut session = terminal.start(home, &[PROGRAM, "bidi-test"]);
    session.wait_for("1 of 3");
    session
}

fn contains(sent: &[u8], words: &str) -> bool {
    sent.windows(words.len()).any(|part| part == words.as_bytes())
}

/// What a run of the program sends after the questions, and how it ends.
#[track_caller]
fn printed(home: &Path, terminal: Fake, args: &[&str]) -> (String, u32) {
    let mut session = terminal.start(home, &[&[PROGRAM], args].concat());
    let code = session.end();
    (String::from_utf8(session.sent().to_vec()).expect("what is sent is UTF-8"), code)
}

/// The row of the note's body as it was sent.
#[track_caller]
fn body(sent: &str) -> String {
    let row = sent.lines().find(|row| row.contains("Exchange") && row.contains("2021") && !row.contains("xit"));
    row.unwrap_or_else(|| panic!("no body in {sent:?}")).trim().to_owned()
}

const STRICT: &str = ".2021 ﺱﺭﺎﻣ 7 ﻲﻓ (Exchange) ﻡﺩﺍﻮﺧ ﺖﻘﻠ\u{650}ﻏﺃ\u{64F}";

#[test]
fn each_terminal_gets_the_rows_that_it_shows_rightly() {
    let home = home();
    let args = ["--color", "never", "show", "note.md"];
    let row = |terminal| body(&printed(home.path(), terminal, &args).0);
    assert_eq!(row(XTERM), STRICT);
    // Its version puts marks on the wrong letters, so they are left out.
    assert_eq!(row(KITTY), ".2021 ﻣﺎﺭﺱ 7 ﻓﻲ (Exchange) ﺧﻮﺍﺩﻡ ﺃﻏﻠﻘﺖ");
    let (vte, code) = printed(home.path(), VTE, &args);
    assert_eq!((body(&vte).as_str(), code), (STRICT, 0));
    let (on, off) = (vte.find("\u{1B}[8l").expect("it is told"), vte.rfind("\u{1B}[8h").expect("it is told back"));
    assert!(on < vte.find("Exchange").expect("a body") && vte.trim_end().len() == off + 4, "{vte:?}");
    // The switch would turn the rows when it is put back.
    let (konsole, _) = printed(home.path(), KONSOLE, &args);
    assert!(!konsole.contains("BidiRendering") && konsole.contains("Exchange"), "{konsole:?}");
    assert!(body(&konsole) != STRICT && konsole.contains('ﺧ'), "{konsole:?}");
}

#[test]
fn lists_are_sent_in_the_same_way() {
    let home = home();
    let list = |terminal, args: &[&str]| printed(home.path(), terminal, &[&["--data", "data"], args].concat()).0;
    let import = std::process::Command::new(PROGRAM)
        .args(["--data", "data", "import", "note.md"])
        .current_dir(home.path())
        .env_clear()
        .env("HOME", home.path())
        .output()
        .expect("the program starts");
    assert!(import.status.success());
    let strict = list(XTERM, &["articles"]);
    assert!(strict.contains("ﺎﻬﻣﺩﺍﻮﺧ ﻖﻠﻐﺗ ﺔﺌﻴﻫ"), "{strict:?}");
    assert!(list(KITTY, &["articles"]).contains("ﺧﻮﺍﺩﻣﻬﺎ ﺗﻐﻠﻖ ﻫﻴﺌﺔ"));
    assert!(list(VTE, &["articles"]).trim_end().ends_with("\u{1B}[8h"));
    assert!(list(VTE, &["search", "خوادم"]).contains("\u{1B}[8l"));
    // Nothing is asked for what is data.
    let mut json =
        Session::start(home.path(), (80, 24), &[PROGRAM, "--data", "data", "articles", "--format", "json"], &[]);
    assert_eq!(json.end(), 0);
    assert!(!contains(json.sent(), "\u{1B}"), "{:?}", String::from_utf8_lossy(json.sent()));
}

#[test]
fn a_silent_terminal_gets_its_rows_too() {
    let home = home();
    let (sent, code) = printed(home.path(), Fake(""), &["--color", "never", "show", "note.md"]);
    assert_eq!((body(&sent).as_str(), code), (STRICT, 0));
}

#[test]
fn what_is_chosen_is_remembered_and_used() {
    let home = home();
    let mut session = test(home.path(), XTERM);
    let rows = session.screen().contents();
    assert!(
        rows.contains("~~ (Nile Bank) ~~~~~") && rows.contains("3  word") && !rows.contains("2  explicit"),
        "{rows}"
    );
    session.send("3");
    session.wait_for("2 of 3");
    assert!(session.screen().contents().contains('\u{FEFB}'));
    session.send("n");
    session.wait_for("3 of 3");
    session.send("n");
    assert_eq!(session.end(), 0);
    assert!(session.screen().contents().contains("remembered in"), "{}", session.screen().contents());
    assert!(!session.screen().alternate_screen() && !session.screen().hide_cursor());
    let file = remembered(home.path()).expect("the file is there");
    assert!(file.ends_with("[xterm]\nbidi = \"word\"\nmarks = \"strip\"\nshape = \"off\"\n"), "{file}");

    let args = ["--color", "never", "show", "note.md"];
    assert_eq!(body(&printed(home.path(), XTERM, &args).0), ".2021 مارس 7 في (Exchange) خوادم أغلقت");
    // Another terminal is another one, and an option wins.
    assert_eq!(body(&printed(home.path(), VTE, &args).0), STRICT);
    let wins = ["--bidi", "app", "--marks", "keep", "--shape", "on"];
    assert_eq!(body(&printed(home.path(), Fake(XTERM.0), &[&wins[..], &args].concat()).0), STRICT);
    let (report, _) = printed(home.path(), XTERM, &["doctor"]);
    for words in ["XTerm(379)", "word, each word", "as bidi-test was told", "the font lacks joined letters", "left out"]
    {
        assert!(report.contains(words), "{words} is not in {report}");
    }
    let (forgotten, _) = printed(home.path(), XTERM, &["bidi-test", "--forget"]);
    assert!(forgotten.contains("xterm: forgotten"), "{forgotten}");
    assert_eq!(body(&printed(home.path(), XTERM, &args).0), STRICT);
}

#[test]
fn esc_leaves_all_as_it_was() {
    let home = home();
    for keys in ["\u{1B}", "0", "10", "1y\u{1B}"] {
        let mut session = test(home.path(), XTERM);
        session.send(keys);
        assert_eq!(session.end(), 1, "{keys:?}");
        assert!(session.screen().contents().contains("all stays as it was"));
        assert_eq!(remembered(home.path()), None, "{keys:?}");
    }
}

#[test]
fn rows_are_told_apart_where_the_terminal_keeps_the_order_with_them() {
    let home = home();
    let mut session = test(home.path(), VTE);
    let sent = String::from_utf8_lossy(session.sent()).into_owned();
    let held = sent.split("\u{1B}[8l").nth(1).and_then(|rest| rest.split("\u{1B}[8h").next()).expect("one row is held");
    assert!(held.contains("2  explicit") && !held.contains("1  app"), "{held:?}");
    session.send("2yy");
    assert_eq!(session.end(), 0);
    let file = remembered(home.path()).expect("the file is there");
    assert!(file.contains("[vte]\nbidi = \"explicit\"\nmarks = \"keep\"\nshape = \"on\"\n"), "{file}");
}

#[test]
fn a_window_that_was_told_is_told_back() {
    let home = home();
    let (on, off) = ("\u{1B}]50;BidiRenderingEnabled=false\u{7}", "\u{1B}]50;BidiRenderingEnabled=true\u{7}");
    for (keys, code) in [("0", 1), ("2yy", 0), ("\u{3}", 130), ("s0", 1)] {
        let mut session = test(home.path(), KONSOLE);
        assert!(!contains(session.sent(), on));
        session.send("s");
        session.wait_for("while the window");
        assert!(contains(session.sent(), on) && !contains(session.sent(), off));
        session.send(keys);
        assert_eq!(session.end(), code, "{keys:?}");
        let sent = String::from_utf8_lossy(session.sent()).into_owned();
        let last = |words: &str| sent.rfind(words).expect("it was sent");
        assert!(last(on) < last(off), "{keys:?}");
    }
}

#[test]
fn ctrl_c_and_signals_give_the_terminal_back() {
    let home = home();
    let shell = "set -m; echo before $(stty -g); \"$0\" bidi-test; code=$?; echo; echo after $(stty -g); \
        while case $code in 14[5-8]) ;; *) false;; esac; do echo sleeping; read wake; fg; code=$?; echo; \
        echo after $(stty -g); done; echo code=$code";
    for (leave, code) in [("ctrl-c", "130"), ("TERM", "143"), ("HUP", "129"), ("sleep", "1")] {
        let mut session = VTE.start(home.path(), &["sh", "-c", shell, PROGRAM]);
        session.wait_for("1 of 3");
        match leave {
            "ctrl-c" => session.send("\u{3}"),
            "sleep" => {
                session.send("\u{1A}");
                session.wait_for("sleeping");
                session.send("\n");
                session.wait_for("1 of 3");
                session.send("0");
            }
            signal => session.signal(signal),
        }
        assert_eq!(session.end(), 0, "of the shell");
        let screen = session.screen().contents();
        let told = |word: &str| screen.lines().filter_map(|row| row.strip_prefix(word)).collect::<Vec<_>>();
        let (before, after) = (told("before "), told("after "));
        assert!(!before.is_empty() && after.iter().all(|state| before.contains(state)), "{leave}: {screen}");
        assert!(!session.screen().alternate_screen() && !session.screen().hide_cursor(), "{leave}");
        assert!(screen.contains(&format!("code={code}")), "{leave}: {screen}");
        let sent = String::from_utf8_lossy(session.sent()).into_owned();
        assert!(sent.rfind("\u{1B}[8l") < sent.rfind("\u{1B}[8h"), "{leave}");
        assert_eq!(remembered(home.path()), None);
    }
}

#[test]
fn a_page_is_drawn_again_at_another_size() {
    let home = home();
    let mut session = test(home.path(), XTERM);
    session.send("1");
    session.wait_for("2 of 3");
    session.resize((100, 30));
    session.send("y");
    session.wait_for("3 of 3");
    session.send(" ");
    assert_eq!(session.end(), 0);
    assert!(remembered(home.path()).is_some_and(|file| file.contains("bidi = \"app\"\nshape = \"on\"\n")));
}
