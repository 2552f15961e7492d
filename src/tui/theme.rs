//! Themes: what every role looks like.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// The styles of all roles.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub text: Look,
    pub dim: Look,
    pub title: Look,
    pub accent: Look,
    pub selected: Look,
    pub cursor: Look,
    pub arabic: Look,
    pub english: Look,
    pub other: Look,
    pub date: Look,
    pub name: Look,
    #[serde(rename = "match")]
    pub found: Look,
    pub link: Look,
    pub hedged: Look,
    pub denied: Look,
    pub dispute: Look,
    pub error: Look,
    pub key: Look,
    pub border: Look,
    pub focus: Look,
    pub phases: Vec<Look>,
}

/// A style, read from words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look(pub Style);

impl<'de> Deserialize<'de> for Look {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        parse(&words).map(Self).ok_or_else(|| serde::de::Error::custom(format!("\"{words}\" is no style")))
    }
}

fn parse(words: &str) -> Option<Style> {
    let mut style = Style::new();
    let mut ground = false;
    for word in words.split_whitespace() {
        let modifier = match word {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underlined" => Modifier::UNDERLINED,
            "reversed" => Modifier::REVERSED,
            "on" => {
                ground = true;
                continue;
            }
            _ => {
                let color: Color = word.parse().ok()?;
                style = if ground { style.bg(color) } else { style.fg(color) };
                continue;
            }
        };
        style = style.add_modifier(modifier);
    }
    Some(style)
}

/// The names of the themes, in the order in which the key walks through them.
pub const NAMES: [&str; 4] = ["terminal", "dark", "light", "mono"];

static THEMES: LazyLock<BTreeMap<String, Theme>> = LazyLock::new(|| {
    toml_edit::de::from_str(include_str!("../../assets/ui/themes.toml"))
        .expect("the themes are part of the program and their test reads them")
});

/// The theme called `name`; an unknown name gives the terminal's.
pub fn theme(name: &str) -> &'static Theme {
    THEMES.get(name).or_else(|| THEMES.get(NAMES[0])).expect("the test finds every theme")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_reads_and_mono_has_no_colour() {
        for name in NAMES {
            assert!(THEMES.contains_key(name) && theme(name).phases.len() >= 6, "{name}");
        }
        let mono = theme("mono");
        for look in [mono.selected, mono.dispute, mono.date, mono.found].into_iter().chain(mono.phases.iter().copied())
        {
            assert_eq!((look.0.fg, look.0.bg), (None, None));
        }
        assert_ne!(theme("terminal").selected, Look::default());
    }

    #[test]
    fn the_default_theme_leaves_ground_and_text_to_the_terminal() {
        assert_eq!(theme("terminal").text, Look::default());
    }
}
