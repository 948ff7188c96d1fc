//! The rules that a scenario must keep before it can run. All broken ones are reported at once.

mod callers;
mod calls;
mod capacity;
mod destinations;
mod interventions;
mod invokes;
mod law;
mod versions;

pub use interventions::INTERVENTIONS_MAX;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::destination::NoDestination;
use crate::law::Law;
use crate::nearest::nearest;
use crate::plan::Plan;
use crate::problem::{Expected, Problem, Rule};
use crate::quotas::{FUNCTION_NAME_MAX, UNRESERVED_MINIMUM};
use crate::runtime::Runtime;
use crate::scenario::{Caller, Function, Point, Scenario, Traffic};
use crate::setting::{Owner, Range, Scope, Setting, TABLE, Value};
use crate::time::Span;
use crate::units::Concurrency;

/// How many functions one scenario can have: what an id can count.
const FUNCTIONS_MAX: u64 = 1_000;
/// How many requests can come at one instant: a bound of this simulator, AWS has none.
const BURST_MAX: u32 = 1_000_000;
/// How many attempts of requests a scenario can expect, so that every run comes to an end: a year of 30 a second. A bound of this
/// simulator, AWS has none.
const REQUESTS_MAX: u64 = 1_000_000_000;

/// How many events and retries can wait at once: what fits into memory. A bound of this simulator; AWS drops events "when the
/// function cannot keep up", without a number.
const WAITING_MAX: u64 = 10_000_000;

impl Scenario {
    /// Checks every rule.
    ///
    /// # Errors
    ///
    /// *All* rules that are broken, each with path and value.
    pub fn check(&self) -> Result<Plan, Vec<Problem>> {
        let mut problems = Vec::new();
        check_setting(self, Setting::Length, Owner::Account, Value::Span(self.length), &mut problems);
        for row in TABLE.iter().filter(|row| row.scope == Scope::Account) {
            let value = row.setting.get(self, None).unwrap_or(Value::Unset);
            check_setting(self, row.setting, Owner::Account, value, &mut problems);
        }
        check_function_count(self, &mut problems);
        for (place, function) in self.functions.iter().enumerate() {
            check_function(self, place, function, &mut problems);
        }
        check_reservations(self, &mut problems);
        capacity::check(self, &mut problems);
        for (place, caller) in self.callers.iter().enumerate() {
            check_caller(self, place, caller, &mut problems);
        }
        interventions::check(self, &mut problems);
        invokes::check(self, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let plan = Plan::new(self);
        let events = plan.waiting_at_once();
        if WAITING_MAX < events {
            let (value, rule) = (events.to_string(), Rule::TooManyEvents { max: WAITING_MAX });
            return Err([Problem { path: "callers".into(), value, rule }].into());
        }
        let expected = plan.expected_attempts();
        if REQUESTS_MAX < expected {
            let (value, rule) = (expected.to_string(), Rule::TooManyRequests { max: REQUESTS_MAX });
            return Err([Problem { path: "callers".into(), value, rule }].into());
        }
        Ok(plan)
    }
}

/// A value keeps the range of its setting.
fn check_setting(scenario: &Scenario, setting: Setting, owner: Owner<&str>, value: Value, problems: &mut Vec<Problem>) {
    if let Some(rule) = setting.broken_by(value) {
        problems.push(Problem { path: setting.path(scenario, owner), value: value.to_string(), rule });
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
    for row in TABLE.iter().filter(|row| row.scope == Scope::Function && row.setting != Setting::PeakRate) {
        match law_of(function, row.setting) {
            Some(law) => {
                law::check(&row.setting.path(scenario, Owner::Function(name.as_str())), row.setting, law, problems);
            }
            None if is_law(row.setting) || destinations::is_one(row.setting) => {}
            None => {
                let value = row.setting.get_of_function(function).unwrap_or(Value::Unset);
                check_setting(scenario, row.setting, Owner::Function(name), value, problems);
            }
        }
    }
    check_timeout(scenario, function, problems);
    versions::check(&path, function, problems);
    destinations::check(scenario, function, problems);
    if let Some(why) = function.without_snap_start() {
        let (path, value) =
            (Setting::SnapStart.path(scenario, Owner::Function(name.as_str())), function.life.snap_start.name());
        problems.push(Problem { path, value: value.into(), rule: Rule::NoSnapStart(why) });
    }
    if is_more_than_all(function) {
        // At the last one that is given.
        let setting = if 0.0 < function.crash_rate { Setting::CrashRate } else { Setting::TimeoutRate };
        let value = setting.get_of_function(function).unwrap_or(Value::Unset).to_string();
        let path = setting.path(scenario, Owner::Function(name.as_str()));
        problems.push(Problem { path, value, rule: Rule::MoreThanAll });
    }
    if function.init_law().is_none() {
        let runtime = function.runtime.map_or("", Runtime::name);
        let value = format!("{runtime} ({}, {})", function.package_type.name(), function.architecture.name());
        problems.push(Problem {
            path: Setting::Runtime.path(scenario, Owner::Function(name.as_str())),
            value,
            rule: Rule::NotMeasured,
        });
    }
}

/// Whether errors, timeouts and crashes, each in its range, are together more than all runs.
fn is_more_than_all(function: &Function) -> bool {
    let parts = [function.error_rate, function.timeout_rate, function.crash_rate];
    parts.iter().all(|part| *part <= 1.0) && 1.0 < parts.iter().sum()
}

/// The law that is given for a setting.
fn law_of(function: &Function, setting: Setting) -> Option<&Law> {
    match setting {
        Setting::Duration => Some(&function.duration),
        Setting::Setup => function.setup.as_ref(),
        Setting::Init => function.init.as_ref(),
        Setting::FirstRun => function.first_run.as_ref(),
        Setting::IdleLifetime => Some(&function.idle_lifetime),
        Setting::MaximumAge => Some(&function.life.maximum_age),
        _ => None,
    }
}

fn is_law(setting: Setting) -> bool {
    matches!(setting, Setting::Setup | Setting::Init | Setting::FirstRun)
}

/// AWS's timeouts and ages are whole seconds.
fn check_timeout(scenario: &Scenario, function: &Function, problems: &mut Vec<Problem>) {
    let spans =
        [(Setting::Timeout, function.timeout), (Setting::MaximumEventAge, function.asynchronous.maximum_event_age)];
    for (setting, span) in spans {
        if span != Span::from_secs(span.whole_secs()) {
            let rule = Rule::Expected(Expected::Integer);
            let path = setting.path(scenario, Owner::Function(function.name.as_str()));
            problems.push(Problem { path, value: span.to_string(), rule });
        }
    }
}

/// AWS keeps 100 unreserved. The problem stands at the reservation, or what is provisioned without one, that breaks the rule, counting
/// from the first.
fn check_reservations(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let limit = scenario.account.concurrent_executions;
    let reservable = reservable(limit);
    let reserved: u64 = scenario.functions.iter().map(claimed).sum();
    let mut sum: u64 = 0;
    for function in &scenario.functions {
        sum += claimed(function);
        if u64::from(reservable.get()) < sum {
            let setting = match function.reserved_concurrent_executions {
                Some(_) => Setting::ReservedConcurrency,
                None => Setting::ProvisionedConcurrency,
            };
            problems.push(Problem {
                path: setting.path(scenario, Owner::Function(function.name.as_str())),
                value: claimed(function).to_string(),
                rule: Rule::TooMuchReserved { reserved, limit: limit.get(), reservable: reservable.get() },
            });
            return;
        }
    }
}

/// What a function takes out of the account before it runs: its reservation, or what is provisioned without one.
fn claimed(function: &Function) -> u64 {
    function.reserved_concurrent_executions.map_or_else(|| function.provisioned(), |reserved| reserved.get().into())
}

/// The same rule, whichever reservation breaks it.
fn too_much_reserved(scenario: &Scenario) -> Option<Rule> {
    let limit = scenario.account.concurrent_executions;
    let reserved: u64 = scenario.functions.iter().map(claimed).sum();
    let reservable = reservable(limit).get();
    (u64::from(reservable) < reserved).then_some(Rule::TooMuchReserved { reserved, limit: limit.get(), reservable })
}

/// What the reservations of an account with this limit may add up to: 900 of 1,000.
pub fn reservable(limit: Concurrency) -> Concurrency {
    limit.saturating_sub(UNRESERVED_MINIMUM)
}

/// A function of this name is in the scenario. Where there is no function at all, that is the problem.
fn check_known(scenario: &Scenario, path: String, name: &str, problems: &mut Vec<Problem>) {
    let is_known = scenario.functions.iter().any(|function| function.name == name);
    if !is_known && !scenario.functions.is_empty() {
        let names = scenario.functions.iter().map(|function| function.name.as_str());
        let rule = Rule::UnknownFunction { nearest: nearest(name, names).map(Into::into) };
        problems.push(Problem { path, value: format!("\"{name}\""), rule });
    }
}

fn check_caller(scenario: &Scenario, place: usize, caller: &Caller, problems: &mut Vec<Problem>) {
    let path = &format!("callers[{place}]");
    check_known(scenario, format!("{path}.function"), &caller.function, problems);
    callers::check_authorizer(scenario, path, caller, problems);
    versions::check_qualifier(scenario, path, caller, problems);
    callers::check(scenario, place, caller, problems);
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
    #[expect(
        clippy::cast_precision_loss,
        clippy::float_arithmetic,
        reason = "rates and parts are compared with round bounds"
    )]
    pub fn broken_by(self, value: Value) -> Option<Rule> {
        match (self, value) {
            (Self::Count { min, max } | Self::OptionalCount { min, max }, Value::Count(count)) => {
                (count < min || max < count).then_some(Rule::OutOfRange { min, max })
            }
            (Self::Span { min, max }, Value::Span(span)) => {
                (span < min || max < span).then_some(Rule::SpanOutOfRange { min, max })
            }
            (Self::Rate { max }, Value::Rate(rate)) => ((max as f64) < rate.get()).then_some(Rule::RateTooHigh { max }),
            (Self::Fraction, Value::Fraction(part)) => {
                (!(0.0..=1.0).contains(&part)).then_some(Rule::FractionOutOfRange)
            }
            (Self::OptionalPart { min_percent, max_percent }, Value::Fraction(part)) => {
                let hundredth = |percent: u8| f64::from(percent) / 100.0;
                let is_in = hundredth(min_percent) <= part && part <= hundredth(max_percent);
                (!is_in).then_some(Rule::PartOutOfRange { min_percent, max_percent })
            }
            (Self::Choice { names, .. }, Value::Choice(name)) => (!names.contains(&name)).then_some(Rule::OneOf(names)),
            (Self::Destination { services }, Value::Choice(name)) => {
                (!services.contains(&name)).then_some(Rule::NoDestination(NoDestination::S3OnSuccess))
            }
            _ => None,
        }
    }
}
