//! Surnames: who is meant by "Krebs" alone, where the text has named one or two of them in full.
//!
//! The one named last before it, unless an initial, a title or a role says otherwise: "Mrs Krebs",
//! "C. Krebs", "former CISA director Krebs", "Krebs of CISA".

use crate::model::{EntityType, LinkedBy};

use super::index::{Index, Target};
use super::lists::{ALONE, FAMILY, HashedMap, MADAM, PARTICLE, SHE, SIR, hash, pair};
use super::names::{SURE, moved};
use super::role::Page;
use super::{clitics, is_skipped};
use crate::entity::candidate::{Candidate, Link};
use crate::entity::words::Words;

/// Of so many people of one surname the roles are compared; so many mentions of each are read.
const MOST: usize = 8;
const MENTIONS: usize = 4;

/// Somebody whom the text names in full.
#[derive(Debug)]
struct Person {
    link: Link,
    /// The first mentions.
    mentions: Vec<usize>,
    /// The hash and the first letter of the given name.
    given: u64,
    initial: Option<char>,
    /// Whether the given name is on the list, so that its kind is known.
    listed: bool,
}

/// People of one surname.
#[derive(Debug, Default)]
struct Group {
    people: Vec<usize>,
    current: Option<usize>,
}

/// The people of a text.
#[derive(Debug, Default)]
pub(super) struct People {
    list: Vec<Person>,
    by_link: HashedMap<usize>,
    groups: Vec<Group>,
    /// Group and person of each candidate that names one in full.
    who: HashedMap<(usize, usize)>,
}

impl People {
    /// Notes a person's full name, of the word hashes `name`, and enters the surname in `index`.
    /// A name that was guessed once gives no surname.
    pub fn note(
        &mut self,
        page: &Page,
        number: usize,
        candidate: &Candidate,
        name: &[u64],
        twice: bool,
        index: &mut Index,
    ) {
        let (words, first) = (page.words, candidate.from);
        let key = words.key(first).get(clitics(candidate, words)..).unwrap_or("");
        let latin = words.get(first).is_some_and(|word| !word.arabic);
        let listed = page.lexicon.first_names.contains(key);
        let sure = matches!(candidate.link, Link::Known(_)) || candidate.score >= SURE || twice || (latin && listed);
        // "van der Berg" is no full name, "Van Jones" is.
        let house = name.first().is_some_and(|word| page.lists.bits(*word) & PARTICLE != 0) && !words.is_capital(first);
        let places: Vec<usize> = (first..candidate.to).filter(|at| !is_skipped(words.key(*at))).collect();
        if !sure || house || places.len() != name.len() {
            return;
        }
        let Some((from, to)) = surname(page, &places, name, listed) else { return };
        let Some((own, model)) = name.get(from..to).zip(places.get(from).copied()) else { return };
        let person = self.person(&candidate.link, name, key, listed);
        let group = match index.find(own) {
            Some(Target::Surname(group)) => group,
            Some(_) => return,
            None => {
                self.groups.push(Group::default());
                self.groups.len() - 1
            }
        };
        index.add(own, Target::Surname(group), model);
        // "al-Maliki" is "Maliki" as well.
        let article = matches!(words.key(model), "al" | "el") && own.len() == 2;
        if article && let Some(bare) = own.get(1..) {
            index.add(bare, Target::Surname(group), model + 1);
        }
        if name.first().is_some_and(|given| page.lists.bits(*given) & ALONE != 0) {
            index.add(name.get(..1).unwrap_or(&[]), Target::Surname(group), first);
        }
        self.who.insert(number as u64, (group, person));
        if let Some(group) = self.groups.get_mut(group)
            && group.people.len() < MOST
            && !group.people.contains(&person)
        {
            group.people.push(person);
        }
        if let Some(person) = self.list.get_mut(person).filter(|person| person.mentions.len() < MENTIONS) {
            person.mentions.push(number);
        }
    }

    fn person(&mut self, link: &Link, name: &[u64], key: &str, listed: bool) -> usize {
        let place = match link {
            Link::Known(entity) => pair(1, *entity as u64),
            Link::New(..) => name.iter().copied().fold(0, pair),
        };
        let fresh = self.list.len();
        let person = *self.by_link.entry(place).or_insert(fresh);
        if person == fresh {
            let given = name.first().copied().unwrap_or(0);
            self.list.push(Person {
                link: link.clone(),
                mentions: Vec::new(),
                given,
                initial: key.chars().next(),
                listed,
            });
        }
        person
    }

    /// Whether candidate `number` names somebody in full, who is then the one of that surname from
    /// here on.
    pub fn meet(&mut self, number: usize) -> bool {
        let Some((group, person)) = self.who.get(&(number as u64)).copied() else { return false };
        if let Some(group) = self.groups.get_mut(group) {
            group.current = Some(person);
        }
        true
    }

    /// Whom a surname that is a mention already stands for, where that is another entity.
    pub fn relink(&mut self, page: &Page, group: usize, candidate: &Candidate) -> Option<Link> {
        let people = &self.groups.get(group)?.people;
        let named =
            people.iter().any(|person| self.list.get(*person).is_some_and(|person| person.link == candidate.link));
        // A list may know whom a surname means here though the text does not name him in full.
        if matches!(candidate.link, Link::Known(_)) && !named {
            return None;
        }
        let person = self.resolve(page, group, candidate.from, candidate.to)?;
        self.groups.get_mut(group)?.current = Some(person);
        let link = &self.list.get(person)?.link;
        (*link != candidate.link).then(|| link.clone())
    }

    /// The candidate of the surname alone at words `from..to`.
    pub fn alone(&mut self, page: &Page, group: usize, from: usize, to: usize, clitics: usize) -> Option<Candidate> {
        let person = self.resolve(page, group, from, to)?;
        self.groups.get_mut(group)?.current = Some(person);
        let model = page.chosen.get(*self.list.get(person)?.mentions.first()?)?;
        let from = match initial(page, from) {
            Some((_, at)) if page.owner(at).is_none() => at,
            _ => from,
        };
        Some(moved(model, &(from, to, clitics), LinkedBy::Surname, page.words))
    }

    fn resolve(&self, page: &Page, group: usize, from: usize, to: usize) -> Option<usize> {
        let group = self.groups.get(group)?;
        let person = |number: &usize| self.list.get(*number);
        let fits = |number: &&usize| person(number).is_some_and(|person| fits(page, person, from));
        let fitting: Vec<usize> = group.people.iter().filter(fits).copied().collect();
        if fitting.len() < 2 {
            return fitting.first().copied();
        }
        let near = near(page, from, to);
        if !near.is_empty() {
            let score = |number: &usize| person(number).map_or(0, |person| likeness(page, person, &near));
            let best = fitting.iter().map(score).max().unwrap_or(0);
            let mut of_best = fitting.iter().filter(|number| best > 0 && score(number) == best);
            if let (Some(one), None) = (of_best.next(), of_best.next()) {
                return Some(*one);
            }
        }
        // People beyond the first few of a surname are still followed in their order.
        let current = group.current.filter(|current| fitting.contains(current) || !group.people.contains(current));
        current.or(fitting.first().copied())
    }
}

/// Whether the initial or the title before the surname lets it be this person.
fn fits(page: &Page, person: &Person, from: usize) -> bool {
    if let Some((letter, _)) = initial(page, from) {
        return person.initial == Some(letter);
    }
    let she = page.lists.bits(person.given) & SHE != 0;
    let dot = from.checked_sub(1).filter(|at| page.words.key(*at) == ".");
    let title = dot.unwrap_or(from).checked_sub(1);
    let has = |lists| title.is_some_and(|at| page.has(at, lists));
    if she { !has(SIR) } else { !(person.listed && has(MADAM)) }
}

/// "C." right before the surname: the letter and its place.
fn initial(page: &Page, from: usize) -> Option<(char, usize)> {
    let dot = from.checked_sub(1).filter(|dot| page.words.key(*dot) == "." && page.words.is_glued(*dot))?;
    let at = dot.checked_sub(1)?;
    let mut letters = page.words.key(at).chars();
    let letter = letters.next().filter(|_| letters.next().is_none() && page.words.is_capital(at))?;
    Some((letter, at))
}

/// Which words of a full name are the surname: the last with its particles and hyphens; the first in
/// Chinese and Korean names.
fn surname(page: &Page, places: &[usize], name: &[u64], listed: bool) -> Option<(usize, usize)> {
    let bits = |at: usize| name.get(at).map_or(0, |word| page.lists.bits(*word));
    let hyphen = |at: usize| {
        at > 0 && places.get(at).zip(places.get(at - 1)).is_some_and(|(b, a)| b - a > 1 && page.words.is_glued(*b))
    };
    let last = name.len() - 1;
    let syllables = hyphen(2) || (name.len() == 3 && places.first().is_some_and(|at| !page.words.is_capital(*at)));
    if bits(0) & FAMILY != 0 && last <= 2 && (bits(last) & FAMILY == 0 || syllables) && (!listed || syllables) {
        return Some((0, 1));
    }
    let mut from = last;
    while from > 1 && ((bits(from) | bits(from - 1)) & PARTICLE != 0 || hyphen(from)) {
        from -= 1;
    }
    let words: &Words = page.words;
    let key = words.key(places.get(from).copied()?);
    let short = key.chars().count() < if words.is_capital(*places.get(from)?) { 2 } else { 3 };
    // "عبد" or "بن" alone in front of the last word belongs to the given name.
    let open = bits(last) & PARTICLE != 0 && from == last;
    let poor = from == last && (short || page.lexicon.function_words.contains(key));
    (from > 0 && !poor && !open).then_some((from, last + 1))
}

/// What the text says of the bearer of a surname beside it: words and names of the role before or
/// behind it, and of "of CISA".
fn near(page: &Page, from: usize, to: usize) -> Vec<u64> {
    let span = page.words.span(from, to, 0);
    let (kind, link) = (EntityType::Person, Link::Known(usize::MAX));
    let here = Candidate { from, to, span, kind, link, score: 1.0, by: LinkedBy::Itself };
    said(page, &here)
}

fn said(page: &Page, mention: &Candidate) -> Vec<u64> {
    let role = page.phrase(mention).map_or(0..0, |(from, to, _)| from..to);
    let behind = matches!(page.words.key(mention.to), "of" | "from" | "at" | "من");
    let tail = if behind { mention.to + 1..mention.to + 4 } else { 0..0 };
    role.chain(tail).filter_map(|at| content(page, at)).collect()
}

/// A word that tells: the entity it names, or the word without article.
fn content(page: &Page, at: usize) -> Option<u64> {
    if let Some(Link::Known(entity)) = page.thing(at).map(|name| &name.link) {
        return Some(pair(1, *entity as u64));
    }
    let key = page.words.key(at);
    let plain = page.words.is_word(at) && !page.lexicon.function_words.contains(key) && key.len() > 2;
    let bare = key.trim_start_matches('و');
    let bare = bare.strip_prefix("ال").or(bare.strip_prefix("لل")).or(bare.strip_prefix('ل')).unwrap_or(bare);
    plain.then(|| hash(bare))
}

/// How many of the words `near` a surname stand beside the full name as well.
fn likeness(page: &Page, person: &Person, near: &[u64]) -> usize {
    let mentions = person.mentions.iter().filter_map(|number| page.chosen.get(*number));
    mentions.map(|mention| said(page, mention).iter().filter(|word| near.contains(word)).count()).max().unwrap_or(0)
}
