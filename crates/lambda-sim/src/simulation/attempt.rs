//! A request from its arrival to its end: attempts, waits between them, and what its caller sees.

use super::Simulation;
use crate::admission::{self, InUse, Limits, Rates, Start, Throttle};
use crate::agenda::Timer;
use crate::change::{Attempt, Change, Drop, Then, Watch};
use crate::environment::{Invocation, Kind, OnTop, Supply};
use crate::gateway::Refusal;
use crate::id::{CallerId, EnvironmentId, FunctionId, VersionId};
use crate::life::ReuseOrder;
use crate::plan::{PlannedCaller, PlannedFunction};
use crate::pool::Slot;
use crate::provisioned::Spillover;
use crate::random::Throw;
use crate::request::{Client, Request, Sender};
use crate::retry::{self, RetryMode, RetryQuota};
use crate::time::Span;
use crate::units::Concurrency;
use crate::via::Outcome;
use crate::waiting::Place;

impl Simulation {
    /// A caller sends a request: tried at once, or taken into the queue.
    pub(super) fn arrive(&mut self, caller: CallerId, watch: &mut impl Watch) {
        let planned = &self.in_force.callers()[caller.index()];
        if planned.via.is_polled() {
            return self.send(caller, watch);
        }
        let (function, is_event) = (planned.function, planned.via.is_asynchronous());
        let client = if planned.gateway.is_some() { Client::IsLimited } else { Client::Waits };
        let sender = Sender { caller, version: planned.version, is_event, client };
        let running = &mut self.functions[function.index()];
        let (id, handler) = if planned.by_hand.is_some() {
            running.arrive_by_hand(self.plan.seed(), self.in_force.function(function))
        } else {
            (running.tally.arrived(), running.draw_duration(&self.in_force.function(function).duration))
        };
        let request = Request::new(id, sender, self.now, handler);
        if is_event {
            self.receive_event(function, request, watch);
        } else if client == Client::IsLimited {
            self.let_in(function, request, watch);
        } else {
            self.attempt(function, request, watch);
        }
        let next = self.next_arrival(caller);
        self.agenda.follow(next);
    }

    /// The wait of a request is over: it is tried again.
    pub(super) fn deliver(&mut self, function: FunctionId, place: Place, watch: &mut impl Watch) {
        let request = self.functions[function.index()].waiting.take(place);
        if request.client == Client::Mapping && !self.mapping(request.caller).is_enabled {
            return self.pause(&request, watch);
        }
        self.attempt(function, request, watch);
    }

    /// Asks for admission.
    pub(super) fn attempt(&mut self, function: FunctionId, mut request: Request, watch: &mut impl Watch) {
        request.attempts = request.attempts.saturating_add(1);
        let running = &self.functions[function.index()];
        let provisioned = &running.provisioned[request.version.index()];
        let limited = running.limit.unwrap_or(self.unreserved_limit);
        let limits = Limits {
            reserved: running.limit.map(|limit| limit.concurrency),
            unreserved: self.unreserved_limit.concurrency,
            requests: limited.requests,
            provisioned: provisioned.allowance(),
        };
        let on_demand = if running.limit.is_some() { running.request_rate } else { self.unreserved_rate };
        let idle = |supply| running.pool.idle(Kind { version: request.version, supply });
        let in_use = InUse {
            function: running.on_demand,
            unreserved: self.unreserved,
            rates: (!request.is_event).then_some(Rates { provisioned: provisioned.rate, on_demand }),
            provisioned: idle(Supply::Provisioned),
            idle: idle(Supply::OnDemand),
            scaling: self.scaling_of(running),
        };
        match admission::admit(limits, in_use, self.now) {
            Ok(Start::Cold) if self.is_initialized(function, &request) => {
                self.initialize(function, &request, watch);
                self.start(function, request, Start::Warm, watch);
            }
            Ok(start) => self.start(function, request, start, watch),
            Err(throttle) => self.refuse(function, request, throttle, watch),
        }
    }

    /// Starts an admitted request.
    fn start(&mut self, function: FunctionId, mut request: Request, start: Start, watch: &mut impl Watch) {
        request.throttles = 0;
        let is_provisioned = start == Start::Provisioned;
        let running = &mut self.functions[function.index()];
        let available = running.provisioned[request.version.index()].available();
        let is_spillover = !is_provisioned && available != Concurrency::ZERO;
        let spillover = is_spillover.then(|| {
            let free = running.pool.idle(Kind { version: request.version, supply: Supply::Provisioned });
            if free == Concurrency::ZERO { Spillover::AllBusy } else { Spillover::Rate }
        });
        running.tally.started(self.now, start, spillover);
        if !is_provisioned {
            running.on_demand += Concurrency::ONE;
            if running.limit.is_none() {
                self.unreserved += Concurrency::ONE;
            }
        }
        if !request.is_event {
            if is_provisioned {
                let state = &mut running.provisioned[request.version.index()];
                state.rate.take(self.now, state.allowance());
            } else {
                running.lately.add(self.now);
                match running.limit {
                    Some(limit) => running.request_rate.take(self.now, limit.requests),
                    None => self.unreserved_rate.take(self.now, self.unreserved_limit.requests),
                }
            }
        }
        let slot = match start {
            Start::Warm => self.start_idle(function, request, start, Supply::OnDemand),
            Start::Provisioned => self.start_idle(function, request, start, Supply::Provisioned),
            Start::Cold => self.start_init(function, request),
        };
        if (is_provisioned || is_spillover)
            && request.version == VersionId::LIVE
            && self.functions[function.index()].tracking.is_some()
        {
            self.sample_utilization(function);
        }
        let environment = EnvironmentId { function, number: self.functions[function.index()].pool.number(slot) };
        let attempt = attempt_of(&request);
        watch.change(self.now, &Change::Started { environment, attempt, start, is_spillover });
    }

    /// Starts a request in the idle environment that is used next; there is one.
    fn start_idle(&mut self, function: FunctionId, request: Request, start: Start, supply: Supply) -> Slot {
        let batch = self.load_of(&request);
        let planned = self.in_force.function(function);
        let pool = &mut self.functions[function.index()].pool;
        let kind = Kind { version: request.version, supply };
        let slot = match planned.life.reuse_order {
            ReuseOrder::MostRecentlyUsed => pool.next_idle(kind),
            order => pool.next_idle_by(order, kind, || planned.thrown(&request, Throw::Environment)),
        };
        let slot = slot.expect("admitted to an idle environment");
        let handler = planned.duration.value(request.handler) + on_top(planned, &request, pool.take_on_top(slot));
        let (time, outcome) = planned.run_of(&request, handler + batch.time);
        let (admitted, billed_from, outcome) = (self.now, self.now, batch.spoil(outcome));
        pool.start_idle(slot, Invocation { request, admitted, billed_from, start, outcome });
        self.agenda.schedule(self.now + time, Timer::HandlerDone(function, slot));
        if request.client.is_limited() {
            self.limit_time(function, (slot, &request), admitted, self.now + time);
        }
        slot
    }

    /// Starts a request in a new environment.
    fn start_init(&mut self, function: FunctionId, request: Request) -> Slot {
        let planned = self.in_force.function(function);
        let running = &mut self.functions[function.index()];
        self.shared_scaling.as_mut().unwrap_or(&mut running.scaling).take(self.now);
        let (setup, init, spans) = running.draw_for(self.plan.seed(), planned, &request, self.now);
        let billed_from = self.now + setup;
        let slot = running.pool.start_init(request, (self.now, billed_from), spans);
        self.agenda.schedule(billed_from + init, Timer::InitDone(function, slot));
        if request.client.is_limited() {
            self.limit_time(function, (slot, &request), self.now, billed_from + init);
        }
        slot
    }

    /// Whether the environment of a request that would start cold has been initialised ahead of need.
    fn is_initialized(&self, function: FunctionId, request: &Request) -> bool {
        let planned = self.in_force.function(function);
        let part = planned.life.proactive_initialization;
        0.0 < part && planned.thrown(request, Throw::Proactive).unit() < part
    }

    /// It has: set-up and INIT lie behind it, and it is idle. Nobody is billed for them.
    #[cold]
    fn initialize(&mut self, function: FunctionId, request: &Request, watch: &mut impl Watch) {
        let planned = self.in_force.function(function);
        let running = &mut self.functions[function.index()];
        self.shared_scaling.as_mut().unwrap_or(&mut running.scaling).take(self.now);
        let (_, _, spans) = running.draw_for(self.plan.seed(), planned, request, self.now);
        let kind = Kind { version: request.version, supply: Supply::OnDemand };
        let ticket = self.agenda.ticket();
        let (slot, expires) = running.pool.make_ready(kind, spans, self.now, ticket);
        let environment = EnvironmentId { function, number: running.pool.number(slot) };
        if let Some(at) = expires {
            self.agenda.schedule_as(at, Timer::IdleExpiry(function, slot), ticket);
        }
        watch.change(self.now, &Change::Initialized { environment });
    }

    /// INIT is done: the first run of the handler begins.
    pub(super) fn finish_init(&mut self, function: FunctionId, slot: Slot, watch: &mut impl Watch) {
        let (request, admitted, billed_from) = self.functions[function.index()].pool.in_init(slot);
        let batch = self.load_of(&request);
        let planned = self.in_force.function(function);
        let pool = &mut self.functions[function.index()].pool;
        let first = planned.duration.value(request.handler) + on_top(planned, &request, pool.take_on_top(slot));
        let (time, outcome) = planned.run_of(&request, first + batch.time);
        let outcome = batch.spoil(outcome);
        pool.finish_init(slot, Invocation { request, admitted, billed_from, start: Start::Cold, outcome });
        self.agenda.schedule(self.now + time, Timer::HandlerDone(function, slot));
        let environment = EnvironmentId { function, number: pool.number(slot) };
        if request.client.is_limited() {
            self.limit_time(function, (slot, &request), admitted, self.now + time);
        }
        watch.change(self.now, &Change::InitEnded { environment });
    }

    /// The handler has returned, or was cut off.
    pub(super) fn finish_invoke(&mut self, function: FunctionId, slot: Slot, watch: &mut impl Watch) {
        let ticket = self.agenda.ticket();
        let running = &mut self.functions[function.index()];
        let (invocation, kind) = running.pool.finish_invoke(slot);
        let environment = EnvironmentId { function, number: running.pool.number(slot) };
        let is_provisioned = kind.supply == Supply::Provisioned;
        let is_let_go = is_provisioned && running.provisioned[kind.version.index()].let_go();
        let is_gone = is_let_go || running.pool.is_over(slot, self.now);
        if invocation.outcome.resets() {
            running.pool.reset(slot);
        }
        if is_gone {
            running.pool.shut_down(slot);
        } else if let Some(at) = running.pool.rest(slot, self.now, ticket) {
            self.agenda.schedule_as(at, Timer::IdleExpiry(function, slot), ticket);
        }
        let Invocation { request, admitted, billed_from, start, outcome } = invocation;
        running.tally.bill(self.in_force.function(function), start, self.now.since(billed_from));
        if kind.supply == Supply::OnDemand {
            running.on_demand -= Concurrency::ONE;
            if running.limit.is_none() {
                self.unreserved -= Concurrency::ONE;
            }
        }
        if is_let_go {
            self.settle_limits();
        }
        if outcome.is_error() {
            let via = self.in_force.callers()[request.caller.index()].via;
            self.functions[function.index()].tally.failed(self.now, via);
        }
        let then = self.after_run(function, request, outcome);
        let attempt = attempt_of(&request);
        watch.change(self.now, &Change::InvocationEnded { environment, attempt, start, admitted, outcome, then });
        if is_gone {
            watch.change(self.now, &Change::Shutdown { environment });
            if is_provisioned && !is_let_go {
                self.replace(function, kind.version, watch);
            }
        }
        if request.is_event {
            self.record(function, &request, &then, watch);
        }
        if request.client == Client::Mapping {
            self.after_batch(&request, &then, watch);
        }
        if request.client == Client::Asks {
            let failed = outcome.is_error().then_some(Refusal::AuthorizerFailed);
            self.hear(&request, failed, watch);
        }
    }

    /// What becomes of a request whose handler has run.
    fn after_run(&mut self, function: FunctionId, mut request: Request, outcome: Outcome) -> Then {
        if request.client == Client::IsAnswered {
            self.functions[function.index()].too_late -= 1;
            return Then::TooLate;
        }
        if request.client == Client::Mapping {
            return self.batch_has_run(&request, outcome);
        }
        if !request.is_event {
            let caller = &self.in_force.callers()[request.caller.index()];
            if caller.retry_mode == RetryMode::Standard2026 {
                // A function error is a success of the call: 200 with a header.
                self.retry_quotas[request.caller.index()].succeeded(1 < request.attempts);
            }
            return self.answer(&request, caller.via.status_of(outcome));
        }
        if !outcome.is_error() {
            let then = Then::Done;
            self.functions[function.index()].tally.then(&then);
            return then;
        }
        let settings = self.in_force.function(function).asynchronous;
        if settings.maximum_retry_attempts <= request.errors {
            return self.drop_event(function, Drop::RetriesExhausted);
        }
        request.errors += 1;
        self.queue_event_with_jitter(function, request, retry::error_wait(request.errors))
    }

    /// An attempt is refused: its caller gives up, or waits.
    fn refuse(&mut self, function: FunctionId, mut request: Request, throttle: Throttle, watch: &mut impl Watch) {
        let caller = &self.in_force.callers()[request.caller.index()];
        self.functions[function.index()].tally.throttled(self.now, throttle, caller.via);
        request.throttles = request.throttles.saturating_add(1);
        let is_by_lambda = request.is_event || request.client == Client::Mapping;
        let would_retry = !is_by_lambda && request.attempts < caller.max_attempts;
        let is_quota_empty = would_retry && !pays(caller, &mut self.retry_quotas[request.caller.index()]);
        if is_quota_empty {
            self.functions[function.index()].tally.found_no_quota(self.now);
        }
        let then = if request.is_event {
            self.queue_event_with_jitter(function, request, retry::throttle_wait(request.throttles))
        } else if request.client == Client::Mapping {
            self.refuse_batch(function, request)
        } else if would_retry && !is_quota_empty {
            let unit = self.in_force.function(function).dice.unit(request.id, request.attempts, Throw::Wait);
            let until = self.now + retry::part_of(retry::sdk_wait(request.throttles), unit);
            let place = self.functions[function.index()].waiting.put_retry(request);
            self.agenda.schedule(until, Timer::Delivery(function, place));
            Then::Waits { until }
        } else {
            self.answer(&request, caller.status_of_throttle())
        };
        let attempt = attempt_of(&request);
        watch.change(self.now, &Change::Throttled { function, attempt, throttle, then, is_quota_empty });
        if request.is_event {
            self.record(function, &request, &then, watch);
        }
        if request.client == Client::Mapping {
            self.settle(request.caller, watch);
        }
        if request.client == Client::Asks {
            self.hear(&request, Some(Refusal::AuthorizerThrottled), watch);
        }
    }

    pub(super) fn answer(&self, request: &Request, status: u16) -> Then {
        Then::Answered { status, response_time: self.now.since(request.received) }
    }
}

/// Whether the retry quota allows one more retry, which it then pays for; only in the standard mode of 2026 there is one.
fn pays(caller: &PlannedCaller, quota: &mut RetryQuota) -> bool {
    caller.retry_mode != RetryMode::Standard2026 || quota.pay()
}

/// What a run of this request takes on top of its handler's duration, in an environment that is like this.
fn on_top(planned: &PlannedFunction, request: &Request, on_top: OnTop) -> Span {
    match on_top {
        OnTop::Nothing => Span::ZERO,
        OnTop::First(span) => span,
        OnTop::Reset => planned.after_reset(request),
    }
}

pub(super) fn attempt_of(request: &Request) -> Attempt {
    let Request { id, caller, received, attempts, .. } = *request;
    Attempt { request: id, caller, number: attempts, received }
}
