//! Any bytes made fit for a screen: no control character, nothing that changes direction, and
//! cleaning again changes nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use marsad::model::Clean;

fn harmful(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        && !matches!(c, '\u{200C}' | '\u{200D}')
}

fuzz_target!(|bytes: &[u8]| {
    let decoded = marsad::text::decode(bytes, None).text;
    let clean = Clean::text(&decoded);
    assert!(!clean.as_str().chars().any(|c| c.is_control() && c != '\n' || harmful(c)), "{clean:?}");
    assert_eq!(Clean::text(clean.as_str()).as_str(), clean.as_str());
    let line = Clean::line(&decoded);
    assert!(!line.as_str().chars().any(|c| c.is_control() || harmful(c)), "{line:?}");
    let (mapped, map) = Clean::mapped(&decoded);
    for (at, _) in decoded.char_indices() {
        assert!(mapped.as_str().is_char_boundary(map.at(at)), "{at}");
    }
    marsad::text::plain(&decoded);
});
