//! Whole feeds, from bytes to articles; the texts are our own.

use encoding_rs::{ISO_8859_6, WINDOWS_1256};
use proptest::prelude::*;

use super::*;
use crate::model::{Rung, Source, SourceKind};

const AR: &str = "هجوم على خوادم البريد في مؤسسات كثيرة";
const AR_TEXT: &str = "أعلنت الهيئة في بيان أن غرباء وصلوا إلى خوادم البريد لديها، وقالت إنها فصلتها عن الشبكة.";

fn document(bytes: impl Into<Vec<u8>>) -> RawDocument {
    RawDocument {
        name: "https://a.example/feed".into(),
        address: Some("https://a.example/feed".into()),
        content_type: None,
        source: Source { name: String::new(), kind: SourceKind::Feed },
        fetched_at: None,
        bytes: bytes.into(),
    }
}

fn reading(bytes: impl Into<Vec<u8>>) -> FeedReading {
    let reading = parse(&document(bytes));
    assert_eq!(reading.failure, None);
    reading
}

/// Title, day and address of each article.
fn check(feed: &str, expect: &[(&str, &str, &str)]) {
    let reading = reading(feed);
    let day = |article: &Article| article.published.day().map(|day| day.to_string()).unwrap_or_default();
    let seen: Vec<_> =
        reading.articles.iter().map(|a| (a.title.clone(), day(a), a.address.clone().unwrap_or_default())).collect();
    let seen: Vec<_> = seen.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(seen, expect, "{feed}");
}

fn codes(reading: &FeedReading) -> Vec<&str> {
    reading.diagnostics.iter().map(|note| note.code.as_str()).collect()
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Paper</title><language>en-us</language>{items}</channel></rss>"
    )
}

#[test]
fn every_family_of_feeds() {
    let expect = [("One", "2021-03-10", "https://a.example/1")];
    check(
        &rss(
            "<item><title>One</title><link>https://a.example/1</link><pubDate>Wed, 10 Mar 2021 08:00:00 GMT</pubDate></item>",
        ),
        &expect,
    );
    check(
        "<rss><channel><item><title>One</title><guid>https://a.example/1</guid><dc:date>2021-03-10</dc:date></item></channel></rss>",
        &expect,
    );
    check(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title type='html'>&lt;b>One&lt;/b></title><link rel='self' href='/x'/><link href='https://a.example/1'/><published>2021-03-10T08:00:00Z</published></entry></feed>",
        &expect,
    );
    check(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='escaped' type='text/html'>One</title><link rel='alternate' href='https://a.example/1'/><issued>2021-03-10T08:00:00Z</issued></entry></feed>",
        &expect,
    );
    check(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/' xmlns:d='http://purl.org/dc/elements/1.1/'><channel><title>T</title><items><rdf:Seq/></items></channel><item rdf:about='https://a.example/1'><title>One</title><d:date>2021-03-10</d:date></item></rdf:RDF>",
        &expect,
    );
    check(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"title\":\"One\",\"url\":\"https://a.example/1\",\"date_published\":\"2021-03-10T08:00:00Z\",\"content_text\":\"x\"}]}",
        &expect,
    );
}

#[test]
fn an_item_becomes_an_article() {
    let reading = reading(rss("<item><title>Servers &amp;amp; mail hit</title><description>Short.</description>\
         <content:encoded><![CDATA[<p>The agency said that it was hit.</p><p>It was offline&nbsp;again.</p><script>x()</script>]]></content:encoded>\
         <pubDate>Wed, 10 Mar 2021 23:30:00 -0500</pubDate></item>"));
    assert_eq!((reading.title.as_str(), reading.lang, reading.items_seen), ("The Paper", Lang::English, 1));
    let article = reading.articles.first().expect("an article");
    assert_eq!(article.title, "Servers & mail hit");
    assert_eq!(article.body, "The agency said that it was hit.\nIt was offline again.");
    assert_eq!(
        (article.lang, article.source.name.as_str(), article.source.kind),
        (Lang::English, "The Paper", SourceKind::Feed)
    );
    assert_eq!(article.published.day().map(|day| day.to_string()).as_deref(), Some("2021-03-10"));
    assert_eq!(
        article.published.moment.map(|moment| moment.to_rfc3339()).as_deref(),
        Some("2021-03-10T23:30:00-05:00")
    );
    assert_eq!(article.published.rung, Rung::Feed);
}

#[test]
fn arabic_feeds_of_every_charset_and_declaration() {
    let feed = |declared: &str| {
        format!(
            "<?xml version=\"1.0\"{declared}?>\n<rss version=\"2.0\"><channel><title>{AR}</title><item><title>{AR}</title><description>{AR_TEXT}</description><pubDate>الأربعاء، 10 مارس 2021 08:00:00 +0300</pubDate></item></channel></rss>"
        )
    };
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for declared in
        ["", " encoding=\"windows-1256\"", " encoding=\"iso-8859-6\"", " encoding=\"utf-8\"", " encoding=\"UTF-16\""]
    {
        let text = feed(declared);
        for bytes in [
            text.clone().into_bytes(),
            format!("\n\n{text}").into_bytes(),
            format!("\u{FEFF}{text}").into_bytes(),
            WINDOWS_1256.encode(&text).0.into_owned(),
            ISO_8859_6.encode(&text).0.into_owned(),
            wide(&text),
            wide(&format!("\u{FEFF}{text}")),
            text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        ] {
            let reading = parse(&document(bytes.clone()));
            assert_eq!((reading.failure, reading.title.as_str()), (None, AR), "{declared} {:?}", bytes.get(..60));
            let article = reading.articles.first().expect("an article");
            assert_eq!((article.title.as_str(), article.body.as_str(), article.lang), (AR, AR_TEXT, Lang::Arabic));
            assert_eq!(article.published.moment.map(|m| m.to_rfc3339()).as_deref(), Some("2021-03-10T08:00:00+03:00"));
        }
    }
}

#[test]
fn the_sender_s_charset_goes_before_the_declaration() {
    let text = rss(&format!("<item><title>{AR}</title></item>")).replace("1.0\"?>", "1.0\" encoding=\"utf-8\"?>");
    let mut file = document(WINDOWS_1256.encode(&text).0.into_owned());
    file.content_type = Some("application/rss+xml; charset=windows-1256".into());
    assert_eq!(parse(&file).articles.first().map(|article| article.title.as_str()), Some(AR));
}

#[test]
fn late_declarations_do_not_stop_a_feed() {
    let late = "<?xml version=\"1.0\" encoding=\"windows-1256\"?>";
    let feed = rss(&format!("{}{late}<item><title>One</title></item>{late}", "\n".repeat(200)));
    assert_eq!(reading(feed).articles.len(), 1);
    let feed = format!(
        "junk before {late}{late}<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel><item><title>&a;One</title></item>"
    );
    assert_eq!(reading(feed).articles.first().map(|article| article.title.as_str()), Some("&a;One"));
}

#[test]
fn broken_feeds_keep_their_items() {
    for items in [
        "<item><title>One<br>and a half</title></item><item><title>Two</title>",
        "<item><title>One & more</title><description><p>not <b>closed</description></item><item><title>Two</title></item>",
        "<item><title>One</title></rss><item><title>Two</title></item>",
        "<item><title>One\u{0}\u{8}</title><x:y z=1 z=2/></item></channel><item><title>Two</title></item>",
        "<item><title><![CDATA[One]]></title></item><item><title><![CDATA[Two",
    ] {
        let reading = reading(rss(items));
        assert_eq!((reading.articles.len(), reading.items_seen), (2, 2), "{items}");
        assert!(
            reading.articles.iter().zip(["One", "Two"]).all(|(article, title)| article.title.starts_with(title)),
            "{items}"
        );
    }
}

#[test]
fn an_address_that_no_browser_should_open_is_none() {
    let item = |link: &str| rss(&format!("<item><title>One</title><link>{link}</link></item>"));
    check(&item("javascript:alert(1)"), &[("One", "", "")]);
    check(&item("file:///etc/passwd"), &[("One", "", "")]);
    check(&item("https://a.example/1"), &[("One", "", "https://a.example/1")]);
}

#[test]
fn a_feed_that_breaks_off_says_so() {
    let whole = rss("<item><title>One</title></item>");
    assert_eq!(codes(&reading(whole.as_str())), [""; 0]);
    let cut = whole.split_once("</title></item>").expect("it has an item").0;
    assert_eq!(codes(&reading(cut)), ["feed-cut"]);
}

#[test]
fn one_bad_item_costs_only_itself() {
    let reading = reading(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id><title>One</title><content type='image/png'/></entry>\
         <entry><id>2</id><title>Two</title></entry></feed>",
    );
    assert!(reading.articles.iter().any(|article| article.title == "Two"), "{reading:?}");
    assert!(reading.articles.len() == 2 || codes(&reading).contains(&"items-lost"), "{reading:?}");
}

#[test]
fn items_are_capped_counted_and_told_apart() {
    let many: String =
        (0..6_000).map(|at| format!("<item><guid>{at}</guid><title>T</title></item>")).collect::<Vec<_>>().concat();
    let capped = reading(rss(&many));
    assert_eq!((capped.articles.len(), capped.items_seen), (repair::MAX_ITEMS, 6_000));
    assert!(codes(&capped).contains(&"items-capped"));
    let twice = reading(rss(
        "<item><guid>a</guid><title>One</title></item><item><guid>a</guid><title>One again</title></item>",
    ));
    assert_eq!((twice.articles.len(), codes(&twice)), (1, vec!["items-twice"]));
    let nameless =
        reading(rss("<item><title>One</title></item><item><title>Two</title></item><item><title>One</title></item>"));
    assert_eq!(nameless.articles.len(), 2);
    assert_eq!(codes(&reading(rss(""))), ["no-items"]);
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    let page = "<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' href='/feed?a=1&amp;b'></head></html>";
    let reading = parse(&document(page));
    assert!(
        reading
            .failure
            .map(|reason| reason.to_string())
            .is_some_and(|reason| reason.contains("web page") && reason.contains("/feed?a=1&b"))
    );
    assert_eq!(reading.alternates, ["/feed?a=1&b"]);
    for (bytes, word) in
        [("", "no feed"), ("plain words", "no feed"), ("<svg></svg>", "no feed"), ("{\"a\": 1}", "cannot be read")]
    {
        let reason = parse(&document(bytes)).failure.expect("a failure in words");
        assert!(reason.to_string().contains(word), "{reason}");
    }
}

#[test]
fn feeds_are_known_by_their_head() {
    for (bytes, expect) in [
        ("<rss version='2.0'><channel>", true),
        ("\n<?xml version='1.0'?><!-- a --><feed xmlns='http://www.w3.org/2005/Atom'>", true),
        ("{\"version\": \"https://jsonfeed.org/version/1\"}", true),
        ("{\"title\": \"A\"}", false),
        ("<html><rss></html>", false),
        ("words", false),
    ] {
        assert_eq!(is_feed(&document(bytes)), expect, "{bytes}");
    }
}

#[test]
fn atom_texts_are_read_whatever_they_say_they_are() {
    for title in [
        "<title>Servers <b>hit</b></title>",
        "<title mode='base64'>U2VydmVycyBoaXQ=</title>",
        "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Servers <b>hit</b></div></title>",
        "<title type='text/html'>Servers &lt;b&gt;hit&lt;/b&gt;</title>",
        "<title type='unheard/of'>Servers hit</title>",
    ] {
        let feed = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry>{title}<content type='text/html'>x</content></entry></feed>"
        );
        assert_eq!(
            reading(feed).articles.first().map(|article| article.title.as_str()),
            Some("Servers hit"),
            "{title}"
        );
    }
}

#[test]
fn bombs_are_small() {
    let laughs = "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>".to_owned()
        + &rss("<item><title>&b;</title></item>");
    assert_eq!(reading(laughs).articles.first().map(|article| article.title.as_str()), Some("&b;"));
    let deep = rss(&format!("<item><title>One</title>{}</item>", "<a>".repeat(50_000)));
    assert_eq!(reading(deep).articles.len(), 1);
    let ends = rss(&format!("<item><title>One</title>{}{}</item>", "<a>".repeat(20_000), "</b>".repeat(20_000)));
    assert_eq!(reading(ends).articles.len(), 1);
    let wide = rss(&format!("<item {}><title>One</title></item>", "a='1' ".repeat(50_000)));
    assert_eq!(reading(wide).articles.len(), 1);
}

#[test]
fn a_record_says_what_the_parser_knows() {
    let record = record(&document(rss(
        "<item><guid>a</guid><title>One</title><category>Mail</category><pubDate>10 Mar 2021</pubDate></item>",
    )));
    let json = serde_json::to_value(&record).expect("plain data");
    assert_eq!(json["ok"], true);
    assert_eq!(json["version"], "RSS2");
    assert_eq!(json["feed"]["title"]["value"], "The Paper");
    assert_eq!(json["entries"][0]["tags"][0]["term"], "Mail");
    assert_eq!(json["entries"][0]["published"], 1_615_334_400);
    let failed = super::record(&document("words"));
    assert!(!failed.ok && failed.error.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_give_a_reading(
        text in "(</?(rss|channel|item|title|feed|entry|content|rdf:RDF)( type='x?html')?>|<!\\[CDATA\\[|\\]\\]>|<\\?xml encoding='utf-16'\\?>|&[a-z]{0,3};?|[a-z<>]|\\PC){0,30}",
        bytes in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        for bytes in [text.clone().into_bytes(), format!("<rss><channel><item>{text}").into_bytes(), format!("<feed><entry>{text}").into_bytes(), bytes] {
            let reading = parse(&document(bytes.clone()));
            prop_assert!(reading.articles.len() <= reading.items_seen, "{:?}", reading);
            let _ = (is_feed(&document(bytes.clone())), record(&document(bytes)));
        }
    }
}
