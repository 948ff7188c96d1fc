//! The quota of retries that all requests of one caller share in the mode of 2026.

use lambda_sim::retry::RetryMode;
use lambda_sim::via::{Outcome, Via};

use super::{Model, Request};
use crate::reference::mistakes::Mistake;

/// What a quota holds at the start and at most.
pub(super) const QUOTA: u32 = 500;
/// What a retry takes.
const RETRY: u32 = 5;

impl Model<'_> {
    fn has_quota(&self, request: usize) -> bool {
        let is_sdk = matches!(self.via(request), Via::Sdk | Via::Cli);
        let mode = self.scenario.callers[self.requests[request].caller].retry_mode;
        match self.mistake {
            Some(Mistake::RetryQuotaIsForgotten) => false,
            Some(Mistake::EveryModeHasAQuota) => is_sdk,
            _ => is_sdk && mode == RetryMode::Standard2026,
        }
    }

    fn quota(&mut self, request: usize) -> &mut u32 {
        let Request { caller, .. } = self.requests[request];
        let caller = if self.gets_wrong(Mistake::AllCallersShareAQuota) { 0 } else { caller };
        &mut self.quotas[caller]
    }

    /// Whether a throttled request may be tried again.
    pub(super) fn takes_from_the_quota(&mut self, request: usize) -> bool {
        if !self.has_quota(request) {
            return true;
        }
        let (takes, least) = match self.mistake {
            Some(Mistake::RetriesTakeOneToken) => (1, 1),
            Some(Mistake::PartOfARetryIsEnough) => (RETRY, 1),
            _ => (RETRY, RETRY),
        };
        let quota = self.quota(request);
        if *quota < least {
            return false;
        }
        *quota = quota.saturating_sub(takes);
        true
    }

    /// A call has succeeded, whatever the function did.
    pub(super) fn give_back_to_the_quota(&mut self, request: usize, outcome: Outcome) {
        if !self.has_quota(request) {
            return;
        }
        let Request { attempts, .. } = self.requests[request];
        let back = match self.mistake {
            Some(Mistake::NothingComesBackToTheQuota) => 0,
            Some(Mistake::FunctionErrorsBringNothingBack) if outcome != Outcome::Success => 0,
            Some(Mistake::RetriesThatSucceedBringOneBack) => 1,
            Some(Mistake::FirstAttemptsBringNothingBack) if attempts == 1 => 0,
            Some(Mistake::EveryRetryIsBroughtBack) if attempts != 1 => RETRY * (u32::from(attempts) - 1),
            _ if attempts == 1 => 1,
            _ => RETRY,
        };
        let most = if self.gets_wrong(Mistake::QuotasPileUp) { u32::MAX } else { QUOTA };
        let quota = self.quota(request);
        *quota = (*quota + back).min(most);
    }
}
