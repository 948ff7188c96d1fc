//! INIT: before the first run, and once more inside a run.

use super::draws::Drawn;
use super::{Model, SECOND};
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
    /// Set-up and INIT of an environment on demand. What is restored from a snapshot does none.
    pub(super) fn init_on_demand(&self, function: usize, drawn: Drawn) -> Init {
        let timeout = self.scenario.functions[function].timeout.as_nanos();
        let longest = match self.mistake {
            Some(Mistake::InitIsCutAtTheTimeout) => LONGEST.min(timeout),
            Some(Mistake::LimitOfProvisionedInitHoldsOnDemand) => LONGEST_PROVISIONED.max(timeout),
            Some(Mistake::SetupCountsTowardsTheLimitOfInit) => LONGEST.saturating_sub(self.setup(drawn)),
            _ => LONGEST,
        };
        let init = match (drawn.restore, self.mistake) {
            (None, _) | (_, Some(Mistake::SnapshotsAreForgotten)) => self.cut(drawn.init, longest),
            (Some(restore), Some(Mistake::RestoredOnesDoInitToo)) => self.cut(restore + drawn.init, longest),
            (Some(_), Some(Mistake::RestoringTakesNoTime)) => Init::default(),
            (Some(restore), _) => Init { takes: restore.min(LONGEST), again: 0 },
        };
        self.with_setup(drawn, init)
    }

    /// Set-up and INIT of a provisioned environment. What is cut there comes no more.
    pub(super) fn init_of_provisioned(&self, function: usize, drawn: Drawn) -> Init {
        let timeout = self.scenario.functions[function].timeout.as_nanos();
        let longest = match self.mistake {
            Some(Mistake::LimitOfInitHoldsForProvisioned) => LONGEST,
            Some(Mistake::LongTimeoutsMakeNoLongInit) => LONGEST_PROVISIONED,
            Some(Mistake::ProvisionedInitIsCutAtTheTimeout) => timeout,
            _ => LONGEST_PROVISIONED.max(timeout),
        };
        let Init { takes, again } = self.with_setup(drawn, self.cut(drawn.init, longest));
        let again = if self.gets_wrong(Mistake::CutInitOfProvisionedIsRepeated) { again } else { 0 };
        let is_outside = self.gets_wrong(Mistake::ProvisionedIsOutsideTheVpc);
        let takes = if is_outside { takes.saturating_sub(drawn.way_into_the_vpc) } else { takes };
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

    fn with_setup(&self, drawn: Drawn, init: Init) -> Init {
        match self.mistake {
            Some(Mistake::SetupIsForgotten) => init,
            _ => Init { takes: self.setup(drawn) + init.takes, ..init },
        }
    }

    /// In an environment that was reset INIT and a first run come again, inside the run.
    pub(super) fn repeated(&self, request: usize) -> u64 {
        let (init, first_run) = self.throw_repeated(request);
        let setup = self.settings(request).setup_law().mean().as_nanos();
        match self.mistake {
            Some(Mistake::ResetsRepeatNoInit) => first_run,
            Some(Mistake::ResetsRepeatNoFirstRun) => init,
            Some(Mistake::ResetsRepeatSetup) => setup + init + first_run,
            Some(Mistake::RepeatedInitIsCut) => init.min(LONGEST) + first_run,
            Some(Mistake::LongInitIsRepeatedTwice) if LONGEST < init => LONGEST + init + first_run,
            _ => init + first_run,
        }
    }

    fn setup(&self, drawn: Drawn) -> u64 {
        match self.mistake {
            Some(Mistake::VpcIsForgotten) => drawn.setup,
            _ => drawn.setup + drawn.way_into_the_vpc,
        }
    }
}
