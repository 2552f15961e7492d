//! Counts of things, in one form for both languages.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::EntityId;

/// How a count is bounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// So many.
    #[default]
    Exact,
    /// So many or more.
    AtLeast,
    /// More than so many.
    MoreThan,
    /// So many or fewer.
    AtMost,
    /// Fewer than so many.
    LessThan,
    /// About so many.
    About,
    /// From one number to another.
    Range,
    /// An order of magnitude: "tens of thousands".
    Magnitude,
}

/// A count: what number, how bounded, of what and where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number that stands in the text; the lower one of two.
    pub value: f64,
    /// The smallest number that it allows.
    pub low: f64,
    /// The largest number that it allows; `None` where there is none.
    pub high: Option<f64>,
    /// How the text bounds it.
    pub bound: Bound,
    /// `percent` or a currency (`dollars`), else empty.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub unit: String,
    /// What is counted, as a canonical English plural; may be empty.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub noun: String,
    /// The place whose things are counted ("60,000 victims in Germany").
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<EntityId>,
}

/// "About" allows so much to either side.
const ABOUT: f64 = 0.2;

/// Signs of the bounds in the normal form, longest first.
const SIGNS: [(&str, Bound); 9] = [
    (">=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("≤", Bound::AtMost),
    (">", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("=", Bound::Exact),
];

/// Words for an order of magnitude; the number after them is its lower end.
const MAGNITUDES: [&str; 5] = ["tens of ", "hundreds of ", "thousands of ", "millions of ", "billions of "];
/// What is no counted thing but a measure.
const UNITS: [&str; 5] = ["percent", "%", "dollars", "euros", "pounds"];

impl Quantity {
    /// Reads a normal form such as `>= 30000 organisations`, `20000..30000 servers`, `92 percent` or
    /// `tens of 10000 companies`; `None` where no number is found.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        let sign = SIGNS.iter().find_map(|(sign, bound)| Some((*bound, name.strip_prefix(sign)?)));
        let (bound, rest) = sign.unwrap_or((Bound::Exact, name));
        let rest = rest.trim_start();
        let magnitude = MAGNITUDES.iter().find_map(|words| rest.strip_prefix(words));
        let (value, rest) = number(magnitude.unwrap_or(rest).trim_start())?;
        let second = rest.strip_prefix("..").and_then(number);
        let (low, high) = match bound {
            _ if magnitude.is_some() => (value, Some(value * 10.0)),
            _ if second.is_some() => (value, second.map(|(high, _)| high)),
            Bound::AtLeast => (value, None),
            Bound::MoreThan => (value * (1.0 + f64::EPSILON), None),
            Bound::AtMost => (0.0, Some(value)),
            Bound::LessThan => (0.0, Some(value * (1.0 - f64::EPSILON))),
            Bound::About => (value * (1.0 - ABOUT), Some(value * (1.0 + ABOUT))),
            _ => (value, Some(value)),
        };
        let bound = match (magnitude, second) {
            (Some(_), _) => Bound::Magnitude,
            (None, Some(_)) => Bound::Range,
            _ => bound,
        };
        let thing = second.map_or(rest, |(_, rest)| rest).trim().to_lowercase();
        if let Some(noun) = thing.strip_prefix("percent of ") {
            let (unit, noun) = ("percent".to_owned(), noun.to_owned());
            return Some(Self { value, low, high, bound, unit, noun, place: None });
        }
        let measure = UNITS.iter().any(|unit| thing.split(' ').next() == Some(unit));
        let (unit, noun) = if measure { (thing, String::new()) } else { (String::new(), thing) };
        Some(Self { value, low, high, bound, unit, noun, place: None })
    }
}

/// The number at the beginning, and what follows it.
fn number(text: &str) -> Option<(f64, &str)> {
    let whole = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let part = text.get(whole..)?.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let end = part.map_or(whole, |part| whole + 1 + part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len()));
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

impl fmt::Display for Quantity {
    /// For readers: `≥ 30000 organisations`, `20000–30000 servers`, `92 %`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.bound {
            Bound::AtLeast => "≥ ",
            Bound::MoreThan => "> ",
            Bound::AtMost => "≤ ",
            Bound::LessThan => "< ",
            Bound::About => "≈ ",
            Bound::Exact | Bound::Range | Bound::Magnitude => "",
        };
        write!(f, "{sign}{}", self.value)?;
        if let (Bound::Range | Bound::Magnitude, Some(high)) = (self.bound, self.high) {
            write!(f, "–{high}")?;
        }
        match (self.unit.as_str(), self.noun.as_str()) {
            ("", "") => Ok(()),
            ("percent", "") => f.write_str(" %"),
            ("percent", noun) => write!(f, " % of {noun}"),
            ("", noun) => write!(f, " {noun}"),
            (unit, _) => write!(f, " {unit}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normal_form_is_read_and_shown() {
        for (name, low, high, bound, shown) in [
            (">= 30000 organisations", 30000.0, None, Bound::AtLeast, "≥ 30000 organisations"),
            ("20000..30000 servers", 20000.0, Some(30000.0), Bound::Range, "20000–30000 servers"),
            ("1.5..2.5 percent", 1.5, Some(2.5), Bound::Range, "1.5–2.5 %"),
            ("<= 10 agencies", 0.0, Some(10.0), Bound::AtMost, "≤ 10 agencies"),
            ("~ 100 firms", 80.0, Some(120.0), Bound::About, "≈ 100 firms"),
            ("tens of 10000 companies", 10000.0, Some(100_000.0), Bound::Magnitude, "10000–100000 companies"),
            ("14000000 dollars", 14e6, Some(14e6), Bound::Exact, "14000000 dollars"),
        ] {
            let quantity = Quantity::parse(name).expect("a quantity");
            assert_eq!((quantity.low, quantity.high, quantity.bound), (low, high, bound), "{name}");
            assert_eq!(quantity.to_string(), shown);
        }
        assert_eq!(Quantity::parse("92 percent").map(|it| (it.unit, it.noun)), Some(("percent".into(), String::new())));
        assert_eq!(Quantity::parse("many"), None);
    }
}
