//! The thread that keeps the store, and the threads of long work.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::analyse::Analyser;
use crate::ingest::{self, Change, NameChange, Work};
use crate::model::{ArticleId, ArticleMark, Case, CaseName, Progress, Reason, Step, Tally};
use crate::store::{Store, StoreError};
use crate::timeline;

use super::super::{Data, Msg};
use super::load::{articles_first, load};
use super::{Input, Options};

/// Articles that a search gives at most.
const FOUND: usize = 5000;

/// Articles from which on the list is shown before the timeline is built.
const LARGE: usize = 1000;

/// Something the keeper is asked to do.
pub enum Job {
    /// Open the store, fill it when it is empty, load it.
    Begin,
    /// Load it again.
    Load,
    /// Find articles.
    Search(String),
    /// Fetch an article, which is then read.
    Open(ArticleId),
    /// Keep what the analyst did.
    Mark(ArticleId, ArticleMark),
    /// Ask the feeds.
    Refresh,
    /// Read saved articles.
    Import(String),
    /// Write into the case file what the analyst says of a name, and read the articles that hold it again.
    Name {
        /// The entity with the names.
        name: CaseName,
        /// Whether they are its names; else they no longer are.
        add: bool,
    },
}

/// The loop's end of the keeper.
pub struct Keeper {
    jobs: Sender<Job>,
    stop: Arc<AtomicBool>,
}

impl Keeper {
    /// Starts the thread; what it has to say goes to `out`.
    pub fn start(options: Options, out: Sender<Input>) -> Self {
        let (jobs, waiting) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        let case = Arc::new(options.case.clone());
        thread::spawn(move || Desk { options: Arc::new(options), case, out, stop: flag, store: None }.work(&waiting));
        Self { jobs, stop }
    }

    /// Asks for `job`.
    pub fn send(&self, job: Job) {
        // A keeper that has ended has said why.
        drop(self.jobs.send(job));
    }

    /// Asks the running work to stop.
    pub fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

struct Desk {
    options: Arc<Options>,
    /// The case as it is now: names may have been added.
    case: Arc<Case>,
    out: Sender<Input>,
    stop: Arc<AtomicBool>,
    store: Option<Store>,
}

/// Which long work.
#[derive(Debug)]
enum Task {
    /// Fills an empty store with this sample archive.
    Sample(String),
    /// Analyses again what another version of the program analysed, then reads the case's folders.
    Renew,
    /// Asks the feeds.
    Refresh,
    /// Reads saved articles.
    Import(PathBuf),
    /// Reads the articles again that hold one of the names, and tells what was said of them.
    Reread {
        /// The names.
        names: Vec<String>,
        /// What to tell.
        told: Reason,
    },
}

impl Desk {
    fn work(mut self, waiting: &Receiver<Job>) {
        while let Ok(job) = waiting.recv() {
            if let Err(error) = self.one(job) {
                self.tell(Msg::Notice { words: error.reason(), bad: true });
            }
        }
    }

    fn tell(&self, msg: Msg) {
        drop(self.out.send(Input::Msg(Box::new(msg))));
    }

    fn one(&mut self, job: Job) -> Result<(), StoreError> {
        match job {
            Job::Begin => self.begin(),
            Job::Load => self.load(),
            Job::Search(query) => {
                let ids = self.store()?.found(&as_typed(&query), FOUND)?;
                self.tell(Msg::Found { query, ids });
                Ok(())
            }
            Job::Open(id) => {
                let Some(article) = self.store()?.article(&id)? else { return Ok(()) };
                self.tell(Msg::Opened(Box::new(article)));
                Ok(())
            }
            Job::Mark(id, mark) => self.store()?.set_mark(&id, &mark),
            Job::Refresh => {
                self.start(Task::Refresh);
                Ok(())
            }
            Job::Import(path) => {
                self.start(Task::Import(PathBuf::from(path)));
                Ok(())
            }
            Job::Name { name, add } => {
                if let Err(words) = self.name(name, add) {
                    self.tell(Msg::Notice { words, bad: true });
                }
                Ok(())
            }
        }
    }

    fn name(&mut self, name: CaseName, add: bool) -> Result<(), Reason> {
        let file = self.options.file.as_ref().ok_or_else(|| Reason::of("name-no-file", []))?;
        let way = if add { Change::Add } else { Change::Remove };
        let change = NameChange::new(file, &name, way).map_err(|error| error.reason())?;
        change.write().map_err(|error| error.reason())?;
        let told = change.told(&name, way);
        self.case = Arc::new(change.case().clone());
        let names = name.aliases.clone();
        self.tell(Msg::Named { name, add });
        self.start(Task::Reread { names, told });
        Ok(())
    }

    fn store(&mut self) -> Result<&Store, StoreError> {
        let store = match self.store.take() {
            Some(store) => store,
            None => ingest::open_store(&self.options.store)?,
        };
        Ok(self.store.insert(store))
    }

    /// A store that cannot be opened leaves an empty screen that says why.
    fn begin(&mut self) -> Result<(), StoreError> {
        let opened = self.store().and_then(Store::counts);
        let counts = match opened {
            Ok(counts) => counts,
            Err(error) => {
                self.tell(Msg::Loaded(Box::new(empty(&self.case))));
                return Err(error);
            }
        };
        if let Some(sample) = self.case.sample.clone().filter(|_| counts.articles == 0) {
            self.start(Task::Sample(sample));
            return Ok(());
        }
        if counts.articles > LARGE {
            let case = Arc::clone(&self.case);
            let articles = articles_first(self.store()?, &case)?;
            self.tell(Msg::Loaded(Box::new(articles)));
            let name = String::new();
            self.tell(Msg::Progress(Progress { name, step: Step::Started, done: 0, total: counts.articles }));
            self.load()?;
            self.tell(Msg::Rest);
        } else {
            self.load()?;
        }
        if !self.case.saved.is_empty() || !self.store()?.stale()?.is_empty() {
            self.start(Task::Renew);
        }
        Ok(())
    }

    fn load(&mut self) -> Result<(), StoreError> {
        let case = Arc::clone(&self.case);
        let data = load(self.store()?, &case)?;
        self.tell(Msg::Loaded(Box::new(data)));
        Ok(())
    }

    /// Long work, with a connection of its own, so that the screen stays alive.
    fn start(&self, task: Task) {
        let (options, case) = (Arc::clone(&self.options), Arc::clone(&self.case));
        let (out, stop) = (self.out.clone(), Arc::clone(&self.stop));
        stop.store(false, Ordering::Relaxed);
        thread::spawn(move || {
            let tell = |msg: Msg| drop(out.send(Input::Msg(Box::new(msg))));
            let mut last = Reason::default();
            let mut sink = |progress: Progress| {
                if let Step::Failed(reason) = &progress.step {
                    last = Reason::of("colon", [progress.name.as_str().into(), reason.clone()]);
                }
                tell(Msg::Progress(progress));
            };
            let told = match &task {
                Task::Reread { told, .. } => Some(told.clone()),
                _ => None,
            };
            let done = match long(&options, &case, task, &stop, &mut sink) {
                Ok(tally) => {
                    let stopped = stop.load(Ordering::Relaxed);
                    let words = match told {
                        Some(told) => reread(told, tally, stopped, last),
                        None => words(tally, stopped, last),
                    };
                    Msg::Done { words, bad: tally.failed > 0 }
                }
                Err(error) => Msg::Done { words: error, bad: true },
            };
            tell(done);
        });
    }
}

fn long(
    options: &Options,
    case: &Case,
    task: Task,
    cancel: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
) -> Result<Tally, Reason> {
    let store = ingest::open_store(&options.store).map_err(|error| error.reason())?;
    let analyser = Analyser::new(case);
    let mut work = Work { store: &store, analyser: &analyser, cancel, progress };
    let tally = match task {
        Task::Sample(name) => ingest::sample(&mut work, &name),
        Task::Renew => {
            ingest::rebuild(&mut work).and_then(|_| ingest::import_saved(&mut work, &options.folder, &case.saved))
        }
        Task::Import(path) => ingest::import(&mut work, &[path]),
        Task::Reread { names, .. } => ingest::reread(&mut work, &names),
        Task::Refresh => {
            let enabled: Vec<_> = case.feeds.iter().filter(|feed| feed.enabled).cloned().collect();
            ingest::fetch(&mut work, &enabled, &options.network)
        }
    };
    tally.map_err(|error| error.reason())
}

/// What a query means while it is typed: its last word may go on.
fn as_typed(query: &str) -> String {
    let last = query.rsplit(char::is_whitespace).next().unwrap_or("");
    let goes_on = last.chars().count() >= 2
        && last.chars().all(char::is_alphanumeric)
        && query.matches('"').count().is_multiple_of(2);
    if goes_on { format!("{query}*") } else { query.to_owned() }
}

/// What came of long work: new, known and failed, and the `last` failure.
fn words(tally: Tally, stopped: bool, last: Reason) -> Reason {
    let mut parts = Vec::new();
    parts.extend(stopped.then(|| Reason::of("work-stopped", [])));
    parts.extend((tally.added > 0).then(|| Reason::of("work-added", [tally.added.into()])));
    parts.extend((tally.known > 0).then(|| Reason::of("work-known", [tally.known.into()])));
    parts.extend((tally.failed > 0).then(|| Reason::of("work-failed", [tally.failed.into()])));
    if parts.is_empty() {
        parts.push(Reason::of("work-nothing", []));
    }
    parts.extend(Some(last).filter(|last| !last.is_empty()));
    parts.into_iter().reduce(|one, next| Reason::of("dot", [one, next])).unwrap_or_default()
}

/// What came of reading articles again, behind what was `told` of their names.
fn reread(told: Reason, tally: Tally, stopped: bool, last: Reason) -> Reason {
    let mut parts = vec![told, Reason::of("work-again", [tally.added.into()])];
    parts.extend(stopped.then(|| Reason::of("work-stopped", [])));
    parts.extend((tally.failed > 0).then(|| Reason::of("work-failed", [tally.failed.into()])));
    parts.extend(Some(last).filter(|last| !last.is_empty()));
    parts.into_iter().reduce(|one, next| Reason::of("dot", [one, next])).unwrap_or_default()
}

/// What is shown of a case that could not be loaded.
fn empty(case: &Case) -> Data {
    Data {
        timeline: timeline::build(case, &[]),
        rows: Vec::new(),
        sources: Vec::new(),
        marks: std::collections::BTreeMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_tells_what_came_of_it() {
        let tally = |added, known, failed| Tally { added, known, failed };
        let broken = || Reason::of("colon", ["a.html".into(), Reason::of("file-empty", [])]);
        for (tally, stopped, last, expect) in [
            (tally(0, 0, 0), false, Reason::default(), "nothing new"),
            (tally(84, 1, 0), false, Reason::default(), "84 new articles · 1 known already"),
            (tally(1, 0, 0), true, Reason::default(), "stopped · 1 new article"),
            (tally(0, 0, 1), false, broken(), "1 failure · a.html: the file holds no text"),
        ] {
            assert_eq!(words(tally, stopped, last).to_string(), expect);
        }
    }

    #[test]
    fn the_last_word_of_a_query_may_go_on() {
        for (query, expect) in [
            ("vuln", "vuln*"),
            ("الهيئة المصر", "الهيئة المصر*"),
            ("a", "a"),
            ("\"two wo", "\"two wo"),
            ("\"two words\"", "\"two words\""),
            ("vuln*", "vuln*"),
            ("done ", "done "),
        ] {
            assert_eq!(as_typed(query), expect);
        }
    }
}
