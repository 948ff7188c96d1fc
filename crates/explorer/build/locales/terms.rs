//! The terms of a language, resolved to plain text.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Term};

use super::super::source::{Problem, Source};
use super::lines::line_of;
use super::unsupported::describe;

/// The terms of a language by name, each with the file it is in.
#[derive(Debug, Default)]
pub(super) struct Terms<'a> {
    defined: BTreeMap<&'a str, (&'a Source, &'a Pattern<&'a str>)>,
}

impl<'a> Terms<'a> {
    /// Notes a term, to be checked with the others once all are known.
    pub(super) fn define(&mut self, source: &'a Source, term: &'a Term<&'a str>, problems: &mut BTreeSet<Problem>) {
        let name = term.id.name;
        if !term.attributes.is_empty() {
            problems.insert(problem(source, name, "attributes are not supported"));
        }
        if self.defined.contains_key(name) {
            problems.insert(problem(source, name, "the term is defined twice"));
        } else {
            self.defined.insert(name, (source, &term.value));
        }
    }

    /// Reports every term that is more than text and other terms.
    pub(super) fn check(&self, problems: &mut BTreeSet<Problem>) {
        for (name, (source, pattern)) in &self.defined {
            if let Err(what) = self.resolve(pattern, &mut vec![name]) {
                problems.insert(problem(source, name, &what));
            }
        }
    }

    /// The text of a term, or nothing if there is no such term. A faulty one has no text: `check` tells about it.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let (name, (_, pattern)) = self.defined.get_key_value(name)?;
        Some(self.resolve(pattern, &mut vec![name]).unwrap_or_default())
    }

    fn resolve(&self, pattern: &Pattern<&'a str>, within: &mut Vec<&'a str>) -> Result<String, String> {
        let mut text = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => text.push_str(value),
                PatternElement::Placeable {
                    expression:
                        Expression::Inline(InlineExpression::TermReference { id, attribute: None, arguments: None }),
                } => {
                    if within.contains(&id.name) {
                        return Err(format!("the term contains itself, through `-{}`", id.name));
                    }
                    let inner = self.defined.get(id.name).ok_or_else(|| format!("there is no term `-{}`", id.name))?;
                    within.push(id.name);
                    text.push_str(&self.resolve(inner.1, within)?);
                    within.pop();
                }
                PatternElement::Placeable { expression } => {
                    let (what, _) = describe(expression);
                    return Err(format!("a term holds only text and other terms, not {what}"));
                }
            }
        }
        Ok(text)
    }
}

fn problem(source: &Source, name: &str, what: &str) -> Problem {
    source.problem(line_of(source, name), format!("`-{name}`: {what}"))
}
