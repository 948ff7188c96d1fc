//! Application Auto Scaling of what is provisioned for the live version: by schedule, and by target tracking.
//!
//! Read beside <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html>. Each invocation
//! of the version gives a sample of how much of what is ready is in use; CloudWatch averages those of a minute; an alarm looks at
//! several minutes in a row. Everything here is whole numbers: a part of a whole is counted in thousand-millionths, rounded down.

use alloc::collections::VecDeque;
use core::fmt;

use crate::quotas::{ALARM_HIGH_DATAPOINTS, ALARM_LOW_DATAPOINTS, ALARM_LOW_TENTHS};
use crate::time::{Instant, Span};
use crate::units::Concurrency;

/// How what is provisioned for a function's live version is scaled by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Autoscaling {
    /// AWS's `MinCapacity`.
    pub min_capacity: Concurrency,
    /// AWS's `MaxCapacity`; `None` = the version is no scalable target.
    pub max_capacity: Option<Concurrency>,
    /// AWS's `TargetValue`: which part of it shall be in use; `None` = there is no policy.
    pub target_value: Option<f64>,
    /// AWS's `ScaleInCooldown`.
    pub scale_in_cooldown: Span,
    /// AWS's `ScaleOutCooldown`.
    pub scale_out_cooldown: Span,
    /// From the end of a minute until its alarm acts (an assumption).
    pub alarm_delay: Span,
}

impl Autoscaling {
    /// This capacity moved into the range, where there is one.
    pub fn within(&self, capacity: Concurrency) -> Concurrency {
        match self.max_capacity {
            Some(max) if self.min_capacity <= max => capacity.clamp(self.min_capacity, max),
            _ => capacity,
        }
    }

    /// The target, where there is a policy.
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "read once from the scenario; at most 0.9"
    )]
    pub(crate) fn target(&self) -> Option<Part> {
        self.max_capacity?;
        self.target_value.map(|target| Part((target * WHOLE as f64 + 0.5) as u64))
    }
}

const WHOLE: u64 = 1_000_000_000;
const MINUTE: Span = Span::from_secs(60);

/// A part of a whole, in thousand-millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part(pub u64);

impl fmt::Display for Part {
    /// In thousandths, rounded down.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / WHOLE, self.0 % WHOLE / 1_000_000)
    }
}

/// Why Application Auto Scaling changed what is provisioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScalingCause {
    /// The utilization was above the target, minute after minute. The numbers are those of the last minute.
    AlarmHigh {
        /// Its average.
        utilization: Part,
        /// The target.
        target: Part,
    },
    /// It was below nine tenths of the target for a quarter of an hour.
    AlarmLow {
        /// Its average.
        utilization: Part,
        /// The target.
        target: Part,
    },
    /// It was below what is the least now.
    MinCapacity,
    /// It was above what is the most now.
    MaxCapacity,
}

impl ScalingCause {
    /// How outputs call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AlarmHigh { .. } => "AlarmHigh",
            Self::AlarmLow { .. } => "AlarmLow",
            Self::MinCapacity => "MinCapacity",
            Self::MaxCapacity => "MaxCapacity",
        }
    }
}

/// The samples of one minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Datapoint {
    minute: u64,
    samples: u64,
    /// Environments in use, and parts of those ready, summed over the samples.
    busy: u64,
    utilization: u64,
}

impl Datapoint {
    fn average(&self) -> Part {
        Part(self.utilization / self.samples)
    }

    fn is_above(&self, target: Part) -> bool {
        u128::from(self.samples) * u128::from(target.0) < u128::from(self.utilization)
    }

    fn is_below_nine_tenths(&self, target: Part) -> bool {
        u128::from(self.utilization) * 10 < u128::from(self.samples) * u128::from(target.0) * ALARM_LOW_TENTHS
    }

    /// How many must be ready so that as many as were in use on average are the target's part of them, rounded up.
    fn needed(&self, target: Part) -> Concurrency {
        let parts = u128::from(self.busy) * u128::from(WHOLE);
        let needed = parts.div_ceil(u128::from(self.samples) * u128::from(target.0));
        Concurrency::new(u32::try_from(needed).unwrap_or(u32::MAX))
    }
}

/// A policy of target tracking while it is in force.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tracking {
    /// Minutes in which there was an invocation, the last one at the back.
    datapoints: VecDeque<Datapoint>,
    /// Until when capacity may not be changed again.
    no_scale_out_before: Instant,
    no_scale_in_before: Instant,
}

/// As many minutes as an alarm looks at, and those that may pass until it does.
const KEPT: u64 = ALARM_LOW_DATAPOINTS + 10;

impl Tracking {
    /// An invocation begins while so many of so many are in use.
    pub(crate) fn sample(&mut self, now: Instant, busy: Concurrency, ready: Concurrency) {
        let minute = now.as_nanos() / MINUTE.as_nanos();
        if self.datapoints.back().is_none_or(|last| last.minute != minute) {
            if self.datapoints.len() as u64 == KEPT {
                self.datapoints.pop_front();
            }
            self.datapoints.push_back(Datapoint { minute, ..Datapoint::default() });
        }
        let Some(datapoint) = self.datapoints.back_mut() else { return };
        datapoint.samples += 1;
        datapoint.busy += u64::from(busy.get());
        datapoint.utilization += u64::from(busy.get()) * WHOLE / u64::from(ready.get());
    }

    /// What the alarms of the last minute that is known now ask for: a capacity, and why.
    pub(crate) fn decide(
        &self,
        now: Instant,
        scaling: &Autoscaling,
        capacity: Concurrency,
    ) -> Option<(Concurrency, ScalingCause)> {
        let target = scaling.target()?;
        let known = now.as_nanos().checked_sub(scaling.alarm_delay.as_nanos())?;
        let minute = (known / MINUTE.as_nanos()).checked_sub(1)?;
        let last = self.in_a_row(minute, 1)?.next()?;
        let utilization = last.average();
        if let Some(mut high) = self.in_a_row(minute, ALARM_HIGH_DATAPOINTS)
            && high.all(|datapoint| datapoint.is_above(target))
        {
            let to = scaling.within(last.needed(target));
            let is_due = capacity < to && self.no_scale_out_before <= now;
            return is_due.then_some((to, ScalingCause::AlarmHigh { utilization, target }));
        }
        let low = || self.in_a_row(minute, ALARM_LOW_DATAPOINTS);
        if low()?.all(|datapoint| datapoint.is_below_nine_tenths(target)) {
            let busiest = low()?.map(|datapoint| datapoint.needed(target)).max()?;
            let to = scaling.within(busiest);
            let is_due = to < capacity && self.no_scale_in_before <= now;
            return is_due.then_some((to, ScalingCause::AlarmLow { utilization, target }));
        }
        None
    }

    /// The datapoints of so many minutes up to this one; `None` where one of them has none.
    fn in_a_row(&self, minute: u64, count: u64) -> Option<impl Iterator<Item = &Datapoint>> {
        let first = (minute + 1).checked_sub(count)?;
        let wanted = move |datapoint: &&Datapoint| (first..=minute).contains(&datapoint.minute);
        let found = self.datapoints.iter().filter(wanted).count() as u64;
        // The last one first.
        (found == count).then(|| self.datapoints.iter().rev().filter(wanted))
    }

    /// Bytes that it holds.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.datapoints.capacity() * size_of::<Datapoint>()
    }

    /// What was asked for because of an alarm is ready.
    pub(crate) fn cool_down_after_scale_out(&mut self, until: Instant) {
        self.no_scale_out_before = until;
    }

    /// Less was asked for because of an alarm.
    pub(crate) fn cool_down_after_scale_in(&mut self, until: Instant) {
        self.no_scale_in_before = until;
    }
}

/// The end of the first whole minute after an instant.
pub(crate) fn end_of_minute(now: Instant) -> Instant {
    Instant::from_nanos((now.as_nanos() / MINUTE.as_nanos() + 1) * MINUTE.as_nanos())
}

/// How much provisioned concurrency AWS's guide advises for an estimated need: a tenth more, rounded up: 220 for 200.
pub fn advised(need: Concurrency) -> Concurrency {
    Concurrency::new(need.get().saturating_add(need.get().div_ceil(10)))
}
