//! Simulated time: integer nanoseconds since the run began. Nothing here knows a clock.

use core::fmt;
use core::ops::{Add, Sub};

const NANOS_PER_MILLI: u64 = 1_000_000;
const NANOS_PER_SEC: u64 = 1_000_000_000;

/// A point of simulated time, in nanoseconds since the start of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(u64);

impl Instant {
    /// The instant at which every run begins.
    pub const START: Self = Self(0);

    /// The instant so many nanoseconds after the start.
    pub const fn from_nanos(nanos: u64) -> Self {
        Self(nanos)
    }

    /// Nanoseconds since the start.
    pub const fn as_nanos(self) -> u64 {
        self.0
    }

    /// Time since the start.
    pub const fn since_start(self) -> Span {
        Span(self.0)
    }

    /// Time since `earlier`; zero if `earlier` is later.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// Seconds since the start, for axes and summaries.
    pub fn as_secs_f64(self) -> f64 {
        Span(self.0).as_secs_f64()
    }
}

impl Add<Span> for Instant {
    type Output = Self;

    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Instant {
    type Output = Self;

    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Span(self.0).fmt(f)
    }
}

/// A length of simulated time, in nanoseconds. Written with its unit: `800ms`, `1.5s`, `5m`, `1m30s`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);

/// The units a span is written in, longest first, with their nanoseconds.
const UNITS: [(&str, u64); 7] = [
    ("d", 86_400 * NANOS_PER_SEC),
    ("h", 3_600 * NANOS_PER_SEC),
    ("m", 60 * NANOS_PER_SEC),
    ("s", NANOS_PER_SEC),
    ("ms", NANOS_PER_MILLI),
    ("us", 1_000),
    ("ns", 1),
];

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of so many nanoseconds.
    pub const fn from_nanos(nanos: u64) -> Self {
        Self(nanos)
    }

    /// A span of so many milliseconds.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis * NANOS_PER_MILLI)
    }

    /// A span of so many seconds; the longest there is where that would be longer.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(NANOS_PER_SEC))
    }

    /// Whole seconds, rounded down.
    pub const fn whole_secs(self) -> u64 {
        self.0 / NANOS_PER_SEC
    }

    /// The span half-way between this one and a longer one.
    #[must_use]
    pub const fn midpoint(self, longer: Self) -> Self {
        Self(self.0 + longer.0.saturating_sub(self.0) / 2)
    }

    /// The span nearest to so many seconds; negative numbers and NaN give zero, huge ones the largest span.
    #[expect(clippy::float_arithmetic, reason = "the one door from sampled floats to integer time")]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, which is what is meant"
    )]
    pub fn from_secs_f64(secs: f64) -> Self {
        Self((secs * 1e9 + 0.5) as u64)
    }

    /// Whole nanoseconds.
    pub const fn as_nanos(self) -> u64 {
        self.0
    }

    /// Seconds, for axes and summaries.
    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "summaries are floats")]
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// The instant this long after the start of the run.
    pub const fn after_start(self) -> Instant {
        Instant(self.0)
    }

    /// Reads a span with its unit, such as `800ms`, `1.5s` or `1m30s`; `None` if it is not written like that. One longer
    /// than a span can be is read as the longest, so that a range can refuse it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim();
        let mut total: u64 = 0;
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
            let (number, after) = rest.split_at(digits);
            let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (unit, after) = after.split_at(letters);
            let (_, nanos) = UNITS.iter().find(|(name, _)| *name == unit)?;
            total = total.saturating_add(decimal_times(number, *nanos)?);
            rest = after.trim_start();
        }
        Some(Self(total))
    }
}

/// `number` (digits with at most one point) times `nanos`, exactly; `None` on bad digits or a fraction of a nanosecond.
fn decimal_times(number: &str, nanos: u64) -> Option<u64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    if !whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let whole = if whole.is_empty() { 0 } else { whole.parse::<u64>().unwrap_or(u64::MAX) };
    let mut total = whole.saturating_mul(nanos);
    let mut unit = nanos;
    for digit in fraction.trim_end_matches('0').chars() {
        if !unit.is_multiple_of(10) {
            return None;
        }
        unit /= 10;
        total = total.saturating_add(unit * u64::from(digit.to_digit(10)?));
    }
    Some(total)
}

impl Add for Span {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Span {
    /// Writes the span exactly, in units that [`Span::parse`] reads back: `0s`, `1m30s`, `145ms`, `1.5s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.0;
        for (unit, nanos) in &UNITS[..3] {
            if nanos <= &rest {
                write!(f, "{}{unit}", rest / nanos)?;
                rest %= nanos;
            }
        }
        if rest == 0 {
            return Ok(());
        }
        let (unit, nanos) =
            UNITS[3..].iter().find(|(_, nanos)| nanos <= &rest).expect("one nanosecond fits into any rest");
        write!(f, "{}", rest / nanos)?;
        write_fraction(f, rest % nanos, *nanos)?;
        f.write_str(unit)
    }
}

/// Writes `.5` for a half of `unit`, without trailing zeros; nothing for zero.
fn write_fraction(f: &mut fmt::Formatter<'_>, mut rest: u64, mut unit: u64) -> fmt::Result {
    if rest == 0 {
        return Ok(());
    }
    f.write_str(".")?;
    while rest != 0 {
        unit /= 10;
        write!(f, "{}", rest / unit)?;
        rest %= unit;
    }
    Ok(())
}
