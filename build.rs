//! Packs what the program carries: the sample archives, `assets/corpus/CASE/LANG/*.md`, and the
//! knowledge base of names, `assets/kb/*.tsv`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

// The program's own modules, so that the build folds and cuts names as the program reads texts.
#[path = "src/entity/kb/country.rs"]
mod country;
#[path = "src/text/fold.rs"]
mod fold;
#[path = "src/entity/kb/pack.rs"]
mod pack;
#[expect(dead_code, reason = "the build needs a part of each")]
#[path = "src/entity/kb/packed.rs"]
mod packed;
#[expect(dead_code, reason = "the build needs a part of each")]
#[path = "src/entity/kb/rows.rs"]
mod rows;
#[expect(dead_code, reason = "the build needs a part of each")]
#[path = "src/model/span.rs"]
mod span;
#[path = "src/entity/kb/spelling.rs"]
mod spelling;
#[path = "src/entity/kb/table.rs"]
mod table;
#[path = "src/text/token.rs"]
mod token;

use fold::Folded;

mod model {
    pub use crate::span::Span;
}
mod text {
    pub use crate::fold::{fold, fold_key};
    pub use crate::token::tokens;
}
mod entity {
    pub mod kb {
        pub(crate) use crate::{country, packed, rows, spelling, table};
    }
}

#[expect(clippy::disallowed_methods, reason = "cargo names the folder for generated files in the environment")]
fn main() -> io::Result<()> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    samples(&assets.join("corpus"), &folder)?;
    names(&assets.join("kb"), &folder)
}

/// The knowledge base; every mistake in a table is printed and stops the build.
fn names(tables: &Path, folder: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed=assets/kb");
    let mut texts = HashMap::new();
    for (file, _) in table::FILES {
        texts.insert(file, fs::read_to_string(tables.join(file))?);
    }
    let tables = table::Tables::read(|file| texts.get(file).map_or("", String::as_str));
    for mistake in &tables.mistakes {
        println!("cargo::error={mistake}");
    }
    match pack::pack(&tables) {
        Ok(bytes) => fs::write(folder.join("names.bin"), bytes),
        Err(mistake) => Err(io::Error::other(mistake)),
    }
}

fn samples(corpus: &Path, folder: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed=assets/corpus");
    let mut source = String::from("&[\n");
    for case in entries(corpus)? {
        let _ = writeln!(source, "({:?}, &[", name(&case));
        for language in entries(&case)? {
            for file in entries(&language)?.iter().filter(|file| file.extension().is_some_and(|end| end == "md")) {
                let label = format!("{}/{}", name(&language), name(file));
                let _ = writeln!(source, "({label:?}, include_str!({:?})),", file.display().to_string());
            }
        }
        source.push_str("]),\n");
    }
    source.push(']');
    fs::write(folder.join("samples.rs"), source)
}
/// The entries of a folder by name; none where there is no folder.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
