//! The rules of destinations.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::destination::{Destination, NoDestination, Service};
use crate::nearest::nearest;
use crate::problem::{Problem, Rule};
use crate::scenario::{Function, Scenario};
use crate::setting::{Owner, Setting};

/// Whether these rules are those of this setting.
pub(super) const fn is_one(setting: Setting) -> bool {
    matches!(setting, Setting::OnFailure | Setting::OnSuccess)
}

pub(super) fn check(scenario: &Scenario, function: &Function, problems: &mut Vec<Problem>) {
    let destinations = &function.destinations;
    for (setting, destination) in
        [(Setting::OnFailure, &destinations.on_failure), (Setting::OnSuccess, &destinations.on_success)]
    {
        let why = match destination {
            Some(Destination::Service(Service::S3)) if setting == Setting::OnSuccess => {
                Some(NoDestination::S3OnSuccess)
            }
            Some(Destination::Function(name)) if *name == function.name => Some(NoDestination::Itself),
            Some(Destination::Function(name)) => unknown(scenario, name),
            Some(Destination::Service(_)) | None => None,
        };
        if let (Some(why), Some(destination)) = (why, destination) {
            let name = destination.name();
            let path = setting.path(scenario, Owner::Function(function.name.as_str()));
            problems.push(Problem { path, value: format!("\"{name}\""), rule: Rule::NoDestination(why) });
        }
    }
}

/// A name that no function of the scenario has, and no service.
fn unknown(scenario: &Scenario, name: &str) -> Option<NoDestination> {
    let names = || scenario.functions.iter().map(|function| function.name.as_str());
    if names().any(|known| known == name) {
        return None;
    }
    let nearest = nearest(name, names().chain(Service::NAMES.iter().copied())).map(ToString::to_string);
    Some(NoDestination::Unknown { nearest })
}
