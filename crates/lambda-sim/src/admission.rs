//! The heart: may this request run, and where?
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, in the order of the checks:
//!
//! 1. **Provisioned concurrency**: an environment that Lambda keeps ready for this version serves the request at once, if one is free and
//!    the version's own request rate has room: ten synchronous requests a second for each one provisioned. Otherwise the request spills
//!    over and goes on like any other.
//! 2. **The request rate**: a concurrency limit lets in ten synchronous requests a second for each one in flight that it allows.
//! 3. **Concurrency** is the number of requests in flight, not of environments; one in INIT already counts.
//!    * A function *with* reserved concurrency runs inside its reservation and nowhere else: that is its ceiling. Nobody else
//!      can use the reservation, not even while it is idle: that is its guarantee. A reservation of 0 switches the function off.
//!    * All functions *without* one share what is left of the account: its limit less all reservations.
//!    * Provisioned concurrency is taken out of the one or the other, whether it is used or not.
//! 4. **An idle environment** of this version serves the request if there is one: a warm start.
//! 5. **The scaling rate** must have room for a new environment otherwise: a cold start.
//!
//! A request over a limit is not queued here. It is refused at once with 429 `TooManyRequestsException`, and uses up nothing; what
//! its caller does then is the caller's business.
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
    let has_rate = in_use.rates.is_none_or(|rates| rates.provisioned.has_room(now, limits.provisioned));
    if in_use.provisioned != Concurrency::ZERO && has_rate {
        return Ok(Start::Provisioned);
    }
    let (limit, used, allowed) = match limits.reserved {
        Some(reserved) => (Limit::Reserved, in_use.function, reserved),
        None => (Limit::Account, in_use.unreserved, limits.unreserved),
    };
    // A limit of 0 has no rate to speak of: the function is switched off, or all of its reservation is provisioned.
    if let Some(Rates { on_demand: rate, .. }) = in_use.rates
        && allowed != Concurrency::ZERO
        && !rate.has_room(now, limits.requests)
    {
        let (used, allowed) = (rate.used(now, limits.requests), limits.requests.get());
        return Err(Throttle { limit: Limit::RequestRate, used, allowed, reason: reason(limit, true) });
    }
    if allowed <= used {
        return Err(Throttle { limit, used: used.get(), allowed: allowed.get(), reason: reason(limit, false) });
    }
    if in_use.idle != Concurrency::ZERO {
        return Ok(Start::Warm);
    }
    if in_use.scaling.has_room(now) {
        return Ok(Start::Cold);
    }
    let (used, allowed) = (in_use.scaling.used(now), in_use.scaling.at_once());
    Err(Throttle { limit: Limit::ScalingRate, used, allowed, reason: reason(limit, false) })
}

/// What AWS says of a function that meets this concurrency limit, or its request rate.
const fn reason(concurrency: Limit, is_rate: bool) -> Reason {
    match (concurrency, is_rate) {
        (Limit::Reserved, false) => Reason::ReservedFunctionConcurrentInvocationLimitExceeded,
        (Limit::Reserved, true) => Reason::ReservedFunctionInvocationRateLimitExceeded,
        (_, false) => Reason::ConcurrentInvocationLimitExceeded,
        (_, true) => Reason::FunctionInvocationRateLimitExceeded,
    }
}
