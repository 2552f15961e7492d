//! The store: articles in, words found, the start over many articles.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use marsad::analyse::Analyser;
use marsad::config::default_case;
use marsad::ingest::{self, Work};
use marsad::store::Store;

use super::Size;
use super::archive::{Archive, write};
use super::print::{figure, millis};
use super::process;
use super::watch::{Watch, best, quantile};

/// Files that lie on the disk at once.
const FOLDER: usize = 1000;

/// Rows of a screen.
const SCREEN: usize = 60;

/// What somebody types; every beginning of it from two letters on is searched. The Arabic words
/// are spelled in another way than the articles spell them.
const TYPED: [&str; 12] = [
    "microsoft",
    "exchange server",
    "emergency patch",
    "vulnerability",
    "\"web shells\"",
    "thousands of victims",
    "مايكروسوفت",
    "الأمن السيبراني",
    "الى الخوادم",
    "ثغره",
    "مجموعة قراصنه",
    "أيدي",
];

pub fn figures(archive: &Archive, size: Size) {
    let folder = tempfile::tempdir().expect("a folder for the store");
    let path = folder.path().join("case.sqlite");
    let store = ingest::open_store(&path).expect("a new store");
    figure("stored-articles", size.stored as f64, "articles", "100000");
    import(archive, &store, folder.path(), size.stored);
    search(&store);
    drop(store);
    let bytes = std::fs::metadata(&path).map_or(0, |found| found.len());
    figure("store-size", bytes as f64 / size.stored as f64 / 1e3, "kB/article", "-");
    start(&path);
    process::figures(&path);
}

/// Saved files into the store, folder after folder; writing the files is not counted.
fn import(archive: &Archive, store: &Store, place: &Path, count: usize) {
    let analyser = Analyser::new(&default_case());
    let (mut cpu, mut wall, mut last) = (Duration::ZERO, Duration::ZERO, (0, Duration::ZERO));
    for from in (0..count).step_by(FOLDER) {
        let to = (from + FOLDER).min(count);
        let folder = place.join("saved");
        std::fs::create_dir_all(&folder).expect("a folder for saved articles");
        write(archive, &folder, from, to);
        let watch = Watch::start();
        let added = bring_in(store, &analyser, &folder);
        last = (added, watch.cpu());
        cpu += last.1;
        wall += watch.wall();
        std::fs::remove_dir_all(&folder).expect("the folder goes");
    }
    figure("import", count as f64 / cpu.as_secs_f64(), "articles/s", ">=500");
    figure("import-wall", count as f64 / wall.as_secs_f64(), "articles/s", "-");
    figure("import-last-thousand", last.0 as f64 / last.1.as_secs_f64(), "articles/s", ">=500");
}

fn bring_in(store: &Store, analyser: &Analyser, folder: &Path) -> usize {
    let mut progress = |_| {};
    let mut work = Work { store, analyser, cancel: &AtomicBool::new(false), progress: &mut progress };
    let tally = ingest::import(&mut work, &[PathBuf::from(folder)]).expect("the store takes articles");
    tally.added
}

fn search(store: &Store) {
    let queries: Vec<&str> = TYPED
        .iter()
        .flat_map(|typed| {
            typed.char_indices().skip(2).map(|(end, _)| end).chain([typed.len()]).map(|end| typed.get(..end))
        })
        .flatten()
        .collect();
    let times = |work: &dyn Fn(&str) -> usize| -> (Vec<Duration>, usize) {
        let mut most = 0;
        let mut one = |query: &str| best(3, || most = most.max(work(query)));
        (queries.iter().map(|query| one(query)).collect(), most)
    };
    let (list, _) = times(&|query| store.search(query, SCREEN).map_or(0, |hits| hits.len()));
    let (typing, hits) = times(&|query| store.found(query, 5000).map_or(0, |ids| ids.len()));
    figure("search-most-hits", hits as f64, "articles", "-");
    millis("search-list-p50", quantile(&list, 0.5), "-");
    millis("search-list-p99", quantile(&list, 0.99), "<=16");
    millis("search-typing-p50", quantile(&typing, 0.5), "-");
    millis("search-typing-p99", quantile(&typing, 0.99), "<=16");
}

/// What the first frame with articles needs of the store.
fn start(path: &Path) {
    let time = best(5, || {
        let store = ingest::open_store(path).expect("the store opens");
        store.counts().expect("it counts");
        store.heads(0, SCREEN).expect("it lists");
    });
    millis("store-start", time, "<=70");
}
