//! Streams while a run goes on: each lane has one batch at a time, and a batch that is throttled or fails blocks its lane.

use alloc::collections::BTreeMap;

use super::Simulation;
use crate::agenda::Timer;
use crate::change::{Change, Drop, Polled, Then, Watch};
use crate::destination::{Condition, Sent};
use crate::id::{CallerId, RequestId};
use crate::plan::{Plan, PlannedCaller};
use crate::random::{self, Purpose};
use crate::request::{Client, Request, Sender};
use crate::source::{Failed, Stream, Tick};
use crate::time::Instant;
use crate::via::Outcome;

/// The streams of a plan, at the start.
pub(super) fn streams(plan: &Plan) -> BTreeMap<CallerId, Stream> {
    let callers = (0..).map(CallerId).zip(plan.callers()).filter(|(_, caller)| caller.via.is_stream());
    let stream = |(id, caller): (CallerId, &PlannedCaller)| {
        let name = plan.function(caller.function).name.as_str();
        let durations = random::Stream::new(plan.seed(), Purpose::Batches, name, caller.ordinal);
        (id, Stream::new(&caller.mapping, durations))
    };
    callers.map(stream).collect()
}

impl Simulation {
    fn stream(&mut self, caller: CallerId) -> &mut Stream {
        self.streams.get_mut(&caller).expect("a stream")
    }

    fn due(&mut self, at: Instant, caller: CallerId, lane: u32) {
        self.agenda.schedule(at, Timer::Source(caller, Tick::Lane(lane)));
    }

    /// The mapping of a stream has other settings.
    pub(super) fn keep_lanes(&mut self, caller: CallerId, watch: &mut impl Watch) {
        let (now, mapping) = (self.now, self.mapping(caller));
        let next = now + mapping.poll_delay;
        let stream = self.stream(caller);
        let before = stream.frame().pollers;
        let turns = stream.keep(now, next, &mapping);
        let pollers = stream.frame().pollers;
        if pollers != before {
            self.tell_polled(caller, Polled::Scaled { pollers }, watch);
        }
        for lane in turns {
            self.due(next, caller, lane);
        }
    }

    /// A record is written.
    pub(super) fn write(&mut self, caller: CallerId, watch: &mut impl Watch) {
        let (now, mapping) = (self.now, self.mapping(caller));
        let lane = self.stream(caller).send(now);
        self.tell_polled(caller, Polled::Sent, watch);
        let at = now + mapping.poll_delay;
        if self.stream(caller).wants_poll(lane, at) {
            self.due(at, caller, lane);
        } else if self.stream(caller).is_full(lane, &mapping) {
            self.process(caller, lane, watch);
        }
    }

    /// The window of a lane is over, unless its batch was full before.
    pub(super) fn has_gathered(&mut self, caller: CallerId, lane: u32, watch: &mut impl Watch) {
        let now = self.now;
        if self.stream(caller).is_window_over(lane, now) {
            self.process(caller, lane, watch);
        }
    }

    /// A poll or a wait of a lane may be over.
    pub(super) fn turn_to(&mut self, caller: CallerId, lane: u32, watch: &mut impl Watch) {
        let now = self.now;
        // A turn that comes while the mapping is disabled is missed.
        if !self.mapping(caller).is_enabled || !self.stream(caller).is_turn(lane, now) {
            return;
        }
        self.discard_old(caller, lane, watch);
        match self.stream(caller).again(lane) {
            Some(request) => {
                let function = self.in_force.callers()[caller.index()].function;
                self.attempt(function, request, watch);
            }
            None => self.read_lane(caller, lane, watch),
        }
    }

    /// A lane without a batch reads what there is.
    fn read_lane(&mut self, caller: CallerId, lane: u32, watch: &mut impl Watch) {
        let (now, mapping) = (self.now, self.mapping(caller));
        self.discard_old(caller, lane, watch);
        if !self.stream(caller).is_ready(lane) {
            return self.stream(caller).rest(lane);
        }
        match self.stream(caller).gather(lane, now, &mapping) {
            Some(until) => self.agenda.schedule(until, Timer::Source(caller, Tick::Gathered(lane))),
            None => self.process(caller, lane, watch),
        }
    }

    fn discard_old(&mut self, caller: CallerId, lane: u32, watch: &mut impl Watch) {
        let (now, mapping) = (self.now, self.mapping(caller));
        let records = self.stream(caller).discard_old(lane, now, &mapping);
        if 0 < records {
            self.tell_polled(caller, Polled::Discarded { records }, watch);
            self.record_batch(caller, None, Condition::RecordAgeExceeded, watch);
        }
    }

    /// What a lane has read becomes a request, as old as its last record.
    fn process(&mut self, caller: CallerId, lane: u32, watch: &mut impl Watch) {
        let mapping = self.mapping(caller);
        let PlannedCaller { function, version, .. } = self.in_force.callers()[caller.index()];
        let id = self.functions[function.index()].tally.arrived();
        let stream = self.streams.get_mut(&caller).expect("a stream");
        let handler = stream.draw_duration(&self.in_force.function(function).duration);
        let (messages, last) = stream.launch(lane, id, &mapping);
        let sender = Sender { caller, version, is_event: false, client: Client::Mapping };
        let request = Request::new(id, sender, last, handler);
        self.tell_polled(caller, Polled::Read { request: id, messages }, watch);
        self.attempt(function, request, watch);
    }

    /// A batch is throttled: it blocks its lane, however often that happens.
    pub(super) fn block(&mut self, request: Request) -> Then {
        let (now, mapping) = (self.now, self.mapping(request.caller));
        let (lane, until) = self.stream(request.caller).throttle(request, now, &mapping);
        self.due(until, request.caller, lane);
        Then::Waits { until }
    }

    /// What becomes of a batch that has run.
    pub(super) fn records_have_run(&mut self, request: Request, outcome: Outcome) -> Then {
        let (now, mapping) = (self.now, self.mapping(request.caller));
        if !outcome.is_error() {
            let (lane, messages) = self.stream(request.caller).finish(request.id);
            self.due(now, request.caller, lane);
            return Then::Deleted { messages };
        }
        let (lane, failed) = self.stream(request.caller).fail(request, now, &mapping);
        match failed {
            Failed::Waits(until) => {
                self.due(until, request.caller, lane);
                Then::Waits { until }
            }
            Failed::Discarded => {
                self.due(now, request.caller, lane);
                Then::Dropped { cause: Drop::RetriesExhausted, dead_lettered: false }
            }
        }
    }

    /// A batch has run, and everybody knows; what has become of its records, if it failed, not yet.
    pub(super) fn after_records(&mut self, request: &Request, watch: &mut impl Watch) {
        let caller = request.caller;
        let Some(news) = self.stream(caller).news() else { return };
        self.tell_polled(caller, news, watch);
        if let Polled::Discarded { .. } = news {
            self.record_batch(caller, Some(request.id), Condition::RetryAttemptsExhausted, watch);
        }
    }

    /// The record of a batch that is given up goes to its destination.
    fn record_batch(
        &mut self,
        caller: CallerId,
        request: Option<RequestId>,
        condition: Condition,
        watch: &mut impl Watch,
    ) {
        let PlannedCaller { function, mapping, .. } = self.in_force.callers()[caller.index()];
        if let Some(service) = mapping.on_failure {
            let to = Sent::Service(service);
            watch.change(self.now, &Change::Recorded { function, caller, request, condition, to });
        }
    }
}
