//! Time and memory.

use std::fs;
use std::time::{Duration, Instant};

/// Measures a stretch of work.
pub struct Watch {
    wall: Instant,
    cpu: Option<Duration>,
}

impl Watch {
    #[expect(clippy::disallowed_methods, reason = "a bench measures time")]
    pub fn start() -> Self {
        Self { cpu: thread_cpu(), wall: Instant::now() }
    }

    /// Time on the wall.
    pub fn wall(&self) -> Duration {
        self.wall.elapsed()
    }

    /// Time this thread had a processor, where the system tells, else time on the wall: what other
    /// programs do meanwhile is not in it.
    pub fn cpu(&self) -> Duration {
        self.cpu.and_then(|before| thread_cpu()?.checked_sub(before)).unwrap_or_else(|| self.wall())
    }
}

/// The first field of Linux's `schedstat`: nanoseconds on a processor.
fn thread_cpu() -> Option<Duration> {
    // The system brings the number up to date when a thread offers its processor to others.
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The processor's time of the shortest of `times` runs.
pub fn best(times: usize, mut work: impl FnMut()) -> Duration {
    let run = |_| {
        let watch = Watch::start();
        work();
        watch.cpu()
    };
    (0..times).map(run).min().unwrap_or_default()
}

/// The value below which this share of `values` lies.
pub fn quantile(values: &[Duration], share: f64) -> Duration {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * share).round() as usize).copied().unwrap_or_default()
}

/// MiB of memory that this process holds now and held at most, where the system tells.
pub fn resident() -> Option<(f64, f64)> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<f64>().ok().map(|kib| kib / 1024.0)
    };
    Some((field("VmRSS:")?, field("VmHWM:")?))
}
