//! The last attempts of a function, one by one.

use crate::admission::Limit;

/// How many of a function's last attempts a frame remembers one by one.
pub const RECENT: u32 = 100;

/// What became of the last attempts, the newest in the lowest bit of each word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Recent {
    /// Set where the attempt was throttled.
    throttled: u128,
    /// Where it was: the limit that did it, as a number of two binary digits.
    limit: [u128; 2],
}

const MASK: u128 = (1 << RECENT) - 1;

impl Recent {
    pub(super) fn admitted(&mut self) {
        self.throttled <<= 1;
        self.limit[0] <<= 1;
        self.limit[1] <<= 1;
    }

    pub(super) fn throttled_by(&mut self, limit: Limit) {
        let limit = limit as u128;
        self.throttled = self.throttled << 1 | 1;
        self.limit[0] = self.limit[0] << 1 | limit & 1;
        self.limit[1] = self.limit[1] << 1 | limit >> 1;
    }

    pub(super) fn throttled(&self) -> u32 {
        (self.throttled & MASK).count_ones()
    }

    pub(super) fn stopped_by(&self, limit: Limit) -> u32 {
        let digit =
            |place: usize| if limit as usize >> place & 1 == 1 { self.limit[place] } else { !self.limit[place] };
        (self.throttled & digit(0) & digit(1) & MASK).count_ones()
    }
}

/// A limit is a number of two binary digits.
const _: () = assert!(Limit::ALL.len() <= 4, "one more binary digit is needed");
