//! What somebody changes, and what ends again.

use lambda_sim::change::Change;
use lambda_sim::intervention::Intervention;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Owner, Setting, Value, unqualified};

use super::limits::Lately;
use super::{LIVE, Model, What, caller_id};
use crate::reference::mistakes::Mistake;

/// The changes of a scenario in the order in which they begin.
pub(super) fn in_order(scenario: &Scenario) -> Vec<&Intervention> {
    let mut interventions: Vec<&Intervention> = scenario.interventions.iter().collect();
    interventions.sort_by_key(|intervention| intervention.at);
    interventions
}

impl Model<'_> {
    /// Every change and every end of one, as they come: at one instant first what ends, the last begun first, then what begins.
    pub(super) fn schedule_interventions(&mut self) {
        let interventions: Vec<Intervention> = in_order(self.original).into_iter().cloned().collect();
        let begins_first = self.gets_wrong(Mistake::WhatBeginsComesBeforeWhatEnds);
        let first_begun_first = self.gets_wrong(Mistake::FirstBegunEndsFirst);
        if begins_first {
            self.schedule_begins(&interventions);
        }
        let mut places: Vec<usize> = (0..interventions.len()).collect();
        if !first_begun_first {
            places.reverse();
        }
        for place in places {
            if let Some(until) = interventions[place].until
                && !self.gets_wrong(Mistake::ChangesDoNotEnd)
            {
                self.schedule(until.as_nanos(), What::InterventionEnds { place });
            }
        }
        if !begins_first {
            self.schedule_begins(&interventions);
        }
    }

    fn schedule_begins(&mut self, interventions: &[Intervention]) {
        for (place, intervention) in interventions.iter().enumerate() {
            self.schedule(intervention.at.as_nanos(), What::Intervention { place });
        }
    }

    pub(super) fn intervene(&mut self, place: usize) {
        let intervention = in_order(self.original)[place].clone();
        self.remember_revisions();
        self.begun.push(place);
        let now = self.scenario_now();
        self.change_to(now);
        self.tell_intervention(&intervention, intervention.value);
        self.ask_if_changed(&intervention);
        self.update_if_all_is_changed();
    }

    /// What was before holds again, unless another change holds.
    pub(super) fn intervention_ends(&mut self, place: usize) {
        let intervention = in_order(self.original)[place].clone();
        let Intervention { owner, setting, .. } = &intervention;
        self.remember_revisions();
        self.begun.retain(|begun| *begun != place);
        let now = match self.mistake {
            Some(Mistake::EndsBringBackWhatWasAtTheStart) => {
                let mut now = self.scenario.clone();
                let before = setting.get(self.original, owner).expect("it had a value");
                assert!(setting.set(&mut now, owner, before), "a checked intervention can end");
                now
            }
            _ => self.scenario_now(),
        };
        let is_told = now != self.scenario || self.gets_wrong(Mistake::EveryEndIsAChange);
        self.change_to(now);
        if is_told {
            let value = setting.get(&self.scenario, owner).expect("it had a value");
            self.tell_intervention(&intervention, value);
            self.ask_if_changed(&intervention);
        }
        self.update_if_all_is_changed();
    }

    /// The scenario of the start with all that has begun and not ended.
    fn scenario_now(&self) -> Scenario {
        let mut scenario = self.original.clone();
        for place in &self.begun {
            let Intervention { owner, setting, value, .. } = in_order(self.original)[*place];
            assert!(setting.set(&mut scenario, owner, *value), "a checked intervention is possible");
        }
        scenario
    }

    /// What was let in until now comes back at the old rates.
    fn change_to(&mut self, scenario: Scenario) {
        self.let_requests_come_back();
        let had: Vec<bool> = (0..self.functions.len()).map(|function| self.reserved(function).is_some()).collect();
        let tracked: Vec<bool> = (0..self.functions.len()).map(|it| self.target(it).is_some()).collect();
        self.scenario = scenario;
        for (function, was_tracked) in tracked.into_iter().enumerate() {
            if !was_tracked && self.target(function).is_some() {
                self.begin_policy(function);
            }
        }
        for (function, had) in had.into_iter().enumerate() {
            let starts_anew = self.gets_wrong(Mistake::InterventionsFillTheRequestRate);
            if starts_anew || had != self.reserved(function).is_some() {
                self.functions[function].requests_lately = Lately { spent: 0, counted: self.now };
            }
        }
    }

    fn tell_intervention(&mut self, intervention: &Intervention, value: Value) {
        let Intervention { owner, setting, .. } = intervention;
        let (place, _) = self.concerned(owner);
        let concerned = owner.caller().map(|caller| self.function_of(caller)).or(place);
        let function = concerned.map(|place| self.ids[place]);
        let caller = owner.caller().map(caller_id);
        self.tell(Change::Intervention { function, caller, setting: *setting, value });
    }

    fn ask_if_changed(&mut self, intervention: &Intervention) {
        let Intervention { setting, owner, .. } = intervention;
        let (function, version) = self.concerned(owner);
        if let (Setting::ProvisionedConcurrency, Some(function)) = (setting, function) {
            let asked = match setting.get(&self.scenario, owner) {
                Some(Value::Count(count)) => u32::try_from(count).expect("a few"),
                _ => 0,
            };
            let asked = self.within(function, version, asked);
            self.ask_for_provisioned(function, version, asked);
        }
        if let Some(caller) = intervention.owner.caller()
            && self.is_source(caller)
        {
            self.mapping_changed(caller);
        }
        if let (Setting::MinCapacity | Setting::MaxCapacity, Some(function)) = (setting, function) {
            self.move_into_the_range(function);
        }
    }

    /// The function of an owner, and its version: the live one where it names none.
    fn concerned(&self, owner: &Owner) -> (Option<usize>, usize) {
        let (name, version) = unqualified(owner.function().unwrap_or_default());
        let function = self.scenario.functions.iter().position(|known| known.name == name);
        let versions = function.map_or(&[][..], |function| &self.scenario.functions[function].versions);
        let further = versions.iter().position(|known| Some(known.name.as_str()) == version);
        let further = further.filter(|_| !self.gets_wrong(Mistake::InterventionsForgetTheQualifier));
        (function, further.map_or(LIVE, |place| place + 1))
    }

    /// What was let in comes back at the old rates until now.
    pub(super) fn let_requests_come_back(&mut self) {
        for function in 0..self.functions.len() {
            let allowed = self.requests_a_second(function);
            self.lately(function, allowed);
            for version in &mut self.functions[function].versions {
                version.requests_lately.come_back(self.now, 10 * version.ready, self.mistake);
            }
        }
        let allowed = 10 * self.unreserved();
        self.unreserved_lately.come_back(self.now, allowed, self.mistake);
        self.let_api_requests_come_back();
    }
}
