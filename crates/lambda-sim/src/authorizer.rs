//! Lambda authorizers: a function that API Gateway asks before it lets a request through, and what it remembers of the answers.
//!
//! Read beside <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html>: the authorizer is an
//! ordinary function, which takes its share of the same account. Its answer is kept for each identity, a token or other sources of
//! identity, for `AuthorizerResultTtlInSeconds`; so a request whose identity is not remembered takes two invocations, one after the other.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use crate::id::{CallerId, RequestId};
use crate::random::Dice;
use crate::request::Request;
use crate::time::{Instant, Span};

/// What an authorizer is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuthorizerType {
    /// Headers, query strings and variables of the request.
    #[default]
    Request,
    /// One header. Without it nobody is asked.
    Token,
}

impl AuthorizerType {
    /// AWS's names, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["REQUEST", "TOKEN"];
    pub(crate) const ALL: [Self; 2] = [Self::Request, Self::Token];

    /// AWS's name.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// The authorizer of an API in a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedAuthorizer {
    /// The caller as which API Gateway invokes the function.
    pub caller: CallerId,
    /// What it is told.
    pub authorizer_type: AuthorizerType,
    /// How long its answer is kept; zero where none is.
    pub result_ttl: Span,
    /// How many distinct identities there are.
    pub identities: u32,
    /// How many of these it denies, the first ones.
    pub denied: u32,
    /// The part of the requests without an identity.
    pub identity_missing: f64,
    pub(crate) dice: Dice,
}

impl PlannedAuthorizer {
    /// Whose request this is; `None` for one without an identity.
    pub fn identity_of(&self, request: RequestId) -> Option<u32> {
        let is_missing = self.dice.has_no_identity(request) < self.identity_missing;
        (!is_missing).then(|| self.dice.identity(request, self.identities))
    }

    /// Whether a request without an identity is turned away before anybody is asked.
    pub fn needs_identity(&self) -> bool {
        self.authorizer_type == AuthorizerType::Token || self.result_ttl != Span::ZERO
    }

    /// What it says of an identity. It knows nobody who has none.
    pub(crate) fn denies(&self, identity: Option<u32>) -> bool {
        identity.is_none_or(|identity| identity < self.denied)
    }
}

/// How many of so many identities a part of them is, to the nearest whole number.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of a count below 2^32"
)]
pub(crate) fn part_of(identities: u32, part: f64) -> u32 {
    libm::floor(f64::from(identities) * part + 0.5) as u32
}

/// What API Gateway remembers of one identity.
#[derive(Clone, Copy, Debug, Default)]
struct Kept {
    /// From then on it is forgotten.
    until: Instant,
    is_denied: bool,
}

/// A request that waits while the authorizer is asked about its identity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) request: Request,
    pub(crate) identity: Option<u32>,
}

/// The authorizer of one API while a run goes on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Authorizer {
    /// By identity, as far as any was seen.
    kept: Vec<Kept>,
    /// By the number of the authorizer's invocation.
    asked: BTreeMap<RequestId, Asked>,
    /// Requests that are allowed, and go on at this very instant.
    allowed: VecDeque<Request>,
}

impl Authorizer {
    /// Whether an identity is remembered, and as denied.
    pub(crate) fn remembered(&self, identity: u32, now: Instant) -> Option<bool> {
        let kept = self.kept.get(identity as usize)?;
        (now < kept.until).then_some(kept.is_denied)
    }

    /// Remembers an answer.
    pub(crate) fn keep(&mut self, identity: u32, is_denied: bool, until: Instant) {
        let place = identity as usize;
        if self.kept.len() <= place {
            self.kept.resize(place + 1, Kept::default());
        }
        self.kept[place] = Kept { until, is_denied };
    }

    pub(crate) fn ask(&mut self, invocation: RequestId, asked: Asked) {
        self.asked.insert(invocation, asked);
    }

    /// The request that an invocation of the authorizer was made for.
    pub(crate) fn answered(&mut self, invocation: RequestId) -> Asked {
        self.asked.remove(&invocation).expect("somebody waits for an authorizer that was asked")
    }

    pub(crate) fn allow(&mut self, request: Request) {
        self.allowed.push_back(request);
    }

    /// The next one that goes on: the first that was allowed.
    pub(crate) fn next_allowed(&mut self) -> Request {
        self.allowed.pop_front().expect("a request that was allowed goes on")
    }

    /// How many requests wait.
    pub(crate) fn waiting(&self) -> u32 {
        u32::try_from(self.asked.len() + self.allowed.len()).unwrap_or(u32::MAX)
    }

    /// Bytes that a clone holds.
    pub(crate) fn bytes(&self) -> usize {
        let waiting = self.asked.len() * (size_of::<RequestId>() + size_of::<Asked>());
        self.kept.len() * size_of::<Kept>() + waiting + self.allowed.len() * size_of::<Request>()
    }
}
