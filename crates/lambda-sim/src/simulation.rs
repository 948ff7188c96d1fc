//! The loop: takes what is due, lets the rules decide, says what changed.
//!
//! Sans-io: the plan comes in, changes go out through [`Watch`]. No clock, no dice but the plan's seed.

use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::admission::{self, InFlight, Limits};
use crate::agenda::{Agenda, Timer};
use crate::arrivals::Arrivals;
use crate::change::{Change, Watch};
use crate::frame::{Frame, FunctionFrame, Tally};
use crate::id::{EnvironmentId, FunctionId, RequestId};
use crate::plan::Plan;
use crate::pool::{Expiry, Pool, Slot};
use crate::quotas;
use crate::random::{Purpose, Stream};
use crate::time::Instant;
use crate::units::Concurrency;

/// A run in progress. A clone is a checkpoint: it goes on exactly as the original does.
#[derive(Clone, Debug)]
pub struct Simulation {
    plan: Arc<Plan>,
    now: Instant,
    agenda: Agenda,
    arrivals: Vec<Arrivals>,
    functions: Vec<Running>,
    /// Requests in flight of all functions without a reservation.
    unreserved: Concurrency,
}

/// One function while it runs.
#[derive(Clone, Debug)]
struct Running {
    pool: Pool,
    tally: Tally,
    durations: Stream,
    init: Stream,
    idle_lifetimes: Stream,
}

impl Simulation {
    /// A run at its start: nothing has happened, the first requests are scheduled.
    pub fn new(plan: Arc<Plan>) -> Self {
        let stream = |purpose, name| Stream::new(plan.seed(), purpose, name, 0);
        let running = |name| Running {
            pool: Pool::default(),
            tally: Tally::default(),
            durations: stream(Purpose::Durations, name),
            init: stream(Purpose::Init, name),
            idle_lifetimes: stream(Purpose::IdleLifetime, name),
        };
        let functions = plan.functions().iter().map(|function| running(function.name.as_str())).collect();
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
            plan,
        };
        for caller in 0..simulation.arrivals.len() {
            simulation.schedule_arrival(caller);
        }
        simulation
    }

    /// The plan that is run.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// When the next thing is due; `None` once nothing more happens before the end of the run.
    pub fn next_at(&self) -> Option<Instant> {
        self.agenda.next_at().filter(|at| *at < self.plan.end())
    }

    /// Handles the next thing due, if it is due before the end of the run. Returns whether there was one.
    pub fn step(&mut self, watch: &mut impl Watch) -> bool {
        if self.next_at().is_none() {
            return false;
        }
        let (now, timer) = self.agenda.pop().expect("a time of the next timer means there is one");
        self.now = now;
        match timer {
            Timer::Arrival(caller) => self.arrive(caller, watch),
            Timer::InitDone(function, slot) => self.finish_init(function, slot, watch),
            Timer::HandlerDone(function, slot) => self.finish_invoke(function, slot, watch),
            Timer::IdleExpiry(function, slot) => self.expire(function, slot, watch),
        }
        true
    }

    /// Handles everything that is due up to and including `until`.
    pub fn run_to(&mut self, until: Instant, watch: &mut impl Watch) {
        while self.next_at().is_some_and(|at| at <= until) {
            self.step(watch);
        }
        self.now = self.now.max(until.min(self.plan.end()));
    }

    /// The instant up to which everything has been handled.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// What is true now.
    pub fn frame(&self) -> Frame {
        let function =
            |running: &Running| FunctionFrame { phases: running.pool.phases(), tally: running.tally.clone() };
        Frame { at: self.now, unreserved: self.unreserved, functions: self.functions.iter().map(function).collect() }
    }

    fn schedule_arrival(&mut self, caller: usize) {
        let planned = &self.plan.callers()[caller];
        if let Some(at) = self.arrivals[caller].next(&planned.pattern)
            && at < self.plan.end()
        {
            let place = u32::try_from(caller).expect("a scenario has fewer than 2^32 callers");
            self.agenda.schedule(at, Timer::Arrival(place));
        }
    }

    fn arrive(&mut self, caller: u32, watch: &mut impl Watch) {
        let function = self.plan.callers()[caller as usize].function;
        let law = self.plan.function(function);
        let running = &mut self.functions[function.index()];
        let request = RequestId(running.tally.next_request());
        // Drawn with the arrival, admitted or not: the request's duration is its own, whatever the limits are.
        let handler = law.duration.sample(&mut running.durations).min(quotas::TIMEOUT_MAX);
        let limits = Limits { reserved: law.reserved, unreserved: self.plan.unreserved() };
        let in_flight = InFlight { function: running.pool.phases().in_flight(), unreserved: self.unreserved };
        match admission::admit(limits, in_flight) {
            Ok(()) => self.start(function, request, handler, watch),
            Err(throttle) => {
                running.tally.throttled(self.now, throttle);
                watch.change(self.now, &Change::Throttled { function, request, throttle });
            }
        }
        self.schedule_arrival(caller as usize);
    }

    /// Starts an admitted request: in a warm environment if one is idle, in a new one otherwise.
    fn start(&mut self, function: FunctionId, request: RequestId, handler: crate::time::Span, watch: &mut impl Watch) {
        let law = self.plan.function(function);
        let running = &mut self.functions[function.index()];
        if law.reserved.is_none() {
            self.unreserved += Concurrency::ONE;
        }
        if let Some(slot) = running.pool.take_warm(request) {
            running.tally.started_warm();
            self.agenda.schedule(self.now + handler, Timer::HandlerDone(function, slot));
            let environment = EnvironmentId { function, number: running.pool.number(slot) };
            watch.change(self.now, &Change::WarmStart { environment, request });
        } else {
            running.tally.started_cold();
            let init = law.init.sample(&mut running.init).min(quotas::INIT_MAX);
            let idle_lifetime = law.idle_lifetime.sample(&mut running.idle_lifetimes);
            let slot = running.pool.start_init(request, handler, idle_lifetime);
            self.agenda.schedule(self.now + init, Timer::InitDone(function, slot));
            let environment = EnvironmentId { function, number: running.pool.number(slot) };
            watch.change(self.now, &Change::ColdStart { environment, request });
        }
    }

    fn finish_init(&mut self, function: FunctionId, slot: Slot, watch: &mut impl Watch) {
        let pool = &mut self.functions[function.index()].pool;
        let handler = pool.finish_init(slot);
        let environment = EnvironmentId { function, number: pool.number(slot) };
        self.agenda.schedule(self.now + handler, Timer::HandlerDone(function, slot));
        watch.change(self.now, &Change::InitEnded { environment });
    }

    fn finish_invoke(&mut self, function: FunctionId, slot: Slot, watch: &mut impl Watch) {
        let pool = &mut self.functions[function.index()].pool;
        let ticket = self.agenda.ticket();
        let (request, expires) = pool.finish_invoke(slot, self.now, ticket);
        let environment = EnvironmentId { function, number: pool.number(slot) };
        if let Some(at) = expires {
            self.agenda.schedule_as(at, Timer::IdleExpiry(function, slot), ticket);
        }
        if self.plan.function(function).reserved.is_none() {
            self.unreserved -= Concurrency::ONE;
        }
        watch.change(self.now, &Change::InvocationEnded { environment, request });
    }

    fn expire(&mut self, function: FunctionId, slot: Slot, watch: &mut impl Watch) {
        match self.functions[function.index()].pool.expire(slot) {
            Expiry::Gone { number } => {
                let environment = EnvironmentId { function, number };
                watch.change(self.now, &Change::Shutdown { environment });
            }
            // The place in the order is that of the moment it became idle, as if this timer had been set then.
            Expiry::Later { at, ticket } => self.agenda.schedule_as(at, Timer::IdleExpiry(function, slot), ticket),
            Expiry::InUse => {}
        }
    }

    /// Bytes that a clone of this simulation holds.
    pub(crate) fn bytes(&self) -> usize {
        let pools = self.functions.iter().map(|running| size_of::<Running>() + running.pool.bytes());
        let arrivals = self.arrivals.len() * size_of::<Arrivals>();
        size_of::<Self>() + self.agenda.bytes() + arrivals + pools.sum::<usize>()
    }
}
