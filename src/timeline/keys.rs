//! The keys that claims of two languages share: entities, numbers, CVE ids and kinds of happening,
//! each with a weight. What most articles name weighs next to nothing; what few name weighs much.

use std::collections::HashMap;

use super::countries::is_metonym;
use super::lexicon::ACTIONS;
use super::quantity::Quantity;
use super::reading::{Reading, Told};
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
pub(super) struct Keys<'a> {
    /// Names by their entity.
    names: HashMap<&'a str, u32>,
    weights: Vec<f32>,
    actions: Vec<u32>,
    /// The key of every mention, by article.
    mentions: Vec<Vec<Option<u32>>>,
}

/// What an article is about: keys and shares.
pub(super) type Topics = Vec<u32>;

impl<'a> Keys<'a> {
    /// Counts the keys of all `articles`, with what was read in each.
    pub(super) fn count(articles: &[&'a Analysed], readings: &[Reading]) -> Self {
        let mut tally = Tally::default();
        let actions: Vec<u32> = ACTIONS.ids.iter().map(|_| tally.next(ACTION_FACTOR)).collect();
        let (mut names, mut counts) = (HashMap::new(), HashMap::new());
        let mut mentions: Vec<Vec<Option<u32>>> = Vec::with_capacity(articles.len());
        for (index, (article, reading)) in articles.iter().copied().zip(readings).enumerate() {
            let mut own = Vec::with_capacity(article.analysis.mentions.len());
            for mention in &article.analysis.mentions {
                let key = match mention.kind {
                    EntityType::Qty => Quantity::of(mention)
                        .map(|q| *counts.entry(q.key()).or_insert_with(|| tally.next((q.weight(), 0.0)))),
                    _ if mention.id.0.is_empty() => None,
                    _ => Some(*names.entry(mention.id.0.as_str()).or_insert_with(|| tally.next(factor(mention)))),
                };
                own.extend([key]);
                if let Some(key) = key {
                    tally.seen(key, index);
                }
            }
            mentions.push(own);
            for (action, _) in reading.claims().flat_map(|told| &told.actions) {
                actions.get(*action).into_iter().for_each(|key| tally.seen(*key, index));
            }
        }
        let all = articles.len() as f32 + PRIOR;
        let rarity = |count: u32| ((all / (count.max(1) as f32)).ln() / all.ln()).max(0.01);
        let weights = tally.0.iter().map(|seen| (seen.factor * rarity(seen.articles)).max(seen.least)).collect();
        Self { names, weights, actions, mentions }
    }

    /// The weight of a key.
    pub(super) fn weight(&self, key: u32) -> f32 {
        self.weights.get(key as usize).copied().unwrap_or(0.0)
    }

    /// The keys of the mentions of article number `article`, in their order.
    pub(super) fn of(&self, article: usize) -> &[Option<u32>] {
        self.mentions.get(article).map_or(&[], Vec::as_slice)
    }

    /// The key of an action, by its index in the lexicon.
    pub(super) fn action(&self, action: usize) -> Option<u32> {
        self.actions.get(action).copied()
    }

    /// The names that an article is about: often named for how rare they are.
    pub(super) fn topics(&self, number: usize, article: &Analysed) -> Topics {
        let mut counts: HashMap<u32, f32> = HashMap::new();
        let head = article.analysis.sentences.get(HEAD - 1).map_or(usize::MAX, |sentence| sentence.end);
        for (mention, key) in article.analysis.mentions.iter().zip(self.of(number)) {
            if let Some(key) = key.filter(|_| mention.kind != EntityType::Qty) {
                let share = if mention.span.start < head { 2.0 } else { 1.0 };
                *counts.entry(key).or_default() += share * self.weight(key);
            }
        }
        let mut order: Vec<(u32, f32)> = counts.into_iter().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(TOPICS);
        order.into_iter().map(|(key, _)| key).collect()
    }

    /// The weights of one claim of article number `number`, in whose sentence `told` was read.
    pub(super) fn vector(
        &self,
        number: usize,
        article: &Analysed,
        claim: &Claim,
        told: &Told,
        topics: &Topics,
    ) -> Vector {
        let of = |mention: usize| self.of(number).get(mention).copied().flatten();
        let analysis = &article.analysis;
        let mut shares: Vector = Vec::new();
        let mut add = |key: Option<u32>, share: f32| shares.extend(key.map(|key| (key, share)));
        let near = |span: Span| if is_nearest(article, claim, span) { 1.0 } else { FARTHER };
        for (index, mention) in claim.mentions.iter().filter_map(|index| Some((*index, analysis.mentions.get(*index)?)))
        {
            add(of(index), near(mention.span));
        }
        if let Some(entity) = claim.speaker.as_ref().and_then(|speaker| speaker.entity.as_ref()) {
            add(self.names.get(entity.0.as_str()).copied(), 1.0);
        }
        for (action, span) in &told.actions {
            add(self.action(*action), near(*span));
        }
        let position = analysis.sentences.partition_point(|sentence| sentence.start < claim.sentence.start);
        if let Some(before) = position.checked_sub(1).and_then(|index| analysis.sentences.get(index)) {
            let from = analysis.mentions.partition_point(|mention| mention.span.start < before.start);
            let inside = analysis.mentions.iter().enumerate().skip(from);
            let inside = inside.take_while(|(_, mention)| mention.span.end <= before.end);
            let names = inside.filter(|(_, mention)| mention.kind != EntityType::Qty);
            names.for_each(|(index, _)| add(of(index), BEFORE));
        }
        if position < LEAD || is_news(article, claim) {
            for key in topics {
                add(Some(*key), ABOUT);
            }
        }
        // The largest share of a key counts.
        shares.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        shares.dedup_by_key(|(key, _)| *key);
        for (key, share) in &mut shares {
            *share *= self.weight(*key);
        }
        shares
    }
}

/// Factor of a country's rarity, and its least weight.
const COUNTRY: (f32, f32) = (0.4, 0.02);

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

/// Keys in the order in which they are met.
#[derive(Default)]
struct Tally(Vec<Seen>);

/// How often a key was seen, and how its rarity becomes its weight.
struct Seen {
    articles: u32,
    last: usize,
    factor: f32,
    least: f32,
}

impl Tally {
    /// A new key.
    fn next(&mut self, (factor, least): (f32, f32)) -> u32 {
        self.0.push(Seen { articles: 0, last: usize::MAX, factor, least });
        (self.0.len() - 1) as u32
    }

    /// Counts a key of an article, once for each.
    fn seen(&mut self, key: u32, article: usize) {
        if let Some(seen) = self.0.get_mut(key as usize).filter(|seen| seen.last != article) {
            seen.articles += 1;
            seen.last = article;
        }
    }
}

/// How much a kind of name tells one happening from another: the factor of its rarity, and the
/// least weight. On one day even the vendor that everybody names tells something: what it did is not
/// what the others did.
fn factor(mention: &Mention) -> (f32, f32) {
    match mention.kind {
        _ if is_metonym(&mention.id) => COUNTRY,
        EntityType::Person => (1.1, 0.15),
        EntityType::Org => (1.0, 0.13),
        EntityType::Actor => (0.9, 0.13),
        EntityType::Malware | EntityType::Ioc => (1.0, 0.05),
        EntityType::Event => (0.9, 0.05),
        EntityType::Cve | EntityType::Vuln => (0.6, 0.05),
        EntityType::Product => (0.5, 0.02),
        EntityType::Gpe | EntityType::Loc | EntityType::Norp | EntityType::Qty => COUNTRY,
    }
}
