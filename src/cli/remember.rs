//! `terminals.toml` on disk: what `bidi-test` was told.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::During;
use super::{Failure, Notes};
use crate::config::{Remembered, parse_terminals, with_terminal};
use crate::ingest::replace;

/// The file in which terminals are remembered.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    file: PathBuf,
}

impl Memory {
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file }
    }

    /// The file.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// All terminals of which something is remembered; keys that are not known are said.
    pub(super) fn all(&self, notes: &mut Notes) -> Result<BTreeMap<String, Remembered>, Failure> {
        let (terminals, warnings) = parse_terminals(&self.text()?, &self.name())?;
        for warning in warnings {
            notes.say(&warning.to_string());
        }
        Ok(terminals)
    }

    /// Remembers `what` of `terminal`, or forgets it. The file is replaced as a whole, so that a call
    /// that is cut short leaves the old one.
    pub(super) fn set(&self, terminal: &str, what: Option<Remembered>) -> Result<(), Failure> {
        let old = self.text()?;
        let new = with_terminal(&old, &self.name(), terminal, what)?;
        if new == old {
            return Ok(());
        }
        replace(&self.file, new.as_bytes()).during(|| format!("cannot write {}", self.name()))
    }

    fn text(&self) -> Result<String, Failure> {
        match fs::read(&self.file) {
            Ok(bytes) => {
                let no_text = |_| Failure::new(format!("{}: this is no text in UTF-8; save it as UTF-8", self.name()));
                String::from_utf8(bytes).map_err(no_text)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(error).during(|| format!("cannot read {}", self.name())),
        }
    }

    fn name(&self) -> String {
        self.file.to_string_lossy().into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::BidiMode;
    use tempfile::TempDir;

    const WORD: Remembered = Remembered { bidi: BidiMode::Word, marks: crate::config::Marks::Auto, shape: None };

    #[test]
    fn what_is_set_is_there_until_it_is_forgotten() {
        let folder = TempDir::new().expect("a folder");
        let memory = Memory::new(folder.path().join("new/terminals.toml"));
        let all = || memory.all(&mut Notes::new()).expect("it can be read");
        assert_eq!(all(), BTreeMap::new());
        memory.set("kitty", Some(WORD)).expect("it can be written");
        memory.set("foot", Some(Remembered::default())).expect("it can be written");
        assert_eq!(all().get("kitty"), Some(&WORD));
        memory.set("foot", None).expect("it can be written");
        assert_eq!(all().len(), 1);
        let left = fs::read_dir(folder.path().join("new")).expect("a folder").count();
        assert_eq!(left, 1, "something was left beside the file");
    }

    #[test]
    fn a_file_with_a_mistake_is_left_alone_and_named() {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("terminals.toml");
        fs::write(&file, "[kitty]\nbidi = 3\n").expect("a file");
        let memory = Memory::new(file.clone());
        for told in [memory.set("foot", Some(WORD)).err(), memory.all(&mut Notes::new()).err()] {
            assert!(told.expect("a mistake").to_string().contains("terminals.toml:2:8"));
        }
        assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some("[kitty]\nbidi = 3\n"));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_a_link() {
        let folder = TempDir::new().expect("a folder");
        let (real, link) = (folder.path().join("real.toml"), folder.path().join("terminals.toml"));
        fs::write(&real, "# mine\n").expect("a file");
        std::os::unix::fs::symlink(&real, &link).expect("a link");
        Memory::new(link.clone()).set("kitty", Some(WORD)).expect("it can be written");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert!(fs::read_to_string(&real).expect("a text").starts_with("# mine\n"));
    }
}
