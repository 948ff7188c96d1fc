//! INIT that takes too long, and INIT that is done once more because a run was cut off or its process has ended.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::via::Outcome;

use crate::changes::changes_of;
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, span};

fn runs(scenario: ScenarioBuilder) -> Vec<Invocation> {
    invocations(&changes_of(&scenario.plan()))
}

/// When the handler began after the request had come, how long it ran, and how it ended.
fn told(runs: &[Invocation]) -> Vec<(bool, Span, Span, Outcome)> {
    let told = |run: &Invocation| {
        let began = run.invoked.map_or(Span::ZERO, |invoked| invoked.since(run.admitted));
        (run.is_cold, began, run.duration().expect("it has ended"), run.outcome.expect("it has ended"))
    };
    runs.iter().map(told).collect()
}

fn orders(at: &str, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    scenario().length("10m").function("orders", |f| with(f.duration("100ms"))).at("orders", at)
}

#[test]
fn init_over_10_s_is_cut_there_and_done_once_more_in_the_first_run() {
    let slow = |init: &'static str| orders("0s, 1m", move |f| f.setup("1s").init(init).first_run("300ms"));
    let ok = Outcome::Success;
    let (cold, warm) = ((true, span("11s")), (false, span("0s"), span("100ms"), ok));
    assert_eq!(told(&runs(slow("10s"))), [(cold.0, cold.1, span("400ms"), ok), warm]);
    assert_eq!(told(&runs(slow("10.000000001s"))), [(cold.0, cold.1, span("10.400000001s"), ok), warm]);
    assert_eq!(told(&runs(slow("25s"))), [(cold.0, cold.1, span("25.4s"), ok), warm]);
}

#[test]
fn what_is_repeated_counts_towards_the_timeout_so_a_function_can_never_come_up() {
    let hopeless = orders("0s, 1m, 2m", |f| f.init("12s").timeout("11s"));
    let cut = |is_cold, began| (is_cold, span(began), span("11s"), Outcome::TimedOut);
    assert_eq!(told(&runs(hopeless)), [cut(true, "10s"), cut(false, "0s"), cut(false, "0s")]);
}

#[test]
fn what_is_repeated_is_billed() {
    let billed = |f: fn(FunctionBuilder) -> FunctionBuilder, at: &str| {
        let run = orders(at, f).run();
        run.frame_at(span("9m").after_start()).functions[0].tally.usage().millis
    };
    assert_eq!(billed(|f| f.setup("1s").init("12s"), "0s"), 10_000 + 12_000 + 100);
    assert_eq!(billed(|f| f.init("2s").timeouts(1.0).timeout("5s"), "0s, 1m"), 2_000 + 5_000 + 5_000);
}

#[test]
fn after_a_timeout_the_next_run_there_begins_with_init_and_is_no_cold_start() {
    let slow = orders("0s, 1m, 2m", |f| f.setup("1s").init("2s").first_run("300ms").timeout("3s").duration("1s"))
        .set("500ms", "orders", Setting::Duration, Value::Span(span("4s")))
        .set("30s", "orders", Setting::Duration, Value::Span(span("100ms")));
    assert_eq!(
        told(&runs(slow)),
        [
            (true, span("3s"), span("3s"), Outcome::TimedOut),
            (false, span("0s"), span("2.4s"), Outcome::Success),
            (false, span("0s"), span("100ms"), Outcome::Success),
        ]
    );
}

#[test]
fn a_crash_takes_the_duration_of_the_handler_and_resets_its_environment() {
    let crashing = runs(orders("0s, 1m", |f| f.init("2s").first_run("300ms").crashes(1.0)));
    assert_eq!(
        told(&crashing),
        [(true, span("2s"), span("400ms"), Outcome::Crashed), (false, span("0s"), span("2.4s"), Outcome::Crashed),]
    );
    assert_eq!(crashing[1].environment, 1);
}

#[test]
fn a_raised_error_resets_nothing() {
    let raising = runs(orders("0s, 1m", |f| f.init("2s").first_run("300ms").errors(1.0)));
    assert_eq!(raising[1].duration(), Some(span("100ms")));
}

#[test]
fn a_provisioned_environment_is_reset_too() {
    let account = orders("0s, 1m", |f| f.init("2s").first_run("300ms").timeout("1s").provisioned(1).crashes(1.0));
    let crashed = (false, span("0s"), span("400ms"), Outcome::Crashed);
    let cut = (false, span("0s"), span("1s"), Outcome::TimedOut);
    assert_eq!(told(&runs(account)), [crashed, cut]);
}

#[test]
fn crashes_are_as_frequent_as_their_rate_says_and_move_no_other_outcome() {
    let many = |crashes: f64| {
        let account = scenario().length("25s").limit(100_000);
        let account = account.function("orders", |f| f.duration("10ms").timeout("1s").errors(0.2).crashes(crashes));
        runs(account.even_curve("orders", &[("0s", "1000/s"), ("20s", "1000/s"), ("20s", "0/s")]))
    };
    let (without, with) = (many(0.0), many(0.3));
    let crashed = with.iter().filter(|run| run.outcome == Some(Outcome::Crashed)).count();
    assert!((5_740..=6_260).contains(&crashed), "{crashed} of 20,000 at 30 %: four standard errors are 259");
    let is_error = |run: &&Invocation| run.outcome == Some(Outcome::Error);
    let errors = |runs: &[Invocation]| runs.iter().filter(is_error).map(|run| run.request).collect::<Vec<_>>();
    assert_eq!(errors(&without), errors(&with));
}

/// The lengths of INIT that are drawn for it belong to the invocation: all else stays.
#[test]
fn a_reset_draws_from_no_stream() {
    let account = |crashes: f64| {
        let account = orders("0s, 1s, 2s, 3s x 3, 4m x 3", |f| f.init(exponential("100ms")).crashes(crashes));
        runs(account)
    };
    let began = |runs: Vec<Invocation>| {
        let cold = runs.into_iter().filter(|run| run.is_cold);
        cold.map(|run| run.invoked).collect::<Vec<_>>()
    };
    assert_eq!(began(account(0.0)), began(account(1.0)));
    let repeated = account(1.0).into_iter().filter(|run| !run.is_cold).map(|run| run.duration()).collect::<Vec<_>>();
    assert!(repeated.windows(2).all(|pair| pair[0] != pair[1]), "each has its own: {repeated:?}");
}
