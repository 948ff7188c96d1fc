//! Lambda authorizers: the function that an API asks first, and what it remembers of the answers.

use lambda_sim::authorizer::AuthorizerType;
use lambda_sim::change::Change;
use lambda_sim::gateway::Refusal;
use lambda_sim::id::RequestId;
use lambda_sim::random::Dice;
use lambda_sim::scenario::{Caller, Gateway, Scenario, Traffic};
use lambda_sim::time::Span;
use lambda_sim::via::{Outcome, Via};

use super::{LIVE, Model, Request, SECOND, What, constant};
use crate::reference::mistakes::Mistake;

/// What an authorizer has said of an identity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remembered {
    api: usize,
    identity: u32,
    is_denied: bool,
    until: u64,
}

/// What an API's request is to its authorizer, or an authorizer's request to an API's.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Authorization {
    /// Whose request it is, of an API's.
    identity: Option<u32>,
    /// The request that waits for it, of an authorizer's.
    asked_for: Option<usize>,
}

/// The scenario with a caller more for each API that has an authorizer, behind all others.
pub(super) fn with_authorizers(scenario: &Scenario) -> Scenario {
    let mut with = scenario.clone();
    for api in scenario.callers.iter().filter(|caller| is_api(caller.via)) {
        if let Some(authorizer) = &api.gateway.authorizer {
            with.callers.push(Caller::new(authorizer.clone(), Via::Authorizer, Traffic::At(Vec::new())));
        }
    }
    with
}

fn is_api(via: Via) -> bool {
    matches!(via, Via::ApiGateway | Via::HttpApi)
}

impl Model<'_> {
    /// Whether a request goes on to its function at once. If not, it is answered, or waits for its authorizer.
    pub(super) fn is_allowed_at_once(&mut self, request: usize) -> bool {
        let Request { function, caller, number, .. } = self.requests[request];
        let Gateway { authorizer, authorizer_type, identities, identity_missing, .. } =
            self.scenario.callers[caller].gateway.clone();
        let is_forgotten = self.gets_wrong(Mistake::AuthorizersAreForgotten);
        let (Some(authorizer), true, false) = (authorizer, is_api(self.via(request)), is_forgotten) else {
            return true;
        };
        let dice = Dice::of_identities(self.scenario.seed, &self.scenario.functions[function].name);
        let is_missing = dice.has_no_identity(RequestId(number)) < identity_missing;
        let identity = (!is_missing).then(|| dice.identity(RequestId(number), identities));
        self.requests[request].authorization.identity = identity;
        let keeps = 0 < self.result_ttl(caller);
        let is_token = authorizer_type == AuthorizerType::Token;
        let needs_identity = match self.mistake {
            Some(Mistake::TokensNeedNoIdentity) => keeps,
            Some(Mistake::KeptResultsNeedNoIdentity) => is_token,
            Some(Mistake::EveryAuthorizerNeedsAnIdentity) => true,
            _ => is_token || keeps,
        };
        if identity.is_none() && needs_identity {
            self.turn_away(request, Refusal::IdentityMissing);
            return false;
        }
        match self.remembered(caller, identity).filter(|_| keeps) {
            Some(Remembered { is_denied: true, .. }) => {
                self.turn_away(request, Refusal::DeniedBefore);
                false
            }
            Some(_) => {
                self.tell_authorized(request, true);
                true
            }
            None => {
                self.ask(request, &authorizer);
                false
            }
        }
    }

    /// How long results are kept: 300 s by a REST API, and not at all by an HTTP API, unless it is said.
    fn result_ttl(&self, api: usize) -> u64 {
        let Caller { via, gateway, .. } = &self.scenario.callers[api];
        let usual = match (via, self.mistake) {
            (Via::HttpApi, Some(Mistake::HttpApisKeepResultsToo)) | (Via::ApiGateway, _) => 300 * SECOND,
            _ => 0,
        };
        gateway.authorizer_result_ttl.map_or(usual, Span::as_nanos)
    }

    /// What was said last of an identity, if it still holds.
    fn remembered(&self, api: usize, identity: Option<u32>) -> Option<Remembered> {
        let identity = identity?;
        let mut found = None;
        for remembered in &self.remembered {
            let is_of_the_api = remembered.api == api || self.gets_wrong(Mistake::ApisShareWhatTheyRemember);
            if is_of_the_api && remembered.identity == identity {
                found = Some(*remembered);
            }
        }
        found.filter(|remembered| match self.mistake {
            Some(Mistake::ResultsAreKeptForEver) => true,
            Some(Mistake::ResultsAreThereAtTheirEnd) => self.now <= remembered.until,
            _ => self.now < remembered.until,
        })
    }

    /// The authorizer is invoked, and the request waits.
    fn ask(&mut self, request: usize, authorizer: &str) {
        let Request { function, caller, .. } = self.requests[request];
        let apis = &self.original.callers[..caller];
        let earlier = apis.iter().filter(|api| is_api(api.via) && api.gateway.authorizer.is_some()).count();
        let first = self.scenario.callers.iter().position(|caller| caller.via == Via::Authorizer);
        let asks = first.expect("an API with an authorizer asks it") + earlier;
        let asked = self.function_of(asks);
        assert_eq!(self.scenario.functions[asked].name, authorizer, "each API has a caller of its own");
        let number = self.next_number(asks, asked);
        self.requests.push(Request {
            function: asked,
            version: LIVE,
            caller: asks,
            number,
            received: self.now,
            duration: constant(Some(&self.scenario.functions[asked].duration), 0),
            max_attempts: 1,
            attempts: 0,
            attempted: self.now,
            throttled_in_a_row: 0,
            runs: 0,
            is_answered: false,
            authorization: Authorization { identity: None, asked_for: Some(request) },
            came_of: None,
        });
        self.tell(Change::Authorizing {
            function: self.ids[function],
            attempt: self.name_attempt(request),
            authorizer: self.ids[asked],
            invocation: RequestId(number),
        });
        self.attempt(self.requests.len() - 1);
    }

    /// The request that waits for this one of an authorizer.
    fn asked_for(&self, authorizing: usize) -> Option<usize> {
        self.requests[authorizing].authorization.asked_for
    }

    /// An authorizer is throttled, and so is nobody let through.
    pub(super) fn authorizer_throttled(&mut self, authorizing: usize) {
        if let Some(request) = self.asked_for(authorizing) {
            self.turn_away(request, Refusal::AuthorizerThrottled);
        }
    }

    /// An HTTP API waits 10 s for its authorizer; a REST API 29 s.
    pub(super) fn patience_with_the_authorizer(&self, authorizing: usize) -> u64 {
        let asks = self.asked_for(authorizing).map(|request| self.via(request));
        match (asks, self.mistake) {
            (_, Some(Mistake::AuthorizersMayTakeForEver)) => u64::MAX / 2,
            (Some(Via::HttpApi), Some(Mistake::HttpApisWaitLongForAuthorizers)) => 29 * SECOND,
            (Some(Via::HttpApi), _) => 10 * SECOND,
            _ => 29 * SECOND,
        }
    }

    /// An authorizer takes too long, if this is one.
    pub(super) fn authorizer_too_slow(&mut self, authorizing: usize) {
        if let Some(request) = self.asked_for(authorizing) {
            self.turn_away(request, Refusal::AuthorizerTooSlow);
        }
    }

    /// An authorizer has returned. What it has said is kept.
    pub(super) fn authorizer_returned(&mut self, authorizing: usize, outcome: Outcome) {
        let Some(request) = self.asked_for(authorizing) else { return };
        if self.requests[authorizing].is_answered {
            return;
        }
        if outcome != Outcome::Success {
            if self.gets_wrong(Mistake::FailuresAreKept) {
                self.keep(request, true, authorizing);
            }
            return self.turn_away(request, Refusal::AuthorizerFailed);
        }
        let Request { caller, authorization: Authorization { identity, .. }, .. } = self.requests[request];
        let is_denied = match identity {
            Some(identity) => identity < self.denied(caller),
            None => !self.gets_wrong(Mistake::WithoutIdentityIsAllowed),
        };
        if !(is_denied && self.gets_wrong(Mistake::DenialsAreNotKept)) {
            self.keep(request, is_denied, authorizing);
        }
        if is_denied {
            self.turn_away(request, Refusal::Denied);
        } else if self.gets_wrong(Mistake::AllowedAreTriedInThatStep) {
            self.authorized(request);
        } else {
            self.schedule(self.now, What::Authorized { request });
        }
    }

    fn keep(&mut self, request: usize, is_denied: bool, authorizing: usize) {
        let Request { caller: api, authorization: Authorization { identity, .. }, .. } = self.requests[request];
        let ttl = self.result_ttl(api);
        let from = match self.mistake {
            Some(Mistake::ResultsAreKeptFromTheQuestion) => self.requests[authorizing].received,
            _ => self.now,
        };
        if let Some(identity) = identity
            && 0 < ttl
            && !self.gets_wrong(Mistake::NothingIsRemembered)
        {
            self.remembered.push(Remembered { api, identity, is_denied, until: from + ttl });
        }
    }

    /// So many identities are denied, the first ones.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::float_arithmetic,
        reason = "a part of a few identities"
    )]
    fn denied(&self, api: usize) -> u32 {
        let Gateway { identities, denied, .. } = self.scenario.callers[api].gateway;
        let part = f64::from(identities) * denied;
        match self.mistake {
            Some(Mistake::DeniedAreRoundedDown) => part.floor() as u32,
            _ => (part + 0.5).floor() as u32,
        }
    }

    /// An allowed request is tried at its function.
    pub(super) fn authorized(&mut self, request: usize) {
        self.tell_authorized(request, false);
        self.attempt(request);
    }

    fn tell_authorized(&mut self, request: usize, is_remembered: bool) {
        let function = self.ids[self.requests[request].function];
        self.tell(Change::Authorized { function, attempt: self.name_attempt(request), is_remembered });
    }

    pub(super) fn turn_away(&mut self, request: usize, refusal: Refusal) {
        let status = match refusal {
            Refusal::TooManyRequests => 429,
            Refusal::IdentityMissing => 401,
            Refusal::Denied | Refusal::DeniedBefore => 403,
            Refusal::AuthorizerFailed | Refusal::AuthorizerTooSlow | Refusal::AuthorizerThrottled => 500,
        };
        let function = self.ids[self.requests[request].function];
        let then = self.answered(request, status);
        self.tell(Change::TurnedAway { function, attempt: self.name_attempt(request), refusal, then });
    }
}
