//! Requests that are sent by hand: `at: 12s, Invoke: { function: checkout }`.

use alloc::format;
use alloc::string::{String, ToString};

use super::field::Reader;
use super::interventions::{AT, FUNCTION};
use crate::intervention::Verb;
use crate::invoke::{InvocationType, Invoke};
use crate::problem::{Expected, Problem, Rule};
use crate::time::Span;
use crate::tree::Tree;

const QUALIFIER: &str = "Qualifier";
const COUNT: &str = "count";
const TYPE: &str = "InvocationType";
/// The keys behind the verb.
pub const INVOKE: [&str; 4] = [FUNCTION, QUALIFIER, COUNT, TYPE];

/// Where they stand in the file.
#[derive(Debug)]
pub(super) struct Place {
    /// The entry.
    entry: String,
}

/// What stands behind the verb, as far as it can be read.
pub(super) fn read(reader: &mut Reader, entry: &str, tree: &Tree, at: Option<Span>) -> Option<(Invoke, Place)> {
    let path = format!("{entry}.{}", Verb::Invoke.name());
    let mut fields = reader.fields(&path, tree, &INVOKE)?;
    let mut invoke = Invoke::new(at.unwrap_or_default(), "");
    let mut is_known = false;
    match fields.required(reader, FUNCTION) {
        Some((_, Tree::Text(name))) => (invoke.function, is_known) = (name.clone(), true),
        Some((path, other)) => reader.problem(&path, other, Rule::Expected(Expected::Text)),
        None => {}
    }
    match fields.optional(QUALIFIER) {
        Some((_, Tree::Text(name))) => invoke.qualifier = Some(name.clone()),
        // A version is often a number.
        Some((_, Tree::Integer(number))) => invoke.qualifier = Some(number.to_string()),
        Some((path, other)) => reader.problem(&path, other, Rule::Expected(Expected::Text)),
        None => {}
    }
    match fields.optional(COUNT) {
        // What does not fit is out of its range, which is said later.
        Some((_, Tree::Integer(count))) => invoke.count = u32::try_from(*count).unwrap_or(0),
        Some((path, other)) => reader.problem(&path, other, Rule::Expected(Expected::Integer)),
        None => {}
    }
    if let Some((path, tree)) = fields.optional(TYPE) {
        let named = |name: &str| InvocationType::ALL.into_iter().find(|known| known.name() == name);
        match if let Tree::Text(name) = tree { named(name) } else { None } {
            Some(named) => invoke.invocation_type = named,
            None => reader.problem(&path, tree, Rule::OneOf(InvocationType::NAMES)),
        }
    }
    (is_known && at.is_some()).then(|| (invoke, Place { entry: entry.into() }))
}

/// A problem of such a request stands at its place in the file.
pub(super) fn find(mut problem: Problem, places: &[Place]) -> Problem {
    let Some(rest) = problem.path.strip_prefix("invokes[") else { return problem };
    let Some((place, key)) = rest.split_once("].") else { return problem };
    if let Some(Place { entry }) = place.parse().ok().and_then(|place: usize| places.get(place)) {
        problem.path = match key {
            AT => format!("{entry}.{key}"),
            "qualifier" => format!("{entry}.{}.{QUALIFIER}", Verb::Invoke.name()),
            _ => format!("{entry}.{}.{key}", Verb::Invoke.name()),
        };
    }
    problem
}
