//! Provisioned concurrency while a run goes on: asked for, allocated, given back; and what it leaves of the limits.

use super::Simulation;
use super::running::{Limited, Running};
use crate::agenda::Timer;
use crate::change::{Change, Watch};
use crate::cost::billed_millis;
use crate::environment::{Kind, Supply};
use crate::id::{EnvironmentId, FunctionId, VersionId};
use crate::pool::Spans;
use crate::provisioned::begins_at;
use crate::request_rate::RequestRate;
use crate::units::Concurrency;

impl Simulation {
    /// Makes what was provisioned before the run.
    pub(super) fn provide(&mut self) {
        let plan = self.in_force.clone();
        for (function, planned) in plan.function_ids().zip(plan.functions()) {
            for (version, planned_version) in (0..).map(VersionId::new).zip(&planned.versions) {
                for _ in 0..planned_version.provisioned.get() {
                    let spans = self.functions[function.index()].draw_provisioned(planned, self.now);
                    self.make_ready(function, version, spans);
                }
            }
        }
    }

    /// An environment of provisioned concurrency can be used from now on.
    fn make_ready(&mut self, function: FunctionId, version: VersionId, spans: Spans) {
        let (kind, ticket) = (Kind { version, supply: Supply::Provisioned }, self.agenda.ticket());
        let (slot, expires) = self.functions[function.index()].pool.make_ready(kind, spans, self.now, ticket);
        if let Some(at) = expires {
            self.agenda.schedule_as(at, Timer::IdleExpiry(function, slot), ticket);
        }
    }

    /// One has reached its maximum age and is gone: the one that Lambda has made in the background takes its place.
    #[cold]
    pub(super) fn replace(&mut self, function: FunctionId, version: VersionId, watch: &mut impl Watch) {
        self.make_again(function, version, 1, watch);
    }

    /// So many provisioned environments have ended, and others take their place, whose INIT is billed.
    pub(super) fn make_again(&mut self, function: FunctionId, version: VersionId, count: u32, watch: &mut impl Watch) {
        for _ in 0..count {
            let planned = self.in_force.function(function);
            let running = &mut self.functions[function.index()];
            let (init, spans) = running.draw_replacement(planned, self.now);
            running.tally.bill_init(planned, billed_millis(init));
            self.make_ready(function, version, spans);
        }
        if 0 < count {
            self.tell_provisioned(function, version, count, watch);
        }
    }

    /// Asks for what the plan in force provisions of a version, where that is not what was asked for last.
    pub(super) fn provision_as_planned(&mut self, function: FunctionId, version: VersionId, watch: &mut impl Watch) {
        let planned = self.in_force.function(function).versions[version.index()].provisioned;
        if self.functions[function.index()].provisioned[version.index()].requested() != planned {
            self.provision(function, version, planned, watch);
        }
    }

    /// Asks for so much provisioned concurrency of a version.
    pub(super) fn provision(
        &mut self,
        function: FunctionId,
        version: VersionId,
        requested: Concurrency,
        watch: &mut impl Watch,
    ) {
        let planned = self.in_force.function(function);
        let running = &mut self.functions[function.index()];
        if let Some((count, allocation)) = running.provisioned[version.index()].ask(requested, self.now) {
            let prepared = self.now + planned.preparation;
            let mut billed = 0;
            let at = (0..u64::from(count)).map(|place| {
                let begun = match &mut self.shared_scaling {
                    None => begins_at(prepared, place),
                    Some(scaling) => scaling.take_ahead(self.now).max(prepared),
                };
                let (setup, init) = running.draw_provision(planned);
                billed += billed_millis(init);
                begun + setup + init
            });
            let at = at.max().unwrap_or(prepared);
            running.provisioned[version.index()].expect_at(at, billed);
            self.agenda.schedule(at, Timer::Allocated(function, version, allocation));
        }
        self.tell_provisioned(function, version, 0, watch);
        self.let_go(function, version, watch);
    }

    /// An allocation is done: all of it can be used from now on.
    pub(super) fn finish_allocation(
        &mut self,
        function: FunctionId,
        version: VersionId,
        allocation: u32,
        watch: &mut impl Watch,
    ) {
        let running = &mut self.functions[function.index()];
        let state = &mut running.provisioned[version.index()];
        let billed = state.billed_init();
        let Some(new) = state.allocated(allocation, self.now) else { return };
        running.tally.bill_init(self.in_force.function(function), billed);
        for _ in 0..new {
            let planned = self.in_force.function(function);
            let spans = self.functions[function.index()].draw_provisioned(planned, self.now);
            self.make_ready(function, version, spans);
        }
        self.tell_provisioned(function, version, new, watch);
        if version == VersionId::LIVE {
            self.scaled_out(function);
        }
    }

    fn tell_provisioned(&self, function: FunctionId, version: VersionId, new: u32, watch: &mut impl Watch) {
        let state = &self.functions[function.index()].provisioned[version.index()];
        let (requested, available) = (state.requested(), state.available());
        watch.change(self.now, &Change::Provisioned { function, version, requested, available, new });
    }

    /// Ends idle provisioned environments that nobody asks for any more, the most recently used first.
    fn let_go(&mut self, function: FunctionId, version: VersionId, watch: &mut impl Watch) {
        let Running { pool, provisioned, .. } = &mut self.functions[function.index()];
        while let Some(slot) = pool.next_idle(Kind { version, supply: Supply::Provisioned })
            && provisioned[version.index()].let_go()
        {
            pool.unlink(slot);
            let environment = EnvironmentId { function, number: pool.shut_down(slot) };
            watch.change(self.now, &Change::Shutdown { environment });
        }
    }

    /// Works out what each limit leaves for requests on demand: a reservation less what of it is provisioned, and the account's limit
    /// less all reservations and what is provisioned besides.
    pub(super) fn settle_limits(&mut self) {
        let plan = &self.in_force;
        let mut unreserved = plan.account_limit().saturating_sub(plan.reserved_total());
        for (running, planned) in self.functions.iter_mut().zip(plan.functions()) {
            let taken = running.taken();
            if planned.reserved.is_none() {
                unreserved = unreserved.saturating_sub(taken);
            }
            let new = planned.reserved.map(|reserved| Limited::to(reserved.saturating_sub(taken)));
            running.request_rate = match (running.limit, new) {
                (Some(old), Some(new)) => running.request_rate.with_allowance(self.now, old.requests, new.requests),
                // A reservation begins with a full bucket, and takes it along when it goes.
                _ => RequestRate::default(),
            };
            running.limit = new;
        }
        let new = Limited::to(unreserved);
        let old = core::mem::replace(&mut self.unreserved_limit, new);
        self.unreserved_rate = self.unreserved_rate.with_allowance(self.now, old.requests, new.requests);
    }
}
