//! What the form holds: the changes that were taken, and what was typed and could not be.

use std::collections::BTreeMap;

use lambda_sim::problem::Rule;
use lambda_sim::time::Span;

use crate::edits::Edits;
use crate::field::Field;
use crate::traffic::sheet::Sheet;

/// Everything that a person has put into the page, and nothing that follows from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// What is changed in the shipped scenario.
    pub edits: Edits,
    /// What could not be taken, beside the fields it was typed into.
    pub drafts: BTreeMap<Field, Draft>,
    /// Tables of traffic that could not be taken, beside their callers.
    pub sheets: BTreeMap<usize, Sheet>,
}

/// What was typed into a field and could not be taken: kept as it is, with the rule it breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// As typed.
    pub text: String,
    /// The broken rule.
    pub rule: Rule,
    /// Since when it was meant to hold; `None` for the start.
    pub from: Option<Span>,
}

impl Form {
    /// Whether the shipped scenario stands as it is.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.drafts.is_empty() && self.sheets.is_empty()
    }
}
