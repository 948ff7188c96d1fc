//! Reading the fields of a map one by one, with the problems found on the way.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::nearest::nearest;
use crate::problem::{Expected, Problem, Rule};
use crate::setting::{Setting, Value};
use crate::time::Span;
use crate::tree::Tree;
use crate::units::Rate;

use super::read_setting;

/// Collects problems.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) problems: Vec<Problem>,
    /// Paths of known keys that are not there, but that a misspelt one was meant for.
    misspelt: Vec<String>,
}

/// The fields of one map, with the path that leads to it.
#[derive(Debug)]
pub(super) struct Fields<'t> {
    path: String,
    tree: &'t Tree,
    entries: &'t [(String, Tree)],
}

impl Reader {
    /// Notes a problem with the value at `path`.
    pub(super) fn problem(&mut self, path: &str, value: &Tree, rule: Rule) {
        self.problems.push(Problem { path: path.to_string(), value: value.to_string(), rule });
    }

    /// The fields of a map; keys that are not `known`, or stand twice, are problems.
    pub(super) fn fields<'t>(&mut self, own: &str, tree: &'t Tree, known: &[&'static str]) -> Option<Fields<'t>> {
        let Tree::Map(entries) = tree else {
            self.problem(own, tree, Rule::Expected(Expected::Map));
            return None;
        };
        for (place, (key, value)) in entries.iter().enumerate() {
            let path = join(own, key);
            if !known.contains(&key.as_str()) {
                let nearest = nearest(key, known.iter().copied());
                let nearest = nearest.and_then(|near| known.iter().copied().find(|k| *k == near));
                let meant = nearest.filter(|near| entries.iter().all(|(key, _)| key != near));
                self.misspelt.extend(meant.map(|near| join(own, near)));
                self.problem(&path, value, Rule::UnknownKey { nearest });
            } else if entries[..place].iter().any(|(earlier, _)| earlier == key) {
                self.problem(&path, value, Rule::DuplicateKey);
            }
        }
        Some(Fields { path: own.to_string(), tree, entries })
    }

    /// Whether a key is missing only because it is misspelt.
    pub(super) fn is_misspelt(&self, path: &str, key: &str) -> bool {
        self.misspelt.contains(&join(path, key))
    }

    /// Whether something else stands for the value at `path`, because it could not be read.
    pub(super) fn is_unread(&self, path: &str) -> bool {
        let read_all_the_same =
            |rule: &Rule| matches!(rule, Rule::RateOrAt | Rule::DuplicateKey | Rule::UnknownKey { .. });
        let unread = self.problems.iter().filter(|problem| !read_all_the_same(&problem.rule));
        let mut unread = unread.map(|problem| &problem.path).chain(&self.misspelt);
        unread.any(|unread| lies_in(path, unread))
    }

    /// Whether reservations are held against a limit that stands for an unreadable one.
    pub(super) fn is_against_an_unread_limit(&self, problem: &Problem) -> bool {
        matches!(problem.rule, Rule::TooMuchReserved { .. }) && self.is_unread("account.ConcurrentExecutions")
    }

    /// The items of a list, each with its path.
    pub(super) fn items<'t>(&mut self, path: &str, tree: &'t Tree) -> Vec<(String, &'t Tree)> {
        match tree {
            Tree::List(items) => {
                let numbered = items.iter().enumerate();
                numbered.map(|(place, item)| (format!("{path}[{place}]"), item)).collect()
            }
            other => {
                self.problem(path, other, Rule::Expected(Expected::List));
                Vec::new()
            }
        }
    }

    /// A length of time.
    pub(super) fn span(&mut self, path: &str, tree: &Tree) -> Option<Span> {
        let span = match tree {
            Tree::Text(text) => Span::parse(text),
            _ => None,
        };
        if span.is_none() {
            self.problem(path, tree, Rule::Expected(Expected::Span));
        }
        span
    }

    /// A number.
    #[expect(clippy::cast_precision_loss, reason = "a number of a file is compared with small bounds")]
    pub(super) fn number(&mut self, path: &str, tree: &Tree) -> Option<f64> {
        match tree {
            Tree::Integer(number) => Some(*number as f64),
            Tree::Number(number) if number.is_finite() => Some(*number),
            other => {
                self.problem(path, other, Rule::Expected(Expected::Number));
                None
            }
        }
    }

    /// A rate.
    pub(super) fn rate(&mut self, path: &str, tree: &Tree) -> Option<Rate> {
        let rate = match tree {
            Tree::Text(text) => Rate::parse(text),
            _ => None,
        };
        if rate.is_none() {
            self.problem(path, tree, Rule::Expected(Expected::Rate));
        }
        rate
    }

    /// A value of the table of settings.
    pub(super) fn setting(&mut self, path: &str, tree: &Tree, setting: Setting) -> Option<Value> {
        match read_setting(tree, setting) {
            Ok(value) => Some(value),
            Err(rule) => {
                self.problem(path, tree, rule);
                None
            }
        }
    }
}

impl<'t> Fields<'t> {
    /// The field and its path, if it stands there.
    pub(super) fn optional(&mut self, key: &str) -> Option<(String, &'t Tree)> {
        let (_, tree) = self.entries.iter().find(|(name, _)| name == key)?;
        Some((join(&self.path, key), tree))
    }

    /// The field and its path; a problem if it does not stand there.
    pub(super) fn required(&mut self, reader: &mut Reader, key: &str) -> Option<(String, &'t Tree)> {
        let field = self.optional(key);
        if field.is_none() && !reader.is_misspelt(&self.path, key) {
            let nothing = match self.tree {
                Tree::Map(_) => &Tree::Null,
                other => other,
            };
            reader.problem(&join(&self.path, key), nothing, Rule::Missing);
        }
        field
    }
}

/// Whether `path` is `outer`, or of something inside it.
fn lies_in(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| outer.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }
}
