use super::*;
use crate::store::tests::RULES;

fn check(query: &str, expect: &str) {
    assert_eq!(expression(&parse(query, &RULES)), expect, "{query}");
}

#[test]
fn a_query_becomes_quoted_terms() {
    for (query, expect) in [
        ("", ""),
        ("  *  ", ""),
        ("Exchange", "\"exchange\""),
        ("Exchange server", "\"exchange\" AND \"server\""),
        ("\"Exchange server\" ثغرة", "\"exchange server\" AND (\"ثغره\" OR \"وثغره\")"),
        ("“Exchange  server”", "\"exchange server\""),
        ("«البيت الأبيض»", "(\"البيت الابيض\" OR \"والبيت الابيض\")"),
        ("vulner*", "\"vulner\"*"),
        ("\"mass ha*\"", "\"mass ha\"*"),
        ("v*", "\"v\""),
        ("CVE-2021-26855", "\"cve 2021 26855\""),
        ("٢٠٢١", "\"2021\""),
        ("\"never closed", "\"never closed\""),
        ("a OR b", "\"a\" AND \"or\" AND \"b\""),
        ("title:x NEAR(a b) -c ^d", "\"title x\" AND \"near a\" AND \"b\" AND \"c\" AND \"d\""),
        ("'; DROP TABLE article --", "\"drop\" AND \"table\" AND \"article\""),
    ] {
        check(query, expect);
    }
}

#[test]
fn a_known_name_is_wanted_under_its_other_names() {
    for (query, expect) in [
        ("port office", "((\"port\" AND \"office\") OR (\"مكتب المرفا\" OR \"ومكتب المرفا\") OR \"po\")"),
        (
            "old Port Office*",
            "\"old\" AND ((\"port\" AND \"office\"*) OR (\"مكتب المرفا\" OR \"ومكتب المرفا\") OR \"po\")",
        ),
        ("\"port office\"", "\"port office\""),
        ("port-office", "\"port office\""),
        ("office port", "\"office\" AND \"port\""),
    ] {
        check(query, expect);
    }
}

#[test]
fn words_know_their_place() {
    let text = "«ثغرة» CVE-1, é!";
    for (at, word) in words(text) {
        assert!(text.get(at..).is_some_and(|rest| rest.starts_with(word)), "{word}");
    }
    assert_eq!(words(text).map(|(_, word)| word).collect::<Vec<_>>(), ["ثغرة", "CVE", "1", "é"]);
}
