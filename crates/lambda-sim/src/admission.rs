//! The heart: may this request run?
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>:
//!
//! * Concurrency is the number of requests in flight, not of environments.
//! * A function *with* reserved concurrency runs inside its reservation and nowhere else: that is its ceiling. Nobody else
//!   can use the reservation, not even while it is idle: that is its guarantee. A reservation of 0 switches the function off.
//! * All functions *without* one share what is left of the account: its limit less all reservations.
//! * A synchronous request over a limit is not queued. It is refused at once with 429 `TooManyRequestsException`.
//!
//! Everything here is a pure function of counts and limits.

use core::fmt;

use crate::units::Concurrency;

/// The limits that a request meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Reserved concurrency of the function, if set.
    pub reserved: Option<Concurrency>,
    /// What functions without a reservation share: the account's limit less all reservations.
    pub unreserved: Concurrency,
}

/// The requests in flight that these limits are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InFlight {
    /// Of this function.
    pub function: Concurrency,
    /// Of all functions without a reservation together (AWS: `UnreservedConcurrentExecutions`).
    pub unreserved: Concurrency,
}

/// The limit that refused a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// The account's concurrency limit: its unreserved part is exhausted.
    Account,
    /// The function's reserved concurrency is exhausted, or 0.
    Reserved,
}

impl Limit {
    /// All limits, in the order of reports.
    pub const ALL: [Self; 2] = [Self::Account, Self::Reserved];

    /// How series and summaries call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Reserved => "reserved",
        }
    }

    /// The `Reason` in the body of AWS's 429.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Account => "ConcurrentInvocationLimitExceeded",
            Self::Reserved => "ReservedFunctionConcurrentInvocationLimitExceeded",
        }
    }
}

/// A request was refused: by which limit, how much of it was in use, and how much it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Throttle {
    /// The limit.
    pub limit: Limit,
    /// Requests in flight under this limit.
    pub used: Concurrency,
    /// Requests in flight that it allows.
    pub allowed: Concurrency,
}

impl fmt::Display for Throttle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, used, allowed } = self;
        write!(f, "throttled: {used} of {allowed} in flight ({})", limit.reason())
    }
}

/// Decides on one request.
///
/// # Errors
///
/// The throttle, where a limit has no room.
pub fn admit(limits: Limits, in_flight: InFlight) -> Result<(), Throttle> {
    let (limit, used, allowed) = match limits.reserved {
        Some(reserved) => (Limit::Reserved, in_flight.function, reserved),
        None => (Limit::Account, in_flight.unreserved, limits.unreserved),
    };
    if used < allowed { Ok(()) } else { Err(Throttle { limit, used, allowed }) }
}
