//! How old environments become and which idle one is used again.

use lambda_sim::change::Change;
use lambda_sim::life::ReuseOrder;
use lambda_sim::random::Throw;

use super::draws::Made;
use super::{Environment, Model, NextRun, Phase, What};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    /// Of the idle environments that are right the one that serves this request.
    pub(super) fn used_next(&self, request: usize, is_right: impl Fn(&Environment) -> bool) -> Option<usize> {
        let function = self.requests[request].function;
        let environments = &self.functions[function].environments;
        let mut idle: Vec<usize> = Vec::new();
        for (place, environment) in environments.iter().enumerate() {
            if environment.phase == Phase::Idle && is_right(environment) {
                idle.push(place);
            }
        }
        // The one used last first.
        idle.sort_by_key(|place| std::cmp::Reverse(environments[*place].idle_since));
        let is_provisioned = idle.first().is_some_and(|place| environments[*place].is_provisioned);
        let order = match self.mistake {
            Some(Mistake::ReuseOrderIsForgotten) => ReuseOrder::MostRecentlyUsed,
            Some(Mistake::ReuseOrderHoldsOnDemandOnly) if is_provisioned => ReuseOrder::MostRecentlyUsed,
            _ => self.scenario.functions[function].life.reuse_order,
        };
        match order {
            ReuseOrder::MostRecentlyUsed => self.most_recently_used(function, is_right),
            ReuseOrder::LeastRecentlyUsed => idle.last().copied(),
            ReuseOrder::Random => {
                let throw = self.die(request, Throw::Environment);
                if self.gets_wrong(Mistake::RandomOnesAreCountedFromTheOldest) {
                    idle.reverse();
                }
                idle.get(part(throw, idle.len())).copied()
            }
        }
    }

    /// Whether Lambda has done INIT of the environment that this request would wait for.
    pub(super) fn is_initialized_ahead(&self, request: usize) -> bool {
        let part = self.settings(request).life.proactive_initialization;
        match self.mistake {
            Some(Mistake::NothingIsInitializedAhead) => false,
            Some(Mistake::ProactiveThrowsTheDieOfTheOutcome) => self.die(request, Throw::Outcome) < part,
            _ => self.die(request, Throw::Proactive) < part,
        }
    }

    pub(super) fn maximum_age(&self, drawn: u64) -> u64 {
        if self.gets_wrong(Mistake::NothingGrowsTooOld) { u64::MAX / 2 } else { drawn }
    }

    /// An environment has just become idle: when it goes, if it stays so.
    pub(super) fn schedule_expiry(&mut self, function: usize, place: usize) {
        let environment = self.functions[function].environments[place];
        let Environment { number, is_provisioned, created, idle_lifetime, idle_periods, .. } = environment;
        let from = if self.gets_wrong(Mistake::ExpiresFromCreation) { created } else { self.now };
        let end_of_idling = from + idle_lifetime;
        let end_of_age = self.grows_too_old(environment);
        let at = if is_provisioned && !self.gets_wrong(Mistake::ProvisionedExpires) {
            end_of_age
        } else {
            end_of_idling.min(end_of_age)
        };
        self.schedule(at.max(self.now), What::Expiry { function, environment: number, idle_period: idle_periods });
    }

    fn grows_too_old(&self, environment: Environment) -> u64 {
        let Environment { created, maximum_age, .. } = environment;
        match self.mistake {
            Some(Mistake::AgeCountsFromTheLastRun) => self.now + maximum_age,
            _ => created + maximum_age,
        }
    }

    /// One that was busy when it became too old ends when its handler returns.
    pub(super) fn end_if_too_old(&mut self, function: usize, number: u64) {
        let Some(place) = self.place(function, number) else { return };
        let environment = self.functions[function].environments[place];
        if self.grows_too_old(environment) <= self.now && !self.gets_wrong(Mistake::OldOnesServeOnceMore) {
            self.end_environment(function, place);
        }
    }

    /// It is gone. Another one takes the place of a provisioned one.
    pub(super) fn end_environment(&mut self, function: usize, place: usize) {
        let Environment { number, version, is_provisioned, .. } = self.functions[function].environments[place];
        self.functions[function].environments.remove(place);
        self.tell(Change::Shutdown { environment: self.name(function, number) });
        let is_forgotten = self.gets_wrong(Mistake::OldProvisionedIsNotReplaced);
        if is_provisioned && !is_forgotten && !self.gets_wrong(Mistake::ProvisionedExpires) {
            self.make_ready(function, version, 1, Made::InPlaceOfAnother);
            if self.gets_wrong(Mistake::ReplacedProvisionedHasRunBefore)
                && let Some(new) = self.functions[function].environments.last_mut()
            {
                new.next_run = NextRun::Further;
            }
            self.tell_provisioned(function, version, 1);
        }
    }
}

/// The part `throw` of so many places, which is below one.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_arithmetic,
    reason = "a place in a short list"
)]
fn part(throw: f64, count: usize) -> usize {
    (throw * count as f64).floor() as usize
}
