//! The heart: may this request run, and where?
//!
//! [`admit`] asks five questions, in this order. Each is a function of its own below, to be read beside the page of AWS's guide that it
//! names; the pages stand under <https://docs.aws.amazon.com/lambda/latest/dg/>.
//!
//! | | question | page | if so | if not |
//! |---|---|---|---|---|
//! | 1 | Is a provisioned environment of this version free, and within its request rate? | `provisioned-concurrency` | it runs there | it spills over: go on |
//! | 2 | Does the request rate have room? | `lambda-concurrency` | go on | 429 |
//! | 3 | Does the concurrency limit have room? | `lambda-concurrency` | go on | 429 |
//! | 4 | Is an environment of this version idle? | `lambda-concurrency` | *warm start* | go on |
//! | 5 | Does the scaling rate have room for a new one? | `scaling-behavior` | *cold start* | 429 |
//!
//! 2 and 3 are asked of *one* limit. A function with reserved concurrency runs inside its reservation and nowhere else; all others
//! share what is left of the account. AWS compares `ClaimedAccountConcurrency` with the account's quota (`monitoring-concurrency`): what is
//! reserved, and what is provisioned without a reservation, counts there whether it is used or not, so it is taken off the limit here.
//! That is the same as long as the unreserved ones fit into what is left for them. Only right after somebody has reserved or provisioned what
//! others still use, it is not: then a reservation is honoured here, which it would not be by that sum.
//!
//! Whoever is refused gets 429 `TooManyRequestsException` at once and uses up nothing; what its caller does then is the caller's business.
//! AWS publishes each limit, but not the whole order in which it looks at them: that is an assumption, as `MODEL.md` says.
//!
//! Everything here is a pure function of counts and limits.

use core::fmt;

use crate::request_rate::{Allowance, RequestRate};
use crate::scaling::ScalingRate;
use crate::time::Instant;
use crate::units::Concurrency;

/// The limits that a request meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Reserved concurrency of the function, if set, less what of it is provisioned.
    pub reserved: Option<Concurrency>,
    /// What functions without a reservation share: the account's limit less all reservations and what else is provisioned.
    pub unreserved: Concurrency,
    /// How many synchronous requests a second the one of these two allows that the function meets.
    pub requests: Allowance,
    /// The same of the version's provisioned concurrency.
    pub provisioned: Allowance,
}

/// What these limits are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InUse {
    /// Requests in flight of this function on demand: not in provisioned environments.
    pub function: Concurrency,
    /// The same of all functions without a reservation together (AWS: `UnreservedConcurrentExecutions`).
    pub unreserved: Concurrency,
    /// The request rates; `None` for an event, which is not held to any.
    pub rates: Option<Rates>,
    /// Provisioned environments of this version that are free.
    pub provisioned: Concurrency,
    /// Idle environments of this version, those apart.
    pub idle: Concurrency,
    /// The function's scaling rate, or the one that it shares.
    pub scaling: ScalingRate,
}

/// The request rates that a synchronous request meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Of the version's provisioned concurrency.
    pub provisioned: RequestRate,
    /// Of the concurrency limit that the function meets.
    pub on_demand: RequestRate,
}

/// How an admitted request starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Start {
    /// In an idle environment: INVOKE at once.
    Warm,
    /// In a new environment: the request waits for set-up and INIT.
    Cold,
    /// In a provisioned environment: INVOKE at once.
    Provisioned,
}

/// The limit that refused a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// The account's concurrency limit: its unreserved part is exhausted.
    Account,
    /// The function's reserved concurrency is exhausted, or 0.
    Reserved,
    /// The function, or by the rule before November 2023 the Region, has had as many new environments as it may for now.
    ScalingRate,
    /// Synchronous requests come faster than ten a second for each one in flight that the concurrency limit allows.
    RequestRate,
}

impl Limit {
    /// All limits, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Account, Self::Reserved, Self::ScalingRate, Self::RequestRate];

    /// How series and summaries call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Reserved => "reserved",
            Self::ScalingRate => "scaling_rate",
            Self::RequestRate => "request_rate",
        }
    }
}

/// The `Reason` in the body of AWS's 429. AWS uses one for several limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// For a function without reserved concurrency.
    ConcurrentInvocationLimitExceeded,
    /// For a function with reserved concurrency.
    ReservedFunctionConcurrentInvocationLimitExceeded,
    /// For a function without reserved concurrency, of its request rate. AWS publishes the name only.
    FunctionInvocationRateLimitExceeded,
    /// For a function with reserved concurrency, of its request rate. AWS publishes the name only.
    ReservedFunctionInvocationRateLimitExceeded,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A request was refused: by which limit, how much of it was in use, how much it allows, and what AWS says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Throttle {
    /// The limit.
    pub limit: Limit,
    /// What was in use: requests in flight; for the scaling rate new environments that have not come back yet, and for the request
    /// rate requests likewise.
    pub used: u32,
    /// What the limit allows: requests in flight; for the scaling rate new environments at once, one of which comes back every
    /// 10 ms (or 120 ms by the rule before November 2023); for the request rate requests a second.
    pub allowed: u32,
    /// AWS's `Reason`. That of the scaling rate is not published: an assumption.
    pub reason: Reason,
}

impl fmt::Display for Throttle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, used, allowed, reason } = self;
        match limit {
            Limit::ScalingRate => {
                write!(f, "throttled: {used} of {allowed} new environments at once used up ({reason})")
            }
            Limit::RequestRate => write!(f, "throttled: {used} of {allowed} requests a second used up ({reason})"),
            Limit::Account | Limit::Reserved => write!(f, "throttled: {used} of {allowed} in flight ({reason})"),
        }
    }
}

/// Decides on one request.
///
/// # Errors
///
/// The throttle, where a limit has no room.
#[inline]
pub fn admit(limits: Limits, in_use: InUse, now: Instant) -> Result<Start, Throttle> {
    if is_provisioned(limits, in_use, now) {
        return Ok(Start::Provisioned);
    }
    let limit = Met::of(limits, in_use);
    limit.request_rate_has_room(in_use.rates, now)?;
    limit.has_room()?;
    if is_idle(in_use) {
        return Ok(Start::Warm);
    }
    limit.scaling_rate_has_room(in_use.scaling, now)?;
    Ok(Start::Cold)
}

/// Question 1: whether provisioned concurrency serves the request: an environment that Lambda keeps ready for this version is free, and synchronous
/// requests to it come no faster than ten a second for each one provisioned. Otherwise the request spills over.
#[inline]
fn is_provisioned(limits: Limits, in_use: InUse, now: Instant) -> bool {
    let rate_has_room = in_use.rates.is_none_or(|rates| rates.provisioned.has_room(now, limits.provisioned));
    in_use.provisioned != Concurrency::ZERO && rate_has_room
}

/// Question 4: whether an environment of this version is idle; one of another version would not do.
#[inline]
fn is_idle(in_use: InUse) -> bool {
    in_use.idle != Concurrency::ZERO
}

/// The concurrency limit that a request meets, and how much of it is in use.
#[derive(Clone, Copy, Debug)]
struct Met {
    limit: Limit,
    used: Concurrency,
    allowed: Concurrency,
    /// The synchronous requests a second that it allows.
    requests: Allowance,
}

impl Met {
    /// The function's own reservation, or else what is left of the account for all that have none.
    #[inline]
    fn of(limits: Limits, in_use: InUse) -> Self {
        let requests = limits.requests;
        match limits.reserved {
            Some(allowed) => Self { limit: Limit::Reserved, used: in_use.function, allowed, requests },
            None => Self { limit: Limit::Account, used: in_use.unreserved, allowed: limits.unreserved, requests },
        }
    }

    /// Question 2: a concurrency limit lets in ten synchronous requests a second for each one in flight that it allows, judged over all environments
    /// together: it stops requests of less than 100 ms before concurrency would. Events are held to none. A limit of 0 has no rate to
    /// speak of: the function is switched off, or all of its reservation is provisioned, and AWS names that limit.
    #[inline]
    fn request_rate_has_room(self, rates: Option<Rates>, now: Instant) -> Result<(), Throttle> {
        let Some(Rates { on_demand: rate, .. }) = rates else { return Ok(()) };
        if self.allowed == Concurrency::ZERO || rate.has_room(now, self.requests) {
            return Ok(());
        }
        let (used, allowed) = (rate.used(now, self.requests), self.requests.get());
        Err(Throttle { limit: Limit::RequestRate, used, allowed, reason: self.reason_of_rate() })
    }

    /// Question 3: concurrency is the number of requests in flight, not of environments: one whose environment is in INIT counts, an idle
    /// environment does not. A reservation of 0 never has room.
    #[inline]
    fn has_room(self) -> Result<(), Throttle> {
        if self.used < self.allowed {
            return Ok(());
        }
        let Self { limit, used, allowed, .. } = self;
        Err(Throttle { limit, used: used.get(), allowed: allowed.get(), reason: self.reason() })
    }

    /// Question 5: each function gets 1,000 new environments every 10 s at most, however much concurrency is left.
    #[inline]
    fn scaling_rate_has_room(self, scaling: ScalingRate, now: Instant) -> Result<(), Throttle> {
        if scaling.has_room(now) {
            return Ok(());
        }
        let (used, allowed) = (scaling.used(now), scaling.at_once());
        Err(Throttle { limit: Limit::ScalingRate, used, allowed, reason: self.reason() })
    }

    /// What AWS says of a function that meets this limit.
    const fn reason(self) -> Reason {
        match self.limit {
            Limit::Reserved => Reason::ReservedFunctionConcurrentInvocationLimitExceeded,
            _ => Reason::ConcurrentInvocationLimitExceeded,
        }
    }

    /// What it says of the request rate of this limit.
    const fn reason_of_rate(self) -> Reason {
        match self.limit {
            Limit::Reserved => Reason::ReservedFunctionInvocationRateLimitExceeded,
            _ => Reason::FunctionInvocationRateLimitExceeded,
        }
    }
}
