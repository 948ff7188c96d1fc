//! What is changed while the run goes on: an instant, and what somebody calls then, in AWS's words.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::field::{Fields, Reader};
use super::function::only_one;
use super::invoke;
use crate::intervention::{Intervention, Verb};
use crate::problem::{Expected, Problem, Rule};
use crate::scenario::{Caller, Scenario};
use crate::setting::{Owner, Scope, Setting, Value};
use crate::tree::Tree;
use crate::via::Via;

/// Where an intervention stands in the file: one entry can hold several.
#[derive(Debug)]
pub(super) struct Place {
    /// The entry.
    entry: String,
    /// Whose setting it is.
    owner: String,
    /// The value.
    value: String,
}

/// Where interventions stand, and requests that are sent by hand.
#[derive(Debug, Default)]
pub(super) struct Places {
    changes: Vec<Place>,
    invokes: Vec<invoke::Place>,
}

/// Puts all interventions that can be read into the scenario. Returns where they stand.
pub(super) fn read_all(reader: &mut Reader, path: &str, tree: &Tree, scenario: &mut Scenario) -> Places {
    let mut places = Places::default();
    for (path, item) in reader.items(path, tree) {
        read(reader, &path, item, scenario, &mut places);
    }
    places
}

fn read(reader: &mut Reader, path: &str, tree: &Tree, scenario: &mut Scenario, places: &mut Places) {
    let known: Vec<&'static str> = [AT, UNTIL].into_iter().chain(Verb::NAMES.iter().copied()).collect();
    let Some(mut fields) = reader.fields(path, tree, &known) else { return };
    let at = fields.required(reader, AT).and_then(|(path, at)| reader.span(&path, at));
    let until = fields.optional(UNTIL);
    let given = Verb::ALL.into_iter().filter_map(|verb| Some((verb, fields.optional(verb.name())?)));
    let given: Vec<_> = given.collect();
    let [(verb, (body_path, body))] = given.as_slice() else {
        if !given.is_empty() || !Verb::NAMES.iter().any(|name| reader.is_misspelt(path, name)) {
            reader.problem(path, tree, Rule::OneKeyOf(Verb::NAMES));
        }
        return;
    };
    if *verb == Verb::Invoke {
        if let Some((path, tree)) = until {
            reader.problem(&path, tree, Rule::NoEnd);
        }
        if let Some((invoke, place)) = invoke::read(reader, path, body, at) {
            scenario.invokes.push(invoke);
            places.invokes.push(place);
        }
        return;
    }
    let until = until.map(|(path, until)| reader.span(&path, until));
    let (owners, values) = read_body(reader, (body_path, body), *verb, &scenario.callers);
    // What holds until nobody knows when would break rules that it does not break.
    let (Some(at), Some(until)) = (at, until.map_or(Some(None), |until| until.map(Some))) else { return };
    for (owner_path, owner) in owners {
        for (setting, value) in values.clone() {
            let value_path = value_path(body_path, *verb, setting);
            let place = Place { entry: path.into(), owner: owner_path.clone(), value: value_path };
            let value = if (setting, value) == NEXT_BUILD { next_build(scenario, &owner) } else { value };
            scenario.interventions.push(Intervention { at, until, owner: owner.clone(), setting, value });
            places.changes.push(place);
        }
    }
}

/// Whose settings are changed, each with its place in the file.
type Owners = Vec<(String, Owner)>;

/// When it happens.
pub const AT: &str = "at";
/// When it ends.
pub const UNTIL: &str = "until";
/// The function that it happens to, or a list of several.
pub(super) const FUNCTION: &str = "function";
/// The caller that it happens to, by its place in the file, or a list of several.
const CALLER: &str = "caller";

/// The version or alias of the function.
pub const QUALIFIER: &str = "Qualifier";

/// Whose settings stand behind a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The account's.
    Account,
    /// Those of the function that is named.
    Function,
    /// Those of the caller at the place that is given.
    Caller,
}

impl Whose {
    const fn of(setting: Setting) -> Self {
        match setting.row().scope {
            Scope::Run | Scope::Account => Self::Account,
            Scope::Function => Self::Function,
            Scope::Caller(_) => Self::Caller,
        }
    }

    /// The key that says it.
    const fn key(self) -> Option<&'static str> {
        match self {
            Self::Account => None,
            Self::Function => Some(FUNCTION),
            Self::Caller => Some(CALLER),
        }
    }
}

/// Whose settings a verb changes, each time those of one.
pub fn owners_of_verb(verb: Verb) -> Vec<Whose> {
    let settings = settings(verb);
    let all = [Whose::Account, Whose::Function, Whose::Caller];
    all.into_iter().filter(|whose| settings.iter().any(|setting| Whose::of(*setting) == *whose)).collect()
}

/// The keys behind a verb that changes settings of such an owner; the owner's first.
pub fn keys_of_verb(verb: Verb, whose: Whose) -> Vec<&'static str> {
    let mut keys: Vec<&'static str> = whose.key().into_iter().collect();
    if verb.deletes().is_empty() {
        for setting in settings(verb).iter().filter(|setting| Whose::of(**setting) == whose) {
            // Callers on several ways may have a row of their own for a key.
            if !keys.contains(&Verb::key(*setting)) {
                keys.push(Verb::key(*setting));
            }
        }
    }
    if verb.is_of_a_version() {
        keys.push(QUALIFIER);
    }
    keys
}

fn settings(verb: Verb) -> Vec<Setting> {
    verb.deletes().iter().chain(verb.settings()).copied().collect()
}

fn value_path(body: &str, verb: Verb, setting: Setting) -> String {
    if verb.deletes().is_empty() { format!("{body}.{}", Verb::key(setting)) } else { body.into() }
}

/// Whose settings are changed, and the settings with their new values.
fn read_body(
    reader: &mut Reader,
    (path, tree): (&str, &Tree),
    verb: Verb,
    callers: &[Caller],
) -> (Owners, Vec<(Setting, Value)>) {
    let whose = whose(verb, tree);
    let Some(mut fields) = reader.fields(path, tree, &keys_of_verb(verb, whose)) else { return Default::default() };
    let mut owners = read_owners(reader, path, &mut fields, whose);
    if verb.is_of_a_version() {
        read_qualifier(reader, &mut fields, &mut owners);
    }
    if !verb.deletes().is_empty() {
        let gone = |setting: &Setting| (*setting, setting.row().default.unwrap_or(Value::Unset));
        return (owners, verb.deletes().iter().map(gone).collect());
    }
    let settings = verb.settings().iter().copied().filter(|setting| Whose::of(*setting) == whose);
    let via = owners.iter().find_map(|(_, owner)| callers.get(owner.caller()?)).map(|caller| caller.via);
    let settings = of_the_way(settings.collect(), via);
    let given = settings.iter().filter(|setting| fields.optional(Verb::key(**setting)).is_some()).count();
    let may_be_empty = verb == Verb::PutFunctionEventInvokeConfig;
    let is_misspelt = settings.iter().any(|setting| reader.is_misspelt(path, Verb::key(*setting)));
    if given == 0 && !may_be_empty && !is_misspelt {
        if verb == Verb::UpdateFunctionCode {
            return (owners, [NEXT_BUILD].into());
        }
        match verb.settings() {
            [only] => drop(fields.required(reader, Verb::key(*only))),
            _ => reader.problem(path, tree, Rule::Empty),
        }
    }
    let values = settings.iter().filter_map(|set| Some((*set, read_value(reader, &mut fields, verb, *set)?)));
    (owners, values.collect())
}

/// What stands for code that is other than all code before.
const NEXT_BUILD: (Setting, Value) = (Setting::Build, Value::Unset);

/// The number of such code: one more than the highest that the file has named for the function up to here.
fn next_build(scenario: &Scenario, owner: &Owner) -> Value {
    let start = Setting::Build.get(scenario, owner);
    let of_function = |one: &&Intervention| one.setting == Setting::Build && one.owner == *owner;
    let named = scenario.interventions.iter().filter(of_function).map(|one| one.value);
    let numbers = start.into_iter().chain(named).map(|value| if let Value::Count(number) = value { number } else { 0 });
    Value::Count(numbers.max().unwrap_or(1).saturating_add(1))
}

/// Of several settings of one key the one that callers on this way have; the first where none of them is.
fn of_the_way(mut settings: Vec<Setting>, via: Option<Via>) -> Vec<Setting> {
    let has = |setting: Setting| via.is_some_and(|via| setting.row().scope.is_of_caller(via));
    settings.sort_by_key(|setting| !has(*setting));
    let mut of_the_way: Vec<Setting> = Vec::with_capacity(settings.len());
    for setting in settings {
        if !of_the_way.iter().any(|known| known.file_key() == setting.file_key()) {
            of_the_way.push(setting);
        }
    }
    of_the_way
}

/// Whose settings stand here: where a verb can change those of several, a caller's where its place is given.
fn whose(verb: Verb, tree: &Tree) -> Whose {
    let owners = owners_of_verb(verb);
    let has = |key: &str| matches!(tree, Tree::Map(entries) if entries.iter().any(|(name, _)| name == key));
    let given = owners.iter().rev().find(|whose| whose.key().is_some_and(has));
    given.or(owners.first()).copied().unwrap_or(Whose::Function)
}

/// The version or alias of the functions, if one is named.
fn read_qualifier(reader: &mut Reader, fields: &mut Fields<'_>, owners: &mut Owners) {
    let qualifier = match fields.optional(QUALIFIER) {
        Some((_, Tree::Text(name))) => name.clone(),
        // A version is often a number.
        Some((_, Tree::Integer(number))) => format!("{number}"),
        Some((path, other)) => return reader.problem(&path, other, Rule::Expected(Expected::Text)),
        None => return,
    };
    for (_, owner) in owners {
        if let Owner::Function(name) = owner {
            *name = format!("{name}:{qualifier}");
        }
    }
}

/// One owner, or a list of several.
fn read_owners(reader: &mut Reader, path: &str, fields: &mut Fields<'_>, whose: Whose) -> Owners {
    let Some(key) = whose.key() else { return [(path.into(), Owner::Account)].into() };
    let Some((path, tree)) = fields.required(reader, key) else { return Vec::new() };
    let items = match tree {
        Tree::List(items) if items.is_empty() => {
            reader.problem(&path, tree, Rule::Empty);
            return Vec::new();
        }
        Tree::List(_) => reader.items(&path, tree),
        one => [(path, one)].into(),
    };
    let mut owners: Owners = Vec::with_capacity(items.len());
    for (path, item) in items {
        let Some(owner) = read_owner(reader, &path, item, whose) else { continue };
        if owners.iter().any(|(_, known)| *known == owner) {
            reader.problem(&path, item, Rule::DuplicateKey);
        } else {
            owners.push((path, owner));
        }
    }
    owners
}

fn read_owner(reader: &mut Reader, path: &str, tree: &Tree, whose: Whose) -> Option<Owner> {
    match (whose, tree) {
        (Whose::Function, Tree::Text(name)) => return Some(Owner::Function(name.clone())),
        (Whose::Caller, Tree::Integer(place)) if let Ok(place) = usize::try_from(*place) => {
            return Some(Owner::Caller(place));
        }
        (Whose::Caller, _) => reader.problem(path, tree, Rule::Expected(Expected::Integer)),
        _ => reader.problem(path, tree, Rule::Expected(Expected::Text)),
    }
    None
}

fn read_value(reader: &mut Reader, fields: &mut Fields<'_>, verb: Verb, setting: Setting) -> Option<Value> {
    let Some((path, tree)) = fields.optional(Verb::key(setting)) else {
        // AWS's Put writes the whole configuration anew.
        return setting.row().default.filter(|_| verb == Verb::PutFunctionEventInvokeConfig);
    };
    let value = reader.setting(&path, only_one(setting, tree), setting)?;
    // What is taken away has a verb of its own.
    let is_taken_away = Verb::of(setting, value).is_some_and(|verb| verb.deletes().contains(&setting));
    if value == Value::Unset && is_taken_away {
        let expected = if setting == Setting::TargetValue { Expected::Fraction } else { Expected::Integer };
        reader.problem(&path, tree, Rule::Expected(expected));
        return None;
    }
    Some(value)
}

/// A problem of an intervention in the list stands at its place in the file.
pub(super) fn find(problem: Problem, places: &Places) -> Problem {
    let mut problem = invoke::find(problem, &places.invokes);
    let Some(rest) = problem.path.strip_prefix("interventions[") else { return problem };
    let Some((place, key)) = rest.split_once(']') else { return problem };
    if let Some(place) = place.parse().ok().and_then(|place: usize| places.changes.get(place)) {
        problem.path = match key {
            "" => place.value.clone(),
            ".function" | ".caller" => place.owner.clone(),
            _ => format!("{}{key}", place.entry),
        };
    }
    problem
}

impl Reader {
    /// Whether a rule of interventions is held against something that stands for what could not be read.
    pub(super) fn is_against_something_unread(&self, problem: &Problem) -> bool {
        let rule = if let Rule::Refused { rule, .. } = &problem.rule { rule } else { &problem.rule };
        match rule {
            Rule::NotInTheRun { .. } => self.is_unread("length"),
            Rule::NoCurve => self.problems.iter().any(|problem| problem.path.starts_with("callers")),
            Rule::UnknownFunction { .. } => self.is_unread("functions"),
            Rule::UnknownCaller { .. } | Rule::OnlyVia { .. } => {
                self.problems.iter().any(|problem| problem.path.starts_with("callers"))
            }
            _ => false,
        }
    }
}
