//! The scaling rate before November 2023: one burst for all functions of a Region, then 500 environments a minute.
//!
//! `invocation-scaling.md` in <https://github.com/awsdocs/aws-lambda-developer-guide>, as of 2022-11.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::admission::{Limit, Start};
use lambda_sim::change::Change;
use lambda_sim::scaling::ScalingRule;
use lambda_sim::setting::{Setting, Value};

use crate::changes::changes_of;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, scenario, span};

/// Two functions whose handlers never end, in an account with room for 10,000.
fn region(rule: ScalingRule) -> ScenarioBuilder {
    let account = scenario().limit(10_000).length("15m").scaling_rate(rule);
    account.function("a", |f| f.duration("900s")).function("b", |f| f.duration("900s"))
}

/// New environments so far, by function.
fn made(scenario: &ScenarioBuilder, at: &str) -> [u64; 2] {
    let frame = scenario.clone().run().frame_at(span(at).after_start());
    [0, 1].map(|function| frame.functions[function].tally.cold_starts())
}

#[test]
fn all_functions_of_a_region_draw_on_one_burst() {
    for (rule, burst) in
        [(ScalingRule::Burst3000, 3_000), (ScalingRule::Burst1000, 1_000), (ScalingRule::Burst500, 500)]
    {
        let both = region(rule).at("a", &format!("0s x {}", burst - 100)).at("b", "1ms x 300");
        assert_eq!(made(&both, "1ms"), [burst - 100, 100], "{rule:?}");
        let throttle = both.run().frame_at(span("1s").after_start()).functions[1].tally.last_throttle().unwrap().1;
        assert_eq!((throttle.limit, u64::from(throttle.used)), (Limit::ScalingRate, burst), "{rule:?}");
        assert_eq!(u64::from(throttle.allowed), burst, "{rule:?}");
    }
    let today = region(ScalingRule::Current).at("a", "0s x 900").at("b", "0s x 900");
    assert_eq!(made(&today, "0s"), [900, 900]);
}

/// One every 120 ms, whoever takes it.
#[test]
fn then_500_a_minute_come_back_for_all_of_them() {
    let instants = "0s x 500, 119.999999ms, 240ms, 60s x 1000, 10m x 9000";
    let both = region(ScalingRule::Burst500).at("a", instants).at("b", "120ms x 2");
    assert_eq!(made(&both, "1s"), [501, 1], "one at 120 ms, one at 240 ms");
    assert_eq!(made(&both, "60s"), [999, 1]);
    assert_eq!(made(&both, "10m"), [1_499, 1], "what is not used does not pile up beyond the burst");
}

#[test]
fn provisioned_concurrency_draws_on_the_same_burst_when_it_is_asked_for() {
    let ready = |units: u64, preparation: &str| {
        let with = |f: FunctionBuilder| f.duration("900s").preparation(preparation).init("3s");
        let account = scenario().limit(10_000).length("15m").scaling_rate(ScalingRule::Burst500);
        let account = account.function("a", |f| f.duration("900s")).function("b", with);
        let account = account.at("a", "0s x 100, 2s x 1000");
        let asked = account.set("1s", "b", Setting::ProvisionedConcurrency, Value::Count(units));
        let changes = changes_of(&asked.plan());
        let ready = changes.iter().find(|(_, change)| matches!(change, Change::Provisioned { new: 1.., .. }));
        let cold = changes.iter().filter(|(_, change)| matches!(change, Change::Started { start: Start::Cold, .. }));
        (ready.map(|(at, _)| at.since_start()), cold.count())
    };
    // At 1 s 8.33 of the 100 have come back; the last of 600 is there 191.67 x 120 ms later.
    assert_eq!(ready(400, "10s"), (Some(span("14s")), 100 + 16), "the burst has room for all");
    assert_eq!(ready(600, "10s"), (Some(span("1s") + span("23s") + span("3s")), 100), "the last 192 have to come back");
    assert_eq!(ready(600, "2m"), (Some(span("2m4s")), 100), "they come back while Lambda prepares");
}

#[test]
fn nobody_changes_the_rule_during_a_run() {
    assert!(!Setting::ScalingRate.can_change());
}
