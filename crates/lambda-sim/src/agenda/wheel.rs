//! The timers of later: a hierarchical timing wheel (Varghese and Lauck, 1987).
//!
//! A heap pays its depth for every timer that comes and goes. Here a timer is put into the slot of its time, and looked at again only
//! when its slot is due: a few steps, however many timers there are.
//!
//! Time is counted in ticks of about a millisecond, written with digits of 64 values. A timer stands in the level of the highest digit in
//! which its tick differs from the present one, in the slot of that digit. So all of a level come before all of the next, and within
//! a level the slots stand in the order of time. When a slot is due its timers move down: to the level where they differ now, or out
//! of the wheel when their tick has come. What is due in the same tick is put in order outside.

use alloc::vec::Vec;

use crate::time::Instant;

use super::Due;

/// A tick is 2^20 ns: about as long as what is due together is still few.
const TICK_BITS: usize = 20;
/// A digit has 64 values, so that the slots of a level fit the bits of a word.
const DIGIT_BITS: usize = 6;
const SLOTS: usize = 1 << DIGIT_BITS;
const DIGIT: u64 = SLOTS as u64 - 1;
/// As many digits as a tick can have.
const LEVELS: usize = (64 - TICK_BITS).div_ceil(DIGIT_BITS);

/// The timers whose tick lies ahead.
#[derive(Clone, Debug)]
pub(super) struct Wheel {
    /// The present tick: all timers of the wheel come later.
    tick: u64,
    /// The tick before which no timer of the wheel is due.
    floor: u64,
    levels: [Level; LEVELS],
    /// The timers, each knowing the next one of its slot. Places that are free form a list too.
    nodes: Vec<Node>,
    free: Link,
}

/// The place of a node; `NONE` at the end of a list.
type Link = u32;
const NONE: Link = Link::MAX;

#[derive(Clone, Copy, Debug)]
struct Level {
    /// The slots that hold a timer.
    taken: u64,
    slots: [Link; SLOTS],
}

#[derive(Clone, Copy, Debug)]
struct Node {
    due: Due,
    next: Link,
}

impl Default for Wheel {
    fn default() -> Self {
        let level = Level { taken: 0, slots: [NONE; SLOTS] };
        Self { tick: 0, floor: u64::MAX, levels: [level; LEVELS], nodes: Vec::new(), free: NONE }
    }
}

impl Wheel {
    /// Whether the tick of this instant lies ahead: only such a timer belongs into the wheel.
    pub(super) fn is_ahead(&self, at: Instant) -> bool {
        self.tick < tick_of(at)
    }

    /// The instant before which no timer of the wheel is due; the last one of all where there is none.
    pub(super) fn floor(&self) -> Instant {
        Instant::from_nanos(self.floor.saturating_mul(1 << TICK_BITS))
    }

    /// Adds a timer whose tick lies ahead.
    pub(super) fn add(&mut self, due: Due) {
        let node = Node { due, next: NONE };
        let place = self.free;
        if let Some(free) = self.nodes.get_mut(place as usize) {
            self.free = core::mem::replace(free, node).next;
            self.link(place);
        } else {
            self.nodes.push(node);
            self.link(Link::try_from(self.nodes.len() - 1).expect("fewer timers than 2^32"));
        }
    }

    /// Puts a node into the slot of its time.
    fn link(&mut self, place: Link) {
        let node = &mut self.nodes[place as usize];
        let tick = tick_of(node.due.at);
        let (level, slot) = position(tick, self.tick);
        self.floor = self.floor.min(first_tick(tick, level, slot));
        let level = &mut self.levels[level];
        node.next = core::mem::replace(&mut level.slots[slot], place);
        level.taken |= 1 << slot;
    }

    /// Goes on to the first slot that holds a timer, and takes out what is due in its first tick; the others move down. Nothing may be
    /// due before that slot any more.
    pub(super) fn turn(&mut self, mut take: impl FnMut(Due)) {
        let Some((level, slot)) = self.first_taken() else { return };
        self.tick = first_tick(self.tick, level, slot);
        let level = &mut self.levels[level];
        level.taken &= !(1 << slot);
        let mut place = core::mem::replace(&mut level.slots[slot], NONE);
        while let Some(Node { due, next }) = self.nodes.get(place as usize).copied() {
            if self.is_ahead(due.at) {
                self.link(place);
            } else {
                self.nodes[place as usize].next = core::mem::replace(&mut self.free, place);
                take(due);
            }
            place = next;
        }
        let first = self.first_taken();
        self.floor = first.map_or(u64::MAX, |(level, slot)| first_tick(self.tick, level, slot));
    }

    /// The first slot that holds a timer, and its level.
    fn first_taken(&self) -> Option<(usize, usize)> {
        let level = self.levels.iter().position(|level| level.taken != 0)?;
        Some((level, self.levels[level].taken.trailing_zeros() as usize))
    }

    /// The timers of the first slot, among which is the first of all.
    pub(super) fn first_slot(&self) -> impl Iterator<Item = &Due> {
        let mut place = self.first_taken().map_or(NONE, |(level, slot)| self.levels[level].slots[slot]);
        core::iter::from_fn(move || {
            let Node { due, next } = self.nodes.get(place as usize)?;
            place = *next;
            Some(due)
        })
    }

    /// Bytes held by the timers.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.nodes.len() * size_of::<Node>()
    }
}

fn tick_of(at: Instant) -> u64 {
    at.as_nanos() >> TICK_BITS
}

/// Level and slot of a later tick: by the highest digit in which it differs from the present one.
fn position(tick: u64, present: u64) -> (usize, usize) {
    let level = (tick ^ present).ilog2() as usize / DIGIT_BITS;
    (level, (tick >> shift(level) & DIGIT) as usize)
}

/// The first tick of a slot: its digit, the digits above it as they are in `near`, those below it zero.
fn first_tick(near: u64, level: usize, slot: usize) -> u64 {
    (near >> shift(level) & !DIGIT | slot as u64) << shift(level)
}

/// How many bits stand below the digit of a level.
const fn shift(level: usize) -> usize {
    level * DIGIT_BITS
}
