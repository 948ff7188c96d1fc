//! A digest of a run: one number over every change. Equal digests mean the same run, bit by bit.

use crate::admission::Limit;
use crate::change::{Change, Watch};
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
            Change::WarmStart { environment, request } => self.words(1, environment.number, request.0),
            Change::ColdStart { environment, request } => self.words(2, environment.number, request.0),
            Change::Throttled { request, throttle, .. } => {
                let limit = match throttle.limit {
                    Limit::Account => 0,
                    Limit::Reserved => 1,
                };
                self.words(3, limit, request.0);
                self.word(u64::from(throttle.used.get()) << 32 | u64::from(throttle.allowed.get()));
            }
            Change::InitEnded { environment } => self.words(4, environment.number, 0),
            Change::InvocationEnded { environment, request } => self.words(5, environment.number, request.0),
            Change::Shutdown { environment } => self.words(6, environment.number, 0),
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
