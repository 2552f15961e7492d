//! Tables of sentences with the names they must give.

use proptest::prelude::*;

use super::Base;
use crate::model::{Lang, Mention};

/// `TYPE surface = name`, one a mention.
pub(super) fn shown(text: &str, mentions: &[Mention]) -> Vec<String> {
    mentions.iter().map(|m| format!("{} {} = {}", m.kind.code(), m.span.of(text), m.name)).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let base = Base::new(&[]);
    for (text, expect) in cases {
        let lang = if text.is_ascii() { Lang::English } else { Lang::Arabic };
        assert_eq!(shown(text, &base.tag(text, lang)), *expect, "{text}");
    }
}

#[test]
fn listed_names_are_found_behind_clitics_and_between_quotes() {
    check(&[
        ("ثغرة لمايكروسوفت", &["ORG مايكروسوفت = Microsoft"]),
        ("وبالصين", &["GPE الصين = China"]),
        ("نسب الهجوم إلى \"هافنيوم\"", &["ACTOR هافنيوم = HAFNIUM"]),
        ("متحدث باسم للبيت الأبيض", &["ORG للبيت الأبيض = White House"]),
        ("شركات صينية وروسية", &["NORP صينية = China", "NORP روسية = Russia"]),
        ("خوادم Exchange في طوكيو", &["PRODUCT Exchange = Microsoft Exchange Server", "GPE طوكيو = Tokyo"]),
        ("the bank will exchange euros", &[]),
        ("They told us about it", &[]),
        ("US and U.K. agencies", &["GPE US = United States", "GPE U.K. = United Kingdom"]),
    ]);
}

#[test]
fn editions_follow_a_product_and_stand_alone_after_it() {
    check(&[
        (
            "Exchange Server 2013, 2016 and 2019 are hit",
            &[
                "PRODUCT Exchange Server 2013 = Microsoft Exchange Server 2013",
                "PRODUCT 2016 = Microsoft Exchange Server 2016",
                "PRODUCT 2019 = Microsoft Exchange Server 2019",
            ],
        ),
        ("the Microsoft Exchange 2021 hack", &["PRODUCT Microsoft Exchange = Microsoft Exchange Server"]),
    ]);
}

#[test]
fn counts_are_found_and_bounded() {
    check(&[
        ("at least 60,000 known victims", &["QTY 60,000 known victims = >= 60000 victims"]),
        ("أكثر من ربع مليون خادم", &["QTY ربع مليون خادم = > 250000 servers"]),
        ("عشرات آلاف الشركات", &["QTY عشرات آلاف الشركات = tens of 10000 companies"]),
        ("نحو خمسة وعشرين ألف نظام", &["QTY خمسة وعشرين ألف نظام = ~ 25000 systems"]),
        ("in March 2021 servers fell", &[]),
        ("منذ شهرين", &[]),
        ("بعد ثلاثة أيام", &[]),
    ]);
}

#[test]
fn indicators_are_read_plain_and_defanged() {
    check(&[
        ("patch CVE-2021-26855 now", &["CVE CVE-2021-26855 = CVE-2021-26855"]),
        ("seen from 192.168.10[.]7.", &["IOC 192.168.10[.]7 = 192.168.10.7"]),
        (
            "hxxps://bad[.]example[.]com/a.php, then",
            &["IOC hxxps://bad[.]example[.]com/a.php = https://bad.example.com/a.php"],
        ),
        ("It ended.In June version 1.2.3 came at 12.30", &[]),
    ]);
}

#[test]
fn every_alias_has_a_path_and_one_owner_or_a_flag() {
    use std::collections::HashMap;
    let kb = super::kb::Kb::embedded();
    let mut owners: HashMap<String, usize> = HashMap::new();
    let mut clashes = Vec::new();
    for alias in &kb.aliases {
        let path = super::words::path(&alias.text).join(" ");
        assert!(!path.is_empty(), "{alias:?} folds to nothing");
        if alias.guard == super::kb::Guard::Free && !alias.exact {
            let owner = *owners.entry(path.clone()).or_insert(alias.entity);
            if owner != alias.entity {
                clashes.push((path, kb.entities[owner].name.clone(), kb.entities[alias.entity].name.clone()));
            }
        }
    }
    assert!(clashes.is_empty(), "{clashes:#?}");
    assert!(kb.entities.len() > 800);
    for entity in &kb.entities {
        assert!(!entity.id.0.is_empty() && !entity.name.is_empty(), "{entity:?}");
    }
}

proptest! {
    #[test]
    fn spans_are_in_order_on_any_text(text in "(?s)([a-zA-Z0-9 .,\\-]|[ء-ي]|مايكروسوفت|الصين|30 ألف خادم|U\\.S\\.|\\PC){0,80}") {
        let base = Base::new(&[]);
        let mut end = 0;
        for mention in base.tag(&text, Lang::Unknown) {
            prop_assert!(mention.span.start >= end && !mention.span.of(&text).is_empty(), "{:?}", mention);
            end = mention.span.end;
        }
    }
}
