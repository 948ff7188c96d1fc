//! A scenario in a few readable lines.
//!
//! What a test does not say is plain: account limit 1,000, ten seconds, handlers of 100 ms, no INIT, nothing expires or fails.

mod events;
mod life;

use std::sync::Arc;

use lambda_sim::autoscaling::Autoscaling;
use lambda_sim::intervention::Intervention;
use lambda_sim::law::Law;
use lambda_sim::plan::Plan;
use lambda_sim::retry::RetryMode;
use lambda_sim::runtime::{Architecture, PackageType, Runtime};
use lambda_sim::scaling::ScalingRule;
use lambda_sim::scenario::{
    Burst, Caller, DeadLetterQueue, Function, Gateway, Point, Process, Scenario, Traffic, Version,
};
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::source::Mapping;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::token_bucket::Refill;
use lambda_sim::units::{Concurrency, Rate};
use lambda_sim::via::Via;

pub(crate) fn scenario() -> ScenarioBuilder {
    ScenarioBuilder(Scenario { length: span("10s"), ..Scenario::default() })
}

#[track_caller]
pub(crate) fn span(text: &str) -> Span {
    Span::parse(text).unwrap_or_else(|| panic!("{text:?} is no length of time"))
}

#[track_caller]
pub(crate) fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap_or_else(|| panic!("{text:?} is no rate"))
}

pub(crate) fn constant(value: &str) -> Law {
    Law::Constant(span(value))
}

pub(crate) fn exponential(mean: &str) -> Law {
    Law::Exponential { mean: span(mean) }
}

pub(crate) fn uniform(from: &str, to: &str) -> Law {
    Law::Uniform { from: span(from), to: span(to) }
}

pub(crate) fn log_normal(mean: &str, sigma: f64) -> Law {
    Law::LogNormal { mean: span(mean), sigma }
}

pub(crate) fn empirical(values: &[&str]) -> Law {
    Law::Values(values.iter().map(|value| span(value)).collect())
}

pub(crate) fn quantiles(points: &[(f64, &str)]) -> Law {
    Law::Points(points.iter().map(|(part, value)| (*part, span(value))).collect())
}

#[track_caller]
pub(crate) fn runtime(name: &str) -> Runtime {
    Runtime::named(name).unwrap_or_else(|| panic!("{name:?} is no measured runtime"))
}

/// A law, or the only value of a constant one.
pub(crate) trait IntoLaw {
    fn into_law(self) -> Law;
}

impl IntoLaw for Law {
    fn into_law(self) -> Law {
        self
    }
}

impl IntoLaw for &str {
    fn into_law(self) -> Law {
        constant(self)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct FunctionBuilder(Function);

impl FunctionBuilder {
    pub(crate) fn reserved(mut self, units: u32) -> Self {
        self.0.reserved_concurrent_executions = Some(Concurrency::new(units));
        self
    }

    /// Provisioned concurrency of the live version.
    pub(crate) fn provisioned(mut self, units: u32) -> Self {
        self.0.provisioned_concurrent_executions = Some(Concurrency::new(units));
        self
    }

    /// A further version, with so much provisioned.
    pub(crate) fn version(mut self, name: &str, units: Option<u32>) -> Self {
        let provisioned_concurrent_executions = units.map(Concurrency::new);
        self.0.versions.push(Version { name: name.to_owned(), provisioned_concurrent_executions });
        self
    }

    pub(crate) fn preparation(mut self, preparation: &str) -> Self {
        self.0.preparation = span(preparation);
        self
    }

    /// Scaled between these, by target tracking where there is a target.
    pub(crate) fn scaled(mut self, min: u32, max: u32, target: Option<f64>) -> Self {
        let (min_capacity, max_capacity) = (Concurrency::new(min), Some(Concurrency::new(max)));
        self.0.scaling = Autoscaling { min_capacity, max_capacity, target_value: target, ..self.0.scaling };
        self
    }

    pub(crate) fn alarm_delay(mut self, delay: &str) -> Self {
        self.0.scaling.alarm_delay = span(delay);
        self
    }

    /// After scaling in, and after scaling out [s].
    pub(crate) fn cooldowns(mut self, scale_in: u64, scale_out: u64) -> Self {
        let cooldowns = [scale_in, scale_out].map(Span::from_secs);
        [self.0.scaling.scale_in_cooldown, self.0.scaling.scale_out_cooldown] = cooldowns;
        self
    }

    pub(crate) fn duration(mut self, law: impl IntoLaw) -> Self {
        self.0.duration = law.into_law();
        self
    }

    pub(crate) fn init(mut self, law: impl IntoLaw) -> Self {
        self.0.init = Some(law.into_law());
        self
    }

    pub(crate) fn setup(mut self, law: impl IntoLaw) -> Self {
        self.0.setup = Some(law.into_law());
        self
    }

    pub(crate) fn first_run(mut self, law: impl IntoLaw) -> Self {
        self.0.first_run = Some(law.into_law());
        self
    }

    /// Cold starts as measured for this runtime: set-up, INIT and the first run of the handler.
    pub(crate) fn runtime(mut self, name: &str) -> Self {
        self.0.runtime = Some(runtime(name));
        self.0.init = None;
        self
    }

    pub(crate) fn package(mut self, package: PackageType, architecture: Architecture) -> Self {
        (self.0.package_type, self.0.architecture) = (package, architecture);
        self
    }

    /// Memory [MB].
    pub(crate) fn memory(mut self, size: u32) -> Self {
        self.0.memory_size = size;
        self
    }

    pub(crate) fn timeout(mut self, timeout: &str) -> Self {
        self.0.timeout = span(timeout);
        self
    }

    /// The part of the runs that raise an error.
    pub(crate) fn errors(mut self, rate: f64) -> Self {
        self.0.error_rate = rate;
        self
    }

    /// The part of the runs that hang until the timeout.
    pub(crate) fn timeouts(mut self, rate: f64) -> Self {
        self.0.timeout_rate = rate;
        self
    }

    /// The part of the runs whose process ends.
    pub(crate) fn crashes(mut self, rate: f64) -> Self {
        self.0.crash_rate = rate;
        self
    }

    /// AWS's `MaximumRetryAttempts`.
    pub(crate) fn retries(mut self, attempts: u8) -> Self {
        self.0.asynchronous.maximum_retry_attempts = attempts;
        self
    }

    /// AWS's `MaximumEventAgeInSeconds`.
    pub(crate) fn event_age(mut self, age: &str) -> Self {
        self.0.asynchronous.maximum_event_age = span(age);
        self
    }

    pub(crate) fn dead_letter_queue(mut self, queue: DeadLetterQueue) -> Self {
        self.0.asynchronous.dead_letter_queue = queue;
        self
    }

    /// From the acceptance of an event to its first attempt, and how much longer than nominal its waits can be.
    pub(crate) fn queue(mut self, delay: &str, jitter: f64) -> Self {
        (self.0.asynchronous.delay, self.0.asynchronous.retry_jitter) = (span(delay), jitter);
        self
    }

    pub(crate) fn idle_lifetime(mut self, law: impl IntoLaw) -> Self {
        self.0.idle_lifetime = law.into_law();
        self
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ScenarioBuilder(Scenario);

impl ScenarioBuilder {
    pub(crate) fn seed(mut self, seed: u64) -> Self {
        self.0.seed = seed;
        self
    }

    pub(crate) fn length(mut self, length: &str) -> Self {
        self.0.length = span(length);
        self
    }

    /// The account's concurrency limit.
    pub(crate) fn limit(mut self, units: u32) -> Self {
        self.0.account.concurrent_executions = Concurrency::new(units);
        self
    }

    /// API Gateway's own limit: requests a second, and the size of its bucket.
    pub(crate) fn api_gateway(mut self, rate: u32, burst: u32) -> Self {
        self.0.account.api_gateway = Refill { rate, burst };
        self
    }

    pub(crate) fn scaling_rate(mut self, rule: ScalingRule) -> Self {
        self.0.account.scaling_rate = rule;
        self
    }

    pub(crate) fn function(mut self, name: &str, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> Self {
        let mut function = Function::new(name, constant("100ms"));
        function.init = Some(constant("0s"));
        function.idle_lifetime = constant("1d");
        self.0.functions.push(with(FunctionBuilder(function)).0);
        self
    }

    /// Requests evenly spaced at one rate.
    pub(crate) fn even(self, function: &str, rate: &str) -> Self {
        self.even_curve(function, &[("0s", rate)])
    }

    /// Random requests at one rate.
    pub(crate) fn poisson(self, function: &str, rate: &str) -> Self {
        self.poisson_curve(function, &[("0s", rate)])
    }

    pub(crate) fn even_curve(self, function: &str, points: &[(&str, &str)]) -> Self {
        self.curve(function, Process::Even, points)
    }

    pub(crate) fn poisson_curve(self, function: &str, points: &[(&str, &str)]) -> Self {
        self.curve(function, Process::Poisson, points)
    }

    fn curve(self, function: &str, process: Process, points: &[(&str, &str)]) -> Self {
        let point = |(at, per): &(&str, &str)| Point { at: span(at), rate: rate(per) };
        self.caller(function, Traffic::Curve { process, points: points.iter().map(point).collect() })
    }

    /// Requests at exact instants, with counts where several come at once: `"0s, 10ms x 3"`.
    pub(crate) fn at(self, function: &str, instants: &str) -> Self {
        let burst = |text: &str| {
            let (at, count) = text.split_once('x').unwrap_or((text, "1"));
            let count = count.trim().parse().expect("the count of a burst is a whole number");
            Burst { at: span(at), count }
        };
        let bursts = instants.split(',').map(burst).collect();
        self.caller(function, Traffic::At(bursts))
    }

    fn caller(mut self, function: &str, traffic: Traffic) -> Self {
        self.0.callers.push(Caller::new(function, Via::Invoke, traffic));
        self
    }

    /// The way on which the requests of the last caller come.
    #[track_caller]
    pub(crate) fn via(mut self, via: Via) -> Self {
        let last = self.0.callers.last_mut().expect("a caller stands before its way");
        (last.via, last.max_attempts, last.mapping) = (via, via.attempts(), Mapping::of(via));
        self
    }

    /// How the SDK of the last caller retries.
    #[track_caller]
    pub(crate) fn retry_mode(mut self, mode: RetryMode) -> Self {
        let last = self.0.callers.last_mut().expect("a caller stands before its mode");
        (last.retry_mode, last.max_attempts) = (mode, mode.attempts());
        self
    }

    /// The API that the requests of the last caller come through.
    #[track_caller]
    pub(crate) fn gateway(mut self, with: impl FnOnce(&mut Gateway)) -> Self {
        with(&mut self.0.callers.last_mut().expect("a caller stands before its API").gateway);
        self
    }

    /// The messages of a queue at exact instants, and how its mapping differs from what it is by default.
    pub(crate) fn queue(self, function: &str, instants: &str, with: impl FnOnce(&mut Mapping)) -> Self {
        self.at(function, instants).via(Via::Sqs).mapping(with)
    }

    /// How the mapping of the last caller differs from what it is by default.
    #[track_caller]
    pub(crate) fn mapping(mut self, with: impl FnOnce(&mut Mapping)) -> Self {
        with(&mut self.0.callers.last_mut().expect("a caller stands before its mapping").mapping);
        self
    }

    /// The version that the last caller calls.
    #[track_caller]
    pub(crate) fn qualifier(mut self, version: &str) -> Self {
        self.0.callers.last_mut().expect("a caller stands before its qualifier").qualifier = Some(version.to_owned());
        self
    }

    /// Somebody sets a setting of a function.
    pub(crate) fn set(mut self, at: &str, function: &str, setting: Setting, value: Value) -> Self {
        let owner = Owner::Function(function.to_owned());
        self.0.interventions.push(Intervention { at: span(at), until: None, owner, setting, value });
        self
    }

    /// Somebody sets a setting of the last caller.
    #[track_caller]
    pub(crate) fn set_of_caller(mut self, at: &str, setting: Setting, value: Value) -> Self {
        let owner = Owner::Caller(self.0.callers.len() - 1);
        self.0.interventions.push(Intervention { at: span(at), until: None, owner, setting, value });
        self
    }

    /// Somebody sets a setting of the account.
    pub(crate) fn set_account(mut self, at: &str, setting: Setting, value: Value) -> Self {
        self.0.interventions.push(Intervention { at: span(at), until: None, owner: Owner::Account, setting, value });
        self
    }

    /// How often the last caller tries.
    #[track_caller]
    pub(crate) fn max_attempts(mut self, attempts: u16) -> Self {
        self.0.callers.last_mut().expect("a caller stands before its attempts").max_attempts = attempts;
        self
    }

    pub(crate) fn build(self) -> Scenario {
        self.0
    }

    #[track_caller]
    pub(crate) fn plan(self) -> Arc<Plan> {
        plan_of(&self.0)
    }

    /// Runs it, with series second by second.
    #[track_caller]
    pub(crate) fn run(self) -> Run {
        self.run_by("1s")
    }

    /// Runs it, with series of this period.
    #[track_caller]
    pub(crate) fn run_by(self, period: &str) -> Run {
        Run::of(self.plan(), span(period))
    }
}

#[track_caller]
pub(crate) fn plan_of(scenario: &Scenario) -> Arc<Plan> {
    match scenario.check() {
        Ok(plan) => Arc::new(plan),
        Err(problems) => panic!("the scenario breaks rules: {problems:#?}"),
    }
}
