//! New configuration and code: environments of the old ones are not used again.

use alloc::sync::Arc;

use super::Simulation;
use crate::change::{Change, Watch};
use crate::environment::{Kind, Supply};
use crate::frame::Updated;
use crate::id::{EnvironmentId, FunctionId, VersionId};
use crate::plan::Plan;
use crate::scenario::LATEST;

impl Simulation {
    /// Updates the functions whose revision is another one after the intervention in this place.
    pub(super) fn update_after(&mut self, place: usize, watch: &mut impl Watch) {
        let plan: Arc<Plan> = Arc::clone(&self.plan);
        for function in plan.updated(place) {
            self.update(*function, watch);
        }
    }

    /// Environments of the live version and of `$LATEST` go: idle ones now, busy ones when they return. What is provisioned is replaced.
    fn update(&mut self, function: FunctionId, watch: &mut impl Watch) {
        let versions = &self.in_force.function(function).versions;
        let latest = (0..).map(VersionId::new).zip(versions).find(|(_, version)| version.name == LATEST);
        let latest = latest.map(|(version, _)| version);
        let mut gone = self.retire(function, VersionId::LIVE, watch);
        let replaced = self.end_idle(function, Kind { version: VersionId::LIVE, supply: Supply::Provisioned }, watch);
        self.make_again(function, VersionId::LIVE, replaced, watch);
        if let Some(latest) = latest {
            gone += self.retire(function, latest, watch);
        }
        let running = &mut self.functions[function.index()];
        running.updated = Some(Updated { at: self.now, gone, created: running.pool.created() });
    }

    /// Ends what is idle of a version on demand, and lets what is busy there serve nobody else. Returns how many go of those on demand.
    fn retire(&mut self, function: FunctionId, version: VersionId, watch: &mut impl Watch) -> u32 {
        let busy = self.functions[function.index()].pool.retire(version, self.now);
        busy + self.end_idle(function, Kind { version, supply: Supply::OnDemand }, watch)
    }

    /// Ends all idle environments of a kind, the most recently used first. Returns how many.
    fn end_idle(&mut self, function: FunctionId, kind: Kind, watch: &mut impl Watch) -> u32 {
        let pool = &mut self.functions[function.index()].pool;
        let mut ended = 0;
        while let Some(slot) = pool.next_idle(kind) {
            pool.unlink(slot);
            let environment = EnvironmentId { function, number: pool.shut_down(slot) };
            watch.change(self.now, &Change::Shutdown { environment });
            ended += 1;
        }
        ended
    }
}
