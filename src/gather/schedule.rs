//! Asks many feeds at once, and each host only once at a time.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::Url;

use super::fetch::{Fetch, Fetcher, later};
use crate::model::{FeedSpec, Validators};

/// A feed to be asked.
#[derive(Clone, Debug)]
pub struct Job {
    /// The feed.
    pub feed: FeedSpec,
    /// What its server said last time.
    pub validators: Validators,
}

/// How soon the user's wish to break off is seen.
const ATTENTION: Duration = Duration::from_millis(50);

/// The jobs that wait, and the hosts that are being asked.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<(usize, Job)>,
    busy: HashSet<String>,
    embargo: HashMap<String, DateTime<Utc>>,
}

struct Desk {
    fetcher: Arc<Fetcher>,
    queue: Mutex<Queue>,
    freed: Condvar,
    stop: AtomicBool,
}

impl Fetcher {
    /// Asks all feeds of `jobs`, several at once, and gives every outcome to `take`, with the
    /// place of its job, as it comes. Once `cancel` is set or `take` breaks off it returns at once;
    /// requests that are under way then end by themselves, unheard.
    pub fn fetch_all(
        self: &Arc<Self>,
        jobs: Vec<Job>,
        cancel: &AtomicBool,
        mut take: impl FnMut(usize, Fetch) -> ControlFlow<()>,
    ) {
        let mut open = jobs.len();
        let threads = self.limits.threads.clamp(1, jobs.len().max(1));
        let desk = Arc::new(Desk {
            fetcher: Arc::clone(self),
            queue: Mutex::new(Queue { waiting: jobs.into_iter().enumerate().collect(), ..Queue::default() }),
            freed: Condvar::new(),
            stop: AtomicBool::new(false),
        });
        let (sender, outcomes) = channel();
        for _ in 0..threads {
            let (desk, sender) = (Arc::clone(&desk), sender.clone());
            thread::spawn(move || desk.work(&sender));
        }
        drop(sender);
        while open > 0 && !cancel.load(Ordering::Relaxed) {
            match outcomes.recv_timeout(ATTENTION) {
                Ok((index, outcome)) => {
                    open -= 1;
                    if take(index, outcome).is_break() {
                        break;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        desk.stop.store(true, Ordering::Relaxed);
        desk.freed.notify_all();
    }
}

impl Desk {
    fn work(&self, outcomes: &Sender<(usize, Fetch)>) {
        while let Some((index, job, host)) = self.next() {
            let outcome = self.ask(&host, &job);
            let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
            queue.busy.remove(&host);
            if let Fetch::Later { until, .. } = outcome {
                queue.embargo.insert(host, until);
            }
            drop(queue);
            self.freed.notify_all();
            if outcomes.send((index, outcome)).is_err() {
                return;
            }
        }
    }

    fn ask(&self, host: &str, job: &Job) -> Fetch {
        let embargo = self.queue.lock().unwrap_or_else(PoisonError::into_inner).embargo.get(host).copied();
        if let Some(until) = embargo {
            return later(until);
        }
        let fetch = || self.fetcher.fetch(&job.feed, &job.validators, &self.stop);
        catch_unwind(AssertUnwindSafe(fetch)).unwrap_or_else(|_| Fetch::Failed("the network library failed".into()))
    }

    /// The next job whose host is free; waits while there are jobs but none is free.
    fn next(&self) -> Option<(usize, Job, String)> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if queue.waiting.is_empty() || self.stop.load(Ordering::Relaxed) {
                return None;
            }
            let free = queue.waiting.iter().position(|(_, job)| !queue.busy.contains(&host(&job.feed)));
            if let Some((index, job)) = free.and_then(|at| queue.waiting.remove(at)) {
                let host = host(&job.feed);
                queue.busy.insert(host.clone());
                return Some((index, job, host));
            }
            queue = self.freed.wait_timeout(queue, ATTENTION).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn host(feed: &FeedSpec) -> String {
    let url = Url::parse(&feed.url).ok();
    url.as_ref().and_then(Url::host_str).map_or_else(|| feed.url.clone(), str::to_ascii_lowercase)
}
