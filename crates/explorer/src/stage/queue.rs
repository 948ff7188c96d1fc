//! The asynchronous queue: its events by the wait that they are in, and the ways out of it.

use core::time::Duration;

use lambda_sim::destination::PlannedDestinations;
use lambda_sim::frame::{Events, Frame, Tally, Wait};
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::time::Span;

use crate::chart::NOTHING;
use crate::number::age;

use super::lane::has_queue;

/// The most squares that one wait shows; with more events, a square stands for several.
pub const WAIT_SQUARES_MAX: u32 = 108;

/// The asynchronous queue at one instant, all functions together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// How many events a square stands for.
    pub scale: u32,
    /// The events by wait, the shortest wait first.
    pub waits: Vec<Waiting>,
    /// How long the oldest event has waited.
    pub oldest: Option<Span>,
    /// Whether events wait after errors only: no attempt was throttled.
    pub is_after_errors: bool,
    /// Events that were handled without an error in the end.
    pub done: u64,
    /// Events that were given up.
    pub dropped: u64,
    /// Those of them that a dead-letter queue took.
    pub dead_lettered: u64,
    /// Those of them of which a record went to a destination on failure; `None` where no function has one.
    pub on_failure: Option<u64>,
    /// Those that were handled and of which a record went to a destination on success; `None` likewise.
    pub on_success: Option<u64>,
}

/// The events that are in one wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The wait.
    pub wait: Wait,
    /// How many of each function, in the order of the scenario.
    pub events: Vec<(FunctionId, u32)>,
}

impl Queue {
    /// The queue at the instant of a frame; `None` where no event can come.
    pub fn of(frame: &Frame, plan: &Plan) -> Option<Self> {
        let functions: Vec<FunctionId> = plan.function_ids().filter(|id| has_queue(plan, *id)).collect();
        if functions.is_empty() {
            return None;
        }
        let is_shown = |wait: &Wait| *wait != Wait::Expiry || functions.iter().any(|id| can_expire(plan, *id));
        let waits: Vec<Waiting> = Wait::ALL
            .into_iter()
            .filter(is_shown)
            .map(|wait| Waiting {
                wait,
                events: functions.iter().map(|id| (*id, frame.function(*id).waits[wait])).collect(),
            })
            .collect();
        let oldest = functions.iter().filter_map(|id| frame.function(*id).oldest_event).min();
        let events = || functions.iter().map(|id| frame.function(*id).tally.events());
        let any = |count: fn(&Tally) -> u64| functions.iter().any(|id| 0 < count(&frame.function(*id).tally));
        let sent = |has: fn(&PlannedDestinations) -> bool, count: fn(Events) -> u64| {
            let with = || functions.iter().filter(|id| has(&plan.function(**id).destinations));
            with().next()?;
            Some(with().map(|id| count(frame.function(*id).tally.events())).sum())
        };
        Some(Self {
            on_failure: sent(|to| to.on_failure.is_some(), |events| events.dropped),
            on_success: sent(|to| to.on_success.is_some(), |events| events.done),
            scale: events_per_square(waits.iter().map(Waiting::total).max().unwrap_or(0)),
            waits,
            oldest: oldest.map(|received| frame.at.since(received)),
            is_after_errors: any(Tally::errors) && !any(Tally::throttles),
            done: events().map(|events| events.done).sum(),
            dropped: events().map(|events| events.dropped).sum(),
            dead_lettered: events().map(|events| events.dead_lettered).sum(),
        })
    }

    /// How long the oldest event has waited, as it is read; a dash where none waits.
    pub fn oldest_age(&self) -> String {
        self.oldest.map_or(NOTHING.to_owned(), |waited| age(Duration::from_nanos(waited.as_nanos())))
    }

    /// How many events wait.
    pub fn total(&self) -> u32 {
        self.waits.iter().map(Waiting::total).sum()
    }
}

impl Waiting {
    /// How many events are in this wait.
    pub fn total(&self) -> u32 {
        self.events.iter().map(|(_, count)| count).sum()
    }
}

/// Whether an event of this function can become too old within the run.
fn can_expire(plan: &Plan, function: FunctionId) -> bool {
    plan.function(function).asynchronous.maximum_event_age < plan.length()
}

/// How many events a square stands for, so that the longest column has not too many: 1, 2, 5, 10, ...
fn events_per_square(most: u32) -> u32 {
    super::pool::steps().find(|step| most.div_ceil(*step) <= WAIT_SQUARES_MAX).unwrap_or(u32::MAX)
}
