//! Lambda authorizers while a run goes on: who is asked, and what comes of the answer.

use alloc::collections::BTreeMap;

use super::Simulation;
use super::attempt::attempt_of;
use crate::agenda::Timer;
use crate::authorizer::{Asked, Authorizer, PlannedAuthorizer};
use crate::change::{Change, Watch};
use crate::gateway::Refusal;
use crate::id::{CallerId, FunctionId};
use crate::plan::Plan;
use crate::request::{Client, Request, Sender};
use crate::time::Span;

/// The authorizers of a plan, which know nobody yet.
pub(super) fn authorizers(plan: &Plan) -> BTreeMap<CallerId, Authorizer> {
    plan.callers().iter().filter_map(|caller| Some((caller.authorizes?, Authorizer::default()))).collect()
}

impl Simulation {
    /// A request comes to an API that asks somebody first, unless it remembers the answer.
    pub(super) fn authorize(
        &mut self,
        function: FunctionId,
        request: Request,
        planned: PlannedAuthorizer,
        watch: &mut impl Watch,
    ) {
        let identity = planned.identity_of(request.id);
        if identity.is_none() && planned.needs_identity() {
            return self.turn_away(function, &request, Refusal::IdentityMissing, watch);
        }
        let authorizer = self.authorizers.entry(request.caller).or_default();
        let remembered = identity
            .filter(|_| planned.result_ttl != Span::ZERO)
            .and_then(|identity| authorizer.remembered(identity, self.now));
        match remembered {
            Some(true) => self.turn_away(function, &request, Refusal::DeniedBefore, watch),
            Some(false) => self.authorized(function, request, true, watch),
            None => self.ask(function, Asked { request, identity }, planned.caller, watch),
        }
    }

    /// API Gateway invokes the authorizer, like anybody who invokes a function; the request waits.
    fn ask(&mut self, function: FunctionId, asked: Asked, caller: CallerId, watch: &mut impl Watch) {
        let planned = &self.in_force.callers()[caller.index()];
        let sender = Sender { caller, version: planned.version, is_event: false, client: Client::Asks };
        let authorizer = planned.function;
        let running = &mut self.functions[authorizer.index()];
        let handler = running.draw_duration(&self.in_force.function(authorizer).duration);
        let invocation = Request::new(running.tally.arrived(), sender, self.now, handler);
        self.functions[function.index()].tally.ask();
        self.authorizers.entry(asked.request.caller).or_default().ask(invocation.id, asked);
        let attempt = attempt_of(&asked.request);
        watch.change(self.now, &Change::Authorizing { function, attempt, authorizer, invocation: invocation.id });
        self.attempt(authorizer, invocation, watch);
    }

    /// An authorizer has answered, or API Gateway has no answer from it, for this reason.
    pub(super) fn hear(&mut self, invocation: &Request, no_answer: Option<Refusal>, watch: &mut impl Watch) {
        let Some(caller) = self.in_force.callers()[invocation.caller.index()].authorizes else { return };
        let api = &self.in_force.callers()[caller.index()];
        let (function, planned) = (api.function, api.gateway.and_then(|gateway| gateway.authorizer));
        let Some(planned) = planned else { return };
        let authorizer = self.authorizers.entry(caller).or_default();
        let Asked { request, identity } = authorizer.answered(invocation.id);
        if let Some(refusal) = no_answer {
            return self.turn_away(function, &request, refusal, watch);
        }
        let is_denied = planned.denies(identity);
        if let Some(identity) = identity
            && planned.result_ttl != Span::ZERO
        {
            authorizer.keep(identity, is_denied, self.now + planned.result_ttl);
        }
        if is_denied {
            return self.turn_away(function, &request, Refusal::Denied, watch);
        }
        authorizer.allow(request);
        self.agenda.schedule(self.now, Timer::Authorized(caller));
    }

    /// A request that was allowed goes on to its function.
    pub(super) fn go_on(&mut self, caller: CallerId, watch: &mut impl Watch) {
        let function = self.in_force.callers()[caller.index()].function;
        let request = self.authorizers.entry(caller).or_default().next_allowed();
        self.authorized(function, request, false, watch);
    }

    fn authorized(&mut self, function: FunctionId, request: Request, is_remembered: bool, watch: &mut impl Watch) {
        watch.change(self.now, &Change::Authorized { function, attempt: attempt_of(&request), is_remembered });
        self.attempt(function, request, watch);
    }
}
