//! Queues while a run goes on: messages come, pollers read batches of them, and a batch is a request like any other, whose end is
//! handed back to its queue.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::Simulation;
use crate::agenda::Timer;
use crate::change::{Change, Polled, Then, Watch};
use crate::id::{CallerId, FunctionId};
use crate::plan::{Plan, PlannedCaller};
use crate::random::{self, Purpose};
use crate::request::{Client, Request, Sender};
use crate::retry;
use crate::source::{Load, Mapping, Queue, SourceFrame, Stream, Tick};
use crate::time::{Instant, Span};
use crate::via::{Outcome, Via};

const MINUTE: Span = Span::from_secs(60);

/// The queues of a plan, at the start.
pub(super) fn sources(plan: &Plan) -> BTreeMap<CallerId, Queue> {
    let callers = (0..).map(CallerId).zip(plan.callers()).filter(|(_, caller)| caller.via == Via::Sqs);
    let queue = |(id, caller): (CallerId, &PlannedCaller)| {
        let name = plan.function(caller.function).name.as_str();
        let durations = random::Stream::new(plan.seed(), Purpose::Batches, name, caller.ordinal);
        (id, Queue::new(&caller.mapping, durations))
    };
    callers.map(queue).collect()
}

impl Simulation {
    /// Each mapping has its first pollers.
    pub(super) fn begin_to_poll(&mut self) {
        for caller in self.sources.keys().copied().collect::<Vec<_>>() {
            self.settle(caller, &mut ());
        }
    }

    pub(super) fn mapping(&self, caller: CallerId) -> Mapping {
        self.in_force.callers()[caller.index()].mapping
    }

    fn queue(&mut self, caller: CallerId) -> &mut Queue {
        self.sources.get_mut(&caller).expect("a caller that is polled has a queue")
    }

    /// A message is sent to a queue, or a record written to a stream.
    pub(super) fn send(&mut self, caller: CallerId, watch: &mut impl Watch) {
        let now = self.now;
        if self.streams.contains_key(&caller) {
            self.write(caller, watch);
        } else {
            self.queue(caller).send(now);
            self.tell_polled(caller, Polled::Sent, watch);
            self.settle(caller, watch);
        }
        let next = self.next_arrival(caller);
        self.agenda.follow(next);
    }

    /// Something is due at a queue.
    pub(super) fn tick(&mut self, caller: CallerId, tick: Tick, watch: &mut impl Watch) {
        match tick {
            Tick::Lane(lane) => return self.turn_to(caller, lane, watch),
            Tick::Gathered(lane) => return self.has_gathered(caller, lane, watch),
            _ => {}
        }
        let mapping = self.mapping(caller);
        let queue = self.queue(caller);
        match tick {
            Tick::Poll => queue.poll(),
            Tick::Step(stretch) if queue.step(stretch, &mapping) => self.tell_pollers(caller, watch),
            Tick::Window(batch) if queue.is_gathering(batch) => {
                queue.set_reading(true);
                self.invoke(caller, batch, watch);
            }
            Tick::Step(_) | Tick::Window(_) | Tick::Lane(_) | Tick::Gathered(_) => return,
            Tick::Minute => {
                queue.minute(&mapping);
                return self.settle(caller, watch);
            }
            Tick::Visible(batch) => {
                if let Some(returned) = queue.expire(batch, &mapping) {
                    self.tell_polled(caller, Polled::Returned(returned), watch);
                }
                // What is visible again is found like what was sent.
                return self.settle(caller, watch);
            }
        }
        self.read(caller, watch);
    }

    /// The mapping of a caller has other settings.
    pub(super) fn keep_mapping(&mut self, caller: CallerId, watch: &mut impl Watch) {
        if self.streams.contains_key(&caller) {
            return self.keep_lanes(caller, watch);
        }
        let mapping = self.mapping(caller);
        let Some(queue) = self.sources.get_mut(&caller) else { return };
        queue.keep(&mapping);
        self.settle(caller, watch);
    }

    /// Free pollers read what is visible.
    fn read(&mut self, caller: CallerId, watch: &mut impl Watch) {
        let (now, mapping) = (self.now, self.mapping(caller));
        self.queue(caller).set_reading(true);
        loop {
            if let Some(batch) = self.queue(caller).gather(now, &mapping) {
                self.agenda.schedule(now + mapping.visibility_timeout, Timer::Source(caller, Tick::Visible(batch)));
                if mapping.batching_window != Span::ZERO {
                    self.agenda.schedule(now + mapping.batching_window, Timer::Source(caller, Tick::Window(batch)));
                }
            }
            let Some(batch) = self.queue(caller).fill(&mapping) else { break };
            self.invoke(caller, batch, watch);
        }
        self.queue(caller).set_reading(false);
        self.settle(caller, watch);
    }

    /// A batch becomes a request.
    fn invoke(&mut self, caller: CallerId, batch: u32, watch: &mut impl Watch) {
        let PlannedCaller { function, version, .. } = self.in_force.callers()[caller.index()];
        let id = self.functions[function.index()].tally.arrived();
        let queue = self.sources.get_mut(&caller).expect("a caller that is polled has a queue");
        let handler = queue.draw_duration(&self.in_force.function(function).duration);
        let messages = queue.launch(batch, id);
        let sender = Sender { caller, version, is_event: false, client: Client::Mapping };
        let request = Request::new(id, sender, self.now, handler);
        self.tell_polled(caller, Polled::Read { request: id, messages }, watch);
        self.attempt(function, request, watch);
    }

    /// What the batch is that a request stands for; nothing where it stands for none.
    #[inline]
    pub(super) fn load_of(&self, request: &Request) -> Load {
        if request.client == Client::Mapping { self.load_of_batch(request) } else { Load::default() }
    }

    #[cold]
    fn load_of_batch(&self, request: &Request) -> Load {
        let mapping = self.mapping(request.caller);
        let (messages, is_poisoned) = match self.streams.get(&request.caller) {
            Some(stream) => stream.load(request.id, &mapping),
            None => (self.sources[&request.caller].batch(request.id).0, false),
        };
        let time = mapping.message_duration.as_nanos().saturating_mul(messages.into());
        Load { time: Span::from_nanos(time), is_poisoned }
    }

    /// A batch is throttled: it is tried again, as long as its messages are invisible.
    pub(super) fn refuse_batch(&mut self, function: FunctionId, request: Request) -> Then {
        let mapping = self.mapping(request.caller);
        if self.streams.contains_key(&request.caller) {
            return self.block(request);
        }
        let until = self.now + retry::batch_wait(mapping.retry_wait, request.throttles);
        let queue = self.queue(request.caller);
        queue.throttle(&mapping);
        let (_, visible_at) = queue.batch(request.id);
        if visible_at <= until {
            return Then::Returns { at: visible_at, messages: queue.give_up(request.id) };
        }
        let place = self.functions[function.index()].waiting.put_batch(request);
        self.agenda.schedule(until, Timer::Delivery(function, place));
        Then::Waits { until }
    }

    /// The wait of a throttled batch is over, but its mapping is disabled: it is not tried again.
    #[cold]
    pub(super) fn pause(&mut self, request: &Request, watch: &mut impl Watch) {
        let messages = self.queue(request.caller).give_up(request.id);
        self.tell_polled(request.caller, Polled::Paused { request: request.id, messages }, watch);
    }

    /// What becomes of a batch that has run.
    pub(super) fn batch_has_run(&mut self, request: &Request, outcome: Outcome) -> Then {
        if self.streams.contains_key(&request.caller) {
            return self.records_have_run(*request, outcome);
        }
        let mapping = self.mapping(request.caller);
        let queue = self.queue(request.caller);
        if outcome.is_error() {
            let (messages, at) = queue.fail(request.id, &mapping);
            return Then::Returns { at, messages };
        }
        Then::Deleted { messages: queue.finish(request.id) }
    }

    /// A batch has run, and everybody knows: its poller reads the next one.
    #[cold]
    pub(super) fn after_batch(&mut self, request: &Request, then: &Then, watch: &mut impl Watch) {
        if let Then::Deleted { messages: messages @ 1.. } = *then {
            self.tell_polled(request.caller, Polled::Deleted { request: request.id, messages }, watch);
        }
        if self.streams.contains_key(&request.caller) {
            self.after_records(request, watch);
        } else {
            self.tell_pollers(request.caller, watch);
            self.read(request.caller, watch);
        }
    }

    /// Sees to it that what is visible will be read, or that more pollers come.
    pub(super) fn settle(&mut self, caller: CallerId, watch: &mut impl Watch) {
        let mapping = self.mapping(caller);
        self.tell_pollers(caller, watch);
        let Some(queue) = self.sources.get_mut(&caller) else { return };
        if queue.is_reading() {
            return;
        }
        if queue.wants_poll() {
            self.agenda.schedule(self.now + mapping.poll_delay, Timer::Source(caller, Tick::Poll));
        }
        if let Some(stretch) = queue.wants_step(&mapping) {
            self.agenda.schedule(self.now + mapping.ramp.step(), Timer::Source(caller, Tick::Step(stretch)));
        }
        if queue.wants_minute(&mapping) {
            let minutes = self.now.as_nanos() / MINUTE.as_nanos() + 1;
            let at = Instant::from_nanos(minutes.saturating_mul(MINUTE.as_nanos()));
            self.agenda.schedule(at, Timer::Source(caller, Tick::Minute));
        }
    }

    /// Pollers have come or gone.
    fn tell_pollers(&mut self, caller: CallerId, watch: &mut impl Watch) {
        if let Some(pollers) = self.sources.get_mut(&caller).and_then(Queue::news) {
            self.tell_polled(caller, Polled::Scaled { pollers }, watch);
        }
    }

    pub(super) fn tell_polled(&self, caller: CallerId, what: Polled, watch: &mut impl Watch) {
        let function = self.in_force.callers()[caller.index()].function;
        let now = self.source_frame(caller);
        watch.change(self.now, &Change::Polled { function, caller, what, now });
    }

    fn source_frame(&self, caller: CallerId) -> SourceFrame {
        let queue = self.sources.get(&caller).map(Queue::frame);
        queue.or_else(|| self.streams.get(&caller).map(Stream::frame)).unwrap_or_default()
    }

    /// The sources by caller; none where there are none at all.
    pub(super) fn source_frames(&self) -> Vec<SourceFrame> {
        let callers = if self.sources.is_empty() && self.streams.is_empty() { 0 } else { self.arrivals.len() };
        let caller = |place| CallerId(u32::try_from(place).expect("a scenario has fewer than 2^32 callers"));
        (0..callers).map(|place| self.source_frame(caller(place))).collect()
    }
}
