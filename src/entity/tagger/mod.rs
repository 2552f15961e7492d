//! The tagger: names that no list knows, by what the words around them and their letters say.
//!
//! One linear model a language (`assets/models/`), trained by `examples/train_names.rs`: hashed
//! features, labels that begin, go on or stay outside, the best sequence by Viterbi.

mod blend;
mod classes;
mod features;
mod hash;
mod model;
mod sheet;
mod stem;
#[cfg(test)]
mod tests;
mod train;
mod viterbi;

use crate::model::{EntityType, LinkedBy};

use crate::entity::candidate::{Candidate, Link};
use crate::entity::lexicon::Lexicon;
use crate::entity::words::Words;

use classes::{Class, Classes};
use features::Features;
use model::Model;
use sheet::{Sheet, Triggers};
use viterbi::{ANY, LABELS, Lattice, Row};

pub(in crate::entity) use blend::{blend, prune};
pub use train::{Example, Settings};

/// The number of the type of all other names, which are seen and not told.
const OTHER: usize = 3;

/// The types by their number.
const KINDS: [Option<EntityType>; 6] = [
    Some(EntityType::Person),
    Some(EntityType::Org),
    Some(EntityType::Loc),
    None,
    Some(EntityType::Product),
    Some(EntityType::Malware),
];

/// The number of a type of names.
fn label_of(kind: Option<EntityType>) -> Option<usize> {
    KINDS.iter().position(|known| *known == kind)
}

/// The models of both languages and what they read.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Tagger {
    /// English and Arabic.
    models: [Option<Model>; 2],
    classes: [Classes; 2],
    triggers: Triggers,
}

impl Tagger {
    /// The embedded models.
    pub fn embedded(lexicon: &Lexicon) -> Self {
        Self {
            models: [
                Model::read(include_bytes!("../../../assets/models/ner-en.bin")),
                Model::read(include_bytes!("../../../assets/models/ner-ar.bin")),
            ],
            classes: [
                Classes::read(include_bytes!("../../../assets/models/words-en.bin")).unwrap_or_default(),
                Classes::read(include_bytes!("../../../assets/models/words-ar.bin")).unwrap_or_default(),
            ],
            triggers: Triggers::new(lexicon),
        }
    }

    /// The same with another model for one language; `None` if `bytes` are none.
    pub fn with_model(&self, arabic: bool, bytes: &[u8]) -> Option<Self> {
        let mut out = self.clone();
        out.models[usize::from(arabic)] = Some(Model::read(bytes)?);
        Some(out)
    }

    /// A text with its listed names as the models read it.
    fn sheet(&self, words: &Words, listed: &[Candidate]) -> Sheet {
        Sheet::read(words, listed, &self.triggers, [&self.classes[0], &self.classes[1]])
    }

    /// Every name that the models see.
    pub fn find(&self, words: &Words, listed: &[Candidate], lexicon: &Lexicon) -> Vec<Candidate> {
        let sheet = self.sheet(words, listed);
        let mut out = Vec::new();
        let mut desk = Desk::default();
        for (sentence, from, to) in sheet.open_runs() {
            let Some(model) = &self.models[usize::from(sentence.2)] else { continue };
            desk.read(&sheet, sentence, (from, to), model);
            desk.names(|start, end, kind, score| {
                if let Some(kind) = KINDS.get(kind).copied().flatten() {
                    let start = if kind == EntityType::Person {
                        untitled(from + start, from + end, words, lexicon)
                    } else {
                        from + start
                    };
                    // A place that no list knows is a town far more often than a sea or a mountain.
                    let kind = if kind == EntityType::Loc { EntityType::Gpe } else { kind };
                    out.push(candidate(start, from + end, kind, score / model.scale, words));
                }
            });
        }
        out
    }

    /// The bytes of a model that `examples` teach; `listed` finds the listed names of a text.
    pub fn train<'t>(
        &self,
        examples: &'t [Example],
        settings: Settings,
        read: impl Fn(&'t str) -> (Words<'t>, Vec<Candidate>),
    ) -> Vec<u8> {
        let sheets: Vec<_> = examples
            .iter()
            .map(|example| {
                let (words, listed) = read(&example.text);
                (self.sheet(&words, &listed), train::masks(example, &words, settings.types), example.weight)
            })
            .collect();
        train::learn(&sheets, settings)
    }
}

/// The first word behind "Mr." and the like, which some texts count as a part of the name, and behind a
/// longer title where a full name follows it.
fn untitled(from: usize, to: usize, words: &Words, lexicon: &Lexicon) -> usize {
    let from = if from + 1 < to && words.opens_sentence(from) && lexicon.function_words.contains(words.key(from)) {
        from + 1
    } else {
        from
    };
    let short = matches!(words.key(from), "mr" | "mrs" | "ms" | "dr" | "prof");
    let name = if words.key(from + 1) == "." { from + 2 } else { from + 1 };
    let titled = lexicon.one_titles.contains(words.key(from)) && name + 1 < to;
    if (short || titled) && name < to { name } else { from }
}

/// Packs word classes: lines of word, fine class, coarse class and the two paths.
pub fn pack_classes(table: &str) -> Vec<u8> {
    let row = |line: &str| {
        let mut fields = line.split('\t');
        let word = crate::text::fold_key(fields.next()?);
        let mut number = || fields.next().and_then(|field| field.parse::<u16>().ok()).unwrap_or(0);
        Some((word, Class { fine: number(), coarse: number() as u8, title: number(), lower: number() }))
    };
    Classes::pack(&table.lines().filter_map(row).collect::<Vec<_>>())
}

fn candidate(from: usize, to: usize, kind: EntityType, margin: f32, words: &Words) -> Candidate {
    let span = words.span(from, to, 0);
    let name = span.of(words.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let arabic = words.get(from).is_some_and(|word| word.arabic);
    let name_ar = arabic.then(|| name.clone());
    let score = 1.0 / (1.0 + (-margin / 8.0).exp());
    Candidate { from, to, span, kind, link: Link::New(name, name_ar), score, by: LinkedBy::Itself }
}

/// Reused memory for one run of words.
#[derive(Debug, Default)]
struct Desk {
    features: Features,
    scores: Vec<Row>,
    masks: Vec<u16>,
    path: Vec<u8>,
    lattice: Lattice,
}

impl Desk {
    fn read(&mut self, sheet: &Sheet, sentence: (usize, usize, bool), (from, to): (usize, usize), model: &Model) {
        self.scores.clear();
        for at in from..to {
            self.features.read(at, sentence, sheet);
            self.scores.push(model.score(self.features.list()));
        }
        self.masks.resize(to - from, ANY);
        self.lattice.decode(&self.scores, &self.masks, &model.steps, model.labels, &mut self.path);
    }

    /// Calls `tell` with first word, the word after the last, type and margin of each name.
    fn names(&self, mut tell: impl FnMut(usize, usize, usize, f32)) {
        let mut at = 0;
        while let Some(label) = self.path.get(at).copied() {
            let start = at;
            at += 1;
            if label == 0 {
                continue;
            }
            while self.path.get(at).is_some_and(|next| *next == label + 1) {
                at += 1;
            }
            let margin = (start..at).filter_map(|word| Some(self.margin(word, *self.path.get(word)?))).min();
            tell(start, at, usize::from(label - 1) / 2, margin.unwrap_or(0) as f32);
        }
    }

    /// By how much the type of `label` wins over every other at one word.
    fn margin(&self, word: usize, label: u8) -> i32 {
        let Some(row) = self.scores.get(word) else { return 0 };
        let kind = (usize::from(label) - 1) / 2;
        let best = row[1 + 2 * kind].max(row[2 + 2 * kind]);
        let others = (0..LABELS).filter(|other| *other == 0 || (other - 1) / 2 != kind);
        best - others.map(|other| row[other]).max().unwrap_or(0)
    }
}
