use std::iter::successors;

use plotters::prelude::DrawingBackend;

use crate::pixel::nearest;
use crate::plot::{Drawn, Plot};
use crate::time_axis::TimeAxis;

const HEAVY_PX: f64 = 2.0;
const LIGHT_PX: f64 = 1.0;
const LIGHT_DASH_PX: f64 = 6.0;
const LIGHT_GAP_PX: f64 = 3.0;

/// A horizontal line that the stack may not cross, for as long as it is in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Where the line is, in the unit of the value axis.
    pub value: f64,
    /// How heavy it is.
    pub weight: Weight,
    /// From when on it is in force, in seconds.
    pub from_s: f64,
    /// Until when it is in force, in seconds; beyond the run for one that holds to its end.
    pub to_s: f64,
}

/// The weight of a limit's line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Weight {
    /// Solid, 2 CSS pixels: the account limit, the heaviest stroke of the chart.
    Heavy,
    /// Dashed, 1 CSS pixel: one function's reserved concurrency.
    Light,
}

impl Limit {
    /// A limit that holds for the whole run.
    pub const fn always(value: f64, weight: Weight) -> Self {
        Self { value, weight, from_s: 0.0, to_s: f64::INFINITY }
    }

    /// The left and the right end of the line, in device pixels.
    fn ends<DB: DrawingBackend>(self, plot: &Plot<'_, DB>, time: TimeAxis) -> (i32, i32) {
        let column = |at_s: f64| nearest(time.x(at_s) * f64::from(plot.width()));
        (column(self.from_s), column(self.to_s))
    }

    /// Draws the line over its part of the width.
    fn draw<DB: DrawingBackend>(self, plot: &Plot<'_, DB>, time: TimeAxis) -> Drawn<DB::ErrorType> {
        let theme = plot.theme;
        let thickness = self.thickness(plot);
        let top = plot.row(self.value) - thickness / 2;
        let (left, right) = self.ends(plot, time);
        match self.weight {
            Weight::Heavy => plot.piece((left, top), (right - left, thickness), theme.ink),
            Weight::Light => {
                let (dash, gap) = (theme.length(LIGHT_DASH_PX), theme.length(LIGHT_GAP_PX));
                let starts = successors(Some(left), |from: &i32| from.checked_add(dash)?.checked_add(gap));
                starts
                    .take_while(|&from| from < right)
                    .try_for_each(|from| plot.piece((from, top), (dash.min(right - from), thickness), theme.ink))
            }
        }
    }

    /// Draws the riser between this limit and the one that follows it.
    fn rise<DB: DrawingBackend>(self, next: Self, plot: &Plot<'_, DB>, time: TimeAxis) -> Drawn<DB::ErrorType> {
        let thickness = self.thickness(plot);
        let (left, _) = next.ends(plot, time);
        let (from, to) = (plot.row(self.value), plot.row(next.value));
        let corner = (left - thickness / 2, from.min(to) - thickness / 2);
        plot.piece(corner, (thickness, (to - from).abs() + thickness), plot.theme.ink)
    }

    fn thickness<DB: DrawingBackend>(self, plot: &Plot<'_, DB>) -> i32 {
        plot.theme.length(match self.weight {
            Weight::Heavy => HEAVY_PX,
            Weight::Light => LIGHT_PX,
        })
    }
}

/// Draws limits. Where one of the same weight takes over from the one before it, a riser joins them: a limit that was
/// changed while the run went on is one line with a step.
pub(crate) fn limits<DB: DrawingBackend>(
    plot: &Plot<'_, DB>,
    limits: &[Limit],
    time: TimeAxis,
) -> Drawn<DB::ErrorType> {
    limits.iter().try_for_each(|&limit| limit.draw(plot, time))?;
    let pairs = limits.windows(2).filter_map(|pair| <[Limit; 2]>::try_from(pair).ok());
    let joined = pairs.filter(|[first, next]| first.weight == next.weight && joins(first.to_s, next.from_s));
    joined.into_iter().try_for_each(|[first, next]| first.rise(next, plot, time))
}

/// Whether one ends where the other begins.
fn joins(to_s: f64, from_s: f64) -> bool {
    (to_s - from_s).abs() < f64::EPSILON * from_s.max(1.0)
}
