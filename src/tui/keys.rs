//! Keys: from what the terminal reports to commands.
//!
//! Defaults come from the table of commands; the user's settings replace the keys of single
//! commands. One key with two meanings in one context is refused at the start. Letters of the
//! Arabic keyboard count as the Latin letters of the same keys.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{self, Command, Context};

/// A key with its modifiers, in one spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.to_string().cmp(&other.to_string())
    }
}

static ARABIC_KEYBOARD: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let rows = include_str!("../../assets/ui/keyboard-ar.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t'))
        .filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?)))
        .collect()
});

impl Key {
    /// The key of an event, with Arabic letters as the Latin ones and Shift told by the letter.
    pub fn of(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Char(c) => {
                modifiers.remove(KeyModifiers::SHIFT);
                let latin = ARABIC_KEYBOARD.get(&c).copied().unwrap_or(c);
                KeyCode::Char(if modifiers.contains(KeyModifiers::CONTROL) {
                    latin.to_ascii_lowercase()
                } else {
                    latin
                })
            }
            KeyCode::BackTab => {
                modifiers.remove(KeyModifiers::SHIFT);
                KeyCode::BackTab
            }
            code => code,
        };
        Self { code, modifiers }
    }

    /// Whether it points to the left or to the right.
    pub fn is_sideways(self) -> bool {
        matches!(self.code, KeyCode::Left | KeyCode::Right | KeyCode::Char('h' | 'l' | 'H' | 'L'))
    }

    /// Reads a key as the table and the settings write it: `q`, `G`, `ctrl-d`, `shift-left`, `enter`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        while let Some((head, tail)) = rest.split_once('-').filter(|(_, tail)| !tail.is_empty()) {
            modifiers |= match head {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return None,
            };
            rest = tail;
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(c), None) => KeyCode::Char(c),
            _ => NAMED.iter().find(|(name, _)| *name == rest)?.1,
        };
        Some(Self { code, modifiers })
    }
}

const NAMED: [(&str, KeyCode); 16] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("space", KeyCode::Char(' ')),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("f1", KeyCode::F(1)),
    ("delete", KeyCode::Delete),
];

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (flag, word) in
            [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-"), (KeyModifiers::SHIFT, "shift-")]
        {
            if self.modifiers.contains(flag) {
                f.write_str(word)?;
            }
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, code) => write!(f, "{code}"),
        }
    }
}

/// What keys mean where.
#[derive(Clone, Debug, Default)]
pub struct KeyMap {
    meanings: BTreeMap<(Context, Key), Command>,
    /// The keys as they were given.
    given: Vec<(Command, Key)>,
}

impl KeyMap {
    /// The default keys with the user's in their place: `patch` names commands as the table does.
    ///
    /// # Errors
    /// A sentence that names the unknown command, the unreadable key or the key with two meanings.
    pub fn new(patch: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        if let Some(unknown) =
            patch.keys().find(|name| !command::table().iter().any(|e| command::name(e.name) == **name))
        {
            return Err(format!("no command is called \"{unknown}\"; the palette (:) lists them all"));
        }
        let mut map = Self::default();
        for entry in command::table() {
            let name = command::name(entry.name);
            for text in patch.get(&name).unwrap_or(&entry.keys) {
                let key = Key::parse(text).ok_or_else(|| {
                    format!("\"{text}\" for {name} is no key; write a letter, or words such as ctrl-d, enter, pagedown")
                })?;
                for context in &entry.contexts {
                    map.add(*context, key, entry.name)?;
                }
            }
        }
        Ok(map)
    }

    fn add(&mut self, context: Context, key: Key, command: Command) -> Result<(), String> {
        let clash = self.meanings.iter().find(|((where_, other), taken)| {
            *other == key
                && **taken != command
                && (*where_ == context || *where_ == Context::Any || context == Context::Any)
        });
        if let Some((_, taken)) = clash {
            return Err(format!(
                "the key {key} means both {} and {}; give one of them another",
                command::name(*taken),
                command::name(command)
            ));
        }
        self.meanings.insert((context, key), command);
        if !self.given.contains(&(command, key)) {
            self.given.push((command, key));
        }
        Ok(())
    }

    /// What `key` means in `context`.
    pub fn command(&self, context: Context, key: Key) -> Option<Command> {
        self.meanings.get(&(context, key)).or_else(|| self.meanings.get(&(Context::Any, key))).copied()
    }

    /// The keys of `command`, each once, in the order in which they were given.
    pub fn keys(&self, command: Command) -> Vec<Key> {
        self.given.iter().filter(|(of, _)| *of == command).map(|(_, key)| *key).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(c: char) -> Key {
        Key::of(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    #[test]
    fn the_default_table_has_no_clash_and_prints_what_it_reads() {
        let map = KeyMap::new(&BTreeMap::new()).expect("the defaults agree with each other");
        for text in command::table().iter().flat_map(|entry| &entry.keys) {
            let key = Key::parse(text).expect("a readable key");
            assert_eq!(Key::parse(&key.to_string()), Some(key), "{text}");
        }
        assert_eq!(map.command(Context::Timeline, press('q')), Some(Command::Quit));
        assert_eq!(map.command(Context::Reader, press('v')), Some(Command::ShowHidden));
        assert_eq!(map.command(Context::Timeline, press('v')), None);
    }

    #[test]
    fn arabic_letters_are_the_latin_ones_of_the_same_key() {
        let map = KeyMap::new(&BTreeMap::new()).expect("the defaults agree with each other");
        for (arabic, latin) in
            [('ض', 'q'), ('ت', 'j'), ('ن', 'k'), ('ا', 'h'), ('م', 'l'), ('؟', '?'), ('ﻻ', 'b'), ('ى', 'n')]
        {
            assert_eq!(press(arabic), press(latin), "{arabic}");
            assert_eq!(map.command(Context::Timeline, press(arabic)), map.command(Context::Timeline, press(latin)));
        }
    }

    #[test]
    fn a_patch_replaces_unbinds_and_is_refused_when_it_clashes() {
        let patch = |name: &str, keys: &[&str]| {
            KeyMap::new(&BTreeMap::from([(name.to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())]))
        };
        let map = patch("quit", &["ctrl-q"]).expect("a free key");
        assert_eq!(map.command(Context::Any, press('q')), None);
        assert!(map.keys(Command::Quit).iter().any(|key| key.to_string() == "ctrl-q"));
        assert!(patch("mouse", &[]).expect("unbinding is allowed").keys(Command::Mouse).is_empty());
        for (name, keys, word) in
            [("quit", vec!["j"], "down"), ("quit", vec!["ctrl-"], "no key"), ("fly", vec!["w"], "no command")]
        {
            let error = patch(name, &keys).expect_err("refused");
            assert!(error.contains(word), "{error}");
        }
    }
}
