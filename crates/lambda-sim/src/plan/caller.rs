//! The callers of a plan.

use crate::arrivals::Pattern;
use crate::authorizer::PlannedAuthorizer;
use crate::id::{CallerId, FunctionId, VersionId};
use crate::retry::RetryMode;
use crate::scenario::Burst;
use crate::source::Mapping;
use crate::time::Span;
use crate::via::Via;

/// A caller of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedCaller {
    /// The function that it calls.
    pub function: FunctionId,
    /// The version of it.
    pub version: VersionId,
    /// The way on which it calls.
    pub via: Via,
    /// How often a throttled request is tried, the first time included.
    pub max_attempts: u16,
    /// How its SDK retries.
    pub retry_mode: RetryMode,
    /// For requests through API Gateway: how it stands in front of the function.
    pub gateway: Option<PlannedGateway>,
    /// The requests themselves, where somebody sends them by hand.
    pub by_hand: Option<Burst>,
    /// How its batches are made, for a source that is polled.
    pub mapping: Mapping,
    /// For an authorizer: the caller whose requests it is asked about.
    pub(crate) authorizes: Option<CallerId>,
    /// Which of the function's callers this is, counted from 0: each has a stream of its own.
    pub(crate) ordinal: u64,
    pub(crate) pattern: Pattern,
}

/// An API of API Gateway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedGateway {
    /// How long it waits for the function.
    pub integration_timeout: Span,
    /// What the client gets when the function is throttled.
    pub throttled_status: u16,
    /// The authorizer that it asks first.
    pub authorizer: Option<PlannedAuthorizer>,
}

impl PlannedCaller {
    /// The HTTP status that its user sees when the function is throttled.
    pub fn status_of_throttle(&self) -> u16 {
        self.gateway.map_or(self.via.status_of_throttle(), |gateway| gateway.throttled_status)
    }
}
