//! Provisioned concurrency of one version: what was asked for, what is ready, and what is on its way.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>: after a preparation Lambda makes at most
//! 6,000 environments a minute ready for a function, and none of them is used before all are. What was ready before goes on serving.
//! Where less is asked for, environments go at once; one that serves a request goes when it has finished.

use core::fmt;

use crate::quotas::{PROVISIONED_INTERVAL, PROVISIONED_PER_INTERVAL};
use crate::request_rate::{Allowance, RequestRate};
use crate::time::{Instant, Span};
use crate::units::Concurrency;

/// The time in which one more environment is begun: 10 ms.
const DRIP: Span = Span::from_nanos(PROVISIONED_INTERVAL.as_nanos() / PROVISIONED_PER_INTERVAL as u64);

/// How far Lambda is with what was asked for, in AWS's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `IN_PROGRESS`: more was asked for than is ready.
    InProgress,
    /// `READY`: all is ready.
    Ready,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InProgress => "IN_PROGRESS",
            Self::Ready => "READY",
        })
    }
}

/// Why a request to a version with provisioned concurrency runs on demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spillover {
    /// All provisioned environments serve a request.
    AllBusy,
    /// Some are free, but synchronous requests come faster than ten a second for each of them.
    Rate,
}

/// The provisioned concurrency of one version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Provisioned {
    requested: Concurrency,
    ready: Concurrency,
    /// Environments that are there: the ready ones, and those that will go when they have finished.
    held: Concurrency,
    pub(crate) rate: RequestRate,
    /// Which of its allocations is under way. The timer of an earlier one is void.
    allocation: u32,
    /// When that will be ready.
    ready_at: Option<Instant>,
    /// INIT of its environments [ms], as it is billed.
    billed_init: u64,
}

impl Provisioned {
    /// As before the run: ready for long.
    pub(crate) fn ready(requested: Concurrency) -> Self {
        Self { requested, ready: requested, held: requested, ..Self::default() }
    }

    /// What was asked for (AWS: `RequestedProvisionedConcurrentExecutions`). It is taken out of the limits at once.
    pub fn requested(&self) -> Concurrency {
        self.requested
    }

    /// What can be used (AWS: `AvailableProvisionedConcurrentExecutions`).
    pub fn available(&self) -> Concurrency {
        self.ready
    }

    /// Environments that are there.
    pub(crate) fn held(&self) -> Concurrency {
        self.held
    }

    /// What it takes out of the limits: what was asked for, or the environments that are there, where more of them serve a request still.
    pub(crate) fn taken(&self) -> Concurrency {
        self.requested.max(self.held)
    }

    /// How far Lambda is.
    pub fn status(&self) -> Status {
        if self.ready < self.requested { Status::InProgress } else { Status::Ready }
    }

    /// When what is under way will be ready; `None` where nothing is.
    pub fn ready_at(&self) -> Option<Instant> {
        self.ready_at
    }

    /// What was asked for will be ready then; its INIT is billed with so many milliseconds.
    pub(crate) fn expect_at(&mut self, at: Instant, billed_init: u64) {
        (self.ready_at, self.billed_init) = (Some(at), billed_init);
    }

    /// INIT of what is under way, or was so last [ms].
    pub(crate) const fn billed_init(&self) -> u64 {
        self.billed_init
    }

    /// How many requests a second its environments serve before the rest spills over.
    pub fn allowance(&self) -> Allowance {
        Allowance::of(self.ready)
    }

    /// More or less is asked for. Returns how many environments are not ready, and the allocation that makes them. Some of them may
    /// still serve a request; they go when they have finished, so that none is counted on.
    pub(crate) fn ask(&mut self, requested: Concurrency, now: Instant) -> Option<(u32, u32)> {
        self.allocation += 1;
        self.requested = requested;
        if requested <= self.ready {
            self.set_ready(requested, now);
            return None;
        }
        Some((requested.saturating_sub(self.ready).get(), self.allocation))
    }

    /// An allocation is done, unless something else was asked for since. Returns how many environments are new.
    pub(crate) fn allocated(&mut self, allocation: u32, now: Instant) -> Option<u32> {
        if allocation != self.allocation {
            return None;
        }
        let new = self.requested.saturating_sub(self.held);
        self.held += new;
        self.set_ready(self.requested, now);
        Some(new.get())
    }

    fn set_ready(&mut self, ready: Concurrency, now: Instant) {
        self.rate = self.rate.with_allowance(now, self.allowance(), Allowance::of(ready));
        self.ready = ready;
        self.ready_at = None;
    }

    /// Whether there is an environment more than is asked for; then one that is free goes. Counts it as gone.
    pub(crate) fn let_go(&mut self) -> bool {
        let is_more = self.ready < self.held;
        if is_more {
            self.held -= Concurrency::ONE;
        }
        is_more
    }
}

/// When the environment in this place of an allocation, counted from 0, is begun: one after the other, once all is prepared.
pub(crate) fn begins_at(prepared: Instant, place: u64) -> Instant {
    prepared + Span::from_nanos(DRIP.as_nanos() * (place + 1))
}
