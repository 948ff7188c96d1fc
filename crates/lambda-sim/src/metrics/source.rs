//! What is in the queues of a function, or of the account.

use alloc::vec::Vec;

use crate::change::Polled;
use crate::id::{CallerId, FunctionId};
use crate::plan::{Plan, PlannedCaller};
use crate::source::{Returned, SourceFrame};
use crate::time::{Instant, Span};

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

/// What was in the sources of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSeries {
    /// The functions, in the order of the scenario.
    pub functions: Vec<SourceSeriesOf>,
    /// All functions together.
    pub account: SourceSeriesOf,
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
    /// What is true at each caller now, with its function.
    callers: Vec<(FunctionId, SourceFrame)>,
    functions: Vec<Meter>,
    account: Meter,
}

impl Sources {
    /// At the start of a run; `None` where no caller is polled.
    pub(super) fn new(plan: &Plan) -> Option<Self> {
        if !plan.callers().iter().any(|caller| caller.via.is_polled()) {
            return None;
        }
        let frame = |caller: &PlannedCaller| {
            if caller.via.is_polled() {
                SourceFrame::at_start(caller.via, &caller.mapping)
            } else {
                SourceFrame::default()
            }
        };
        let callers: Vec<_> = plan.callers().iter().map(|caller| (caller.function, frame(caller))).collect();
        let pollers = |of: Option<FunctionId>| {
            let wanted = callers.iter().filter(|(function, _)| of.is_none_or(|of| of == *function));
            Gauge::at(wanted.map(|(_, frame)| frame.pollers).sum())
        };
        let meter = |of| Meter { pollers: pollers(of), ..Meter::default() };
        let functions = plan.function_ids().map(|function| meter(Some(function))).collect();
        let account = meter(None);
        Some(Self { callers, functions, account })
    }

    pub(super) fn change(&mut self, at: Instant, caller: CallerId, what: Polled, now: SourceFrame) {
        let Some(of_caller) = self.callers.get_mut(caller.index()) else { return };
        let function = of_caller.0;
        let before = core::mem::replace(&mut of_caller.1, now);
        let oldest = |of: Option<FunctionId>| {
            let wanted = self.callers.iter().filter(|(function, _)| of.is_none_or(|of| of == *function));
            wanted.filter_map(|(_, frame)| frame.oldest).min()
        };
        let (of_function, of_all) = (oldest(Some(function)), oldest(None));
        self.functions[function.index()].change(at, what, [before, now], of_function);
        self.account.change(at, what, [before, now], of_all);
    }

    /// A batch whose last record is so old was sent to a function.
    pub(super) fn sent(&mut self, function: FunctionId, age: Span) {
        for meter in [&mut self.functions[function.index()], &mut self.account] {
            meter.open.iterator_age = meter.open.iterator_age.max(age);
        }
    }

    /// Ends a period.
    pub(super) fn close(&mut self, end: Instant) {
        for meter in &mut self.functions {
            meter.close(end);
        }
        self.account.close(end);
    }

    pub(super) fn finish(self) -> SourceSeries {
        let functions = self.functions.into_iter().map(|meter| meter.series).collect();
        SourceSeries { functions, account: self.account.series }
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
            Polled::Scaled { .. } => {}
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
