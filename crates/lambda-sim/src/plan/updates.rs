//! Which functions a change of configuration or code updates.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html>: once an update is complete, invocations use the
//! new code and configuration, which environments of the old ones do not have.

use alloc::vec::Vec;

use super::Plan;
use crate::id::FunctionId;
use crate::intervention::Verb;
use crate::scenario::{Function, Scenario};

impl Plan {
    /// The last change so far has made this of a scenario that was so before its instant.
    pub(super) fn update(&mut self, before: &Scenario, now: &Scenario) {
        let functions = self.function_ids().zip(before.functions.iter().zip(&now.functions));
        let updated =
            functions.filter(|(_, (before, now))| is_updated(before, now)).map(|(id, _)| id).collect::<Vec<_>>();
        // An end that changes nothing is no change: then the last one is of another instant, and keeps its own.
        if let Some(last) = self.later.last_mut().filter(|_| !updated.is_empty()) {
            last.updated = updated;
        }
    }

    /// The functions that are updated right after the intervention in this place.
    pub(crate) fn updated(&self, place: usize) -> &[FunctionId] {
        &self.later[place].updated
    }
}

/// Whether a function has another revision.
fn is_updated(before: &Function, now: &Function) -> bool {
    let mut settings = Verb::OF_A_REVISION.into_iter().flat_map(Verb::settings);
    settings.any(|setting| setting.get_of_function(before) != setting.get_of_function(now))
}
