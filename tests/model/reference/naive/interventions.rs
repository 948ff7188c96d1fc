//! What somebody changes.

use lambda_sim::change::Change;
use lambda_sim::intervention::Intervention;
use lambda_sim::setting::Setting;

use super::limits::Lately;
use super::{Model, caller_id};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    pub(super) fn intervene(&mut self, intervention: &Intervention) {
        self.let_requests_come_back();
        let had: Vec<bool> = (0..self.functions.len()).map(|function| self.reserved(function).is_some()).collect();
        let Intervention { owner, setting, value, .. } = intervention;
        assert!(setting.set(&mut self.scenario, owner, *value), "a checked intervention is possible");
        for (function, had) in had.into_iter().enumerate() {
            let starts_anew = self.gets_wrong(Mistake::InterventionsFillTheRequestRate);
            if starts_anew || had != self.reserved(function).is_some() {
                self.functions[function].requests_lately = Lately { spent: 0, counted: self.now };
            }
        }
        let place = self.scenario.functions.iter().position(|known| Some(known.name.as_str()) == owner.function());
        let caller = owner.caller();
        let concerned = caller.map(|caller| self.function_of(caller)).or(place);
        let function = concerned.map(|place| self.ids[place]);
        let caller = caller.map(caller_id);
        self.tell(Change::Intervention { function, caller, setting: *setting, value: *value });
        if let (Some(place), Setting::ProvisionedConcurrency) = (place, setting) {
            self.ask_for_provisioned(place);
        }
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
    }
}
