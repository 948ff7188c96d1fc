//! From a series to the columns of pixels it is drawn in.

use crate::pixel::{counted, number};
use crate::steps::Steps;
use crate::time_axis::TimeAxis;

/// What one column of pixels shows of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Column {
    /// The least value that holds somewhere in this column.
    pub(crate) least: f64,
    /// The greatest.
    pub(crate) greatest: f64,
}

impl Column {
    fn include(&mut self, value: f64) {
        self.least = self.least.min(value);
        self.greatest = self.greatest.max(value);
    }
}

/// The columns of `steps` on an axis `width` pixels wide, from the left edge to where the series (or the axis) ends.
///
/// Each period owns the columns between its two rounded edges, and at least one: with few periods the steps stay sharp,
/// with many each still leaves its mark. Takes time in proportion to the values and the width.
pub(crate) fn columns(steps: Steps<'_>, time: TimeAxis, width: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(width);
    if width == 0 || !steps.period_s.is_finite() || steps.period_s <= 0.0 {
        return columns;
    }
    let edge = |period: usize| rounded(time.x(number(period) * steps.period_s), width);
    let mut start = 0;
    for (period, &value) in steps.values.iter().enumerate() {
        if number(period) * steps.period_s >= time.length_s {
            break;
        }
        let value = counted(value);
        let from = start.min(width - 1);
        let end = edge(period + 1);
        for column in from..end.max(from + 1) {
            match columns.get_mut(column) {
                Some(shared) => shared.include(value),
                None => columns.push(Column { least: value, greatest: value }),
            }
        }
        start = end;
    }
    columns
}

/// The boundary between columns nearest to a fraction of the width.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
fn rounded(fraction: f64, width: usize) -> usize {
    (fraction * number(width)).round() as usize
}
