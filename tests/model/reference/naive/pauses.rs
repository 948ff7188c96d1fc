//! Mappings that are disabled, and enabled again.

use lambda_sim::change::Polled;

use super::lanes::{Lane, Wait};
use super::{Model, Request};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    pub(super) fn is_enabled(&self, caller: usize) -> bool {
        self.mapping(caller).is_enabled
    }

    /// Somebody has changed the mapping: whether it is enabled may be what has changed.
    pub(super) fn enabled_or_disabled(&mut self, caller: usize, was_enabled: bool) {
        match (was_enabled, self.is_enabled(caller), self.is_stream(caller)) {
            (true, false, false) => self.disable_queue(caller),
            (false, true, false) => self.enable_queue(caller),
            (true, false, true) => self.disable_stream(caller),
            (false, true, true) => self.enable_stream(caller),
            _ => {}
        }
    }

    /// It has no pollers, and what was gathered is no batch.
    fn disable_queue(&mut self, caller: usize) {
        if self.gets_wrong(Mistake::DisabledQueuesKeepTheirPollers) {
            return;
        }
        let goes_on = self.gets_wrong(Mistake::GatheringGoesOnWhileDisabled);
        let queue = &mut self.queues[caller];
        if let Some(gathered) = queue.gathered().filter(|_| !goes_on) {
            queue.batch(gathered).has_poller = false;
        }
        self.scale(caller, |_| 0);
    }

    /// As many pollers as at a start.
    fn enable_queue(&mut self, caller: usize) {
        if self.gets_wrong(Mistake::DisabledQueuesKeepTheirPollers) {
            return;
        }
        let before = self.queues[caller].pollers_before;
        let at_the_start = self.pollers_at_the_start(caller);
        let remembers = self.gets_wrong(Mistake::EnabledQueuesHaveThePollersOfBefore);
        self.queues[caller].row = None;
        self.scale(caller, |_| if remembers { before } else { at_the_start });
    }

    /// A throttled batch would be tried again. It keeps its poller until its messages are visible again.
    pub(super) fn is_paused(&mut self, request: usize) -> bool {
        let Request { caller, .. } = self.requests[request];
        if !self.is_batch(request) || self.is_enabled(caller) || self.gets_wrong(Mistake::DisabledMappingsTryAgain) {
            return false;
        }
        let frees = self.gets_wrong(Mistake::PausedBatchesFreeTheirPoller);
        let queue = &mut self.queues[caller];
        let batch =
            queue.batches.iter_mut().find(|batch| batch.request == Some(request)).expect("it is invisible still");
        batch.has_poller = !frees;
        let messages = u32::try_from(batch.messages.len()).expect("a few");
        let request = self.name_attempt(request).request;
        self.tell_of_queue(caller, Polled::Paused { request, messages });
        true
    }

    /// What a lane gathers it gathers no longer.
    fn disable_stream(&mut self, caller: usize) {
        for lane in &mut self.lanes[caller] {
            if lane.wait == Wait::Window {
                lane.wait = Wait::None;
            }
        }
        self.tell_lanes(caller);
    }

    /// Who has missed a turn, or is idle, has one if there is something to do.
    fn enable_stream(&mut self, caller: usize) {
        self.tell_lanes(caller);
        let time = match self.mistake {
            Some(Mistake::MissedTurnsComeAtOnce) => 0,
            _ => self.mapping(caller).poll_delay.as_nanos(),
        };
        for place in 0..self.lanes[caller].len() {
            let lane = &mut self.lanes[caller][place];
            let has_missed = lane.wait == Wait::Missed;
            if has_missed {
                lane.wait = Wait::None;
            }
            let is_lost = has_missed && self.mistake == Some(Mistake::MissedTurnsAreLost);
            if (has_missed || lane.is_idle()) && lane.has_something() && !is_lost {
                self.wait(caller, place, Wait::Poll, time);
            }
        }
    }

    /// A turn of a lane that comes while its mapping is disabled.
    pub(super) fn misses_its_turn(&mut self, caller: usize, place: usize) -> bool {
        if self.is_enabled(caller) || self.gets_wrong(Mistake::DisabledLanesGoOn) {
            return false;
        }
        self.lanes[caller][place].wait = Wait::Missed;
        true
    }
}

impl Lane {
    /// Whether nothing of it is due, and nothing runs.
    pub(super) fn is_idle(&self) -> bool {
        self.wait == Wait::None && self.batch.is_none() && self.parts.is_empty()
    }

    fn has_something(&self) -> bool {
        self.batch.is_some() || !self.parts.is_empty() || !self.records.is_empty()
    }
}
