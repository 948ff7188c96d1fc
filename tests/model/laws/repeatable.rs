//! Same seed, same run; and moving one thing leaves all other random numbers as they were.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;
use std::sync::Arc;

use lambda_sim::law::Law;
use lambda_sim::scenario::{Function, Scenario};
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::{Run, Runner};
use lambda_sim::units::Concurrency;

use super::random_scenarios::{random_scenario, seeds};
use crate::changes::{arrivals_of, changes_of};
use crate::dice::Dice;
use crate::invocations::invocations;
use crate::scenario_builder::{exponential, plan_of, scenario, span, uniform};

#[test]
fn the_same_seed_gives_the_same_run_and_another_seed_another() {
    for seed in seeds() {
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
    for seed in seeds() {
        let scenario = random_scenario(seed);
        assert!(changes_of(&plan_of(&scenario)) == changes_of(&plan_of(&scenario.clone())), "seed {seed}");
    }
}

#[test]
fn computing_a_run_in_slices_changes_nothing() {
    for seed in seeds() {
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
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut dice = Dice::new(seed);
        let mut simulation = Simulation::new(Arc::clone(&plan));
        let mut changes = Vec::new();
        while simulation.now() < plan.end() {
            let until = simulation.now() + Span::from_millis(u64::from(dice.between(0, 700)));
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

#[test]
fn moving_one_function_leaves_the_random_numbers_of_the_other_as_they_were() {
    type Edit = (&'static str, fn(&mut Scenario));
    let edits: [Edit; 7] = [
        ("reserving", |s| s.functions[0].reserved_concurrent_executions = Some(Concurrency::new(10))),
        ("a longer handler", |s| s.functions[0].duration = Law::Constant(Span::from_secs(2))),
        ("a longer INIT", |s| s.functions[0].init = exponential("900ms")),
        ("another idle lifetime", |s| s.functions[0].idle_lifetime = uniform("0s", "1s")),
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

#[test]
fn a_longer_run_begins_like_a_shorter_one() {
    for seed in seeds() {
        let mut scenario = random_scenario(seed);
        let long = changes_of(&plan_of(&scenario));
        scenario.length = span("4s");
        let short = changes_of(&plan_of(&scenario));
        let before_the_end = long.partition_point(|(at, _)| *at < span("4s").after_start());
        assert!(short == long[..before_the_end], "seed {seed}");
    }
}
