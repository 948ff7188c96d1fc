//! Event source mappings that are disabled for a while: nothing is read or tried, and then they go on.
//!
//! <https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::{Change, Polled};
use lambda_sim::frame::Frame;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::source::{Mapping, Returned};
use lambda_sim::via::Via;

use crate::changes::changes_of;
use crate::scenario_builder::{ScenarioBuilder, scenario, span};

fn disabled(of: ScenarioBuilder, from: &str, until: &str) -> ScenarioBuilder {
    enabled(of.set_of_caller(from, Setting::Enabled, Value::Choice("false")), until)
}

fn enabled(of: ScenarioBuilder, at: &str) -> ScenarioBuilder {
    of.set_of_caller(at, Setting::Enabled, Value::Choice("true"))
}

fn queue(instants: &str, with: impl FnOnce(&mut Mapping)) -> ScenarioBuilder {
    scenario().length("1m").function("work", |f| f.duration("1s")).queue("work", instants, with)
}

fn stream(instants: &str, with: impl FnOnce(&mut Mapping)) -> ScenarioBuilder {
    let account = scenario().length("1m").function("work", |f| f.duration("1s").init("0s"));
    account.at("work", instants).via(Via::Kinesis).mapping(with)
}

/// What happened at the source, in a word each.
fn told(of: ScenarioBuilder) -> Vec<String> {
    let word = |what| match what {
        Polled::Sent => None,
        Polled::Read { messages, .. } => Some(format!("reads {messages}")),
        Polled::Deleted { messages, .. } => Some(format!("deletes {messages}")),
        Polled::Returned(Returned { visible, .. }) => Some(format!("{visible} back")),
        Polled::Discarded { records } => Some(format!("gives up {records}")),
        Polled::Paused { messages, .. } => Some(format!("pauses {messages}")),
        Polled::Scaled { pollers } => Some(format!("has {pollers}")),
    };
    let told = changes_of(&of.plan()).into_iter().filter_map(|(at, change)| match change {
        Change::Polled { what, .. } => word(what).map(|word| format!("{at} {word}")),
        Change::Throttled { .. } => Some(format!("{at} throttled")),
        _ => None,
    });
    told.collect()
}

fn frame(of: ScenarioBuilder, at: &str) -> Frame {
    of.run().frame_at(span(at).after_start())
}

/// What is in flight as it is disabled ends as ever; what is sent then is found a `poll_delay` after it is enabled.
#[test]
fn a_queue_whose_mapping_is_disabled_is_not_read() {
    let queue = queue("0s, 5s, 6s", |_| ());
    let told = told(disabled(queue, "500ms", "10s"));
    let expected =
        ["10ms reads 1", "500ms has 0", "1.01s deletes 1", "10s has 5", "10.01s reads 2", "11.01s deletes 2"];
    assert_eq!(told, expected);
}

/// Visible messages and their age are as ever, and nobody can read them.
#[test]
fn messages_wait_and_age_while_their_mapping_is_disabled() {
    let frame = frame(disabled(queue("5s, 6s", |_| ()), "1s", "30s"), "20s").sources[0];
    assert_eq!((frame.visible, frame.in_flight, frame.pollers), (2, 0, 0));
    assert_eq!(frame.oldest, Some(span("5s").after_start()));
}

#[test]
fn a_mapping_can_be_disabled_from_the_start() {
    let queue = queue("1s x 2", |mapping| mapping.is_enabled = false);
    let start = frame(queue.clone(), "0s").sources[0].pollers;
    assert_eq!(start, 0);
    assert_eq!(told(enabled(queue, "7s")), ["7s has 5", "7.01s reads 2", "8.01s deletes 2"]);
    let stream = stream("1s x 2", |mapping| mapping.is_enabled = false);
    assert_eq!(told(enabled(stream, "7s")), ["7s has 1", "8s reads 2", "9s deletes 2"]);
}

/// They had become ten; five are busy still, so nothing is read before these have ended.
#[test]
fn a_mapping_that_is_enabled_again_begins_with_five_pollers() {
    let long = scenario().length("1m").function("work", |f| f.duration("6s").init("0s"));
    let long = long.queue("work", "0s x 20", |mapping| mapping.batch_size = 1);
    let pollers = |of: ScenarioBuilder| told(of).into_iter().filter(|word| word.contains("has")).collect::<Vec<_>>();
    let again = pollers(disabled(long, "1.1s", "2s"));
    let expected =
        ["210ms has 6", "410ms has 7", "610ms has 8", "810ms has 9", "1.01s has 10", "1.1s has 0", "2s has 5"];
    assert_eq!(again[..7], expected);
    // Steps begin anew, 200 ms after it is enabled.
    assert_eq!(again[7], "2.2s has 6");
}

/// With fewer, where that is the most.
#[test]
fn a_mapping_that_is_enabled_again_begins_with_no_more_than_it_may_have() {
    let limited = disabled(queue("0s", |mapping| mapping.maximum_concurrency = Some(3)), "5s", "6s");
    assert_eq!(told(limited)[2..], ["5s has 0", "6s has 3"]);
    let fifo = disabled(queue("0s", |mapping| mapping.message_groups = Some(8)), "5s", "6s");
    assert_eq!(told(fifo)[2..], ["5s has 0", "6s has 8"]);
}

/// Whoever says again what holds changes nothing.
#[test]
fn a_mapping_that_is_enabled_twice_has_the_pollers_that_it_had() {
    let idle = |of| told(enabled(of, "90s"));
    let account = || scenario().length("3m").function("work", |f| f.duration("1s").init("0s"));
    assert_eq!(idle(account().queue("work", "0s", |_| ()))[2..], ["1m has 2"]);
}

/// The messages that were gathered come back, and were read once.
#[test]
fn what_is_gathered_as_a_mapping_is_disabled_comes_back() {
    let gathering = queue("0s, 2s", |mapping| {
        (mapping.batching_window, mapping.max_receive_count) = (span("5s"), Some(2));
    });
    let told = told(disabled(gathering, "1s", "20s"));
    let expected = [
        "1s has 0",
        "20s has 5",
        "25.01s reads 1",
        "26.01s deletes 1",
        "30.01s 1 back",
        "35.02s reads 1",
        "36.02s deletes 1",
    ];
    assert_eq!(told, expected);
}

/// Its next attempt would come while the mapping is disabled; the one before that comes after it is enabled again.
#[test]
fn a_throttled_batch_is_not_tried_while_its_mapping_is_disabled() {
    let off =
        || scenario().length("40s").function("work", |f| f.reserved(0).duration("1s")).queue("work", "0s", |_| ());
    let attempts = |of| told(of).into_iter().filter(|word| !word.contains("has")).collect::<Vec<_>>();
    let expected = ["10ms reads 1", "10ms throttled", "1.01s throttled", "3.01s pauses 1", "30.01s 1 back"];
    assert_eq!(attempts(disabled(off(), "2s", "4s"))[..5], expected);
    assert_eq!(attempts(disabled(off(), "2s", "3.01s"))[3], "3.01s throttled");
    // Its poller is busy until its messages are back.
    let frame = frame(disabled(off(), "2s", "4s"), "5s").sources[0];
    assert_eq!((frame.visible, frame.in_flight), (0, 1));
}

/// One reads at once as its batch has run, so its turn is missed; another has its turn as it is enabled.
#[test]
fn a_lane_goes_on_a_poll_after_its_mapping_is_enabled() {
    let busy = stream("0s x 2, 1500ms", |_| ());
    let expected = ["1s reads 2", "1.2s has 0", "2s deletes 2", "5s has 1", "6s reads 1", "7s deletes 1"];
    assert_eq!(told(disabled(busy, "1.2s", "5s")), expected);
    let due = stream("0s, 500ms", |_| ());
    assert_eq!(told(disabled(due, "200ms", "1s")), ["200ms has 0", "1s has 1", "1s reads 2", "2s deletes 2"]);
    let ahead = stream("0s, 500ms", |_| ());
    assert_eq!(told(disabled(ahead, "200ms", "400ms"))[2..], ["1s reads 2", "2s deletes 2"]);
}

/// It had nothing to read as its batch ended, so a record is read a poll after it was written.
#[test]
fn a_lane_that_has_missed_nothing_to_read_is_idle() {
    let quiet = stream("0s, 5.2s", |_| ());
    let expected = ["1s reads 1", "1.5s has 0", "2s deletes 1", "5s has 1", "6.2s reads 1", "7.2s deletes 1"];
    assert_eq!(told(disabled(quiet, "1.5s", "5s")), expected);
}

#[test]
fn a_lane_does_not_gather_while_its_mapping_is_disabled() {
    let gathering = || stream("0s, 3s x 9", |mapping| (mapping.batching_window, mapping.batch_size) = (span("5s"), 10));
    assert_eq!(told(gathering())[0], "3s reads 10");
    assert_eq!(told(disabled(gathering(), "2s", "8s"))[..3], ["2s has 0", "8s has 1", "9s reads 10"]);
    // It gathers anew, from its next turn on.
    let few = || stream("0s", |mapping| (mapping.batching_window, mapping.batch_size) = (span("5s"), 10));
    assert_eq!(told(disabled(few(), "2s", "3s"))[..3], ["2s has 0", "3s has 1", "9s reads 1"]);
}

/// The wait of the batch is over while the mapping is disabled: it is tried again a poll after that, as the attempt that it was.
#[test]
fn a_batch_that_blocks_its_lane_is_tried_again_after_its_mapping_is_enabled() {
    let account = scenario().length("1m").function("work", |f| f.reserved(0).duration("1s"));
    let blocked = account.at("work", "0s").via(Via::Kinesis).mapping(|mapping| mapping.record_age = Some(span("10m")));
    let expected = ["1s reads 1", "1s throttled", "1.5s has 0", "7s has 1", "8s throttled", "10s throttled"];
    assert_eq!(told(disabled(blocked, "1.5s", "7s"))[..6], expected);
}

/// No lane gives up anything while it is disabled.
#[test]
fn records_age_while_their_mapping_is_disabled() {
    let old = stream("0s", |mapping| mapping.record_age = Some(span("60s"))).length("3m");
    let told = told(disabled(old, "500ms", "90s"));
    assert_eq!(told, ["500ms has 0", "1m30s has 1", "1m31s gives up 1"]);
}
