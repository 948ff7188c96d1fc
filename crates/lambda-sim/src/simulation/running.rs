//! One function while it runs: its environments, its waiting requests, its scaling rate and its streams.

use crate::frame::{FunctionFrame, Tally};
use crate::law::Law;
use crate::plan::PlannedFunction;
use crate::pool::Pool;
use crate::quotas;
use crate::random::{Draw, Purpose, Stream};
use crate::request_rate::{Lately, RequestRate};
use crate::scaling::ScalingRate;
use crate::time::Span;
use crate::waiting::{After, Waiting};

#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) pool: Pool,
    pub(super) waiting: Waiting,
    pub(super) scaling: ScalingRate,
    /// The request rate of its reservation, while it has one.
    pub(super) request_rate: RequestRate,
    pub(super) lately: Lately,
    pub(super) tally: Tally,
    durations: Stream,
    setup: Stream,
    init: Stream,
    first_run: Stream,
    idle_lifetimes: Stream,
}

impl Running {
    pub(super) fn new(seed: u64, name: &str) -> Self {
        let stream = |purpose| Stream::new(seed, purpose, name, 0);
        Self {
            pool: Pool::default(),
            waiting: Waiting::default(),
            scaling: ScalingRate::default(),
            request_rate: RequestRate::default(),
            lately: Lately::default(),
            tally: Tally::default(),
            durations: stream(Purpose::Durations),
            setup: stream(Purpose::Setup),
            init: stream(Purpose::Init),
            first_run: stream(Purpose::FirstRun),
            idle_lifetimes: stream(Purpose::IdleLifetime),
        }
    }

    /// How long the handler of the request that arrives now will run. Drawn with the arrival, admitted or not: a request's
    /// duration is its own, whatever the limits are.
    pub(super) fn draw_duration(&mut self, law: &Law) -> Draw {
        law.draw(&mut self.durations)
    }

    /// How long a new environment takes until INVOKE: set-up, and INIT.
    pub(super) fn draw_init(&mut self, planned: &PlannedFunction) -> (Span, Span) {
        (planned.setup.sample(&mut self.setup), planned.init.sample(&mut self.init).min(quotas::INIT_MAX))
    }

    /// How long a new environment will be kept whenever it is idle.
    pub(super) fn draw_idle_lifetime(&mut self, planned: &PlannedFunction) -> Span {
        planned.idle_lifetime.sample(&mut self.idle_lifetimes)
    }

    /// How much longer the first run of the handler takes.
    pub(super) fn draw_first_run(&mut self, planned: &PlannedFunction) -> Span {
        planned.first_run.sample(&mut self.first_run)
    }

    pub(super) fn frame(&self) -> FunctionFrame {
        FunctionFrame {
            phases: self.pool.phases(),
            waiting_events: self.waiting.events(),
            throttled_events: self.waiting.events_after(After::Throttle),
            failed_events: self.waiting.events_after(After::Error),
            waits: self.waiting.waits(),
            oldest_event: self.waiting.oldest_event(),
            waiting_retries: self.waiting.retries(),
            scaling: self.scaling,
            request_rate: self.request_rate,
            lately: self.lately,
            tally: self.tally.clone(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.pool.bytes() + self.waiting.bytes()
    }
}
