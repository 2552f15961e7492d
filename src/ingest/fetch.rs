//! Feeds from the network.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::IngestError;
use super::read::read;
use super::work::{Run, Work};
use crate::gather::{Clock, Fetch, Fetcher, Job, Limits};
use crate::model::{Diagnostic, FeedSpec, Health, RawDocument, Reason, Step, Tally, Validators};
use crate::text;

/// How the network may be used.
#[derive(Clone)]
pub struct Network {
    /// The user works offline: nothing may be asked.
    pub offline: bool,
    /// What a feed may cost.
    pub limits: Limits,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// One refresh.
struct Refresh<'a, 'w> {
    work: &'a mut Work<'w>,
    clock: &'a dyn Clock,
    /// The state of the feeds before.
    health: Vec<Health>,
    run: Run,
}

/// Asks `feeds` and brings their articles in. The state of each feed and what its server said go
/// into the store.
///
/// # Errors
/// Where the user works offline, the network cannot be used at all, or the store fails. What is
/// wrong with one feed is progress.
pub fn fetch(work: &mut Work<'_>, feeds: &[FeedSpec], network: &Network) -> Result<Tally, IngestError> {
    if network.offline {
        return Err(IngestError::Offline);
    }
    let fetcher = Arc::new(Fetcher::new(network.limits, Arc::clone(&network.clock))?);
    let mut jobs = Vec::new();
    for feed in feeds {
        jobs.push(Job { feed: feed.clone(), validators: work.store.validators(&feed.url)? });
    }
    let run = Run { total: feeds.len(), ..Run::default() };
    for feed in feeds {
        work.say(&run, &feed.title, Step::Started);
    }
    let cancel = work.cancel;
    let health = work.store.health()?;
    let mut refresh = Refresh { work, clock: &*network.clock, health, run };
    let mut failure = None;
    fetcher.fetch_all(jobs.clone(), cancel, |index, outcome| {
        let taken = jobs.get(index).map_or(Ok(()), |job| refresh.take(job, outcome));
        failure = taken.err();
        if failure.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    failure.map_or(Ok(refresh.run.tally), Err)
}

impl Refresh<'_, '_> {
    fn take(&mut self, job: &Job, outcome: Fetch) -> Result<(), IngestError> {
        let feed = &job.feed;
        match outcome {
            Fetch::Body { document, validators, .. } => self.body(job, &document, validators),
            Fetch::NotModified { validators } => self.unchanged(feed, &validators),
            Fetch::Later { until, reason } => {
                let validators = Validators { not_before: Some(until), ..job.validators.clone() };
                self.work.store.set_validators(&feed.url, &validators)?;
                self.fail(feed, reason)
            }
            Fetch::Gone => {
                let validators = Validators { gone: true, ..Validators::default() };
                self.work.store.set_validators(&feed.url, &validators)?;
                self.fail(feed, Reason::of("feed-gone", []))
            }
            Fetch::Failed(reason) => self.fail(feed, reason),
            Fetch::Cancelled => Ok(()),
        }
    }

    fn body(&mut self, job: &Job, document: &RawDocument, validators: Validators) -> Result<(), IngestError> {
        let feed = &job.feed;
        let hash = text::hash(&String::from_utf8_lossy(&document.bytes));
        let validators = Validators { body: Some(hash), ..validators };
        if job.validators.body == Some(hash) {
            return self.unchanged(feed, &validators);
        }
        match read(document) {
            Ok(found) => {
                let (items, notes) = (found.items, notes(&found.diagnostics));
                self.work.put(&mut self.run, &feed.title, found)?;
                // Only now: what could not be read or stored must come again.
                self.work.store.set_validators(&feed.url, &validators)?;
                self.well(feed, notes, Some(items))
            }
            Err(reason) => self.fail(feed, reason),
        }
    }

    fn unchanged(&mut self, feed: &FeedSpec, validators: &Validators) -> Result<(), IngestError> {
        self.work.store.set_validators(&feed.url, validators)?;
        let before = self.before(feed);
        self.run.tally.known += before.items;
        self.run.done += 1;
        self.work.say(&self.run, &feed.title, Step::Known);
        // The same answer has the same faults.
        self.well(feed, before.warning().cloned().unwrap_or_default(), None)
    }

    /// Keeps that the feed came, with a warning about parts that were lost.
    fn well(&self, feed: &FeedSpec, warning: Reason, items: Option<usize>) -> Result<(), IngestError> {
        let before = self.before(feed);
        let now = Some(self.clock.now());
        let items = items.unwrap_or(before.items);
        Ok(self.work.store.set_health(&Health { checked_at: now, ok_at: now, error: warning, items, ..before })?)
    }

    fn fail(&mut self, feed: &FeedSpec, reason: Reason) -> Result<(), IngestError> {
        let health = Health { checked_at: Some(self.clock.now()), error: reason.clone(), ..self.before(feed) };
        self.work.store.set_health(&health)?;
        self.work.fail(&mut self.run, &feed.title, reason);
        Ok(())
    }

    fn before(&self, feed: &FeedSpec) -> Health {
        let known = self.health.iter().find(|health| health.source == feed.url);
        known.cloned().unwrap_or_else(|| Health { source: feed.url.clone(), ..Health::default() })
    }
}

fn notes(diagnostics: &[Diagnostic]) -> Reason {
    Reason::all(diagnostics.iter().map(|note| note.message.clone()))
}
