//! Queues and streams as they stand before their functions: what waits, what is in batches, and how many batches there can be.

use core::time::Duration;

use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::metrics::SourceKind;
use lambda_sim::plan::{Plan, PlannedCaller};
use lambda_sim::source::SourceFrame;
use lambda_sim::via::Via;

use crate::chart::NOTHING;
use crate::number::age;

/// The most squares in a column; with more messages, a square stands for several.
const COLUMN_SQUARES_MAX: u32 = 108;
/// The most sources that are drawn beside one another.
const SOURCES_MAX: usize = 3;

/// All queues and streams at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// How many messages or records a square stands for.
    pub scale: u32,
    /// The sources that are drawn: in the order of the scenario.
    pub shown: Vec<Source>,
    /// How many messages can be read, in all sources.
    pub visible: u32,
    /// How old the oldest is; a dash where there is none.
    pub oldest: String,
    /// What all of them are; `None` where there are queues and streams.
    pub kind: Option<SourceKind>,
    /// Pollers of queues and lanes of streams: how many batches can be in flight.
    pub pollers: u32,
    /// Lanes that are blocked by a batch that has failed, or was throttled.
    pub blocked: u32,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Whom it invokes.
    pub function: FunctionId,
    /// What it is.
    pub via: Via,
    /// What is in it.
    pub state: SourceFrame,
}

impl Sources {
    /// The sources at the instant of a frame; `None` where nothing is polled.
    pub fn of(frame: &Frame, plan: &Plan) -> Option<Self> {
        let polled = || plan.callers().iter().zip(&frame.sources).filter(|(caller, _)| caller.via.is_polled());
        let states = || polled().map(|(_, state)| state);
        states().next()?;
        let most = states().map(|state| state.visible.max(state.in_flight)).max().unwrap_or(0);
        let oldest = states().filter_map(|state| state.oldest).min();
        let waited = oldest.map(|sent| age(Duration::from_nanos(frame.at.since(sent).as_nanos())));
        let source = |(caller, state): (&PlannedCaller, &SourceFrame)| Source {
            function: caller.function,
            via: caller.via,
            state: *state,
        };
        let mut kinds = polled().filter_map(|(caller, _)| SourceKind::of(caller.via));
        let first = kinds.next();
        Some(Self {
            scale: super::pool::steps().find(|step| most.div_ceil(*step) <= COLUMN_SQUARES_MAX).unwrap_or(u32::MAX),
            shown: polled().take(SOURCES_MAX).map(source).collect(),
            visible: states().map(|state| state.visible).sum(),
            oldest: waited.unwrap_or_else(|| NOTHING.to_owned()),
            kind: first.filter(|first| kinds.all(|kind| kind == *first)),
            pollers: states().map(|state| state.pollers).sum(),
            blocked: states().map(|state| state.blocked).sum(),
        })
    }
}
