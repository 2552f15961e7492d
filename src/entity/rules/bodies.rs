//! Bodies that are named by their country: "the Chinese government", "السفارة الصينية في واشنطن",
//! "وزارة الدفاع البريطانية". A table gives the words and the canonical name; where the knowledge
//! base knows that name under another ("Ministry of Foreign Affairs of the United Kingdom"), its
//! own entity is meant.

use std::collections::HashMap;

use crate::model::{EntityType, LinkedBy};

use crate::entity::candidate::{Candidate, Link};
use crate::entity::kb::matcher::Gazetteer;
use crate::entity::kb::{Entity, Kb, field, rows};
use crate::entity::words::{Words, path};

/// The most words of a body's common noun ("وزارة التربية والتعليم").
const LONGEST: usize = 4;
/// Countries whose English name takes the article.
const ARTICLE: [&str; 6] = ["United ", "Netherlands", "Philippines", "Bahamas", "Maldives", "Democratic Republic"];

/// The table of bodies.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Bodies {
    /// English and Arabic name with a hole.
    names: Vec<(&'static str, &'static str)>,
    /// Arabic words before the adjective or the country.
    before: HashMap<String, usize>,
    /// English words after the adjective.
    after: HashMap<String, usize>,
    /// English words before "of" and the country.
    before_of: HashMap<String, usize>,
}

impl Bodies {
    /// Reads the embedded table.
    pub fn embedded() -> Self {
        let mut out =
            Self { names: Vec::new(), before: HashMap::new(), after: HashMap::new(), before_of: HashMap::new() };
        for fields in rows(include_str!("../../../assets/lexicon/country-bodies.tsv")) {
            let number = out.names.len();
            out.names.push((field(&fields, 0), field(&fields, 4)));
            for (column, map) in [(1, &mut out.before), (2, &mut out.after), (3, &mut out.before_of)] {
                for phrase in field(&fields, column).split(';').filter(|phrase| !phrase.is_empty()) {
                    map.insert(path(phrase).join(" "), number);
                }
            }
        }
        out
    }

    /// Bodies around the country names among `found`.
    pub fn find(&self, found: &[Candidate], words: &Words, kb: &Kb, gazetteer: &Gazetteer) -> Vec<Candidate> {
        let mut out = Vec::new();
        let places = found.iter().filter(|candidate| candidate.kind == EntityType::Gpe);
        let places: HashMap<usize, &Candidate> = places.map(|place| (place.from, place)).collect();
        for candidate in found {
            let Link::Known(number) = candidate.link else { continue };
            let Some(country) = kb.entity(number).filter(|entity| entity.country) else { continue };
            let arabic = words.get(candidate.from).is_some_and(|word| word.arabic);
            let body = if arabic { self.arabic(candidate, words) } else { self.english(candidate, words) };
            let Some((body, from, to, clitics)) = body else { continue };
            let Some((pattern, pattern_ar)) = self.names.get(body).copied() else { continue };
            let name = pattern.replace("{}", &with_article(&country));
            let (to, city) = if pattern.starts_with("Embassy") { seat(to, &places, words, kb) } else { (to, None) };
            let name_ar = country.name_ar.map(|country| pattern_ar.replace("{}", country));
            let link = match (gazetteer.known(&name, kb), city) {
                (Some(known), _) => Link::Known(known),
                (None, Some(city)) => Link::New(format!("{name}, {city}"), name_ar),
                (None, None) => Link::New(name, name_ar),
            };
            let span = words.span(from, to, clitics);
            out.push(Candidate { from, to, span, kind: EntityType::Org, link, score: 0.9, by: LinkedBy::Country });
        }
        out
    }

    /// Common noun before a definite adjective ("الحكومة الصينية") or before the country ("حكومة
    /// الصين"); body, words and clitics.
    fn arabic(&self, country: &Candidate, words: &Words) -> Option<(usize, usize, usize, usize)> {
        let adjective = country.kind == EntityType::Norp;
        if country.kind == EntityType::Gpe && words.key(country.from) == "الدوله" {
            return None;
        }
        if adjective && !words.key(country.from).starts_with("ال") {
            return None;
        }
        (1..=LONGEST).rev().find_map(|count| {
            let from = country.from.checked_sub(count)?;
            let close = (from + 1..=country.from).all(|at| words.is_close(at));
            let phrase = joined(from, country.from, words);
            // "وزير الخارجية الأميركي" is the minister: the adjective agrees with the body or with none.
            let head = phrase.split(' ').next().unwrap_or("");
            let feminine = head.ends_with('ه') || head.ends_with("ات");
            if adjective && feminine != words.key(country.from).ends_with('ه') {
                return None;
            }
            let definite = phrase.starts_with("ال");
            if !close || (!adjective && definite && count == 1) {
                return None;
            }
            let (body, clitics) = without_clitics(&phrase, &self.before)?;
            Some((body, from, country.to, clitics))
        })
    }

    /// "Chinese government", "China's government", "government of China".
    fn english(&self, country: &Candidate, words: &Words) -> Option<(usize, usize, usize, usize)> {
        let mut after = country.to;
        if country.kind == EntityType::Gpe && matches!(words.key(after), "'" | "’") && words.key(after + 1) == "s" {
            after += 2;
        }
        let tail = (1..=LONGEST).rev().find_map(|count| {
            let close = (after..after + count).all(|at| words.is_close(at));
            let body = self.after.get(&joined(after, after + count, words)).filter(|_| close)?;
            Some((*body, country.from, after + count, 0))
        });
        tail.or_else(|| {
            let the = country.from.checked_sub(1).filter(|at| words.key(*at) == "the").unwrap_or(country.from);
            let of = the.checked_sub(1).filter(|at| words.key(*at) == "of")?;
            (1..=LONGEST).rev().find_map(|count| {
                let from = of.checked_sub(count)?;
                let body = self.before_of.get(&joined(from, of, words))?;
                Some((*body, from, country.to, 0))
            })
        })
    }
}

/// "in Washington" behind an embassy is part of its name.
fn seat(to: usize, places: &HashMap<usize, &Candidate>, words: &Words, kb: &Kb) -> (usize, Option<String>) {
    if !matches!(words.key(to), "in" | "في") {
        return (to, None);
    }
    let at = if words.key(to + 1) == "العاصمه" { to + 2 } else { to + 1 };
    match places.get(&at).map(|city| (city.to, &city.link)) {
        Some((end, Link::Known(number))) => (end, kb.entity(*number).map(|entity| entity.name.to_owned())),
        _ => (to, None),
    }
}

fn with_article(country: &Entity<'_>) -> String {
    let article = ARTICLE.iter().any(|start| country.name.starts_with(start));
    if article { format!("the {}", country.name) } else { country.name.to_owned() }
}

fn joined(from: usize, to: usize, words: &Words) -> String {
    (from..to).map(|at| words.key(at)).collect::<Vec<_>>().join(" ")
}

/// The value of a phrase, of the phrase behind one clitic, or of the phrase whose article is fused
/// with لـ; and the bytes of the clitic that stay outside.
fn without_clitics(phrase: &str, map: &HashMap<String, usize>) -> Option<(usize, usize)> {
    if let Some(value) = map.get(phrase) {
        return Some((*value, 0));
    }
    let fused = phrase.strip_prefix("لل").and_then(|noun| map.get(&format!("ال{noun}")));
    if let Some(value) = fused {
        return Some((*value, 0));
    }
    let rest = phrase.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])?;
    map.get(rest).map(|value| (*value, phrase.len() - rest.len()))
}
