//! From a scenario that shows something to a smaller one that still shows it.

use lambda_sim::destination::{Destination, Destinations};
use lambda_sim::invoke::InvocationType;
use lambda_sim::law::Law;
use lambda_sim::life::{Life, SnapStart};
use lambda_sim::retry::RetryMode;
use lambda_sim::scaling::ScalingRule;
use lambda_sim::scenario::{Account, Asynchronous, Burst, Caller, Function, Gateway, Scenario, Traffic};
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::source::{Backoff, Mapping, Ramp};
use lambda_sim::time::Span;
use lambda_sim::units::{Concurrency, Rate};
use lambda_sim::via::Via;

use super::tied_scenarios::GRID;

/// Takes away and makes smaller for as long as `shows` holds. A step that was good is tried once more before the others.
pub(super) fn minimal(scenario: &Scenario, shows: impl Fn(&Scenario) -> bool) -> Scenario {
    let mut smallest = scenario.clone();
    let mut good = 0;
    loop {
        let steps = smaller(&smallest);
        let mut places = (good..steps.len()).chain(0..good.min(steps.len()));
        match places.find(|place| steps[*place] != smallest && shows(&steps[*place])) {
            Some(place) => (smallest, good) = (steps[place].clone(), place),
            None => return smallest,
        }
    }
}

/// Every scenario that is one step smaller, the boldest steps first.
fn smaller(scenario: &Scenario) -> Vec<Scenario> {
    let mut found = Vec::new();
    let mut add = |edit: &dyn Fn(&mut Scenario)| {
        let mut smaller = scenario.clone();
        edit(&mut smaller);
        found.push(smaller);
    };
    for shorter in shorter(scenario.length) {
        add(&|s| s.length = shorter);
    }
    for place in 0..scenario.functions.len() {
        add(&|s| {
            let gone = s.functions.remove(place).name;
            for place in (0..s.callers.len()).rev().filter(|place| scenario.callers[*place].function == gone) {
                remove_caller(s, place);
            }
            let names = |value: &Value| matches!(value, Value::Function(name) if name.as_str() == gone);
            s.interventions.retain(|it| it.owner.function() != Some(&gone) && !names(&it.value));
            s.invokes.retain(|invoke| invoke.function != gone);
            s.functions.iter_mut().for_each(|function| send_nothing_to(function, &gone));
        });
    }
    for place in 0..scenario.callers.len() {
        add(&|s| remove_caller(s, place));
    }
    for place in 0..scenario.callers.len() {
        for traffic in smaller_traffic(&scenario.callers[place]) {
            add(&|s| s.callers[place].traffic = traffic.clone());
        }
        for edit in CALLER_EDITS {
            add(&|s| edit(&mut s.callers[place]));
        }
    }
    for place in 0..scenario.functions.len() {
        for edit in FUNCTION_EDITS {
            add(&|s| edit(&mut s.functions[place]));
        }
        for version in 0..scenario.functions[place].versions.len() {
            add(&|s| drop(s.functions[place].versions.remove(version)));
            add(&|s| fewer(&mut s.functions[place].versions[version].provisioned_concurrent_executions));
        }
        for reserved in smaller_units(scenario.functions[place].reserved_concurrent_executions.unwrap_or_default()) {
            add(&|s| {
                if s.functions[place].reserved_concurrent_executions.is_some() {
                    s.functions[place].reserved_concurrent_executions = Some(reserved);
                }
            });
        }
    }
    for units in smaller_units(scenario.account.concurrent_executions) {
        add(&|s| s.account.concurrent_executions = units);
    }
    for place in 0..scenario.invokes.len() {
        add(&|s| drop(s.invokes.remove(place)));
        add(&|s| s.invokes[place].count = 1);
        add(&|s| s.invokes[place].invocation_type = InvocationType::RequestResponse);
        add(&|s| s.invokes[place].at = half_span(s.invokes[place].at));
    }
    change_less(scenario, &mut add);
    add(&|s| s.account.scaling_rate = ScalingRule::Current);
    add(&|s| s.account.api_gateway = Account::default().api_gateway);
    if scenario.account.api_gateway != Account::default().api_gateway {
        add(&|s| s.account.api_gateway.burst = s.account.api_gateway.burst.saturating_sub(1));
    }
    add(&|s| s.seed = 1);
    found
}

/// Fewer changes, earlier, and for good.
fn change_less(scenario: &Scenario, add: &mut impl FnMut(&dyn Fn(&mut Scenario))) {
    for place in 0..scenario.interventions.len() {
        add(&|s| drop(s.interventions.remove(place)));
        let half = if scenario.interventions[place].setting == Setting::PeakRate { half_seconds } else { half_span };
        add(&|s| s.interventions[place].at = half(s.interventions[place].at));
        add(&|s| s.interventions[place].until = None);
        add(&|s| s.interventions[place].until = s.interventions[place].until.map(half));
    }
}

fn send_nothing_to(function: &mut Function, gone: &str) {
    let Destinations { on_failure, on_success } = &mut function.destinations;
    for destination in [on_failure, on_success] {
        destination.take_if(|it| *it == Destination::Function(gone.to_owned()));
    }
}

/// What is changed of it goes with it.
fn remove_caller(scenario: &mut Scenario, gone: usize) {
    scenario.callers.remove(gone);
    scenario.interventions.retain(|intervention| intervention.owner.caller() != Some(gone));
    for intervention in &mut scenario.interventions {
        if let Owner::Caller(place) = &mut intervention.owner
            && gone < *place
        {
            *place -= 1;
        }
    }
}

/// Settings of a function become those of every function, one by one, or simpler, or shorter.
const FUNCTION_EDITS: &[fn(&mut Function)] = &[
    |f| f.reserved_concurrent_executions = None,
    |f| f.provisioned_concurrent_executions = None,
    |f| fewer(&mut f.provisioned_concurrent_executions),
    |f| f.preparation = Span::ZERO,
    |f| f.preparation = half_span(f.preparation),
    |f| f.asynchronous = Asynchronous::default(),
    |f| f.asynchronous.maximum_retry_attempts = Asynchronous::default().maximum_retry_attempts,
    |f| f.asynchronous.maximum_event_age = Asynchronous::default().maximum_event_age,
    |f| f.asynchronous.dead_letter_queue = Asynchronous::default().dead_letter_queue,
    |f| f.asynchronous.delay = Asynchronous::default().delay,
    |f| f.asynchronous.retry_jitter = Asynchronous::default().retry_jitter,
    |f| f.destinations.on_failure = None,
    |f| f.destinations.on_success = None,
    |f| f.error_rate = 0.0,
    |f| f.timeout_rate = 0.0,
    |f| f.error_rate = f.error_rate.ceil(),
    |f| f.timeout_rate = f.timeout_rate.ceil(),
    |f| f.crash_rate = 0.0,
    |f| f.dependency.error_rate = 0.0,
    |f| f.dependency.error_rate = f.dependency.error_rate.ceil(),
    |f| f.dependency.delay = Span::ZERO,
    |f| f.dependency.delay = half_span(f.dependency.delay),
    |f| f.crash_rate = f.crash_rate.ceil(),
    |f| f.timeout = lambda_sim::quotas::TIMEOUT_MAX,
    |f| f.scaling.target_value = None,
    |f| (f.scaling.target_value, f.scaling.max_capacity, f.scaling.min_capacity) = (None, None, Concurrency::ZERO),
    |f| f.scaling.min_capacity = Concurrency::ZERO,
    |f| f.scaling.scale_in_cooldown = Span::ZERO,
    |f| f.scaling.scale_out_cooldown = Span::ZERO,
    |f| f.scaling.alarm_delay = Span::ZERO,
    |f| f.life = Life::default(),
    |f| f.life.maximum_age = Life::default().maximum_age,
    |f| f.life.reuse_order = Life::default().reuse_order,
    |f| f.life.vpc = None,
    |f| f.life.snap_start = SnapStart::None,
    |f| (f.life.snap_start, f.runtime) = (SnapStart::None, None),
    |f| f.life.proactive_initialization = 0.0,
    |f| f.setup = None,
    |f| f.first_run = None,
    |f| f.init = None,
    |f| f.duration = half(&f.duration),
    |f| f.setup = f.setup.as_ref().map(half),
    |f| f.init = f.init.as_ref().map(half),
    |f| f.first_run = f.first_run.as_ref().map(half),
    |f| f.idle_lifetime = half(&f.idle_lifetime),
];

/// Callers come on a plainer way, and try less often.
const CALLER_EDITS: &[fn(&mut Caller)] = &[
    |c| c.qualifier = None,
    |c| c.gateway = Gateway::default(),
    |c| c.gateway.authorizer = None,
    |c| c.gateway.authorizer_result_ttl = None,
    |c| c.gateway.identities = if c.gateway.authorizer.is_some() { 1 } else { Gateway::default().identities },
    |c| c.gateway.identity_missing = 0.0,
    |c| c.gateway.denied = 0.0,
    |c| c.gateway.denied = c.gateway.denied.ceil(),
    |c| c.retry_mode = RetryMode::default(),
    |c| c.mapping.batch_size = if c.via.is_polled() { c.mapping.batch_size.min(2) } else { c.mapping.batch_size },
    |c| c.mapping.is_enabled = true,
    |c| c.mapping.shards = 1,
    |c| c.mapping.parallelization_factor = 1,
    |c| c.mapping.batching_window = Span::ZERO,
    |c| c.mapping.maximum_concurrency = None,
    |c| c.mapping.visibility_timeout = Mapping::of(c.via).visibility_timeout,
    |c| c.mapping.max_receive_count = None,
    |c| c.mapping.message_groups = None,
    |c| c.mapping.message_groups = c.mapping.message_groups.map(|groups| groups.min(2)),
    |c| c.mapping.message_duration = Span::ZERO,
    |c| c.mapping.poll_delay = Mapping::of(c.via).poll_delay,
    |c| c.mapping.retry_wait = Mapping::of(c.via).retry_wait,
    |c| c.mapping.ramp = Ramp::default(),
    |c| c.mapping.backoff = Backoff::default(),
    |c| c.mapping.on_failure = None,
    |c| comes_by(c, Via::Invoke),
    |c| comes_by(c, if c.via.is_asynchronous() { Via::Event } else { c.via }),
    |c| comes_by(c, if c.via == Via::Cli { Via::Sdk } else { c.via }),
    |c| c.max_attempts = c.max_attempts.min(c.via.attempts().max(c.max_attempts / 2)),
    |c| c.max_attempts = c.max_attempts.min(c.via.attempts().max(c.max_attempts.saturating_sub(1))),
];

fn comes_by(caller: &mut Caller, via: Via) {
    if caller.via != via {
        let usual = Caller::new("", via, Traffic::At(Vec::new()));
        (caller.via, caller.max_attempts) = (via, usual.max_attempts);
        (caller.retry_mode, caller.gateway) = (usual.retry_mode, usual.gateway);
        caller.mapping = usual.mapping;
    }
}

/// One unit fewer of what is provisioned; of one, none.
fn fewer(units: &mut Option<Concurrency>) {
    *units = units.filter(|units| 1 < units.get()).map(|units| Concurrency::new(units.get() - 1));
}

fn smaller_units(units: Concurrency) -> [Concurrency; 3] {
    [units.get() / 2, units.get() / 8 * 7, units.get().saturating_sub(1)].map(Concurrency::new)
}

/// Half as long, on the grid.
fn half(law: &Law) -> Law {
    Law::Constant(half_span(law.mean()))
}

fn half_span(span: Span) -> Span {
    Span::from_nanos(span.as_nanos() / 2 / GRID.as_nanos() * GRID.as_nanos())
}

/// The naive model changes curves at whole seconds only.
fn half_seconds(span: Span) -> Span {
    Span::from_secs(span.whole_secs() / 2)
}

/// Half as long, or a little shorter; in whole seconds first.
fn shorter(length: Span) -> [Span; 5] {
    let (seconds, steps) = (length.whole_secs(), length.as_nanos() / GRID.as_nanos());
    let on_grid = |steps: u64| Span::from_nanos(GRID.as_nanos() * steps);
    let little = Span::from_secs(seconds - seconds.div_ceil(10));
    let second = Span::from_secs(seconds - seconds.min(1));
    [Span::from_secs(seconds / 2), little, second, on_grid(steps / 2), on_grid(steps - steps.div_ceil(10))]
}

fn smaller_traffic(caller: &Caller) -> Vec<Traffic> {
    match &caller.traffic {
        Traffic::At(bursts) => smaller_bursts(bursts).into_iter().map(Traffic::At).collect(),
        Traffic::Curve { process, points } => {
            let mut found = Vec::new();
            for place in 0..points.len() {
                let mut lower = points.clone();
                lower[place].rate = Rate::per_second((points[place].rate.get() / 2.0).floor()).unwrap_or_default();
                found.push(Traffic::Curve { process: *process, points: lower });
                if 1 < points.len() {
                    found.push(Traffic::Curve { process: *process, points: vec![points[place]] });
                }
            }
            found
        }
    }
}

fn smaller_bursts(bursts: &[Burst]) -> Vec<Vec<Burst>> {
    let (first, last) = bursts.split_at(bursts.len() / 2);
    let mut found = vec![first.to_vec(), last.to_vec()];
    for place in 1..bursts.len() {
        if bursts[place].at == bursts[place - 1].at {
            let mut merged = bursts.to_vec();
            merged[place - 1].count += merged.remove(place).count;
            found.push(merged);
        }
    }
    for place in 0..bursts.len() {
        let mut fewer = bursts.to_vec();
        fewer.remove(place);
        found.push(fewer);
    }
    for (place, burst) in bursts.iter().enumerate() {
        let mut add = |smaller: Burst| {
            let mut changed = bursts.to_vec();
            changed[place] = smaller;
            found.push(changed);
        };
        for count in [burst.count / 2, burst.count / 8 * 7, burst.count.saturating_sub(1)] {
            add(Burst { count, ..*burst });
        }
        for at in [Span::ZERO, half_span(burst.at)] {
            add(Burst { at, ..*burst });
        }
    }
    found
}
