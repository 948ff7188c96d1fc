//! The request rate: how many synchronous requests a second a concurrency limit lets in.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>: ten a second for each request in flight that the
//! limit allows, judged over all environments together. So this limit is met before concurrency where requests take less than
//! 100 ms. AWS does not say over which time it judges; here a limit is a bucket of one second's worth, refilled continuously (an
//! assumption). Asynchronous events are not held to it.
//!
//! As with the [scaling rate](crate::scaling), the bucket is kept as *one instant*, the one at which it will be full again. A token
//! takes a second divided by the allowance, which is no whole number of nanoseconds, so that instant has a fraction.

use crate::quotas::REQUESTS_PER_CONCURRENCY;
use crate::time::{Instant, Span};
use crate::units::Concurrency;

/// The time in which a bucket refills, and over which a gauge counts.
pub const WINDOW: Span = Span::from_secs(1);
/// The same, in nanoseconds.
#[expect(clippy::cast_possible_truncation, reason = "a thousand million fits")]
const SECOND: u32 = WINDOW.as_nanos() as u32;

/// How many synchronous requests a second a concurrency limit allows.
pub const fn allowance(limit: Concurrency) -> u32 {
    limit.get().saturating_mul(REQUESTS_PER_CONCURRENCY)
}

/// What one concurrency limit has let in lately. At the start of a run its bucket is full.
///
/// Its allowance is the limit's business: every method is told it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestRate {
    full_again: Instant,
    /// This part of a nanosecond later, in parts of the allowance.
    fraction: u32,
}

impl RequestRate {
    /// How many of `allowed` are used up, a part of one counting as one.
    pub fn used(&self, now: Instant, allowed: u32) -> u32 {
        u32::try_from(self.debt(now, allowed).div_ceil(u64::from(SECOND))).unwrap_or(u32::MAX)
    }

    /// Whether one more request may be let in now.
    pub fn has_room(&self, now: Instant, allowed: u32) -> bool {
        let is_full = self.full_again < now;
        0 < allowed && (is_full || self.after_one_more(now, allowed) <= Self { full_again: now + WINDOW, fraction: 0 })
    }

    /// Takes the room for one request.
    pub(crate) fn take(&mut self, now: Instant, allowed: u32) {
        *self = self.after_one_more(now, allowed);
    }

    fn after_one_more(self, now: Instant, allowed: u32) -> Self {
        let from = if self.full_again < now { Self { full_again: now, fraction: 0 } } else { self };
        let (token, rest) = (SECOND / allowed, SECOND % allowed);
        let (carry, fraction) = match from.fraction + rest {
            fraction if fraction < allowed => (0, fraction),
            fraction => (1, fraction - allowed),
        };
        Self { full_again: from.full_again + Span::from_nanos(u64::from(token + carry)), fraction }
    }

    /// What is used up, in thousand millionths of a request.
    fn debt(&self, now: Instant, allowed: u32) -> u64 {
        if self.full_again < now {
            return 0;
        }
        self.full_again.since(now).as_nanos() * u64::from(allowed) + u64::from(self.fraction)
    }
}

/// How many parts a [`Lately`] counts its second in.
const PARTS: usize = 10;
const PART: Span = Span::from_nanos(WINDOW.as_nanos() / PARTS as u64);

/// How many requests were let in during the last second, counted in tenths of a second: the ten full tenths before the present one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lately {
    /// The tenth of the last count.
    last: u64,
    /// By tenth, the last eleven of them.
    counts: [u32; PARTS + 1],
}

impl Lately {
    /// How many there were.
    pub fn count(&self, now: Instant) -> u32 {
        let present = part_of(now);
        let full = present.saturating_sub(PARTS as u64)..present;
        full.filter(|part| self.last < *part + self.counts.len() as u64 && *part <= self.last)
            .map(|part| self.counts[place(part)])
            .sum()
    }

    pub(crate) fn add(&mut self, now: Instant) {
        let present = part_of(now);
        let skipped = (self.last + 1..=present).rev().take(self.counts.len());
        skipped.for_each(|part| self.counts[place(part)] = 0);
        self.last = present;
        self.counts[place(present)] += 1;
    }
}

const fn part_of(at: Instant) -> u64 {
    at.as_nanos() / PART.as_nanos()
}

#[expect(clippy::cast_possible_truncation, reason = "below eleven")]
const fn place(part: u64) -> usize {
    (part % (PARTS as u64 + 1)) as usize
}
