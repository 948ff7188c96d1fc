//! The queue as a whole: nothing gets lost in it, it drains, and the series count it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::metrics::Row;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use crate::changes::changes_of;
use crate::invocations::invocations;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, span};

/// Steps through a run; after each step every event is done, given up, waiting or running.
#[track_caller]
fn check_nothing_is_lost(scenario: ScenarioBuilder) {
    let plan = scenario.plan();
    let mut simulation = Simulation::new(plan);
    let mut steps = 0_u32;
    while simulation.step(&mut ()) {
        let frame = simulation.frame();
        for function in &frame.functions {
            let events = function.tally.events();
            let running = u64::from(function.phases.in_flight().get());
            let known = events.done + events.dropped + u64::from(function.waiting_events) + running;
            assert_eq!(events.received, known, "at {}", frame.at);
            assert!(events.dead_lettered <= events.dropped);
            assert_eq!(function.oldest_event.is_some(), 0 < function.waiting_events);
        }
        steps += 1;
    }
    assert!(1_000 < steps, "something happens: {steps} steps");
}

#[test]
fn at_every_instant_each_event_is_done_given_up_waiting_or_running() {
    let failing =
        |f: FunctionBuilder| f.errors(0.4).timeouts(0.1).timeout("2s").duration(exponential("500ms")).init("145ms");
    for seed in 1..=5 {
        let account = scenario().seed(seed).limit(108).length("8m");
        let account = account.function("a", |f| failing(f).event_age("60s"));
        let account = account.function("b", |f| failing(f).reserved(3).retries(1).idle_lifetime("1s"));
        let account = account.function("c", |f| failing(f).reserved(0)).function("d", |f| failing(f).reserved(5));
        let account = account.poisson("a", "2/s").via(Via::S3).poisson("b", "2/s").via(Via::Sns);
        check_nothing_is_lost(account.poisson("c", "1/s").via(Via::Event).at("d", "1m x 100").via(Via::EventBridge));
    }
}

/// Fifty of the thousand run at once; all others come back together, at the ages of the schedule, and each time fifty run:
/// but at the age of 1 s the first fifty still do. Nine waves up to the age of 511 s, then one every five minutes.
#[test]
fn without_jitter_a_thousand_files_come_back_in_waves_of_which_fifty_run() {
    let files = || {
        let account =
            scenario().length("2h").function("thumbnails", |f| f.reserved(50).duration("2s").queue("33ms", 0.0));
        account.at("thumbnails", "0s x 1000").via(Via::S3)
    };
    let mut waves: Vec<(u64, u32)> = Vec::new();
    for run in invocations(&changes_of(&files().plan())) {
        let age = run.admitted.since(span("33ms").after_start()).whole_secs();
        match waves.last_mut() {
            Some((last, count)) if *last == age => *count += 1,
            _ => waves.push((age, 1)),
        }
    }
    let ages = [0, 3, 7, 15, 31, 63, 127, 255, 511].into_iter().chain((0..11).map(|k| 811 + 300 * k));
    assert_eq!(waves, ages.map(|age| (age, 50)).collect::<Vec<_>>());
    let run = files().run_by("1m");
    let events = run.series().functions[0].total.events;
    assert_eq!(
        (events.received, events.done, events.dropped, run.series().functions[0].waiting_at_end),
        (1_000, 1_000, 0, 0)
    );
}

/// The jitter spreads the waves, so that the same burst is worked off much sooner.
#[test]
fn a_burst_of_a_thousand_files_against_a_reservation_of_fifty_drains() {
    let account = scenario().length("20m").function("thumbnails", |f| f.reserved(50).duration("2s"));
    let run = account.at("thumbnails", "10s x 1000").via(Via::S3).run();
    let series = &run.series().functions[0];
    let (total, events) = (&series.total, series.total.events);
    assert_eq!((total.concurrency.max, total.backlog.max, total.invocations), (50, 1_000, 1_000));
    assert_eq!((events.received, events.done, events.dropped, series.waiting_at_end), (1_000, 1_000, 0, 0));
    let levels: Vec<u32> = series.rows.iter().map(|row| row.backlog.max).collect();
    assert_eq!(levels[..11], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000]);
    assert!(levels[10..].is_sorted_by(|before, after| after <= before), "it only falls: {levels:?}");
    assert_eq!(levels.last(), Some(&0));
    let frame = run.frame_at(span("11s").after_start()).functions.remove(0);
    assert_eq!((frame.waiting_events, frame.oldest_event), (950, Some(span("10s").after_start())));
}

/// An event at 0 s finds room at 31 s; periods of ten seconds. Another comes at 42 s and is done at once.
#[test]
fn the_series_show_how_many_wait_how_old_the_oldest_is_and_the_age_at_each_attempt() {
    let account = scenario().limit(1).length("1m").function("orders", |f| f.queue("0s", 0.0));
    let account = account.function("other", |f| f.duration("20s")).at("other", "0s");
    let run = account.at("orders", "0s, 42s").via(Via::Event).run_by("10s");
    let of_function = &run.series().functions[0];
    let told = |rows: &[Row]| -> Vec<(u32, String, String)> {
        let one = |row: &Row| (row.backlog.max, row.oldest_age.to_string(), row.events.age_at_attempt.to_string());
        rows.iter().map(one).collect()
    };
    let expected = [
        (1, "10s", "7s"),  // attempts at 0, 1, 3 and 7 s
        (1, "20s", "15s"), // at 15 s
        (1, "30s", "0s"),  // none
        (1, "31s", "31s"), // at 31 s, when it leaves the queue
        (1, "0s", "0s"),   // the other, at once
        (0, "0s", "0s"),
    ];
    let expected: Vec<_> = expected.map(|(waiting, oldest, age)| (waiting, oldest.to_owned(), age.to_owned())).into();
    assert_eq!(told(&of_function.rows), expected);
    assert_eq!(told(&run.series().account.rows), expected, "of the account");
    assert!(of_function.rows[3].backlog.mean(span("10s")).total_cmp(&0.1).is_eq(), "it waits for one second of ten");
    let counts: Vec<_> = of_function.rows.iter().map(|row| (row.events.received, row.events.done)).collect();
    assert_eq!(counts, [(1, 0), (0, 0), (0, 0), (0, 1), (1, 1), (0, 0)]);
    assert_eq!((of_function.total.oldest_age, of_function.total.events.age_at_attempt), (span("31s"), span("31s")));
}

/// An old event is tried first in the period, a new one last: the period has the greater age.
#[test]
fn the_age_at_attempts_is_the_greatest_of_the_period() {
    let account = scenario().limit(1).length("10s").function("orders", |f| f.queue("0s", 0.0));
    let account = account.function("other", |f| f.duration("20s")).at("other", "0s");
    let run = account.at("orders", "0s, 8.5s").via(Via::Event).run_by("10s");
    // Attempts at 0, 1, 3 and 7 s, and of the new one at 8.5 and 9.5 s.
    assert_eq!(run.series().account.rows[0].events.age_at_attempt, span("7s"));
    assert_eq!(run.series().account.rows[0].oldest_age, span("10s"));
    let frame = |at: &str| run.frame_at(span(at).after_start()).functions.remove(0);
    assert_eq!(frame("9s").oldest_event, Some(span("0s").after_start()), "of two that wait the older one");
    assert_eq!(frame("9s").waiting_events, 2);
}

/// Requests are numbered function by function, so events of two functions may have the same number and instant.
#[test]
fn events_of_two_functions_that_look_alike_are_two_in_the_queue_of_the_account() {
    let account = scenario().limit(1).length("2s").function("a", |f| f).function("b", |f| f);
    let account = account.function("other", |f| f.duration("100s")).at("other", "0s");
    let run = account.at("a", "1s x 3").via(Via::S3).at("b", "1s x 2").via(Via::Sns).run();
    let series = run.series();
    assert_eq!((series.account.total.backlog.max, series.account.waiting_at_end), (5, 5));
    assert_eq!((series.functions[0].total.backlog.max, series.functions[1].total.backlog.max), (3, 2));
}

/// The account's oldest event is that of the function whose event waits longest.
#[test]
fn the_oldest_event_of_the_account_is_the_oldest_of_all_functions() {
    let account =
        scenario().limit(1).length("20s").function("a", |f| f.queue("0s", 0.0)).function("b", |f| f.queue("0s", 0.0));
    let account = account.function("other", |f| f.duration("100s")).at("other", "0s");
    let run = account.at("a", "1s x 3").via(Via::S3).at("b", "5s x 2").via(Via::Sns).run_by("10s");
    let ages = |row: usize| {
        let of_functions = run.series().functions.iter().map(|series| series.rows[row].oldest_age);
        let mut ages: Vec<Span> = of_functions.collect();
        ages.push(run.series().account.rows[row].oldest_age);
        ages
    };
    assert_eq!(ages(0), ["9s", "5s", "0s", "9s"].map(span));
    assert_eq!(ages(1), ["19s", "15s", "0s", "19s"].map(span));
    let backlog = |row: usize| run.series().account.rows[row].backlog.max;
    assert_eq!((backlog(0), backlog(1)), (5, 5));
    assert_eq!(run.series().account.waiting_at_end, 5);
    let ends: Vec<usize> = run.series().functions.iter().map(|series| series.waiting_at_end).collect();
    assert_eq!(ends, [3, 2, 0]);
}

/// An event waits after its acceptance, after a throttle or after a failed run; a throttle counts even after a failure.
#[test]
fn a_frame_tells_what_its_events_wait_after() {
    let account = scenario().limit(1).length("5m").function("orders", |f| f.errors(1.0).queue("33ms", 0.0));
    let account = account.function("other", |f| f.duration("500ms")).at("other", "0s, 61s");
    let run = account.at("orders", "0s").via(Via::Event).run();
    let after = |at: &str| {
        let frame = run.frame_at(span(at).after_start()).functions.remove(0);
        (frame.waiting_events, frame.throttled_events, frame.failed_events)
    };
    assert_eq!(after("32ms"), (1, 0, 0), "accepted");
    assert_eq!(after("33ms"), (1, 1, 0), "throttled at 33 ms");
    assert_eq!(after("1.1s"), (0, 0, 0), "it runs at 1.033 s");
    assert_eq!(after("1.2s"), (1, 0, 1), "it has failed at 1.133 s");
    assert_eq!(after("61.2s"), (1, 1, 0), "and was throttled at 61.133 s");
    assert_eq!(after("63s"), (1, 0, 1), "and has failed again at 62.233 s");
    assert_eq!(after("5m"), (0, 0, 0), "and is given up");
}

/// Synchronous requests wait for nothing and are no events.
#[test]
fn synchronous_requests_are_not_in_the_queue() {
    let run = scenario().limit(1).function("orders", |f| f.duration("5s")).at("orders", "0s x 3").via(Via::Sdk).run();
    let total = run.series().functions[0].total;
    assert_eq!((total.backlog.max, total.events.received, total.requests), (0, 0, 3));
    assert_eq!(total.oldest_age, Span::ZERO);
}
