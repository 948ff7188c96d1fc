//! Versions and provisioned concurrency for a random scenario: at the start, and asked for and taken away during the run.

use lambda_sim::intervention::Intervention;
use lambda_sim::scenario::{Function, LATEST, LIVE, Scenario, Version};
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::units::Concurrency;

use crate::dice::Dice;

/// The version that has provisioned concurrency beside the live one.
const BLUE: &str = "blue";

/// Reservations stay as they are during the run; what of them, and of the account, is provisioned changes.
pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    scenario.functions.iter_mut().for_each(|function| provision(dice, function));
    let claimed: u64 = scenario.functions.iter().map(claimed).sum();
    let least = u32::try_from(100 + claimed).expect("a few") + dice.between(0, 30);
    let units = scenario.account.concurrent_executions.get().max(least);
    scenario.account.concurrent_executions = Concurrency::new(units);
    for caller in &mut scenario.callers {
        let function = scenario.functions.iter().find(|function| function.name == caller.function);
        let versions = function.map_or(&[][..], |function| &function.versions);
        let named = dice.pick(&[LIVE, LIVE, BLUE, LATEST]);
        if named != LIVE && versions.iter().any(|version| version.name == named) {
            caller.qualifier = Some(named.to_owned());
        }
    }
    for _ in 0..dice.between(1, 6) {
        intervene(dice, scenario);
    }
}

fn provision(dice: &mut Dice, function: &mut Function) {
    function.preparation = Span::from_millis(dice.pick(&[0, 0, 10, 300, 1_000, 2_000]));
    let some = |dice: &mut Dice| {
        let units = dice.pick(&[1, 2, 3, 5, 10, 20]);
        (!dice.once_in(4)).then_some(Concurrency::new(units))
    };
    function.provisioned_concurrent_executions = some(dice);
    if dice.once_in(2) {
        let provisioned_concurrent_executions = some(dice);
        function.versions.push(Version { name: BLUE.to_owned(), provisioned_concurrent_executions });
        function.versions.push(Version { name: LATEST.to_owned(), provisioned_concurrent_executions: None });
    }
    if let Some(reserved) = &mut function.reserved_concurrent_executions {
        let provisioned = function.provisioned_concurrent_executions.into_iter();
        let further = function.versions.iter().filter_map(|version| version.provisioned_concurrent_executions);
        let least: u32 = provisioned.chain(further).map(Concurrency::get).sum();
        let more = dice.pick(&[0, 0, 1, 3]);
        *reserved = Concurrency::new(reserved.get().max(least + more));
    }
}

/// What it takes out of the account.
fn claimed(function: &Function) -> u64 {
    function.reserved_concurrent_executions.map_or(function.provisioned(), |reserved| reserved.get().into())
}

/// Asks for more or less of a function, unless a rule forbids it.
fn intervene(dice: &mut Dice, scenario: &mut Scenario) {
    let place = usize::try_from(dice.below(scenario.functions.len() as u64)).expect("a place in a list");
    let owner = Owner::Function(scenario.functions[place].name.clone());
    let length = scenario.length.as_nanos() / 1_000_000;
    let at = Span::from_millis(dice.below(length));
    let units = dice.between(1, 12);
    let value = if dice.once_in(5) { Value::Unset } else { Value::Count(units.into()) };
    scenario.interventions.push(Intervention {
        at,
        until: None,
        owner,
        setting: Setting::ProvisionedConcurrency,
        value,
    });
    if scenario.check().is_err() {
        scenario.interventions.pop();
    }
}
