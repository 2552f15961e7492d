//! A mistake in a file of the user, with its place and its cure.

use std::ops::Range;

use crate::model::Clean;

/// What is wrong in a configuration file. It prints as one line,
/// `feeds.toml:12:5: what is wrong; how to mend it`, without any control character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {problem}; {cure}")]
pub struct ConfigError {
    /// The file, as the user named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub cure: String,
}

/// A text with its name, to turn places in it into errors.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    /// The error for bytes `span`; without a span the error is that of the file's begin.
    pub(super) fn error(self, span: Option<Range<usize>>, problem: &str, cure: &str) -> ConfigError {
        let before = self.text.get(..span.map_or(0, |span| span.start)).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        ConfigError {
            file: Clean::line(self.name).into_string(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
            problem: Clean::line(problem).into_string(),
            cure: Clean::line(cure).into_string(),
        }
    }
}
