//! Any bytes as a saved file; what was read of it goes on through the whole pure path.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use marsad::analyse::Analyser;
use marsad::config::default_case;
use marsad::model::{RawDocument, Source};

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new(&default_case()));

fuzz_target!(|bytes: &[u8]| {
    let document = RawDocument {
        name: "fuzz".to_owned(),
        address: None,
        content_type: None,
        source: Source::default(),
        fetched_at: None,
        bytes: bytes.to_vec(),
    };
    let reading = marsad::page::read(&document);
    assert!(reading.failure.is_none() || reading.articles.is_empty());
    for article in &reading.articles {
        let analysis = ANALYSER.run(article);
        for claim in &analysis.claims {
            assert!(article.body.get(claim.sentence.start..claim.sentence.end).is_some());
        }
    }
});
