//! The limits.

use lambda_sim::admission::{Limit, Reason, Throttle};
use lambda_sim::units::Concurrency;

use super::{Environment, Model, Phase, REQUEST, SECOND};
use crate::reference::mistakes::Mistake;

/// Synchronous requests that were let in and have not come back yet, in thousand millionths, and when they were counted last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lately {
    pub(super) spent: i128,
    pub(super) counted: u64,
}

impl Lately {
    /// What has come back since it was counted last. A rate of none forgets: what comes after it begins with a full bucket.
    pub(super) fn come_back(&mut self, now: u64, allowed: u32, mistake: Option<Mistake>) {
        let back = i128::from(now - self.counted) * i128::from(allowed);
        self.spent = match mistake {
            Some(Mistake::UnusedRequestsPileUp) => self.spent - back,
            Some(Mistake::RequestsComeBackEverySecond) if self.counted / SECOND == now / SECOND => self.spent,
            Some(Mistake::RequestsComeBackEverySecond) => 0,
            Some(Mistake::RatesOfNoneRemember) => (self.spent - back).max(0),
            _ if allowed == 0 => 0,
            _ => (self.spent - back).max(0),
        };
        self.counted = now;
    }

    /// Whether one more can be let in. What has come back is counted in.
    pub(super) fn has_room(&self, allowed: u32, mistake: Option<Mistake>) -> bool {
        let most = i128::from(allowed) * i128::from(REQUEST);
        match mistake {
            Some(Mistake::RequestRateAllowsOneTooMany) => self.spent <= most,
            Some(Mistake::PartOfARequestIsEnough) => self.spent < most,
            _ => self.spent + i128::from(REQUEST) <= most,
        }
    }
}

impl Model<'_> {
    /// The concurrency limit that has no room for one more request to this function.
    ///
    /// A function with reserved concurrency has its own limit and no other; all others share what is left.
    pub(super) fn throttle_by_concurrency(&self, function: usize) -> Option<Throttle> {
        let mut reserved = self.reserved(function);
        if self.gets_wrong(Mistake::ReservationOfZeroIsNone) && reserved == Some(0) {
            reserved = None;
        }
        let (limit, used, allowed) = match reserved {
            Some(reserved) => (Limit::Reserved, self.in_flight(function), self.rest_of(function, reserved)),
            None => (Limit::Account, self.unreserved_in_flight(), self.unreserved()),
        };
        let has_room = if self.gets_wrong(Mistake::AdmitsOneTooMany) { used <= allowed } else { used < allowed };
        if has_room {
            return None;
        }
        let uses_the_rest = self.gets_wrong(Mistake::ReservedFunctionsUseTheUnreservedToo);
        if uses_the_rest && self.unreserved_in_flight() < self.unreserved() {
            return None;
        }
        Some(Throttle { limit, used, allowed, reason: self.reason(function) })
    }

    /// Ten synchronous requests a second for each one in flight that the concurrency limit allows: a bucket of so many, full at the
    /// start, into which they come back evenly. A function that is switched off is throttled by its reservation.
    pub(super) fn throttle_by_request_rate(&mut self, request: usize) -> Option<Throttle> {
        if self.gets_wrong(Mistake::RequestRateIsForgotten) || !self.is_held_to_the_rate(request) {
            return None;
        }
        let function = self.requests[request].function;
        let allowed = self.requests_a_second(function);
        if allowed == 0 && !self.gets_wrong(Mistake::SwitchedOffFunctionsHaveARequestRate) {
            return None;
        }
        let mistake = self.mistake;
        let lately = *self.lately(function, allowed);
        let has_room = lately.has_room(allowed, mistake);
        if has_room {
            return None;
        }
        let reason = match self.reserved(function) {
            _ if self.gets_wrong(Mistake::ReasonOfTheRequestRateIsThatOfConcurrency) => self.reason(function),
            Some(_) => Reason::ReservedFunctionInvocationRateLimitExceeded,
            None => Reason::FunctionInvocationRateLimitExceeded,
        };
        // What has come back in part has not come back.
        let used = u32::try_from((lately.spent + i128::from(REQUEST - 1)) / i128::from(REQUEST)).expect("not negative");
        Some(Throttle { limit: Limit::RequestRate, used, allowed, reason })
    }

    fn is_held_to_the_rate(&self, request: usize) -> bool {
        if self.is_batch(request) && self.gets_wrong(Mistake::BatchesAreHeldToNoRequestRate) {
            return false;
        }
        !self.is_event(request) || self.gets_wrong(Mistake::EventsAreHeldToTheRequestRate)
    }

    pub(super) fn requests_a_second(&self, function: usize) -> u32 {
        let units = match (self.reserved(function), self.mistake) {
            (Some(_), Some(Mistake::ReservedFunctionsUseTheRateOfTheOthers)) => self.unreserved(),
            (Some(reserved), Some(Mistake::RequestRateIsThatOfTheWholeReservation)) => reserved,
            (Some(reserved), _) => self.rest_of(function, reserved),
            (None, Some(Mistake::RequestRateIsThatOfTheWholeAccount)) => {
                self.scenario.account.concurrent_executions.get()
            }
            (None, _) => self.unreserved(),
        };
        10 * units
    }

    /// What was let in lately under the limit that a function meets, less what has come back since it was counted last.
    pub(super) fn lately(&mut self, function: usize, allowed: u32) -> &mut Lately {
        let (now, mistake) = (self.now, self.mistake);
        let has_its_own = match (self.reserved(function), mistake) {
            (Some(_), Some(Mistake::ReservedFunctionsUseTheRateOfTheOthers)) => false,
            (_, Some(Mistake::EveryFunctionHasARateOfItsOwn)) => true,
            (reserved, _) => reserved.is_some(),
        };
        let lately =
            if has_its_own { &mut self.functions[function].requests_lately } else { &mut self.unreserved_lately };
        lately.come_back(now, allowed, mistake);
        lately
    }

    pub(super) fn count_against_the_rate(&mut self, request: usize) {
        if self.is_held_to_the_rate(request) {
            let function = self.requests[request].function;
            let allowed = self.requests_a_second(function);
            self.lately(function, allowed).spent += i128::from(REQUEST);
        }
    }

    /// What AWS says in its 429.
    pub(super) fn reason(&self, function: usize) -> Reason {
        match self.reserved(function) {
            Some(_) if !self.gets_wrong(Mistake::ReasonIsAlwaysTheAccounts) => {
                Reason::ReservedFunctionConcurrentInvocationLimitExceeded
            }
            _ => Reason::ConcurrentInvocationLimitExceeded,
        }
    }

    pub(super) fn reserved(&self, function: usize) -> Option<u32> {
        self.scenario.functions[function].reserved_concurrent_executions.map(Concurrency::get)
    }

    /// What of a reservation is not provisioned.
    fn rest_of(&self, function: usize, reserved: u32) -> u32 {
        match self.mistake {
            Some(Mistake::ProvisionedIsNotTakenFromTheReservation) => reserved,
            _ => reserved.saturating_sub(self.provisioned(function)),
        }
    }

    /// What is provisioned of all versions of a function, ready or not; and where more environments are there still, these.
    pub(super) fn provisioned(&self, function: usize) -> u32 {
        let mut sum = 0;
        for (place, version) in self.functions[function].versions.iter().enumerate() {
            sum += match self.mistake {
                Some(Mistake::ProvisionedIsTakenOnceItIsReady) => version.ready,
                Some(Mistake::OnlyTheLiveVersionTakes) if place != 0 => 0,
                Some(Mistake::WhatIsToGoIsTakenNoLonger) => version.requested,
                _ => version.requested.max(self.count_provisioned(function, place)),
            };
        }
        sum
    }

    /// Requests on demand in flight: not those that provisioned concurrency serves.
    ///
    /// A request is in flight from its admission until its handler returns: during set-up and INIT as well.
    fn in_flight(&self, function: usize) -> u32 {
        let mut count = 0;
        for environment in &self.functions[function].environments {
            let is_in_flight = match environment.phase {
                Phase::Init => !self.gets_wrong(Mistake::InitIsNotInFlight),
                Phase::Invoke => true,
                Phase::Idle => false,
            };
            let is_on_demand = !environment.is_provisioned || self.gets_wrong(Mistake::ProvisionedCountsAsOnDemand);
            if is_in_flight && is_on_demand {
                count += 1;
            }
        }
        count
    }

    fn unreserved_in_flight(&self) -> u32 {
        let mut sum = 0;
        if self.gets_wrong(Mistake::WhatIsInFlightDoesNotMove) {
            let environments = self.functions.iter().flat_map(|function| &function.environments);
            let is_counted = |it: &&Environment| it.phase != Phase::Idle && it.was_unreserved && !it.is_provisioned;
            return u32::try_from(environments.filter(is_counted).count()).expect("a few");
        }
        for function in 0..self.functions.len() {
            if self.reserved(function).is_none() {
                sum += self.in_flight(function);
            }
        }
        sum
    }

    /// What functions without a reservation share.
    pub(super) fn unreserved(&self) -> u32 {
        let mut units = self.scenario.account.concurrent_executions.get();
        for function in 0..self.functions.len() {
            let claimed = match (self.reserved(function), self.mistake) {
                (Some(_), Some(Mistake::ReservationIsNotTakenFromTheAccount))
                | (None, Some(Mistake::ProvisionedIsNotTakenFromTheAccount)) => 0,
                (Some(reserved), Some(Mistake::ProvisionedIsTakenFromBoth)) => {
                    (reserved + self.provisioned(function)).min(units)
                }
                (Some(reserved), _) => reserved,
                (None, _) => self.provisioned(function),
            };
            units = units.saturating_sub(claimed);
        }
        units
    }
}
