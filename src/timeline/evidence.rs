//! From a claim to the evidence that a reader sees, and which of it tells an event best.

use std::collections::HashSet;

use super::cluster::Group;
use super::keys::{Keys, NEWS_DAYS, Vector};
use super::reading::{Told, actions};
use super::words::Words;
use crate::model::{Analysed, Basis, Certainty, Claim, EntityType, Evidence, Span, Timex};

/// Letters of a sentence that reads well as a title.
const TITLE_LETTERS: std::ops::RangeInclusive<usize> = 35..=200;

/// Letters of a sentence that still can be one.
const MOST_LETTERS: usize = 320;

/// Bytes of a dateline at most.
const DATELINE: usize = 64;

/// A sentence without the place and agency before its first dash: "PORTO (Agency) - ".
pub(super) fn without_dateline(sentence: &str) -> &str {
    let dash =
        [" - ", " – ", " — "].iter().filter_map(|dash| sentence.split_once(dash)).min_by_key(|(head, _)| head.len());
    let Some((head, rest)) = dash.filter(|(head, _)| head.len() <= DATELINE) else { return sentence };
    let place = head.split([',', '،', ' ']).next().unwrap_or("");
    let shouted = place.chars().count() > 2 && place.chars().all(char::is_uppercase);
    if shouted || head.ends_with(')') { rest.trim_start() } else { sentence }
}

/// One claim with what grouping needs of it.
pub(super) struct Item<'a> {
    /// Index of its article among the sorted ones.
    pub(super) article: usize,
    /// The article.
    pub(super) source: &'a Analysed,
    /// The claim.
    pub(super) claim: &'a Claim,
    /// What its sentence tells.
    pub(super) told: &'a Told,
    /// Its weights.
    pub(super) vector: Vector,
}

impl<'a> Item<'a> {
    /// How well it tells what its group is about. The parts are in the order of their weight: said
    /// as a fact, about that date and no other, like the rest, of a good length, early in a report
    /// of those days, by somebody named.
    pub(super) fn rank(&self, group: &Group) -> f32 {
        let certainty = match self.claim.certainty {
            Certainty::Asserted => 3.0,
            Certainty::Denied => 2.5,
            Certainty::Hedged => 2.0,
        };
        let basis = if self.claim.basis == Basis::Expression { 2.0 } else { 0.5 };
        let letters = self.sentence().chars().count();
        let length = match letters {
            _ if TITLE_LETTERS.contains(&letters) => 1.5,
            0..=MOST_LETTERS => 0.5,
            _ => 0.0,
        };
        let speaker = if self.claim.speaker.is_some() { 0.7 } else { 0.0 };
        let alone = if self.dates() <= 1 { 1.0 } else { 0.0 };
        let early = if self.position() < 3 { 0.7 } else { 0.0 };
        let fresh = if self.is_fresh() { 1.0 } else { 0.0 };
        // Who reads a title alone must learn who did it: "it", "the statement" will not do.
        let named = 0.5 * self.claim.mentions.len().min(4) as f32;
        certainty + basis + length + speaker + alone + early + fresh + named + 3.0 * group.likeness(&self.vector)
    }

    /// Whether the article came out within days of what the claim tells.
    pub(super) fn is_fresh(&self) -> bool {
        let day = self.claim.when.interval.first_day();
        let published = self.source.analysis.published.day();
        published.is_some_and(|published| (0..=NEWS_DAYS).contains(&(published - day).num_days()))
    }

    /// The sentence.
    pub(super) fn sentence(&self) -> &'a str {
        self.claim.sentence.of(&self.source.article.body)
    }

    /// Number of the sentence in its article, from 0.
    pub(super) fn position(&self) -> usize {
        let sentences = &self.source.analysis.sentences;
        sentences.partition_point(|sentence| sentence.start < self.claim.sentence.start)
    }

    fn dates(&self) -> usize {
        let dates = &self.source.analysis.dates;
        let from = dates.partition_point(|date| date.span.start < self.claim.sentence.start);
        let inside = dates.iter().skip(from).take_while(|date| date.span.end <= self.claim.sentence.end);
        inside.filter(|date| date.interval.is_some()).count()
    }

    /// The key that orders equals: the article's day, its id, the place in it.
    pub(super) fn order(&self) -> (Option<chrono::NaiveDate>, usize, Span, Option<usize>) {
        (self.source.analysis.published.first, self.article, self.claim.sentence, self.claim.timex)
    }

    /// The evidence, with `origins` of the article that it is a copy of.
    pub(super) fn evidence(&self, origins: &[String]) -> Evidence {
        let Analysed { id, article, analysis } = self.source;
        let place = self.claim.sentence;
        let timex = self.claim.timex.and_then(|index| analysis.dates.get(index));
        let mentions = self.claim.mentions.iter().filter_map(|index| analysis.mentions.get(*index));
        let names = mentions.filter(|mention| mention.kind != EntityType::Qty);
        Evidence {
            article: id.clone(),
            title: article.title.clone(),
            source: article.source.clone(),
            origins: origins.to_vec(),
            address: article.address.as_ref().or(article.cites.first()).cloned(),
            lang: analysis.lang,
            published: analysis.published.clone(),
            sentence: self.sentence().to_string(),
            place,
            when: self.claim.when,
            basis: self.claim.basis,
            timex: timex.map(|timex| Timex { span: timex.span.relative_to(place.start), ..timex.clone() }),
            names: names.map(|mention| (mention.span.relative_to(place.start), mention.id.clone())).collect(),
            speaker: self.claim.speaker.clone(),
            certainty: self.claim.certainty,
        }
    }

    /// The keys of the headline of article number `number`, from the names and actions in it.
    pub(super) fn headline_keys(number: usize, article: &Analysed, keys: &Keys) -> Vec<u32> {
        let title = crate::text::fold_key(&article.article.title);
        let mut out: Vec<u32> = Vec::new();
        let mut seen = HashSet::new();
        for (mention, key) in article.analysis.mentions.iter().zip(keys.of(number)) {
            let written = mention.span.of(&article.article.body);
            if key.is_none_or(|key| out.contains(&key)) || !seen.insert(written) {
                continue;
            }
            let surface = crate::text::fold_key(written);
            if surface.chars().count() > 2 && title.contains(&surface) {
                out.extend(key);
            }
        }
        let actions = actions(&Words::new(&article.article.title, 0));
        out.extend(actions.into_iter().filter_map(|(action, _)| keys.action(action)));
        out.sort_unstable();
        out.dedup();
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_no_dateline() {
        for (sentence, expect) in [
            ("PORTO (Agency) - The port is shut.", "The port is shut."),
            ("PORTO, 10 March 2021 – The port is shut.", "The port is shut."),
            ("بورتو (الوكالة) - أغلق الميناء.", "أغلق الميناء."),
            ("The port - a small one - is shut.", "The port - a small one - is shut."),
            ("أغلق الميناء – وهو صغير – أمس.", "أغلق الميناء – وهو صغير – أمس."),
        ] {
            assert_eq!(without_dateline(sentence), expect);
        }
    }
}
