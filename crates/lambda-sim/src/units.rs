//! Units: a count of requests in flight, and a rate of requests.

use core::fmt;
use core::ops::{Add, AddAssign, Sub, SubAssign};

/// Requests in flight, or room for them: the unit in which AWS counts every concurrency limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concurrency(u32);

impl Concurrency {
    /// None in flight.
    pub const ZERO: Self = Self(0);
    /// One request in flight.
    pub const ONE: Self = Self(1);

    /// So many requests in flight.
    pub const fn new(count: u32) -> Self {
        Self(count)
    }

    /// The number itself.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// `self - other`, or zero where `other` is larger.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self + other`, or the largest number there is.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Add for Concurrency {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Concurrency {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Concurrency {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Concurrency {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl fmt::Display for Concurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A rate of requests [1/s]: finite and not negative. Written `100/s`, `90/min` or `5/h`.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Rate(f64);

impl Rate {
    /// No requests.
    pub const ZERO: Self = Self(0.0);

    /// So many requests a second; `None` unless finite and not negative.
    pub fn per_second(rate: f64) -> Option<Self> {
        // `+ 0.0` turns a negative zero into zero, so that equal rates also print alike.
        #[expect(clippy::float_arithmetic, reason = "a rate is a float: it only shapes samples")]
        (rate.is_finite() && 0.0 <= rate).then_some(Self(rate + 0.0))
    }

    /// Requests a second.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Reads `100/s`, `90/min` or `5/h`; `None` if it is not written like that.
    #[expect(clippy::float_arithmetic, reason = "a rate is a float: it only shapes samples")]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.trim().split_once('/')?;
        let seconds = match unit.trim() {
            "s" => 1.0,
            "min" | "m" => 60.0,
            "h" => 3_600.0,
            _ => return None,
        };
        let number = number.trim();
        if !number.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return None;
        }
        Self::per_second(number.parse::<f64>().ok()? / seconds)
    }

    /// Little's law: rate x mean duration = mean requests in flight, AWS's own estimate of concurrency.
    #[expect(clippy::float_arithmetic, reason = "an estimate, not a decision")]
    pub fn offered_concurrency(self, mean_duration: crate::time::Span) -> f64 {
        self.0 * mean_duration.as_secs_f64()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A number of hundreds of digits cannot be read.
        if self.0 < 1e16 { write!(f, "{}/s", self.0) } else { write!(f, "{:e}/s", self.0) }
    }
}
