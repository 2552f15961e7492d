//! Figures on the list of names in `tests/data/name-pairs.tsv`, and what the linker does.

use super::linker::PROBABLE;
use super::*;
use crate::model::{EntityId, EntityType};

const LIST: &str = include_str!("../../../tests/data/name-pairs.tsv");

fn rows() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let rows = LIST.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|row| (row[0], row[1], row[2].split(';').collect())).collect()
}

/// Shares of the queries whose answer comes first and among the first five; a tie is a loss.
fn shares(scores: &[Vec<f32>], right: impl Fn(usize, usize) -> bool) -> (f32, f32) {
    let (mut first, mut five) = (0.0_f32, 0.0);
    for (at, row) in scores.iter().enumerate() {
        let own = (0..row.len()).filter(|other| right(at, *other)).map(|other| row[other]).fold(0.0, f32::max);
        let rank = (0..row.len()).filter(|other| !right(at, *other) && row[*other] >= own).count();
        first += f32::from(u8::from(rank == 0));
        five += f32::from(u8::from(rank < 5));
    }
    (first / scores.len() as f32, five / scores.len() as f32)
}

#[test]
fn names_find_their_other_script() {
    let rows = rows();
    let pairs: Vec<_> = rows.iter().filter(|(kind, ..)| *kind != "NOT").collect();
    let spellings: Vec<(usize, &str)> =
        pairs.iter().enumerate().flat_map(|(at, (.., all))| all.iter().map(move |one| (at, *one))).collect();
    let scores: Vec<Vec<f32>> =
        spellings.iter().map(|(_, ar)| pairs.iter().map(|(_, la, _)| agreement(la, ar)).collect()).collect();
    let turned: Vec<Vec<f32>> =
        (0..pairs.len()).map(|la| (0..spellings.len()).map(|ar| scores[ar][la]).collect()).collect();
    let (first, five) = shares(&scores, |ar, la| spellings[ar].0 == la);
    let (first_back, five_back) = shares(&turned, |la, ar| spellings[ar].0 == la);
    println!("{} names, {} spellings", pairs.len(), spellings.len());
    println!("Arabic to Latin: top-1 {first:.3} top-5 {five:.3}; Latin to Arabic: {first_back:.3} {five_back:.3}");
    let negatives: Vec<_> = rows.iter().filter(|(kind, ..)| *kind == "NOT").collect();
    for bar in [0.5, 0.6, 0.7, 0.8, 0.9] {
        let (mut right, mut wrong) = (0, 0);
        for (ar, row) in scores.iter().enumerate() {
            for (la, score) in row.iter().enumerate().filter(|(_, score)| **score >= bar) {
                if spellings[ar].0 == la {
                    right += 1;
                } else if pairs[spellings[ar].0].0 == pairs[la].0 {
                    wrong += 1;
                    if bar == PROBABLE {
                        println!("  wrong: {} {} {score:.2}", spellings[ar].1, pairs[la].1);
                    }
                }
            }
        }
        let taken: Vec<_> = negatives.iter().filter(|(_, la, ar)| agreement(la, ar[0]) >= bar).collect();
        let precision = right as f32 / (right + wrong + taken.len()) as f32;
        let recall = right as f32 / spellings.len() as f32;
        println!(
            "bar {bar}: recall {recall:.3} precision {precision:.3} (of {} negatives {})",
            negatives.len(),
            taken.len()
        );
        if bar == PROBABLE {
            println!("  {taken:?}");
            assert!(precision >= 0.97 && recall >= 0.80, "precision {precision}, recall {recall}");
        }
    }
    assert!(first.min(first_back) >= 0.88, "top-1 {first} {first_back}");
    assert!(five.min(five_back) >= 0.98, "top-5 {five} {five_back}");
}

#[test]
fn the_key_of_consonants_loses_few_names() {
    let rows = rows();
    let pairs: Vec<_> = rows.iter().filter(|(kind, ..)| *kind != "NOT").collect();
    let all: Vec<(&str, &str)> = pairs.iter().flat_map(|(_, la, all)| all.iter().map(|ar| (*la, *ar))).collect();
    let key = |name: &str| linker::keys(&names::Name::read(name).expect("a name of the list"));
    let (met, lost): (Vec<(&str, &str)>, Vec<_>) =
        all.iter().partition(|(la, ar)| key(la).iter().any(|one| key(ar).contains(one)));
    println!("{} of {} meet; not {lost:?}", met.len(), all.len());
    assert!(met.len() * 100 >= all.len() * 80);
}

fn unknown(name: &str, kind: EntityType, articles: &[u32]) -> Unknown {
    Unknown { id: EntityId(name.to_owned()), name: name.to_owned(), kind, articles: articles.to_vec(), acronym: None }
}

fn joins(base: &[(&str, EntityType, &str)], names: &[Unknown]) -> Vec<(String, String)> {
    let joined = Linker::new(base.iter().copied()).join(names);
    assert!(joined.iter().all(|join| (PROBABLE..=1.0).contains(&join.score)), "{joined:?}");
    joined.into_iter().map(|join| (join.from.0, join.to.0)).collect()
}

fn pair(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

#[test]
fn names_join_across_scripts_and_spellings() {
    use EntityType::{Org, Person};
    let person = |name: &str, articles: &[u32]| unknown(name, Person, articles);
    let names = [person("أنطونيو غوتيريش", &[1]), person("أنطونيو غوتيريس", &[2]), person("Antonio Guterres", &[3])];
    let wanted = vec![pair("أنطونيو غوتيريس", "Antonio Guterres"), pair("أنطونيو غوتيريش", "Antonio Guterres")];
    assert_eq!(joins(&[], &names), wanted);
    let base = [("guterres", Person, "Antonio Guterres")];
    assert_eq!(joins(&base, &names[..1]), vec![pair("أنطونيو غوتيريش", "guterres")]);
    let zelensky = [person("Volodymyr Zelensky", &[1]), person("Volodymyr Zelenskyy", &[2, 3])];
    assert_eq!(joins(&[], &zelensky), vec![pair("Volodymyr Zelensky", "Volodymyr Zelenskyy")]);
    assert_eq!(joins(&[], &[person("كريبس", &[1]), person("Krebs", &[2])]), vec![], "a surname alone");
    assert_eq!(joins(&[], &[unknown("فوليكسيتي", Org, &[1]), person("Volexity", &[2])]), vec![], "two kinds");
}

#[test]
fn two_people_of_one_article_stay_two() {
    use EntityType::Person;
    let two =
        [unknown("Jon Smith", Person, &[1]), unknown("John Smith", Person, &[1]), unknown("جون سميث", Person, &[2])];
    assert_eq!(joins(&[], &two).len(), 1);
    let krebs = [
        unknown("Brian Krebs", Person, &[1]),
        unknown("Chris Krebs", Person, &[1]),
        unknown("كريس كريبس", Person, &[2]),
        unknown("بريان كريبس", Person, &[2]),
    ];
    assert_eq!(joins(&[], &krebs), vec![pair("بريان كريبس", "Brian Krebs"), pair("كريس كريبس", "Chris Krebs")]);
}

#[test]
fn an_acronym_that_two_texts_share_joins_a_translated_name() {
    let with = |name: &str| Unknown { acronym: Some("PHA".to_owned()), ..unknown(name, EntityType::Org, &[1]) };
    let names = [with("هيئة مرافئ الشمال"), with("Port Harbour Authority")];
    assert_eq!(joins(&[], &names), vec![pair("هيئة مرافئ الشمال", "Port Harbour Authority")]);
    let three = [names[0].clone(), names[1].clone(), with("Public Health Agency")];
    assert_eq!(joins(&[], &three), vec![]);
}

#[test]
fn twenty_thousand_names_are_joined_in_any_order() {
    let syllables = ["ka", "lo", "mi", "ru", "sa", "te", "no", "di", "be", "fu"];
    let spelt = ["كا", "لو", "مي", "رو", "سا", "تي", "نو", "دي", "بي", "فو"];
    let name = |at: usize, parts: &[&str; 10]| {
        let part = |by: usize| parts[at / by % 10];
        format!("{}{}{} {}{}", part(1), part(10), part(100), part(1000), part(10))
    };
    let mut names: Vec<Unknown> = (0..10_000)
        .flat_map(|at| [(name(at, &syllables), at), (name(at, &spelt), at + 10_000)])
        .map(|(name, article)| unknown(&name, EntityType::Person, &[article as u32]))
        .collect();
    let linker = Linker::new([]);
    let joined = linker.join(&names);
    names.reverse();
    assert_eq!(joined, linker.join(&names));
    assert!(joined.len() >= 9_000, "{}", joined.len());
}
