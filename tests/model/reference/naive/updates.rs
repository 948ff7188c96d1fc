//! New configuration and code, which bring new environments.

use lambda_sim::change::Change;
use lambda_sim::scenario::{self, LATEST};

use super::draws::Made;
use super::{Environment, LIVE, Model, Phase, What};
use crate::reference::mistakes::Mistake;

/// What a function is like behind the two calls that update it.
fn is_another(one: &scenario::Function, other: &scenario::Function) -> bool {
    one.memory_size != other.memory_size
        || one.timeout != other.timeout
        || one.runtime != other.runtime
        || one.architecture != other.architecture
        || one.build != other.build
        || one.asynchronous.dead_letter_queue != other.asynchronous.dead_letter_queue
        || one.life.vpc != other.life.vpc
        || one.life.snap_start != other.life.snap_start
}

impl Model<'_> {
    /// Somebody will change something: what was before it is compared with what is after all that is changed at this instant.
    pub(super) fn remember_revisions(&mut self) {
        if self.before_changes.is_none() {
            self.before_changes = Some(self.scenario.functions.clone());
        }
    }

    /// Once all that somebody changes at this instant is changed.
    pub(super) fn update_if_all_is_changed(&mut self) {
        let is_change = |what: What| matches!(what, What::Intervention { .. } | What::InterventionEnds { .. });
        let one_by_one = self.gets_wrong(Mistake::EachCallUpdatesByItself);
        if self.timers.iter().any(|timer| timer.at == self.now && is_change(timer.what)) && !one_by_one {
            return;
        }
        let Some(before) = self.before_changes.take() else { return };
        for (function, before) in before.iter().enumerate() {
            let now = &self.scenario.functions[function];
            let is_updated = match self.mistake {
                Some(Mistake::UpdatesBringNothingNew) => false,
                Some(Mistake::EveryChangeIsAnUpdate) => before != now,
                Some(Mistake::OnlyCodeIsAnUpdate) => {
                    before.build != now.build || before.architecture != now.architecture
                }
                _ => is_another(before, now),
            };
            if is_updated {
                self.update(function);
            }
        }
    }

    fn update(&mut self, function: usize) {
        let names = self.scenario.functions[function].versions.iter().map(|version| version.name.as_str());
        let mut versions = vec![LIVE];
        for (place, name) in names.enumerate() {
            if name == LATEST || self.gets_wrong(Mistake::UpdatesConcernEveryVersion) {
                versions.push(place + 1);
            }
        }
        for version in versions {
            self.end_idle(function, version, false);
            if !self.gets_wrong(Mistake::UpdatesLeaveWhatIsProvisioned) {
                let ended = self.end_idle(function, version, true);
                if ended != 0 {
                    self.make_ready(function, version, ended, Made::InPlaceOfAnother);
                    self.tell_provisioned(function, version, ended);
                }
            }
            let now = self.now;
            let leaves_busy = self.gets_wrong(Mistake::WhatRunsAtAnUpdateServesOn);
            let leaves_init = self.gets_wrong(Mistake::WhatIsInInitAtAnUpdateServesOn);
            let leaves_provisioned = self.gets_wrong(Mistake::UpdatesLeaveWhatIsProvisioned);
            for environment in &mut self.functions[function].environments {
                let Environment { phase, created, maximum_age, is_provisioned, .. } = *environment;
                let stays = phase == Phase::Idle
                    || leaves_busy
                    || leaves_init && phase == Phase::Init
                    || leaves_provisioned && is_provisioned;
                if environment.version == version && !stays {
                    environment.maximum_age = maximum_age.min(now - created);
                }
            }
        }
    }

    /// The most recently used first.
    fn end_idle(&mut self, function: usize, version: usize, provisioned: bool) -> u32 {
        let is_right = |it: &Environment| it.version == version && it.is_provisioned == provisioned;
        let mut ended = 0;
        while let Some(place) = self.most_recently_used(function, is_right) {
            let number = self.functions[function].environments.remove(place).number;
            self.tell(Change::Shutdown { environment: self.name(function, number) });
            ended += 1;
        }
        ended
    }
}
