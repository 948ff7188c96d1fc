//! Same seed, same run; and moving one thing leaves all other random numbers as they were.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;
use std::sync::Arc;

use lambda_sim::admission::Start;
use lambda_sim::change::Change;
use lambda_sim::digest::Digest;
use lambda_sim::law::Law;
use lambda_sim::scenario::{Caller, Function, Scenario};
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::{Run, Runner};
use lambda_sim::units::Concurrency;
use lambda_sim::via::{Outcome, Via};

use super::random_scenarios::{all_seeds, random_scenario};
use crate::changes::{arrivals_of, changes_of};
use crate::dice::Dice;
use crate::invocations::invocations;
use crate::scenario_builder::{exponential, plan_of, scenario, span, uniform};

#[test]
fn the_same_seed_gives_the_same_run_and_another_seed_another() {
    for seed in all_seeds() {
        let orders = |seed| {
            let account = scenario().seed(seed).limit(20).function("orders", |f| f.duration(exponential("200ms")));
            account.poisson("orders", "100/s").run()
        };
        assert_eq!(orders(seed).digest(), orders(seed).digest(), "seed {seed}");
        assert_eq!(orders(seed).series(), orders(seed).series(), "seed {seed}");
        assert_ne!(orders(seed).digest(), orders(seed + 1).digest(), "seed {seed}");
    }
}

#[test]
fn the_same_scenario_gives_the_same_changes() {
    for seed in all_seeds() {
        let scenario = random_scenario(seed);
        assert!(changes_of(&plan_of(&scenario)) == changes_of(&plan_of(&scenario.clone())), "seed {seed}");
    }
}

/// A run keeps checkpoints while it is computed.
#[test]
fn keeping_checkpoints_changes_nothing() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut digest = Digest::default();
        Simulation::new(Arc::clone(&plan)).run_to(plan.end(), &mut digest);
        assert_eq!(Run::of(plan, span("1s")).digest(), digest, "seed {seed}");
    }
}

#[test]
fn computing_a_run_in_slices_changes_nothing() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let whole = Run::of(Arc::clone(&plan), span("1s"));
        let mut dice = Dice::new(seed);
        let mut sliced = Runner::new(Arc::clone(&plan), span("1s"));
        while !sliced.advance(dice.between(0, 200)) {}
        let sliced = sliced.finish();
        assert_eq!(sliced.digest(), whole.digest(), "seed {seed}");
        assert_eq!(sliced.series(), whole.series(), "seed {seed}");
        let unfinished = Runner::new(plan, span("1s")).finish();
        assert_eq!(unfinished.digest(), whole.digest(), "seed {seed}: finishing computes what is missing");
    }
}

#[test]
fn running_to_one_instant_after_another_changes_nothing() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut dice = Dice::new(seed);
        let mut simulation = Simulation::new(Arc::clone(&plan));
        let mut changes = Vec::new();
        while simulation.now() < plan.end() {
            let until = simulation.now() + Span::from_nanos(dice.below(plan.length().as_nanos() / 15));
            simulation.run_to(until, &mut |at: Instant, change: &_| changes.push((at, *change)));
            assert_eq!(simulation.now(), until.min(plan.end()), "seed {seed}");
        }
        assert!(changes == changes_of(&plan), "seed {seed}");
    }
}

/// The traffic and the durations of a function: arrivals, and the handler duration of each request that has ended.
fn random_numbers_of(scenario: &Scenario, name: &str) -> (Vec<Instant>, BTreeMap<u64, Span>) {
    let plan = plan_of(scenario);
    let place = plan.functions().iter().position(|function| function.name == name).expect("a function of the scenario");
    let changes = changes_of(&plan);
    let durations = invocations(&changes).into_iter().filter(|run| run.function == place);
    let durations = durations.filter_map(|run| Some((run.request, run.duration()?))).collect();
    (arrivals_of(&changes, place), durations)
}

/// Holds two runs of one function against each other: the same arrivals, and the same duration for each request that ran
/// to its end in both. At least `least` such requests make it a test.
#[track_caller]
fn check_same_numbers(before: &Scenario, after: &Scenario, name: &str, least: usize, what: &str) {
    let (arrivals, durations) = random_numbers_of(before, name);
    let (new_arrivals, new_durations) = random_numbers_of(after, name);
    assert!(arrivals == new_arrivals, "{what} moved the arrivals at {name}");
    let both =
        durations.iter().filter_map(|(request, duration)| Some((request, duration, new_durations.get(request)?)));
    let both: Vec<_> = both.collect();
    assert!(least <= both.len(), "{what}: only {} requests ran in both", both.len());
    for (request, duration, new) in both {
        assert_eq!(duration, new, "{what} changed the duration of request {request} to {name}");
    }
}

fn two_functions() -> Scenario {
    let both = scenario().seed(9).limit(140).function("a", |f| f.duration(exponential("300ms")).init("80ms"));
    let both = both.function("b", |f| {
        f.duration(exponential("200ms")).init(exponential("100ms")).idle_lifetime(uniform("1s", "3s")).reserved(20)
    });
    both.poisson("a", "90/s").poisson("b", "120/s").build()
}

/// What is changed, and how.
type Edit = (&'static str, fn(&mut Scenario));

#[test]
fn moving_one_function_leaves_the_random_numbers_of_the_other_as_they_were() {
    let edits: [Edit; 13] = [
        ("reserving", |s| s.functions[0].reserved_concurrent_executions = Some(Concurrency::new(10))),
        ("a longer handler", |s| s.functions[0].duration = Law::Constant(Span::from_secs(2))),
        ("a longer INIT", |s| s.functions[0].init = Some(exponential("900ms"))),
        ("another idle lifetime", |s| s.functions[0].idle_lifetime = uniform("0s", "1s")),
        ("a set-up", |s| s.functions[0].setup = Some(exponential("200ms"))),
        ("a longer first run", |s| s.functions[0].first_run = Some(uniform("0s", "1s"))),
        ("a timeout", |s| s.functions[0].timeout = span("1s")),
        ("errors", |s| (s.functions[0].error_rate, s.functions[0].timeout_rate) = (0.5, 0.01)),
        ("retries", |s| s.callers[0] = Caller::new("a", Via::Sdk, s.callers[0].traffic.clone())),
        ("events", |s| s.callers[0] = Caller::new("a", Via::Event, s.callers[0].traffic.clone())),
        ("other traffic", |s| drop(s.callers.remove(0))),
        ("another name", |s| {
            s.functions[0].name = "c".into();
            s.callers[0].function = "c".into();
        }),
        ("a function in front", |s| s.functions.insert(0, Function::new("new", Law::Constant(Span::ZERO)))),
    ];
    for (what, edit) in edits {
        let before = two_functions();
        let mut after = before.clone();
        edit(&mut after);
        assert_ne!(before, after);
        check_same_numbers(&before, &after, "b", 500, what);
    }
}

#[test]
fn the_duration_of_a_request_does_not_depend_on_what_was_throttled_before() {
    let before = two_functions();
    for reserved in [0, 1, 5, 19, 21, 40] {
        let mut after = before.clone();
        after.functions[1].reserved_concurrent_executions = Some(Concurrency::new(reserved));
        let least = if reserved == 0 { 0 } else { 30 };
        check_same_numbers(&before, &after, "b", least, &format!("a reservation of {reserved}"));
    }
}

/// Events of which seven in ten fail, so that most run more than once.
fn failing_events() -> Scenario {
    let orders =
        scenario().limit(140).length("400s").function("orders", |f| f.duration(exponential("400ms")).errors(0.7));
    orders.poisson("orders", "5/s").via(Via::Event).build()
}

#[test]
fn a_request_takes_as_long_in_every_attempt() {
    let mut durations: BTreeMap<u64, Vec<Span>> = BTreeMap::new();
    for run in invocations(&changes_of(&plan_of(&failing_events()))) {
        durations.entry(run.request).or_default().extend(run.duration());
    }
    assert!(500 < durations.values().filter(|of_request| 1 < of_request.len()).count(), "many run more than once");
    for (request, durations) in durations {
        assert!(durations.iter().all(|duration| *duration == durations[0]), "request {request}: {durations:?}");
    }
}

/// What belongs to an environment: INIT, what its first run takes on top, and its idle lifetime.
type OfEnvironment = [Option<Span>; 3];

/// By the number of the environment, for a function whose handler takes 100 ms.
fn environments(scenario: &Scenario) -> BTreeMap<u64, OfEnvironment> {
    let mut found: BTreeMap<u64, OfEnvironment> = BTreeMap::new();
    let mut since: BTreeMap<u64, Instant> = BTreeMap::new();
    for (at, change) in changes_of(&plan_of(scenario)) {
        let (environment, place) = match change {
            Change::Started { environment, .. } | Change::InvocationEnded { environment, start: Start::Warm, .. } => {
                (environment, None)
            }
            Change::InitEnded { environment } => (environment, Some(0)),
            Change::InvocationEnded { environment, start: Start::Cold, .. } => (environment, Some(1)),
            Change::Shutdown { environment } => (environment, Some(2)),
            _ => continue,
        };
        let before = since.insert(environment.number, at).unwrap_or_default();
        if let Some(place) = place {
            found.entry(environment.number).or_default()[place] = Some(at.since(before));
        }
    }
    found
}

#[test]
fn what_belongs_to_an_environment_depends_on_no_request_and_on_no_limit() {
    let orders = |rate: &str| {
        let cold = scenario().limit(1_000).length("60s").function("orders", |f| {
            let f = f.duration("100ms").init(exponential("300ms")).setup(exponential("50ms"));
            f.first_run(exponential("200ms")).idle_lifetime(exponential("200ms"))
        });
        cold.poisson("orders", rate).build()
    };
    let before = environments(&orders("20/s"));
    let throttled = orders("300/s");
    let mut reserved = orders("20/s");
    reserved.functions[0].reserved_concurrent_executions = Some(Concurrency::new(4));
    let mut failing = orders("20/s");
    failing.functions[0].error_rate = 0.5;
    for (what, after) in [("more requests", throttled), ("a reservation", reserved), ("errors", failing)] {
        let after = environments(&after);
        let both = before.iter().filter_map(|(number, of)| Some((number, of, after.get(number)?)));
        let mut seen = [0; 3];
        for (number, of, new) in both {
            for place in 0..3 {
                if let (Some(one), Some(other)) = (of[place], new[place]) {
                    seen[place] += 1;
                    assert_eq!(
                        one,
                        other,
                        "{what}: {} of environment {number}",
                        ["INIT", "first run", "idle lifetime"][place]
                    );
                }
            }
        }
        assert!(seen.iter().all(|count| 30 < *count), "{what}: {seen:?} environments in both");
    }
}

/// By request and attempt.
fn outcomes(scenario: &Scenario) -> BTreeMap<(u64, u16), Outcome> {
    let runs = invocations(&changes_of(&plan_of(scenario)));
    runs.into_iter().filter_map(|run| Some(((run.request, run.attempt), run.outcome?))).collect()
}

#[test]
fn the_outcome_of_an_attempt_depends_on_no_other_request_and_on_no_limit() {
    let before = outcomes(&failing_events());
    let edits: [Edit; 5] = [
        ("a reservation", |s| s.functions[0].reserved_concurrent_executions = Some(Concurrency::new(3))),
        ("a longer handler", |s| s.functions[0].duration = exponential("3s")),
        ("other waits", |s| s.functions[0].asynchronous.retry_jitter = 0.0),
        ("fewer retries", |s| s.functions[0].asynchronous.maximum_retry_attempts = 1),
        ("a function in front", |s| s.functions.insert(0, Function::new("new", Law::Constant(Span::ZERO)))),
    ];
    for (what, edit) in edits {
        let mut after = failing_events();
        edit(&mut after);
        let after = outcomes(&after);
        let both = || before.iter().filter_map(|(attempt, outcome)| Some((attempt, outcome, after.get(attempt)?)));
        assert!(300 < both().count(), "{what}: {} attempts ran in both", both().count());
        for (attempt, outcome, new) in both() {
            assert_eq!(outcome, new, "{what} changed the outcome of {attempt:?}");
        }
    }
}

#[test]
fn a_longer_run_begins_like_a_shorter_one() {
    for seed in all_seeds() {
        let mut scenario = random_scenario(seed);
        let long = changes_of(&plan_of(&scenario));
        scenario.length = Span::ZERO.midpoint(scenario.length);
        scenario.interventions.retain(|intervention| intervention.at < scenario.length);
        let short = changes_of(&plan_of(&scenario));
        let before_the_end = long.partition_point(|(at, _)| *at < scenario.length.after_start());
        assert!(short == long[..before_the_end], "seed {seed}");
    }
}
