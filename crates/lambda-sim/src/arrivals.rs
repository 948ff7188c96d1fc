//! When the requests of one caller come: exact instants, or a process along a rate curve.
//!
//! Both processes walk along the *area* under the curve, the number of requests expected so far: the even process takes
//! steps of exactly one, the Poisson process steps that are exponential with mean one. Where the area reaches the next step
//! the curve is inverted, which is exact for straight lines.

use alloc::vec::Vec;
use core::iter::once;

use crate::random::Stream;
use crate::scenario::{Burst, Point, Process, Traffic};
use crate::square_root::square_root;
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
    /// Where another curve goes on, at the end of the piece or before it, and the requests expected until then. The piece keeps its
    /// shape: what comes before is not moved by what is changed later.
    cut: Instant,
    cut_area: f64,
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
    pub(crate) fn rate_at(&self, at: Instant) -> f64 {
        let Self::Curve { segments, .. } = self else {
            return 0.0;
        };
        let segment = segments.iter().find(|segment| at < segment.cut).or(segments.last());
        segment.map_or(0.0, |segment| segment.rate_at(at))
    }

    /// The highest rate of a curve [1/s]; `None` for exact instants.
    pub(crate) fn peak_rate(&self) -> Option<f64> {
        match self {
            Self::At(_) => None,
            Self::Curve { segments, .. } => Some(
                segments.iter().map(|segment| segment.rate.0.max(segment.rate_at(segment.cut))).fold(0.0, f64::max),
            ),
        }
    }

    /// How many requests are expected before `end`.
    pub(crate) fn expected(&self, end: Instant) -> f64 {
        match self {
            Self::At(bursts) => {
                let due = bursts.iter().filter(|burst| burst.at.after_start() < end);
                due.map(|burst| f64::from(burst.count)).sum()
            }
            Self::Curve { segments, .. } => {
                // A piece that goes on beyond the end counts by the part before it.
                let cut = |segment: &Segment| segment.area_until(end);
                segments.iter().map(|segment| if segment.cut <= end { segment.cut_area } else { cut(segment) }).sum()
            }
        }
    }

    /// This traffic up to an instant, and another curve from there on.
    pub(crate) fn followed_by(&self, later: &Self, at: Instant) -> Self {
        let (Self::Curve { process, segments }, Self::Curve { segments: later, .. }) = (self, later) else {
            return self.clone();
        };
        let before = segments.iter().filter(|segment| segment.start < at).map(|segment| segment.cut_at(at));
        let after = later.iter().filter(|segment| at < segment.end).map(|segment| segment.from(at));
        Self::Curve { process: *process, segments: before.chain(after).collect() }
    }

    /// The instants at which the curve bends or steps, a nanosecond before each step included.
    pub(crate) fn corners(&self) -> impl Iterator<Item = Instant> {
        let segments = match self {
            Self::Curve { segments, .. } => segments.as_slice(),
            Self::At(_) => &[],
        };
        segments.iter().flat_map(|segment| [segment.start, segment.cut - Span::from_nanos(1)])
    }
}

/// The pieces of a curve from the start of the run to its end: flat before the first point and after the last.
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
        Segment::new((from.at.after_start(), from.rate.get()), (to.at.after_start(), to.rate.get()))
    };
    pieces.map(segment).collect()
}

impl Segment {
    /// A whole piece from one instant and rate to another.
    #[expect(clippy::float_arithmetic, reason = "areas shape samples")]
    fn new((start, from): (Instant, f64), (end, to): (Instant, f64)) -> Self {
        let mut whole = Self { start, end, rate: (from, to), area: 0.0, cut: end, cut_area: 0.0 };
        whole.area = f64::midpoint(from, to) * whole.seconds();
        whole.cut_area = whole.area;
        whole
    }

    /// The rate at an instant of this piece; behind it, that at its end.
    #[expect(clippy::float_arithmetic, reason = "rates shape samples")]
    fn rate_at(&self, at: Instant) -> f64 {
        let part = at.since(self.start).as_secs_f64() / self.seconds();
        self.rate.0 + (self.rate.1 - self.rate.0) * part.min(1.0)
    }

    /// How many requests are expected before an instant of this piece.
    #[expect(clippy::float_arithmetic, reason = "areas shape samples")]
    fn area_until(&self, at: Instant) -> f64 {
        f64::midpoint(self.rate.0, self.rate_at(at)) * at.since(self.start).as_secs_f64()
    }

    /// This piece up to an instant.
    fn cut_at(&self, at: Instant) -> Self {
        if self.cut <= at { *self } else { Self { cut: at, cut_area: self.area_until(at), ..*self } }
    }

    /// This piece from an instant on.
    fn from(&self, at: Instant) -> Self {
        if at <= self.start { *self } else { Self::new((at, self.rate_at(at)), (self.end, self.rate.1)) }
    }

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
        let root = square_root((self.rate.0 * self.rate.0 + 2.0 * slope * area).max(0.0));
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
            if at < current.cut {
                return Some(at);
            }
        }
        *done = (*done - current.cut_area).max(0.0);
        *segment += 1;
    }
}
