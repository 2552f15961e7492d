//! From the text of a pattern to flat rows.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::timex::lexicon::{ClassSet, Classes};

/// One place of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::timex) struct Place {
    /// The classes that fit.
    pub classes: ClassSet,
    /// Whether the lexeme must touch the one before it.
    pub glued: bool,
    /// Inside which expression it lies, if any.
    part: Option<u8>,
}

/// A pattern without choices: so many lexemes in a row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::timex) struct Row {
    /// Its places.
    pub places: Vec<Place>,
    /// The places of each expression.
    pub parts: Vec<Range<usize>>,
    /// The rule it belongs to, by number.
    pub rule: usize,
}

impl Row {
    /// How many places stand before its first expression.
    pub fn lead(&self) -> usize {
        self.parts.first().map_or(0, |part| part.start)
    }

    /// The classes its first expression begins with.
    pub fn start(&self) -> ClassSet {
        self.places.get(self.lead()).map_or(ClassSet::NONE, |place| place.classes)
    }

    /// How many places its expressions take, with what stands between them.
    pub fn reach(&self) -> usize {
        self.parts.last().map_or(0, |part| part.end - self.lead())
    }
}

/// A piece of a pattern.
enum Piece {
    One(Place),
    Maybe(Vec<Piece>),
}

/// Spreads a pattern out into the rows it stands for.
pub(super) fn rows(
    pattern: &str,
    groups: &BTreeMap<String, String>,
    classes: &Classes,
    rule: usize,
) -> Result<Vec<Row>, String> {
    let mut reader = Reader { groups, classes, part: None, parts: 0, outside: false, braces: pattern.contains('{') };
    let mut words = pattern.split_whitespace();
    let pieces = reader.pieces(&mut words, false)?;
    let mut spread = vec![Vec::new()];
    for piece in &pieces {
        spread = extend(spread, piece);
    }
    let rows: Vec<Row> = spread.into_iter().filter_map(|places| row(places, rule)).collect();
    if rows.is_empty() { Err(format!("{pattern:?} can be empty")) } else { Ok(rows) }
}

fn row(places: Vec<Place>, rule: usize) -> Option<Row> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (at, place) in places.iter().enumerate() {
        match (place.part, parts.last_mut()) {
            (Some(part), Some(range)) if last == Some(part) => range.end = at + 1,
            (Some(_), _) => parts.push(at..at + 1),
            (None, _) => {}
        }
        last = place.part;
    }
    (!parts.is_empty()).then_some(Row { places, parts, rule })
}

/// Every row so far, with the piece and, where it may be missing, without it.
fn extend(rows: Vec<Vec<Place>>, piece: &Piece) -> Vec<Vec<Place>> {
    match piece {
        Piece::One(place) => rows
            .into_iter()
            .map(|mut row| {
                row.push(*place);
                row
            })
            .collect(),
        Piece::Maybe(inner) => {
            let mut with = rows.clone();
            for piece in inner {
                with = extend(with, piece);
            }
            with.extend(rows);
            with
        }
    }
}

/// The state of reading one pattern.
struct Reader<'a> {
    groups: &'a BTreeMap<String, String>,
    classes: &'a Classes,
    part: Option<u8>,
    parts: u8,
    outside: bool,
    braces: bool,
}

impl Reader<'_> {
    fn pieces<'t>(&mut self, words: &mut impl Iterator<Item = &'t str>, nested: bool) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        while let Some(word) = words.next() {
            match word {
                "(" => pieces.push(Piece::Maybe(self.pieces(words, true)?)),
                ")?" if nested => return Ok(pieces),
                "[" => self.outside = true,
                "]" => self.outside = false,
                "{" => {
                    self.part = Some(self.parts);
                    self.parts += 1;
                }
                "}" => self.part = None,
                _ => pieces.push(self.piece(word)?),
            }
        }
        if nested { Err("a bracket is open".to_owned()) } else { Ok(pieces) }
    }

    fn piece(&self, word: &str) -> Result<Piece, String> {
        let (word, maybe) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
        let (word, glued) = word.strip_prefix('~').map_or((word, false), |word| (word, true));
        let part = match (self.outside, self.braces) {
            (true, _) => None,
            (false, true) => self.part,
            (false, false) => Some(0),
        };
        let place = Place { classes: self.set(word)?, glued, part };
        Ok(if maybe { Piece::Maybe(vec![Piece::One(place)]) } else { Piece::One(place) })
    }

    fn set(&self, word: &str) -> Result<ClassSet, String> {
        let mut set = ClassSet::NONE;
        for name in word.split('|') {
            if let Some(group) = name.strip_prefix('$') {
                let names = self.groups.get(group).ok_or_else(|| format!("no group {group}"))?;
                set = set.union(self.set(names)?);
            } else {
                set.insert(self.classes.find(name).ok_or_else(|| format!("no class {name}"))?);
            }
        }
        Ok(set)
    }
}
