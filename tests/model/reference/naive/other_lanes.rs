//! A stream that gets another `ParallelizationFactor`.

use lambda_sim::source::Mapping;

use super::Model;
use super::lanes::{Lane, Record, Wait};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    /// How many lanes a stream has. Others may be there still, with a batch that is not done with.
    pub(super) fn lanes_of(&self, caller: usize) -> usize {
        let Mapping { shards, parallelization_factor, .. } = match self.mistake {
            Some(Mistake::LanesStayAsTheyWere) => self.original.callers[caller].mapping,
            _ => self.mapping(caller),
        };
        let lanes = shards * if self.gets_wrong(Mistake::LanesAreShards) { 1 } else { parallelization_factor };
        lanes as usize
    }

    /// The lane of a record, by its number.
    pub(super) fn lane_of_record(&self, caller: usize, number: u64) -> usize {
        usize::try_from((number - 1) % self.lanes_of(caller) as u64).expect("a place in a list")
    }

    /// Records that are in no batch, nor in a part of one, go to their new lanes.
    pub(super) fn other_lanes(&mut self, caller: usize) {
        let lanes = self.lanes_of(caller);
        while self.lanes[caller].len() < lanes {
            self.lanes[caller].push(Lane::default());
        }
        if self.is_enabled(caller) {
            self.tell_lanes(caller);
        }
        let mut records: Vec<Record> = Vec::new();
        for lane in &mut self.lanes[caller] {
            if self.mistake != Some(Mistake::RecordsStayInTheirLanes) {
                records.append(&mut lane.records);
            }
            if lane.wait == Wait::Window && self.mistake != Some(Mistake::GatheringGoesOnInOtherLanes) {
                lane.wait = Wait::None;
            }
        }
        records.sort_by_key(|record| record.number);
        for record in records {
            let lane = self.lane_of_record(caller, record.number);
            self.lanes[caller][lane].records.push(record);
        }
        let at_once = self.gets_wrong(Mistake::OtherLanesReadAtOnce);
        let time = if at_once { 0 } else { self.mapping(caller).poll_delay.as_nanos() };
        for place in 0..self.lanes[caller].len() {
            let lane = &self.lanes[caller][place];
            if lane.is_idle() && !lane.records.is_empty() {
                self.wait(caller, place, Wait::Poll, time);
            }
        }
    }
}
