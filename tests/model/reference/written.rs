//! A scenario as a file, to be run with the command. What is as it is by default is not written.

use std::fmt;

use lambda_sim::destination::{Destination, Destinations};
use lambda_sim::intervention::{Intervention, Verb};
use lambda_sim::invoke::{InvocationType, Invoke};
use lambda_sim::law::Law;
use lambda_sim::retry::RetryMode;
use lambda_sim::scenario::{Account, Function, Gateway, LATEST, Process, Scenario, Traffic, Version};
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::token_bucket::Refill;
use lambda_sim::via::Via;

pub(super) struct Written<'s>(pub(super) &'s Scenario);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(scenario) = self;
        writeln!(f, "version: 1\nseed: {}\nlength: \"{}\"", scenario.seed, scenario.length)?;
        writeln!(f, "account: {{ {} }}\nfunctions:", account(&scenario.account))?;
        for function in &scenario.functions {
            writeln!(f, "  {}:", function.name)?;
            for (key, value) in settings(function) {
                writeln!(f, "    {key}: {value}")?;
            }
        }
        if !scenario.callers.is_empty() {
            writeln!(f, "callers:")?;
            (0..scenario.callers.len()).try_for_each(|place| writeln!(f, "  - {{ {} }}", caller(scenario, place)))?;
        }
        if scenario.interventions.is_empty() && scenario.invokes.is_empty() {
            return Ok(());
        }
        writeln!(f, "interventions:")?;
        let mut rest = &scenario.interventions[..];
        while !rest.is_empty() {
            // One call takes all three away.
            let count = if deregisters(rest) { 3 } else { 1 };
            writeln!(f, "  - {{ {} }}", intervention(&rest[count - 1]))?;
            rest = &rest[count..];
        }
        scenario.invokes.iter().try_for_each(|i| writeln!(f, "  - {{ {} }}", invoke(i)))
    }
}

fn account(account: &Account) -> String {
    let usual = Account::default();
    let mut parts = vec![format!("ConcurrentExecutions: {}", account.concurrent_executions)];
    if account.scaling_rate != usual.scaling_rate {
        parts.push(format!("scaling_rate: {}", account.scaling_rate.name()));
    }
    let Refill { rate, burst } = account.api_gateway;
    if account.api_gateway != usual.api_gateway {
        parts.push(format!("api_gateway_rate: {rate}, api_gateway_burst: {burst}"));
    }
    parts.join(", ")
}

const PROVISIONED: &str = "ProvisionedConcurrentExecutions";

/// The settings of a function that are not as by default, as they stand in a file.
fn settings(function: &Function) -> Vec<(&'static str, String)> {
    let usual = Function::new(function.name.clone(), function.duration.clone());
    let (own, usual_own) = (&function.asynchronous, &usual.asynchronous);
    let text = |span: Span| format!("\"{span}\"");
    let mut found = Vec::new();
    let mut add = |is_written: bool, key, value: String| found.extend(is_written.then_some((key, value)));
    let reserved = function.reserved_concurrent_executions;
    add(reserved.is_some(), "ReservedConcurrentExecutions", reserved.unwrap_or_default().to_string());
    let provisioned = function.provisioned_concurrent_executions;
    add(provisioned.is_some(), PROVISIONED, provisioned.unwrap_or_default().to_string());
    let (scaling, usual_scaling) = (&function.scaling, &usual.scaling);
    add(0 < scaling.min_capacity.get(), "MinCapacity", scaling.min_capacity.to_string());
    add(scaling.max_capacity.is_some(), "MaxCapacity", scaling.max_capacity.unwrap_or_default().to_string());
    add(scaling.target_value.is_some(), "TargetValue", scaling.target_value.unwrap_or_default().to_string());
    add(
        0 < scaling.scale_in_cooldown.as_nanos(),
        "ScaleInCooldown",
        scaling.scale_in_cooldown.whole_secs().to_string(),
    );
    add(
        0 < scaling.scale_out_cooldown.as_nanos(),
        "ScaleOutCooldown",
        scaling.scale_out_cooldown.whole_secs().to_string(),
    );
    add(scaling.alarm_delay != usual_scaling.alarm_delay, "alarm_delay", text(scaling.alarm_delay));
    add(function.preparation != usual.preparation, "preparation", text(function.preparation));
    let versions: Vec<String> = function.versions.iter().map(version).collect();
    add(!versions.is_empty(), "versions", format!("{{ {} }}", versions.join(", ")));
    add(function.timeout != usual.timeout, "Timeout", function.timeout.whole_secs().to_string());
    let runtime = function.runtime;
    add(runtime.is_some(), "runtime", runtime.map(|it| it.name().to_owned()).unwrap_or_default());
    add(true, "duration", law(&function.duration));
    let optional = |law_of: &Option<Law>| law_of.as_ref().map(law).unwrap_or_default();
    add(function.setup.is_some(), "setup", optional(&function.setup));
    add(function.init.is_some(), "init", optional(&function.init));
    add(function.first_run.is_some(), "first_run", optional(&function.first_run));
    add(true, "idle_lifetime", law(&function.idle_lifetime));
    let (life, usual_life) = (&function.life, &usual.life);
    add(life.maximum_age != usual_life.maximum_age, "maximum_age", law(&life.maximum_age));
    add(life.snap_start != usual_life.snap_start, "snap_start", format!("\"{}\"", life.snap_start.name()));
    let part = life.proactive_initialization;
    add(0.0 < part, "proactive_initialization", part.to_string());
    add(life.reuse_order != usual_life.reuse_order, "reuse_order", life.reuse_order.name().to_owned());
    add(life.vpc.is_some(), "vpc", life.vpc.map(|vpc| format!("\"{}\"", vpc.name)).unwrap_or_default());
    add(0.0 < function.error_rate, "error_rate", function.error_rate.to_string());
    add(0.0 < function.timeout_rate, "timeout_rate", function.timeout_rate.to_string());
    add(0.0 < function.crash_rate, "crash_rate", function.crash_rate.to_string());
    let dependency = function.dependency;
    add(dependency.delay != Span::ZERO, "dependency_delay", text(dependency.delay));
    add(0.0 < dependency.error_rate, "dependency_error_rate", dependency.error_rate.to_string());
    let (retries, age) = (own.maximum_retry_attempts, own.maximum_event_age);
    add(retries != usual_own.maximum_retry_attempts, "MaximumRetryAttempts", retries.to_string());
    add(age != usual_own.maximum_event_age, "MaximumEventAgeInSeconds", age.whole_secs().to_string());
    let queue = own.dead_letter_queue;
    let Destinations { on_failure, on_success } = &function.destinations;
    add(on_failure.is_some(), "OnFailure", destination(on_failure.as_ref()));
    add(on_success.is_some(), "OnSuccess", destination(on_success.as_ref()));
    add(queue != usual_own.dead_letter_queue, "dead_letter_queue", queue.name().to_owned());
    add(own.delay != usual_own.delay, "async_delay", text(own.delay));
    let is_usual = own.retry_jitter.total_cmp(&usual_own.retry_jitter).is_eq();
    add(!is_usual, "retry_jitter", own.retry_jitter.to_string());
    found
}

fn destination(destination: Option<&Destination>) -> String {
    match destination {
        Some(Destination::Function(name)) => name.clone(),
        Some(Destination::Service(service)) => service.name().to_owned(),
        None => String::new(),
    }
}

fn version(version: &Version) -> String {
    let name = if version.name == LATEST { format!("\"{LATEST}\"") } else { version.name.clone() };
    match version.provisioned_concurrent_executions {
        Some(units) => format!("{name}: {{ {PROVISIONED}: {units} }}"),
        None => format!("{name}: {{}}"),
    }
}

fn law(law: &Law) -> String {
    match law {
        Law::Constant(value) => format!("\"{value}\""),
        Law::Exponential { mean } => format!("{{ law: exponential, mean: \"{mean}\" }}"),
        Law::Uniform { from, to } => format!("{{ law: uniform, from: \"{from}\", to: \"{to}\" }}"),
        other => panic!("scenarios for the naive model have no laws like {other:?}"),
    }
}

/// Whether these begin with what `DeregisterScalableTarget` does.
fn deregisters(interventions: &[Intervention]) -> bool {
    let [policy, min, max, ..] = interventions else { return false };
    let is_with_it = |it: &&Intervention| (it.at, it.until, &it.owner) == (max.at, max.until, &max.owner);
    let settings = [policy, min, max].map(|it| it.setting);
    settings == [Setting::TargetValue, Setting::MinCapacity, Setting::MaxCapacity]
        && [policy, min].iter().all(is_with_it)
        && (policy.value, min.value, max.value) == (Value::Unset, Value::Count(0), Value::Unset)
}

/// What needs no value.
const DELETES: [Verb; 4] = [
    Verb::DeleteFunctionConcurrency,
    Verb::DeleteProvisionedConcurrencyConfig,
    Verb::DeregisterScalableTarget,
    Verb::DeleteScalingPolicy,
];

fn intervention(intervention: &Intervention) -> String {
    let Intervention { at, until, owner, setting, value } = intervention;
    let verb = Verb::of(*setting, *value).expect("a checked intervention has a verb");
    let whose = match owner {
        Owner::Account => None,
        Owner::Function(name) => Some(format!("function: {name}")),
        Owner::Caller(place) => Some(format!("caller: {place}")),
    };
    let is_set = *value != Value::Unset || !DELETES.contains(&verb);
    let value = is_set.then(|| format!("{}: \"{value}\"", Verb::key(*setting)).replace('"', quote(*value)));
    let parts: Vec<String> = whose.into_iter().chain(value).collect();
    let until = until.map_or(String::new(), |until| format!("until: \"{until}\", "));
    format!("at: \"{at}\", {until}{}: {{ {} }}", verb.name(), parts.join(", "))
}

fn invoke(invoke: &Invoke) -> String {
    let Invoke { at, function, qualifier, count, invocation_type } = invoke;
    let qualifier = qualifier.as_ref().map(|name| format!(", Qualifier: \"{name}\"")).unwrap_or_default();
    let invocation_type = match invocation_type {
        InvocationType::RequestResponse => "RequestResponse",
        InvocationType::Event => "Event",
    };
    let rest = format!("count: {count}, InvocationType: {invocation_type}{qualifier}");
    format!("at: \"{at}\", Invoke: {{ function: {function}, {rest} }}")
}

/// Lengths of time and rates are texts.
fn quote(value: Value) -> &'static str {
    if let Value::Span(_) | Value::Rate(_) = value { "\"" } else { "" }
}

fn caller(scenario: &Scenario, place: usize) -> String {
    let caller = &scenario.callers[place];
    let mut parts = vec![format!("function: {}", caller.function), traffic(&caller.traffic)];
    if let Some(qualifier) = &caller.qualifier {
        parts.push(format!("qualifier: \"{qualifier}\""));
    }
    if caller.via != Via::default() {
        parts.push(format!("via: {}", caller.via.name()));
    }
    if caller.retry_mode != RetryMode::default() {
        parts.push(format!("retry_mode: {}", caller.retry_mode.name()));
    }
    let Gateway { integration_timeout, throttled_status, .. } = caller.gateway;
    if let Some(timeout) = integration_timeout {
        parts.push(format!("integration_timeout: \"{timeout}\""));
    }
    if throttled_status != Gateway::default().throttled_status {
        parts.push(format!("throttled_status: {throttled_status}"));
    }
    let usual_api = Gateway::default();
    let api = &caller.gateway;
    parts.extend(api.authorizer.as_ref().map(|name| format!("authorizer: {name}")));
    if api.authorizer_type != usual_api.authorizer_type {
        parts.push(format!("authorizer_type: {}", api.authorizer_type.name()));
    }
    parts.extend(api.authorizer_result_ttl.map(|ttl| format!("AuthorizerResultTtlInSeconds: {}", ttl.whole_secs())));
    if api.identities != usual_api.identities {
        parts.push(format!("identities: {}", api.identities));
    }
    if 0.0 < api.identity_missing {
        parts.push(format!("identity_missing: {}", api.identity_missing));
    }
    if 0.0 < api.denied {
        parts.push(format!("denied: {}", api.denied));
    }
    let usual = if caller.via.retries() { caller.retry_mode.attempts() } else { caller.via.attempts() };
    if caller.max_attempts != usual {
        parts.push(format!("max_attempts: {}", caller.max_attempts));
    }
    parts.extend(mapping(scenario, place));
    parts.join(", ")
}

/// The settings of an event source mapping.
fn mapping(scenario: &Scenario, place: usize) -> Vec<String> {
    let via = scenario.callers[place].via;
    let rows = Setting::of_caller(via).filter(|_| via.is_polled());
    let values = rows.filter_map(|row| Some((row, row.setting.get(scenario, Owner::Caller(place))?)));
    let written = values.filter(|(row, value)| *value != Value::Unset && Some(*value) != row.default);
    written.map(|(row, value)| format!("{}: \"{value}\"", row.file_key).replace('"', quote(value))).collect()
}

fn traffic(traffic: &Traffic) -> String {
    match traffic {
        Traffic::At(bursts) => {
            let bursts: Vec<_> = bursts.iter().map(|burst| format!("\"{} x {}\"", burst.at, burst.count)).collect();
            format!("at: [{}]", bursts.join(", "))
        }
        Traffic::Curve { process, points } => {
            let process = match process {
                Process::Even => "even",
                Process::Poisson => "poisson",
            };
            let points: Vec<_> = points.iter().map(|point| format!("[\"{}\", \"{}\"]", point.at, point.rate)).collect();
            format!("process: {process}, rate: [{}]", points.join(", "))
        }
    }
}
