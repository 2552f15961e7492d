use super::*;

#[test]
fn the_key_of_the_default_case_is_found_without_reading_it() {
    assert_eq!(default_id(), default_case().id);
}

#[test]
fn the_default_case_is_right() {
    let case = default_case();
    let phases: Vec<&str> = case.phases.iter().map(|phase| phase.id.as_str()).collect();
    assert_eq!(phases, ["discovery", "exploitation", "disclosure", "mass-exploitation", "response", "attribution"]);
    assert_eq!((case.id.as_str(), case.sample.as_deref()), ("exchange-2021", Some("exchange-2021")));
    assert_eq!(case.window.from.to_string() + " " + &case.window.to.to_string(), "2021-01-01 2021-07-31");
    let arabic = |text: &String| text.chars().any(|c| ('\u{621}'..='\u{64A}').contains(&c));
    for list in [&case.terms, &case.other_terms].into_iter().chain(case.phases.iter().map(|phase| &phase.cues)) {
        assert!(list.iter().any(arabic) && !list.iter().all(arabic), "both languages in {list:?}");
        let mut once = list.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), list.len(), "no word twice in {list:?}");
    }
    for lang in [Lang::Arabic, Lang::English] {
        assert!(case.feeds.iter().filter(|feed| feed.enabled && feed.lang == lang).count() > 10, "{lang:?}");
    }
    assert_eq!(case.feeds.iter().filter(|feed| !feed.enabled).count(), 8);
}

#[test]
fn the_commented_examples_work() {
    let text: Vec<&str> = DEFAULT_CASE
        .lines()
        .skip_while(|line| !line.starts_with("# [[saved]]"))
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.starts_with('[') || line.contains(" = "))
        .collect();
    let case = parse_case(&format!("{DEFAULT_CASE}{}", text.join("\n")), "feeds.toml").expect("the examples are right");
    assert_eq!(case.saved, [SavedSpec { path: "articles".into(), title: "My archive".into() }]);
    assert_eq!(case.names.first().map(|name| (name.kind, name.aliases.len())), Some((EntityType::Org, 2)));
}

const HEAD: &str = "[case]\nid = \"a\"\ntitle = { en = \"A\" }\nfrom = 2021-01-01\nto = 2021-07-31\n";

#[test]
fn the_least_case_is_enough() {
    let case = parse_case(&format!("{HEAD}[[feed]]\nurl = \"HTTP://a.example/x\"\n"), "a.toml").expect("it is enough");
    assert_eq!(case.title.get(Lang::Arabic), "A");
    assert_eq!(
        case.feeds,
        [FeedSpec {
            url: "HTTP://a.example/x".into(),
            title: "HTTP://a.example/x".into(),
            lang: Lang::Unknown,
            enabled: true
        }]
    );
}

/// Reads the least case with `change` made in it, or with `change` at its end.
fn error(change: &str) -> String {
    let text = match change.split_once(" -> ") {
        Some((old, new)) => {
            assert!(HEAD.contains(old), "{old}");
            HEAD.replacen(old, new, 1)
        }
        None => HEAD.to_owned() + change,
    };
    parse_case(&text, "a.toml").expect_err(change).to_string()
}

fn check(cases: &[(&str, &str)]) {
    for (change, expect) in cases {
        assert_eq!(error(change), *expect, "{change}");
    }
}

#[test]
fn mistakes_in_the_case_have_place_and_cure() {
    check(&[
        ("[case] -> [caes]", "a.toml:1:2: unknown key `caes` in the file; did you mean `case`?"),
        ("title -> titel", "a.toml:3:1: unknown key `titel` in [case]; did you mean `title`?"),
        (
            "id -> colour",
            "a.toml:2:1: unknown key `colour` in [case]; known are `id`, `title`, `from`, `to`, `terms`, `other_terms`, \
             `sample`",
        ),
        ("id = \"a\" -> ", "a.toml:1:1: [case] has no `id`; add id = \"a-short-name\""),
        (
            "\"a\" -> \"A b\"",
            "a.toml:2:6: `A b` is no good id; use at most 64 lower-case letters a-z, digits and hyphens, such as \
             \"exchange-2021\"",
        ),
        ("\"a\" -> 5", "a.toml:2:6: `id` in [case] must be a text in quotes, not a number; write id = \"…\""),
        ("\"a\" -> \" \"", "a.toml:2:6: `id` in [case] is empty; write id = \"…\" or take the line out"),
        ("{ en = \"A\" } -> { }", "a.toml:3:9: title has no `en`; add en = \"…\", ar = \"…\" or one of them"),
        ("en = -> eng =", "a.toml:3:11: unknown key `eng` in title; did you mean `en`?"),
        (
            "2021-01-01 -> \"2021-02-30\"",
            "a.toml:4:8: `2021-02-30` is no day of the calendar; write from = 2021-03-02 (year-month-day)",
        ),
        (
            "2021-01-01 -> \"March 2\"",
            "a.toml:4:8: `March 2` is no day of the calendar; write from = 2021-03-02 (year-month-day)",
        ),
        (
            "2021-01-01 -> 2021",
            "a.toml:4:8: `from` in [case] must be a day, not a number; write from = 2021-03-02 (year-month-day)",
        ),
        (
            "2021-01-01 -> 2022-01-01",
            "a.toml:4:8: [case] begins on 2022-01-01 but ends on 2021-07-31; swap `from` and `to`",
        ),
        (
            "terms = \"one\"",
            "a.toml:6:9: `terms` in [case] must be a list of texts in quotes, not a text; write terms = [\"…\", \"…\"]",
        ),
        (
            "terms = [\"الاختراق\", 7]",
            "a.toml:6:22: every entry of `terms` in [case] must be a text in quotes; write terms = [\"…\", \"…\"]",
        ),
    ]);
}

#[test]
fn mistakes_in_lists_have_place_and_cure() {
    let phase = "[[phase]]\nid = \"p\"\ntitle = { ar = \"م\" }\nfrom = 2021-01-02\nto = 2021-01-03\n";
    check(&[
        (
            &format!("{phase}\n{phase}"),
            "a.toml:13:6: the phase `p` stands here a second time; take one of the two out or give it another one",
        ),
        (
            &phase.replace("2021", "2020"),
            "a.toml:9:8: the phase `p` lies outside the case, 2021-01-01 to 2021-07-31; move the phase or widen `from` \
             and `to` of [case]",
        ),
        (
            "[phase]\nid = \"p\"",
            "a.toml:6:1: `phase` in the file must be a list of tables, not a table; write a line [[phase]] before it",
        ),
        (
            "[[feed]]\nurl = \"file:///etc/passwd\"",
            "a.toml:7:7: the feed's address `file:///etc/passwd` is neither http nor https; only web feeds are read \
             here; saved files go into [[saved]]",
        ),
        (
            "[[feed]]\nurl = \"exec:ls\"",
            "a.toml:7:7: the feed's address `exec:ls` is neither http nor https; only web feeds are read here; saved \
             files go into [[saved]]",
        ),
        (
            "[[feed]]\nurl = \"https://me:secret@a.example/\"",
            "a.toml:7:7: the feed's address holds a user name or password; take it out of the address",
        ),
        (
            "[[feed]]\nurl = \"https:///feed\"",
            "a.toml:7:7: `https:///feed` is no web address; write url = \"https://host/path\"",
        ),
        ("[[feed]]\ntitle = \"x\"", "a.toml:6:1: [[feed]] has no `url`; add url = \"https://…\""),
        (
            "[[feed]]\nurl = \"http://a.b\"\nlang = \"arabic\"",
            "a.toml:8:8: `lang` does not know `arabic`; known are `ar`, `en`, `fa`, `ur`, `ckb`, `und`",
        ),
        (
            "[[feed]]\nurl = \"http://a.b\"\nenabled = \"no\"",
            "a.toml:8:11: `enabled` in [[feed]] must be true or false, not a text; write enabled = true or enabled = \
             false",
        ),
        (
            "[[feed]]\nurl = \"http://a.b\"\nenable = true",
            "a.toml:8:1: unknown key `enable` in [[feed]]; did you mean `enabled`?",
        ),
        (
            "[[feed]]\nurl = \"http://a.b\"\n[[feed]]\nurl = \"http://a.b\"",
            "a.toml:9:7: the feed `http://a.b` stands here a second time; take one of the two out or give it another one",
        ),
        ("[[saved]]\ntitle = \"x\"", "a.toml:6:1: [[saved]] has no `path`; add path = \"folder\""),
        (
            "[[name]]\nid = \"x\"\nname = \"X\"\ntype = \"ORGS\"",
            "a.toml:9:8: `type` does not know `ORGS`; did you mean `ORG`?",
        ),
    ]);
}

#[test]
fn broken_toml_has_a_place() {
    for (change, place) in [
        ("to = -> to", "a.toml:5:4: "),
        ("\"a\" -> \"a", "a.toml:2:"),
        ("id = \"b\"", "a.toml:6:1: "),
        ("[", "a.toml:6:"),
    ] {
        let error = error(change);
        assert!(error.starts_with(place) && error.contains("this is no TOML"), "{change}: {error}");
    }
}

#[test]
fn an_error_holds_no_control_characters() {
    let error = parse_case("\"\\u001b]0;x\\u0007\" = 1", "a\u{1b}[2J.toml").expect_err("an unknown key").to_string();
    assert!(!error.chars().any(char::is_control), "{error:?}");
}
