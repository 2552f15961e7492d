//! Names, indicators and quantities of any text, and the sentences and claims around them.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use marsad::config::default_case;
use marsad::entity::Base;
use marsad::model::Lang;

static BASE: LazyLock<Base> = LazyLock::new(|| Base::new(&default_case().names));

fuzz_target!(|text: &str| {
    for lang in [Lang::Arabic, Lang::English] {
        let mut end = 0;
        for mention in BASE.tag(text, lang) {
            assert!(mention.span.start >= end && mention.span.end > mention.span.start, "{mention:?}");
            assert!(text.get(mention.span.start..mention.span.end).is_some(), "{mention:?}");
            end = mention.span.end;
        }
    }
    let mut end = 0;
    for sentence in marsad::text::sentences(text) {
        assert!(sentence.start >= end && text.get(sentence.start..sentence.end).is_some(), "{sentence:?}");
        end = sentence.end;
    }
});
