//! Countries: one line of the table gives the country, its capital, its people and, through them,
//! the bodies that are named by the adjective alone ("the Chinese state").

use crate::model::EntityType;

use crate::entity::kb::{Kb, field, slug};

/// Adds the country of one line: names, capital, demonyms of both languages.
pub(in crate::entity) fn add(kb: &mut Kb, fields: &[&'static str]) {
    let name = field(fields, 0);
    let arabic = field(fields, 1);
    let (plain_ar, _) = arabic.split_once(" !").unwrap_or((arabic, ""));
    let entity = kb.entity(&slug(name), EntityType::Gpe, name, plain_ar);
    if let Some(entity) = kb.entities.get_mut(entity) {
        entity.country = true;
    }
    let others: Vec<&str> = field(fields, 2).split(';').filter(|other| !other.is_empty()).collect();
    let flagged =
        |given: &str| others.iter().any(|other| other.split_once(" !").is_some_and(|(text, _)| text == given));
    if !flagged(name) {
        kb.alias(entity, EntityType::Gpe, name);
    }
    for other in [arabic].iter().chain(&others) {
        kb.alias(entity, EntityType::Gpe, other);
    }
    for demonym in field(fields, 3).split(';').filter(|name| !name.is_empty()) {
        english_forms(kb, entity, demonym);
    }
    for demonym in field(fields, 4).split(';').filter(|name| !name.is_empty()) {
        arabic_forms(kb, entity, demonym);
    }
    capital(kb, field(fields, 5));
}

/// "Chinese", "Iraqi" and "Iraqis".
fn english_forms(kb: &mut Kb, entity: usize, demonym: &str) {
    kb.alias(entity, EntityType::Norp, demonym);
    let (word, flags) = demonym.split_once(" !").map_or((demonym, ""), |(word, _)| (word, " !case"));
    if !["ese", "ss", "sh", "ch", "ic"].iter().any(|end| word.ends_with(end)) {
        kb.alias(entity, EntityType::Norp, &format!("{word}s{flags}"));
    }
}

/// The forms of a relative adjective: feminine, plurals, each with and without the article. The
/// accusative with its alef is left out where it would be the country itself ("سوريا").
fn arabic_forms(kb: &mut Kb, entity: usize, demonym: &str) {
    if demonym.contains(" !") || demonym.contains(' ') || !demonym.ends_with('ي') {
        kb.alias(entity, EntityType::Norp, demonym);
        if !demonym.starts_with("ال") && !demonym.contains(' ') {
            kb.alias(entity, EntityType::Norp, &format!("ال{demonym}"));
        }
        return;
    }
    for ending in ["", "ة", "ون", "ين", "ات", "ان", "تان", "تين"] {
        for article in ["", "ال"] {
            kb.alias(entity, EntityType::Norp, &format!("{article}{demonym}{ending}"));
        }
    }
    kb.accusatives.push((entity, format!("{demonym}ا")));
    // Written with its mark, the accusative is no country.
    for ending in ["ًا", "اً"] {
        kb.alias(entity, EntityType::Norp, &format!("{demonym}{ending} !case"));
    }
    kb.alias(entity, EntityType::Gpe, &format!("الدولة ال{demonym}ة"));
}

/// `English=Arabic=other;other`.
fn capital(kb: &mut Kb, text: &str) {
    let mut parts = text.split('=');
    let (Some(name), Some(arabic)) = (parts.next().filter(|name| !name.is_empty()), parts.next()) else { return };
    let (plain_ar, _) = arabic.split_once(" !").unwrap_or((arabic, ""));
    let entity = kb.entity(&slug(name), EntityType::Gpe, name, plain_ar);
    for other in [name, arabic].into_iter().chain(parts.next().unwrap_or("").split(';')) {
        kb.alias(entity, EntityType::Gpe, other);
    }
}
