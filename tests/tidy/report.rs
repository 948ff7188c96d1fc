//! What is wrong, and where.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    path: String,
    /// Counted from one; absent when the file as a whole is meant.
    line: Option<usize>,
    rule: String,
}

impl Violation {
    pub(crate) fn at(path: &str, line: usize, rule: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: Some(line), rule: rule.into() }
    }

    pub(crate) fn of_file(path: &str, rule: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, rule: rule.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.rule),
            None => write!(f, "{}: {}", self.path, self.rule),
        }
    }
}

/// Fails with every violation, one a line.
#[track_caller]
pub(crate) fn assert_none(violations: &[Violation]) {
    let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert!(violations.is_empty(), "{} broken rules:\n{}\n", lines.len(), lines.join("\n"));
}

/// The lines at which a sample breaks a rule.
pub(crate) fn lines_of(violations: &[Violation]) -> Vec<usize> {
    violations.iter().filter_map(|violation| violation.line).collect()
}
