use std::iter::successors;

use plotters::prelude::DrawingBackend;

use crate::plot::{Drawn, Plot};

const HEAVY_PX: f64 = 2.0;
const LIGHT_PX: f64 = 1.0;
const LIGHT_DASH_PX: f64 = 6.0;
const LIGHT_GAP_PX: f64 = 3.0;

/// A horizontal line that the stack may not cross.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Where the line is, in the unit of the value axis.
    pub value: f64,
    /// How heavy it is.
    pub weight: Weight,
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
    /// Draws the line over the whole width.
    pub(crate) fn draw<DB: DrawingBackend>(self, plot: &Plot<'_, DB>) -> Drawn<DB::ErrorType> {
        let theme = plot.theme;
        let thickness = theme.length(match self.weight {
            Weight::Heavy => HEAVY_PX,
            Weight::Light => LIGHT_PX,
        });
        let top = plot.row(self.value) - thickness / 2;
        match self.weight {
            Weight::Heavy => plot.rule(top, thickness, theme.ink),
            Weight::Light => {
                let (dash, gap) = (theme.length(LIGHT_DASH_PX), theme.length(LIGHT_GAP_PX));
                let starts = successors(Some(0), |from: &i32| from.checked_add(dash)?.checked_add(gap));
                starts
                    .take_while(|&from| from < plot.width())
                    .try_for_each(|from| plot.piece((from, top), (dash, thickness), theme.ink))
            }
        }
    }
}
