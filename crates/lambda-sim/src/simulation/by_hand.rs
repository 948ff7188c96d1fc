//! Requests that are sent by hand: each has a stream of its own, and so has the environment that is made for it.

use super::running::{Running, spans_of};
use crate::id::RequestId;
use crate::plan::PlannedFunction;
use crate::pool::Spans;
use crate::random::{Draw, Purpose, Stream};
use crate::time::Span;

impl Running {
    /// The number of the request that arrives now, and how long its handler will run.
    #[cold]
    pub(super) fn arrive_by_hand(&mut self, seed: u64, planned: &PlannedFunction) -> (RequestId, Draw) {
        let id = self.tally.arrived_by_hand();
        let number = id.by_hand().unwrap_or_default();
        (id, planned.duration.draw(&mut Stream::new(seed, Purpose::ByHand, &planned.name, number)))
    }
}

/// How long things take in the environment that is made for the request of this number.
#[cold]
pub(super) fn draw_by_hand(seed: u64, planned: &PlannedFunction, number: u64) -> (Span, Span, Spans) {
    let mut stream = Stream::new(seed, Purpose::EnvironmentByHand, &planned.name, number);
    let laws = [&planned.setup, &planned.init, &planned.first_run, &planned.idle_lifetime];
    spans_of(laws.map(|law| law.sample(&mut stream)))
}
