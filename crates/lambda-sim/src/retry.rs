//! How long a request waits for its next attempt, and until when.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>: a *throttled* event comes back
//! after 1 s, doubling up to 5 minutes, until it is too old; after a *function error* it comes back after one minute and then two, as
//! often as `MaximumRetryAttempts` says. Waits in the queue are a little longer than nominal (an assumption, measured).
//!
//! An SDK waits a random part of 1 s, then of 2 s: exponential backoff with full jitter. Since 2026 a client that fails too often
//! stops retrying, <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>.

use crate::quotas::{
    BATCH_RETRY_WAIT_MAX, ERROR_WAITS, LEGACY_ATTEMPTS, RETRY_COST, RETRY_INCREMENT, RETRY_QUOTA, SDK_ATTEMPTS,
    SDK_WAIT_FIRST, SDK_WAIT_MAX, THROTTLE_WAIT_FIRST, THROTTLE_WAIT_MAX,
};
use crate::time::Span;

/// How an SDK retries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetryMode {
    /// Standard mode as before 2026, whose quota differs between SDKs and is not modelled.
    #[default]
    Standard,
    /// Legacy mode, as boto3 has it.
    Legacy,
    /// Standard mode with `AWS_NEW_RETRIES_2026=true`: the requests of a client share a quota of retries.
    Standard2026,
}

impl RetryMode {
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["standard", "legacy", "standard-2026"];
    pub(crate) const ALL: [Self; 3] = [Self::Standard, Self::Legacy, Self::Standard2026];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// How often a throttled request is tried unless the scenario says otherwise, the first time included.
    pub const fn attempts(self) -> u16 {
        match self {
            Self::Standard | Self::Standard2026 => SDK_ATTEMPTS,
            Self::Legacy => LEGACY_ATTEMPTS,
        }
    }
}

/// The retry quota of one client. Its bucket is full at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryQuota(u16);

impl Default for RetryQuota {
    fn default() -> Self {
        Self(RETRY_QUOTA)
    }
}

impl RetryQuota {
    /// What is left of it.
    pub const fn left(self) -> u16 {
        self.0
    }

    /// Pays for one more retry after a throttle; `false`, and nothing paid, where too little is left.
    pub(crate) fn pay(&mut self) -> bool {
        let is_enough = RETRY_COST <= self.0;
        if is_enough {
            self.0 -= RETRY_COST;
        }
        is_enough
    }

    /// A call has succeeded: what its last retry has cost comes back, or a little where it needed none.
    pub(crate) fn succeeded(&mut self, was_retried: bool) {
        self.0 = RETRY_QUOTA.min(self.0 + if was_retried { RETRY_COST } else { RETRY_INCREMENT });
    }
}

/// The nominal wait of an event after this many throttled attempts in a row, which is not zero.
pub fn throttle_wait(throttles: u16) -> Span {
    doubled(THROTTLE_WAIT_FIRST, throttles, THROTTLE_WAIT_MAX)
}

/// The nominal wait of an event after this many failed runs, which is not zero.
pub fn error_wait(errors: u8) -> Span {
    ERROR_WAITS[usize::from(errors).clamp(1, ERROR_WAITS.len()) - 1]
}

/// The longest wait of an SDK after this many throttled attempts, which is not zero; it waits a random part of it.
pub fn sdk_wait(throttles: u16) -> Span {
    doubled(SDK_WAIT_FIRST, throttles, SDK_WAIT_MAX)
}

/// How long a batch waits after this many throttled attempts, which is not zero.
pub fn batch_wait(first: Span, throttles: u16) -> Span {
    doubled(first, throttles, first.max(BATCH_RETRY_WAIT_MAX))
}

/// `first`, doubled for each attempt after the first, up to `longest`.
fn doubled(first: Span, attempts: u16, longest: Span) -> Span {
    let doublings = u32::from(attempts.saturating_sub(1)).min(62);
    Span::from_nanos(first.as_nanos().saturating_mul(1 << doublings)).min(longest)
}

/// A nominal wait stretched by a factor that `unit` (from 0 to 1) chooses between 1 and `1 + jitter`.
#[expect(clippy::float_arithmetic, reason = "sampling; rounded to whole nanoseconds once")]
pub fn with_jitter(nominal: Span, jitter: f64, unit: f64) -> Span {
    nominal + part_of(nominal, jitter * unit)
}

/// A part of a span, from 0 to 1.
#[expect(clippy::float_arithmetic, reason = "sampling; rounded to whole nanoseconds once")]
pub fn part_of(whole: Span, part: f64) -> Span {
    Span::from_secs_f64(whole.as_secs_f64() * part)
}
