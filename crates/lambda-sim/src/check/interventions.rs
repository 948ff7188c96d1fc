//! The rules of interventions: each must be possible at its instant, after all earlier ones.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::intervention::{Intervention, Turn, Unfolding};
use crate::nearest::nearest;
use crate::problem::{Problem, Rule};
use crate::scenario::Scenario;
use crate::setting::{Owner, Scope, Setting, unqualified};

use super::{callers, calls, capacity, check_function, too_much_reserved};

/// How many interventions a scenario can have: each has a plan of its own. A bound of this simulator.
pub const INTERVENTIONS_MAX: u64 = 100;

pub(super) fn check(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let count = scenario.interventions.len() as u64;
    if INTERVENTIONS_MAX < count {
        let rule = Rule::OutOfRange { min: 0, max: INTERVENTIONS_MAX };
        problems.push(Problem { path: "interventions".into(), value: format!("a list of {count}"), rule });
        return;
    }
    for (place, intervention) in scenario.interventions.iter().enumerate() {
        check_instants(scenario, place, intervention, problems);
    }
    let mut unfolding = Unfolding::of(scenario);
    let turns = scenario.turns();
    for (place, turn) in turns.iter().copied().enumerate() {
        let intervention = &scenario.interventions[turn.place];
        let path = format!("interventions[{}]", turn.place);
        if turn.is_end {
            if let Some(rule) = broken_by_end(&mut unfolding, turn, intervention) {
                let value = intervention.until.unwrap_or(turn.at).to_string();
                problems.push(Problem { path: format!("{path}.until"), value, rule });
            }
        } else if let Some((key, value, rule)) = broken(&mut unfolding, turn, intervention) {
            problems.push(Problem { path: format!("{path}{key}"), value, rule });
        }
        // A range has two ends, and a policy needs it: they may come one after the other at one instant.
        let is_last = turns.get(place + 1).is_none_or(|next| next.at != turn.at);
        if is_last {
            capacity::check_instant(scenario, &unfolding.now, turn.at, problems);
        }
    }
}

/// It begins in the run, and ends after that.
fn check_instants(scenario: &Scenario, place: usize, intervention: &Intervention, problems: &mut Vec<Problem>) {
    let Intervention { at, until, .. } = intervention;
    if scenario.length <= *at {
        let (value, rule) = (at.to_string(), Rule::NotInTheRun { length: scenario.length });
        problems.push(Problem { path: format!("interventions[{place}].at"), value, rule });
    }
    if let Some(until) = until.filter(|until| until <= at) {
        let rule = Rule::NotAfter { at: *at };
        problems.push(Problem { path: format!("interventions[{place}].until"), value: until.to_string(), rule });
    }
}

/// Ends an intervention, or says why what was before cannot hold again.
fn broken_by_end(unfolding: &mut Unfolding<'_>, turn: Turn, intervention: &Intervention) -> Option<Rule> {
    let before = broken_by_scenario(&unfolding.now, intervention);
    let old = unfolding.now.clone();
    unfolding.turn(turn);
    let rule = broken_by_scenario(&unfolding.now, intervention).filter(|_| before.is_none())?;
    unfolding.take_back(turn, old);
    Some(rule)
}

/// Changes the scenario, or says why that cannot be: what of the intervention is wrong, its value, and the rule.
fn broken(
    unfolding: &mut Unfolding<'_>,
    turn: Turn,
    intervention: &Intervention,
) -> Option<(&'static str, String, Rule)> {
    let scenario = &unfolding.now;
    let Intervention { owner, setting, value, .. } = intervention;
    let wrong = |rule| Some(("", value.to_string(), rule));
    if !setting.can_change() {
        return wrong(Rule::CannotChange);
    }
    if setting.row().scope == Scope::Function {
        let (name, version) = unqualified(owner.function().unwrap_or_default());
        let Some(function) = scenario.functions.iter().find(|known| known.name == name) else {
            let names = scenario.functions.iter().map(|known| known.name.as_str());
            let rule = Rule::UnknownFunction { nearest: nearest(name, names).map(Into::into) };
            return Some((".function", format!("\"{name}\""), rule));
        };
        if let Some(version) = version
            && setting.get(scenario, owner).is_none()
        {
            return Some((".function", format!("\"{name}:{version}\""), calls::unknown_version(function, version)));
        }
    }
    if let Scope::Caller(vias) = setting.row().scope {
        let place = owner.caller().unwrap_or_default();
        match scenario.callers.get(place) {
            None => {
                return Some((".caller", place.to_string(), Rule::UnknownCaller { callers: scenario.callers.len() }));
            }
            Some(caller) if !vias.contains(&caller.via) => return wrong(Rule::OnlyVia { vias: vias.to_vec() }),
            Some(_) => {}
        }
    }
    if let Some(rule) = setting.broken_by(*value) {
        return wrong(rule);
    }
    if let Some(rule) = calls::refused(unfolding.all(), scenario, intervention) {
        return wrong(rule);
    }
    let before = broken_by_scenario(scenario, intervention);
    let old = scenario.clone();
    if !unfolding.turn(turn) {
        return wrong(if *setting == Setting::PeakRate { Rule::NoCurve } else { Rule::CannotChange });
    }
    // What was wrong before is said where it stands.
    let rule = broken_by_scenario(&unfolding.now, intervention).filter(|_| before.is_none())?;
    unfolding.take_back(turn, old);
    wrong(rule)
}

/// The first rule that the scenario breaks where the intervention has changed it.
fn broken_by_scenario(scenario: &Scenario, intervention: &Intervention) -> Option<Rule> {
    let is_claim = matches!(
        intervention.setting,
        Setting::ReservedConcurrency | Setting::ProvisionedConcurrency | Setting::MinCapacity | Setting::MaxCapacity
    );
    if (is_claim || intervention.setting == Setting::AccountConcurrency)
        && let Some(rule) = too_much_reserved(scenario)
    {
        return Some(rule);
    }
    let mut problems = Vec::new();
    match &intervention.owner {
        Owner::Account => {}
        Owner::Function(name) => {
            let (name, _) = unqualified(name);
            let place = scenario.functions.iter().position(|function| function.name == name)?;
            check_function(scenario, place, &scenario.functions[place], &mut problems);
        }
        Owner::Caller(place) => callers::check(scenario, *place, scenario.callers.get(*place)?, &mut problems),
    }
    problems.into_iter().next().map(|problem| problem.rule)
}
