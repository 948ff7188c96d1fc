//! One function while it runs: its environments, its waiting requests, its scaling rate and its streams.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::life::LifeStreams;
use crate::autoscaling::Tracking;
use crate::environment::{Kind, Supply};
use crate::frame::{FunctionFrame, ProvisionedFrame, Tally, Updated};
use crate::id::VersionId;
use crate::law::Law;
use crate::plan::PlannedFunction;
use crate::pool::{FOR_EVER, Pool, Spans};
use crate::provisioned::Provisioned;
use crate::quotas;
use crate::random::{Draw, Purpose, Stream};
use crate::request_rate::{Allowance, Lately, RequestRate};
use crate::scaling::ScalingRate;
use crate::time::{Instant, Span};
use crate::units::Concurrency;
use crate::waiting::{After, Waiting};

#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) pool: Pool,
    /// By version.
    pub(super) provisioned: Vec<Provisioned>,
    /// The policy that scales what is provisioned for the live version, and whether its timer is set.
    pub(super) tracking: Option<Box<Tracking>>,
    pub(super) is_ticking: bool,
    /// Requests in flight that are not in provisioned environments.
    pub(super) on_demand: Concurrency,
    /// What its reservation allows of these; `None` where it has none.
    pub(super) limit: Option<Limited>,
    pub(super) waiting: Waiting,
    /// Requests in flight whose client has an answer already.
    pub(super) too_late: u32,
    pub(super) scaling: ScalingRate,
    /// The request rate of its reservation, while it has one.
    pub(super) request_rate: RequestRate,
    pub(super) lately: Lately,
    /// Its last update.
    pub(super) updated: Option<Updated>,
    pub(super) tally: Tally,
    durations: Stream,
    setup: Stream,
    init: Stream,
    first_run: Stream,
    idle_lifetimes: Stream,
    provisions: Stream,
    pub(super) life: LifeStreams,
}

/// A concurrency limit, and the request rate that it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limited {
    pub(super) concurrency: Concurrency,
    pub(super) requests: Allowance,
}

impl Limited {
    pub(super) fn to(concurrency: Concurrency) -> Self {
        Self { concurrency, requests: Allowance::of(concurrency) }
    }
}

impl Running {
    /// At the start of a run, with what is provisioned ready for long.
    pub(super) fn new(seed: u64, planned: &PlannedFunction) -> Self {
        let stream = |purpose| Stream::new(seed, purpose, &planned.name, 0);
        Self {
            pool: Pool::new(planned.versions.len()),
            provisioned: planned.versions.iter().map(|version| Provisioned::ready(version.provisioned)).collect(),
            tracking: None,
            is_ticking: false,
            on_demand: Concurrency::ZERO,
            limit: None,
            waiting: Waiting::default(),
            too_late: 0,
            scaling: ScalingRate::default(),
            request_rate: RequestRate::default(),
            lately: Lately::default(),
            updated: None,
            tally: Tally::default(),
            durations: stream(Purpose::Durations),
            setup: stream(Purpose::Setup),
            init: stream(Purpose::Init),
            first_run: stream(Purpose::FirstRun),
            idle_lifetimes: stream(Purpose::IdleLifetime),
            provisions: stream(Purpose::Provisioned),
            life: LifeStreams::new(seed, &planned.name, 0),
        }
    }

    /// How long the handler of the request that arrives now will run. Drawn with the arrival, admitted or not: a request's
    /// duration is its own, whatever the limits are.
    pub(super) fn draw_duration(&mut self, law: &Law) -> Draw {
        law.draw(&mut self.durations)
    }

    /// How long things take in a new environment: set-up and INIT until INVOKE, and later what [`Spans`] says. INIT that takes too
    /// long is cut, and done once more in the first run.
    pub(super) fn draw_environment(
        &mut self,
        planned: &PlannedFunction,
        version: VersionId,
        now: Instant,
    ) -> (Span, Span, Spans) {
        let setup = planned.setup.sample(&mut self.setup);
        let init = planned.init.sample(&mut self.init);
        let (setup, init) = self.life.draw_start(&planned.life, planned.is_published(version), setup, init);
        let first_run = planned.first_run.sample(&mut self.first_run);
        let idle_lifetime = planned.idle_lifetime.sample(&mut self.idle_lifetimes);
        spans_of([setup, init, first_run, idle_lifetime], self.life.draw_end(&planned.life, now))
    }

    /// How long a provisioned environment takes until it is ready: set-up and INIT.
    pub(super) fn draw_provision(&mut self, planned: &PlannedFunction) -> (Span, Span) {
        let setup = planned.setup.sample(&mut self.provisions) + self.life.draw_vpc(&planned.life);
        (setup, planned.init.sample(&mut self.provisions).min(provisioned_init_max(planned)))
    }

    /// What a provisioned environment that is ready now takes later.
    pub(super) fn draw_provisioned(&mut self, planned: &PlannedFunction, now: Instant) -> Spans {
        let first_run = planned.first_run.sample(&mut self.provisions);
        Spans { first_run, idle_lifetime: FOR_EVER, ends_at: self.life.draw_end(&planned.life, now) }
    }

    /// The same of one that takes the place of another, with the INIT that lies behind it.
    pub(super) fn draw_replacement(&mut self, planned: &PlannedFunction, now: Instant) -> (Span, Spans) {
        let (init, first_run) = self.life.draw_replacement(&planned.init, &planned.first_run);
        let spans = Spans { first_run, idle_lifetime: FOR_EVER, ends_at: self.life.draw_end(&planned.life, now) };
        (init.min(provisioned_init_max(planned)), spans)
    }

    /// What all versions together take out of the limits.
    pub(super) fn taken(&self) -> Concurrency {
        self.provisioned.iter().fold(Concurrency::ZERO, |sum, one| sum.saturating_add(one.taken()))
    }

    /// What is asked for of all versions together.
    pub(super) fn requested(&self) -> Concurrency {
        self.provisioned.iter().fold(Concurrency::ZERO, |sum, one| sum.saturating_add(one.requested()))
    }

    /// What is true now; `scaling` is the scaling rate that it meets.
    pub(super) fn frame(&self, scaling: ScalingRate) -> FunctionFrame {
        FunctionFrame {
            phases: self.pool.phases(),
            on_demand: self.on_demand,
            provisioned: self.provisioned_frames(),
            waiting_events: self.waiting.events(),
            throttled_events: self.waiting.events_after(After::Throttle),
            failed_events: self.waiting.events_after(After::Error),
            waits: self.waiting.waits(),
            oldest_event: self.waiting.oldest_event(),
            waiting_retries: self.waiting.retries(),
            too_late: self.too_late,
            waiting_authorizer: 0,
            scaling,
            request_rate: self.request_rate,
            lately: self.lately,
            updated: self.updated.map(|updated| updated.since(self.pool.created())),
            tally: self.tally.clone(),
        }
    }

    /// By version; none where nothing was ever provisioned.
    fn provisioned_frames(&self) -> Vec<ProvisionedFrame> {
        if self.provisioned.iter().all(|state| *state == Provisioned::default()) {
            return Vec::new();
        }
        let versions = (0..).map(VersionId::new).zip(&self.provisioned);
        let frames = versions.map(|(version, state)| {
            let free = self.pool.idle(Kind { version, supply: Supply::Provisioned });
            ProvisionedFrame { state: *state, busy: state.held().saturating_sub(free) }
        });
        frames.collect()
    }

    pub(super) fn bytes(&self) -> usize {
        let tracking = self.tracking.as_ref().map_or(0, |tracking| tracking.bytes());
        size_of::<Self>() + tracking + self.pool.bytes() + self.waiting.bytes()
    }
}

/// INIT of a provisioned environment is cut then.
fn provisioned_init_max(planned: &PlannedFunction) -> Span {
    quotas::PROVISIONED_INIT_MAX.max(planned.timeout)
}

/// Set-up and INIT until INVOKE, and what comes later, of set-up, INIT, what the first run takes on top, and the idle lifetime. INIT
/// that takes too long is cut, and done once more in the first run.
pub(super) fn spans_of([setup, init, first_run, idle_lifetime]: [Span; 4], ends_at: Instant) -> (Span, Span, Spans) {
    let repeated = if quotas::INIT_MAX < init { init } else { Span::ZERO };
    let spans = Spans { first_run: first_run + repeated, idle_lifetime, ends_at };
    (setup, init.min(quotas::INIT_MAX), spans)
}
