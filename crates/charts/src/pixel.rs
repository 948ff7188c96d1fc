//! The few places where a number changes its kind on the way to a pixel.

/// The nearest whole number of pixels. Saturates; what is not a number becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and plotters clips to the drawing area")]
pub(crate) fn nearest(pixels: f64) -> i32 {
    pixels.round() as i32
}

/// A count as a coordinate. Exact up to 2^53, far beyond what memory holds.
#[expect(clippy::cast_precision_loss, reason = "no series is that long")]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}

/// A position in a row of pixels as a pixel coordinate. A drawing area is never wider than `i32::MAX`.
pub(crate) fn coordinate(column: usize) -> i32 {
    i32::try_from(column).unwrap_or(i32::MAX)
}

/// A value as it is counted: what is negative or not finite is nothing.
pub(crate) fn counted(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}
