//! Laying out authorizers.

use alloc::vec::Vec;

use crate::arrivals::Pattern;
use crate::authorizer::{self, PlannedAuthorizer};
use crate::id::{CallerId, VersionId};
use crate::quotas::{AUTHORIZER_TIMEOUT_HTTP, AUTHORIZER_TIMEOUT_REST};
use crate::random::Dice;
use crate::retry::RetryMode;
use crate::scenario::{Caller, Gateway, Scenario};
use crate::via::Via;

use super::layout::{function_named, planned_gateway};
use super::{PlannedCaller, PlannedGateway};

/// API Gateway as a caller of its own of each authorizer, and the authorizers of the APIs.
pub(super) fn add_authorizers(scenario: &Scenario, callers: &mut Vec<PlannedCaller>) {
    for (place, caller) in scenario.callers.iter().enumerate() {
        let Some(name) = caller.gateway.authorizer.as_ref().filter(|_| caller.via.is_api()) else { continue };
        let time_limit = if caller.via == Via::HttpApi { AUTHORIZER_TIMEOUT_HTTP } else { AUTHORIZER_TIMEOUT_REST };
        let asks = caller_id(callers.len());
        let dice = Dice::of_identities(scenario.seed, &caller.function);
        let planned = &mut callers[place];
        planned.gateway = planned_gateway(caller, Some(planned_authorizer(caller, asks, dice)));
        callers.push(PlannedCaller {
            function: function_named(scenario, name),
            version: VersionId::LIVE,
            via: Via::Authorizer,
            max_attempts: 1,
            retry_mode: RetryMode::default(),
            gateway: Some(PlannedGateway { integration_timeout: time_limit, throttled_status: 429, authorizer: None }),
            by_hand: None,
            mapping: caller.mapping,
            authorizes: Some(caller_id(place)),
            ordinal: 0,
            pattern: Pattern::At(Vec::new()),
        });
    }
}

pub(super) fn planned_authorizer(caller: &Caller, asks: CallerId, dice: Dice) -> PlannedAuthorizer {
    let Gateway { authorizer_type, identities, identity_missing, denied, .. } = caller.gateway;
    let result_ttl = caller.gateway.authorizer_result_ttl.unwrap_or(caller.via.authorizer_ttl());
    let denied = authorizer::part_of(identities, denied);
    PlannedAuthorizer { caller: asks, authorizer_type, result_ttl, identities, denied, identity_missing, dice }
}

fn caller_id(place: usize) -> CallerId {
    CallerId(u32::try_from(place).expect("a scenario has fewer than 2^31 callers"))
}
