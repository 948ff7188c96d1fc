//! Random interventions on the grid, all of them possible.

use lambda_sim::destination::Service;
use lambda_sim::intervention::Intervention;
use lambda_sim::life::{ReuseOrder, SnapStart, VPC_NAMES};
use lambda_sim::retry::RetryMode;
use lambda_sim::runtime::Architecture;
use lambda_sim::scenario::{DeadLetterQueue, Scenario, Traffic};
use lambda_sim::setting::{Owner, Scope, Setting, Value};
use lambda_sim::source::{Backoff, Ramp};
use lambda_sim::time::Span;
use lambda_sim::units::Rate;

use super::tied_scenarios::GRID;
use crate::dice::Dice;

pub(super) const OF_ALL: [Setting; 17] = [
    Setting::ReservedConcurrency,
    Setting::ReservedConcurrency,
    Setting::ReservedConcurrency,
    Setting::AccountConcurrency,
    Setting::Timeout,
    Setting::Duration,
    Setting::Setup,
    Setting::Init,
    Setting::FirstRun,
    Setting::IdleLifetime,
    Setting::ErrorRate,
    Setting::TimeoutRate,
    Setting::MaximumRetryAttempts,
    Setting::MaximumEventAge,
    Setting::DeadLetterQueue,
    Setting::AsyncDelay,
    Setting::PeakRate,
];

/// Where something is provisioned: that most of all, and what it depends on.
pub(super) const OF_PROVISIONED: [Setting; 14] = [
    Setting::ProvisionedConcurrency,
    Setting::ProvisionedConcurrency,
    Setting::ProvisionedConcurrency,
    Setting::ProvisionedConcurrency,
    Setting::ProvisionedConcurrency,
    Setting::ProvisionedConcurrency,
    Setting::Preparation,
    Setting::ReservedConcurrency,
    Setting::ReservedConcurrency,
    Setting::AccountConcurrency,
    Setting::Init,
    Setting::FirstRun,
    Setting::Duration,
    Setting::IdleLifetime,
];

/// What hardly anything depends on.
const FURTHER: [Setting; 2] = [Setting::RetryJitter, Setting::Architecture];

/// Changes of that in a few scenarios. The dice are of its own, so that the rest of the scenario stays as it is.
pub(super) fn add_further(scenario: &mut Scenario) {
    let mut dice = Dice::new(scenario.seed.rotate_left(16));
    if dice.once_in(8) {
        add(&mut dice, scenario, &FURTHER);
    }
}

/// Adds one to six changes of these settings; what a rule forbids is left out.
pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario, settings: &[Setting]) {
    // Only where 100 units stay unreserved can anything be reserved.
    if dice.once_in(2) {
        let units = scenario.account.concurrent_executions.get();
        scenario.account.concurrent_executions =
            lambda_sim::units::Concurrency::new(units.max(100) + dice.between(0, 9));
        keep_what_is_possible(scenario);
    }
    for _ in 0..dice.between(1, 6) {
        let setting = dice.pick(settings);
        let function = scenario.functions[place(dice, scenario.functions.len())].name.clone();
        let steps = u32::try_from(scenario.length.as_nanos() / GRID.as_nanos()).expect("a short run");
        let mut at = Span::from_nanos(GRID.as_nanos() * u64::from(dice.between(0, steps - 1)));
        if setting == Setting::PeakRate {
            at = Span::from_secs(at.whole_secs());
            if !is_flat(scenario, &function) {
                continue;
            }
        }
        let owner = match setting.row().scope {
            Scope::Run | Scope::Account => Owner::Account,
            Scope::Function => Owner::Function(named(dice, scenario, function, setting)),
            Scope::Caller(vias) => {
                let callers = 0..scenario.callers.len();
                let have_it: Vec<usize> = callers.filter(|it| vias.contains(&scenario.callers[*it].via)).collect();
                if have_it.is_empty() {
                    continue;
                }
                Owner::Caller(dice.pick(&have_it))
            }
        };
        let value = value(dice, scenario, setting);
        let until = until(dice, scenario, setting, at, steps);
        push(scenario, Intervention { at, until, owner, setting, value });
    }
}

/// What is provisioned can be that of a further version.
fn named(dice: &mut Dice, scenario: &Scenario, function: String, setting: Setting) -> String {
    let known = scenario.functions.iter().find(|known| known.name == function);
    match known.and_then(|known| known.versions.first()) {
        Some(version) if setting == Setting::ProvisionedConcurrency && dice.once_in(3) => {
            format!("{function}:{}", version.name)
        }
        _ => function,
    }
}

/// One change in three ends again, some at the end of the run or behind it.
fn until(dice: &mut Dice, scenario: &Scenario, setting: Setting, at: Span, steps: u32) -> Option<Span> {
    if !dice.once_in(3) {
        return None;
    }
    if setting == Setting::PeakRate {
        return Some(at + Span::from_secs(u64::from(dice.between(1, 3))));
    }
    // Some of them with another one of their setting.
    let known = scenario.interventions.iter().filter(|known| known.setting == setting);
    let ends = known.filter_map(|known| known.until).rfind(|until| at < *until);
    if ends.is_some() && dice.once_in(2) {
        return ends;
    }
    let most = if dice.once_in(2) { steps } else { steps.min(30) };
    Some(at + Span::from_nanos(GRID.as_nanos() * u64::from(dice.between(1, most))))
}

/// Adds this one, if no rule forbids it.
pub(super) fn push(scenario: &mut Scenario, intervention: Intervention) {
    scenario.interventions.push(intervention);
    if scenario.check().is_err() {
        scenario.interventions.pop();
    }
}

/// Adds all of these, if no rule forbids them together.
pub(super) fn push_all(scenario: &mut Scenario, interventions: Vec<Intervention>) {
    let before = scenario.interventions.len();
    scenario.interventions.extend(interventions);
    if scenario.check().is_err() {
        scenario.interventions.truncate(before);
    }
}

/// What was possible when it was added need not be so after other settings have changed.
pub(super) fn keep_what_is_possible(scenario: &mut Scenario) {
    let interventions = std::mem::take(&mut scenario.interventions);
    // What one call does stays together.
    for together in interventions.chunk_by(|one, next| one.at == next.at && one.owner == next.owner) {
        push_all(scenario, together.to_vec());
    }
}

fn place(dice: &mut Dice, count: usize) -> usize {
    usize::try_from(dice.below(count as u64)).expect("a place in a list")
}

/// Whether the first curve of a function has one rate only, which can be changed without parts of a request.
fn is_flat(scenario: &Scenario, function: &str) -> bool {
    let mut callers = scenario.callers.iter().filter(|caller| caller.function == function);
    let curve = callers.find_map(|caller| match &caller.traffic {
        Traffic::Curve { points, .. } => Some(points),
        Traffic::At(_) => None,
    });
    curve.is_some_and(|points| points.len() == 1 && points[0].at == Span::ZERO)
}

fn value(dice: &mut Dice, scenario: &Scenario, setting: Setting) -> Value {
    let millis = |dice: &mut Dice, choices: &[u64]| Value::Span(Span::from_millis(dice.pick(choices)));
    match setting {
        Setting::ReservedConcurrency if dice.once_in(3) => Value::Unset,
        Setting::ReservedConcurrency => Value::Count(dice.below(6)),
        Setting::ProvisionedConcurrency if dice.once_in(5) => Value::Unset,
        Setting::ProvisionedConcurrency => Value::Count(1 + dice.below(6)),
        Setting::Preparation | Setting::MessageDuration => millis(dice, &[0, 10, 100, 1_000]),
        // Quotas are raised, and not lowered.
        Setting::AccountConcurrency => {
            let units = u64::from(scenario.account.concurrent_executions.get());
            Value::Count(units + 1 + dice.below(9))
        }
        Setting::Timeout => Value::Count(dice.pick(&[1, 2, 30, 60])),
        Setting::IdleLifetime => millis(dice, &[0, 10, 50, 500]),
        Setting::Duration => millis(dice, &[0, 10, 50, 300, 1_000, 1_010]),
        Setting::ErrorRate | Setting::TimeoutRate | Setting::CrashRate | Setting::DependencyErrorRate => {
            Value::Fraction(dice.pick(&[0.0, 0.2, 0.5, 1.0]))
        }
        Setting::DependencyDelay => millis(dice, &[0, 10, 50, 300, 1_000, 30_000]),
        Setting::ApiGatewayRate => Value::Count(u64::from(scenario.account.api_gateway.rate) + 1 + dice.below(13)),
        Setting::ApiGatewayBurst => Value::Count(dice.below(13)),
        Setting::RestTimeout | Setting::HttpTimeout => millis(dice, &[50, 100, 110, 300, 1_000, 29_000]),
        Setting::ThrottledStatus => Value::Count(dice.pick(&[429, 500, 503])),
        Setting::RetryMode => Value::Choice(dice.pick(RetryMode::NAMES)),
        Setting::MaxAttempts => Value::Count(u64::from(dice.between(1, 10))),
        Setting::MaximumRetryAttempts => Value::Count(dice.below(3)),
        Setting::MaximumEventAge => Value::Count(dice.pick(&[60, 61, 63, 120, 21_600])),
        Setting::DeadLetterQueue => Value::Choice(dice.pick(DeadLetterQueue::NAMES)),
        Setting::OnFailure => Value::Choice(dice.pick(Service::NAMES)),
        Setting::OnSuccess => Value::Choice(dice.pick(Service::ON_SUCCESS)),
        Setting::StreamOnFailure => Value::Choice(dice.pick(Service::OF_STREAMS)),
        Setting::QueueBatchSize | Setting::StreamBatchSize => Value::Count(dice.pick(&[1, 2, 3, 5, 10])),
        Setting::BatchingWindow => Value::Count(dice.pick(&[0, 1, 2])),
        Setting::MaximumConcurrency => Value::Count(dice.pick(&[2, 3, 4, 5, 6, 7, 9])),
        Setting::VisibilityTimeout => Value::Count(dice.pick(&[1, 1, 2, 3, 60])),
        Setting::MaxReceiveCount | Setting::Build => Value::Count(dice.pick(&[1, 2, 3])),
        Setting::PollDelay | Setting::StreamPollDelay => millis(dice, &[10, 20, 200, 1_000]),
        Setting::RetryWait => millis(dice, &[10, 100, 1_000]),
        Setting::PollerRamp => Value::Choice(dice.pick(Ramp::NAMES)),
        Setting::Backoff => Value::Choice(dice.pick(Backoff::NAMES)),
        Setting::PeakRate => {
            Value::Rate(Rate::per_second(dice.pick(&[1.0, 2.0, 5.0, 20.0, 40.0])).expect("not negative"))
        }
        Setting::RestAuthorizerTtl | Setting::HttpAuthorizerTtl => Value::Count(dice.pick(&[0, 1, 1, 2, 300])),
        Setting::Identities => Value::Count(dice.pick(&[1, 2, 3, 100])),
        Setting::IdentityMissing | Setting::Denied => Value::Fraction(dice.pick(&[0.0, 0.2, 0.5, 1.0])),
        Setting::MinCapacity => Value::Count(dice.below(4)),
        Setting::MaxCapacity => Value::Count(1 + dice.below(8)),
        Setting::TargetValue if dice.once_in(4) => Value::Unset,
        Setting::TargetValue => Value::Fraction(dice.pick(&[0.1, 0.25, 0.5, 0.7, 0.9])),
        Setting::ScaleInCooldown | Setting::ScaleOutCooldown => Value::Count(dice.pick(&[0, 60, 120, 300])),
        Setting::ProactiveInitialization => Value::Fraction(dice.pick(&[0.0, 0.5, 1.0])),
        Setting::MaximumAge => millis(dice, &[60_000, 60_010, 61_000, 90_000]),
        Setting::ReuseOrder => Value::Choice(dice.pick(ReuseOrder::NAMES)),
        Setting::Vpc => Value::Choice(dice.pick(VPC_NAMES)),
        Setting::RetryJitter => Value::Fraction(dice.pick(&[0.0, 0.1, 0.5])),
        Setting::Architecture => Value::Choice(dice.pick(Architecture::NAMES)),
        Setting::MemorySize => Value::Count(dice.pick(&[128, 256, 1_024])),
        Setting::SnapStart => Value::Choice(dice.pick(SnapStart::NAMES)),
        // What takes longer than 10 s now may take less from now on, and the other way round.
        Setting::Init if dice.once_in(3) => millis(dice, &[9_990, 10_000, 10_010, 12_000, 150_000]),
        _ => millis(dice, &[0, 0, 10, 20, 100]),
    }
}
