//! Prints every figure that the project promises, one a line: name, value, unit, budget.
//!
//! `cargo bench` measures; any other way of running this program only shows that it works. Nothing
//! here passes or fails: machines differ, and a figure is for people to read. `-` is a figure
//! without a budget, which explains another one. Times are a processor's, not the wall's, unless
//! the name says so. `cargo bench -- bait screen` measures only these groups. `MARSAD_BENCH_ARTICLES` is the number of stored
//! articles, 20,000 where it is not set; the budgets speak of 100,000.

#[path = "figures/archive.rs"]
mod archive;
#[path = "figures/bait.rs"]
mod bait;
#[path = "figures/layout.rs"]
mod layout;
#[path = "figures/names.rs"]
mod names;
#[path = "figures/print.rs"]
mod print;
#[path = "figures/process.rs"]
mod process;
#[path = "figures/pure.rs"]
mod pure;
#[path = "figures/rows.rs"]
mod rows;
#[path = "figures/screen.rs"]
mod screen;
#[path = "figures/storage.rs"]
mod storage;
#[path = "figures/timeline.rs"]
mod timeline;
#[path = "figures/watch.rs"]
mod watch;

use archive::Archive;

/// How much is measured.
#[derive(Clone, Copy, Debug)]
struct Size {
    /// Articles in the store.
    stored: usize,
    /// Rows in the list of articles on the screen.
    rows: usize,
    /// Articles analysed to measure the pure path, and behind the timeline on the screen; a timeline is
    /// also built of five times as many.
    analysed: usize,
    /// Bytes of a bait; it is read again at twice that.
    bait: usize,
    /// Bytes of a text without a line feed.
    flood: usize,
}

const MEASURED: Size = Size { stored: 20_000, rows: 100_000, analysed: 2000, bait: 50_000, flood: 10_000_000 };
const TRIED: Size = Size { stored: 50, rows: 200, analysed: 20, bait: 1000, flood: 10_000 };

#[expect(clippy::disallowed_methods, reason = "a bench is a program of its own, with its own arguments and settings")]
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(store) = process::asked(&arguments) {
        return process::run(&store);
    }
    if arguments.iter().any(|argument| argument == names::ASKED) {
        return names::run();
    }
    let mut size = if arguments.iter().any(|argument| argument == "--bench") { MEASURED } else { TRIED };
    if let Some(stored) = std::env::var("MARSAD_BENCH_ARTICLES").ok().and_then(|number| number.parse().ok()) {
        size.stored = stored;
    }
    let archive = Archive::new();
    let named: Vec<&str> = arguments.iter().skip(1).map(String::as_str).filter(|a| !a.starts_with('-')).collect();
    let wanted = |group: &str| named.is_empty() || named.contains(&group);
    if wanted("pure") {
        pure::figures(&archive, size);
    }
    if wanted("names") {
        names::figures(&archive, size);
    }
    if wanted("timeline") {
        timeline::figures(&archive, size);
    }
    if wanted("layout") {
        layout::figures(&archive, size);
    }
    if wanted("bait") {
        bait::figures(size);
    }
    if wanted("rows") {
        rows::figures(&archive, size);
    }
    if wanted("screen") {
        screen::figures(&archive, size);
    }
    if wanted("storage") {
        storage::figures(&archive, size);
    }
}
