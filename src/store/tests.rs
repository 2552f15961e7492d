use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use chrono::{NaiveDate, TimeZone, Utc};
use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::model::{
    Analysis, Article, ArticleId, ArticleMark, Health, Lang, Published, Reason, Rung, Source, SourceKind, Validators,
};

pub(super) const RULES: Rules = Rules { fold, forms, names, hash, analysis: 1 };

/// Enough of a folding for these tests.
fn fold(text: &str) -> String {
    let letters = text.chars().filter(|c| !matches!(c, '\u{640}' | '\u{64B}'..='\u{652}'));
    let spelled = letters.map(|c| match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ة' => 'ه',
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
        _ => c,
    });
    spelled.flat_map(char::to_lowercase).collect()
}

/// An Arabic word may have one proclitic.
fn forms(word: &str) -> Vec<String> {
    if word.is_ascii() { vec![word.into()] } else { vec![word.into(), format!("و{word}")] }
}

/// One thing has two names.
fn names(words: &[&str]) -> Option<(usize, Vec<String>)> {
    let known = words.starts_with(&["port", "office"]);
    known.then(|| (2, vec!["مكتب المرفا".into(), "po".into()]))
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(7, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)))
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("deep/case.sqlite");
    (folder, path)
}

fn open(path: &Path) -> Store {
    Store::open(path, RULES).expect("the store opens")
}

fn published(day: &str) -> Published {
    day.parse::<NaiveDate>().map_or_else(|_| Published::default(), |day| Published::on(day, Rung::Feed, "pubDate"))
}

fn article(title: &str, body: &str, day: &str) -> Article {
    Article {
        title: title.into(),
        body: body.into(),
        lang: if title.is_ascii() { Lang::English } else { Lang::Arabic },
        published: published(day),
        source: Source { name: "A Paper".into(), kind: SourceKind::Feed },
        address: Some("https://paper.example/1".into()),
        cites: vec!["https://other.example/2".into()],
        read_from: "https://paper.example/feed".into(),
    }
}

fn add(store: &Store, article: &Article) -> Added {
    let analysis = Analysis { lang: article.lang, published: article.published.clone(), ..Analysis::default() };
    store.add(article, &analysis).expect("the article goes in")
}

fn titles(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.head.title.as_str()).collect()
}

#[test]
fn an_article_comes_out_as_it_went_in() {
    let (_folder, path) = folder();
    let article = article("عنوان", "نص الخبر\nفقرة ثانية", "2021-03-02");
    let id = {
        let store = open(&path);
        let added = add(&store, &article);
        assert!(added.new && added.id.0.len() == 16, "{added:?}");
        added.id
    };
    let store = open(&path);
    assert_eq!(store.access(), &Access::ReadWrite);
    let stored = store.article(&id).expect("a read").expect("the article is there");
    assert_eq!((&stored.id, &stored.article), (&id, &article));
    assert_eq!(stored.analysis.published, article.published);
    assert_eq!(store.all().expect("a read"), [stored]);
    assert_eq!(store.article(&ArticleId("none".into())).expect("a read"), None);
    assert_eq!(store.check().expect("a read"), Vec::<String>::new());
}

#[test]
fn the_same_text_is_the_same_article() {
    let (_folder, path) = folder();
    let store = open(&path);
    let long = "A body that is long enough to be known again. ".repeat(6);
    for (title, body, new) in [
        ("One", long.as_str(), true),
        ("One", &long.replace(' ', "\n"), false),
        ("Another headline for it", &long, false),
        ("Two", &format!("{long} And more."), true),
        ("Short", "Read more", true),
        ("Short", " Read  more ", false),
        ("Other", "Read more", true),
        ("Alone", "", true),
        ("Alone", "", false),
    ] {
        let article = article(title, body, "2021-03-02");
        assert_eq!(store.known(&article).expect("a read").is_none(), new, "{title}");
        assert_eq!(add(&store, &article).new, new, "{title}");
    }
    assert_eq!(store.counts().expect("a read").articles, 5);
    let weekly = |week: &str| Article { address: Some(week.into()), ..article("Weekly notes", "", "") };
    assert!(add(&store, &weekly("https://a.example/1")).new);
    assert!(add(&store, &weekly("https://a.example/2")).new);
    assert!(!add(&store, &weekly("https://a.example/2")).new);
}

#[test]
fn a_hash_collision_loses_no_article() {
    let (_folder, path) = folder();
    let store = Store::open(&path, Rules { hash: |_| u64::MAX, ..RULES }).expect("the store opens");
    let [one, two, three] = ["one", "two", "three"].map(|title| article(title, "", ""));
    let ids = [&one, &two, &three].map(|article| add(&store, article).id.0);
    assert_eq!(ids, ["ffffffffffffffff", "0000000000000000", "0000000000000001"]);
    assert_eq!(add(&store, &two), Added { id: ArticleId(ids[1].clone()), new: false });
    assert_eq!(store.counts().expect("a read").articles, 3);
}

#[test]
fn lists_run_from_the_newest_day() {
    let (_folder, path) = folder();
    let store = open(&path);
    for (title, day) in
        [("b", "2021-03-02"), ("none", ""), ("d", "2021-07-19"), ("c", "2021-03-02"), ("a", "2021-01-05")]
    {
        add(&store, &article(title, "", day));
    }
    let heads = |offset, limit| {
        let heads = store.heads(offset, limit).expect("a read");
        heads.into_iter().map(|head| head.title).collect::<Vec<_>>()
    };
    assert_eq!(heads(0, 10), ["d", "c", "b", "a", "none"]);
    assert_eq!(heads(1, 2), ["c", "b"]);
    assert_eq!(heads(9, 2), Vec::<String>::new());
}

#[test]
fn search_finds_every_spelling_newest_first() {
    let (_folder, path) = folder();
    let store = open(&path);
    add(&store, &article("الآلاف من الخوادم", "قالت الإدارة الأمريكية إنها تُحقّق في ثغرةٍ خطيرة", "2021-03-05"));
    add(&store, &article("تحديث", "أصدرت الشركـــة تحديثات وثغره في ٢٠٢١", "2021-03-02"));
    add(&store, &article("Patches", "The company's emergency patches fix CVE-2021-26855 and others", "2021-03-02"));
    add(&store, &article("Café", "RÉSUMÉ of a mass hack; the hack was no mass event", "2021-03-08"));
    for (query, expect) in [
        ("الالاف", vec!["الآلاف من الخوادم"]),
        ("الإداره", vec!["الآلاف من الخوادم"]),
        ("ثغرة", vec!["الآلاف من الخوادم", "تحديث"]),
        ("الشركة 2021", vec!["تحديث"]),
        ("2021", vec!["Patches", "تحديث"]),
        ("\"ثغرة خطيرة\"", vec!["الآلاف من الخوادم"]),
        ("\"خطيرة ثغرة\"", vec![]),
        ("تحديث*", vec!["تحديث"]),
        ("patch*", vec!["Patches"]),
        ("p*", vec![]),
        ("cve-2021-26855", vec!["Patches"]),
        ("company’s", vec!["Patches"]),
        ("resume cafe", vec!["Café"]),
        ("\"mass hack\"", vec!["Café"]),
        ("\"mass the\"", vec![]),
        ("title:patches", vec![]),
        ("\"\"\" NOT ( * ^ : ) -", vec![]),
    ] {
        let hits = store.search(query, 10).expect(query);
        assert_eq!(titles(&hits), expect, "{query}");
        let ids: Vec<ArticleId> = hits.into_iter().map(|hit| hit.head.id).collect();
        assert_eq!(store.found(query, 10).expect(query), ids, "{query}");
    }
    assert_eq!(store.search("ثغرة", 1).expect("a search").len(), 1);
    let hit = store.search("ثغرة", 1).expect("a search").remove(0);
    assert_eq!(hit.snippet.found.map(|span| span.of(&hit.snippet.text).to_owned()), Some("ثغرةٍ".into()));
}

#[test]
fn marks_are_kept_apart_and_outlive_articles() {
    let (_folder, path) = folder();
    let mark = ArticleMark { read: true, bookmarked: true, note: "تحقق من التاريخ".into() };
    let gone = ArticleId("0123456789abcdef".into());
    let id = {
        let store = open(&path);
        let id = add(&store, &article("one", "", "")).id;
        store.set_mark(&id, &mark).expect("a write");
        store.set_mark(&gone, &ArticleMark { read: true, ..ArticleMark::default() }).expect("a write");
        id
    };
    let store = open(&path);
    assert_eq!(store.mark(&id).expect("a read"), mark);
    assert_eq!(store.marks().expect("a read").len(), 2);
    assert_eq!(store.heads(0, 1).expect("a read").remove(0).mark, mark);
    let counts = store.counts().expect("a read");
    assert_eq!((counts.read, counts.bookmarked, counts.noted), (1, 1, 1));
    store.set_mark(&id, &ArticleMark::default()).expect("a write");
    assert_eq!(store.marks().expect("a read").len(), 1);
}

#[test]
fn feeds_keep_their_state_byte_for_byte() {
    let (_folder, path) = folder();
    let store = open(&path);
    let at = Utc.with_ymd_and_hms(2021, 3, 2, 21, 0, 0).single();
    let health =
        Health { source: "https://a.example/feed".into(), checked_at: at, ok_at: None, error: "404".into(), items: 0 };
    store.set_health(&Health { items: 9, ..health.clone() }).expect("a write");
    store.set_health(&health).expect("a write");
    assert_eq!(store.health().expect("a read"), [health]);
    let validators = Validators {
        etag: Some(b"W/\"\xFF-1\"".to_vec()),
        last_modified: Some(b"Tue, 02 Mar 2021 21:00:00 GMT".to_vec()),
        body: Some(u64::MAX - 1),
        not_before: at,
        gone: true,
    };
    store.set_validators("https://a.example/feed", &validators).expect("a write");
    assert_eq!(store.validators("https://a.example/feed").expect("a read"), validators);
    assert_eq!(store.validators("https://b.example/feed").expect("a read"), Validators::default());
}

#[test]
fn sources_are_counted() {
    let (_folder, path) = folder();
    let store = open(&path);
    for title in ["one", "two"] {
        add(&store, &article(title, "", ""));
    }
    let saved = Source { name: "folder".into(), kind: SourceKind::Saved };
    add(&store, &Article { source: saved.clone(), ..article("ثلاثة", "", "") });
    let sources = store.sources().expect("a read");
    assert_eq!(sources.iter().map(|source| source.articles).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(sources.last().map(|source| &source.source), Some(&saved));
    let counts = store.counts().expect("a read");
    assert_eq!((counts.articles, counts.arabic, counts.english), (3, 1, 2));
}

#[test]
fn a_stated_day_replaces_an_inferred_one() {
    let (_folder, path) = folder();
    let store = open(&path);
    let undated = article("one", "the very same text", "");
    let guess = Published { rung: Rung::FirstDate, ..published("2021-01-01") };
    store.add(&undated, &Analysis { published: guess, ..Analysis::default() }).expect("a write");
    add(&store, &article("two", "", "2021-02-01"));
    let dated = article("one", "the very same text", "2021-03-02");
    assert!(!add(&store, &dated).new);
    let first = store.heads(0, 1).expect("a read").remove(0);
    assert_eq!((first.title.as_str(), first.published.day()), ("one", published("2021-03-02").day()));
    assert_eq!(titles(&store.search("same", 5).expect("a search")), ["one"]);
    assert!(!add(&store, &article("one", "the very same text", "2021-04-01")).new);
    let day = store.heads(0, 1).expect("a read").remove(0).published.day();
    assert_eq!(day, published("2021-03-02").day(), "a stated day stays");
}

#[test]
fn analyses_of_another_version_are_rebuilt() {
    let (_folder, path) = folder();
    let id = add(&open(&path), &article("one", "", "2021-03-02")).id;
    let store = Store::open(&path, Rules { analysis: 2, ..RULES }).expect("the store opens");
    assert_eq!(store.stale().expect("a read"), std::slice::from_ref(&id));
    let analysis = Analysis { published: published("2021-03-09"), ..Analysis::default() };
    store.reanalyse(&id, &analysis).expect("a write");
    assert_eq!(store.stale().expect("a read"), []);
    assert_eq!(store.article(&id).expect("a read").map(|found| found.analysis), Some(analysis));
    assert_eq!(titles(&store.search("one", 5).expect("a search")), ["one"]);
}

#[test]
fn strange_files_are_refused_in_words() {
    let (folder, _) = folder();
    let path = folder.path().join("text.sqlite");
    std::fs::write(&path, "this is a text and no database. ".repeat(40)).expect("a file");
    let error = Store::open(&path, RULES).expect_err("no database").to_string();
    assert!(error.ends_with("it is no SQLite file"), "{error}");
    let path = folder.path().join("other.sqlite");
    Connection::open(&path).and_then(|other| other.execute_batch("CREATE TABLE t (x)")).expect("a database");
    let error = Store::open(&path, RULES).expect_err("another program's").to_string();
    assert!(error.ends_with("it is a database of another program"), "{error}");
    let error = Store::open(folder.path(), RULES).expect_err("a folder").to_string();
    assert!(error.ends_with("it is no file"), "{error}");
}

#[test]
fn a_newer_store_opens_for_reading() {
    let (_folder, path) = folder();
    {
        let store = open(&path);
        add(&store, &article("one", "", ""));
        store.connection.pragma_update(None, "user_version", 99).expect("a write");
    }
    let store = open(&path);
    assert_eq!(store.access(), &Access::ReadOnly(Reason::of("store-newer", [])));
    assert_eq!(titles(&store.search("one", 5).expect("a search")), ["one"]);
    let error = store.add(&article("two", "", ""), &Analysis::default()).expect_err("read only").to_string();
    assert_eq!(error, "nothing was saved: the store was made by a newer version of this program; update the program");
    store.set_mark(&ArticleId("x".into()), &ArticleMark::default()).expect_err("read only");
}

#[test]
fn a_store_that_nobody_may_change_can_be_read() {
    let (_folder, path) = folder();
    add(&open(&path), &article("one", "", ""));
    let store = Store::open_read_only(&path, RULES, "it is on a read-only disk".into()).expect("it can be read");
    assert_eq!(store.heads(0, 5).expect("a read").len(), 1);
    store.connection.execute("DELETE FROM article", []).expect_err("SQLite refuses as well");
    drop(store);
    let strange = path.with_file_name("a ?#%.sqlite");
    std::fs::rename(&path, &strange).expect("another name");
    let connection = open::immutable(&strange).expect("it can be read");
    let store = Store { connection, path: strange, access: Access::ReadOnly(Reason::default()), rules: RULES };
    assert_eq!(titles(&store.search("one", 5).expect("a search")), ["one"]);
}

#[test]
fn a_migration_keeps_a_copy_and_is_all_or_nothing() {
    let (_folder, path) = folder();
    add(&open(&path), &article("one", "", ""));
    let connection = Connection::open(&path).expect("the file opens");
    let steps = [schema::MIGRATIONS, &["ALTER TABLE article ADD COLUMN extra TEXT", "nonsense"]].concat();
    schema::migrate(&connection, &path, 1, &steps).expect_err("the last step is broken");
    assert_eq!(schema::version(&connection, &path).expect("a read"), 1);
    connection.prepare("SELECT extra FROM article").expect_err("the first step was taken back");
    schema::migrate(&connection, &path, 1, &steps[..2]).expect("both steps are right");
    assert_eq!(schema::version(&connection, &path).expect("a read"), 2);
    let copy = open(&schema::backup_path(&path, 1));
    assert_eq!(copy.heads(0, 5).expect("a read").len(), 1);
}

#[test]
fn a_full_disk_leaves_the_store_as_it_was() {
    let (_folder, path) = folder();
    let store = open(&path);
    add(&store, &article("one", "", ""));
    let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("a read");
    let limit = |pages: i64| store.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
    limit(pages).expect("a limit");
    let large = article("two", &"many words of a long text ".repeat(4000), "");
    let error = store.add(&large, &Analysis::default()).expect_err("no room").to_string();
    assert_eq!(error, "the store failed: database or disk is full");
    assert_eq!((store.counts().expect("a read").articles, store.search("words", 5).expect("a search").len()), (1, 0));
    assert_eq!(store.check().expect("a read"), Vec::<String>::new());
    limit(pages * 100).expect("a limit");
    assert!(add(&store, &large).new);
}

#[test]
fn two_processes_may_share_a_store() {
    let (_folder, path) = folder();
    let (left, right) = (open(&path), open(&path));
    add(&left, &article("one", "", ""));
    add(&right, &article("two", "", ""));
    assert!(!add(&left, &article("two", "", "")).new);
    assert_eq!(right.heads(0, 5).expect("a read").len(), 2);
}

/// Imports without end into the store whose path comes in, and says of each article when it is in.
#[test]
#[ignore = "the child process of the test below"]
fn child_that_imports_until_it_is_killed() {
    let mut path = String::new();
    std::io::stdin().read_line(&mut path).expect("the path comes in");
    if path.trim().is_empty() {
        return;
    }
    let store = open(Path::new(path.trim()));
    for n in 0.. {
        let id = add(&store, &article(&format!("article {n}"), &format!("body {n} ").repeat(60), "2021-03-02")).id;
        store.set_mark(&id, &ArticleMark { read: true, ..ArticleMark::default() }).expect("a write");
        if writeln!(std::io::stdout(), "stored {id}").is_err() {
            return;
        }
    }
}

#[test]
fn a_killed_import_loses_no_finished_article() {
    let (_folder, path) = folder();
    for acknowledged in [3, 17, 40] {
        let mut child = Command::new(std::env::current_exe().expect("the test binary"))
            .args(["--exact", "store::tests::child_that_imports_until_it_is_killed", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the child starts");
        writeln!(child.stdin.take().expect("a pipe"), "{}", path.display()).expect("the child reads");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let stored = lines.filter_map(|line| line.strip_prefix("stored ").map(|id| ArticleId(id.to_owned())));
        let stored: Vec<ArticleId> = stored.take(acknowledged).collect();
        child.kill().expect("the child is killed");
        child.wait().expect("the child is gone");
        assert_eq!(stored.len(), acknowledged);
        let store = open(&path);
        assert_eq!(store.check().expect("a read"), Vec::<String>::new());
        for id in &stored {
            assert!(store.article(id).expect("a read").is_some_and(|found| !found.article.body.is_empty()), "{id}");
            assert!(store.mark(id).expect("a read").read, "{id}");
        }
        assert_eq!(store.search("body", 1000).expect("a search").len(), store.counts().expect("a read").articles);
    }
}
