use std::iter::successors;

use crate::limit::Limit;
use crate::pixel::counted;

/// Room above the roof (the heaviest line or the round number above the data) as a fraction of the roof: the inset
/// at the top that keeps half a limit's stroke, and an edge at the same height, inside the drawing area.
pub const HEADROOM: f64 = 0.08;

/// Counts from the bottom edge (0) to the top edge of the drawing area.
///
/// Values are whole things (requests in flight, throttles in a second), so ticks are whole numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueAxis {
    /// The value at the top edge, in the unit of the series.
    pub max: f64,
}

impl ValueAxis {
    /// The axis for data up to `max_value` and these limits.
    ///
    /// A limit that nothing exceeds is the roof itself, as the account limit is the ceiling of the pool; otherwise the
    /// roof is the next round number, so that an axis stands still while a slider moves. [`HEADROOM`] lies above the
    /// roof.
    pub fn fitting(max_value: f64, limits: &[Limit]) -> Self {
        let data = counted(max_value);
        let limit = limits.iter().map(|limit| counted(limit.value)).fold(0.0, f64::max);
        let roof = if limit >= data && limit > 0.0 {
            limit
        } else {
            round_numbers().find(|&round| round >= data).unwrap_or(data)
        };
        Self { max: (roof * (1.0 + HEADROOM)).min(f64::MAX) }
    }

    /// Where `value` is, as a fraction of the height from the top: 0 is the top edge, 1 the bottom edge.
    ///
    /// Values outside the axis are on the nearest edge.
    pub fn y(&self, value: f64) -> f64 {
        let fraction = value / self.max;
        if fraction.is_nan() || self.max <= 0.0 { 1.0 } else { 1.0 - fraction.clamp(0.0, 1.0) }
    }

    /// Round values to label: 0, the greatest round number on the axis, and the middle if that is round as well.
    pub fn ticks(&self) -> Vec<f64> {
        let greatest = greatest_round(self.max);
        let middle = greatest.map(|value| value / 2.0).filter(|&value| greatest_round(value) == Some(value));
        [Some(0.0), middle, greatest].into_iter().flatten().collect()
    }
}

/// 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, …: whole, and soon read.
fn round_numbers() -> impl Iterator<Item = f64> {
    let decades = successors(Some(1.0), |decade| Some(decade * 10.0));
    decades
        .take_while(|decade: &f64| decade.is_finite())
        .flat_map(|decade| [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0].map(|leading| leading * decade))
        .filter(|value| value.fract() == 0.0)
}

fn greatest_round(at_most: f64) -> Option<f64> {
    round_numbers().take_while(|&value| value <= at_most).last()
}
