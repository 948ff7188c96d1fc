use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use crate::band::Band;
use crate::ghost::ghost;
use crate::hatch::{Slope, hatch};
use crate::layers::stacked;
use crate::plot::{Drawn, Plot};
use crate::steps::Steps;
use crate::theme::Theme;
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;

/// The top edge of each area, in CSS pixels.
const EDGE_PX: f64 = 1.75;
/// The pale area under the edge.
const SOLID_OPACITY: f64 = 0.22;
/// The area under a hatch: paper, just tinted enough to belong to its line.
const HATCHED_OPACITY: f64 = 0.06;

/// How an area is filled: every layer is red, so the pattern tells which limit stopped the requests.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pattern {
    /// A pale area: the account limit.
    Solid,
    /// Hatched towards the upper right: reserved concurrency.
    Rising,
    /// Hatched towards the lower right: the request rate.
    Falling,
    /// Hatched both ways: the scaling rate.
    Crossed,
}

/// The requests that one limit stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThrottleLayer<'a> {
    /// How the area is filled.
    pub pattern: Pattern,
    /// Throttles per second, period by period.
    pub values: &'a [f64],
}

/// Throttles per second, by the limit that stopped the request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Throttles<'a> {
    /// From left to right.
    pub time: TimeAxis,
    /// From bottom to top; [`ValueAxis::fitting`] the [`peak`](crate::peak) of the stack.
    pub value: ValueAxis,
    /// How long one value of every layer holds, in seconds.
    pub period_s: f64,
    /// The first layer is at the bottom.
    pub layers: &'a [ThrottleLayer<'a>],
    /// All throttles of a previous run, per second.
    pub ghost: Option<Steps<'a>>,
}

/// Draws stacked areas and the previous run over the whole drawing area.
///
/// # Errors
///
/// Only what the backend reports.
pub fn throttles<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Throttles<'_>,
    theme: &Theme,
) -> Drawn<DB::ErrorType> {
    let Some(plot) = Plot::new(area, chart.value, theme) else {
        return Ok(());
    };
    plot.ground(&chart.value.ticks())?;
    let edges = stacked(chart.layers.iter().map(|layer| layer.values), chart.period_s, chart.time, plot.columns());
    let bands: Vec<_> = Band::stack(&edges).zip(chart.layers).collect();
    for &(band, layer) in &bands {
        let (opacity, slopes): (_, &[Slope]) = match layer.pattern {
            Pattern::Solid => (SOLID_OPACITY, &[]),
            Pattern::Rising => (HATCHED_OPACITY, &[Slope::Rising]),
            Pattern::Falling => (HATCHED_OPACITY, &[Slope::Falling]),
            Pattern::Crossed => (HATCHED_OPACITY, &[Slope::Rising, Slope::Falling]),
        };
        plot.fill(band, theme.throttled.mix(opacity))?;
        slopes.iter().try_for_each(|&slope| hatch(&plot, band, slope))?;
    }
    // Before the edges, which the halo would tear where both runs are alike.
    if let Some(total) = chart.ghost {
        let present = edges.last().map_or(&[][..], Vec::as_slice);
        ghost(&plot, total, present, chart.time)?;
    }
    bands.iter().try_for_each(|&(band, _)| plot.edge(band, theme.throttled, EDGE_PX))
}
