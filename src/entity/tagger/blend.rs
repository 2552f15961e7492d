//! How the tagger's names and those of the knowledge base live together.
//!
//! The base is right about what it knows. The tagger may lengthen a listed place ("Bank of America"
//! over "America"); in Arabic, where no capital shows the end of a name, no other listed name. A
//! city may be the club that is named by it, where the text says so plainly.

use crate::model::EntityType;

use crate::entity::candidate::{Candidate, Link};
use crate::entity::kb::Kb;
use crate::entity::lexicon::Lexicon;
use crate::entity::words::Words;

/// A tagger's name is never better than a listed one of the same words, or one made by a naming scheme.
const MOST: f32 = 0.84;
/// Below this an Arabic name is wrong more often than right: no capital vouches for it.
const SURE: f32 = 0.45;
/// Letters of the shortest participle in the accusative.
const PARTICIPLE: usize = 5;
/// From here on a city is a club.
const PLAIN: f32 = 0.5;
/// Better than every listed name of the same words.
const OVER: f32 = 1.1;

/// The names of the tagger that may stand beside `listed`.
pub(in crate::entity) fn blend(
    mut tagged: Vec<Candidate>,
    listed: &[Candidate],
    words: &Words,
    kb: &Kb,
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let mut certain = vec![false; words.len()];
    // The last word of each city and its first.
    let mut cities = vec![usize::MAX; words.len()];
    for candidate in listed {
        let place = matches!(candidate.kind, EntityType::Gpe | EntityType::Loc | EntityType::Norp);
        if !place && let Some(words) = certain.get_mut(candidate.from..candidate.to) {
            words.fill(true);
        }
        if is_city(candidate, kb)
            && let Some(city) = cities.get_mut(candidate.from)
        {
            *city = candidate.to;
        }
    }
    tagged.retain_mut(|candidate| {
        let city = cities.get(candidate.from) == Some(&candidate.to);
        let club = city && candidate.kind == EntityType::Org && candidate.score >= PLAIN;
        let arabic = words.get(candidate.from).is_some_and(|word| word.arabic);
        if arabic && (candidate.score < SURE || is_common(candidate, words, lexicon)) {
            return false;
        }
        candidate.score = if club { OVER } else { candidate.score.min(MOST) };
        let narrow = arabic || matches!(candidate.kind, EntityType::Product | EntityType::Malware);
        !narrow || !certain.get(candidate.from..candidate.to).is_some_and(|words| words.contains(&true))
    });
    tagged
}

/// Whether an Arabic word alone is the common noun that heads names ("منظمة") or a participle in the
/// accusative ("محذرا"): the two shapes of word that stand where names do.
fn is_common(candidate: &Candidate, words: &Words, lexicon: &Lexicon) -> bool {
    let key = words.key(candidate.from);
    let participle = candidate.kind == EntityType::Person
        && key.starts_with('م')
        && key.ends_with('ا')
        && key.chars().count() >= PARTICIPLE;
    candidate.to == candidate.from + 1 && (participle || lexicon.org_heads.contains(key))
}

/// Takes away the Arabic places of one word that only open data has and that the tagger sees no name
/// in: among ten thousand towns are many ordinary words, and no capital tells them apart.
pub(in crate::entity) fn prune(listed: &mut Vec<Candidate>, tagged: &[Candidate], words: &Words, kb: &Kb) {
    let mut seen = vec![false; words.len()];
    for name in tagged {
        if let Some(words) = seen.get_mut(name.from..name.to) {
            words.fill(true);
        }
    }
    listed.retain(|place| {
        let Link::Known(entity) = place.link else { return true };
        let town = place.kind == EntityType::Gpe && place.to == place.from + 1;
        let doubtful = town
            && words.get(place.from).is_some_and(|word| word.arabic)
            && kb.entity(entity).is_some_and(|entity| entity.open);
        !doubtful || seen.get(place.from).copied().unwrap_or(false)
    });
}

fn is_city(candidate: &Candidate, kb: &Kb) -> bool {
    let Link::Known(entity) = candidate.link else { return false };
    candidate.kind == EntityType::Gpe && kb.entity(entity).is_some_and(|entity| !entity.country)
}
