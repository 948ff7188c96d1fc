//! A run told by its changes alone: what was tried, what each environment does, which events wait.

use std::collections::{BTreeMap, VecDeque};

use lambda_sim::admission::{Limit, Start};
use lambda_sim::change::{Attempt, Change, Then};
use lambda_sim::frame::Wait;
use lambda_sim::plan::Plan;
use lambda_sim::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Init,
    Invoke,
    Idle,
}

/// An event that has neither been handled nor given up.
#[derive(Clone, Copy, Debug)]
struct Event {
    received: Instant,
    throttled_in_a_row: usize,
    has_failed: bool,
    /// The wait that it is in; `None` while it runs.
    wait: Option<Wait>,
}

/// One function.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// By which limit each of the last 100 attempts was refused.
    attempts: VecDeque<Option<Limit>>,
    environments: BTreeMap<u64, Phase>,
    /// Whether each is provisioned, once it has served.
    provisioned: BTreeMap<u64, bool>,
    /// How many provisioned environments have never served.
    unused: u32,
    /// How each of the last 100 attempts started.
    starts: VecDeque<Option<Start>>,
    events: BTreeMap<u64, Event>,
    pub(super) done: u64,
    pub(super) dropped: u64,
    pub(super) dead_lettered: u64,
}

impl Told {
    /// Before the run, with so much provisioned.
    pub(super) fn with(provisioned: u32) -> Self {
        Self { unused: provisioned, ..Self::default() }
    }

    pub(super) fn change(&mut self, plan: &Plan, at: Instant, change: &Change) {
        match change {
            Change::EventReceived { request, then, .. } => {
                let event = Event { received: at, throttled_in_a_row: 0, has_failed: false, wait: None };
                self.events.insert(request.0, event);
                self.then(request.0, then);
            }
            Change::Started { environment, attempt, start, .. } => {
                let phase = if *start == Start::Cold { Phase::Init } else { Phase::Invoke };
                let is_new = self.environments.insert(environment.number, phase).is_none();
                self.unused -= u32::from(is_new && *start == Start::Provisioned);
                self.provisioned.insert(environment.number, *start == Start::Provisioned);
                self.tried(None, Some(*start));
                self.of_event(plan, attempt, |event| (event.throttled_in_a_row, event.wait) = (0, None));
            }
            Change::Throttled { attempt, throttle, then, .. } => {
                self.tried(Some(throttle.limit), None);
                self.of_event(plan, attempt, |event| event.throttled_in_a_row += 1);
                self.then(attempt.request.0, then);
            }
            Change::InitEnded { environment } => {
                self.environments.insert(environment.number, Phase::Invoke);
            }
            Change::InvocationEnded { environment, attempt, outcome, then, .. } => {
                self.environments.insert(environment.number, Phase::Idle);
                self.of_event(plan, attempt, |event| event.has_failed |= outcome.is_error());
                self.then(attempt.request.0, then);
            }
            Change::EventExpired { attempt, then, .. } => self.then(attempt.request.0, then),
            Change::Shutdown { environment } => {
                self.unused -= u32::from(self.environments.remove(&environment.number).is_none());
                self.provisioned.remove(&environment.number);
            }
            Change::Provisioned { new, .. } => self.unused += new,
            Change::Initialized { environment } => {
                self.environments.insert(environment.number, Phase::Idle);
            }
            Change::Recorded { .. }
            | Change::Authorizing { .. }
            | Change::Authorized { .. }
            | Change::TurnedAway { .. }
            | Change::TimeLimit { .. }
            | Change::Polled { .. }
            | Change::Scaled { .. }
            | Change::Intervention { .. } => {}
        }
    }

    fn tried(&mut self, refused_by: Option<Limit>, start: Option<Start>) {
        self.attempts.push_back(refused_by);
        self.starts.push_back(start);
        if 100 < self.attempts.len() {
            self.attempts.pop_front();
            self.starts.pop_front();
        }
    }

    fn of_event(&mut self, plan: &Plan, attempt: &Attempt, then: impl FnOnce(&mut Event)) {
        if plan.callers()[attempt.caller.index()].via.is_asynchronous() {
            then(self.events.get_mut(&attempt.request.0).expect("an event is received before it is tried"));
        }
    }

    fn then(&mut self, request: u64, then: &Then) {
        match then {
            Then::Waits { .. } => {
                // Requests of SDKs wait too, but not in the queue.
                if let Some(event) = self.events.get_mut(&request) {
                    event.wait = Some(event.next_wait());
                }
            }
            Then::Expires { .. } => {
                if let Some(event) = self.events.get_mut(&request) {
                    event.wait = Some(Wait::Expiry);
                }
            }
            Then::Done => {
                self.done += 1;
                self.events.remove(&request);
            }
            Then::Dropped { dead_lettered, .. } => {
                self.dropped += 1;
                self.dead_lettered += u64::from(*dead_lettered);
                self.events.remove(&request);
            }
            Then::Answered { .. } | Then::Deleted { .. } | Then::Returns { .. } | Then::TooLate => {}
        }
    }

    /// How many of the last attempts were refused by this limit, or by none.
    pub(super) fn refused_by(&self, limit: Option<Limit>) -> u32 {
        count(self.attempts.iter().filter(|by| **by == limit))
    }

    /// How many of the last attempts started like this.
    pub(super) fn started(&self, start: Start) -> u32 {
        count(self.starts.iter().filter(|one| **one == Some(start)))
    }

    /// How many provisioned environments serve a request.
    pub(super) fn provisioned(&self) -> u32 {
        let is_busy = |number: &u64| self.environments[number] == Phase::Invoke;
        count(self.provisioned.iter().filter(|(number, is_provisioned)| **is_provisioned && is_busy(number)))
    }

    /// How many environments are idle.
    pub(super) fn idle(&self) -> u32 {
        self.environments(Phase::Idle) + self.unused
    }

    pub(super) fn environments(&self, phase: Phase) -> u32 {
        count(self.environments.values().filter(|one| **one == phase))
    }

    /// How many events are in this wait.
    pub(super) fn waiting(&self, wait: Wait) -> u32 {
        count(self.events.values().filter(|event| event.wait == Some(wait)))
    }

    /// When the oldest waiting event was received.
    pub(super) fn oldest(&self) -> Option<Instant> {
        self.events.values().filter(|event| event.wait.is_some()).map(|event| event.received).min()
    }
}

impl Event {
    fn next_wait(self) -> Wait {
        match self.throttled_in_a_row {
            0 if self.has_failed => Wait::Minutes,
            // In place k stands the wait after k throttles in a row.
            throttles => Wait::ALL[throttles.min(Wait::Minutes as usize)],
        }
    }
}

fn count<T>(all: impl Iterator<Item = T>) -> u32 {
    u32::try_from(all.count()).expect("a few thousand at most")
}
