//! A frame: what is true at one instant of a run.

mod provisioned;
mod recent;
mod scaled;
mod updated;
mod waits;
mod ways;

use alloc::vec::Vec;

use crate::admission::{Limit, Start, Throttle};
use crate::change::Then;
use crate::cost::{Capacity, Usage};
use crate::gateway::Refusal;
use crate::id::{FunctionId, RequestId};
use crate::plan::PlannedFunction;
use crate::pool::Phases;
use crate::provisioned::Spillover;
use crate::request_rate::{Lately, RequestRate};
use crate::scaling::ScalingRate;
use crate::source::SourceFrame;
use crate::time::{Instant, Span};
use crate::units::Concurrency;
use crate::via::Via;

pub use provisioned::ProvisionedFrame;
pub use recent::RECENT;
pub use scaled::Scaled;
pub use updated::Updated;
pub use waits::{Wait, Waits};

use recent::Recent;
use ways::Ways;

/// The state at one instant, after everything due then has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The instant.
    pub at: Instant,
    /// Requests in flight of all functions without a reservation together, those in provisioned environments apart.
    pub unreserved: Concurrency,
    /// How many of these the account allows: its limit less all reservations and what is provisioned without one.
    pub unreserved_limit: Concurrency,
    /// The request rate that all functions without a reservation share.
    pub unreserved_rate: RequestRate,
    /// The functions, in the order of the scenario.
    pub functions: Vec<FunctionFrame>,
    /// The sources that are polled, in the order of the scenario; those that are none are empty.
    pub sources: Vec<SourceFrame>,
}

impl Frame {
    /// Requests in flight of all functions together.
    pub fn in_flight(&self) -> Concurrency {
        let each = self.functions.iter().map(|function| function.phases.in_flight());
        each.fold(Concurrency::ZERO, |sum, one| sum + one)
    }

    /// The state of one function.
    pub fn function(&self, id: FunctionId) -> &FunctionFrame {
        &self.functions[id.index()]
    }
}

/// The state of one function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionFrame {
    /// Environments by phase.
    pub phases: Phases,
    /// Requests in flight that are not in provisioned environments.
    pub on_demand: Concurrency,
    /// What is provisioned, by version; none where nothing ever was.
    pub provisioned: Vec<ProvisionedFrame>,
    /// Asynchronous events that wait for their first or next attempt.
    pub waiting_events: u32,
    /// Those of them that were throttled at their last attempt.
    pub throttled_events: u32,
    /// Those of them that ended with a function error at their last attempt.
    pub failed_events: u32,
    /// All waiting events by the wait they are in.
    pub waits: Waits,
    /// When the oldest of them was received.
    pub oldest_event: Option<Instant>,
    /// Synchronous requests that their caller will send again.
    pub waiting_retries: u32,
    /// Requests in flight whose API has answered its client already: they run for nobody.
    pub too_late: u32,
    /// Requests that wait while their authorizer is asked.
    pub waiting_authorizer: u32,
    /// The scaling rate.
    pub scaling: ScalingRate,
    /// The request rate of its reservation; untouched where it has none.
    pub request_rate: RequestRate,
    /// Its synchronous requests that were let in lately, those into provisioned environments apart.
    pub lately: Lately,
    /// Its last update.
    pub updated: Option<Updated>,
    /// What has been counted since the start of the run.
    pub tally: Tally,
}

/// Counts of one function since the start of the run, and its last [`RECENT`] attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    requests: u64,
    by_hand: u64,
    warm: u64,
    cold: u64,
    provisioned: u64,
    spillovers: u64,
    throttles: u64,
    errors: u64,
    events: Events,
    usage: Usage,
    recent: Recent,
    last_throttle: Option<(Instant, Throttle)>,
    throttled_ways: Ways,
    failed_ways: Ways,
    last_spillover: Option<(Instant, Spillover)>,
    last_error: Option<Instant>,
    last_quota_empty: Option<Instant>,
    last_scaled: Option<Scaled>,
    turned_away: [u64; Refusal::ALL.len()],
    last_refusal: Option<(Instant, Refusal)>,
    time_limits: u64,
    asked: u64,
}

/// Counts of asynchronous events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// Received (CloudWatch: `AsyncEventsReceived`).
    pub received: u64,
    /// Handled without an error in the end.
    pub done: u64,
    /// Given up (CloudWatch: `AsyncEventsDropped`).
    pub dropped: u64,
    /// Given up, and taken by a dead-letter queue.
    pub dead_lettered: u64,
}

impl Tally {
    /// Requests so far, each counted once, however often it was tried.
    pub fn requests(&self) -> u64 {
        self.requests + self.by_hand
    }

    /// Attempts so far: each was admitted or throttled at once.
    pub fn attempts(&self) -> u64 {
        self.invocations() + self.throttles()
    }

    /// Admitted attempts so far.
    pub fn invocations(&self) -> u64 {
        self.warm + self.cold + self.provisioned
    }

    /// Invocations so far in provisioned environments (CloudWatch: `ProvisionedConcurrencyInvocations`).
    pub fn provisioned(&self) -> u64 {
        self.provisioned
    }

    /// Invocations so far of a version with provisioned concurrency that ran elsewhere (CloudWatch:
    /// `ProvisionedConcurrencySpilloverInvocations`).
    pub fn spillovers(&self) -> u64 {
        self.spillovers
    }

    /// Invocations so far that waited for INIT.
    pub fn cold_starts(&self) -> u64 {
        self.cold
    }

    /// Throttled attempts so far.
    pub fn throttles(&self) -> u64 {
        self.throttles
    }

    /// Invocations so far that ended with a function error.
    pub fn errors(&self) -> u64 {
        self.errors
    }

    /// Asynchronous events so far.
    pub fn events(&self) -> Events {
        self.events
    }

    /// What AWS bills of all invocations that have ended so far.
    pub fn usage(&self) -> Usage {
        self.usage
    }

    /// How many of the last attempts this knows: [`RECENT`], or fewer near the start of the run.
    pub fn recent(&self) -> u32 {
        u32::try_from(self.attempts()).map_or(RECENT, |attempts| attempts.min(RECENT))
    }

    /// How many of the last attempts were throttled.
    pub fn recent_throttles(&self) -> u32 {
        self.recent.throttled()
    }

    /// How many of the last attempts this limit throttled.
    pub fn recent_stopped_by(&self, limit: Limit) -> u32 {
        self.recent.stopped_by(limit)
    }

    /// How many of the last attempts started like this.
    pub fn recent_started(&self, start: Start) -> u32 {
        self.recent.started_as(start, self.recent())
    }

    /// Whether the newest attempt started like this.
    pub fn newest_started(&self, start: Start) -> bool {
        self.recent.newest_is(start, self.recent())
    }

    /// The last invocation that spilled over: when, and why.
    pub fn last_spillover(&self) -> Option<(Instant, Spillover)> {
        self.last_spillover
    }

    /// The last throttle and when it was.
    pub fn last_throttle(&self) -> Option<(Instant, Throttle)> {
        self.last_throttle
    }

    /// When a client last gave up because its retry quota was used up.
    pub fn last_quota_empty(&self) -> Option<Instant> {
        self.last_quota_empty
    }

    /// When the last invocation failed.
    pub fn last_error(&self) -> Option<Instant> {
        self.last_error
    }

    /// Requests so far that API Gateway has turned away for this.
    pub fn turned_away(&self, refusal: Refusal) -> u64 {
        self.turned_away[refusal as usize]
    }

    /// The last time that API Gateway has turned away a request, and why.
    pub fn last_refusal(&self) -> Option<(Instant, Refusal)> {
        self.last_refusal
    }

    /// Requests so far about which an authorizer was asked.
    pub fn asked(&self) -> u64 {
        self.asked
    }

    /// Requests so far whose API has waited no longer.
    pub fn time_limits(&self) -> u64 {
        self.time_limits
    }

    /// Counts a request and gives it its number, counted from 1.
    pub(crate) fn arrived(&mut self) -> RequestId {
        self.requests += 1;
        RequestId(self.requests)
    }

    /// The same for a request that is sent by hand.
    pub(crate) fn arrived_by_hand(&mut self) -> RequestId {
        self.by_hand += 1;
        RequestId::of_hand(self.by_hand)
    }

    pub(crate) fn started(&mut self, at: Instant, start: Start, spillover: Option<Spillover>) {
        match start {
            Start::Warm => self.warm += 1,
            Start::Cold => self.cold += 1,
            Start::Provisioned => self.provisioned += 1,
        }
        if let Some(spillover) = spillover {
            self.spillovers += 1;
            self.last_spillover = Some((at, spillover));
        }
        self.recent.started(start);
    }

    pub(crate) fn throttled(&mut self, at: Instant, throttle: Throttle, via: Via) {
        self.throttles += 1;
        self.throttled_ways.insert(via);
        self.recent.throttled_by(throttle.limit);
        self.last_throttle = Some((at, throttle));
    }

    /// A throttled request is not tried again, because its client has used its retry quota up.
    pub(crate) fn found_no_quota(&mut self, at: Instant) {
        self.last_quota_empty = Some(at);
    }

    pub(crate) fn refused(&mut self, at: Instant, refusal: Refusal) {
        self.turned_away[refusal as usize] += 1;
        self.last_refusal = Some((at, refusal));
    }

    pub(crate) fn ask(&mut self) {
        self.asked += 1;
    }

    pub(crate) fn limited(&mut self) {
        self.time_limits += 1;
    }

    pub(crate) fn failed(&mut self, at: Instant, via: Via) {
        self.errors += 1;
        self.failed_ways.insert(via);
        self.last_error = Some(at);
    }

    /// An invocation has ended that AWS bills for so long.
    pub(crate) fn bill(&mut self, planned: &PlannedFunction, start: Start, time: Span) {
        let is_provisioned = start == Start::Provisioned;
        let capacity = if is_provisioned { Capacity::Provisioned } else { Capacity::OnDemand };
        self.usage.add_invocations(1, planned.memory_size, (planned.architecture, capacity), time);
    }

    /// Provisioned environments are ready whose INIT AWS bills with so many milliseconds together.
    pub(crate) fn bill_init(&mut self, planned: &PlannedFunction, millis: u64) {
        self.usage.add_init(planned.memory_size, planned.architecture, millis);
    }

    pub(crate) fn received(&mut self) {
        self.events.received += 1;
    }

    pub(crate) fn then(&mut self, then: &Then) {
        match *then {
            Then::Done => self.events.done += 1,
            Then::Dropped { dead_lettered, .. } => {
                self.events.dropped += 1;
                self.events.dead_lettered += u64::from(dead_lettered);
            }
            Then::Answered { .. }
            | Then::TooLate
            | Then::Waits { .. }
            | Then::Expires { .. }
            | Then::Deleted { .. }
            | Then::Returns { .. } => {}
        }
    }
}
