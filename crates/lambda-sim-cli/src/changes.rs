//! `lambda-sim changes`: everything that happens in a run, as data: one JSON object a line.

mod polled;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use lambda_sim::admission::{Start, Throttle};
use lambda_sim::autoscaling::ScalingCause;
use lambda_sim::change::{Attempt, Change, Then};
use lambda_sim::destination::Sent;
use lambda_sim::id::CallerId;
use lambda_sim::intervention::Verb;
use lambda_sim::plan::Plan;
use lambda_sim::problem::{Problem, Rule};
use lambda_sim::provisioned::Status;
use lambda_sim::setting::{self, Setting};
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::via::Outcome;
use serde_json::{Map, Value, json};

use crate::{file, instant, output};

/// Which changes to print.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The first instant, since the start of the run
    #[arg(long, value_name = "INSTANT", value_parser = instant::parse, default_value = "0s")]
    from: Span,
    /// The last instant [default: the end of the run]
    #[arg(long, value_name = "INSTANT", value_parser = instant::parse)]
    to: Option<Span>,
    /// Another seed than the file's
    #[arg(long)]
    seed: Option<u64>,
}

/// Prints the changes of the run of the scenario in the file.
pub(crate) fn print(path: &Path, options: &Options) -> Result<(), String> {
    let plan = Arc::new(file::read_seeded(path, options.seed)?);
    let (from, to) = (options.from, options.to.unwrap_or(plan.length()));
    for (name, value, min) in [("--from", from, Span::ZERO), ("--to", to, from)] {
        if value < min || plan.length() < value {
            let rule = Rule::SpanOutOfRange { min, max: plan.length() };
            return Err(Problem { path: name.to_owned(), value: value.to_string(), rule }.to_string());
        }
    }
    output::print_with(|out| write(&plan, from.after_start(), to.after_start(), out))
}

fn write(plan: &Arc<Plan>, from: Instant, to: Instant, out: &mut dyn Write) -> io::Result<()> {
    let mut simulation = Simulation::new(Arc::clone(plan));
    let mut written = Ok(());
    while written.is_ok() && simulation.next_at().is_some_and(|at| at <= to) {
        simulation.step(&mut |at: Instant, change: &Change| {
            if from <= at && written.is_ok() {
                written = writeln!(out, "{}", line(plan, at, change));
            }
        });
    }
    written
}

fn line(plan: &Plan, at: Instant, change: &Change) -> Value {
    let mut map = Map::new();
    map.insert("at_ns".to_owned(), at.as_nanos().into());
    let function = change.function().map(|function| plan.function(function).name.as_str());
    map.insert("function".to_owned(), function.into());
    for more in fields(plan, change) {
        put(&mut map, more);
    }
    map.insert("change".to_owned(), kind(change).into());
    map.into()
}

/// What happened, in one word.
fn kind(change: &Change) -> &'static str {
    match change {
        Change::Intervention { .. } => "Intervention",
        Change::EventReceived { .. } => "EventReceived",
        Change::Started { start: Start::Warm, .. } => "WarmStart",
        Change::Started { start: Start::Cold, .. } => "ColdStart",
        Change::Started { start: Start::Provisioned, .. } => "ProvisionedStart",
        Change::Throttled { .. } => "Throttled",
        Change::TurnedAway { .. } => "TurnedAway",
        Change::Authorizing { .. } => "Authorizing",
        Change::Authorized { .. } => "Authorized",
        Change::TimeLimit { .. } => "IntegrationTimeout",
        Change::Provisioned { .. } => "Provisioned",
        Change::Initialized { .. } => "Initialized",
        Change::Scaled { .. } => "Scaled",
        Change::InitEnded { .. } => "InitEnded",
        Change::InvocationEnded { .. } => "InvocationEnded",
        Change::EventExpired { .. } => "EventExpired",
        Change::Recorded { .. } => "Recorded",
        Change::Polled { what, .. } => polled::name(*what),
        Change::Shutdown { .. } => "Shutdown",
    }
}

/// What belongs to it.
fn fields(plan: &Plan, change: &Change) -> Vec<Value> {
    let of_environment = |number: u64| json!({ "environment": number });
    match change {
        Change::Intervention { caller, setting, value, .. } => {
            vec![intervention_of(*caller, *setting, *value)]
        }
        Change::EventReceived { request, caller, then, .. } => {
            let via = plan.callers()[caller.index()].via.name();
            vec![json!({ "request": request.0, "via": via, "status": 202 }), then_of(then)]
        }
        Change::Started { environment, attempt, is_spillover, .. } => {
            let mut fields = vec![attempt_of(plan, attempt), of_environment(environment.number)];
            fields.extend(is_spillover.then(|| json!({ "spillover": true })));
            fields
        }
        Change::Throttled { attempt, throttle, then, is_quota_empty, .. } => {
            let mut fields = vec![attempt_of(plan, attempt), throttle_of(throttle), then_of(then)];
            fields.extend(is_quota_empty.then(|| json!({ "retry_quota": "empty" })));
            fields
        }
        Change::TurnedAway { attempt, refusal, then, .. } => {
            vec![attempt_of(plan, attempt), json!({ "refusal": format!("{refusal:?}") }), then_of(then)]
        }
        Change::Authorizing { attempt, authorizer, invocation, .. } => {
            let name = plan.function(*authorizer).name.as_str();
            vec![attempt_of(plan, attempt), json!({ "authorizer": name, "invocation": invocation.0 })]
        }
        Change::Authorized { attempt, is_remembered, .. } => {
            vec![attempt_of(plan, attempt), json!({ "remembered": is_remembered })]
        }
        Change::TimeLimit { environment, attempt, then, .. } => {
            vec![attempt_of(plan, attempt), of_environment(environment.number), then_of(then)]
        }
        Change::Provisioned { function, version, requested, available, new } => {
            let version = plan.function(*function).versions[version.index()].name.as_str();
            let status = if available < requested { Status::InProgress } else { Status::Ready };
            vec![
                json!({ "version": version, "requested": requested.get(), "available": available.get() }),
                json!({ "status": status.to_string(), "new": new }),
            ]
        }
        Change::Scaled { cause, from, to, is_refused, .. } => vec![
            json!({ "cause": cause.name(), "from": from.get(), "to": to.get(), "refused": is_refused }),
            numbers_of(*cause),
        ],
        Change::InvocationEnded { environment, attempt, outcome, then, admitted, .. } => vec![
            attempt_of(plan, attempt),
            json!({ "environment": environment.number, "admitted_ns": admitted.as_nanos() }),
            json!({ "outcome": outcome_of(*outcome) }),
            then_of(then),
        ],
        Change::EventExpired { attempt, runs, then, .. } => {
            vec![attempt_of(plan, attempt), json!({ "runs": runs }), then_of(then)]
        }
        Change::Initialized { environment } | Change::InitEnded { environment } | Change::Shutdown { environment } => {
            vec![of_environment(environment.number)]
        }
        Change::Recorded { caller, request, condition, to, .. } => {
            let via = plan.callers()[caller.index()].via.name();
            let request = request.map(|request| request.0);
            vec![
                json!({ "request": request, "via": via, "condition": condition.to_string() }),
                json!({ "delivered": to.is_delivered() }),
                sent_to(plan, *to),
            ]
        }
        Change::Polled { caller, what, now, .. } => vec![polled::of(*caller, *what, *now)],
    }
}

/// Where a record goes: a service, or a function, and the event that it is there.
fn sent_to(plan: &Plan, to: Sent) -> Value {
    match to {
        Sent::Service(service) => json!({ "destination": service.name() }),
        Sent::Function { function, event } => {
            json!({ "destination": plan.function(function).name, "event": event.map(|event| event.0) })
        }
    }
}

/// What an alarm has seen.
fn numbers_of(cause: ScalingCause) -> Value {
    match cause {
        ScalingCause::AlarmHigh { utilization, target } | ScalingCause::AlarmLow { utilization, target } => {
            json!({ "utilization": utilization.to_string(), "TargetValue": target.to_string() })
        }
        ScalingCause::MinCapacity | ScalingCause::MaxCapacity => json!({}),
    }
}

fn put(map: &mut Map<String, Value>, fields: Value) {
    if let Value::Object(fields) = fields {
        map.extend(fields);
    }
}

fn intervention_of(caller: Option<CallerId>, setting: Setting, value: setting::Value) -> Value {
    let verb = Verb::of(setting, value).map_or("", Verb::name);
    let new = if value == setting::Value::Unset { Value::Null } else { value.to_string().into() };
    let mut fields = json!({ "verb": verb, "setting": Verb::key(setting), "value": new });
    if let Some(caller) = caller {
        fields["caller"] = caller.index().into();
    }
    fields
}

fn attempt_of(plan: &Plan, attempt: &Attempt) -> Value {
    let via = plan.callers()[attempt.caller.index()].via.name();
    json!({ "request": attempt.request.0, "via": via, "attempt": attempt.number, "received_ns": attempt.received.as_nanos() })
}

fn throttle_of(throttle: &Throttle) -> Value {
    let Throttle { limit, used, allowed, reason } = throttle;
    json!({ "limit": limit.name(), "used": used, "allowed": allowed, "Reason": reason.to_string() })
}

fn outcome_of(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Success => "success",
        Outcome::Error => "error",
        Outcome::TimedOut => "timed_out",
        Outcome::Crashed => "crashed",
    }
}

/// What becomes of the request.
fn then_of(then: &Then) -> Value {
    let (what, more) = match then {
        Then::Answered { status, response_time } => {
            ("answered", json!({ "status": status, "response_time_ns": response_time.as_nanos() }))
        }
        Then::TooLate => ("too_late", json!({})),
        Then::Waits { until } => ("waits", json!({ "until_ns": until.as_nanos() })),
        Then::Expires { at } => ("expires", json!({ "until_ns": at.as_nanos() })),
        Then::Done => ("done", json!({})),
        Then::Deleted { messages } => ("deleted", json!({ "messages": messages })),
        Then::Returns { at, messages } => ("returns", json!({ "until_ns": at.as_nanos(), "messages": messages })),
        Then::Dropped { cause, dead_lettered } => {
            ("dropped", json!({ "cause": format!("{cause:?}"), "dead_lettered": dead_lettered }))
        }
    };
    let mut map = Map::new();
    map.insert("then".to_owned(), what.into());
    put(&mut map, more);
    map.into()
}
