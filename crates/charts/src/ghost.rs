//! The line of a previous run.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use crate::band::{line, stretches};
use crate::columns::{Column, columns};
use crate::plot::{Drawn, Plot};
use crate::steps::Steps;
use crate::time_axis::TimeAxis;

const STROKE_PX: f64 = 1.25;
const DASH_PX: f64 = 4.0;
const GAP_PX: f64 = 3.0;
/// The stroke in the colour of the paper that keeps the dashes apart from the areas under them.
const HALO_PX: f64 = 3.5;
const HALO_OPACITY: f64 = 0.75;
/// Nearer than this to the present edge the dashes would lie under its stroke.
const APART_PX: f64 = 2.5;

/// Draws the total of a previous run over the areas of the present one, wherever the two differ to the eye: runs share
/// their dice, so long stretches are the same and a second line would only blur them.
///
/// The line shows the greatest value of each column; the range below it belongs to the present run.
pub(crate) fn ghost<DB: DrawingBackend>(
    plot: &Plot<'_, DB>,
    previous: Steps<'_>,
    present: &[Column],
    time: TimeAxis,
) -> Drawn<DB::ErrorType> {
    let theme = plot.theme;
    let previous: Vec<f64> = columns(previous, time, plot.columns()).iter().map(|column| column.greatest).collect();
    let now = |column: usize| present.get(column).map_or(0.0, |now| now.greatest);
    let apart = |column: usize| plot.row(previous[column]).abs_diff(plot.row(now(column)));
    let least = theme.length(APART_PX).unsigned_abs();
    let halo = theme.paper.mix(HALO_OPACITY).stroke_width(theme.stroke(HALO_PX));
    let style = theme.ghost.stroke_width(theme.stroke(STROKE_PX));
    for stretch in stretches(previous.len(), |column| previous[column] > 0.0 && apart(column) >= least) {
        let before = stretch.start.checked_sub(1).map(|column| previous[column]);
        let after = previous.get(stretch.end).copied();
        let flat = |column: usize| Column { least: previous[column], greatest: previous[column] };
        let corners = line(&stretch, before, after, flat);
        plot.stroke(corners.clone(), halo)?;
        plot.dashes(corners, (theme.length(DASH_PX), theme.length(GAP_PX)), style)?;
    }
    Ok(())
}
