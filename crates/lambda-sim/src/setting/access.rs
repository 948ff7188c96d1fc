//! Getting a setting out of a scenario and putting it in.

use super::{Owner, Scope, Setting, Value};
use crate::dated::Dated;
use crate::law::Law;
use crate::runtime::{Architecture, PackageType, Runtime};
use crate::scaling::ScalingRule;
use crate::scenario::{Asynchronous, DeadLetterQueue, Function, Scenario, Traffic};
use crate::time::Span;
use crate::units::{Concurrency, Rate};

impl Setting {
    /// The value in this scenario; `None` where there is no such function or caller, a function without a rate curve, a law that
    /// nobody has measured, or a caller whose requests come on another way.
    pub fn get<'a>(self, scenario: &Scenario, owner: impl Into<Owner<&'a str>>) -> Option<Value> {
        let owner = owner.into();
        if let Scope::Caller(_) = self.row().scope {
            return self.get_of_caller(scenario.callers.get(owner.caller()?)?);
        }
        if let Some((name, version)) = owner.function().and_then(|name| name.split_once(':')) {
            return self.get_of_version(scenario, name, version);
        }
        Some(match self {
            Self::Seed => Value::Count(scenario.seed),
            Self::Length => Value::Span(scenario.length),
            Self::AccountConcurrency => Value::Count(scenario.account.concurrent_executions.get().into()),
            Self::ApiGatewayRate => Value::Count(scenario.account.api_gateway.rate.into()),
            Self::ApiGatewayBurst => Value::Count(scenario.account.api_gateway.burst.into()),
            Self::ScalingRate => Value::Choice(scenario.account.scaling_rate.name()),
            _ => {
                let found = scenario.functions.iter().find(|f| Some(f.name.as_str()) == owner.function())?;
                return if self == Self::PeakRate {
                    peak_rate(scenario, found).map(Value::Rate)
                } else {
                    self.get_of_function(found)
                };
            }
        })
    }

    pub(crate) fn get_of_function(self, function: &Function) -> Option<Value> {
        let events = &function.asynchronous;
        Some(match self {
            Self::ReservedConcurrency => optional(function.reserved_concurrent_executions),
            Self::ProvisionedConcurrency => optional(function.provisioned_concurrent_executions),
            Self::Preparation => Value::Span(function.preparation),
            Self::MemorySize => Value::Count(function.memory_size.into()),
            Self::Timeout => Value::Count(function.timeout.whole_secs()),
            Self::Runtime => function.runtime.map_or(Value::Unset, |runtime| Value::Choice(runtime.name())),
            Self::PackageType => Value::Choice(function.package_type.name()),
            Self::Architecture => Value::Choice(function.architecture.name()),
            Self::Build => Value::Count(function.build),
            Self::Duration => Value::Span(function.duration.mean()),
            Self::Setup => Value::Span(function.setup_law().mean()),
            Self::Init => Value::Span(function.init_law()?.mean()),
            Self::FirstRun => Value::Span(function.first_run_law().mean()),
            Self::IdleLifetimePreset => match function.idle_lifetime {
                Law::Dated(dated) => Value::Choice(dated.name),
                _ => Value::Unset,
            },
            Self::IdleLifetime => Value::Span(function.idle_lifetime.mean()),
            Self::MaximumAge | Self::ReuseOrder | Self::Vpc | Self::SnapStart | Self::ProactiveInitialization => {
                return function.life.get(self);
            }
            Self::ErrorRate => Value::Fraction(function.error_rate),
            Self::TimeoutRate => Value::Fraction(function.timeout_rate),
            Self::CrashRate => Value::Fraction(function.crash_rate),
            Self::DependencyDelay => Value::Span(function.dependency.delay),
            Self::DependencyErrorRate => Value::Fraction(function.dependency.error_rate),
            Self::MaximumRetryAttempts => Value::Count(events.maximum_retry_attempts.into()),
            Self::MaximumEventAge => Value::Count(events.maximum_event_age.whole_secs()),
            Self::DeadLetterQueue => Value::Choice(events.dead_letter_queue.name()),
            Self::OnFailure | Self::OnSuccess => return self.get_of_destinations(&function.destinations),
            Self::AsyncDelay => Value::Span(events.delay),
            Self::RetryJitter => Value::Fraction(events.retry_jitter),
            _ => return self.get_of_scaling(&function.scaling),
        })
    }

    /// Puts a value into the scenario; `false`, and nothing changed, where there is no such function or caller, or the value is
    /// of another type. Ranges are [`Scenario::check`]'s business: a form may hold a wrong value.
    pub fn set<'a>(self, scenario: &mut Scenario, owner: impl Into<Owner<&'a str>>, value: Value) -> bool {
        let owner = owner.into();
        if let Scope::Caller(_) = self.row().scope {
            let caller = owner.caller().and_then(|place| scenario.callers.get_mut(place));
            return caller.is_some_and(|caller| self.set_in_caller(caller, value));
        }
        let function = owner.function();
        if let Some((name, version)) = function.and_then(|name| name.split_once(':')) {
            return self.set_of_version(scenario, name, version, value);
        }
        match (self, value) {
            (Self::Seed, Value::Count(seed)) => scenario.seed = seed,
            (Self::Length, Value::Span(length)) => scenario.length = length,
            (Self::AccountConcurrency, Value::Count(count)) => {
                scenario.account.concurrent_executions = concurrency(count);
            }
            (Self::ApiGatewayRate, Value::Count(rate)) => scenario.account.api_gateway.rate = saturated(rate),
            (Self::ApiGatewayBurst, Value::Count(burst)) => scenario.account.api_gateway.burst = saturated(burst),
            (Self::ScalingRate, Value::Choice(name)) => {
                return put(&mut scenario.account.scaling_rate, ScalingRule::named(name));
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

    pub(crate) fn set_in_function(self, function: &mut Function, value: Value) -> bool {
        match (self, value) {
            (Self::ReservedConcurrency, Value::Unset) => function.reserved_concurrent_executions = None,
            (Self::ReservedConcurrency, Value::Count(count)) => {
                function.reserved_concurrent_executions = Some(concurrency(count));
            }
            (Self::ProvisionedConcurrency, Value::Unset) => function.provisioned_concurrent_executions = None,
            (Self::ProvisionedConcurrency, Value::Count(count)) => {
                function.provisioned_concurrent_executions = Some(concurrency(count));
            }
            (Self::MemorySize, Value::Count(size)) => function.memory_size = saturated(size),
            (Self::Timeout, Value::Count(seconds)) => function.timeout = Span::from_secs(seconds),
            (Self::Runtime, Value::Unset) => function.runtime = None,
            (Self::Runtime, Value::Choice(name)) => return put(&mut function.runtime, Runtime::named(name).map(Some)),
            (Self::PackageType, Value::Choice(name)) => {
                let named = PackageType::ALL.into_iter().find(|package| package.name() == name);
                return put(&mut function.package_type, named);
            }
            (Self::Architecture, Value::Choice(name)) => {
                let named = Architecture::ALL.into_iter().find(|architecture| architecture.name() == name);
                return put(&mut function.architecture, named);
            }
            (Self::Build, Value::Count(build)) => function.build = build,
            (Self::IdleLifetimePreset, Value::Unset) => {
                if let Law::Dated(_) = function.idle_lifetime {
                    function.idle_lifetime = Law::IDLE_LIFETIME_DEFAULT;
                }
            }
            (Self::IdleLifetimePreset, Value::Choice(name)) => {
                return put(&mut function.idle_lifetime, Dated::idle_lifetime(name).map(Law::Dated));
            }
            (Self::MaximumAge | Self::ReuseOrder | Self::Vpc | Self::SnapStart | Self::ProactiveInitialization, _) => {
                return function.life.set(self, value);
            }
            (Self::OnFailure | Self::OnSuccess, _) => {
                return self.set_in_destinations(&mut function.destinations, value);
            }
            (_, Value::Span(mean)) => return self.set_span(function, mean),
            (Self::ErrorRate, Value::Fraction(part)) => function.error_rate = part,
            (Self::TimeoutRate, Value::Fraction(part)) => function.timeout_rate = part,
            (Self::CrashRate, Value::Fraction(part)) => function.crash_rate = part,
            (Self::DependencyErrorRate, Value::Fraction(part)) => function.dependency.error_rate = part,
            _ => return self.set_of_events_or_scaling(function, value),
        }
        true
    }

    /// Sets the mean of a law, or a length of time.
    fn set_span(self, function: &mut Function, mean: Span) -> bool {
        match self {
            Self::Duration => function.duration = function.duration.with_mean(mean),
            Self::Setup => function.setup = Some(function.setup_law().with_mean(mean)),
            // What makes a cold start long beside INIT stays as it is: only INIT is set.
            Self::Init => {
                function.setup = Some(function.setup_law());
                let law = function.init_law().unwrap_or(Law::Constant(mean));
                function.init = Some(law.with_mean(mean));
            }
            Self::FirstRun => function.first_run = Some(function.first_run_law().with_mean(mean)),
            Self::IdleLifetime => function.idle_lifetime = function.idle_lifetime.with_mean(mean),
            Self::AsyncDelay => function.asynchronous.delay = mean,
            Self::Preparation => function.preparation = mean,
            Self::DependencyDelay => function.dependency.delay = mean,
            _ => return self.set_in_scaling(&mut function.scaling, Value::Span(mean)),
        }
        true
    }

    fn set_of_events_or_scaling(self, function: &mut Function, value: Value) -> bool {
        self.set_asynchronous(&mut function.asynchronous, value) || self.set_in_scaling(&mut function.scaling, value)
    }

    fn set_asynchronous(self, events: &mut Asynchronous, value: Value) -> bool {
        match (self, value) {
            (Self::MaximumRetryAttempts, Value::Count(count)) => {
                events.maximum_retry_attempts = u8::try_from(count).unwrap_or(u8::MAX);
            }
            (Self::MaximumEventAge, Value::Count(seconds)) => events.maximum_event_age = Span::from_secs(seconds),
            (Self::DeadLetterQueue, Value::Choice(name)) => {
                let named = DeadLetterQueue::ALL.into_iter().find(|queue| queue.name() == name);
                return put(&mut events.dead_letter_queue, named);
            }
            (Self::RetryJitter, Value::Fraction(part)) => events.retry_jitter = part,
            _ => return false,
        }
        true
    }
}

fn optional(count: Option<Concurrency>) -> Value {
    count.map_or(Value::Unset, |count| Value::Count(count.get().into()))
}

/// Puts a value in its place, if there is one.
fn put<T>(place: &mut T, value: Option<T>) -> bool {
    value.map(|value| *place = value).is_some()
}

/// A count as concurrency; one too large for the type is out of every range, so the largest stands for it.
fn concurrency(count: u64) -> Concurrency {
    Concurrency::new(saturated(count))
}

fn saturated(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
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
