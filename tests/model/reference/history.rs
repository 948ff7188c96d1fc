//! The scaling rate before November 2023: one burst for all functions, on which provisioned concurrency draws as well.

use lambda_sim::intervention::Intervention;
use lambda_sim::law::Law;
use lambda_sim::scaling::ScalingRule;
use lambda_sim::scenario::{Burst, Caller, Scenario, Traffic};
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

use super::interventions;
use super::provisioned::claimed;
use crate::dice::Dice;

pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    let rule =
        dice.pick(&[ScalingRule::Burst500, ScalingRule::Burst500, ScalingRule::Burst500, ScalingRule::Burst1000]);
    let (rule, burst) = match rule {
        _ if dice.once_in(30) => (ScalingRule::Burst3000, 3_000),
        ScalingRule::Burst1000 => (rule, 1_000),
        _ => (rule, 500),
    };
    scenario.account.scaling_rate = rule;
    if scenario.length < Span::from_secs(10) && !dice.once_in(4) {
        use_up(dice, scenario, burst);
    }
}

/// Nearly all of the burst at once, then a few on the instants at which one comes back, and beside them.
fn use_up(dice: &mut Dice, scenario: &mut Scenario, burst: u32) {
    let claimed = u32::try_from(scenario.functions.iter().map(claimed).sum::<u64>()).expect("a few");
    let units = claimed + burst + dice.pick(&[100, 100, 600]);
    scenario.account.concurrent_executions = Concurrency::new(units.max(scenario.account.concurrent_executions.get()));
    for function in &mut scenario.functions {
        function.reserved_concurrent_executions = None;
        function.idle_lifetime = Law::Constant(Span::from_millis(dice.pick(&[0, 10, 200])));
        function.init = Some(Law::Constant(Span::from_millis(dice.pick(&[0, 10, 120]))));
        function.preparation = Span::from_millis(dice.pick(&[0, 10, 120, 240, 500]));
    }
    let names: Vec<String> = scenario.functions.iter().map(|function| function.name.clone()).collect();
    let some = |dice: &mut Dice| {
        let bursts = (0..dice.between(1, 4)).map(|_| {
            let at = 120 * u64::from(dice.between(0, 20)) + dice.pick(&[0, 0, 10, 110]);
            Burst { at: Span::from_millis(at), count: dice.between(1, 6) }
        });
        Traffic::At(bursts.collect())
    };
    for name in &names {
        let via = dice.pick(&[Via::Invoke, Via::Invoke, Via::Event]);
        scenario.callers.push(Caller::new(name.clone(), via, some(dice)));
    }
    let first = Burst { at: Span::ZERO, count: burst - dice.between(0, 8) };
    scenario.callers.push(Caller::new(names[0].clone(), Via::Invoke, Traffic::At(vec![first])));
    for _ in 0..dice.between(0, 3) {
        let at = Span::from_millis(10 * u64::from(dice.between(0, 120)));
        let owner = Owner::Function(names[usize::from(dice.once_in(2)) % names.len()].clone());
        let (setting, value) = (Setting::ProvisionedConcurrency, Value::Count(u64::from(dice.between(1, 12))));
        interventions::push(scenario, Intervention { at, until: None, owner, setting, value });
    }
}
