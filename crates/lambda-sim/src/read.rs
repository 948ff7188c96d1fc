//! From a [`Tree`] to a [`Scenario`], reporting every mistake: wrong types, unknown keys, broken rules of AWS.

mod caller;
mod field;
mod function;
mod interventions;
mod invoke;
mod law;
mod value;

use alloc::vec::Vec;

use crate::plan::Plan;
use crate::problem::{Problem, Rule};
use crate::scenario::{FILE_VERSION, Scenario};
use crate::setting::{Scope, Setting, TABLE, Value};
use crate::tree::Tree;
use field::Reader;
use interventions::Places;

pub use caller::{CALLER, PROCESSES};
pub use function::{FUNCTION, VERSION, VERSIONS};
pub use interventions::{AT, QUALIFIER, UNTIL, Whose, keys_of_verb, owners_of_verb};
pub use invoke::INVOKE;
pub use law::{LAWS, NamedLaw};
pub use value::read_setting;

const SEED: &str = Setting::Seed.file_key();
const LENGTH: &str = Setting::Length.file_key();

/// Keys of the file itself.
pub const TOP: [&str; 7] = ["version", SEED, LENGTH, "account", "functions", "callers", "interventions"];
/// Keys of `account`.
pub const ACCOUNT: [&str; 4] = [
    Setting::AccountConcurrency.file_key(),
    Setting::ApiGatewayRate.file_key(),
    Setting::ApiGatewayBurst.file_key(),
    Setting::ScalingRate.file_key(),
];

impl Scenario {
    /// Reads a scenario file, version 1, and checks it.
    ///
    /// # Errors
    ///
    /// *All* mistakes of the file: those of form in the order of the file, then those against the rules likewise.
    pub fn read(tree: &Tree) -> Result<(Self, Plan), Vec<Problem>> {
        let mut reader = Reader::default();
        let (scenario, places) = read_scenario(&mut reader, tree);
        match scenario.check() {
            Ok(plan) if reader.problems.is_empty() => return Ok((scenario, plan)),
            Ok(_) => {}
            // What stands for an unreadable value must not be blamed a second time.
            Err(broken) => {
                let mut broken: Vec<_> =
                    broken.into_iter().map(|problem| interventions::find(problem, &places)).collect();
                broken.retain(|problem| {
                    !reader.is_unread(&problem.path)
                        && !reader.is_against_an_unread_limit(problem)
                        && !reader.is_against_something_unread(problem)
                });
                reader.problems.extend(broken);
            }
        }
        Err(reader.problems)
    }
}

fn read_scenario(reader: &mut Reader, tree: &Tree) -> (Scenario, Places) {
    let (mut scenario, mut places) = (Scenario::default(), Places::default());
    let Some(mut top) = reader.fields("", tree, &TOP) else {
        return (scenario, places);
    };
    match top.required(reader, "version") {
        Some((_, Tree::Integer(version))) if *version == i128::from(FILE_VERSION) => {}
        Some((path, other)) => reader.problem(&path, other, Rule::OneOf(&["1"])),
        None => {}
    }
    if let Some((path, seed)) = top.optional(SEED)
        && let Some(Value::Count(seed)) = reader.setting(&path, seed, Setting::Seed)
    {
        scenario.seed = seed;
    }
    if let Some((path, length)) = top.optional(LENGTH)
        && let Some(Value::Span(length)) = reader.setting(&path, length, Setting::Length)
    {
        scenario.length = length;
    }
    if let Some((path, account)) = top.optional("account") {
        read_account(reader, &path, account, &mut scenario);
    }
    if let Some((path, functions)) = top.required(reader, "functions") {
        scenario.functions = function::read_all(reader, &path, functions);
    }
    if let Some((path, callers)) = top.optional("callers") {
        scenario.callers = caller::read_all(reader, &path, callers, &scenario.functions);
    }
    if let Some((path, interventions)) = top.optional("interventions") {
        places = interventions::read_all(reader, &path, interventions, &mut scenario);
    }
    (scenario, places)
}

fn read_account(reader: &mut Reader, path: &str, tree: &Tree, scenario: &mut Scenario) {
    let Some(mut fields) = reader.fields(path, tree, &ACCOUNT) else { return };
    for row in TABLE.iter().filter(|row| row.scope == Scope::Account) {
        if let Some((path, tree)) = fields.optional(row.file_key)
            && let Some(value) = reader.setting(&path, tree, row.setting)
        {
            row.setting.set(scenario, None, value);
        }
    }
}
