//! A file that something is generated from, and what is wrong in it.

use std::fmt;

/// A text and where it came from.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path that problems name.
    pub(crate) path: String,
    /// The content, with lines that end in `\n` alone.
    pub(crate) text: String,
}

/// Something that a person has to put right, ordered by place.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    path: String,
    line: usize,
    what: String,
}

impl Source {
    pub(crate) fn new(path: impl Into<String>, text: &str) -> Self {
        Self { path: path.into(), text: text.replace("\r\n", "\n") }
    }

    pub(crate) fn problem(&self, line: usize, what: impl Into<String>) -> Problem {
        Problem { path: self.path.clone(), line, what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.what)
    }
}
