//! Any bytes as a feed. A panic of the parser's library is caught by the program as it is here; a
//! panic of our own rooms is not to be.

#![no_main]

use libfuzzer_sys::fuzz_target;
use marsad::model::{RawDocument, Source};

fuzz_target!(|bytes: &[u8]| {
    let document = RawDocument {
        name: "fuzz".to_owned(),
        address: Some("https://news.example/feed".to_owned()),
        content_type: None,
        source: Source::default(),
        fetched_at: None,
        bytes: bytes.to_vec(),
    };
    marsad::feed::is_feed(&document);
    let reading = marsad::feed::parse(&document);
    assert!(reading.failure.is_none() || reading.articles.is_empty());
    assert!(reading.items_seen >= reading.articles.len());
});
