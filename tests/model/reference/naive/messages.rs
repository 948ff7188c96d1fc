//! Messages of a queue: sent, read, deleted, back again.

use lambda_sim::change::{Change, Polled};
use lambda_sim::source::{Returned, SourceFrame};
use lambda_sim::time::Instant;

use super::{Model, caller_id};
use crate::reference::mistakes::Mistake;

#[derive(Clone, Copy, Debug)]
pub(super) struct Message {
    /// How many were sent before.
    pub(super) number: u64,
    pub(super) sent: u64,
    /// How often it was read.
    reads: u32,
}

/// Messages that were read together.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub(super) number: u64,
    /// Those that are invisible because of it: none once they are deleted or back.
    pub(super) messages: Vec<Message>,
    /// Those that came back while it ran.
    pub(super) came_back: Vec<Message>,
    /// How many it was made of.
    pub(super) size: u32,
    /// Nothing while it is gathered.
    pub(super) request: Option<usize>,
    pub(super) visible_again: u64,
    /// Whether a poller is busy with it.
    pub(super) has_poller: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    pub(super) sent: u64,
    /// Visible after having been read, in the order in which they came back.
    pub(super) back: Vec<Message>,
    /// Visible and never read, in the order in which they were sent.
    pub(super) fresh: Vec<Message>,
    /// Those that have messages or a poller.
    pub(super) batches: Vec<Batch>,
    /// How many there were.
    pub(super) made: u64,
    pub(super) pollers: u32,
    /// How many there were until then.
    pub(super) pollers_before: u32,
    pub(super) poll_is_due: bool,
    /// Since when messages are visible and no poller is free, as a number that is new each time.
    pub(super) row: Option<u64>,
    pub(super) rows: u64,
    /// Whether an attempt failed or was throttled since the last step.
    pub(super) has_failed: bool,
    /// Whether pollers came or went in this minute of the run.
    pub(super) is_scaled: bool,
    /// The most that were busy in it.
    pub(super) most_busy: u32,
}

impl Queue {
    /// The batch that a poller gathers.
    pub(super) fn gathered(&self) -> Option<u64> {
        let gathered = self.batches.iter().find(|batch| batch.request.is_none() && batch.has_poller);
        gathered.map(|batch| batch.number)
    }

    pub(super) fn batch(&mut self, number: u64) -> &mut Batch {
        self.batches.iter_mut().find(|batch| batch.number == number).expect("a batch that is there")
    }

    /// Batches without messages and without a poller are gone.
    pub(super) fn clean(&mut self) {
        self.batches.retain(|batch| !batch.messages.is_empty() || batch.has_poller);
    }

    pub(super) fn has_next(&self, groups: Option<u32>) -> bool {
        match groups {
            None => !self.back.is_empty() || !self.fresh.is_empty(),
            Some(_) => !self.next(1, groups, None).is_empty(),
        }
    }

    /// Whether somebody can read a message: a free poller, or one that gathers.
    pub(super) fn can_read(&self, groups: Option<u32>) -> bool {
        self.has_next(groups) && (0 < self.free() || self.gathered().is_some())
    }

    pub(super) fn busy(&self) -> u32 {
        let busy = self.batches.iter().filter(|batch| batch.has_poller);
        u32::try_from(busy.count()).expect("a few")
    }

    pub(super) fn free(&self) -> u32 {
        self.pollers.saturating_sub(self.busy())
    }

    fn visible(&self) -> Vec<Message> {
        let mut visible = self.back.clone();
        visible.extend(&self.fresh);
        visible
    }

    fn invisible(&self) -> Vec<Message> {
        self.batches.iter().flat_map(|batch| batch.messages.clone()).collect()
    }

    /// What the next batch is made of, if it has room for so many.
    pub(super) fn next(&self, room: u32, groups: Option<u32>, mistake: Option<Mistake>) -> Vec<Message> {
        let mut visible = self.visible();
        if mistake == Some(Mistake::ReturnedMessagesAreReadInTheOldOrder) {
            visible.sort_by_key(|message| message.number);
        }
        if let Some(groups) = groups.filter(|_| mistake != Some(Mistake::GroupsAreForgotten)) {
            let group = |message: &Message| message.number % u64::from(groups);
            let blocked: Vec<u64> = self.invisible().iter().map(group).collect();
            if mistake != Some(Mistake::BlockedGroupsAreRead) {
                visible.retain(|message| !blocked.contains(&group(message)));
            }
            visible.sort_by_key(|message| message.number);
            if let Some(first) = visible.first().copied().filter(|_| mistake != Some(Mistake::BatchesMixGroups)) {
                visible.retain(|message| group(message) == group(&first));
            }
        }
        visible.truncate(room as usize);
        visible
    }

    pub(super) fn take(&mut self, messages: &[Message]) -> Vec<Message> {
        let is_taken = |message: &Message| messages.iter().any(|taken| taken.number == message.number);
        self.back.retain(|message| !is_taken(message));
        self.fresh.retain(|message| !is_taken(message));
        messages.iter().map(|message| Message { reads: message.reads + 1, ..*message }).collect()
    }

    pub(super) fn now(&self) -> SourceFrame {
        let (visible, invisible) = (self.visible(), self.invisible());
        let oldest = visible.iter().chain(&invisible).map(|message| message.sent).min();
        SourceFrame {
            visible: u32::try_from(visible.len()).expect("a few"),
            in_flight: u32::try_from(invisible.len()).expect("a few"),
            oldest: oldest.map(Instant::from_nanos),
            pollers: self.pollers,
            blocked: 0,
        }
    }
}

impl Model<'_> {
    pub(super) fn tell_of_queue(&mut self, caller: usize, what: Polled) {
        let function = self.ids[self.function_of(caller)];
        let now = self.queues[caller].now();
        self.tell(Change::Polled { function, caller: caller_id(caller), what, now });
    }

    pub(super) fn message_sent(&mut self, caller: usize) {
        let now = self.now;
        let queue = &mut self.queues[caller];
        queue.fresh.push(Message { number: queue.sent, sent: now, reads: 0 });
        queue.sent += 1;
        self.tell_of_queue(caller, Polled::Sent);
    }

    /// The visibility timeout of a batch is over.
    pub(super) fn visible_again(&mut self, caller: usize, number: u64) {
        let most = self.mapping(caller).max_receive_count.unwrap_or(u32::MAX);
        if !self.queues[caller].batches.iter().any(|batch| batch.number == number) {
            return;
        }
        let is_running = self.is_running(caller, number);
        if is_running && self.gets_wrong(Mistake::RunningBatchesStayInvisible)
            || self.now < self.queues[caller].batch(number).visible_again
        {
            return;
        }
        let mistake = self.mistake;
        let queue = &mut self.queues[caller];
        let batch = queue.batch(number);
        let messages = std::mem::take(&mut batch.messages);
        batch.has_poller = is_running;
        let (again, dead): (Vec<Message>, Vec<Message>) = messages.into_iter().partition(|message| match mistake {
            Some(Mistake::RedriveIsForgotten) => true,
            Some(Mistake::RedriveComesOneReadLater) => message.reads <= most,
            _ => message.reads < most,
        });
        queue.back.extend(&again);
        queue.batch(number).came_back.clone_from(&again);
        queue.clean();
        let count = |messages: &[Message]| u32::try_from(messages.len()).expect("a few");
        let returned = Returned { visible: count(&again), dead_lettered: count(&dead) };
        self.tell_of_queue(caller, Polled::Returned(returned));
    }

    /// Which messages a batch deletes that ends now without an error: its own, also if they are visible and nobody else has read them.
    pub(super) fn deleted(&self, caller: usize, number: u64) -> Vec<Message> {
        let is_fifo = self.mapping(caller).message_groups.is_some();
        let queue = &self.queues[caller];
        let batch = queue.batches.iter().find(|batch| batch.number == number).expect("a batch that is there");
        let mut deleted = batch.messages.clone();
        let is_unread = |message: &Message| {
            let ignores_reads = self.gets_wrong(Mistake::LateRunsDeleteWhatOthersRead);
            let is_it =
                |other: &Message| other.number == message.number && (other.reads == message.reads || ignores_reads);
            queue.back.iter().any(is_it)
        };
        let deletes_late = match self.mistake {
            Some(Mistake::LateRunsDeleteNothing) => false,
            Some(Mistake::LateRunsDeleteOfGroups) => true,
            _ => !is_fifo,
        };
        deleted.extend(batch.came_back.iter().filter(|message| deletes_late && is_unread(message)));
        deleted
    }

    /// Messages of a batch that ran without an error are deleted.
    pub(super) fn delete(&mut self, caller: usize, number: u64) {
        let deleted = self.deleted(caller, number);
        let queue = &mut self.queues[caller];
        queue.take(&deleted);
        let Batch { messages, request, .. } = queue.batch(number);
        messages.clear();
        let request = request.expect("it has run");
        let messages = u32::try_from(deleted.len()).expect("a few");
        if messages != 0 {
            let request = self.name_attempt(request).request;
            self.tell_of_queue(caller, Polled::Deleted { request, messages });
        }
    }
}
