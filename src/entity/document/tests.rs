//! Tables of texts with what the pass over the whole text must find in them.

use crate::entity::Base;
use crate::model::{EntityType, Lang, Mention};

const ROLES: &str = include_str!("../../../tests/data/names/roles.tsv");
const BLIND: &str = include_str!("../../../tests/data/names/roles-blind.tsv");

fn tag(base: &Base, text: &str) -> Vec<Mention> {
    base.tag(text, if text.is_ascii() { Lang::English } else { Lang::Arabic })
}

/// `name = role` of every mention that has one.
fn roles(base: &Base, text: &str) -> Vec<String> {
    let one = |mention: &Mention| Some(format!("{} = {}", mention.span.of(text), mention.role?.of(text)));
    tag(base, text).iter().filter_map(one).collect()
}

/// Expected, found and right roles of a table; the lines that are not right go to `wrong`.
fn count(table: &str, wrong: &mut Vec<String>) -> [usize; 3] {
    let base = Base::new(&[]);
    let mut out = [0; 3];
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
        let expected: Vec<&str> = expected.split(" ; ").map(str::trim).filter(|pair| !pair.is_empty()).collect();
        let found = roles(&base, text);
        let right = found.iter().filter(|pair| expected.contains(&pair.as_str())).count();
        for (slot, more) in out.iter_mut().zip([expected.len(), found.len(), right]) {
            *slot += more;
        }
        if right != expected.len() || right != found.len() {
            wrong.push(format!("{text}\n   expected {expected:?}\n   found    {found:?}"));
        }
    }
    out
}

/// Each case: a text and, parted by ` | `, its mentions but demonyms, places and counts: `surface = name (tie)`.
fn check(cases: &[(&str, &str)]) {
    let base = Base::new(&[]);
    let mut wrong = Vec::new();
    for (text, expect) in cases {
        let one = |mention: &Mention| format!("{} = {} ({})", mention.span.of(text), mention.name, mention.by.code());
        let aside = |mention: &&Mention| !matches!(mention.kind, EntityType::Norp | EntityType::Gpe | EntityType::Qty);
        let found = tag(&base, text).iter().filter(aside).map(one).collect::<Vec<_>>().join(" | ");
        if found != *expect {
            wrong.push(format!("{text}\n   expected {expect}\n   found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Each case: a text with several people of a surname, and the names that its surnames alone mean.
fn check_surnames(cases: &[(&str, &str)]) {
    let base = Base::new(&[]);
    let mut wrong = Vec::new();
    for (text, expect) in cases {
        let alone =
            |mention: &&Mention| mention.kind == EntityType::Person && mention.span.of(text).len() < mention.name.len();
        let found =
            tag(&base, text).iter().filter(alone).map(|mention| mention.name.clone()).collect::<Vec<_>>().join(", ");
        if found != *expect {
            wrong.push(format!("{text}\n   expected {expect}\n   found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_surname_is_the_person_whom_the_text_means() {
    check_surnames(&[
        ("Brian Krebs counted. Chris Krebs agreed. Krebs left.", "Chris Krebs"),
        ("Chris Krebs agreed. Brian Krebs counted. Krebs left.", "Brian Krebs"),
        ("Brian Krebs wrote. Krebs counted. Chris Krebs agreed. Krebs left.", "Brian Krebs, Chris Krebs"),
        (
            "The journalist Brian Krebs met Chris Krebs, the former director of CISA. The journalist Krebs wrote.",
            "Brian Krebs",
        ),
        (
            "The director of CISA, Chris Krebs, met Brian Krebs. Mr Krebs of CISA spoke. Krebs left.",
            "Chris Krebs, Chris Krebs",
        ),
        (
            "Former CISA director Chris Krebs met journalist Brian Krebs. Former CISA director Krebs spoke.",
            "Chris Krebs",
        ),
        ("Chris Krebs met Brian Krebs. C. Krebs left.", "Chris Krebs"),
        ("Brian Norwick and Jane Norwick came. Mr Norwick spoke, Mrs Norwick did not.", "Brian Norwick, Jane Norwick"),
        ("Joe Biden spoke. Biden's speech was short.", "Joe Biden"),
        ("Jane Norwick spoke. Quentin Norwick did not.", ""),
        ("Jane Norwick spoke on Norwick Street.", ""),
        ("Jane Wood spoke. Wood is dry. The wood burnt.", ""),
        ("Jane Wood spoke. A day later Wood left.", "Jane Wood"),
        ("Jane Page spoke. On the next page Page said no.", "Jane Page"),
        ("Peter van der Berg spoke. A day later van der Berg left.", "Peter van der Berg"),
        ("Maria Ocasio-Cortez spoke. Then Ocasio-Cortez left.", "Maria Ocasio-Cortez"),
        ("JANE NORWICK WARNS BANKS\nJane Norwick spoke. Norwick left.", "Jane Norwick"),
        ("تحدث براين كريبس ثم كريس كريبس. وأضاف كريبس", "Chris Krebs"),
        ("تحدث كريس كريبس ثم براين كريبس. وأضاف كريبس", "Brian Krebs"),
        ("قال الصحفي براين كريبس والمدير السابق كريس كريبس. وقال الصحفي كريبس", "Brian Krebs"),
        ("قال الخبير سامر الدوسري ذلك. وأضاف الدوسري أن الأمر خطير", "سامر الدوسري"),
        ("قال الخبير سامر الدوسري ذلك. وللدوسري كتاب", "سامر الدوسري"),
        ("قال الخبير سامر كامل ذلك. وكان اليوم كامل الهدوء", ""),
        ("قال الخبير سامر كامل ذلك. وأضاف كامل أن الأمر خطير", "سامر كامل"),
    ]);
}

#[test]
fn an_acronym_has_its_long_form() {
    check(&[
        (
            "The Harbour Safety Agency (HSA) met. HSA's head left.",
            "Harbour Safety Agency = Harbour Safety Agency (itself) | HSA = Harbour Safety Agency (acronym) | HSA = Harbour Safety Agency (acronym)",
        ),
        (
            "HSA met. The HSA (Harbour Safety Agency) left.",
            "HSA = Harbour Safety Agency (acronym) | HSA = Harbour Safety Agency (acronym) | Harbour Safety Agency = Harbour Safety Agency (itself)",
        ),
        (
            "The Harbour Safety Agency, or HSA, met.",
            "Harbour Safety Agency = Harbour Safety Agency (itself) | HSA = Harbour Safety Agency (acronym)",
        ),
        (
            "The Harbour Safety Agency, known as HSA, met.",
            "Harbour Safety Agency = Harbour Safety Agency (itself) | HSA = Harbour Safety Agency (acronym)",
        ),
        (
            "The Harbour Safety Agency, also known by its acronym HSA, met.",
            "Harbour Safety Agency = Harbour Safety Agency (itself) | HSA = Harbour Safety Agency (acronym)",
        ),
        (
            "The Office of Harbour and Dock Safety (OHDS) met.",
            "Office of Harbour and Dock Safety = Office of Harbour and Dock Safety (itself) | OHDS = Office of Harbour and Dock Safety (acronym)",
        ),
        (
            "The Norwick Communist Party (PCN) met.",
            "Norwick Communist Party = Norwick Communist Party (itself) | PCN = Norwick Communist Party (acronym)",
        ),
        ("The Harbour Safety Agency (XQZ) met.", "Harbour Safety Agency = Harbour Safety Agency (itself)"),
        ("a Virtual Private Network (VPN) failed", ""),
        ("a Remote Code Execution (RCE) flaw", ""),
        (
            "وكالة السلامة البحرية (HSA) ثم HSA",
            "وكالة السلامة البحرية = وكالة السلامة البحرية (itself) | HSA = وكالة السلامة البحرية (acronym) | HSA = وكالة السلامة البحرية (acronym)",
        ),
        (
            "وكالة السلامة البحرية «HSA» اليوم",
            "وكالة السلامة البحرية = وكالة السلامة البحرية (itself) | HSA = وكالة السلامة البحرية (acronym)",
        ),
        (
            "وكالة السلامة البحرية، المعروفة اختصارا بـ HSA، اليوم",
            "وكالة السلامة البحرية = وكالة السلامة البحرية (itself) | HSA = وكالة السلامة البحرية (acronym)",
        ),
        ("هيئة السلامة (HSA) أمس", "هيئة السلامة = هيئة السلامة (itself) | HSA = هيئة السلامة (acronym)"),
        ("مجموعة APT٤٠ وAPT-40 وAPT 40", "APT٤٠ = APT40 (list) | APT-40 = APT40 (list) | APT 40 = APT40 (list)"),
    ]);
}

#[test]
fn a_name_is_found_again() {
    check(&[
        (
            "Norwick Systems Inc. fell. Norwick Systems rose.",
            "Norwick Systems Inc. = Norwick Systems Inc. (itself) | Norwick Systems = Norwick Systems Inc. (repeat)",
        ),
        ("عثرت شركة Norwick على أثر. وقالت Norwick ذلك", "Norwick = Norwick (itself) | Norwick = Norwick (repeat)"),
        ("نقل موقع \"نورويك\" الخبر. وبحسب نورويك", "نورويك = نورويك (itself) | نورويك = نورويك (repeat)"),
        ("نقل موقع \"نورويك\" الخبر. وقال لنورويك", "نورويك = نورويك (itself) | نورويك = نورويك (repeat)"),
        ("the FooLock ransomware. FooLock spread.", "FooLock = FooLock (itself) | FooLock = FooLock (repeat)"),
        ("Mr. Nordwick left. A nordwick is a wind. Nordwick came.", "Nordwick = Nordwick (itself)"),
        (
            "Mr. Nordwick left. A day later Nordwick came.",
            "Nordwick = Nordwick (itself) | Nordwick = Nordwick (repeat)",
        ),
        ("نقل موقع \"الحدث\" الخبر. وكان الحدث كبيرا", "الحدث = الحدث (itself)"),
    ]);
}

#[test]
fn the_cost_is_linear_and_the_answer_one() {
    let base = Base::new(&[]);
    let endings = ["k", "bury", "ham", "ton", "wick", "ford", "ley"];
    let capitals: String = endings.iter().cycle().take(50_000).flat_map(|ending| ["Jane Nor", ending, " "]).collect();
    let brackets = "Harbour Safety Agency (HSA) ".repeat(30_000);
    for text in [capitals, brackets, "(".repeat(100_000), "Jane Doe, a ".repeat(30_000), "رئيس قسم ".repeat(50_000)]
    {
        let found = tag(&base, &text);
        assert_eq!(found, tag(&base, &text));
        assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}

#[test]
fn roles_are_read_with_precision() {
    let mut sum = [0; 3];
    for (name, table) in [("worked by", ROLES), ("blind", BLIND)] {
        let mut wrong = Vec::new();
        let [expected, found, right] = count(table, &mut wrong);
        let (precision, recall) = (right as f64 / found as f64, right as f64 / expected as f64);
        println!("{name}: {right} of {found} found, of {expected}: precision {precision:.3}, recall {recall:.3}");
        println!("{}", wrong.join("\n"));
        for (slot, more) in sum.iter_mut().zip([expected, found, right]) {
            *slot += more;
        }
    }
    let [expected, found, right] = sum;
    let (precision, recall) = (right as f64 / found as f64, right as f64 / expected as f64);
    assert!(precision >= 0.95 && recall >= 0.80, "precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn the_tables_hold_many_sentences_without_a_role() {
    let lines = || ROLES.lines().chain(BLIND.lines()).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let empty = lines().filter(|line| line.split_once('\t').is_none_or(|(_, roles)| roles.trim().is_empty())).count();
    assert!(lines().count() >= 100 && empty >= 30, "{} lines, {empty} without a role", lines().count());
}
