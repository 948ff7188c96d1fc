//! A drawing area with axes on it, and the strokes and fills that every chart is made of.

use plotters::coord::{CoordTranslate, Shift};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{DashedPathElement, PathElement, Polygon, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBAColor, ShapeStyle};

use crate::band::{Band, Corner};
use crate::pixel::nearest;
use crate::theme::{Colour, Theme};
use crate::value_axis::ValueAxis;

/// What drawing gives back: nothing, or the error `E` of the backend.
pub type Drawn<E> = Result<(), DrawingAreaErrorKind<E>>;

/// Lines at labelled values, and the base line, in CSS pixels.
const GRID_PX: f64 = 1.0;

/// The coordinates of a plot: a boundary between columns of pixels, and a value on the axis.
///
/// Plotters' own charts shift values by a pixel and round them down; this rounds to the nearest pixel and uses the very
/// function the page places labels with.
pub(crate) struct Coordinates {
    /// The upper left corner, in pixels of the backend.
    origin: (i32, i32),
    /// Device pixels.
    height: i32,
    value: ValueAxis,
}

impl Coordinates {
    /// The row of a value, counted from the top of the plot.
    fn row(&self, value: f64) -> i32 {
        nearest(self.value.y(value) * f64::from(self.height))
    }
}

impl CoordTranslate for Coordinates {
    type From = Corner;

    fn translate(&self, &(column, value): &Corner) -> (i32, i32) {
        (self.origin.0 + column, self.origin.1 + self.row(value))
    }
}

/// A drawing area with axes on it.
pub(crate) struct Plot<'a, DB: DrawingBackend> {
    pixels: &'a DrawingArea<DB, Shift>,
    values: DrawingArea<DB, Coordinates>,
    pub(crate) theme: &'a Theme,
    width: i32,
    height: i32,
}

impl<'a, DB: DrawingBackend> Plot<'a, DB> {
    /// The plot that fills `area`; `None` where there is no pixel to draw on.
    pub(crate) fn new(area: &'a DrawingArea<DB, Shift>, value: ValueAxis, theme: &'a Theme) -> Option<Self> {
        let (columns, rows) = area.get_pixel_range();
        let (width, height) = (columns.end - columns.start, rows.end - rows.start);
        let coordinates = Coordinates { origin: area.get_base_pixel(), height, value };
        (width > 0 && height > 0).then(|| Self {
            pixels: area,
            values: area.apply_coord_spec(coordinates),
            theme,
            width,
            height,
        })
    }

    /// Columns of device pixels.
    pub(crate) fn columns(&self) -> usize {
        usize::try_from(self.width).unwrap_or(0)
    }

    /// Device pixels.
    pub(crate) fn width(&self) -> i32 {
        self.width
    }

    /// Device pixels.
    pub(crate) fn height(&self) -> i32 {
        self.height
    }

    /// The row of a value, counted from the top of the plot in device pixels.
    pub(crate) fn row(&self, value: f64) -> i32 {
        self.values.as_coord_spec().row(value)
    }

    /// Paints the paper over whatever was there.
    pub(crate) fn paper(&self) -> Drawn<DB::ErrorType> {
        self.pixels.fill(&self.theme.paper)
    }

    /// The paper, a line at each labelled value, and the base line.
    pub(crate) fn ground(&self, ticks: &[f64]) -> Drawn<DB::ErrorType> {
        self.paper()?;
        let thickness = self.theme.length(GRID_PX);
        for &tick in ticks.iter().filter(|&&tick| tick > 0.0) {
            self.rule(self.row(tick) - thickness / 2, thickness, self.theme.grid)?;
        }
        self.base(self.theme.axis)
    }

    /// The base line, inside the bottom edge.
    pub(crate) fn base(&self, colour: Colour) -> Drawn<DB::ErrorType> {
        self.rule(self.height - self.base_height(), self.base_height(), colour)
    }

    /// The thickness of the base line in device pixels.
    pub(crate) fn base_height(&self) -> i32 {
        self.theme.length(GRID_PX).min(self.height)
    }

    /// Fills a band.
    pub(crate) fn fill(&self, band: Band<'_>, style: RGBAColor) -> Drawn<DB::ErrorType> {
        for stretch in band.stretches() {
            self.values.draw(&Polygon::new(band.outline(&stretch), style))?;
        }
        Ok(())
    }

    /// Draws the upper edge of a band.
    pub(crate) fn edge(&self, band: Band<'_>, colour: Colour, css_px: f64) -> Drawn<DB::ErrorType> {
        let style = colour.stroke_width(self.theme.stroke(css_px));
        for stretch in band.stretches() {
            self.stroke(band.edge(&stretch), style)?;
        }
        Ok(())
    }

    /// Draws a step line.
    pub(crate) fn stroke(&self, corners: Vec<Corner>, style: ShapeStyle) -> Drawn<DB::ErrorType> {
        self.values.draw(&PathElement::new(corners, style))
    }

    /// Draws a dashed step line; dash and gap are in device pixels.
    pub(crate) fn dashes(
        &self,
        corners: Vec<Corner>,
        (dash, gap): (i32, i32),
        style: ShapeStyle,
    ) -> Drawn<DB::ErrorType> {
        self.values.draw(&DashedPathElement::new(corners, dash, gap, style))
    }

    /// Draws a straight line in device pixels, counted from the upper left corner of the plot.
    pub(crate) fn straight(&self, ends: [(i32, i32); 2], style: ShapeStyle) -> Drawn<DB::ErrorType> {
        self.pixels.draw(&PathElement::new(ends, style))
    }

    /// A horizontal line over the whole width, in device pixels.
    pub(crate) fn rule(&self, top: i32, thickness: i32, colour: Colour) -> Drawn<DB::ErrorType> {
        self.piece((0, top), (self.width, thickness), colour)
    }

    /// A horizontal line, or a piece of one, in device pixels: a rectangle, because a canvas smears a stroke of odd width
    /// over two rows.
    pub(crate) fn piece(
        &self,
        (left, top): (i32, i32),
        (width, height): (i32, i32),
        colour: Colour,
    ) -> Drawn<DB::ErrorType> {
        let lower_right = (left.saturating_add(width), top.saturating_add(height));
        self.pixels.draw(&Rectangle::new([(left, top), lower_right], colour.filled()))
    }
}
