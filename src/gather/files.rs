//! Saved files and folders of them.

use std::fs::{self, File, FileType, Metadata};
use std::io::{self, ErrorKind, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::model::{RawDocument, Reason, Source, SourceKind};

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 16 << 20;

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One to be read.
    File {
        /// Its path.
        path: PathBuf,
        /// The folder that it was found in.
        source: Source,
    },
    /// Something that is not read.
    Failed {
        /// Its path, as text.
        name: String,
        /// Why not, for the user.
        reason: Reason,
    },
}

/// Reads all files of `paths` one after the other, as [`find`] finds them, and gives each to
/// `take`: a document, or its name and the reason why it cannot be read.
pub fn files(
    paths: &[PathBuf],
    take: &mut dyn FnMut(Result<RawDocument, (String, Reason)>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    find(paths, &mut |entry| {
        take(match entry {
            Entry::File { path, source } => read(&path, source),
            Entry::Failed { name, reason } => Err((name, reason)),
        })
    })
}

/// Walks `paths` and gives every file to `take`, in a stable order: the paths as given, the
/// entries of a folder by name. Hidden entries of a folder are left out; links in it are not
/// followed and said, and so is what is neither file nor folder. A path that is itself a link or
/// hidden was meant and is taken.
pub fn find(paths: &[PathBuf], take: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> ControlFlow<()> {
    for path in paths {
        let meant = match fs::metadata(path) {
            Ok(found) => visit(path, found.file_type(), take),
            Err(_) if path.is_symlink() => take(failed(path, Reason::of("file-dead-link", []))),
            Err(error) => take(failed(path, error_words(&error))),
        };
        meant?;
    }
    ControlFlow::Continue(())
}

/// Walks one path with a list of what is still to be visited, so that no depth is too deep.
fn visit(path: &Path, kind: FileType, take: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut open = vec![(path.to_owned(), kind)];
    while let Some((path, kind)) = open.pop() {
        if kind.is_dir() {
            match entries(&path) {
                Ok(entries) => open.extend(entries.into_iter().rev()),
                Err(error) => take(failed(&path, error_words(&error)))?,
            }
        } else if kind.is_file() {
            let source = Source { name: folder_name(&path), kind: SourceKind::Saved };
            take(Entry::File { path, source })?;
        } else if kind.is_symlink() {
            take(failed(&path, Reason::of("file-link", [])))?;
        } else {
            take(failed(&path, Reason::of("file-strange", [])))?;
        }
    }
    ControlFlow::Continue(())
}

/// The entries of a folder that are not hidden, by name.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, FileType)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            found.push((entry.path(), entry.file_type()?));
        }
    }
    found.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(found)
}

fn folder_name(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder =
        folder.and_then(|folder| folder.file_name().map_or_else(|| real_name(folder), |name| Some(name.to_owned())));
    folder.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The name of a folder that is written as `.` or `..`.
fn real_name(folder: &Path) -> Option<std::ffi::OsString> {
    fs::canonicalize(folder).ok()?.file_name().map(ToOwned::to_owned)
}

/// Reads one file, or says its name and why it cannot be read.
///
/// # Errors
/// Where it is gone, no regular file any more, too large or unreadable.
pub fn read(path: &Path, source: Source) -> Result<RawDocument, (String, Reason)> {
    let name = path.to_string_lossy().into_owned();
    match read_bytes(path) {
        Ok(bytes) => Ok(RawDocument { name, address: None, content_type: None, source, fetched_at: None, bytes }),
        Err(reason) => Err((name, reason)),
    }
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Reason> {
    // Looked at before it is opened: opening a pipe would wait for its writer.
    admitted(&fs::metadata(path).map_err(|error| error_words(&error))?)?;
    let file = File::open(path).map_err(|error| error_words(&error))?;
    admitted(&file.metadata().map_err(|error| error_words(&error))?)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| error_words(&error))?;
    if bytes.len() as u64 > MAX_FILE { Err(too_large()) } else { Ok(bytes) }
}

fn admitted(found: &Metadata) -> Result<(), Reason> {
    if !found.is_file() {
        Err(Reason::of("file-irregular", []))
    } else if found.len() > MAX_FILE {
        Err(too_large())
    } else {
        Ok(())
    }
}

fn too_large() -> Reason {
    Reason::of("too-large", [(MAX_FILE as usize >> 20).into()])
}

fn failed(path: &Path, reason: Reason) -> Entry {
    Entry::Failed { name: path.to_string_lossy().into_owned(), reason }
}

fn error_words(error: &io::Error) -> Reason {
    match error.kind() {
        ErrorKind::NotFound => Reason::of("file-missing", []),
        ErrorKind::PermissionDenied => Reason::of("file-forbidden", []),
        _ => error.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found below the folder `root`, one line each, with paths relative to it.
    fn found(root: &Path, paths: &[&str]) -> Vec<String> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
        let short = |name: &str| name.strip_prefix(&*root.to_string_lossy()).unwrap_or(name).to_owned();
        let mut lines = Vec::new();
        let walk = files(&paths, &mut |found| {
            lines.push(match found {
                Ok(document) => {
                    format!(
                        "{} {} {}",
                        short(&document.name),
                        document.source.name,
                        String::from_utf8_lossy(&document.bytes)
                    )
                }
                Err((name, reason)) => format!("{}: {reason}", short(&name)),
            });
            ControlFlow::Continue(())
        });
        assert_eq!(walk, ControlFlow::Continue(()));
        lines
    }

    fn write(root: &Path, name: &str, text: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[test]
    fn folders_are_walked_in_the_order_of_names() {
        let root = tempfile::tempdir().expect("a folder");
        for (name, text) in [
            ("b/2.txt", "two"),
            ("b/1.txt", "one"),
            ("a.txt", "a"),
            ("b/c/خبر.txt", "خبر"),
            (".hidden/x", ""),
            ("b/.x", ""),
        ] {
            write(root.path(), name, text);
        }
        assert_eq!(found(root.path(), &["b"]), ["/b/1.txt b one", "/b/2.txt b two", "/b/c/خبر.txt c خبر"]);
        assert_eq!(
            found(root.path(), &["b/2.txt", "b/.x", "none"]),
            ["/b/2.txt b two", "/b/.x b ", "/none: there is no such file"]
        );
        assert_eq!(found(root.path(), &["."]).len(), 4);
    }

    #[test]
    fn a_walk_can_be_broken_off() {
        let root = tempfile::tempdir().expect("a folder");
        write(root.path(), "1", "");
        write(root.path(), "2", "");
        let mut seen = 0;
        let walk = files(&[root.path().to_owned()], &mut |_| {
            seen += 1;
            ControlFlow::Break(())
        });
        assert_eq!((walk, seen), (ControlFlow::Break(()), 1));
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let root = tempfile::tempdir().expect("a folder");
        let file = File::create(root.path().join("sparse")).expect("a file");
        file.set_len(8 << 30).expect("a hole");
        assert_eq!(found(root.path(), &["sparse"]), ["/sparse: it is larger than 16 MiB"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_pipes_and_devices_are_named_and_not_read() {
        use std::os::unix::fs::symlink;
        use std::os::unix::net::UnixListener;

        let root = tempfile::tempdir().expect("a folder");
        let outside = tempfile::tempdir().expect("a folder");
        write(outside.path(), "secret", "secret");
        write(root.path(), "d/good", "good");
        symlink(outside.path().join("secret"), root.path().join("d/out")).expect("a link");
        symlink(root.path(), root.path().join("d/up")).expect("a link");
        symlink("self", root.path().join("d/self")).expect("a link");
        let _socket = UnixListener::bind(root.path().join("d/socket")).expect("a socket");
        let link = Reason::of("file-link", []);
        assert_eq!(
            found(root.path(), &["d"]),
            [
                "/d/good d good".to_owned(),
                format!("/d/out: {link}"),
                format!("/d/self: {link}"),
                "/d/socket: it is neither a file nor a folder".to_owned(),
                format!("/d/up: {link}"),
            ]
        );
        assert_eq!(
            found(root.path(), &["d/self", "d/out"]),
            ["/d/self: it is a link that leads nowhere", "/d/out d secret"]
        );
        assert_eq!(found(Path::new(""), &["/dev/zero"]), ["/dev/zero: it is neither a file nor a folder"]);
        let pipe = root.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success());
        if made {
            assert_eq!(found(root.path(), &["pipe"]), ["/pipe: it is neither a file nor a folder"]);
            let source = Source::default();
            assert_eq!(read(&pipe, source).expect_err("no file").1.to_string(), "it is no regular file");
        }
    }
}
