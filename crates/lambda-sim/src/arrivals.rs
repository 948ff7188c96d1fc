//! When the requests of one caller come: exact instants, or a process along a rate curve.
//!
//! Both processes walk along the *area* under the curve, the number of requests expected so far: the even process takes
//! steps of exactly one, the Poisson process steps that are exponential with mean one. Where the area reaches the next step
//! the curve is inverted, which is exact for straight lines.

use alloc::vec::Vec;
use core::iter::once;

use crate::random::Stream;
use crate::scenario::{Burst, Point, Process, Traffic};
use crate::time::{Instant, Span};

/// The traffic of one caller, laid out for walking.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pattern {
    Curve { process: Process, segments: Vec<Segment> },
    At(Vec<Burst>),
}

/// A straight piece of a rate curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Segment {
    start: Instant,
    end: Instant,
    /// Rates at both ends [1/s].
    rate: (f64, f64),
    /// Requests expected during this piece.
    area: f64,
}

impl Pattern {
    /// Cuts the traffic of a run of this length into pieces; bursts are put into the order of time.
    pub(crate) fn new(traffic: &Traffic, length: Span) -> Self {
        match traffic {
            Traffic::At(bursts) => {
                let mut bursts = bursts.clone();
                bursts.sort_by_key(|burst| burst.at);
                Self::At(bursts)
            }
            Traffic::Curve { process, points } => {
                Self::Curve { process: *process, segments: segments(points, length.after_start()) }
            }
        }
    }

    /// The expected rate at an instant [1/s]; exact instants have none.
    #[expect(clippy::float_arithmetic, reason = "an expectation, not a decision")]
    pub(crate) fn rate_at(&self, at: Instant) -> f64 {
        let Self::Curve { segments, .. } = self else {
            return 0.0;
        };
        let Some(segment) = segments.iter().find(|segment| at < segment.end).or(segments.last()) else {
            return 0.0;
        };
        let part = at.since(segment.start).as_secs_f64() / segment.seconds();
        segment.rate.0 + (segment.rate.1 - segment.rate.0) * part.min(1.0)
    }

    /// The highest rate of a curve [1/s]; `None` for exact instants.
    pub(crate) fn peak_rate(&self) -> Option<f64> {
        match self {
            Self::At(_) => None,
            Self::Curve { segments, .. } => {
                Some(segments.iter().map(|segment| segment.rate.0.max(segment.rate.1)).fold(0.0, f64::max))
            }
        }
    }

    /// How many requests are expected before `end`.
    #[expect(clippy::float_arithmetic, reason = "an expectation, not a decision")]
    pub(crate) fn expected(&self, end: Instant) -> f64 {
        match self {
            Self::At(bursts) => {
                let due = bursts.iter().filter(|burst| burst.at.after_start() < end);
                due.map(|burst| f64::from(burst.count)).sum()
            }
            Self::Curve { segments, .. } => {
                // A piece that goes on beyond the end counts by the part before it.
                let cut = |segment: &Segment| {
                    let until = Segment { end, ..*segment };
                    f64::midpoint(segment.rate.0, self.rate_at(end)) * until.seconds()
                };
                segments.iter().map(|segment| if segment.end <= end { segment.area } else { cut(segment) }).sum()
            }
        }
    }

    /// The instants at which the curve bends or steps, a nanosecond before each step included.
    pub(crate) fn corners(&self) -> impl Iterator<Item = Instant> {
        let segments = match self {
            Self::Curve { segments, .. } => segments.as_slice(),
            Self::At(_) => &[],
        };
        segments.iter().flat_map(|segment| [segment.start, segment.end - Span::from_nanos(1)])
    }
}

/// The pieces of a curve from the start of the run to its end: flat before the first point and after the last.
#[expect(clippy::float_arithmetic, reason = "areas shape samples")]
fn segments(points: &[Point], end: Instant) -> Vec<Segment> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let flat = |at: Span, rate| Point { at, rate };
    let corners: Vec<Point> = once(flat(Span::ZERO, first.rate))
        .chain(points.iter().copied())
        .chain(once(flat(last.at.max(end.since_start()), last.rate)))
        .collect();
    let pieces = corners.windows(2).filter(|pair| pair[0].at < pair[1].at);
    let pieces = pieces.filter(|pair| pair[0].at.after_start() < end);
    let segment = |pair: &[Point]| {
        let (from, to) = (pair[0], pair[1]);
        let mut segment = Segment {
            start: from.at.after_start(),
            end: to.at.after_start(),
            rate: (from.rate.get(), to.rate.get()),
            area: 0.0,
        };
        segment.area = f64::midpoint(segment.rate.0, segment.rate.1) * segment.seconds();
        segment
    };
    pieces.map(segment).collect()
}

impl Segment {
    fn seconds(&self) -> f64 {
        self.end.since(self.start).as_secs_f64()
    }

    /// The instant at which the area from the start of this piece reaches `area`, which is less than its whole.
    #[expect(clippy::float_arithmetic, reason = "sampling; rounded to whole nanoseconds once")]
    fn instant_of(&self, area: f64) -> Instant {
        #[expect(clippy::float_cmp, reason = "a flat piece has the very same rate at both ends")]
        if self.rate.0 == self.rate.1 && self.rate.0 != 0.0 {
            return (self.start + Span::from_secs_f64(area / self.rate.0)).min(self.end);
        }
        // The positive root of `rate.0 * x + slope / 2 * x^2 = area`, in the form that does not cancel.
        let slope = (self.rate.1 - self.rate.0) / self.seconds();
        let root = libm::sqrt((self.rate.0 * self.rate.0 + 2.0 * slope * area).max(0.0));
        let divisor = self.rate.0 + root;
        let seconds = if divisor == 0.0 { 0.0 } else { 2.0 * area / divisor };
        (self.start + Span::from_secs_f64(seconds)).min(self.end)
    }
}

/// Where one caller is in its traffic.
#[derive(Clone, Debug)]
pub(crate) enum Arrivals {
    Curve {
        stream: Stream,
        /// Index of the current piece.
        segment: usize,
        /// Area of the current piece that is behind us.
        done: f64,
        /// Whether the even process still owes the request at its very beginning.
        first: bool,
    },
    At {
        /// Index of the current burst.
        burst: usize,
        /// Requests of it that have come.
        done: u32,
    },
}

impl Arrivals {
    /// At the start of the traffic.
    pub(crate) fn new(pattern: &Pattern, stream: Stream) -> Self {
        match pattern {
            Pattern::Curve { .. } => Self::Curve { stream, segment: 0, done: 0.0, first: true },
            Pattern::At(_) => Self::At { burst: 0, done: 0 },
        }
    }

    /// The instant of the next request; `None` when no more come. Never earlier than the one before.
    pub(crate) fn next(&mut self, pattern: &Pattern) -> Option<Instant> {
        match (self, pattern) {
            (Self::Curve { stream, segment, done, first }, Pattern::Curve { process, segments }) => {
                let step = match process {
                    Process::Even if core::mem::take(first) => 0.0,
                    Process::Even => 1.0,
                    Process::Poisson => stream.exponential(),
                };
                walk(segments, segment, done, step)
            }
            (Self::At { burst, done }, Pattern::At(bursts)) => {
                while bursts.get(*burst)?.count <= *done {
                    *burst += 1;
                    *done = 0;
                }
                *done += 1;
                Some(bursts[*burst].at.after_start())
            }
            _ => unreachable!("arrivals are made from the pattern they walk along"),
        }
    }
}

/// Walks `step` further along the area under the curve. A request exactly at the end of a piece belongs to the next: at the
/// end to the nanosecond, because the area itself is rounded.
#[expect(clippy::float_arithmetic, reason = "sampling")]
fn walk(segments: &[Segment], segment: &mut usize, done: &mut f64, step: f64) -> Option<Instant> {
    *done += step;
    loop {
        let current = segments.get(*segment)?;
        if *done < current.area {
            let at = current.instant_of(*done);
            if at < current.end {
                return Some(at);
            }
        }
        *done = (*done - current.area).max(0.0);
        *segment += 1;
    }
}
