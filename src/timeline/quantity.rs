//! Counts as the entity room names them: an optional sign, a number and a unit, such as
//! `>= 30000 organisations`, `4 flaws`, `92 %` or `tens of 10000 companies`.

use crate::model::{self, Mention};

/// A count with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// Smallest value that it allows.
    pub(super) least: f64,
    /// Largest value that it allows.
    pub(super) most: f64,
    /// The number that stands there.
    pub(super) value: f64,
    /// The unit's words; may be empty.
    pub(super) unit: String,
}

impl Quantity {
    /// The count that a mention is; one analysed by an older version has it in its name alone.
    pub(super) fn of(mention: &Mention) -> Option<Self> {
        mention.quantity.as_ref().map(Self::from).or_else(|| Self::parse(&mention.name))
    }

    /// Reads a normalised quantity; `None` where no number is found.
    fn parse(name: &str) -> Option<Self> {
        model::Quantity::parse(name).as_ref().map(Self::from)
    }

    /// Whether no value fits both.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        self.most < other.least || other.most < self.least
    }

    /// Whether one is a lower bound and the other, which is none, is far above it: nobody who knows
    /// of the larger count says the smaller. Two lower bounds agree however far apart they are.
    pub(super) fn outgrows(&self, other: &Self) -> bool {
        let far = |bound: &Self, count: &Self| {
            bound.most.is_infinite() && count.most.is_finite() && count.least >= FAR * bound.value
        };
        far(self, other) || far(other, self)
    }

    /// The key that it shares with reports of the same count: the number alone for large ones,
    /// whose units are translated in many ways.
    pub(super) fn key(&self) -> String {
        let percent = if self.unit.starts_with('%') || self.unit.starts_with("percent") { "%" } else { "" };
        if self.value < LARGE && percent.is_empty() {
            format!("n:{} {}", self.value, self.unit)
        } else {
            format!("n:{}{percent}", self.value)
        }
    }

    /// How much the number tells one happening from another. Little: reports of one happening give
    /// different numbers, and that is what a dispute is about.
    pub(super) fn weight(&self) -> f32 {
        if self.value < LARGE { 0.25 } else { 0.45 }
    }
}

/// A count is far above a lower bound from this multiple of it on.
const FAR: f64 = 1.5;

/// From here on a number alone is a key.
const LARGE: f64 = 10.0;

impl From<&model::Quantity> for Quantity {
    fn from(count: &model::Quantity) -> Self {
        let unit = if count.unit.is_empty() { &count.noun } else { &count.unit };
        Self { least: count.low, most: count.high.unwrap_or(f64::INFINITY), value: count.value, unit: unit.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, excludes: bool) {
        let read = |name| Quantity::parse(name).expect("a quantity");
        assert_eq!(read(left).excludes(&read(right)), excludes, "{left} against {right}");
        assert_eq!(read(right).excludes(&read(left)), excludes, "{right} against {left}");
    }

    #[test]
    fn bounds_that_a_value_fits_agree() {
        for (left, right, excludes) in [
            (">= 30000 organisations", "> 20000 organisations", false),
            (">= 30000 organisations", "20000 organisations", true),
            ("30000 organisations", "60000 organisations", true),
            ("~ 125000 servers", "120000 servers", false),
            ("< 10 agencies", "10 agencies", true),
            ("<= 10 agencies", "10 agencies", false),
            ("> 10 agencies", "10 agencies", true),
            ("tens of 10000 companies", "30000 companies", false),
            ("tens of 10000 companies", "3000 companies", true),
        ] {
            check(left, right, excludes);
        }
    }

    #[test]
    fn a_count_far_above_a_lower_bound_is_another_estimate() {
        for (left, right, expect) in [
            (">= 60000 firms", "100000 firms", true),
            ("> 60000 firms", "70000 firms", false),
            (">= 60000 firms", ">= 200000 firms", false),
            ("60000 firms", "<= 200000 firms", false),
            (">= 60000 firms", "20000 firms", false),
        ] {
            let read = |name| Quantity::parse(name).expect("a quantity");
            assert_eq!(read(left).outgrows(&read(right)), expect, "{left} against {right}");
            assert_eq!(read(right).outgrows(&read(left)), expect, "{right} against {left}");
        }
    }

    #[test]
    fn keys_and_parts() {
        let read = |name| Quantity::parse(name).expect("a quantity");
        assert_eq!(read(">= 30000 organisations").key(), "n:30000");
        assert_eq!(read("4 flaws").key(), "n:4 flaws");
        assert_eq!(read("92 %").key(), "n:92%");
        assert_eq!(read("6 percent").key(), "n:6%");
        assert_eq!(read("12.5 servers").value.to_string(), "12.5");
        assert_eq!(read("30000").unit, "");
        assert!(Quantity::parse("many servers").is_none() && Quantity::parse("").is_none());
        assert!(Quantity::parse("ألف").is_none());
    }
}
