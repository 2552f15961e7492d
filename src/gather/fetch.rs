//! Asks one feed.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use reqwest::{StatusCode, Url, redirect::Policy};

use super::address::is_local;
use super::clock::Clock;
use super::reply::{self, Cut};
use super::resolve::Pins;
use crate::model::{Clean, FeedSpec, RawDocument, Reason, Source, SourceKind, Validators};

const FORMATS: &str = "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, \
                       application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/// What a fetch may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a feed, after decompression.
    pub body: usize,
    /// Time to reach the server.
    pub connect: Duration,
    /// Time without a byte, and time to the first one.
    pub idle: Duration,
    /// Time in all.
    pub total: Duration,
    /// Redirects.
    pub redirects: usize,
    /// Feeds asked at once.
    pub threads: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 16 << 20,
            connect: Duration::from_secs(8),
            idle: Duration::from_secs(10),
            total: Duration::from_secs(30),
            redirects: 10,
            threads: 8,
        }
    }
}

/// How asking a feed went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// Nothing changed since the last time.
    NotModified {
        /// To be kept for the next time.
        validators: Validators,
    },
    /// It came.
    Body {
        /// The feed, as it came; its address is the one it came from in the end.
        document: RawDocument,
        /// To be kept for the next time, once the feed was read without fault.
        validators: Validators,
        /// The address that the feed has moved to for good.
        moved: Option<String>,
    },
    /// The server wants to be left alone.
    Later {
        /// Until then.
        until: DateTime<Utc>,
        /// Why, for the user.
        reason: Reason,
    },
    /// The feed does not exist any more; it must not be asked again.
    Gone,
    /// It did not come, for the reason given.
    Failed(Reason),
    /// The user broke off.
    Cancelled,
}

/// The network cannot be used at all.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.reason())]
pub struct GatherError(Reason);

impl GatherError {
    /// What it says, for readers of any language.
    pub fn reason(&self) -> Reason {
        Reason::of("net-none", [self.0.clone()])
    }
}

/// Asks feeds.
pub struct Fetcher {
    client: Client,
    pins: Arc<Pins>,
    pub(super) limits: Limits,
    pub(super) clock: Arc<dyn Clock>,
    is_local: fn(IpAddr) -> bool,
}

impl Fetcher {
    /// A fetcher with its own connections.
    ///
    /// # Errors
    /// Where the machine has no certificates to know servers by.
    pub fn new(limits: Limits, clock: Arc<dyn Clock>) -> Result<Self, GatherError> {
        Self::with_locality(limits, clock, is_local)
    }

    /// Like [`Fetcher::new`], with another idea of which addresses are local.
    pub(super) fn with_locality(
        limits: Limits,
        clock: Arc<dyn Clock>,
        is_local: fn(IpAddr) -> bool,
    ) -> Result<Self, GatherError> {
        let pins = Arc::new(Pins::default());
        let client = Client::builder()
            .user_agent(agent())
            .redirect(Policy::none())
            .referer(false)
            // A proxy of the environment would look names up itself, behind the checks made here.
            .no_proxy()
            .dns_resolver(Arc::clone(&pins))
            .connect_timeout(limits.connect)
            .timeout(limits.idle)
            .pool_max_idle_per_host(1)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .build()
            .map_err(|error| GatherError(reply::error_words(&error)))?;
        Ok(Self { client, pins, limits, clock, is_local })
    }

    /// Asks a feed, unless its server said not to. `validators` are those of the last answer.
    pub fn fetch(&self, feed: &FeedSpec, validators: &Validators, cancel: &AtomicBool) -> Fetch {
        if validators.gone {
            return Fetch::Gone;
        }
        match validators.not_before {
            Some(until) if until > self.clock.now() => later(until),
            _ => self.chase(feed, validators, cancel).unwrap_or_else(Fetch::Failed),
        }
    }

    /// Asks, and asks again where the server says, until there is an answer.
    fn chase(&self, feed: &FeedSpec, validators: &Validators, cancel: &AtomicBool) -> Result<Fetch, Reason> {
        let deadline = self.clock.elapsed() + self.limits.total;
        let go_on = || {
            if cancel.load(Ordering::Relaxed) {
                Err(Cut::Cancelled)
            } else if self.clock.elapsed() > deadline {
                Err(Cut::Failed(Reason::of("net-slow", [(self.limits.total.as_secs() as usize).into()])))
            } else {
                Ok(())
            }
        };
        let mut url = Url::parse(&feed.url).map_err(|error| Reason::of("net-address", [error.to_string().into()]))?;
        let may_be_local = self.is_local(&url)?;
        let mut for_good = true;
        for hop in 0..=self.limits.redirects {
            if let Err(cut) = go_on() {
                return cut_short(cut);
            }
            if hop > 0 && self.is_local(&url)? && !may_be_local {
                return Err(Reason::of("net-local", [Clean::line(url.as_str()).as_str().into()]));
            }
            let mut response = self.ask(&url, validators)?;
            match response.status().as_u16() {
                code @ (301 | 302 | 303 | 307 | 308) => {
                    for_good &= matches!(code, 301 | 308);
                    url = reply::redirect(&url, response.headers())?;
                }
                200 => {
                    let moved = (hop > 0 && for_good).then(|| url.to_string());
                    return match reply::body(&mut response, self.limits.body, go_on) {
                        Ok(bytes) => Ok(self.came(feed, &url, &response, bytes, moved)),
                        Err(cut) => cut_short(cut),
                    };
                }
                _ => return Ok(self.without_body(&response, validators)),
            }
        }
        Err(Reason::of("net-redirects", [self.limits.redirects.into()]))
    }

    fn is_local(&self, url: &Url) -> Result<bool, Reason> {
        Ok(self.pins.look_up(url)?.into_iter().any(self.is_local))
    }

    fn ask(&self, url: &Url, validators: &Validators) -> Result<Response, Reason> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(FORMATS));
        for (name, bytes) in [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)] {
            // Bytes that are no header cannot have come from one.
            if let Some(Ok(value)) = bytes.as_deref().map(HeaderValue::from_bytes) {
                headers.insert(name, value);
            }
        }
        let request = self.client.get(url.clone()).headers(headers);
        request.send().map_err(|error| reply::error_words(&error))
    }

    fn came(&self, feed: &FeedSpec, url: &Url, response: &Response, bytes: Vec<u8>, moved: Option<String>) -> Fetch {
        let document = RawDocument {
            name: feed.url.clone(),
            address: Some(url.to_string()),
            content_type: reply::content_type(response.headers()),
            source: Source { name: feed.title.clone(), kind: SourceKind::Feed },
            fetched_at: Some(self.clock.now()),
            bytes,
        };
        let validators = reply::validators(response.headers(), &Validators::default());
        Fetch::Body { document, validators, moved }
    }

    fn without_body(&self, response: &Response, validators: &Validators) -> Fetch {
        match response.status() {
            StatusCode::NOT_MODIFIED => {
                Fetch::NotModified { validators: reply::validators(response.headers(), validators) }
            }
            StatusCode::GONE => Fetch::Gone,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                later(reply::retry_after(response.headers(), self.clock.now()))
            }
            status => Fetch::Failed(reply::status_words(status)),
        }
    }
}

/// The name that servers see: what asks, and where to complain.
fn agent() -> String {
    let program = concat!("marsad/", env!("CARGO_PKG_VERSION"));
    match env!("CARGO_PKG_HOMEPAGE") {
        "" => format!("{program} (news reader in a terminal)"),
        contact => format!("{program} (+{contact})"),
    }
}

/// The answer for a server that must be left alone until then.
pub(super) fn later(until: DateTime<Utc>) -> Fetch {
    let reason = Reason::of("net-later", [until.format("%Y-%m-%d %H:%M UTC").to_string().into()]);
    Fetch::Later { until, reason }
}

fn cut_short(cut: Cut) -> Result<Fetch, Reason> {
    match cut {
        Cut::Cancelled => Ok(Fetch::Cancelled),
        Cut::Failed(reason) => Err(reason),
    }
}
