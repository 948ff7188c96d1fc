//! Names for the things of one run. Dense numbers, so that storage is a `Vec`; never mixed up with each other.

use core::fmt;

/// A function of the scenario, by its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(u16);

impl FunctionId {
    /// The function at this place of the scenario. A run knows no other than those of its plan.
    pub(crate) const fn new(place: u16) -> Self {
        Self(place)
    }

    /// Its place in the scenario, counted from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A version of a function, by its place among them: 0 is the one that callers without a qualifier use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(u8);

impl VersionId {
    /// The one that callers without a qualifier use.
    pub const LIVE: Self = Self(0);

    /// The version in this place, counted from 0, the live one first.
    pub const fn new(place: u8) -> Self {
        Self(place)
    }

    /// Its place among the versions of its function, counted from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A caller of the scenario, by its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallerId(pub u32);

impl CallerId {
    /// Its place in the scenario, counted from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An execution environment: the function it belongs to and its number there, counted from 1 in order of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnvironmentId {
    /// The function whose code it runs.
    pub function: FunctionId,
    /// 1 for the function's first environment, 2 for its second.
    pub number: u64,
}

impl fmt::Display for EnvironmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "environment {}", self.number)
    }
}

/// A request: its number among the requests to the same function, counted from 1 in order of arrival. Those that are sent by hand are
/// counted apart, from 2^52 on, so that they leave the numbers of all others as they are; a float holds both exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

impl RequestId {
    const BY_HAND: u64 = 1 << 52;

    /// The request of this number among those to the same function that are sent by hand.
    pub(crate) const fn of_hand(number: u64) -> Self {
        Self(Self::BY_HAND + number)
    }

    /// Its number among those that are sent by hand, if it is one of these.
    pub const fn by_hand(self) -> Option<u64> {
        self.0.checked_sub(Self::BY_HAND)
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.by_hand() {
            Some(number) => write!(f, "request {number} by hand"),
            None => write!(f, "request {}", self.0),
        }
    }
}
