//! The rules that a scenario must keep before it can run. All broken ones are reported at once.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::law::Law;
use crate::nearest::nearest;
use crate::plan::Plan;
use crate::problem::{Problem, Rule};
use crate::quotas::{FUNCTION_NAME_MAX, UNRESERVED_MINIMUM};
use crate::scenario::{Caller, Function, Point, Scenario, Traffic};
use crate::setting::{Range, Setting, Value};
use crate::time::Span;
use crate::units::Concurrency;

/// How many functions one scenario can have: what an id can count.
const FUNCTIONS_MAX: u64 = 1_000;
/// How many requests can come at one instant: a bound of this simulator, AWS has none.
const BURST_MAX: u32 = 1_000_000;
/// How many requests a scenario can expect, so that every run comes to an end: a year of 30 a second. A bound of this
/// simulator, AWS has none.
const REQUESTS_MAX: u64 = 1_000_000_000;

impl Scenario {
    /// Checks every rule.
    ///
    /// # Errors
    ///
    /// *All* rules that are broken, each with path and value.
    pub fn check(&self) -> Result<Plan, Vec<Problem>> {
        let mut problems = Vec::new();
        let limit = Value::Count(self.account.concurrent_executions.get().into());
        check_setting(self, Setting::Length, None, Value::Span(self.length), &mut problems);
        check_setting(self, Setting::AccountConcurrency, None, limit, &mut problems);
        check_function_count(self, &mut problems);
        for (place, function) in self.functions.iter().enumerate() {
            check_function(self, place, function, &mut problems);
        }
        check_reservations(self, &mut problems);
        for (place, caller) in self.callers.iter().enumerate() {
            check_caller(self, &format!("callers[{place}]"), caller, &mut problems);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let plan = Plan::new(self);
        let expected = plan.expected_requests();
        if REQUESTS_MAX < expected {
            let (value, rule) = (expected.to_string(), Rule::TooManyRequests { max: REQUESTS_MAX });
            return Err([Problem { path: "callers".into(), value, rule }].into());
        }
        Ok(plan)
    }
}

/// A value keeps the range of its setting.
fn check_setting(
    scenario: &Scenario,
    setting: Setting,
    function: Option<&str>,
    value: Value,
    problems: &mut Vec<Problem>,
) {
    if let Some(rule) = setting.row().range.broken_by(value) {
        problems.push(Problem { path: setting.path(scenario, function), value: value.to_string(), rule });
    }
}

fn check_function_count(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let count = scenario.functions.len() as u64;
    if !(1..=FUNCTIONS_MAX).contains(&count) {
        let value = format!("a map of {count}");
        let rule = if count == 0 { Rule::Empty } else { Rule::OutOfRange { min: 1, max: FUNCTIONS_MAX } };
        problems.push(Problem { path: "functions".into(), value, rule });
    }
}

fn check_function(scenario: &Scenario, place: usize, function: &Function, problems: &mut Vec<Problem>) {
    let path = format!("functions.{}", function.name);
    let accepted = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name = &function.name;
    if name.is_empty() || FUNCTION_NAME_MAX < name.len() || !name.chars().all(accepted) {
        let value = format!("named \"{name}\"");
        problems.push(Problem { path: path.clone(), value, rule: Rule::FunctionName });
    }
    if scenario.functions[..place].iter().any(|earlier| earlier.name == *name) {
        let value = format!("named \"{name}\"");
        problems.push(Problem { path: path.clone(), value, rule: Rule::DuplicateKey });
    }
    if let Some(reserved) = function.reserved_concurrent_executions {
        let value = Value::Count(reserved.get().into());
        check_setting(scenario, Setting::ReservedConcurrency, Some(name), value, problems);
    }
    let laws = [
        (Setting::Duration, &function.duration),
        (Setting::Init, &function.init),
        (Setting::IdleLifetime, &function.idle_lifetime),
    ];
    for (setting, law) in laws {
        check_law(&setting.path(scenario, Some(name)), setting, law, problems);
    }
}

/// Every parameter of a law keeps the range of the setting.
fn check_law(path: &str, setting: Setting, law: &Law, problems: &mut Vec<Problem>) {
    let mut parameter = |key: &str, span: Span| {
        if let Some(rule) = setting.row().range.broken_by(Value::Span(span)) {
            problems.push(Problem { path: format!("{path}.{key}"), value: span.to_string(), rule });
        }
    };
    match *law {
        Law::Constant(value) => parameter("value", value),
        Law::Exponential { mean } => parameter("mean", mean),
        Law::Uniform { from, to } => {
            parameter("from", from);
            parameter("to", to);
            if to < from {
                let value = to.to_string();
                problems.push(Problem { path: format!("{path}.to"), value, rule: Rule::EmptyInterval });
            }
        }
    }
}

/// AWS keeps 100 unreserved. The problem stands at the reservation that breaks the rule, counting from the first.
fn check_reservations(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let limit = scenario.account.concurrent_executions;
    let reservable = reservable(limit);
    let reservation = |function: &Function| function.reserved_concurrent_executions.map_or(0, Concurrency::get);
    let reserved: u64 = scenario.functions.iter().map(|function| u64::from(reservation(function))).sum();
    let mut sum: u64 = 0;
    for function in &scenario.functions {
        sum += u64::from(reservation(function));
        if u64::from(reservable.get()) < sum {
            problems.push(Problem {
                path: Setting::ReservedConcurrency.path(scenario, Some(&function.name)),
                value: reservation(function).to_string(),
                rule: Rule::TooMuchReserved { reserved, limit: limit.get(), reservable: reservable.get() },
            });
            return;
        }
    }
}

/// What the reservations of an account with this limit may add up to: 900 of 1,000.
pub fn reservable(limit: Concurrency) -> Concurrency {
    limit.saturating_sub(UNRESERVED_MINIMUM)
}

fn check_caller(scenario: &Scenario, path: &str, caller: &Caller, problems: &mut Vec<Problem>) {
    // Where there is no function at all, that is the problem.
    let is_known = scenario.functions.iter().any(|function| function.name == caller.function);
    if !is_known && !scenario.functions.is_empty() {
        let names = scenario.functions.iter().map(|function| function.name.as_str());
        let rule = Rule::UnknownFunction { nearest: nearest(&caller.function, names).map(Into::into) };
        let value = format!("\"{}\"", caller.function);
        problems.push(Problem { path: format!("{path}.function"), value, rule });
    }
    match &caller.traffic {
        Traffic::Curve { points, .. } => check_points(&format!("{path}.rate"), points, problems),
        Traffic::At(bursts) if bursts.is_empty() => {
            problems.push(Problem { path: format!("{path}.at"), value: "a list of 0".into(), rule: Rule::Empty });
        }
        Traffic::At(bursts) => {
            for (place, burst) in bursts.iter().enumerate().filter(|(_, burst)| BURST_MAX < burst.count) {
                let rule = Rule::OutOfRange { min: 0, max: u64::from(BURST_MAX) };
                problems.push(Problem { path: format!("{path}.at[{place}]"), value: burst.count.to_string(), rule });
            }
        }
    }
}

fn check_points(path: &str, points: &[Point], problems: &mut Vec<Problem>) {
    if points.is_empty() {
        problems.push(Problem { path: path.into(), value: "a list of 0".into(), rule: Rule::Empty });
    }
    let mut latest = Span::ZERO;
    for (place, point) in points.iter().enumerate() {
        if point.at < latest {
            let value = point.at.to_string();
            problems.push(Problem { path: format!("{path}[{place}][0]"), value, rule: Rule::PointsInOrder });
        }
        latest = latest.max(point.at);
        let value = Value::Rate(point.rate);
        if let Some(rule) = Setting::PeakRate.row().range.broken_by(value) {
            problems.push(Problem { path: format!("{path}[{place}][1]"), value: value.to_string(), rule });
        }
    }
}

impl Range {
    /// The rule that `value` breaks, if it lies outside this range.
    #[expect(clippy::cast_precision_loss, reason = "rates are compared with round bounds far below 2^53")]
    pub fn broken_by(self, value: Value) -> Option<Rule> {
        match (self, value) {
            (Self::Count { min, max } | Self::OptionalCount { min, max }, Value::Count(count)) => {
                (count < min || max < count).then_some(Rule::OutOfRange { min, max })
            }
            (Self::Span { min, max }, Value::Span(span)) => {
                (span < min || max < span).then_some(Rule::SpanOutOfRange { min, max })
            }
            (Self::Rate { max }, Value::Rate(rate)) => ((max as f64) < rate.get()).then_some(Rule::RateTooHigh { max }),
            _ => None,
        }
    }
}
