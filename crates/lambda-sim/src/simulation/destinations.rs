//! Destinations while a run goes on: who is sent a record of an event, and what comes of it.

use super::Simulation;
use crate::agenda::Timer;
use crate::change::{Change, Then, Watch};
use crate::destination::{Condition, PlannedDestination, Sent, is_loop};
use crate::id::{FunctionId, VersionId};
use crate::request::{Client, Request, Sender};

impl Simulation {
    /// What has become of an event is known. If that is its end, its record goes to its destination.
    #[inline]
    pub(super) fn record(&mut self, function: FunctionId, event: &Request, then: &Then, watch: &mut impl Watch) {
        let condition = match then {
            Then::Done => Condition::Success,
            Then::Dropped { cause, .. } => Condition::from(*cause),
            _ => return,
        };
        match self.in_force.function(function).destinations.of(condition) {
            Some(to) => self.send_record(function, event, (condition, to), watch),
            None if event.client == Client::Record => {
                self.chains.end(function, event.id);
            }
            None => {}
        }
    }

    #[cold]
    fn send_record(
        &mut self,
        function: FunctionId,
        event: &Request,
        (condition, to): (Condition, PlannedDestination),
        watch: &mut impl Watch,
    ) {
        let chain = self.chains.end(function, event.id);
        let to = match to {
            PlannedDestination::Service(service) => Sent::Service(service),
            // Lambda has stopped the loop here, and goes on to nobody who is in it as well.
            PlannedDestination::Function(function, _)
                if condition == Condition::RecursiveInvocation && is_loop(&chain, function) =>
            {
                Sent::Function { function, event: None }
            }
            PlannedDestination::Function(function, caller) => {
                let running = &mut self.functions[function.index()];
                let handler = running.draw_duration(&self.in_force.function(function).duration);
                let sender = Sender { caller, version: VersionId::LIVE, is_event: true, client: Client::Record };
                let event = Request::new(running.tally.arrived(), sender, self.now, handler);
                self.chains.send(function, event, chain);
                self.agenda.schedule(self.now, Timer::Record);
                Sent::Function { function, event: Some(event.id) }
            }
        };
        let (caller, request) = (event.caller, Some(event.id));
        watch.change(self.now, &Change::Recorded { function, caller, request, condition, to });
    }

    /// A record is received where it was sent: an event like any other.
    pub(super) fn receive_record(&mut self, watch: &mut impl Watch) {
        let (function, event) = self.chains.next();
        self.receive_event(function, event, watch);
    }
}
