use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use crate::band::Band;
use crate::ghost::ghost;
use crate::layers::stacked;
use crate::limit::{Limit, limits};
use crate::plot::{Drawn, Plot};
use crate::steps::Steps;
use crate::theme::Theme;
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;

/// The top edge of each area, in CSS pixels.
const EDGE_PX: f64 = 1.0;

/// Requests in flight, by function, under the limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concurrency<'a> {
    /// From left to right.
    pub time: TimeAxis,
    /// From bottom to top; [`ValueAxis::fitting`] the [`peak`](crate::peak) of the stack.
    pub value: ValueAxis,
    /// How long one value of every function holds, in seconds.
    pub period_s: f64,
    /// Requests in flight of each function, period by period. The first function is on top, as it is the first in the
    /// lanes and its requests lie on top in the pool.
    pub functions: &'a [&'a [f64]],
    /// The lines over the stack. Several may share a height; the last is drawn over the others. Those of one line that
    /// steps follow each other.
    pub limits: &'a [Limit],
    /// The total of a previous run.
    pub ghost: Option<Steps<'a>>,
}

/// Draws stacked areas, the previous run and the limits over the whole drawing area.
///
/// # Errors
///
/// Only what the backend reports.
pub fn concurrency<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Concurrency<'_>,
    theme: &Theme,
) -> Drawn<DB::ErrorType> {
    let Some(plot) = Plot::new(area, chart.value, theme) else {
        return Ok(());
    };
    plot.ground(&chart.value.ticks())?;
    let from_bottom = chart.functions.iter().copied().enumerate().rev();
    let edges = stacked(from_bottom.clone().map(|(_, values)| values), chart.period_s, chart.time, plot.columns());
    let hues: Vec<_> = from_bottom.map(|(place, _)| theme.function(place)).collect();
    let bands: Vec<_> = Band::stack(&edges).zip(hues).collect();
    for &(band, hue) in &bands {
        plot.fill(band, theme.area(hue))?;
    }
    if let Some(total) = chart.ghost {
        let present = edges.last().map_or(&[][..], Vec::as_slice);
        ghost(&plot, total, present, chart.time)?;
    }
    // After all areas and the ghost: no area covers half of the edge below it, and no halo tears an edge.
    for &(band, hue) in &bands {
        plot.edge(band, hue, EDGE_PX)?;
    }
    limits(&plot, chart.limits, chart.time)
}
