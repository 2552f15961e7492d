//! `marsad entities`: cards, and what is said of names.

use super::program::{Home, is_clean, json_lines};

const ARTICLE: &str = "---\ntitle: Servers shut\ndate: 2021-03-09\nlang: en\n---\n\n\
    The Redmond giant and Microsoft said on 7 March 2021 that servers were shut. Microsoft patched them.\n";

fn library() -> Home {
    let home = Home::new();
    home.write("saved/a.md", ARTICLE);
    home.run(&["import", "saved"]).ends(0);
    home
}

#[test]
fn a_card_says_what_is_known_of_a_name() {
    let home = library();
    let text = home.run(&["entities", "microsoft"]).ends(0).out;
    for line in [
        "name\tMicrosoft · مايكروسوفت",
        "seen\t2021-03-07 … 2021-03-0",
        "written\tMicrosoft ×2",
        "linked by\ta known name ×2",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(is_clean(&text), "{text}");
    assert_eq!(home.run(&["entities", "مايكروسوفت"]).ends(0).out, text, "a name in the other language is as good");
    let arabic = home.run(&["--lang", "ar", "entities", "microsoft"]).ends(0).out;
    assert!(arabic.contains("سبب الربط\tاسم معروف ×2"), "{arabic}");
    let card = &json_lines(&home.run(&["entities", "Microsoft", "--format", "json"]).ends(0).out)[0];
    assert_eq!((&card["id"], &card["spellings"][0]["count"]), (&"microsoft".into(), &2.into()));
    assert_eq!(card["events"][0]["day"], "2021-03-07", "{card}");
    home.run(&["entities", "Microsof Corp"]).ends(1).says("no article names `Microsof Corp`").prints("");
}

#[test]
fn what_is_said_of_a_name_is_kept_in_a_file_and_can_be_taken_back() {
    let home = library();
    let link = ["entities", "--link", "Redmond giant=microsoft"];
    let planned = home.run(&[&link[..], &["--dry-run"]].concat()).ends(0).says("read again: 1").out;
    assert!(planned.contains("+ aliases = [\"Redmond giant\"]") && !home.path("config/marsad").exists(), "{planned}");
    home.run(&link).ends(0).says("config/marsad/exchange-2021.toml").says("1 article was read again");
    let text = std::fs::read_to_string(home.path("config/marsad/exchange-2021.toml")).expect("the file was made");
    assert!(text.contains("# One incident, described") && text.contains("\"Redmond giant\""));
    let spelled = |home: &Home| home.run(&["entities", "microsoft"]).ends(0).out;
    assert!(spelled(&home).contains("Redmond giant ×1"), "{}", spelled(&home));
    assert!(home.run(&["doctor"]).out.contains("exchange-2021.toml"));
    home.run(&link).ends(1).says("already");
    home.run(&["entities", "--unlink", "Redmond giant=microsoft"]).ends(0).says("no longer");
    assert!(!spelled(&home).contains("Redmond giant ×"), "{}", spelled(&home));
}

#[test]
fn a_case_file_keeps_its_words_and_a_broken_one_is_left_alone() {
    let home = library();
    let case = "# mine\n[case] # the case\nid = \"exchange-2021\"\ntitle = { en = \"A\" }\nfrom = 2021-01-01\nto = 2021-12-31\n";
    home.write("c.toml", case);
    home.run(&["--case", "c.toml", "entities", "--link", "Redmond giant=redmond", "--type", "ORG"]).ends(0);
    let text = std::fs::read_to_string(home.path("c.toml")).expect("a file");
    assert!(text.starts_with(case) && text.contains("id = \"redmond\""), "{text}");
    home.run(&["entities", "--link", "Redmond giant=no such thing"]).ends(2).says("--type");
    home.run(&["entities", "--link", "a=b", "--type", "FOO"]).ends(2).says("the types are PERSON");
    home.write("c.toml", format!("{case}colour = 3\n"));
    home.run(&["--case", "c.toml", "entities", "--link", "a=microsoft"]).ends(2).says("c.toml:7:1");
    assert!(std::fs::read_to_string(home.path("c.toml")).expect("a file").ends_with("colour = 3\n"));
}
