//! What a run can hold at most: every run comes to an end.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::problem::Rule;
use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, scenario, span};

fn rules(scenario: ScenarioBuilder) -> Vec<Rule> {
    let problems = scenario.build().check().err().unwrap_or_default();
    problems.into_iter().map(|problem| problem.rule).collect()
}

#[test]
fn a_run_expects_at_most_a_billion_requests() {
    let with = |length: &str| scenario().length(length).function("orders", |f| f).even("orders", "1000000/s");
    assert_eq!(rules(with("1000s")), []);
    assert_eq!(rules(with("1001s")), [Rule::TooManyRequests { max: 1_000_000_000 }]);
}

#[test]
fn only_what_comes_before_the_end_is_expected() {
    let curve = [("0s", "100/s"), ("60s", "100/s"), ("60s", "0/s"), ("120s", "0/s"), ("366d", "1000000/s")];
    let plan = scenario().length("90s").function("orders", |f| f).even_curve("orders", &curve).plan();
    assert_eq!(plan.expected_requests(), 6_000);
    let bursts = scenario().length("90s").function("orders", |f| f).at("orders", "89s x 7, 90s x 1000000").plan();
    assert_eq!(bursts.expected_requests(), 7);
}

#[test]
fn a_ramp_is_expected_by_the_part_of_it_that_is_run() {
    let curve = [("0s", "0/s"), ("100s", "100/s")];
    let plan = scenario().length("50s").function("orders", |f| f).even_curve("orders", &curve).plan();
    assert_eq!(plan.expected_requests(), 1_250);
}

#[test]
fn the_landmarks_of_a_run_are_its_first_and_last_throttle_and_its_first_cold_start() {
    let run = scenario()
        .length("10s")
        .function("orders", |f| f.reserved(1).duration("2s").init("0s"))
        .at("orders", "1s, 2s, 2500ms, 4s, 5s")
        .run();
    let at = |text: &str| Some(span(text).after_start());
    let landmarks = run.series().landmarks;
    assert_eq!(landmarks.first_throttle, at("2s"));
    assert_eq!(landmarks.last_throttle, at("5s"));
    assert_eq!(landmarks.first_cold_start, at("1s"));
    let quiet = scenario().function("orders", |f| f).run();
    assert_eq!(quiet.series().landmarks.first_throttle, None::<Instant>);
}

/// The second event is throttled at 1 s and at 2 s, and runs from 4 s on; the third one has waited for its first attempt only.
#[test]
fn the_queue_is_drained_when_what_was_throttled_has_left_it() {
    let orders = |length: &str, errors: f64| {
        let scenario = scenario().length(length);
        let one = |f: FunctionBuilder| f.reserved(1).duration("2s").init("0s").queue("0s", 0.0).errors(errors);
        scenario.function("orders", one).at("orders", "1s x 2, 9s").via(Via::Event).run()
    };
    let drained = |run: &Run| run.series().landmarks.queue_drained;
    assert_eq!(drained(&orders("10s", 0.0)), Some(span("4s").after_start()));
    assert_eq!(drained(&orders("4s", 0.0)), None, "the end of the run comes first");
    assert_eq!(drained(&orders("10s", 1.0)), None, "what has failed waits for a minute");
}

#[test]
fn a_state_that_goes_on_from_an_earlier_one_is_the_state_at_that_instant() {
    let run = scenario().length("60s").function("orders", |f| f.duration("3s")).poisson("orders", "500/s").run();
    let mut near = None;
    for at in ["1s", "1s", "7s", "59s", "3s", "30s", "60s", "0s"] {
        let at = span(at).after_start();
        let state = run.state_at(at, near.take());
        assert_eq!(state.frame(), run.frame_at(at), "{at}");
        near = Some(state);
    }
}
