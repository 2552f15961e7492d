//! Saved files.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::IngestError;
use super::work::{Run, Work};
use crate::gather::{Entry, find, read};
use crate::model::{SavedSpec, Tally};

/// Brings files and folders in. Files are read one after the other; only their names are held.
///
/// # Errors
/// Where the store fails. What is wrong with a file is progress.
pub fn import(work: &mut Work<'_>, paths: &[PathBuf]) -> Result<Tally, IngestError> {
    take(work, entries(paths))
}

/// Brings the saved articles of a case in; their paths count from the folder `base`.
///
/// # Errors
/// Where the store fails. What is wrong with a file is progress.
pub fn import_saved(work: &mut Work<'_>, base: &Path, saved: &[SavedSpec]) -> Result<Tally, IngestError> {
    let named = saved.iter().flat_map(|spec| {
        entries(&[base.join(&spec.path)]).into_iter().map(|mut entry| {
            if let Entry::File { source, .. } = &mut entry {
                source.name.clone_from(&spec.title);
            }
            entry
        })
    });
    take(work, named.collect())
}

fn entries(paths: &[PathBuf]) -> Vec<Entry> {
    let mut entries = Vec::new();
    // The walk is not broken off: nothing here breaks.
    let _ = find(paths, &mut |entry| {
        entries.push(entry);
        ControlFlow::Continue(())
    });
    entries
}

fn take(work: &mut Work<'_>, entries: Vec<Entry>) -> Result<Tally, IngestError> {
    let mut run = Run { total: entries.len(), ..Run::default() };
    for entry in entries {
        if work.cancelled() {
            break;
        }
        let document = match entry {
            Entry::File { path, source } => read(&path, source),
            Entry::Failed { name, reason } => Err((name, reason)),
        };
        match document {
            Ok(document) => work.take(&mut run, &document)?,
            Err((name, reason)) => work.fail(&mut run, &name, reason),
        }
    }
    Ok(run.tally)
}
