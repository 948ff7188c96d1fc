//! API Gateway: a limit of its own that is used up, and functions that take about as long as it waits.

use lambda_sim::law::Law;
use lambda_sim::scenario::{Burst, Caller, Scenario, Traffic};
use lambda_sim::setting::Setting;
use lambda_sim::time::Span;
use lambda_sim::token_bucket::Refill;
use lambda_sim::via::Via;

use crate::dice::Dice;

/// What somebody may change.
pub(super) const SETTINGS: [Setting; 8] = [
    Setting::ApiGatewayRate,
    Setting::ApiGatewayBurst,
    Setting::RestTimeout,
    Setting::RestTimeout,
    Setting::HttpTimeout,
    Setting::HttpTimeout,
    Setting::ThrottledStatus,
    Setting::Duration,
];

pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    for caller in &mut scenario.callers {
        if !dice.once_in(3) {
            caller.via =
                dice.pick(&[Via::ApiGateway, Via::ApiGateway, Via::HttpApi, Via::HttpApi, Via::FunctionUrl, Via::Alb]);
            let usual = Caller::new("", caller.via, Traffic::At(Vec::new()));
            (caller.max_attempts, caller.retry_mode) = (usual.max_attempts, usual.retry_mode);
        }
        if caller.via.is_api() && dice.once_in(2) {
            let timeout = dice.pick(&[50, 60, 100, 110, 200, 300, 310, 1_000]);
            caller.gateway.integration_timeout = Some(Span::from_millis(timeout));
        }
        if caller.via.is_api() && dice.once_in(3) {
            caller.gateway.throttled_status = dice.pick(&[429, 503]);
        }
    }
    if !dice.once_in(3) {
        let rate = dice.pick(&[0, 1, 2, 5, 10, 15]);
        scenario.account.api_gateway = Refill { rate, burst: dice.between(0, 12) };
    }
    if dice.once_in(2) {
        wait_long(dice, scenario);
    }
}

/// Handlers that return just before, at, and after the instant at which an API waits no longer; some after a long set-up.
fn wait_long(dice: &mut Dice, scenario: &mut Scenario) {
    scenario.length = scenario.length.max(Span::from_secs(62));
    for function in &mut scenario.functions {
        function.timeout = Span::from_secs(dice.pick(&[29, 30, 60, 900]));
        function.duration = law(dice, &[0, 19_000, 20_000, 28_990, 29_000, 29_010, 30_000, 30_010, 35_000]);
        function.setup = dice.once_in(3).then(|| law(dice, &[10, 1_000, 10_000, 29_000, 29_990, 30_000, 31_000]));
        function.init = Some(law(dice, &[0, 0, 10, 1_000, 10_000, 11_000]));
        function.idle_lifetime = law(dice, &[0, 1_000, 60_000]);
    }
    for caller in &mut scenario.callers {
        let burst = |dice: &mut Dice| {
            let second = Span::from_secs(dice.pick(&[0, 0, 1, 29, 30]));
            Burst { at: second + Span::from_millis(dice.pick(&[0, 0, 10, 20])), count: dice.between(1, 3) }
        };
        caller.traffic = Traffic::At((0..dice.between(1, 5)).map(|_| burst(dice)).collect());
    }
}

fn law(dice: &mut Dice, millis: &[u64]) -> Law {
    Law::Constant(Span::from_millis(dice.pick(millis)))
}
