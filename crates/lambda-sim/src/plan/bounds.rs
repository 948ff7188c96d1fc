//! How much a run can hold at most, about: checked before it begins, so that every run comes to an end and fits into memory.

use super::destinations::Routes;
use super::{Plan, PlannedCaller};
use crate::retry;

impl Plan {
    /// How many attempts of requests are expected over the whole run at most, those that Lambda makes of an event apart: of a request
    /// all that its SDK makes, and the one that asks its authorizer; of an event all events that can come of it by records.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::float_arithmetic,
        reason = "`as` saturates, and it is an estimate"
    )]
    pub(crate) fn expected_attempts(&self) -> u64 {
        let routes = self.routes();
        let attempts = |(place, caller): (usize, &PlannedCaller)| {
            let is_asked = caller.gateway.is_some_and(|gateway| gateway.authorizer.is_some());
            let each = f64::from(self.most_attempts(place)) + f64::from(u8::from(is_asked));
            caller.pattern.expected(self.end()) * each * chain_from(&routes, caller)
        };
        self.callers.iter().enumerate().map(attempts).sum::<f64>() as u64
    }

    /// How often the caller in this place tries at most, whenever in the run.
    fn most_attempts(&self, place: usize) -> u16 {
        self.all().map(|plan| plan.callers[place].max_attempts).max().unwrap_or_default()
    }

    /// How many requests are expected over the whole run.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and it is an estimate"
    )]
    pub fn expected_requests(&self) -> u64 {
        self.callers.iter().map(|caller| caller.pattern.expected(self.end())).sum::<f64>() as u64
    }

    /// How many requests could wait at once at most, about: events that arrive within their maximum age with all that can come of them,
    /// and requests that arrive within the waits of their SDK.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::float_arithmetic,
        reason = "`as` saturates, and it is an estimate"
    )]
    pub(crate) fn waiting_at_once(&self) -> u64 {
        let routes = self.routes();
        let events = self.callers.iter().enumerate().map(|(place, caller)| {
            let age = if caller.via.is_polled() {
                // Messages can wait as long as the run lasts.
                return caller.pattern.expected(self.end());
            } else if caller.via.is_asynchronous() {
                let age = |plan: &Self| plan.function(caller.function).asynchronous.maximum_event_age;
                self.all().map(age).max().unwrap_or_default().as_secs_f64()
            } else {
                (1..self.most_attempts(place)).map(|throttles| retry::sdk_wait(throttles).as_secs_f64()).sum()
            };
            if age <= 0.0 {
                return 0.0;
            }
            let expected = caller.pattern.expected(self.end());
            let at_once = match caller.pattern.peak_rate() {
                Some(peak) => expected.min(peak * age),
                None => expected,
            };
            at_once * chain_from(&routes, caller)
        });
        events.sum::<f64>() as u64
    }
}

/// How many events can come of one of this caller, itself included; 1 for what is no event.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn chain_from(routes: &Routes, caller: &PlannedCaller) -> f64 {
    if caller.via.is_asynchronous() { routes.chain_of(caller.function) as f64 } else { 1.0 }
}
