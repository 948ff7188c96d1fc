//! What happens rarely in the tied scenarios, and is told by several changes together.

use std::collections::BTreeMap;

use lambda_sim::admission::Start;
use lambda_sim::autoscaling::ScalingCause;
use lambda_sim::change::Change;
use lambda_sim::id::EnvironmentId;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::{Instant, Span};

use crate::changes::function_of;

/// What must have happened, and how often at least.
pub(super) const LEAST: &[(&str, u64)] = &[
    ("another environment than the one used last", 100),
    ("too old while idle", 100),
    ("too old as its handler returns", 50),
    ("provisioned one replaced", 50),
    ("initialised ahead of need", 200),
    ("scaled: AlarmHigh", 100),
    ("scaled: AlarmLow", 50),
    ("scaled: MinCapacity", 10),
    ("scaled: MaxCapacity", 30),
    ("scaled: refused", 30),
    ("allowed by its authorizer", 500),
    ("allowed as it is remembered", 500),
    ("turned away: IdentityMissing", 200),
    ("turned away: Denied", 200),
    ("turned away: DeniedBefore", 200),
    ("turned away: AuthorizerFailed", 100),
    ("turned away: AuthorizerThrottled", 200),
    ("turned away: AuthorizerTooSlow", 20),
    ("provisioned concurrency of a further version asked for", 50),
];

/// What is known of a run so far.
#[derive(Default)]
pub(super) struct Rarities {
    begun: BTreeMap<EnvironmentId, Instant>,
    /// The idle ones, the one used last at the end.
    idle: Vec<EnvironmentId>,
    last: Option<(Instant, Change)>,
}

impl Rarities {
    /// What has just happened.
    pub(super) fn count(&mut self, scenario: &Scenario, at: Instant, change: &Change) -> Vec<&'static str> {
        let mut found = Vec::new();
        let before = self.last.replace((at, *change));
        match change {
            Change::Started { environment, start, .. } => {
                let has_versions = !scenario.functions[environment.function.index()].versions.is_empty();
                let last = self.idle.iter().rfind(|idle| idle.function == environment.function);
                if *start == Start::Warm && !has_versions && last != Some(environment) {
                    found.push("another environment than the one used last");
                }
                self.idle.retain(|idle| idle != environment);
                if *start == Start::Cold {
                    self.begun.insert(*environment, at);
                }
            }
            Change::InvocationEnded { environment, .. } => self.idle.push(*environment),
            Change::Shutdown { environment } => {
                self.idle.retain(|idle| idle != environment);
                let was_busy =
                    matches!(before, Some((_, Change::InvocationEnded { environment: it, .. })) if it == *environment);
                let age = self.begun.get(environment).map_or(Span::ZERO, |begun| at.since(*begun));
                let limit = scenario.functions[environment.function.index()].life.maximum_age.mean();
                if age == limit && !was_busy {
                    found.push("too old while idle");
                }
                if limit <= age && was_busy {
                    found.push("too old as its handler returns");
                }
            }
            Change::Provisioned { new, version, .. } => {
                let is_of_its_function = |last: &Change| function_of(last) == function_of(change);
                let follows = |(then, last): &(Instant, Change)| {
                    *then == at && matches!(last, Change::Shutdown { .. }) && is_of_its_function(last)
                };
                if *new == 1 && before.as_ref().is_some_and(follows) {
                    found.push("provisioned one replaced");
                }
                if *new == 0 && version.index() != 0 {
                    found.push("provisioned concurrency of a further version asked for");
                }
            }
            Change::Scaled { is_refused: true, .. } => found.push("scaled: refused"),
            Change::Scaled { cause, .. } => found.push(match cause {
                ScalingCause::AlarmHigh { .. } => "scaled: AlarmHigh",
                ScalingCause::AlarmLow { .. } => "scaled: AlarmLow",
                ScalingCause::MinCapacity => "scaled: MinCapacity",
                ScalingCause::MaxCapacity => "scaled: MaxCapacity",
            }),
            Change::Authorized { is_remembered, .. } => {
                let name = if *is_remembered { "allowed as it is remembered" } else { "allowed by its authorizer" };
                found.push(name);
            }
            _ => {}
        }
        found
    }
}
