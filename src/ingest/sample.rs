//! The sample archives inside the program.

use super::IngestError;
use super::work::{Run, Work};
use crate::model::{RawDocument, Source, SourceKind, Tally};

/// A file's name and its text.
type File = (&'static str, &'static str);

/// Every archive: its name and its files.
static SAMPLES: &[(&str, &[File])] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// The names of the archives.
pub fn samples() -> impl Iterator<Item = &'static str> {
    SAMPLES.iter().map(|(name, _)| *name)
}

/// Brings the archive `name` in.
///
/// # Errors
/// Where there is no such archive or the store fails.
pub fn sample(work: &mut Work<'_>, name: &str) -> Result<Tally, IngestError> {
    let archive = SAMPLES.iter().find(|(archive, _)| *archive == name);
    let (archive, files) = archive.ok_or_else(|| IngestError::NoSample(name.to_owned()))?;
    let mut run = Run { total: files.len(), ..Run::default() };
    for (file, text) in *files {
        if work.cancelled() {
            break;
        }
        let document = RawDocument {
            name: format!("{archive}/{file}"),
            address: None,
            content_type: None,
            source: Source { name: (*archive).to_owned(), kind: SourceKind::Sample },
            fetched_at: None,
            bytes: text.as_bytes().to_vec(),
        };
        work.take(&mut run, &document)?;
    }
    Ok(run.tally)
}
