//! What is changed for a while: `until`, and a dependency that is slow or fails.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::intervention::Intervention;
use lambda_sim::plan::Plan;
use lambda_sim::problem::{Problem, Rule};
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::{Instant, Span};
use lambda_sim::tree::Tree;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Outcome;

use crate::changes::changes_of;
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{log_normal, plan_of, rate, scenario, span};

const START: &str = "version: 1\nlength: 5m\nfunctions: { a: { duration: 100ms, init: 0s }, b: { duration: 100ms, init: 0s } }\n\
                     callers: [{ function: a, rate: 10/s, process: even }]\ninterventions:\n";

fn read(entries: &str) -> Result<(Scenario, Plan), Vec<Problem>> {
    let tree: Tree = serde_saphyr::from_str(&format!("{START}{entries}")).expect("the file is YAML");
    Scenario::read(&tree)
}

/// What begins and ends, as text.
fn turns(plan: &Plan) -> Vec<String> {
    let told = plan.interventions().map(|turn| {
        let name = turn.function.map_or("*", |function| plan.function(function).name.as_str());
        let end = if turn.is_end { " again" } else { "" };
        format!("{} {name} {:?} {}{end}", turn.at, turn.setting, turn.value)
    });
    told.collect()
}

fn during(at: &str, until: &str, function: &str, setting: Setting, value: Value) -> Intervention {
    Intervention { at: span(at), until: Some(span(until)), owner: Owner::Function(function.to_owned()), setting, value }
}

#[test]
fn what_was_before_holds_again_at_the_end_of_a_change() {
    let (_, plan) = read(
        "  - { at: 60s, until: 120s, change: { function: [a, b], dependency_delay: 2s } }
  - { at: 70s, until: 80s, DeleteFunctionConcurrency: { function: a } }
  - { at: 10s, PutFunctionConcurrency: { function: a, ReservedConcurrentExecutions: 7 } }
  - { at: 90s, until: 1h, RequestServiceQuotaIncrease: { ConcurrentExecutions: 2000 } }
",
    )
    .expect("a good file");
    let expected = [
        "10s a ReservedConcurrency 7",
        "1m a DependencyDelay 2s",
        "1m b DependencyDelay 2s",
        "1m10s a ReservedConcurrency none",
        "1m20s a ReservedConcurrency 7 again",
        "1m30s * AccountConcurrency 2000",
        "2m b DependencyDelay 0s again",
        "2m a DependencyDelay 0s again",
    ];
    assert_eq!(turns(&plan), expected);
}

/// 1 from 10 s to 60 s, 2 from 20 s to 40 s, 3 from 30 s to 90 s.
#[test]
fn of_several_that_hold_the_one_that_began_last_counts_and_the_rest_comes_out_from_under_it() {
    let mut scenario = scenario().length("2m").function("a", |f| f).at("a", "0s").build();
    for (at, until, count) in [("30s", "90s", 3), ("10s", "60s", 1), ("20s", "40s", 2)] {
        let change = during(at, until, "a", Setting::ReservedConcurrency, Value::Count(count));
        scenario.interventions.push(change);
    }
    let plan = plan_of(&scenario);
    let reserved = |at: u64| {
        let function = plan.function_ids().next().expect("there is one");
        plan.in_force(span("1s").after_start() + Span::from_secs(at - 1))
            .function(function)
            .reserved
            .map(Concurrency::get)
    };
    let held = [9, 10, 19, 20, 30, 40, 59, 60, 89, 90].map(reserved);
    assert_eq!(held, [None, Some(1), Some(1), Some(2), Some(3), Some(3), Some(3), Some(3), Some(3), None]);
    // Two of the ends change nothing: another one holds.
    assert_eq!(turns(&plan).len(), 4, "{:?}", turns(&plan));
}

#[test]
fn at_one_instant_what_ends_comes_before_what_begins_and_the_last_begun_ends_first() {
    let reserved =
        |at, until, function, count| during(at, until, function, Setting::ReservedConcurrency, Value::Count(count));
    let mut scenario = scenario().limit(1_000).length("2m").function("a", |f| f.reserved(800)).function("b", |f| f);
    scenario = scenario.at("a", "0s");
    let mut scenario = scenario.build();
    // There is room for 800 of one of them, so each must give back before the other takes.
    scenario.interventions =
        vec![reserved("10s", "60s", "a", 1), reserved("10s", "60s", "b", 800), reserved("60s", "90s", "a", 900)];
    let expected = [
        "10s a ReservedConcurrency 1",
        "10s b ReservedConcurrency 800",
        "1m b ReservedConcurrency none again",
        "1m a ReservedConcurrency 800 again",
        "1m a ReservedConcurrency 900",
        "1m30s a ReservedConcurrency 800 again",
    ];
    assert_eq!(turns(&plan_of(&scenario)), expected);
}

#[test]
fn an_end_after_which_too_much_would_be_reserved_is_refused_at_its_place() {
    let problems = read(
        "  - { at: 10s, PutFunctionConcurrency: { function: a, ReservedConcurrentExecutions: 800 } }
  - { at: 20s, until: 40s, PutFunctionConcurrency: { function: a, ReservedConcurrentExecutions: 100 } }
  - { at: 30s, PutFunctionConcurrency: { function: b, ReservedConcurrentExecutions: 800 } }
  - { at: 50s, until: 49s, DeleteFunctionConcurrency: { function: a } }
  - { at: 50s, until: soon, DeleteFunctionConcurrency: { function: a } }
  - { at: 50s, DeleteFunctionConcurrency: { function: [a, a] } }
  - { at: 50s, DeleteFunctionConcurrency: { function: [] } }
  - { at: 50s, DeleteFunctionConcurrency: { function: [b, c] } }
",
    )
    .expect_err("six mistakes");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "interventions[4].until is \"soon\": must be a length of time",
        "interventions[5].DeleteFunctionConcurrency.function[1] is \"a\": the key stands twice",
        "interventions[6].DeleteFunctionConcurrency.function is a list of 0: must hold at least one entry",
        "interventions[3].until is 49s: must come after 50s, when it begins",
        "interventions[1].until is 40s: the reservations add up to 1600",
        "interventions[7].DeleteFunctionConcurrency.function[1] is \"c\": there is no such function",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
    assert_eq!(problems[3].rule, Rule::NotAfter { at: span("50s") });
}

/// The law keeps its shape and the curve its points: not only their mean and peak come back.
#[test]
fn after_a_change_of_no_length_worth_speaking_of_the_run_goes_on_as_without_it() {
    let plain = scenario().length("2m").function("a", |f| f.duration(log_normal("80ms", 0.7)));
    let mut changed = plain.clone().poisson_curve("a", &[("0s", "5/s"), ("70s", "31/s")]).build();
    let plain = plain.poisson_curve("a", &[("0s", "5/s"), ("70s", "31/s")]).build();
    for (setting, value) in
        [(Setting::Duration, Value::Span(span("7ms"))), (Setting::PeakRate, Value::Rate(rate("0/s")))]
    {
        let owner = Owner::Function("a".to_owned());
        let (at, until) = (span("60s"), Some(span("60s1ns")));
        changed.interventions.push(Intervention { at, until, owner, setting, value });
    }
    let runs = [plain, changed].map(|scenario| invocations(&changes_of(&plan_of(&scenario))));
    let [before, after] = runs.map(|runs| runs.into_iter().map(|run| run.duration()).collect::<Vec<_>>());
    assert!(500 < before.len(), "{} invocations", before.len());
    assert_eq!(before, after);
}

fn runs(entries: &str) -> Vec<Invocation> {
    let (_, plan) = read(entries).expect("a good file");
    invocations(&changes_of(&std::sync::Arc::new(plan)))
}

#[test]
fn a_slow_dependency_is_added_to_the_runs_that_begin_while_it_is_slow() {
    let runs = runs("  - { at: 60s, until: 120s, change: { function: a, dependency_delay: 2s } }\n");
    for run in &runs {
        let is_slow = (60..120).contains(&(run.invoked.map_or(0, Instant::as_nanos) / 1_000_000_000));
        let Some(duration) = run.duration() else { continue };
        assert_eq!(duration, span(if is_slow { "2.1s" } else { "100ms" }), "{run:?}");
    }
    assert_eq!(runs.len(), 3_000);
}

#[test]
fn a_dependency_that_is_slower_than_the_timeout_allows_is_a_timeout() {
    let scenario = scenario().function("a", |f| f.timeout("2s").errors(1.0)).even("a", "1/s").set(
        "0s",
        "a",
        Setting::DependencyDelay,
        Value::Span(span("1901ms")),
    );
    let runs = invocations(&changes_of(&scenario.plan()));
    assert!(runs.iter().filter_map(|run| run.outcome).all(|outcome| outcome == Outcome::TimedOut), "{runs:?}");
    assert_eq!(runs[0].duration(), Some(span("2s")));
}

/// Each run that fails without it fails with it, and of the others so many fail as it says.
#[test]
fn a_failing_dependency_fails_its_part_of_the_runs_that_would_have_succeeded() {
    let outcomes = |part: f64| {
        let account =
            scenario().length("20s").function("a", |f| f.duration("1ms").timeout("1s").errors(0.2).timeouts(0.1));
        let account = account.set("0s", "a", Setting::DependencyErrorRate, Value::Fraction(part));
        let runs = invocations(&changes_of(&account.even("a", "1000/s").plan()));
        runs.into_iter().filter_map(|run| run.outcome).collect::<Vec<_>>()
    };
    let (without, with) = (outcomes(0.0), outcomes(0.25));
    let pairs = || without.iter().zip(&with);
    assert!(pairs().all(|(without, with)| *without == Outcome::Success || without == with));
    let succeeded = pairs().filter(|(without, _)| **without == Outcome::Success);
    let failed = succeeded.clone().filter(|(_, with)| **with == Outcome::Error).count();
    let count = succeeded.count();
    // A quarter of 14,000 or so, within four standard errors.
    assert!((count / 4).abs_diff(failed) < 205, "{failed} of {count}");
    assert!(outcomes(1.0).iter().all(|outcome| *outcome != Outcome::Success));
}
