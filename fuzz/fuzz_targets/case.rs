//! Any text as a case file and as settings: a mistake is an answer with its place.

#![no_main]

use libfuzzer_sys::fuzz_target;
use marsad::config::{parse_case, parse_settings};

fuzz_target!(|text: &str| {
    if let Err(error) = parse_case(text, "feeds.toml") {
        assert!(error.to_string().starts_with("feeds.toml"), "{error}");
    }
    drop(parse_settings(text, "settings.toml"));
});
