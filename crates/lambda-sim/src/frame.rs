//! A frame: what is true at one instant of a run.

use alloc::vec::Vec;

use crate::admission::Throttle;
use crate::id::FunctionId;
use crate::pool::Phases;
use crate::time::Instant;
use crate::units::Concurrency;

/// How many of a function's last requests a frame remembers one by one.
pub const RECENT: u32 = 100;

/// The state at one instant, after everything due then has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The instant.
    pub at: Instant,
    /// Requests in flight of all functions without a reservation together.
    pub unreserved: Concurrency,
    /// The functions, in the order of the scenario.
    pub functions: Vec<FunctionFrame>,
}

impl Frame {
    /// Requests in flight of all functions together.
    pub fn in_flight(&self) -> Concurrency {
        let each = self.functions.iter().map(|function| function.phases.in_flight());
        each.fold(Concurrency::ZERO, |sum, one| sum + one)
    }

    /// The state of one function.
    pub fn function(&self, id: FunctionId) -> &FunctionFrame {
        &self.functions[id.index()]
    }
}

/// The state of one function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionFrame {
    /// Environments by phase.
    pub phases: Phases,
    /// What has been counted since the start of the run.
    pub tally: Tally,
}

/// Counts of one function since the start of the run, and its last [`RECENT`] requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    warm: u64,
    cold: u64,
    throttles: u64,
    /// One bit for each of the last requests, the newest lowest: set where it was throttled.
    recent: u128,
    last_throttle: Option<(Instant, Throttle)>,
}

const RECENT_MASK: u128 = (1 << RECENT) - 1;

impl Tally {
    /// Requests so far: each was admitted or throttled at once.
    pub fn requests(&self) -> u64 {
        self.invocations() + self.throttles()
    }

    /// Admitted requests so far.
    pub fn invocations(&self) -> u64 {
        self.warm + self.cold
    }

    /// Invocations so far that waited for INIT.
    pub fn cold_starts(&self) -> u64 {
        self.cold
    }

    /// Throttled requests so far.
    pub fn throttles(&self) -> u64 {
        self.throttles
    }

    /// How many of the last requests this knows: [`RECENT`], or fewer near the start of the run.
    pub fn recent(&self) -> u32 {
        u32::try_from(self.requests()).map_or(RECENT, |requests| requests.min(RECENT))
    }

    /// How many of the last requests were throttled.
    pub fn recent_throttles(&self) -> u32 {
        (self.recent & RECENT_MASK).count_ones()
    }

    /// The last throttle and when it was.
    pub fn last_throttle(&self) -> Option<(Instant, Throttle)> {
        self.last_throttle
    }

    /// The number of the request that arrives next, counted from 1.
    pub(crate) fn next_request(&self) -> u64 {
        self.requests() + 1
    }

    pub(crate) fn started_warm(&mut self) {
        self.warm += 1;
        self.recent <<= 1;
    }

    pub(crate) fn started_cold(&mut self) {
        self.cold += 1;
        self.recent <<= 1;
    }

    pub(crate) fn throttled(&mut self, at: Instant, throttle: Throttle) {
        self.throttles += 1;
        self.recent = self.recent << 1 | 1;
        self.last_throttle = Some((at, throttle));
    }
}
