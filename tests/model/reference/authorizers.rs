//! APIs that ask a function first: of few identities, so that answers are remembered, and over again once they are gone.

use lambda_sim::authorizer::AuthorizerType;
use lambda_sim::law::Law;
use lambda_sim::scenario::{Burst, Caller, Gateway, Scenario, Traffic};
use lambda_sim::setting::Setting;
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use crate::dice::Dice;

/// What somebody may change.
pub(super) const SETTINGS: [Setting; 8] = [
    Setting::RestAuthorizerTtl,
    Setting::RestAuthorizerTtl,
    Setting::HttpAuthorizerTtl,
    Setting::Identities,
    Setting::IdentityMissing,
    Setting::Denied,
    Setting::Duration,
    Setting::ReservedConcurrency,
];

pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    let names: Vec<String> = scenario.functions.iter().map(|function| function.name.clone()).collect();
    for caller in &mut scenario.callers {
        if dice.once_in(4) {
            continue;
        }
        if !caller.via.is_api() {
            let via = dice.pick(&[Via::ApiGateway, Via::ApiGateway, Via::HttpApi]);
            let usual = Caller::new("", via, Traffic::At(Vec::new()));
            (caller.via, caller.max_attempts, caller.retry_mode) = (via, usual.max_attempts, usual.retry_mode);
        }
        ask(dice, caller, &names);
        if dice.once_in(2) {
            let bursts = (0..dice.between(2, 12)).map(|_| Burst { at: about(dice), count: dice.between(1, 4) });
            caller.traffic = Traffic::At(bursts.collect());
        }
    }
    // Long enough for what is kept to go.
    scenario.length = scenario.length.max(Span::from_secs(5));
    if dice.once_in(3) {
        think_long(dice, scenario);
    }
}

fn ask(dice: &mut Dice, caller: &mut Caller, names: &[String]) {
    let name = usize::try_from(dice.below(names.len() as u64)).expect("a few functions");
    let api = &mut caller.gateway;
    api.authorizer = Some(names[name].clone());
    if caller.via == Via::ApiGateway && dice.once_in(3) {
        api.authorizer_type = AuthorizerType::Token;
    }
    let kept = dice.pick(&[None, Some(0), Some(0), Some(1), Some(1), Some(1), Some(2), Some(300)]);
    // What an API of its kind does anyway is not set.
    let usual = if caller.via == Via::ApiGateway { 300 } else { 0 };
    api.authorizer_result_ttl = kept.filter(|kept| *kept != usual).map(Span::from_secs);
    api.identities = dice.pick(&[1, 1, 2, 3, 5, Gateway::default().identities]);
    api.identity_missing = dice.pick(&[0.0, 0.0, 0.3, 0.5, 1.0]);
    api.denied = dice.pick(&[0.0, 0.0, 0.2, 0.3, 0.5, 0.5, 1.0]);
}

/// Soon after full seconds, at which what was kept a second ago goes.
fn about(dice: &mut Dice) -> Span {
    let second = u64::from(dice.between(0, 4));
    Span::from_millis(1_000 * second + dice.pick(&[0, 0, 0, 10, 20, 30, 50, 60, 100, 110, 300]))
}

/// Authorizers that return just before, at, and after the instant at which their API waits no longer.
fn think_long(dice: &mut Dice, scenario: &mut Scenario) {
    scenario.length = scenario.length.max(Span::from_secs(62));
    for function in &mut scenario.functions {
        function.duration = law(dice, &[0, 10, 9_000, 9_990, 10_000, 10_010, 28_990, 29_000, 29_010, 35_000]);
        function.setup = dice.once_in(3).then(|| law(dice, &[10, 1_000, 10_000, 10_010, 29_010]));
        function.init = Some(law(dice, &[0, 0, 10, 1_000, 10_000]));
        function.timeout = Span::from_secs(dice.pick(&[1, 10, 29, 60, 900]));
    }
    for caller in &mut scenario.callers {
        let bursts = (0..dice.between(1, 6)).map(|_| Burst { at: about(dice), count: dice.between(1, 3) });
        caller.traffic = Traffic::At(bursts.collect());
    }
}

fn law(dice: &mut Dice, millis: &[u64]) -> Law {
    Law::Constant(Span::from_millis(dice.pick(millis)))
}
