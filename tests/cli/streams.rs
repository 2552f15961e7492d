//! The commands that other programs talk to: lines in, lines out, in order.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::program::{Home, json_lines};

#[test]
fn extract_answers_every_line_in_order_with_offsets_that_fit() {
    let texts = [
        ("en", "Servers at the port were cut off on 4 March 2021, Microsoft said."),
        ("ar", "قالت مايكروسوفت إن خوادم الميناء فُصلت في 4 مارس 2021."),
        ("en", "🚢 The port reopened two days later."),
    ];
    let count = 700;
    let lines = (0..count).map(|at| {
        let (lang, text) = texts[at % texts.len()];
        json!({"id": at, "lang": lang, "dct": "2021-03-08", "text": text, "title": "Port"}).to_string()
    });
    let input = lines.collect::<Vec<_>>().join("\n");
    let run = Home::new().feed(&["extract", "--jsonl"], input.as_bytes()).ends(0).says("");
    let answers = json_lines(&run.out);
    assert_eq!(answers.len(), count);
    for (at, answer) in answers.iter().enumerate() {
        let (lang, text) = texts[at % texts.len()];
        assert_eq!((&answer["id"], &answer["lang"], &answer["text"]), (&at.into(), &lang.into(), &text.into()));
        assert_eq!(answer["published"]["value"], "2021-03-08");
        for part in ["dates", "entities", "claims"] {
            let items = answer[part].as_array().expect("a list");
            for item in items {
                fits(text, item);
            }
        }
        assert!(answer["diagnostics"].is_array());
    }
    assert_eq!(answers[0]["dates"][0]["value"], "2021-03-04");
    assert_eq!(answers[1]["dates"][0]["value"], "2021-03-04");
    let name = |answer: &Value| {
        let entities = answer["entities"].as_array().into_iter().flatten();
        entities.filter(|entity| entity["id"] == "microsoft").map(|entity| entity["name"].clone()).next()
    };
    assert_eq!((name(&answers[0]), name(&answers[1])), (Some("Microsoft".into()), Some("Microsoft".into())));
}

/// Fails unless the code points of `item` hold its words.
fn fits(text: &str, item: &Value) {
    let at = |key: &str| usize::try_from(item[key].as_u64().expect("an offset")).expect("a small one");
    let words: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert_eq!(item["text"], words.as_str(), "{item}");
}

#[test]
fn a_bad_line_is_answered_and_costs_no_other() {
    let input = b"{\"id\":1,\"text\":\"It came today.\"}\nnot json\n\n{\"id\":2}\n\xff\xfe\n{\"id\":3,\"text\":\"\"}";
    let home = Home::new();
    let run = home.feed(&["extract", "--jsonl"], input).ends(0).says("3 of 5 lines");
    let answers = json_lines(&run.out);
    let lines: Vec<&Value> = answers.iter().map(|answer| &answer["line"]).collect();
    assert_eq!(lines, [&Value::Null, &2.into(), &4.into(), &5.into(), &Value::Null]);
    assert!(answers[1]["error"].is_string());
    assert_eq!(answers[0]["published"]["value"], Value::Null);
    assert_eq!(home.feed(&["extract", "--jsonl", "--strict"], input).ends(2).out, run.out);
    home.feed(&["extract", "--jsonl", "--strict"], b"{\"text\":\"fine\"}\n").ends(0);
    home.feed(&["extract", "--jsonl"], b"").ends(1).prints("");
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let home = Home::new();
    let mut command = home.command(&["extract", "--jsonl"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut ask = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
    for at in 0..3 {
        writeln!(ask, "{}", json!({"id": at, "text": "It came on 2 March 2021."})).expect("the program listens");
        let mut line = String::new();
        answers.read_line(&mut line).expect("the program answers");
        assert_eq!(json_lines(&line)[0]["id"], at);
    }
    drop(ask);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn extract_reads_files_and_folders_without_a_store() {
    let home = Home::new();
    home.write("in/a.md", "# Port reopens\n\nDate: 2021-03-08\n\nThe port reopened on 6 March 2021, officials said.\n");
    home.write("in/b.txt", "Port closed\n\nThe port was closed on 4 March 2021 after the intrusion was found.\n");
    let run = home.run(&["extract", "in"]).ends(0).says("");
    let documents = json_lines(&run.out);
    let sources: Vec<&str> = documents.iter().filter_map(|document| document["source"].as_str()).collect();
    assert_eq!(sources, ["in/a.md", "in/b.txt"]);
    assert!(documents.iter().all(|document| document["id"].is_string() && document["title"].is_string()));
    assert!(!home.path("data").exists(), "extract has made a store");
}

#[test]
fn feeds_parse_says_what_a_feed_holds() {
    let home = Home::new();
    let item = "<item><title>Port reopens</title><link>/a</link></item>";
    home.write("a.xml", format!("<rss version=\"2.0\"><channel><title>Port news</title>{item}</channel></rss>"));
    let printed = json_lines(&home.run(&["feeds", "parse", "a.xml"]).ends(0).says("").out);
    assert_eq!((&printed[0]["file"], &printed[0]["ok"]), (&"a.xml".into(), &true.into()));
    assert_eq!(printed[0]["entries"][0]["title"]["value"], "Port reopens");
    let input = "{\"file\":\"a.xml\",\"base\":\"https://port.example/feed\",\"headers\":null}\n{\"file\":\"b.xml\"}\n";
    let answers = json_lines(&home.feed(&["feeds", "parse", "--jsonl"], input.as_bytes()).ends(0).out);
    assert_eq!(answers[0]["entries"][0]["links"][0]["href"], "https://port.example/a");
    assert_eq!(answers[1]["line"], 2);
    home.run(&["feeds", "parse", "b.xml"]).ends(2).says("b.xml");
}

#[test]
fn layout_puts_lines_in_the_order_of_the_screen() {
    let input = "{\"id\":\"a\",\"logical\":\"ميناء Rotterdam\",\"base\":\"rtl\"}\n{\"id\":\"b\",\"logical\":\"x\"}\n{\"id\":\"c\"}\n";
    let run = Home::new().feed(&["layout", "--jsonl"], input.as_bytes()).ends(0);
    let answers = json_lines(&run.out);
    assert_eq!(answers[0], json!({"id": "a", "visual": "Rotterdam ءﺎﻨﻴﻣ", "par_level": 1}));
    assert_eq!(answers[1]["par_level"], 0);
    assert_eq!(answers[2]["line"], 3);
}
