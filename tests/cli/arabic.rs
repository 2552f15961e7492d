//! Arabic on standard output: what a pipe gets, and what the options change.

use crate::program::{Home, Run};

const NOTE: &str = "---\ntitle: هيئة تغلق خوادمها\ndate: 2021-03-10\nlang: ar\n---\n\n\
    أُغلِقت خوادم (Exchange) في 7 مارس 2021.\n";

/// A body that is longer than a line.
const LONG: &str = "---\ntitle: خبر\ndate: 2021-03-10\nlang: ar\n---\n\n\
    قالت الهيئة يوم الاثنين إنها أغلقت خوادم البريد كلها، وإن التحقيق مستمر مع الشركة، وإن أحدا لا يعرف ما أخذ منها.\n";

fn home() -> Home {
    let home = Home::new();
    home.write("note.md", NOTE);
    home.write("long.md", LONG);
    home
}

/// The row of the body, without the blanks around it.
#[track_caller]
fn body(run: Run) -> String {
    let run = run.ends(0).says("");
    let row = run.out.lines().find(|row| row.contains('(') && row.contains("2021"));
    row.unwrap_or_else(|| panic!("no body in {}", run.out)).trim().to_owned()
}

const STRICT: &str = ".2021 ﺱﺭﺎﻣ 7 ﻲﻓ (Exchange) ﻡﺩﺍﻮﺧ ﺖﻘﻠ\u{650}ﻏﺃ\u{64F}";

#[test]
fn options_say_how_rows_are_sent() {
    let home = home();
    for (options, expect) in [
        (&[][..], STRICT),
        (&["--bidi", "app"], STRICT),
        (&["--bidi", "auto"], STRICT),
        (&["--bidi", "off"], "أُغلِقت خوادم (Exchange) في 7 مارس 2021."),
        (&["--bidi", "off", "--shape", "on"], "أُغلِقت خوادم (Exchange) في 7 مارس 2021."),
        (&["--marks", "strip"], ".2021 ﺱﺭﺎﻣ 7 ﻲﻓ (Exchange) ﻡﺩﺍﻮﺧ ﺖﻘﻠﻏﺃ"),
        (&["--marks", "auto"], STRICT),
        (&["--shape", "off"], ".2021 سرام 7 يف (Exchange) مداوخ تقل\u{650}غأ\u{64F}"),
        (&["--bidi", "word"], ".2021 ﻣﺎﺭﺱ 7 ﻓﻲ (Exchange) ﺧﻮﺍﺩﻡ ﺃ\u{64F}ﻏﻠ\u{650}ﻘﺖ"),
    ] {
        assert_eq!(body(home.run(&[options, &["show", "note.md"]].concat())), expect, "{options:?}");
        assert_eq!(body(home.run(&[&["show", "note.md"], options].concat())), expect, "{options:?} behind");
    }
    for mode in ["inverse", "terminal"] {
        let sent = body(home.run(&["--bidi", mode, "show", "note.md"]));
        assert!(sent.contains("(Exchange)") && sent != STRICT, "{mode}: {sent}");
        assert_eq!(sent.contains('ﺧ'), mode == "inverse", "{sent}");
    }
}

#[test]
fn an_order_for_the_terminal_is_sent_into_a_pipe_only_on_request() {
    let home = home();
    let plain = home.run(&["show", "note.md"]).ends(0).out;
    assert!(!plain.contains('\u{1B}'));
    let told = home.run(&["show", "note.md", "--bidi", "explicit"]).ends(0).out;
    assert_eq!(told, format!("\u{1B}[8l{plain}\u{1B}[8h"));
    // Settings are about the terminal, and a choice for a terminal is too.
    home.write("config/marsad/settings.toml", "bidi = \"inverse\"\n");
    home.write("config/marsad/terminals.toml", "[xterm]\nbidi = \"word\"\n");
    assert_eq!(home.run(&["show", "note.md"]).ends(0).out, plain);
    let mut inside = home.command(&["show", "note.md"]);
    inside.env("TERM", "xterm-256color").env("VTE_VERSION", "7006").env("KITTY_WINDOW_ID", "1");
    assert_eq!(Run::of(&mut inside).ends(0).out, plain);
}

#[test]
fn marks_and_letters_follow_the_settings_and_options_win() {
    let home = home();
    home.write("config/marsad/settings.toml", "marks = \"strip\"\nshape = \"off\"\n");
    assert_eq!(body(home.run(&["show", "note.md"])), ".2021 سرام 7 يف (Exchange) مداوخ تقلغأ");
    assert_eq!(body(home.run(&["show", "note.md", "--marks", "keep", "--shape", "on"])), STRICT);
}

#[test]
fn justified_paragraphs_fill_both_margins() {
    let home = home();
    let rows = |run: Run| -> Vec<String> {
        let body = run.ends(0).out.lines().skip(3).map(str::to_owned).collect::<Vec<_>>();
        body.into_iter().take_while(|row| !row.is_empty()).collect()
    };
    let ragged = rows(home.run(&["show", "long.md", "--width", "40"]));
    let full = rows(home.run(&["show", "long.md", "--width", "40", "--justify"]));
    assert!(ragged.len() > 2 && ragged.iter().any(|row| row.starts_with(' ')), "{ragged:?}");
    let (last, others) = full.split_last().expect("some rows");
    assert!(others.iter().all(|row| row.chars().count() == 40 && !row.starts_with(' ')), "{full:?}");
    assert!(last.starts_with(' ') && full.iter().any(|row| row.contains('ـ')), "{full:?}");
    home.write("config/marsad/settings.toml", "justify = true\n");
    assert_eq!(rows(home.run(&["show", "long.md", "--width", "40"])), full);
}

#[test]
fn wrong_options_are_told_with_what_is_right() {
    let home = home();
    for (args, words) in [
        (&["--bidi", "up", "show", "note.md"][..], "explicit"),
        (&["--marks", "no", "show", "note.md"], "strip"),
        (&["--shape", "maybe", "show", "note.md"], "on, off"),
        (&["bidi-test", "--list", "--forget"], "--forget"),
    ] {
        home.run(args).ends(2).says(words).prints("");
    }
    home.write("config/marsad/settings.toml", "\nshape = \"of\"\n");
    home.run(&["show", "note.md"]).ends(2).says("settings.toml:2:9").says("did you mean `off`?");
    for word in ["explicit", "inverse", "--marks", "--shape"] {
        let help = home.run(&["show", "--help"]).ends(0).out;
        assert!(help.contains(word), "{word} is not in {help}");
    }
}

#[test]
fn nothing_is_remembered_where_nobody_can_look() {
    let home = home();
    let run = home.run(&["bidi-test"]).ends(2).says("no terminal");
    assert!(run.out.contains("1  app") && run.out.contains("%45 ﺭ"), "{}", run.out);
    assert!(!home.path("config/marsad/terminals.toml").exists());
    home.run(&["bidi-test", "--list"]).ends(1).says("bidi-test").prints("");
    home.run(&["bidi-test", "--forget", "kitty"]).ends(1).says("kitty").prints("");
}

#[test]
fn what_is_remembered_is_listed_and_forgotten() {
    let home = home();
    let file = "config/marsad/terminals.toml";
    home.write(
        file,
        "# mine\n[foot]\nbidi = \"app\"\n\n[kitty]\nbidi = \"word\" # looked\nmarks = \"strip\"\nshape = \"off\"\n",
    );
    let listed = home.run(&["bidi-test", "--list"]).ends(0).says("").out;
    assert_eq!(listed, "foot: app is right\nkitty: word is right, the font lacks joined letters, marks are left out\n");
    home.run(&["bidi-test", "--forget", "kitty"]).ends(0).says("").prints("kitty: forgotten\n");
    let left = std::fs::read_to_string(home.path(file)).expect("it is there");
    assert_eq!(left, "# mine\n[foot]\nbidi = \"app\"\n");
    home.write(file, "[foot]\nbidi = \"upside-down\"\n");
    for args in [&["bidi-test", "--list"][..], &["bidi-test"], &["bidi-test", "--forget", "foot"]] {
        home.run(args).ends(2).says("terminals.toml:2:8").prints("");
    }
    let report = home.run(&["doctor"]).ends(2).out;
    assert!(report.contains("PROBLEM") && report.contains("terminals.toml:2:8"), "{report}");
}
