//! The case and its store, as commands open them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::setup::Config;
use super::{Failure, Notes};
use crate::analyse::Analyser;
use crate::ingest::{IngestError, Work, open_store, sample};
use crate::model::Case;
use crate::store::{Access, Store};

/// A case with its store.
pub(super) struct Library {
    /// The case.
    pub case: Case,
    /// Its store.
    pub store: Store,
}

impl Library {
    /// Opens the store of the case; it is made where there is none.
    pub(super) fn open(config: &Config, notes: &mut Notes) -> Result<Self, Failure> {
        let case = config.case()?;
        let store = open_store(&config.paths()?.store(&case.id))?;
        if let Access::ReadOnly(reason) = store.access() {
            notes.say(&format!("the store can only be read: {reason}, or work in another folder with --data DIR"));
        }
        Ok(Self { case, store })
    }

    /// The same; an empty store gets the sample archive of the case, as in the dashboard.
    pub(super) fn filled(config: &Config, notes: &mut Notes) -> Result<Self, Failure> {
        let library = Self::open(config, notes)?;
        let Some(name) = library.case.sample.clone() else { return Ok(library) };
        if library.store.counts()?.articles > 0 || *library.store.access() != Access::ReadWrite {
            return Ok(library);
        }
        let tally = library.work(notes, |work| sample(work, &name))?;
        notes.say(&format!(
            "the store was empty: {} articles of the sample archive `{name}` are in it now",
            tally.added
        ));
        Ok(library)
    }

    /// Does long work on the store, with progress; an interrupt ends it after the document under way.
    pub(super) fn work<T>(
        &self,
        notes: &mut Notes,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, IngestError>,
    ) -> Result<T, Failure> {
        let analyser = Analyser::new(&self.case);
        let cancel = interrupt();
        let done = work(&mut Work {
            store: &self.store,
            analyser: &analyser,
            cancel: &cancel,
            progress: &mut |progress| notes.progress(&progress),
        })?;
        if cancel.load(Ordering::Relaxed) {
            return Err(Failure::new("interrupted; what was stored before stays"));
        }
        Ok(done)
    }
}

/// A flag that the first interrupt sets; the second ends the program at once.
fn interrupt() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // Without the handler the signal ends the program as it always does, which loses nothing.
        let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(&flag));
        let _ = signal_hook::flag::register(signal, Arc::clone(&flag));
    }
    flag
}
