//! API Gateway while a run goes on: whom it lets in, and how long it waits.

use super::Simulation;
use super::attempt::attempt_of;
use crate::agenda::Timer;
use crate::change::{Change, Then, Watch};
use crate::gateway::Refusal;
use crate::id::{EnvironmentId, FunctionId};
use crate::pool::Slot;
use crate::request::{Client, Request};
use crate::time::Instant;

impl Simulation {
    /// A request has come to an API.
    pub(super) fn let_in(&mut self, function: FunctionId, request: Request, watch: &mut impl Watch) {
        if !self.api_gateway.take(self.now, self.in_force.api_gateway()) {
            return self.turn_away(function, &request, Refusal::TooManyRequests, watch);
        }
        let gateway = self.in_force.callers()[request.caller.index()].gateway;
        match gateway.and_then(|gateway| gateway.authorizer) {
            Some(authorizer) => self.authorize(function, request, authorizer, watch),
            None => self.attempt(function, request, watch),
        }
    }

    /// API Gateway answers a request itself.
    pub(super) fn turn_away(
        &mut self,
        function: FunctionId,
        request: &Request,
        refusal: Refusal,
        watch: &mut impl Watch,
    ) {
        self.functions[function.index()].tally.refused(self.now, refusal);
        let (attempt, then) = (attempt_of(request), self.answer(request, refusal.status()));
        watch.change(self.now, &Change::TurnedAway { function, attempt, refusal, then });
    }

    /// What an environment does for a request of an API ends at `end`. Where the API does not wait so long, its client has an answer before.
    pub(super) fn limit_time(
        &mut self,
        function: FunctionId,
        (slot, request): (Slot, &Request),
        admitted: Instant,
        end: Instant,
    ) {
        let gateway = self.in_force.callers()[request.caller.index()].gateway;
        let limit = gateway.map_or(end, |gateway| admitted + gateway.integration_timeout);
        // A handler that takes no time returns before what has waited, even where its limit is over as it begins.
        if limit < end && self.now < end {
            self.agenda.schedule(limit.max(self.now), Timer::TimeLimit(function, slot));
        }
    }

    /// An API waits no longer: its client has its answer, and the function runs on.
    pub(super) fn answer_instead(&mut self, function: FunctionId, slot: Slot, watch: &mut impl Watch) {
        let running = &mut self.functions[function.index()];
        let (request, start) = running.pool.give_up(slot);
        let environment = EnvironmentId { function, number: running.pool.number(slot) };
        running.too_late += 1;
        let via = self.in_force.callers()[request.caller.index()].via;
        // Who waits for an authorizer is a client of the API that has asked it, and gets its answer there.
        let then = if request.client == Client::Asks {
            Then::TooLate
        } else {
            running.tally.limited();
            self.answer(&request, via.status_of_time_limit())
        };
        let attempt = attempt_of(&request);
        watch.change(self.now, &Change::TimeLimit { environment, attempt, start, then });
        if request.client == Client::Asks {
            self.hear(&request, Some(Refusal::AuthorizerTooSlow), watch);
        }
    }
}
