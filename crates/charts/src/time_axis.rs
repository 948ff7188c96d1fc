use std::iter::successors;

use crate::pixel::number;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// Distances a clock reader expects between two labels below a day, in seconds.
const FRIENDLY_STEPS_S: [f64; 17] = [
    1.0,
    2.0,
    5.0,
    10.0,
    15.0,
    30.0,
    MINUTE,
    2.0 * MINUTE,
    5.0 * MINUTE,
    10.0 * MINUTE,
    15.0 * MINUTE,
    30.0 * MINUTE,
    HOUR,
    2.0 * HOUR,
    3.0 * HOUR,
    6.0 * HOUR,
    12.0 * HOUR,
];

/// Virtual time from left to right: 0 is the left edge of the drawing area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeAxis {
    /// The length of the run in seconds, at the right edge of the drawing area.
    pub length_s: f64,
}

impl TimeAxis {
    /// Where the instant `t_s` (seconds) is, as a fraction of the width: 0 is the left edge, 1 the right edge.
    ///
    /// Instants outside the run are on the nearest edge; on an axis of no length everything is at 0.
    pub fn x(&self, t_s: f64) -> f64 {
        let fraction = t_s / self.length_s;
        if fraction.is_nan() { 0.0 } else { fraction.clamp(0.0, 1.0) }
    }

    /// Friendly instants to label, in seconds: at most `max_count`, from 0, evenly spaced by 1, 2, 5, 10, 15, 30 s or
    /// min, by 1, 2, 3, 6, 12 h, or by 1, 2, 5, 10, … days.
    pub fn ticks(&self, max_count: usize) -> Vec<f64> {
        if max_count == 0 {
            return Vec::new();
        }
        // An axis without a length still has a beginning.
        let length_s = if self.length_s.is_finite() { self.length_s.max(0.0) } else { 0.0 };
        // A length that comes from a sum of periods may end a hair before its last label.
        let intervals = |step_s: f64| (length_s / step_s + 1e-9).floor();
        friendly_steps()
            .find(|&step_s| intervals(step_s) < number(max_count))
            .into_iter()
            .flat_map(|step_s| {
                successors(Some(0.0), |n| Some(n + 1.0))
                    .take_while(move |&n| n <= intervals(step_s))
                    .map(move |n| n * step_s)
            })
            .collect()
    }
}

/// [`FRIENDLY_STEPS_S`], then days without end, in seconds.
fn friendly_steps() -> impl Iterator<Item = f64> {
    let days = successors(Some(DAY), |day| Some(day * 10.0));
    FRIENDLY_STEPS_S.into_iter().chain(days.flat_map(|day| [day, 2.0 * day, 5.0 * day]))
}
