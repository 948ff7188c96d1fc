//! The loop: takes what is due, lets the rules decide, says what changed.
//!
//! Sans-io: the plan comes in, changes go out through [`Watch`]. No clock, no dice but the plan's seed.

mod attempt;
mod authorizing;
mod by_hand;
mod destinations;
mod events;
mod gateway;
mod life;
mod polling;
mod provisioning;
mod running;
mod scaling;
mod streaming;
mod updating;

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::agenda::{Agenda, Timer};
use crate::arrivals::Arrivals;
use crate::authorizer::Authorizer;
use crate::change::{Change, Watch};
use crate::destination::Chains;
use crate::environment::Supply;
use crate::frame::{Frame, FunctionFrame};
use crate::id::{CallerId, EnvironmentId, FunctionId};
use crate::intervention::PlannedIntervention;
use crate::plan::Plan;
use crate::pool::{Expiry, Slot};
use crate::random::{Purpose, Stream};
use crate::request_rate::RequestRate;
use crate::retry::RetryQuota;
use crate::scaling::ScalingRate;
use crate::setting::Setting;
use crate::source::{self, Queue};
use crate::time::{Instant, Span};
use crate::token_bucket::TokenBucket;
use crate::units::Concurrency;

use running::{Limited, Running};

/// A run in progress. A clone is a checkpoint: it goes on exactly as the original does.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The plan of the whole run, and the one that holds now.
    plan: Arc<Plan>,
    in_force: Arc<Plan>,
    now: Instant,
    agenda: Agenda,
    arrivals: Vec<Arrivals>,
    functions: Vec<Running>,
    /// Requests in flight on demand of all functions without a reservation.
    unreserved: Concurrency,
    /// What the account allows of these.
    unreserved_limit: Limited,
    /// The request rate that they share.
    unreserved_rate: RequestRate,
    /// What is left of the retry quota of each caller.
    retry_quotas: Vec<RetryQuota>,
    /// The authorizers, by the caller whose requests they are asked about.
    authorizers: BTreeMap<CallerId, Authorizer>,
    /// The records that go from function to function.
    chains: Chains,
    /// What API Gateway has let in.
    api_gateway: TokenBucket,
    /// The scaling rate of all functions together, by the rule before November 2023.
    shared_scaling: Option<ScalingRate>,
    /// The sources that are polled, by caller.
    sources: BTreeMap<CallerId, Queue>,
    streams: BTreeMap<CallerId, source::Stream>,
}

impl Simulation {
    /// A run at its start: nothing has happened, the first requests are scheduled.
    pub fn new(plan: Arc<Plan>) -> Self {
        let functions = plan.functions().iter().map(|function| Running::new(plan.seed(), function)).collect();
        let arrivals = plan.callers().iter().map(|caller| {
            let name = plan.function(caller.function).name.as_str();
            Arrivals::new(&caller.pattern, Stream::new(plan.seed(), Purpose::Arrivals, name, caller.ordinal))
        });
        let mut simulation = Self {
            now: Instant::START,
            agenda: Agenda::default(),
            arrivals: arrivals.collect(),
            functions,
            unreserved: Concurrency::ZERO,
            unreserved_limit: Limited::to(plan.unreserved()),
            unreserved_rate: RequestRate::default(),
            retry_quotas: alloc::vec![RetryQuota::default(); plan.callers().len()],
            authorizers: authorizing::authorizers(&plan),
            chains: Chains::default(),
            api_gateway: TokenBucket::default(),
            shared_scaling: Some(plan.scaling_rate()).filter(|rule| rule.is_shared()).map(ScalingRate::new),
            sources: polling::sources(&plan),
            streams: streaming::streams(&plan),
            in_force: Arc::clone(&plan),
            plan,
        };
        simulation.provide();
        simulation.settle_limits();
        for (place, intervention) in (0..).zip(simulation.plan.interventions()) {
            simulation.agenda.schedule(intervention.at, Timer::Intervention(place));
        }
        for function in simulation.plan.clone().function_ids() {
            simulation.settle_policy(function);
        }
        for place in 0..simulation.arrivals.len() {
            let caller = CallerId(u32::try_from(place).expect("a scenario has fewer than 2^32 callers"));
            if let Some(at) = simulation.next_arrival(caller) {
                simulation.agenda.schedule(at, Timer::Arrival(caller));
            }
        }
        simulation.begin_to_poll();
        simulation
    }

    /// The plan that is run: of the whole run.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// When the next thing is due; `None` once nothing more happens before the end of the run.
    pub fn next_at(&self) -> Option<Instant> {
        self.agenda.next_at().filter(|at| *at < self.in_force.end())
    }

    /// Handles the next thing due, if it is due before the end of the run. Returns whether there was one.
    pub fn step(&mut self, watch: &mut impl Watch) -> bool {
        self.step_before(self.in_force.end(), watch)
    }

    /// Handles the next thing due, if it is due before this instant and before the end of the run. Returns whether there was one.
    pub fn step_before(&mut self, end: Instant, watch: &mut impl Watch) -> bool {
        let Some((now, timer)) = self.agenda.pop_before(end.min(self.in_force.end())) else {
            return false;
        };
        self.now = now;
        match timer {
            Timer::Intervention(place) => self.intervene(place.into(), watch),
            Timer::Datapoint(function) => self.track(function, watch),
            Timer::Arrival(caller) => self.arrive(caller, watch),
            Timer::InitDone(function, slot) => self.finish_init(function, slot, watch),
            Timer::HandlerDone(function, slot) => self.finish_invoke(function, slot, watch),
            Timer::Allocated(function, version, allocation) => {
                self.finish_allocation(function, version, allocation, watch);
            }
            Timer::IdleExpiry(function, slot) => self.expire(function, slot, watch),
            Timer::TimeLimit(function, slot) => self.answer_instead(function, slot, watch),
            Timer::Authorized(caller) => self.go_on(caller, watch),
            Timer::Record => self.receive_record(watch),
            Timer::Delivery(function, place) => self.deliver(function, place, watch),
            Timer::EventExpiry(function, place) => self.expire_event(function, place, watch),
            Timer::Source(caller, tick) => self.tick(caller, tick, watch),
        }
        true
    }

    /// Handles everything that is due up to and including `until`.
    pub fn run_to(&mut self, until: Instant, watch: &mut impl Watch) {
        while self.step_before(until + Span::from_nanos(1), watch) {}
        self.now = self.now.max(until.min(self.in_force.end()));
    }

    /// The instant up to which everything has been handled.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// What is true now.
    pub fn frame(&self) -> Frame {
        let frame = |running: &Running| running.frame(self.scaling_of(running));
        let mut functions: Vec<FunctionFrame> = self.functions.iter().map(frame).collect();
        for (caller, authorizer) in &self.authorizers {
            let function = self.plan.callers()[caller.index()].function;
            functions[function.index()].waiting_authorizer += authorizer.waiting();
        }
        let Self { unreserved, unreserved_limit, unreserved_rate, .. } = *self;
        let unreserved_limit = unreserved_limit.concurrency;
        Frame { at: self.now, unreserved, unreserved_limit, unreserved_rate, functions, sources: self.source_frames() }
    }

    /// The scaling rate that a function meets.
    fn scaling_of(&self, running: &Running) -> ScalingRate {
        self.shared_scaling.unwrap_or(running.scaling)
    }

    /// When the next request of a caller arrives.
    fn next_arrival(&mut self, caller: CallerId) -> Option<Instant> {
        let planned = &self.in_force.callers()[caller.index()];
        self.arrivals[caller.index()].next(&planned.pattern).filter(|at| *at < self.in_force.end())
    }

    /// Somebody changes a setting: another plan holds from now on. Nothing that runs is cut, but requests in flight move with their
    /// function when it gains or loses a reservation.
    fn intervene(&mut self, place: usize, watch: &mut impl Watch) {
        let (PlannedIntervention { function, version, caller, setting, value, .. }, plan) = self.plan.later(place);
        let old = core::mem::replace(&mut self.in_force, Arc::clone(plan));
        self.api_gateway.settle(self.now, old.api_gateway());
        let unreserved = self.functions.iter().zip(plan.functions()).filter(|(_, planned)| planned.reserved.is_none());
        self.unreserved = unreserved.fold(Concurrency::ZERO, |sum, (running, _)| sum + running.on_demand);
        watch.change(self.now, &Change::Intervention { function, caller, setting, value });
        match (setting, function) {
            (Setting::ProvisionedConcurrency, Some(function)) => self.provision_as_planned(function, version, watch),
            (Setting::MinCapacity | Setting::MaxCapacity | Setting::TargetValue, Some(function)) => {
                self.rescale(function, watch);
            }
            _ => {}
        }
        self.settle_limits();
        if let Some(caller) = caller {
            self.keep_mapping(caller, watch);
        }
        self.update_after(place, watch);
    }

    /// An idle environment may have reached the end of its lifetime.
    fn expire(&mut self, function: FunctionId, slot: Slot, watch: &mut impl Watch) {
        match self.functions[function.index()].pool.expire(slot) {
            Expiry::Gone { number, kind } => {
                let environment = EnvironmentId { function, number };
                watch.change(self.now, &Change::Shutdown { environment });
                if kind.supply == Supply::Provisioned {
                    self.replace(function, kind.version, watch);
                }
            }
            // The place in the order is that of the moment it became idle, as if this timer had been set then.
            Expiry::Later { at, ticket } => self.agenda.schedule_as(at, Timer::IdleExpiry(function, slot), ticket),
            Expiry::InUse => {}
        }
    }

    /// Bytes that a clone of this simulation holds.
    pub(crate) fn bytes(&self) -> usize {
        let functions = self.functions.iter().map(Running::bytes);
        let arrivals = self.arrivals.len() * size_of::<Arrivals>();
        let authorizers = self.authorizers.values().map(Authorizer::bytes);
        let streams = self.streams.values().map(source::Stream::bytes);
        let sources = self.sources.values().map(Queue::bytes).chain(streams);
        let callers = authorizers.chain(sources).sum::<usize>();
        size_of::<Self>() + self.agenda.bytes() + arrivals + functions.sum::<usize>() + callers + self.chains.bytes()
    }
}
