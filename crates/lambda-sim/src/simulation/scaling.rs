//! What Application Auto Scaling does while a run goes on.

use alloc::boxed::Box;

use super::Simulation;
use crate::agenda::Timer;
use crate::autoscaling::{ScalingCause, end_of_minute};
use crate::change::{Change, Watch};
use crate::check::reservable;
use crate::environment::{Kind, Supply};
use crate::frame::Scaled;
use crate::id::{FunctionId, VersionId};
use crate::provisioned::Status;
use crate::time::Span;
use crate::units::Concurrency;

/// CloudWatch has a datapoint for each.
const MINUTE: Span = Span::from_secs(60);

impl Simulation {
    /// The range, or the policy, of a function is another one: what is provisioned moves into the range, and the policy begins or ends.
    pub(super) fn rescale(&mut self, function: FunctionId, watch: &mut impl Watch) {
        let scaling = self.in_force.function(function).scaling;
        let capacity = self.functions[function.index()].provisioned[VersionId::LIVE.index()].requested();
        let within = scaling.within(capacity);
        if within != capacity {
            let cause = if capacity < within { ScalingCause::MinCapacity } else { ScalingCause::MaxCapacity };
            self.scale(function, within, cause, watch);
        }
        self.settle_policy(function);
    }

    /// A policy begins to track, or is forgotten.
    pub(super) fn settle_policy(&mut self, function: FunctionId) {
        let scaling = &self.in_force.function(function).scaling;
        let running = &mut self.functions[function.index()];
        if scaling.target().is_none() {
            running.tracking = None;
        } else if running.tracking.is_none() {
            running.tracking = Some(Box::default());
            if !core::mem::replace(&mut running.is_ticking, true) {
                self.agenda.schedule(end_of_minute(self.now) + scaling.alarm_delay, Timer::Datapoint(function));
            }
        }
    }

    /// An invocation of the live version has begun while some of what is provisioned for it is ready.
    #[cold]
    pub(super) fn sample_utilization(&mut self, function: FunctionId) {
        let running = &mut self.functions[function.index()];
        let state = &running.provisioned[VersionId::LIVE.index()];
        let free = running.pool.idle(Kind { version: VersionId::LIVE, supply: Supply::Provisioned });
        if let Some(tracking) = &mut running.tracking {
            tracking.sample(self.now, state.held().saturating_sub(free), state.available());
        }
    }

    /// The datapoint of a minute is known: the alarms are asked.
    pub(super) fn track(&mut self, function: FunctionId, watch: &mut impl Watch) {
        let scaling = self.in_force.function(function).scaling;
        let running = &mut self.functions[function.index()];
        let Some(tracking) = &running.tracking else {
            running.is_ticking = false;
            return;
        };
        self.agenda.schedule(self.now + MINUTE, Timer::Datapoint(function));
        let state = &running.provisioned[VersionId::LIVE.index()];
        // What is under way is waited for: otherwise a growing load would begin it anew minute after minute.
        if state.status() == Status::InProgress {
            return;
        }
        if let Some((to, cause)) = tracking.decide(self.now, &scaling, state.requested()) {
            self.scale(function, to, cause, watch);
        }
    }

    /// Asks for another capacity of the live version, if AWS allows it.
    fn scale(&mut self, function: FunctionId, to: Concurrency, cause: ScalingCause, watch: &mut impl Watch) {
        let from = self.functions[function.index()].provisioned[VersionId::LIVE.index()].requested();
        let is_refused = from < to && !self.may_provision(function, from, to);
        self.functions[function.index()].tally.scaled(Scaled { at: self.now, cause, from, to, is_refused });
        watch.change(self.now, &Change::Scaled { function, cause, from, to, is_refused });
        if is_refused {
            return;
        }
        self.provision(function, VersionId::LIVE, to, watch);
        self.settle_limits();
        let cooldown = match cause {
            ScalingCause::AlarmLow { .. } => self.in_force.function(function).scaling.scale_in_cooldown,
            // A scale-out stops the cooldown of a scale-in.
            ScalingCause::AlarmHigh { .. } => Span::ZERO,
            ScalingCause::MinCapacity | ScalingCause::MaxCapacity => return,
        };
        if let Some(tracking) = &mut self.functions[function.index()].tracking {
            tracking.cool_down_after_scale_in(self.now + cooldown);
        }
    }

    /// What was asked for of the live version is ready.
    pub(super) fn scaled_out(&mut self, function: FunctionId) {
        let cooldown = self.in_force.function(function).scaling.scale_out_cooldown;
        if let Some(tracking) = &mut self.functions[function.index()].tracking {
            tracking.cool_down_after_scale_out(self.now + cooldown);
        }
    }

    /// Whether AWS's rules leave room for this much of the live version: not more than is reserved, and 100 of the account.
    fn may_provision(&self, function: FunctionId, from: Concurrency, to: Concurrency) -> bool {
        let plan = &self.in_force;
        let more = u64::from(to.get()) - u64::from(from.get());
        if let Some(reserved) = plan.function(function).reserved {
            let all = u64::from(self.functions[function.index()].requested().get());
            return all + more <= u64::from(reserved.get());
        }
        let unreserved = self.functions.iter().zip(plan.functions()).filter(|(_, planned)| planned.reserved.is_none());
        let provisioned: u64 = unreserved.map(|(running, _)| u64::from(running.requested().get())).sum();
        let claimed = u64::from(plan.reserved_total().get()) + provisioned + more;
        claimed <= u64::from(reservable(plan.account_limit()).get())
    }
}
