//! The cause at the cursor in words: the sentence that is the title of the picture, and the note under it where a rule explains
//! more than arithmetic does.

mod authorizer;
mod cold;
mod provisioned;
mod scaled;
mod source;
mod vpc;

use core::time::Duration;

use lambda_sim::cause::{BURST_PER_MINUTE, Cause, SCALING_PER_SECOND, is_quota_empty, request_rate, ways};
use lambda_sim::frame::Frame;
use lambda_sim::gateway::Refusal;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::quotas::REQUESTS_PER_CONCURRENCY;
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::time::{Instant, Span};
use lambda_sim::token_bucket::Refill;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

use crate::language::Language;
use crate::number::{clock, duration, grouped, tenths};
use crate::phrase::Phrase;
use crate::words;

/// The cause in one sentence or two: the title of the picture.
pub fn sentence(cause: Cause, frame: &Frame, plan: &Plan, language: Language) -> Phrase {
    let in_flight = u64::from(frame.in_flight().get());
    let limit = count(plan.account_limit());
    match cause {
        Cause::NothingComes => words::why_nothing_comes(language).into(),
        Cause::NoRequests => words::why_no_requests(language).into(),
        Cause::AllShutDown => words::why_all_shut_down(language).into(),
        Cause::Idle => {
            let idle = frame.functions.iter().map(|function| u64::from(function.phases.idle.get()));
            words::why_idle(language, idle.sum())
        }
        Cause::Calm => words::why_calm(language, in_flight, limit),
        Cause::Recovered => {
            let last = frame.functions.iter().filter_map(|function| function.tally.last_throttle());
            let last = last.map(|(at, _)| at).max().unwrap_or(frame.at);
            words::why_recovered(language, in_flight, moment(last), limit)
        }
        Cause::Polling { function } | Cause::Blocked { function } => {
            source::sentence(cause, function, frame, plan, language)
        }
        Cause::SpillOver { function }
        | Cause::SpillOverRate { function }
        | Cause::Allocating { function }
        | Cause::Ready { function } => provisioned::sentence(cause, function, frame, plan, language),
        Cause::AccountShared => words::why_account_shared(language, count(frame.in_flight()), limit),
        Cause::AccountHeldByOne { function }
        | Cause::AccountHeldAlone { function }
        | Cause::QueueAtAccount { function }
        | Cause::UnreservedHeld { function }
        | Cause::Reservation { function }
        | Cause::QueueAtReservation { function }
        | Cause::SwitchedOff { function }
        | Cause::ScalingRate { function }
        | Cause::TurnedAway { function, .. }
        | Cause::RequestRate { function } => {
            let mut said = of_a_throttle(cause, function, frame, plan, language);
            if is_quota_empty(frame, function) {
                said = said.then(words::why_quota_empty(language));
            }
            authorizer::throttled(cause, said, frame, plan, language)
        }
        Cause::Accepted { function }
        | Cause::ColdStarts { function }
        | Cause::Updated { function }
        | Cause::EventsDropped { function }
        | Cause::Backlog { function }
        | Cause::Retrying { function }
        | Cause::TooLate { function }
        | Cause::Failing { function }
        | Cause::TimingOut { function }
        | Cause::WaitingAfterErrors { function }
        | Cause::GivenUp { function } => of_a_function(cause, function, frame, plan, language),
    }
}

/// Somebody is throttled now.
fn of_a_throttle(cause: Cause, function: FunctionId, frame: &Frame, plan: &Plan, language: Language) -> Phrase {
    let (planned, state) = (plan.function(function), frame.function(function));
    // A reservation holds what is provisioned too; what the others share does not.
    let in_flight = if planned.reserved.is_some() { state.phases.in_flight() } else { state.on_demand };
    let (name, held) = (planned.name.as_str(), count(in_flight));
    let (limit, reserved) = (count(plan.account_limit()), count(planned.reserved.unwrap_or_default()));
    let waiting = u64::from(state.waiting_events);
    match cause {
        Cause::AccountHeldByOne { .. } => words::why_account_held_by_one(language, name, held, limit),
        Cause::AccountHeldAlone { .. } => words::why_account_held_alone(language, name, held, limit),
        Cause::QueueAtAccount { .. } => {
            words::why_queue_at_account(language, name, held, limit).then(words::why_events_wait(language, waiting))
        }
        Cause::UnreservedHeld { .. } => {
            let (sum, left) = (plan.account_limit().saturating_sub(frame.unreserved_limit), frame.unreserved_limit);
            let is_reserved = plan.reserved_total() == sum;
            let (sum, left) = (count(sum), count(left));
            if is_reserved {
                words::why_unreserved_held(language, sum, limit, name, held, left)
            } else if plan.reserved_total() == Concurrency::ZERO {
                words::why_unreserved_provisioned(language, sum, limit, name, held, left)
            } else {
                words::why_unreserved_claimed(language, sum, limit, name, held, left)
            }
        }
        Cause::QueueAtReservation { .. } => words::why_queue_at_reservation(language, name, held, reserved)
            .then(words::why_events_wait(language, waiting)),
        Cause::SwitchedOff { .. } => words::why_switched_off(language, name),
        Cause::ScalingRate { .. } => {
            let burst = grouped(u64::from(state.scaling.at_once()));
            if state.scaling.rule().is_shared() {
                words::why_region_burst(language, burst, grouped(BURST_PER_MINUTE))
            } else {
                words::why_scaling_rate(language, name, burst, grouped(SCALING_PER_SECOND))
            }
        }
        Cause::TurnedAway { refusal, .. } => {
            let count = grouped(state.tally.turned_away(refusal));
            match refusal {
                Refusal::TooManyRequests => {
                    let Refill { rate, burst } = plan.api_gateway();
                    let [rate, burst] = [rate, burst].map(|count| grouped(u64::from(count)));
                    words::why_api_gateway(language, burst, rate, count, name)
                }
                Refusal::IdentityMissing => words::why_identity_missing(language, count, name),
                Refusal::Denied | Refusal::DeniedBefore => words::why_denied(language, count, name),
                Refusal::AuthorizerFailed => words::why_authorizer_failed(language, count, name),
                Refusal::AuthorizerTooSlow => words::why_authorizer_too_slow(language, count, name),
                Refusal::AuthorizerThrottled => words::why_authorizer_throttled(language, count, name),
            }
        }
        Cause::RequestRate { .. } => {
            let (allowed, factor) = (request_rate(frame, plan, function).allowed, REQUESTS_PER_CONCURRENCY);
            let [allowed, factor, limit] = [allowed, factor, allowed / factor].map(|count| grouped(u64::from(count)));
            words::why_request_rate(language, name, allowed, factor, limit, held)
        }
        _ => {
            let free = count(plan.account_limit().saturating_sub(frame.in_flight()));
            provisioned::of_reservation(function, frame, plan, language)
                .unwrap_or_else(|| words::why_reservation(language, name, held, reserved, free))
        }
    }
}

/// Nobody is throttled now: requests wait, fail, were given up, or start cold.
fn of_a_function(cause: Cause, function: FunctionId, frame: &Frame, plan: &Plan, language: Language) -> Phrase {
    let (planned, state) = (plan.function(function), frame.function(function));
    let name = planned.name.as_str();
    let oldest = moment(state.oldest_event.unwrap_or(frame.at));
    let (errors, runs) = (grouped(state.tally.errors()), grouped(state.tally.invocations()));
    let dropped = state.tally.events().dropped;
    // How many wait belongs to the story only where some do.
    let failed = u64::from(state.failed_events);
    let waiting = if failed == 0 { Phrase::default() } else { words::why_failed_wait(language, failed) };
    match cause {
        Cause::Accepted { .. } => words::why_accepted(language, u64::from(state.waiting_events), name),
        Cause::ColdStarts { .. } => words::why_cold_starts(language, u64::from(state.phases.init.get()), name),
        Cause::Updated { .. } => {
            let at = moment(state.updated.map_or(frame.at, |updated| updated.at));
            words::why_updated(language, u64::from(state.phases.init.get()), name, at)
        }
        Cause::EventsDropped { .. } => words::why_events_dropped(language, dropped, name),
        Cause::Backlog { .. } => words::why_backlog(language, u64::from(state.throttled_events), name, oldest),
        Cause::Retrying { .. } => words::why_retrying(language, u64::from(state.waiting_retries), name),
        Cause::TooLate { .. } => words::why_too_late(language, u64::from(state.too_late), name),
        Cause::Failing { .. } => match u64::from(state.phases.in_flight().get()) {
            0 => words::why_failing(language, name, errors, runs).then(waiting),
            running => words::why_failing_running(language, running, name, errors, runs).then(waiting),
        },
        Cause::TimingOut { .. } => {
            words::why_timing_out(language, name, spoken(planned.timeout), errors, runs).then(waiting)
        }
        Cause::WaitingAfterErrors { .. } => words::why_waiting_after_errors(language, failed, name, oldest),
        _ if planned.asynchronous.dead_letter_queue != DeadLetterQueue::None => {
            words::why_given_up_kept(language, dropped, name)
        }
        _ if planned.destinations.on_failure.is_some() => words::why_given_up_recorded(language, dropped, name),
        _ => words::why_given_up_lost(language, dropped, name),
    }
}

/// The rule behind a cause that no arithmetic explains; `None` where the arithmetic does.
pub fn note(cause: Cause, frame: &Frame, plan: &Plan, language: Language) -> Option<Phrase> {
    if let Some(scaled) = scaled::note(cause, frame, plan, language) {
        return Some(scaled);
    }
    match cause {
        Cause::QueueAtAccount { function } | Cause::QueueAtReservation { function } if plan.has_curve(function) => None,
        Cause::Backlog { function } | Cause::QueueAtAccount { function } | Cause::QueueAtReservation { function } => {
            Some(throttled_events(plan, function, language))
        }
        Cause::ScalingRate { function }
            if !plan.has_curve(function) && 0 < frame.function(function).throttled_events =>
        {
            Some(throttled_events(plan, function, language))
        }
        // Given up without an error: too old.
        Cause::GivenUp { function } if frame.function(function).tally.errors() == 0 => {
            Some(throttled_events(plan, function, language))
        }
        Cause::GivenUp { function }
        | Cause::Failing { function }
        | Cause::TimingOut { function }
        | Cause::WaitingAfterErrors { function } => Some(after_error(plan, function, language)),
        Cause::EventsDropped { function } => Some(end_of_events(plan, function, language)),
        Cause::Retrying { function } => {
            let mut callers =
                plan.callers().iter().filter(|caller| caller.function == function && caller.via.retries());
            let attempts = callers.next().map_or(1, |caller| caller.max_attempts);
            Some(words::note_sdk(language, u64::from(attempts)))
        }
        Cause::Polling { function } | Cause::Blocked { function } => {
            source::note(cause, function, frame, plan, language)
        }
        Cause::ColdStarts { function } | Cause::Updated { function } => {
            vpc::note(plan.function(function), language).or_else(|| cold::note(function, frame, plan, language))
        }
        Cause::Reservation { function } => provisioned::note_of_reservation(function, frame, plan, language)
            .or_else(|| authorizer::note(frame, plan, language)),
        // What an authorizer is asked is in no rate, so arithmetic would miss it.
        _ => authorizer::note(frame, plan, language),
    }
}

/// What happens to a throttled event.
fn throttled_events(plan: &Plan, function: FunctionId, language: Language) -> Phrase {
    words::note_throttled_events(language, spoken(plan.function(function).asynchronous.maximum_event_age))
}

/// What follows a function error.
fn after_error(plan: &Plan, function: FunctionId, language: Language) -> Phrase {
    let mut phrase = Phrase::default();
    if ways(plan, function).any(|via| !via.is_asynchronous()) {
        phrase = phrase.then(words::note_error_synchronous(language));
    }
    if ways(plan, function).any(Via::is_asynchronous) {
        let retries = match plan.function(function).asynchronous.maximum_retry_attempts {
            0 => words::note_retries_none(language),
            1 => words::note_retries_one(language),
            _ => words::note_retries_two(language),
        };
        phrase = phrase.then(retries).then(end_of_events(plan, function, language));
    }
    phrase
}

/// Where the events go that are given up.
fn end_of_events(plan: &Plan, function: FunctionId, language: Language) -> Phrase {
    let planned = plan.function(function);
    match planned.asynchronous.dead_letter_queue {
        DeadLetterQueue::None if planned.destinations.on_failure.is_some() => words::note_end_recorded(language).into(),
        DeadLetterQueue::None => words::note_end_lost(language).into(),
        DeadLetterQueue::Sqs => words::note_end_kept(language, "SQS"),
        DeadLetterQueue::Sns => words::note_end_kept(language, "SNS"),
    }
}

fn count(concurrency: Concurrency) -> String {
    grouped(u64::from(concurrency.get()))
}

/// An instant as a sentence needs it.
fn moment(at: Instant) -> String {
    clock(tenths(at.as_secs_f64()))
}

fn spoken(span: Span) -> String {
    duration(Duration::from_nanos(span.as_nanos()))
}
