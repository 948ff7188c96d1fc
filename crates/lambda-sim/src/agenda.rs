//! The agenda: what is due, and in which order.
//!
//! Order at equal instants: first what somebody changes, then what ends (INIT and handlers), then idle environments that expire, then what has waited
//! (asynchronous events that are delivered or too old, retries of an SDK), then what arrives; within a class, first
//! scheduled first. So a request that arrives in the very nanosecond in which an environment becomes free finds it free, and
//! one that arrives as an environment expires finds it gone.

use alloc::collections::BinaryHeap;
use alloc::collections::binary_heap::PeekMut;
use core::cmp::Reverse;

use crate::id::{CallerId, FunctionId};
use crate::pool::Slot;
use crate::time::Instant;
use crate::waiting::Place;

/// Something due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Timer {
    /// When something is changed, by its place in the plan.
    Intervention(u16),
    /// When an environment finishes INIT.
    InitDone(FunctionId, Slot),
    /// When a handler returns.
    HandlerDone(FunctionId, Slot),
    /// When an idle environment may be due for SHUTDOWN.
    IdleExpiry(FunctionId, Slot),
    /// When a waiting request is tried again.
    Delivery(FunctionId, Place),
    /// When a waiting event is too old.
    EventExpiry(FunctionId, Place),
    /// When the next request of a caller (by its place in the plan) arrives.
    Arrival(CallerId),
}

impl Timer {
    /// The class of this timer: lower ones come first at equal instants.
    const fn class(self) -> u64 {
        match self {
            Self::Intervention(_) => 0,
            Self::InitDone(..) | Self::HandlerDone(..) => 1,
            Self::IdleExpiry(..) => 2,
            Self::Delivery(..) | Self::EventExpiry(..) => 3,
            Self::Arrival(_) => 4,
        }
    }
}

/// A place in the order of scheduling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(u64);

/// Class in the top bits, ticket below: one comparison settles the order at equal instants.
const CLASS_SHIFT: u32 = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    at: Instant,
    order: u64,
    timer: Timer,
}

/// All pending timers.
///
/// Arrivals have a heap of their own. There is one for each caller, a handful, and most of what happens in an overload is
/// an arrival that is refused: so it costs the depth of the small heap, not of the one with a timer for each environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Agenda {
    arrivals: BinaryHeap<Reverse<Due>>,
    others: BinaryHeap<Reverse<Due>>,
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
        let order = order(timer, ticket);
        let heap = if let Timer::Arrival(_) = timer { &mut self.arrivals } else { &mut self.others };
        heap.push(Reverse(Due { at, order, timer }));
    }

    /// When the next timer is due.
    pub(crate) fn next_at(&self) -> Option<Instant> {
        self.next_heap().peek().map(|Reverse(due)| due.at)
    }

    /// Takes the next timer, if it is due before `end`. An arrival stays at the top until [`Agenda::follow`] says what comes
    /// after it.
    pub(crate) fn pop_before(&mut self, end: Instant) -> Option<(Instant, Timer)> {
        let is_arrival = self.is_arrival_next();
        let heap = if is_arrival { &mut self.arrivals } else { &mut self.others };
        let Reverse(Due { at, timer, .. }) = *heap.peek().filter(|Reverse(due)| due.at < end)?;
        if !is_arrival {
            heap.pop();
        }
        Some((at, timer))
    }

    /// Puts the next arrival of its caller in the place of the one that was taken, or nothing where no more come. In one go it
    /// costs one way down the heap instead of two.
    pub(crate) fn follow(&mut self, next: Option<Instant>) {
        let ticket = self.ticket();
        let Some(mut taken) = self.arrivals.peek_mut() else { return };
        match next {
            Some(at) => {
                let Reverse(Due { timer, .. }) = *taken;
                *taken = Reverse(Due { at, order: order(timer, ticket), timer });
            }
            None => {
                PeekMut::pop(taken);
            }
        }
    }

    fn next_heap(&self) -> &BinaryHeap<Reverse<Due>> {
        if self.is_arrival_next() { &self.arrivals } else { &self.others }
    }

    fn is_arrival_next(&self) -> bool {
        match (self.arrivals.peek(), self.others.peek()) {
            (Some(Reverse(arrival)), Some(Reverse(other))) => arrival < other,
            (arrival, _) => arrival.is_some(),
        }
    }

    /// Bytes held by the pending timers.
    pub(crate) fn bytes(&self) -> usize {
        (self.arrivals.len() + self.others.len()) * size_of::<Due>()
    }
}

fn order(timer: Timer, ticket: Ticket) -> u64 {
    timer.class() << CLASS_SHIFT | ticket.0
}
