//! The scaling rate: today's, and the one before November 2023.

use lambda_sim::admission::{Limit, Reason, Throttle};
use lambda_sim::scaling::ScalingRule;
use lambda_sim::scenario::Scenario;

use super::{Model, SECOND};
use crate::reference::mistakes::Mistake;

/// A bucket of tokens, one for each new environment, into which they drip: counted in nanoseconds of dripping.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens {
    /// Less than nothing where some are taken that have to come back first.
    held: i128,
    /// When it was counted last.
    counted: u64,
}

/// How many tokens a bucket holds, and in what time one comes back.
#[derive(Clone, Copy, Debug)]
struct Size {
    most: u32,
    drip: u64,
}

impl Size {
    /// 1,000, and one every 10 ms; until November 2023 the burst of the Region, and 500 a minute.
    fn of(scenario: &Scenario, mistake: Option<Mistake>) -> Self {
        let drip = if mistake == Some(Mistake::OldTokensComeBackAsToday) { SECOND / 100 } else { 60 * SECOND / 500 };
        match scenario.account.scaling_rate {
            ScalingRule::Current => Self { most: 1_000, drip: SECOND / 100 },
            ScalingRule::Burst3000 | ScalingRule::Burst1000 | ScalingRule::Burst500
                if mistake == Some(Mistake::OldBurstIsThatOfToday) =>
            {
                Self { most: 1_000, drip }
            }
            ScalingRule::Burst3000 => Self { most: 3_000, drip },
            ScalingRule::Burst1000 => Self { most: 1_000, drip },
            ScalingRule::Burst500 => Self { most: 500, drip },
        }
    }

    fn full(self) -> i128 {
        i128::from(self.most) * i128::from(self.drip)
    }
}

impl Tokens {
    pub(super) fn full(scenario: &Scenario) -> Self {
        Self { held: Size::of(scenario, None).full(), counted: 0 }
    }
}

impl Model<'_> {
    /// A new environment takes a token, if there is one.
    pub(super) fn throttle_by_scaling_rate(&mut self, function: usize) -> Option<Throttle> {
        let Size { most, drip } = self.size();
        let full = self.size().full();
        let held = self.bucket(function).held;
        let least = if self.gets_wrong(Mistake::PartOfATokenIsEnough) { 1 } else { i128::from(drip) };
        let has_room = match self.mistake {
            Some(Mistake::ScalingRateIsForgotten) => true,
            Some(Mistake::ScalingRateAllowsOneTooMany) => least <= held + i128::from(drip),
            _ => least <= held,
        };
        if has_room {
            return None;
        }
        let mut reason = self.reason(function);
        if self.gets_wrong(Mistake::ReasonOfTheScalingRateIsTheAccounts) {
            reason = Reason::ConcurrentInvocationLimitExceeded;
        }
        // What has come back in part has not come back.
        let used = (full - held + i128::from(drip) - 1) / i128::from(drip);
        let used = u32::try_from(used).expect("a few");
        let used = if self.gets_wrong(Mistake::UsedIsMoreThanTheBucket) { used } else { used.min(most) };
        Some(Throttle { limit: Limit::ScalingRate, used, allowed: most, reason })
    }

    pub(super) fn take_token(&mut self, function: usize) {
        let drip = i128::from(self.size().drip);
        let may_owe = !self.is_todays_rule();
        let tokens = self.bucket(function);
        tokens.held -= drip;
        if !may_owe {
            tokens.held = tokens.held.max(0);
        }
    }

    /// Provisioned concurrency takes a token for each of its environments, at once. When each of them is there: now, or when it has
    /// come back.
    pub(super) fn take_tokens_of_provisioned(&mut self, function: usize, count: u32) -> Vec<u64> {
        let drip = i128::from(self.size().drip);
        let now = i128::from(self.now);
        let is_forgotten = self.gets_wrong(Mistake::ProvisionedTakesNoTokens);
        let only_what_is_there = self.gets_wrong(Mistake::ProvisionedTakesWhatTokensThereAre);
        let tokens = self.bucket(function);
        let mut there = Vec::new();
        for taken in 1..=i128::from(count) {
            let missing = (taken * drip - tokens.held).max(0);
            there.push(u64::try_from(now + missing).expect("not for ever"));
        }
        if !is_forgotten {
            tokens.held -= i128::from(count) * drip;
        }
        if only_what_is_there {
            tokens.held = tokens.held.max(0);
        }
        there
    }

    pub(super) fn is_todays_rule(&self) -> bool {
        self.scenario.account.scaling_rate == ScalingRule::Current
    }

    fn size(&self) -> Size {
        Size::of(&self.scenario, self.mistake)
    }

    /// The bucket that a function draws on, with the tokens that have dripped since it was looked at last: its own today, and
    /// one for all of them until November 2023.
    fn bucket(&mut self, function: usize) -> &mut Tokens {
        let (now, mistake, full) = (self.now, self.mistake, self.size().full());
        let tokens = match mistake {
            Some(Mistake::ScalingRateIsSharedByAllFunctions) => &mut self.tokens,
            Some(Mistake::OldBurstIsOfEachFunction) => &mut self.functions[function].tokens,
            _ if self.is_todays_rule() => &mut self.functions[function].tokens,
            _ => &mut self.tokens,
        };
        let filled = tokens.held + i128::from(now - tokens.counted);
        let has_new_step = tokens.counted / (10 * SECOND) < now / (10 * SECOND);
        tokens.held = match mistake {
            Some(Mistake::TokensPileUp) => filled,
            Some(Mistake::TokensComeBackEveryTenSeconds) if has_new_step => full,
            Some(Mistake::TokensComeBackEveryTenSeconds) => tokens.held,
            _ => filled.min(full),
        };
        tokens.counted = now;
        tokens
    }
}
