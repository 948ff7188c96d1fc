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
    let (mut rest, mut refused) = (&turns[..], Vec::new());
    while let Some(first) = rest.first() {
        let (call, later) = rest.split_at(scenario.length_of_call(rest));
        let found = broken(&mut unfolding, call);
        refused.extend(found.iter().map(|broken| broken.place));
        problems.extend(found.into_iter().map(Broken::told));
        // A range has two ends, and a policy needs it: they may come one after the other at one instant.
        if later.first().is_none_or(|next| next.at != first.at) {
            capacity::check_instant(scenario, &unfolding.now, first.at, &refused, problems);
        }
        rest = later;
    }
}

/// A rule that an intervention breaks.
struct Broken {
    /// The intervention, by its place in the list.
    place: usize,
    /// What of it is wrong.
    key: &'static str,
    value: String,
    rule: Rule,
}

impl Broken {
    fn told(self) -> Problem {
        Problem { path: format!("interventions[{}]{}", self.place, self.key), value: self.value, rule: self.rule }
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

/// Begins or ends a call, all of it, or none and says why that cannot be.
fn broken(unfolding: &mut Unfolding<'_>, call: &[Turn]) -> Vec<Broken> {
    let all = unfolding.all();
    let told = |turn: &Turn, rule: Rule| {
        let Intervention { value, until, .. } = &all[turn.place];
        let (key, value) =
            if turn.is_end { (".until", until.unwrap_or(turn.at).to_string()) } else { ("", value.to_string()) };
        Broken { place: turn.place, key, value, rule }
    };
    let beginning = call.iter().filter(|turn| !turn.is_end);
    let impossible: Vec<Broken> = beginning.filter_map(|turn| impossible(unfolding, *turn)).collect();
    if !impossible.is_empty() {
        return impossible;
    }
    let old = unfolding.now.clone();
    let of = |scenario: &Scenario, turn: &Turn| broken_by_scenario(scenario, &all[turn.place]);
    // What was wrong before is said where it stands.
    let was_wrong = call.iter().any(|turn| of(&old, turn).is_some());
    let mut cause = None;
    for turn in call {
        if !unfolding.turn(*turn) {
            let has_no_curve = all[turn.place].setting == Setting::PeakRate;
            return [told(turn, if has_no_curve { Rule::NoCurve } else { Rule::CannotChange })].into();
        }
        cause = of(&unfolding.now, turn).and(cause.or(Some(turn)));
    }
    let Some(problem) = call.iter().find_map(|turn| of(&unfolding.now, turn)).filter(|_| !was_wrong) else {
        return Vec::new();
    };
    // At the setting that the rule is about, or at the one with which it is broken.
    let is_about = |turn: &&Turn| {
        let Intervention { owner, setting, .. } = &all[turn.place];
        setting.path(&unfolding.now, Owner::from(owner)) == problem.path
    };
    let turn = call.iter().find(is_about).or(cause).unwrap_or(&call[0]);
    for turn in call {
        unfolding.take_back(*turn, old.clone());
    }
    [told(turn, problem.rule)].into()
}

/// Why this alone cannot be, whatever else the call changes.
fn impossible(unfolding: &Unfolding<'_>, turn: Turn) -> Option<Broken> {
    let scenario = &unfolding.now;
    let intervention = &unfolding.all()[turn.place];
    let Intervention { owner, setting, value, .. } = intervention;
    let at = |key, value, rule| Some(Broken { place: turn.place, key, value, rule });
    let wrong = |rule| at("", value.to_string(), rule);
    if !setting.can_change() {
        return wrong(Rule::CannotChange);
    }
    if setting.row().scope == Scope::Function {
        let (name, version) = unqualified(owner.function().unwrap_or_default());
        let Some(function) = scenario.functions.iter().find(|known| known.name == name) else {
            let names = scenario.functions.iter().map(|known| known.name.as_str());
            let rule = Rule::UnknownFunction { nearest: nearest(name, names).map(Into::into) };
            return at(".function", format!("\"{name}\""), rule);
        };
        if let Some(version) = version
            && setting.get(scenario, owner).is_none()
        {
            return at(".function", format!("\"{name}:{version}\""), calls::unknown_version(function, version));
        }
    }
    if let Scope::Caller(vias) = setting.row().scope {
        let place = owner.caller().unwrap_or_default();
        match scenario.callers.get(place) {
            None => {
                return at(".caller", place.to_string(), Rule::UnknownCaller { callers: scenario.callers.len() });
            }
            Some(caller) if !vias.contains(&caller.via) => return wrong(setting.only_via(vias)),
            Some(_) => {}
        }
    }
    setting.broken_by(*value).or_else(|| calls::refused(unfolding.all(), scenario, intervention)).and_then(wrong)
}

/// The first rule that the scenario breaks where the intervention has changed it.
fn broken_by_scenario(scenario: &Scenario, intervention: &Intervention) -> Option<Problem> {
    let is_claim = matches!(
        intervention.setting,
        Setting::ReservedConcurrency | Setting::ProvisionedConcurrency | Setting::MinCapacity | Setting::MaxCapacity
    );
    if (is_claim || intervention.setting == Setting::AccountConcurrency)
        && let Some(rule) = too_much_reserved(scenario)
    {
        return Some(Problem { path: String::new(), value: String::new(), rule });
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
    problems.into_iter().next()
}
