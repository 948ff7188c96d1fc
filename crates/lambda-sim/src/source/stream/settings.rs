//! A stream whose mapping gets other settings while a run goes on.

use alloc::vec::Vec;

use super::{Lane, Record, Stream, Work};
use crate::source::Mapping;
use crate::time::Instant;

impl Stream {
    /// The mapping has other settings. Returns the lanes, in their order, that have a turn at `next` because of that.
    pub(crate) fn keep(&mut self, now: Instant, next: Instant, mapping: &Mapping) -> Vec<u32> {
        let was_enabled = core::mem::replace(&mut self.is_enabled, mapping.is_enabled);
        let (is_resumed, lanes) = (!was_enabled && mapping.is_enabled, mapping.lanes() as usize);
        let is_other = core::mem::replace(&mut self.reading, lanes) != lanes;
        if is_other || !mapping.is_enabled {
            self.stop_gathering();
        }
        if is_other {
            self.assign();
        }
        let has_turn =
            |lane: &mut Lane| (is_other || is_resumed) && lane.begins(next) || is_resumed && lane.resumes(now, next);
        let turns = (0..).zip(&mut self.lanes).filter_map(|(place, lane)| has_turn(lane).then_some(place));
        turns.collect()
    }

    fn stop_gathering(&mut self) {
        for lane in &mut self.lanes {
            if let Work::Gathering(_) = lane.work {
                lane.work = Work::Idle;
            }
        }
    }

    /// Records that are in no batch, nor in a part of one, go to the lanes that there are now.
    fn assign(&mut self) {
        let mut free: Vec<Record> = Vec::new();
        for lane in &mut self.lanes {
            let parts = lane.pieces.iter().sum::<usize>();
            free.extend(lane.records.drain(parts..));
        }
        free.sort_unstable_by_key(|record| record.number);
        while self.lanes.len() < self.reading {
            self.lanes.push(Lane::new());
        }
        for record in free {
            let lane = self.lane_of(record.number);
            self.lanes[lane].records.push_back(record);
        }
    }
}

impl Lane {
    /// Whether it is idle and has something to read: from now on a turn of it is due.
    fn begins(&mut self, next: Instant) -> bool {
        let begins = matches!(self.work, Work::Idle) && !self.records.is_empty();
        if begins {
            (self.work, self.due) = (Work::Polling, next);
        }
        begins
    }

    /// Whether it has missed a turn, which is due again now. Where it has nothing it is idle.
    fn resumes(&mut self, now: Instant, next: Instant) -> bool {
        let has_missed = matches!(self.work, Work::Polling | Work::Waiting(_)) && self.due < now;
        if has_missed && self.records.is_empty() && self.batch.is_empty() {
            self.work = Work::Idle;
            return false;
        }
        if has_missed {
            self.due = next;
        }
        has_missed
    }
}
