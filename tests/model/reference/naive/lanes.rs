//! The lanes of a stream: one batch after the other, in order.

use lambda_sim::change::{Change, Drop, Polled, Then};
use lambda_sim::source::{Mapping, Returned, SourceFrame};
use lambda_sim::time::{Instant, Span};
use lambda_sim::via::{Outcome, Via};

use super::sources::{Due, doubled};
use super::{Model, What, caller_id};
use crate::reference::mistakes::Mistake;

/// How long a stream keeps its records.
const KEPT: Span = Span::from_secs(24 * 60 * 60);

#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// Counted from 1.
    pub(super) number: u64,
    written: u64,
}

/// Records that were read together.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    records: Vec<Record>,
    request: usize,
    errors: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wait {
    #[default]
    None,
    Poll,
    Window,
    Retry,
    /// Its turn has come while the mapping was disabled.
    Missed,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    pub(super) records: Vec<Record>,
    /// Parts of batches that were split, the next one last.
    pub(super) parts: Vec<Vec<Record>>,
    pub(super) batch: Option<Batch>,
    /// Attempts that failed or were throttled, since a batch was last done with.
    in_vain: u32,
    pub(super) wait: Wait,
    /// How often it has waited: what was due before is not due any more.
    waits: u64,
}

fn count(records: usize) -> u32 {
    u32::try_from(records).expect("a few")
}

impl Model<'_> {
    pub(super) fn is_stream(&self, caller: usize) -> bool {
        matches!(self.scenario.callers[caller].via, Via::Kinesis | Via::DynamoDbStreams)
    }

    pub(super) fn start_stream(&mut self, caller: usize) {
        self.lanes[caller] = vec![Lane::default(); self.lanes_of(caller)];
    }

    pub(super) fn stream_frame(&self, caller: usize) -> SourceFrame {
        let lanes = &self.lanes[caller];
        let waiting = lanes.iter().flat_map(|lane| lane.records.iter().chain(lane.parts.iter().flatten()));
        let read = lanes.iter().flat_map(|lane| &lane.batch).flat_map(|batch| &batch.records);
        SourceFrame {
            visible: count(waiting.clone().count()),
            in_flight: count(read.clone().count()),
            oldest: waiting.chain(read).map(|record| record.written).min().map(Instant::from_nanos),
            pollers: if self.is_enabled(caller) { count(self.lanes_of(caller)) } else { 0 },
            blocked: count(lanes.iter().filter(|lane| lane.in_vain != 0).count()),
        }
    }

    /// How many lanes read.
    pub(super) fn tell_lanes(&mut self, caller: usize) {
        let pollers = self.stream_frame(caller).pollers;
        self.tell_of_stream(caller, Polled::Scaled { pollers });
    }

    fn tell_of_stream(&mut self, caller: usize, what: Polled) {
        let function = self.ids[self.function_of(caller)];
        let now = self.stream_frame(caller);
        self.tell(Change::Polled { function, caller: caller_id(caller), what, now });
    }

    pub(super) fn record_written(&mut self, caller: usize) {
        self.written[caller] += 1;
        let number = self.written[caller];
        let lane = self.lane_of_record(caller, number);
        let written = self.now;
        self.lanes[caller][lane].records.push(Record { number, written });
        self.tell_of_stream(caller, Polled::Sent);
        let Mapping { batch_size, poll_delay, .. } = self.mapping(caller);
        let idle_or_gathers = &self.lanes[caller][lane];
        let Lane { records, wait, .. } = idle_or_gathers;
        if *wait == Wait::Window && batch_size as usize <= records.len() {
            self.read_records(caller, lane);
        } else if idle_or_gathers.is_idle() {
            let at_once = self.gets_wrong(Mistake::RecordsAreReadAtOnce);
            self.wait(caller, lane, Wait::Poll, if at_once { 0 } else { poll_delay.as_nanos() });
        }
    }

    pub(super) fn wait(&mut self, caller: usize, place: usize, wait: Wait, time: u64) -> u64 {
        let lane = &mut self.lanes[caller][place];
        lane.wait = wait;
        lane.waits += 1;
        let turn = lane.waits;
        self.schedule(self.now + time, What::Due { caller, due: Due::Lane { lane: place, turn } });
        self.now + time
    }

    pub(super) fn lane_is_due(&mut self, caller: usize, place: usize, turn: u64) {
        let lane = &mut self.lanes[caller][place];
        if lane.waits != turn || lane.wait == Wait::None {
            return;
        }
        if self.misses_its_turn(caller, place) {
            return;
        }
        match std::mem::take(&mut self.lanes[caller][place].wait) {
            Wait::None | Wait::Missed => {}
            Wait::Window => self.read_records(caller, place),
            Wait::Poll | Wait::Retry => {
                self.give_up_old_records(caller, place);
                match self.lanes[caller][place].batch.as_ref().map(|batch| batch.request) {
                    Some(request) => self.attempt(request),
                    None => self.would_read(caller, place),
                }
            }
        }
    }

    /// The lane would read, unless it gathers.
    fn would_read(&mut self, caller: usize, place: usize) {
        let Mapping { batch_size, batching_window, .. } = self.mapping(caller);
        let Lane { records, parts, .. } = &self.lanes[caller][place];
        let waits = parts.is_empty() && records.len() < batch_size as usize && batching_window != Span::ZERO;
        if records.is_empty() && parts.is_empty() {
            return;
        }
        if waits && !self.gets_wrong(Mistake::LanesHaveNoWindow) {
            self.wait(caller, place, Wait::Window, batching_window.as_nanos());
        } else {
            self.read_records(caller, place);
        }
    }

    fn is_too_old_a_record(&self, caller: usize, record: Record) -> bool {
        let age = self.mapping(caller).record_age.unwrap_or(KEPT);
        let age = if self.gets_wrong(Mistake::RecordsAreKeptForADay) { KEPT } else { age };
        age.as_nanos() < self.now - record.written
    }

    /// All that are too old, wherever they stand; a batch without any other is done with.
    fn give_up_old_records(&mut self, caller: usize, place: usize) {
        let mut lane = std::mem::take(&mut self.lanes[caller][place]);
        let mut old = 0;
        let mut keep_young = |records: &mut Vec<Record>| {
            let before = records.len();
            records.retain(|record| !self.is_too_old_a_record(caller, *record));
            old += count(before - records.len());
            !records.is_empty()
        };
        if lane.batch.is_none() || !self.gets_wrong(Mistake::OldRecordsBehindABatchStay) {
            keep_young(&mut lane.records);
        }
        let parts = lane.parts.len();
        lane.parts.retain_mut(&mut keep_young);
        let had_batch = lane.batch.is_some();
        lane.batch = lane.batch.and_then(|mut batch| keep_young(&mut batch.records).then_some(batch));
        let is_free = lane.parts.len() < parts || had_batch && lane.batch.is_none();
        if is_free && !self.gets_wrong(Mistake::OldRecordsBlockTheirLane) {
            lane.in_vain = 0;
        }
        self.lanes[caller][place] = lane;
        self.give_up(caller, old);
        if old != 0 {
            self.send_record_of_a_stream(caller, None);
        }
    }

    fn read_records(&mut self, caller: usize, place: usize) {
        let Mapping { batch_size, .. } = self.mapping(caller);
        let lane = &mut self.lanes[caller][place];
        lane.wait = Wait::None;
        let most = lane.records.len().min(batch_size as usize);
        let records = lane.parts.pop().unwrap_or_else(|| lane.records.drain(..most).collect());
        let request = self.new_request_of(caller, 1);
        // As old as its last record.
        let place_of_age = if self.gets_wrong(Mistake::BatchesAreAsOldAsTheirFirst) { 0 } else { records.len() - 1 };
        self.requests[request].received = records[place_of_age].written;
        let messages = count(records.len());
        self.lanes[caller][place].batch = Some(Batch { records, request, errors: 0 });
        let name = self.name_attempt(request).request;
        self.tell_of_stream(caller, Polled::Read { request: name, messages });
        self.attempt(request);
    }

    fn give_up(&mut self, caller: usize, records: u32) {
        if records != 0 {
            self.tell_of_stream(caller, Polled::Discarded { records });
        }
    }

    fn lane_of(&self, request: usize) -> (usize, usize) {
        let caller = self.requests[request].caller;
        let is_its = |lane: &Lane| lane.batch.as_ref().is_some_and(|batch| batch.request == request);
        (caller, self.lanes[caller].iter().position(is_its).expect("a lane has it"))
    }

    fn batch_of_records(&mut self, request: usize) -> &mut Batch {
        let (caller, place) = self.lane_of(request);
        self.lanes[caller][place].batch.as_mut().expect("the lane has it")
    }

    pub(super) fn size_of_records(&self, request: usize) -> u64 {
        let (caller, place) = self.lane_of(request);
        self.lanes[caller][place].batch.as_ref().map_or(0, |batch| batch.records.len() as u64)
    }

    pub(super) fn has_poison(&self, request: usize) -> bool {
        let caller = self.requests[request].caller;
        let Some(poison) = self.mapping(caller).poison_record.filter(|_| self.is_stream(caller)) else { return false };
        let (caller, place) = self.lane_of(request);
        let records = self.lanes[caller][place].batch.iter().flat_map(|batch| &batch.records);
        records.into_iter().any(|record| record.number == u64::from(poison))
            && !self.gets_wrong(Mistake::NothingIsPoison)
    }

    /// It blocks its lane, and is tried again.
    pub(super) fn records_wait(&mut self, request: usize) -> Then {
        let (caller, place) = self.lane_of(request);
        let lane = &mut self.lanes[caller][place];
        lane.in_vain += 1;
        let in_vain = lane.in_vain;
        let wait = doubled(self.mapping(caller).retry_wait.as_nanos(), in_vain, self.mistake);
        let until = self.wait(caller, place, Wait::Retry, wait);
        Then::Waits { until: Instant::from_nanos(until) }
    }

    pub(super) fn records_ran(&mut self, request: usize, outcome: Outcome) -> Then {
        let (caller, place) = self.lane_of(request);
        let Mapping { bisects, retry_attempts, .. } = self.mapping(caller);
        let batch = self.batch_of_records(request);
        let messages = count(batch.records.len());
        if outcome == Outcome::Success {
            return Then::Deleted { messages };
        }
        batch.errors += 1;
        let errors = batch.errors;
        let in_vain = self.lanes[caller][place].in_vain;
        let errors = if self.gets_wrong(Mistake::ThrottlesCountAsRetriesOfRecords) { 1 + in_vain } else { errors };
        if bisects && 1 < messages && !self.gets_wrong(Mistake::BatchesAreNotSplit) {
            let then = self.records_wait(request);
            let lane = &mut self.lanes[caller][place];
            let mut first = lane.batch.take().expect("the lane has it").records;
            let half = if self.mistake == Some(Mistake::SmallerHalvesComeFirst) {
                first.len() / 2
            } else {
                first.len().div_ceil(2)
            };
            let second = first.split_off(half);
            lane.parts.extend([second, first]);
            if self.mistake == Some(Mistake::HalvesBeginTheirWaitsAnew) {
                lane.in_vain = 0;
            }
            self.split = Some(messages);
            return then;
        }
        let has_limit = !self.gets_wrong(Mistake::RecordsAreTriedForEver);
        if has_limit && retry_attempts.is_some_and(|most| most < errors) {
            return Then::Dropped { cause: Drop::RetriesExhausted, dead_lettered: false };
        }
        self.records_wait(request)
    }

    pub(super) fn after_records_ran(&mut self, request: usize, then: Then) {
        let caller = self.requests[request].caller;
        if let Then::Waits { .. } = then {
            if let Some(visible) = self.split.take() {
                self.tell_of_stream(caller, Polled::Returned(Returned { visible, dead_lettered: 0 }));
            }
            return;
        }
        let (caller, place) = self.lane_of(request);
        let lane = &mut self.lanes[caller][place];
        lane.in_vain = 0;
        let records = lane.batch.take().map_or(0, |batch| count(batch.records.len()));
        if let Then::Deleted { messages } = then {
            let request = self.name_attempt(request).request;
            self.tell_of_stream(caller, Polled::Deleted { request, messages });
        } else {
            self.give_up(caller, records);
            self.send_record_of_a_stream(caller, Some(request));
        }
        // With what has waited.
        let waits = self.gets_wrong(Mistake::LanesWaitForTheNextPoll);
        let time = if waits { self.mapping(caller).poll_delay.as_nanos() } else { 0 };
        self.wait(caller, place, Wait::Poll, time);
    }
}
