//! The scaling rate: how fast new environments may be created.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html>: each function gets at most 1,000 new
//! environments every 10 seconds, refilled continuously; what is not used does not pile up beyond 1,000. Until November 2023 all
//! functions of a Region drew on one burst instead, of 3,000, 1,000 or 500, and then on 500 a minute.
//!
//! Either is a bucket into which tokens drip. It is kept as *one instant*, the one at which the bucket will be full again if nothing
//! more is taken: integers, nothing to refill, nothing to round.

use crate::quotas::{
    BURST_INTERVAL, BURST_LARGE, BURST_MEDIUM, BURST_REFILL, BURST_SMALL, SCALING_ENVIRONMENTS, SCALING_INTERVAL,
};
use crate::time::{Instant, Span};

/// Which rule holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ScalingRule {
    /// Today's, since November 2023: each function has a bucket of its own.
    #[default]
    Current,
    /// Before: one bucket for all functions of a large Region.
    Burst3000,
    /// The same in a Region of middle size.
    Burst1000,
    /// The same in any other Region.
    Burst500,
}

/// The time in which one environment comes back: 10 ms.
const DRIP: Span = Span::from_nanos(SCALING_INTERVAL.as_nanos() / SCALING_ENVIRONMENTS as u64);
/// The same before November 2023: 120 ms.
const BURST_DRIP: Span = Span::from_nanos(BURST_INTERVAL.as_nanos() / BURST_REFILL as u64);

impl ScalingRule {
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["current", "burst-3000", "burst-1000", "burst-500"];
    pub(crate) const ALL: [Self; 4] = [Self::Current, Self::Burst3000, Self::Burst1000, Self::Burst500];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The rule of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// How many environments can be created at once.
    pub const fn at_once(self) -> u32 {
        match self {
            Self::Current => SCALING_ENVIRONMENTS,
            Self::Burst3000 => BURST_LARGE,
            Self::Burst1000 => BURST_MEDIUM,
            Self::Burst500 => BURST_SMALL,
        }
    }

    /// The time in which one comes back.
    pub const fn drip(self) -> Span {
        match self {
            Self::Current => DRIP,
            Self::Burst3000 | Self::Burst1000 | Self::Burst500 => BURST_DRIP,
        }
    }

    /// Whether all functions of the account share one bucket.
    pub const fn is_shared(self) -> bool {
        !matches!(self, Self::Current)
    }

    /// How long before it is full again a bucket may be and still have room for one.
    const fn room(self) -> Span {
        Span::from_nanos(self.drip().as_nanos() * (self.at_once() as u64 - 1))
    }
}

/// A scaling rate, of one function or of all. At the start of a run its bucket is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScalingRate {
    full_again: Instant,
    rule: ScalingRule,
}

impl ScalingRate {
    /// With a full bucket.
    pub(crate) fn new(rule: ScalingRule) -> Self {
        Self { full_again: Instant::START, rule }
    }

    /// The rule that it follows.
    pub fn rule(&self) -> ScalingRule {
        self.rule
    }

    /// How many environments it allows at once.
    pub fn at_once(&self) -> u32 {
        self.rule.at_once()
    }

    /// How many of these are used up, a part of one counting as one.
    pub fn used(&self, now: Instant) -> u32 {
        let drips = self.full_again.since(now).as_nanos().div_ceil(self.rule.drip().as_nanos());
        u32::try_from(drips).unwrap_or(u32::MAX).min(self.at_once())
    }

    /// Whether one more environment may be created now.
    pub fn has_room(&self, now: Instant) -> bool {
        self.full_again.since(now) <= self.rule.room()
    }

    /// Takes the room for one environment.
    pub(crate) fn take(&mut self, now: Instant) {
        self.full_again = self.full_again.max(now) + self.rule.drip();
    }

    /// Takes the room for one environment even where it has to come back first. Returns when it is there.
    pub(crate) fn take_ahead(&mut self, now: Instant) -> Instant {
        let wait = self.full_again.since(now).as_nanos().saturating_sub(self.rule.room().as_nanos());
        self.take(now);
        now + Span::from_nanos(wait)
    }
}
