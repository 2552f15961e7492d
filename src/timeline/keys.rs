//! The keys that claims of two languages share: entities, numbers, CVE ids and kinds of happening,
//! each with a weight. What most articles name weighs next to nothing; what few name weighs much.

use std::collections::HashMap;

use super::lexicon::ACTIONS;
use super::quantity::Quantity;
use super::words::Words;
use crate::model::{Analysed, Claim, EntityType, Mention, Span};

/// Added to the number of articles, so that a case of two articles has weights as well.
const PRIOR: f32 = 10.0;

/// Share of a name of the sentence before.
const BEFORE: f32 = 0.3;

/// Share of a name that the article as a whole is about.
const ABOUT: f32 = 0.5;

/// Share of a name or action that stands nearer to another date of the sentence.
const FARTHER: f32 = 0.4;

/// An article is about so many names at most.
const TOPICS: usize = 3;

/// Sentences at the head of an article, where its own news is told.
const HEAD: usize = 4;

/// Sentences that tell what the article is about, whatever their date.
const LEAD: usize = 2;

/// Days between a happening and its report.
pub(super) const NEWS_DAYS: i64 = 3;

/// A claim's weights, by key, in order of keys.
pub(super) type Vector = Vec<(u32, f32)>;

/// All keys of a case.
pub(super) struct Keys {
    ids: HashMap<String, u32>,
    weights: Vec<f32>,
    actions: Vec<u32>,
}

/// The actions of a sentence, by index in the lexicon, and where they stand in the body.
pub(super) type Actions = Vec<(usize, Span)>;

/// What an article is about: keys and shares.
pub(super) type Topics = Vec<u32>;

impl Keys {
    /// Counts the keys of all `articles`, with the actions of each claim of each.
    pub(super) fn count(articles: &[&Analysed], actions: &[Vec<Actions>]) -> Self {
        let mut ids = HashMap::new();
        let mut factors: Vec<(f32, f32)> = Vec::new();
        let mut counts: Vec<(u32, usize)> = Vec::new();
        let mut add = |key: String, factor: (f32, f32), article: usize| {
            let id = *ids.entry(key).or_insert_with(|| {
                factors.push(factor);
                counts.push((0, usize::MAX));
                (factors.len() - 1) as u32
            });
            if let Some(count) = counts.get_mut(id as usize).filter(|count| count.1 != article) {
                *count = (count.0 + 1, article);
            }
            id
        };
        let action_keys: Vec<u32> =
            ACTIONS.ids.iter().map(|id| add(format!("a:{id}"), ACTION_FACTOR, usize::MAX)).collect();
        for (index, article) in articles.iter().enumerate() {
            for mention in &article.analysis.mentions {
                if let Some(key) = key(mention) {
                    add(key, factor(mention), index);
                }
            }
            for (action, _) in actions.get(index).into_iter().flatten().flatten() {
                add(format!("a:{}", ACTIONS.ids.get(*action).map_or("", String::as_str)), ACTION_FACTOR, index);
            }
        }
        let all = articles.len() as f32 + PRIOR;
        let rarity = |count: u32| ((all / (count.max(1) as f32)).ln() / all.ln()).max(0.01);
        let weigh = |((factor, least), (count, _)): (&(f32, f32), &(u32, usize))| (factor * rarity(*count)).max(*least);
        let weights = factors.iter().zip(&counts).map(weigh).collect();
        Self { ids, weights, actions: action_keys }
    }

    /// The weight of a key.
    pub(super) fn weight(&self, key: u32) -> f32 {
        self.weights.get(key as usize).copied().unwrap_or(0.0)
    }

    /// The key of a name.
    pub(super) fn of(&self, mention: &Mention) -> Option<u32> {
        self.ids.get(&key(mention)?).copied()
    }

    /// The key of an action, by its index in the lexicon.
    pub(super) fn action(&self, action: usize) -> Option<u32> {
        self.actions.get(action).copied()
    }

    /// The names that an article is about: often named for how rare they are.
    pub(super) fn topics(&self, article: &Analysed) -> Topics {
        let mut counts: HashMap<u32, f32> = HashMap::new();
        let head = article.analysis.sentences.get(HEAD - 1).map_or(usize::MAX, |sentence| sentence.end);
        for mention in &article.analysis.mentions {
            if let Some(key) = self.of(mention).filter(|_| mention.kind != EntityType::Qty) {
                let share = if mention.span.start < head { 2.0 } else { 1.0 };
                *counts.entry(key).or_default() += share * self.weight(key);
            }
        }
        let mut order: Vec<(u32, f32)> = counts.into_iter().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(TOPICS);
        order.into_iter().map(|(key, _)| key).collect()
    }

    /// The weights of one claim. `rivals` are the places of the other dates of its sentence.
    pub(super) fn vector(&self, article: &Analysed, claim: &Claim, actions: &Actions, topics: &Topics) -> Vector {
        let analysis = &article.analysis;
        let mut shares: HashMap<u32, f32> = HashMap::new();
        let mut add = |key: Option<u32>, share: f32| {
            if let Some(key) = key {
                let slot = shares.entry(key).or_default();
                *slot = slot.max(share);
            }
        };
        let near = |span: Span| if is_nearest(article, claim, span) { 1.0 } else { FARTHER };
        for mention in claim.mentions.iter().filter_map(|index| analysis.mentions.get(*index)) {
            add(self.of(mention), near(mention.span));
        }
        if let Some(entity) = claim.speaker.as_ref().and_then(|speaker| speaker.entity.as_ref()) {
            add(self.ids.get(&format!("e:{entity}")).copied(), 1.0);
        }
        for (action, span) in actions {
            add(self.action(*action), near(*span));
        }
        let position = analysis.sentences.partition_point(|sentence| sentence.start < claim.sentence.start);
        if let Some(before) = position.checked_sub(1).and_then(|index| analysis.sentences.get(index)) {
            let from = analysis.mentions.partition_point(|mention| mention.span.start < before.start);
            let inside = analysis.mentions.iter().skip(from).take_while(|mention| mention.span.end <= before.end);
            inside.filter(|mention| mention.kind != EntityType::Qty).for_each(|mention| add(self.of(mention), BEFORE));
        }
        if position < LEAD || is_news(article, claim) {
            for key in topics {
                add(Some(*key), ABOUT);
            }
        }
        let mut out: Vector = shares.into_iter().map(|(key, share)| (key, share * self.weight(key))).collect();
        out.sort_unstable_by_key(|(key, _)| *key);
        out
    }
}

/// Factor of a kind of happening, and its least weight.
const ACTION_FACTOR: (f32, f32) = (0.6, 0.22);

/// Whether the claim tells what the article came out for.
fn is_news(article: &Analysed, claim: &Claim) -> bool {
    article
        .analysis
        .published
        .day()
        .is_some_and(|published| (0..=NEWS_DAYS).contains(&(published - claim.when.interval.first_day()).num_days()))
}

/// Whether the claim's date is the nearest of its sentence's dates to `span`.
fn is_nearest(article: &Analysed, claim: &Claim, span: Span) -> bool {
    let Some(own) = claim.timex else { return true };
    let distance = |date: Span| date.start.saturating_sub(span.end).max(span.start.saturating_sub(date.end));
    let dates = &article.analysis.dates;
    let Some(mine) = dates.get(own).map(|date| distance(date.span)) else { return true };
    let from = dates.partition_point(|date| date.span.start < claim.sentence.start);
    let rivals = dates.iter().skip(from).take_while(|date| date.span.end <= claim.sentence.end);
    rivals.filter(|date| date.interval.is_some()).all(|date| mine <= distance(date.span))
}

/// The actions of a sentence and where they stand in the body.
pub(super) fn actions_of(sentence: Span, body: &str) -> Actions {
    let words = Words::new(sentence.of(body), sentence.start);
    let hits = ACTIONS.book.all(&words);
    hits.into_iter().map(|hit| (hit.value, words.range(hit.start, hit.end))).collect()
}

/// The key of a name in all languages.
fn key(mention: &Mention) -> Option<String> {
    match mention.kind {
        EntityType::Qty => Quantity::parse(&mention.name).map(|quantity| quantity.key()),
        _ if mention.id.0.is_empty() => None,
        _ => Some(format!("e:{}", mention.id)),
    }
}

/// How much a kind of name tells one happening from another: the factor of its rarity, and the
/// least weight. On one day even the vendor that everybody names tells something: what it did is not
/// what the others did.
fn factor(mention: &Mention) -> (f32, f32) {
    match mention.kind {
        EntityType::Person => (1.1, 0.15),
        EntityType::Org => (1.0, 0.13),
        EntityType::Actor => (0.9, 0.13),
        EntityType::Malware | EntityType::Ioc => (1.0, 0.05),
        EntityType::Event => (0.9, 0.05),
        EntityType::Qty => (Quantity::parse(&mention.name).map_or(0.0, |quantity| quantity.weight()), 0.0),
        EntityType::Cve | EntityType::Vuln => (0.6, 0.05),
        EntityType::Product => (0.5, 0.02),
        EntityType::Gpe | EntityType::Loc | EntityType::Norp => (0.4, 0.02),
    }
}
