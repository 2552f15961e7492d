//! Learns `assets/models/likeness.tsv` from pairs of names, and measures it on others.
//!
//! `cargo run --release --example train_likeness -- TRAIN.tsv [TEST.tsv…]`: each line has a Latin
//! name, a tab and its Arabic spelling (letters may be parted by blanks); what follows is left out.
//! The same file gives the same table.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use marsad::entity::likeness::{Judge, train};

/// Queries that are asked of a test at most; they are spread over the whole file.
const QUERIES: usize = 1500;

const HEAD: &str = "\
# Costs of writing Latin letters as Arabic ones, learned by `examples/train_likeness`; see src/entity/likeness/costs.rs and NOTICE.
# Context (letter before, letter, two behind; + Arabic letters before), cost of a shorter context, what follows with its cost in 1/16 nat.
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = std::env::args_os().skip(1);
    let pairs = read(Path::new(&files.next().ok_or("a file of pairs is wanted")?))?;
    let table = format!("{HEAD}{}", train(&pairs));
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/models/likeness.tsv"), &table)?;
    let judge = Judge::parse(&table);
    let seen: BTreeSet<&str> = pairs.iter().map(|(latin, _)| latin.as_str()).collect();
    let mut out = std::io::stdout().lock();
    for file in files {
        let test = read(Path::new(&file))?;
        let unseen: Vec<(String, String)> =
            test.iter().filter(|(latin, _)| !seen.contains(latin.as_str())).cloned().collect();
        for (what, pairs) in [("all", &test), ("unseen", &unseen)] {
            let (first, five) = measure(&judge, pairs);
            let name = file.to_string_lossy();
            writeln!(out, "{name} {what}: {} pairs, Arabic to Latin top-1 {first:.3}, top-5 {five:.3}", pairs.len())?;
        }
    }
    Ok(())
}

fn read(file: &Path) -> std::io::Result<Vec<(String, String)>> {
    let pair = |line: &str| {
        let mut fields = line.split('\t');
        Some((fields.next()?.to_owned(), fields.next()?.replace(' ', "")))
    };
    Ok(std::fs::read_to_string(file)?.lines().filter_map(pair).collect())
}

/// Shares of Arabic names whose own Latin name comes first and among the first five of all; a tie is a loss.
fn measure(judge: &Judge, pairs: &[(String, String)]) -> (f64, f64) {
    let pool: BTreeSet<&str> = pairs.iter().map(|(latin, _)| latin.as_str()).collect();
    let asked: Vec<&(String, String)> = pairs.iter().step_by(pairs.len().div_ceil(QUERIES).max(1)).collect();
    let spellings: Vec<&str> = asked.iter().map(|(_, arabic)| arabic.as_str()).collect();
    let own: Vec<f32> = asked.iter().flat_map(|(latin, arabic)| judge.compare(latin, &[arabic])).collect();
    let mut better = vec![0_usize; asked.len()];
    for name in pool {
        let scores = judge.compare(name, &spellings);
        for (at, slot) in better.iter_mut().enumerate() {
            *slot += usize::from(asked[at].0 != name && scores[at] >= own[at]);
        }
    }
    let share = |most: usize| better.iter().filter(|count| **count < most).count() as f64 / asked.len().max(1) as f64;
    (share(1), share(5))
}
