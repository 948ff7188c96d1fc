//! What happens in the tied scenarios. Without ties and without every kind of end the comparison would prove little.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::{BTreeMap, BTreeSet};

use lambda_sim::admission::Start;
use lambda_sim::change::{Attempt, Change, Drop, Then};
use lambda_sim::destination::{Condition, Sent};
use lambda_sim::id::EnvironmentId;
use lambda_sim::invoke::InvocationType;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::{Instant, Span};
use lambda_sim::via::Outcome;

use super::rarities::{self, Rarities};
use super::tied_scenarios::{SEEDS, tied_scenario};
use crate::changes::{changes_of, function_of};
use crate::scenario_builder::plan_of;

/// What must have happened, and how often at least.
const LEAST: &[(&str, u64)] = &[
    ("several things at one instant", 10_000),
    ("warm", 6_000),
    ("cold", 20_000),
    ("SHUTDOWN", 15_000),
    ("throttled by Account", 15_000),
    ("throttled by Reserved", 25_000),
    ("throttled by ScalingRate", 400),
    ("throttled by RequestRate", 1_000),
    ("success", 15_000),
    ("function error", 4_000),
    ("timed out", 600),
    ("answered 200", 10_000),
    ("answered 429", 10_000),
    ("answered 500", 600),
    ("answered 502", 1_500),
    ("answered after retries", 4_000),
    ("retry of an SDK", 10_000),
    ("event tried again", 20_000),
    ("event done", 8_000),
    ("event done after retries", 800),
    ("event expires while it waits", 600),
    ("attempt at exactly the maximum age", 15),
    ("event given up: ReservedConcurrencyZero", 800),
    ("event given up: RetriesExhausted", 500),
    ("event given up: EventAgeExceeded", 250),
    ("event given up unsent", 200),
    ("event given up after runs", 60),
    ("dropped event with a dead-letter queue", 1_200),
    ("dropped event without one", 500),
    ("in a provisioned environment", 20_000),
    ("spills over", 20_000),
    ("provisioned concurrency asked for", 350),
    ("provisioned concurrency ready", 150),
    ("crashed", 1_500),
    ("INIT of 10 s or longer", 100),
    ("run after a reset", 1_000),
    ("intervention: MaxAttempts", 100),
    ("intervention: DependencyDelay", 15),
    ("intervention: Build", 100),
    ("intervention: SnapStart", 20),
    ("intervention: Vpc", 30),
    ("intervention: OnFailure", 20),
    ("intervention: ApiGatewayRate", 20),
    ("intervention: RestTimeout", 20),
    ("intervention: RetryMode", 10),
    ("sent by hand", 500),
    ("turned away: TooManyRequests", 1_000),
    ("answered before it ended", 200),
    ("answered 503", 50),
    ("answered 504", 50),
    ("record: Success", 1_000),
    ("record: RetriesExhausted", 500),
    ("record: EventAgeExceeded", 100),
    ("record: ReservedConcurrencyZero", 500),
    ("record: RecursiveInvocation", 200),
    ("record: RetryAttemptsExhausted", 100),
    ("record: RecordAgeExceeded", 50),
    ("record not delivered", 200),
    ("record to a function", 1_000),
    ("record to a service", 500),
    ("record to a function chosen later", 50),
    ("function chosen: OnFailure", 50),
    ("function chosen: OnSuccess", 50),
    ("unset: OnFailure", 20),
    ("unset: OnSuccess", 20),
    ("unset: MaximumConcurrency", 20),
    ("unset: MaxReceiveCount", 20),
    ("unset: MaximumRecordAge", 10),
    ("unset: StreamRetryAttempts", 10),
    ("unset: StreamOnFailure", 10),
    ("unset: PoisonRecord", 10),
];

type Counts = BTreeMap<String, u64>;

fn add(counts: &mut Counts, what: &str) {
    *counts.entry(what.to_owned()).or_default() += 1;
}

#[test]
fn the_scenarios_are_full_of_ties_throttles_failures_retries_and_expiries() {
    let mut counts = Counts::new();
    for scenario in SEEDS.map(tied_scenario) {
        let mut last = None;
        let mut at_once = 0;
        let mut environments = Environments::default();
        let mut rarities = Rarities::default();
        for (at, change) in changes_of(&plan_of(&scenario)) {
            at_once = if last == Some(at) { at_once + 1 } else { 0 };
            if at_once == 1 {
                add(&mut counts, "several things at one instant");
            }
            last = Some(at);
            environments.count(&mut counts, at, &change);
            rarities.count(&scenario, at, &change).into_iter().for_each(|what| add(&mut counts, what));
            count(&mut counts, &scenario, at, &change);
        }
    }
    for (what, least) in LEAST.iter().chain(rarities::LEAST) {
        let count = counts.get(*what).copied().unwrap_or_default();
        assert!(*least <= count, "{what}: {count} times, fewer than {least}\n{counts:#?}");
    }
}

/// What has become of each environment so far.
#[derive(Default)]
struct Environments {
    created: BTreeMap<EnvironmentId, Instant>,
    reset: BTreeSet<EnvironmentId>,
}

impl Environments {
    fn count(&mut self, counts: &mut Counts, at: Instant, change: &Change) {
        match change {
            Change::Started { environment, start, .. } => {
                if *start == Start::Cold {
                    self.created.insert(*environment, at);
                }
                if self.reset.remove(environment) {
                    add(counts, "run after a reset");
                }
            }
            Change::InitEnded { environment } if Span::from_secs(10) <= at.since(self.created[environment]) => {
                add(counts, "INIT of 10 s or longer");
            }
            Change::InvocationEnded { environment, outcome, .. } if outcome.resets() => {
                self.reset.insert(*environment);
            }
            _ => {}
        }
    }
}

fn count(counts: &mut Counts, scenario: &Scenario, at: Instant, change: &Change) {
    match change {
        Change::EventReceived { then, .. } => count_then(counts, None, then),
        Change::Started { attempt, start, is_spillover, .. } => {
            if attempt.request.by_hand().is_some() {
                add(counts, "sent by hand");
            }
            let name = match start {
                Start::Warm => "warm",
                Start::Cold => "cold",
                Start::Provisioned => "in a provisioned environment",
            };
            add(counts, name);
            if *is_spillover {
                add(counts, "spills over");
            }
            count_age(counts, scenario, at, change, attempt);
        }
        Change::Throttled { attempt, throttle, then, .. } => {
            add(counts, &format!("throttled by {:?}", throttle.limit));
            count_age(counts, scenario, at, change, attempt);
            let is_event = is_event(scenario, attempt);
            if let Then::Waits { .. } = then {
                add(counts, if is_event { "event tried again" } else { "retry of an SDK" });
            }
            count_then(counts, Some(attempt), then);
        }
        Change::InvocationEnded { attempt, outcome, then, .. } => {
            add(
                counts,
                match outcome {
                    Outcome::Success => "success",
                    Outcome::Error => "function error",
                    Outcome::TimedOut => "timed out",
                    Outcome::Crashed => "crashed",
                },
            );
            if let Then::Waits { .. } = then {
                add(counts, "event tried again");
            }
            count_then(counts, Some(attempt), then);
        }
        Change::EventExpired { attempt, runs, then, .. } => {
            add(counts, if *runs == 0 { "event given up unsent" } else { "event given up after runs" });
            count_then(counts, Some(attempt), then);
        }
        Change::TurnedAway { refusal, .. } => add(counts, &format!("turned away: {refusal:?}")),
        Change::Authorizing { .. } => add(counts, "authorizer asked"),
        Change::Authorized { .. } => add(counts, "allowed"),
        Change::TimeLimit { attempt, then, .. } => {
            add(counts, "answered before it ended");
            count_then(counts, Some(attempt), then);
        }
        Change::Shutdown { .. } => add(counts, "SHUTDOWN"),
        Change::Provisioned { new: 0, .. } => add(counts, "provisioned concurrency asked for"),
        Change::Provisioned { .. } => add(counts, "provisioned concurrency ready"),
        Change::Initialized { .. } => add(counts, "initialised ahead of need"),
        Change::Recorded { condition, to, .. } => count_record(counts, scenario, *condition, *to),
        Change::Intervention { setting, value, .. } => count_intervention(counts, *setting, *value),
        Change::InitEnded { .. } | Change::Scaled { .. } | Change::Polled { .. } => {}
    }
}

fn count_record(counts: &mut Counts, scenario: &Scenario, condition: Condition, to: Sent) {
    add(counts, &format!("record: {condition}"));
    add(counts, if to.is_delivered() { "record delivered" } else { "record not delivered" });
    let Sent::Function { function, .. } = to else { return add(counts, "record to a service") };
    add(counts, "record to a function");
    if !is_named_at_the_start(scenario, &scenario.functions[function.index()].name) {
        add(counts, "record to a function chosen later");
    }
}

fn count_intervention(counts: &mut Counts, setting: Setting, value: Value) {
    add(counts, &format!("intervention: {setting:?}"));
    match value {
        Value::Unset => add(counts, &format!("unset: {setting:?}")),
        Value::Function(_) => add(counts, &format!("function chosen: {setting:?}")),
        _ => {}
    }
}

fn is_named_at_the_start(scenario: &Scenario, name: &str) -> bool {
    let all = scenario.functions.iter().map(|function| &function.destinations);
    let mut named = all.flat_map(|both| [&both.on_failure, &both.on_success]).flatten();
    named.any(|destination| destination.function() == Some(name))
}

/// Whether it is an attempt of an event; callers that stand behind those of the file are somebody's hand.
fn is_event(scenario: &Scenario, attempt: &Attempt) -> bool {
    let place = attempt.caller.index();
    if let Some(caller) = scenario.callers.get(place) {
        return caller.via.is_asynchronous();
    }
    // Behind them stand authorizers.
    let by_hand = scenario.invokes.get(place - scenario.callers.len());
    by_hand.is_some_and(|invoke| invoke.invocation_type == InvocationType::Event)
}

fn count_age(counts: &mut Counts, scenario: &Scenario, at: Instant, change: &Change, attempt: &Attempt) {
    let is_event = is_event(scenario, attempt);
    let age = scenario.functions[function_of(change).index()].asynchronous.maximum_event_age;
    if is_event && at.since(attempt.received) == age {
        add(counts, "attempt at exactly the maximum age");
    }
}

fn count_then(counts: &mut Counts, attempt: Option<&Attempt>, then: &Then) {
    let is_retried = attempt.is_some_and(|attempt| 1 < attempt.number);
    match then {
        Then::Answered { status, .. } => {
            add(counts, &format!("answered {status}"));
            if is_retried {
                add(counts, "answered after retries");
            }
        }
        Then::Waits { .. } | Then::TooLate | Then::Deleted { .. } | Then::Returns { .. } => {}
        Then::Expires { .. } => add(counts, "event expires while it waits"),
        Then::Done => add(counts, if is_retried { "event done after retries" } else { "event done" }),
        Then::Dropped { cause, dead_lettered } => {
            add(
                counts,
                match cause {
                    Drop::ReservedConcurrencyZero => "event given up: ReservedConcurrencyZero",
                    Drop::RetriesExhausted => "event given up: RetriesExhausted",
                    Drop::EventAgeExceeded => "event given up: EventAgeExceeded",
                    Drop::RecursiveInvocation => "event given up: RecursiveInvocation",
                },
            );
            let taken = *dead_lettered;
            add(counts, if taken { "dropped event with a dead-letter queue" } else { "dropped event without one" });
        }
    }
}
