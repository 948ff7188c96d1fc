//! Every number that AWS publishes and this engine uses, each once, with its source and the date it was read.
//!
//! What AWS does not publish is marked *assumption*; a scenario can change all of these.

use crate::law::Law;
use crate::time::Span;
use crate::units::Concurrency;

/// Concurrent executions of an account in one Region before any quota increase.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>, read 2026-10.
pub const ACCOUNT_CONCURRENCY: Concurrency = Concurrency::new(1_000);

/// Concurrency that always stays unreserved: the reservations of an account add up to its limit less this, at most.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, read 2026-10.
pub const UNRESERVED_MINIMUM: Concurrency = Concurrency::new(100);

/// The longest timeout a function can have; no handler runs longer.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>, read 2026-10.
pub const TIMEOUT_MAX: Span = Span::from_secs(900);

/// The longest INIT phase of an on-demand environment. Lambda cuts a longer one off and repeats it at the first
/// invocation; this engine does not model that repetition, so it accepts no longer INIT.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>, read 2026-10.
pub const INIT_MAX: Span = Span::from_secs(10);

/// The longest name of a function, in characters.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>, read 2026-10.
pub const FUNCTION_NAME_MAX: usize = 64;

/// INIT of a scenario that names none: the median of a Node.js 22 zip package.
///
/// An assumption; AWS publishes no such number. Measured by <https://github.com/maxday/lambda-perf>, 2026-06 to 2026-08.
pub const INIT_DEFAULT: Law = Law::Constant(Span::from_millis(145));

/// How long an idle environment stays: between five and seven minutes after its last invocation.
///
/// An assumption; AWS publishes no such number. Measured by <https://mikhail.io/serverless/coldstarts/aws/>, 2021-01.
pub const IDLE_LIFETIME_DEFAULT: Law = Law::Uniform { from: Span::from_secs(5 * 60), to: Span::from_secs(7 * 60) };
