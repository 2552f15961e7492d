//! What a server's answer means.

use std::io::Read;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::blocking::Response;
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderName, LAST_MODIFIED, LOCATION, RETRY_AFTER};
use reqwest::{StatusCode, Url};

use crate::model::{Clean, Validators};

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
pub(super) fn redirect(from: &Url, headers: &HeaderMap) -> Result<Url, String> {
    let location = headers.get(LOCATION).ok_or("the server redirects to nowhere")?;
    let location = String::from_utf8_lossy(location.as_bytes()).into_owned();
    let mut to =
        from.join(location.trim()).map_err(|_| format!("it redirects to `{}`, no address", Clean::line(&location)))?;
    match (from.scheme(), to.scheme()) {
        ("https", "http") => return Err(format!("it redirects from https down to {}", Clean::line(to.as_str()))),
        (_, "http" | "https") => {}
        (_, scheme) => return Err(format!("it redirects to {scheme}:, which is not the web")),
    }
    // A password that came in with a redirect is not ours to send.
    let cleared = to.set_username("").and_then(|()| to.set_password(None));
    cleared.map_err(|()| "it redirects to nowhere".to_owned())?;
    Ok(to)
}

/// The status in words.
pub(super) fn status_words(status: StatusCode) -> String {
    format!("the server answered {} {}", status.as_u16(), status.canonical_reason().unwrap_or("")).trim_end().to_owned()
}

/// How reading a body ended early.
#[derive(Debug)]
pub(super) enum Cut {
    Cancelled,
    Failed(String),
}

/// Reads a whole body, decoded, of at most `limit` bytes. Between two reads `go_on` is asked.
pub(super) fn body(response: &mut Response, limit: usize, go_on: impl Fn() -> Result<(), Cut>) -> Result<Vec<u8>, Cut> {
    let too_large = || Cut::Failed(format!("it is larger than {} MiB", limit >> 20));
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
pub(super) fn error_words(error: &(dyn std::error::Error + 'static)) -> String {
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
        (true, true) => "the server cannot be reached in time".into(),
        (true, false) => "the server stopped answering".into(),
        (false, true) => format!("the server cannot be reached: {cause}"),
        (false, false) => format!("the answer broke off: {cause}"),
    }
}
