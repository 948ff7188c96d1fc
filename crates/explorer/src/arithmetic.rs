//! AWS's own arithmetic with the person's numbers: rate x duration = concurrency wanted, beside the limit it meets.

use lambda_sim::cause::{Cause, request_rate};
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::{Plan, PlannedFunction};
use lambda_sim::quotas::REQUESTS_PER_CONCURRENCY;
use lambda_sim::time::{Instant, Span};

use crate::demand::batch_size;
use crate::language::Language;
use crate::number::{decimal, grouped, rate, trimmed};
use crate::phrase::Phrase;
use crate::words;

/// How much is wanted at once, and how much is allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Arithmetic {
    /// The function that wants most of the limit.
    pub function: FunctionId,
    /// Its rate, in requests a second.
    pub rate: f64,
    /// Its mean duration, in seconds.
    pub duration_s: f64,
    /// What each function under the same limit wants of it: rate x mean duration, less what its provisioned environments serve
    /// where these are not part of the limit; in the order of the scenario.
    pub wanted: Vec<(FunctionId, f64)>,
    /// What provisioned environments serve of the function.
    pub served: f64,
    /// What the limit allows.
    pub allowed: u32,
    /// Which limit that is.
    pub bound: Bound,
}

/// What the demand is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// What all functions without a reservation share.
    Account,
    /// The function's reservation.
    Reservation,
    /// The environments that the function has got so far.
    Environments,
    /// Synchronous requests a second, of which `wanted` tells here.
    RequestRate,
    /// The function's provisioned environments that are ready. What is too many for them spills over.
    Provisioned,
    /// Synchronous requests a second that these serve.
    ProvisionedRate,
}

impl Bound {
    /// Whether it holds requests a second, and not requests in flight.
    pub const fn is_rate(self) -> bool {
        matches!(self, Self::RequestRate | Self::ProvisionedRate)
    }

    /// Whether what is too many is not throttled, but spills over.
    pub const fn spills_over(self) -> bool {
        matches!(self, Self::Provisioned | Self::ProvisionedRate)
    }
}

impl Arithmetic {
    /// The arithmetic of the limit that a cause speaks of; `None` where no rate is known (with exact instants only).
    pub fn of(cause: Cause, frame: &Frame, plan: &Plan) -> Option<Self> {
        match cause {
            Cause::Reservation { function }
            | Cause::QueueAtReservation { function }
            | Cause::SwitchedOff { function }
            | Cause::EventsDropped { function } => Self::under(frame, plan, Some(function)),
            Cause::AccountHeldByOne { .. }
            | Cause::AccountHeldAlone { .. }
            | Cause::QueueAtAccount { .. }
            | Cause::AccountShared
            | Cause::UnreservedHeld { .. } => Self::under(frame, plan, None),
            Cause::ScalingRate { function } => Self::over_environments(frame, plan, function),
            Cause::RequestRate { function } => Self::over_request_rate(frame, plan, function),
            Cause::SpillOver { function } | Cause::Ready { function } => Self::over_provisioned(frame, plan, function),
            Cause::SpillOverRate { function } => Self::over_provisioned_rate(frame, plan, function),
            Cause::Allocating { .. }
            | Cause::Polling { .. }
            | Cause::Blocked { .. }
            | Cause::NothingComes
            | Cause::NoRequests
            | Cause::Calm
            | Cause::Idle
            | Cause::AllShutDown
            | Cause::Accepted { .. }
            | Cause::ColdStarts { .. }
            | Cause::Updated { .. }
            | Cause::TurnedAway { .. }
            | Cause::TooLate { .. }
            | Cause::Backlog { .. }
            | Cause::Retrying { .. }
            | Cause::Failing { .. }
            | Cause::TimingOut { .. }
            | Cause::WaitingAfterErrors { .. }
            | Cause::GivenUp { .. }
            | Cause::Recovered => Self::of_tightest(frame, plan),
        }
    }

    /// What a function wants, beside the environments that its scaling rate has let it have.
    fn over_environments(frame: &Frame, plan: &Plan, function: FunctionId) -> Option<Self> {
        let wanted = wanted(plan, function, frame.at);
        (0.0 < wanted).then(|| Self {
            function,
            rate: plan.rate_at(function, frame.at).get(),
            duration_s: mean_run(plan.function(function)).as_secs_f64(),
            wanted: [(function, wanted)].into(),
            served: 0.0,
            allowed: frame.function(function).phases.environments().get(),
            bound: Bound::Environments,
        })
    }

    /// What a function wants, beside its provisioned environments; `None` where it is not all of one version.
    fn over_provisioned(frame: &Frame, plan: &Plan, function: FunctionId) -> Option<Self> {
        let allowed = frame.function(function).provisioned_available().get();
        let sum = Self::over_environments(frame, plan, function).filter(|_| is_of_one_version(plan, function))?;
        Some(Self { allowed, bound: Bound::Provisioned, ..sum })
    }

    /// How fast synchronous requests come to a function, beside how fast its provisioned environments may serve them.
    fn over_provisioned_rate(frame: &Frame, plan: &Plan, function: FunctionId) -> Option<Self> {
        let sum = Self::over_provisioned(frame, plan, function)?;
        let rate = plan.synchronous_rate_at(function, frame.at).get();
        let allowed = sum.allowed.saturating_mul(REQUESTS_PER_CONCURRENCY);
        Some(Self { rate, wanted: [(function, rate)].into(), allowed, bound: Bound::ProvisionedRate, ..sum })
    }

    /// How fast synchronous requests come to the limit that a function meets, beside how fast they may.
    fn over_request_rate(frame: &Frame, plan: &Plan, function: FunctionId) -> Option<Self> {
        let is_alone = plan.function(function).reserved.is_some();
        let meets = |id: &FunctionId| *id == function || !is_alone && plan.function(*id).reserved.is_none();
        let rate = |id: FunctionId| plan.synchronous_rate_at(id, frame.at).get();
        let wanted: Vec<_> = plan.function_ids().filter(meets).map(|id| (id, rate(id))).collect();
        (0.0 < rate(function)).then(|| Self {
            function,
            rate: rate(function),
            duration_s: mean_run(plan.function(function)).as_secs_f64(),
            wanted,
            served: 0.0,
            allowed: request_rate(frame, plan, function).allowed,
            bound: Bound::RequestRate,
        })
    }

    /// The arithmetic of the limit that is exceeded most, or nearest to it.
    fn of_tightest(frame: &Frame, plan: &Plan) -> Option<Self> {
        let limits = plan.function_ids().filter(|id| plan.function(*id).reserved.is_some()).map(Some).chain([None]);
        let sums = limits.filter_map(|reservation| Self::under(frame, plan, reservation));
        sums.max_by(|a, b| a.pressure().total_cmp(&b.pressure()))
    }

    /// The arithmetic under one reservation, or under what all functions without one share.
    fn under(frame: &Frame, plan: &Plan, reservation: Option<FunctionId>) -> Option<Self> {
        let under_it = |id: &FunctionId| match reservation {
            Some(function) => *id == function,
            None => plan.function(*id).reserved.is_none(),
        };
        // What is provisioned is a part of a reservation; of the account it is taken away.
        let served = |id: FunctionId, wanted: f64| match reservation {
            Some(_) => 0.0,
            None => wanted.min(frame.function(id).provisioned_available().get().into()),
        };
        let all: Vec<_> = plan.function_ids().filter(under_it).map(|id| (id, wanted(plan, id, frame.at))).collect();
        let (function, most) = all.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
        if most <= 0.0 {
            return None;
        }
        let reserved = reservation.and_then(|id| plan.function(id).reserved);
        Some(Self {
            function,
            rate: plan.rate_at(function, frame.at).get(),
            duration_s: mean_run(plan.function(function)).as_secs_f64(),
            wanted: all.into_iter().map(|(id, wanted)| (id, wanted - served(id, wanted))).collect(),
            served: served(function, most),
            allowed: reserved.unwrap_or(frame.unreserved_limit).get(),
            bound: if reserved.is_some() { Bound::Reservation } else { Bound::Account },
        })
    }

    /// What all functions under this limit want of it together.
    pub fn total(&self) -> f64 {
        self.wanted.iter().map(|(_, wanted)| wanted).sum()
    }

    fn pressure(&self) -> f64 {
        self.total() / f64::from(self.allowed.max(1))
    }

    /// How many more are wanted than allowed.
    pub fn excess(&self) -> f64 {
        (self.total() - f64::from(self.allowed)).max(0.0)
    }

    /// What the function wants, what the others want, and both together, each as it is written: so that the reader can add
    /// up what stands there.
    fn written(&self) -> [f64; 3] {
        if self.bound.is_rate() {
            return [self.total(), 0.0, shown(self.total())];
        }
        let own = self.rate * self.duration_s;
        let others = shown((self.total() - (own - self.served)).max(0.0));
        let own = shown(own);
        [own, others, own - shown(self.served) + others]
    }

    /// The equation: `4,000/s x 0.80 s = 3,200 for checkout, 57 for the others: 3,257 wanted at once`.
    pub fn equation(&self, plan: &Plan, language: Language) -> Phrase {
        if self.bound.is_rate() {
            let factor = u64::from(REQUESTS_PER_CONCURRENCY);
            let (factor, limit) = (grouped(factor), grouped(u64::from(self.allowed) / factor));
            let (allowed, wanted) = (grouped(u64::from(self.allowed)), rate(self.total()));
            return if self.bound == Bound::RequestRate {
                words::equation_request_rate(language, factor, limit, allowed, wanted)
            } else {
                words::equation_provisioned_rate(language, factor, limit, allowed, wanted)
            };
        }
        let name = plan.function(self.function).name.as_str();
        let [own, others, total] = self.written();
        let (rate, duration) = (rate(self.rate), seconds(self.duration_s));
        if 0.0 < self.served {
            let (served, others, total) = (whole(self.served), whole(others), whole(total));
            words::equation_provisioned(language, rate, duration, whole(own), name, served, others, total)
        } else if self.wanted.len() == 1 {
            words::equation_alone(language, rate, duration, whole(own), name)
        } else {
            words::equation(language, rate, duration, whole(own), name, whole(others), whole(total))
        }
    }

    /// What the bar says under its limit: `limit 1,000`, `reserved 600` or `3,400 environments`.
    pub fn limit_label(&self, plan: &Plan, language: Language) -> Phrase {
        let allowed = grouped(u64::from(self.allowed));
        match self.bound {
            Bound::Environments => words::bar_environments(language, allowed),
            Bound::RequestRate | Bound::ProvisionedRate => words::bar_request_rate(language, allowed),
            Bound::Provisioned => words::bar_provisioned(language, allowed),
            Bound::Reservation => words::bar_reserved(language, allowed),
            Bound::Account if self.allowed < plan.account_limit().saturating_sub(plan.reserved_total()).get() => {
                words::bar_on_demand(language, allowed)
            }
            Bound::Account if 0 < plan.reserved_total().get() => words::bar_unreserved(language, allowed),
            Bound::Account => words::bar_limit(language, allowed),
        }
    }

    /// What the bar says at its end: `2,257 too many: 69 in 100`, or how much room is left.
    pub fn verdict(&self, language: Language) -> Phrase {
        let [_, _, total] = self.written();
        let excess = total - f64::from(self.allowed);
        if excess <= 0.0 {
            // Part of a request is no room for one.
            return words::bar_room(language, whole((-excess).floor()));
        }
        // "100 in 100" would say that none is served.
        let most = if self.allowed == 0 { 100.0 } else { 99.0 };
        let share = (excess / total * 100.0).clamp(1.0, most);
        let (excess, share) = (whole(excess), decimal(share, 0));
        if self.bound.spills_over() {
            words::bar_spills_over(language, excess, share)
        } else {
            words::bar_too_many(language, excess, share)
        }
    }
}

/// Whether all that calls a function calls the same version.
fn is_of_one_version(plan: &Plan, function: FunctionId) -> bool {
    let mut versions = plan.callers().iter().filter(|caller| caller.function == function).map(|caller| caller.version);
    let first = versions.next();
    versions.all(|version| Some(version) == first)
}

/// What a function wants at once: rate x mean duration; nothing that could be reckoned where it gets batches.
fn wanted(plan: &Plan, function: FunctionId, at: Instant) -> f64 {
    if batch_size(plan, function).is_some() {
        return 0.0;
    }
    plan.rate_at(function, at).offered_concurrency(mean_run(plan.function(function)))
}

/// How long a run of the handler takes on average: never longer than the timeout, and just as long where it hangs.
pub fn mean_run(planned: &PlannedFunction) -> Span {
    let (handler, hung) = (planned.duration.mean().min(planned.timeout), planned.timeout_rate.clamp(0.0, 1.0));
    Span::from_secs_f64(handler.as_secs_f64() * (1.0 - hung) + planned.timeout.as_secs_f64() * hung)
}

/// A duration in seconds as arithmetic writes it: `0.80`; short ones with the digits they need.
pub fn seconds(value: f64) -> String {
    let hundredths = decimal(value, 2);
    let exact = trimmed(value, 6);
    if hundredths.len() < exact.len() { exact } else { hundredths }
}

/// A concurrency as [`whole`] writes it.
fn shown(value: f64) -> f64 {
    let scale = if has_decimal(value) { 10.0 } else { 1.0 };
    (value * scale).round() / scale
}

fn has_decimal(value: f64) -> bool {
    value < 9.95 && 0.05 <= (value - value.round()).abs()
}

/// A concurrency as a whole number; below ten with one decimal, so that small ones do not vanish.
pub fn whole(value: f64) -> String {
    decimal(value, usize::from(has_decimal(value)))
}
