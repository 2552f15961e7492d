//! Countries: one line of the table gives the country, its capital, its people and, through them,
//! the bodies that are named by the adjective alone ("the Chinese state").

use crate::entity::kb::rows::{field, values};
use crate::entity::kb::table::{Tables, kind, parted};

/// Adds the country of one line: names, capital, demonyms of both languages.
pub fn add(tables: &mut Tables, fields: &[&str]) {
    let (name, arabic) = (field(fields, 0), field(fields, 1));
    let gpe = kind("GPE").unwrap_or_default();
    let entity = tables.entity(gpe, name, parted(arabic).0);
    if let Some(entity) = tables.entities.get_mut(entity) {
        entity.country = true;
    }
    let others: Vec<&str> = values(field(fields, 2)).collect();
    let flagged = |other: &&str| !parted(other).1.is_empty() && parted(other).0 == name;
    if !others.iter().any(flagged) {
        tables.alias(entity, gpe, name);
    }
    for other in [arabic].iter().chain(&others) {
        tables.alias(entity, gpe, other);
    }
    for demonym in values(field(fields, 3)) {
        english_forms(tables, entity, demonym);
    }
    for demonym in values(field(fields, 4)) {
        arabic_forms(tables, entity, demonym);
    }
    capital(tables, field(fields, 5));
}

/// "Chinese", "Iraqi" and "Iraqis".
fn english_forms(tables: &mut Tables, entity: usize, demonym: &str) {
    let norp = kind("NORP").unwrap_or_default();
    tables.alias(entity, norp, demonym);
    let (word, flags) = demonym.split_once(" !").map_or((demonym, ""), |(word, _)| (word, " !case"));
    if !["ese", "ss", "sh", "ch", "ic"].iter().any(|end| word.ends_with(end)) {
        tables.alias(entity, norp, &format!("{word}s{flags}"));
    }
}

/// The forms of a relative adjective: feminine, plurals, each with and without the article. The
/// accusative with its alef is left out where it would be the country itself ("سوريا").
fn arabic_forms(tables: &mut Tables, entity: usize, demonym: &str) {
    let norp = kind("NORP").unwrap_or_default();
    if demonym.contains(" !") || demonym.contains(' ') || !demonym.ends_with('ي') {
        tables.alias(entity, norp, demonym);
        if !demonym.starts_with("ال") && !demonym.contains(' ') {
            tables.alias(entity, norp, &format!("ال{demonym}"));
        }
        return;
    }
    for ending in ["", "ة", "ون", "ين", "ات", "ان", "تان", "تين"] {
        for article in ["", "ال"] {
            tables.alias(entity, norp, &format!("{article}{demonym}{ending}"));
        }
    }
    tables.accusatives.push((entity, format!("{demonym}ا")));
    // Written with its mark, the accusative is no country.
    for ending in ["ًا", "اً"] {
        tables.alias(entity, norp, &format!("{demonym}{ending} !case"));
    }
    tables.alias(entity, kind("GPE").unwrap_or_default(), &format!("الدولة ال{demonym}ة"));
}

/// `English=Arabic=other;other`.
fn capital(tables: &mut Tables, text: &str) {
    let mut parts = text.split('=');
    let (Some(name), Some(arabic)) = (parts.next().filter(|name| !name.is_empty()), parts.next()) else { return };
    let gpe = kind("GPE").unwrap_or_default();
    let entity = tables.entity(gpe, name, parted(arabic).0);
    for other in [name, arabic].into_iter().chain(parts.next().unwrap_or("").split(';')) {
        tables.alias(entity, gpe, other);
    }
}
