//! Destinations: a record of each event that is done with or given up, for a service or for another function.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>.

mod changed; // other destinations during a run
mod loops; // chains that come back, and what stops them

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::Change;
use lambda_sim::destination::Condition;
use lambda_sim::metrics::RecordCounts;
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::source::Mapping;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use crate::changes::{Changes, changes_of, check_changes};
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, span};

/// Events for `orders`, whose records may go to `audit`; waits are nominal.
fn two(events: &str, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    let account = scenario().length("10m").function("orders", |f| with(f.queue("33ms", 0.0)));
    let account = account.function("audit", |f| f.queue("50ms", 0.0).duration("1s"));
    account.at("orders", events).via(Via::Event)
}

fn counts(run: &Run) -> RecordCounts {
    run.series().account.total.records
}

/// The conditions of the records, and when they were sent.
fn conditions(changes: &Changes) -> Vec<(String, Condition)> {
    let sent = changes.iter().filter_map(|(at, change)| match change {
        Change::Recorded { condition, .. } => Some((at.to_string(), *condition)),
        _ => None,
    });
    sent.collect()
}

#[test]
fn a_function_receives_the_record_of_an_event_that_is_done_as_an_event_of_its_own() {
    check_changes(
        two("0s", |f| f.on_success("audit").on_failure("sqs")),
        "
        0s orders: request 1 is received (202): next attempt at 33ms
        33ms orders: request 1 starts environment 1 (cold): INIT
        33ms orders: environment 1: INIT ended, INVOKE
        133ms orders: request 1 done, environment 1 idle: the event is done
        133ms orders: record of request 1 (Success) becomes request 1 of its destination
        133ms audit: request 1 is received (202): next attempt at 183ms
        183ms audit: request 1 starts environment 1 (cold): INIT
        183ms audit: environment 1: INIT ended, INVOKE
        1.183s audit: request 1 done, environment 1 idle: the event is done
        ",
    );
}

/// O33: after three runs. The dead-letter queue takes the event, the destination its record.
#[test]
fn an_event_that_fails_for_good_goes_to_the_dead_letter_queue_and_its_record_to_the_destination() {
    let failing = two("0s", |f| f.errors(1.0).on_failure("sns").on_success("audit"));
    let changes = changes_of(&failing.clone().plan());
    assert_eq!(conditions(&changes), [("3m333ms".to_owned(), Condition::RetriesExhausted)]);
    let run = failing.run();
    assert_eq!(counts(&run), RecordCounts { on_failure: 1, ..RecordCounts::default() });
    assert_eq!(run.series().functions[0].total.events.dead_lettered, 1);
    let without = two("0s", |f| f.errors(1.0).on_failure("sns").dead_letter_queue(DeadLetterQueue::None)).run();
    assert_eq!((counts(&without).on_failure, without.series().account.total.events.dead_lettered), (1, 0));
}

#[test]
fn the_condition_says_why_an_event_was_given_up() {
    let off = changes_of(&two("0s", |f| f.reserved(0).on_failure("audit")).plan());
    assert_eq!(conditions(&off), [("0s".to_owned(), Condition::ReservedConcurrencyZero)]);
    let busy = |f: FunctionBuilder| f.reserved(1).duration("5m").event_age("60s").on_failure("audit");
    let late = changes_of(&two("0s x 2", busy).plan());
    assert_eq!(conditions(&late), [("1m".to_owned(), Condition::EventAgeExceeded)]);
}

#[test]
fn a_record_of_a_failure_is_received_at_the_instant_at_which_the_event_was_dropped() {
    check_changes(
        two("2s", |f| f.reserved(0).on_failure("audit")).length("4s"),
        "
        2s orders: request 1 is received (202): dropped (its reserved concurrency is 0), to the dead-letter queue
        2s orders: record of request 1 (ReservedConcurrencyZero) becomes request 1 of its destination
        2s audit: request 1 is received (202): next attempt at 2.05s
        2.05s audit: request 1 starts environment 1 (cold): INIT
        2.05s audit: environment 1: INIT ended, INVOKE
        3.05s audit: request 1 done, environment 1 idle: the event is done
        ",
    );
}

#[test]
fn a_fifo_queue_is_a_destination_to_which_nothing_can_be_delivered() {
    let failed = |name: &str| counts(&two("0s x 3", |f| f.on_success(name)).run());
    for name in ["sqs-fifo", "sns-fifo"] {
        assert_eq!(failed(name), RecordCounts { failed: 3, ..RecordCounts::default() }, "{name}");
    }
    for name in ["sqs", "sns", "eventbridge"] {
        assert_eq!(failed(name), RecordCounts { on_success: 3, ..RecordCounts::default() }, "{name}");
    }
    let bucket = two("0s x 3", |f| f.errors(1.0).retries(0).on_failure("s3")).run();
    assert_eq!(counts(&bucket), RecordCounts { on_failure: 3, ..RecordCounts::default() });
}

#[test]
fn synchronous_requests_have_no_records() {
    let account = scenario().function("orders", |f| f.errors(0.5).on_success("audit").on_failure("sqs"));
    let run = account.function("audit", |f| f).even("orders", "10/s").run();
    assert_eq!((counts(&run), run.series().functions[1].total.requests), (RecordCounts::default(), 0));
}

/// 100 records at one instant, of which five can be handled at once.
#[test]
fn what_comes_of_records_draws_on_the_same_account_and_is_billed() {
    let account = scenario().length("5m").limit(105).function("orders", |f| f.reserved(5).on_success("audit"));
    let account = account.function("audit", |f| f.duration("1s").memory(1_024)).function("other", |f| f.duration("3m"));
    let run = account.at("other", "0s x 95").at("orders", "0s x 100").via(Via::Event).run();
    let audit = &run.series().functions[1].total;
    assert_eq!((audit.events.received, audit.events.done), (100, 100));
    assert_eq!(audit.concurrency.max, 5);
    assert!(0 < audit.throttled(), "the account has no room for more");
    let usage = run.frame_at(run.plan().end()).functions[1].tally.usage();
    assert_eq!((usage.requests, usage.millis), (100, 100_000));
}

/// One more function draws nothing of the others.
#[test]
fn a_destination_leaves_the_function_as_it_was() {
    let told = |with: fn(FunctionBuilder) -> FunctionBuilder| -> Vec<String> {
        let account = two("0s x 40, 9s x 7", |f| with(f.duration(exponential("2s")).errors(0.3).queue("33ms", 0.1)));
        let changes = changes_of(&account.plan());
        let of_orders = changes.iter().filter(|(_, change)| change.function().is_some_and(|id| id.index() == 0));
        let others = of_orders.filter(|(_, change)| !matches!(change, Change::Recorded { .. }));
        others.map(|(at, change)| format!("{at} {change}")).collect()
    };
    assert_eq!(told(|f| f), told(|f| f.on_success("audit").on_failure("audit")));
}

#[test]
fn every_event_that_ends_has_one_record() {
    let account = two("0s x 300", |f| f.errors(0.6).retries(1).on_success("audit").on_failure("sqs"));
    let run = account.run();
    let events = &run.series().functions[0].total.events;
    assert!(20 < events.done.min(events.dropped), "{events:?}");
    let records = counts(&run);
    assert_eq!((u64::from(records.on_success), u64::from(records.on_failure)), (events.done, events.dropped));
    assert_eq!(run.series().functions[1].total.events.received, events.done);
}

/// What holds as the event ends counts.
#[test]
fn a_destination_can_be_changed_while_a_run_goes_on() {
    let account = two("0s, 10s, 20s", |f| f.on_success("audit"));
    let account = account.set("5s", "orders", Setting::OnSuccess, Value::Choice("sqs-fifo"));
    let run = account.set("15s", "orders", Setting::OnSuccess, Value::Unset).run();
    assert_eq!(counts(&run), RecordCounts { on_success: 1, failed: 1, ..RecordCounts::default() });
    assert_eq!(run.series().functions[1].total.events.received, 1);
}

fn stream(with: impl FnOnce(FunctionBuilder) -> FunctionBuilder, mapping: impl FnOnce(&mut Mapping)) -> Changes {
    let account = scenario().length("10m").function("orders", with).at("orders", "0s x 4").via(Via::Kinesis);
    changes_of(&account.mapping(mapping).plan())
}

#[test]
fn a_batch_of_a_stream_that_is_given_up_has_one_record() {
    let sqs = Some(lambda_sim::destination::Service::Sqs);
    let failing = stream(|f| f.errors(1.0), |mapping| (mapping.retry_attempts, mapping.on_failure) = (Some(0), sqs));
    assert_eq!(conditions(&failing), [("1.1s".to_owned(), Condition::RetryAttemptsExhausted)]);
    let old = stream(|f| f.reserved(0), |mapping| (mapping.record_age, mapping.on_failure) = (Some(span("60s")), sqs));
    assert_eq!(conditions(&old), [("1m4s".to_owned(), Condition::RecordAgeExceeded)]);
    let without = stream(|f| f.errors(1.0), |mapping| mapping.retry_attempts = Some(0));
    assert_eq!(conditions(&without), []);
}
