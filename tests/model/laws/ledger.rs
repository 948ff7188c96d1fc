//! Where each request is, told by the changes alone. Whatever a change says of a request must follow from what was said before.

use std::collections::BTreeMap;

use lambda_sim::change::{Attempt, Change, Drop, Then};
use lambda_sim::plan::Plan;
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::time::Instant;
use lambda_sim::via::Via;

use crate::changes::function_of;

/// Where a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It waits for its next attempt, which is due then.
    Waits(Instant),
    /// It waits, and will be too old then.
    Expires(Instant),
    /// In an environment: in set-up, INIT or INVOKE.
    Runs,
    /// At its API, which asks an authorizer about it.
    AtTheApi,
    /// In an environment, though its API has answered its client already.
    RunsForNobody,
    /// Its caller has its answer.
    Answered,
    /// The event has been handled.
    Done,
    /// The event was given up; whether a dead-letter queue has it.
    Dropped(bool),
}

/// A request that has been sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    pub(super) caller: usize,
    pub(super) is_event: bool,
    pub(super) received: Instant,
    pub(super) attempts: u16,
    /// Whether the last attempt was throttled.
    pub(super) is_throttled: bool,
    pub(super) runs: u8,
    pub(super) place: Place,
}

impl Sent {
    pub(super) fn waits(&self) -> bool {
        matches!(self.place, Place::Waits(_) | Place::Expires(_))
    }
}

/// All requests, by function and number.
#[derive(Debug)]
pub(super) struct Ledger<'p> {
    plan: &'p Plan,
    functions: Vec<BTreeMap<u64, Sent>>,
}

impl<'p> Ledger<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self { plan, functions: vec![BTreeMap::new(); plan.functions().len()] }
    }

    /// The requests to a function.
    pub(super) fn requests(&self, function: usize) -> impl Iterator<Item = &Sent> {
        self.functions[function].values()
    }

    /// How many requests to a function are like this.
    pub(super) fn count(&self, function: usize, is_wanted: impl Fn(&Sent) -> bool) -> u64 {
        self.requests(function).filter(|sent| is_wanted(sent)).count() as u64
    }

    /// Writes a change down, and fails where it does not follow from the changes before.
    #[track_caller]
    pub(super) fn write(&mut self, at: Instant, change: &Change) {
        match change {
            Change::EventReceived { request, caller, then, .. } => {
                let attempt = Attempt { request: *request, caller: *caller, number: 0, received: at };
                self.send(at, change, &attempt);
                self.then(at, change, &attempt, then);
            }
            Change::Started { attempt, .. } => {
                self.begin(at, change, attempt);
                let sent = self.sent(change, attempt);
                (sent.place, sent.is_throttled) = (Place::Runs, false);
            }
            Change::Throttled { attempt, then, .. } => {
                self.begin(at, change, attempt);
                self.sent(change, attempt).is_throttled = true;
                self.then(at, change, attempt, then);
            }
            Change::Authorizing { attempt, .. } => {
                self.send(at, change, attempt);
                self.sent(change, attempt).place = Place::AtTheApi;
            }
            Change::Authorized { attempt, is_remembered: true, .. } => self.send(at, change, attempt),
            Change::Authorized { attempt, .. } => {
                let sent = self.sent(change, attempt);
                assert_eq!(sent.place, Place::AtTheApi, "{at}: {change}");
                sent.place = Place::Waits(at);
            }
            Change::TurnedAway { attempt, refusal, then, .. } => {
                if refusal.is_at_once() {
                    self.send(at, change, attempt);
                } else {
                    assert_eq!(self.sent(change, attempt).place, Place::AtTheApi, "{at}: {change}");
                }
                self.then(at, change, attempt, then);
            }
            Change::TimeLimit { attempt, then, .. } => self.wait_no_longer(at, change, attempt, then),
            Change::InvocationEnded { attempt, then: Then::TooLate, .. } => {
                let sent = self.sent(change, attempt);
                assert_eq!(sent.place, Place::RunsForNobody, "{at}: {change}");
                sent.place = Place::Answered;
            }
            Change::InvocationEnded { attempt, outcome, then, .. } => {
                let sent = self.sent(change, attempt);
                assert_eq!(sent.place, Place::Runs, "{at}: {change}");
                sent.runs += 1;
                let is_over = !matches!(then, Then::Waits { .. } | Then::Expires { .. } | Then::Dropped { .. });
                let is_served = is_over && (!outcome.is_error() || matches!(then, Then::Answered { .. }));
                assert_eq!(is_served, is_over, "{at}: an event is done only without an error: {change}");
                self.then(at, change, attempt, then);
            }
            Change::EventExpired { attempt, runs, then, .. } => {
                let sent = self.sent(change, attempt);
                assert_eq!((sent.place, sent.runs), (Place::Expires(at), *runs), "{at}: {change}");
                self.then(at, change, attempt, then);
            }
            Change::InitEnded { .. }
            | Change::Shutdown { .. }
            | Change::Provisioned { .. }
            | Change::Initialized { .. }
            | Change::Recorded { .. }
            | Change::Polled { .. }
            | Change::Scaled { .. }
            | Change::Intervention { .. } => {}
        }
    }

    /// The request that an attempt belongs to, as it was sent.
    #[track_caller]
    fn sent(&mut self, change: &Change, attempt: &Attempt) -> &mut Sent {
        let sent = self.functions[function_of(change).index()].get_mut(&attempt.request.0);
        let sent = sent.unwrap_or_else(|| panic!("{change}: nobody has sent this request"));
        let said = (attempt.caller.index(), attempt.received, attempt.number);
        assert_eq!(said, (sent.caller, sent.received, sent.attempts), "{change}");
        sent
    }

    /// A request arrives: it has the next number, and its caller calls this function.
    #[track_caller]
    fn send(&mut self, at: Instant, change: &Change, attempt: &Attempt) {
        let function = function_of(change);
        let caller = &self.plan.callers()[attempt.caller.index()];
        assert_eq!((caller.function, attempt.received), (function, at), "{change}");
        let is_event = caller.via.is_asynchronous();
        assert_eq!(is_event, matches!(change, Change::EventReceived { .. }), "{at}: {change}");
        let sent = &mut self.functions[function.index()];
        assert_eq!(attempt.request.0, sent.len() as u64 + 1, "{at}: requests are numbered as they arrive: {change}");
        let (caller, received) = (attempt.caller.index(), at);
        let new =
            Sent { caller, is_event, received, attempts: 0, is_throttled: false, runs: 0, place: Place::Waits(at) };
        sent.insert(attempt.request.0, new);
    }

    /// An attempt is made when it is due, no earlier and no later, and has the next number.
    #[track_caller]
    fn begin(&mut self, at: Instant, change: &Change, attempt: &Attempt) {
        let is_known = self.functions[function_of(change).index()].contains_key(&attempt.request.0);
        if !is_known {
            self.send(at, change, attempt);
        }
        let before = Attempt { number: attempt.number - 1, ..*attempt };
        let sent = self.sent(change, &before);
        assert_eq!(sent.place, Place::Waits(at), "{at}: {change}");
        sent.attempts += 1;
    }

    /// An API has answered its client, or has given its authorizer up.
    #[track_caller]
    fn wait_no_longer(&mut self, at: Instant, change: &Change, attempt: &Attempt, then: &Then) {
        assert_eq!(self.sent(change, attempt).place, Place::Runs, "{at}: {change}");
        if self.plan.callers()[attempt.caller.index()].via == Via::Authorizer {
            assert_eq!(*then, Then::TooLate, "{at}: {change}");
        } else {
            self.then(at, change, attempt, then);
        }
        self.sent(change, attempt).place = Place::RunsForNobody;
    }

    /// What becomes of a request is possible for it.
    #[track_caller]
    fn then(&mut self, at: Instant, change: &Change, attempt: &Attempt, then: &Then) {
        let function = self.plan.function(function_of(change));
        let settings = function.asynchronous;
        let max_attempts = self.plan.callers()[attempt.caller.index()].max_attempts;
        let sent = self.sent(change, attempt);
        let end_of_age = sent.received + settings.maximum_event_age;
        let is_for_events = !matches!(then, Then::Answered { .. } | Then::Waits { .. });
        assert!(sent.is_event || !is_for_events, "{at}: {change}");
        sent.place = match *then {
            Then::Answered { response_time, .. } => {
                assert!(!sent.is_event && response_time == at.since(sent.received), "{at}: {change}");
                Place::Answered
            }
            Then::Waits { until } => {
                let has_attempts = if sent.is_event { until <= end_of_age } else { sent.attempts < max_attempts };
                assert!(at <= until && has_attempts, "{at}: {change}");
                Place::Waits(until)
            }
            Then::Expires { at: then } => {
                assert!(then == end_of_age && at <= then, "{at}: {change}");
                Place::Expires(then)
            }
            Then::TooLate => panic!("{at}: nobody has answered it: {change}"),
            Then::Deleted { .. } | Then::Returns { .. } => panic!("{at}: there are no batches: {change}"),
            Then::Done => Place::Done,
            Then::Dropped { cause, dead_lettered } => {
                let is_true = match cause {
                    Drop::ReservedConcurrencyZero => function.reserved.is_some_and(|reserved| reserved.get() == 0),
                    Drop::RetriesExhausted => sent.runs == settings.maximum_retry_attempts + 1,
                    Drop::EventAgeExceeded => end_of_age <= at,
                    Drop::RecursiveInvocation => panic!("{at}: nothing is a destination: {change}"),
                };
                assert!(is_true, "{at}: {change}");
                assert_eq!(dead_lettered, settings.dead_letter_queue != DeadLetterQueue::None, "{at}: {change}");
                Place::Dropped(dead_lettered)
            }
        };
    }

    /// At the end of the run nothing is left undone that was due before.
    #[track_caller]
    pub(super) fn close(&self) {
        let end = self.plan.end();
        for (number, sent) in self.functions.iter().flatten() {
            if let Place::Waits(due) | Place::Expires(due) = sent.place {
                assert!(end <= due, "request {number} was due at {due}: {sent:?}");
            }
        }
    }
}
