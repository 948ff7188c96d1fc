//! INIT that takes too long, and runs that reset their environment.

use lambda_sim::intervention::Intervention;
use lambda_sim::law::Law;
use lambda_sim::scenario::{Burst, Caller, Function, Scenario, Traffic};
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

use super::interventions;
use super::provisioned::claimed;
use crate::dice::Dice;

/// What somebody may change.
pub(super) const SETTINGS: [Setting; 7] = [
    Setting::Init,
    Setting::Init,
    Setting::Setup,
    Setting::FirstRun,
    Setting::Timeout,
    Setting::TimeoutRate,
    Setting::CrashRate,
];

/// INIT at the limit of 10 s and beyond it, timeouts about as long, and runs of every outcome.
pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    for function in &mut scenario.functions {
        let is_slow = dice.once_in(2);
        if is_slow {
            function.init = Some(law(dice, &[9_990, 10_000, 10_000, 10_010, 11_000, 15_000]));
            function.setup = dice.once_in(2).then(|| law(dice, &[0, 10, 1_000]));
            function.idle_lifetime = law(dice, &[0, 1_000, 20_000, 60_000]);
        }
        make_fail(dice, function, is_slow);
    }
    // Of what is dense a few seconds are enough; what is slow takes longer than that.
    if scenario.length < Span::from_secs(10) && dice.once_in(2) {
        scenario.length = Span::from_secs(u64::from(dice.between(12, 50)));
        for caller in &mut scenario.callers {
            let burst = |dice: &mut Dice| Burst { at: about(dice), count: dice.between(1, 3) };
            caller.traffic = Traffic::At((0..dice.between(2, 8)).map(|_| burst(dice)).collect());
        }
    }
    if Span::from_secs(300) < scenario.length {
        provision_slowly(dice, scenario);
    }
}

/// Provisioned environments that take minutes before they are ready.
fn provision_slowly(dice: &mut Dice, scenario: &mut Scenario) {
    let function = &mut scenario.functions[0];
    function.init = Some(law(dice, &[100_000, 129_990, 130_000, 130_010, 200_000, 300_000]));
    function.timeout = Span::from_secs(dice.pick(&[60, 130, 140, 200, 900]));
    function.preparation = Span::ZERO;
    let name = function.name.clone();
    let units = u32::try_from(scenario.functions.iter().map(claimed).sum::<u64>()).expect("a few") + 102;
    let units = units.max(scenario.account.concurrent_executions.get());
    scenario.account.concurrent_executions = Concurrency::new(units);
    let at = Span::from_secs(u64::from(dice.between(0, 10)));
    let (owner, setting) = (Owner::Function(name.clone()), Setting::ProvisionedConcurrency);
    let value = Value::Count(u64::from(dice.between(1, 2)));
    interventions::push(scenario, Intervention { at, until: None, owner, setting, value });
    let bursts = (0..5).map(|_| Burst { at: Span::from_secs(u64::from(dice.between(100, 230))), count: 1 }).collect();
    scenario.callers.push(Caller::new(name, Via::Invoke, Traffic::At(bursts)));
}

/// Just when something that took 10 s ends, and at any other time.
fn about(dice: &mut Dice) -> Span {
    let at = dice.pick(&[0, 0, 10_000, 10_010, 10_100, 20_000, 20_010, 20_020]);
    Span::from_millis(if dice.once_in(2) { at } else { 10 * u64::from(dice.between(0, 3_000)) })
}

fn make_fail(dice: &mut Dice, function: &mut Function, is_slow: bool) {
    if dice.once_in(2) {
        function.first_run = Some(law(dice, &[0, 10, 20, 900]));
    }
    let seconds: &[u64] = if is_slow { &[1, 9, 10, 11, 12, 15, 60] } else { &[1, 1, 2, 30] };
    function.timeout = Span::from_secs(dice.pick(seconds));
    (function.error_rate, function.timeout_rate, function.crash_rate) = dice.pick(&[
        (0.0, 0.0, 0.0),
        (0.0, 0.0, 1.0),
        (0.0, 0.0, 0.5),
        (0.2, 0.3, 0.3),
        (0.5, 0.0, 0.5),
        (0.0, 0.4, 0.4),
        (0.0, 0.5, 0.0),
    ]);
}

fn law(dice: &mut Dice, millis: &[u64]) -> Law {
    Law::Constant(Span::from_millis(dice.pick(millis)))
}
