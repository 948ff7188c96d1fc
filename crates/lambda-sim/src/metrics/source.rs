//! What is in the queues of a function, or of the account.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::change::Polled;
use crate::id::{CallerId, FunctionId};
use crate::plan::{Plan, PlannedCaller};
use crate::source::{Returned, SourceFrame};
use crate::time::{Instant, Span};
use crate::via::Via;

use super::level::{Gauge, Level};

/// What happened at the sources of a function in a period, and what was there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceCounts {
    /// Messages sent (CloudWatch: `NumberOfMessagesSent`, sum).
    pub sent: u64,
    /// Messages read, each as often as it was (CloudWatch: `NumberOfMessagesReceived`, sum).
    pub received: u64,
    /// Messages deleted (CloudWatch: `NumberOfMessagesDeleted`, sum).
    pub deleted: u64,
    /// Messages that came back.
    pub returned: u64,
    /// Messages that went to the queue's dead-letter queue.
    pub dead_lettered: u64,
    /// Records of streams that were given up.
    pub discarded: u64,
    /// The greatest age of the last record of a batch as it was sent to the function (CloudWatch: `IteratorAge`, maximum).
    pub iterator_age: Span,
    /// Messages that could be read (CloudWatch: `ApproximateNumberOfMessagesVisible`, maximum).
    pub visible: Level,
    /// Messages that were read and neither deleted nor visible again (CloudWatch: `ApproximateNumberOfMessagesNotVisible`, maximum).
    pub in_flight: Level,
    /// The greatest age of the oldest of all these (CloudWatch: `ApproximateAgeOfOldestMessage`, maximum).
    pub oldest_age: Span,
    /// How many batches the mappings could have in flight.
    pub pollers: u32,
}

impl SourceCounts {
    pub(super) fn add(&mut self, other: &Self) {
        self.sent += other.sent;
        self.received += other.received;
        self.deleted += other.deleted;
        self.returned += other.returned;
        self.dead_lettered += other.dead_lettered;
        self.discarded += other.discarded;
        self.iterator_age = self.iterator_age.max(other.iterator_age);
        self.visible.add(other.visible);
        self.in_flight.add(other.in_flight);
        self.oldest_age = self.oldest_age.max(other.oldest_age);
        self.pollers = self.pollers.max(other.pollers);
    }
}

/// What was in the sources of a run: all of them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSeries {
    /// The functions, in the order of the scenario.
    pub functions: Vec<SourceSeriesOf>,
    /// All functions together.
    pub account: SourceSeriesOf,
    /// What each kind is, where there are both: messages and records are not the same.
    apart: Option<Box<[Self; 2]>>,
    /// The kind of the first.
    kind: SourceKind,
}

/// A kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Queues of SQS, which hold messages.
    Queue,
    /// Streams, which hold records.
    Stream,
}

impl SourceKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Queue, Self::Stream];

    /// The kind that is polled on this way; `None` where nothing is.
    pub fn of(via: Via) -> Option<Self> {
        via.is_polled().then_some(if via.is_stream() { Self::Stream } else { Self::Queue })
    }
}

impl SourceSeries {
    /// What was in those of one kind alone; `None` where there are none of it.
    pub fn of_kind(&self, kind: SourceKind) -> Option<&Self> {
        match &self.apart {
            Some(apart) => Some(&apart[kind as usize]),
            None => (self.kind == kind).then_some(self),
        }
    }
}

/// What was in the sources of one function, or of the account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceSeriesOf {
    /// One row a period.
    pub rows: Vec<SourceCounts>,
    /// The whole run as one period.
    pub total: SourceCounts,
}

/// All sources of a run; nothing is counted where there are none.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    /// What is true at each caller now.
    callers: Vec<Watched>,
    all: Meters,
    /// Queues and streams, where there are both.
    apart: Option<[Meters; 2]>,
    /// The kind of the first.
    kind: SourceKind,
}

/// What is true at a caller.
#[derive(Clone, Copy, Debug)]
struct Watched {
    function: FunctionId,
    kind: Option<SourceKind>,
    frame: SourceFrame,
}

impl Sources {
    /// At the start of a run; `None` where no caller is polled.
    pub(super) fn new(plan: &Plan) -> Option<Self> {
        let watched = |caller: &PlannedCaller| {
            let kind = SourceKind::of(caller.via);
            let frame = kind.map(|_| SourceFrame::at_start(caller.via, &caller.mapping)).unwrap_or_default();
            Watched { function: caller.function, kind, frame }
        };
        let callers: Vec<_> = plan.callers().iter().map(watched).collect();
        let mut kinds = callers.iter().filter_map(|watched| watched.kind);
        let kind = kinds.next()?;
        let has_both = kinds.any(|other| other != kind);
        let meters = |kind| Meters::new(plan, &callers, kind);
        let apart = has_both.then(|| SourceKind::ALL.map(|kind| meters(Some(kind))));
        Some(Self { all: meters(None), apart, kind, callers })
    }

    pub(super) fn change(&mut self, at: Instant, caller: CallerId, what: Polled, now: SourceFrame) {
        let Some(of_caller) = self.callers.get_mut(caller.index()) else { return };
        let Watched { function, kind, .. } = *of_caller;
        let before = core::mem::replace(&mut of_caller.frame, now);
        let of_kind = self.apart.as_mut().zip(kind).map(|(apart, kind)| (&mut apart[kind as usize], Some(kind)));
        for (meters, kind) in [(&mut self.all, None)].into_iter().chain(of_kind) {
            let oldest = |of: Option<FunctionId>| {
                let frames = frames(&self.callers, of, kind);
                frames.filter_map(|frame| frame.oldest).min()
            };
            let (of_function, of_all) = (oldest(Some(function)), oldest(None));
            meters.functions[function.index()].change(at, what, [before, now], of_function);
            meters.account.change(at, what, [before, now], of_all);
        }
    }

    /// A batch whose last record is so old was sent to a function.
    pub(super) fn sent(&mut self, function: FunctionId, age: Span) {
        let streams = self.apart.as_mut().map(|[_, streams]| streams);
        for meters in [&mut self.all].into_iter().chain(streams) {
            for meter in [&mut meters.functions[function.index()], &mut meters.account] {
                meter.open.iterator_age = meter.open.iterator_age.max(age);
            }
        }
    }

    /// Ends a period.
    pub(super) fn close(&mut self, end: Instant) {
        for meters in [&mut self.all].into_iter().chain(self.apart.iter_mut().flatten()) {
            for meter in meters.functions.iter_mut().chain([&mut meters.account]) {
                meter.close(end);
            }
        }
    }

    pub(super) fn finish(self) -> SourceSeries {
        let [queue, stream] = SourceKind::ALL;
        let apart = self.apart.map(|[queues, streams]| Box::new([queues.finish(queue), streams.finish(stream)]));
        SourceSeries { apart, ..self.all.finish(self.kind) }
    }
}

/// What is true at the callers of a function, or of all; of one kind, or of both.
fn frames(callers: &[Watched], of: Option<FunctionId>, kind: Option<SourceKind>) -> impl Iterator<Item = &SourceFrame> {
    let is_wanted = move |watched: &&Watched| {
        of.is_none_or(|of| of == watched.function) && (kind.is_none() || kind == watched.kind)
    };
    callers.iter().filter(is_wanted).map(|watched| &watched.frame)
}

/// The meters of all sources, or of one kind.
#[derive(Clone, Debug)]
struct Meters {
    functions: Vec<Meter>,
    account: Meter,
}

impl Meters {
    fn new(plan: &Plan, callers: &[Watched], kind: Option<SourceKind>) -> Self {
        let meter = |of: Option<FunctionId>| {
            let pollers = Gauge::at(frames(callers, of, kind).map(|frame| frame.pollers).sum());
            Meter { pollers, ..Meter::default() }
        };
        Self { functions: plan.function_ids().map(|function| meter(Some(function))).collect(), account: meter(None) }
    }

    fn finish(self, kind: SourceKind) -> SourceSeries {
        let functions = self.functions.into_iter().map(|meter| meter.series).collect();
        SourceSeries { functions, account: self.account.series, apart: None, kind }
    }
}

/// The open period of a function, or of the account.
#[derive(Clone, Debug, Default)]
struct Meter {
    series: SourceSeriesOf,
    open: SourceCounts,
    visible: Gauge,
    in_flight: Gauge,
    pollers: Gauge,
    oldest: Option<Instant>,
    /// Where the open period began.
    since: Instant,
}

impl Meter {
    fn change(&mut self, at: Instant, what: Polled, [before, now]: [SourceFrame; 2], oldest: Option<Instant>) {
        self.look(at);
        self.oldest = oldest;
        let move_by = |gauge: &mut Gauge, before: u32, now: u32| gauge.set_and_reach(at, gauge.level() + now - before);
        move_by(&mut self.visible, before.visible, now.visible);
        move_by(&mut self.in_flight, before.in_flight, now.in_flight);
        move_by(&mut self.pollers, before.pollers, now.pollers);
        match what {
            Polled::Sent => self.open.sent += 1,
            Polled::Read { messages, .. } => self.open.received += u64::from(messages),
            Polled::Deleted { messages, .. } => self.open.deleted += u64::from(messages),
            Polled::Returned(Returned { visible, dead_lettered }) => {
                self.open.returned += u64::from(visible);
                self.open.dead_lettered += u64::from(dead_lettered);
            }
            Polled::Discarded { records } => self.open.discarded += u64::from(records),
            Polled::Scaled { .. } | Polled::Paused { .. } => {}
        }
    }

    /// Between two looks the oldest message only grows older.
    fn look(&mut self, now: Instant) {
        if let Some(sent) = self.oldest
            && self.since < now
        {
            self.open.oldest_age = self.open.oldest_age.max(now.since(sent));
        }
    }

    fn close(&mut self, end: Instant) {
        self.look(end);
        self.since = end;
        let counts = core::mem::take(&mut self.open);
        let (visible, in_flight) = (self.visible.close(end), self.in_flight.close(end));
        let row = SourceCounts { visible, in_flight, pollers: self.pollers.close(end).max, ..counts };
        self.series.total.add(&row);
        self.series.rows.push(row);
    }
}
