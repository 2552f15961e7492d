//! Where the counted things are: "60,000 victims in Germany", "7 آلاف خادم في بريطانيا".

use crate::model::{EntityType, Mention, Quantity, Span};

/// What may stand between a count and its place: a preposition, with the article or a clitic.
const LINKS: [&str; 12] =
    ["in", "in the", "across", "across the", "inside", "throughout", "within", "from", "في", "داخل", "ب", "من"];

/// Gives the counts among `mentions`, which are in order, their structure and their place.
pub(in crate::entity) fn structure(mentions: &mut [Mention], text: &str) {
    for at in 0..mentions.len() {
        let next = mentions.get(at + 1).filter(|next| next.kind == EntityType::Gpe);
        let next = next.map(|next| (next.span.start, next.id.clone()));
        let Some(mention) = mentions.get_mut(at).filter(|mention| mention.kind == EntityType::Qty) else { continue };
        mention.quantity = Quantity::parse(&mention.name);
        if let (Some(quantity), Some((start, id))) = (&mut mention.quantity, next)
            && mention.span.end <= start
            && LINKS.contains(&Span::new(mention.span.end, start).of(text).trim())
        {
            quantity.place = Some(id);
        }
    }
}
