//! Hatching without clipping, which plotters does not have: each line is cut where it leaves the band.

use std::ops::Range;

use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use crate::band::Band;
use crate::pixel::coordinate;
use crate::plot::{Drawn, Plot};

/// From one line to the next, along a row, in CSS pixels.
const SPACING_PX: f64 = 6.0;
const STROKE_PX: f64 = 1.25;

/// Which way the lines run.
#[derive(Clone, Copy)]
pub(crate) enum Slope {
    /// 45 degrees, towards the upper right.
    Rising,
    /// 45 degrees, towards the lower right.
    Falling,
}

/// Hatches a band with straight lines.
pub(crate) fn hatch<DB: DrawingBackend>(plot: &Plot<'_, DB>, band: Band<'_>, slope: Slope) -> Drawn<DB::ErrorType> {
    let theme = plot.theme;
    // The rows of the band in each column, from its edge down to its floor.
    let rooms: Vec<Range<i32>> = (0..band.upper.len())
        .map(|column| plot.row(band.upper[column].greatest)..plot.row(band.floor(column)))
        .collect();
    // Oblique, so it has no use for the even width of an upright stroke.
    let style = theme.throttled.stroke_width(theme.length(STROKE_PX).unsigned_abs());
    let spacing = theme.length(SPACING_PX);
    let (width, bottom) = (coordinate(rooms.len()), plot.row(0.0));
    // Lines are told apart by the row in which they cross the left edge, mostly outside the plot.
    let (first, step) = match slope {
        Slope::Rising => (0, -1),
        Slope::Falling => (-width / spacing * spacing, 1),
    };
    let mut crossing = first;
    while crossing < first.saturating_add(width).saturating_add(bottom) {
        for piece in pieces(&rooms, bottom, crossing, step) {
            let ends = [piece.start, piece.end].map(|column| (column, crossing + step * column));
            plot.straight(ends, style)?;
        }
        crossing += spacing;
    }
    Ok(())
}

/// The stretches of columns in which the line `crossing + step * column` runs inside its room.
fn pieces(rooms: &[Range<i32>], bottom: i32, crossing: i32, step: i32) -> Vec<Range<i32>> {
    // Only here is the line on the plot at all; a line crosses as many columns as rows.
    let (enter, leave) = if step < 0 { (crossing - bottom, crossing) } else { (-crossing, bottom - crossing) };
    let mut pieces: Vec<Range<i32>> = Vec::new();
    for column in enter.max(0)..leave.saturating_add(1).min(coordinate(rooms.len())) {
        let room = usize::try_from(column).ok().and_then(|column| rooms.get(column));
        if !room.is_some_and(|room| room.contains(&(crossing + step * column))) {
            continue;
        }
        match pieces.last_mut() {
            Some(piece) if piece.end == column => piece.end = column + 1,
            _ => pieces.push(column..column + 1),
        }
    }
    pieces
}
