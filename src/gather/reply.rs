//! What a server's answer means.

use std::io::Read;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::blocking::Response;
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderName, LAST_MODIFIED, LOCATION, RETRY_AFTER};
use reqwest::{StatusCode, Url};

use crate::model::{Clean, Reason, Validators};

/// How long a server that is overloaded is left alone where it does not say.
const DEFAULT_WAIT: TimeDelta = TimeDelta::hours(1);

/// The longest that a server can make us wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(1);

/// The validators of an answer; what a 304 does not repeat stays as it was.
pub(super) fn validators(headers: &HeaderMap, old: &Validators) -> Validators {
    let bytes = |name: HeaderName| headers.get(name).map(|value| value.as_bytes().to_vec());
    Validators {
        etag: bytes(ETAG).or_else(|| old.etag.clone()),
        last_modified: bytes(LAST_MODIFIED).or_else(|| old.last_modified.clone()),
        body: old.body,
        not_before: None,
        gone: false,
    }
}

/// The `Content-Type` of an answer.
pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The moment before which `Retry-After` (RFC 9110 10.2.3: seconds or a date) forbids to ask again.
pub(super) fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> DateTime<Utc> {
    let said = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::trim);
    let wait = said.and_then(|text| match text.parse::<i64>() {
        Ok(seconds) => TimeDelta::try_seconds(seconds),
        Err(_) => DateTime::parse_from_rfc2822(text).ok().map(|moment| moment.to_utc() - now),
    });
    now + wait.unwrap_or(DEFAULT_WAIT).clamp(TimeDelta::zero(), LONGEST_WAIT)
}

/// Where a redirect leads: only to the web, not down from https, and without a password.
pub(super) fn redirect(from: &Url, headers: &HeaderMap) -> Result<Url, Reason> {
    let location = headers.get(LOCATION).ok_or_else(|| Reason::of("net-redirect-nowhere", []))?;
    let location = String::from_utf8_lossy(location.as_bytes()).into_owned();
    let mut to = from
        .join(location.trim())
        .map_err(|_| Reason::of("net-redirect-bad", [Clean::line(&location).as_str().into()]))?;
    match (from.scheme(), to.scheme()) {
        ("https", "http") => return Err(Reason::of("net-redirect-down", [Clean::line(to.as_str()).as_str().into()])),
        (_, "http" | "https") => {}
        (_, scheme) => return Err(Reason::of("net-redirect-scheme", [scheme.into()])),
    }
    // A password that came in with a redirect is not ours to send.
    let cleared = to.set_username("").and_then(|()| to.set_password(None));
    cleared.map_err(|()| Reason::of("net-redirect-nowhere", []))?;
    Ok(to)
}

/// The status in words.
pub(super) fn status_words(status: StatusCode) -> Reason {
    Reason::of(
        "net-status",
        [format!("{} {}", status.as_u16(), status.canonical_reason().unwrap_or("")).trim_end().into()],
    )
}

/// How reading a body ended early.
#[derive(Debug)]
pub(super) enum Cut {
    Cancelled,
    Failed(Reason),
}

/// Reads a whole body, decoded, of at most `limit` bytes. Between two reads `go_on` is asked.
pub(super) fn body(response: &mut Response, limit: usize, go_on: impl Fn() -> Result<(), Cut>) -> Result<Vec<u8>, Cut> {
    let too_large = || Cut::Failed(Reason::of("too-large", [(limit >> 20).into()]));
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 16 * 1024];
    loop {
        go_on()?;
        let read = response.read(&mut chunk).map_err(|error| Cut::Failed(error_words(&error)))?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
        if bytes.len() > limit {
            return Err(too_large());
        }
    }
}

/// The innermost cause of an error, which is the one that says something.
pub(super) fn error_words(error: &(dyn std::error::Error + 'static)) -> Reason {
    let mut cause = error;
    let mut timed_out = false;
    let mut connecting = false;
    loop {
        if let Some(request) = cause.downcast_ref::<reqwest::Error>() {
            timed_out |= request.is_timeout();
            connecting |= request.is_connect();
        }
        // An I/O error hands out the source of the error inside it, not that error.
        let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        match inner.map(|inner| inner as &(dyn std::error::Error + 'static)).or_else(|| cause.source()) {
            Some(deeper) => cause = deeper,
            None => break,
        }
    }
    let cause = Clean::line(&cause.to_string()).into_string();
    match (timed_out, connecting) {
        (true, true) => Reason::of("net-unreached-late", []),
        (true, false) => Reason::of("net-silent", []),
        (false, true) => Reason::of("net-unreached", [cause.into()]),
        (false, false) => Reason::of("net-broke-off", [cause.into()]),
    }
}
