//! The timers of later: a hierarchical timing wheel (Varghese and Lauck, 1987).
//!
//! A heap pays its depth for every timer that comes and goes. Here a timer is put into the slot of its time, and looked at again only
//! when its slot is due: a step or two, however many timers there are.
//!
//! Time is counted in ticks of about 4 ms, written with digits of 256 values. The slots of the lowest level are the next 255 ticks, those
//! of the level above it the next 255 times 256 ticks, and so on: a timer stands in the lowest level that reaches as far as its tick. So
//! what is due within the next second, as most handlers are, is taken out where it was put in. When the tick has come with which a slot
//! of a higher level begins, its timers move down. What is due in the same tick is put in order outside.
//!
//! Measured on W1 of `cargo xtask bench`, whole runs: ticks of 1 ms with digits of 64 values counted from where they begin, so that
//! half of the timers moved down once or twice, and a heap for what is due, took 436 instructions a request.

use alloc::vec::Vec;

use crate::time::Instant;

use super::Due;

/// A tick is 2^22 ns: as long as what is due together is still few, and as short as most handlers end within 255.
const TICK_BITS: usize = 22;
const DIGIT_BITS: usize = 8;
const SLOTS: usize = 1 << DIGIT_BITS;
/// As many digits as a tick can have.
const LEVELS: usize = (64 - TICK_BITS).div_ceil(DIGIT_BITS);

/// The timers whose tick lies ahead.
#[derive(Clone, Debug)]
pub(super) struct Wheel {
    /// The present tick: all timers of the wheel come later.
    tick: u64,
    /// The tick with which the first slot begins that holds a timer: none is due before it.
    floor: u64,
    /// The same of the levels above the lowest.
    above: u64,
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
    /// The slots that hold a timer, a bit each.
    taken: [u64; SLOTS / 64],
    slots: [Link; SLOTS],
}

#[derive(Clone, Copy, Debug)]
struct Node {
    due: Due,
    next: Link,
}

impl Default for Wheel {
    fn default() -> Self {
        Self {
            tick: 0,
            floor: u64::MAX,
            above: u64::MAX,
            levels: [Level::EMPTY; LEVELS],
            nodes: Vec::new(),
            free: NONE,
        }
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

    /// It is this late by now, and no timer of the wheel was due before.
    pub(super) fn pass_to(&mut self, at: Instant) {
        self.tick = self.tick.max(tick_of(at));
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
        if tick - self.tick < SLOTS as u64 {
            node.next = self.levels[0].put(tick, place);
            self.floor = self.floor.min(tick);
            return;
        }
        let reaches =
            |level: &usize| (tick >> (level * DIGIT_BITS)) - (self.tick >> (level * DIGIT_BITS)) < SLOTS as u64;
        let level = (1..LEVELS).find(reaches).expect("the highest level reaches as far as time");
        let digit = tick >> (level * DIGIT_BITS);
        node.next = self.levels[level].put(digit, place);
        self.above = self.above.min(digit << (level * DIGIT_BITS));
        self.floor = self.floor.min(self.above);
    }

    /// Goes on to the first slot that holds a timer, and takes out what is due in its first tick; the others move down. Nothing may be
    /// due before that slot any more.
    pub(super) fn turn(&mut self, mut take: impl FnMut(Due)) {
        self.tick = self.floor;
        if self.tick == self.above {
            self.move_down();
        }
        let mut place = self.levels[0].empty(self.tick);
        while let Some(node) = self.nodes.get_mut(place as usize) {
            let next = core::mem::replace(&mut node.next, core::mem::replace(&mut self.free, place));
            take(node.due);
            place = next;
        }
        self.floor = self.levels[0].first_after(self.tick).map_or(self.above, |tick| tick.min(self.above));
    }

    /// Slots of higher levels begin with this tick: their timers go where they belong now, those of this tick into its slot.
    #[cold]
    fn move_down(&mut self) {
        for level in (1..LEVELS).rev() {
            let mut place = self.levels[level].empty(self.tick >> (level * DIGIT_BITS));
            while let Some(Node { next, .. }) = self.nodes.get(place as usize).copied() {
                self.link(place);
                place = next;
            }
        }
        let above = self.firsts().filter(|(level, _)| 0 < *level);
        self.above = above.map(|(level, digit)| digit << (level * DIGIT_BITS)).min().unwrap_or(u64::MAX);
    }

    /// The first slot of each level that holds a timer: the level, and the tick without the digits below.
    fn firsts(&self) -> impl Iterator<Item = (usize, u64)> {
        let firsts = self.levels.iter().enumerate();
        firsts.filter_map(|(place, level)| Some((place, level.first_after(self.tick >> (place * DIGIT_BITS))?)))
    }

    /// The timers of the first slot of each level, among which is the first of all.
    pub(super) fn first_slots(&self) -> impl Iterator<Item = &Due> {
        self.firsts().flat_map(move |(level, digit)| {
            let mut place = self.levels[level].slots[slot_of(digit)];
            core::iter::from_fn(move || {
                let Node { due, next } = self.nodes.get(place as usize)?;
                place = *next;
                Some(due)
            })
        })
    }

    /// Bytes held by the timers.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.nodes.len() * size_of::<Node>()
    }
}

impl Level {
    const EMPTY: Self = Self { taken: [0; SLOTS / 64], slots: [NONE; SLOTS] };

    /// Puts a node first in a slot. Returns the one that was first.
    fn put(&mut self, digit: u64, place: Link) -> Link {
        let slot = slot_of(digit);
        self.taken[slot / 64] |= 1 << (slot % 64);
        core::mem::replace(&mut self.slots[slot], place)
    }

    /// Empties a slot. Returns the node that was first.
    fn empty(&mut self, digit: u64) -> Link {
        let slot = slot_of(digit);
        self.taken[slot / 64] &= !(1 << (slot % 64));
        core::mem::replace(&mut self.slots[slot], NONE)
    }

    /// The first digit after `present` whose slot holds a timer: they go round, each once.
    fn first_after(&self, present: u64) -> Option<u64> {
        let next = present + 1;
        let (word, bit) = (slot_of(next) / 64, next % 64);
        let here = self.taken[word] >> bit;
        if here != 0 {
            return Some(next + u64::from(here.trailing_zeros()));
        }
        let words = self.taken.len();
        (1..=words)
            .map(|step| (step, self.taken[(word + step) % words]))
            .find(|(_, taken)| *taken != 0)
            .map(|(step, taken)| (next - bit) + 64 * step as u64 + u64::from(taken.trailing_zeros()))
    }
}

/// The slot of a digit, whatever stands above it.
#[expect(clippy::cast_possible_truncation, reason = "the lowest digit")]
fn slot_of(digit: u64) -> usize {
    digit as usize % SLOTS
}

fn tick_of(at: Instant) -> u64 {
    at.as_nanos() >> TICK_BITS
}
