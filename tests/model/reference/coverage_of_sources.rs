//! What happens at the queues and streams of the tied scenarios: every rule of theirs, many times.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;

use lambda_sim::change::{Change, Polled, Then};
use lambda_sim::intervention::Intervention;
use lambda_sim::scenario::{Caller, Scenario};
use lambda_sim::setting::Setting;
use lambda_sim::source::Returned;
use lambda_sim::time::{Instant, Span};
use lambda_sim::via::Via;

use super::tied_scenarios::{SEEDS, tied_scenario};
use crate::changes::changes_of;
use crate::scenario_builder::plan_of;

/// What must have happened, and how often at least.
const LEAST: &[(&str, u64)] = &[
    ("message sent", 5_000),
    ("batch with room for more", 1_000),
    ("window over", 100),
    ("window full", 100),
    ("messages deleted", 1_000),
    ("pollers came", 500),
    ("poller backed off", 500),
    ("idle pollers went", 20),
    ("pollers by an intervention", 10),
    ("throttled batch waits", 1_000),
    ("throttled batch gives up", 500),
    ("failed batch", 500),
    ("messages came back", 1_000),
    ("messages to the dead-letter queue", 100),
    ("ran longer than its messages were invisible", 200),
    ("group blocked", 100),
    ("batch of a disabled mapping given up", 50),
    ("queue disabled", 100),
    ("queue enabled", 100),
    ("stream disabled", 100),
    ("stream enabled", 100),
    ("end of a change: Enabled", 50),
    ("record written", 2_000),
    ("records read", 2_000),
    ("records read for a window", 200),
    ("records done", 500),
    ("batch of records split", 100),
    ("batch of records given up", 100),
    ("old records given up", 100),
    ("old records given up, lane free again", 10),
    ("throttled batch of records waits", 1_000),
    ("failed batch of records waits", 500),
    ("several lanes blocked", 100),
    ("other lanes", 200),
];

#[derive(Default)]
struct Counts {
    times: BTreeMap<&'static str, u64>,
    /// How many pollers each queue had when something was told of it last.
    pollers: BTreeMap<u32, u32>,
    /// How many lanes of each stream were blocked then.
    blocked: BTreeMap<u32, u32>,
    /// The caller whose batch has just been dropped.
    dropped: Option<u32>,
    /// When somebody changed something last, and what.
    intervened: Option<(Instant, Setting)>,
}

#[test]
fn what_can_happen_at_a_source_happens_in_the_scenarios() {
    let mut all = BTreeMap::new();
    for scenario in SEEDS.map(tied_scenario).filter(|scenario| scenario.callers.iter().any(|c| c.via.is_polled())) {
        let mut counts = Counts::default();
        for (at, change) in changes_of(&plan_of(&scenario)) {
            counts.count(&scenario, at, &change);
        }
        for (what, count) in counts.times {
            *all.entry(what).or_insert(0) += count;
        }
    }
    for (what, least) in LEAST {
        let count = all.get(what).copied().unwrap_or_default();
        assert!(*least <= count, "{what}: {count} times, fewer than {least}\n{all:#?}");
    }
}

impl Counts {
    fn add(&mut self, what: &'static str) {
        *self.times.entry(what).or_insert(0) += 1;
    }

    fn count(&mut self, scenario: &Scenario, at: Instant, change: &Change) {
        match change {
            Change::Polled { caller, what, now, .. } => {
                let source = &scenario.callers[caller.index()];
                if source.via == Via::Sqs {
                    let before = self.pollers.insert(caller.0, now.pollers).unwrap_or(now.pollers);
                    self.count_queue(source, at, what, before);
                } else {
                    let before = self.blocked.insert(caller.0, now.blocked).unwrap_or_default();
                    self.count_stream(source, caller.0, at, what, now.blocked < before);
                    if 1 < now.blocked {
                        self.add("several lanes blocked");
                    }
                }
            }
            Change::Intervention { setting, .. } => {
                self.intervened = Some((at, *setting));
                let ends = |it: &Intervention| it.setting == *setting && it.until == Some(at.since_start());
                if *setting == Setting::Enabled && scenario.interventions.iter().any(ends) {
                    self.add("end of a change: Enabled");
                }
            }
            Change::Throttled { attempt, then, .. } | Change::InvocationEnded { attempt, then, .. } => {
                let is_run = matches!(change, Change::InvocationEnded { .. });
                match scenario.callers.get(attempt.caller.index()) {
                    Some(source) if source.via == Via::Sqs => self.count_batch(source, is_run, then),
                    Some(source) if source.via.is_stream() => match then {
                        Then::Waits { .. } if is_run => self.add("failed batch of records waits"),
                        Then::Waits { .. } => self.add("throttled batch of records waits"),
                        Then::Dropped { .. } => self.dropped = Some(attempt.caller.0),
                        _ => {}
                    },
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn count_queue(&mut self, queue: &Caller, at: Instant, what: &Polled, before: u32) {
        match *what {
            Polled::Sent => self.add("message sent"),
            Polled::Read { messages, .. } => {
                let is_full = queue.mapping.batch_size <= messages;
                if !is_full {
                    self.add("batch with room for more");
                }
                if queue.mapping.batching_window != Span::ZERO {
                    self.add(if is_full { "window full" } else { "window over" });
                }
            }
            Polled::Deleted { .. } => self.add("messages deleted"),
            Polled::Returned(Returned { visible, dead_lettered }) => {
                if 0 < visible {
                    self.add("messages came back");
                }
                if 0 < dead_lettered {
                    self.add("messages to the dead-letter queue");
                }
            }
            Polled::Scaled { pollers } if self.intervened == Some((at, Setting::Enabled)) => {
                self.add(if pollers == 0 { "queue disabled" } else { "queue enabled" });
            }
            Polled::Scaled { .. } if self.intervened.is_some_and(|(then, _)| then == at) => {
                self.add("pollers by an intervention");
            }
            Polled::Scaled { pollers } if before < pollers => self.add("pollers came"),
            Polled::Scaled { .. } if at.since_start().as_nanos().is_multiple_of(60_000_000_000) => {
                self.add("idle pollers went");
            }
            Polled::Scaled { .. } => self.add("poller backed off"),
            Polled::Paused { .. } => self.add("batch of a disabled mapping given up"),
            Polled::Discarded { .. } => panic!("a queue discards nothing"),
        }
    }

    fn count_stream(&mut self, stream: &Caller, caller: u32, at: Instant, what: &Polled, is_free: bool) {
        match what {
            Polled::Sent => self.add("record written"),
            Polled::Read { .. } => {
                self.add("records read");
                if stream.mapping.batching_window != Span::ZERO {
                    self.add("records read for a window");
                }
            }
            Polled::Deleted { .. } => self.add("records done"),
            Polled::Returned(_) => self.add("batch of records split"),
            Polled::Discarded { .. } if self.dropped.take() == Some(caller) => self.add("batch of records given up"),
            Polled::Discarded { .. } => {
                self.add("old records given up");
                if is_free {
                    self.add("old records given up, lane free again");
                }
            }
            Polled::Scaled { pollers } if self.intervened == Some((at, Setting::Enabled)) => {
                self.add(if *pollers == 0 { "stream disabled" } else { "stream enabled" });
            }
            Polled::Scaled { .. } => self.add("other lanes"),
            Polled::Paused { .. } => panic!("a batch of a stream waits"),
        }
    }

    fn count_batch(&mut self, queue: &Caller, is_run: bool, then: &Then) {
        if queue.mapping.message_groups.is_some() && matches!(then, Then::Waits { .. } | Then::Returns { .. }) {
            self.add("group blocked");
        }
        match (then, is_run) {
            (Then::Waits { .. }, _) => self.add("throttled batch waits"),
            (Then::Deleted { messages: 0 } | Then::Returns { messages: 0, .. }, true) => {
                self.add("ran longer than its messages were invisible");
            }
            (Then::Returns { .. }, true) => self.add("failed batch"),
            (Then::Returns { .. }, false) => self.add("throttled batch gives up"),
            _ => {}
        }
    }
}
