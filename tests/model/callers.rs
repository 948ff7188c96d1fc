//! Who calls a function decides what its user sees: the status, and whether somebody tries again.
//!
//! SDKs: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>.
#![expect(clippy::cast_precision_loss, reason = "statistics of spans far below 2^53")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::{Change, Then};
use lambda_sim::metrics::{Answers, Row};
use lambda_sim::problem::Rule;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use crate::batch_means::{Estimate, check_chi_square};
use crate::changes::{attempts_of, changes_of, check_changes, fates};
use crate::invocations::invocations;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, scenario, span};
use crate::series_table::check;

/// The only status that ten requests get on this way.
fn status(via: Via, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> u16 {
    let run = scenario().length("10m").function("orders", with).at("orders", "0s x 10").via(via).run_by("1m");
    let answers = &run.series().answers[0];
    assert_eq!(answers.status.values().collect::<Vec<_>>(), [&10], "{via:?}: all ten get the same");
    *answers.status.keys().next().expect("one status")
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html> and
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html>.
#[test]
fn each_way_turns_an_outcome_into_its_own_status() {
    let table = "
        via           success  throttle  error  timeout
        invoke            200       429    200      200
        sdk               200       429    200      200
        cli               200       429    200      200
        function-url      200       429    502      502
        api-gateway       200       500    502      502
        http-api          200       500    502      502
        alb               200       502    502      502
        event             202       202    202      202
        s3                202       202    202      202
        sns               202       202    202      202
        eventbridge       202       202    202      202
    ";
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    let rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).skip(1).collect();
    // What a mapping is answered, nobody sees.
    let seen = Via::ALL.into_iter().filter(|via| !via.is_polled()).count();
    assert_eq!(rows.len(), seen, "every way stands in the table");
    for row in rows {
        let via = Via::named(row[0]).unwrap_or_else(|| panic!("{} is no way", row[0]));
        let got = [
            status(via, |f| f),
            status(via, |f| f.reserved(0)),
            status(via, |f| f.errors(1.0)),
            status(via, |f| f.timeouts(1.0).timeout("3s")),
        ];
        assert_eq!(got.map(|status| status.to_string()), row[1..], "{}", row[0]);
    }
}

#[test]
fn names_of_ways_are_read_back_and_only_sdks_retry() {
    for via in Via::ALL {
        assert_eq!(Via::named(via.name()), Some(via));
        assert_eq!(
            (via.retries(), via.attempts()),
            if matches!(via, Via::Sdk | Via::Cli) { (true, 3) } else { (false, 1) }
        );
    }
    assert_eq!(Via::named("SDK"), None);
}

#[test]
fn who_does_not_retry_is_answered_at_once() {
    for via in [Via::Invoke, Via::FunctionUrl, Via::ApiGateway, Via::HttpApi, Via::Alb] {
        let off = scenario().function("orders", |f| f.reserved(0)).at("orders", "1s").via(via);
        let changes = changes_of(&off.plan());
        let then = Then::Answered { status: via.status_of_throttle(), response_time: Span::ZERO };
        assert_eq!(fates(&changes), [(span("1s").after_start(), 1, then)], "{via:?}");
    }
}

/// A thousand requests of an SDK that are always throttled; the waits before each retry [s], request by request.
fn waits(via: Via, attempts: u16) -> Vec<Vec<f64>> {
    let off = scenario().seed(6).length("10m").function("orders", |f| f.reserved(0));
    let changes = changes_of(&off.at("orders", "0s x 1000").via(via).max_attempts(attempts).plan());
    let of_request = |request| {
        let attempts = attempts_of(&changes, request);
        attempts.windows(2).map(|pair| pair[1].since(pair[0]).as_secs_f64()).collect()
    };
    (1..=1_000).map(of_request).collect()
}

/// Ten cells from nothing to the longest wait are hit equally often.
#[track_caller]
fn check_full_jitter(waits: &[f64], longest: f64) {
    let mut cells = [0_u64; 10];
    for wait in waits {
        assert!((0.0..=longest).contains(wait), "a wait of {wait} s, longer than {longest} s");
        let cell = (1..10).filter(|tenth| f64::from(*tenth) / 10.0 * longest <= *wait).count();
        cells[cell] += 1;
    }
    check_chi_square(&cells, &[waits.len() as f64 / 10.0; 10], &format!("waits up to {longest} s"));
}

#[test]
fn an_sdk_tries_three_times_and_waits_a_random_part_of_one_second_and_then_of_two() {
    for via in [Via::Sdk, Via::Cli] {
        let waits = waits(via, 3);
        assert!(waits.iter().all(|waits| waits.len() == 2), "three attempts");
        let (first, second): (Vec<f64>, Vec<f64>) = waits.iter().map(|waits| (waits[0], waits[1])).unzip();
        check_full_jitter(&first, 1.0);
        check_full_jitter(&second, 2.0);
        let products: Vec<f64> = first.iter().zip(&second).map(|(one, two)| (one - 0.5) * (two - 1.0)).collect();
        Estimate::mean(&products).check(0.0, "the waits of one request are independent");
        let products: Vec<f64> = first.windows(2).map(|pair| (pair[0] - 0.5) * (pair[1] - 0.5)).collect();
        Estimate::mean(&products).check(0.0, "and so are those of neighbours");
    }
}

/// The guide's own example: three attempts at a throttled call take 1.5 s longer on average.
#[test]
fn three_throttled_attempts_take_a_second_and_a_half_on_average() {
    let sums: Vec<f64> = waits(Via::Sdk, 3).iter().map(|waits| waits.iter().sum()).collect();
    Estimate::mean(&sums).check(1.5, "both waits together");
    let off = scenario().seed(6).length("10m").function("orders", |f| f.reserved(0));
    let run = off.at("orders", "0s x 1000").via(Via::Sdk).run_by("1m");
    let mean = run.series().answers[0].refused.mean().as_secs_f64();
    let sum = sums.iter().sum::<f64>() / 1_000.0;
    assert!((mean - sum).abs() < 1e-6, "the response time of a refused request is the sum of its waits: {mean}, {sum}");
}

#[test]
fn later_waits_double_up_to_twenty_seconds() {
    let waits = waits(Via::Sdk, 8);
    for (place, longest) in [1.0, 2.0, 4.0, 8.0, 16.0, 20.0, 20.0].into_iter().enumerate() {
        let of_place: Vec<f64> = waits.iter().map(|waits| waits[place]).collect();
        check_full_jitter(&of_place, longest);
    }
}

#[test]
fn max_attempts_is_the_number_of_attempts_the_first_included() {
    for attempts in [1, 2, 5, 100] {
        let off = scenario().length("1h").function("orders", |f| f.reserved(0));
        let changes = changes_of(&off.at("orders", "0s").via(Via::Sdk).max_attempts(attempts).plan());
        assert_eq!(attempts_of(&changes, 1).len(), usize::from(attempts));
        let (_, _, last) = fates(&changes).pop().expect("something becomes of it");
        assert!(matches!(last, Then::Answered { status: 429, .. }), "{last:?}");
    }
}

/// An SDK retries a throttle; a function error is an answer: 200 with a header.
#[test]
fn an_sdk_does_not_retry_function_errors() {
    let failing = scenario().function("orders", |f| f.errors(1.0)).at("orders", "0s x 20").via(Via::Sdk);
    let runs = invocations(&changes_of(&failing.plan()));
    assert_eq!(runs.iter().map(|run| run.attempt).collect::<Vec<_>>(), [1; 20]);
}

/// The request is throttled at 0 s, waits, and is admitted when the handler of the other has ended.
fn retried(seed: u64) -> ScenarioBuilder {
    let account = scenario().seed(seed).limit(1).length("5s").function("orders", |f| f.init("200ms").duration("300ms"));
    let account = account.function("other", |f| f.duration("2ms")).at("other", "0s");
    account.at("orders", "0s").via(Via::Sdk)
}

#[test]
fn a_request_that_is_retried_is_one_request_and_each_refused_attempt_a_throttle() {
    let off =
        || scenario().seed(2).length("4s").function("orders", |f| f.reserved(0)).at("orders", "0s x 3").via(Via::Sdk);
    let throttles: Vec<u64> = off().run().series().functions[0].rows.iter().map(Row::throttled).collect();
    assert_eq!(throttles.iter().sum::<u64>(), 9);
    check(
        off(),
        &format!(
            "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders           3            0     0          {}          0             0
             2  orders           0            0     0          {}          0             0
             3  orders           0            0     0          {}          0             0
             4  orders           0            0     0          {}          0             0
        ",
            throttles[0], throttles[1], throttles[2], throttles[3]
        ),
    );
    assert!(throttles[0] < 9, "the throttles of retries stand where they happen: {throttles:?}");
    let run = off().run();
    let answers = &run.series().answers[0];
    assert_eq!((answers.requests, answers.status[&429], answers.refused.count()), (3, 3, 3));
    let tally = &run.frame_at(span("4s").after_start()).functions[0].tally;
    assert_eq!((tally.requests(), tally.throttles(), tally.attempts()), (3, 9, 9));
}

#[test]
fn the_response_time_is_waits_init_and_handler_together() {
    for seed in 1..=20 {
        let plan = retried(seed).plan();
        let changes = changes_of(&plan);
        let run = invocations(&changes).into_iter().find(|run| run.function == 0).expect("it runs in the end");
        assert_eq!((run.attempt, run.arrived), (2, span("0s").after_start()), "seed {seed}");
        let wait = run.admitted.since(run.arrived);
        assert!(Span::from_millis(2) <= wait && wait <= span("1s"), "{wait}");
        let (at, _, last) = fates(&changes).pop().expect("it is answered");
        assert_eq!(last, Then::Answered { status: 200, response_time: wait + span("500ms") }, "seed {seed}");
        assert_eq!(at.since_start(), wait + span("500ms"));
    }
}

#[test]
fn the_response_time_of_a_warm_start_without_retries_is_the_duration() {
    let orders = || scenario().function("orders", |f| f.setup("1s").init("400ms").first_run("30ms").duration("100ms"));
    let answers = |instants: &str| -> Answers { orders().at("orders", instants).run().series().answers[0].clone() };
    let cold = answers("0s");
    assert_eq!(
        (cold.cold.percentile(1.0), cold.warm.count()),
        (Some(span("1530ms")), 0),
        "all that a cold start takes"
    );
    let warm = answers("0s, 5s");
    assert_eq!((warm.warm.percentile(1.0), warm.cold.count()), (Some(span("100ms")), 1));
}

/// While an SDK waits its request holds no environment and counts as nothing in flight.
#[test]
fn a_waiting_retry_is_seen_in_the_frame_and_is_not_in_flight() {
    let off = scenario().length("1h").function("orders", |f| f.reserved(0)).at("orders", "0s x 7").via(Via::Cli);
    let run = off.run_by("1m");
    let frame = |at: &str| run.frame_at(span(at).after_start()).functions.remove(0);
    let at_once = frame("0s");
    assert_eq!((at_once.waiting_retries, at_once.waiting_events), (7, 0));
    assert_eq!(at_once.phases.environments().get(), 0);
    assert_eq!(frame("10s").waiting_retries, 0, "all have given up");
}

/// Lambda retries events by its own rules: an SDK that sends one has its 202 and is done.
#[test]
fn asynchronous_callers_know_no_attempts_of_their_own() {
    check_changes(
        scenario()
            .limit(1)
            .length("4s")
            .function("orders", |f| f.queue("0s", 0.0))
            .function("other", |f| f.duration("9s"))
            .at("other", "0s")
            .at("orders", "1s")
            .via(Via::Event),
        "
        0s other: request 1 starts environment 1 (cold): INIT
        0s other: environment 1: INIT ended, INVOKE
        1s orders: request 1 is received (202): next attempt at 1s
        1s orders: request 1 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 2s
        2s orders: request 1, attempt 2 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 4s
        ",
    );
}

#[test]
fn each_caller_has_its_own_answers() {
    let account = scenario().function("orders", |f| f).function("off", |f| f.reserved(0));
    let account = account.at("orders", "0s x 5").via(Via::Alb).at("off", "0s x 2").via(Via::ApiGateway);
    let run = account.at("orders", "1s x 3").via(Via::S3).at("off", "1s x 4").via(Via::Alb).run();
    let told: Vec<Vec<(u16, u64)>> =
        run.series().answers.iter().map(|answers| answers.status.iter().map(|(s, n)| (*s, *n)).collect()).collect();
    assert_eq!(told, [vec![(200, 5)], vec![(500, 2)], vec![(202, 3)], vec![(502, 4)]]);
    let mut functions = run.plan().function_ids();
    let (orders, off) = (functions.next().expect("two"), functions.next().expect("two"));
    let together = |answers: Answers| (answers.requests, answers.status.into_iter().collect::<Vec<_>>());
    assert_eq!(together(run.series().answers_of(run.plan(), orders)), (8, vec![(200, 5), (202, 3)]));
    assert_eq!(together(run.series().answers_of(run.plan(), off)), (6, vec![(500, 2), (502, 4)]));
    assert_eq!(together(run.series().answers_of_all()), (14, vec![(200, 5), (202, 3), (500, 2), (502, 4)]));
}

/// A request on its way has no answer yet.
#[test]
fn a_request_that_is_still_running_at_the_end_is_counted_but_not_answered() {
    let run = scenario().length("1s").function("orders", |f| f.duration("2s")).at("orders", "0s x 5").run();
    let answers = &run.series().answers[0];
    assert_eq!((answers.requests, answers.status.len(), answers.served().count()), (5, 0, 0));
}

/// Throttled attempts tell what becomes of their requests: the next attempt, or the answer.
#[test]
fn a_throttle_tells_when_the_next_attempt_is() {
    let off = scenario().length("10s").function("orders", |f| f.reserved(0)).at("orders", "0s").via(Via::Sdk);
    let changes = changes_of(&off.plan());
    let told = changes.iter().filter_map(|(at, change)| match change {
        Change::Throttled { attempt, then, .. } => Some((*at, attempt.number, *then)),
        _ => None,
    });
    let told: Vec<_> = told.collect();
    let [(_, 1, Then::Waits { until: second }), (at_second, 2, Then::Waits { until: third }), (at_third, 3, last)] =
        told[..]
    else {
        panic!("{told:?}");
    };
    assert_eq!((at_second, at_third), (second, third));
    assert_eq!(last, Then::Answered { status: 429, response_time: third.since_start() });
}

/// Who is throttled after the change gives up at once; who waits already comes back, and gives up then.
#[test]
fn a_caller_that_is_told_to_try_less_gives_up_at_its_next_throttle() {
    let off = scenario().length("1m").function("orders", |f| f.reserved(0)).at("orders", "1s, 10s").via(Via::Sdk);
    let told = off.max_attempts(100).set_of_caller("5s", Setting::MaxAttempts, Value::Count(1));
    let changes = changes_of(&told.plan());
    let intervened = changes.iter().find(|(_, change)| matches!(change, Change::Intervention { .. }));
    let (_, intervention) = intervened.expect("the change");
    assert_eq!(intervention.to_string(), "change: callers[0].max_attempts is 1");
    let answers = changes.iter().filter_map(|(at, change)| match change {
        Change::Throttled { attempt, then: Then::Answered { .. }, .. } => Some((*at, attempt.number)),
        _ => None,
    });
    let answers: Vec<_> = answers.collect();
    let ten = span("10s").after_start();
    assert!(answers.contains(&(ten, 1)), "{answers:?}");
    assert!(answers.iter().any(|(at, number)| span("5s").after_start() < *at && 1 < *number), "{answers:?}");
    assert_eq!(answers.len(), 2);
}

/// More could wait than a run can hold, whenever in the run that would be.
#[test]
fn attempts_that_a_caller_is_given_later_count_for_what_could_wait() {
    let steady = scenario().length("1d").function("orders", |f| f).even("orders", "5787/s").via(Via::Sdk);
    let told = |attempts| {
        let steady = steady.clone().max_attempts(1).set_of_caller("23h", Setting::MaxAttempts, Value::Count(attempts));
        steady.build().check().err().map(|problems| problems[0].rule.clone())
    };
    assert_eq!([told(2), told(3)], [None, Some(Rule::TooManyRequests { max: 1_000_000_000 })]);
}
