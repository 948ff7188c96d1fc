//! The rules of Application Auto Scaling: what it registers, and what it tracks.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::problem::{Problem, Rule};
use crate::scenario::{Function, Scenario};
use crate::setting::Setting;
use crate::time::Span;

const SETTINGS: [Setting; 3] = [Setting::MinCapacity, Setting::MaxCapacity, Setting::TargetValue];

/// What the functions scale, at the start of a run.
pub(super) fn check(scenario: &Scenario, problems: &mut Vec<Problem>) {
    for function in &scenario.functions {
        if let Some((setting, value, rule)) = broken(function) {
            problems.push(Problem { path: setting.path(scenario, Some(function.name.as_str())), value, rule });
        }
    }
}

/// The same after all that is changed at an instant. The problem stands at the last of these changes that could be the cause. Where some of
/// a function's were refused, what is missing because of that is no problem of its own.
pub(super) fn check_instant(
    scenario: &Scenario,
    now: &Scenario,
    at: Span,
    refused: &[usize],
    problems: &mut Vec<Problem>,
) {
    let concerns = |place: &usize, function: &Function| {
        let intervention = &scenario.interventions[*place];
        SETTINGS.contains(&intervention.setting) && intervention.owner.function() == Some(function.name.as_str())
    };
    for function in &now.functions {
        if refused.iter().any(|place| concerns(place, function)) {
            continue;
        }
        let is_cause = |place: &usize| {
            let intervention = &scenario.interventions[*place];
            let is_then = intervention.at == at || intervention.until == Some(at);
            is_then && concerns(place, function)
        };
        let Some(cause) = (0..scenario.interventions.len()).rev().find(is_cause) else { continue };
        if let Some((_, _, rule)) = broken(function) {
            let value = scenario.interventions[cause].value.to_string();
            problems.push(Problem { path: format!("interventions[{cause}]"), value, rule });
        }
    }
}

/// The first rule that a function breaks, where, and what stands there.
fn broken(function: &Function) -> Option<(Setting, String, Rule)> {
    let scaling = &function.scaling;
    match (scaling.max_capacity, scaling.target_value) {
        (None, Some(target)) => Some((Setting::TargetValue, target.to_string(), Rule::NoScalableTarget)),
        (None, None) if 0 < scaling.min_capacity.get() => {
            Some((Setting::MinCapacity, scaling.min_capacity.to_string(), Rule::NoScalableTarget))
        }
        (Some(max), _) if max < scaling.min_capacity => {
            let rule = Rule::MinAboveMax { max: max.get() };
            Some((Setting::MinCapacity, scaling.min_capacity.to_string(), rule))
        }
        _ => None,
    }
}
