/// Red, green and blue, 0 to 255 each.
pub use plotters::style::RGBColor as Colour;
use plotters::style::{Color, RGBAColor};

use crate::pixel::nearest;

/// The colours of the page and its pixel ratio.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The surface under the chart. The whole drawing area is painted with it first.
    pub paper: Colour,
    /// Limits.
    pub ink: Colour,
    /// The base line.
    pub axis: Colour,
    /// Lines at the labelled values.
    pub grid: Colour,
    /// The line of a previous run.
    pub ghost: Colour,
    /// One hue per function, in the order of the functions; used again from the start when there are more functions.
    pub functions: Vec<Colour>,
    /// A throttled request, and nothing else.
    pub throttled: Colour,
    /// Opacity of a stacked area, from 0 (clear) to 1 (solid).
    pub area_opacity: f64,
    /// Device pixels per CSS pixel (`devicePixelRatio`).
    pub scale: f64,
}

impl Theme {
    /// The hue of a function by its place; ink where the theme has no hue at all.
    pub(crate) fn function(&self, place: usize) -> Colour {
        self.functions.iter().cycle().nth(place).copied().unwrap_or(self.ink)
    }

    /// The fill of a stacked area in this hue.
    pub(crate) fn area(&self, hue: Colour) -> RGBAColor {
        hue.mix(self.area_opacity)
    }

    /// A length in whole device pixels, at least one.
    pub(crate) fn length(&self, css_px: f64) -> i32 {
        nearest(css_px * self.scale).max(1)
    }

    /// The width of a stroke along whole device pixels: an even number, so that both its edges fall between pixels and
    /// the line is not smeared over one more row.
    pub(crate) fn stroke(&self, css_px: f64) -> u32 {
        2 * self.length(css_px / 2.0).unsigned_abs()
    }
}
