//! What can be done to a rate curve: a point is moved, added or taken away.

use lambda_sim::scenario::{Point, Process, Traffic};
use lambda_sim::time::Span;
use lambda_sim::units::Rate;

use super::LINES_MAX;
use super::plot::Plot;

/// The highest rate that a point can be moved to [1/s]; typing says more about it.
const RATE_MAX: f64 = 1_000_000.0;

/// Something that is done to a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stroke {
    /// A point is put where a pointer is, in parts of the plot from its lower left corner.
    Drag {
        /// Which point.
        point: usize,
        /// From the left.
        x: f64,
        /// From below.
        y: f64,
    },
    /// A point is moved by a key.
    Nudge {
        /// Which point.
        point: usize,
        /// Where to.
        towards: Towards,
        /// By a tenth of the usual step.
        is_fine: bool,
    },
    /// A point is added to the curve at about this instant; the curve stays as it is.
    Add(Span),
    /// A point is taken away; the last one stays.
    Remove(usize),
    /// Requests come evenly or at random.
    Space(Process),
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    /// A higher rate.
    Up,
    /// A lower rate.
    Down,
    /// An earlier instant.
    Earlier,
    /// A later instant.
    Later,
}

impl Stroke {
    /// The point that is moved.
    pub const fn point(self) -> Option<usize> {
        match self {
            Self::Drag { point, .. } | Self::Nudge { point, .. } => Some(point),
            Self::Add(_) | Self::Remove(_) | Self::Space(_) => None,
        }
    }

    /// The point that is taken away.
    pub const fn removed(self) -> Option<usize> {
        if let Self::Remove(point) = self { Some(point) } else { None }
    }

    /// The same, done to the point at another place.
    #[must_use]
    pub const fn of(self, point: usize) -> Self {
        match self {
            Self::Drag { x, y, .. } => Self::Drag { point, x, y },
            Self::Nudge { towards, is_fine, .. } => Self::Nudge { point, towards, is_fine },
            Self::Remove(_) => Self::Remove(point),
            Self::Add(_) | Self::Space(_) => self,
        }
    }

    /// The traffic after the stroke; `None` where it changes nothing: exact instants, no such point, no room.
    pub fn on(self, traffic: &Traffic, plot: &Plot) -> Option<Traffic> {
        let Traffic::Curve { process, points } = traffic else {
            return None;
        };
        let (mut process, mut points) = (*process, points.clone());
        match self {
            Self::Drag { point, x, y } => {
                let (at, rate) = plot.snapped(x, y);
                put(&mut points, point, at, rate, plot)?;
            }
            Self::Nudge { point, towards, is_fine } => {
                let old = points.get(point)?;
                let (at, rate) = nudged(*old, towards, is_fine, plot);
                put(&mut points, point, at, rate, plot)?;
            }
            Self::Add(at) if points.len() < LINES_MAX => add(&mut points, at, plot.length),
            Self::Remove(point) if 1 < points.len() && point < points.len() => {
                points.remove(point);
            }
            Self::Space(chosen) => process = chosen,
            Self::Add(_) | Self::Remove(_) => return None,
        }
        Some(Traffic::Curve { process, points })
    }
}

/// Puts a point there, but not past its neighbours, nor out of the run: where it already stands there, it may stay.
fn put(points: &mut [Point], place: usize, at: Span, rate: f64, plot: &Plot) -> Option<()> {
    let old = points.get(place)?.at;
    let earliest = place.checked_sub(1).map_or(Span::ZERO, |before| points[before].at);
    let latest = points.get(place + 1).map(|after| after.at);
    let latest = latest.unwrap_or(plot.length.max(old)).max(earliest);
    points[place] = Point { at: at.clamp(earliest, latest), rate: Rate::per_second(rate.clamp(0.0, RATE_MAX))? };
    Some(())
}

fn nudged(point: Point, towards: Towards, is_fine: bool, plot: &Plot) -> (Span, f64) {
    let part = if is_fine { 0.1 } else { 1.0 };
    let rate = plot.rate_step() * part;
    let time = Span::from_secs_f64(plot.time_step() * part);
    match towards {
        Towards::Up => (point.at, tidy(point.rate.get() + rate)),
        Towards::Down => (point.at, tidy(point.rate.get() - rate)),
        Towards::Earlier => (less(point.at, time), point.rate.get()),
        Towards::Later => (Span::from_nanos(point.at.as_nanos().saturating_add(time.as_nanos())), point.rate.get()),
    }
}

/// Without what adding binary fractions leaves behind.
fn tidy(rate: f64) -> f64 {
    (rate * 1e6).round() / 1e6
}

/// Adds a point on the curve: at this instant, or in the middle of the widest gap where one stands there already.
fn add(points: &mut Vec<Point>, at: Span, length: Span) {
    let is_taken = points.iter().any(|point| point.at == at);
    let at = if is_taken { middle_of_widest_gap(points, length) } else { at.min(length) };
    let rate = rate_at(points, at);
    let place = points.iter().position(|point| at < point.at).unwrap_or(points.len());
    points.insert(place, Point { at, rate });
}

fn middle_of_widest_gap(points: &[Point], length: Span) -> Span {
    let ends = points.iter().map(|point| point.at).chain([length]);
    let starts = [Span::ZERO].into_iter().chain(points.iter().map(|point| point.at));
    let gaps = starts.zip(ends).map(|(start, end)| (less(end, start), start.midpoint(end)));
    gaps.max_by_key(|(gap, _)| *gap).map_or(Span::ZERO, |(_, middle)| middle)
}

/// The rate of a curve at an instant: straight between points, held before the first and after the last.
pub fn rate_at(points: &[Point], at: Span) -> Rate {
    let after = points.iter().position(|point| at < point.at).unwrap_or(points.len());
    let Some(before) = after.checked_sub(1).map(|place| points[place]) else {
        return points.first().map_or(Rate::ZERO, |first| first.rate);
    };
    let Some(next) = points.get(after) else {
        return before.rate;
    };
    let part = less(at, before.at).as_secs_f64() / less(next.at, before.at).as_secs_f64();
    let rate = before.rate.get() + (next.rate.get() - before.rate.get()) * part;
    Rate::per_second(tidy(rate)).unwrap_or(before.rate)
}

/// The span without a shorter one, or nothing.
fn less(span: Span, shorter: Span) -> Span {
    Span::from_nanos(span.as_nanos().saturating_sub(shorter.as_nanos()))
}
