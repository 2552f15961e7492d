//! What a feed's server asked to be told again.

use chrono::{DateTime, Utc};

/// What the last answers of a feed's server bind the next request to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` header, byte for byte; it goes back as `If-None-Match`.
    pub etag: Option<Vec<u8>>,
    /// The `Last-Modified` header, byte for byte; it goes back as `If-Modified-Since`.
    pub last_modified: Option<Vec<u8>>,
    /// A hash of the last body, to know a repeated one from a server without validators.
    pub body: Option<u64>,
    /// The server does not want to be asked before.
    pub not_before: Option<DateTime<Utc>>,
    /// The server said that the feed is gone for good.
    pub gone: bool,
}
