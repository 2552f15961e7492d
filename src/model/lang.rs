//! Languages of articles.

use serde::{Deserialize, Serialize};

/// The language an article is written in. Arabic and English are read for dates and names; the
/// other Arabic-script languages are told apart so that they are not misread as Arabic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Persian.
    #[serde(rename = "fa")]
    Persian,
    /// Urdu.
    #[serde(rename = "ur")]
    Urdu,
    /// Central Kurdish.
    #[serde(rename = "ckb")]
    Kurdish,
    /// Not known, or a language this program does not read.
    #[default]
    #[serde(rename = "und", other)]
    Unknown,
}

impl Lang {
    /// The BCP 47 code: `ar`, `en`, `fa`, `ur`, `ckb` or `und`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
            Self::Persian => "fa",
            Self::Urdu => "ur",
            Self::Kurdish => "ckb",
            Self::Unknown => "und",
        }
    }

    /// Reads a language tag (`ar`, `ar-EG`, `en_US`); any other tag is [`Lang::Unknown`].
    pub fn from_code(code: &str) -> Self {
        let primary = code.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
        match primary.as_str() {
            "ar" | "ara" => Self::Arabic,
            "en" | "eng" => Self::English,
            "fa" | "per" | "fas" | "pes" => Self::Persian,
            "ur" | "urd" => Self::Urdu,
            "ckb" => Self::Kurdish,
            _ => Self::Unknown,
        }
    }

    /// Whether its text runs from right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::Arabic | Self::Persian | Self::Urdu | Self::Kurdish)
    }
}
