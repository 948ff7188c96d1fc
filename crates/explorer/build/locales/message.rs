//! A message as the generator sees it.

use super::super::source::{Problem, Source};

/// A language that the generator knows the plurals of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Locale {
    English,
    Korean,
}

/// A text that a function is generated for.
#[derive(Debug)]
pub(super) struct Message<'a> {
    /// The identifier of the message: `why-account-limit`.
    pub(super) id: String,
    /// The name of its function: `why_account_limit`.
    pub(super) function: String,
    /// What the file says about it.
    pub(super) comment: Vec<String>,
    pub(super) parts: Vec<Part>,
    pub(super) source: &'a Source,
    pub(super) line: usize,
}

/// A piece of a message. Terms have become text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Text(String),
    Variable(String),
    Plural(Plural),
}

/// A choice by a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plural {
    pub(super) variable: String,
    /// What is said of exact numbers. `[one]` is one of them: for whole numbers English means 1 by it.
    pub(super) cases: Vec<(u64, Vec<Part>)>,
    /// What is said of all other numbers.
    pub(super) other: Vec<Part>,
}

/// What a function takes for a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A count that a plural selector looks at.
    Number,
    /// Anything that can be displayed.
    Shown,
}

impl Locale {
    /// The number that a plural category stands for in this language, or nothing if the language lacks it.
    pub(super) fn category(self, name: &str) -> Option<u64> {
        (self == Self::English && name == "one").then_some(1)
    }

    /// The variant of `Language` in the generated code.
    pub(super) const fn variant(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "Korean",
        }
    }
}

impl Message<'_> {
    /// The variables in the order of their first use, each once.
    pub(super) fn variables(&self) -> Vec<(&str, Kind)> {
        let mut found = Vec::new();
        collect(&self.parts, &mut found);
        found
    }

    /// Something wrong with this message as a whole.
    pub(super) fn problem(&self, what: &str) -> Problem {
        self.source.problem(self.line, format!("`{}`: {what}", self.id))
    }
}

fn collect<'a>(parts: &'a [Part], found: &mut Vec<(&'a str, Kind)>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Variable(name) => note(name, Kind::Shown, found),
            Part::Plural(plural) => {
                note(&plural.variable, Kind::Number, found);
                plural.cases.iter().for_each(|(_, parts)| collect(parts, found));
                collect(&plural.other, found);
            }
        }
    }
}

/// A variable that is selected on anywhere is a number everywhere in its message.
fn note<'a>(name: &'a str, kind: Kind, found: &mut Vec<(&'a str, Kind)>) {
    match found.iter_mut().find(|(known, _)| *known == name) {
        Some((_, known)) if kind == Kind::Number => *known = kind,
        Some(_) => {}
        None => found.push((name, kind)),
    }
}
