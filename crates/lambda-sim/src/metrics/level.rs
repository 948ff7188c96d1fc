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
///
/// The area under it needs no product and no last instant: each step up at `t` adds what is right of it, each step down takes
/// that away again, and what both have of the end of the period is settled there. In between it is a sum of instants that may be below
/// zero, in whole numbers that wrap.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gauge {
    level: u32,
    max: u32,
    /// Less the instants of the steps up, plus those of the steps down.
    area: u128,
    /// When the level was put where it is without a rise: if that is now, it has held for no time, and does not count as reached.
    put: Instant,
}

impl Gauge {
    /// At this level from the start of the run.
    pub(super) fn at(level: u32) -> Self {
        Self { level, ..Self::default() }
    }

    /// A rise counts even if it lasts no time: completions come before arrivals, so the peak was real.
    pub(super) fn rise(&mut self, now: Instant) {
        self.level += 1;
        self.area = self.area.wrapping_sub(now.as_nanos().into());
        self.max = self.max.max(self.level);
    }

    pub(super) fn rise_by(&mut self, now: Instant, count: u32) {
        self.level += count;
        self.area = self.area.wrapping_sub(left_of(now, count));
        self.max = self.max.max(self.level);
    }

    pub(super) fn fall(&mut self, now: Instant) {
        self.reach(now);
        self.level -= 1;
        self.area = self.area.wrapping_add(now.as_nanos().into());
    }

    /// Jumps to another level, which counts from then on.
    pub(super) fn set(&mut self, now: Instant, level: u32) {
        self.reach(now);
        self.area = self.area.wrapping_add(left_of(now, self.level)).wrapping_sub(left_of(now, level));
        self.level = level;
        self.put = now;
    }

    /// Jumps to another level, which counts even if it lasts no time.
    pub(super) fn set_and_reach(&mut self, now: Instant, level: u32) {
        self.set(now, level);
        self.max = self.max.max(level);
    }

    /// The level now.
    pub(super) fn level(&self) -> u32 {
        self.level
    }

    pub(super) fn close(&mut self, end: Instant) -> Level {
        self.reach(end);
        let beyond = left_of(end, self.level);
        let closed = Level { max: self.max, area: self.area.wrapping_add(beyond) };
        *self = Self { level: self.level, max: 0, area: beyond.wrapping_neg(), put: end };
        closed
    }

    /// The level up to now counts, if it has held for any time.
    fn reach(&mut self, now: Instant) {
        if self.put < now {
            self.max = self.max.max(self.level);
        }
    }
}

/// What is left of an instant, at this level.
fn left_of(now: Instant, level: u32) -> u128 {
    u128::from(now.as_nanos()) * u128::from(level)
}
