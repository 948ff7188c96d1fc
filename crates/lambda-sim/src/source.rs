//! Sources that are polled: queues with their event source mapping, which reads batches of messages and invokes a function with each.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>. How many there are of what stands here; when
//! batches run is the business of the simulation, to which a batch is a synchronous request like any other.

mod messages;
mod pollers;
mod queue;
mod stream;

pub use queue::SourceFrame;

pub use queue::Returned;
pub(crate) use queue::{Queue, Tick};
pub(crate) use stream::{Failed, Stream};

use alloc::collections::BTreeMap;

use crate::destination::Service;
use crate::quotas;
use crate::time::{Instant, Span};
use crate::via::{Outcome, Via};

/// The settings of an event source mapping, and of the queue that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// AWS's `Enabled`: whether batches are read and tried.
    pub is_enabled: bool,
    /// AWS's `BatchSize`: how many messages a batch can have.
    pub batch_size: u32,
    /// AWS's `MaximumBatchingWindowInSeconds`: how long a batch is gathered.
    pub batching_window: Span,
    /// AWS's `MaximumConcurrency`: how many batches can be in flight; `None` = not set.
    pub maximum_concurrency: Option<u32>,
    /// AWS's `VisibilityTimeout`: how long a message that is read is invisible.
    pub visibility_timeout: Span,
    /// AWS's `maxReceiveCount`: how often a message is read before it goes to the queue's dead-letter queue; `None` = there is none.
    pub max_receive_count: Option<u32>,
    /// How many groups the messages of a FIFO queue belong to; `None` = a standard queue.
    pub message_groups: Option<u32>,
    /// How much longer the handler runs for each message (an assumption).
    pub message_duration: Span,
    /// From when a message is visible to when a free poller reads it (an assumption).
    pub poll_delay: Span,
    /// How long a batch waits after its first throttle (an assumption).
    pub retry_wait: Span,
    /// How fast pollers come.
    pub ramp: Ramp,
    /// How they go when batches fail (an assumption).
    pub backoff: Backoff,
    /// How many shards a stream has.
    pub shards: u32,
    /// AWS's `ParallelizationFactor`: how many batches of a shard can be in flight.
    pub parallelization_factor: u32,
    /// AWS's `MaximumRecordAgeInSeconds`; `None` = as long as the stream keeps records.
    pub record_age: Option<Span>,
    /// AWS's `MaximumRetryAttempts` after function errors; `None` = until the records are too old.
    pub retry_attempts: Option<u32>,
    /// AWS's `BisectBatchOnFunctionError`: whether a batch that fails is split in two.
    pub bisects: bool,
    /// The number of a record of the stream, counted from 1, that the handler cannot process: every batch that it is in fails (an
    /// assumption). `None` = there is none.
    pub poison_record: Option<u32>,
    /// Where records of batches go that are given up; `None` = not set.
    pub on_failure: Option<Service>,
}

impl Mapping {
    /// The most pollers that it gets, one for each group of a FIFO queue apart.
    pub fn most_pollers(&self) -> u32 {
        self.maximum_concurrency.unwrap_or(u32::MAX).min(self.ramp.most())
    }

    /// As AWS makes it for a caller on this way.
    pub const fn of(via: Via) -> Self {
        let (batch_size, poll_delay) = match via {
            Via::Kinesis => (quotas::STREAM_BATCH_DEFAULT, quotas::STREAM_POLL_INTERVAL),
            Via::DynamoDbStreams => (quotas::STREAM_BATCH_DEFAULT, quotas::TABLE_POLL_INTERVAL),
            _ => (quotas::QUEUE_BATCH_DEFAULT, quotas::POLL_DELAY_DEFAULT),
        };
        Self {
            is_enabled: true,
            batch_size,
            batching_window: Span::ZERO,
            maximum_concurrency: None,
            visibility_timeout: quotas::VISIBILITY_TIMEOUT_DEFAULT,
            max_receive_count: None,
            message_groups: None,
            message_duration: Span::ZERO,
            poll_delay,
            retry_wait: quotas::BATCH_RETRY_WAIT_DEFAULT,
            ramp: Ramp::Of300,
            backoff: Backoff::Gradual,
            shards: 1,
            parallelization_factor: 1,
            record_age: None,
            retry_attempts: None,
            bisects: false,
            poison_record: None,
            on_failure: None,
        }
    }

    /// How many lanes a stream has: each has one batch in flight.
    pub const fn lanes(&self) -> u32 {
        self.shards.saturating_mul(self.parallelization_factor)
    }

    /// How many batches of a stream can be in flight.
    pub(crate) const fn lanes_that_read(&self) -> u32 {
        if self.is_enabled { self.lanes() } else { 0 }
    }
}

/// How fast a mapping gets more pollers, and how many at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ramp {
    /// 300 a minute, up to 1,250: since November 2023.
    #[default]
    Of300,
    /// 60 a minute, up to 1,000: before.
    Of60,
}

impl Ramp {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Of300, Self::Of60];
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["300/min", "60/min"];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// From one more poller to the next.
    pub(crate) const fn step(self) -> Span {
        match self {
            Self::Of300 => quotas::POLLER_STEP,
            Self::Of60 => quotas::POLLER_STEP_2018,
        }
    }

    /// The most pollers.
    const fn most(self) -> u32 {
        match self {
            Self::Of300 => quotas::POLLERS_MAX,
            Self::Of60 => quotas::POLLERS_MAX_2018,
        }
    }
}

/// How a mapping has fewer pollers when batches fail or are throttled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backoff {
    /// One less each time.
    #[default]
    Gradual,
    /// Not at all.
    None,
}

impl Backoff {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Gradual, Self::None];
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["gradual", "none"];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// What a batch is for the handler that runs it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Load {
    /// How much longer the handler runs for its messages.
    pub(crate) time: Span,
    /// Whether the handler cannot process one of them.
    pub(crate) is_poisoned: bool,
}

impl Load {
    /// How the run of this batch ends that would have ended like this.
    #[inline]
    pub(crate) fn spoil(self, outcome: Outcome) -> Outcome {
        if self.is_poisoned && outcome == Outcome::Success { Outcome::Error } else { outcome }
    }
}

/// Something of this instant is no longer in its source.
fn forget(ages: &mut BTreeMap<Instant, u32>, sent: Instant) {
    if let Some(left) = ages.get_mut(&sent) {
        *left -= 1;
        if *left == 0 {
            ages.remove(&sent);
        }
    }
}

/// A checked scenario has fewer messages than fit.
fn count(messages: usize) -> u32 {
    u32::try_from(messages).unwrap_or(u32::MAX)
}
