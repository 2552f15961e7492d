use std::io::Write;
use std::net::IpAddr;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};

use super::server::{Server, answer};
use super::*;
use crate::model::{FeedSpec, Lang, Reason, Validators};

/// A clock that goes on by one second with each look at it.
#[derive(Default)]
struct TestClock(AtomicUsize);

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2021, 3, 2, 12, 0, 0).single().expect("a moment")
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        noon()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.0.fetch_add(1, Ordering::Relaxed) as u64)
    }
}

/// Takes 127.0.0.2 for a public address.
fn all_but_two(address: IpAddr) -> bool {
    address != IpAddr::from([127, 0, 0, 2])
}

fn fetcher() -> Arc<Fetcher> {
    // Many looks at the clock are normal for a large body; the deadline has its own test.
    let limits = Limits {
        body: 1 << 20,
        idle: Duration::from_millis(500),
        total: Duration::from_secs(500),
        ..Limits::default()
    };
    let clock = Arc::new(TestClock::default());
    Arc::new(Fetcher::with_locality(limits, clock, all_but_two).expect("a fetcher"))
}

fn feed(url: &str) -> FeedSpec {
    FeedSpec { url: url.into(), title: "A Feed".into(), lang: Lang::Unknown, enabled: true }
}

fn fetch(url: &str) -> Fetch {
    fetcher().fetch(&feed(url), &Validators::default(), &AtomicBool::new(false))
}

#[track_caller]
fn check_failed(url: &str, expect: &str) {
    match fetch(url) {
        Fetch::Failed(reason) => assert!(reason.to_string().contains(expect), "{reason}"),
        other => panic!("{other:?}"),
    }
}

const RSS: &str = "<rss version=\"2.0\"><channel><title>A</title></channel></rss>";

#[test]
fn a_feed_comes_as_its_server_sent_it() {
    let arabic = b"<?xml version='1.0' encoding='windows-1256'?><rss><title>\xce\xc8\xd1</title></rss>";
    let server = Server::start("127.0.0.1", move |_, stream| {
        let headers = "Content-Type: text/xml; charset=windows-1256\r\nETag: W/\"a-1\"\r\nSet-Cookie: id=1\r\n\
                       Last-Modified: Tue, 02 Mar 2021 10:00:00 GMT\r\n";
        answer(stream, "200 OK", headers, arabic);
    });
    let Fetch::Body { document, validators, moved } = fetch(&server.url("/feed?x=1")) else { panic!("no body") };
    assert_eq!(document.bytes, arabic);
    assert_eq!(document.content_type.as_deref(), Some("text/xml; charset=windows-1256"));
    assert_eq!((document.name.clone(), document.address.clone()), (server.url("/feed?x=1"), Some(document.name)));
    assert_eq!((document.source.name.as_str(), document.fetched_at), ("A Feed", Some(noon())));
    assert_eq!(validators.etag.as_deref(), Some(&b"W/\"a-1\""[..]));
    assert_eq!(validators.last_modified.as_deref(), Some(&b"Tue, 02 Mar 2021 10:00:00 GMT"[..]));
    assert_eq!(moved, None);
    let request = server.log().remove(0);
    assert_eq!(request.path, "/feed?x=1");
    assert!(request.header("user-agent").is_some_and(|agent| agent.starts_with("marsad/")), "{request:?}");
    for header in ["cookie", "referer", "if-none-match", "if-modified-since"] {
        assert_eq!(request.header(header), None, "{header}");
    }
}

#[test]
fn what_the_server_said_goes_back_byte_for_byte() {
    let server = Server::start("127.0.0.1", |request, stream| match request.header("if-none-match") {
        Some("\"odd  one\"") => answer(stream, "304 Not Modified", "ETag: \"new\"\r\n", b""),
        _ => answer(stream, "200 OK", "", RSS.as_bytes()),
    });
    let validators = Validators {
        etag: Some(b"\"odd  one\"".to_vec()),
        last_modified: Some(b"Tue, 2 Mar 2021 (about)".to_vec()),
        body: Some(7),
        ..Validators::default()
    };
    let outcome = fetcher().fetch(&feed(&server.url("/")), &validators, &AtomicBool::new(false));
    assert_eq!(
        outcome,
        Fetch::NotModified { validators: Validators { etag: Some(b"\"new\"".to_vec()), ..validators } }
    );
    assert_eq!(server.log().remove(0).header("if-modified-since"), Some("Tue, 2 Mar 2021 (about)"));
}

#[test]
fn statuses_have_their_meaning() {
    let server = Server::start("127.0.0.1", |request, stream| match request.path.as_str() {
        "/404" => answer(stream, "404 Not Found", "", b""),
        "/410" => answer(stream, "410 Gone", "", b""),
        "/429" => answer(stream, "429 Too Many Requests", "Retry-After: 120\r\n", b""),
        "/429-year" => answer(stream, "429 Too Many Requests", "Retry-After: 31536000\r\n", b""),
        "/503-date" => answer(stream, "503 Busy", "Retry-After: Tue, 02 Mar 2021 15:00:00 GMT\r\n", b""),
        "/503" => answer(stream, "503 Busy", "Retry-After: soon\r\n", b""),
        _ => answer(stream, "500 Oh", "", b""),
    });
    check_failed(&server.url("/404"), "the server answered 404 Not Found");
    check_failed(&server.url("/500"), "500 Internal Server Error");
    assert_eq!(fetch(&server.url("/410")), Fetch::Gone);
    for (path, minutes) in [("/429", 2), ("/429-year", 24 * 60), ("/503-date", 180), ("/503", 60)] {
        let Fetch::Later { until, reason } = fetch(&server.url(path)) else { panic!("{path}") };
        assert_eq!(until, noon() + TimeDelta::minutes(minutes), "{path}");
        assert!(reason.to_string().starts_with("the server asks to be left alone until 2021-03-0"), "{reason}");
    }
}

#[test]
fn a_server_that_wants_its_peace_is_not_asked() {
    let server = Server::start("127.0.0.1", |_, stream| answer(stream, "200 OK", "", RSS.as_bytes()));
    let ask = |validators: Validators| fetcher().fetch(&feed(&server.url("/")), &validators, &AtomicBool::new(false));
    assert_eq!(ask(Validators { gone: true, ..Validators::default() }), Fetch::Gone);
    let until = Some(noon() + TimeDelta::minutes(1));
    assert!(matches!(ask(Validators { not_before: until, ..Validators::default() }), Fetch::Later { .. }));
    assert_eq!(server.log().len(), 0);
    assert!(matches!(ask(Validators { not_before: Some(noon()), ..Validators::default() }), Fetch::Body { .. }));
}

#[test]
fn redirects_are_followed_within_limits() {
    let server = Server::start("127.0.0.1", |request, stream| {
        let to = |stream: &mut _, status, place: &str| answer(stream, status, &format!("Location: {place}\r\n"), b"");
        match request.path.as_str() {
            "/good" => to(stream, "301 Moved", "deep/../new"),
            "/mixed" => to(stream, "302 Found", "/good"),
            "/loop" => to(stream, "308 Moved", "/loop"),
            "/file" => to(stream, "302 Found", "file:///etc/passwd"),
            "/script" => to(stream, "302 Found", "javascript:alert(1)"),
            "/bad" => to(stream, "302 Found", "http://[oops/"),
            "/nowhere" => answer(stream, "302 Found", "", b""),
            _ => answer(stream, "200 OK", "", RSS.as_bytes()),
        }
    });
    for (path, moved) in [("/good", Some(server.url("/new"))), ("/mixed", None)] {
        let Fetch::Body { document, moved: to, .. } = fetch(&server.url(path)) else { panic!("{path}") };
        assert_eq!((document.address, to), (Some(server.url("/new")), moved), "{path}");
    }
    check_failed(&server.url("/loop"), "more than 10 times");
    check_failed(&server.url("/file"), "file:, which is not the web");
    check_failed(&server.url("/script"), "javascript:, which is not the web");
    check_failed(&server.url("/bad"), "no address");
    check_failed(&server.url("/nowhere"), "to nowhere");
    assert_eq!(server.log().iter().filter(|request| request.path == "/loop").count(), 11);
}

#[test]
fn a_public_feed_cannot_send_us_into_a_local_network() {
    let inside = Server::start("127.0.0.1", |_, stream| answer(stream, "200 OK", "", b"secret"));
    let target = inside.url("/");
    let outside = Server::start("127.0.0.2", move |_, stream| {
        answer(stream, "302 Found", &format!("Location: {target}\r\n"), b"");
    });
    check_failed(&outside.url("/"), "it redirects into a local network");
    assert_eq!(inside.log().len(), 0);
    let target = outside.url("/open");
    let local = Server::start("127.0.0.1", move |_, stream| {
        answer(stream, "302 Found", &format!("Location: {target}\r\n"), b"");
    });
    assert!(matches!(fetch(&local.url("/")), Fetch::Body { .. }), "a local feed may lead to a local place");
}

#[test]
fn a_broken_answer_is_never_taken_for_a_whole_one() {
    let server = Server::start("127.0.0.1", |request, stream| {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
        let rest = match request.path.as_str() {
            "/short" => "Content-Length: 1000\r\n\r\n<rss>",
            "/chunk" => "Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\nzz\r\n",
            "/gzip" => "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n<rss>",
            "/silent" => "",
            _ => return,
        };
        let _ = stream.write_all((head.to_owned() + rest).as_bytes());
        if request.path == "/silent" {
            // Holds the line until the client gives up.
            let _ = std::io::Read::read(stream, &mut [0]);
        }
    });
    check_failed(&server.url("/short"), "the answer broke off: ");
    check_failed(&server.url("/chunk"), "the answer broke off: ");
    check_failed(&server.url("/gzip"), "the answer broke off: ");
    check_failed(&server.url("/silent"), "the server stopped answering");
    check_failed(&server.url("/reset"), "the answer broke off: ");
    let port = server.address.port();
    check_failed(&format!("http://127.0.0.3:{port}/"), "the server cannot be reached: ");
    check_failed("not an address", "its address is wrong");
}

#[test]
fn a_long_answer_is_cut_at_its_length() {
    let server = Server::start("127.0.0.1", |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<rss>and more");
    });
    let Fetch::Body { document, .. } = fetch(&server.url("/")) else { panic!("no body") };
    assert_eq!(document.bytes, b"<rss>");
}

/// A gzip file without an end, in one block of fixed codes (RFC 1951 3.2.6): a zero, then over and
/// over "258 bytes from one byte back", 13 bits that become 258 bytes.
fn bomb(pieces: usize) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let (mut pending, mut count) = (0u32, 0);
    let mut bits = |code: &str, bytes: &mut Vec<u8>| {
        for bit in code.bytes() {
            pending |= u32::from(bit == b'1') << count;
            count += 1;
            if count == 8 {
                bytes.push(pending as u8);
                (pending, count) = (0, 0);
            }
        }
    };
    // Not the last block; its kind, 01, comes with the low bit first.
    bits("0100011 0000".replace(' ', "").as_str(), &mut bytes);
    for _ in 0..pieces {
        bits("1100010100000", &mut bytes);
    }
    bytes
}

#[test]
fn a_bomb_is_put_out_at_the_limit() {
    let bomb = bomb(8000);
    assert!(bomb.len() < 14_000);
    let server = Server::start("127.0.0.1", move |request, stream| match request.path.as_str() {
        "/gzip" => answer(stream, "200 OK", "Content-Encoding: gzip\r\n", &bomb),
        "/declared" => answer(stream, "200 OK", "", &vec![b' '; (1 << 20) + 1]),
        _ => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&[b' '; 4096]).is_ok() {}
        }
    });
    for path in ["/gzip", "/declared", "/endless"] {
        check_failed(&server.url(path), "it is larger than 1 MiB");
    }
}

#[test]
fn a_drip_is_cut_at_the_deadline() {
    let server = Server::start("127.0.0.1", |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(b" ").and_then(|()| stream.flush()).is_ok() {}
    });
    let clock = Arc::new(TestClock::default());
    let limits = Limits { body: usize::MAX, total: Duration::from_secs(20), ..Limits::default() };
    let fetcher = Fetcher::with_locality(limits, clock, all_but_two).expect("a fetcher");
    let outcome = fetcher.fetch(&feed(&server.url("/")), &Validators::default(), &AtomicBool::new(false));
    assert_eq!(outcome, Fetch::Failed(Reason::of("net-slow", [20.into()])));
    let outcome = fetcher.fetch(&feed(&server.url("/")), &Validators::default(), &AtomicBool::new(true));
    assert_eq!(outcome, Fetch::Cancelled);
}

fn jobs(urls: &[String]) -> Vec<Job> {
    urls.iter().map(|url| Job { feed: feed(url), validators: Validators::default() }).collect()
}

/// Counts how many are inside at once, and lets nobody pass before so many were.
#[derive(Default)]
struct Gate {
    inside: Mutex<(usize, usize)>,
    changed: Condvar,
}

impl Gate {
    fn pass(&self, together: usize) {
        let mut inside = self.inside.lock().expect("the gate");
        inside.0 += 1;
        inside.1 = inside.1.max(inside.0);
        self.changed.notify_all();
        let wait = Duration::from_secs(5);
        let waited = self.changed.wait_timeout_while(inside, wait, |(_, most)| *most < together);
        waited.expect("the gate").0.0 -= 1;
    }

    fn most(&self) -> usize {
        self.inside.lock().expect("the gate").1
    }
}

#[test]
fn hosts_are_asked_together_and_each_once_at_a_time() {
    let gates = [Arc::new(Gate::default()), Arc::new(Gate::default())];
    let both = Arc::new(Gate::default());
    let servers: Vec<Server> = ["127.0.0.1", "127.0.0.2"]
        .into_iter()
        .zip(&gates)
        .map(|(host, gate)| {
            let (gate, both) = (Arc::clone(gate), Arc::clone(&both));
            Server::start(host, move |_, stream| {
                gate.pass(1);
                both.pass(2);
                answer(stream, "200 OK", "", RSS.as_bytes());
            })
        })
        .collect();
    let urls: Vec<String> =
        (0..6).flat_map(|n| servers.iter().map(move |server| server.url(&format!("/{n}")))).collect();
    let mut came = Vec::new();
    fetcher().fetch_all(jobs(&urls), &AtomicBool::new(false), |index, outcome| {
        assert!(matches!(outcome, Fetch::Body { .. }), "{outcome:?}");
        came.push(index);
        ControlFlow::Continue(())
    });
    came.sort_unstable();
    assert_eq!(came, (0..12).collect::<Vec<_>>());
    assert_eq!((gates[0].most(), gates[1].most(), both.most()), (1, 1, 2));
}

#[test]
fn a_host_that_wants_its_peace_is_left_alone_for_all_its_feeds() {
    let server = Server::start("127.0.0.1", |_, stream| answer(stream, "429 Slow", "Retry-After: 9\r\n", b""));
    let urls: Vec<String> = (0..4).map(|n| server.url(&format!("/{n}"))).collect();
    let mut later = 0;
    fetcher().fetch_all(jobs(&urls), &AtomicBool::new(false), |_, outcome| {
        later += usize::from(matches!(outcome, Fetch::Later { .. }));
        ControlFlow::Continue(())
    });
    assert_eq!((later, server.log().len()), (4, 1));
}

#[test]
fn breaking_off_waits_for_nobody() {
    let server = Server::start("127.0.0.1", |_, stream| {
        let _ = std::io::Read::read(stream, &mut [0]);
    });
    let fast = Server::start("127.0.0.2", |_, stream| answer(stream, "200 OK", "", RSS.as_bytes()));
    let cancel = AtomicBool::new(false);
    let mut outcomes = Vec::new();
    fetcher().fetch_all(jobs(&[fast.url("/"), server.url("/1"), server.url("/2")]), &cancel, |index, outcome| {
        cancel.store(true, Ordering::Relaxed);
        outcomes.push((index, outcome));
        ControlFlow::Continue(())
    });
    assert!(matches!(&*outcomes, [(0, Fetch::Body { .. })]), "{outcomes:?}");
    fetcher().fetch_all(Vec::new(), &cancel, |_, _| panic!("there is no job"));
}
