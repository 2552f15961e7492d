//! Tables of texts with what the pass over the whole text must find in them.

use crate::entity::Base;
use crate::model::{Lang, Mention};

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
