//! Why a command failed, as one line for the user.

use std::error::Error;
use std::fmt;
use std::io;

use crate::model::Clean;

/// The end of a command before its time.
#[derive(Debug)]
pub(super) enum Failure {
    /// The reader of standard output went away, which is its right.
    Closed,
    /// What is wrong has been said already.
    Told,
    /// Something went wrong: what was tried first, then one cause after the other.
    Said(Vec<String>),
}

impl Failure {
    /// A failure that is its own cause; `text` says what is wrong and what to do.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self::Said(vec![text.into()])
    }

    /// Standard output did not take what was written.
    pub(super) fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Said(vec!["cannot write to standard output".to_owned(), error.to_string()])
        }
    }

    /// The same failure, seen from what was tried.
    #[must_use]
    pub(super) fn during(self, attempt: impl Into<String>) -> Self {
        match self {
            Self::Closed => Self::Closed,
            Self::Told => Self::Told,
            Self::Said(chain) => Self::Said([attempt.into()].into_iter().chain(chain).collect()),
        }
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut chain = vec![error.to_string()];
        let mut next = error.source();
        while let Some(cause) = next {
            let text = cause.to_string();
            // Many errors already end with the words of their cause.
            if !chain.last().is_some_and(|last| last.ends_with(&text)) {
                chain.push(text);
            }
            next = cause.source();
        }
        Self::Said(chain)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("standard output was closed"),
            Self::Told => f.write_str("see above"),
            Self::Said(chain) => Clean::line(&chain.join(": ")).fmt(f),
        }
    }
}

/// Says what was tried when something fails.
pub(super) trait During<T> {
    /// The value, or the failure with `attempt` in front.
    fn during(self, attempt: impl FnOnce() -> String) -> Result<T, Failure>;
}

impl<T, E: Into<Failure>> During<T> for Result<T, E> {
    fn during(self, attempt: impl FnOnce() -> String) -> Result<T, Failure> {
        self.map_err(|error| error.into().during(attempt()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the disk failed")]
    struct Disk(#[source] io::Error);

    #[derive(Debug, thiserror::Error)]
    #[error("no entry: {0}")]
    struct Repeats(#[source] io::Error);

    fn missing() -> io::Error {
        io::Error::new(io::ErrorKind::NotFound, "gone\u{1B}[2J\nfor good")
    }

    #[test]
    fn the_chain_is_one_clean_line() {
        let failure = Err::<(), _>(Disk(missing())).during(|| "reading a".to_owned()).expect_err("it failed");
        assert_eq!(failure.to_string(), "reading a: the disk failed: gone␛ for good");
        assert_eq!(Failure::from(Repeats(missing())).to_string(), "no entry: gone␛ for good");
    }

    #[test]
    fn a_closed_pipe_is_told_apart() {
        let closed = Failure::output(&io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(matches!(closed.during("x"), Failure::Closed));
        assert!(matches!(Failure::output(&missing()), Failure::Said(_)));
    }
}
