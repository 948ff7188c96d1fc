//! Queues and streams: batches of them are requests.

use lambda_sim::change::{Polled, Then};
use lambda_sim::source::Mapping;
use lambda_sim::time::Instant;
use lambda_sim::via::{Outcome, Via};

use super::authorizers::Authorization;
use super::messages::{Batch, Message};
use super::{MINUTE, Model, Phase, Request, What, constant};
use crate::reference::mistakes::Mistake;

/// The longest wait of a batch.
const LONGEST_WAIT: u64 = 5 * MINUTE;

/// What falls due at a source.
#[derive(Clone, Copy, Debug)]
pub(super) enum Due {
    Poll,
    WindowOver { batch: u64 },
    VisibleAgain { batch: u64 },
    Step { row: u64 },
    Minute,
    Lane { lane: usize, turn: u64 },
}

impl Model<'_> {
    pub(super) fn mapping(&self, caller: usize) -> Mapping {
        let Mapping { maximum_concurrency, max_receive_count, .. } = self.original.callers[caller].mapping;
        let mut mapping = self.scenario.callers[caller].mapping;
        match self.mistake {
            Some(Mistake::MaximumConcurrencyIsNeverTakenAway) => {
                mapping.maximum_concurrency = mapping.maximum_concurrency.or(maximum_concurrency);
            }
            Some(Mistake::RedriveIsNeverTakenAway) => {
                mapping.max_receive_count = mapping.max_receive_count.or(max_receive_count);
            }
            _ => {}
        }
        mapping
    }

    pub(super) fn is_source(&self, caller: usize) -> bool {
        matches!(self.scenario.callers[caller].via, Via::Sqs | Via::Kinesis | Via::DynamoDbStreams)
    }

    pub(super) fn is_batch(&self, request: usize) -> bool {
        self.is_source(self.requests[request].caller)
    }

    pub(super) fn start_sources(&mut self) {
        for caller in 0..self.queues.len() {
            if self.scenario.callers[caller].via == Via::Sqs {
                self.start_queue(caller);
            } else if self.is_stream(caller) {
                self.start_stream(caller);
            }
        }
    }

    pub(super) fn something_is_sent(&mut self, caller: usize) {
        if self.is_stream(caller) {
            self.record_written(caller);
        } else {
            self.message_sent(caller);
        }
        self.schedule_arrival(caller);
    }

    pub(super) fn due(&mut self, caller: usize, due: Due) {
        match due {
            Due::Poll => {
                self.queues[caller].poll_is_due = false;
                self.read(caller);
            }
            Due::WindowOver { batch } => self.window_over(caller, batch),
            Due::VisibleAgain { batch } => self.visible_again(caller, batch),
            Due::Step { row } => self.step(caller, row),
            Due::Minute => self.minute(caller),
            Due::Lane { lane, turn } => self.lane_is_due(caller, lane, turn),
        }
    }

    /// A request as its caller sends it. A batch is a synchronous request.
    pub(super) fn new_request_of(&mut self, caller: usize, max_attempts: u16) -> usize {
        let function = self.function_of(caller);
        let number = self.next_number(caller, function);
        self.requests.push(Request {
            function,
            version: self.version(caller, function),
            caller,
            number,
            received: self.now,
            duration: constant(Some(&self.scenario.functions[function].duration), 0),
            max_attempts,
            attempts: 0,
            attempted: self.now,
            throttled_in_a_row: 0,
            runs: 0,
            is_answered: false,
            authorization: Authorization::default(),
            came_of: None,
        });
        self.requests.len() - 1
    }

    /// What the handler takes longer for the messages of a batch.
    pub(super) fn for_each_message(&self, request: usize) -> u64 {
        let Request { caller, .. } = self.requests[request];
        if !self.is_batch(request) {
            return 0;
        }
        let each = self.mapping(caller).message_duration.as_nanos();
        if self.gets_wrong(Mistake::MessageDurationCountsOnce) {
            return each;
        }
        let size =
            if self.is_stream(caller) { self.size_of_records(request) } else { u64::from(self.batch_of(request).size) };
        each * size
    }

    /// Whether its messages have come back before, which needs a mistake.
    pub(super) fn is_too_late(&self, request: usize) -> bool {
        let Request { caller, .. } = self.requests[request];
        self.gets_wrong(Mistake::BatchesAreTriedAsTheyComeBack)
            && self.is_batch(request)
            && self.queues[caller].batches.iter().all(|batch| batch.request != Some(request))
    }

    fn batch_of(&self, request: usize) -> &Batch {
        let Request { caller, .. } = self.requests[request];
        let mut batches = self.queues[caller].batches.iter();
        batches.find(|batch| batch.request == Some(request)).expect("it is of a batch")
    }

    pub(super) fn is_running(&self, caller: usize, batch: u64) -> bool {
        let mut batches = self.queues[caller].batches.iter();
        let Some(request) = batches.find(|it| it.number == batch).and_then(|it| it.request) else { return false };
        let environments = &self.functions[self.requests[request].function].environments;
        environments.iter().any(|environment| environment.request == request && environment.phase != Phase::Idle)
    }

    /// It keeps its poller, and is tried again while its messages are invisible.
    pub(super) fn batch_throttled(&mut self, request: usize) -> Then {
        let Request { caller, attempts, .. } = self.requests[request];
        if self.is_stream(caller) {
            return self.records_wait(request);
        }
        let Batch { messages, visible_again, .. } = self.batch_of(request);
        let first = self.mapping(caller).retry_wait.as_nanos();
        let until = self.now + doubled(first, attempts.into(), self.mistake);
        let comes_too_late = match self.mistake {
            Some(Mistake::ThrottledBatchesAreTriedOnce) => true,
            Some(Mistake::BatchesAreTriedAsTheyComeBack) => *visible_again < until,
            _ => *visible_again <= until,
        };
        if comes_too_late {
            let messages = u32::try_from(messages.len()).expect("a few");
            return Then::Returns { at: Instant::from_nanos(*visible_again), messages };
        }
        self.schedule(until, What::NextAttempt { request });
        Then::Waits { until: Instant::from_nanos(until) }
    }

    pub(super) fn after_batch_throttled(&mut self, request: usize, then: Then) {
        let Request { caller, .. } = self.requests[request];
        if self.is_stream(caller) {
            return;
        }
        if self.gets_wrong(Mistake::BatchesThatGiveUpFreeTheirPoller) && matches!(then, Then::Returns { .. }) {
            let number = self.batch_of(request).number;
            self.queues[caller].batch(number).has_poller = false;
        }
        self.back_off(caller);
    }

    pub(super) fn batch_ran(&mut self, request: usize, outcome: Outcome) -> Then {
        if self.is_stream(self.requests[request].caller) {
            return self.records_ran(request, outcome);
        }
        let Batch { number, messages, visible_again, .. } = self.batch_of(request);
        let count = |messages: &[Message]| u32::try_from(messages.len()).expect("a few");
        match outcome {
            Outcome::Success => {
                let deleted = self.deleted(self.requests[request].caller, *number);
                Then::Deleted { messages: count(&deleted) }
            }
            _ => Then::Returns { at: Instant::from_nanos(*visible_again), messages: count(messages) },
        }
    }

    pub(super) fn after_batch_ran(&mut self, request: usize, outcome: Outcome, then: Then) {
        let Request { caller, .. } = self.requests[request];
        if self.is_stream(caller) {
            return self.after_records_ran(request, then);
        }
        let batch = self.batch_of(request).number;
        self.queues[caller].batch(batch).has_poller = false;
        if outcome == Outcome::Success {
            self.delete(caller, batch);
        } else {
            self.back_off(caller);
        }
        self.queues[caller].clean();
        self.read(caller);
    }

    pub(super) fn tell_read(&mut self, caller: usize, request: usize, messages: u32) {
        let request = self.name_attempt(request).request;
        self.tell_of_queue(caller, Polled::Read { request, messages });
    }
}

/// The first wait, doubled with each further attempt in vain.
pub(super) fn doubled(first: u64, attempts: u32, mistake: Option<Mistake>) -> u64 {
    let mut wait = first;
    for _ in 1..attempts {
        if mistake == Some(Mistake::BatchWaitsAreNotDoubled) {
            break;
        }
        wait = wait.max((2 * wait).min(LONGEST_WAIT));
    }
    wait
}
