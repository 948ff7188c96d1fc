//! Versions and provisioned concurrency for a tied scenario: at the start, and asked for and taken away during the run.

use lambda_sim::intervention::Intervention;
use lambda_sim::scenario::{Burst, Caller, Function, LATEST, LIVE, Scenario, Traffic, Version};
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

use super::interventions;
use crate::dice::Dice;

/// The version that has provisioned concurrency beside the live one.
const BLUE: &str = "blue";

/// What is provisioned fits; what is left is little, so that it is used up as well.
pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    scenario.functions.iter_mut().for_each(|function| provision(dice, function));
    let claimed: u64 = scenario.functions.iter().map(claimed).sum();
    if 0 < claimed {
        let units = u32::try_from(100 + claimed).expect("a few") + dice.between(0, 3);
        let units = units.max(scenario.account.concurrent_executions.get());
        scenario.account.concurrent_executions = Concurrency::new(units);
    }
    for caller in &mut scenario.callers {
        let function = scenario.functions.iter().find(|function| function.name == caller.function);
        let versions = function.map_or(&[][..], |function| &function.versions);
        let named = dice.pick(&[LIVE, LIVE, BLUE, LATEST]);
        let is_there = named == LIVE || versions.iter().any(|version| version.name == named);
        caller.qualifier = (is_there && !dice.once_in(3)).then(|| named.to_owned());
    }
    // 100 units stay unreserved: one burst that fills them.
    if dice.once_in(3) {
        let at = Span::from_millis(10 * u64::from(dice.between(0, 100)));
        let burst = Burst { at, count: dice.between(90, 140) };
        let name = scenario.functions[0].name.clone();
        scenario.callers.push(Caller::new(name, dice.pick(&[Via::Invoke, Via::Event]), Traffic::At(vec![burst])));
    }
    if !dice.once_in(4) {
        interventions::add(dice, scenario, &interventions::OF_PROVISIONED);
    }
    if dice.once_in(3) {
        swing(dice, scenario);
    }
}

/// Less is asked for while requests are served, and more again while some that have to go still serve.
fn swing(dice: &mut Dice, scenario: &mut Scenario) {
    let function = scenario.functions[0].name.clone();
    let mut at = Span::from_millis(10 * u64::from(dice.between(0, 150)));
    let bursts = vec![Burst { at, count: dice.between(1, 5) }];
    scenario.callers.push(Caller::new(function.clone(), Via::Event, Traffic::At(bursts)));
    for most in [1, 5, 5] {
        at = at + Span::from_millis(10 * u64::from(dice.between(1, 12)));
        let value = if dice.once_in(4) { Value::Unset } else { Value::Count(dice.between(1, most).into()) };
        let setting = Setting::ProvisionedConcurrency;
        let owner = Owner::Function(function.clone());
        interventions::push(scenario, Intervention { at, until: None, owner, setting, value });
    }
}

fn provision(dice: &mut Dice, function: &mut Function) {
    let preparation = dice.pick(&[0, 0, 10, 50, 300, 1_000, 2_000]);
    function.preparation = Span::from_millis(preparation);
    if dice.once_in(4) {
        return;
    }
    let some = |dice: &mut Dice| {
        let units = Concurrency::new(dice.between(1, 4));
        (!dice.once_in(3)).then_some(units)
    };
    function.provisioned_concurrent_executions = some(dice);
    if dice.once_in(2) {
        let provisioned_concurrent_executions = some(dice);
        function.versions.push(Version { name: BLUE.to_owned(), provisioned_concurrent_executions });
    }
    if dice.once_in(2) {
        function.versions.push(Version { name: LATEST.to_owned(), provisioned_concurrent_executions: None });
    }
    if function.reserved_concurrent_executions.is_some() {
        let least = u32::try_from(function.provisioned()).expect("a few");
        let more = dice.pick(&[0, 0, 1, 2, 5]);
        function.reserved_concurrent_executions = Some(Concurrency::new(least + more));
    }
}

/// What it takes out of the account.
pub(super) fn claimed(function: &Function) -> u64 {
    function.reserved_concurrent_executions.map_or(function.provisioned(), |reserved| reserved.get().into())
}
