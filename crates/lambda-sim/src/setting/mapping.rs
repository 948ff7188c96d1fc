//! The settings of an event source mapping, and of the queue that it reads.

use super::{Setting, Value};
use crate::destination::Service;
use crate::source::{Backoff, Mapping, Ramp};
use crate::time::Span;

/// What AWS has as true or false.
pub(super) const TRUTH: &[&str] = &["false", "true"];

fn truth(is_true: bool) -> Value {
    Value::Choice(TRUTH[usize::from(is_true)])
}

impl Setting {
    pub(super) fn get_of_mapping(self, mapping: &Mapping) -> Option<Value> {
        let optional = |count: Option<u32>| count.map_or(Value::Unset, |count| Value::Count(count.into()));
        Some(match self {
            Self::QueueBatchSize | Self::StreamBatchSize => Value::Count(mapping.batch_size.into()),
            Self::BatchingWindow => Value::Count(mapping.batching_window.whole_secs()),
            Self::MaximumConcurrency => optional(mapping.maximum_concurrency),
            Self::VisibilityTimeout => Value::Count(mapping.visibility_timeout.whole_secs()),
            Self::MaxReceiveCount => optional(mapping.max_receive_count),
            Self::MessageGroups => optional(mapping.message_groups),
            Self::MessageDuration => Value::Span(mapping.message_duration),
            Self::PollDelay | Self::StreamPollDelay | Self::TablePollDelay => Value::Span(mapping.poll_delay),
            Self::RetryWait => Value::Span(mapping.retry_wait),
            Self::PollerRamp => Value::Choice(mapping.ramp.name()),
            Self::Backoff => Value::Choice(mapping.backoff.name()),
            Self::Shards => Value::Count(mapping.shards.into()),
            Self::ParallelizationFactor => Value::Count(mapping.parallelization_factor.into()),
            Self::MaximumRecordAge => mapping.record_age.map_or(Value::Unset, |age| Value::Count(age.whole_secs())),
            Self::StreamRetryAttempts => optional(mapping.retry_attempts),
            Self::PoisonRecord => optional(mapping.poison_record),
            Self::StreamOnFailure => mapping.on_failure.map_or(Value::Unset, |service| Value::Choice(service.name())),
            Self::BisectBatch => truth(mapping.bisects),
            Self::Enabled => truth(mapping.is_enabled),
            _ => return None,
        })
    }

    pub(super) fn set_in_mapping(self, mapping: &mut Mapping, value: Value) -> bool {
        match value {
            Value::Unset => self.set_count(mapping, None),
            // One too large for the type is out of every range, so the largest stands for it.
            Value::Count(count) => self.set_count(mapping, Some(u32::try_from(count).unwrap_or(u32::MAX))),
            Value::Span(span) => self.set_span_of_mapping(mapping, span),
            Value::Choice(name) => self.choose(mapping, name),
            Value::Rate(_) | Value::Fraction(_) | Value::Function(_) => false,
        }
    }

    fn set_count(self, mapping: &mut Mapping, count: Option<u32>) -> bool {
        let seconds = |count: u32| Span::from_secs(count.into());
        match (self, count) {
            (Self::StreamOnFailure, None) => mapping.on_failure = None,
            (Self::MaximumConcurrency, count) => mapping.maximum_concurrency = count,
            (Self::MaxReceiveCount, count) => mapping.max_receive_count = count,
            (Self::MessageGroups, count) => mapping.message_groups = count,
            (Self::MaximumRecordAge, age) => mapping.record_age = age.map(seconds),
            (Self::StreamRetryAttempts, count) => mapping.retry_attempts = count,
            (Self::PoisonRecord, number) => mapping.poison_record = number,
            (Self::Shards, Some(count)) => mapping.shards = count,
            (Self::ParallelizationFactor, Some(count)) => mapping.parallelization_factor = count,
            (Self::QueueBatchSize | Self::StreamBatchSize, Some(count)) => mapping.batch_size = count,
            (Self::BatchingWindow, Some(count)) => mapping.batching_window = seconds(count),
            (Self::VisibilityTimeout, Some(count)) => mapping.visibility_timeout = seconds(count),
            _ => return false,
        }
        true
    }

    fn set_span_of_mapping(self, mapping: &mut Mapping, span: Span) -> bool {
        match self {
            Self::MessageDuration => mapping.message_duration = span,
            Self::PollDelay | Self::StreamPollDelay | Self::TablePollDelay => mapping.poll_delay = span,
            Self::RetryWait => mapping.retry_wait = span,
            _ => return false,
        }
        true
    }

    fn choose(self, mapping: &mut Mapping, name: &str) -> bool {
        match self {
            Self::StreamOnFailure => match Service::named(name).filter(|_| Service::OF_STREAMS.contains(&name)) {
                Some(service) => mapping.on_failure = Some(service),
                None => return false,
            },
            Self::BisectBatch if TRUTH.contains(&name) => mapping.bisects = name == TRUTH[1],
            Self::Enabled if TRUTH.contains(&name) => mapping.is_enabled = name == TRUTH[1],
            Self::PollerRamp => match Ramp::ALL.into_iter().find(|ramp| ramp.name() == name) {
                Some(ramp) => mapping.ramp = ramp,
                None => return false,
            },
            Self::Backoff => match Backoff::ALL.into_iter().find(|backoff| backoff.name() == name) {
                Some(backoff) => mapping.backoff = backoff,
                None => return false,
            },
            _ => return false,
        }
        true
    }
}
