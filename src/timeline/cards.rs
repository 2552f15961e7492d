//! The entities of a case with their figures: how often and when they are named, how texts write
//! them, what they are said to be, and what is named beside them.
//!
//! One walk over the mentions and claims of all articles. Texts are borrowed and entities numbered
//! while counting; the cost grows with the mentions, and in a sentence with [`PAIRED`] of them at most.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::{Analysed, Beside, EntityCard, EntityType, Lang, LinkedBy, Mention, Role, Span, Spelling, Tie};
use crate::text::fold_key;

/// Entities of one sentence that are taken as named beside each other; lists of indicators go on for ever.
const PAIRED: usize = 12;

/// Spellings that a card keeps of each script.
const SPELLINGS: usize = 6;

/// Roles that a card keeps.
const ROLES: usize = 5;

/// Neighbours that a card keeps.
const BESIDE: usize = 8;

/// Days of a claim that is known to the month.
const MONTH: i64 = 31;

/// First and last day.
type Days = Option<(NaiveDate, NaiveDate)>;

/// What is counted of one entity.
struct Count<'a> {
    card: EntityCard,
    /// Number of the article that named it last, from 1.
    article: usize,
    ties: [usize; LinkedBy::ALL.len()],
    /// Of claims known to the month, of vaguer ones, of articles.
    days: [Days; 3],
    spellings: Vec<(&'a str, usize, LinkedBy)>,
    roles: Vec<(&'a str, usize)>,
}

#[derive(Default)]
struct Counts<'a> {
    numbers: HashMap<&'a str, usize>,
    all: Vec<Count<'a>>,
    /// Places in the spellings of entities, and in their roles.
    spelled: HashMap<(usize, &'a str), usize>,
    said: HashMap<(usize, &'a str), usize>,
    /// Sentences that name two entities, the smaller number first.
    pairs: HashMap<(usize, usize), usize>,
}

/// Every entity that an article names, most named first; counts of things are no entities.
pub(super) fn entities(articles: &[&Analysed]) -> Vec<EntityCard> {
    let mut counts = Counts::default();
    for (index, article) in articles.iter().enumerate() {
        counts.article(index + 1, article);
    }
    counts.finish()
}

impl<'a> Counts<'a> {
    fn article(&mut self, number: usize, article: &'a Analysed) {
        let mentions = &article.analysis.mentions;
        // The entity of every mention; `None` for a count.
        let mut of = Vec::with_capacity(mentions.len());
        for mention in mentions {
            of.push((mention.kind != EntityType::Qty).then(|| self.mention(number, article, mention)));
        }
        for claim in &article.analysis.claims {
            let interval = claim.when.interval;
            let (first, last) = (interval.first_day(), interval.last_day());
            let fine = usize::from(last.signed_duration_since(first).num_days() >= MONTH);
            for at in claim.mentions.iter().filter_map(|index| of.get(*index).copied().flatten()) {
                if let Some(days) = self.all.get_mut(at).and_then(|count| count.days.get_mut(fine)) {
                    widen(days, first, last);
                }
            }
        }
        self.pair(&article.analysis.sentences, mentions, &of);
    }

    /// Counts a mention and gives the number of its entity.
    fn mention(&mut self, number: usize, article: &'a Analysed, mention: &'a Mention) -> usize {
        let at = match self.numbers.get(mention.id.0.as_str()) {
            Some(at) => *at,
            None => self.add(mention),
        };
        let Some(count) = self.all.get_mut(at) else { return at };
        if count.card.name_ar.is_none() {
            count.card.name_ar.clone_from(&mention.name_ar);
        }
        match article.analysis.lang {
            Lang::Arabic => count.card.arabic += 1,
            Lang::English => count.card.english += 1,
            _ => {}
        }
        if count.article != number {
            count.article = number;
            count.card.articles += 1;
            if let Some(day) = article.analysis.published.day() {
                widen(&mut count.days[2], day, day);
            }
        }
        if let Some(tie) = count.ties.get_mut(mention.by.rank()) {
            *tie += 1;
        }
        let body = &article.article.body;
        let place = *self.spelled.entry((at, mention.span.of(body))).or_insert_with_key(|(_, text)| {
            count.spellings.push((text, 0, mention.by));
            count.spellings.len() - 1
        });
        if let Some((_, times, by)) = count.spellings.get_mut(place) {
            *times += 1;
            *by = if mention.by.rank() < by.rank() { mention.by } else { *by };
        }
        if let Some(role) = mention.role {
            let place = *self.said.entry((at, role.of(body))).or_insert_with_key(|(_, text)| {
                count.roles.push((text, 0));
                count.roles.len() - 1
            });
            if let Some((_, times)) = count.roles.get_mut(place) {
                *times += 1;
            }
        }
        at
    }

    fn add(&mut self, mention: &'a Mention) -> usize {
        let at = self.all.len();
        self.numbers.insert(&mention.id.0, at);
        self.all.push(Count {
            card: EntityCard::new(mention.id.clone(), mention.kind, mention.name.clone()),
            article: 0,
            ties: [0; LinkedBy::ALL.len()],
            days: [None; 3],
            spellings: Vec::new(),
            roles: Vec::new(),
        });
        at
    }

    /// Counts which entities the same sentence names; sentences and mentions come in order.
    fn pair(&mut self, sentences: &[Span], mentions: &[Mention], of: &[Option<usize>]) {
        let mut mentioned = mentions.iter().zip(of).peekable();
        let mut here: Vec<usize> = Vec::with_capacity(PAIRED);
        for sentence in sentences {
            here.clear();
            while let Some((_, at)) = mentioned.next_if(|(mention, _)| mention.span.start < sentence.end) {
                here.extend(at.filter(|at| here.len() < PAIRED && !here.contains(at)));
            }
            for (place, one) in here.iter().enumerate() {
                for other in here.iter().skip(place + 1) {
                    *self.pairs.entry((*one.min(other), *one.max(other))).or_default() += 1;
                }
            }
        }
    }

    fn finish(self) -> Vec<EntityCard> {
        let mut beside: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.all.len()];
        for ((one, other), times) in self.pairs {
            for (of, neighbour) in [(one, other), (other, one)] {
                beside.get_mut(of).into_iter().for_each(|list| list.push((times, neighbour)));
            }
        }
        let ids: Vec<_> = self.all.iter().map(|count| count.card.id.clone()).collect();
        let neighbours = |mut list: Vec<(usize, usize)>| {
            list.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| ids.get(a.1).cmp(&ids.get(b.1))));
            let named = list.into_iter().take(BESIDE);
            named.filter_map(|(count, at)| Some(Beside { id: ids.get(at)?.clone(), count })).collect()
        };
        let mut out: Vec<EntityCard> = Vec::with_capacity(self.all.len());
        for (count, list) in self.all.into_iter().zip(beside) {
            let days = count.days.into_iter().flatten().next();
            let ties = LinkedBy::BY_STRENGTH.into_iter().zip(count.ties).filter(|(_, count)| *count > 0);
            out.push(EntityCard {
                first: days.map(|(first, _)| first),
                last: days.map(|(_, last)| last),
                ties: ties.map(|(by, count)| Tie { by, count }).collect(),
                spellings: spellings(count.spellings),
                roles: roles(count.roles),
                beside: neighbours(list),
                ..count.card
            });
        }
        out.sort_by(|a, b| {
            let named = |card: &EntityCard| (card.articles, card.arabic + card.english);
            named(b).cmp(&named(a)).then_with(|| a.id.cmp(&b.id))
        });
        out
    }
}

fn widen(days: &mut Days, first: NaiveDate, last: NaiveDate) {
    *days = Some(days.map_or((first, last), |(from, to)| (from.min(first), to.max(last))));
}

/// The most used of each script, most used first.
fn spellings(mut all: Vec<(&str, usize, LinkedBy)>) -> Vec<Spelling> {
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let all = all.into_iter().filter(|(text, ..)| !text.is_empty());
    let mut room = [SPELLINGS; 2];
    let fits = |spelling: &Spelling| {
        let room = &mut room[usize::from(spelling.is_arabic())];
        let free = *room > 0;
        *room = room.saturating_sub(1);
        free
    };
    all.map(|(text, count, by)| Spelling { text: one_line(text), count, by }).filter(fits).collect()
}

/// A name that is broken over lines is the same name.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is said most often; of what is folded alike, the form that is said most often speaks.
fn roles(mut all: Vec<(&str, usize)>) -> Vec<Role> {
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut out: Vec<Role> = Vec::new();
    for (text, count) in all.into_iter().filter(|(text, _)| !text.is_empty()) {
        let place = *places.entry(fold_key(&one_line(text))).or_insert_with(|| {
            out.push(Role { text: one_line(text), count: 0 });
            out.len() - 1
        });
        if let Some(role) = out.get_mut(place) {
            role.count += count;
        }
    }
    out.sort_by_key(|role| std::cmp::Reverse(role.count));
    out.truncate(ROLES);
    out
}
