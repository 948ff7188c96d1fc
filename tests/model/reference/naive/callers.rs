//! Callers: what their users see, and the retries of an SDK.

use lambda_sim::change::Then;
use lambda_sim::random::Throw;
use lambda_sim::time::{Instant, Span};
use lambda_sim::via::{Outcome, Via};

use super::{Model, Request, SECOND, What};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    pub(super) fn answered(&self, request: usize, status: u16) -> Then {
        let Request { received, attempted, .. } = self.requests[request];
        let from = if self.gets_wrong(Mistake::ResponseTimeOfTheLastAttempt) { attempted } else { received };
        Then::Answered { status, response_time: Span::from_nanos(self.now - from) }
    }

    pub(super) fn status_of_throttle(&self, request: usize) -> u16 {
        if self.gets_wrong(Mistake::ThrottlesAreAlways429) {
            return 429;
        }
        match self.via(request) {
            Via::Invoke | Via::Sdk | Via::Cli | Via::FunctionUrl | Via::Authorizer => 429,
            Via::ApiGateway | Via::HttpApi if self.gets_wrong(Mistake::ThrottledStatusIsForgotten) => 500,
            Via::ApiGateway | Via::HttpApi => {
                self.scenario.callers[self.requests[request].caller].gateway.throttled_status
            }
            Via::Alb => 502,
            Via::Event | Via::S3 | Via::Sns | Via::EventBridge | Via::Destination => {
                panic!("the caller of an event has its 202 already")
            }
            Via::Sqs | Via::Kinesis | Via::DynamoDbStreams => panic!("nobody waits for a batch"),
        }
    }

    pub(super) fn status_of_run(&self, request: usize, outcome: Outcome) -> u16 {
        if outcome == Outcome::Success || self.gets_wrong(Mistake::FunctionErrorsAreAlways200) {
            return 200;
        }
        match self.via(request) {
            Via::Invoke | Via::Sdk | Via::Cli | Via::Authorizer => 200, // with `X-Amz-Function-Error`
            Via::FunctionUrl | Via::ApiGateway | Via::HttpApi | Via::Alb => 502,
            Via::Event | Via::S3 | Via::Sns | Via::EventBridge | Via::Destination => {
                panic!("the caller of an event has its 202 already")
            }
            Via::Sqs | Via::Kinesis | Via::DynamoDbStreams => panic!("nobody waits for a batch"),
        }
    }

    pub(super) fn has_attempts_left(&self, request: usize) -> bool {
        let Request { caller, max_attempts: at_first, .. } = self.requests[request];
        let max_attempts = match self.mistake {
            Some(Mistake::AttemptsAreThoseOfTheArrival) => at_first,
            _ => self.scenario.callers[caller].max_attempts,
        };
        let max_attempts = match (self.via(request), self.mistake) {
            (Via::Cli, Some(Mistake::CliDoesNotRetry)) => 1,
            (Via::Sdk | Via::Cli, Some(Mistake::SdkTriesOnceMore)) => max_attempts + 1,
            (Via::Sdk | Via::Cli, Some(Mistake::SdkTriesThreeTimes)) => 3,
            (Via::Sdk | Via::Cli, _) => max_attempts,
            _ => 1,
        };
        self.requests[request].attempts < max_attempts
    }

    /// Before retry k a random part of 1 s, doubled k - 1 times, and at most 20 s.
    pub(super) fn retry_later(&mut self, request: usize) -> Then {
        let mut longest = SECOND;
        for _ in 1..self.requests[request].attempts {
            if !self.gets_wrong(Mistake::SdkWaitsAreNotDoubled) {
                longest *= 2;
            }
        }
        if 20 * SECOND < longest && !self.gets_wrong(Mistake::SdkWaitsAreNotCapped) {
            longest = 20 * SECOND;
        }
        let part = if self.gets_wrong(Mistake::SdkWaitsAreNotRandom) { 1.0 } else { self.die(request, Throw::Wait) };
        let wait = Span::from_secs_f64(Span::from_nanos(longest).as_secs_f64() * part);
        let until = self.now + wait.as_nanos();
        self.schedule(until, What::NextAttempt { request });
        Then::Waits { until: Instant::from_nanos(until) }
    }
}
