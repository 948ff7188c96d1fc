//! Requests that are sent by hand: each has a stream of its own, and so has the environment that is made for it.

use super::life::LifeStreams;
use super::running::{Running, spans_of};
use crate::id::{RequestId, VersionId};
use crate::plan::PlannedFunction;
use crate::pool::Spans;
use crate::random::{Draw, Purpose, Stream};
use crate::request::Request;
use crate::time::{Instant, Span};

impl Running {
    /// The number of the request that arrives now, and how long its handler will run.
    #[cold]
    pub(super) fn arrive_by_hand(&mut self, seed: u64, planned: &PlannedFunction) -> (RequestId, Draw) {
        let id = self.tally.arrived_by_hand();
        let number = id.by_hand().unwrap_or_default();
        (id, planned.duration.draw(&mut Stream::new(seed, Purpose::ByHand, &planned.name, number)))
    }

    /// How long things take in the environment that is made for a request.
    pub(super) fn draw_for(
        &mut self,
        seed: u64,
        planned: &PlannedFunction,
        request: &Request,
        now: Instant,
    ) -> (Span, Span, Spans) {
        match request.id.by_hand() {
            Some(number) => draw_by_hand(seed, planned, (number, request.version), now),
            None => self.draw_environment(planned, request.version, now),
        }
    }
}

/// How long things take in the environment that is made for the request of this number.
#[cold]
fn draw_by_hand(
    seed: u64,
    planned: &PlannedFunction,
    (number, version): (u64, VersionId),
    now: Instant,
) -> (Span, Span, Spans) {
    let mut stream = Stream::new(seed, Purpose::EnvironmentByHand, &planned.name, number);
    let laws = [&planned.setup, &planned.init, &planned.first_run, &planned.idle_lifetime];
    let [setup, init, first_run, idle_lifetime] = laws.map(|law| law.sample(&mut stream));
    let mut life = LifeStreams::new(seed, &planned.name, number + 1);
    let (setup, init) = life.draw_start(&planned.life, planned.is_published(version), setup, init);
    spans_of([setup, init, first_run, idle_lifetime], life.draw_end(&planned.life, now))
}
