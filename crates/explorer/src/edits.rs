//! What a person has changed, over a shipped scenario. A link is nothing but this.

use lambda_sim::plan::Plan;
use lambda_sim::problem::{Problem, Rule};
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::Value;

use crate::field::Field;

/// Changed fields with their values, in the order in which they were first changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    entries: Vec<(Field, Value)>,
}

impl Edits {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The changed fields with their values.
    pub fn iter(&self) -> impl Iterator<Item = &(Field, Value)> {
        self.entries.iter()
    }

    /// Whether this field is changed.
    pub fn contains(&self, field: &Field) -> bool {
        self.entries.iter().any(|(changed, _)| changed == field)
    }

    /// Changes a field.
    pub fn set(&mut self, field: Field, value: Value) {
        match self.entries.iter_mut().find(|(changed, _)| *changed == field) {
            Some((_, old)) => *old = value,
            None => self.entries.push((field, value)),
        }
    }

    /// Takes the change of a field back.
    pub fn remove(&mut self, field: &Field) {
        self.entries.retain(|(changed, _)| changed != field);
    }

    /// The scenario with these changes; a change of a function that it does not have is left out.
    pub fn over(&self, shipped: &Scenario) -> Scenario {
        let mut scenario = shipped.clone();
        for (field, value) in &self.entries {
            field.set(&mut scenario, *value);
        }
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

    /// Drops changes until no rule is broken, and returns them with their values and the rules they broke.
    pub fn drop_broken(&mut self, shipped: &Scenario) -> Vec<(Field, Value, Rule)> {
        let mut dropped = Vec::new();
        while let Err(problems) = self.over(shipped).check() {
            let Some(problem) = problems.into_iter().next() else {
                break;
            };
            let Some(place) = self.culprit(shipped, &problem) else {
                break;
            };
            let (field, value) = self.entries.remove(place);
            dropped.push((field, value, problem.rule));
        }
        dropped
    }

    /// The change that a problem is to be blamed on: the one of its own field, or else the last one without which there
    /// is no such problem.
    fn culprit(&self, shipped: &Scenario, problem: &Problem) -> Option<usize> {
        let is_own = |field: &Field| problem.path.starts_with(&field.setting.path(shipped, field.function.as_deref()));
        let cures = |place: &usize| {
            let mut without = self.clone();
            without.entries.remove(*place);
            without.over(shipped).check().is_ok()
        };
        let own = self.entries.iter().position(|(field, _)| is_own(field));
        own.or_else(|| (0..self.entries.len()).rev().find(cures)).or(self.entries.len().checked_sub(1))
    }
}
