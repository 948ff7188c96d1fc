//! Provisioned concurrency that is scaled: minutes above the target, a quarter of an hour below it, and new ranges.

use lambda_sim::autoscaling::Autoscaling;
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
pub(super) const SETTINGS: [Setting; 10] = [
    Setting::MinCapacity,
    Setting::MaxCapacity,
    Setting::MaxCapacity,
    Setting::TargetValue,
    Setting::ScaleInCooldown,
    Setting::ScaleOutCooldown,
    Setting::ProvisionedConcurrency,
    Setting::ReservedConcurrency,
    Setting::AccountConcurrency,
    Setting::Preparation,
];

pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    let is_slow = dice.once_in(2);
    let minutes = if is_slow { dice.pick(&[22, 46, 46]) } else { dice.pick(&[5, 8, 18]) };
    scenario.length = Span::from_secs(60 * minutes + dice.pick(&[1, 30, 36]));
    scenario.functions.iter_mut().for_each(|function| scale(dice, function));
    if is_slow {
        scenario.functions.iter_mut().for_each(|function| scale_slowly(dice, function));
    }
    // What is dense would take long: each minute has a few requests, but for some that have none.
    for caller in &mut scenario.callers {
        caller.traffic = Traffic::At((0..3).map(|_| Burst { at: about(dice, minutes), count: 1 }).collect());
    }
    for place in 0..scenario.functions.len().min(2) {
        let name = scenario.functions[place].name.clone();
        let traffic = if is_slow { in_phases(dice, minutes) } else { minute_by_minute(dice, minutes) };
        let mut caller = Caller::new(name, Via::Invoke, traffic);
        caller.via = dice.pick(&[Via::Invoke, Via::Invoke, Via::Event]);
        scenario.callers.push(caller);
    }
    let units = u32::try_from(scenario.functions.iter().map(claimed).sum::<u64>()).expect("a few");
    let units = units + 100 + dice.pick(&[0, 1, 2, 4, 10, 10]);
    scenario.account.concurrent_executions = Concurrency::new(units);
    interventions::keep_what_is_possible(scenario);
    for _ in 0..dice.between(0, 2) {
        change(dice, scenario, minutes);
    }
}

fn scale(dice: &mut Dice, function: &mut Function) {
    if dice.once_in(4) {
        return;
    }
    let (least, most) = (dice.between(0, 2), dice.between(2, 9));
    function.scaling = Autoscaling {
        min_capacity: Concurrency::new(least),
        max_capacity: Some(Concurrency::new(most)),
        target_value: (!dice.once_in(6)).then(|| dice.pick(&[0.1, 0.2, 0.25, 0.5, 0.5, 0.7, 0.9])),
        scale_in_cooldown: Span::from_secs(dice.pick(&[0, 0, 60, 120, 300])),
        scale_out_cooldown: Span::from_secs(dice.pick(&[0, 0, 59, 60, 61, 120, 180])),
        alarm_delay: Span::from_secs(dice.pick(&[0, 0, 35, 60, 100])),
    };
    function.provisioned_concurrent_executions = Some(Concurrency::new(dice.between(1, 6)));
    function.preparation = Span::from_millis(dice.pick(&[0, 0, 10, 59_990, 60_000, 90_000]));
    function.init = Some(law(dice, &[0, 0, 10, 10_000]));
    function.duration = law(dice, &[0, 10, 1_000, 10_000, 30_000, 60_000, 61_000]);
    if function.reserved_concurrent_executions.is_some() {
        let provisioned = u32::try_from(function.provisioned()).expect("a few");
        function.reserved_concurrent_executions = Some(Concurrency::new(provisioned + dice.pick(&[0, 1, 3, 6])));
    }
}

/// What comes in is little for long, so that alarms have less asked for; and cooldowns are long.
fn scale_slowly(dice: &mut Dice, function: &mut Function) {
    if function.scaling.max_capacity.is_none() {
        return;
    }
    let most = dice.between(5, 9);
    function.scaling.max_capacity = Some(Concurrency::new(most));
    function.scaling.min_capacity = Concurrency::new(dice.between(0, 1));
    function.scaling.target_value = Some(dice.pick(&[0.26, 0.35, 0.5, 0.52, 0.7, 0.9]));
    function.scaling.scale_in_cooldown = Span::from_secs(dice.pick(&[0, 60, 120, 1_200, 1_800, 1_800]));
    function.scaling.scale_out_cooldown = Span::from_secs(dice.pick(&[0, 60, 600, 1_200]));
    function.provisioned_concurrent_executions = Some(Concurrency::new(dice.between(4, most)));
    function.preparation = Span::from_millis(dice.pick(&[0, 0, 10, 60_000]));
    function.duration = law(dice, &[10, 1_000, 30_000]);
    if function.reserved_concurrent_executions.is_some() {
        let provisioned = u32::try_from(function.provisioned()).expect("a few");
        function.reserved_concurrent_executions = Some(Concurrency::new(provisioned.max(most) + 2));
    }
}

/// One a minute for a quarter of an hour, a few for some minutes, and one again.
fn in_phases(dice: &mut Dice, minutes: u64) -> Traffic {
    let mut bursts = Vec::new();
    let (busy, many) = (dice.between(0, 4), dice.between(2, 7));
    let quiet = dice.pick(&[14, 15, 16]);
    for minute in 0..minutes {
        let is_busy =
            minute < u64::from(busy) || (quiet + u64::from(busy)..quiet + u64::from(busy) + 4).contains(&minute);
        let count = if is_busy { many } else { 1 };
        if !dice.once_in(200) {
            bursts.push(Burst { at: Span::from_secs(60 * minute + dice.pick(&[0, 1, 30])), count });
        }
    }
    Traffic::At(bursts)
}

/// Few in some minutes and more in others, so that some rows of minutes stand above the target and some below.
fn minute_by_minute(dice: &mut Dice, minutes: u64) -> Traffic {
    let mut bursts = Vec::new();
    let mut most = dice.between(1, 5);
    for minute in 0..minutes {
        if dice.once_in(6) {
            most = dice.between(1, 6);
        }
        if dice.once_in(20) {
            continue;
        }
        for _ in 0..dice.between(1, 2) {
            let second = Span::from_millis(dice.pick(&[0, 0, 10, 1_000, 30_000, 30_000, 59_990]));
            bursts
                .push(Burst { at: Span::from_secs(60 * minute) + second, count: dice.between(most.div_ceil(2), most) });
        }
    }
    Traffic::At(bursts)
}

/// A new range, a range taken away, another capacity: about when alarms are asked.
fn change(dice: &mut Dice, scenario: &mut Scenario, minutes: u64) {
    let place = usize::try_from(dice.below(scenario.functions.len() as u64)).expect("a few functions");
    let function = &scenario.functions[place];
    let (name, delay) = (function.name.clone(), function.scaling.alarm_delay);
    let at = match dice.below(3) {
        0 => about(dice, minutes),
        _ => Span::from_secs(60 * dice.below(minutes)) + dice.pick(&[Span::ZERO, delay]),
    };
    let of = |setting, value| Intervention { at, until: None, owner: Owner::Function(name.clone()), setting, value };
    let least = dice.below(5);
    let changes = match dice.below(4) {
        0 => vec![
            of(Setting::TargetValue, Value::Unset),
            of(Setting::MinCapacity, Value::Count(0)),
            of(Setting::MaxCapacity, Value::Unset),
        ],
        1 => vec![of(Setting::ProvisionedConcurrency, Value::Count(1 + dice.below(8)))],
        _ => vec![
            of(Setting::MinCapacity, Value::Count(least)),
            of(Setting::MaxCapacity, Value::Count(least + dice.below(4))),
        ],
    };
    interventions::push_all(scenario, changes);
}

fn about(dice: &mut Dice, minutes: u64) -> Span {
    Span::from_millis(60_000 * dice.below(minutes) + 10 * u64::from(dice.between(0, 5_999)))
}

fn law(dice: &mut Dice, millis: &[u64]) -> Law {
    Law::Constant(Span::from_millis(dice.pick(millis)))
}
