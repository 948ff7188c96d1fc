//! From Fluent's syntax to messages, refusing what the generator does not support.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

use fluent_syntax::ast::{self, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser::{self, ParserError};

use super::super::source::{Problem, Source};
use super::lines::{line_at, line_of};
use super::message::{Locale, Message, Part, Plural};
use super::names::rust_name;
use super::particles::leading_particle;
use super::terms::Terms;
use super::unsupported::describe;

/// All messages of a language. What cannot be read is left out and reported.
pub(super) fn read<'a>(locale: Locale, sources: &'a [Source], problems: &mut BTreeSet<Problem>) -> Vec<Message<'a>> {
    let resources: Vec<_> = sources.iter().map(|source| (source, parse(source, problems))).collect();
    let mut terms = Terms::default();
    for (source, resource) in &resources {
        for entry in &resource.body {
            if let ast::Entry::Term(term) = entry {
                terms.define(source, term, problems);
            }
        }
    }
    terms.check(problems);

    let mut first_uses = BTreeMap::new();
    let mut messages = Vec::new();
    for (source, resource) in &resources {
        for entry in &resource.body {
            let ast::Entry::Message(message) = entry else { continue };
            let mut reader = Reader { locale, source, id: message.id.name, terms: &terms, problems };
            let Some(message) = reader.message(message) else { continue };
            let place = format!("{}:{}", source.path, message.line);
            match first_uses.entry(message.function.clone()) {
                Entry::Occupied(first) => {
                    problems.insert(message.problem(&format!("the id is used twice, first in {}", first.get())));
                }
                Entry::Vacant(first) => {
                    first.insert(place);
                    messages.push(message);
                }
            }
        }
    }
    messages
}

fn parse<'a>(source: &'a Source, problems: &mut BTreeSet<Problem>) -> ast::Resource<&'a str> {
    parser::parse(source.text.as_str()).unwrap_or_else(|(resource, errors)| {
        problems.extend(errors.iter().map(|error| syntax_problem(source, error)));
        resource
    })
}

/// The parser notices what is missing at the next thing it finds, maybe lines below; people look at the end of what is
/// there.
fn syntax_problem(source: &Source, error: &ParserError) -> Problem {
    let skipped = error.slice.clone().unwrap_or_else(|| error.pos.clone());
    let entry = source.text.get(skipped.clone()).unwrap_or_default();
    let read = source.text.get(skipped.start..error.pos.start).unwrap_or_default();
    let id = entry.split(['=', '\n']).next().unwrap_or_default().trim();
    source.problem(line_at(source, skipped.start + read.trim_end().len()), format!("`{id}`: {}", error.kind))
}

/// Reads one message.
struct Reader<'r, 'a> {
    locale: Locale,
    source: &'a Source,
    id: &'r str,
    terms: &'r Terms<'r>,
    problems: &'r mut BTreeSet<Problem>,
}

impl<'a> Reader<'_, 'a> {
    fn message(&mut self, message: &ast::Message<&str>) -> Option<Message<'a>> {
        if let Some(attribute) = message.attributes.first() {
            self.report(attribute.id.name, "attributes are not supported");
        }
        let function = self.rust_name(self.id)?;
        let Some(value) = &message.value else {
            self.report(self.id, "the message has no text");
            return None;
        };
        Some(Message {
            id: self.id.to_owned(),
            function,
            comment: message.comment.iter().flat_map(|comment| &comment.content).map(ToString::to_string).collect(),
            parts: self.pattern(value),
            source: self.source,
            line: line_of(self.source, self.id),
        })
    }

    /// Lines are joined as Fluent does: the parser has removed the common indent and keeps the line breaks.
    fn pattern(&mut self, pattern: &Pattern<&str>) -> Vec<Part> {
        if self.locale == Locale::Korean {
            self.check_particles(pattern);
        }
        let parts = pattern.elements.iter().filter_map(|element| match element {
            PatternElement::TextElement { value } => Some(Part::Text((*value).to_owned())),
            PatternElement::Placeable { expression } => self.placeable(expression),
        });
        parts.collect()
    }

    fn check_particles(&mut self, pattern: &Pattern<&str>) {
        for pair in pattern.elements.windows(2) {
            if let [PatternElement::Placeable { .. }, PatternElement::TextElement { value }] = pair
                && let Some(particle) = leading_particle(value)
            {
                self.report(value, &format!("the particle {particle} directly after a placeable: say it without one"));
            }
        }
    }

    fn placeable(&mut self, expression: &Expression<&str>) -> Option<Part> {
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                self.rust_name(id.name).map(|_| Part::Variable(id.name.to_owned()))
            }
            Expression::Inline(InlineExpression::TermReference { id, attribute: None, arguments: None }) => {
                let text = self.terms.text(id.name);
                if text.is_none() {
                    self.report(id.name, &format!("there is no term `-{}`", id.name));
                }
                text.map(Part::Text)
            }
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                self.rust_name(id.name)?;
                Some(Part::Plural(self.plural(id.name, variants)))
            }
            other => {
                let (what, part) = describe(other);
                self.report(part, &format!("{what} is not supported: use text, variables, plurals and terms"));
                None
            }
        }
    }

    fn plural(&mut self, variable: &str, variants: &[Variant<&str>]) -> Plural {
        let mut plural = Plural { variable: variable.to_owned(), cases: Vec::new(), other: Vec::new() };
        for variant in variants {
            let parts = self.pattern(&variant.value);
            if variant.default {
                if variant.key != (VariantKey::Identifier { name: "other" }) {
                    self.report(key_text(&variant.key), "the default of a plural is `*[other]`");
                }
                plural.other = parts;
            } else if let Some(number) = self.number(&variant.key) {
                if plural.cases.iter().any(|(known, _)| *known == number) {
                    self.report(key_text(&variant.key), &format!("two variants for the number {number}"));
                }
                plural.cases.push((number, parts));
            }
        }
        plural
    }

    /// The number that the key of a variant stands for.
    fn number(&mut self, key: &VariantKey<&str>) -> Option<u64> {
        let number = match key {
            VariantKey::NumberLiteral { value } => value.parse().ok(),
            VariantKey::Identifier { name } => self.locale.category(name),
        };
        if number.is_none() {
            let (text, language) = (key_text(key), self.locale.variant());
            self.report(text, &format!("`[{text}]` is neither a whole number nor a plural category of {language}"));
        }
        number
    }

    fn rust_name(&mut self, id: &str) -> Option<String> {
        rust_name(id).map_err(|what| self.report(id, &format!("the name `{id}`: {what}"))).ok()
    }

    /// Notes a problem at a part of the source's text.
    fn report(&mut self, part: &str, what: &str) {
        let line = line_of(self.source, part);
        self.problems.insert(self.source.problem(line, format!("`{}`: {what}", self.id)));
    }
}

fn key_text<'k>(key: &VariantKey<&'k str>) -> &'k str {
    match key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}
