//! Queues of SQS: how many batches a mapping has in flight, what becomes of messages, and what AWS refuses.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::{Change, Polled, Then};
use lambda_sim::id::CallerId;
use lambda_sim::metrics::SourceCounts;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::source::{Backoff, Ramp, Returned};
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use crate::changes::changes_of;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, scenario, span};

fn total(run: &Run) -> SourceCounts {
    run.series().sources.as_ref().expect("a queue").account.total
}

/// What was told of the queue, each with its instant.
fn told(of: ScenarioBuilder) -> Vec<(String, Polled)> {
    let changes = changes_of(&of.plan()).into_iter();
    let polled = changes.filter_map(|(at, change)| match change {
        Change::Polled { what, caller, .. } => {
            assert_eq!(caller, CallerId(0));
            (what != Polled::Sent).then(|| (at.to_string(), what))
        }
        _ => None,
    });
    polled.collect()
}

fn reads(of: ScenarioBuilder) -> Vec<(String, u32)> {
    let read = |(at, what)| if let Polled::Read { messages, .. } = what { Some((at, messages)) } else { None };
    told(of).into_iter().filter_map(read).collect()
}

fn at(expected: &[(&str, u32)]) -> Vec<(String, u32)> {
    expected.iter().map(|(at, count)| ((*at).to_owned(), *count)).collect()
}

fn one_at_a_time(length: &str) -> ScenarioBuilder {
    scenario().limit(10_000).length(length).function("work", |f| f.duration("500ms"))
}

/// O31 of the facts: six groups, a maximum concurrency of ten: six.
#[test]
fn a_fifo_queue_has_as_many_batches_in_flight_as_groups() {
    let most = |groups, concurrency| {
        let queue = one_at_a_time("1m").queue("work", "0s x 3000", |mapping| {
            (mapping.message_groups, mapping.maximum_concurrency) = (Some(groups), Some(concurrency));
        });
        queue.run().series().account.total.concurrency.max
    };
    assert_eq!([most(6, 10), most(10, 6), most(1, 10)], [6, 6, 1]);
}

#[test]
fn messages_of_a_group_are_read_in_order_and_one_batch_at_a_time() {
    let queue = scenario().length("10s").function("work", |f| f.duration("1s"));
    let queue = queue.queue("work", "0s x 7", |mapping| (mapping.message_groups, mapping.batch_size) = (Some(2), 3));
    // Four of one group, three of the other.
    assert_eq!(reads(queue), at(&[("10ms", 3), ("10ms", 3), ("1.01s", 1)]));
}

/// 5 at once, one more every 200 ms.
#[test]
fn a_standing_backlog_brings_300_pollers_a_minute() {
    let run = one_at_a_time("1m").queue("work", "0s x 20000", |mapping| mapping.batch_size = 1).run();
    let rows = &run.series().sources.as_ref().expect("a queue").account.rows;
    // The first step is due 200 ms after the first poll, which is at 10 ms.
    let pollers: Vec<u32> = [0, 1, 9, 59].map(|row: usize| rows[row].pollers).into();
    assert_eq!(pollers, [9, 14, 54, 304]);
    assert_eq!(run.series().account.total.concurrency.max, 304);
}

#[test]
fn pollers_stop_at_their_ceiling() {
    let most = |with: fn(&mut lambda_sim::source::Mapping)| {
        let slow = scenario().limit(10_000).length("20m").function("work", |f| f.duration("10s"));
        let queue = slow.queue("work", "0s x 150000", |mapping| {
            mapping.batch_size = 1;
            with(mapping);
        });
        queue.run_by("1m").series().account.total.concurrency.max
    };
    assert_eq!(most(|_| ()), 1_250);
    assert_eq!(most(|mapping| mapping.ramp = Ramp::Of60), 1_000);
    assert_eq!(most(|mapping| mapping.maximum_concurrency = Some(2)), 2);
    assert_eq!(most(|mapping| mapping.maximum_concurrency = Some(900)), 900);
}

/// What stands idle for a minute goes, down to five, and to two where two are enough.
#[test]
fn idle_pollers_go_at_full_minutes() {
    let queue =
        one_at_a_time("5m").queue("work", "0s x 1000, 100s, 150s x 3, 151s x 3", |mapping| mapping.batch_size = 1);
    let scaled = |(at, what)| if let Polled::Scaled { pollers } = what { Some((at, pollers)) } else { None };
    let scaled: Vec<_> = told(queue).into_iter().filter_map(scaled).collect();
    let after_a_minute: Vec<_> = scaled.into_iter().filter(|(at, _)| at.contains('m') && !at.contains("ms")).collect();
    // The third of three at once waits for a third poller, which goes in the first minute that does without it.
    assert_eq!(after_a_minute, at(&[("2m", 2), ("2m30.21s", 3), ("4m", 2)]));
}

#[test]
fn a_message_that_finds_a_free_poller_is_read_a_moment_later_with_those_that_came_meanwhile() {
    let queue = one_at_a_time("10s").queue("work", "0s, 5ms x 3, 15ms, 200ms x 25", |_| ());
    assert_eq!(
        reads(queue),
        at(&[("10ms", 4), ("25ms", 1), ("210ms", 10), ("210ms", 10), ("210ms", 5)]),
        "at most ten in a batch"
    );
}

#[test]
fn a_window_gathers_until_the_batch_is_full_or_the_time_is_over() {
    let queue = one_at_a_time("30s").queue("work", "0s x 3, 1s x 4, 4s x 7, 20s", |mapping| {
        (mapping.batch_size, mapping.batching_window) = (10, span("5s"));
    });
    // Ten at 4.01 s; the other four begin a batch then.
    assert_eq!(reads(queue), at(&[("4.01s", 10), ("9.01s", 4), ("25.01s", 1)]));
}

/// The visibility timeout counts from when a message is read, and after the third time it goes to the dead-letter queue.
#[test]
fn a_failing_message_comes_back_until_it_has_been_read_often_enough() {
    let failing = scenario().length("5m").function("work", |f| f.duration("1s").errors(1.0));
    let failing = failing.queue("work", "0s x 2", |mapping| mapping.max_receive_count = Some(3));
    assert_eq!(reads(failing.clone()), at(&[("10ms", 2), ("30.02s", 2), ("1m30ms", 2)]));
    let total = total(&failing.clone().run());
    assert_eq!((total.received, total.returned, total.dead_lettered, total.deleted), (6, 4, 2, 0));
    let last = told(failing).pop().expect("the end of it");
    assert_eq!(last, ("1m30.03s".to_owned(), Polled::Returned(Returned { visible: 0, dead_lettered: 2 })));
}

/// Throttled batches keep their pollers, and are tried again after 1, 2, 4, 8 s; the next wait would be too long.
#[test]
fn a_throttled_batch_is_tried_again_while_its_messages_are_invisible() {
    let off = scenario().length("1m").function("work", |f| f.reserved(0)).queue("work", "0s", |_| ());
    let changes = changes_of(&off.plan());
    let throttles = changes.iter().filter_map(|(at, change)| match change {
        Change::Throttled { attempt, then, .. } => Some((at.to_string(), attempt.number, *then)),
        _ => None,
    });
    let throttles: Vec<_> = throttles.take(5).collect();
    let instants: Vec<_> = throttles.iter().map(|(at, number, _)| (at.as_str(), *number)).collect();
    assert_eq!(instants, [("10ms", 1), ("1.01s", 2), ("3.01s", 3), ("7.01s", 4), ("15.01s", 5)]);
    assert_eq!(throttles[4].2, Then::Returns { at: span("30.01s").after_start(), messages: 1 });
}

/// Each throttle takes a poller away, and a step with a throttle adds none; without back-off the mapping reads on into the throttles.
#[test]
fn a_mapping_backs_off_when_it_is_throttled() {
    let pollers = |backoff| {
        let narrow = scenario().length("25s").function("work", |f| f.reserved(1).duration("20s"));
        let run =
            narrow.queue("work", "0s x 500", |mapping| (mapping.backoff, mapping.batch_size) = (backoff, 1)).run();
        let rows = &run.series().sources.as_ref().expect("a queue").account.rows;
        rows[20].pollers
    };
    let (gradual, none) = (pollers(Backoff::Gradual), pollers(Backoff::None));
    assert!(gradual < 20 && 100 < none, "{gradual} and {none}");
}

/// How many messages each batch deletes as its run ends.
fn deletions(of: ScenarioBuilder) -> Vec<(String, u32)> {
    let deleted = |(at, change): (Instant, Change)| match change {
        Change::InvocationEnded { then: Then::Deleted { messages }, .. } => Some((at.to_string(), messages)),
        _ => None,
    };
    changes_of(&of.plan()).into_iter().filter_map(deleted).collect()
}

#[test]
fn messages_come_back_even_while_their_batch_runs() {
    let slow = scenario().length("1m").function("work", |f| f.duration("40s").timeout("15m"));
    let run = slow.queue("work", "0s", |_| ()).run();
    let total = total(&run);
    assert_eq!((total.received, total.returned, total.deleted), (2, 1, 0), "the second run still goes on");
}

/// They are invisible for 5 s, and each runs for 8 s.
#[test]
fn a_late_run_deletes_what_nobody_has_read_again() {
    let late = |groups: Option<u32>| {
        let slow = scenario().length("1m").function("work", |f| f.duration("8s").timeout("15m"));
        slow.queue("work", "0s x 2", |mapping| {
            (mapping.batch_size, mapping.visibility_timeout) = (1, span("5s"));
            (mapping.maximum_concurrency, mapping.message_groups) = (Some(2), groups);
        })
    };
    // The first poller that is free reads the second message again.
    assert_eq!(deletions(late(None))[..2], at(&[("8.01s", 1), ("8.01s", 0)]));
    let unread = |groups| late(groups).set_of_caller("1s", Setting::Enabled, Value::Choice("false"));
    assert_eq!(deletions(unread(None)), at(&[("8.01s", 1), ("8.01s", 1)]));
    let run = unread(None).run();
    let total = total(&run);
    assert_eq!((total.received, total.returned, total.deleted, total.oldest_age), (2, 2, 2, span("8.01s")));
    let left = run.frame_at(run.plan().end()).sources[0];
    assert_eq!((left.visible, left.in_flight, left.oldest), (0, 0, None));
    // The handle of a FIFO queue has expired.
    assert_eq!(deletions(unread(Some(2))), at(&[("8.01s", 0), ("8.01s", 0)]));
}

/// It was read again, and has come back since: who read it first cannot delete it.
#[test]
fn a_late_run_does_not_delete_what_was_read_again_and_is_visible() {
    let slow = scenario().length("16s").function("work", |f| f.duration("13s").timeout("15m"));
    let slow = slow.queue("work", "0s", |mapping| {
        (mapping.visibility_timeout, mapping.maximum_concurrency) = (span("5s"), Some(2));
    });
    assert_eq!(deletions(slow), at(&[("13.01s", 0)]));
}

/// What was read often enough is in the dead-letter queue, and stays there.
#[test]
fn a_late_run_deletes_nothing_from_a_dead_letter_queue() {
    let slow = scenario().length("1m").function("work", |f| f.duration("8s").timeout("15m"));
    let slow = slow.queue("work", "0s", |mapping| {
        (mapping.visibility_timeout, mapping.max_receive_count) = (span("5s"), Some(1));
    });
    assert_eq!(deletions(slow.clone()), at(&[("8.01s", 0)]));
    let total = total(&slow.run());
    assert_eq!((total.deleted, total.dead_lettered), (0, 1));
}

#[test]
fn the_handler_takes_longer_for_more_messages() {
    let queue = scenario().length("1m").function("work", |f| f.duration("1s"));
    let queue = queue.queue("work", "0s x 7", |mapping| mapping.message_duration = span("200ms"));
    let changes = changes_of(&queue.plan());
    let ended = changes.iter().find_map(|(at, change)| matches!(change, Change::InvocationEnded { .. }).then_some(*at));
    assert_eq!(ended, Some(span("2.41s").after_start()));
}

/// The oldest message is as old as its sending, read or not.
#[test]
fn a_queue_knows_the_age_of_its_oldest_message() {
    let slow = scenario().length("10s").function("work", |f| f.duration("4s"));
    let run =
        slow.queue("work", "0s, 1s", |mapping| (mapping.maximum_concurrency, mapping.batch_size) = (Some(2), 1)).run();
    let rows = &run.series().sources.as_ref().expect("a queue").functions[0].rows;
    let ages: Vec<Span> = rows.iter().map(|row| row.oldest_age).collect();
    let expected = ["1s", "2s", "3s", "4s", "4.01s", "4.01s", "0s", "0s", "0s", "0s"].map(span);
    assert_eq!(ages, expected);
    let frame = run.frame_at(span("2s").after_start());
    assert_eq!((frame.sources[0].visible, frame.sources[0].in_flight), (0, 2));
    assert_eq!(frame.sources[0].oldest, Some(span("0s").after_start()));
}

/// Messages are read one after the other again, then twice as many at once.
#[test]
fn a_mapping_that_is_changed_reads_otherwise_from_then_on() {
    let queue = scenario().length("20s").function("work", |f| f.duration("1s")).queue("work", "0s x 40", |mapping| {
        (mapping.batch_size, mapping.maximum_concurrency) = (1, Some(2));
    });
    let queue = queue.set_of_caller("5s", Setting::MaximumConcurrency, Value::Count(4));
    let queue = queue.set_of_caller("10s", Setting::QueueBatchSize, Value::Count(10));
    let run = queue.run();
    let rows = &run.series().account.rows;
    let levels: Vec<u32> = [4, 6, 9].map(|row: usize| rows[row].concurrency.max).into();
    assert_eq!(levels, [2, 4, 4]);
    assert_eq!(total(&run).deleted, 40);
}

/// How many pollers were told of, each time with its instant.
fn scaled(of: ScenarioBuilder) -> Vec<(String, u32)> {
    let scaled = |(at, what)| if let Polled::Scaled { pollers } = what { Some((at, pollers)) } else { None };
    told(of).into_iter().filter_map(scaled).collect()
}

/// With a maximum concurrency there are never fewer than five, or than that.
#[test]
fn a_mapping_with_a_maximum_concurrency_keeps_its_pollers() {
    let idle = |most: Option<u32>| {
        scaled(one_at_a_time("3m").queue("work", "0s", |mapping| mapping.maximum_concurrency = most))
    };
    assert_eq!(idle(None), at(&[("1m", 2)]));
    assert_eq!((idle(Some(10)), idle(Some(3))), (Vec::new(), Vec::new()));
}

/// Set later, it brings the five back at once.
#[test]
fn a_maximum_concurrency_that_is_set_later_brings_pollers_back() {
    let idle = one_at_a_time("3m").queue("work", "0s", |_| ());
    let limited = idle.set_of_caller("90s", Setting::MaximumConcurrency, Value::Count(10));
    assert_eq!(scaled(limited), at(&[("1m", 2), ("1m30s", 5)]));
}

/// Four pollers wait for their handlers over two full minutes, and are not idle.
#[test]
fn a_poller_whose_batch_runs_is_not_idle() {
    let slow = scenario().length("5m").function("work", |f| f.duration("150s"));
    let slow = slow.queue("work", "0s x 4", |mapping| {
        (mapping.batch_size, mapping.visibility_timeout) = (1, span("10m"));
    });
    assert_eq!(scaled(slow), at(&[("4m", 2)]));
}

/// A batch whose next wait would end with its visibility timeout is not tried then.
#[test]
fn a_throttled_batch_is_not_tried_again_as_its_messages_come_back() {
    let off = scenario().length("40s").function("work", |f| f.reserved(0));
    let off = off.queue("work", "0s", |mapping| mapping.visibility_timeout = span("31s"));
    let returns = changes_of(&off.plan()).into_iter().find_map(|(at, change)| match change {
        Change::Throttled { then: then @ Then::Returns { .. }, .. } => Some((at.to_string(), then)),
        _ => None,
    });
    let at_the_end = Then::Returns { at: span("31.01s").after_start(), messages: 1 };
    assert_eq!(returns, Some(("15.01s".to_owned(), at_the_end)));
}

/// What is gathered for longer than it is invisible comes back, and is gathered anew.
#[test]
fn a_window_longer_than_the_visibility_timeout_never_ends() {
    let queue = one_at_a_time("70s").queue("work", "0s x 3", |mapping| {
        (mapping.batching_window, mapping.batch_size) = (span("40s"), 10);
    });
    let back = Polled::Returned(Returned { visible: 3, dead_lettered: 0 });
    let told: Vec<_> = told(queue).into_iter().filter(|(_, what)| !matches!(what, Polled::Scaled { .. })).collect();
    assert_eq!(told, [("30.01s".to_owned(), back), ("1m20ms".to_owned(), back)]);
}

/// Three throttles at 10 ms leave two of five pollers. A step brings one more, but not where somebody was throttled since it began: the
/// fourth poller at 410 ms, the first three batches once more at 1.01 s, the fourth one at 1.41 s.
#[test]
fn a_step_with_a_throttle_adds_no_poller() {
    let off = scenario().length("1500ms").function("work", |f| f.reserved(0));
    let off = off.queue("work", "0s x 500", |mapping| mapping.batch_size = 1);
    let start = [("10ms", 4), ("10ms", 3), ("10ms", 2), ("210ms", 3), ("410ms", 4), ("410ms", 3)];
    let later = [("810ms", 4), ("1.01s", 3), ("1.01s", 2), ("1.21s", 3), ("1.41s", 2)];
    assert_eq!(scaled(off), at(&[&start[..], &later[..]].concat()));
}

fn plain(f: FunctionBuilder) -> FunctionBuilder {
    f.timeout("10s")
}

#[test]
fn what_aws_refuses_is_refused_by_its_rule() {
    let told = |with: fn(&mut lambda_sim::source::Mapping)| {
        let account = scenario().function("work", plain).queue("work", "0s", with);
        let problems = account.build().check().err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told(|_| ()), [""; 0]);
    assert_eq!(
        told(|mapping| mapping.batch_size = 11),
        ["callers[0].BatchSize is 11: above 10 a mapping needs MaximumBatchingWindowInSeconds of 1 or more \
          (InvalidParameterValueException)"]
    );
    assert_eq!(told(|mapping| (mapping.batch_size, mapping.batching_window) = (10_000, span("1s"))), [""; 0]);
    assert_eq!(
        told(|mapping| (mapping.batch_size, mapping.message_groups) = (11, Some(1))),
        [
            "callers[0].BatchSize is 11: a batch of a FIFO queue has at most 10 messages (InvalidParameterValueException)"
        ]
    );
    assert_eq!(
        told(|mapping| (mapping.batching_window, mapping.message_groups) = (span("1s"), Some(1))),
        ["callers[0].MaximumBatchingWindowInSeconds is 1: a FIFO queue has no batching window \
          (InvalidParameterValueException)"]
    );
    assert_eq!(
        told(|mapping| mapping.visibility_timeout = span("9s")),
        ["callers[0].VisibilityTimeout is 9: must not be shorter than the Timeout of the function, 10s \
          (InvalidParameterValueException)"]
    );
    assert_eq!(told(|mapping| mapping.visibility_timeout = span("10s")), [""; 0]);
}
