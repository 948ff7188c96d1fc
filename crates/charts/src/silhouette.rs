use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use crate::band::{Band, stretches};
use crate::columns::{Column, columns};
use crate::plot::{Drawn, Plot};
use crate::steps::Steps;
use crate::theme::Theme;
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;

const CONCURRENCY_OPACITY: f64 = 0.35;
/// No throttle is so rare or so short beside the rest of the run that the strip hides it.
const LEAST_THROTTLE_PX: f64 = 2.0;

/// The whole run as a strip to scrub along.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silhouette<'a> {
    /// From left to right.
    pub time: TimeAxis,
    /// All requests in flight.
    pub concurrency: Steps<'a>,
    /// The concurrency that fills the strip to the top: the account limit.
    pub full: f64,
    /// All throttles per second.
    pub throttles: Steps<'a>,
    /// The throttles per second that would fill the strip to the top. Leave room above the greatest, or the red hides
    /// the grey behind it.
    pub throttles_full: f64,
}

/// Draws concurrency in grey and throttles in red before it, standing on a base line; no other line. What lies
/// behind the strip shows through.
///
/// # Errors
///
/// Only what the backend reports.
pub fn silhouette<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    strip: &Silhouette<'_>,
    theme: &Theme,
) -> Drawn<DB::ErrorType> {
    let Some(whole) = Plot::new(area, ValueAxis { max: strip.full }, theme) else {
        return Ok(());
    };
    let (above, _) = area.split_vertically(whole.height() - whole.base_height());
    if let Some(plot) = Plot::new(&above, ValueAxis { max: strip.full }, theme) {
        let grey = columns(strip.concurrency, strip.time, plot.columns());
        plot.fill(Band::on_base(&grey), theme.axis.mix(CONCURRENCY_OPACITY))?;
    }
    if let Some(plot) = Plot::new(&above, ValueAxis { max: strip.throttles_full }, theme) {
        let least_px = theme.length(LEAST_THROTTLE_PX);
        let least = strip.throttles_full * f64::from(least_px) / f64::from(plot.height());
        let red = columns(strip.throttles, strip.time, plot.columns());
        let red = emphasised(red, least, usize::try_from(least_px).unwrap_or(1));
        plot.fill(Band::on_base(&red), theme.throttled.into())?;
    }
    whole.base(theme.ink)
}

/// Raises whatever is above zero to a height of `least`, and makes what is shorter than `width` a block that wide.
fn emphasised(mut columns: Vec<Column>, least: f64, width: usize) -> Vec<Column> {
    for stretch in stretches(columns.len(), |column| columns[column].greatest > 0.0) {
        let (place, floor) = if stretch.len() < width {
            let from = stretch.start.min(columns.len().saturating_sub(width));
            let tallest = columns[stretch].iter().map(|column| column.greatest).fold(least, f64::max);
            (from..(from + width).min(columns.len()), tallest)
        } else {
            (stretch, least)
        };
        for column in &mut columns[place] {
            column.greatest = column.greatest.max(floor);
        }
    }
    columns
}
