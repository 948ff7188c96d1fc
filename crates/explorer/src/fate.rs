//! What becomes of a function's requests, at its lane: how many were throttled, wait or failed, and what whoever sent them gets.

use core::time::Duration;

use lambda_sim::admission::Limit;
use lambda_sim::cause::ways;
use lambda_sim::frame::{Frame, FunctionFrame};
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::via::{Outcome, Via};

use crate::language::Language;
use crate::number::{age, grouped};
use crate::words;

/// The fate of a function's requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The number that matters most, if one does: `69 of 100`, `1,204 wait`, `12 failed`.
    pub head: Option<String>,
    /// Whether that is a number of throttles.
    pub is_throttled: bool,
    /// What stands under it, a line each.
    pub lines: Vec<String>,
    /// All of it in words.
    pub label: String,
}

impl Fate {
    /// The fate of a function's requests at the instant of a frame.
    pub fn of(frame: &Frame, plan: &Plan, function: FunctionId, language: Language) -> Self {
        let state = frame.function(function);
        let tally = &state.tally;
        let (recent, throttled) = (tally.recent(), tally.recent_throttles());
        let mut fate = Self { head: None, is_throttled: false, lines: Vec::new(), label: String::new() };
        let answers = || ways(plan, function).map(|via| throttled_answer(plan, function, via, language));
        // This limit alone has no gate that would show it.
        let is_scaling = tally.last_throttle().is_some_and(|(_, throttle)| throttle.limit == Limit::ScalingRate);
        let scaling = (is_scaling && 0 < throttled).then(|| words::lane_at_scaling_rate(language).to_owned());
        if 0 < state.throttled_events + state.failed_events {
            fate.head = Some(words::lane_waiting(language, grouped(u64::from(state.waiting_events))).to_string());
            fate.lines.extend(oldest(frame, state, language));
            fate.lines.extend(scaling);
            fate.lines.extend(answers());
        } else if 0 < throttled {
            fate.head = Some(words::lane_throttled(language, throttled, recent).to_string());
            fate.is_throttled = true;
            fate.lines.extend(scaling);
            fate.lines.extend(answers());
        } else if 0 < tally.errors() {
            fate.head = Some(words::lane_failed(language, grouped(tally.errors())).to_string());
            fate.lines.push(words::lane_runs(language, grouped(tally.invocations())).to_string());
            fate.lines.extend(ways(plan, function).map(|via| failed_answer(via, language)));
        } else if 0 < recent {
            fate.lines.push(words::lane_served(language).to_owned());
        } else if tally.requests() == 0 {
            fate.lines.push(words::lane_none(language).to_owned());
        }
        let dropped = tally.events().dropped;
        if 0 < dropped {
            let is_lost = plan.function(function).asynchronous.dead_letter_queue == DeadLetterQueue::None;
            let words = if is_lost { words::lane_lost } else { words::lane_dead_lettered };
            fate.lines.push(words(language, grouped(dropped)).to_string());
        }
        fate.label = label(plan, function, state, language);
        for part in fate.head.iter().filter(|_| !fate.is_throttled).chain(&fate.lines) {
            fate.label.push_str(", ");
            fate.label.push_str(part);
        }
        fate
    }
}

/// How old the oldest waiting event is.
fn oldest(frame: &Frame, state: &FunctionFrame, language: Language) -> Option<String> {
    let waited = frame.at.since(state.oldest_event?);
    Some(words::lane_oldest(language, age(Duration::from_nanos(waited.as_nanos()))).to_string())
}

/// The attempts in words: how many were throttled, and by which limit.
fn label(plan: &Plan, function: FunctionId, state: &FunctionFrame, language: Language) -> String {
    let name = plan.function(function).name.as_str();
    let (recent, throttled) = (state.tally.recent(), state.tally.recent_throttles());
    let limit = state.tally.last_throttle().map(|(_, throttle)| throttle.limit);
    let phrase = match limit.filter(|_| 0 < throttled) {
        _ if recent == 0 => words::lane_label_none(language, name),
        None => words::lane_label(language, name, recent, throttled),
        Some(Limit::Account) => words::lane_label_account(language, name, recent, throttled),
        Some(Limit::ScalingRate) => words::lane_label_scaling_rate(language, name, recent, throttled),
        Some(Limit::RequestRate) => words::lane_label_request_rate(language, name, recent, throttled),
        Some(Limit::Reserved) => {
            let reserved = plan.function(function).reserved.unwrap_or_default();
            words::lane_label_reserved(language, name, recent, throttled, grouped(u64::from(reserved.get())))
        }
    };
    phrase.to_string()
}

/// What somebody gets whose request is throttled.
fn throttled_answer(plan: &Plan, function: FunctionId, via: Via, language: Language) -> String {
    let mut callers = plan.callers().iter().filter(|caller| caller.function == function && caller.via == via);
    let is_retried = via.is_asynchronous() || callers.any(|caller| 1 < caller.max_attempts);
    let status = via.status_of_throttle();
    match via {
        Via::Invoke => words::lane_answer(language, status).to_string(),
        _ if is_retried => words::lane_answer_retried(language, caller(via, language), status).to_string(),
        _ => words::lane_answer_of(language, caller(via, language), status).to_string(),
    }
}

/// What somebody gets whose request failed. The Invoke API answers 200 and says in a header that it is an error.
fn failed_answer(via: Via, language: Language) -> String {
    let (caller, status) = (caller(via, language), via.status_of(Outcome::Error));
    match status {
        200 => words::lane_answer_error(language, caller, status).to_string(),
        _ => words::lane_answer_of(language, caller, status).to_string(),
    }
}

/// Who sends requests on this way. Names of services are the same in every language.
fn caller(via: Via, language: Language) -> &'static str {
    match via {
        Via::Invoke => words::caller_invoke(language),
        Via::FunctionUrl => words::caller_function_url(language),
        Via::Event => words::caller_event(language),
        Via::Sdk => "SDK",
        Via::Cli => "CLI",
        Via::ApiGateway => "API Gateway",
        Via::Alb => "ALB",
        Via::S3 => "S3",
        Via::Sns => "SNS",
        Via::EventBridge => "EventBridge",
    }
}
