//! One document after the other into the store.

use std::sync::atomic::{AtomicBool, Ordering};

use super::IngestError;
use super::read::{Document, guarded, read};
use crate::analyse::Analyser;
use crate::model::{Article, ArticleId, Diagnostic, Progress, RawDocument, Reason, Step, Tally};
use crate::store::Store;

/// What every kind of work here needs.
pub struct Work<'a> {
    /// Where articles go.
    pub store: &'a Store,
    /// What finds dates and names in them.
    pub analyser: &'a Analyser,
    /// Set by another thread to break off after the document under way.
    pub cancel: &'a AtomicBool,
    /// Hears what happens.
    pub progress: &'a mut dyn FnMut(Progress),
}

/// Counts the documents of one run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    pub tally: Tally,
    pub done: usize,
    pub total: usize,
}

impl Work<'_> {
    pub(super) fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    pub(super) fn say(&mut self, run: &Run, name: &str, step: Step) {
        (self.progress)(Progress { name: name.to_owned(), step, done: run.done, total: run.total });
    }

    pub(super) fn fail(&mut self, run: &mut Run, name: &str, reason: Reason) {
        run.tally.failed += 1;
        run.done += 1;
        self.say(run, name, Step::Failed(reason));
    }

    /// Reads a document and puts its articles in.
    pub(super) fn take(&mut self, run: &mut Run, document: &RawDocument) -> Result<(), IngestError> {
        self.say(run, &document.name, Step::Started);
        match read(document) {
            Ok(found) if found.articles.is_empty() => {
                self.fail(run, &document.name, Reason::of("no-article", []));
                Ok(())
            }
            Ok(found) => self.put(run, &document.name, found),
            Err(reason) => {
                self.fail(run, &document.name, reason);
                Ok(())
            }
        }
    }

    /// Puts the articles of one document in.
    pub(super) fn put(&mut self, run: &mut Run, name: &str, found: Document) -> Result<(), IngestError> {
        let mut added = 0;
        // What is strange about a document is shown with its article, where there is only one.
        let notes = if found.articles.len() == 1 { found.diagnostics } else { Vec::new() };
        for article in &found.articles {
            match self.put_one(article, &notes)? {
                Ok(true) => added += 1,
                Ok(false) => run.tally.known += 1,
                Err(reason) => {
                    run.tally.failed += 1;
                    self.say(run, name, Step::Failed(reason));
                }
            }
        }
        run.tally.added += added;
        run.done += 1;
        self.say(run, name, if added > 0 { Step::Added(added) } else { Step::Known });
        Ok(())
    }

    /// Whether the article is new; or why it cannot be analysed.
    fn put_one(&self, article: &Article, notes: &[Diagnostic]) -> Result<Result<bool, Reason>, IngestError> {
        Ok(match guarded(Reason::of("the-article", []), || self.analyser.run(article)) {
            Ok(mut analysis) => {
                analysis.diagnostics.extend_from_slice(notes);
                Ok(self.store.add(article, &analysis)?.new)
            }
            Err(reason) => Err(reason),
        })
    }
}

/// Analyses again what another version of the program analysed; [`Tally::added`] counts it.
///
/// # Errors
/// Where the store fails.
pub fn rebuild(work: &mut Work<'_>) -> Result<Tally, IngestError> {
    let stale = work.store.stale()?;
    again(work, stale)
}

/// Analyses the articles `ids` again.
pub(super) fn again(work: &mut Work<'_>, ids: Vec<ArticleId>) -> Result<Tally, IngestError> {
    let mut run = Run { total: ids.len(), ..Run::default() };
    for id in ids {
        if work.cancelled() {
            break;
        }
        let Some(stored) = work.store.article(&id)? else { continue };
        match guarded(Reason::of("the-article", []), || work.analyser.run(&stored.article)) {
            Ok(analysis) => {
                work.store.reanalyse(&id, &analysis)?;
                run.tally.added += 1;
                run.done += 1;
                work.say(&run, &stored.article.title, Step::Added(1));
            }
            Err(reason) => work.fail(&mut run, &stored.article.title, reason),
        }
    }
    Ok(run.tally)
}
