//! The pollers of a queue: what they read, and how many there are.

use lambda_sim::change::Polled;
use lambda_sim::source::{Backoff, Mapping, Ramp};
use lambda_sim::time::Span;

use super::messages::{Batch, Queue};
use super::sources::Due;
use super::{MINUTE, Model, SECOND, What};
use crate::reference::mistakes::Mistake;

/// How many there are at the start.
const AT_THE_START: u32 = 5;
/// How many are left where no more are needed.
const FEWEST: u32 = 2;

impl Model<'_> {
    pub(super) fn start_queue(&mut self, caller: usize) {
        let mapping = self.mapping(caller);
        self.queues[caller].pollers = if mapping.is_enabled { self.pollers_at_the_start(caller) } else { 0 };
        if mapping.message_groups.is_none() {
            self.schedule(MINUTE, What::Due { caller, due: Due::Minute });
        }
    }

    pub(super) fn pollers_at_the_start(&self, caller: usize) -> u32 {
        let mapping = self.mapping(caller);
        match mapping.message_groups {
            Some(_) => self.most(&mapping),
            None => self.most(&mapping).min(AT_THE_START),
        }
    }

    /// Free pollers read what is visible, one batch after the other.
    pub(super) fn read(&mut self, caller: usize) {
        loop {
            let Mapping { batch_size, mut batching_window, message_groups, .. } = self.mapping(caller);
            if self.gets_wrong(Mistake::WindowsAreForgotten) {
                batching_window = Span::ZERO;
            }
            let queue = &mut self.queues[caller];
            if queue.gathered().is_none() && !queue.can_read(message_groups) {
                return;
            }
            let batch = queue.gathered().unwrap_or_else(|| self.new_batch(caller));
            let (queue, mistake) = (&mut self.queues[caller], self.mistake);
            let room = batch_size.saturating_sub(queue.batch(batch).size);
            let next = queue.next(room, message_groups, mistake);
            let messages = queue.take(&next);
            let made = queue.batch(batch);
            made.size += u32::try_from(messages.len()).expect("a few");
            made.messages.extend(messages);
            if made.size < batch_size && batching_window != Span::ZERO {
                return;
            }
            self.invoke_with(caller, batch);
        }
    }

    fn new_batch(&mut self, caller: usize) -> u64 {
        self.queues[caller].made += 1;
        let batch = self.queues[caller].made;
        let Mapping { visibility_timeout, batching_window, .. } = self.mapping(caller);
        let visible_again = self.now + visibility_timeout.as_nanos();
        let (messages, came_back) = (Vec::new(), Vec::new());
        let new = Batch { number: batch, messages, came_back, size: 0, request: None, visible_again, has_poller: true };
        let queue = &mut self.queues[caller];
        queue.batches.push(new);
        queue.most_busy = queue.most_busy.max(queue.busy());
        if self.gets_wrong(Mistake::GatheringIsIdle) && batching_window != Span::ZERO {
            self.queues[caller].most_busy -= 1;
        }
        self.schedule(visible_again, What::Due { caller, due: Due::VisibleAgain { batch } });
        if batching_window != Span::ZERO {
            self.schedule(self.now + batching_window.as_nanos(), What::Due { caller, due: Due::WindowOver { batch } });
        }
        batch
    }

    pub(super) fn window_over(&mut self, caller: usize, batch: u64) {
        if self.queues[caller].gathered() == Some(batch) {
            self.invoke_with(caller, batch);
            self.read(caller);
        }
    }

    fn invoke_with(&mut self, caller: usize, batch: u64) {
        let request = self.new_request_of(caller, 1);
        let queue = &mut self.queues[caller];
        queue.batch(batch).request = Some(request);
        if self.gets_wrong(Mistake::MessagesAreInvisibleFromTheInvocationOn) {
            let visible_again = self.now + self.mapping(caller).visibility_timeout.as_nanos();
            self.queues[caller].batch(batch).visible_again = visible_again;
            self.schedule(visible_again, What::Due { caller, due: Due::VisibleAgain { batch } });
        }
        let queue = &mut self.queues[caller];
        let size = queue.batch(batch).size;
        self.tell_read(caller, request, size);
        self.attempt(request);
    }

    /// After everything that happens: whether messages are visible, and who can read them.
    pub(super) fn look_at_queues(&mut self) {
        for caller in 0..self.queues.len() {
            let mapping = self.mapping(caller);
            let Mapping { message_groups, ramp, .. } = mapping;
            let queue = &mut self.queues[caller];
            let is_there = queue.has_next(message_groups);
            let can_read = queue.can_read(message_groups);
            let may_grow = self.queues[caller].pollers < self.most(&mapping);
            let is_short = is_there && !can_read && may_grow && mapping.is_enabled;
            let queue = &mut self.queues[caller];
            if can_read && !queue.poll_is_due {
                queue.poll_is_due = true;
                let delay = mapping.poll_delay.as_nanos();
                let delay = if self.gets_wrong(Mistake::PollsComeAtOnce) { 0 } else { delay };
                self.schedule(self.now + delay, What::Due { caller, due: Due::Poll });
            }
            let queue = &mut self.queues[caller];
            match (is_short, queue.row) {
                (true, None) => {
                    queue.rows += 1;
                    let row = queue.rows;
                    queue.row = Some(row);
                    queue.has_failed = false;
                    self.schedule(self.now + self.step_of(ramp), What::Due { caller, due: Due::Step { row } });
                }
                (false, Some(_)) if self.mistake != Some(Mistake::StepsGoOnMeanwhile) => queue.row = None,
                _ => {}
            }
        }
    }

    /// One poller more, unless something failed.
    pub(super) fn step(&mut self, caller: usize, row: u64) {
        if self.queues[caller].row != Some(row) || self.gets_wrong(Mistake::NoPollersCome) {
            return;
        }
        let mapping = self.mapping(caller);
        let queue = &mut self.queues[caller];
        let has_failed = std::mem::take(&mut queue.has_failed);
        let has_failed = has_failed && self.mistake != Some(Mistake::FailedStepsAddAPoller);
        if !has_failed && queue.pollers < self.most(&mapping) {
            self.scale(caller, |queue| queue.pollers + 1);
            self.read(caller);
        }
        self.schedule(self.now + self.step_of(mapping.ramp), What::Due { caller, due: Due::Step { row } });
    }

    /// A batch failed or was throttled.
    pub(super) fn back_off(&mut self, caller: usize) {
        let mapping = self.mapping(caller);
        if mapping.message_groups.is_some() {
            return;
        }
        let backs_off = mapping.backoff == Backoff::Gradual || self.gets_wrong(Mistake::EveryMappingBacksOff);
        if backs_off {
            self.queues[caller].has_failed = true;
            let keeps = if self.gets_wrong(Mistake::BackoffStopsAtFive) { AT_THE_START } else { FEWEST };
            let takes = !self.gets_wrong(Mistake::FailuresTakeNoPoller);
            if takes && self.fewest(&mapping, keeps) < self.queues[caller].pollers {
                self.scale(caller, |queue| queue.pollers - 1);
            }
        }
    }

    /// What stood idle goes.
    pub(super) fn minute(&mut self, caller: usize) {
        let mapping = self.mapping(caller);
        let Queue { is_scaled, most_busy, pollers, .. } = self.queues[caller];
        let keeps = match self.mistake {
            Some(Mistake::IdlePollersGoDownToFive) => AT_THE_START,
            Some(Mistake::IdlePollersGoDownToTwo) => FEWEST,
            _ if most_busy <= FEWEST => FEWEST,
            _ => AT_THE_START,
        };
        let keeps = most_busy.max(self.fewest(&mapping, keeps));
        let is_scaled = is_scaled && !self.gets_wrong(Mistake::PollersGoInAnyMinute);
        if !is_scaled && keeps < pollers && !self.gets_wrong(Mistake::IdlePollersStay) {
            self.scale(caller, |_| keeps);
        }
        let queue = &mut self.queues[caller];
        queue.is_scaled = false;
        queue.most_busy = queue.busy();
        self.schedule(self.now + MINUTE, What::Due { caller, due: Due::Minute });
    }

    /// Somebody has changed how many there may be, or whether there are any.
    pub(super) fn mapping_changed(&mut self, caller: usize) {
        let mapping = self.mapping(caller);
        let before = std::mem::replace(&mut self.mappings_before[caller], mapping);
        self.enabled_or_disabled(caller, before.is_enabled);
        let has_others = before.parallelization_factor != mapping.parallelization_factor;
        if self.is_stream(caller) && has_others && !self.gets_wrong(Mistake::LanesStayAsTheyWere) {
            self.other_lanes(caller);
        }
        if self.is_stream(caller) || !mapping.is_enabled {
            return;
        }
        let before = self.queues[caller].pollers;
        let pollers = match mapping.message_groups {
            Some(_) => self.most(&mapping),
            None => before.max(self.fewest(&mapping, 0)).min(self.most(&mapping)),
        };
        if pollers != before {
            self.scale(caller, |_| pollers);
        }
    }

    fn most(&self, mapping: &Mapping) -> u32 {
        let most = match mapping.ramp {
            Ramp::Of300 => 1_250,
            Ramp::Of60 => 1_000,
        };
        let of_groups = mapping.message_groups.unwrap_or(most);
        match self.mistake {
            Some(Mistake::MaximumConcurrencyIsForgotten) => most.min(of_groups),
            Some(Mistake::FifoQueuesHaveOnePoller) => mapping.maximum_concurrency.unwrap_or(most).min(of_groups.min(1)),
            _ => mapping.maximum_concurrency.unwrap_or(most).min(of_groups),
        }
    }

    /// With a maximum concurrency there are never fewer than five, or than that.
    fn fewest(&self, mapping: &Mapping, otherwise: u32) -> u32 {
        match mapping.maximum_concurrency {
            Some(most) if !self.gets_wrong(Mistake::MaximumConcurrencyKeepsNoPollers) => most.min(AT_THE_START),
            _ => otherwise,
        }
    }

    fn step_of(&self, ramp: Ramp) -> u64 {
        match ramp {
            Ramp::Of300 => MINUTE / 300,
            Ramp::Of60 if self.gets_wrong(Mistake::OldPollersComeAsToday) => MINUTE / 300,
            Ramp::Of60 => SECOND,
        }
    }

    pub(super) fn scale(&mut self, caller: usize, to: impl Fn(&Queue) -> u32) {
        let queue = &mut self.queues[caller];
        queue.pollers_before = queue.pollers;
        queue.pollers = to(queue);
        queue.is_scaled = true;
        let pollers = queue.pollers;
        self.tell_of_queue(caller, Polled::Scaled { pollers });
    }
}
