//! Editions of products: "Exchange Server 2013, 2016 or 2019" names three.

use crate::model::EntityType;

use crate::entity::candidate::{Candidate, Link};
use crate::entity::kb::Kb;
use crate::entity::words::{Words, is_quote};

/// Lengthens each product by the year of its edition and adds the years that follow alone.
pub(in crate::entity) fn extend(found: &mut Vec<Candidate>, words: &Words, kb: &Kb) {
    let mut added = Vec::new();
    for candidate in found.iter().filter(|candidate| candidate.kind == EntityType::Product) {
        let Link::Known(entity) = candidate.link else { continue };
        let Some(entity) = kb.entity(entity).filter(|entity| !entity.editions.is_empty()) else { continue };
        let is_edition = |at: usize| words.is_close(at) && entity.editions.split(',').any(|year| year == words.key(at));
        let mut at = candidate.to;
        while is_edition(at) {
            let from = if at == candidate.to { candidate.from } else { at };
            let start = if at == candidate.to { candidate.span.start } else { words.span(at, at + 1, 0).start };
            added.push(Candidate {
                from,
                to: at + 1,
                span: crate::model::Span::new(start, words.span(at, at + 1, 0).end),
                link: Link::New(format!("{} {}", entity.name, words.key(at)), None),
                ..candidate.clone()
            });
            at = skip_joint(at + 1, words);
        }
    }
    found.append(&mut added);
}

/// The word after commas, "and", "or", و, أو.
fn skip_joint(mut at: usize, words: &Words) -> usize {
    for _ in 0..2 {
        if matches!(words.key(at), "," | "،" | "/" | "&" | "and" | "or" | "و" | "او" | "وكذلك")
            || is_quote(words.key(at))
        {
            at += 1;
        }
    }
    at
}
