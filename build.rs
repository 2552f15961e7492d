//! Packs the sample archives, `assets/corpus/CASE/LANG/*.md`, into the program.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[expect(clippy::disallowed_methods, reason = "cargo names the folder for generated files in the environment")]
fn main() -> io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/corpus");
    println!("cargo::rerun-if-changed=assets/corpus");
    let mut source = String::from("&[\n");
    for case in entries(&corpus)? {
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
    let folder = std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("samples.rs"), source)
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
