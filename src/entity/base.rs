//! The tagger as the rest of the program sees it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use crate::model::{CaseName, EntityId, EntityType, IndicatorKind, Lang, LinkedBy, Mention};

use super::rules::{arabic, edition, english, threat};
use super::{document, indicator, quantity};
use crate::entity::candidate::{Candidate, Link, choose};
use crate::entity::kb::matcher::Gazetteer;
use crate::entity::kb::rows::values;
use crate::entity::kb::{Kb, slug};
use crate::entity::lexicon::Lexicon;
use crate::entity::rules::bodies::Bodies;
use crate::entity::tagger::{Example, Settings, Tagger, blend, prune};
use crate::entity::words::Words;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);
static BODIES: LazyLock<Bodies> = LazyLock::new(Bodies::embedded);
static TAGGER: LazyLock<Arc<Tagger>> = LazyLock::new(|| Arc::new(Tagger::embedded(&LEXICON)));
static EMBEDDED: LazyLock<Base> = LazyLock::new(|| Base::of(Kb::embedded()));

/// The knowledge base without the names of a case.
pub(super) fn embedded() -> &'static Kb {
    &EMBEDDED.kb
}

/// The knowledge base with the names of one case, and the rules.
#[derive(Clone, Debug)]
pub struct Base {
    kb: Arc<Kb>,
    gazetteer: Arc<Gazetteer>,
    tagger: Arc<Tagger>,
}

impl Base {
    /// The embedded knowledge base and `names`, the names that a case adds to it. A case's name
    /// with the key of a known entity adds spellings to that entity.
    pub fn new(names: &[CaseName]) -> Self {
        if names.is_empty() {
            return EMBEDDED.clone();
        }
        Self::of(Kb::with(names))
    }

    fn of(kb: Kb) -> Self {
        let gazetteer = Arc::new(Gazetteer::new(&kb));
        Self { kb: Arc::new(kb), gazetteer, tagger: TAGGER.clone() }
    }

    /// Every mention in `text`, in order, without overlap. Never fails; linear in the length.
    pub fn tag(&self, text: &str, _lang: Lang) -> Vec<Mention> {
        let lexicon = &*LEXICON;
        let words = Words::read(text, &self.gazetteer.trie);
        let mut found = self.listed(&words);
        let tagged = self.tagger.find(&words, &found, lexicon);
        prune(&mut found, &tagged, &words, &self.kb);
        let tagged = blend(tagged, &found, &words, &self.kb, lexicon);
        let listed = marked(&found, words.len());
        found.extend(quantity::find(&words, lexicon));
        found.extend(indicators(text, &words));
        let mut ruled = threat::find(&words, lexicon, &listed);
        ruled.extend(english::find(&words, lexicon, &listed));
        // In Arabic, where no capital shows its end, a name of the rules fills a gap of the tagger, or is
        // surer of the same one.
        let seen = marked(&tagged, words.len());
        let same: HashSet<(usize, usize)> = tagged.iter().map(|name| (name.from, name.to)).collect();
        let gap = |name: &Candidate| {
            let free = !seen.get(name.from..name.to).is_some_and(|words| words.contains(&true));
            free || name.score >= arabic::SURE || same.contains(&(name.from, name.to))
        };
        ruled.extend(arabic::find(&words, lexicon, &listed).into_iter().filter(gap));
        let cued: HashSet<(usize, usize)> = ruled.iter().map(|name| (name.from, name.to)).collect();
        found.append(&mut ruled);
        found.extend(tagged);
        let chosen = self.settle(choose(found, words.len()), &cued, &words);
        let roles = document::roles(&chosen, &words, lexicon);
        let named = chosen.into_iter().zip(roles);
        let mut mentions: Vec<Mention> =
            named.map(|(candidate, role)| Mention { role, ..self.mention(candidate) }).collect();
        quantity::structure(&mut mentions, text);
        mentions
    }

    /// The pass over the whole text. A short name that the tagger saw may be the surname, the acronym
    /// or the headline of a longer one, which is then the better reading of it.
    fn settle(&self, chosen: Vec<Candidate>, cued: &HashSet<(usize, usize)>, words: &Words) -> Vec<Candidate> {
        let surnames = surnames(&chosen, words);
        let short = |name: &Candidate| !cued.contains(&(name.from, name.to)) && is_short(name, words, &surnames);
        let (mut short, chosen): (Vec<_>, Vec<_>) = chosen.into_iter().partition(short);
        for candidate in &mut short {
            candidate.score *= 0.5;
        }
        let mut settled = document::settle(chosen, words, &LEXICON, &self.kb);
        settled.extend(short);
        choose(settled, words.len())
    }

    /// The names of the knowledge base in a text, and what is built of them.
    fn listed(&self, words: &Words) -> Vec<Candidate> {
        let mut found = self.gazetteer.find(words, &self.kb, &LEXICON);
        edition::extend(&mut found, words, &self.kb);
        found.extend(BODIES.find(&found, words, &self.kb, &self.gazetteer));
        found
    }

    /// The bytes of a tagger's model for one language, learned from `examples`.
    pub fn train(&self, examples: &[Example], settings: Settings) -> Vec<u8> {
        self.tagger.train(examples, settings, |text| {
            let words = Words::read(text, &self.gazetteer.trie);
            let listed = self.listed(&words);
            (words, listed)
        })
    }

    /// The same base with another model for the names of one language; `None` if `bytes` are none.
    pub fn with_model(&self, lang: Lang, bytes: &[u8]) -> Option<Self> {
        let tagger = self.tagger.with_model(lang == Lang::Arabic, bytes)?;
        Some(Self { tagger: Arc::new(tagger), ..self.clone() })
    }

    /// Kind, English name and Arabic name of the entity with this key.
    pub fn names(&self, id: &str) -> Option<(EntityType, &str, Option<&str>)> {
        let entity = self.kb.find(id).and_then(|number| self.kb.entity(number))?;
        Some((entity.kind, entity.name, entity.name_ar))
    }

    /// Every name of the base and of the case: the entity's key, the kind, the name, and whether it is
    /// Arabic.
    pub fn all_names(&self) -> impl Iterator<Item = (&str, EntityType, &str, bool)> {
        let names = self.kb.names();
        names.filter_map(|(entity, kind, name, arabic)| Some((self.kb.entity(entity)?.id, kind, name, arabic)))
    }

    /// Ids elsewhere of the entity with this key, where they are certain: Wikidata (`Q2283`), ATT&CK
    /// groups (`G0125`) and software (`S0002`).
    pub fn ids(&self, id: &str) -> impl Iterator<Item = &str> {
        let entity = self.kb.find(id).and_then(|number| self.kb.entity(number));
        values(entity.map_or("", |entity| entity.ids))
    }

    fn mention(&self, candidate: Candidate) -> Mention {
        let Candidate { span, kind, link, by, .. } = candidate;
        let score = candidate.score.min(1.0);
        let known = match &link {
            Link::Known(entity) => self.kb.entity(*entity),
            Link::New(name, _) => self.kb.find(&slug(name)).and_then(|entity| self.kb.entity(entity)),
        };
        let (id, name, name_ar) = match (known, link) {
            (Some(entity), _) => {
                (EntityId(entity.id.to_owned()), entity.name.to_owned(), entity.name_ar.map(str::to_owned))
            }
            (None, Link::New(name, name_ar)) => (EntityId(slug(&name)), name, name_ar),
            (None, Link::Known(_)) => (EntityId::default(), String::new(), None),
        };
        Mention { span, kind, id, name, name_ar, score, by, role: None, quantity: None }
    }
}

/// The last words of persons, with the most bytes of a name that ends in each.
fn surnames<'w>(chosen: &[Candidate], words: &'w Words) -> HashMap<&'w str, usize> {
    let mut out = HashMap::new();
    for name in chosen.iter().filter(|name| name.kind == EntityType::Person && name.to > name.from + 1) {
        let longest = out.entry(words.key(name.to - 1)).or_insert(0);
        *longest = (*longest).max(name.span.len());
    }
    out
}

/// Whether a name that no list knows is one word, the end of a longer person's name ("C. Krebs", "van
/// der Berg"), or in capitals as headlines are.
fn is_short(name: &Candidate, words: &Words, surnames: &HashMap<&str, usize>) -> bool {
    let length = name.to - name.from;
    let guessed =
        name.by == LinkedBy::Itself && matches!(name.kind, EntityType::Person | EntityType::Org | EntityType::Gpe);
    let longer = || surnames.get(words.key(name.to - 1)).is_some_and(|longest| *longest > name.span.len());
    let shouted = || (name.from..name.to).all(|at| words.get(at).is_some_and(|word| word.shout));
    guessed && (length == 1 || name.kind == EntityType::Person && (longer() || shouted()))
}

/// Which words belong to a candidate.
fn marked(found: &[Candidate], words: usize) -> Vec<bool> {
    let mut out = vec![false; words];
    for candidate in found {
        if let Some(place) = out.get_mut(candidate.from..candidate.to) {
            place.fill(true);
        }
    }
    out
}

/// Indicators as candidates: their bytes turned into words.
fn indicators(text: &str, words: &Words) -> Vec<Candidate> {
    let place = |byte: usize| words.list.partition_point(|word| word.token.span.end <= byte);
    indicator::find(text)
        .into_iter()
        .map(|found| Candidate {
            from: place(found.span.start),
            to: place(found.span.end.saturating_sub(1)) + 1,
            span: found.span,
            kind: if found.kind == IndicatorKind::Cve { EntityType::Cve } else { EntityType::Ioc },
            link: Link::New(found.name, None),
            score: 1.0,
            by: LinkedBy::Itself,
        })
        .collect()
}
