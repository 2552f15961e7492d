//! Which country a name stands for: its capital and the bodies that are named by it speak and are
//! spoken of in its stead ("Beijing denies", "the foreign ministry rejects").

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::EntityId;
use crate::text::fold_key;

static COUNTRIES: LazyLock<Countries> = LazyLock::new(Countries::read);

struct Countries {
    /// Countries by their own key.
    own: HashMap<String, EntityId>,
    /// Keys of countries by the keys of their capitals.
    capitals: HashMap<String, String>,
    /// How the keys of bodies begin: "government-of-".
    bodies: Vec<String>,
}

/// The country that `id` stands for; `id` itself where it stands for none.
pub(super) fn country_of(id: &EntityId) -> &EntityId {
    metonym(id).unwrap_or(id)
}

/// Whether `id` is a capital or a body of a country.
pub(super) fn is_metonym(id: &EntityId) -> bool {
    metonym(id).is_some()
}

fn metonym(id: &EntityId) -> Option<&'static EntityId> {
    let all = &*COUNTRIES;
    let body = || all.bodies.iter().find_map(|body| id.0.strip_prefix(body.as_str()));
    let country = all.capitals.get(&id.0).map(String::as_str).or_else(body)?;
    all.own.get(country)
}

impl Countries {
    fn read() -> Self {
        let rows = |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut out = Self { own: HashMap::new(), capitals: HashMap::new(), bodies: Vec::new() };
        for row in rows(include_str!("../../assets/kb/countries.tsv")) {
            let fields: Vec<&str> = row.split('\t').collect();
            let country = key(fields.first().copied().unwrap_or(""));
            let capital = key(fields.get(5).and_then(|field| field.split('=').next()).unwrap_or(""));
            // A city state is its own capital.
            if !capital.is_empty() && capital != country {
                out.capitals.insert(capital, country.clone());
            }
            out.own.insert(country.clone(), EntityId(country));
        }
        for row in rows(include_str!("../../assets/lexicon/country-bodies.tsv")) {
            let name = row.split('\t').next().and_then(|name| name.strip_suffix("{}"));
            out.bodies.extend(name.map(|name| format!("{}-", key(name))));
        }
        out
    }
}

/// The key of an entity by its English name, flags apart.
fn key(name: &str) -> String {
    let plain = fold_key(name.split('!').next().unwrap_or("")).replace('\'', "");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_bodies_stand_for_their_country() {
        for (id, expect) in [
            ("oslo", "norway"),
            ("kabul", "afghanistan"),
            ("washington-d-c", "united-states"),
            ("government-of-norway", "norway"),
            ("ministry-of-foreign-affairs-of-peru", "peru"),
            ("embassy-of-atlantis", "embassy-of-atlantis"),
            ("norway", "norway"),
            ("bergen", "bergen"),
            ("bank-of-norway", "bank-of-norway"),
            ("", ""),
        ] {
            let id = EntityId(id.into());
            assert_eq!((country_of(&id).0.as_str(), is_metonym(&id)), (expect, id.0 != expect));
        }
    }
}
