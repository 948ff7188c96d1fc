//! How long a request waits for its next attempt, and until when.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>: a *throttled* event comes back
//! after 1 s, doubling up to 5 minutes, until it is too old; after a *function error* it comes back after one minute and then two, as
//! often as `MaximumRetryAttempts` says. Waits in the queue are a little longer than nominal (an assumption, measured).
//!
//! An SDK waits a random part of 1 s, then of 2 s: exponential backoff with full jitter.

use crate::quotas::{ERROR_WAITS, SDK_WAIT_FIRST, SDK_WAIT_MAX, THROTTLE_WAIT_FIRST, THROTTLE_WAIT_MAX};
use crate::time::Span;

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
