//! The longest and the shortest, the most and nothing at all: every run comes to an end.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::metrics::Row;
use lambda_sim::scenario::{Burst, Caller, Traffic};
use lambda_sim::setting::{Owner, Range, Scope, Setting, TABLE, Value};
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, log_normal, plan_of, rate, runtime, scenario, span};

/// Every request and event of a run is accounted for.
#[track_caller]
fn check_accounts(run: &Run) {
    let series = &run.series().account;
    let Row { requests, invocations, events, .. } = series.total;
    let waiting = series.waiting_at_end as u64;
    assert!(events.done + events.dropped + waiting <= events.received);
    assert!(events.dead_lettered <= events.dropped && events.expired_unsent <= events.dropped);
    assert!(events.received <= requests && requests <= series.total.attempts() + events.received);
    assert!(series.total.cold_starts <= invocations && series.total.errors <= invocations);
    let sums = series
        .rows
        .iter()
        .fold((0, 0, 0), |sums, row| (sums.0 + row.requests, sums.1 + row.attempts(), sums.2 + row.errors));
    assert_eq!(sums, (requests, series.total.attempts(), series.total.errors));
}

/// A year of a few events an hour, half of which fail.
#[test]
fn a_year_of_asynchronous_events_comes_to_an_end() {
    let account = scenario().length("366d").function("orders", |f| f.errors(0.5).runtime("java21").idle_lifetime("6m"));
    let account = account.function("off", |f| f.reserved(0));
    let account = account.poisson("orders", "6/h").via(Via::EventBridge).poisson("off", "1/h").via(Via::S3);
    let run = account.run_by("1d");
    assert_eq!(run.series().len(), 366);
    let events = run.series().functions[0].total.events;
    assert!((51_000..=54_500).contains(&events.received), "{events:?}");
    assert!(events.received - events.done - events.dropped <= 10, "few are on their way at the end: {events:?}");
    // One in eight fails three times.
    assert!((6_200..=7_000).contains(&events.dropped), "{events:?}");
    check_accounts(&run);
}

/// The one event of a year that never finds room: six hours, then nothing for the rest of it.
#[test]
fn a_year_with_a_single_event_has_no_more_to_do_than_its_attempts() {
    let account = scenario().limit(1).length("366d").function("orders", |f| f.queue("0s", 0.0));
    let account = account.function("other", |f| f.duration("15m"));
    let busy = [("0s", "4/h"), ("7h", "4/h"), ("7h", "0/s")];
    let account = account.even_curve("other", &busy).at("orders", "1s").via(Via::Event);
    let run = account.run_by("1d");
    assert_eq!(run.series().functions[0].total.throttled(), 80);
    assert_eq!(run.series().functions[0].total.events.expired_unsent, 1);
    check_accounts(&run);
}

#[test]
fn without_traffic_nothing_happens_for_a_year() {
    // The pollers of a queue go when nothing comes.
    for via in Via::ALL.into_iter().filter(|via| !via.is_polled()) {
        let account = scenario().length("366d").function("orders", |f| f.errors(1.0)).even("orders", "0/s").via(via);
        let account = account.poisson("orders", "0/s").via(via).at("orders", "1d x 0").via(via);
        let run = account.run_by("1d");
        assert_eq!(run.series().account.total, Row::default(), "{via:?}");
        assert_eq!(run.next_change(Span::ZERO.after_start()), None);
    }
}

/// Every length of time is zero: all of it happens at one instant, and ends.
#[test]
fn a_thousand_failing_events_that_take_no_time_end() {
    let nothing = |f: FunctionBuilder| f.duration("0s").init("0s").idle_lifetime("0s").queue("0s", 0.0).errors(1.0);
    let run = scenario().length("10m").function("orders", nothing).at("orders", "0s x 1000").via(Via::Sns).run();
    let total = run.series().functions[0].total;
    assert_eq!((total.invocations, total.events.dropped, total.environments.max), (3_000, 1_000, 1));
    check_accounts(&run);
}

/// Every length of time is the longest there is.
#[test]
fn the_longest_of_everything_ends() {
    let longest = |f: FunctionBuilder| {
        let f = f.duration(log_normal("15m", 5.0)).setup("15m").init("10s").first_run("15m").idle_lifetime("366d");
        f.timeout("15m").event_age("6h").queue("1m", 1.0).timeouts(1.0).memory(10_240)
    };
    let account = scenario().limit(1_000_000).length("366d").function("orders", longest);
    let run =
        account.at("orders", "0s x 300, 364d x 5").via(Via::Event).at("orders", "0s x 100").via(Via::Sdk).run_by("1d");
    let total = run.series().functions[0].total;
    assert_eq!((total.events.received, total.events.dropped), (305, 305));
    assert_eq!(total.errors, total.invocations, "each run hangs until the timeout");
    check_accounts(&run);
}

/// A hundred thousand requests at one instant: a thousand environments, and everybody else is refused or waits.
#[test]
fn a_burst_of_a_hundred_thousand_is_refused_by_the_scaling_rate() {
    let account =
        || scenario().limit(1_000_000).length("40ms").function("orders", |f| f.duration("1s").queue("0s", 0.0));
    let run = account().at("orders", "0s x 100000").run();
    assert_eq!((run.series().account.total.invocations, run.series().account.total.throttled()), (1_000, 99_000));
    let run = account().at("orders", "0s x 100000").via(Via::S3).run();
    let total = run.series().account.total;
    assert_eq!((total.invocations, total.throttled(), total.backlog.max), (1_000, 99_000, 99_000));
    assert_eq!(run.series().account.waiting_at_end, 99_000);
    check_accounts(&run);
}

/// The highest rate there is, for two milliseconds, on every way.
#[test]
fn the_highest_rate_ends_on_every_way() {
    for via in Via::ALL {
        let account =
            scenario().length("2ms").function("orders", |f| f.errors(0.5)).even("orders", "1000000/s").via(via);
        let run = account.run_by("1ms");
        let sources = run.series().sources.as_ref().map(|sources| sources.account.total.sent);
        assert_eq!(sources.unwrap_or(run.series().account.total.requests), 2_000, "{via:?}");
        check_accounts(&run);
    }
}

/// A scenario in which every setting has a place and everything new happens.
fn everything() -> ScenarioBuilder {
    let busy = |f: FunctionBuilder| f.reserved(2).errors(0.2).timeouts(0.1).timeout("2s").event_age("120s");
    let account = scenario().length("5m").function("orders", busy);
    let account = account.even("orders", "3/s").via(Via::S3);
    account.at("orders", "0s x 20").via(Via::Sdk).max_attempts(100)
}

/// Each setting at both ends of its range.
#[test]
fn every_setting_at_its_ends_makes_a_run_that_ends() {
    for row in TABLE {
        let ends = match row.range {
            Range::Count { min, .. } if row.setting == Setting::MinCapacity => {
                vec![Value::Count(min), Value::Count(900)]
            }
            Range::Count { min, max } => vec![Value::Count(min), Value::Count(max)],
            Range::OptionalCount { min, .. } => vec![Value::Count(min), Value::Count(900), Value::Unset],
            // A year of three a second would take too long here; a day of it shows as much.
            Range::Span { min, .. } if row.setting == Setting::Length => {
                vec![Value::Span(min), Value::Span(span("3h"))]
            }
            Range::Span { min, max } => vec![Value::Span(min), Value::Span(max)],
            Range::Rate { .. } => ["0/s", "1e-300/s", "100/s"].map(|text| Value::Rate(rate(text))).into(),
            Range::Fraction => vec![Value::Fraction(0.0), Value::Fraction(1.0)],
            Range::OptionalPart { .. } => vec![Value::Fraction(0.1), Value::Fraction(0.9), Value::Unset],
            Range::Destination { services } => services.iter().map(|name| Value::Choice(name)).collect(),
            Range::Choice { names, .. } => names.iter().map(|name| Value::Choice(name)).collect(),
        };
        for value in ends {
            let mut scenario = everything().build();
            let owner = match row.scope {
                Scope::Run | Scope::Account => Owner::Account,
                Scope::Function => Owner::Function("orders"),
                Scope::Caller(vias) => {
                    let caller =
                        Caller::new("orders", vias[0], Traffic::At([Burst { at: span("0s"), count: 20 }].into()));
                    scenario.callers.push(caller);
                    // A large batch needs a window.
                    let window = u64::from(row.setting == Setting::QueueBatchSize);
                    let owner = Owner::Caller(scenario.callers.len() - 1);
                    Setting::BatchingWindow.set(&mut scenario, owner, Value::Count(window));
                    Owner::Caller(scenario.callers.len() - 1)
                }
            };
            if row.range == Range::Fraction {
                (scenario.functions[0].error_rate, scenario.functions[0].timeout_rate) = (0.0, 0.0);
            }
            if row.setting == Setting::SnapStart {
                scenario.functions[0].runtime = Some(runtime("java17"));
            }
            if let Setting::MinCapacity | Setting::TargetValue = row.setting {
                scenario.functions[0].scaling.max_capacity = Some(Concurrency::new(1_000_000));
            }
            if let Setting::MinCapacity
            | Setting::MaxCapacity
            | Setting::AccountConcurrency
            | Setting::ProvisionedConcurrency = row.setting
            {
                scenario.functions[0].reserved_concurrent_executions = None;
            }
            if row.setting == Setting::VisibilityTimeout {
                scenario.functions[0].timeout = span("15m");
            }
            assert!(row.setting.set(&mut scenario, owner, value), "{:?} = {value}", row.setting);
            check_accounts(&Run::of(plan_of(&scenario), span("1m")));
        }
    }
}

/// Stepping beyond the end does nothing.
#[test]
fn a_run_that_has_ended_stays_as_it_is() {
    let mut simulation = Simulation::new(everything().length("10s").plan());
    simulation.run_to(span("10s").after_start(), &mut ());
    let frame = simulation.frame();
    assert_eq!((simulation.next_at(), simulation.step(&mut ())), (None, false));
    simulation.run_to(span("366d").after_start(), &mut ());
    assert_eq!(simulation.frame(), frame);
}
