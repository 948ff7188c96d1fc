//! What becomes of a function's requests, at its lane: how many were throttled or failed, and what whoever sent them gets.

use lambda_sim::cause::ways;
use lambda_sim::frame::Frame;
use lambda_sim::gateway::Refusal;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::units::Concurrency;
use lambda_sim::via::{Outcome, Via};

use crate::language::Language;
use crate::number::grouped;
use crate::stage::Lane;
use crate::words;

/// The fate of a function's requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The number that matters most, if one does: `69 of 100`, `12 failed`.
    pub head: Option<String>,
    /// Whether that is a number of throttles.
    pub is_throttled: bool,
    /// What stands under it, a line each.
    pub lines: Vec<String>,
    /// All of it in words.
    pub label: String,
}

impl Fate {
    /// The fate of a function's requests at the instant of a frame, which its lane shows.
    pub fn of(frame: &Frame, plan: &Plan, lane: &Lane, language: Language) -> Self {
        let function = lane.function;
        let tally = &frame.function(function).tally;
        let mut fate = Self { head: None, is_throttled: false, lines: Vec::new(), label: String::new() };
        if 0 < lane.refused() {
            fate.head = Some(words::lane_throttled(language, lane.refused(), lane.recent()).to_string());
            fate.is_throttled = true;
            let throttled = ways(plan, function).filter(|via| tally.has_throttled(*via));
            fate.lines.extend(throttled.map(|via| throttled_answer(plan, function, via, language)));
            // Events on all their ways go back to one queue.
            fate.lines.dedup();
        } else if is_off(plan, function) && 0 < tally.events().dropped {
            // Its events are not even tried.
            fate.lines.push(words::lane_given_up(language).to_owned());
        } else if 0 < tally.errors() {
            fate.head = Some(words::lane_failed(language, grouped(tally.errors())).to_string());
            let runs = grouped(tally.invocations());
            fate.lines.push(match frame.function(function).phases.in_flight().get() {
                0 => words::lane_runs(language, runs).to_string(),
                running => words::lane_runs_running(language, runs, grouped(running.into())).to_string(),
            });
            let failed = ways(plan, function).filter(|via| tally.has_failed(*via));
            fate.lines.extend(failed.map(|via| failed_answer(plan, function, via, language)));
            fate.lines.dedup();
        } else if tally.requests() == 0 {
            fate.lines.push(words::lane_none(language).to_owned());
        }
        fate.label = label(plan, lane, language);
        for part in fate.head.iter().filter(|_| !fate.is_throttled).chain(&fate.lines) {
            fate.label.push_str(", ");
            fate.label.push_str(part);
        }
        fate
    }
}

/// The attempts in words: how many were throttled, and at which gates.
fn label(plan: &Plan, lane: &Lane, language: Language) -> String {
    let name = plan.function(lane.function).name.as_str();
    if lane.recent() == 0 {
        return words::lane_label_none(language, name).to_string();
    }
    let mut label = words::lane_label(language, name, lane.recent(), lane.refused()).to_string();
    let reserved = plan.function(lane.function).reserved.unwrap_or_default();
    let mut add = |refused: u32, phrase: &dyn Fn(u32) -> String| {
        if 0 < refused {
            label.push_str(", ");
            label.push_str(&phrase(refused));
        }
    };
    add(lane.request_rate.refused, &|count| words::lane_at_request_rate(language, count).to_string());
    add(lane.reserved.refused, &|count| {
        words::lane_at_reservation(language, count, grouped(u64::from(reserved.get()))).to_string()
    });
    add(lane.account.refused, &|count| words::lane_at_account_limit(language, count).to_string());
    add(lane.scaling_rate.refused, &|count| words::lane_at_scaling_rate(language, count).to_string());
    label
}

/// Whether a function is switched off by a reservation of 0.
fn is_off(plan: &Plan, function: FunctionId) -> bool {
    plan.function(function).reserved == Some(Concurrency::ZERO)
}

/// What somebody gets whose request is throttled.
fn throttled_answer(plan: &Plan, function: FunctionId, via: Via, language: Language) -> String {
    if via.is_asynchronous() {
        let answer = if is_off(plan, function) { words::lane_given_up } else { words::lane_back };
        return answer(language).to_owned();
    }
    if via.is_polled() {
        return polled_again(via, language).to_owned();
    }
    let mut callers = plan.callers().iter().filter(|caller| caller.function == function && caller.via == via);
    let is_retried = callers.any(|caller| 1 < caller.max_attempts);
    let status = via.status_of_throttle();
    match via {
        Via::Invoke => words::lane_answer(language, status).to_string(),
        Via::Authorizer => authorizer_answer(language),
        Via::Sdk | Via::Cli if is_retried => {
            words::lane_answer_retried(language, caller(via, language), status).to_string()
        }
        Via::Sdk | Via::Cli => words::lane_answer_got(language, caller(via, language), status).to_string(),
        _ => words::lane_answer_of(language, caller(via, language), status).to_string(),
    }
}

/// What somebody gets whose request failed. The Invoke API answers 200 and says in a header that it is an error.
fn failed_answer(plan: &Plan, function: FunctionId, via: Via, language: Language) -> String {
    if via.is_asynchronous() {
        let is_retried = 0 < plan.function(function).asynchronous.maximum_retry_attempts;
        let answer = if is_retried { words::lane_back } else { words::lane_given_up };
        return answer(language).to_owned();
    }
    if via.is_polled() {
        return polled_again(via, language).to_owned();
    }
    if via == Via::Authorizer {
        return authorizer_answer(language);
    }
    let (caller, status) = (caller(via, language), via.status_of(Outcome::Error));
    match status {
        200 => words::lane_answer_error(language, caller, status).to_string(),
        _ => words::lane_answer_of(language, caller, status).to_string(),
    }
}

/// What the clients of an API get whose authorizer gave no answer: that is nobody's who invoked it.
fn authorizer_answer(language: Language) -> String {
    words::lane_answer_api(language, Refusal::AuthorizerThrottled.status()).to_string()
}

/// What becomes of a batch that was not handled.
fn polled_again(via: Via, language: Language) -> &'static str {
    if via.is_stream() { words::lane_blocked(language) } else { words::lane_back(language) }
}

/// Who calls a function, in a word or two each: `ALB`, `S3, async`.
pub fn callers(plan: &Plan, function: FunctionId, language: Language) -> String {
    ways(plan, function).map(|via| caller_name(via, language)).collect::<Vec<_>>().join(" + ")
}

/// A way on which requests come: `ALB`, `S3, async`.
pub fn caller_name(via: Via, language: Language) -> String {
    let name = caller(via, language);
    if via.is_asynchronous() { words::caller_asynchronous(language, name).to_string() } else { name.to_owned() }
}

/// Who sends requests on this way. Names of services are the same in every language.
pub fn caller(via: Via, language: Language) -> &'static str {
    match via {
        Via::Invoke => words::caller_invoke(language),
        Via::FunctionUrl => words::caller_function_url(language),
        Via::Event => words::caller_event(language),
        Via::Sdk => "SDK",
        Via::Cli => "CLI",
        Via::ApiGateway => "API Gateway",
        Via::HttpApi => "HTTP API",
        Via::Authorizer => words::caller_authorizer(language),
        Via::Destination => words::caller_destination(language),
        Via::Alb => "ALB",
        Via::S3 => "S3",
        Via::Sns => "SNS",
        Via::EventBridge => "EventBridge",
        Via::Sqs => "SQS",
        Via::Kinesis => "Kinesis",
        Via::DynamoDbStreams => "DynamoDB Streams",
    }
}
