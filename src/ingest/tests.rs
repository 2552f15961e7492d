use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeZone, Utc};
use tempfile::TempDir;

use super::*;
use crate::analyse::Analyser;
use crate::config::default_case;
use crate::gather::server::{Server, answer};
use crate::gather::{Clock, Limits};
use crate::model::{FeedSpec, Health, Lang, Progress, Reason, SavedSpec, SourceKind, Step, Tally};
use crate::store::{Rules, Store};

/// A store in a folder of its own, and what long work on it says.
struct Desk {
    folder: TempDir,
    store: Store,
    analyser: Analyser,
    cancel: AtomicBool,
    said: Vec<String>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let store = open_store(&folder.path().join("data/case.sqlite")).expect("the store opens");
        let analyser = Analyser::new(&default_case());
        Self { folder, store, analyser, cancel: AtomicBool::new(false), said: Vec::new() }
    }

    /// Runs long work; names in its progress lose the folder they are in.
    fn run(&mut self, work: impl FnOnce(&mut Work<'_>) -> Result<Tally, IngestError>) -> Result<Tally, IngestError> {
        let root = format!("{}/", self.folder.path().display());
        let said = &mut self.said;
        said.clear();
        let mut progress = |progress: Progress| {
            if progress.step != Step::Started {
                let Progress { name, step, done, total } = progress;
                said.push(format!("{done}/{total} {} {step:?}", name.replace(&root, "")));
            }
        };
        let Self { store, analyser, cancel, .. } = self;
        work(&mut Work { store, analyser, cancel, progress: &mut progress })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }

    fn titles(&self, query: &str) -> Vec<String> {
        let hits = self.store.search(query, 100).expect("a search");
        hits.into_iter().map(|hit| hit.head.title).collect()
    }
}

fn tally(added: usize, known: usize, failed: usize) -> Tally {
    Tally { added, known, failed }
}

const ARABIC: &str = "---\ntitle: آلاف الخوادم بلا حماية\npublished: 2021-03-05\n---\n\
                      قالت الإدارة يوم الجمعة إن آلاف الخوادم ما زالت معرّضة للهجوم، وحثّت الشركات على التحديث.\n";
const ENGLISH: &str = "---\ntitle: Thousands of servers stay open\npublished: 2021-03-08\n---\n\
                       The agency said on Monday that thousands of servers were still open to the attack.\n";

#[test]
fn a_folder_comes_in_once_and_what_is_broken_is_named() {
    let mut desk = Desk::new();
    desk.write("in/a.md", ARABIC.as_bytes());
    desk.write("in/b.md", ENGLISH.as_bytes());
    desk.write("in/copy.md", ENGLISH.as_bytes());
    desk.write("in/empty.txt", b"");
    let paths = [desk.folder.path().join("in"), desk.folder.path().join("none")];
    assert_eq!(desk.run(|work| import(work, &paths)).expect("the store works"), tally(2, 1, 2));
    assert_eq!(desk.said.len(), 5);
    assert_eq!(desk.said.first().map(String::as_str), Some("1/5 in/a.md Added(1)"));
    assert_eq!(desk.said.get(2).map(String::as_str), Some("3/5 in/copy.md Known"));
    assert!(desk.said.get(3).is_some_and(|line| line.starts_with("4/5 in/empty.txt Failed(")), "{:?}", desk.said);
    assert_eq!(desk.said.last().map(String::as_str), Some("5/5 none Failed(Sentence(\"file-missing\", []))"));
    assert_eq!(desk.run(|work| import(work, &paths)).expect("the store works"), tally(0, 3, 2));
    for query in ["الاف", "الاداره", "إدارة", "معرضه", "إدار*", "شركات حماية", "\"آلاف الخوادم\""]
    {
        assert_eq!(desk.titles(query), ["آلاف الخوادم بلا حماية"], "{query}");
    }
    assert_eq!(desk.titles("شركات OR"), [""; 0]);
    assert_eq!(desk.titles("thousand*"), ["Thousands of servers stay open"]);
}

#[test]
fn breaking_off_keeps_what_is_done() {
    let mut desk = Desk::new();
    let folder = desk.write("in/a.md", ARABIC.as_bytes()).with_file_name("");
    desk.cancel.store(true, Ordering::Relaxed);
    assert_eq!(desk.run(|work| import(work, &[folder])).expect("the store works"), tally(0, 0, 0));
}

#[test]
fn saved_articles_of_a_case_are_listed_under_its_title() {
    let mut desk = Desk::new();
    let base = desk.write("cases/in/plain.txt", "A headline\n\nA text of some words about servers.".as_bytes());
    let base = base.parent().and_then(|folder| folder.parent()).expect("a folder").to_owned();
    let saved = [SavedSpec { path: "in".into(), title: "My archive".into() }];
    assert_eq!(desk.run(|work| import_saved(work, &base, &saved)).expect("the store works"), tally(1, 0, 0));
    let sources = desk.store.sources().expect("a read");
    assert_eq!(sources.first().map(|found| found.source.name.as_str()), Some("My archive"));
}

#[test]
fn a_saved_feed_is_read_as_a_feed() {
    let mut desk = Desk::new();
    let path = desk.write("feed.xml", rss(&["One", "Two"]).as_bytes());
    assert_eq!(desk.run(|work| import(work, &[path])).expect("the store works"), tally(2, 0, 0));
}

#[test]
fn the_sample_archive_comes_in_whole() {
    let mut desk = Desk::new();
    for name in samples() {
        let tally = desk.run(|work| sample(work, name)).expect("the archive is there");
        assert_eq!((tally.known, tally.failed), (0, 0), "{:?}", desk.said);
        let counts = desk.store.counts().expect("a read");
        assert_eq!(counts.articles, tally.added);
        assert_eq!((counts.arabic, counts.english), (tally.added / 2, tally.added / 2));
    }
    let case = default_case();
    assert_eq!(samples().collect::<Vec<_>>(), case.sample.as_deref().into_iter().collect::<Vec<_>>());
    assert!(desk.store.heads(0, 1).expect("a read").iter().all(|head| head.source.kind == SourceKind::Sample));
    let error = desk.run(|work| sample(work, "none")).expect_err("no such archive").to_string();
    assert_eq!(error, "there is no sample archive `none`");
}

#[test]
fn analyses_of_an_older_program_are_made_again() {
    let mut desk = Desk::new();
    let path = desk.write("a.md", ENGLISH.as_bytes());
    let old = Rules { analysis: 0, ..RULES };
    desk.store = Store::open(desk.store.path(), old).expect("the store opens");
    desk.run(|work| import(work, &[path])).expect("the store works");
    desk.store = open_store(desk.store.path()).expect("the store opens");
    assert_eq!(desk.run(rebuild).expect("the store works"), tally(1, 0, 0));
    assert_eq!(desk.run(rebuild).expect("the store works"), tally(0, 0, 0));
}

struct Noon;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2021, 3, 2, 12, 0, 0).single().expect("a moment")
}

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        noon()
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

fn network(offline: bool) -> Network {
    Network { offline, limits: Limits::default(), clock: Arc::new(Noon) }
}

fn rss(titles: &[&str]) -> String {
    let item = |title: &&str| {
        format!(
            "<item><title>{title}</title><link>https://a.example/{title}</link><description>{title}: words of the \
             article.</description><pubDate>Tue, 02 Mar 2021 10:00:00 GMT</pubDate></item>"
        )
    };
    let items: String = titles.iter().map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>{items}</channel></rss>")
}

fn feeds(server: &Server, paths: &[&str]) -> Vec<FeedSpec> {
    let spec =
        |path: &&str| FeedSpec { url: server.url(path), title: (*path).into(), lang: Lang::Unknown, enabled: true };
    paths.iter().map(spec).collect()
}

#[test]
fn feeds_come_in_and_are_then_asked_with_manners() {
    let server = Server::start("127.0.0.1", |request, stream| match request.path.as_str() {
        "/en" if request.header("if-none-match") == Some("\"1\"") => answer(stream, "304 Not Modified", "", b""),
        "/en" => answer(stream, "200 OK", "ETag: \"1\"\r\n", rss(&["Alpha", "Beta"]).as_bytes()),
        "/ar" => answer(stream, "200 OK", "", rss(&["ثغرة خطيرة", "تحديث طارئ", "Beta"]).as_bytes()),
        "/gone" => answer(stream, "410 Gone", "", b""),
        "/page" => {
            answer(stream, "200 OK", "Content-Type: text/html\r\n", b"<!DOCTYPE html><html><p>No feed</p></html>");
        }
        _ => answer(stream, "404 Not Found", "", b""),
    });
    let feeds = feeds(&server, &["/en", "/ar", "/gone", "/404", "/page"]);
    let mut desk = Desk::new();
    let first = desk.run(|work| fetch(work, &feeds, &network(false))).expect("the store works");
    assert_eq!((first.added, first.known, first.failed), (4, 1, 3), "{:?}", desk.said);
    assert_eq!(desk.titles("ثغره").len(), 1);
    let health = desk.store.health().expect("a read");
    let of = |path: &str| health.iter().find(|health| health.source.ends_with(path)).expect("its health");
    assert_eq!((of("/en").items, of("/en").ok_at, of("/en").error.to_string().as_str()), (2, Some(noon()), ""));
    assert_eq!((of("/404").ok_at, of("/404").error.to_string().as_str()), (None, "the server answered 404 Not Found"));
    let asked = server.log().len();
    let again = desk.run(|work| fetch(work, &feeds, &network(false))).expect("the store works");
    assert_eq!((again.added, again.known, again.failed), (0, 5, 3), "unchanged feeds are not read again");
    assert_eq!(server.log().len(), asked + 4, "a feed that is gone is not asked again");
    let health = desk.store.health().expect("a read");
    assert!(health.iter().any(|health| health.source.ends_with("/en") && health.items == 2));
}

#[test]
fn a_broken_feed_is_a_warning_and_its_junk_no_article() {
    let server = Server::start("127.0.0.1", |request, stream| {
        let whole = rss(&["Alpha", "Beta"]);
        let cut = whole.split_once("Beta: words").map_or("", |(cut, _)| cut);
        let junk = "<rss><channel><item><title>unclosed &nope;";
        answer(stream, "200 OK", "", if request.path == "/cut" { cut } else { junk }.as_bytes());
    });
    let feeds = feeds(&server, &["/cut", "/junk"]);
    let mut desk = Desk::new();
    for expect in [tally(2, 0, 0), tally(0, 3, 0)] {
        assert_eq!(desk.run(|work| fetch(work, &feeds, &network(false))).expect("the store works"), expect);
        let health = desk.store.health().expect("a read");
        let warnings: Vec<String> = health.iter().filter_map(Health::warning).map(Reason::to_string).collect();
        assert_eq!(warnings.len(), 2, "{health:?}");
        assert!(warnings.iter().all(|warning| warning.contains("ends inside an item")), "{warnings:?}");
        assert!(warnings.iter().any(|warning| warning.contains("only a headline")), "{warnings:?}");
    }
}

#[test]
fn nothing_is_asked_offline() {
    let server = Server::start("127.0.0.1", |_, stream| answer(stream, "200 OK", "", rss(&["One"]).as_bytes()));
    let feeds = feeds(&server, &["/"]);
    let mut desk = Desk::new();
    let error = desk.run(|work| fetch(work, &feeds, &network(true))).expect_err("offline").to_string();
    assert_eq!(error, "feeds cannot be asked while working offline; leave out --offline");
    assert_eq!((server.log().len(), desk.said.len()), (0, 0));
}
