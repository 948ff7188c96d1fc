//! A digest of a run: one number over every change. Equal digests mean the same run, bit by bit.

use crate::change::{Attempt, Change, Then, Watch};
use crate::time::Instant;

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over the words of each change: its instant, its kind, its function and its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(FNV_OFFSET)
    }
}

impl Digest {
    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(FNV_PRIME);
        // FNV mixes upwards only; this brings the top of a 64-bit word down again.
        self.0 ^= self.0 >> 32;
    }
}

impl Watch for Digest {
    fn change(&mut self, at: Instant, change: &Change) {
        self.word(at.as_nanos());
        self.word(change.function().index() as u64);
        match *change {
            Change::EventReceived { request, caller, then, .. } => {
                self.words(1, request.0, caller.0.into());
                self.then(then);
            }
            Change::Started { environment, attempt, start } => {
                self.words(2 + start as u64, environment.number, attempt.request.0);
                self.attempt(attempt);
            }
            Change::Throttled { attempt, throttle, then, .. } => {
                self.words(4, throttle.limit as u64, attempt.request.0);
                self.word(u64::from(throttle.used) << 32 | u64::from(throttle.allowed));
                self.attempt(attempt);
                self.then(then);
            }
            Change::InitEnded { environment } => self.words(5, environment.number, 0),
            Change::InvocationEnded { environment, attempt, outcome, then, .. } => {
                self.words(6, environment.number, attempt.request.0);
                self.word(outcome as u64);
                self.attempt(attempt);
                self.then(then);
            }
            Change::EventExpired { attempt, then, .. } => {
                self.words(7, attempt.request.0, attempt.number.into());
                self.then(then);
            }
            Change::Shutdown { environment } => self.words(8, environment.number, 0),
        }
    }
}

impl Digest {
    fn attempt(&mut self, attempt: Attempt) {
        self.word(u64::from(attempt.caller.0) << 16 | u64::from(attempt.number));
    }

    fn then(&mut self, then: Then) {
        match then {
            Then::Answered { status, response_time } => self.words(1, status.into(), response_time.as_nanos()),
            Then::Waits { until } => self.words(2, until.as_nanos(), 0),
            Then::Expires { at } => self.words(3, at.as_nanos(), 0),
            Then::Done => self.word(4),
            Then::Dropped { cause, dead_lettered } => self.words(5, cause as u64, dead_lettered.into()),
        }
    }
}

impl Digest {
    fn words(&mut self, kind: u64, first: u64, second: u64) {
        self.word(kind);
        self.word(first);
        self.word(second);
    }
}

impl core::fmt::Display for Digest {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
