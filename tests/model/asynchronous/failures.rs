//! Function errors of events: up to two more runs, then the event is given up.
//!
//! The rules stand in <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::{Change, Drop, Then};
use lambda_sim::frame::Events;
use lambda_sim::metrics::EventCounts;
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use crate::changes::{changes_of, check_changes, fates};
use crate::invocations::invocations;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, scenario, span};

/// One event at 0 s to a function whose waits are nominal.
fn one_event(length: &str, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    let account = scenario().length(length).function("orders", |f| with(f.queue("33ms", 0.0)));
    account.at("orders", "0s").via(Via::Event)
}

/// The counts of the only function at the end, without the ages.
fn counts(scenario: ScenarioBuilder) -> EventCounts {
    let run = scenario.run();
    EventCounts { age_at_attempt: Span::ZERO, ..run.series().functions[0].total.events }
}

#[test]
fn an_event_that_is_handled_is_done_after_one_run() {
    check_changes(
        one_event("5m", |f| f.init("145ms")),
        "
        0s orders: request 1 is received (202): next attempt at 33ms
        33ms orders: request 1 starts environment 1 (cold): INIT
        178ms orders: environment 1: INIT ended, INVOKE
        278ms orders: request 1 done, environment 1 idle: the event is done
        ",
    );
    let done = EventCounts { received: 1, done: 1, ..EventCounts::default() };
    assert_eq!(counts(one_event("5m", |f| f)), done);
}

/// O33 with nominal waits: one minute after the *end* of the first failed run, and two after that of the second.
#[test]
fn an_event_that_always_fails_runs_three_times_and_is_given_up() {
    check_changes(
        one_event("5m", |f| f.errors(1.0)),
        "
        0s orders: request 1 is received (202): next attempt at 33ms
        33ms orders: request 1 starts environment 1 (cold): INIT
        33ms orders: environment 1: INIT ended, INVOKE
        133ms orders: request 1 failed, environment 1 idle: next attempt at 1m133ms
        1m133ms orders: request 1, attempt 2 reuses environment 1 (warm)
        1m233ms orders: request 1, attempt 2 failed, environment 1 idle: next attempt at 3m233ms
        3m233ms orders: request 1, attempt 3 reuses environment 1 (warm)
        3m333ms orders: request 1, attempt 3 failed, environment 1 idle: dropped (RetriesExhausted), to the \
        dead-letter queue
        ",
    );
    let dropped = EventCounts { received: 1, dropped: 1, dead_lettered: 1, ..EventCounts::default() };
    assert_eq!(counts(one_event("5m", |f| f.errors(1.0))), dropped);
}

/// O33 with the waits as measured: a little longer than nominal, never shorter.
#[test]
fn with_the_measured_jitter_the_runs_come_60_to_66_and_120_to_132_seconds_after_the_failures() {
    for seed in 1..=50 {
        let failing = scenario().seed(seed).length("5m").function("orders", |f| f.errors(1.0).duration("7s"));
        let changes = changes_of(&failing.at("orders", "0s").via(Via::Event).plan());
        let runs = invocations(&changes);
        assert_eq!(runs.len(), 3);
        assert_eq!(runs[0].admitted, span("33ms").after_start(), "the first attempt");
        let gap = |from: usize| runs[from + 1].admitted.since(runs[from].ended.expect("the run ends"));
        assert!((span("60s")..=span("66s")).contains(&gap(0)), "seed {seed}: first retry after {}", gap(0));
        assert!((span("120s")..=span("132s")).contains(&gap(1)), "seed {seed}: second retry after {}", gap(1));
        let (_, _, last) = fates(&changes).pop().expect("something becomes of it");
        assert_eq!(last, Then::Dropped { cause: Drop::RetriesExhausted, dead_lettered: true });
    }
}

/// A timeout is a function error, retried like any other.
#[test]
fn an_event_that_always_times_out_runs_three_times_as_well() {
    let runs = invocations(&changes_of(&one_event("10m", |f| f.timeouts(1.0).timeout("1s")).plan()));
    let admitted: Vec<String> = runs.iter().map(|run| run.admitted.to_string()).collect();
    assert_eq!(admitted, ["33ms", "1m1.033s", "3m2.033s"]);
}

/// O35, and one retry: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html>.
#[test]
fn maximum_retry_attempts_is_the_number_of_runs_after_the_first() {
    for (retries, expected) in [(0, 1), (1, 2), (2, 3)] {
        let failing = || one_event("5m", |f| f.errors(1.0).retries(retries));
        assert_eq!(invocations(&changes_of(&failing().plan())).len(), expected, "{retries} retries");
        assert_eq!((counts(failing()).dropped, counts(failing()).expired_unsent), (1, 0));
    }
}

/// O34: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>.
#[test]
fn where_the_reservation_is_0_an_event_is_accepted_and_given_up_at_once_without_a_throttle() {
    let off = || one_event("7h", |f| f.reserved(0));
    check_changes(
        off(),
        "0s orders: request 1 is received (202): dropped (its reserved concurrency is 0), to the dead-letter queue",
    );
    let run = off().run_by("1h");
    let total = &run.series().functions[0].total;
    assert_eq!((total.attempts(), total.throttled(), total.requests), (0, 0, 1), "not even a throttle");
    let dropped = EventCounts { received: 1, dropped: 1, dead_lettered: 1, ..EventCounts::default() };
    assert_eq!(total.events, dropped);
    assert_eq!(run.series().answers[0].status.iter().collect::<Vec<_>>(), [(&202, &1)]);
}

#[test]
fn without_a_dead_letter_queue_what_is_given_up_is_counted_but_lost() {
    let cases: [fn(FunctionBuilder) -> FunctionBuilder; 3] =
        [|f| f.errors(1.0), |f| f.reserved(0), |f| f.errors(1.0).event_age("60s")];
    for with in cases {
        for (queue, dead_lettered) in [(DeadLetterQueue::Sqs, 1), (DeadLetterQueue::Sns, 1), (DeadLetterQueue::None, 0)]
        {
            let run = one_event("5m", |f| with(f).dead_letter_queue(queue)).run();
            let total = run.series().functions[0].total.events;
            assert_eq!((total.dropped, total.dead_lettered), (1, dead_lettered), "{queue:?}");
            let Events { dropped, dead_lettered: taken, .. } =
                run.frame_at(span("5m").after_start()).functions[0].tally.events();
            assert_eq!((dropped, taken), (1, dead_lettered), "{queue:?}, in the frame");
        }
    }
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html>: the event is too old before its retry.
#[test]
fn with_a_maximum_age_of_60_s_a_failing_function_is_not_tried_again() {
    check_changes(
        one_event("5m", |f| f.errors(1.0).event_age("60s")),
        "
        0s orders: request 1 is received (202): next attempt at 33ms
        33ms orders: request 1 starts environment 1 (cold): INIT
        33ms orders: environment 1: INIT ended, INVOKE
        133ms orders: request 1 failed, environment 1 idle: too old at 1m, before its next attempt
        1m orders: request 1 is too old: dropped (EventAgeExceeded), to the dead-letter queue
        ",
    );
    let dropped = EventCounts { received: 1, dropped: 1, dead_lettered: 1, ..EventCounts::default() };
    assert_eq!(counts(one_event("5m", |f| f.errors(1.0).event_age("60s"))), dropped, "it was sent once");
}

/// An attempt at exactly the maximum age takes place; a nanosecond later the event is too old.
#[test]
fn an_attempt_at_exactly_the_maximum_age_still_takes_place() {
    let at_60_s = |duration: &str| {
        let account = scenario().length("5m");
        let account =
            account.function("orders", |f| f.errors(1.0).duration(duration).event_age("60s").queue("0s", 0.0));
        invocations(&changes_of(&account.at("orders", "0s").via(Via::Event).plan())).len()
    };
    assert_eq!(at_60_s("0s"), 2, "failed at 0 s, tried again at 60 s");
    assert_eq!(at_60_s("1ns"), 1);
}

/// A run that began in time is not cut because its event grows too old.
#[test]
fn an_event_may_grow_older_than_its_maximum_age_while_it_runs() {
    check_changes(
        one_event("5m", |f| f.duration("100s").event_age("60s")),
        "
        0s orders: request 1 is received (202): next attempt at 33ms
        33ms orders: request 1 starts environment 1 (cold): INIT
        33ms orders: environment 1: INIT ended, INVOKE
        1m40.033s orders: request 1 done, environment 1 idle: the event is done
        ",
    );
    check_changes(
        one_event("5m", |f| f.duration("100s").event_age("60s").errors(1.0)),
        "
        0s orders: request 1 is received (202): next attempt at 33ms
        33ms orders: request 1 starts environment 1 (cold): INIT
        33ms orders: environment 1: INIT ended, INVOKE
        1m40.033s orders: request 1 failed, environment 1 idle: dropped (EventAgeExceeded), to the dead-letter queue
        ",
    );
}

/// Each attempt is thrown on its own: of many events with an error rate p a part p^3 fails three times.
#[test]
fn attempts_of_one_event_fail_independently_of_each_other() {
    let half = scenario().length("10m").function("orders", |f| f.errors(0.5).duration("10ms"));
    let run =
        half.even_curve("orders", &[("0s", "50/s"), ("200s", "50/s"), ("200s", "0/s")]).via(Via::Sns).run_by("1m");
    let events = run.series().functions[0].total.events;
    assert_eq!((events.received, events.done + events.dropped), (10_000, 10_000));
    // The standard deviation of 10,000 throws of chance 1/8 is 33.
    assert!((1_250 - 4 * 33..=1_250 + 4 * 33).contains(&events.dropped), "{events:?}");
    let total = run.series().functions[0].total;
    // 1 + 1/2 + 1/4 runs an event.
    assert!((17_500 - 400..=17_500 + 400).contains(&total.invocations), "{total:?}");
}

/// The caller of an event has nothing to do with what becomes of it.
#[test]
fn the_status_of_an_event_is_202_whatever_comes() {
    let cases: [fn(FunctionBuilder) -> FunctionBuilder; 5] = [
        |f| f,
        |f| f.errors(1.0),
        |f| f.timeouts(1.0).timeout("1s"),
        |f| f.reserved(0),
        |f| f.reserved(1).duration("9s"),
    ];
    for (place, with) in cases.into_iter().enumerate() {
        for via in [Via::Event, Via::S3, Via::Sns, Via::EventBridge] {
            let run = scenario().length("5m").function("orders", with).at("orders", "0s x 10").via(via).run();
            let answers = &run.series().answers[0];
            assert_eq!(answers.status.iter().collect::<Vec<_>>(), [(&202, &10)], "case {place}, {via:?}");
            assert_eq!(answers.requests, 10);
            assert_eq!((answers.served().count(), answers.refused.count()), (0, 0), "nobody waits for an event");
        }
    }
}

/// `Change::EventExpired` says how often the event has run.
#[test]
fn an_expired_event_tells_how_often_it_ran() {
    let runs_of = |scenario: ScenarioBuilder| {
        let changes = changes_of(&scenario.plan());
        changes.iter().find_map(|(_, change)| match change {
            Change::EventExpired { runs, attempt, .. } => Some((*runs, attempt.number)),
            _ => None,
        })
    };
    assert_eq!(runs_of(one_event("5m", |f| f.errors(1.0).event_age("60s"))), Some((1, 1)));
    assert_eq!(runs_of(one_event("5m", |f| f.errors(1.0).event_age("120s"))), Some((2, 2)));
    assert_eq!(runs_of(one_event("5m", |f| f.errors(1.0).event_age("300s"))), None, "given up before it is too old");
    let busy = one_event("5m", |f| f.reserved(1).event_age("60s").duration("200s")).at("orders", "0s");
    assert_eq!(runs_of(busy), Some((0, 6)), "throttled after 0, 1, 3, 7, 15 and 31 s");
}
