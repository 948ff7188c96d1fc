//! What happens at the queues of the tied scenarios: every rule of theirs, many times.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;

use lambda_sim::change::{Change, Polled, Then};
use lambda_sim::scenario::{Caller, Scenario};
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
];

#[derive(Default)]
struct Counts {
    times: BTreeMap<&'static str, u64>,
    /// How many pollers each queue had when something was told of it last.
    pollers: BTreeMap<u32, u32>,
    /// When somebody changed something last.
    intervened: Option<Instant>,
}

#[test]
fn what_can_happen_at_a_queue_happens_in_the_scenarios() {
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
                }
            }
            Change::Intervention { .. } => self.intervened = Some(at),
            Change::Throttled { attempt, then, .. } | Change::InvocationEnded { attempt, then, .. } => {
                let source = scenario.callers.get(attempt.caller.index());
                if let Some(source) = source.filter(|source| source.via == Via::Sqs) {
                    let is_run = matches!(change, Change::InvocationEnded { .. });
                    self.count_batch(source, is_run, then);
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
            Polled::Scaled { .. } if self.intervened == Some(at) => self.add("pollers by an intervention"),
            Polled::Scaled { pollers } if before < pollers => self.add("pollers came"),
            Polled::Scaled { .. } if at.since_start().as_nanos().is_multiple_of(60_000_000_000) => {
                self.add("idle pollers went");
            }
            Polled::Scaled { .. } => self.add("poller backed off"),
            Polled::Discarded { .. } => panic!("a queue discards nothing"),
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
