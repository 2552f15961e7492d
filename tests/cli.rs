//! Runs the real program: what it prints where, and how it ends.

#[path = "cli/arabic.rs"]
mod arabic;
#[path = "cli/names.rs"]
mod names;
#[path = "cli/program.rs"]
mod program;
#[path = "cli/streams.rs"]
mod streams;

use std::fs;

use program::{Home, Run, is_clean, json_lines};

const PAGE: &str = "<html><head><title>Regulator closes its mail servers</title>\
    <meta property=\"article:published_time\" content=\"2021-03-09T08:00:00Z\"></head><body><article>\
    <h1>Regulator closes its mail servers</h1>\
    <p>The regulator said on Monday that it had closed its Microsoft Exchange Server machines on 7 March 2021.</p>\
    <p>Engineers are still looking through the machines, and nobody can say yet what was taken from them.</p>\
    </article></body></html>";

const NOTE: &str = "---\ntitle: هيئة رقابية تغلق خوادم بريدها\ndate: 2021-03-10\nlang: ar\n---\n\n\
    قالت الهيئة يوم الاثنين إنها أغلقت خوادم مايكروسوفت إكستشينج في 7 مارس 2021، وإن التحقيق مستمر.\n";

/// A home with two articles on disk and none in the store.
fn home() -> Home {
    let home = Home::new();
    home.write("saved/page.html", PAGE);
    home.write("saved/note.md", NOTE);
    home
}

/// A home whose store holds the two articles.
fn library() -> Home {
    let home = home();
    home.run(&["import", "saved"]).ends(0);
    home
}

#[test]
fn a_second_import_adds_nothing() {
    let home = home();
    home.run(&["import", "saved"]).ends(0).says("2 new, 0 known, 0 failed").prints("");
    home.run(&["import", "saved/page.html", "saved"]).ends(0).says("0 new, 3 known, 0 failed");
    assert_eq!(home.run(&["articles"]).ends(0).out.lines().count(), 2);
}

#[test]
fn lists_print_one_line_an_item() {
    let home = library();
    let articles = home.run(&["articles"]).ends(0).out;
    let days: Vec<&str> = articles.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(days, ["2021-03-10", "2021-03-09"]);
    assert_eq!(home.run(&["articles", "--lang", "ar"]).ends(0).out.lines().count(), 1);
    assert_eq!(home.run(&["articles", "--limit", "1"]).ends(0).out.lines().count(), 1);
    let rows = json_lines(&home.run(&["articles", "--format", "json"]).ends(0).out);
    assert_eq!((&rows[0]["lang"], &rows[1]["lang"]), (&"ar".into(), &"en".into()));

    let hits = home.run(&["search", "اغلقت", "الهيئه"]).ends(0).out;
    assert!(hits.contains("هيئة رقابية") && hits.lines().count() == 1, "{hits}");
    home.run(&["search", "no-such-word-anywhere"]).ends(1).says("leave one out").prints("");
    home.run(&["search", "الهيئة", "--lang", "en"]).ends(1).says("leave out --lang").prints("");
    home.run(&["entities", "--type", "foo"]).ends(1).says("types").prints("");

    let names = home.run(&["entities", "--type", "product"]).ends(0).out;
    assert!(names.contains("Microsoft Exchange Server"), "{names}");
    let cards = json_lines(&home.run(&["entities", "--format", "json", "--limit", "1"]).ends(0).out);
    assert_eq!(cards.len(), 1);
    home.run(&["feeds", "list"]).ends(0).says("");
}

#[test]
fn an_article_without_headline_or_day_is_still_told_apart() {
    let home = Home::new();
    let words = "The harbour office closed its mail servers after strangers were seen in them, it said";
    home.write("in.jsonl", serde_json::json!({"text": format!("{words} on Friday. Nobody was hurt.")}).to_string());
    home.run(&["import", "in.jsonl"]).ends(0);
    for args in [&["articles"][..], &["search", "harbour"]] {
        let out = home.run(args).ends(0).out;
        assert!(out.contains("\tThe harbour office closed") && out.contains(" …"), "{out}");
        assert!(!out.starts_with('?') && out.contains('…'), "{out}");
    }
    let rows = json_lines(&home.run(&["articles", "--format", "json"]).ends(0).out);
    assert_eq!(rows[0]["title"], "");
}

#[test]
fn a_timeline_is_printed_in_every_format_and_filtered() {
    let home = library();
    for format in ["text", "json", "csv", "md"] {
        let out = home.run(&["timeline", "--format", format]).ends(0).says("").out;
        assert!(out.contains("2021-03-07"), "{format}: {out}");
    }
    let whole = home.run(&["timeline", "--format", "json"]).out;
    serde_json::from_str::<serde_json::Value>(&whole).expect("one JSON object");
    for (filter, code) in [
        (&["--from", "2021-03-07", "--to", "2021-03-07"][..], 0),
        (&["--from", "2022-01-01"], 1),
        (&["--lang", "en"], 0),
        (&["--entity", "Microsoft Exchange Server"], 0),
        (&["--entity", "مايكروسوفت إكستشينج سيرفر"], 0),
        (&["--min-sources", "99"], 1),
        (&["--entity", "nobody of this name"], 2),
        (&["--phase", "no-such-phase"], 2),
        (&["--from", "2021-04-01", "--to", "2021-03-01"], 2),
    ] {
        home.run(&[&["timeline"], filter].concat()).ends(code);
    }
}

#[test]
fn an_empty_store_is_filled_with_the_sample() {
    let home = Home::new();
    home.run(&["articles", "--limit", "3"]).ends(0).says("sample archive");
    let again = home.run(&["search", "Exchange"]).ends(0).says("");
    for query in ["hafnium", "هافنيوم", "ميكروسوفت"] {
        let hits = home.run(&["search", query]).ends(0).out;
        for lang in ["\tar\t", "\ten\t"] {
            assert!(hits.contains(lang), "{query} is not found in {lang:?}");
        }
    }
    assert!(again.out.lines().count() > 10, "{}", again.out);
}

#[test]
fn an_article_is_laid_out_from_a_file_and_from_the_store() {
    let home = library();
    let file = home.run(&["show", "saved/page.html", "--width", "40"]).ends(0).out;
    assert!(file.contains("2021-03-07") && file.lines().all(|line| line.chars().count() <= 40), "{file}");
    let id = home.run(&["articles", "--lang", "ar"]).out.split('\t').nth(2).expect("a key").to_owned();
    let stored = home.run(&["show", id.get(..6).expect("a key has sixteen digits")]).ends(0).out;
    assert!(stored.contains('\u{FE8D}') || stored.contains('\u{FEDF}'), "no joined letters: {stored}");
    let extracted = json_lines(&home.run(&["extract", "saved/note.md"]).out);
    assert_eq!(extracted[0]["id"], id.as_str(), "a document has another key than its stored article");
    home.run(&["show", "ffffffffffff"]).ends(1).says("no stored article");
}

#[test]
fn help_teaches_every_command() {
    let home = Home::new();
    let help = home.run(&["--help"]).ends(0).says("").out;
    for command in [
        "import",
        "fetch",
        "timeline",
        "articles",
        "search",
        "entities",
        "extract",
        "show",
        "layout",
        "bidi-test",
        "doctor",
    ] {
        assert!(help.contains(&format!("\n  {command}")), "{command} is not in the help");
        home.run(&[command, "--help"]).ends(0).says("");
    }
    assert!(help.contains("Examples:"));
    home.run(&["--version"]).ends(0).prints(concat!("marsad ", env!("CARGO_PKG_VERSION"), "\n"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(home.run(&["completions", shell]).ends(0).out.contains("marsad"));
    }
}

#[test]
fn doctor_says_what_is_in_use() {
    let home = library();
    let report = home.run(&["doctor"]).ends(0).says("").out;
    for word in ["exchange-2021.sqlite", "2 (1 Arabic, 1 English, 0 other)", "settings.toml", "ms to the first line"] {
        assert!(report.contains(word), "{word} is not in:\n{report}");
    }
    home.write("data/marsad/exchange-2021.sqlite", "this is no store, whatever its name says");
    home.run(&["doctor"]).ends(2).says("");
    let report = home.run(&["doctor", "--data", "saved/page.html"]).ends(2).out;
    assert!(report.contains("PROBLEM") && report.contains("--data"), "{report}");
}

#[test]
fn an_empty_answer_says_what_to_do() {
    let home = home();
    home.write(
        "case.toml",
        "[case]\nid = \"x\"\ntitle = { en = \"X\", ar = \"س\" }\nfrom = \"2021-01-01\"\nto = \"2021-12-31\"\n",
    );
    for args in [&["articles"][..], &["search", "port"], &["entities"]] {
        home.run(&[args, &["--case", "case.toml"]].concat()).ends(1).says("marsad import").prints("");
    }
    home.run(&["--case", "case.toml", "timeline"]).ends(1).prints("");
    home.write("page.xml", "<html><body><p>No feed.</p></body></html>");
    home.run(&["feeds", "parse", "page.xml"]).ends(1).says("web page");
}

#[test]
fn the_two_languages_of_the_command_line_are_told_apart() {
    let home = library();
    let arabic = home.run(&["--lang", "ar", "timeline", "--lang", "en"]).ends(0).out;
    assert!(arabic.contains("القائل") && arabic.contains("The regulator said"), "{arabic}");
    for args in [&["--help"][..], &["timeline", "--help"], &["articles", "--help"], &["search", "--help"]] {
        let help = home.run(args).ends(0).out.replace('\n', " ");
        assert!(help.contains("--lang") && help.contains("interface") || help.contains("headings"), "{help}");
    }
}

#[test]
fn bad_input_is_an_error_with_a_place_and_a_cure() {
    let home = library();
    home.write("broken.toml", "[case]\nid = \"x\"\ntitel = 3\n");
    home.write("latin.toml", b"title = \"caf\xe9\"".as_slice());
    home.write("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".as_slice());
    fs::create_dir(home.path("empty")).expect("a folder");
    home.write("no-store/exchange-2021.sqlite", "this is no store, whatever its name says");
    for (args, code, words) in [
        (&["import", "nowhere"][..], 2, "cannot read nowhere"),
        (&["import", "saved", "nowhere"], 2, "cannot read nowhere"),
        (&["import", "picture.html"], 2, "picture.html"),
        (&["import", "empty"], 1, "0 new"),
        (&["extract", "nowhere.html"], 2, "nowhere.html"),
        (&["extract", "picture.html"], 2, "picture.html"),
        (&["extract", "empty"], 1, ""),
        (&["show", "picture.html"], 2, "picture.html"),
        (&["show", "saved"], 1, "no file"),
        (&["articles", "--case", "broken.toml"], 2, "broken.toml:3:1"),
        (&["extract", "saved", "--case", "nowhere.toml"], 2, "nowhere.toml"),
        (&["articles", "--case", "latin.toml"], 2, "UTF-8"),
        (&["articles", "--data", "no-store"], 2, "exchange-2021.sqlite"),
        (&["articles", "--data", "saved/page.html"], 2, "page.html"),
        (&["fetch", "--offline"], 2, "--offline"),
        (&["fetch", "no such feed", "--offline"], 2, "no such feed"),
        (&["timline"], 2, "timeline"),
        (&["timeline", "--from", "soon"], 2, "2021-03-02"),
        (&[], 2, "no terminal"),
    ] {
        let run = home.run(args).ends(code);
        assert!(run.err.contains(words), "{args:?} says {:?}", run.err);
        assert_eq!(run.out, "", "{args:?}");
    }
}

#[test]
fn broken_settings_are_told_with_their_line() {
    let home = library();
    home.write("config/marsad/settings.toml", "lang = \"ar\"\nbidi = \"upside-down\"\n");
    home.run(&["timeline"]).ends(2).says("settings.toml:2:8");
    home.run(&["extract", "saved"]).ends(0);
}

#[test]
fn a_store_of_a_newer_version_is_only_read() {
    let home = library();
    let store = home.path("data/marsad/exchange-2021.sqlite");
    let database = rusqlite::Connection::open(store).expect("the store is a database");
    database.pragma_update(None, "user_version", 9_999).expect("the version can be set");
    drop(database);
    home.run(&["articles"]).ends(0).says("only be read");
    home.run(&["articles"]).ends(0).says("update the program");
    home.run(&["articles"]).ends(0).says("--data");
    home.write("more.md", "# Another one\n\nThe third article came on 12 March 2021 and says little.\n");
    home.run(&["import", "more.md"]).ends(2).says("nothing was saved");
}

#[test]
fn without_a_home_there_is_still_a_way() {
    let home = home();
    let bare = |args: &[&str]| Run::of(home.command(args).env_clear());
    bare(&["articles"]).ends(2).says("--data");
    bare(&["import", "saved", "--data", "here"]).ends(0);
    bare(&["articles", "--data", "here"]).ends(0);
    bare(&["extract", "saved"]).ends(0).says("");
    bare(&["doctor"]).ends(2);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let home = Home::new();
    for args in
        [&["completions", "zsh"][..], &["articles"], &["timeline"], &["timeline", "--format", "json"], &["--help"]]
    {
        let run = Run::unread(&mut home.command(args));
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.err);
        assert!(!run.err.contains("rror") && !run.err.contains("panic"), "{args:?}: {}", run.err);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let home = library();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("the device is there");
    for args in [&["articles"][..], &["completions", "bash"], &["timeline"], &["--help"]] {
        Run::of(home.command(args).stdout(full())).ends(2).says("standard output");
    }
}

#[test]
fn nothing_that_steers_a_terminal_comes_out() {
    let home = Home::new();
    let attack = "A\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}tfel\u{2066}\u{200f}\u{8}Z";
    let body = "The agency said on 7 March 2021 that Microsoft Exchange Server was hit. ".repeat(3);
    let page = format!(
        "<html><head><title>{attack}</title></head><body><article><h1>{attack}</h1><p>{attack} {body}</p></article></body></html>"
    );
    home.write("saved/page.html", page.as_bytes());
    home.write(&format!("saved/{}.md", attack.replace('\u{8}', "")), format!("# {attack}\n\n{attack} {body}\n"));
    home.write("saved/\u{1b}[31mred.png", b"\x89PNG\r\n\x1a\n\0\0".as_slice());
    let line = serde_json::json!({"id": attack, "text": attack, "title": attack, "dct": attack}).to_string();
    home.write("lines.jsonl", line);
    for args in [
        &["import", "saved"][..],
        &["articles"],
        &["articles", "--format", "json"],
        &["search", "agency"],
        &["search", attack],
        &["entities"],
        &["entities", "--format", "json"],
        &["timeline"],
        &["timeline", "--format", "json"],
        &["timeline", "--format", "csv"],
        &["timeline", "--format", "md"],
        &["show", "saved/page.html"],
        &["show", "saved/page.html", "--bidi", "off"],
        &["extract", "saved"],
        &["show", attack],
        &["import", attack],
        &["fetch", attack],
        &["timeline", "--entity", attack],
        &["timeline", "--phase", attack],
        &["--case", attack, "articles"],
        &[attack],
        &["timeline", "--from", attack],
    ] {
        let run = home.run(args);
        assert!(is_clean(&run.out) && is_clean(&run.err), "{args:?}\n{:?}\n{:?}", run.out, run.err);
    }
    let run = home.feed(&["extract", "--jsonl"], &fs::read(home.path("lines.jsonl")).expect("it was written"));
    assert!(is_clean(&run.out), "{:?}", run.out);
    assert_eq!(json_lines(&run.out)[0]["text"], attack);
}
