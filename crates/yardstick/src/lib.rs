//! A bare event loop with a binary heap: requests by Poisson, exponential times, the environment used last first, idle ones
//! expire, a cap. No series, no names, no limits but one. What the engine's speed is measured against, so nothing of the engine is
//! in it, and no change of the engine touches it.
#![no_std]

extern crate alloc;

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use core::cmp::Reverse;

use rand_core::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

/// What is asked of the loop. Times in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Requests a second, by Poisson.
    pub rate: f64,
    /// Mean of an exponential run in an environment that is there.
    pub warm: f64,
    /// The same in a new one.
    pub cold: f64,
    /// How long an idle environment is kept.
    pub expiry: f64,
    /// How many may run at once.
    pub cap: usize,
    /// How long requests come.
    pub length: f64,
    /// Of the generator.
    pub seed: u64,
}

/// What became of the requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub requests: u64,
    /// Those that found no idle environment.
    pub cold: u64,
    /// Those over the cap.
    pub throttled: u64,
}

/// Nanoseconds since the start: integers are compared faster than `f64`, and their order is total.
type Time = u64;

/// Runs it.
pub fn run(load: &Load) -> Counts {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(load.seed);
    let mut exponential = |mean: f64| nanos(-libm::log(unit(random.next_u64())) * mean);
    let (expiry, end) = (nanos(load.expiry), nanos(load.length));
    let mut counts = Counts::default();
    let mut busy: BinaryHeap<Reverse<Time>> = BinaryHeap::new();
    // Since when each is idle; the one used last on top.
    let mut idle: Vec<Time> = Vec::new();
    let mut now = exponential(1.0 / load.rate);
    while now < end {
        while let Some(Reverse(done)) = busy.peek().copied().filter(|Reverse(done)| *done <= now) {
            busy.pop();
            idle.push(done);
        }
        counts.requests += 1;
        if idle.last().is_some_and(|since| expiry <= now - since) {
            idle.clear(); // Those below are idle for longer.
        }
        if busy.len() == load.cap {
            counts.throttled += 1;
        } else if idle.pop().is_some() {
            busy.push(Reverse(now + exponential(load.warm)));
        } else {
            counts.cold += 1;
            busy.push(Reverse(now + exponential(load.cold)));
        }
        now += exponential(1.0 / load.rate);
    }
    counts
}

/// Above 0, up to 1, of the upper 53 bits.
#[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
fn unit(bits: u64) -> f64 {
    ((bits >> 11) + 1) as f64 * (1.0 / (1_u64 << 53) as f64)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times of a run are small and not negative"
)]
fn nanos(seconds: f64) -> Time {
    (seconds * 1e9) as Time
}
