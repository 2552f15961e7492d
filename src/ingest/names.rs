//! What the analyst says of names: written into the case file, and the articles read again.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use super::IngestError;
use super::work::{Work, again};
use crate::config::{ConfigError, DEFAULT_CASE, parse_case, with_name, without_name};
use crate::model::{ArticleId, Case, CaseName, Reason, Tally};
use crate::store::{Store, StoreError};

/// Articles that one name makes us read again, at most.
const MOST: usize = 1_000_000;

/// What is to become of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its aliases are names of the entity from now on.
    Add,
    /// They are no longer.
    Remove,
}

/// A case file cannot be changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// The file has a mistake; it is left as it is.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The file cannot be read.
    #[error("{file} cannot be read: {error}; look at its permissions")]
    Read {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// The file cannot be written.
    #[error(
        "{file} cannot be written: {error}; look at the permissions of its folder, or name another file with --case"
    )]
    Write {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
}

impl NameError {
    /// What it says.
    pub fn reason(&self) -> Reason {
        Reason::Words(self.to_string())
    }
}

/// A change of a case file, worked out and not yet written.
#[derive(Clone, Debug)]
pub struct NameChange {
    file: PathBuf,
    /// The text before; `None` where there is no file yet and the program's own case is its beginning.
    old: Option<String>,
    new: String,
    case: Case,
}

impl NameChange {
    /// Works out what becomes of the case file `file` when `name` is added or removed. Where there is
    /// no such file, it begins as a copy of the case that the program comes with.
    ///
    /// # Errors
    /// Where the file cannot be read or has a mistake.
    pub fn new(file: &Path, name: &CaseName, change: Change) -> Result<Self, NameError> {
        let shown = file.to_string_lossy().into_owned();
        let old = match fs::read_to_string(file) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(NameError::Read { file: shown, error }),
        };
        let before = old.as_deref().unwrap_or(DEFAULT_CASE);
        let new = match change {
            Change::Add => with_name(before, &shown, name)?,
            Change::Remove => without_name(before, &shown, name)?,
        };
        let case = parse_case(&new, &shown)?;
        Ok(Self { file: file.to_owned(), old, new, case })
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the file is made by this change.
    pub fn is_new_file(&self) -> bool {
        self.old.is_none()
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.old.as_deref().unwrap_or(DEFAULT_CASE) == self.new
    }

    /// The case as it is after the change.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// What there is to tell of it, when it is written.
    pub fn told(&self, name: &CaseName, change: Change) -> Reason {
        let first = name.aliases.first().map_or(name.name.as_str(), String::as_str);
        let key = match change {
            _ if self.is_empty() && change == Change::Add => "name-same",
            Change::Add => "name-added",
            Change::Remove => "name-removed",
        };
        let file = self.file.to_string_lossy();
        let told = Reason::of(key, [first.into(), name.name.as_str().into(), file.as_ref().into()]);
        if self.is_new_file() { Reason::of("dot", [told, Reason::of("name-file", [])]) } else { told }
    }

    /// The lines that come and go, `+` or `-` before each.
    pub fn lines(&self) -> Vec<String> {
        let old: Vec<&str> = self.old.as_deref().unwrap_or(DEFAULT_CASE).lines().collect();
        let new: Vec<&str> = self.new.lines().collect();
        let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let rest = |lines: &[&str]| lines.len().saturating_sub(same);
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        let tail = tail.min(rest(&old)).min(rest(&new));
        let part = |sign: char, lines: &[&str]| -> Vec<String> {
            let part = lines.get(same..lines.len() - tail).unwrap_or(&[]);
            part.iter().map(|line| format!("{sign} {line}")).collect()
        };
        [part('-', &old), part('+', &new)].concat()
    }

    /// Writes it. The file is replaced as a whole, so that a call that is cut short leaves the old one.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write(&self) -> Result<(), NameError> {
        if self.is_empty() {
            return Ok(());
        }
        let failed = |error| NameError::Write { file: self.file.to_string_lossy().into_owned(), error };
        replace(&self.file, self.new.as_bytes()).map_err(failed)
    }
}

/// Puts `content` in the place of a file in one step: it is written beside it and takes its name when
/// it is whole. Where the file is a link, what it leads to is replaced. Missing folders are made.
///
/// # Errors
/// Where the folder or the file cannot be written; the old file is then as it was.
pub fn replace(file: &Path, content: &[u8]) -> io::Result<()> {
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let fresh = folder.join(format!(".{name}.{}.new", process::id()));
    let written = fs::File::create(&fresh).and_then(|mut out| out.write_all(content).and_then(|()| out.sync_all()));
    written.and_then(|()| fs::rename(&fresh, &file)).inspect_err(|_| {
        // The first error is the one to tell.
        let _ = fs::remove_file(&fresh);
    })
}

/// Analyses again the articles that hold one of `names`; [`Tally::added`] counts them.
///
/// # Errors
/// Where the store fails.
pub fn reread(work: &mut Work<'_>, names: &[String]) -> Result<Tally, IngestError> {
    let ids = holding(work.store, names)?;
    again(work, ids)
}

/// The articles that hold one of `names`.
///
/// # Errors
/// Where the store fails.
pub fn holding(store: &Store, names: &[String]) -> Result<Vec<ArticleId>, StoreError> {
    let mut ids = BTreeSet::new();
    for name in names {
        let plain: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        ids.extend(store.found(&format!("\"{plain}\""), MOST)?);
    }
    Ok(ids.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityId, EntityType};
    use tempfile::TempDir;

    fn name() -> CaseName {
        CaseName {
            id: EntityId("port-office".into()),
            kind: EntityType::Org,
            name: "Port Office".into(),
            aliases: vec!["مكتب المرفأ".into()],
        }
    }

    #[test]
    fn a_case_without_a_file_gets_one_that_can_be_kept() {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("new/case.toml");
        let change = NameChange::new(&file, &name(), Change::Add).expect("it can be worked out");
        assert!(change.is_new_file() && !change.is_empty() && !file.exists(), "nothing is written before it is asked");
        assert!(change.lines().iter().any(|line| line == "+ aliases = [\"مكتب المرفأ\"]"), "{:?}", change.lines());
        change.write().expect("it can be written");
        let text = fs::read_to_string(&file).expect("a file");
        assert!(text.starts_with(DEFAULT_CASE), "the program's own case is its beginning");
        assert_eq!(fs::read_dir(folder.path().join("new")).expect("a folder").count(), 1, "something was left");
        let again = NameChange::new(&file, &name(), Change::Add).expect("the file is sound");
        assert!(again.is_empty() && !again.is_new_file() && again.lines().is_empty());
        let back = NameChange::new(&file, &name(), Change::Remove).expect("the file is sound");
        assert!(back.case().names.iter().all(|name| name.id.0 != "port-office"));
        back.write().expect("it can be written");
        assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some(DEFAULT_CASE));
    }

    #[test]
    fn a_file_with_a_mistake_is_left_alone_and_named() {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("case.toml");
        fs::write(&file, "[case]\nid = [\n").expect("a file");
        let error = NameChange::new(&file, &name(), Change::Add).expect_err("a mistake").to_string();
        assert!(error.contains("case.toml:2:7"), "{error}");
        assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some("[case]\nid = [\n"));
        let error = NameChange::new(folder.path(), &name(), Change::Add).expect_err("a folder").to_string();
        assert!(error.contains("cannot be read"), "{error}");
    }
}
