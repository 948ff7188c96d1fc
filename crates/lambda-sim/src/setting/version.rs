//! What a version has of its own: its function's name stands with its own behind it, as in AWS: `checkout:7`.

use super::{Setting, Value};
use crate::scenario::{Function, LIVE, Scenario};
use crate::units::Concurrency;

/// The name of the function, and of the version behind it, if one is named.
pub fn unqualified(name: &str) -> (&str, Option<&str>) {
    name.split_once(':').map_or((name, None), |(function, version)| (function, Some(version)))
}

impl Setting {
    pub(super) fn get_of_version(self, scenario: &Scenario, name: &str, version: &str) -> Option<Value> {
        let function = scenario.functions.iter().find(|function| function.name == name)?;
        if self != Self::ProvisionedConcurrency {
            return None;
        }
        if version == LIVE {
            return self.get_of_function(function);
        }
        let version = function.versions.iter().find(|known| known.name == version)?;
        let count = version.provisioned_concurrent_executions;
        Some(count.map_or(Value::Unset, |count| Value::Count(count.get().into())))
    }

    pub(super) fn set_of_version(self, scenario: &mut Scenario, name: &str, version: &str, value: Value) -> bool {
        let Some(function) = scenario.functions.iter_mut().find(|function| function.name == name) else { return false };
        let (Self::ProvisionedConcurrency, Some(place)) = (self, provisioned_of(function, version)) else {
            return false;
        };
        match value {
            Value::Unset => *place = None,
            Value::Count(count) => *place = Some(Concurrency::new(u32::try_from(count).unwrap_or(u32::MAX))),
            _ => return false,
        }
        true
    }
}

fn provisioned_of<'f>(function: &'f mut Function, version: &str) -> Option<&'f mut Option<Concurrency>> {
    if version == LIVE {
        return Some(&mut function.provisioned_concurrent_executions);
    }
    let found = function.versions.iter_mut().find(|known| known.name == version)?;
    Some(&mut found.provisioned_concurrent_executions)
}
