//! Decides between a date and a name that claim the same words.

use crate::model::{EntityType, Mention, Timex};

/// Drops dates that are only a part of an identifier, a count or a product's name, and then names
/// that share words with a date without being longer. Both lists are in order and without overlap,
/// and stay so.
pub(super) fn settle(dates: &mut Vec<Timex>, mentions: &mut Vec<Mention>) {
    let mut rest = mentions.as_slice();
    dates.retain(|date| {
        rest = from(rest, |mention| mention.span.end > date.span.start);
        let inside = |mention: &&Mention| {
            is_number_of_its_own(mention.kind)
                && mention.span.contains(date.span)
                && mention.span.len() > date.span.len()
        };
        !rest.iter().take_while(|mention| mention.span.start < date.span.end).any(|mention| inside(&mention))
    });
    let mut rest = dates.as_slice();
    mentions.retain(|mention| {
        rest = from(rest, |date| date.span.end > mention.span.start);
        let mut shared = rest.iter().take_while(|date| date.span.start < mention.span.end);
        shared.all(|date| mention.span.len() > date.span.len())
    });
}

/// The tail of `items` that begins with the first one that `reaches`.
fn from<T>(items: &[T], reaches: impl Fn(&T) -> bool) -> &[T] {
    let at = items.iter().position(reaches).unwrap_or(items.len());
    items.get(at..).unwrap_or(&[])
}

/// Kinds whose digits are never a date.
fn is_number_of_its_own(kind: EntityType) -> bool {
    matches!(kind, EntityType::Cve | EntityType::Ioc | EntityType::Qty | EntityType::Product)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, EntityId, How, LinkedBy, Span, TimexType};

    fn date(start: usize, end: usize) -> Timex {
        Timex {
            span: Span::new(start, end),
            kind: TimexType::Date,
            value: "2021".into(),
            modifier: None,
            interval: None,
            precision: None,
            how: How { rule: "year".into(), anchor: Anchor::Absolute },
        }
    }

    fn name(kind: EntityType, start: usize, end: usize) -> Mention {
        let id = EntityId("a".into());
        Mention {
            span: Span::new(start, end),
            kind,
            id,
            name: "A".into(),
            name_ar: None,
            score: 1.0,
            by: LinkedBy::List,
            role: None,
            quantity: None,
        }
    }

    /// Dates and names that go in, as byte ranges, and those that are left.
    fn check(dates: &[(usize, usize)], names: &[(EntityType, usize, usize)], left: (&[usize], &[usize])) {
        let mut found = dates.iter().map(|(start, end)| date(*start, *end)).collect();
        let mut mentions = names.iter().map(|(kind, start, end)| name(*kind, *start, *end)).collect();
        settle(&mut found, &mut mentions);
        let starts: Vec<usize> = found.iter().map(|date| date.span.start).collect();
        let kept: Vec<usize> = mentions.iter().map(|mention| mention.span.start).collect();
        assert_eq!((starts.as_slice(), kept.as_slice()), left, "{dates:?} {names:?}");
    }

    #[test]
    fn the_digits_of_an_identifier_are_no_date() {
        check(&[(4, 8), (20, 30)], &[(EntityType::Cve, 0, 14)], (&[20], &[0]));
        check(&[(17, 21)], &[(EntityType::Product, 0, 21)], (&[], &[0]));
        check(&[(0, 4)], &[(EntityType::Product, 0, 4)], (&[0], &[]));
    }

    #[test]
    fn a_name_yields_to_a_date_unless_it_is_longer() {
        check(&[(2, 8)], &[(EntityType::Person, 2, 7)], (&[2], &[]));
        check(&[(2, 8)], &[(EntityType::Org, 2, 20)], (&[2], &[2]));
        check(&[(2, 8)], &[(EntityType::Org, 8, 10), (EntityType::Org, 12, 14)], (&[2], &[8, 12]));
    }
}
