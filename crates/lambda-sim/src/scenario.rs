//! A scenario: everything a form can hold, right or wrong. [`Scenario::check`] turns it into a [`Plan`](crate::plan::Plan).

use alloc::string::String;
use alloc::vec::Vec;

use crate::law::Law;
use crate::quotas;
use crate::time::Span;
use crate::units::{Concurrency, Rate};

/// The version of the scenario file that this engine reads.
pub const FILE_VERSION: u64 = 1;

/// A simulated account with its functions and their traffic.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Chooses the random numbers: the same scenario with the same seed is the same run.
    pub seed: u64,
    /// How long the run lasts. What would happen at or after this instant is not simulated.
    pub length: Span,
    /// The account that the functions share.
    pub account: Account,
    /// The functions, in the order in which they are shown.
    pub functions: Vec<Function>,
    /// Who sends requests.
    pub callers: Vec<Caller>,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            seed: 1,
            length: Span::from_secs(300),
            account: Account::default(),
            functions: Vec::new(),
            callers: Vec::new(),
        }
    }
}

/// An AWS account in one Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Account concurrency quota: requests that all functions together can have in flight.
    pub concurrent_executions: Concurrency,
}

impl Default for Account {
    fn default() -> Self {
        Self { concurrent_executions: quotas::ACCOUNT_CONCURRENCY }
    }
}

/// A Lambda function.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name, unique in the scenario.
    pub name: String,
    /// Reserved concurrency: at once a guarantee and a ceiling; 0 switches the function off; `None` = not set.
    pub reserved_concurrent_executions: Option<Concurrency>,
    /// How long the handler runs. A draw longer than [`quotas::TIMEOUT_MAX`] is cut there.
    pub duration: Law,
    /// How long INIT takes. A draw longer than [`quotas::INIT_MAX`] is cut there.
    pub init: Law,
    /// How long an environment is kept while idle (drawn once for each environment; an assumption).
    pub idle_lifetime: Law,
}

impl Function {
    /// A function of this name and handler duration; nothing reserved, INIT and idle lifetime as assumed.
    pub fn new(name: impl Into<String>, duration: Law) -> Self {
        Self {
            name: name.into(),
            reserved_concurrent_executions: None,
            duration,
            init: quotas::INIT_DEFAULT,
            idle_lifetime: quotas::IDLE_LIFETIME_DEFAULT,
        }
    }
}

/// Somebody who sends synchronous requests to one function.
#[derive(Clone, Debug, PartialEq)]
pub struct Caller {
    /// Name of the function.
    pub function: String,
    /// When the requests come.
    pub traffic: Traffic,
}

/// When requests come.
#[derive(Clone, Debug, PartialEq)]
pub enum Traffic {
    /// A process whose rate follows a curve.
    Curve {
        /// Evenly spaced or random.
        process: Process,
        /// Points joined by straight lines; a repeated instant is a step. Before the first point its rate holds,
        /// after the last point the last rate.
        points: Vec<Point>,
    },
    /// Exact instants.
    At(Vec<Burst>),
}

/// How requests are spaced along a rate curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// Evenly: at a constant rate r the requests come at 0, 1/r, 2/r, ... The first comes where the curve begins, even
    /// where it begins at zero.
    Even,
    /// Independently of each other: a Poisson process.
    Poisson,
}

/// A point of a rate curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Since the start of the run.
    pub at: Span,
    /// Requests a second at that instant.
    pub rate: Rate,
}

/// Requests that come at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// Since the start of the run.
    pub at: Span,
    /// How many.
    pub count: u32,
}
