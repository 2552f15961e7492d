use super::*;

fn check(query: &str, expect: &str) {
    assert_eq!(expression(&parse(query, crate::store::tests::fold)), expect, "{query}");
}

#[test]
fn a_query_becomes_quoted_terms() {
    for (query, expect) in [
        ("", ""),
        ("  *  ", ""),
        ("Exchange", "\"exchange\""),
        ("Exchange server", "\"exchange\" \"server\""),
        ("\"Exchange server\" ثغرة", "\"exchange server\" \"ثغره\""),
        ("“Exchange  server”", "\"exchange server\""),
        ("«البيت الأبيض»", "\"البيت الابيض\""),
        ("vulner*", "\"vulner\"*"),
        ("\"mass ha*\"", "\"mass ha\"*"),
        ("v*", "\"v\""),
        ("CVE-2021-26855", "\"cve 2021 26855\""),
        ("٢٠٢١", "\"2021\""),
        ("\"never closed", "\"never closed\""),
        ("a OR b", "\"a\" \"or\" \"b\""),
        ("title:x NEAR(a b) -c ^d", "\"title x\" \"near a\" \"b\" \"c\" \"d\""),
        ("'; DROP TABLE article --", "\"drop\" \"table\" \"article\""),
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
