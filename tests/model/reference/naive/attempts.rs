//! Requests and their attempts.

use lambda_sim::admission::{Start, Throttle};
use lambda_sim::change::{Attempt, Change, Drop, Then};
use lambda_sim::id::RequestId;
use lambda_sim::random::{Dice, Throw};
use lambda_sim::scenario::{self};
use lambda_sim::time::Instant;
use lambda_sim::via::{Outcome, Via};

use super::{MINUTE, Model, Request, What, caller_id};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    pub(super) fn schedule_arrival(&mut self, caller: usize) {
        if let Some(at) = self.arrivals[caller].pop() {
            self.schedule(at, What::Arrival { caller });
        }
    }

    pub(super) fn function_of(&self, caller: usize) -> usize {
        let name = &self.scenario.callers[caller].function;
        self.scenario.functions.iter().position(|f| f.name == *name).expect("a checked scenario")
    }

    /// A request arrives. A synchronous one is tried at once, an event goes into the queue.
    pub(super) fn arrival(&mut self, caller: usize) {
        if self.is_source(caller) {
            return self.something_is_sent(caller);
        }
        let request = self.new_request_of(caller, self.scenario.callers[caller].max_attempts);
        if self.is_event(request) {
            self.receive_event(request);
        } else if self.passes_the_gateway(request) && self.is_allowed_at_once(request) {
            self.attempt(request);
        }
        self.schedule_arrival(caller);
    }

    /// The caller has its 202, whatever comes. Where a loop is stopped, or the reservation is 0, the event is dropped at once.
    pub(super) fn receive_event(&mut self, request: usize) {
        let Request { function, caller, number, .. } = self.requests[request];
        let delay = self.settings(request).asynchronous.delay;
        let is_switched_off = self.reserved(function) == Some(0);
        let is_in_a_loop = self.is_in_a_loop(request);
        let reservation_first = self.gets_wrong(Mistake::ReservationsComeBeforeLoops) && is_switched_off;
        let then = if is_in_a_loop && !reservation_first {
            self.dropped(request, Drop::RecursiveInvocation)
        } else if is_switched_off && !self.gets_wrong(Mistake::SwitchedOffFunctionsThrottleEvents) {
            self.dropped(request, Drop::ReservedConcurrencyZero)
        } else if self.gets_wrong(Mistake::AsyncDelayIsForgotten) {
            self.keep_event(request, self.now)
        } else if self.gets_wrong(Mistake::AsyncDelayHasJitter) {
            self.keep_event(request, self.now + self.with_jitter(request, delay.as_nanos()))
        } else {
            self.keep_event(request, self.now + delay.as_nanos())
        };
        self.tell(Change::EventReceived {
            function: self.ids[function],
            request: RequestId(number),
            caller: caller_id(caller),
            then,
        });
        self.step_is_over(request, then);
    }

    /// An attempt: provisioned concurrency of its version serves it, if it can. If not, it is refused if synchronous requests come
    /// too fast, or if the concurrency limit has no room; then an idle environment serves it; or else a new one, if the scaling
    /// rate has room for it.
    pub(super) fn attempt(&mut self, request: usize) {
        if self.gets_wrong(Mistake::AgeIsCheckedAtTheNextAttempt) && self.is_too_old(request) {
            return self.too_old(request);
        }
        if self.is_too_late(request) {
            return;
        }
        self.requests[request].attempts += 1;
        self.requests[request].attempted = self.now;
        let function = self.requests[request].function;
        let by_request_rate = self.throttle_by_request_rate(request);
        let by_concurrency = self.throttle_by_concurrency(function);
        let by_concurrency = match (by_request_rate, by_concurrency) {
            (Some(_), Some(throttle)) if self.gets_wrong(Mistake::RequestRateComesAfterConcurrency) => Some(throttle),
            (Some(throttle), _) => Some(throttle),
            (None, throttle) => throttle,
        };
        let provisioned = self.provisioned_environment(request);
        let idle = self.idle_environment(request);
        let by_scaling_rate = self.throttle_by_scaling_rate(function);
        let comes_too_late = match self.mistake {
            Some(Mistake::ProvisionedComesAfterTheRequestRate) => by_request_rate.is_some(),
            Some(Mistake::ProvisionedComesAfterConcurrency) => by_concurrency.is_some(),
            Some(Mistake::ProvisionedComesAfterIdleEnvironments) => by_concurrency.is_none() && idle.is_some(),
            _ => false,
        };
        if let Some(place) = provisioned
            && !comes_too_late
        {
            return self.start_provisioned(request, place);
        }
        let throttle = match (by_concurrency, idle, by_scaling_rate) {
            (Some(_), _, Some(throttle)) if self.gets_wrong(Mistake::ScalingRateComesBeforeConcurrency) => {
                Some(throttle)
            }
            (Some(throttle), _, _) => Some(throttle),
            (None, Some(_), Some(throttle)) if self.gets_wrong(Mistake::ScalingRateComesBeforeIdleEnvironments) => {
                Some(throttle)
            }
            (None, Some(_), _) => None,
            (None, None, by_scaling_rate) => by_scaling_rate,
        };
        if throttle.is_none() || self.gets_wrong(Mistake::ThrottledRequestsUseUpTheRate) {
            self.count_against_the_rate(request);
        }
        match (throttle, idle) {
            (Some(throttle), _) => self.throttled(request, throttle),
            (None, Some(place)) => self.start_warm(request, place, Start::Warm),
            (None, None) => self.start_cold(request),
        }
    }

    /// What becomes of a throttled request: its caller tries again or has its answer; an event goes back into the queue.
    fn throttled(&mut self, request: usize, throttle: Throttle) {
        let function = self.requests[request].function;
        if self.gets_wrong(Mistake::ThrottledAttemptsTakeTokens) {
            self.take_token(function);
        }
        let attempt = self.name_attempt(request);
        let would_retry = !self.is_event(request) && self.has_attempts_left(request);
        let then = if self.is_event(request) {
            self.requests[request].throttled_in_a_row += 1;
            if self.gets_wrong(Mistake::ThrottledEventsAreDropped) {
                self.dropped(request, Drop::RetriesExhausted)
            } else {
                let wait = self.with_jitter(request, self.throttle_wait(request));
                self.keep_event(request, self.now + wait)
            }
        } else if self.is_batch(request) {
            self.batch_throttled(request)
        } else if self.has_attempts_left(request) && self.takes_from_the_quota(request) {
            self.retry_later(request)
        } else {
            let status = self.status_of_throttle(request);
            self.answered(request, status)
        };
        let is_quota_empty = would_retry && matches!(then, Then::Answered { .. });
        self.tell(Change::Throttled { function: self.ids[function], attempt, throttle, then, is_quota_empty });
        if self.is_batch(request) {
            self.after_batch_throttled(request, then);
        }
        self.authorizer_throttled(request);
        self.step_is_over(request, then);
    }

    /// What becomes of a request that has run: the caller has its answer; an event is done, tried again or given up.
    pub(super) fn after_run(&mut self, request: usize, admitted: u64, outcome: Outcome) -> Then {
        if self.requests[request].is_answered {
            return Then::TooLate;
        }
        if self.is_batch(request) {
            return self.batch_ran(request, outcome);
        }
        if !self.is_event(request) {
            let retries_errors = self.gets_wrong(Mistake::SdkRetriesFunctionErrors);
            if outcome != Outcome::Success && retries_errors && self.has_attempts_left(request) {
                return self.retry_later(request);
            }
            let status = self.status_of_run(request, outcome);
            self.give_back_to_the_quota(request, outcome);
            return self.answered(request, status);
        }
        self.requests[request].runs += 1;
        if !self.gets_wrong(Mistake::ThrottlesStayInARowAfterARun) {
            self.requests[request].throttled_in_a_row = 0;
        }
        if self.gets_wrong(Mistake::RunsAreCutAtTheMaximumAge) && self.is_too_old(request) {
            return self.dropped(request, Drop::EventAgeExceeded);
        }
        if outcome == Outcome::Success {
            return Then::Done;
        }
        let retries = u64::from(self.settings(request).asynchronous.maximum_retry_attempts);
        let runs = match self.mistake {
            Some(Mistake::ThrottlesCountAsRetries) => u64::from(self.requests[request].attempts),
            Some(Mistake::OneRetryTooFew) => u64::from(self.requests[request].runs) + 1,
            Some(Mistake::OneRetryTooMany) => u64::from(self.requests[request].runs) - 1,
            _ => u64::from(self.requests[request].runs),
        };
        if retries < runs {
            return self.dropped(request, Drop::RetriesExhausted);
        }
        let is_first = self.requests[request].runs == 1 || self.gets_wrong(Mistake::ErrorWaitsAreOneMinute);
        let wait = self.with_jitter(request, if is_first { MINUTE } else { 2 * MINUTE });
        let from = if self.gets_wrong(Mistake::ErrorWaitsFromTheStartOfTheRun) { admitted } else { self.now };
        self.keep_event(request, (from + wait).max(self.now))
    }

    pub(super) fn is_event(&self, request: usize) -> bool {
        match self.via(request) {
            Via::Event | Via::S3 | Via::Sns | Via::EventBridge | Via::Destination => true,
            Via::Invoke
            | Via::Sdk
            | Via::Cli
            | Via::FunctionUrl
            | Via::ApiGateway
            | Via::HttpApi
            | Via::Alb
            | Via::Sqs
            | Via::Kinesis
            | Via::DynamoDbStreams
            | Via::Authorizer => false,
        }
    }

    pub(super) fn via(&self, request: usize) -> Via {
        self.scenario.callers[self.requests[request].caller].via
    }

    pub(super) fn settings(&self, request: usize) -> &scenario::Function {
        &self.scenario.functions[self.requests[request].function]
    }

    pub(super) fn name_attempt(&self, request: usize) -> Attempt {
        let Request { caller, number, attempts, received, .. } = self.requests[request];
        Attempt {
            request: RequestId(number),
            caller: caller_id(caller),
            number: attempts,
            received: Instant::from_nanos(received),
        }
    }

    /// A number from 0 to 1 that belongs to the last attempt of this request.
    pub(super) fn die(&self, request: usize, throw: Throw) -> f64 {
        let Request { number, attempts, .. } = self.requests[request];
        let attempt = match (throw, self.mistake) {
            (Throw::Wait, Some(Mistake::DiceOfTheNextAttempt)) => attempts + 1,
            (Throw::Outcome, Some(Mistake::EveryAttemptHasTheSameOutcome)) => 1,
            _ => attempts,
        };
        Dice::new(self.scenario.seed, &self.settings(request).name).unit(RequestId(number), attempt, throw)
    }
}
