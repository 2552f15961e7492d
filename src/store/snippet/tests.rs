use super::*;
use crate::store::query::parse;
use crate::store::tests::RULES;
use proptest::prelude::*;

fn check(body: &str, query: &str, found: Option<&str>) -> String {
    let snippet = snippet(body, &parse(query, &RULES), RULES.fold);
    assert_eq!(snippet.found.map(|span| span.of(&snippet.text)), found, "{query}");
    snippet.text
}

#[test]
fn the_line_shows_what_was_found() {
    assert_eq!(check("Servers were patched\nin March.", "patch*", Some("patched")), "Servers were patched in March.");
    assert_eq!(check("أَعْلَنَتِ الشركة عن إصلاحات", "اعلنت", Some("أَعْلَنَتِ")), "أَعْلَنَتِ الشركة عن إصلاحات");
    assert_eq!(check("nothing here", "absent", None), "nothing here");
    check("The CVE-2021-26855 flaw", "cve-2021-26855", Some("CVE-2021-26855"));
    check("one two one three", "\"one three\"", Some("one three"));
    check("A port. The Port Office shut.", "port office", Some("Port Office"));
    check("أغلق مكتب المرفأ أبوابه.", "port office", Some("مكتب المرفأ"));
    let long = "word ".repeat(100) + "needle " + &"tail ".repeat(100);
    let text = check(&long, "needle", Some("needle"));
    assert!(text.starts_with("…word") && text.ends_with("tail…") && text.chars().count() <= LENGTH + 2, "{text}");
}

proptest! {
    #[test]
    fn any_text_gives_a_line(body in "(?s).{0,400}", query in ".{0,12}") {
            let snippet = snippet(&body, &parse(&query, &RULES), RULES.fold);
        prop_assert!(!snippet.text.contains('\n'));
        if let Some(span) = snippet.found {
            prop_assert!(snippet.text.get(span.start..span.end).is_some());
        }
    }
}
