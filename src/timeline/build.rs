//! The timeline of a case: items from claims, groups from items, events from groups.

use std::collections::BTreeMap;

use super::cards::entities;
use super::certainty::is_denial;
use super::cluster::{Bucket, Days, Group, days};
use super::copies::{Trigrams, originals};
use super::disputes::{Draft, Facts, disputes, with_answers};
use super::evidence::{Item, without_dateline};
use super::keys::{Keys, NEWS_DAYS};
use super::links::Links;
use super::open::open_items;
use super::phases::Phases;
use super::reading::Reading;
use crate::model::{Analysed, Basis, Case, Certainty, EntityId, EntityType, Event, Lang, Timeline, When};
use crate::text::hash;

/// A report without a date joins a happening of the days before when it is at least so like it.
const REPORT: f32 = 0.45;

/// The same for a happening that its own article dates.
const OWN_REPORT: f32 = 0.3;

/// A headline must share so much weight with an event to speak for it.
const HEADLINE: f32 = 0.25;

/// What a place at the head of the article adds to that.
const EARLY: f32 = 0.3;

/// Sentences at the head of an article that its headline can speak of.
const LEAD: usize = 3;

/// Letters of a headline that can be a title.
const HEADLINE_LETTERS: std::ops::RangeInclusive<usize> = 15..=160;

/// Builds the timeline of `case` from all its articles. The order of `articles` does not matter;
/// the work is near-linear in the number of claims.
pub fn build(case: &Case, articles: &[Analysed]) -> Timeline {
    let mut sorted: Vec<&Analysed> = articles.iter().collect();
    sorted.sort_by(|a, b| (a.analysis.published.first, &a.id).cmp(&(b.analysis.published.first, &b.id)));
    let links = Links::of(&sorted);
    let linked = links.apply(&sorted);
    let sorted: Vec<&Analysed> = linked.iter().map(AsRef::as_ref).collect();
    let phases = Phases::new(&case.phases);
    let mut readings: Vec<Reading> = sorted.iter().map(|article| Reading::of(article, &phases, sorted.len())).collect();
    let origins = origins(&sorted, &mut readings);
    let keys = Keys::count(&sorted, &readings);
    let items = items(&sorted, &readings, &keys);
    let groups = groups(&items, &keys);
    let headlines = Headlines::assign(&sorted, &items, &groups, &keys);
    let context = Context { items: &items, origins: &origins };
    let numbered = groups.iter().enumerate();
    let mut drafts: Vec<Draft> = numbered
        .map(|(number, (days, group))| draft(*days, group, &context, &|article| headlines.speaks(article, number)))
        .collect();
    with_answers(&mut drafts);
    phases.assign(&mut drafts);
    let finish = |mut draft: Draft| {
        draft.event.disputes = disputes(&draft);
        draft.event
    };
    let mut events: Vec<Event> = drafts.into_iter().map(finish).collect();
    events.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut cards = entities(&sorted);
    links.note(&mut cards);
    Timeline {
        window: case.window,
        phases: case.phases.clone(),
        events,
        open: open_items(&sorted),
        entities: cards,
        articles: languages(&sorted),
    }
}

fn order(event: &Event) -> (chrono::NaiveDateTime, chrono::NaiveDateTime, &str) {
    (event.when.interval.begin, event.when.interval.end, &event.id)
}

fn languages(articles: &[&Analysed]) -> [usize; 3] {
    let count = |lang: Lang| articles.iter().filter(|a| a.analysis.lang == lang).count();
    let (arabic, english) = (count(Lang::Arabic), count(Lang::English));
    [arabic, english, articles.len() - arabic - english]
}

fn items<'a>(articles: &[&'a Analysed], readings: &'a [Reading], keys: &Keys) -> Vec<Item<'a>> {
    let mut out = Vec::new();
    for (index, (article, reading)) in articles.iter().copied().zip(readings).enumerate() {
        let topics = keys.topics(index, article);
        out.extend(article.analysis.claims.iter().zip(reading.claims()).map(|(claim, told)| Item {
            article: index,
            source: article,
            claim,
            told,
            vector: keys.vector(index, article, claim, told, &topics),
        }));
    }
    out
}

/// The origin of every article, a copy having that of the article that it copies.
fn origins(articles: &[&Analysed], readings: &mut [Reading]) -> Vec<Vec<String>> {
    let trigrams: Vec<Trigrams> = readings.iter_mut().map(Reading::take_trigrams).collect();
    let first = originals(&trigrams);
    first.iter().map(|index| articles.get(*index).map(|a| vec![a.article.origin()]).unwrap_or_default()).collect()
}

/// Groups claims that say the same days, the most telling first; then reports without a date of
/// their own, which may belong to a happening of the days before.
fn groups(items: &[Item], keys: &Keys) -> Vec<(Days, Group)> {
    let size = |item: &Item| item.vector.iter().map(|(_, weight)| weight).sum::<f32>();
    let mut order: Vec<(f32, usize, &Item)> =
        items.iter().enumerate().map(|(index, item)| (size(item), index, item)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.order().cmp(&b.2.order())));
    let mut buckets: BTreeMap<Days, Bucket> = BTreeMap::new();
    let (dated, reports): (Vec<_>, Vec<_>) =
        order.into_iter().partition(|(.., item)| item.claim.basis == Basis::Expression);
    for (_, index, item) in dated {
        buckets.entry(days(item.claim.when.interval)).or_default().put(index, item, keys);
    }
    for (_, index, item) in reports {
        put_report(&mut buckets, index, item, keys);
    }
    buckets.into_iter().flat_map(|(days, bucket)| bucket.finish(keys).into_iter().map(move |g| (days, g))).collect()
}

fn put_report(buckets: &mut BTreeMap<Days, Bucket>, index: usize, item: &Item, keys: &Keys) {
    let own = days(item.claim.when.interval);
    let before = |days: i64| own.0.checked_sub_signed(chrono::TimeDelta::days(days)).map(|day| (day, day));
    let near: Vec<Days> = (0..=NEWS_DAYS).filter_map(before).collect();
    let told = near.iter().filter_map(|days| {
        let (at, likeness) = buckets.get(days)?.holding(item)?;
        Some((*days, at, likeness))
    });
    let told = told.filter(|(.., likeness)| *likeness >= OWN_REPORT).reduce(|a, b| if b.2 > a.2 { b } else { a });
    let like = || {
        let found = near.iter().filter_map(|days| Some((*days, buckets.get(days)?.best(&item.vector, keys, REPORT)?)));
        found.into_iter().next()
    };
    match told.map(|(days, at, _)| (days, at)).or_else(like) {
        Some((days, at)) => buckets.entry(days).or_default().put_at(at, index, item),
        None => buckets.entry(own).or_default().put(index, item, keys),
    }
}

/// Which event an article's headline speaks for: one at most.
struct Headlines(Vec<Option<usize>>);

impl Headlines {
    fn assign(articles: &[&Analysed], items: &[Item], groups: &[(Days, Group)], keys: &Keys) -> Self {
        let mut best: Vec<(f32, Option<usize>)> = vec![(0.0, None); articles.len()];
        let wanted: Vec<Vec<u32>> =
            articles.iter().enumerate().map(|(number, article)| Item::headline_keys(number, article, keys)).collect();
        let denials: Vec<bool> = articles.iter().map(|article| is_denial(&article.article.title)).collect();
        for (number, (days, group)) in groups.iter().enumerate() {
            let denied =
                |item: &&Item| item.claim.certainty == Certainty::Denied || denials.get(item.article) != Some(&true);
            let told = |item: &&Item| item.is_fresh() || days.0 == days.1 && item.position() < LEAD;
            for item in group.items.iter().filter_map(|index| items.get(*index)).filter(told).filter(denied) {
                let Some(headline) = wanted.get(item.article) else { continue };
                let own = item.vector.iter().filter(|(key, _)| headline.binary_search(key).is_ok());
                // What the sentence says counts, and half of it whether the others say it too.
                let score: f32 = own.map(|(key, weight)| weight * (0.5 + 0.5 * group.share(*key, keys))).sum();
                let early = EARLY / (1.0 + item.position() as f32);
                let Some(slot) = best.get_mut(item.article) else { continue };
                if score >= HEADLINE && score + early > slot.0 {
                    *slot = (score + early, Some(number));
                }
            }
        }
        Self(best.into_iter().map(|(_, number)| number).collect())
    }

    fn speaks(&self, article: usize, event: usize) -> bool {
        self.0.get(article).copied().flatten() == Some(event)
    }
}

/// What an event is made from.
struct Context<'a> {
    items: &'a [Item<'a>],
    origins: &'a [Vec<String>],
}

fn draft<'a>(days: Days, group: &Group, context: &Context<'a>, speaks: &dyn Fn(usize) -> bool) -> Draft<'a> {
    let mut ranked: Vec<(f32, &'a Item<'a>)> =
        group.items.iter().filter_map(|index| context.items.get(*index)).map(|item| (item.rank(group), item)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.order().cmp(&b.1.order())));
    let headline = ranked.iter().position(|(_, item)| {
        let letters = item.source.article.title.chars().count();
        speaks(item.article) && HEADLINE_LETTERS.contains(&letters) && item.claim.certainty != Certainty::Hedged
    });
    let title = match headline.and_then(|at| ranked.get(at)) {
        Some((_, item)) => item.source.article.title.clone(),
        None => ranked.first().map(|(_, item)| without_dateline(item.sentence()).to_string()).unwrap_or_default(),
    };
    let origins = |item: &Item| context.origins.get(item.article).map_or(&[][..], Vec::as_slice);
    let event = Event {
        id: id(days, &ranked),
        when: when(days, &ranked),
        title,
        lead: headline.unwrap_or(0),
        phase: None,
        entities: named(&ranked),
        evidence: ranked.iter().map(|(_, item)| item.evidence(origins(item))).collect(),
        disputes: Vec::new(),
    };
    Draft { event, facts: ranked.iter().map(|(_, item)| Facts::of(item)).collect() }
}

/// A hash of the days and of every sentence behind the event.
fn id(days: Days, ranked: &[(f32, &Item)]) -> String {
    let mut parts: Vec<String> =
        ranked.iter().map(|(_, item)| format!("{} {}", item.source.id, item.claim.sentence.start)).collect();
    parts.sort();
    format!("{:016x}", hash(&format!("{} {} {}", days.0, days.1, parts.join(" "))))
}

/// The time of the event: that of its best claim among those that say just these days.
fn when(days_of: Days, ranked: &[(f32, &Item)]) -> When {
    let mut times = ranked.iter().map(|(_, item)| item.claim.when).filter(|when| days(when.interval) == days_of);
    let first = times.next();
    let mut when = first.unwrap_or(When {
        interval: crate::model::Interval::days(days_of.0, days_of.1),
        precision: crate::model::Precision::Day,
    });
    // One report that knows the hour does not make the hour known to the others.
    if times.any(|other| other.interval != when.interval) {
        when.interval = crate::model::Interval::days(days_of.0, days_of.1);
        when.precision = when.precision.max(crate::model::Precision::Day);
    }
    when
}

/// What the event is about: entities by the number of sentences that name them.
fn named(ranked: &[(f32, &Item)]) -> Vec<EntityId> {
    let mut counts: BTreeMap<&EntityId, (usize, usize)> = BTreeMap::new();
    for (place, (_, item)) in ranked.iter().enumerate() {
        let mentions = item.claim.mentions.iter().filter_map(|index| item.source.analysis.mentions.get(*index));
        let mut ids: Vec<&EntityId> = mentions.filter(|m| m.kind != EntityType::Qty).map(|m| &m.id).collect();
        ids.sort();
        ids.dedup();
        for id in ids {
            counts.entry(id).or_insert((0, place)).0 += 1;
        }
    }
    let mut order: Vec<(&EntityId, (usize, usize))> = counts.into_iter().collect();
    order.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.1.1.cmp(&b.1.1)).then(a.0.cmp(b.0)));
    order.into_iter().map(|(id, _)| id.clone()).collect()
}
