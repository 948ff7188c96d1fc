//! Environments that grow too old, idle ones of which any may be used again, and set-up in a VPC.

use lambda_sim::dated;
use lambda_sim::law::Law;
use lambda_sim::life::{ReuseOrder, VPC_NAMES};
use lambda_sim::scenario::{Burst, Caller, Scenario, Traffic};
use lambda_sim::setting::Setting;
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use crate::dice::Dice;

/// What somebody may change.
pub(super) const SETTINGS: [Setting; 8] = [
    Setting::ProactiveInitialization,
    Setting::MaximumAge,
    Setting::ReuseOrder,
    Setting::ReuseOrder,
    Setting::Vpc,
    Setting::IdleLifetime,
    Setting::Setup,
    Setting::ProvisionedConcurrency,
];

pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    for function in &mut scenario.functions {
        if !dice.once_in(3) {
            function.life.maximum_age = law(dice, &[60_000, 60_000, 60_010, 60_100, 61_000, 90_000]);
            function.idle_lifetime = law(dice, &[10, 500, 1_000, 59_000, 60_000, 100_000, 100_000]);
        }
        if !dice.once_in(3) {
            function.life.reuse_order =
                dice.pick(&[ReuseOrder::LeastRecentlyUsed, ReuseOrder::Random, ReuseOrder::Random]);
        }
        if dice.once_in(3) {
            function.life.proactive_initialization = dice.pick(&[0.3, 0.5, 1.0]);
        }
        if dice.once_in(3) {
            let named = dice.pick(VPC_NAMES);
            function.life.vpc = dated::VPC.iter().find(|measured| measured.name == named);
        }
    }
    if dice.once_in(4) {
        return;
    }
    // Long enough to grow too old, with requests just before that, just then and just after, but not with all that is dense.
    for caller in &mut scenario.callers {
        if let Traffic::Curve { .. } = caller.traffic {
            caller.traffic = Traffic::At((0..12).map(|_| Burst { at: about(dice), count: 1 }).collect());
        }
    }
    scenario.length = scenario.length.max(Span::from_secs(u64::from(dice.between(61, 130))));
    let names: Vec<String> = scenario.functions.iter().map(|function| function.name.clone()).collect();
    for name in names {
        if dice.once_in(4) {
            continue;
        }
        let bursts = (0..dice.between(3, 12)).map(|_| Burst { at: about(dice), count: dice.between(1, 4) });
        let mut caller = Caller::new(name, Via::Invoke, Traffic::At(bursts.collect()));
        caller.via = dice.pick(&[Via::Invoke, Via::Invoke, Via::Event]);
        scenario.callers.push(caller);
    }
}

fn about(dice: &mut Dice) -> Span {
    let near = 10 * u64::from(dice.between(0, 30));
    let at = match dice.below(4) {
        0 => near,
        1 => 59_800 + near,
        2 => 10 * u64::from(dice.between(0, 6_000)),
        _ => dice.pick(&[0, 0, 1_000, 30_000, 59_990, 60_000, 60_010, 120_000]),
    };
    Span::from_millis(at)
}

fn law(dice: &mut Dice, millis: &[u64]) -> Law {
    Law::Constant(Span::from_millis(dice.pick(millis)))
}
