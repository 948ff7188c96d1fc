//! A whole run: computed in slices, then looked at from any instant.
//!
//! Memory is bounded by periods, concurrency and checkpoints, never by the number of requests: single changes are not
//! kept, but replayed from the checkpoint before them.

use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::change::{Change, Watch};
use crate::cost::{Kept, Usage};
use crate::digest::Digest;
use crate::frame::Frame;
use crate::metrics::{Metrics, Series};
use crate::plan::Plan;
use crate::simulation::Simulation;
use crate::time::{Instant, Span};

/// Steps between two checkpoints at the beginning of a run, a few milliseconds of replay; doubled whenever checkpoints become
/// too many. Closer ones cost more than they save: at 2,000 the promotion spent 8 % of its time on copies of itself.
const FIRST_SPACING: u64 = 16_000;
/// The most checkpoints a run keeps.
const CHECKPOINTS_MAX: usize = 256;
/// The most memory that checkpoints hold, about.
const CHECKPOINT_BYTES_MAX: usize = 64 << 20;

/// A run that is being computed. Call [`Runner::advance`] until it is done, then [`Runner::finish`].
#[derive(Debug)]
pub struct Runner {
    simulation: Simulation,
    metrics: Metrics,
    kept: Kept,
    digest: Digest,
    steps: u64,
    checkpoints: Checkpoints,
}

impl Runner {
    /// Begins a run with series of this period.
    pub fn new(plan: Arc<Plan>, period: Span) -> Self {
        let metrics = Metrics::new(&plan, period.max(Span::from_nanos(1)));
        let kept = Kept::new(&plan);
        let simulation = Simulation::new(plan);
        let checkpoints = Checkpoints::new(simulation.clone());
        Self { simulation, metrics, kept, digest: Digest::default(), steps: 0, checkpoints }
    }

    /// Goes on for at most so many steps. Returns whether the run is done.
    pub fn advance(&mut self, steps: u32) -> bool {
        let Self { simulation, metrics, kept, digest, .. } = self;
        let mut watch = |at: Instant, change: &Change| {
            metrics.change(at, change);
            kept.change(at, change);
            digest.change(at, change);
        };
        for _ in 0..steps {
            if !simulation.step(&mut watch) {
                return true;
            }
            self.steps += 1;
            if self.steps == self.checkpoints.next {
                self.checkpoints.add(self.steps, simulation);
            }
        }
        false
    }

    /// How far the run is.
    pub fn now(&self) -> Instant {
        self.simulation.now()
    }

    /// The plan that is run.
    pub fn plan(&self) -> &Arc<Plan> {
        self.simulation.plan()
    }

    /// The state at an instant that the run has passed, going on from `near`, an earlier state of this run, where no
    /// checkpoint is nearer; `None` where the run is not that far.
    pub fn state_at(&self, at: Instant, near: Option<Simulation>) -> Option<Simulation> {
        (at < self.now()).then(|| replayed(&self.checkpoints.kept, at, near))
    }

    /// Ends the run, computing what is missing.
    pub fn finish(mut self) -> Run {
        while !self.advance(u32::MAX) {}
        let functions = self.simulation.frame().functions;
        let mut usage: Vec<Usage> = functions.iter().map(|function| function.tally.usage()).collect();
        self.kept.finish(&mut usage);
        Run {
            usage,
            plan: Arc::clone(self.simulation.plan()),
            series: self.metrics.finish(),
            digest: self.digest,
            checkpoints: self.checkpoints.kept,
        }
    }
}

/// States of a run to start a replay from, thinned so that number and memory stay bounded.
#[derive(Debug)]
struct Checkpoints {
    kept: Vec<Simulation>,
    bytes: usize,
    spacing: u64,
    /// The step of the next one: a multiple of the spacing. To divide at each step would show.
    next: u64,
}

impl Checkpoints {
    fn new(start: Simulation) -> Self {
        Self { bytes: start.bytes(), kept: [start].into(), spacing: FIRST_SPACING, next: FIRST_SPACING }
    }

    fn add(&mut self, steps: u64, simulation: &Simulation) {
        self.bytes += simulation.bytes();
        self.kept.push(simulation.clone());
        while 1 < self.kept.len() && (CHECKPOINTS_MAX < self.kept.len() || CHECKPOINT_BYTES_MAX < self.bytes) {
            let mut place = 0;
            self.kept.retain(|_| {
                place += 1;
                place % 2 == 1
            });
            self.bytes = self.kept.iter().map(Simulation::bytes).sum();
            self.spacing *= 2;
        }
        self.next = (steps / self.spacing + 1) * self.spacing;
    }
}

/// A finished run.
#[derive(Debug)]
pub struct Run {
    plan: Arc<Plan>,
    series: Series,
    digest: Digest,
    usage: Vec<Usage>,
    checkpoints: Vec<Simulation>,
}

impl Run {
    /// Runs a plan to its end, with series of this period.
    pub fn of(plan: Arc<Plan>, period: Span) -> Self {
        Runner::new(plan, period).finish()
    }

    /// The plan that was run.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Its series, with the totals.
    pub fn series(&self) -> &Series {
        &self.series
    }

    /// The digest of all its changes.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// What AWS bills of each function, in the order of the scenario.
    pub fn usage(&self) -> &[Usage] {
        &self.usage
    }

    fn checkpoint(&self, before: impl Fn(Instant) -> bool) -> &Simulation {
        last(&self.checkpoints, before)
    }

    /// What is true at an instant, after everything due then.
    pub fn frame_at(&self, at: Instant) -> Frame {
        self.replay_to(at).frame()
    }

    /// The state at an instant, going on from `near`, an earlier state of this run, where no checkpoint is nearer.
    pub fn state_at(&self, at: Instant, near: Option<Simulation>) -> Simulation {
        replayed(&self.checkpoints, at, near)
    }

    fn replay_to(&self, at: Instant) -> Simulation {
        replayed(&self.checkpoints, at, None)
    }

    /// The first instant after `at` at which something changes.
    pub fn next_change(&self, at: Instant) -> Option<Instant> {
        let mut simulation = self.replay_to(at);
        let mut found = None;
        while found.is_none() && simulation.step(&mut |at: Instant, _: &Change| found = Some(at)) {}
        found
    }

    /// The last instant before `at` at which something changed.
    pub fn previous_change(&self, at: Instant) -> Option<Instant> {
        let mut end = at;
        loop {
            // No checkpoint lies before the start, so there the first one is taken, which has all changes after it.
            let mut simulation = self.checkpoint(|now| now < end).clone();
            let start = simulation.now();
            let is_first = end == Instant::START;
            let mut found = None;
            while simulation.step_before(at, &mut |at: Instant, _: &Change| found = Some(at)) {}
            if found.is_some() || is_first {
                return found;
            }
            end = start;
        }
    }

    /// Tells `watch` of every change from `from` on, up to and including `to`.
    pub fn replay(&self, from: Instant, to: Instant, watch: &mut impl Watch) {
        let mut simulation = self.checkpoint(|now| now < from).clone();
        while simulation.step_before(from, &mut ()) {}
        simulation.run_to(to, watch);
    }
}

/// The last of the checkpoints that lie before; the first one where none does.
fn last(checkpoints: &[Simulation], before: impl Fn(Instant) -> bool) -> &Simulation {
    let later = checkpoints.partition_point(|checkpoint| before(checkpoint.now()));
    &checkpoints[later.saturating_sub(1)]
}

/// The state at an instant, reached from `near` or from the last checkpoint before it, whichever is nearer.
fn replayed(checkpoints: &[Simulation], at: Instant, near: Option<Simulation>) -> Simulation {
    let checkpoint = last(checkpoints, |now| now <= at);
    let is_near = |near: &Simulation| checkpoint.now() <= near.now() && near.now() <= at;
    let mut simulation = near.filter(is_near).unwrap_or_else(|| checkpoint.clone());
    simulation.run_to(at, &mut ());
    simulation
}
