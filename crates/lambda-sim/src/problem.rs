//! What is wrong with a scenario: where, what stands there, and which rule it breaks.

mod words;

pub(crate) use words::write_one_of;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::destination::NoDestination;
use crate::life::NoSnapStart;
use crate::time::Span;
use crate::via::Via;

/// One mistake in a scenario. The page words it by its rule; `Display` is English, for the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, as in the file: `functions.checkout.ReservedConcurrentExecutions`, `callers[2].rate[0]`.
    pub path: String,
    /// What stands there, as typed.
    pub value: String,
    /// The rule it breaks.
    pub rule: Rule,
}

impl core::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "the file is {}: {}", self.value, self.rule)
        } else {
            write!(f, "{} is {}: {}", self.path, self.value, self.rule)
        }
    }
}

/// The kind of value that a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A map of names to values.
    Map,
    /// A list.
    List,
    /// A whole number.
    Integer,
    /// A text.
    Text,
    /// A length of time with its unit.
    Span,
    /// A rate with its unit.
    Rate,
    /// A number.
    Number,
    /// A part of a whole.
    Fraction,
    /// A quantile: a part of all values and the value below which it lies.
    Quantile,
    /// A law: a map with `law` and its parameters.
    Law,
    /// A point of a rate curve: a list of an instant and a rate.
    Point,
    /// An exact instant, with a count behind it where several requests come at once.
    Burst,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Map => "a map of names to values",
            Self::List => "a list",
            Self::Integer => "a whole number",
            Self::Text => "a text",
            Self::Span => "a length of time with its unit, such as 800ms, 1.5s or 5m",
            Self::Rate => "a rate with its unit, such as 100/s, 90/min or 5/h",
            Self::Number => "a number",
            Self::Fraction => "a part from 0 to 1, such as 0.05 or 5%",
            Self::Quantile => "a quantile such as [0.99, 250ms]",
            Self::Law => "a law such as { law: constant, value: 500ms }",
            Self::Point => "a point such as [60s, 4000/s]",
            Self::Burst => "an instant such as 10s, or with a count 10s x 1000",
        })
    }
}

/// A rule that a scenario can break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The value has another type.
    Expected(Expected),
    /// The key must be given.
    Missing,
    /// No such key; `nearest` is the known key most like it, if any is.
    UnknownKey {
        /// The known key most like it.
        nearest: Option<&'static str>,
    },
    /// The key stands twice; the second one is reported.
    DuplicateKey,
    /// The number is outside its range; both ends are allowed.
    OutOfRange {
        /// Smallest allowed value.
        min: u64,
        /// Largest allowed value.
        max: u64,
    },
    /// The length of time is outside its range; both ends are allowed.
    SpanOutOfRange {
        /// Shortest allowed value.
        min: Span,
        /// Longest allowed value.
        max: Span,
    },
    /// The value is outside a range of AWS, which refuses it.
    Refused {
        /// The range.
        rule: Box<Self>,
        /// AWS's exception.
        exception: &'static str,
    },
    /// The rate is higher than this many requests a second.
    RateTooHigh {
        /// Highest allowed rate [1/s].
        max: u64,
    },
    /// The part is outside the range that AWS allows.
    PartOutOfRange {
        /// Smallest value, in hundredths.
        min_percent: u8,
        /// Largest value, in hundredths.
        max_percent: u8,
    },
    /// Without `MaxCapacity` there is nothing to scale.
    NoScalableTarget,
    /// There is no scalable target that could go.
    NothingRegistered,
    /// There is no scaling policy that could go.
    NoPolicy,
    /// `MinCapacity` exceeds `MaxCapacity`.
    MinAboveMax {
        /// `MaxCapacity`.
        max: u32,
    },
    /// The part is outside 0 to 1.
    FractionOutOfRange,
    /// Errors, timeouts and crashes together are more than all runs.
    MoreThanAll,
    /// Of these keys exactly one must be given.
    OneKeyOf(&'static [&'static str]),
    /// Quantiles must rise, and so must their values.
    QuantilesInOrder,
    /// Nobody has measured INIT of this runtime packaged like that.
    NotMeasured,
    /// Only callers that retry by themselves can be told how often.
    NoRetries,
    /// Only callers on these ways have such a setting.
    OnlyVia {
        /// The ways.
        vias: Vec<Via>,
    },
    /// There is no caller at this place.
    UnknownCaller {
        /// How many there are; they count from 0.
        callers: usize,
    },
    /// More events and retries could wait at once than a run can hold.
    TooManyEvents {
        /// The most that can wait at once.
        max: u64,
    },
    /// The text is not one of those allowed here.
    OneOf(&'static [&'static str]),
    /// A uniform law ends before it begins.
    EmptyInterval,
    /// No function has this name; `nearest` is the one most like it, if any is.
    UnknownFunction {
        /// The known function most like it.
        nearest: Option<String>,
    },
    /// AWS takes it for no destination.
    NoDestination(NoDestination),
    /// A function's name is not one that AWS accepts: 1 to 64 letters, digits, `-` and `_`.
    FunctionName,
    /// A caller has both a rate curve and exact instants, or neither.
    RateOrAt,
    /// The point lies before the point above it.
    PointsInOrder,
    /// The list must hold at least one entry.
    Empty,
    /// All callers together would send more requests than a run can have.
    TooManyRequests {
        /// The most requests a run can have.
        max: u64,
    },
    /// The instant is at or after the end of the run.
    NotInTheRun {
        /// How long the run lasts.
        length: Span,
    },
    /// An intervention ends before it has begun.
    NotAfter {
        /// When it begins.
        at: Span,
    },
    /// What is sent at an instant has no end.
    NoEnd,
    /// The setting cannot be changed while a run goes on.
    CannotChange,
    /// The function has no rate curve, only exact instants.
    NoCurve,
    /// No version or alias of the function has this name; `nearest` is the one most like it, if any is.
    UnknownVersion {
        /// The known version most like it.
        nearest: Option<String>,
    },
    /// A version's name is not one that AWS accepts.
    VersionName,
    /// AWS provisions no concurrency for a version that is not published.
    ProvisionedLatest,
    /// AWS makes a function's URL for an alias or what is not published, not for a version with a number.
    UrlOfVersion,
    /// A quota is raised on request, and not lowered.
    QuotaNotRaised {
        /// What it is before.
        now: u64,
    },
    /// AWS provisions no more for a function than is reserved for it.
    MoreProvisionedThanReserved {
        /// What its versions add up to.
        provisioned: u64,
        /// Its reserved concurrency.
        reserved: u32,
    },
    /// AWS makes larger batches only with a batching window.
    BatchWithoutWindow {
        /// The most messages without one.
        max: u32,
    },
    /// AWS makes no larger batches of a FIFO queue.
    BatchOfFifo {
        /// The most messages.
        max: u32,
    },
    /// AWS has no batching window for a FIFO queue.
    WindowOfFifo,
    /// AWS maps no queue whose messages are visible again before the function can have ended.
    VisibleTooSoon {
        /// The function's timeout.
        timeout: Span,
    },
    /// The function cannot have `SnapStart`.
    NoSnapStart(NoSnapStart),
    /// AWS refuses reservations, and provisioned concurrency besides them, that leave less than 100 unreserved.
    TooMuchReserved {
        /// Sum of all reservations of the scenario, and of what is provisioned for functions without one.
        reserved: u64,
        /// The account's concurrency limit.
        limit: u32,
        /// The most that the reservations may add up to.
        reservable: u32,
    },
}
