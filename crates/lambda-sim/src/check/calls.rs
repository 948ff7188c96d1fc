//! The calls that AWS refuses because of what there is, or is not, before them.

use crate::intervention::Intervention;
use crate::nearest::nearest;
use crate::problem::Rule;
use crate::scenario::{Function, LATEST, Scenario};
use crate::setting::{Setting, Value};

/// Why this one of the interventions cannot be made of the scenario that holds before it.
pub(super) fn refused(all: &[Intervention], scenario: &Scenario, intervention: &Intervention) -> Option<Rule> {
    let Intervention { owner, setting, value, .. } = intervention;
    let function = || scenario.functions.iter().find(|function| Some(function.name.as_str()) == owner.function());
    match (*setting, *value) {
        (Setting::AccountConcurrency | Setting::ApiGatewayRate, Value::Count(count)) => {
            match setting.get(scenario, owner) {
                Some(Value::Count(now)) if count <= now => Some(Rule::QuotaNotRaised { now }),
                _ => None,
            }
        }
        (Setting::MaxCapacity, Value::Unset) if function()?.scaling.max_capacity.is_none() => {
            Some(Rule::NothingRegistered)
        }
        (Setting::TargetValue, Value::Unset) if function()?.scaling.target_value.is_none() => {
            // What is deregistered may have none.
            let deregisters = |other: &Intervention| {
                (other.at, other.setting, other.value) == (intervention.at, Setting::MaxCapacity, Value::Unset)
                    && other.owner == *owner
            };
            (!all.iter().any(deregisters)).then_some(Rule::NoPolicy)
        }
        _ => None,
    }
}

/// Why nothing can be provisioned for a version that the function does not name.
pub(super) fn unknown_version(function: &Function, version: &str) -> Rule {
    if version == LATEST {
        return Rule::ProvisionedLatest;
    }
    let names = function.versions.iter().map(|version| version.name.as_str());
    Rule::UnknownVersion { nearest: nearest(version, names).map(Into::into) }
}
