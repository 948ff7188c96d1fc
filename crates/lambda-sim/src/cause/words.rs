//! Causes in English, for the command. The page words them by variant.

use alloc::format;
use alloc::string::String;

use super::{BURST_PER_MINUTE, Cause, SCALING_PER_SECOND};
use super::{blocked, fullest, is_quota_empty, request_rate, room, waiting, ways};
use crate::frame::Frame;
use crate::id::FunctionId;
use crate::plan::Plan;
use crate::quotas::REQUESTS_PER_CONCURRENCY;
use crate::scenario::DeadLetterQueue;
use crate::source::SourceFrame;
use crate::time::Span;
use crate::units::Concurrency;
use crate::via::Via;

/// Why a throttled request is not tried again although its client retries.
const QUOTA_EMPTY: &str = "; a client of it gives up, because its retry quota is used up";

/// When a throttled event is tried again.
const THROTTLE_WAITS: &str = "tried again after 1 s, doubling to 5 minutes, until they are too old";

impl Cause {
    /// The cause in one sentence or two, in English.
    pub fn sentence(self, frame: &Frame, plan: &Plan) -> String {
        match self {
            Self::NothingComes => "no request comes in this run".into(),
            Self::NoRequests => "no request has arrived yet".into(),
            Self::AllShutDown => {
                "nothing is in flight, and the last idle environment is gone: whatever is admitted next is a cold start"
                    .into()
            }
            Self::Idle => {
                let idle: u32 = frame.functions.iter().map(|function| function.phases.idle.get()).sum();
                format!("nothing is in flight; idle environments, which start at once: {idle}")
            }
            Self::Calm | Self::Recovered | Self::AccountShared => self.of_the_account(frame, plan),
            Self::AccountHeldByOne { function }
            | Self::AccountHeldAlone { function }
            | Self::QueueAtAccount { function }
            | Self::UnreservedHeld { function }
            | Self::Reservation { function }
            | Self::QueueAtReservation { function }
            | Self::SwitchedOff { function }
            | Self::ScalingRate { function }
            | Self::TurnedAway { function, .. }
            | Self::RequestRate { function } => {
                let said = self.of_a_throttle(frame, plan, function);
                if is_quota_empty(frame, function) { said + QUOTA_EMPTY } else { said }
            }
            Self::Polling { function } => polling(frame, plan, function),
            Self::Blocked { function } => blocked_lanes(frame, plan, function),
            Self::SpillOver { function }
            | Self::SpillOverRate { function }
            | Self::Allocating { function }
            | Self::Ready { function } => self.of_provisioned(frame, plan, function),
            Self::Accepted { function }
            | Self::ColdStarts { function }
            | Self::Updated { function }
            | Self::EventsDropped { function }
            | Self::Backlog { function }
            | Self::Retrying { function }
            | Self::TooLate { function }
            | Self::Failing { function }
            | Self::TimingOut { function }
            | Self::WaitingAfterErrors { function }
            | Self::GivenUp { function } => self.of_a_function(frame, plan, function),
        }
    }

    fn of_the_account(self, frame: &Frame, plan: &Plan) -> String {
        let (in_flight, limit) = (frame.in_flight(), plan.account_limit());
        match self {
            Self::AccountShared => format!(
                "{in_flight} of the account's {limit} are in flight, and nothing is reserved: whoever asks for more is throttled"
            ),
            Self::Recovered => {
                let last = frame.functions.iter().filter_map(|function| function.tally.last_throttle());
                let last = tenths(last.map(|(at, _)| at).max().unwrap_or(frame.at).since_start());
                format!(
                    "nobody is throttled any more, last at {last}; {in_flight} of the account's {limit} are in flight"
                )
            }
            _ => format!("{in_flight} of the account's {limit} are in flight; every request has found room"),
        }
    }

    fn of_a_throttle(self, frame: &Frame, plan: &Plan, function: FunctionId) -> String {
        let (planned, state) = (plan.function(function), frame.function(function));
        // A reservation holds what is provisioned too; what the others share does not.
        let in_flight = if planned.reserved.is_some() { state.phases.in_flight() } else { state.on_demand };
        let (name, held, waiting) = (&planned.name, in_flight, state.throttled_events);
        let (limit, reserved) = (plan.account_limit(), planned.reserved.unwrap_or_default());
        match self {
            Self::AccountHeldByOne { .. } => format!(
                "{name} holds {held} of the account's {limit}; nothing is reserved for the other functions, so they are \
                 throttled with it"
            ),
            Self::AccountHeldAlone { .. } => {
                format!("{name} has {held} of the account's {limit} in flight; what comes beyond is throttled")
            }
            Self::QueueAtAccount { .. } => format!(
                "{name} has {held} of the account's {limit} in flight; throttled events that wait: {waiting}, {THROTTLE_WAITS}"
            ),
            Self::UnreservedHeld { .. } => format!(
                "{} of {limit} are {}, and {name} holds {held} of the other {}: functions without a reservation are \
                 throttled",
                limit.saturating_sub(frame.unreserved_limit),
                claimed(frame, plan),
                frame.unreserved_limit
            ),
            Self::QueueAtReservation { .. } => {
                format!(
                    "{name} has {held} of its own {reserved} in flight; throttled events that wait: {waiting}, {THROTTLE_WAITS}"
                )
            }
            Self::SwitchedOff { .. } => {
                format!(
                    "{name} is switched off: its reserved concurrency is 0, so every synchronous request is throttled"
                )
            }
            Self::ScalingRate { .. } if state.scaling.rule().is_shared() => format!(
                "{name} meets the Region's scaling rate before November 2023: {} new environments at once for all functions, then \
                 {BURST_PER_MINUTE} a minute; it has {}, and its limit has room for {} more requests",
                state.scaling.at_once(),
                state.phases.environments(),
                room(frame, plan, function)
            ),
            Self::ScalingRate { .. } => format!(
                "{name} is at its scaling rate: {} new environments at once, then {SCALING_PER_SECOND} a second; it has {}, and its \
                 limit has room for {} more requests",
                state.scaling.at_once(),
                state.phases.environments(),
                room(frame, plan, function)
            ),
            Self::RequestRate { .. } => {
                let rate = request_rate(frame, plan, function);
                format!(
                    "synchronous requests to {name} come faster than {} a second, {REQUESTS_PER_CONCURRENCY} for each of the {} \
                     in flight that its limit allows; {held} are in flight",
                    rate.allowed,
                    rate.allowed / REQUESTS_PER_CONCURRENCY
                )
            }
            Self::TurnedAway { refusal, .. } => {
                let count = state.tally.turned_away(refusal);
                format!("requests to {name} that API Gateway turned away itself so far: {count} ({refusal})")
            }
            _ => of_reservation(frame, plan, function),
        }
    }

    fn of_provisioned(self, frame: &Frame, plan: &Plan, function: FunctionId) -> String {
        let (name, state) = (&plan.function(function).name, frame.function(function));
        let (available, busy) = (state.provisioned_available(), state.provisioned_busy());
        match self {
            Self::SpillOver { .. } => format!(
                "all provisioned environments of {name} are busy, {busy} of {available}: what comes beyond spills over and runs on \
                 demand, {} now",
                state.on_demand
            ),
            Self::SpillOverRate { .. } => format!(
                "requests to {name} come faster than {} a second, {REQUESTS_PER_CONCURRENCY} for each of its {available} provisioned \
                 environments, of which only {busy} are busy: the rest spills over and runs on demand",
                available.get() * REQUESTS_PER_CONCURRENCY
            ),
            Self::Allocating { .. } => {
                let requested = state.provisioned_requested();
                let until =
                    state.allocated_at().map_or(String::new(), |at| format!(", until {}", tenths(at.since_start())));
                format!(
                    "provisioned concurrency of {name} is being allocated: {available} of {requested} are ready (IN_PROGRESS){until}"
                )
            }
            _ => format!(
                "every request to {name} starts at once: {busy} of its {available} provisioned environments are busy"
            ),
        }
    }

    fn of_a_function(self, frame: &Frame, plan: &Plan, function: FunctionId) -> String {
        let (planned, state) = (plan.function(function), frame.function(function));
        let (name, waiting) = (&planned.name, state.waiting_events);
        let oldest = tenths(state.oldest_event.unwrap_or(frame.at).since_start());
        let (errors, runs, dropped) = (state.tally.errors(), state.tally.invocations(), state.tally.events().dropped);
        match self {
            Self::Accepted { .. } => {
                format!("events of {name} that were accepted (202) and wait for their first attempt: {waiting}")
            }
            Self::ColdStarts { .. } => {
                format!("no idle environment of {name} was left; new ones in INIT: {}", state.phases.init)
            }
            Self::Updated { .. } => {
                let (at, gone) = state.updated.map_or((frame.at, 0), |updated| (updated.at, updated.gone));
                format!(
                    "{name} was updated at {}, and environments of the configuration before are not used again, {gone} on demand; \
                     new ones in INIT: {}",
                    tenths(at.since_start()),
                    state.phases.init
                )
            }
            Self::EventsDropped { .. } => format!(
                "{name} is switched off: its reserved concurrency is 0, so its events are accepted (202) and given up at \
                 once, {dropped} so far; {}",
                end_of_events(plan, function)
            ),
            Self::Backlog { .. } => format!(
                "nobody is throttled right now, but events of {name} wait because they were: {}, the oldest \
                 since {oldest}, {THROTTLE_WAITS}",
                state.throttled_events
            ),
            Self::Retrying { .. } => format!(
                "nobody is throttled right now; requests to {name} that their SDK will send again: {}",
                state.waiting_retries
            ),
            Self::TooLate { .. } => format!(
                "requests to {name} that run on although their API has answered their clients: {}",
                state.too_late
            ),
            Self::Failing { .. } => {
                format!("{name} fails: {errors} of its {runs} invocations so far{}", after_error(plan, function))
            }
            Self::TimingOut { .. } => format!(
                "{name} is cut off at its timeout of {}: {errors} of its {runs} invocations so far{}",
                planned.timeout,
                after_error(plan, function)
            ),
            Self::WaitingAfterErrors { .. } => format!(
                "events of {name} that have failed and wait: {}, the oldest since {oldest}{}",
                state.failed_events,
                after_error(plan, function)
            ),
            _ => format!("events of {name} that were given up: {dropped}; {}", end_of_events(plan, function)),
        }
    }
}

/// Messages wait for pollers.
/// A reservation that throttles. What is provisioned out of it serves one version, and nothing on demand.
fn of_reservation(frame: &Frame, plan: &Plan, function: FunctionId) -> String {
    let (planned, state) = (plan.function(function), frame.function(function));
    let own = format!("{} is throttled at its own reservation", planned.name);
    let (reserved, provisioned) = (planned.reserved.unwrap_or_default(), state.provisioned_requested());
    match (provisioned, reserved.saturating_sub(provisioned)) {
        (Concurrency::ZERO, _) => format!("{own}: {} of {reserved} are in flight", state.phases.in_flight()),
        (_, Concurrency::ZERO) => {
            format!("{own}: all {reserved} are provisioned, which leaves nothing to run on demand")
        }
        (_, left) => format!(
            "{own}: {provisioned} of {reserved} are provisioned, and {} of the other {left} are in flight on demand",
            state.on_demand
        ),
    }
}

fn polling(frame: &Frame, plan: &Plan, function: FunctionId) -> String {
    let name = &plan.function(function).name;
    let Some((caller, source)) = fullest(frame, plan, function) else { return String::new() };
    let (waiting, pollers) = (waiting(frame, caller, source), source.pollers);
    let what = if caller.via.is_stream() { "records" } else { "messages" };
    if !caller.mapping.is_enabled {
        return format!("the event source mapping of {name} is disabled, so nobody reads its {what}: {waiting} wait");
    }
    if caller.via.is_stream() {
        return format!(
            "records that wait in the stream of {name}: {waiting}; all of its {pollers} lanes have a batch"
        );
    }
    format!("messages that wait in the queue of {name}: {waiting}; all of its {pollers} pollers have a batch")
}

fn blocked_lanes(frame: &Frame, plan: &Plan, function: FunctionId) -> String {
    // Also lanes that have gone can be blocked.
    let of_stream = |(_, source): (_, &SourceFrame)| (source.blocked, source.pollers.max(source.blocked));
    let (blocked, lanes) = blocked(frame, plan, function).map_or((0, 0), of_stream);
    format!(
        "batches of {} that have failed block their lanes, where nothing behind them is read: {blocked} of {lanes}",
        plan.function(function).name
    )
}

/// How the part of the account is set aside that no function can use on demand.
fn claimed(frame: &Frame, plan: &Plan) -> &'static str {
    let (claimed, reserved) = (plan.account_limit().saturating_sub(frame.unreserved_limit), plan.reserved_total());
    match (reserved.get(), claimed.get()) {
        (0, _) => "provisioned",
        (reserved, claimed) if reserved == claimed => "reserved",
        _ => "reserved or provisioned",
    }
}

/// A span in whole tenths of a second.
fn tenths(span: Span) -> Span {
    const TENTH: u64 = Span::from_millis(100).as_nanos();
    Span::from_nanos(span.as_nanos() / TENTH * TENTH)
}

/// What follows a function error.
fn after_error(plan: &Plan, function: FunctionId) -> String {
    let mut text = String::new();
    if ways(plan, function).any(|via| !via.is_asynchronous()) {
        text.push_str("; a synchronous caller gets the error, and Lambda does not retry");
    }
    if ways(plan, function).any(Via::is_asynchronous) {
        text.push_str(match plan.function(function).asynchronous.maximum_retry_attempts {
            0 => "; an event is not retried; ",
            1 => "; an event is retried after 1 minute; ",
            _ => "; an event is retried after 1 minute and then after 2; ",
        });
        text.push_str(end_of_events(plan, function));
    }
    text
}

/// Where the events go that are given up.
fn end_of_events(plan: &Plan, function: FunctionId) -> &'static str {
    let planned = plan.function(function);
    match planned.asynchronous.dead_letter_queue {
        DeadLetterQueue::Sqs | DeadLetterQueue::Sns => "what is given up goes to its dead-letter queue",
        DeadLetterQueue::None if planned.destinations.on_failure.is_some() => {
            "of what is given up a record goes to its destination"
        }
        DeadLetterQueue::None => "what is given up is lost, for it has no dead-letter queue",
    }
}
