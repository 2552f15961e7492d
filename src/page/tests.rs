//! Whole files, from bytes to articles; the texts are our own.

use encoding_rs::{ISO_8859_6, WINDOWS_1256};

use super::*;
use crate::model::{Lang, Reason, Rung, Source, SourceKind};

const AR_TITLE: &str = "هجوم يطال خوادم البريد في مؤسسات كثيرة";
const AR_BODY: [&str; 3] = [
    "أعلنت الهيئة في بيان أن غرباء وصلوا إلى خوادم البريد لديها، وقالت إنها فصلتها عن الشبكة إلى حين انتهاء التحقيق.",
    "وأضافت الهيئة أن التحديث متاح منذ الثلاثاء، وأن على كل من يدير خادما أن يثبته في أسرع وقت ممكن دون تأخير.",
    "وقال خبراء إن المهاجمين تركوا وراءهم أبوابا خلفية في كثير من الخوادم، وإن التحديث وحده لا يزيلها من مكانها.",
];
const EN_BODY: [&str; 3] = [
    "The agency said on Tuesday that strangers had reached its mail servers, and that it had taken them off the network.",
    "It added that the update had been ready for a week, and that everyone who runs such a server should install it.",
    "Experts warned that the attackers had left doors behind in many servers, which the update alone would not close.",
];

fn document(name: &str, bytes: impl Into<Vec<u8>>) -> RawDocument {
    RawDocument {
        name: name.into(),
        address: None,
        content_type: None,
        source: Source { name: "folder".into(), kind: SourceKind::Saved },
        fetched_at: None,
        bytes: bytes.into(),
    }
}

/// The one article of a file.
fn only(bytes: impl Into<Vec<u8>>) -> Article {
    let reading = read(&document("a.bin", bytes));
    assert_eq!((reading.failure, reading.articles.len()), (None, 1));
    reading.articles.into_iter().next().expect("one article")
}

fn failure(bytes: impl Into<Vec<u8>>) -> String {
    let reading = read(&document("a.bin", bytes));
    assert!(reading.articles.is_empty());
    reading.failure.expect("a failure in words").to_string()
}

fn page(title: &str, head: &str, body: &[&str]) -> String {
    let paragraphs: String = body.iter().map(|line| format!("<p>{line}</p>\n")).collect::<Vec<_>>().concat();
    format!(
        "<!DOCTYPE html><html><head><title>{title} | The Paper</title>{head}</head><body><nav><a href=/>Home</a> <a \
         href=/w>World</a></nav><article><h1>{title}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )
}

#[test]
fn a_page_gives_its_article() {
    let head = "<link rel=canonical href=https://a.example/news/1><meta property=og:site_name content='The Paper'>\
                <meta property=article:published_time content=2021-03-10T23:30:00-05:00>";
    let article = only(page("Servers of the agency hit", head, &EN_BODY));
    assert_eq!(article.title, "Servers of the agency hit");
    assert_eq!(article.body, EN_BODY.join("\n"));
    assert_eq!(article.lang, Lang::English);
    assert_eq!(article.source.name, "The Paper");
    assert_eq!(article.address.as_deref(), Some("https://a.example/news/1"));
    assert_eq!(article.published.day().map(|day| day.to_string()).as_deref(), Some("2021-03-10"));
    assert_eq!(article.published.rung, Rung::Metadata);
    assert!(article.published.moment.is_some());
}

#[test]
fn arabic_pages_of_every_charset_are_the_same() {
    let utf8 = page(AR_TITLE, "", &AR_BODY);
    let expect = only(utf8.clone());
    assert_eq!((expect.title.as_str(), expect.lang), (AR_TITLE, Lang::Arabic));
    assert_eq!(expect.body, AR_BODY.join("\n"));
    let ansi = page(AR_TITLE, "<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>", &AR_BODY);
    let iso = page(AR_TITLE, "<meta charset='iso-8859-6'>", &AR_BODY);
    let units: Vec<u16> = utf8.encode_utf16().collect();
    for bytes in [
        WINDOWS_1256.encode(&ansi).0.into_owned(),
        ISO_8859_6.encode(&iso).0.into_owned(),
        WINDOWS_1256.encode(&utf8).0.into_owned(),
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        [&[0xFE, 0xFF][..], &units.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<u8>>()].concat(),
    ] {
        assert_eq!(only(bytes), expect);
    }
}

#[test]
fn a_header_declares_the_charset_too() {
    let mut file = document("a.html", WINDOWS_1256.encode(&page(AR_TITLE, "", &AR_BODY)).0.into_owned());
    file.content_type = Some("text/html; charset=\"windows-1256\"".into());
    assert_eq!(read(&file).articles.first().map(|article| article.title.as_str()), Some(AR_TITLE));
}

#[test]
fn furniture_goes_and_is_said() {
    let lines = [EN_BODY[0], "Follow us on our channel", EN_BODY[1], EN_BODY[2]];
    let reading = read(&document("a.html", page("Servers of the agency hit", "", &lines)));
    assert_eq!(reading.articles.first().map(|article| article.body.clone()), Some(EN_BODY.join("\n")));
    let codes: Vec<&str> = reading.diagnostics.iter().map(|note| note.code.as_str()).collect();
    assert!(codes.is_empty() || codes == ["noise-cut"], "{codes:?}");
}

#[test]
fn a_page_without_an_article_fails_in_words() {
    assert!(failure("<html><body><div id=app></div><script>start()</script></body></html>").contains("no article"));
    assert!(failure("<rss version='2.0'><channel></channel></rss>").contains("feed"));
}

#[test]
fn nested_pages_are_read_all_the_same() {
    let deep = format!("{}{}", "<div>".repeat(20_000), page("Servers of the agency hit", "", &EN_BODY));
    let reading = read(&document("a.html", deep));
    assert!(reading.diagnostics.iter().any(|note| note.code == "page-cut"));
    assert!(reading.failure.is_some() || reading.articles.iter().all(|article| article.body.contains("agency")));
}

#[test]
fn binary_files_fail_with_a_cure() {
    for (bytes, word) in [
        (&b"%PDF-1.4\n%\xE2\xE3"[..], "pdftotext"),
        (b"PK\x03\x04\x14\0", "unpack"),
        (b"\x89PNG\r\n\x1A\n\0\0", "picture"),
        (b"\x1F\x8B\x08\0\0", "gunzip"),
        (b"\0\x01\x02\x03\x04\x05abc\0\0\0\0", "binary"),
        (b"", "no text"),
        (b" \n\t\n", "no text"),
    ] {
        let reason = failure(bytes);
        assert!(reason.contains(word), "{reason}");
    }
}

#[test]
fn front_matter_fills_an_article() {
    let text = format!(
        "---\ntitle: \"Servers: hit\"\nlang: en\npublished: 2021-03-12\nsource: \"The digest\"\nurl: https://a.example/1\n\
         cites:\n  - https://b.example/x\n  - https://c.example/y\n---\n# Servers: hit\n\n{}\n\n## A heading\n\n{}\n",
        EN_BODY[0], EN_BODY[1]
    );
    let article = only(text);
    assert_eq!(article.title, "Servers: hit");
    assert_eq!(article.body, [EN_BODY[0], "A heading", EN_BODY[1]].join("\n"));
    assert_eq!(
        article.published,
        crate::model::Published::on(
            "2021-03-12".parse().expect("a day"),
            Rung::Metadata,
            Reason::of("colon", ["published".into(), "2021-03-12".into()])
        )
    );
    assert_eq!(article.source, Source { name: "The digest".into(), kind: SourceKind::Saved });
    assert_eq!(article.cites, ["https://b.example/x", "https://c.example/y"]);
    assert_eq!(article.address.as_deref(), Some("https://a.example/1"));
}

#[test]
fn front_matter_without_a_day_says_so() {
    let reading = read(&document("a.md", "---\ntitle: A\npublished: soon\n---\nA text of some words.\n"));
    assert_eq!(reading.articles[0].published.rung, Rung::Unknown);
    assert!(reading.diagnostics.iter().any(|note| note.code == "open-date"));
}

#[test]
fn the_first_line_of_a_text_may_be_its_headline() {
    let text = |lines: &[&str]| only(lines.join("\r\n"));
    let article = text(&[AR_TITLE, "", AR_TITLE, AR_BODY[0], "", "", AR_BODY[1]]);
    assert_eq!((article.title.as_str(), article.lang), (AR_TITLE, Lang::Arabic));
    assert_eq!(article.body, [AR_BODY[0], AR_BODY[1]].join("\n"));
    assert_eq!(text(&[&format!("عاجل| {AR_TITLE}"), AR_BODY[0]]).title, AR_TITLE);
    assert_eq!(text(&[AR_BODY[0], AR_BODY[1]]).title, "");
    let article = text(&["Published: 10 March 2021", EN_BODY[0]]);
    assert_eq!(article.published.rung, Rung::Labelled);
}

#[test]
fn datelines_and_cookie_lines_are_no_headlines() {
    for first in ["لندن ـ صحيفة البلد", "دبي-البلد", "LONDON - The Paper", "هذا الموقع يستخدم ملفات تعريف الارتباط"]
    {
        assert_eq!(only([first, AR_BODY[0], AR_BODY[1]].join("\n")).title, "", "{first}");
    }
}

#[test]
fn json_lines_give_an_article_each() {
    let lines = format!(
        "{{\"id\":7,\"title\":\"One\",\"text\":{:?},\"date\":\"2021-03-10\",\"url\":\"https://a.example/1\",\"source\":\"The Paper\"}}\n\
         not json\n{{\"headline\":\"Two\",\"maintext\":{:?},\"date_publish\":\"2021-03-11 08:00:00\",\"source_domain\":\"b.example\"}}\n",
        EN_BODY.join("\n"),
        AR_BODY.join("\n")
    );
    let reading = read(&document("a.jsonl", lines));
    let seen: Vec<_> = reading.articles.iter().map(|a| (a.title.as_str(), a.source.name.as_str(), a.lang)).collect();
    assert_eq!(seen, [("One", "The Paper", Lang::English), ("Two", "b.example", Lang::Arabic)]);
    let days: Vec<_> = reading.articles.iter().filter_map(|a| a.published.day()).map(|day| day.to_string()).collect();
    assert_eq!(days, ["2021-03-10", "2021-03-11"]);
    assert_eq!(reading.articles[0].read_from, "a.jsonl#7");
    assert_eq!(reading.articles[0].body, EN_BODY.join("\n"));
    assert!(reading.diagnostics.iter().any(|note| note.code == "bad-line"));
}

#[test]
fn json_without_articles_fails_in_words() {
    assert!(failure("{\"a\": 1}").contains("maintext"));
    assert!(failure("{\"a\": ").contains("cannot be read"));
    assert!(failure("[]").contains("maintext"));
    assert_eq!(read(&document("a.json", "[{\"title\":\"A\",\"text\":\"Some words of text.\"}]")).articles.len(), 1);
}

#[test]
fn an_address_that_no_browser_should_open_is_none() {
    for (address, expect) in [("javascript:alert(1)", None), ("https://a.example/x", Some("https://a.example/x"))] {
        let text = EN_BODY.join("\n\n");
        let note = format!("---\ntitle: T\nurl: \"{address}\"\ncites:\n  - {address}\n---\n\n{text}\n");
        let line = serde_json::json!({"title": "T", "text": text, "url": address, "cites": [address]}).to_string();
        for article in [only(note), only(line)] {
            assert_eq!(article.address.as_deref(), expect);
            assert_eq!(article.cites.first().map(String::as_str), expect);
        }
    }
}
