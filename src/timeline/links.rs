//! Names that probably are one are made one over the whole case, before anything is counted.
//!
//! The articles stay as they were read: what the timeline is built from is a copy of those whose
//! names change. Each card keeps the names that were merged into it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::entity::likeness::{Joined, Linker, Unknown};
use crate::model::{Analysed, EntityCard, EntityId, EntityType, Likely, LinkedBy, Mention, Span};

/// Letters of the longest acronym in brackets.
const ACRONYM: std::ops::RangeInclusive<usize> = 3..=8;

/// The joins of a case.
pub(super) struct Links {
    joined: Vec<Joined>,
    /// Names of the keys that others join: English and Arabic.
    targets: HashMap<EntityId, (String, Option<String>)>,
}

impl Links {
    /// Joins the names of all `articles`, in their order.
    pub(super) fn of(articles: &[&Analysed]) -> Self {
        let joined = Linker::embedded().join(&unknown(articles));
        let mut targets: HashMap<EntityId, (String, Option<String>)> = HashMap::new();
        let wanted: HashMap<&EntityId, &Joined> = joined.iter().map(|join| (&join.to, join)).collect();
        let mentions = || articles.iter().flat_map(|article| &article.analysis.mentions);
        if !joined.is_empty() {
            for mention in mentions().filter(|mention| wanted.contains_key(&mention.id)) {
                targets.entry(mention.id.clone()).or_insert_with(|| (mention.name.clone(), mention.name_ar.clone()));
            }
        }
        for join in &joined {
            let (_, arabic) = targets
                .entry(join.to.clone())
                .or_insert_with(|| Linker::name(&join.to).unwrap_or((join.names.1.clone(), None)));
            if arabic.is_none() && is_arabic(&join.names.0) {
                *arabic = Some(join.names.0.clone());
            }
        }
        Self { joined, targets }
    }

    /// The articles with the joined names.
    pub(super) fn apply<'a>(&self, articles: &[&'a Analysed]) -> Vec<Cow<'a, Analysed>> {
        let by_id: HashMap<&EntityId, &Joined> = self.joined.iter().map(|join| (&join.from, join)).collect();
        let changed = |article: &&'a Analysed| {
            if article.analysis.mentions.iter().any(|mention| by_id.contains_key(&mention.id)) {
                Cow::Owned(self.renamed(article, &by_id))
            } else {
                Cow::Borrowed(*article)
            }
        };
        articles.iter().map(changed).collect()
    }

    fn renamed(&self, article: &Analysed, by_id: &HashMap<&EntityId, &Joined>) -> Analysed {
        let mut out = article.clone();
        for mention in &mut out.analysis.mentions {
            let Some(join) = by_id.get(&mention.id) else { continue };
            if let Some((name, arabic)) = self.targets.get(&join.to) {
                mention.name.clone_from(name);
                mention.name_ar.clone_from(arabic);
            }
            mention.id.clone_from(&join.to);
            mention.score = mention.score.min(join.score);
            mention.by = LinkedBy::Likeness;
        }
        for speaker in out.analysis.claims.iter_mut().filter_map(|claim| claim.speaker.as_mut()) {
            if let Some(join) = speaker.entity.as_ref().and_then(|entity| by_id.get(entity)) {
                speaker.entity = Some(join.to.clone());
            }
        }
        out
    }

    /// Tells each card which names were merged into it.
    pub(super) fn note(&self, cards: &mut [EntityCard]) {
        let mut by_card: BTreeMap<&EntityId, Vec<Likely>> = BTreeMap::new();
        for join in &self.joined {
            let likely = Likely { id: join.from.clone(), name: join.names.0.clone(), score: join.score };
            by_card.entry(&join.to).or_default().push(likely);
        }
        for card in cards {
            card.likely = by_card.remove(&card.id).unwrap_or_default();
            if let Some((_, Some(arabic))) = self.targets.get(&card.id).filter(|_| card.name_ar.is_none()) {
                card.name_ar = Some(arabic.clone());
            }
        }
    }
}

/// The names that no list knows, with the articles that have them.
fn unknown(articles: &[&Analysed]) -> Vec<Unknown> {
    let mut found: HashMap<&EntityId, Unknown> = HashMap::new();
    for (number, article) in articles.iter().enumerate() {
        for mention in article.analysis.mentions.iter().filter(|mention| is_unknown(mention)) {
            let entry = found.entry(&mention.id).or_insert_with(|| Unknown {
                id: mention.id.clone(),
                name: mention.name.clone(),
                kind: mention.kind,
                articles: Vec::new(),
                acronym: None,
            });
            if entry.articles.last() != Some(&(number as u32)) {
                entry.articles.push(number as u32);
            }
            if entry.acronym.is_none() && mention.kind == EntityType::Org {
                entry.acronym = acronym(&article.article.body, mention.span);
            }
        }
    }
    found.into_values().collect()
}

fn is_unknown(mention: &Mention) -> bool {
    let named = matches!(mention.kind, EntityType::Person | EntityType::Org | EntityType::Gpe | EntityType::Loc);
    named && matches!(mention.by, LinkedBy::Itself | LinkedBy::Repeat) && !mention.id.0.is_empty()
}

/// Capitals in brackets right behind a name.
fn acronym(body: &str, name: Span) -> Option<String> {
    let rest = body.get(name.end..)?.strip_prefix(' ')?.strip_prefix('(')?;
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let closed = rest.get(letters..).is_some_and(|rest| rest.starts_with(')'));
    rest.get(..letters).filter(|_| closed && ACRONYM.contains(&letters)).map(str::to_owned)
}

fn is_arabic(name: &str) -> bool {
    name.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_stands_in_brackets_behind_its_name() {
        let check = |body: &str, wanted: Option<&str>| {
            let end = body.find('(').map_or(body.len(), |at| at - 1);
            assert_eq!(acronym(body, Span::new(0, end)).as_deref(), wanted, "{body}");
        };
        check("هيئة الموانئ (PORT) قالت", Some("PORT"));
        check("Harbour Board (HB) said", None);
        check("Harbour Board (Hob) said", None);
        check("Harbour Board (HOB", None);
        check("Harbour Board", None);
    }
}
