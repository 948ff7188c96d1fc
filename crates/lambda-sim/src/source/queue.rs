//! One queue with its mapping: what is visible, what is in batches, and who can read.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::ops::Range;

use super::messages::{Message, Messages};
use super::pollers::{Bounds, Pollers};
use super::{Mapping, count, forget};
use crate::id::RequestId;
use crate::law::Law;
use crate::random::{Draw, Stream};
use crate::time::{Instant, Span};
use crate::via::Via;

/// Something that a queue is due for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tick {
    /// A free poller reads what is visible.
    Poll,
    /// One more poller may come, if pollers are too few since this stretch of time began.
    Step(u32),
    /// A minute of the run is over.
    Minute,
    /// The batching window of a batch is over.
    Window(u32),
    /// The messages of a batch are visible again.
    Visible(u32),
    /// A lane of a stream reads, or tries its batch again.
    Lane(u32),
    /// The batching window of a lane is over.
    Gathered(u32),
}

/// A batch of messages that are invisible.
#[derive(Clone, Debug)]
struct Batch {
    messages: Vec<Message>,
    /// Those of its messages that have come back, while it still runs.
    returned: Range<u64>,
    /// How many it had when it was sent to the function.
    size: u32,
    /// When its messages are visible again.
    visible_at: Instant,
    has_poller: bool,
    /// The request that it was made into, until that has ended.
    request: Option<RequestId>,
}

/// What has become of the messages of a batch whose visibility timeout is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Returned {
    /// Visible again.
    pub visible: u32,
    /// Gone to the queue's dead-letter queue.
    pub dead_lettered: u32,
}

/// A queue at one instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceFrame {
    /// Messages that can be read.
    pub visible: u32,
    /// Messages that were read, and are neither deleted nor visible again.
    pub in_flight: u32,
    /// When the oldest of all these was sent.
    pub oldest: Option<Instant>,
    /// How many batches the mapping can have in flight: a stream's lanes.
    pub pollers: u32,
    /// How many lanes of a stream have a batch that was throttled or has failed, and is not done: nothing behind it is read.
    pub blocked: u32,
}

impl SourceFrame {
    /// At the start of a run.
    pub(crate) fn at_start(via: Via, mapping: &Mapping) -> Self {
        let pollers =
            if via.is_stream() { mapping.lanes_that_read() } else { Pollers::new(Bounds::of(mapping)).count() };
        Self { pollers, ..Self::default() }
    }
}

/// The steps in which pollers come.
#[derive(Clone, Copy, Debug, Default)]
struct Steps {
    /// Whether messages are visible, no poller is free, and there may be more.
    is_short: bool,
    /// How often that has begun.
    stretch: u32,
    /// Whether a step is due.
    is_due: bool,
}

/// A queue with its mapping.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    messages: Messages,
    /// All messages there are, by when they were sent.
    ages: BTreeMap<Instant, u32>,
    in_flight: u32,
    sent: u64,
    /// Batches by number.
    batches: BTreeMap<u32, Batch>,
    requests: BTreeMap<RequestId, u32>,
    last_batch: u32,
    gathering: Option<u32>,
    pollers: Pollers,
    /// How many pollers there were when somebody was told last.
    told: u32,
    durations: Stream,
    is_polling: bool,
    steps: Steps,
    has_minute: bool,
    /// Whether free pollers read just now.
    is_reading: bool,
}

impl Queue {
    pub(crate) fn new(mapping: &Mapping, durations: Stream) -> Self {
        let pollers = Pollers::new(Bounds::of(mapping));
        Self {
            messages: Messages::new(mapping.message_groups),
            ages: BTreeMap::new(),
            in_flight: 0,
            sent: 0,
            batches: BTreeMap::new(),
            requests: BTreeMap::new(),
            last_batch: 0,
            gathering: None,
            pollers,
            told: pollers.count(),
            durations,
            is_polling: false,
            steps: Steps::default(),
            has_minute: false,
            is_reading: false,
        }
    }

    /// A message is sent.
    pub(crate) fn send(&mut self, now: Instant) {
        self.messages.send(Message { number: self.sent, sent: now, receives: 0 });
        self.sent += 1;
        *self.ages.entry(now).or_default() += 1;
    }

    /// Whether a poll has to be scheduled, so that a free poller finds what is visible. From then on it is.
    pub(crate) fn wants_poll(&mut self) -> bool {
        let wants = !self.is_polling && self.can_read();
        self.is_polling |= wants;
        wants
    }

    pub(crate) fn poll(&mut self) {
        self.is_polling = false;
    }

    /// Which step has to be scheduled, because messages are visible, no poller is free, and there may be more. From then on it is.
    pub(crate) fn wants_step(&mut self, mapping: &Mapping) -> Option<u32> {
        let was_short = self.steps.is_short;
        self.steps.is_short = self.is_behind() && self.pollers.can_grow(Bounds::of(mapping));
        if !self.steps.is_short {
            self.steps.is_due = false;
            return None;
        }
        if !was_short {
            self.steps.stretch = self.steps.stretch.wrapping_add(1);
            self.pollers.begin();
        }
        (!core::mem::replace(&mut self.steps.is_due, true)).then_some(self.steps.stretch)
    }

    /// A step is over: one more poller, if they have been too few all the time. Returns whether that is so.
    pub(crate) fn step(&mut self, stretch: u32, mapping: &Mapping) -> bool {
        let is_due = self.steps.is_due && self.steps.stretch == stretch;
        if is_due {
            self.steps.is_due = false;
            self.pollers.step(Bounds::of(mapping));
        }
        is_due
    }

    /// Free pollers begin to read, or have read all they can. What is wanted meanwhile is asked for afterwards.
    pub(crate) fn set_reading(&mut self, is_reading: bool) {
        self.is_reading = is_reading;
    }

    /// Whether free pollers read just now.
    pub(crate) fn is_reading(&self) -> bool {
        self.is_reading
    }

    /// A minute is over.
    pub(crate) fn minute(&mut self, mapping: &Mapping) {
        self.has_minute = false;
        self.pollers.minute(Bounds::of(mapping));
    }

    /// Whether the end of this minute has to be scheduled: not in a FIFO queue, which has no pollers that go. From then on it is.
    pub(crate) fn wants_minute(&mut self, mapping: &Mapping) -> bool {
        mapping.message_groups.is_none() && !core::mem::replace(&mut self.has_minute, true)
    }

    /// The mapping has other settings.
    pub(crate) fn keep(&mut self, mapping: &Mapping) {
        if !mapping.is_enabled {
            self.stop_gathering();
        }
        self.pollers.keep(Bounds::of(mapping));
    }

    /// What is gathered becomes no batch: it stays invisible until its visibility timeout is over.
    fn stop_gathering(&mut self) {
        let gathered = self.gathering.take().and_then(|number| self.batches.get_mut(&number));
        if let Some(batch) = gathered {
            batch.has_poller = false;
            self.pollers.free();
        }
    }

    /// How many pollers there are, if nobody has been told yet.
    pub(crate) fn news(&mut self) -> Option<u32> {
        let count = self.pollers.count();
        (core::mem::replace(&mut self.told, count) != count).then_some(count)
    }

    fn is_behind(&self) -> bool {
        self.messages.has_next() && !self.can_read()
    }

    /// Whether somebody can read a message now: a free poller, or one that gathers.
    fn can_read(&self) -> bool {
        self.messages.has_next() && (self.gathering.is_some() || self.pollers.is_free())
    }

    /// Begins to gather a batch, if there is something to read and somebody free; returns its number.
    pub(crate) fn gather(&mut self, now: Instant, mapping: &Mapping) -> Option<u32> {
        if self.gathering.is_some() || !self.can_read() {
            return None;
        }
        self.pollers.take();
        self.last_batch = self.last_batch.wrapping_add(1);
        let visible_at = now + mapping.visibility_timeout;
        let batch =
            Batch { messages: Vec::new(), returned: 0..0, size: 0, visible_at, has_poller: true, request: None };
        self.batches.insert(self.last_batch, batch);
        self.gathering = Some(self.last_batch);
        self.gathering
    }

    /// Reads what is visible into the batch that is gathered. Returns its number if it is full, or does not wait for more.
    pub(crate) fn fill(&mut self, mapping: &Mapping) -> Option<u32> {
        let number = self.gathering?;
        let batch = self.batches.get_mut(&number)?;
        let before = batch.messages.len();
        let most = mapping.batch_size as usize;
        self.messages.read(most.saturating_sub(before), &mut batch.messages);
        self.in_flight += count(batch.messages.len() - before);
        let is_full = most <= batch.messages.len() || mapping.batching_window == Span::ZERO;
        is_full.then_some(number)
    }

    /// Whether this batch is still gathered.
    pub(crate) fn is_gathering(&self, number: u32) -> bool {
        self.gathering == Some(number)
    }

    /// The batch that was gathered becomes a request.
    pub(crate) fn launch(&mut self, number: u32, request: RequestId) -> u32 {
        self.gathering = None;
        self.requests.insert(request, number);
        let batch = self.batches.get_mut(&number).expect("a batch that is gathered");
        batch.request = Some(request);
        batch.size = count(batch.messages.len());
        batch.size
    }

    /// How long the handler of the batch that is made now will run.
    pub(crate) fn draw_duration(&mut self, law: &Law) -> Draw {
        law.draw(&mut self.durations)
    }

    /// How many messages the batch of this request had, and when its messages are visible again.
    pub(crate) fn batch(&self, request: RequestId) -> (u32, Instant) {
        let batch = &self.batches[&self.requests[&request]];
        (batch.size, batch.visible_at)
    }

    /// A batch has run without an error: its messages are deleted, also what is visible again and was not read since. Returns how many.
    pub(crate) fn finish(&mut self, request: RequestId) -> u32 {
        let number = self.requests.remove(&request).expect("a request of this queue");
        let batch = self.batches.remove(&number).expect("the batch of a request");
        self.pollers.free();
        let late = self.messages.delete(batch.returned);
        for message in batch.messages.iter().chain(&late) {
            forget(&mut self.ages, message.sent);
        }
        if let Some(first) = batch.messages.first() {
            self.messages.release(*first);
        }
        self.in_flight -= count(batch.messages.len());
        count(batch.messages.len() + late.len())
    }

    /// A batch has ended with a function error: its poller is free. Returns how many messages will be visible again, and when.
    pub(crate) fn fail(&mut self, request: RequestId, mapping: &Mapping) -> (u32, Instant) {
        let number = self.requests.remove(&request).expect("a request of this queue");
        self.pollers.free();
        self.pollers.fail(Bounds::of(mapping));
        let batch = self.batches.get_mut(&number).expect("the batch of a request");
        (batch.has_poller, batch.request) = (false, None);
        let (left, at) = (count(batch.messages.len()), batch.visible_at);
        if left == 0 {
            self.batches.remove(&number);
        }
        (left, at)
    }

    /// A batch was throttled.
    pub(crate) fn throttle(&mut self, mapping: &Mapping) {
        self.pollers.fail(Bounds::of(mapping));
    }

    /// A throttled batch is not tried again: its poller waits until its messages are visible again. Returns how many these are.
    pub(crate) fn give_up(&mut self, request: RequestId) -> u32 {
        let number = self.requests.remove(&request).expect("a request of this queue");
        let batch = self.batches.get_mut(&number).expect("the batch of a request");
        batch.request = None;
        count(batch.messages.len())
    }

    /// The visibility timeout of a batch is over; `None` where it is done already.
    pub(crate) fn expire(&mut self, number: u32, mapping: &Mapping) -> Option<Returned> {
        let batch = self.batches.get_mut(&number)?;
        let messages = core::mem::take(&mut batch.messages);
        self.in_flight -= count(messages.len());
        let most = mapping.max_receive_count.unwrap_or(u32::MAX);
        let (back, dead): (Vec<Message>, Vec<Message>) = messages.iter().partition(|message| message.receives < most);
        for message in &dead {
            forget(&mut self.ages, message.sent);
        }
        let returned = self.messages.put_back(&back);
        if batch.request.is_some() {
            // It keeps its poller.
            batch.returned = returned;
        } else {
            if batch.has_poller {
                self.pollers.free();
            }
            self.batches.remove(&number);
            self.gathering = self.gathering.filter(|gathering| *gathering != number);
        }
        if let Some(first) = messages.first() {
            self.messages.release(*first);
        }
        Some(Returned { visible: count(back.len()), dead_lettered: count(dead.len()) })
    }

    pub(crate) fn frame(&self) -> SourceFrame {
        SourceFrame {
            visible: count(self.messages.len()),
            in_flight: self.in_flight,
            oldest: self.ages.first_key_value().map(|(sent, _)| *sent),
            pollers: self.pollers.count(),
            blocked: 0,
        }
    }

    /// Bytes held by the messages and batches.
    pub(crate) fn bytes(&self) -> usize {
        let each = size_of::<Message>();
        size_of::<Self>()
            + self.messages.bytes()
            + self.in_flight as usize * each
            + self.ages.len() * 2 * size_of::<Instant>()
    }
}
