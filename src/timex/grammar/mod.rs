//! Rules: which classes in a row are a date expression, as data.
//!
//! A pattern is a row of classes. `A|B` is either, `A?` may be missing, `( A B )?` may be missing as a
//! whole, `[ A ]` must stand there but lies outside the expression, `~A` must touch what stands before
//! it, and `{ A B }` marks each of several expressions that one pattern finds. `$G` is a group of
//! classes named in the same file. Patterns have no loops: each is spread out into flat rows when the
//! lexicon is read, so that matching costs no more at any place than the rows that begin there.

mod build;
mod clock;
mod find;
mod pattern;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::{ClassSet, Classes, ROOM};
pub(in crate::timex) use find::{Item, find};
pub(in crate::timex) use pattern::Row;

/// What a rule makes of its match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::timex) enum Make {
    /// A point or stretch of the calendar.
    Point,
    /// The n-th part of a stretch that is named next to it.
    Nth,
    /// A part of the day or a clock time.
    Time,
    /// A clock time from a number and a part of it: half past three.
    ClockWords,
    /// An amount of time.
    Duration,
    /// A recurring time.
    Set,
    /// A vague time.
    Reference,
    /// A word that changes the expression after it: early, about.
    Prefix,
    /// Nothing: the words are a name or a phrase and no date.
    Nothing,
}

/// Where the expressions of a rule count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::timex) enum Counts {
    /// Everywhere.
    #[default]
    Always,
    /// Only as parts of larger ones.
    AsPart,
    /// Only where a text is nothing but one expression.
    Alone,
}

/// A rule as the file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::timex) struct RuleSource {
    name: String,
    make: Make,
    patterns: Vec<String>,
    #[serde(default)]
    counts: Counts,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    focus: bool,
}

/// A rule.
#[derive(Clone, Debug)]
pub(in crate::timex) struct Rule {
    /// Its name, for the evidence.
    pub name: String,
    /// What it makes.
    pub make: Make,
    /// Where its expressions count.
    pub counts: Counts,
    /// Whether it reads a number without a word beside it that says what the number is.
    pub bare: bool,
    /// Whether what it finds counts from the date named last and not from the document's day.
    pub focus: bool,
}

/// The rules of a language, spread out.
#[derive(Clone, Debug)]
pub(in crate::timex) struct Grammar {
    rules: Vec<Rule>,
    rows: Vec<Row>,
    /// The classes with which a row begins.
    starts: ClassSet,
    /// For each class bit, the rows that can begin with it, longest first.
    by_class: Vec<Vec<u16>>,
}

impl Grammar {
    /// Compiles the rules; an error names the rule.
    pub fn new(groups: &BTreeMap<String, String>, sources: &[RuleSource], classes: &Classes) -> Result<Self, String> {
        let mut rules = Vec::new();
        let mut rows = Vec::new();
        for source in sources {
            let at = rules.len();
            for text in &source.patterns {
                let more = pattern::rows(text, groups, classes, at).map_err(|why| format!("{}: {why}", source.name))?;
                rows.extend(more);
            }
            let RuleSource { name, make, counts, bare, focus, .. } = source.clone();
            rules.push(Rule { name, make, counts, bare, focus });
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.reach()));
        u16::try_from(rows.len()).map_err(|_| "too many rules".to_owned())?;
        let starts = rows.iter().fold(ClassSet::NONE, |all, row| all.union(row.start()));
        let by_class = (0..ROOM)
            .map(|bit| (0..rows.len() as u16).filter(|row| rows[*row as usize].start().has_bit(bit)).collect())
            .collect();
        Ok(Self { rules, rows, starts, by_class })
    }

    /// The classes with which an expression or its surroundings can begin.
    pub fn starts(&self) -> ClassSet {
        self.starts
    }

    /// The rows that can begin with one of the classes, those that reach farthest first in each class.
    pub fn rows(&self, classes: ClassSet) -> impl Iterator<Item = (u16, &Row)> {
        classes.bits().flat_map(|bit| self.by_class[bit as usize].iter().map(|at| (*at, &self.rows[*at as usize])))
    }

    /// The rule of a row.
    pub fn rule(&self, row: &Row) -> &Rule {
        &self.rules[row.rule]
    }
}
