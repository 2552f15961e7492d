//! Names, indicators and quantities in Arabic and English text, linked across both languages.
//!
//! Layers, best first: names of the knowledge base ([`Base`], data in `assets/kb`), indicators,
//! quantities, rules for names that no list knows (data in `assets/lexicon`); then a pass over the
//! whole text that finds an accepted name everywhere. It refuses to guess: a word that is a name
//! only now and then needs a cue beside it. It knows nothing of dates, articles and files.
//!
//! ```
//! use marsad::entity::Base;
//! use marsad::model::Lang;
//! let found = Base::new(&[]).tag("اخترقت خوادم مايكروسوفت", Lang::Arabic);
//! assert_eq!(found.first().map(|mention| mention.name.as_str()), Some("Microsoft"));
//! ```

mod base;
mod candidate;
mod document;
mod indicator;
mod kb;
mod lexicon;
pub mod likeness;
mod quantity;
mod rules;
mod tagger;
#[cfg(test)]
mod tests;
mod words;

pub use base::Base;
pub use kb::known_name;
pub use kb::spellings;
pub use tagger::{Example, Settings, pack_classes};
