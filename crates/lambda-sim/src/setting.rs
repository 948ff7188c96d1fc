//! The table of settings: what can be changed, where it stands in the file, how it is written in a link, its range,
//! default and source. Sliders, links, the reader and the property tests all take these from here.

use alloc::format;
use alloc::string::String;
use core::fmt;

use crate::quotas;
use crate::scenario::{Caller, Function, Scenario, Traffic};
use crate::time::Span;
use crate::units::{Concurrency, Rate};

/// Something that can be changed in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// The seed of the random numbers.
    Seed,
    /// How long the run lasts.
    Length,
    /// The account's concurrency quota.
    AccountConcurrency,
    /// A function's reserved concurrency.
    ReservedConcurrency,
    /// The highest rate of a function's first rate curve; setting it stretches the curve.
    PeakRate,
    /// Mean of a function's handler duration.
    Duration,
    /// Mean of a function's INIT duration.
    Init,
    /// Mean of the time an idle environment of a function is kept.
    IdleLifetime,
}

/// What a setting belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The run as a whole.
    Run,
    /// The account.
    Account,
    /// One function.
    Function,
}

/// The range of a setting, with the type of its value; both ends are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// A whole number.
    Count {
        /// Smallest value.
        min: u64,
        /// Largest value.
        max: u64,
    },
    /// A whole number, or not set at all.
    OptionalCount {
        /// Smallest value.
        min: u64,
        /// Largest value.
        max: u64,
    },
    /// A length of time.
    Span {
        /// Shortest value.
        min: Span,
        /// Longest value.
        max: Span,
    },
    /// A rate from zero.
    Rate {
        /// Highest value [1/s].
        max: u64,
    },
}

/// The value of a setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Not set; only for an optional count.
    Unset,
    /// A whole number.
    Count(u64),
    /// A length of time.
    Span(Span),
    /// A rate.
    Rate(Rate),
}

impl fmt::Display for Value {
    /// The value as a file or a link writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unset => f.write_str("none"),
            Self::Count(count) => count.fmt(f),
            Self::Span(span) => span.fmt(f),
            Self::Rate(rate) => rate.fmt(f),
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The setting of this row.
    pub setting: Setting,
    /// How a link writes it, behind `f.NAME.` for a function's.
    pub key: &'static str,
    /// What it belongs to.
    pub scope: Scope,
    /// Its key in the scenario file, inside the map of what it belongs to.
    pub file_key: &'static str,
    /// Type and range.
    pub range: Range,
    /// The value where a scenario says nothing; `None` where it must say something.
    pub default: Option<Value>,
    /// The unit of its value, as the International System or AWS's guide has it.
    pub unit: &'static str,
    /// AWS's own name, for a property of AWS.
    pub aws_name: Option<&'static str>,
    /// Where the range comes from: an address, or "assumption" with the reason.
    pub source: &'static str,
}

const YEAR: Span = Span::from_secs(366 * 86_400);
const ONE_MILLION: u64 = 1_000_000;
const LIMITS_PAGE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const OURS: &str = "assumption: a bound of this simulator, AWS has none";

/// Every setting, in the order of the scenario file.
pub const TABLE: [Row; 8] = [
    Row {
        setting: Setting::Seed,
        key: "seed",
        scope: Scope::Run,
        file_key: "seed",
        range: Range::Count { min: 0, max: u64::MAX },
        default: Some(Value::Count(1)),
        unit: "",
        aws_name: None,
        source: OURS,
    },
    Row {
        setting: Setting::Length,
        key: "length",
        scope: Scope::Run,
        file_key: "length",
        range: Range::Span { min: Span::from_millis(1), max: YEAR },
        default: Some(Value::Span(Span::from_secs(300))),
        unit: "s",
        aws_name: None,
        source: OURS,
    },
    Row {
        setting: Setting::AccountConcurrency,
        key: "a.ce",
        scope: Scope::Account,
        file_key: "ConcurrentExecutions",
        range: Range::Count { min: 1, max: ONE_MILLION },
        default: Some(Value::Count(quotas::ACCOUNT_CONCURRENCY.get() as u64)),
        unit: "requests in flight",
        aws_name: Some("ConcurrentExecutions"),
        source: LIMITS_PAGE,
    },
    Row {
        setting: Setting::ReservedConcurrency,
        key: "rc",
        scope: Scope::Function,
        file_key: "ReservedConcurrentExecutions",
        range: Range::OptionalCount { min: 0, max: ONE_MILLION },
        default: Some(Value::Unset),
        unit: "requests in flight",
        aws_name: Some("ReservedConcurrentExecutions"),
        source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    },
    Row {
        setting: Setting::PeakRate,
        key: "rate",
        scope: Scope::Function,
        file_key: "rate",
        range: Range::Rate { max: ONE_MILLION },
        default: None,
        unit: "1/s",
        aws_name: None,
        source: OURS,
    },
    Row {
        setting: Setting::Duration,
        key: "duration",
        scope: Scope::Function,
        file_key: "duration",
        range: Range::Span { min: Span::ZERO, max: quotas::TIMEOUT_MAX },
        default: None,
        unit: "s",
        aws_name: Some("Duration"),
        source: LIMITS_PAGE,
    },
    Row {
        setting: Setting::Init,
        key: "init",
        scope: Scope::Function,
        file_key: "init",
        range: Range::Span { min: Span::ZERO, max: quotas::INIT_MAX },
        default: Some(Value::Span(quotas::INIT_DEFAULT.mean())),
        unit: "s",
        aws_name: Some("Init Duration"),
        source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html",
    },
    Row {
        setting: Setting::IdleLifetime,
        key: "idle",
        scope: Scope::Function,
        file_key: "idle_lifetime",
        range: Range::Span { min: Span::ZERO, max: YEAR },
        default: Some(Value::Span(quotas::IDLE_LIFETIME_DEFAULT.mean())),
        unit: "s",
        aws_name: None,
        source: OURS,
    },
];

/// The rows stand in the order of [`Setting`].
const _: () = {
    let mut place = 0;
    while place < TABLE.len() {
        assert!(TABLE[place].setting as usize == place, "a row stands in the wrong place");
        place += 1;
    }
};

impl Setting {
    /// The row of this setting.
    pub const fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Its key in the scenario file, inside the map of what it belongs to.
    pub const fn file_key(self) -> &'static str {
        self.row().file_key
    }

    /// Where it stands in the file of this scenario: `functions.checkout.ReservedConcurrentExecutions`, or
    /// `callers[2].rate` for a rate.
    pub fn path(self, scenario: &Scenario, function: Option<&str>) -> String {
        let key = self.file_key();
        let function = function.unwrap_or_default();
        match self.row().scope {
            Scope::Run => key.into(),
            Scope::Account => format!("account.{key}"),
            Scope::Function if self == Self::PeakRate => {
                let caller = scenario.callers.iter().position(|caller| is_curve_of(caller, function));
                format!("callers[{}].{key}", caller.unwrap_or_default())
            }
            Scope::Function => format!("functions.{function}.{key}"),
        }
    }

    /// The value in this scenario; `None` where there is no such function, or a function without a rate curve.
    pub fn get(self, scenario: &Scenario, function: Option<&str>) -> Option<Value> {
        let function = || scenario.functions.iter().find(|f| Some(f.name.as_str()) == function);
        Some(match self {
            Self::Seed => Value::Count(scenario.seed),
            Self::Length => Value::Span(scenario.length),
            Self::AccountConcurrency => Value::Count(scenario.account.concurrent_executions.get().into()),
            Self::ReservedConcurrency => match function()?.reserved_concurrent_executions {
                Some(reserved) => Value::Count(reserved.get().into()),
                None => Value::Unset,
            },
            Self::PeakRate => Value::Rate(peak_rate(scenario, function()?)?),
            Self::Duration => Value::Span(function()?.duration.mean()),
            Self::Init => Value::Span(function()?.init.mean()),
            Self::IdleLifetime => Value::Span(function()?.idle_lifetime.mean()),
        })
    }

    /// Puts a value into the scenario; `false`, and nothing changed, where there is no such function or the value is
    /// of another type. Ranges are [`Scenario::check`]'s business: a form may hold a wrong value.
    pub fn set(self, scenario: &mut Scenario, function: Option<&str>, value: Value) -> bool {
        match (self, value) {
            (Self::Seed, Value::Count(seed)) => scenario.seed = seed,
            (Self::Length, Value::Span(length)) => scenario.length = length,
            (Self::AccountConcurrency, Value::Count(count)) => {
                scenario.account.concurrent_executions = concurrency(count);
            }
            (Self::PeakRate, Value::Rate(rate)) => return stretch_curve(scenario, function, rate),
            _ => {
                let mut functions = scenario.functions.iter_mut();
                let Some(found) = functions.find(|f| Some(f.name.as_str()) == function) else {
                    return false;
                };
                return self.set_in_function(found, value);
            }
        }
        true
    }

    fn set_in_function(self, function: &mut Function, value: Value) -> bool {
        match (self, value) {
            (Self::ReservedConcurrency, Value::Unset) => function.reserved_concurrent_executions = None,
            (Self::ReservedConcurrency, Value::Count(count)) => {
                function.reserved_concurrent_executions = Some(concurrency(count));
            }
            (Self::Duration, Value::Span(mean)) => function.duration = function.duration.with_mean(mean),
            (Self::Init, Value::Span(mean)) => function.init = function.init.with_mean(mean),
            (Self::IdleLifetime, Value::Span(mean)) => {
                function.idle_lifetime = function.idle_lifetime.with_mean(mean);
            }
            _ => return false,
        }
        true
    }
}

/// A count as concurrency; one too large for the type is out of every range, so the largest stands for it.
fn concurrency(count: u64) -> Concurrency {
    Concurrency::new(u32::try_from(count).unwrap_or(u32::MAX))
}

fn is_curve_of(caller: &Caller, function: &str) -> bool {
    caller.function == function && matches!(caller.traffic, Traffic::Curve { .. })
}

fn peak_rate(scenario: &Scenario, function: &Function) -> Option<Rate> {
    let mut callers = scenario.callers.iter().filter(|caller| caller.function == function.name);
    callers.find_map(|caller| match &caller.traffic {
        Traffic::Curve { points, .. } => {
            let peak = points.iter().map(|point| point.rate);
            peak.max_by(|a, b| a.get().total_cmp(&b.get()))
        }
        Traffic::At(_) => None,
    })
}

/// Scales the function's first rate curve so that its peak becomes `peak`; a curve of zeros becomes flat at `peak`.
#[expect(clippy::float_arithmetic, reason = "a rate is a float: it only shapes samples")]
fn stretch_curve(scenario: &mut Scenario, function: Option<&str>, peak: Rate) -> bool {
    let mut callers = scenario.callers.iter_mut().filter(|caller| Some(caller.function.as_str()) == function);
    let curve = callers.find_map(|caller| match &mut caller.traffic {
        Traffic::Curve { points, .. } => Some(points),
        Traffic::At(_) => None,
    });
    let Some(points) = curve else {
        return false;
    };
    let old = points.iter().map(|point| point.rate.get()).fold(0.0, f64::max);
    for point in points {
        // The peak itself is put in unscaled, so that reading the setting back gives the very number set.
        let rate = point.rate.get();
        let scaled = if rate < old { rate / old * peak.get() } else { peak.get() };
        point.rate = Rate::per_second(scaled).unwrap_or(peak);
    }
    true
}
