//! The last attempts of a function, one by one.

use crate::admission::{Limit, Start};

/// How many of a function's last attempts a frame remembers one by one.
pub const RECENT: u32 = 100;

/// What became of the last attempts, the newest in the lowest bit of each word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Recent {
    /// Set where the attempt was throttled.
    throttled: u128,
    /// Where it was, the limit that did it, and elsewhere how it started, as a number of two binary digits.
    how: [u128; 2],
}

const MASK: u128 = (1 << RECENT) - 1;

impl Recent {
    pub(super) fn started(&mut self, start: Start) {
        self.throttled <<= 1;
        self.push(start as u128);
    }

    pub(super) fn throttled_by(&mut self, limit: Limit) {
        self.throttled = self.throttled << 1 | 1;
        self.push(limit as u128);
    }

    fn push(&mut self, how: u128) {
        self.how[0] = self.how[0] << 1 | how & 1;
        self.how[1] = self.how[1] << 1 | how >> 1;
    }

    pub(super) fn throttled(&self) -> u32 {
        (self.throttled & MASK).count_ones()
    }

    pub(super) fn stopped_by(&self, limit: Limit) -> u32 {
        (self.throttled & self.are(limit as usize) & MASK).count_ones()
    }

    /// How many of so many started like this.
    pub(super) fn started_as(&self, start: Start, known: u32) -> u32 {
        let known = (1 << known) - 1;
        (!self.throttled & self.are(start as usize) & known).count_ones()
    }

    /// Whether the newest of so many started like this.
    pub(super) fn newest_is(&self, start: Start, known: u32) -> bool {
        self.started_as(start, known.min(1)) == 1
    }

    /// Set where this number stands.
    fn are(&self, how: usize) -> u128 {
        let digit = |place: usize| if how >> place & 1 == 1 { self.how[place] } else { !self.how[place] };
        digit(0) & digit(1)
    }
}

/// A limit and a start are numbers of two binary digits.
const _: () = assert!(Limit::ALL.len() <= 4 && Start::Provisioned as usize <= 3, "one more binary digit is needed");
