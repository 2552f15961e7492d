//! From sentences to claims, from claims to events, from events to what is drawn.
//!
//! A [`Claim`](crate::model::Claim) is one sentence about one date. [`build`] groups the claims of
//! all articles, of both languages, into events, says where they disagree and keeps apart what has
//! no day. [`View`] and [`bins`] are the axis as pure values.
//!
//! It finds neither dates nor names: both come in as spans. It translates nothing: the key that
//! two languages share is the day, the entities, the numbers and the kind of happening.

mod bins;
mod build;
mod calendar;
mod cards;
mod certainty;
mod claims;
mod cluster;
mod copies;
mod countries;
mod disputes;
mod evidence;
mod keys;
mod lexicon;
mod links;
mod open;
mod phases;
mod quantity;
mod reading;
mod relevance;
mod speaker;
mod times;
mod view;
mod words;

#[cfg(test)]
mod bins_tests;
#[cfg(test)]
mod build_tests;
#[cfg(test)]
mod cards_tests;
#[cfg(test)]
mod claims_tests;
#[cfg(test)]
mod marked;

pub use bins::{Bin, Tick, bins, phase_band, ticks};
pub use build::build;
pub use calendar::{Unit, span_label};
pub use claims::{ClaimInput, claims};
pub use copies::copies;
pub use relevance::{Relevance, relevance};
pub use view::View;
