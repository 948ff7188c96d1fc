//! Environments that Lambda has initialised ahead of need.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::admission::Limit;
use lambda_sim::change::Change;
use lambda_sim::time::Span;

use crate::changes::changes_of;
use crate::invocations::invocations;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, span};

fn orders(at: &str, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    let slow = |f: FunctionBuilder| f.setup("1s").init("2s").first_run("300ms").duration("1s");
    scenario().length("1m").limit(10_000).function("orders", |f| with(slow(f))).at("orders", at)
}

#[test]
fn such_a_request_waits_for_nothing_but_the_first_run() {
    let runs = invocations(&changes_of(&orders("0s, 5s", |f| f.proactive(1.0)).plan()));
    let told: Vec<_> = runs.iter().map(|run| (run.is_cold, run.environment, run.invoked, run.duration())).collect();
    let at = |text| Some(span(text).after_start());
    assert_eq!(told, [(false, 1, at("0s"), Some(span("1.3s"))), (false, 1, at("5s"), Some(span("1s")))]);
}

#[test]
fn it_is_no_cold_start_and_only_its_run_is_billed() {
    let run = orders("0s x 100", |f| f.proactive(1.0)).run();
    let row = &run.series().account.rows[0];
    assert_eq!((row.cold_starts, row.invocations, row.environments.max), (0, 100, 100));
    let tally = &run.frame_at(span("30s").after_start()).functions[0].tally;
    assert_eq!((tally.usage().millis, tally.cold_starts()), (100 * 1_300, 0));
}

/// A new environment is a new environment.
#[test]
fn it_takes_room_of_the_scaling_rate() {
    let run = orders("0s x 1001", |f| f.proactive(1.0)).run();
    let throttle = run.frame_at(span("1s").after_start()).functions[0].tally.last_throttle().expect("one").1;
    assert_eq!((throttle.limit, throttle.used), (Limit::ScalingRate, 1_000));
}

#[test]
fn it_lives_as_long_as_any_other() {
    let short = |f: FunctionBuilder| f.proactive(1.0).idle_lifetime("10s");
    let changes = changes_of(&orders("0s, 8s", short).plan());
    let gone = changes.iter().find(|(_, change)| matches!(change, Change::Shutdown { .. }));
    assert_eq!(gone.map(|(at, _)| at.since_start()), Some(span("19s")));
}

#[test]
fn as_many_are_as_the_part_says_and_the_others_are_as_they_were() {
    let waits = |part: f64| -> Vec<(bool, Span)> {
        let runs = invocations(&changes_of(&orders("0s x 1000", |f| f.init(exponential("2s")).proactive(part)).plan()));
        runs.iter().map(|run| (run.is_cold, run.invoked.unwrap_or(run.admitted).since(run.admitted))).collect()
    };
    let (without, with) = (waits(0.0), waits(0.7));
    let ahead = with.iter().filter(|(is_cold, _)| !is_cold).count();
    assert!((642..=758).contains(&ahead), "{ahead} of 1,000 at 70 %: four standard errors are 58");
    for (without, with) in without.iter().zip(&with) {
        assert!(!with.0 || with == without, "{with:?}, and {without:?} without");
    }
}
