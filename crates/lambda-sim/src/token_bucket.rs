//! A token bucket of a whole rate and a whole size, kept exactly: what of it is used up, in thousand millionths of a token.
//!
//! At a rate of r a second, r thousand millionths come back in each nanosecond, so nothing is ever rounded.

use crate::time::Instant;

/// One token, in what a bucket counts in.
const TOKEN: u64 = 1_000_000_000;

/// How fast a bucket refills, and how much it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refill {
    /// Tokens a second.
    pub rate: u32,
    /// The most it holds.
    pub burst: u32,
}

/// A bucket; full at the start of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenBucket {
    /// What was used up when a token was taken last.
    debt: u64,
    since: Instant,
}

impl TokenBucket {
    /// How many tokens are used up, a part of one counting as one.
    pub fn used(&self, now: Instant, refill: Refill) -> u32 {
        u32::try_from(self.debt(now, refill).div_ceil(TOKEN)).unwrap_or(u32::MAX)
    }

    /// Takes a token; `false`, and nothing taken, where there is none.
    pub(crate) fn take(&mut self, now: Instant, refill: Refill) -> bool {
        let debt = self.debt(now, refill) + TOKEN;
        let has_one = debt <= u64::from(refill.burst) * TOKEN;
        if has_one {
            *self = Self { debt, since: now };
        }
        has_one
    }

    /// Another rate holds from now on: what is used up stays used up.
    pub(crate) fn settle(&mut self, now: Instant, old: Refill) {
        *self = Self { debt: self.debt(now, old), since: now };
    }

    fn debt(&self, now: Instant, refill: Refill) -> u64 {
        let back = now.since(self.since).as_nanos().saturating_mul(refill.rate.into());
        self.debt.saturating_sub(back)
    }
}
