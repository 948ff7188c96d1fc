//! Changes in English, for the command. The page words them by variant.

use core::fmt;

use super::{Attempt, Change, Drop, Polled, Then};
use crate::admission::Start;
use crate::autoscaling::ScalingCause;
use crate::destination::Sent;
use crate::intervention::Verb;
use crate::setting::Value;
use crate::source::{Returned, SourceFrame};
use crate::via::Outcome;

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            0 | 1 => self.request.fmt(f),
            number => write!(f, "{}, attempt {number}", self.request),
        }
    }
}

impl fmt::Display for Then {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered { status, response_time } => write!(f, "answered {status} after {response_time}"),
            Self::Waits { until } => write!(f, "next attempt at {until}"),
            Self::Expires { at } => write!(f, "too old at {at}, before its next attempt"),
            Self::TooLate => f.write_str("too late for its client, who waits no longer"),
            Self::Done => f.write_str("the event is done"),
            Self::Deleted { messages } => write!(f, "its {messages} messages are done"),
            Self::Returns { at, messages } => write!(f, "its {messages} messages come back at {at}"),
            Self::Dropped { cause, dead_lettered } => {
                let where_to =
                    if *dead_lettered { "to the dead-letter queue" } else { "there is no dead-letter queue" };
                write!(f, "dropped ({cause}), {where_to}")
            }
        }
    }
}

impl fmt::Display for Polled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sent => f.write_str("a message is sent"),
            Self::Read { request, messages } => write!(f, "{messages} messages are read: {request}"),
            Self::Deleted { request, messages } => write!(f, "{messages} messages of {request} are deleted"),
            Self::Returned(Returned { visible, dead_lettered: 0 }) => write!(f, "{visible} messages come back"),
            Self::Returned(Returned { visible, dead_lettered }) => {
                write!(f, "{visible} messages come back, {dead_lettered} go to the queue's dead-letter queue")
            }
            Self::Discarded { records } => write!(f, "{records} records are given up"),
            Self::Paused { request, messages } => {
                write!(f, "batch {} with {messages} messages is not tried again: its mapping is disabled", request.0)
            }
            Self::Scaled { pollers } => write!(f, "the mapping has {pollers} pollers"),
        }
    }
}

impl fmt::Display for Drop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ReservedConcurrencyZero => "its reserved concurrency is 0",
            Self::RetriesExhausted => "RetriesExhausted",
            Self::EventAgeExceeded => "EventAgeExceeded",
            Self::RecursiveInvocation => "Lambda has stopped a loop: RecursiveInvocation",
        })
    }
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(service) if self.is_delivered() => write!(f, "goes to {}", service.name()),
            Self::Service(service) => write!(f, "cannot be delivered to {}", service.name()),
            Self::Function { event: Some(event), .. } => write!(f, "becomes {event} of its destination"),
            Self::Function { .. } => f.write_str("goes to nobody: its destination is in the same loop"),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Intervention { caller, setting, value, .. } => {
                let verb = Verb::of(*setting, *value).map_or("", Verb::name);
                write!(f, "{verb}: ")?;
                if let Some(caller) = caller {
                    write!(f, "callers[{}].", caller.index())?;
                }
                match value {
                    Value::Unset => write!(f, "{} is no longer set", Verb::key(*setting)),
                    value => write!(f, "{} is {value}", Verb::key(*setting)),
                }
            }
            Self::Polled { what, now, .. } => {
                let SourceFrame { visible, in_flight, .. } = now;
                write!(f, "{what} ({visible} visible, {in_flight} in flight)")
            }
            Self::EventReceived { request, then, .. } => write!(f, "{request} is received (202): {then}"),
            Self::Started { environment, attempt, start: Start::Warm, .. } => {
                write!(f, "{attempt} reuses {environment} (warm)")
            }
            Self::Started { environment, attempt, start: Start::Provisioned, .. } => {
                write!(f, "{attempt} runs in provisioned {environment}")
            }
            Self::Scaled { cause, from, to, is_refused, .. } => {
                let refused = if *is_refused { ", which AWS refuses" } else { "" };
                write!(f, "{cause}: provisioned concurrency from {from} to {to}{refused}")
            }
            Self::Provisioned { requested, available, .. } if available < requested => {
                write!(f, "provisioned concurrency: {requested} requested, {available} ready (IN_PROGRESS)")
            }
            Self::Provisioned { available, .. } => write!(f, "provisioned concurrency: {available} ready (READY)"),
            Self::Started { environment, attempt, start: Start::Cold, .. } => {
                write!(f, "{attempt} starts {environment} (cold): INIT")
            }
            Self::Throttled { attempt, throttle, then, is_quota_empty, .. } => {
                let why = if *is_quota_empty { "no retry, the quota of its client is used up, " } else { "" };
                write!(f, "{attempt} {throttle}: {why}{then}")
            }
            Self::TurnedAway { attempt, refusal, then, .. } => write!(f, "{attempt} is turned away: {refusal}: {then}"),
            Self::Authorizing { attempt, invocation, .. } => {
                write!(f, "{attempt} waits for its authorizer, which gets {invocation}")
            }
            Self::Authorized { attempt, is_remembered: true, .. } => {
                write!(f, "{attempt} is allowed: its identity is remembered")
            }
            Self::Authorized { attempt, .. } => write!(f, "{attempt} is allowed by its authorizer"),
            Self::TimeLimit { environment, attempt, then, .. } => {
                write!(f, "{attempt} takes longer than its API waits, {environment} runs on: {then}")
            }
            Self::Initialized { environment } => write!(f, "{environment} was initialised ahead of need"),
            Self::InitEnded { environment } => write!(f, "{environment}: INIT ended, INVOKE"),
            Self::InvocationEnded { environment, attempt, outcome, then, .. } => {
                let ended = match outcome {
                    Outcome::Success => "done",
                    Outcome::Error => "failed",
                    Outcome::TimedOut => "timed out",
                    Outcome::Crashed => "crashed",
                };
                let left = if outcome.resets() { "reset" } else { "idle" };
                write!(f, "{attempt} {ended}, {environment} {left}: {then}")
            }
            Self::EventExpired { attempt, then, .. } => write!(f, "{} is too old: {then}", attempt.request),
            Self::Recorded { request: Some(event), condition, to, .. } => {
                write!(f, "record of {event} ({condition}) {to}")
            }
            Self::Recorded { condition, to, .. } => write!(f, "record of a batch ({condition}) {to}"),
            Self::Shutdown { environment } => write!(f, "{environment}: SHUTDOWN"),
        }
    }
}

impl fmt::Display for ScalingCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match self {
            Self::AlarmHigh { utilization, target } | Self::AlarmLow { utilization, target } => {
                write!(f, "{name}: utilization {utilization}, target {target}")
            }
            Self::MinCapacity | Self::MaxCapacity => f.write_str(name),
        }
    }
}
