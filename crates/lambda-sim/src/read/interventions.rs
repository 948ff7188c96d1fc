//! What is changed while the run goes on: an instant, and what somebody calls then, in AWS's words.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::field::{Fields, Reader};
use super::function::only_one;
use crate::intervention::{Intervention, Verb};
use crate::problem::{Expected, Problem, Rule};
use crate::setting::{Setting, Value};
use crate::tree::Tree;

/// Where an intervention stands in the file: one entry can hold several.
#[derive(Debug)]
pub(super) struct Place {
    /// The entry.
    entry: String,
    /// What is called there, with its settings.
    body: String,
    /// The value.
    value: String,
}

/// All interventions that can be read, each with its place.
pub(super) fn read_all(reader: &mut Reader, path: &str, tree: &Tree) -> Vec<(Intervention, Place)> {
    let items = reader.items(path, tree);
    items.into_iter().flat_map(|(path, item)| read(reader, &path, item)).collect()
}

fn read(reader: &mut Reader, path: &str, tree: &Tree) -> Vec<(Intervention, Place)> {
    let known: Vec<&'static str> = [AT].into_iter().chain(Verb::NAMES.iter().copied()).collect();
    let Some(mut fields) = reader.fields(path, tree, &known) else { return Vec::new() };
    let at = fields.required(reader, AT).and_then(|(path, at)| reader.span(&path, at));
    let given = Verb::ALL.into_iter().filter_map(|verb| Some((verb, fields.optional(verb.name())?)));
    let given: Vec<_> = given.collect();
    let [(verb, (body_path, body))] = given.as_slice() else {
        if !given.is_empty() || !Verb::NAMES.iter().any(|name| reader.is_misspelt(path, name)) {
            reader.problem(path, tree, Rule::OneKeyOf(Verb::NAMES));
        }
        return Vec::new();
    };
    let (function, values) = read_body(reader, body_path, *verb, body);
    let Some(at) = at else { return Vec::new() };
    let placed = values.into_iter().filter_map(|(setting, value)| {
        let function = if *verb == Verb::RequestServiceQuotaIncrease { None } else { Some(function.clone()?) };
        let place = Place { entry: path.into(), body: body_path.clone(), value: value_path(body_path, *verb, setting) };
        Some((Intervention { at, function, setting, value }, place))
    });
    placed.collect()
}

/// When it happens.
pub const AT: &str = "at";
/// The function that it happens to.
const FUNCTION: &str = "function";

/// The keys behind a verb.
pub fn keys(verb: Verb) -> Vec<&'static str> {
    let function = (verb != Verb::RequestServiceQuotaIncrease).then_some(FUNCTION);
    function.into_iter().chain(verb.settings().iter().map(|setting| Verb::key(*setting))).collect()
}

fn value_path(body: &str, verb: Verb, setting: Setting) -> String {
    match verb.deletes() {
        Some(_) => body.into(),
        None => format!("{body}.{}", Verb::key(setting)),
    }
}

/// The function, and the settings with their new values.
fn read_body(reader: &mut Reader, path: &str, verb: Verb, tree: &Tree) -> (Option<String>, Vec<(Setting, Value)>) {
    let Some(mut fields) = reader.fields(path, tree, &keys(verb)) else { return (None, Vec::new()) };
    let mut function = None;
    if verb != Verb::RequestServiceQuotaIncrease {
        match fields.required(reader, FUNCTION) {
            Some((_, Tree::Text(name))) => function = Some(name.clone()),
            Some((path, other)) => reader.problem(&path, other, Rule::Expected(Expected::Text)),
            None => {}
        }
    }
    if let Some(setting) = verb.deletes() {
        return (function, [(setting, Value::Unset)].into());
    }
    let settings = verb.settings();
    let given = settings.iter().filter(|setting| fields.optional(Verb::key(**setting)).is_some()).count();
    let may_be_empty = verb == Verb::PutFunctionEventInvokeConfig;
    let is_misspelt = settings.iter().any(|setting| reader.is_misspelt(path, Verb::key(*setting)));
    if given == 0 && !may_be_empty && !is_misspelt {
        match settings {
            [only] => drop(fields.required(reader, Verb::key(*only))),
            _ => reader.problem(path, tree, Rule::Empty),
        }
    }
    let values =
        settings.iter().filter_map(|setting| Some((*setting, read_value(reader, &mut fields, verb, *setting)?)));
    (function, values.collect())
}

fn read_value(reader: &mut Reader, fields: &mut Fields<'_>, verb: Verb, setting: Setting) -> Option<Value> {
    let Some((path, tree)) = fields.optional(Verb::key(setting)) else {
        // AWS's Put writes the whole configuration anew.
        return setting.row().default.filter(|_| verb == Verb::PutFunctionEventInvokeConfig);
    };
    let value = reader.setting(&path, only_one(setting, tree), setting)?;
    if value == Value::Unset && matches!(setting, Setting::ReservedConcurrency | Setting::ProvisionedConcurrency) {
        reader.problem(&path, tree, Rule::Expected(Expected::Integer));
        return None;
    }
    Some(value)
}

/// A problem of an intervention in the list stands at its place in the file.
pub(super) fn find(mut problem: Problem, places: &[Place]) -> Problem {
    let Some(rest) = problem.path.strip_prefix("interventions[") else { return problem };
    let Some((place, key)) = rest.split_once(']') else { return problem };
    if let Some(place) = place.parse().ok().and_then(|place: usize| places.get(place)) {
        problem.path = match key {
            "" => place.value.clone(),
            ".at" => format!("{}{key}", place.entry),
            _ => format!("{}{key}", place.body),
        };
    }
    problem
}

impl Reader {
    /// Whether a rule of interventions is held against something that stands for what could not be read.
    pub(super) fn is_against_something_unread(&self, problem: &Problem) -> bool {
        match problem.rule {
            Rule::NotInTheRun { .. } => self.is_unread("length"),
            Rule::NoCurve => self.problems.iter().any(|problem| problem.path.starts_with("callers")),
            Rule::UnknownFunction { .. } => self.is_unread("functions"),
            _ => false,
        }
    }
}
