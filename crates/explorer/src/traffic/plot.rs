//! The small plot of a caller's traffic: its scales, ticks and steps.

use lambda_sim::scenario::{Point, Traffic};
use lambda_sim::time::Span;

use super::curve::rate_at;
use crate::number::{clock, trimmed};

/// How much room there is above the peak, so that a point can be pulled up.
const HEADROOM: f64 = 1.15;
/// Steps of time ticks [s].
const TIME_STEPS_S: [f64; 16] =
    [0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0, 7_200.0, 14_400.0, 28_800.0];

/// The scales of the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// The length of the run: the width.
    pub length: Span,
    /// The rate [1/s], or the count, at the upper edge.
    pub top: f64,
}

/// A tick: where it stands, in parts of the plot, and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// From the left, or from below.
    pub at: f64,
    /// The number.
    pub label: String,
}

impl Plot {
    /// The plot in which this traffic has room: what of it lies in the run.
    pub fn of(traffic: &Traffic, length: Span) -> Self {
        let peak = match traffic {
            Traffic::Curve { points, .. } => {
                let inside = points.iter().filter(|point| point.at <= length).map(|point| point.rate.get());
                inside.fold(rate_at(points, length).get(), f64::max)
            }
            Traffic::At(bursts) => {
                let inside = bursts.iter().filter(|burst| burst.at <= length).map(|burst| f64::from(burst.count));
                inside.fold(0.0, f64::max)
            }
        };
        let top = if 0.0 < peak { peak * HEADROOM } else { 10.0 };
        Self { length, top }
    }

    /// Whether an instant lies in the run. What does not is not drawn: a run can be made shorter than its traffic.
    pub fn contains(&self, at: Span) -> bool {
        at <= self.length
    }

    /// Where an instant lies, from the left.
    pub fn x(&self, at: Span) -> f64 {
        (at.as_secs_f64() / self.length.as_secs_f64().max(f64::MIN_POSITIVE)).min(1.0)
    }

    /// Where a rate or a count lies, from below.
    pub fn y(&self, value: f64) -> f64 {
        (value / self.top).clamp(0.0, 1.0)
    }

    /// The point that lies nearest to a place in a plot of this size in pixels.
    pub fn nearest(&self, points: &[Point], (x, y): (f64, f64), (width, height): (f64, f64)) -> Option<usize> {
        let distance = |point: &Point| ((self.x(point.at) - x) * width).hypot((self.y(point.rate.get()) - y) * height);
        let inside = points.iter().enumerate().filter(|(_, point)| self.contains(point.at));
        let distances = inside.map(|(place, point)| (place, distance(point)));
        distances.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(place, _)| place)
    }

    /// The instant and the rate at a place, on a grid that can be hit again.
    pub fn snapped(&self, x: f64, y: f64) -> (Span, f64) {
        let to = |value: f64, step: f64| (value / step).round() * step;
        let seconds = to(x.clamp(0.0, 1.0) * self.length.as_secs_f64(), self.time_step() / 5.0);
        let rate = to(y.clamp(0.0, 1.0) * self.top, self.rate_step() / 5.0);
        // Multiples of a decimal step are not exact in binary.
        (Span::from_secs_f64((seconds * 1e6).round() / 1e6), (rate * 1e6).round() / 1e6)
    }

    /// How far an arrow key moves a point in time, in s.
    pub fn time_step(&self) -> f64 {
        round_below(self.length.as_secs_f64() / 60.0)
    }

    /// How far an arrow key moves a point in rate [1/s].
    pub fn rate_step(&self) -> f64 {
        round_below(self.top / 40.0)
    }

    /// Two or three ticks of the rate or the count, with the unit left to the title.
    pub fn value_ticks(&self) -> Vec<Tick> {
        let step = round_below(self.top / 2.0);
        let ticks = (0..=3).map(|place| f64::from(place) * step).filter(|value| *value <= self.top);
        ticks.map(|value| Tick { at: self.y(value), label: trimmed(value, 3) }).collect()
    }

    /// Three or four ticks of time.
    pub fn time_ticks(&self) -> Vec<Tick> {
        let length = self.length.as_secs_f64();
        let step = TIME_STEPS_S.into_iter().find(|step| length <= step * 3.9).unwrap_or(length / 3.0);
        let ticks = (0..4).map(|place| f64::from(place) * step).filter(|at| *at <= length * 0.95);
        ticks.map(|at| Tick { at: at / length, label: clock(at) }).collect()
    }
}

/// The largest of ... 0.1, 0.2, 0.5, 1, 2, 5, 10 ... that is not above `value`.
fn round_below(value: f64) -> f64 {
    let mut power = 1e-9;
    while power * 10.0 <= value * (1.0 + 1e-12) {
        power *= 10.0;
    }
    let digit = [5.0, 2.0].into_iter().find(|digit| digit * power <= value * (1.0 + 1e-12)).unwrap_or(1.0);
    // The power was reached by multiplying; the nearest decimal is what is meant.
    (digit * power * 1e9).round() / 1e9
}
