//! What the view of names remembers beside its list.

use crate::model::{CaseName, EntityCard, EntityId, EntityType};
use crate::text::fold_key;

/// The state of the view of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Only names of this kind.
    pub kind: Option<EntityType>,
    /// Only names that hold these letters, in any spelling; empty for all.
    pub words: String,
    /// The chosen one of what can be walked to from the card.
    pub at: usize,
    /// What the analyst has said of names since the start, the last at the end.
    pub said: Vec<CaseName>,
    /// The name to choose when new data come.
    pub follow: Option<EntityId>,
}

impl Names {
    /// Whether the list may show `card`; `words` are [`Names::words`] folded.
    pub fn admits(&self, card: &EntityCard, words: &str) -> bool {
        let holds = |text: &str| fold_key(text).contains(words);
        self.kind.is_none_or(|kind| card.kind == kind)
            && (words.is_empty()
                || holds(&card.name)
                || card.name_ar.as_deref().is_some_and(holds)
                || card.spellings.iter().any(|spelling| holds(&spelling.text)))
    }
}
