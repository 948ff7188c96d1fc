//! The rules of versions and of what is provisioned for them.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::nearest::nearest;
use crate::problem::{Problem, Rule};
use crate::scenario::{Caller, Function, LATEST, LIVE, Scenario, Version};
use crate::setting::Setting;
use crate::via::Via;

/// How many versions a function can have here beside the live one. A bound of this simulator.
const VERSIONS_MAX: u64 = 100;
/// The longest name of an alias, in characters.
const NAME_MAX: usize = 128;

/// The versions of one function, which stands at `path`.
pub(super) fn check(path: &str, function: &Function, problems: &mut Vec<Problem>) {
    let count = function.versions.len() as u64;
    if VERSIONS_MAX < count {
        let rule = Rule::OutOfRange { min: 0, max: VERSIONS_MAX };
        problems.push(Problem { path: format!("{path}.versions"), value: format!("a map of {count}"), rule });
        return;
    }
    for (place, version) in function.versions.iter().enumerate() {
        check_version(&format!("{path}.versions.{}", version.name), &function.versions[..place], version, problems);
    }
    let provisioned = function.provisioned();
    if let Some(reserved) = function.reserved_concurrent_executions
        && u64::from(reserved.get()) < provisioned
    {
        let rule = Rule::MoreProvisionedThanReserved { provisioned, reserved: reserved.get() };
        problems.push(Problem {
            path: format!("{path}.{}", Setting::ProvisionedConcurrency.file_key()),
            value: provisioned.to_string(),
            rule,
        });
    }
}

fn check_version(path: &str, earlier: &[Version], version: &Version, problems: &mut Vec<Problem>) {
    let Version { name, provisioned_concurrent_executions: provisioned } = version;
    let mut wrong = |path: &str, value: alloc::string::String, rule| {
        problems.push(Problem { path: path.into(), value, rule });
    };
    let named = || format!("named \"{name}\"");
    let accepted = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_name = !name.is_empty() && name.len() <= NAME_MAX && name.chars().all(accepted);
    if !is_name && name != LATEST {
        wrong(path, named(), Rule::VersionName);
    }
    if name == LIVE || earlier.iter().any(|earlier| earlier.name == *name) {
        wrong(path, named(), Rule::DuplicateKey);
    }
    let path = format!("{path}.{}", Setting::ProvisionedConcurrency.file_key());
    let Some(provisioned) = provisioned else { return };
    if name == LATEST {
        wrong(&path, provisioned.to_string(), Rule::ProvisionedLatest);
    }
    let value = crate::setting::Value::Count(provisioned.get().into());
    if let Some(rule) = Setting::ProvisionedConcurrency.broken_by(value) {
        wrong(&path, provisioned.to_string(), rule);
    }
}

/// A caller's qualifier names a version of its function.
pub(super) fn check_qualifier(scenario: &Scenario, path: &str, caller: &Caller, problems: &mut Vec<Problem>) {
    let Some(qualifier) = &caller.qualifier else { return };
    let Some(function) = scenario.functions.iter().find(|function| function.name == caller.function) else { return };
    let names = || function.versions.iter().map(|version| version.name.as_str()).chain([LIVE]);
    let is_number = qualifier.chars().all(|c| c.is_ascii_digit());
    if caller.via == Via::FunctionUrl && is_number {
        let (path, value) = (format!("{path}.qualifier"), format!("\"{qualifier}\""));
        problems.push(Problem { path, value, rule: Rule::UrlOfVersion });
    } else if !names().any(|name| name == qualifier) {
        let rule = Rule::UnknownVersion { nearest: nearest(qualifier, names()).map(Into::into) };
        problems.push(Problem { path: format!("{path}.qualifier"), value: format!("\"{qualifier}\""), rule });
    }
}
