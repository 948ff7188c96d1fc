//! One stream with its mapping: lanes, each with its records in order and one batch at a time.

mod settings;

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use super::{Mapping, Returned, SourceFrame, forget};
use crate::change::Polled;
use crate::id::RequestId;
use crate::law::Law;
use crate::random::{self, Draw};
use crate::request::Request;
use crate::retry;
use crate::time::{Instant, Span};

/// What a lane does.
#[derive(Clone, Copy, Debug)]
enum Work {
    /// Nothing: it has no record.
    Idle,
    /// It will read what is there by then.
    Polling,
    /// It gathers a batch until this instant.
    Gathering(Instant),
    /// Its batch is a request.
    Running,
    /// Its batch, or what will be one of it, waits to be tried again.
    Waiting(Option<Request>),
}

/// A record of the stream.
#[derive(Clone, Copy, Debug)]
struct Record {
    /// Counted from 1 in the order of writing.
    number: u64,
    written: Instant,
}

/// A part of a shard that is processed in order.
#[derive(Clone, Debug)]
struct Lane {
    /// The records that are in no batch.
    records: VecDeque<Record>,
    /// How many records the next batches have, the next one last: a batch was split in two.
    pieces: Vec<usize>,
    batch: Vec<Record>,
    work: Work,
    /// Attempts of the batch that were throttled or failed, and those that failed.
    troubles: u16,
    errors: u32,
    /// When a poll or a wait of it is over.
    due: Instant,
}

impl Lane {
    fn new() -> Self {
        let (records, pieces, batch) = (VecDeque::new(), Vec::new(), Vec::new());
        Self { records, pieces, batch, work: Work::Idle, troubles: 0, errors: 0, due: Instant::START }
    }
}

/// What becomes of a batch that has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    /// It is tried again, whole or in parts.
    Waits(Instant),
    /// Its records are given up.
    Discarded,
}

/// A stream with its mapping.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    is_enabled: bool,
    /// The lanes; also those that have gone, as long as they have a batch.
    lanes: Vec<Lane>,
    /// How many of them there are by the mapping: the first ones.
    reading: usize,
    /// All records that are not done, by when they were written.
    ages: BTreeMap<Instant, u32>,
    requests: BTreeMap<RequestId, u32>,
    sent: u64,
    waiting: u32,
    in_flight: u32,
    /// Lanes with a batch that was throttled or has failed.
    blocked: u32,
    durations: random::Stream,
    /// What has happened to the batch that failed last, until somebody is told.
    news: Option<Polled>,
}

impl Stream {
    pub(crate) fn new(mapping: &Mapping, durations: random::Stream) -> Self {
        let lanes: Vec<Lane> = (0..mapping.lanes()).map(|_| Lane::new()).collect();
        Self {
            is_enabled: mapping.is_enabled,
            reading: lanes.len(),
            lanes,
            ages: BTreeMap::new(),
            requests: BTreeMap::new(),
            sent: 0,
            waiting: 0,
            in_flight: 0,
            blocked: 0,
            durations,
            news: None,
        }
    }

    /// A record is written. Returns its lane.
    pub(crate) fn send(&mut self, now: Instant) -> u32 {
        *self.ages.entry(now).or_default() += 1;
        (self.sent, self.waiting) = (self.sent + 1, self.waiting + 1);
        let lane = self.lane_of(self.sent);
        self.lanes[lane].records.push_back(Record { number: self.sent, written: now });
        super::count(lane)
    }

    /// Records go to the lanes in turn.
    fn lane_of(&self, record: u64) -> usize {
        usize::try_from((record - 1) % self.reading as u64).expect("a place in a list")
    }

    /// Whether a poll has to be scheduled. From then on it is.
    pub(crate) fn wants_poll(&mut self, lane: u32, at: Instant) -> bool {
        let lane = &mut self.lanes[lane as usize];
        let wants = matches!(lane.work, Work::Idle) && !lane.records.is_empty();
        if wants {
            (lane.work, lane.due) = (Work::Polling, at);
        }
        wants
    }

    /// Whether a poll or a wait of this lane is over.
    pub(crate) fn is_turn(&self, lane: u32, now: Instant) -> bool {
        let lane = &self.lanes[lane as usize];
        matches!(lane.work, Work::Polling | Work::Waiting(_)) && lane.due <= now
    }

    /// Whether a lane that is free, or whose poll is due, has something to read.
    pub(crate) fn is_ready(&self, lane: u32) -> bool {
        let lane = &self.lanes[lane as usize];
        matches!(lane.work, Work::Idle | Work::Polling | Work::Waiting(None)) && !lane.records.is_empty()
    }

    /// Whether the lane gathers, and its batch is full.
    pub(crate) fn is_full(&self, lane: u32, mapping: &Mapping) -> bool {
        let lane = &self.lanes[lane as usize];
        matches!(lane.work, Work::Gathering(_)) && mapping.batch_size as usize <= lane.records.len()
    }

    /// Whether the lane gathers, and its time is over.
    pub(crate) fn is_window_over(&self, lane: u32, now: Instant) -> bool {
        matches!(self.lanes[lane as usize].work, Work::Gathering(until) if until <= now)
    }

    /// A lane reads. Returns until when it gathers, if it does.
    pub(crate) fn gather(&mut self, lane: u32, now: Instant, mapping: &Mapping) -> Option<Instant> {
        let lane = &mut self.lanes[lane as usize];
        let is_full = mapping.batch_size as usize <= lane.records.len() || !lane.pieces.is_empty();
        if is_full || mapping.batching_window == Span::ZERO {
            return None;
        }
        let until = now + mapping.batching_window;
        lane.work = Work::Gathering(until);
        Some(until)
    }

    /// A lane rests until it gets a record.
    pub(crate) fn rest(&mut self, lane: u32) {
        self.lanes[lane as usize].work = Work::Idle;
    }

    /// A batch becomes a request. Returns how many records it has, and when the last of them was written.
    pub(crate) fn launch(&mut self, lane: u32, request: RequestId, mapping: &Mapping) -> (u32, Instant) {
        self.requests.insert(request, lane);
        let lane = &mut self.lanes[lane as usize];
        let most = lane.pieces.pop().unwrap_or(mapping.batch_size as usize).min(lane.records.len());
        lane.batch = lane.records.drain(..most).collect();
        lane.work = Work::Running;
        let count = super::count(most);
        self.waiting -= count;
        self.in_flight += count;
        (count, lane.batch.last().map(|record| record.written).unwrap_or_default())
    }

    /// How long the handler of the batch that is made now will run.
    pub(crate) fn draw_duration(&mut self, law: &Law) -> Draw {
        law.draw(&mut self.durations)
    }

    /// How many records the batch of this request has, and whether the handler cannot process one of them.
    pub(crate) fn load(&self, request: RequestId, mapping: &Mapping) -> (u32, bool) {
        let batch = &self.lanes[self.requests[&request] as usize].batch;
        let is_poison = |number: u32| batch.iter().any(|record| record.number == u64::from(number));
        (super::count(batch.len()), mapping.poison_record.is_some_and(is_poison))
    }

    /// A batch has run without an error. Returns its lane and how many records it had.
    pub(crate) fn finish(&mut self, request: RequestId) -> (u32, u32) {
        let lane = self.requests.remove(&request).expect("a request of this stream");
        (lane, self.let_go(lane))
    }

    /// The records of a batch are done with, or given up. Returns how many they were.
    fn let_go(&mut self, lane: u32) -> u32 {
        let lane = &mut self.lanes[lane as usize];
        self.blocked -= u32::from(0 < lane.troubles);
        // It reads what comes next at once.
        (lane.work, lane.troubles, lane.errors) = (Work::Polling, 0, 0);
        let batch = core::mem::take(&mut lane.batch);
        for record in &batch {
            forget(&mut self.ages, record.written);
        }
        let count = super::count(batch.len());
        self.in_flight -= count;
        count
    }

    /// A batch is throttled: it blocks its lane until this instant.
    pub(crate) fn throttle(&mut self, request: Request, now: Instant, mapping: &Mapping) -> (u32, Instant) {
        let lane = self.requests[&request.id];
        (lane, self.wait(lane, Some(request), now, mapping))
    }

    fn wait(&mut self, lane: u32, request: Option<Request>, now: Instant, mapping: &Mapping) -> Instant {
        let lane = &mut self.lanes[lane as usize];
        self.blocked += u32::from(lane.troubles == 0);
        lane.troubles = lane.troubles.saturating_add(1);
        lane.work = Work::Waiting(request);
        lane.due = now + retry::batch_wait(mapping.retry_wait, lane.troubles);
        lane.due
    }

    /// A batch has ended with a function error: it is tried again, split in two where the mapping says so, or given up.
    pub(crate) fn fail(&mut self, request: Request, now: Instant, mapping: &Mapping) -> (u32, Failed) {
        let place = self.requests[&request.id];
        let lane = &mut self.lanes[place as usize];
        lane.errors += 1;
        if mapping.bisects && 1 < lane.batch.len() {
            let second = lane.batch.len() / 2;
            let first = lane.batch.len() - second;
            lane.pieces.extend([second, first]);
            let count = super::count(lane.batch.len());
            let batch = core::mem::take(&mut lane.batch);
            for record in batch.into_iter().rev() {
                lane.records.push_front(record);
            }
            lane.errors = 0;
            self.in_flight -= count;
            self.waiting += count;
            self.requests.remove(&request.id);
            self.news = Some(Polled::Returned(Returned { visible: count, dead_lettered: 0 }));
            return (place, Failed::Waits(self.wait(place, None, now, mapping)));
        }
        if mapping.retry_attempts.is_some_and(|most| most < lane.errors) {
            self.requests.remove(&request.id);
            self.news = Some(Polled::Discarded { records: self.let_go(place) });
            return (place, Failed::Discarded);
        }
        (place, Failed::Waits(self.wait(place, Some(request), now, mapping)))
    }

    /// What has become of a batch that has just failed, beside being tried again whole.
    pub(crate) fn news(&mut self) -> Option<Polled> {
        self.news.take()
    }

    /// Gives up the records of a lane that are too old, unless its batch runs. Returns how many.
    pub(crate) fn discard_old(&mut self, lane: u32, now: Instant, mapping: &Mapping) -> u32 {
        let oldest = mapping.record_age.unwrap_or(crate::quotas::RECORD_RETENTION);
        let is_old = |record: &Record| oldest < now.since(record.written);
        let place = lane as usize;
        let Lane { records, pieces, batch, .. } = &mut self.lanes[place];
        let of_batch = batch.iter().take_while(|record| is_old(record)).count();
        let mut is_free = 0 < of_batch && of_batch == batch.len();
        for record in batch.drain(..of_batch) {
            forget(&mut self.ages, record.written);
        }
        let mut others = 0;
        while let Some(record) = records.front().copied().filter(is_old) {
            records.pop_front();
            forget(&mut self.ages, record.written);
            others += 1;
            // They were of the piece that comes next.
            if let Some(next) = pieces.last_mut() {
                *next -= 1;
                if *next == 0 {
                    pieces.pop();
                    is_free = true;
                }
            }
        }
        if is_free {
            // What blocked the lane is given up.
            self.blocked -= u32::from(0 < core::mem::take(&mut self.lanes[place].troubles));
        }
        self.in_flight -= super::count(of_batch);
        self.waiting -= others;
        super::count(of_batch) + others
    }

    /// The wait of a lane is over: the request that is tried again, if its batch is whole and still has a record.
    pub(crate) fn again(&mut self, lane: u32) -> Option<Request> {
        let Work::Waiting(request) = self.lanes[lane as usize].work else { return None };
        let request = request?;
        if self.lanes[lane as usize].batch.is_empty() {
            self.requests.remove(&request.id);
            self.let_go(lane);
            return None;
        }
        self.lanes[lane as usize].work = Work::Running;
        Some(request)
    }

    pub(crate) fn frame(&self) -> SourceFrame {
        SourceFrame {
            visible: self.waiting,
            in_flight: self.in_flight,
            oldest: self.ages.first_key_value().map(|(sent, _)| *sent),
            pollers: if self.is_enabled { super::count(self.reading) } else { 0 },
            blocked: self.blocked,
        }
    }

    /// Bytes held by the records.
    pub(crate) fn bytes(&self) -> usize {
        let records = self.waiting as usize + self.in_flight as usize + 2 * self.ages.len();
        size_of::<Self>() + self.lanes.len() * size_of::<Lane>() + records * size_of::<Record>()
    }
}
