//! What a person has changed, over a shipped scenario. A link is nothing but this.
//!
//! Three kinds, each over the one before: the traffic of callers, the values of fields, and interventions during the run. So a
//! peak rate stretches the curve that a person has drawn.

use std::collections::BTreeMap;

use lambda_sim::invoke::Invoke;
use lambda_sim::plan::Plan;
use lambda_sim::problem::{Problem, Rule};
use lambda_sim::scenario::{Scenario, Traffic};
use lambda_sim::setting::{Setting, Value};

use crate::by_hand;
use crate::field::Field;
use crate::later::{Later, Laters};
use crate::traffic::owner_of_peak;
use crate::traffic::written;

/// Changes with their values, fields in the order in which they were first changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    traffic: BTreeMap<usize, Traffic>,
    values: Vec<(Field, Value)>,
    later: Laters,
    sent: Vec<Invoke>,
}

/// One of the changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The traffic of the caller at this place.
    Traffic(usize),
    /// The value at this place.
    Value(usize),
    /// The intervention at this place.
    Later(usize),
    /// What is sent by hand, at this place.
    Sent(usize),
}

/// A change that was left out, as the link has it, and the rule that it breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: String,
    /// The broken rule.
    pub rule: Rule,
}

impl Edits {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The changed fields with their values.
    pub fn iter(&self) -> impl Iterator<Item = &(Field, Value)> {
        self.values.iter()
    }

    /// Whether this field is changed.
    pub fn contains(&self, field: &Field) -> bool {
        self.values.iter().any(|(changed, _)| changed == field)
    }

    /// Changes a field.
    pub fn set(&mut self, field: Field, value: Value) {
        match self.values.iter_mut().find(|(changed, _)| *changed == field) {
            Some((_, old)) => *old = value,
            None => self.values.push((field, value)),
        }
    }

    /// Takes the change of a field back.
    pub fn remove(&mut self, field: &Field) {
        self.values.retain(|(changed, _)| changed != field);
    }

    /// The changes during the run.
    pub fn laters(&self) -> &Laters {
        &self.later
    }

    /// The changes during the run, to be changed.
    pub fn laters_mut(&mut self) -> &mut Laters {
        &mut self.later
    }

    /// Sends requests by hand; several at one instant are one entry.
    pub(crate) fn send(&mut self, invoke: Invoke) {
        let same = |old: &Invoke| Invoke { count: invoke.count, ..old.clone() } == invoke;
        match self.sent.iter_mut().find(|old| same(old)) {
            Some(old) => old.count = old.count.saturating_add(invoke.count),
            None => self.sent.push(invoke),
        }
    }

    /// Sends none of those at this place.
    pub(crate) fn take_back(&mut self, place: usize) -> Option<Invoke> {
        (place < self.sent.len()).then(|| self.sent.remove(place))
    }

    /// The changed traffic of the caller at this place.
    pub fn traffic(&self, caller: usize) -> Option<&Traffic> {
        self.traffic.get(&caller)
    }

    /// Changes the traffic of a caller. What holds afterwards is this traffic: a peak rate set before, which would stretch
    /// it, is in it already.
    pub fn set_traffic(&mut self, shipped: &Scenario, caller: usize, traffic: Traffic) {
        if let Some(function) = owner_of_peak(shipped, caller) {
            self.remove(&Field::of_function(Setting::PeakRate, function));
        }
        self.put_traffic(shipped, caller, traffic);
    }

    /// Changes the traffic under whatever else is changed, as a link says it.
    pub(crate) fn put_traffic(&mut self, shipped: &Scenario, caller: usize, traffic: Traffic) {
        match shipped.callers.get(caller) {
            Some(old) if old.traffic == traffic => self.remove_traffic(caller),
            Some(_) => {
                self.traffic.insert(caller, traffic);
            }
            None => {}
        }
    }

    /// Takes the change of a caller's traffic back.
    pub fn remove_traffic(&mut self, caller: usize) {
        self.traffic.remove(&caller);
    }

    /// The scenario that fields start from: with the traffic as it was drawn.
    pub fn ground(&self, shipped: &Scenario) -> Scenario {
        let mut scenario = shipped.clone();
        for (place, traffic) in &self.traffic {
            if let Some(caller) = scenario.callers.get_mut(*place) {
                caller.traffic = traffic.clone();
            }
        }
        scenario
    }

    /// The scenario with these changes; a change of a function or caller that it does not have is left out.
    pub fn over(&self, shipped: &Scenario) -> Scenario {
        let mut scenario = self.ground(shipped);
        for (field, value) in &self.values {
            field.set(&mut scenario, *value);
        }
        scenario.interventions.extend(self.later.iter().map(Later::intervention));
        scenario.invokes.extend(self.sent.iter().cloned());
        scenario
    }

    /// The scenario with these changes, and its plan.
    ///
    /// # Errors
    ///
    /// All rules that it breaks.
    pub fn planned(&self, shipped: &Scenario) -> Result<(Scenario, Plan), Vec<Problem>> {
        let scenario = self.over(shipped);
        let plan = scenario.check()?;
        Ok((scenario, plan))
    }

    /// The changes as a link writes them: keys and values.
    pub fn written(&self, shipped: &Scenario) -> Vec<(String, String)> {
        self.parts().flat_map(|part| self.part_written(part, shipped)).collect()
    }

    /// Drops changes until no rule is broken, and returns what they were and the rules they broke.
    pub fn drop_broken(&mut self, shipped: &Scenario) -> Vec<Dropped> {
        let mut dropped = Vec::new();
        while let Err(problems) = self.over(shipped).check() {
            let Some(problem) = problems.into_iter().next() else {
                break;
            };
            let Some(part) = self.culprit(shipped, &problem) else {
                break;
            };
            let rule = problem.rule;
            dropped.extend(self.part_written(part, shipped).into_iter().map(|(key, value)| {
                let rule = rule.clone();
                Dropped { key, value, rule }
            }));
            *self = self.without(part);
        }
        dropped
    }

    fn parts(&self) -> impl DoubleEndedIterator<Item = Part> {
        let traffic: Vec<Part> = self.traffic.keys().copied().map(Part::Traffic).collect();
        let later = (0..self.later.len()).map(Part::Later).chain((0..self.sent.len()).map(Part::Sent));
        traffic.into_iter().chain((0..self.values.len()).map(Part::Value)).chain(later)
    }

    fn without(&self, part: Part) -> Self {
        let mut without = self.clone();
        match part {
            Part::Traffic(caller) => without.remove_traffic(caller),
            Part::Value(place) => {
                without.values.remove(place);
            }
            Part::Later(place) => {
                without.later.remove(place);
            }
            Part::Sent(place) => {
                without.sent.remove(place);
            }
        }
        without
    }

    fn part_written(&self, part: Part, shipped: &Scenario) -> Vec<(String, String)> {
        match part {
            Part::Traffic(caller) => {
                let old = shipped.callers.get(caller).map(|caller| &caller.traffic);
                let lines = self.traffic.get(&caller).map(|traffic| written::write(traffic, old));
                lines.into_iter().flatten().map(|(key, text)| (format!("c.{caller}.{key}"), text)).collect()
            }
            Part::Value(place) => {
                let (field, value) = &self.values[place];
                [(field.key(), value.to_string())].into()
            }
            Part::Sent(place) => self.sent.get(place).map(by_hand::written).into_iter().collect(),
            Part::Later(place) => {
                let later = self.later.iter().nth(place);
                later.map(|later| (later.key(), later.value.to_string())).into_iter().collect()
            }
        }
    }

    /// The change that a problem is to be blamed on: the one of its own place, or else the last one without which there is
    /// no such problem.
    fn culprit(&self, shipped: &Scenario, problem: &Problem) -> Option<Part> {
        let is_own = |part: &Part| match part {
            Part::Traffic(caller) => problem.path.starts_with(&format!("callers[{caller}].")),
            Part::Value(place) => {
                let (field, _) = &self.values[*place];
                problem.path.starts_with(&field.setting.path(shipped, &field.owner))
            }
            Part::Sent(place) => problem.path.starts_with(&format!("invokes[{}]", shipped.invokes.len() + place)),
            Part::Later(place) => {
                let before = shipped.interventions.len();
                problem.path.starts_with(&format!("interventions[{}]", before + place))
            }
        };
        let cures = |part: &Part| self.without(*part).over(shipped).check().is_ok();
        let own = self.parts().find(is_own);
        own.or_else(|| self.parts().rev().find(cures)).or_else(|| self.parts().next_back())
    }
}
