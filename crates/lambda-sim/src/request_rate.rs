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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    per_second: u32,
    /// The time in which one request comes back, in whole nanoseconds, and the rest in parts of `per_second`.
    token: u32,
    rest: u32,
}

impl Allowance {
    /// What this limit allows.
    pub const fn of(limit: Concurrency) -> Self {
        match limit.get().saturating_mul(REQUESTS_PER_CONCURRENCY) {
            0 => Self { per_second: 0, token: SECOND, rest: 0 },
            per_second => Self { per_second, token: SECOND / per_second, rest: SECOND % per_second },
        }
    }

    /// Requests a second.
    pub const fn get(self) -> u32 {
        self.per_second
    }
}

/// What one concurrency limit has let in lately. At the start of a run its bucket is full.
///
/// How many it may let in is the limit's business: every method is told it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestRate {
    full_again: Instant,
    /// This part of a nanosecond later, in parts of the allowance.
    fraction: u32,
}

impl RequestRate {
    /// How many of the allowed ones are used up, a part of one counting as one.
    pub fn used(&self, now: Instant, allowed: Allowance) -> u32 {
        let debt = if self.full_again < now { 0 } else { self.debt(now, allowed) };
        u32::try_from(debt.div_ceil(u64::from(SECOND))).unwrap_or(u32::MAX)
    }

    /// Whether one more request may be let in now.
    pub fn has_room(&self, now: Instant, allowed: Allowance) -> bool {
        let has_some = || self.after_one_more(allowed) <= Self { full_again: now + WINDOW, fraction: 0 };
        0 < allowed.per_second && (self.full_again < now || has_some())
    }

    /// The same when another number is allowed from now on: what is used up stays used up.
    pub(crate) fn with_allowance(self, now: Instant, old: Allowance, new: Allowance) -> Self {
        if old == new || self.full_again < now {
            return self;
        }
        let debt = self.debt(now, old);
        let Some(wait) = debt.checked_div(u64::from(new.per_second)) else { return Self::default() };
        let rest = debt % u64::from(new.per_second);
        let fraction = u32::try_from(rest).expect("less than what is allowed");
        Self { full_again: now + Span::from_nanos(wait), fraction }
    }

    /// What is used up, in thousand millionths of a request.
    fn debt(&self, now: Instant, allowed: Allowance) -> u64 {
        self.full_again.since(now).as_nanos() * u64::from(allowed.per_second) + u64::from(self.fraction)
    }

    /// Takes the room for one request.
    pub(crate) fn take(&mut self, now: Instant, allowed: Allowance) {
        *self = if self.full_again < now {
            Self { full_again: now + Span::from_nanos(u64::from(allowed.token)), fraction: allowed.rest }
        } else {
            self.after_one_more(allowed)
        };
    }

    /// A token later.
    fn after_one_more(self, allowed: Allowance) -> Self {
        let (token, fraction) = match self.fraction + allowed.rest {
            fraction if fraction < allowed.per_second => (allowed.token, fraction),
            fraction => (allowed.token + 1, fraction - allowed.per_second),
        };
        Self { full_again: self.full_again + Span::from_nanos(u64::from(token)), fraction }
    }
}

/// How many parts a [`Lately`] counts its second in.
const PARTS: u64 = 10;
const PART: Span = Span::from_nanos(WINDOW.as_nanos() / PARTS);

/// How many requests were let in during the last second, counted in tenths of a second: the ten full tenths before the present one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lately {
    /// The tenth that is being counted, and where it ends.
    open: u64,
    end: Instant,
    /// By tenth, the last sixteen of them: the four lowest bits of a tenth are its place.
    counts: [u32; 16],
    /// Of the open one.
    count: u32,
}

impl Lately {
    /// How many there were.
    pub fn count(&self, now: Instant) -> u32 {
        let present = part_of(now);
        let full = present.saturating_sub(PARTS)..present;
        let count = |part| match part {
            _ if self.open < part => 0,
            _ if self.open == part => self.count,
            _ => self.counts[place(part)],
        };
        full.map(count).sum()
    }

    pub(crate) fn add(&mut self, now: Instant) {
        if self.end <= now {
            self.turn(part_of(now));
        }
        self.count += 1;
    }

    /// Another tenth has begun.
    #[cold]
    fn turn(&mut self, present: u64) {
        self.counts[place(self.open)] = self.count;
        let skipped = (self.open + 1..present).rev().take(self.counts.len());
        skipped.for_each(|part| self.counts[place(part)] = 0);
        let end = Instant::from_nanos(PART.as_nanos() * (present + 1));
        (self.open, self.end, self.count) = (present, end, 0);
    }
}

const fn part_of(at: Instant) -> u64 {
    at.as_nanos() / PART.as_nanos()
}

const fn place(part: u64) -> usize {
    (part % 16) as usize
}
