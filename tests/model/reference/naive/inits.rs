//! INIT: before the first run, and once more inside a run.

use super::{Model, SECOND, constant};
use crate::reference::mistakes::Mistake;

/// The longest INIT on demand.
const LONGEST: u64 = 10 * SECOND;
/// The longest INIT of a provisioned environment, unless the function's timeout is longer.
const LONGEST_PROVISIONED: u64 = 130 * SECOND;

/// What INIT takes, and what of it the first run of the handler does once more.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Init {
    pub(super) takes: u64,
    pub(super) again: u64,
}

impl Model<'_> {
    /// Set-up and INIT of an environment on demand.
    pub(super) fn init_on_demand(&self, function: usize, _version: usize) -> Init {
        let timeout = self.scenario.functions[function].timeout.as_nanos();
        let longest = match self.mistake {
            Some(Mistake::InitIsCutAtTheTimeout) => LONGEST.min(timeout),
            Some(Mistake::LimitOfProvisionedInitHoldsOnDemand) => LONGEST_PROVISIONED.max(timeout),
            Some(Mistake::SetupCountsTowardsTheLimitOfInit) => LONGEST.saturating_sub(self.setup(function)),
            _ => LONGEST,
        };
        self.with_setup(function, self.cut(self.init(function), longest))
    }

    /// Set-up and INIT of a provisioned environment. What is cut there comes no more.
    pub(super) fn init_of_provisioned(&self, function: usize) -> Init {
        let timeout = self.scenario.functions[function].timeout.as_nanos();
        let longest = match self.mistake {
            Some(Mistake::LimitOfInitHoldsForProvisioned) => LONGEST,
            Some(Mistake::LongTimeoutsMakeNoLongInit) => LONGEST_PROVISIONED,
            Some(Mistake::ProvisionedInitIsCutAtTheTimeout) => timeout,
            _ => LONGEST_PROVISIONED.max(timeout),
        };
        let Init { takes, again } = self.with_setup(function, self.cut(self.init(function), longest));
        let again = if self.gets_wrong(Mistake::CutInitOfProvisionedIsRepeated) { again } else { 0 };
        let is_outside = self.gets_wrong(Mistake::ProvisionedIsOutsideTheVpc);
        let takes = if is_outside { takes - self.way_into_the_vpc(function) } else { takes };
        Init { takes, again }
    }

    /// What is longer than the limit is cut there, and comes whole once more.
    fn cut(&self, init: u64, longest: u64) -> Init {
        match self.mistake {
            Some(Mistake::LongInitIsNotCut) => Init { takes: init, again: 0 },
            Some(Mistake::CutInitIsNotRepeated) => Init { takes: init.min(longest), again: 0 },
            Some(Mistake::RestOfInitIsRepeated) => {
                Init { takes: init.min(longest), again: init.saturating_sub(longest) }
            }
            Some(Mistake::InitAtTheLimitIsRepeated) if init == longest => Init { takes: init, again: init },
            Some(Mistake::CutInitTakesNoTime) if longest < init => Init { takes: 0, again: init },
            _ if longest < init => Init { takes: longest, again: init },
            _ => Init { takes: init, again: 0 },
        }
    }

    fn with_setup(&self, function: usize, init: Init) -> Init {
        match self.mistake {
            Some(Mistake::SetupIsForgotten) => init,
            _ => Init { takes: self.setup(function) + init.takes, ..init },
        }
    }

    /// In an environment that was reset INIT and a first run come again, inside the run.
    pub(super) fn repeated(&self, function: usize) -> u64 {
        let first_run = constant(self.scenario.functions[function].first_run.as_ref(), 0);
        let init = self.init(function);
        match self.mistake {
            Some(Mistake::ResetsRepeatNoInit) => first_run,
            Some(Mistake::ResetsRepeatNoFirstRun) => init,
            Some(Mistake::ResetsRepeatSetup) => self.setup(function) + init + first_run,
            Some(Mistake::RepeatedInitIsCut) => init.min(LONGEST) + first_run,
            Some(Mistake::LongInitIsRepeatedTwice) if LONGEST < init => LONGEST + init + first_run,
            _ => init + first_run,
        }
    }

    fn init(&self, function: usize) -> u64 {
        constant(self.scenario.functions[function].init.as_ref(), 145 * SECOND / 1_000)
    }

    fn setup(&self, function: usize) -> u64 {
        constant(self.scenario.functions[function].setup.as_ref(), 0) + self.way_into_the_vpc(function)
    }
}
