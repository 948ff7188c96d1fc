//! The asynchronous queue by the waits that its events are in.

use core::ops::{Index, IndexMut};

use crate::quotas::THROTTLE_WAIT_FIRST;
use crate::retry::throttle_wait;
use crate::time::Span;

/// The wait that an event is in, by its nominal length: jitter makes each a little longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wait {
    /// For its first attempt: 33 ms unless the scenario says otherwise.
    First,
    /// 1 s, after one throttled attempt.
    OneSecond,
    /// 2 s, after two throttled attempts in a row.
    TwoSeconds,
    /// 4 s, after three.
    FourSeconds,
    /// 8 s, after four.
    EightSeconds,
    /// 16 s, after five.
    SixteenSeconds,
    /// 32 s, after six.
    ThirtyTwoSeconds,
    /// 1 to 5 minutes: after more throttled attempts, or after a function error.
    Minutes,
    /// Not for an attempt any more: it will be too old before the next one.
    Expiry,
}

impl Wait {
    /// All waits, the shortest first.
    pub const ALL: [Self; 9] = [
        Self::First,
        Self::OneSecond,
        Self::TwoSeconds,
        Self::FourSeconds,
        Self::EightSeconds,
        Self::SixteenSeconds,
        Self::ThirtyTwoSeconds,
        Self::Minutes,
        Self::Expiry,
    ];

    /// The wait after so many throttled attempts in a row, or else after a function error, or else before the first attempt.
    pub(crate) fn after(throttles: u16, errors: u8) -> Self {
        match (throttles, errors) {
            (0, 0) => Self::First,
            (0, _) => Self::Minutes,
            _ => Self::ALL[usize::from(throttles).min(Self::Minutes as usize)],
        }
    }

    /// Its nominal length, where that is one number which no scenario can change.
    pub fn nominal(self) -> Option<Span> {
        match self {
            Self::First | Self::Minutes | Self::Expiry => None,
            // The wait after k throttled attempts stands in place k.
            _ => Some(throttle_wait(self as u16)),
        }
    }
}

/// Waits double from one second on, as their names say.
const _: () = assert!(THROTTLE_WAIT_FIRST.as_nanos() == Span::from_secs(1).as_nanos(), "the waits have other names");

/// How many events are in which wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits([u32; Wait::ALL.len()]);

impl Waits {
    /// How many events are in each wait, in the order of [`Wait::ALL`].
    pub fn counts(&self) -> [u32; Wait::ALL.len()] {
        self.0
    }

    /// How many events wait.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }
}

impl Index<Wait> for Waits {
    type Output = u32;

    fn index(&self, wait: Wait) -> &u32 {
        &self.0[wait as usize]
    }
}

impl IndexMut<Wait> for Waits {
    fn index_mut(&mut self, wait: Wait) -> &mut u32 {
        &mut self.0[wait as usize]
    }
}
