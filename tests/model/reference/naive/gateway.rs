//! API Gateway: its own limit, and how long it waits for a function.

use lambda_sim::change::{Change, Then};
use lambda_sim::gateway::Refusal;
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use super::{Environment, Model, Phase, REQUEST, SECOND, What};
use crate::reference::mistakes::Mistake;

/// Requests that were let in and have not come back yet, in thousand millionths, and when they were counted last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ApiLately {
    spent: u64,
    counted: u64,
}

impl Model<'_> {
    /// What was let in until now comes back.
    pub(super) fn let_api_requests_come_back(&mut self) {
        let rate = u64::from(self.scenario.account.api_gateway.rate);
        let ApiLately { spent, counted } = self.api_lately;
        let back = (self.now - counted) * rate;
        self.api_lately = ApiLately { spent: spent.saturating_sub(back), counted: self.now };
    }

    /// Whether API Gateway lets a request in that has just come. If not, it answers by itself.
    pub(super) fn passes_the_gateway(&mut self, request: usize) -> bool {
        let is_held = match self.mistake {
            Some(Mistake::GatewayLetsEverybodyIn) => false,
            Some(Mistake::GatewayHoldsRestOnly) => self.via(request) == Via::ApiGateway,
            Some(Mistake::GatewayHoldsFunctionUrlsToo) => {
                matches!(self.via(request), Via::ApiGateway | Via::HttpApi | Via::FunctionUrl)
            }
            _ => matches!(self.via(request), Via::ApiGateway | Via::HttpApi),
        };
        if !is_held {
            return true;
        }
        self.let_api_requests_come_back();
        let burst = match self.mistake {
            Some(Mistake::GatewayHoldsASecondsWorth) => self.scenario.account.api_gateway.rate,
            _ => self.scenario.account.api_gateway.burst,
        };
        let room = match self.mistake {
            Some(Mistake::PartOfAnApiRequestIsEnough) => 1,
            _ => REQUEST,
        };
        if self.api_lately.spent + room <= u64::from(burst) * REQUEST {
            self.api_lately.spent += REQUEST;
            return true;
        }
        if self.gets_wrong(Mistake::GatewayCountsWhomItTurnsAway) {
            self.api_lately.spent += REQUEST;
        }
        self.turn_away(request, Refusal::TooManyRequests);
        false
    }

    /// An API waits 29 s for a function, an HTTP API 30 s, or less where it is told so. What began at `from` ends at `end`.
    pub(super) fn limit_time(&mut self, request: usize, (function, number): (usize, u64), from: u64, end: u64) {
        let set = self.scenario.callers[self.requests[request].caller].gateway.integration_timeout;
        let set = set.filter(|_| !self.gets_wrong(Mistake::IntegrationTimeoutsAreForgotten)).map(Span::as_nanos);
        let usual = match (self.via(request), self.mistake) {
            (Via::ApiGateway | Via::HttpApi, Some(Mistake::ApisWaitForEver)) => return,
            (Via::ApiGateway, _)
            | (Via::HttpApi, Some(Mistake::ApisWaitAlike))
            | (Via::FunctionUrl | Via::Alb, Some(Mistake::UrlsAndBalancersWaitAsApisDo)) => 29 * SECOND,
            (Via::HttpApi, _) => 30 * SECOND,
            (Via::Authorizer, _) => self.patience_with_the_authorizer(request),
            _ => return,
        };
        let waits = set.unwrap_or(usual);
        let from = if self.gets_wrong(Mistake::ApisWaitFromTheHandlerOn) { self.now } else { from };
        let is_over = match self.mistake {
            Some(Mistake::AnswersAtTheLimitAreTooLate) => from + waits <= end,
            _ => from + waits < end,
        };
        if is_over && !self.requests[request].is_answered {
            self.schedule((from + waits).max(self.now), What::TimeLimit { function, environment: number, request });
        }
    }

    /// The API answers its client; the function runs on.
    pub(super) fn time_limit(&mut self, function: usize, number: u64, request: usize) {
        let Some(place) = self.place(function, number) else { return };
        let Environment { request: serves, start, phase, .. } = self.functions[function].environments[place];
        if serves != request || phase == Phase::Idle || self.requests[request].is_answered {
            return;
        }
        self.requests[request].is_answered = true;
        let status = match (self.via(request), self.mistake) {
            (Via::HttpApi, Some(Mistake::TimeLimitsAreAlways504)) => 504,
            (Via::HttpApi, _) => 503,
            _ => 504,
        };
        self.tell(Change::TimeLimit {
            environment: self.name(function, number),
            attempt: self.name_attempt(request),
            start,
            then: if self.via(request) == Via::Authorizer { Then::TooLate } else { self.answered(request, status) },
        });
        self.authorizer_too_slow(request);
        if self.gets_wrong(Mistake::ApisCutWhatRuns) {
            self.functions[function].environments.remove(place);
        }
    }
}
