//! The user's settings file, `settings.toml`.

use std::collections::BTreeMap;

use super::case::document;
use super::check::choice;
use super::error::{ConfigError, Source};
use super::read::Section;
use crate::model::Lang;

/// Colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What suits the terminal.
    #[default]
    Auto,
    /// Only the terminal's own sixteen colours.
    Terminal,
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// No colour at all.
    Mono,
}

/// Who puts Arabic letters into their order and shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BidiMode {
    /// What suits the terminal.
    #[default]
    Auto,
    /// This program, letter by letter.
    App,
    /// This program, in a terminal that is told to leave letters where they are.
    Explicit,
    /// The terminal, its letters as well.
    Terminal,
    /// This program orders words, the terminal their letters.
    Word,
    /// This program, against a terminal that turns lines round again.
    Inverse,
    /// Nobody: letters stay in the order they are stored in.
    Off,
}

/// What becomes of Arabic vowel marks on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// What suits the terminal.
    #[default]
    Auto,
    /// They are drawn.
    Keep,
    /// They are left out.
    Strip,
}

/// The digits of an Arabic interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// What suits the language of the interface.
    #[default]
    Auto,
    /// `0123`, as the Maghreb and most technical texts write.
    Western,
    /// `٠١٢٣`, as the Mashriq writes.
    ArabicIndic,
}

/// Which way time runs on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeFlow {
    /// As the interface's language is read.
    #[default]
    Auto,
    /// The past at the left.
    Ltr,
    /// The past at the right.
    Rtl,
}

/// What the user prefers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Colours.
    pub theme: Theme,
    /// Whether the mouse is read.
    pub mouse: bool,
    /// Language of the interface; `None` for that of the user's system.
    pub lang: Option<Lang>,
    /// Who orders Arabic on the terminal.
    pub bidi: BidiMode,
    /// What becomes of vowel marks.
    pub marks: Marks,
    /// Whether Arabic letters are joined by this program; `None` for what suits the terminal.
    pub shape: Option<bool>,
    /// The digits of an Arabic interface.
    pub digits: Digits,
    /// Whether Arabic paragraphs fill both margins, by tatweel at legal joins.
    pub justify: bool,
    /// Which way time runs in the dashboard.
    pub time: TimeFlow,
    /// Keys in place of the built-in ones, by command.
    pub keys: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            mouse: true,
            lang: None,
            bidi: BidiMode::default(),
            marks: Marks::default(),
            shape: None,
            digits: Digits::default(),
            justify: false,
            time: TimeFlow::default(),
            keys: BTreeMap::new(),
        }
    }
}

const KEYS: &[&str] = &["theme", "mouse", "lang", "bidi", "marks", "shape", "digits", "justify", "time", "keys"];

const THEMES: &[(&str, Theme)] = &[
    ("auto", Theme::Auto),
    ("terminal", Theme::Terminal),
    ("dark", Theme::Dark),
    ("light", Theme::Light),
    ("mono", Theme::Mono),
];

const LANGS: &[(&str, Option<Lang>)] = &[("auto", None), ("ar", Some(Lang::Arabic)), ("en", Some(Lang::English))];

/// The words for who orders Arabic.
pub(super) const BIDI: &[(&str, BidiMode)] = &[
    ("auto", BidiMode::Auto),
    ("app", BidiMode::App),
    ("explicit", BidiMode::Explicit),
    ("terminal", BidiMode::Terminal),
    ("word", BidiMode::Word),
    ("inverse", BidiMode::Inverse),
    ("off", BidiMode::Off),
];

/// The words for what becomes of vowel marks.
pub(super) const MARKS: &[(&str, Marks)] = &[("auto", Marks::Auto), ("keep", Marks::Keep), ("strip", Marks::Strip)];

/// The words for whether letters are joined.
pub(super) const SHAPE: &[(&str, Option<bool>)] = &[("auto", None), ("on", Some(true)), ("off", Some(false))];

const DIGITS: &[(&str, Digits)] =
    &[("auto", Digits::Auto), ("western", Digits::Western), ("arabic-indic", Digits::ArabicIndic)];

const TIME: &[(&str, TimeFlow)] = &[("auto", TimeFlow::Auto), ("ltr", TimeFlow::Ltr), ("rtl", TimeFlow::Rtl)];

/// Reads a settings file, with a warning for every key that this version does not know; `name` is
/// the file's name for errors.
///
/// # Errors
/// The first mistake, with its line, column and cure.
pub fn parse_settings(text: &str, name: &str) -> Result<(Settings, Vec<ConfigError>), ConfigError> {
    let source = Source { name, text };
    let document = document(source)?;
    let root = Section::new(source, "the settings", document.as_table(), None);
    let keys = root.table("keys", "[keys]", "[keys] with lines such as quit = \"q\"")?;
    let keys = keys.map_or(Ok(BTreeMap::new()), |section| section.pairs())?;
    let default = Settings::default();
    let settings = Settings {
        theme: word(&root, "theme", THEMES)?.unwrap_or_default(),
        mouse: root.flag("mouse")?.unwrap_or(default.mouse),
        lang: word(&root, "lang", LANGS)?.flatten(),
        bidi: word(&root, "bidi", BIDI)?.unwrap_or_default(),
        marks: word(&root, "marks", MARKS)?.unwrap_or_default(),
        shape: word(&root, "shape", SHAPE)?.flatten(),
        digits: word(&root, "digits", DIGITS)?.unwrap_or_default(),
        justify: root.flag("justify")?.unwrap_or_default(),
        time: word(&root, "time", TIME)?.unwrap_or_default(),
        keys,
    };
    Ok((settings, root.unknown_keys(KEYS)))
}

/// The meaning of the word under `key`, if the key is there.
pub(super) fn word<T: Copy>(section: &Section<'_>, key: &str, choices: &[(&str, T)]) -> Result<Option<T>, ConfigError> {
    section.text(key)?.map(|text| choice(section.source, key, &text, choices)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_read() {
        let text = "theme = \"mono\"\nmouse = false\nlang = \"ar\"\nbidi = \"word\"\nmarks = \"Strip\"\n\
                    [keys]\nquit = \"ctrl-q\"\nsearch = \"/\"\n";
        let (settings, warnings) = parse_settings(text, "settings.toml").expect("the settings are right");
        assert_eq!(warnings, []);
        assert_eq!((settings.theme, settings.mouse, settings.lang), (Theme::Mono, false, Some(Lang::Arabic)));
        assert_eq!((settings.bidi, settings.marks), (BidiMode::Word, Marks::Strip));
        assert_eq!(settings.keys.get("quit").map(String::as_str), Some("ctrl-q"));
    }

    #[test]
    fn every_word_of_the_arabic_settings_is_known() {
        let default = Settings::default();
        let bidi = |bidi| Settings { bidi, ..Settings::default() };
        let shape = |shape| Settings { shape, ..Settings::default() };
        let marks = |marks| Settings { marks, ..Settings::default() };
        let digits = |digits| Settings { digits, ..Settings::default() };
        let time = |time| Settings { time, ..Settings::default() };
        for (line, expect) in [
            ("bidi = \"auto\"", default.clone()),
            ("bidi = \"app\"", bidi(BidiMode::App)),
            ("bidi = \"explicit\"", bidi(BidiMode::Explicit)),
            ("bidi = \"word\"", bidi(BidiMode::Word)),
            ("bidi = \"Inverse\"", bidi(BidiMode::Inverse)),
            ("bidi = \"terminal\"", bidi(BidiMode::Terminal)),
            ("bidi = \"off\"", bidi(BidiMode::Off)),
            ("marks = \"keep\"", marks(Marks::Keep)),
            ("marks = \"strip\"", marks(Marks::Strip)),
            ("shape = \"auto\"", default.clone()),
            ("shape = \"on\"", shape(Some(true))),
            ("shape = \"off\"", shape(Some(false))),
            ("digits = \"western\"", digits(Digits::Western)),
            ("digits = \"arabic-indic\"", digits(Digits::ArabicIndic)),
            ("digits = \"auto\"", default.clone()),
            ("time = \"ltr\"", time(TimeFlow::Ltr)),
            ("time = \"rtl\"", time(TimeFlow::Rtl)),
            ("time = \"auto\"", default.clone()),
            ("justify = true", Settings { justify: true, ..default.clone() }),
            ("justify = false", default.clone()),
        ] {
            assert_eq!(parse_settings(line, "s.toml"), Ok((expect, vec![])), "{line}");
        }
    }

    #[test]
    fn an_empty_file_is_all_defaults() {
        assert_eq!(parse_settings("", "settings.toml"), Ok((Settings::default(), vec![])));
    }

    #[test]
    fn an_unknown_key_only_warns() {
        let (settings, warnings) = parse_settings("tehme = \"dark\"\n", "s.toml").expect("only a warning");
        assert_eq!(settings, Settings::default());
        let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(warnings, ["s.toml:1:1: unknown key `tehme` in the settings; did you mean `theme`?"]);
    }

    #[test]
    fn a_wrong_value_is_an_error_with_its_place() {
        for (text, expect) in [
            ("theme = \"drak\"", "s.toml:1:9: `theme` does not know `drak`; did you mean `dark`?"),
            (
                "\nmouse = \"yes\"",
                "s.toml:2:9: `mouse` in the settings must be true or false, not a text; \
                 write mouse = true or mouse = false",
            ),
            ("bidi = \"explict\"", "s.toml:1:8: `bidi` does not know `explict`; did you mean `explicit`?"),
            ("marks = \"no\"", "s.toml:1:9: `marks` does not know `no`; known are `auto`, `keep`, `strip`"),
            (
                "shape = false",
                "s.toml:1:9: `shape` in the settings must be a text in quotes, not true or false; write shape = \"…\"",
            ),
            (
                "digits = \"indian\"",
                "s.toml:1:10: `digits` does not know `indian`; known are `auto`, `western`, `arabic-indic`",
            ),
            ("time = \"left\"", "s.toml:1:8: `time` does not know `left`; known are `auto`, `ltr`, `rtl`"),
            (
                "justify = \"on\"",
                "s.toml:1:11: `justify` in the settings must be true or false, not a text; \
                 write justify = true or justify = false",
            ),
            (
                "[keys]\nquit = 3",
                "s.toml:2:8: `quit` in [keys] must be a text in quotes, not a number; write quit = \"…\"",
            ),
        ] {
            let error = parse_settings(text, "s.toml").expect_err("a wrong value");
            assert_eq!(error.to_string(), expect, "{text}");
        }
    }
}
