use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use crate::band::Band;
use crate::columns::columns;
use crate::ghost::ghost;
use crate::plot::{Drawn, Plot};
use crate::steps::Steps;
use crate::theme::Theme;
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;

/// The line, in CSS pixels.
const EDGE_PX: f64 = 1.75;
/// The area under the line: just enough to tell above from below.
const AREA_OPACITY: f64 = 0.12;

/// What a trace belongs to, which decides its colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Owner {
    /// The whole account: ink.
    Account,
    /// The function at this place: its hue.
    Function(usize),
}

/// One value over time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trace<'a> {
    /// From left to right.
    pub time: TimeAxis,
    /// From bottom to top; [`ValueAxis::fitting`] the values.
    pub value: ValueAxis,
    /// The values.
    pub steps: Steps<'a>,
    /// Whose values they are.
    pub owner: Owner,
    /// The same of a previous run.
    pub ghost: Option<Steps<'a>>,
}

/// Draws a step line on a pale area, and the previous run, over the whole drawing area.
///
/// # Errors
///
/// Only what the backend reports.
pub fn trace<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Trace<'_>,
    theme: &Theme,
) -> Drawn<DB::ErrorType> {
    let Some(plot) = Plot::new(area, chart.value, theme) else {
        return Ok(());
    };
    plot.ground(&chart.value.ticks())?;
    let hue = match chart.owner {
        Owner::Account => theme.ink,
        Owner::Function(place) => theme.function(place),
    };
    let present = columns(chart.steps, chart.time, plot.columns());
    let band = Band::on_base(&present);
    plot.fill(band, hue.mix(AREA_OPACITY))?;
    if let Some(previous) = chart.ghost {
        ghost(&plot, previous, &present, chart.time)?;
    }
    plot.edge(band, hue, EDGE_PX)
}
