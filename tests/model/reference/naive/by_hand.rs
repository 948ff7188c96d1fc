//! What somebody sends by hand.

use lambda_sim::invoke::{InvocationType, Invoke};
use lambda_sim::scenario::{Burst, Caller, Scenario, Traffic};
use lambda_sim::via::Via;

use super::Model;
use crate::reference::mistakes::Mistake;

/// Those to a function are numbered from this and one on.
const BY_HAND: u64 = 1 << 52;

/// The scenario with a caller more for each `Invoke`, behind all others.
pub(super) fn with_invokes(scenario: &Scenario, mistake: Option<Mistake>) -> Scenario {
    let mut with = scenario.clone();
    for Invoke { at, function, qualifier, count, invocation_type } in &scenario.invokes {
        let via = match (invocation_type, mistake) {
            (InvocationType::RequestResponse, _) | (_, Some(Mistake::HandsSendNoEvents)) => Via::Invoke,
            (InvocationType::Event, _) => Via::Event,
        };
        let count = if mistake == Some(Mistake::HandsSendOneEach) { 1 } else { *count };
        let mut caller = Caller::new(function.clone(), via, Traffic::At(vec![Burst { at: *at, count }]));
        caller.qualifier = qualifier.clone().filter(|_| mistake != Some(Mistake::HandsForgetTheQualifier));
        with.callers.push(caller);
    }
    with
}

impl Model<'_> {
    /// Requests by hand are counted apart.
    pub(super) fn next_number(&mut self, caller: usize, function: usize) -> u64 {
        let callers = &self.scenario.callers;
        // Behind those by hand stand others that are not in the file.
        let others = callers.iter().filter(|caller| matches!(caller.via, Via::Authorizer | Via::Destination)).count();
        let behind = callers.len() - others;
        let first = behind - self.scenario.invokes.len();
        let is_by_hand = (first..behind).contains(&caller);
        let counts = &mut self.functions[function];
        if is_by_hand && self.mistake != Some(Mistake::RequestsByHandAreCountedWithTheOthers) {
            counts.by_hand += 1;
            BY_HAND + counts.by_hand
        } else {
            counts.requests += 1;
            counts.requests
        }
    }
}
