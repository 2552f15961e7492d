//! Where the evidence of an event disagrees: narrow and exact, for a false alarm costs trust.
//!
//! Two counts disagree only with the same unit, about the same places, of the same happening, with
//! bounds that no value fits, and where neither article gives both; a lower bound also disagrees with
//! a much larger count of all that there is in the same named place. A denial answers an accusation
//! of the one who denies. The same source that first said it and then says that it is not so has
//! superseded itself.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::certainty::certainty;
use super::countries::country_of;
use super::evidence::Item;
use super::lexicon::WORLD;
use super::quantity::Quantity;
use super::words::Words;
use crate::model::{Certainty, Dispute, DisputeKind, EntityId, EntityType, Event, Evidence, Report, Span};

/// An answer comes within so many days.
const ANSWER_DAYS: i64 = 21;

/// Earlier sentences that one denial is held against.
const LOOKS: usize = 100;

/// What is denied stands within so many words after the denial begins.
const SCOPE: usize = 14;

/// Pairs of an event that are compared at most; beyond that its evidence is a crowd.
const MOST: usize = 60;

/// A matter that can be denied: an action of the lexicon.
type Matter = usize;

/// What the names of a piece of evidence are, which the evidence itself does not say.
#[derive(Clone)]
pub(super) struct Facts<'a> {
    /// The claim.
    pub(super) item: &'a Item<'a>,
    /// Counts, with their place in the body.
    counts: Vec<(Span, Quantity)>,
    /// Countries and other places.
    places: BTreeSet<&'a EntityId>,
    /// Whether counts are of the whole world.
    world: bool,
    /// Whoever can answer for something, in order.
    actors: Vec<&'a EntityId>,
}

impl<'a> Facts<'a> {
    /// The facts of a claim.
    pub(super) fn of(item: &'a Item<'a>) -> Self {
        let mut facts = Self { item, counts: Vec::new(), places: BTreeSet::new(), world: false, actors: Vec::new() };
        for mention in item.claim.mentions.iter().filter_map(|index| item.source.analysis.mentions.get(*index)) {
            match mention.kind {
                EntityType::Qty => {
                    facts.counts.extend(Quantity::of(mention).map(|quantity| (mention.span, quantity)));
                }
                EntityType::Gpe | EntityType::Loc | EntityType::Norp => {
                    facts.places.insert(country_of(&mention.id));
                    facts.actors.push(country_of(&mention.id));
                }
                EntityType::Person | EntityType::Org | EntityType::Actor => facts.actors.push(country_of(&mention.id)),
                _ => {}
            }
        }
        if !facts.counts.is_empty() {
            facts.world = !WORLD.all(&Words::new(item.sentence(), 0)).is_empty();
        }
        facts
    }
}

impl Facts<'_> {
    fn has_place(&self) -> bool {
        self.world || !self.places.is_empty()
    }

    fn same_places(&self, other: &Self) -> bool {
        self.places == other.places && self.world == other.world
    }
}

/// An event in the making: facts stand beside its evidence, one each.
pub(super) struct Draft<'a> {
    pub(super) event: Event,
    pub(super) facts: Vec<Facts<'a>>,
}

/// The disagreements within `event`, each pair once.
pub(super) fn disputes(draft: &Draft) -> Vec<Dispute> {
    if !may_disagree(draft) {
        return Vec::new();
    }
    let pairs = draft.event.evidence.iter().zip(&draft.facts);
    let readings: Vec<Reading> = pairs.take(MOST).map(|(evidence, facts)| Reading::of(evidence, facts)).collect();
    let mut out: Vec<Dispute> = Vec::new();
    for (left, one) in readings.iter().enumerate() {
        for (right, two) in readings.iter().enumerate().skip(left + 1) {
            if one.evidence.article == two.evidence.article {
                continue;
            }
            if let Some((kind, about)) = numbers(one, two, &readings).or_else(|| contradiction(one, two)) {
                out.push(Dispute { kind, left, right, about });
            }
        }
    }
    // One pair is enough to show a disagreement that many pairs repeat.
    let mut seen = HashSet::new();
    out.retain(|dispute| seen.insert((dispute.kind, dispute.about.clone())));
    out
}

/// Whether a look is worth it: two articles, and a denial or two counts.
fn may_disagree(draft: &Draft) -> bool {
    let denied = draft.event.evidence.iter().any(|evidence| evidence.certainty == Certainty::Denied);
    let counts = draft.facts.iter().filter(|facts| !facts.counts.is_empty()).count();
    (denied || counts > 1) && draft.event.articles() > 1
}

/// Copies answers of later events into the events that they answer, as their last evidence: a
/// denial on the next day is shown where the accusation is.
pub(super) fn with_answers(drafts: &mut [Draft]) {
    let subjects = subjects(drafts);
    let mut answers: BTreeMap<usize, Vec<(Evidence, Facts)>> = BTreeMap::new();
    for (number, draft) in drafts.iter().enumerate() {
        for (evidence, facts) in draft.event.evidence.iter().zip(&draft.facts).take(MOST) {
            if evidence.certainty != Certainty::Denied {
                continue;
            }
            if let Some(target) = answered(drafts, number, &Reading::of(evidence, facts), &subjects) {
                answers.entry(target).or_default().push((evidence.clone(), facts.clone()));
            }
        }
    }
    for (target, found) in answers {
        let Some(draft) = drafts.get_mut(target) else { continue };
        // One answer of a source is enough.
        let mut sources: HashSet<Option<&EntityId>> = HashSet::new();
        for (evidence, facts) in found {
            if sources.insert(subject(&facts)) {
                draft.event.evidence.push(evidence);
                draft.facts.push(facts);
            }
        }
    }
}

/// Where everyone who denies something is named: number of the event and of its evidence.
type Subjects<'a> = HashMap<&'a EntityId, Vec<(usize, usize)>>;

fn subjects<'a>(drafts: &[Draft<'a>]) -> Subjects<'a> {
    let facts = drafts.iter().flat_map(|draft| &draft.facts);
    let denials = facts.filter(|facts| facts.item.claim.certainty == Certainty::Denied);
    let mut out: Subjects = denials.filter_map(|facts| Some((subject(facts)?, Vec::new()))).collect();
    for (number, draft) in drafts.iter().enumerate() {
        for (at, facts) in draft.facts.iter().enumerate().take(MOST) {
            let speaker = facts.item.claim.speaker.iter().filter_map(|speaker| speaker.entity.as_ref());
            for id in facts.actors.iter().copied().chain(speaker.map(country_of)) {
                let Some(places) = out.get_mut(id) else { continue };
                if places.last() != Some(&(number, at)) {
                    places.push((number, at));
                }
            }
        }
    }
    out
}

/// The earlier event that `denial` answers best: the nearest in time.
fn answered(drafts: &[Draft], own: usize, denial: &Reading, subjects: &Subjects) -> Option<usize> {
    let day = denial.evidence.when.interval.first_day();
    let places = subjects.get(subject(denial.facts)?)?;
    let near = places.iter().filter_map(|(number, at)| {
        let draft = drafts.get(*number).filter(|draft| *number != own && draft.event.when.interval.is_one_day())?;
        let away = (day - draft.event.day()).num_days();
        (1..=ANSWER_DAYS).contains(&away).then_some((away, *number, *at))
    });
    let mut near: Vec<(i64, usize, usize)> = near.collect();
    near.sort_unstable();
    let found = near.into_iter().take(LOOKS).find(|(_, number, at)| {
        let other = drafts.get(*number).and_then(|d| Some(Reading::of(d.event.evidence.get(*at)?, d.facts.get(*at)?)));
        other.is_some_and(|other| {
            other.evidence.article != denial.evidence.article && contradiction(denial, &other).is_some()
        })
    });
    found.map(|(_, number, _)| number)
}

/// Who answers for a sentence: its speaker, else the first actor in it.
fn subject<'a>(facts: &Facts<'a>) -> Option<&'a EntityId> {
    let speaker = facts.item.claim.speaker.as_ref().and_then(|speaker| speaker.entity.as_ref());
    speaker.map(country_of).or_else(|| facts.actors.first().copied())
}

/// A piece of evidence with what disputes need of it.
struct Reading<'a> {
    evidence: &'a Evidence,
    facts: &'a Facts<'a>,
    actions: &'a [(Matter, Span)],
    /// Actions within the scope of a hedge or a denial, once they are asked for.
    matters: OnceCell<Vec<Matter>>,
}

impl<'a> Reading<'a> {
    fn of(evidence: &'a Evidence, facts: &'a Facts<'a>) -> Self {
        Self { evidence, facts, actions: &facts.item.told.actions, matters: OnceCell::new() }
    }

    fn matters(&self) -> &[Matter] {
        self.matters.get_or_init(|| {
            let start = self.facts.item.claim.sentence.start;
            let words = Words::new(&self.evidence.sentence, start);
            let report = self.evidence.speaker.as_ref().map(|speaker| speaker.report);
            let finding = certainty(&self.evidence.sentence, &words, start, report);
            let scope = words.range(finding.at, (finding.at + SCOPE).min(words.len()));
            let inside = self.actions.iter().filter(|(_, span)| scope.overlaps(*span));
            inside.map(|(action, _)| *action).collect()
        })
    }

    /// The action nearest to a count, in words of the lexicon.
    fn action_near(&self, span: Span) -> Option<Matter> {
        let distance = |place: Span| place.start.saturating_sub(span.end).max(span.start.saturating_sub(place.end));
        self.actions.iter().min_by_key(|(_, place)| distance(*place)).map(|(action, _)| *action)
    }

    fn gives(&self, quantity: &Quantity) -> bool {
        let same = |own: &Quantity| own.unit == quantity.unit && !own.excludes(quantity) && !own.outgrows(quantity);
        self.facts.counts.iter().any(|(_, own)| same(own))
    }
}

/// Two counts of the same thing that no value fits.
fn numbers(one: &Reading, two: &Reading, all: &[Reading]) -> Option<(DisputeKind, String)> {
    for (span, left) in &one.facts.counts {
        for (place, right) in &two.facts.counts {
            let same_unit = !left.unit.is_empty() && left.unit == right.unit;
            let same_action = one.action_near(*span).is_some() && one.action_near(*span) == two.action_near(*place);
            let apart = left.excludes(right) || one.facts.has_place() && left.outgrows(right);
            if !same_unit || !same_action || !apart || !one.facts.same_places(two.facts) {
                continue;
            }
            // A source that gives both counts two things.
            let both = |article| {
                let own = all.iter().filter(|r| &r.evidence.article == article);
                own.fold((false, false), |(a, b), r| (a || r.gives(left), b || r.gives(right))) == (true, true)
            };
            if both(&one.evidence.article) || both(&two.evidence.article) {
                continue;
            }
            return Some((DisputeKind::Number, format!("{}: {} – {}", left.unit, left.value, right.value)));
        }
    }
    None
}

/// A denial against what it denies.
fn contradiction(one: &Reading, two: &Reading) -> Option<(DisputeKind, String)> {
    let (denial, claim) = match (one.evidence.certainty, two.evidence.certainty) {
        (Certainty::Denied, Certainty::Denied) => return None,
        (Certainty::Denied, _) => (one, two),
        (_, Certainty::Denied) => (two, one),
        _ => return None,
    };
    let who = subject(denial.facts)?;
    if is_accused(who, claim) && answers_charge(denial) {
        return Some((DisputeKind::Denial, who.to_string()));
    }
    let matter = shared_matter(denial, claim)?;
    let about = super::lexicon::ACTIONS.ids.get(matter).cloned().unwrap_or_default();
    let same_source = subject(claim.facts) == Some(who);
    let later = said(denial.evidence) > said(claim.evidence);
    if same_source {
        let kind = if later { DisputeKind::Superseded } else { DisputeKind::Negation };
        return Some((kind, format!("{who}: {about}")));
    }
    let named = claim.facts.actors.contains(&who);
    named.then(|| (DisputeKind::Negation, format!("{who}: {about}")))
}

/// When it was said: the day of the sentence, then the day of the report.
fn said(evidence: &Evidence) -> (chrono::NaiveDate, Option<chrono::NaiveDate>) {
    (evidence.when.interval.first_day(), evidence.published.first)
}

/// What is denied and claimed alike; what only the denial of a charge shares is left out.
fn shared_matter(denial: &Reading, claim: &Reading) -> Option<Matter> {
    let claimed: Vec<Matter> = match claim.evidence.certainty {
        Certainty::Hedged => claim.matters().to_vec(),
        _ => claim.actions.iter().map(|(action, _)| *action).collect(),
    };
    denial.matters().iter().copied().find(|matter| claimed.contains(matter) && is_deniable(*matter))
}

/// Kinds of happening that one source can affirm and another deny of the same victim.
fn is_deniable(matter: Matter) -> bool {
    let id = super::lexicon::ACTIONS.ids.get(matter).map_or("", String::as_str);
    matches!(id, "take" | "breach" | "exploit" | "encrypt" | "leak" | "ransom")
}

/// Whether the sentence blames `who`, and somebody else says so.
fn is_accused(who: &EntityId, claim: &Reading) -> bool {
    let speaker = claim.evidence.speaker.as_ref();
    let blames = speaker.is_some_and(|s| s.report == Report::Accuse) || claim.has("blame") || claim.has("indict");
    let named = claim.facts.actors.contains(&who);
    let other = speaker.is_none_or(|s| s.entity.as_ref().map(country_of) != Some(who));
    blames && named && other && claim.evidence.certainty == Certainty::Asserted
}

/// Whether the denial is one of a charge.
fn answers_charge(denial: &Reading) -> bool {
    denial.evidence.speaker.as_ref().is_some_and(|s| s.report == Report::Deny || s.entity.is_some())
        && (denial.has("blame") || denial.has("reject") || denial.has("attack") || denial.has("breach"))
}

impl Reading<'_> {
    fn has(&self, action: &str) -> bool {
        let ids = &super::lexicon::ACTIONS.ids;
        self.actions.iter().any(|(own, _)| ids.get(*own).is_some_and(|id| id == action))
    }
}
