//! Counts as the entity room names them: an optional sign, a number and a unit, such as
//! `>= 30000 organisations`, `4 flaws`, `92 %` or `tens of 10000 companies`.

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

/// "About" allows so much to either side.
const ABOUT: f64 = 0.2;

impl Quantity {
    /// Reads a normalised quantity; `None` where no number is found.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        let (sign, rest) = SIGNS.iter().find_map(|sign| Some((*sign, name.strip_prefix(sign)?))).unwrap_or(("", name));
        let rest = rest.trim_start();
        let magnitude = MAGNITUDES.iter().find_map(|words| rest.strip_prefix(words));
        let rest = magnitude.unwrap_or(rest).trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, unit) = rest.split_at_checked(end)?;
        let value: f64 = number.trim_end_matches('.').parse().ok()?;
        let (least, most) = match sign {
            // "Tens of thousands" is named `tens of 10000`: ten thousand and more.
            _ if magnitude.is_some() => (value, value * 10.0),
            ">=" | "≥" => (value, f64::INFINITY),
            ">" => (value * (1.0 + f64::EPSILON), f64::INFINITY),
            "<=" | "≤" => (0.0, value),
            "<" => (0.0, value * (1.0 - f64::EPSILON)),
            "~" | "≈" => (value * (1.0 - ABOUT), value * (1.0 + ABOUT)),
            _ => (value, value),
        };
        Some(Self { least, most, value, unit: unit.trim().to_lowercase() })
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

/// Bounds, longest first.
const SIGNS: [&str; 9] = [">=", "<=", "≥", "≤", ">", "<", "~", "≈", "="];

/// Words for an order of magnitude; the number after them is its lower end.
const MAGNITUDES: [&str; 5] = ["tens of ", "hundreds of ", "thousands of ", "millions of ", "billions of "];

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
