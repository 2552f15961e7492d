//! Every 50th line of Unicode's test files for the bidi algorithm; `cargo bench --bench conformance`
//! runs them all.

#[path = "conformance/cases.rs"]
mod cases;

use cases::Case;

/// Holds all cases, of which there must be at least `least`, so that none is lost unseen.
fn check(name: &str, least: usize, cases: impl Iterator<Item = Case>) {
    let (mut ran, mut wrong) = (0, Vec::new());
    for case in cases {
        ran += 1;
        if !case.holds() {
            wrong.push(case);
        }
    }
    assert!(ran >= least, "only {ran} cases of {name} ran");
    assert!(wrong.is_empty(), "{name}: of {ran} cases {} are wrong, such as {:?}", wrong.len(), wrong.first());
}

#[test]
fn characters_stand_in_the_order_of_the_standard() {
    check("BidiCharacterTest", 1834, cases::characters(include_str!("data/bidi_character_test.txt")));
}

#[test]
fn classes_stand_in_the_order_of_the_standard() {
    check("BidiTest", 15_000, cases::classes(include_str!("data/bidi_test.txt")));
}
