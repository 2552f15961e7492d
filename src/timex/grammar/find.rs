//! Matches the rules against the lexemes of a text, from its begin to its end.

use std::ops::Range;

use super::build::{Taken, build};
use super::{Counts, Grammar, Make, Row, Rule};
use crate::timex::expr::{Core, Expr, From};
use crate::timex::lexicon::{Class, Lexicon};
use crate::timex::scan::{Lexeme, Scan};

/// An expression with its place.
#[derive(Clone, Debug)]
pub(in crate::timex) struct Item {
    /// What it says.
    pub expr: Expr,
    /// Its lexemes.
    pub range: Range<usize>,
    /// The rule that found it, or the first of several.
    pub rule: &'static Rule,
    /// Whether it counts only as a part of a larger one.
    pub weak: bool,
    /// Whether it is a number that nothing around it calls a date.
    pub bare: bool,
}

/// Finds the expressions of a text, in order and without overlap: at each place the row that reaches
/// farthest, and of two the rule that stands first.
pub(in crate::timex) fn find(scan: &Scan, lexicon: &'static Lexicon) -> Vec<Item> {
    let grammar = &lexicon.grammar;
    let mut items = Vec::new();
    let mut at = 0;
    while at < scan.lexemes.len() {
        at = match best(grammar, &scan.lexemes, at) {
            Some(row) => take(grammar, row, &scan.lexemes, at, &mut items),
            None => at + 1,
        };
    }
    items
}

fn best<'g>(grammar: &'g Grammar, lexemes: &[Lexeme], at: usize) -> Option<&'g Row> {
    let classes = lexemes[at].classes;
    if !classes.meets(grammar.starts()) {
        return None;
    }
    let mut best: Option<(usize, u16, &Row)> = None;
    for (number, row) in grammar.rows(classes) {
        let reach = row.reach();
        let better = best.is_none_or(|(longest, first, old)| {
            reach > longest || reach == longest && (row.rule, number) < (old.rule, first)
        });
        if better && fits(row, lexemes, at) {
            best = Some((reach, number, row));
        }
    }
    best.map(|(_, _, row)| row)
}

fn fits(row: &Row, lexemes: &[Lexeme], at: usize) -> bool {
    let Some(first) = at.checked_sub(row.lead()) else { return false };
    let behind = row.lead() + row.reach();
    row.places.iter().enumerate().all(|(place, wanted)| {
        // The end of a text or of a line stops a sentence as a full stop does.
        let ends = place >= behind && wanted.classes.has(Class::STOP);
        let Some(lexeme) = lexemes.get(first + place) else { return ends };
        let fits = lexeme.classes.meets(wanted.classes) && (!wanted.glued || lexeme.glued);
        if place > 0 && lexeme.breaks { ends } else { fits }
    })
}

/// Builds the expressions of a row that fits; gives the next place to look at.
fn take(grammar: &'static Grammar, row: &Row, lexemes: &[Lexeme], at: usize, items: &mut Vec<Item>) -> usize {
    let rule = grammar.rule(row);
    let first = items.len();
    let start = at - row.lead();
    for part in &row.parts {
        let taken: Vec<Taken> =
            part.clone().map(|place| (&lexemes[start + place], row.places[place].classes)).collect();
        if let Some(mut expr) = build(rule.make, &taken) {
            if let (Core::Point(point), true) = (&mut expr.core, rule.focus) {
                point.from = From::Focus;
            }
            let range = start + part.start..start + part.end;
            items.push(Item { expr, range, rule, weak: rule.counts == Counts::AsPart, bare: rule.bare });
        }
    }
    share(&mut items[first..]);
    // What makes no date after all may still hold one.
    if items.len() == first && rule.make != Make::Nothing { at + 1 } else { at + row.reach().max(1) }
}

/// The parts of one match fill each other in: "between 3 and 5 March".
fn share(items: &mut [Item]) {
    let points: Vec<_> = items.iter().filter_map(|item| item.expr.point().copied()).collect();
    for item in items {
        if let Core::Point(point) = &mut item.expr.core {
            points.iter().rev().for_each(|other| point.complete_from(other));
        }
    }
}
