//! The agenda: what is due, and in which order.
//!
//! Order at equal instants: first what somebody changes, then what ends (INIT, handlers and allocations), then idle environments
//! that expire, then what has waited (asynchronous events that are delivered or too old, retries of an SDK, clients whose API waits
//! no longer, requests that are authorized, records that are received, what is due at queues and streams), then what arrives;
//! within a class, first scheduled first. So a request that arrives in the very nanosecond in which an environment becomes free
//! finds it free, and one that arrives as an environment expires finds it gone.

mod wheel;

use alloc::collections::BinaryHeap;
use alloc::collections::binary_heap::PeekMut;
use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::id::{CallerId, FunctionId, VersionId};
use crate::pool::Slot;
use crate::source::Tick;
use crate::time::Instant;
use crate::waiting::Place;

use wheel::Wheel;

/// Something due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Timer {
    /// When something is changed, by its place in the plan.
    Intervention(u16),
    /// When the alarms of Application Auto Scaling look at another minute.
    Datapoint(FunctionId),
    /// When an environment finishes INIT.
    InitDone(FunctionId, Slot),
    /// When a handler returns.
    HandlerDone(FunctionId, Slot),
    /// When an allocation of provisioned concurrency is done.
    Allocated(FunctionId, VersionId, u32),
    /// When an idle environment may be due for SHUTDOWN.
    IdleExpiry(FunctionId, Slot),
    /// When a waiting request is tried again.
    Delivery(FunctionId, Place),
    /// When a waiting event is too old.
    EventExpiry(FunctionId, Place),
    /// When the client of an invocation waits no longer.
    TimeLimit(FunctionId, Slot),
    /// When something is due at a source that is polled.
    Source(CallerId, Tick),
    /// When a request that its authorizer has allowed goes on, by the caller that has sent it.
    Authorized(CallerId),
    /// When a record that was sent to a function is received.
    Record,
    /// When the next request of a caller (by its place in the plan) arrives.
    Arrival(CallerId),
}

impl Timer {
    /// The class of this timer: lower ones come first at equal instants.
    const fn class(self) -> u64 {
        match self {
            Self::Intervention(_) | Self::Datapoint(_) => 0,
            Self::InitDone(..) | Self::HandlerDone(..) | Self::Allocated(..) => 1,
            Self::IdleExpiry(..) => 2,
            Self::Delivery(..)
            | Self::EventExpiry(..)
            | Self::TimeLimit(..)
            | Self::Authorized(_)
            | Self::Record
            | Self::Source(..) => 3,
            Self::Arrival(_) => 4,
        }
    }
}

/// A place in the order of scheduling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(u64);

/// Class in the top bits, ticket below: one comparison settles the order at equal instants.
const CLASS_SHIFT: u32 = 60;

/// A timer with its place in the order of all.
#[derive(Clone, Copy, Debug)]
struct Due {
    at: Instant,
    order: u64,
    timer: Timer,
}

impl Due {
    /// Instant and place in the order there as one number: two steps to compare.
    fn place(&self) -> u128 {
        u128::from(self.at.as_nanos()) << 64 | u128::from(self.order)
    }
}

impl Ord for Due {
    /// The earliest is the greatest: the heaps have that one on top, and what is sorted has it last.
    fn cmp(&self, other: &Self) -> Ordering {
        other.place().cmp(&self.place())
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Due {}

/// All pending timers.
///
/// Arrivals have a heap of their own. There is one for each caller, a handful, and most of what happens in an overload is
/// an arrival that is refused: so it costs the depth of the small heap. All other timers wait in the wheel until their tick, and
/// are then sorted once; only what is scheduled for the present tick itself needs a heap. One heap for all was a fifth of the time
/// of a busy run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Agenda {
    arrivals: BinaryHeap<Due>,
    later: Wheel,
    /// What came out of the wheel for the present tick, the next one last.
    present: Vec<Due>,
    /// What was scheduled for the present tick after that, or for an instant before it.
    soon: BinaryHeap<Due>,
    tickets: u64,
}

impl Agenda {
    /// Takes the next place in the order of scheduling.
    pub(crate) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Schedules a timer behind all others of its class at that instant.
    pub(crate) fn schedule(&mut self, at: Instant, timer: Timer) {
        let ticket = self.ticket();
        self.schedule_as(at, timer, ticket);
    }

    /// Schedules a timer at the place that `ticket` was taken for.
    pub(crate) fn schedule_as(&mut self, at: Instant, timer: Timer, ticket: Ticket) {
        let due = Due { at, order: order(timer, ticket), timer };
        if let Timer::Arrival(_) = timer {
            self.arrivals.push(due);
        } else if self.later.is_ahead(at) {
            self.later.add(due);
        } else {
            self.soon.push(due);
        }
    }

    /// When the next timer is due.
    pub(crate) fn next_at(&self) -> Option<Instant> {
        let heaps = self.arrivals.peek().into_iter().chain(self.present.last()).chain(self.soon.peek());
        heaps.chain(self.later.first_slots()).map(|due| due.at).min()
    }

    /// Takes the next timer, if it is due before `end`. An arrival stays at the top until [`Agenda::follow`] says what comes
    /// after it.
    pub(crate) fn pop_before(&mut self, end: Instant) -> Option<(Instant, Timer)> {
        if self.present.is_empty() && self.soon.is_empty() {
            self.turn(end);
        }
        let place = |due: Option<&Due>| due.map_or(u128::MAX, Due::place);
        let (arrival, present, soon) =
            (place(self.arrivals.peek()), place(self.present.last()), place(self.soon.peek()));
        if arrival < present.min(soon) {
            let Due { at, timer, .. } = *self.arrivals.peek().filter(|due| due.at < end)?;
            self.later.pass_to(at);
            Some((at, timer))
        } else if present < soon {
            let Due { at, timer, .. } = *self.present.last().filter(|due| due.at < end)?;
            self.present.pop();
            Some((at, timer))
        } else {
            let Due { at, timer, .. } = *self.soon.peek().filter(|due| due.at < end)?;
            self.soon.pop();
            Some((at, timer))
        }
    }

    /// Goes on to the tick in which the next timer is due, unless an arrival, or the end, comes before it.
    fn turn(&mut self, end: Instant) {
        let first = self.arrivals.peek().map_or(end, |arrival| arrival.at.min(end));
        while self.present.is_empty() && self.later.floor() <= first {
            self.later.turn(|due| self.present.push(due));
        }
        if 1 < self.present.len() {
            self.present.sort_unstable();
        }
    }

    /// Puts the next arrival of its caller in the place of the one that was taken, or nothing where no more come. In one go it
    /// costs one way down the heap instead of two.
    pub(crate) fn follow(&mut self, next: Option<Instant>) {
        let ticket = self.ticket();
        let Some(mut taken) = self.arrivals.peek_mut() else { return };
        match next {
            Some(at) => *taken = Due { at, order: order(taken.timer, ticket), timer: taken.timer },
            None => {
                PeekMut::pop(taken);
            }
        }
    }

    /// Bytes held by the pending timers.
    pub(crate) fn bytes(&self) -> usize {
        (self.arrivals.len() + self.present.len() + self.soon.len()) * size_of::<Due>() + self.later.bytes()
    }
}

fn order(timer: Timer, ticket: Ticket) -> u64 {
    timer.class() << CLASS_SHIFT | ticket.0
}
