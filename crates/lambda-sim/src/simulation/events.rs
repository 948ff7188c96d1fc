//! Asynchronous events: taken into the queue, kept until they are tried, given up.

use super::Simulation;
use super::attempt::attempt_of;
use crate::agenda::Timer;
use crate::change::{Change, Drop, Then, Watch};
use crate::id::FunctionId;
use crate::random::Throw;
use crate::request::{Client, Request};
use crate::retry;
use crate::scenario::DeadLetterQueue;
use crate::time::Span;
use crate::units::Concurrency;
use crate::waiting::Place;

impl Simulation {
    /// An event is accepted, whatever the limits are. Where the reservation is 0 it is given up at once; otherwise its first
    /// attempt follows shortly.
    pub(super) fn receive_event(&mut self, function: FunctionId, request: Request, watch: &mut impl Watch) {
        self.functions[function.index()].tally.received();
        let planned = self.in_force.function(function);
        let then = if request.client == Client::Record && self.chains.is_loop(function, request.id) {
            self.drop_event(function, Drop::RecursiveInvocation)
        } else if planned.reserved == Some(Concurrency::ZERO) {
            self.drop_event(function, Drop::ReservedConcurrencyZero)
        } else {
            self.queue_event(function, request, planned.asynchronous.delay)
        };
        let change = Change::EventReceived { function, request: request.id, caller: request.caller, then };
        watch.change(self.now, &change);
        self.record(function, &request, &then, watch);
    }

    /// A waiting event has become too old.
    pub(super) fn expire_event(&mut self, function: FunctionId, place: Place, watch: &mut impl Watch) {
        let request = self.functions[function.index()].waiting.take(place);
        let then = self.drop_event(function, Drop::EventAgeExceeded);
        watch.change(
            self.now,
            &Change::EventExpired { function, attempt: attempt_of(&request), runs: request.errors, then },
        );
        self.record(function, &request, &then, watch);
    }

    pub(super) fn queue_event_with_jitter(&mut self, function: FunctionId, request: Request, nominal: Span) -> Then {
        let planned = self.in_force.function(function);
        let unit = planned.dice.unit(request.id, request.attempts, Throw::Wait);
        let wait = retry::with_jitter(nominal, planned.asynchronous.retry_jitter, unit);
        self.queue_event(function, request, wait)
    }

    /// An event waits: for its next attempt, or, where it will be too old by then, for the end of its time.
    fn queue_event(&mut self, function: FunctionId, request: Request, wait: Span) -> Then {
        let expires = request.received + self.in_force.function(function).asynchronous.maximum_event_age;
        if expires < self.now {
            return self.drop_event(function, Drop::EventAgeExceeded);
        }
        let until = self.now + wait;
        let waiting = &mut self.functions[function.index()].waiting;
        if until <= expires {
            let place = waiting.put_event(request);
            self.agenda.schedule(until, Timer::Delivery(function, place));
            return Then::Waits { until };
        }
        let place = waiting.put_expiring(request);
        self.agenda.schedule(expires, Timer::EventExpiry(function, place));
        Then::Expires { at: expires }
    }

    /// An event is given up.
    pub(super) fn drop_event(&mut self, function: FunctionId, cause: Drop) -> Then {
        let queue = self.in_force.function(function).asynchronous.dead_letter_queue;
        let then = Then::Dropped { cause, dead_lettered: queue != DeadLetterQueue::None };
        self.functions[function.index()].tally.then(&then);
        then
    }
}
