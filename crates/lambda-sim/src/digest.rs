//! A digest of a run: one number over every change. Equal digests mean the same run, bit by bit.

use crate::admission::Start;
use crate::autoscaling::ScalingCause;
use crate::change::{Attempt, Change, Polled, Then, Watch};
use crate::destination::Sent;
use crate::id::EnvironmentId;
use crate::setting::Value;
use crate::source::{Returned, SourceFrame};
use crate::time::Instant;
use crate::via::Outcome;

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
/// Beyond every function of a scenario.
const ACCOUNT: u64 = 0x3ff;
/// Stands for a retry quota that is used up.
const QUOTA_EMPTY: u64 = 1;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over the words of each change: its instant, its kind, its function, its numbers and what becomes of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(FNV_OFFSET)
    }
}

impl Digest {
    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(FNV_PRIME);
        // FNV mixes upwards only; this brings the top of a 64-bit word down again.
        self.0 ^= self.0 >> 32;
    }
}

impl Watch for Digest {
    fn change(&mut self, at: Instant, change: &Change) {
        self.word(at.as_nanos());
        // An account is none of the functions.
        let function = change.function().map_or(ACCOUNT, |function| function.index() as u64);
        match *change {
            Change::Intervention { caller, setting, value, .. } => {
                // By its key: its number moves when the table grows.
                let key = setting.row().key.bytes().fold(0, |word, byte| word << 8 | u64::from(byte));
                self.head(14, function, caller.map_or(0, |caller| u64::from(caller.0) + 1));
                self.word(key);
                self.value(value);
            }
            Change::EventReceived { request, caller, then, .. } => {
                self.head(1, function, u64::from(caller.0) << 16);
                self.word(request.0);
                self.then(then);
            }
            Change::Started { environment, attempt, start, is_spillover } => {
                let kind = match start {
                    Start::Warm => 2,
                    Start::Cold => 3,
                    Start::Provisioned => 15,
                };
                self.head(kind | u64::from(is_spillover) << 4, function, attempt_word(attempt));
                self.word(environment.number);
                self.word(attempt.request.0);
            }
            Change::Throttled { attempt, throttle, then, is_quota_empty, .. } => {
                self.head(4 + throttle.limit as u64, function, attempt_word(attempt));
                self.word(attempt.request.0);
                self.word(u64::from(throttle.used) << 32 | u64::from(throttle.allowed));
                if is_quota_empty {
                    self.word(QUOTA_EMPTY);
                }
                self.then(then);
            }
            Change::InitEnded { environment } => self.environment(8, function, environment),
            Change::InvocationEnded { environment, attempt, outcome, then, .. } => {
                let kind = if outcome == Outcome::Crashed { 40 } else { 9 + outcome as u64 };
                self.head(kind, function, attempt_word(attempt));
                self.word(environment.number);
                self.word(attempt.request.0);
                self.then(then);
            }
            Change::EventExpired { attempt, then, .. } => {
                self.head(12, function, attempt_word(attempt));
                self.word(attempt.request.0);
                self.then(then);
            }
            Change::Provisioned { version, requested, available, new, .. } => {
                self.head(16, function, version.index() as u64);
                self.word(u64::from(requested.get()) << 32 | u64::from(available.get()));
                self.word(new.into());
            }
            Change::Scaled { .. } => self.scaled(function, change),
            Change::TurnedAway { .. }
            | Change::Authorizing { .. }
            | Change::Authorized { .. }
            | Change::TimeLimit { .. } => self.at_an_api(function, change),
            Change::Polled { caller, what, now, .. } => {
                self.head(48, function, u64::from(caller.0));
                self.polled(what, now);
            }
            Change::Recorded { .. } => self.recorded(function, change),
            Change::Initialized { environment } => self.environment(44, function, environment),
            Change::Shutdown { environment } => self.environment(13, function, environment),
        }
    }
}

impl Digest {
    /// What API Gateway does.
    fn at_an_api(&mut self, function: u64, change: &Change) {
        match *change {
            Change::TurnedAway { attempt, refusal, then, .. } => {
                self.head(32 + refusal as u64, function, attempt_word(attempt));
                self.word(attempt.request.0);
                self.then(then);
            }
            Change::Authorizing { attempt, authorizer, invocation, .. } => {
                self.head(41, function, attempt_word(attempt));
                self.word(attempt.request.0);
                self.word((authorizer.index() as u64) << 48 ^ invocation.0);
            }
            Change::Authorized { attempt, is_remembered, .. } => {
                self.head(42 + u64::from(is_remembered), function, attempt_word(attempt));
                self.word(attempt.request.0);
            }
            Change::TimeLimit { environment, attempt, then, .. } => {
                self.head(40, function, attempt_word(attempt));
                self.word(environment.number);
                self.then(then);
            }
            _ => {}
        }
    }

    fn recorded(&mut self, function: u64, change: &Change) {
        let Change::Recorded { caller, request, condition, to, .. } = *change else { return };
        self.head(45, function, u64::from(caller.0));
        self.word(request.map_or(0, |request| request.0));
        let (place, number) = match to {
            Sent::Service(service) => (service as u64, 0),
            Sent::Function { function, event } => (256 + function.index() as u64, event.map_or(0, |event| event.0)),
        };
        self.word((condition as u64) << 32 | place);
        self.word(number);
    }

    /// Kind and function in the top bits, which attempt of which caller below: all that is small in one word.
    fn head(&mut self, kind: u64, function: u64, attempt: u64) {
        self.word(kind << 56 | function << 46 | attempt);
    }

    fn scaled(&mut self, function: u64, change: &Change) {
        let Change::Scaled { cause, from, to, is_refused, .. } = *change else { return };
        let (kind, utilization) = match cause {
            ScalingCause::AlarmHigh { utilization, .. } => (52, utilization.0),
            ScalingCause::AlarmLow { utilization, .. } => (53, utilization.0),
            ScalingCause::MinCapacity => (54, 0),
            ScalingCause::MaxCapacity => (55, 0),
        };
        self.head(kind, function, is_refused.into());
        self.word(u64::from(from.get()) << 32 | u64::from(to.get()));
        self.word(utilization);
    }

    fn value(&mut self, value: Value) {
        let (kind, word) = match value {
            Value::Unset => (0, 0),
            Value::Count(count) => (1, count),
            Value::Span(span) => (2, span.as_nanos()),
            Value::Rate(rate) => (3, rate.get().to_bits()),
            Value::Fraction(part) => (4, part.to_bits()),
            Value::Choice(name) => {
                name.bytes().for_each(|byte| self.word(byte.into()));
                (5, name.len() as u64)
            }
            Value::Function(name) => {
                name.as_str().bytes().for_each(|byte| self.word(byte.into()));
                (6, name.as_str().len() as u64)
            }
        };
        self.word(kind);
        self.word(word);
    }

    fn environment(&mut self, kind: u64, function: u64, environment: EnvironmentId) {
        self.head(kind, function, 0);
        self.word(environment.number);
    }

    fn polled(&mut self, what: Polled, now: SourceFrame) {
        self.word(u64::from(now.visible) << 32 | u64::from(now.in_flight));
        let (kind, detail, value) = match what {
            Polled::Sent => (1, 0, 0),
            Polled::Read { request, messages } => (2, messages, request.0),
            Polled::Deleted { request, messages } => (3, messages, request.0),
            Polled::Returned(Returned { visible, dead_lettered }) => (4, visible, dead_lettered.into()),
            Polled::Scaled { pollers } => (5, pollers, 0),
            Polled::Discarded { records } => (6, records, 0),
            Polled::Paused { request, messages } => (7, messages, request.0),
        };
        self.word(kind << 56 ^ u64::from(detail) << 24 ^ value);
    }

    fn then(&mut self, then: Then) {
        let (kind, detail, value) = match then {
            Then::Answered { status, response_time } => (1, status.into(), response_time.as_nanos()),
            Then::Waits { until } => (2, 0, until.as_nanos()),
            Then::Expires { at } => (3, 0, at.as_nanos()),
            Then::TooLate => (6, 0, 0),
            Then::Done => (4, 0, 0),
            Then::Dropped { cause, dead_lettered } => (5, cause as u64, dead_lettered.into()),
            Then::Deleted { messages } => (6, 0, messages.into()),
            Then::Returns { at, messages } => (7, messages.into(), at.as_nanos()),
        };
        self.word(kind << 56 ^ detail << 40 ^ value);
    }
}

fn attempt_word(attempt: Attempt) -> u64 {
    u64::from(attempt.caller.0) << 16 | u64::from(attempt.number)
}

impl core::fmt::Display for Digest {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
