//! A level over time: its maximum and its mean.

use crate::time::{Instant, Span};

/// A level over a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Highest level.
    pub max: u32,
    /// Level times time [ns].
    area: u128,
}

impl Level {
    /// Mean level over a period of this length.
    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "summaries are floats")]
    pub fn mean(self, length: Span) -> f64 {
        match length.as_nanos() {
            0 => 0.0,
            nanos => self.area as f64 / nanos as f64,
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.max = self.max.max(other.max);
        self.area += other.area;
    }
}

/// Follows a level through time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gauge {
    level: u32,
    since: Instant,
    period: Level,
}

impl Gauge {
    /// At this level from the start of the run.
    pub(super) fn at(level: u32) -> Self {
        Self { level, ..Self::default() }
    }

    /// Accounts for the time since the last change. A level that held for no time does not count as reached.
    fn hold(&mut self, now: Instant) {
        let held = now.since(self.since).as_nanos();
        if 0 < held {
            self.period.max = self.period.max.max(self.level);
            self.period.area += product(self.level, held);
        }
        self.since = now;
    }

    /// A rise counts even if it lasts no time: completions come before arrivals, so the peak was real.
    pub(super) fn rise(&mut self, now: Instant) {
        self.rise_by(now, 1);
    }

    pub(super) fn rise_by(&mut self, now: Instant, count: u32) {
        self.hold(now);
        self.level += count;
        self.period.max = self.period.max.max(self.level);
    }

    pub(super) fn fall(&mut self, now: Instant) {
        self.hold(now);
        self.level -= 1;
    }

    /// Jumps to another level, which counts from then on.
    pub(super) fn set(&mut self, now: Instant, level: u32) {
        self.hold(now);
        self.level = level;
    }

    /// Jumps to another level, which counts even if it lasts no time.
    pub(super) fn set_and_reach(&mut self, now: Instant, level: u32) {
        self.set(now, level);
        self.period.max = self.period.max.max(level);
    }

    /// The level now.
    pub(super) fn level(&self) -> u32 {
        self.level
    }

    pub(super) fn close(&mut self, end: Instant) -> Level {
        self.hold(end);
        core::mem::take(&mut self.period)
    }
}

/// Level times time. Almost always it fits into 64 bits, and a product of 128 is slow where there is no instruction for it.
fn product(level: u32, held: u64) -> u128 {
    match u32::try_from(held) {
        Ok(held) => (u64::from(level) * u64::from(held)).into(),
        Err(_) => u128::from(level) * u128::from(held),
    }
}
